"""Statutes: sections, cross-references, versions."""
