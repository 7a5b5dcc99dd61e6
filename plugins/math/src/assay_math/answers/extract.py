r"""Finding the final answer in a response.

One channel counts, the first of these that the response has:

1. ``tag``: ``<answer>…</answer>``; a box inside it goes first.
2. ``box``: ``\boxed{…}`` or ``\fbox{…}``. Boxes that stand side by side are one answer of several parts.
3. ``mark``: a line ``#### …``.
4. ``statement``: "the (final) answer is …", "Answer: …" and the like in a dozen languages.
5. ``bold``: the one ``**…**`` of the last line.
6. ``plain``: the whole response when it is one line.
7. ``last_line``: the last line, without closing pleasantries.

Text inside ``<think>`` is no answer. Struck-out text and text that the response
takes back ("wait, that's wrong") is an attempt, no answer. An unfinished last
box never falls back to an earlier one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assay_math.answers.phrasing import NOT_THE_ANSWER, WORDS, first_sentence
from assay_math.answers.text import closing_brace, stripped


@dataclass(frozen=True, slots=True)
class Candidate:
    """A piece of the response that is, or is part of, its final answer."""

    text: str
    start: int
    end: int
    label: str = ""  # ``x`` in ``x = \boxed{5}``
    suffix: str = ""  # `` cm`` in ``\boxed{5} cm``


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was found. ``failure`` is a reason code when there is no answer to compare.

    ``parts`` is the answer: usually one candidate. ``adjoining`` says that several
    parts stand side by side. ``rivals`` are other final answers the response gives.
    """

    channel: str
    parts: tuple[Candidate, ...] = ()
    adjoining: bool = False
    rivals: tuple[Candidate, ...] = ()
    failure: str = ""
    extras: tuple[Candidate, ...] = field(default=())


MAX_STATEMENTS = 40  # the last ones are looked at
MAX_STATED = 4_000  # characters after "the answer is"

_BOX = re.compile(r"\\(?:boxed|fbox|framebox)(?![A-Za-z])\s*")
_BLANK = re.compile(r"\\(?:[hv]?phantom|hspace\*?)\s*\{[^{}]*\}|\?|\\ldots|_+")
_BARE_BOXED = re.compile(r"\\[dt]?frac\s*(?:\d|\{[^{}]*\})\s*(?:\d|\{[^{}]*\})|[^\s$\\.,;]+")
_JSON = re.compile(
    r"\s*(?:```(?:json)?\s*)?\{\s*\"(?:final[_ ]?)?answer\"\s*:\s*(?:\"([^\"\\]*)\"|(-?[\d.]+(?:[eE][-+]?\d+)?))\s*\}\s*(?:```\s*)?",
    re.IGNORECASE,
)
_CHAT = re.compile(r"<\|(?:im_start|im_end|endoftext|eot_id|end_of_text|end|user|assistant)\|>|</s>")
_STRUCK = re.compile(r"~~(.+?)~~|<(s|del|strike)>.*?</\2>", re.DOTALL | re.IGNORECASE)
_COMMENTED_BOX = re.compile(r"(?m)^[ \t]*%[^\n]*\\boxed[^\n]*")
_STRUCK_COMMAND = re.compile(r"\\(?:cancel|bcancel|xcancel|sout|st|strikethrough)\s*\{")
_NEGATED = re.compile(
    r"(?:\bnot\b|n't\b|\\neq?\b|≠|!=|\binstead of\b|\brather than\b|\b(?:incorrectly|wrongly))[^\w\\\n]{0,4}(?:be|equal(?: to)?)?[ \t*$:]*"
    r"(?:\\[(\[])?[ \t]*(?:\\text\{[^{}]*\})?[ \t]*\Z",
    re.IGNORECASE,
)

