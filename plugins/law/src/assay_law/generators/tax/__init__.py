"""Tax by rules that are given."""
