"""Jurisdiction of federal and state courts."""
