"""Parts of a response between tags of its own (``<plan>``): what is in them counts only if their name says so.

What is a draft by its name (``<think>``) is taken out before (:func:`assay.evidence.final_answer.without_drafts`).
Of any other name nobody can tell: code in ``<plan>`` may be what was planned or what was given.
"""

from __future__ import annotations

import re

from assay.evidence.markdown import fences

_ANSWERS = frozenset(
    "a and answer answers block code complete completed correct corrected def file final fixed full function"
    " implementation impl improved main md method module my of optimized output program py python python3 refactored"
    " response result revised script solution solutions snippet source submission text the tool updated working".split()
)
"""Words of which the name of a part that is an answer is made: ``final_solution``, ``python-code``."""
_LAYOUT = frozenset(
    "article aside b blockquote body br center dd del details div dl dt em figure font footer h1 h2 h3 h4 h5 h6 head header hr"
    " html i img ins kbd li main mark nav ol p pre q s samp section small span strong style sub summary sup table tbody td"
    " tfoot th thead tr tt u ul var".split()
)
"""Elements of HTML, which say nothing of what is in them."""
_OPENING = re.compile(
    r"^[ \t]*(?:<(?P<angle>[A-Za-z][\w:.-]{0,40})(?:\s[^<>\n]{0,100})?>|\[(?P<square>[A-Z][A-Z0-9_]{1,40})\]"
    r"|<\|(?P<bar>[A-Za-z]\w{0,40})\|>)[ \t]*(?=\n|```|~~~|def |class |import |from )",
    re.MULTILINE,
)
_WORDS = re.compile(r"[A-Za-z][a-z0-9]*")
_NOT_NEWLINE = re.compile(r"[^\n]")
_MOST = 100


def without_unnamed(text: str, *, prose: bool = False) -> tuple[str, bool]:
    """The text with blanks in the place of parts whose name does not say that they are an answer, and whether there were any.

    Parts that hold no code stay, unless ``prose`` counts as well.

    A part ends at the tag that closes it; one that begins the text and has no end is all of it.
    """
    if "<" not in text and "[" not in text:
        return text, False
    spans = _spans(text)
    spans = [(start, end) for start, end in spans if prose or _CODE.search(text, start, end)]
    if not spans:
        return text, False
    pieces, position = [], 0
    for start, end in spans:
        pieces += [text[position:start], _NOT_NEWLINE.sub(" ", text[start:end])]
        position = end
    return "".join([*pieces, text[position:]]), True


_CODE = re.compile(r"^[ \t]*(?:```|~~~|def \w|class \w|import \w|from \w)|`", re.MULTILINE)


def _spans(text: str) -> list[tuple[int, int]]:
    code = [fence.outer for fence in fences(text) if fence.closed]
    found: list[tuple[int, int]] = []
    position = 0
    for _ in range(_MOST):
        opening = _OPENING.search(text, position)
        if opening is None:
            break
        position = opening.end()
        name = opening["angle"] or opening["square"] or opening["bar"]
        if _is_known(name) or any(start <= opening.start() < end for start, end in code):
            continue
        close = re.compile(
            rf"</{re.escape(name)}\s*>|\[/{re.escape(name)}\]|<\|(?:/|end_(?:of_)?){re.escape(name)}\|>"
        )
        ending = next(
            (m for m in close.finditer(text, position) if not any(s <= m.start() < e for s, e in code)), None
        )
        if ending is not None:
            found.append((opening.start(), ending.end()))
            position = ending.end()
        elif not text[: opening.start()].strip():
            return [(opening.start(), len(text))]
    return found


def _is_known(name: str) -> bool:
    words = [word.lower() for word in _WORDS.findall(name)] if not name.isupper() else name.lower().split("_")
    edge = words[:1] in (["begin"], ["start"], ["end"])
    return name.lower() in _LAYOUT or set(words[edge:]) <= _ANSWERS
