r"""Plain text work on answers: odd characters, math delimiters, wrappers and decoration.

Nothing here interprets mathematics; it only takes away what never carries meaning.
"""

from __future__ import annotations

import re
import unicodedata

from assay_math.notation.characters import to_ascii

_SPACES = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"), " ")
_INVISIBLE = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202c\u00ad\u2061\u2062")
)
_DASHES = dict.fromkeys(map(ord, "\u2212\u2010\u2011\u2012\u2013\u2014\ufe63\uff0d"), "-")
_PUNCTUATION = dict(
    zip(
        map(ord, "，。：；（）［］｛｝＝＋％＄／＜＞！？、～．＊｜＾＿"),
        ",.:;()[]{}=+%$/<>!?,~.*|^_",
        strict=True,
    )
)
_QUOTES = {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x066B: ".", 0x066C: ","}
_TABLE: dict[int, str | None] = {**_SPACES, **_INVISIBLE, **_DASHES, **_PUNCTUATION, **_QUOTES}


def plain_characters(text: str) -> str:
    """``text`` with one spelling for spaces, dashes, full-width signs and all the world's digits."""
    if text.isascii():
        return text.replace("\t", " ")
    text = text.translate(_TABLE)
    if text.isascii():
        return text
    return "".join([_digit(c) for c in text])


def _digit(char: str) -> str:
    # superscripts and circled digits have a digit value but are no decimals
    return str(unicodedata.decimal(char)) if char > "\x7f" and char.isdecimal() else char


_PAIRED = re.compile(r"\$\$(.+?)\$\$|(?<!\\)\$(?=\S)((?:[^$\\]|\\.)*?)(?<=\S)(?<!\\)\$(?!\d)", re.DOTALL)
_WHOLE = re.compile(r"(?<!\\)\$\s*([^$]*?)\s*(?<!\\)\$", re.DOTALL)


def without_delimiters(text: str) -> str:
    r"""``text`` without ``$…$``, ``$$…$$``, ``\(…\)``, ``\[…\]``; a ``$`` of money stays."""
    if "$" in text:
        whole = _WHOLE.fullmatch(text)
        text = whole[1] if whole else _PAIRED.sub(lambda m: " " + (m[1] or m[2]) + " ", text)
    if "\\" in text:
        # a double backslash before a bracket is a line break of a matrix, not a delimiter
        text = re.sub(r"(?<!\\)\\[()\[\]]", " ", text)
    return text


_QUADS = re.compile(r"(?<!\\)\\(?:q?quad|(?:h|v)space\*?\{[^{}]*\}|phantom\{[^{}]*\}| )")
_DELIMITER_DOT = re.compile(r"\\(?:left|right)\s*\.")
_SIZES = re.compile(
    r"\\(?:left|right|[bB]igg?[lrm]?|displaystyle|textstyle|scriptstyle|limits|nolimits)(?![A-Za-z])\s*"
)
_THIN = re.compile(r"(?<!\\)\\[!,;:>]")
_OVER = re.compile(r"\{([^{}]*)\\over(?![A-Za-z])([^{}]*)\}")
_CHOOSE = re.compile(r"\{([^{}]*)\\choose(?![A-Za-z])([^{}]*)\}")
_COLOR = re.compile(r"\\(?:text)?color\s*\{[^{}]*\}")
_WORDS = re.compile(
    r"\\(?:text|textbf|textit|textrm|textsf|texttt|textnormal|textsc|mathrm|mathbf|mathit|mathsf|mathtt|mbox|hbox|rm|bf|"
    r"operatorname|boldsymbol|bm|emph|underline|uline)\*?\s*\{((?:[^{}]|\{[^{}]*\})*)\}"
)
_SWITCHES = re.compile(
    r"(?<!\\)(\{|\A)\s*\\(?:bf|it|rm|sf|tt|em|sl|sc|bfseries|itshape|Large|large|huge)(?![A-Za-z])\s*(?!\{)"
)
"""Old switches of fonts: ``{\\bf 5}``."""
_NOT_EQUAL = re.compile(r"\\not\s*(?:=|\{\s*=\s*\})")


def with_neq(text: str) -> str:
    r"""``\not=`` as ``\neq``, so that its second half is not taken for an equals sign."""
    return _NOT_EQUAL.sub(r"\\neq ", text) if "\\not" in text else text


_FRACTIONS = re.compile(r"\\[dtc]frac(?![A-Za-z])")


