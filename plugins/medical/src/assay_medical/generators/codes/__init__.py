"""Codes: diagnoses in ICD-10-CM, units in UCUM, laboratory units."""
