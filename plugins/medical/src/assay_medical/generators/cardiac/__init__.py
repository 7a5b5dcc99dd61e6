"""Heart and vessels."""
