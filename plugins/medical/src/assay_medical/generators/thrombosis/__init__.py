"""Venous thrombosis and pulmonary embolism."""
