"""The liver."""
