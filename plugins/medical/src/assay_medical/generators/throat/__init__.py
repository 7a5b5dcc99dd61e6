"""Ears, nose and throat."""
