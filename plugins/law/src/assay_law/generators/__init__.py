"""Procedural legal problems, one file per subject; each file is found by its place in this folder."""
