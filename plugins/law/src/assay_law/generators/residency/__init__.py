"""Residence and presence."""
