"""Reading the final answer of a response: the channels, and what becomes of an answer after it was given."""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from assay.evidence.final_answer import denials
from assay.evidence.final_answer import phrases as say
from assay.evidence.final_answer.drafts import without_drafts
from assay.evidence.final_answer.values import Box, Candidate, Values

LONGEST = 1_000_000
"""Characters of a response, without its drafts, that are read."""
MAX_STATEMENTS = 40
"""The last ones are looked at."""
MAX_STATED = 4_000  # characters after "the answer is"
MAX_VALUES = 1_000  # in one answer
MAX_BOXES = 400
MAX_DENIALS = 60  # values of an answer of which it is seen whether they are denied
_PLAIN = Values()


@dataclass(frozen=True, slots=True)
class FinalAnswer:
    """What a response answers.

    ``parts`` is the answer, usually one candidate; with several, ``adjoining`` says that they stand
    side by side. ``rivals`` are other final answers that the response gives and does not take back,
    ``extras`` earlier boxes. ``failure`` is a reason code where there is no answer: ``no_answer``,
    ``empty_answer``, ``unterminated_box``, ``rejected_attempt`` (taken back or denied), ``quoted``
    (somebody else's), ``no_value`` (it holds no value of the domain), ``limit``.
    """

    channel: str
    parts: tuple[Candidate, ...] = ()
    adjoining: bool = False
    rivals: tuple[Candidate, ...] = ()
    failure: str = ""
    extras: tuple[Candidate, ...] = ()

    @property
    def listed(self) -> bool:
        """Whether it names several different values."""
        return len({_folded(part.text) for part in self.parts}) > 1

    @property
    def hedged(self) -> bool:
        """Whether the response gives another answer beside this one and does not say which counts."""
        mine = {_folded(part.text) for part in self.parts}
        return any(_folded(other.text) not in mine for other in (*self.rivals, *self.extras))

    @property
    def only(self) -> Candidate | None:
        """The answer where it is one value, given once or several times, without another beside it."""
        return None if self.failure or self.listed or self.hedged or not self.parts else self.parts[-1]


def final_answer(response: str, values: Values = _PLAIN) -> FinalAnswer:
    r"""The final answer of a response, of the kind that ``values`` describes.

    One channel counts, the first of these that the response has: ``tag`` (``<answer>…</answer>``, or
    JSON with the key ``answer``), ``box`` (``\boxed{…}``), ``mark`` (``#### …``), ``statement`` ("the
    answer is …", "Answer: …", in a dozen languages), ``bold`` (the one ``**…**`` of the last line),
    ``plain`` (a response of one line) and ``last_line``. Drafts (:func:`drafts`) and struck-out text
    are no part of it. Time is linear in the length of the response.
    """
    if len(response) > 10 * LONGEST:
        return FinalAnswer("", failure="limit")
    text, end = _visible(response)
    if len(text) - text.count(" ") > LONGEST:
        return FinalAnswer("", failure="limit")
    text = text[:end]
    found = _read(text, response, values)
    if not all(_is_seen(part.text) for part in found.parts):
        return FinalAnswer(found.channel, failure="empty_answer")
    return _narrowed(found, text, values)


def _read(text: str, response: str, values: Values) -> FinalAnswer:
    if not _is_seen(text):
        return FinalAnswer("", failure="no_answer" if _is_seen(response) else "empty_answer")
    start = len(text) - len(text.lstrip())
    json = (
        _JSON.fullmatch(text, start) if "{" in text[start : start + 40] and len(text) - start < 2000 else None
    )
    if json:
        return FinalAnswer("tag", (_json_value(json),))
    masked = without_struck(text)
    tag = _last_tag(masked, start)
    if tag:
        return _unless_mended(_tagged(masked, *tag, values), masked, tag[1], values)
    if json := _json_at_the_end(masked, start):
        return _unless_denied(_beside(masked, start, json, values), masked, json.start(), json.end())
    if "\\boxed" in masked or "\\fbox" in masked or "\\framebox" in masked:
        found = _boxed(masked, start, values)
        if found is not None:
            return found
    return _worded(masked, start, text, values)


