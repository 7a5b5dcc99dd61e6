"""Doses: prescriptions and calculations of a ward."""
