"""The units that stand behind a number, as far as they go: ``J/(mol·K)``, ``m/s^2``, ``g NaCl``."""

from __future__ import annotations

import re
from fractions import Fraction

from assay.evidence.quantities import read_unit
from assay_science.derivations.cursor import SHORT_WORDS, Cursor, Unreadable, is_prose
from assay_science.derivations.nodes import Literal, Units
from assay_science.derivations.tokens import Token
from assay_science.derivations.values import Dimension, Number, Power, times, unit_power, unit_scale

AS_SPEED = "ms^-1"
"""Among the symbols of a text: its ``ms⁻¹`` are metres per second, not per millisecond."""
UPRIGHT = "roman"
"""Among the symbols of a text: its units stand in roman type, so no letter in italics is one."""
_GLUE = "|"
_THING = "#"
"""Before a word for things that are counted, which is no unit: ``turns``, ``decays``."""
_ELEMENT = re.compile(r"(?:[A-Z][a-z]?\d{0,3}|[()]){1,12}\Z")
_SINGLE = frozenset("C N O H S F K I P B U V W Y".split())
_ITALIC = frozenset("mNJWV")
"""Letters in italics that are units right behind a number with decimals, even if they stand for a quantity, too."""
_NOT_UNITS = frozenset("a at as in min".split())


def read_units(cursor: Cursor, number: Literal | None = None) -> Units | None:
    """The units from where the cursor is, which goes behind them; ``None`` if none stand there.

    ``number`` is what they stand behind, where that is a number.
    """
    start = cursor.at
    found = _UnitReader(cursor, number).read()
    if found is None:
        cursor.at = start
    return found


