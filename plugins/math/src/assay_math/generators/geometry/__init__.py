"""Planes, solids, triangles, coordinates, vectors."""
