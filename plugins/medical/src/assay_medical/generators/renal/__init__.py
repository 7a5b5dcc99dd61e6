"""Kidney function and drugs that depend on it."""