def _is_seen(text: str) -> bool:
    """Whether a text holds more than blanks, marks of control and other characters that nobody can see."""
    return any(unicodedata.category(c)[0] not in "ZC" for c in text)


_JSON = re.compile(
    r"\s*(?:```(?:json)?\s*)?\{\s*\"(?:final[_ ]?)?answer\"\s*:\s*(?:\"([^\"\\]*)\"|(-?[\d.]+(?:[eE][-+]?\d+)?))\s*\}\s*(?:```\s*)?",
    re.IGNORECASE,
)


def _json_value(json: re.Match[str]) -> Candidate:
    group = 1 if json[1] is not None else 2
    return Candidate(json[group], json.start(group), json.end(group))


def _json_at_the_end(text: str, start: int) -> re.Match[str] | None:
    """``{"answer": …}`` on lines of its own at the end."""
    at = text.rfind("{", max(start, len(text) - 2000))
    line = text.rfind("\n", start, at) + 1
    return _JSON.fullmatch(text, at) if 0 < line <= at and not text[line:at].strip() else None


def _beside(text: str, start: int, json: re.Match[str], values: Values) -> FinalAnswer:
    """The answer in JSON at the end, with those that the text gives right before it or in boxes."""
    rivals = _stated_just_before(text, json.start(), values)
    if "\\boxed" in text and (boxed := _boxed(text[: json.start()], start, values)) is not None:
        rivals += boxed.parts
    return FinalAnswer("tag", (_json_value(json),), False, tuple(rivals))


def _unless_denied(found: FinalAnswer, text: str, start: int, end: int) -> FinalAnswer:
    if not found.failure and denials.is_denied(text, start, end):
        return FinalAnswer(found.channel, failure="rejected_attempt")
    return found


_STOP = re.compile(
    r"<\|(?:im_start|im_end|endoftext|eot_id|end_of_text|end_of_solution|end|return|user|assistant)\|>|<｜end▁of▁sentence｜>|<end_of_turn>|</s>"
)
_MARKUP = re.compile(r"<\|(?:begin_of_solution|start_response|START_RESPONSE)\|>|<\|(?:END_RESPONSE)\|>")


def _visible(response: str) -> tuple[str, int]:
    """The response with blanks for its drafts, and where the turn ends: what follows an end mark is another turn."""
    text = without_drafts(response)
    if "<" not in text:
        return text, len(text)
    text = _MARKUP.sub(lambda m: " " * len(m[0]), text)
    struck = text.find("<s>")
    for stop in _STOP.finditer(text):
        if stop[0] == "</s>" and 0 <= struck < stop.start():
            continue  # it ends struck-out text
        return text, stop.start()
    return text, len(text)


_STRUCK = re.compile(r"~~(.+?)~~", re.DOTALL)
_STRIKE_TAG = re.compile(r"<(/)?(s|del|strike)>", re.IGNORECASE)
_COMMENTED_BOX = re.compile(r"(?m)^[ \t]*%[^\n]*\\boxed[^\n]*")
_STRUCK_COMMAND = re.compile(r"\\(?:cancel|bcancel|xcancel|sout|st|strikethrough)\s{0,9}\{")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)


def without_struck(text: str) -> str:
    """The text with blanks for what is struck out."""
    if "%" in text:
        text = _COMMENTED_BOX.sub(lambda m: " " * len(m[0]), text)
    if "~~" in text:
        text = _STRUCK.sub(lambda m: " " * len(m[0]), text)
    spans = []
    if "<" in text:
        opened: dict[str, int] = {}
        for tag in _STRIKE_TAG.finditer(text):
            name = tag[2].lower()
            if not tag[1]:
                opened.setdefault(name, tag.start())
            elif name in opened:
                spans.append((opened.pop(name), tag.end()))
    if "\\" in text and (commands := list(_STRUCK_COMMAND.finditer(text))):
        closing = _closing_braces(text)
        spans += [(m.start(), closing[m.end() - 1] + 1) for m in commands if m.end() - 1 in closing]
    kept, position = [], 0
    for first, last in sorted(spans):
        if last > position:
            first = max(first, position)
            kept += [text[position:first], " " * (last - first)]
            position = last
    return "".join([*kept, text[position:]]) if kept else text


