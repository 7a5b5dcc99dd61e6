"""Acute illness and intensive care."""
