"""Recipes that make legal rows with a model, every row before the gate."""
