r"""Units in mathematical notation: ``\mu g``, ``\frac{m}{s}``, ``m^{2}``.

Units themselves are :mod:`assay.evidence.quantities`; here LaTeX is taken out of their names.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assay.evidence import quantities
from assay.evidence.quantities import Unit

_FRACTION = re.compile(r"\\d?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_COMMANDS = {
    "mu": "µ", "Omega": "Ω", "AA": "Å", "degree": "°", "circ": "°", "cdot": "·", "times": "·", "Delta": "Δ",
}  # fmt: skip
_COMMAND = re.compile(
    r"\\(mu|Omega|AA|degree|circ|cdot|times|Delta)(?![A-Za-z])\s*|\\(?:mu|Omega)(?=[A-Za-z])|\\([%$,;! ])"
)


@lru_cache(maxsize=4096)
def read_unit(text: str) -> Unit | None:
    """The unit that ``text`` names, or the things it counts (``apples``); ``None`` when it can be neither."""
    if "\\" in text:
        text = _COMMAND.sub(_plain, _FRACTION.sub(r"(\1)/(\2)", text))
    return quantities.read_unit(text, nouns=True)


def _plain(match: re.Match[str]) -> str:
    if match[1]:
        return _COMMANDS[match[1]]
    if match[2]:
        return match[2].replace(",", " ").replace(";", " ").replace("!", "")
    return "µ" if match[0] == "\\mu" else "Ω"