def _closing_braces(text: str) -> dict[int, int]:
    """For each opening brace that is closed where it is."""
    found: dict[int, int] = {}
    open_: list[int] = []
    for match in _BRACE.finditer(text):
        if match[0] == "{":
            open_.append(match.start())
        elif match[0] == "}" and open_:
            found[open_.pop()] = match.start()
    return found


def _closing_brace(text: str, opening: int) -> int:
    """Where the brace is closed that stands at ``opening``, -1 if it is not."""
    depth = 0
    for match in _BRACE.finditer(text, opening):
        depth += (match[0] == "{") - (match[0] == "}")
        if not depth and match[0] == "}":
            return match.start()
    return -1


_ANSWER_TAG = re.compile(r"<(/)?(?:final[_-]?)?answer>", re.IGNORECASE)


def _last_tag(text: str, start: int) -> tuple[int, int] | None:
    """The inside of the last ``<answer>…</answer>``."""
    tags = list(_ANSWER_TAG.finditer(text, start))
    last = next((i for i in range(len(tags) - 1, 0, -1) if tags[i][1]), 0)
    if not last and len(tags) == 1 and not tags[0][1]:
        return tags[0].end(), len(text)  # never closed
    if not last or tags[last - 1][1]:
        return None
    return tags[last - 1].end(), tags[last].start()


def _tagged(text: str, first: int, last: int, values: Values) -> FinalAnswer:
    inner = text[first:last]
    if not inner.strip():
        return FinalAnswer("tag", failure="empty_answer")
    if "\\boxed" in inner:
        found = _boxed(text[:last], first, values)
        if found is not None:
            return found
    said = _trimmed(text, first, last)
    if _is_denied(text, said, values):
        return FinalAnswer("tag", failure="rejected_attempt")
    return FinalAnswer("tag", (said,))


def _unless_mended(found: FinalAnswer, text: str, end: int, values: Values) -> FinalAnswer:
    """The answer in a tag that closes at ``end``, unless what follows takes it back or puts it right."""
    close = text.find(">", end) + 1
    if found.failure or not close:
        return found
    if is_withdrawn(text, close):
        return FinalAnswer("tag", failure="rejected_attempt")
    second = second_thought(text, close, values)
    return replace(found, rivals=(*found.rivals, second)) if second else found


def _trimmed(text: str, first: int, last: int) -> Candidate:
    said = text[first:last]
    first += len(said) - len(said.lstrip())
    return Candidate(said.strip(), first, first + len(said.strip()))


_BOX = re.compile(r"\\(?:boxed|fbox|framebox)(?![A-Za-z])\s{0,9}")
_BLANK = re.compile(r"\\(?:[hv]?phantom|hspace\*?)\s*\{[^{}]*\}|\?|\\ldots|_+")
_NOTHING = re.compile(r"\\[,;:! ]|\\q?quad|[\s$.]")
_BARE_BOXED = re.compile(r"\\[dt]?frac\s{0,9}(?:\d|\{[^{}]*\})\s{0,9}(?:\d|\{[^{}]*\})|[^\s$\\.,;]+")


