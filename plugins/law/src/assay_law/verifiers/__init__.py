"""Verifiers of legal answers."""
