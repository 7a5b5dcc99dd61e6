"""Crystals, diffraction, phases."""
