"""Recipes that make medicine rows with a model, every row before the gate."""
