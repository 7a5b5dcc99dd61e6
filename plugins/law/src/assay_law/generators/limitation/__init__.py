"""Limitation of actions."""
