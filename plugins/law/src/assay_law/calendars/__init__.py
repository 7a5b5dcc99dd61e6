"""Periods and dates of procedure: how dates are written, which days are closed, how a rule counts, what a text claims."""