_WRONG = (
    r"(?:that|this|it|which|above|answer|attempt|result|solution|step|one)(?:'s| is| was| seems| looks| must be| would be)? "
    r"(?:clearly |also |obviously |actually |totally |all |a )?(?:wrong|incorrect|not right|not correct|false|invalid|mistake)\b"
    r"|(?:isn't|is not|can't be|cannot be|wasn't) (?:right|correct)\b|\bi made an? ?\w* ?(?:mistake|error)|不对|错了"
)
_BACK = r"\b(?:wait|hold on|scratch that|oops|disregard|strike that|on second thoughts?|ignore (?:that|this|the above|my))\b"
CORRECTION = re.compile(
    rf"{_BACK}|{_WRONG}|\b(?:correction|let me re\w*|let's re\w*|let me (?:double|try|check)|my mistake|mistaken|actually|i apologi[sz]e|"
    r"sorry|instead|hmm|revised|corrected|re-?check\w*|reconsider\w*|no,|fails?\b|(?:doesn't|does not) work|更正|нет,|ошибка)",
    re.IGNORECASE,
)
_CALLED_WRONG = (
    r"\A[\s$.,)\]*}\\]*(?:(?:is|was|seems|looks)(?: clearly| also| obviously)? (?:wrong|incorrect|not right|not correct|false)|"
    r"(?:can't|cannot|can not) be (?:right|correct)|is not (?:right|correct|the answer)|isn't (?:right|correct|the answer))\b"
)
_WITHDRAWN = re.compile(rf"{_CALLED_WRONG}|{_BACK}|{_WRONG}|(?:\A|[\n.])[\s*$}}\\\])]*no, ", re.IGNORECASE)
_TAKES_BACK = re.compile(_BACK, re.IGNORECASE)
_CONFIRMED = re.compile(
    r"\b(?:checks? out|is (?:indeed )?(?:correct|right|confirmed)|that's (?:right|correct)|confirms?|verified|"
    r"(?:correct|final) answer is|stands)\b",
    re.IGNORECASE,
)
_ALTERNATIVE = re.compile(
    r"[\s$.,;)\]*}\\]*(?:\(\s*)?\b(?:or(?: (?:maybe|possibly|perhaps|else|alternatively))?|alternatively,?|(?:it )?could also be|might also be|"
    r"or is it|maybe|but (?:it )?(?:could|might|may) (?:also )?be|(?:и)?ли|或者?|o tal vez|ou)(?![A-Za-z])\s*(?P<rest>[^\n]{1,120})",
    re.IGNORECASE,
)

_SECOND_THOUGHT = re.compile(
    r"(?:\bactually,? (?:it|that|this|the answer|it all)?(?: is|'s| was| should be| must be| equals)"
    r"|(?:\bedit|\bupdate|\berratum|\bp\. ?s\.|\bps)\s*[:,.]?\s*(?:(?:it|that|this)(?: is|'s| was| should be))"
    r"|\b(?:i|we) (?:really )?mean[t]?"
    r"|\b(?:right|correct|true|real|own|proper) (?:value|result|number|figure|total|solution)(?: is| was| should be|:)"
    r"|\b(?:but|however)\b[^.\n]{0,60}?\bso (?:it|that|the (?:total|result))(?: is|'s| was)"
    r"|\bon reflection,?[^.\n]{0,40}? is)\s*(?P<rest>[^\n]{1,120})",
    re.IGNORECASE,
)

