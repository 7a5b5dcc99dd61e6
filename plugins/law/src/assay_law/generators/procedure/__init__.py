"""Time limits of procedure."""
