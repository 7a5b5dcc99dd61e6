"""Unicode mathematics in ASCII and LaTeX words, with a map back to the original offsets.

Unicode's own compatibility folding would turn ``x²`` into ``x2`` and ``3½`` into
``31⁄2``, so powers, indices and fractions are spelled out before it is applied
to what is left.
"""

from __future__ import annotations

import re
import unicodedata

_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᵏᵐᵖˣʸᵗᵀ", "0123456789+-=()niabcdekmpxytT", strict=True))
_SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₙₖₘₚₛₜᵢⱼ", "0123456789+-=()aeoxnkmpstij", strict=True))

_SPELLED = {
    "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "﹣": "-", "－": "-", "⁄": "/", "∕": "/", "÷": r"\div ",
    "×": r"\times ", "✕": r"\times ", "⨯": r"\times ", "·": r"\cdot ", "⋅": r"\cdot ", "∙": r"\cdot ",
    "•": r"\cdot ", "∗": "*", "±": r"\pm ", "∓": r"\mp ", "√": " sqrt ", "∛": " cbrt ", "π": r"\pi ",
    "∞": r"\infty ", "≤": r"\le ", "⩽": r"\le ", "≦": r"\le ", "≥": r"\ge ", "⩾": r"\ge ", "≧": r"\ge ",
    "≠": r"\ne ", "≈": r"\approx ", "≃": r"\approx ", "≅": r"\cong ", "≡": r"\equiv ", "≢": r"\not\equiv ",
    "°": r"^\circ ", "º": r"^\circ ", "∪": r"\cup ", "∩": r"\cap ", "∖": r"\setminus ", "∈": r"\in ",
    "∉": r"\notin ", "∅": r"\emptyset ", "⊂": r"\subset ", "⊆": r"\subseteq ", "∣": r"\mid ", "∤": r"\nmid ",
    "→": r"\to ", "⟶": r"\to ", "⇒": r"\Rightarrow ", "⟹": r"\Rightarrow ", "⇔": r"\iff ", "⟺": r"\iff ",
    "¬": r"\neg ", "⊃": r"\supset ", "⊇": r"\supseteq ", "⊊": r"\subsetneq ", "⊄": r"\not\subset ", "∀": r"\forall ",
    "∃": r"\exists ", "←": r"\leftarrow ", "↔": r"\leftrightarrow ", "∧": r"\land ", "∨": r"\lor ", "∑": r"\sum ", "Σ": r"\Sigma ", "∏": r"\prod ", "∫": r"\int ", "∂": r"\partial ",
    "⌊": r"\lfloor ", "⌋": r"\rfloor ", "⌈": r"\lceil ", "⌉": r"\rceil ", "⟨": r"\langle ", "⟩": r"\rangle ",
    "〈": r"\langle ", "〉": r"\rangle ", "‖": r"\|", "∥": r"\parallel ", "⊥": r"\perp ", "∠": r"\angle ",
    "△": r"\triangle ", "∝": r"\propto ", "∼": r"\sim ", "…": r"\ldots ", "⋯": r"\ldots ", "′": "'", "″": "''",
    "’": "'", "ʹ": "'", "ℝ": r"\mathbb{R}", "ℤ": r"\mathbb{Z}", "ℕ": r"\mathbb{N}", "ℚ": r"\mathbb{Q}",
    "ℂ": r"\mathbb{C}", "ℯ": "e", "ⅇ": "e", "ⅈ": "i", "µ": r"\mu ", "Ω": r"\Omega ", "€": "€", "£": "£",
    "¥": "¥", "₹": "₹", "∴": " ", "﹪": "%", "٪": "%", "٫": ".", "٬": ",", "，": ",", "；": ";", "（": "(",
    "）": ")", "［": "[", "］": "]", "｛": "{", "｝": "}", "｜": "|", "＝": "=", "＜": "<", "＞": ">", "＋": "+",
    "：": ":", "％": "%", "．": ".", "！": "!",
    "\u00a0": r"\,", "\u202f": r"\,", "\u2009": r"\,", "\u2007": r"\,", "\u200a": r"\,",
    "\u200b": "", "\ufeff": "", "\u2060": "", "\u2061": "", "\u2062": "", "\u2063": ",",
}  # fmt: skip
_GREEK = (
    "α alpha β beta γ gamma δ delta ε varepsilon ϵ epsilon ζ zeta η eta θ theta ϑ vartheta ι iota κ kappa λ lambda "
    "μ mu ν nu ξ xi ρ rho σ sigma τ tau υ upsilon φ phi ϕ phi χ chi ψ psi ω omega Γ Gamma Δ Delta Θ Theta "
    "Λ Lambda Ξ Xi Π Pi Υ Upsilon Φ Phi Ψ Psi ∆ Delta"
).split()
_SPELLED.update({letter: f"\\{name} " for letter, name in zip(_GREEK[::2], _GREEK[1::2], strict=True)})

_SUPER_RUN = re.compile("[" + re.escape("".join(_SUPERSCRIPTS)) + "]+")
_SUB_RUN = re.compile("[" + re.escape("".join(_SUBSCRIPTS)) + "]+")


def to_ascii(text: str) -> tuple[str, list[int] | None]:
    """``text`` in ASCII letters and commands, and for each character its offset in ``text``.

    The offsets are ``None`` when nothing had to change. Characters that have no
    mathematical spelling stay as they are.
    """
    if text.isascii():
        return text, None
    out: list[str] = []
    offsets: list[int] = []
    at, end = 0, len(text)
    while at < end:
        char = text[at]
        width = 1
        if char < "\x80":
            spelled = char
        elif char in _SUPERSCRIPTS:
            run = _SUPER_RUN.match(text, at)
            assert run is not None
            width = run.end() - at
            spelled = "^{" + "".join([_SUPERSCRIPTS[c] for c in run.group()]) + "}"
        elif char in _SUBSCRIPTS:
            run = _SUB_RUN.match(text, at)
            assert run is not None
            width = run.end() - at
            spelled = "_{" + "".join([_SUBSCRIPTS[c] for c in run.group()]) + "}"
        else:
            spelled = _spell(char)
        out.append(spelled)
        offsets.extend([at] * len(spelled))
        at += width
    offsets.append(end)
    return "".join(out), offsets


def _spell(char: str) -> str:
    known = _SPELLED.get(char)
    if known is not None:
        return known
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    folded = unicodedata.normalize("NFKC", char)
    if category == "No" and "⁄" in folded:
        top, _, bottom = folded.partition("⁄")
        return f"\\tfrac{{{top}}}{{{bottom}}}" if top.isascii() and bottom.isascii() and bottom else char
    if folded != char and len(folded) <= 4:
        return "".join([_SPELLED.get(c, c) for c in folded])
    return char