_HEADWORDS = (
    r"(?:(?:the|my|our|so|thus|a)\s+)?(?:(?:final|correct|right|exact|required|desired|numerical|overall|complete)\s{1,9}){0,4}"
    r"(?:answers?|ans\.?)(?:\s+(?:to|for|of)\s+(?:the|this)\s+(?:question|problem|exercise|task|equation|puzzle))?"
)
_MARKS = r"[\s*_`]*"
_STATEMENT = re.compile(
    rf"(?<![\w\\])(?:{_HEADWORDS}{_MARKS}(?:(?:(?:is|are|equals|will be|would be|should be|must be|comes out to be)\b(?:{_MARKS}:)?)|[:=：]|\Z|(?=\n)))"
    r"|(?<!\w)(?:the|our)\s+(?:final\s+(?:result|solution)|solutions?)\s+(?:is|are)\b(?:\s*:)?"
    r"|(?:最终|最后|正确|标准)?答案(?:\s*(?:是|为|應為|应为|：|:|就是))+|故选|答え(?:は|：|:)|正解は|(?<!\w)정답(?:은|:)|(?<!\w)답(?:은|:)"
    r"|(?<!\w)(?:la\s+)?(?:respuesta|soluci[oó]n)(?:\s+(?:final|correcta))?\s*(?:es|:)"
    r"|(?<!\w)(?:la\s+)?r[eé]ponse(?:\s+(?:finale|correcte))?\s*(?:est|:)"
    r"|(?<!\w)(?:die\s+)?(?:endgültige\s+|richtige\s+)?(?:antwort|lösung)\s*(?:ist|lautet|:)(?:\s*:)?"
    r"|(?<!\w)(?:la\s+)?risposta(?:\s+finale)?\s*(?:è|:)|(?<!\w)(?:a\s+)?resposta(?:\s+final)?\s*(?:é|:)"
    r"|(?<!\w)(?:итоговый\s+)?ответ(?:ом)?\s*(?:является|равен|[:\-—–])|(?<!\w)(?:het\s+)?antwoord\s*(?:is|:)"
    r"|(?<!\w)(?:đáp án|đáp số)\s*(?:là|:)|(?<!\w)cevap\s*:|(?<!\w)odpowied(?:ź|z)\s*(?:to|:)|(?:الجواب|الإجابة)(?:\s+(?:هو|هي))?\s*:?"
    r"|(?<!\w)उत्तर\s*(?:है|:)",
    re.IGNORECASE,
)
_MARK = re.compile(r"(?m)^[ \t]*####[ \t]*(?!#)(?P<answer>\S[^\n]*)")
_NEGATIVE_START = re.compile(r"[\s*:]*(?:not\b|n't\b|never\b|unknown yet)", re.IGNORECASE)
_PLEASANTRY = re.compile(
    r"(?:i )?(?:hope|let me know|feel free|good luck|please |thank|you're welcome|this completes|q\.?e\.?d|is there anything)"
    r"|\\end\{|```|[-=*_\s\\\]\[$.]*\Z|<\|?/?\w+\|?>\s*\Z|[🎉✅]+\Z",
    re.IGNORECASE,
)
_ANSWER_TAG = re.compile(r"<(/)?answer>", re.IGNORECASE)
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*|__(?=\S)([^_\n]+?)(?<=\S)__")
_LABEL = re.compile(
    r"(?<![\w}\\)\]^|+*/<>=-])(?<![+*/^=<>-]\s)([A-Za-z](?:_\{?\w+\}?)?|\\[a-z]+(?:_\{?\w+\}?)?)\s*=\s*\Z"
)
_SIGN = re.compile(r"(?:(?<=[=(,:≈])\s*|(?<=\$)|(?<=\\\()|(?<!\n)|\A)-(?:\\\(|\$)?\Z|(?<=[=≈])\s*-\s+\$?\Z")
_GAP = re.compile(
    r"(?:[\s$.,;:&\\()\[\]]|\\quad|\\qquad|\\text\{[^{}]{0,40}\}|and|or|y|und|et|и|和|,|\b(?:for|part|papers?|[a-z]+s)\b|\([a-z0-9]\)|[A-Za-z](?:_\{?\w+\}?)?\s*=){0,24}\Z",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    r"(?:\s|\\[,;: ]|\\quad|\}|\$|\\\)|\\\]|\*){0,6}(?P<unit>\\?%|\^\s*\{?\s*\\circ\s*\}?|°\s?[CF]?|\\(?:text|mathrm|textrm|mbox)\s*\{[^{}]{1,40}\}(?:\^\{?-?\d\}?)?|"
    r"[^\W\d_]+\.?(?:\^\{?-?\d\}?|[²³])?(?:\s*/\s*[^\W\d_]+(?:\^\{?\d\}?|[²³])?|\s+per\s+[^\W\d_]+)?)"
)


