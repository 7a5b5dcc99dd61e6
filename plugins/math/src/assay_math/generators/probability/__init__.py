"""Counting, chance, sets, statistics."""