class _UnitReader:
    """Reads ``J/(mol·K)``, ``\\mathrm{~J} \\mathrm{~K}^{-1}``, ``m/s^2``; stops where no unit follows."""

    def __init__(self, cursor: Cursor, number: Literal | None) -> None:
        self.p = cursor
        self.number = number
        self.text: list[str] = []
        self.factor: Number = Fraction(1)
        self.dimension: Dimension = ()
        self.own = False
        self.low: Number = Fraction(1)
        self.high: Number = Fraction(1)
        self.ranged = False
        self.single: tuple[str, Power] | None = None
        self.count = 0

    def read(self) -> Units | None:
        p = self.p
        sign = 1
        if p.is_op("/"):
            # "8.314 /s": only right behind a number, before a unit
            p.at += 1
            sign = -1
            if self._word(p.at) is None or not self._upright(p.at):
                return None
        one, slash = p.peek(), p.peek(1)
        if (
            self.number is not None
            and one is not None
            and one.text == "1"
            and slash is not None
            and slash.text == "/"
        ):
            p.at += 2  # 0.0231 1/s
            sign = -1
        if not self._factor(sign):
            return None
        while True:
            before = p.at
            token = p.peek()
            if token is None:
                break
            if token.kind == "op" and token.text == "/":
                p.at += 1
                if p.is_op("(") or p.is_op("{"):
                    if self._group(-1):
                        sign = -1
                        continue
                elif self._factor(-1):
                    sign = -1
                    continue
                p.at = before
                break
            if token.kind == "op" and token.text in "*-":
                hyphen = token.text == "-"
                if hyphen and (token.spaced or (p.peek(1) is not None and p.peek(1).spaced)):  # type: ignore[union-attr]
                    break
                p.at += 1
                if self._factor(sign):
                    continue
                p.at = before
                break
            if token.kind == "sep" and token.text == "." and not token.spaced:
                following = p.peek(1)
                if (
                    following is not None
                    and following.kind == "name"
                    and not following.spaced
                    and following.upright
                ):
                    p.at += 1
                    if self._factor(sign):
                        continue
                p.at = before
                break
            if token.kind == "op" and token.text == "(" and self._group(sign):
                continue
            joined = token.upright or token.plain or token.spaced or token.kind == "cmd"  # not 6.0 m/s^2t
            if token.kind in ("name", "cmd") and joined and self._factor(sign):
                continue
            if self._label():
                continue
            break
        return self._result()

    def _result(self) -> Units:
        text = " ".join(self.text)
        if self.count == 1 and self.single is not None:
            name, power = self.single
            if power == 1:
                scale = unit_scale(name)
                if scale is not None and scale.offset:
                    return Units(scale.factor, scale.dimension, celsius=scale.offset, text=text)
                unit = read_unit(name)
                if unit is not None and unit.dimension == (("percent", 1),):
                    return Units(scale.factor if scale else Fraction(1), (), percent=True, text=text)
        span = (self.factor * self.low, self.factor * self.high) if self.ranged else None
        return Units(self.factor, self.dimension, own=self.own, span=span, text=text)

    def _upright(self, i: int) -> bool:
        return i < len(self.p.tokens) and (self.p.tokens[i].upright or self.p.tokens[i].plain)

    def _group(self, sign: int) -> bool:
        """``(mol·K)``: units in brackets."""
        p = self.p
        start, state = (
            p.at,
            (
                self.factor,
                self.dimension,
                self.own,
                self.low,
                self.high,
                self.ranged,
                self.count,
                len(self.text),
            ),
        )
        closing = ")" if p.is_op("(") else "}"
        p.at += 1
        inner = sign
        ok = self._factor(inner)
        while ok and not p.is_op(closing):
            if p.is_op("*") or p.is_op("-"):
                p.at += 1
            elif p.is_op("/"):
                p.at += 1
                inner = -sign
            elif (dot := p.peek()) is not None and dot.kind == "sep" and dot.text == ".":
                p.at += 1
            ok = self._factor(inner)
        if not ok or not p.is_op(closing):
            p.at = start
            self.factor, self.dimension, self.own, self.low, self.high, self.ranged, self.count, kept = state
            del self.text[kept:]
            return False
        p.at += 1
        return True

    def _word(self, i: int) -> tuple[str, int] | None:
        """The unit that the tokens from ``i`` name, and where it ends."""
        tokens = self.p.tokens
        if i >= len(tokens) or tokens[i].kind != "name":
            return None
        token = tokens[i]
        text = token.text
        if text in ("°C", "°F", "°", "%"):
            return text, i + 1
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if text == "Delta" and following is not None and following.text in ("°C", "°F"):
            return "Δ" + following.text, i + 2
        if text == "Omega":
            return "Ω", i + 1
        if following is not None and following.text == "Omega" and text in ("k", "M", "G", "m", "mu"):
            return {"mu": "µ"}.get(text, text) + "Ω", i + 2
        if text == "ell":
            return "L", i + 1
        if (
            text == "mu"
            and following is not None
            and following.kind == "name"
            and (not following.spaced or token.upright or following.upright)
        ):
            joined = "µ" + following.text
            return (joined, i + 2) if unit_scale(joined) is not None else None
        if token.upright or token.plain:
            return self._named_unit(token, i)
        return self._italic(i)

    def _named_unit(self, token: Token, i: int) -> tuple[str, int] | None:
        text = token.text
        tokens = self.p.tokens
        if token.plain:
            if text.lower() in _NOT_UNITS and not self._ends(i + 1):
                return None
            if text in self.p.symbols and self._is_factor_of_formula(i):
                return None
        if i + 1 < len(tokens) and tokens[i + 1].kind == "op" and tokens[i + 1].text == "_":
            return None  # H_2 is no henry
        if text and text[0] in "µμ":
            text = "µ" + text[1:]
        if text == "G" or (len(text) > 1 and text.islower() and text in SHORT_WORDS):
            return None
        if unit_scale(text) is not None:
            following = tokens[i + 1] if i + 1 < len(tokens) else None
            if (
                following is not None
                and following.kind == "name"
                and token.upright
                and following.upright
                and not following.spaced
                and following.start == token.end
            ):
                joined = text + following.text
                if unit_scale(joined) is not None:
                    return joined, i + 2
            return text, i + 1
        if token.upright and len(text) > 1:
            for cut in range(len(text) - 1, 0, -1):
                if (
                    unit_scale(text[:cut]) is not None
                    and unit_scale(text[cut:]) is not None
                    and len(text) <= 6
                ):
                    return text[:cut] + _GLUE + text[cut:], i + 1
        if self._is_thing(token, i):
            return _THING + text, i + 1
        phrase = (
            f"{text} {tokens[i + 1].text}" if i + 1 < len(tokens) and tokens[i + 1].kind == "name" else ""
        )
        if phrase and unit_scale(phrase) is not None:
            return phrase, i + 2
        return None

    def _is_thing(self, token: Token, i: int) -> bool:
        """Whether a word stands for things that are counted, in the place of a unit: ``200 lines/mm``."""
        word, tokens = token.text, self.p.tokens
        if len(word) < 4 or not word.islower() or word in SHORT_WORDS or word in self.p.symbols:
            return False
        before, behind = tokens[i - 1] if i else None, tokens[i + 1] if i + 1 < len(tokens) else None
        divided = before is not None and before.kind == "op" and before.text == "/"
        if behind is not None and behind.kind == "op" and behind.text == "/" and not behind.spaced:
            divided = True
        return divided or (token.upright and self._ends(i + 1))

    def _ends(self, i: int) -> bool:
        """Whether a side ends there."""
        tokens = self.p.tokens
        return (
            i >= len(tokens)
            or tokens[i].kind in ("rel", "sep", "brk", "row")
            or (tokens[i].kind == "op" and tokens[i].text in ")]}^/*")
        )

    def _is_factor_of_formula(self, i: int) -> bool:
        """``2 m g h``: a letter that is a symbol elsewhere, behind a plain number, before another symbol."""
        number = self.number
        if number is None or not number.pure or self.count:
            return False
        following = self.p.tokens[i + 1] if i + 1 < len(self.p.tokens) else None
        return (
            following is not None
            and following.kind == "name"
            and not is_prose(following)
            and following.text in self.p.symbols
        )

    def _italic(self, i: int) -> tuple[str, int] | None:
        """Letters in italics right behind a number: ``5 kg`` in a formula without roman type."""
        tokens = self.p.tokens
        letters = ""
        j = i
        while (
            j < len(tokens)
            and tokens[j].kind == "name"
            and not tokens[j].upright
            and not tokens[j].plain
            and len(tokens[j].text) == 1
            and (j == i or not tokens[j].spaced)
        ):
            letters += tokens[j].text
            j += 1
        if not letters or (j < len(tokens) and tokens[j].kind == "op" and tokens[j].text in "_'"):
            return None
        known, number = self.p.symbols, self.number
        if UPRIGHT in known:
            return None
        # "3.0 m/s" where m is also a mass: a number with decimals and a space behind it has a unit
        decimal = number is not None and not number.whole and (tokens[i].spaced or self.count > 0)
        if len(letters) > 1:
            product = all(letter in known for letter in letters) and not decimal
            return None if letters[0] == "u" or product or unit_scale(letters) is None else (letters, j)
        letter = letters
        if number is not None and not number.whole and not self.count and letter in _ITALIC and self._ends(j):
            return letter, j  # (0.1m)
        if (letter in known and not decimal) or unit_scale(letter) is None or letter in "ega":
            return None
        if (
            number is not None
            and number.whole
            and number.value < 10
            and not tokens[i].spaced
            and not self.count
        ):
            return None
        following = tokens[j] if j < len(tokens) else None
        if (
            following is not None
            and following.kind == "name"
            and not following.upright
            and not following.plain
        ):
            return None if following.text in known else (letter, j)
        return letter, j

    def _factor(self, sign: int) -> bool:
        """One unit with its power."""
        p = self.p
        if (token := p.peek()) is not None and token.kind == "cmd":
            return token.text == "frac" and self._fraction(sign)
        braces = 0
        while p.is_op("{"):
            p.at += 1
            braces += 1
        found = self._word(p.at)
        if found is None:
            p.at -= braces
            return False
        name, p.at = found
        power: Power = 1
        while p.is_op("{") and p.is_op("}", 1):
            p.at += 2
        if p.is_op("^"):
            start = p.at
            p.at += 1
            read = self._power()
            if read is None:
                p.at = start
            else:
                power = read
        elif (
            (digit := p.peek()) is not None
            and digit.kind == "num"
            and not digit.spaced
            and digit.text in ("2", "3", "4")
            and p.tokens[p.at - 1].end == digit.start
        ):
            following = p.peek(1)
            if following is None or following.kind != "num":
                power = int(digit.text)
                p.at += 1
        elif (
            p.is_op("-")
            and not p.tokens[p.at].spaced
            and (digit := p.peek(1)) is not None
            and digit.kind == "num"
            and not digit.spaced
            and digit.text in ("1", "2", "3", "4")
            and (p.tokens[p.at - 1].upright or p.tokens[p.at - 1].plain)
            and not ((behind := p.peek(2)) is not None and behind.text == name)  # 4 kg−2 kg
        ):
            power = -int(digit.text)
            p.at += 2
        while braces:
            if not p.is_op("}"):
                return False
            p.at += 1
            braces -= 1
        if name == "Nm":
            name = "N" + _GLUE + "m"
        if name.startswith(_THING):
            self.count += 1
            self.text.append(name[1:])
            return True
        if name == "ms" and power < 0 and AS_SPEED in p.symbols:
            name = "m" + _GLUE + "s"
        pieces = name.split(_GLUE)
        for piece in pieces[:-1]:  # JeV^{-1}: a power is that of the last
            self._take(piece, sign)
        self._take(pieces[-1], power * sign)
        self.single = (name, power * sign)
        return True

    def _fraction(self, sign: int) -> bool:
        r"""``\frac{\mathrm{kJ}}{\mathrm{mol}}``."""
        p = self.p
        start = p.at
        state = (
            self.factor,
            self.dimension,
            self.own,
            self.low,
            self.high,
            self.ranged,
            self.count,
            len(self.text),
        )
        p.at += 1
        if p.is_op("{") and self._group(sign) and p.is_op("{") and self._group(-sign):
            return True
        p.at = start
        self.factor, self.dimension, self.own, self.low, self.high, self.ranged, self.count, kept = state
        del self.text[kept:]
        return False

    def _take(self, name: str, power: Power) -> None:
        scale = unit_scale(name)
        if scale is None:
            raise Unreadable
        size = scale.factor
        factor, dimension = unit_power(name, power)
        self.factor = factor if self.factor == 1 else self.factor * factor
        self.dimension = times(self.dimension, dimension)
        self.own = self.own or scale.own
        if scale.span:
            ends = sorted((end / size) ** power.numerator for end in scale.span)
            self.low, self.high, self.ranged = self.low * ends[0], self.high * ends[1], True
        self.count += 1
        self.text.append(name if power == 1 else f"{name}^{power}")

    def _power(self) -> Power | None:
        p = self.p
        braced = p.is_op("{") or p.is_op("(")
        closing = ")" if p.is_op("(") else "}"
        if braced:
            p.at += 1
        sign = 1
        while p.is_op("-") or p.is_op("+"):
            sign *= -1 if p.is_op("-") else 1
            p.at += 1
        token = p.peek()
        if token is None or token.kind != "num" or not re.fullmatch(r"-?\d(?:\.5)?", token.text):
            return None
        p.at += 1
        power: Power = sign * Fraction(token.text)
        if braced:
            if (
                p.is_op("/")
                and (below := p.peek(1)) is not None
                and below.kind == "num"
                and below.text in ("2", "3", "4")
            ):
                p.at += 2
                power = Fraction(power) / int(below.text)
            if not p.is_op(closing):
                return None
            p.at += 1
        if abs(Fraction(power)) > 9:
            return None
        return power.numerator if power.denominator == 1 else power

    def _label(self) -> bool:
        """What a quantity is of: ``g NaCl``, ``mol of H2``. It is skipped."""
        p = self.p
        token = p.peek()
        if token is None or self.count == 0:
            return False
        i = p.at
        if token.kind == "name" and token.text == "of" and (token.plain or token.upright):
            i += 1
            token = p.tokens[i] if i < len(p.tokens) else None
        if token is None or token.kind != "name" or not (token.upright or token.plain):
            return False
        if not _ELEMENT.match(token.text) or (
            i == p.at and len(token.text) == 1 and token.text not in _SINGLE
        ):
            return False
        if token.text in p.symbols:
            return False
        i += 1
        tokens = p.tokens
        while i < len(tokens):  # H_2O, Fe2O3, (aq)
            t = tokens[i]
            if t.kind == "op" and t.text == "_" and i + 1 < len(tokens):
                i += 2
                if tokens[i - 1].text == "{":
                    while i < len(tokens) and tokens[i - 1].text != "}":
                        i += 1
            elif (t.kind == "num" and not t.spaced and t.text.isdigit() and t.start == tokens[i - 1].end) or (
                t.kind == "name" and not t.spaced and (t.upright or t.plain) and _ELEMENT.match(t.text)
            ):
                i += 1
            else:
                break
        p.at = i
        return True
