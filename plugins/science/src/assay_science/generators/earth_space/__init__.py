"""Orbits, stars, the sky, the atmosphere."""
