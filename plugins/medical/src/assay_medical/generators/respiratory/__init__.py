"""Oxygen."""
