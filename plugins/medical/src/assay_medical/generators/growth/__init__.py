"""Growth of children."""