def undecorated(text: str) -> str:
    r"""Without spacing and sizing commands, ``\dfrac`` as ``\frac``, ``14{,}916`` as ``14,916``."""
    if "\\" in text:
        text = _DELIMITER_DOT.sub("", text)
        text = _SIZES.sub("", text)
        text = re.sub(r"(?<=\d),\\!\s+(?=\d{3}(?!\d))", ",", text).replace("\\!", "")
        text = _QUADS.sub(" ", text)
        text = _THIN.sub(" ", text)
        text = _FRACTIONS.sub(r"\\frac", text)
        text = with_neq(text)
        if "\\choose" in text:
            text = _CHOOSE.sub(r"\\binom{\1}{\2}", text)
        if "color" in text:
            text = _COLOR.sub("", text)
        if "\\over" in text:
            text = _OVER.sub(r"\\frac{\1}{\2}", text)
        text = re.sub(r"\\([ij])math(?![A-Za-z])", r"\1", text)
        text = _SWITCHES.sub(r"\1", text)
        text = text.replace("\\%", "%").replace("\\#", "#")
    if "{" in text:
        text = re.sub(r"\s*\{\s*,\s*\}\s*", ",", text)
    return text


def unworded(text: str) -> str:
    r"""``\text{ cm}`` as plain words, everywhere."""
    if "\\" not in text:
        return text
    for _ in range(4):
        new = _WORDS.sub(lambda m: " " + m[1] + " " if m[1].strip() else " ", text)
        if new == text:
            return text
        text = new
    return text


_MARKUP = ("***", "**", "__", "``", "`", '"', "''", "'")
_END = " \n\r.,;:!。✓✔✅☑"


def stripped(text: str) -> str:
    """Without surrounding space, markup, quotes and a closing full stop."""
    text = text.strip()
    while text:
        before = text
        if text[-1] in _END and not text.endswith(("...", "\\!", "\\,", "\\;", "\\:", "\\.")):
            # "5!" is a factorial, the others end a sentence
            cut = text[:-1].rstrip()
            if text[-1] != "!" or not cut or not (cut[-1].isalnum() or cut[-1] in ")}!"):
                text = cut
        if text.count("**") == 1 and len(text) > 2:
            text = text.removeprefix("**").removesuffix("**").strip()
        for mark in _MARKUP:
            if len(text) > 2 * len(mark) and text.startswith(mark) and text.endswith(mark):
                text = text[len(mark) : -len(mark)].strip()
        if text == before:
            return text
    return text


_WRAPPER = re.compile(
    r"\\(boxed|fbox|text|textbf|textit|textrm|textnormal|mathrm|mathbf|mathit|mbox|bf|rm|ensuremath)\s*\{"
)


def unwrapped(text: str) -> str:
    r"""Without a command or bare braces that enclose the whole: ``\text{yes}`` and ``{5}``."""
    for _ in range(8):
        match = _WRAPPER.match(text)
        start = match.end() - 1 if match else 0 if text.startswith("{") else -1
        if start < 0 or closing_brace(text, start) != len(text) - 1:
            return text
        if not match and _listed(text[1:-1]):
            return "\\{" + text[1:-1] + "\\}"  # a set typed without backslashes
        text = text[start + 1 : -1].strip()
    return text


_THOUSANDS = re.compile(r"(?<=\d),\d{3}(?!\d)")


def _listed(text: str) -> bool:
    """Whether a comma separates items outside of all brackets."""
    depth = 0
    for i, char in enumerate(text):
        depth += (char in "([{") - (char in ")]}")
        if char == "," and depth == 0 and not _THOUSANDS.match(text, i):
            return True
    return False


def closing_brace(text: str, start: int) -> int:
    """Where the brace opened at ``start`` closes; -1 if it does not. Escaped braces do not count."""
    depth = 0
    i = start
    end = len(text)
    while i < end:
        char = text[i]
        if char == "\\":
            i += 2
            continue
        if char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
            if depth == 0:
                return i
        i += 1
    return -1


_DOUBLED = re.compile(
    r"(?<!\\)\\\\(?=(?:[dt]?frac|left|right|pi|sqrt|text|textbf|mathrm|mathbf|mathbb|infty|cup|cap|leq?|geq?|in|begin|end|boxed|"
    r"cdot|times|pm|circ|theta|alpha|beta|lambda|ln|log|sin|cos|tan|neq?|q?quad|dots|ldots|cdots|binom|overline|approx)"
    r"(?![A-Za-z]))"
)


_CALCULATOR = re.compile(r"<<[^<>\n]*>>")


def single_backslashes(text: str) -> str:
    r"""``\\frac`` as ``\frac``: text that was escaped once too often. Row breaks of matrices stay."""
    if "\\\\" not in text:
        return text
    new = _DOUBLED.sub(r"\\", text)
    if new != text and "\\begin" not in new:
        new = re.sub(r"(?<!\\)\\\\(?=[{}%,!; ])", r"\\", new)
    return new