def extract(response: str) -> Extraction:
    """The final answer of ``response``."""
    text, start = _final_region(response)
    if text is None:
        return Extraction("", failure="no_answer")
    if not text[start:].strip():
        return Extraction("", failure="empty_answer" if not response.strip() else "no_answer")
    json = _JSON.fullmatch(text, start) if "{" in text[start : start + 40] and len(text) < 2000 else None
    if json:
        group = 1 if json[1] is not None else 2
        return Extraction("tag", (Candidate(json[group], json.start(group), json.end(group)),))
    masked = _without_struck(text)
    tag = _last_tag(masked, start)
    if tag:
        return _tagged(masked, *tag)
    if "\\boxed" in masked or "\\fbox" in masked or "\\framebox" in masked:
        found = _boxed(masked, start)
        if found is not None:
            return found
    return _worded(masked, start, text)


def _final_region(response: str) -> tuple[str | None, int]:
    chat = _CHAT.search(response)
    text = response[: chat.start()] if chat else response
    if "<" not in text:
        return text, 0
    low = text.lower()
    start = 0
    for tag in ("think", "thinking", "reasoning"):
        close = low.rfind(f"</{tag}>")
        if close >= 0:
            start = max(start, close + len(tag) + 3)
        elif f"<{tag}>" in low:
            return None, 0  # still thinking: nothing was answered
    return text, start


def _without_struck(text: str) -> str:
    if "%" in text:
        text = _COMMENTED_BOX.sub(lambda m: " " * len(m[0]), text)
    if "~~" in text or "<" in text:
        text = _STRUCK.sub(lambda m: " " * len(m[0]), text)
    if "\\" in text:
        for match in reversed(list(_STRUCK_COMMAND.finditer(text))):
            close = closing_brace(text, match.end() - 1)
            if close > 0:
                text = text[: match.start()] + " " * (close + 1 - match.start()) + text[close + 1 :]
    return text


def _last_tag(text: str, start: int) -> tuple[int, int] | None:
    """The inside of the last ``<answer>…</answer>``."""
    tags = list(_ANSWER_TAG.finditer(text, start))
    last = next((i for i in range(len(tags) - 1, 0, -1) if tags[i][1]), 0)
    if not last and len(tags) == 1 and not tags[0][1]:
        return tags[0].end(), len(text)  # never closed
    if not last or tags[last - 1][1]:
        return None
    return tags[last - 1].end(), tags[last].start()


def _tagged(text: str, first: int, last: int) -> Extraction:
    inner = text[first:last]
    if not inner.strip():
        return Extraction("tag", failure="empty_answer")
    if "\\boxed" in inner:
        found = _boxed(text[:last], first)
        if found is not None:
            return found
    return Extraction("tag", (Candidate(inner.strip(), first, last),))


def _boxed(text: str, start: int) -> Extraction | None:
    """What the boxes say; ``None`` when there is no box in the final part."""
    boxes: list[Candidate] = []
    position = start
    dropped = False
    emptied = False
    behind = 0
    while match := _BOX.search(text, position):
        position = match.end()
        if position < len(text) and text[position] == "{":
            close = closing_brace(text, position)
            if close < 0:
                return Extraction("box", failure="unterminated_box")
            inner, first, last = text[position + 1 : close], position + 1, close
            position = close + 1
        else:
            token = _BARE_BOXED.match(text, position)
            if not token:
                continue
            inner, first, last = token[0], token.start(), token.end()
            position = token.end()
        if _BLANK.fullmatch(inner.strip()):
            continue  # a box to be filled in
        if not re.sub(r"\\[,;:! ]|\\q?quad|[\s$.]", "", inner):
            emptied = True
            continue
        emptied = False
        if _NEGATED.search(text, max(start, match.start() - 60), match.start()):
            dropped = True
            continue
        label = _LABEL.search(text, max(start, match.start() - 24), match.start())
        suffix = _SUFFIX.match(text, position, min(len(text), position + 60))
        if _SIGN.search(text, max(start, match.start() - 12), match.start()):
            inner = f"-({inner})"
        inner, position = _within(text, match.start(), position, inner)
        behind = suffix.end() if suffix else position
        boxes.append(
            Candidate(inner, first, last, label[1] if label else "", suffix["unit"] if suffix else "")
        )
    if not boxes:
        if dropped:
            return Extraction("box", failure="rejected_attempt")
        return Extraction("box", failure="empty_answer") if emptied else None
    if emptied:
        return Extraction("box", failure="empty_answer")
    return _settled(text, boxes, text[position:], text[behind:])


