"""Fines of regulators."""
