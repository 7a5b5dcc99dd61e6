"""Recipes and verifiers for text of no single domain."""
