"""Eligibility for benefits."""
