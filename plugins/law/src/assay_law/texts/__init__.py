"""Texts of law as verifiers read them: sources, their sections, quotations and citations of sections."""
