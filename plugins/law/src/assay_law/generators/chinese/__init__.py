"""Chinese law."""
