"""Federal rules of procedure and evidence by their names, in full and short: ``Fed. R. App. P.``, ``Federal Rules of Evidence``, ``FRCP``."""

from __future__ import annotations

_FED = r"Fed(?:eral|\.)\s?R(?:ules?|\.)\s?(?:of\s)?"
_P = r"\s?P(?:rocedure|\.)"
RULE_SETS = {
    "civp": rf"{_FED}Civ(?:il|\.){_P}|F\.?R\.?C\.?P\.?",
    "crimp": rf"{_FED}Crim(?:inal|\.){_P}",
    "evid": rf"{_FED}Evid(?:ence|\.)|F\.?R\.?E\.?",
    "appp": rf"{_FED}App(?:ellate|\.){_P}|F\.?R\.?A\.?P\.?",
    "bankrp": rf"{_FED}Bankr(?:uptcy|\.){_P}",
    "scot": r"Sup\.\s?Ct\.\s?R\.",
}
"""Patterns of their names, case as written; behind one stands the number of a rule."""
