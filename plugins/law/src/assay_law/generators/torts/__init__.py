"""Damages and their apportionment."""
