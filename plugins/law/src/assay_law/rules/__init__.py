"""Statutes as rules: a small language without scripts, solved by two engines that must agree, with the sections that an outcome rests on."""

from __future__ import annotations

from assay_law.rules.language import RuleError
from assay_law.rules.solving import Outcome, Program, solve

__all__ = ["Outcome", "Program", "RuleError", "solve"]
