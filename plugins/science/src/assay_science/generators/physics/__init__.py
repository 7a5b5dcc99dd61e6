"""Mechanics, waves, electricity, heat, modern physics."""
