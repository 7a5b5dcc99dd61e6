"""Cardiovascular risk."""
