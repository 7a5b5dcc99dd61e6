"""Limits, derivatives, integrals, differential equations."""
