"""Dates of a pregnancy."""