def _boxed(text: str, start: int, values: Values) -> FinalAnswer | None:
    """What the boxes say; ``None`` when there is no box in the final part."""
    boxes: list[Candidate] = []
    position = start
    emptied = False
    dropped = ""
    behind = seen = 0
    while match := _BOX.search(text, position):
        position = match.end()
        seen += 1
        if seen > MAX_BOXES:
            return FinalAnswer("box", failure="limit")
        if position < len(text) and text[position] == "{":
            last = _closing_brace(text, position)
            if last < 0:
                return FinalAnswer("box", failure="unterminated_box")
            first, position = position + 1, last + 1
        else:
            token = _BARE_BOXED.match(text, position)
            if not token:
                continue
            first, last = token.span()
            position = last
        inner = text[first:last]
        if _BLANK.fullmatch(inner.strip()):
            continue  # a box to be filled in
        if not _NOTHING.sub("", inner):
            emptied = True
            continue
        emptied = False
        if denials.is_denied(text, match.start(), position) or denials.begins_denied(inner):
            dropped = "rejected_attempt"
            continue
        if _is_quoted(text, match.start(), position):
            dropped = "quoted"
            continue
        box, position, behind = values.boxed(text, Box(match.start(), first, last, position), start)
        boxes.append(box)
    if not boxes:
        if dropped:
            return FinalAnswer("box", failure=dropped)
        return FinalAnswer("box", failure="empty_answer") if emptied else None
    if emptied:
        return FinalAnswer("box", failure="empty_answer")
    return _settled(text, boxes, position, behind, values)


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether words before ``start`` say that it is somebody else's, and none after ``end`` agree."""
    before = text[max(0, start - 120) : start]
    before = before[max(before.rfind("\n"), 0) :]
    return say.QUOTED.search(before) is not None and not say.AGREES.search(text[end : end + 80])


def _settled(text: str, boxes: list[Candidate], tail: int, behind: int, values: Values) -> FinalAnswer:
    """The boxes that count, after repetition, correction and withdrawal.

    ``tail`` follows the last box, ``behind`` follows that box and its unit.
    """
    last = boxes[-1]
    group = [last]
    earlier: list[Candidate] = []
    for box, following in zip(boxes[-2::-1], boxes[:0:-1], strict=True):
        if say.CORRECTION.search(text, box.end, following.start):
            break
        if not earlier and _adjoins(text[box.end : following.start]):
            group.append(box)
        else:
            earlier.append(box)
    group, earlier = group[::-1], earlier[::-1]
    rivals = [r for r in _statements(text, last.end, None, values) if r.text]
    second = second_thought(text, tail, values)
    if (beside := _alternative(text, behind)) and not _alternative(text, tail):
        second = _sentence(text, *beside, values)
    if second and "\\boxed" not in text[second.start : text.find("\n", second.start) + 1 or len(text)]:
        rivals.append(second)
    if _stays_withdrawn(text, tail, last, rivals, values):
        return FinalAnswer("box", failure="rejected_attempt")
    before = _stated_just_before(text, group[0].start, values)
    return FinalAnswer("box", tuple(group), True, tuple(rivals + before), extras=tuple(earlier))


def second_thought(text: str, end: int, values: Values = _PLAIN) -> Candidate | None:
    """Another answer that a text gives after the one that ends at ``end``: offered beside it, or in its place."""
    found = _alternative(text, end) or _second_answer(text, end, values)
    second = _sentence(text, *found, values) if found else None
    return second if second and second.text.strip() else None


def _stays_withdrawn(text: str, end: int, answer: Candidate, rivals: list[Candidate], values: Values) -> bool:
    """Whether the answer that ends at ``end`` is taken back, and none of the rivals stands in its place."""
    if not is_withdrawn(text, end):
        return False
    said = answer.text.strip(" $.*")
    stand = [r for r in rivals if values.starts(r.text) or r.text.strip(" $.*") == said]
    return not stand or is_withdrawn(text, max(r.end for r in stand))


def _sentence(text: str, start: int, end: int, values: Values) -> Candidate:
    said = _first_sentence(text[start:end], values)
    return Candidate(said, start, start + len(said))


def _first_sentence(text: str, values: Values) -> str:
    return say.first_sentence(text, values.hidden(text))


def _alternative(text: str, start: int) -> tuple[int, int] | None:
    while start < len(text) and text[start] == "}":
        start += 1
    found = say.ALTERNATIVE.match(text, start)
    return found.span("rest") if found else None