def _one_line(text: str) -> str:
    """Equations on lines of their own as a list with commas."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not 2 <= len(lines) <= 12 or "\\begin" in text or "\\\\" in text:
        return text
    if all("=" in line[1:] and line[0] not in "=&" and line.count("$") % 2 == 0 for line in lines):
        return ", ".join(line.rstrip(" ,;.") for line in lines)
    return text


_MINUS = re.compile(r"\A(?:minus|negative)\s+(?=[\d\\])", re.IGNORECASE)


def cleaned(text: str) -> str:
    """The answer's text as the readers want it: plain characters, no delimiters, no decoration."""
    if "<<" in text:
        text = _CALCULATOR.sub("", text)
    if "\n" in text:
        text = _one_line(text)
    text = plain_characters(text)
    if "\\ " in text:
        text = re.sub(r"(?<!\\)\\ ", " ", text)
    if "+/-" in text:
        text = text.replace("+/-", "\\pm ")
    text = _MINUS.sub("-", stripped(single_backslashes(text)))
    for _ in range(4):
        before = text
        text = stripped(unwrapped(undecorated(without_delimiters(text)).strip()))
        if text == before:
            break
    return _declared(_respelled(text))


_INTEGER = re.compile(
    r"(?:\s|,|;|\\q?quad|\\[,;: ]|\(|\\text\{|\})*\b(?:where|for|with)?\b[\s}$]*(?:"
    r"(?:all|any|every|each|some|an)?\s*integers?[\s}$]+(?P<behind>[kmnltjs])"
    r"|(?P<before>[kmnltjs])[\s}$]*(?:\\text\{\s*)?(?:is|being|be|are)?\s*(?:an|any|some)\s+(?:arbitrary\s+)?integers?)[\s})$.]*\Z"
)


_IN_BRACKETS = re.compile(
    r"(?:\s|,|\\q?quad|\\[,;: ])*\((?P<letter>[kmnltjs])\s*(?:\\in|∈)\s*(?:\\mathbb\s*\{?\s*Z\s*\}?|ℤ|Z)\s*\)\Z"
)


def _declared(text: str) -> str:
    r"""``x = 3k + 1 \text{ for any integer } k`` as ``x = 3k + 1, k \in \mathbb{Z}``."""
    bracketed = _IN_BRACKETS.search(text) if text.endswith(")") else None
    found = bracketed or (_INTEGER.search(text) if "nteger" in text else None)
    if not found or re.search(r"(?<![\\\w])[a-z]{4,}\s*\Z", text[: found.start()]):
        return text
    letter = found["letter"] if bracketed else found["behind"] or found["before"]
    if not re.search(rf"(?<![A-Za-z\\]){letter}(?![A-Za-z])|\d{letter}", text[: found.start()]):
        return text
    return f"{text[: found.start()]}, {letter} \\in \\mathbb{{Z}}"


_RAYS = re.compile(r"\\mathbb\s*\{?\s*R\s*\}?\s*(?:\^\s*\{?\s*([+-])\s*\}?|_\s*\{?\s*([<>])\s*0\s*\}?)")
_COMBINATIONS = re.compile(r"(?:\{\s*\})?([_^]?)\{?(\d{1,6})\}?\s*(?:C|\\mathrm\{C\})\s*(_?)\{?(\d{1,6})\}?")
_SEXAGESIMAL = re.compile(
    r"(-?)(\d{1,6})\s*(?:\^\s*\{?\s*\\circ\s*\}?|°)\s*(\d{1,2})\s*(?:'|\^\s*\{?\s*\\prime\s*\}?)"
    r"\s*(?:(\d{1,2})\s*(?:''|\"|\^\s*\{?\s*\\prime\s*\\prime\s*\}?))?"
)


_EXCEPT = re.compile(
    r"(?:x\s*(?:\\in|∈|is)\s*)?(?:all|every|any)\s+reals?(?:\s+numbers?)?(?:\s+x)?\s*,?\s*(?:except|but|excluding|other than|apart from|besides)"
    r"(?:\s+(?:for|when))?\s*\$?(?:x\s*=\s*)?([-\d\\][^a-zA-Z$]*)\$?",
    re.IGNORECASE,
)
_MAPS = re.compile(r"(?:([a-zA-Z])\s*:\s*)?([a-z])\s*(?:\\mapsto|↦)\s*(.+)", re.DOTALL)
_OVER_WHOLE = re.compile(r"([^{}\\=,;]+)\\over(?![A-Za-z])([^{}\\=,;]+)")
_SUPERSET = re.compile(r"([^=<>,]+)\\supset(eq)?(?![A-Za-z])([^=<>,]+)")
_BARE_SET = re.compile(r"(\\in(?![A-Za-z])|∈)\s*([ZNQR])(?![A-Za-z_^'*+\d({])")