_BEFORE_BOX = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)\s?\Z")
_AFTER_BOX = re.compile(r"\d+|\s?[-+*/^]\s?\d+(?:\.\d+)?(?![\w.]*[A-Za-z])|\s?\\(?:cdot|times|div)\s?\d+")


def _within(text: str, start: int, end: int, inner: str) -> tuple[str, int]:
    """What a box says together with what it is part of: ``2\\boxed{4}``, ``\\boxed{4} + 1``, a fraction."""
    if text[max(0, start - 6) : start] in ("\\frac{", "dfrac{") and text.startswith("}{", end):
        close = closing_brace(text[: end + 400], end + 1)
        if close > 0:
            return f"\\frac{{{inner}}}{text[end + 1 : close + 1]}", close + 1
    after = _AFTER_BOX.match(text, end)
    if after:
        inner, end = (f"{inner} {after[0]}" if after[0].isdigit() else f"({inner}){after[0]}"), after.end()
    before = _BEFORE_BOX.search(text, max(0, start - 12), start)
    if before and not before[0].endswith(" "):
        inner = f"{before[1]}({inner})"
    return inner, end


_ALSO_POSSIBLE = re.compile(
    r"\b(?:but|though|although|however,?)\s+(?P<rest>\S{1,40})\s+(?:is|are|works|would|could|might|may)\b[^.\n]{0,20}?\b(?:possible|also|too|as well|valid)\b"
    r"|\botherwise,?\s+(?:it is|it's|the answer is)\s+(?P<other>[^\n]{1,60})",
    re.IGNORECASE,
)


def _second_answer(tail: str) -> str:
    """Another answer that is offered after the answer."""
    found = _SECOND_THOUGHT.search(tail[:400]) or _ALSO_POSSIBLE.search(tail[:400])
    if found is None:
        return ""
    return next((piece for piece in found.groups() if piece), "")


def _settled(text: str, boxes: list[Candidate], tail: str, behind: str) -> Extraction:
    """The boxes that count, after repetition, correction and withdrawal.

    ``tail`` follows the last box, ``behind`` follows that box and its unit.
    """
    last = boxes[-1]
    group = [last]
    earlier: list[Candidate] = []
    adjoining = True
    for box in reversed(boxes[:-1]):
        gap = text[box.end : group[0].start]
        if CORRECTION.search(gap):
            break
        if not earlier and _adjoins(gap):
            group.insert(0, box)
        else:
            earlier.insert(0, box)
    rivals = list(_statements(text, last.end))
    rivals = [r for r in rivals if r.text]
    alternative = _ALTERNATIVE.match(tail.lstrip("}")) or _ALTERNATIVE.match(behind.lstrip("}"))
    rest = alternative["rest"] if alternative else _second_answer(tail)
    if rest and "\\boxed" not in rest:
        rivals.append(Candidate(first_sentence(rest), last.end, last.end + 1))
    if not rivals and _is_withdrawn(tail):
        return Extraction("box", failure="rejected_attempt")
    before = _stated_just_before(text, group[0].start)
    return Extraction("box", tuple(group), adjoining, tuple(rivals + before), extras=tuple(earlier))


def _adjoins(gap: str) -> bool:
    """Whether two boxes with ``gap`` between them are parts of one answer."""
    gap = re.sub(r"^\}*", "", gap)
    gap = re.sub(r"\\boxed\s*\{?\s*\Z", "", gap)
    gap = re.sub(r"\\text\{([^{}]*)\}", r" \1 ", gap)
    if len(gap) > 60 or re.search(
        r"\b(?:no|not|then|instead|but|wrong|so|therefore|thus|hence)\b|[=<>]\s*\d|\?|!", gap, re.IGNORECASE
    ):
        return False
    return len(gap.split()) <= 8


def _is_withdrawn(tail: str) -> bool:
    match = _WITHDRAWN.search(tail[:2000])
    return bool(match) and not _CONFIRMED.search(tail[match.end() : match.end() + 4000] if match else "")


