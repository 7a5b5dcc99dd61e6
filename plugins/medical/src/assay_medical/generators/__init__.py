"""Procedural medicine problems, one file per subject; each file is found by its place in this folder."""