def _second_answer(text: str, start: int, values: Values) -> tuple[int, int] | None:
    """Where another answer stands that is offered after the answer, which ends at ``start``."""
    end = min(len(text), start + 400)
    found = say.SECOND_THOUGHT.search(text, start, end) or say.ALSO_POSSIBLE.search(text, start, end)
    if found:
        group = next(name for name, said in found.groupdict().items() if said)
        return found.span(group)
    for match in say.CORRECTS.finditer(text, start, end):
        if values.starts(match["rest"]):
            return match.span("rest")
    corrected = say.CORRECTION.search(text, start, end)
    if corrected and len(text) < start + 2000 and not say.CONFIRMED.search(text, start, end):
        concluded = say.CONCLUDES.search(text, corrected.end())
        if concluded and values.starts(concluded["rest"]):
            return concluded.span("rest")
    return None


_GAP_END = re.compile(r"\\boxed\s*\{?\s*\Z")
_GAP_TEXT = re.compile(r"\\text\{([^{}]*)\}")
_NO_GAP = re.compile(
    r"\b(?:no|not|then|instead|but|wrong|so|therefore|thus|hence)\b|[=<>]\s*\d|\?|!", re.IGNORECASE
)


def _adjoins(gap: str) -> bool:
    """Whether two boxes with ``gap`` between them are parts of one answer."""
    if len(gap) > 400:
        return False
    gap = _GAP_TEXT.sub(r" \1 ", _GAP_END.sub("", gap.lstrip("}")))
    return len(gap) <= 60 and not _NO_GAP.search(gap) and len(gap.split()) <= 8


def is_withdrawn(text: str, start: int) -> bool:
    """Whether the text takes back the answer that ends at ``start``, and does not confirm it after all."""
    match = say.WITHDRAWN.search(text[start : start + 2000])
    if match is None:
        return False
    behind = start + match.end()
    return not say.CONFIRMED.search(text[behind : behind + 4000])


def _stated_just_before(text: str, box: int, values: Values) -> list[Candidate]:
    """Another final answer stated on the lines right before the box, and not taken back."""
    found = []
    for candidate in _statements(text, max(0, box - 240), box, values):
        between = text[candidate.end : box]
        if (
            not say.CORRECTION.search(between)
            and "boxed" not in candidate.text
            and "fbox" not in candidate.text
        ):
            found.append(candidate)
    return found


_MARK = re.compile(r"(?m)^[ \t]*####[ \t]*(?!#)(?P<answer>\S[^\n]*)")
_HEADING_WORDS = ("answer", "answers", "ans", "ans.")


def _statements(text: str, start: int, end: int | None, values: Values) -> list[Candidate]:
    """Everything between ``start`` and ``end`` that is announced as the answer, cut to the answer itself."""
    found = []
    end = len(text) if end is None else end
    announced = _announced(text, start, end)
    if values.words:
        announced += deque(values.words.finditer(text, start, end), MAX_STATEMENTS)
    for match in announced:
        before = text[max(0, match.start() - 60) : match.start()]
        if (
            say.NEGATIVE_START.match(text, match.end())
            or say.NOT_THE_ANSWER.search(text[max(0, match.start() - 60) : match.end()])
            or say.SUPPOSED.search(before)
            or _is_quoted(text, match.end(), match.end() + 60)
        ):
            continue
        words = match[0].rstrip("*_` \t")
        heading = words[-1:] not in ":=：" and words.lower().endswith(_HEADING_WORDS)
        first, last = _stated_span(text, match.end(), end, heading, values)
        if last > first:
            found.append(Candidate(text[first:last], first, last))
    found += [_trimmed(text, *match.span("answer")) for match in _marks(text, start, end)]
    return sorted((c for c in found if not _is_denied(text, c, values)), key=lambda c: c.start)


def _marks(text: str, start: int, end: int) -> deque[re.Match[str]]:
    return deque(_MARK.finditer(text, start, end), MAX_STATEMENTS)


_CHUNK = 20_000


