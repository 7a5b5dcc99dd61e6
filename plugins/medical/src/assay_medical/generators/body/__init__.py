"""The size of the body."""
