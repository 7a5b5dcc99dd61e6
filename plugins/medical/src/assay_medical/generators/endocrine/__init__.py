"""Glucose and insulin."""
