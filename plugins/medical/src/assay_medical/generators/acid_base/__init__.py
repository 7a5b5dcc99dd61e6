"""Acids and bases."""
