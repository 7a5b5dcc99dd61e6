"""Backends of Assay's sandbox interface."""