def _stated_just_before(text: str, box: int) -> list[Candidate]:
    """Another final answer stated on the lines right before the box, and not taken back."""
    window = max(0, box - 240)
    found = []
    for candidate in _statements(text, window, box):
        between = text[candidate.end : box]
        if not CORRECTION.search(between) and "boxed" not in candidate.text and "fbox" not in candidate.text:
            found.append(candidate)
    return found


def _statements(text: str, start: int, end: int | None = None) -> list[Candidate]:
    """Everything between ``start`` and ``end`` that is announced as the answer, cut to the answer itself."""
    found = []
    end = len(text) if end is None else end
    for match in list(_STATEMENT.finditer(text, start, end))[-MAX_STATEMENTS:]:
        if _NEGATIVE_START.match(text, match.end()) or NOT_THE_ANSWER.search(
            text[max(0, match.start() - 60) : match.end()]
        ):
            continue
        heading = match[0].rstrip("*_` \t")[-1:] not in ":=：" and match[0].lower().rstrip("*_` \t").endswith(
            ("answer", "answers", "ans", "ans.")
        )
        first, last = _stated_span(text, match.end(), end, heading)
        if last > first:
            found.append(Candidate(text[first:last], first, last))
    for match in list(_MARK.finditer(text, start, end))[-MAX_STATEMENTS:]:
        found.append(Candidate(match["answer"].strip(), match.start("answer"), match.end("answer")))
    return sorted(found, key=lambda c: c.start)


def _stated_span(text: str, start: int, end: int, heading: bool) -> tuple[int, int]:
    """The span of the answer that begins after ``start``: to the end of the sentence, or the next line."""
    end = min(end, start + MAX_STATED)
    line_end = text.find("\n", start, end)
    line_end = end if line_end < 0 else line_end
    rest = text[start:line_end]
    if not rest.strip(" \t*_`:：=$"):
        if rest.strip(" \t*_`:：") == "$$":
            line_end = start
        # the answer is on the next line that is not blank
        begin = re.compile(r"[\s*_`:：]*").match(text, start, end)
        start = begin.end() if begin else start
        line_end = text.find("\n", start, end)
        line_end = end if line_end < 0 else line_end
        if heading and start >= end:
            return start, start
    elif heading:
        return start, start  # a sentence about the answer, not a heading
    for opener, closer in (("\\[", "\\]"), ("$$", "$$")):
        at = text.find(opener, start, line_end)
        if at >= 0 and text[start:at].strip(" *_`:：") == "":
            close = text.find(closer, at + 2, end)
            if close >= 0:
                return at, close + 2
    begin = environment = re.compile(r"[\s*_`:：]*\\begin\{").match(text, start, end)
    if begin and environment:
        close = text.rfind("\\end{", start, end)
        if close > 0:
            brace = text.find("}", close, end)
            return start, brace + 1
    piece = text[start:line_end]
    piece_end = start + len(first_sentence(piece))
    while start < piece_end and text[start] in " \t*_:：":
        start += 1
    return start, piece_end


