"""Mood, anxiety and alcohol."""
