"""What proves a response."""