def _worded(text: str, start: int, original: str) -> Extraction:
    marks = [m for m in _MARK.finditer(text, start)]
    statements = [s for s in _statements(text, start) if s.text.strip()]
    lines = _lines(text, start)
    sole = _BOLD.fullmatch(text, *lines[-1]) if lines else None
    if sole and not marks and not _STATEMENT.match(sole[1] or sole[2]):
        group = 1 if sole[1] else 2
        chosen = Candidate(sole[group], sole.start(group), sole.end(group))
        if not any(s.start >= chosen.start for s in statements):
            near = [s for s in statements if chosen.start - s.end < 240]
            rivals = [s for s in near if not CORRECTION.search(text[s.end : chosen.start])]
            return _unless_withdrawn("bold", chosen, tuple(rivals), text)
    if marks:
        last = marks[-1]
        chosen = Candidate(last["answer"].strip(), last.start("answer"), last.end("answer"))
        rivals = [s for s in statements if s.start > chosen.end or chosen.start - s.end < 200]
        others = [
            s for s in rivals if s.start != chosen.start and not CORRECTION.search(text[s.end : chosen.start])
        ]
        return _unless_withdrawn("mark", chosen, tuple(others), text)
    if statements:
        chosen = statements[-1]
        rivals = [
            s
            for s in statements[:-1]
            if (chosen.start - s.end < 240 or "final" in text[max(0, s.start - 30) : s.start].lower())
            and not CORRECTION.search(text[s.end : chosen.start])
        ]
        return _unless_withdrawn("statement", chosen, tuple(rivals), text)
    if not lines:
        struck = bool(_lines(original, start))
        return Extraction("", failure="rejected_attempt" if struck else "no_answer")
    first, last_end = lines[-1]
    line = text[first:last_end]
    bold = list(_BOLD.finditer(line))
    if len(bold) == 1 and len(lines) > 0 and bold[0].span() != (0, len(line)):
        inner = bold[0]
        group = 1 if inner[1] else 2
        if not inner[group].rstrip().endswith(":"):
            return _unless_withdrawn(
                "bold",
                Candidate(inner[group], first + inner.start(group), first + inner.end(group)),
                (),
                text,
            )
    first, last_end = _last_sentence(text, first, last_end)
    line = text[first:last_end]
    channel = "plain" if len(lines) == 1 else "last_line"
    if channel == "plain" or not _is_display(text, lines):
        return (
            Extraction(channel, (Candidate(line, first, last_end),))
            if not _only_withdrawal(line)
            else Extraction(channel, failure="rejected_attempt")
        )
    begin = lines[0][0]
    return Extraction("plain", (Candidate(text[begin:last_end], begin, last_end),))


_NEXT_SENTENCE = re.compile(r"(?<=[.!?])(?<!\d\.)\s+(?=[A-Z\\$(])|(?<=\d\.)\s+(?=[A-Z][a-z])")


def _last_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The last sentence of a line of prose, closing pleasantries left out."""
    line = text[start:end]
    if end - start < 60 or len(WORDS.findall(line)) < 8:
        return start, end
    hidden = re.sub(r"\$[^$\n]*\$|\\\(.*?\\\)", lambda m: "\x00" * len(m[0]), line)
    breaks = [(m.start(), m.end()) for m in _NEXT_SENTENCE.finditer(hidden)]
    finish = end
    for before, after in reversed(breaks):
        if _PLEASANTRY.match(text, start + after, finish):
            finish = start + before
            continue
        return start + after, finish
    return start, finish


def _only_withdrawal(line: str) -> bool:
    match = _TAKES_BACK.search(line)
    return bool(match) and not _CONFIRMED.search(line)


def _unless_withdrawn(
    channel: str, chosen: Candidate, rivals: tuple[Candidate, ...], text: str
) -> Extraction:
    if _is_withdrawn(text[chosen.end :]) or _only_withdrawal(chosen.text):
        return Extraction(channel, failure="rejected_attempt")
    alternative = _ALTERNATIVE.match(text[chosen.end :])
    rest = alternative["rest"] if alternative else _second_answer(text[chosen.end :])
    if rest:
        rivals = (*rivals, Candidate(first_sentence(rest), chosen.end, chosen.end + 1))
    return Extraction(channel, (chosen,), True, rivals)


def _lines(text: str, start: int) -> list[tuple[int, int]]:
    """Spans of the lines that say something, closing pleasantries left out."""
    spans: list[tuple[int, int]] = []
    position = start
    while position <= len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        line = text[position:end]
        if line.strip():
            lead = len(line) - len(line.lstrip())
            spans.append((position + lead, position + len(line.rstrip())))
        position = end + 1
    while spans and _PLEASANTRY.match(text, *spans[-1]):
        if len(spans) == 1:
            break
        spans.pop()
    return spans


def _is_display(text: str, lines: list[tuple[int, int]]) -> bool:
    r"""Whether all lines together are one formula: ``\[`` … ``\]`` or one environment."""
    whole = stripped(text[lines[0][0] :])
    return (
        (whole.startswith("\\[") and whole.endswith("\\]") and whole.count("\\[") == 1)
        or (whole.startswith("$$") and whole.endswith("$$") and whole.count("$$") == 2)
        or (whole.startswith("\\begin{") and whole.count("\\begin{") == 1 and "\\end{" in whole[-20:])
    )
