"""What nurses assess."""
