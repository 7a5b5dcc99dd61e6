"""Recipes that make science rows with a model, every row before the gate."""
