"""Votes and consents of stockholders."""
