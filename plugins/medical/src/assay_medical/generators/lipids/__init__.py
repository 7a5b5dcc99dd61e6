"""Cholesterol."""
