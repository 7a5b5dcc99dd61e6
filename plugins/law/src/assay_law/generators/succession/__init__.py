"""Shares of an intestate estate."""
