"""The lungs."""
