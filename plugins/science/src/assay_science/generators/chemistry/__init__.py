"""Reactions, solutions, equilibria, molecules."""
