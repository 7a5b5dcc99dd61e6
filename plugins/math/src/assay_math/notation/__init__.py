"""Reading mathematical notation (LaTeX, plain text, Unicode) into a typed tree."""

from __future__ import annotations

from assay_math.notation.errors import NotationError
from assay_math.notation.options import DEFAULT, Options
from assay_math.notation.parser import parse, try_parse

__all__ = ["DEFAULT", "NotationError", "Options", "parse", "try_parse"]
