"""Support by a given table."""
