"""Assay's math domain: generators with worked solutions, verifiers of answers and of every step."""