def _respelled(text: str) -> str:
    r"""Notations of one field as the usual ones: ``45°30'``, ``\mathbb{R}^+``, ``10C3``."""
    if "mapsto" in text or "↦" in text:
        mapped = _MAPS.fullmatch(text)
        if mapped:
            return f"{mapped[1]}({mapped[2]}) = {mapped[3]}" if mapped[1] else mapped[3].strip()
    if "real" in text and (spared := _EXCEPT.fullmatch(" ".join(unworded(text).split()))):
        return f"\\mathbb{{R}} \\setminus \\{{{spared[1].replace(' and ', ', ').strip()}\\}}"
    if "'" in text or "prime" in text:
        angle = _SEXAGESIMAL.fullmatch(text)
        if angle and int(angle[3]) < 60 and int(angle[4] or 0) < 60:
            seconds = int(angle[2]) * 3600 + int(angle[3]) * 60 + int(angle[4] or 0)
            return f"{angle[1]}\\frac{{{seconds}}}{{3600}}^\\circ"
    elif "supset" in text and (parts := _SUPERSET.fullmatch(text)):
        return f"{parts[3].strip()} \\subset{parts[2]} {parts[1].strip()}"
    elif "\\over" in text and (parts := _OVER_WHOLE.fullmatch(text)):
        return f"\\frac{{{parts[1].strip()}}}{{{parts[2].strip()}}}"
    elif text.endswith(("Z", "N", "Q", "R", "Z)", "N)", "Q)", "R)", "Z}", "N}", "Q}", "R}")):
        text = _BARE_SET.sub(r"\1 \\mathbb{\2}", text)
    elif "C" in text:
        choose = _COMBINATIONS.fullmatch(text)
        if choose:
            return f"\\binom{{{choose[2]}}}{{{choose[4]}}}"
    elif "mathbb" in text:
        text = _RAYS.sub(lambda m: "(0,\\infty)" if (m[1] or m[2]) in "+>" else "(-\\infty,0)", text)
    return text


_PUNCTUATION_MARKS = re.compile(
    r"""[,;?"“”„«»$`{}]|\\(?![A-Za-z])|(?<!\d):|:(?!\d)|(?<!\w)\*|\*(?!\w)|(?<![\d)\]])!|(?<![^\W_])['.]|['.](?![^\W_])|\A\s*-\s"""
)
_INTERVAL = re.compile(r"(?<![\w)\]}])([(\[])\s*([^()\[\],;]{1,40}?)\s*[,;]\s*([^()\[\],;]{1,40}?)\s*([)\]])")
_TOKEN = re.compile(r"\\[A-Za-z]+|[^\W_]+(?:[-'./][^\W_]+)*|<=>|=>|<=|>=|!=|->|<-|\S")
_SPELLINGS: dict[str, str] = {"leqslant": "le", "leq": "le", "<=": "le", "geqslant": "ge", "geq": "ge", ">=": "ge", "neq": "ne", "!=": "ne",
              "rightarrow": "to", "->": "to", "leftarrow": "gets", "<-": "gets", "longrightarrow": "to", "Rightarrow": "implies",
              "=>": "implies", "Longrightarrow": "implies", "Leftrightarrow": "iff", "Longleftrightarrow": "iff", "<=>": "iff",
              "wedge": "land", "vee": "lor", "lnot": "neg", "lt": "<", "gt": ">", "varnothing": "emptyset", "mid": "|",
              "lvert": "|", "rvert": "|", "vert": "|"}  # fmt: skip
_SPELLINGS |= {name: name for name in _SPELLINGS.values()}
_ARTICLES = re.compile(r"(?<![^\s(])(?:[Tt]he|THE|[Aa]n?(?=\s+[a-z]{2}))(?![^\s)])")


def folded(text: str) -> str:
    """Words for comparing: lower case, no accents' variants, no articles, no punctuation.

    Signs that mean something stay (``<``, ``→``, ``#``, ``¬``), and so do the brackets of intervals.
    """
    text = to_ascii(unworded(text))[0]
    text = _INTERVAL.sub(
        lambda m: f" interval{'co'[m[1] == '(']} {m[2]} to {m[3]} end{'co'[m[4] == ')']} ", text
    )
    text = _PUNCTUATION_MARKS.sub(" ", unicodedata.normalize("NFKC", text))
    text = _ARTICLES.sub(" ", text) if _ARTICLES.sub("", text).strip() else text
    words = []
    for token in _TOKEN.findall(text):
        name = token.removeprefix("\\")
        if name in _SPELLINGS and not token.isalpha():
            name = _SPELLINGS[name]
        elif token != name:
            name = token
        if name not in ("(", ")"):
            words.append(name if name.startswith("\\") else name.casefold())
    return " ".join(words)
