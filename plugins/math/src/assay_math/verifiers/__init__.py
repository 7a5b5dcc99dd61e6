"""The math verifiers: ``math.answer`` and ``math.cot``."""
