"""Comorbidity and other general scores."""