def _announced(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The last places that announce an answer, looked for from the end."""
    found: list[re.Match[str]] = []
    high = end
    while high > start and len(found) < MAX_STATEMENTS:
        low = start
        if high - start > _CHUNK:
            low = max(high - _CHUNK, text.rfind("\n", high - _CHUNK, high - _CHUNK // 2) + 1)
        if say.may_announce(text[low : high + 100]):
            stop = min(end, high + 400)
            here = [
                match
                for match in say.STATEMENT.finditer(text, low, stop)
                if match.start() < high and (match.end() < stop or stop == end)
            ]
            found = here + [match for match in found if not here or match.start() >= here[-1].end()]
        high = low
    return found[-MAX_STATEMENTS:]


_FOCUS = re.compile(
    r"\$\$?[^$\n]{1,200}\$\$?|\\\([^\n]{1,200}?\\\)|\\[A-Za-z]+\S{0,200}|(?<![\w.])[-+−]?\d[\d.,:/]*(?<![.,:])"
)
"""What in a sentence may be its answer, where the domain does not say what its values look like."""


def _foci(text: str, values: Values) -> tuple[list[tuple[int, int]], bool]:
    """The values in an answer, and whether the domain says so."""
    inside = values.find(text)
    spans = (m.span() for m in _FOCUS.finditer(text)) if inside is None else inside
    found = list(islice(spans, MAX_VALUES + 1))
    if len(found) > MAX_DENIALS:
        found = found[: MAX_DENIALS // 2] + found[-MAX_DENIALS // 2 :]
    return found, inside is not None


_NOT = re.compile(r"[\s*_:：]*(?:is\s+)?(?:not|no|never)\b|[\s*_:：]*isn't\b", re.IGNORECASE)
_DRESS = re.compile(r"[\s$*_.,;!(){}\[\]]|\\boxed|\\text")


def _is_denied_after(text: str, said: Candidate) -> bool:
    """Whether a later sentence announces the very value that was said, as what the answer is not."""
    value = _DRESS.sub("", said.text.rsplit("=", 1)[-1])
    for match in _announced(text, said.end, len(text)):
        line = text[match.end() : (text + "\n").find("\n", match.end())]
        if (no := _NOT.match(line)) and value and _DRESS.sub("", line[no.end() :]) == value:
            return True
    return False


def _is_denied(text: str, said: Candidate, values: Values) -> bool:
    """Whether the text denies, doubts or sets aside this answer, or each of the values in it."""
    if denials.is_denied(text, said.start, said.end):
        return True
    spans, sure = _foci(said.text, values)
    placed = [(said.start + first, said.start + last) for first, last in spans]
    return bool(placed) and all(denials.denied_of(text, placed, formulas=not sure))


_LEAD_IN = re.compile(r"[\s*_`:：]*")


def _stated_span(text: str, start: int, end: int, heading: bool, values: Values) -> tuple[int, int]:
    """The span of the answer that begins after ``start``: to the end of the sentence, or the next line."""
    end = min(end, start + MAX_STATED)
    line_end = text.find("\n", start, end)
    line_end = end if line_end < 0 else line_end
    rest = text[start:line_end]
    if not rest.strip(" \t*_`:：=$"):
        if rest.strip(" \t*_`:：") == "$$":
            line_end = start
        # the answer is on the next line that is not blank
        begin = _LEAD_IN.match(text, start, end)
        start = begin.end() if begin else start
        line_end = text.find("\n", start, end)
        line_end = end if line_end < 0 else line_end
        if heading and start >= end:
            return start, start
    elif heading:
        return start, start  # a sentence about the answer, not a heading
    if (display := values.display(text, start, line_end, end)) is not None:
        return display
    piece = text[start:line_end]
    piece_end = start + len(_first_sentence(piece, values))
    while start < piece_end and text[start] in " \t*_:：":
        start += 1
    return start, piece_end


_BOLD = re.compile(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*|__(?=\S)([^_\n]+?)(?<=\S)__")


def _worded(text: str, start: int, original: str, values: Values) -> FinalAnswer:
    marks = _marks(text, start, len(text))
    statements = [s for s in _statements(text, start, None, values) if s.text.strip()]
    line = _last_said(text, start)
    sole = _BOLD.fullmatch(text, *line) if line else None
    if sole and not marks and not say.STATEMENT.match(sole[1] or sole[2]):
        group = 1 if sole[1] else 2
        chosen = Candidate(sole[group], sole.start(group), sole.end(group))
        if not any(s.start >= chosen.start for s in statements):
            near = [s for s in statements if chosen.start - s.end < 240]
            rivals = [s for s in near if not say.CORRECTION.search(text[s.end : chosen.start])]
            return _unless_withdrawn("bold", chosen, tuple(rivals), text, values)
    if marks:
        last = marks[-1]
        chosen = _trimmed(text, *last.span("answer"))
        rivals = [s for s in statements if s.start > chosen.end or chosen.start - s.end < 200]
        others = [
            s
            for s in rivals
            if s.start != chosen.start and not say.CORRECTION.search(text[s.end : chosen.start])
        ]
        return _unless_withdrawn("mark", chosen, tuple(others), text, values)
    if statements:
        chosen = statements[-1]
        rivals = [
            s
            for s in statements[:-1]
            if (chosen.start - s.end < 240 or "final" in text[max(0, s.start - 30) : s.start].lower())
            and not say.CORRECTION.search(text[s.end : chosen.start])
        ]
        if _is_denied_after(text, chosen):
            return FinalAnswer("statement", failure="rejected_attempt")
        return _unless_withdrawn("statement", chosen, tuple(rivals), text, values)
    if not line:
        struck = bool(original[start:].strip())
        return FinalAnswer("", failure="rejected_attempt" if struck else "no_answer")
    return _last_line(text, start, *line, values)


def _last_line(text: str, start: int, first: int, last_end: int, values: Values) -> FinalAnswer:
    """What the last line says, which goes from ``first`` to ``last_end``; ``start`` is the beginning of the response."""
    line = text[first:last_end]
    begin = (
        start + len(text[start:]) - len(text[start:].lstrip())
        if not text[start : start + 1].strip()
        else start
    )
    channel = "plain" if not text[begin:first].strip() else "last_line"
    bold = list(islice(_BOLD.finditer(line), 2))
    if len(bold) == 1 and bold[0].span() != (0, len(line)):
        inner = bold[0]
        group = 1 if inner[1] else 2
        if not inner[group].rstrip().endswith(":") and not _is_label(line, inner.end()):
            chosen = Candidate(inner[group], first + inner.start(group), first + inner.end(group))
            return _unless_withdrawn("bold", chosen, (), text, values)
    first, last_end = _last_sentence(text, first, last_end, values)
    if channel == "last_line" and values.is_one(text[begin:]):
        return FinalAnswer("plain", (Candidate(text[begin:last_end], begin, last_end),))
    line = text[first:last_end]
    if _only_withdrawal(line):
        return FinalAnswer(channel, failure="rejected_attempt")
    said = Candidate(line, first, last_end)
    spans, sure = _foci(line, values)
    placed = [(first + begin, first + end) for begin, end in spans]
    denied = denials.denied_of(text, placed, formulas=not sure)
    if (placed and all(denied)) or denials.is_denied(text, first, last_end):
        return FinalAnswer(channel, failure="rejected_attempt")
    if placed and is_withdrawn(text, placed[-1][1]):
        return FinalAnswer(channel, failure="rejected_attempt")
    if placed and all(_is_quoted(text, *place) for place in placed):
        return FinalAnswer(channel, failure="quoted")
    if any(denied) and not sure and not any(denied[denied.index(True) + 1 :][-1:]):
        first = denials.behind_turn(text, placed[len(denied) - 1 - denied[::-1].index(True)][1], last_end)
        return FinalAnswer(channel, (Candidate(text[first:last_end], first, last_end),))
    if disowned := _disowned(text, said):
        return FinalAnswer(channel, failure=disowned)
    label = say.LABEL.match(line)
    if label and say.DENYING_LABEL.search(label["label"]):
        return FinalAnswer(channel, failure="rejected_attempt")
    if label:
        begin = first + label.end()
        said = Candidate(text[begin:last_end], begin, last_end, heading=text[first:begin])
        return FinalAnswer(channel, (said,))
    return FinalAnswer(channel, (Candidate(line, first, last_end),))


def _disowned(text: str, line: Candidate) -> str:
    """A reason code where a line denies an answer, or states it only as somebody else's, or as a supposition."""
    for match in _announced(text, line.start, line.end):
        if _is_quoted(text, match.end(), match.end() + 60):
            return "quoted"
        if say.SUPPOSED.search(text, max(line.start, match.start() - 60), match.start()):
            return "rejected_attempt"
        if denials.is_denied(text, match.end(), match.end()):
            return "rejected_attempt"
    return ""


def _is_label(line: str, end: int) -> bool:
    """Whether the bold text that ends there is a label of what follows: ``**A.** 7``."""
    label = say.LABEL.match(line)
    return label is not None and label.end("mark") >= end


_NEXT_SENTENCE = re.compile(r"(?<=[.!?])(?<!\d\.)\s+(?=[A-Z\\$(])|(?<=\d\.)\s+(?=[A-Z][a-z])")


def _last_sentence(text: str, start: int, end: int, values: Values) -> tuple[int, int]:
    """The last sentence of a line of prose, closing pleasantries left out."""
    line = text[start:end]
    if end - start < 60 or len(say.WORDS.findall(line)) < 8:
        return start, end
    breaks = [(m.start(), m.end()) for m in _NEXT_SENTENCE.finditer(values.hidden(line))]
    finish = end
    for before, after in reversed(breaks):
        if say.PLEASANTRY.match(text, start + after, finish):
            finish = start + before
            continue
        return start + after, finish
    return start, finish


def _only_withdrawal(line: str) -> bool:
    return say.TAKES_BACK.search(line) is not None and not say.CONFIRMED.search(line)


def _unless_withdrawn(
    channel: str, chosen: Candidate, rivals: tuple[Candidate, ...], text: str, values: Values
) -> FinalAnswer:
    if is_withdrawn(text, chosen.end) or _only_withdrawal(chosen.text) or _is_denied(text, chosen, values):
        return FinalAnswer(channel, failure="rejected_attempt")
    if second := second_thought(text, chosen.end, values):
        rivals = (*rivals, second)
    return FinalAnswer(channel, (chosen,), True, rivals)


def _last_said(text: str, start: int) -> tuple[int, int] | None:
    """The span of the last line that says something; closing pleasantries do not, unless there is nothing else."""
    latest = None
    for span in _lines_from_the_end(text, start):
        latest = span
        if not say.PLEASANTRY.match(text, *span):
            break
    return latest


def _lines_from_the_end(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Spans of the lines on which something can be seen, without the blanks around them, the last one first."""
    end = len(text)
    while end > start:
        begin = max(start, text.rfind("\n", start, end) + 1)
        line = text[begin:end]
        if (said := line.strip()) and _is_seen(said):
            first = begin + len(line) - len(line.lstrip())
            yield first, first + len(said)
        end = begin - 1


def _narrowed(found: FinalAnswer, text: str, values: Values) -> FinalAnswer:
    """The answer cut to the values in it, where the domain says what they look like; denied ones are left out."""
    if found.failure:
        return found
    parts: list[Candidate] = []
    for part in found.parts:
        inside = values.find(part.text)
        if inside is None:
            return found
        parts += _cut(part, inside)
        if len(parts) > MAX_VALUES:
            return FinalAnswer(found.channel, failure="limit")
    if not parts:
        return replace(found, parts=(), rivals=(), extras=(), failure="no_value")
    if len(parts) <= MAX_DENIALS:
        denied = denials.denied_of(text, [(part.start, part.end) for part in parts])
        parts = [part for part, is_so in zip(parts, denied, strict=True) if not is_so]
        if not parts:
            return FinalAnswer(found.channel, failure="rejected_attempt")
    others = [
        tuple(c for each in several for c in _cut(each, values.find(each.text) or ()))
        for several in (found.rivals, found.extras)
    ]
    return replace(found, parts=tuple(parts), rivals=others[0], extras=others[1])


def _cut(part: Candidate, spans: Iterable[tuple[int, int]]) -> list[Candidate]:
    return [
        replace(part, text=part.text[first:last], start=part.start + first, end=part.start + last)
        for first, last in islice(spans, MAX_VALUES + 1)
    ]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
