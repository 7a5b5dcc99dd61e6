"""Pregnancy, birth and the newborn."""
