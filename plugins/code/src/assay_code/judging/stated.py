"""Finding in a response what it says that a program prints."""

from __future__ import annotations

import re

from assay.evidence.final_answer import (
    Values,
    drafts,
    final_answer,
    is_withdrawn,
    second_thought,
    without_drafts,
)
from assay_code.judging.code_text import Block, NoProgram, blocks, normal
from assay_code.judging.named_parts import without_unnamed
from assay_code.judging.stdin import lines

MAX_LENGTH = 200_000
_CODE = frozenset(("python", "py", "python3"))
_OF = r"(?: of (?:this|the|that|your)(?: given| above| following)? (?:program|code snippet|code|snippet|script|function))"
_PRINTS = (
    r"(?:prints?(?: out)?(?: the (?:number|value|integer|text|string|word|line|list)(?=[*_: ]{1,4}[`'\"\d\[({-]))?"
    rf"|outputs?{_OF}?(?: is| will be| would be)?|printed (?:output|value|result|text|line) is"
    r"|(?:value|result|text|line) printed is|displays?|answer is|result is)"
)
_STATED = re.compile(
    r"(?:^|\n)(?P<heading>#{1,6} )?[*_# ]*(?:(?:so|thus|hence|therefore|finally),? )?(?:the )?(?:final |printed |expected |program['’]s )?(?:output|answer|result)"
    rf"(?:{_OF}?(?: is| will be| would be)?[*_ ]*:[*_ ]*\n*|(?(heading)[*_ ]*\n+|(?!)))(?P<said>.+)\Z",
    re.IGNORECASE | re.DOTALL,
)
_INLINE = re.compile(
    rf"(?:{_PRINTS}|is)[: ]*`([^`\n]+)`(?: (?:to|on) (?:the )?(?:console|screen|terminal|stdout|standard output))?[.!]?\s*\Z"
    r"|`([^`\n]+)` (?:is|gets|will be|would be) (?:printed|output|displayed|what is printed|the output)"
    r"(?: (?:to|on) (?:the )?(?:console|screen|terminal))?[.!]?\s*\Z",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?:\bnot|\bnever|n['’]t)\s+(?:\w+\s+)?(?:prints?|outputs?|displays?|produces?|gives?|be)\b[^.\n]{0,40}\Z",
    re.IGNORECASE,
)
"""The beginning of a sentence that says what is not printed."""
_CORRECTED = re.compile(
    r"\b(?:wait|actually|no|correction|sorry|rather|oops)\b[^\w\n`]{1,4}(?:(?:it(?: is|['’]s)?|that(?: is|['’]s)|make (?:that|it)|should be) ){0,2}`([^`\n]+)`",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"<output>\s*(?P<a>.*?)\s*</output>|\[(?P<name>ANSWER|OUTPUT)\]\s*(?P<b>.*?)\s*\[/(?P=name)\]",
    re.DOTALL | re.IGNORECASE,
)
_SAYS = re.compile(rf"\b{_PRINTS}[: ]*`([^`\n]+)`", re.IGNORECASE)
_EXPLAINS = re.compile(
    r"\n[ \t]*\n[*_# \t]*(?:because|since|explanation|reason(?:ing)?|this is (?:because|due)|why|note|here(?:'s| is) (?:why|how))\b",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(rf"\b(?:{_PRINTS}|output|result|answer)\b[^\n.]{{0,40}}:[*_ ]*\s*\Z", re.IGNORECASE)
_CONCLUDES = re.compile(
    r"\b(correct(?:ed|ion)|fixed|mistake|wrong|final(?:ly)?|instead|wait|actually|revised|so|thus|therefore|hence|then|"
    r"outputs?|prints?|printed|displays?|results?|answer|total|altogether|overall)\b",
    re.IGNORECASE,
)
_TAKES_BACK = re.compile(
    r"\b(wait|actually|wrong|mistake|instead|correction|corrected|sorry|either|or)\b", re.IGNORECASE
)
_DECIDES = re.compile(
    r"\b(final(?:ly)?|overall|altogether|total|wait|actually|wrong|mistake|instead|fixed|corrected)\b|\w+\W+\w+\W+\w+\W+(?:so|thus|therefore|hence|then)\b",
    re.IGNORECASE,
)
_DOUBTS = re.compile(
    r"\b(or|either|alternatively|also|might|may|maybe|perhaps|possibly|could|another)\b", re.IGNORECASE
)
_GUESSES = re.compile(
    r"\b(either\b[^\n.]{1,60}\bor\b|i guess|not (?:quite |entirely )?sure|unsure|perhaps|possibly|maybe|might be|could be)\b",
    re.IGNORECASE,
)
_BEFORE = 160
"""Characters before a block that say what it is."""


_NUMBER = re.compile(r"[-+]?\d[\d.,e+-]*")
_VALUE = re.compile(r"[`'\"*\[({-]{0,3}\d|[`'\"\[({]|(?:True|False|None)\b")
_REASON = re.compile(r",?\s+(?:because|since|as|which)\b")
_INDENT = re.compile(r"[ \t]*(?:\n[ \t]*(?=\n))*\n?")
_LAST_PART = re.compile(r"\n[ \t]*\n(?=[^\n]+\Z)")


class _Outputs(Values):
    """What a sentence says that a program prints."""

    words = re.compile(rf"(?<![\w`]){_PRINTS}(?![\w`])(?=[*_: ]{{1,6}}\S)", re.IGNORECASE)

    def starts(self, text: str) -> bool:
        return _VALUE.match(text) is not None


_OUTPUTS = _Outputs()


def stated_output(response: str, prompt: str) -> tuple[str, tuple[int, int] | None]:
    """The output that a response states: its last block that is not code, or what follows "Output:".

    Another such block before it is a hedge, unless the prose between says that the last is what counts.
    """
    if len(response) > MAX_LENGTH:
        raise NoProgram("limit", f"The response has {len(response)} characters; {MAX_LENGTH} are read.")
    if not response.strip():
        raise NoProgram("no_answer", "The response is empty.")
    whole = normal(response)
    text, left_out = without_unnamed(without_drafts(whole), prose=True)
    if left_out and not text.strip():
        message = "All stands in a part of the response whose name does not say that it is the answer."
        raise NoProgram("unnamed_part", message, undecided=True)
    if not text.strip():
        raise NoProgram("no_answer", "The response is a draft and no answer.")
    begin = next((end for start, end in drafts(whole)[:1] if not whole[:start].strip()), 0)
    if tagged := _tagged(text, blocks(text)):
        begin, end = tagged
        text = _only(text, begin, end)
    found = blocks(text)
    stated = [block for block in found if _is_output(block, prompt)]
    if stated:
        return _block(text, stated, found, prompt)
    return _sentence(text, begin)


def _only(text: str, start: int, end: int) -> str:
    """The text with blanks before and nothing behind a part of it."""
    return re.sub(r"[^\n]", " ", text[:start]) + text[start:end]


def _tagged(text: str, found: list[Block]) -> tuple[int, int] | None:
    """The inside of the answer tags, which stand outside of all blocks."""
    if "```" not in text and len({m["a"] or m["b"] for m in _BETWEEN.finditer(text)}) == 1:
        last = list(_BETWEEN.finditer(text))[-1]
        return last.span("a" if last["a"] else "b")
    answer = final_answer(text)
    if answer.channel != "tag" or not answer.parts or text[: answer.parts[0].start].rstrip()[-1:] != ">":
        return None
    start, end = answer.parts[0].start, answer.parts[0].end
    opening = text.rfind("<", 0, start)
    return None if any(block.span[0] <= opening < block.span[1] for block in found) else (start, end)


def _is_output(block: Block, prompt: str) -> bool:
    if block.language not in _CODE:
        return True
    # some write ```python around whatever a program prints
    return _ANNOUNCES.search(block.before[-_BEFORE:]) is not None and block.text.strip() not in prompt


def _block(text: str, stated: list[Block], found: list[Block], prompt: str) -> tuple[str, tuple[int, int]]:
    last = stated[-1]
    if not last.closed:
        raise NoProgram("unterminated_block", "The last block of the response is not closed.")
    others = [block.text for block in stated if lines(block.text) != lines(last.text)]
    quoted = all(text.strip() in prompt for text in others)  # the input, or the program
    sure = quoted or _CONCLUDES.search(last.before)
    if others and (not sure or _DOUBTS.search(last.before)):
        raise _hedged()
    if _GUESSES.search(last.before[-_BEFORE:]):
        raise _hedged()
    if any(_differs(said, last.text) for said in _told(last.before, last.text)[-1:]):
        raise _hedged()
    end = text.find("\n", last.span[1]) + 1 or len(text)
    after = text[end:]
    later = [m["said"].strip("` \n") for m in _STATED.finditer(after)]
    later += _told(after, last.text)
    if _TAKES_BACK.search(after):
        later += _SAYS.findall(after)
    later += _CORRECTED.findall(after)
    second = second_thought(text, end, _OUTPUTS)
    if second:
        later.append(second.text)
    if any(_differs(said, last.text) for said in later):
        raise _hedged()
    if is_withdrawn(text, end) and not later:
        raise NoProgram("rejected_attempt", "The response takes back the output that it states.")
    if any(block.span[0] > end and _TAKES_BACK.search(block.before) for block in found):
        raise _hedged()  # another one behind it, called a program
    return last.text, last.span


def _told(prose: str, output: str) -> list[str]:
    """Values of the output's kind that lines of prose say the program prints, in place of it."""
    if len(lines(output)) != 1:
        return []
    found = []
    for line in prose.split("\n"):
        answer = final_answer(line, _OUTPUTS)
        if answer.channel != "statement" or not answer.parts:
            continue
        said = answer.parts[-1].text.strip()
        number = _NUMBER.fullmatch(_bare(said)) and _NUMBER.fullmatch(output.strip())
        if number or (len(said) > 2 and said[0] in "`'\"" and said.rstrip(".").endswith(said[0])):
            found.append(said)
    return found


def _differs(said: str, output: str) -> bool:
    return lines(_bare(said)) != lines(output) and lines(said) != lines(output)


def _bare(said: str) -> str:
    return _REASON.split(said.strip(), maxsplit=1)[0].strip("*_`").removesuffix(".").strip("*_`\"'")


def _sentence(text: str, begin: int) -> tuple[str, tuple[int, int] | None]:
    """An output that is stated without a block; what is before ``begin`` is none of it."""
    begin += len(_INDENT.match(text, begin)[0]) if begin else 0  # type: ignore[index]
    if explained := _EXPLAINS.search(text, begin + len(text[begin:]) - len(text[begin:].lstrip())):
        text = text[: explained.start()]
    found = final_answer(text, _OUTPUTS)
    if found.channel == "box":
        if found.failure:
            raise NoProgram(found.failure, "The response gives no box that counts.")
        if found.hedged or found.listed:
            raise _hedged()
        return found.parts[-1].text, (found.parts[-1].start, found.parts[-1].end)
    if stated := _STATED.search(text):
        said = stated["said"].strip().strip("`")
        if bold := re.fullmatch(r"\*\*`?([^*`\n]+)`?\*\*", said):
            return bold[1], stated.span("said")
        return (said.removesuffix("**") if said.count("**") % 2 else said), stated.span("said")
    if inline := _INLINE.search(text):
        said, place = (inline[1], inline.span(1)) if inline[1] else (inline[2], inline.span(2))
        earlier = [other for other in _SAYS.finditer(text) if other[1] != said]
        between = text[earlier[-1].end() : place[0]] if earlier else ""
        if earlier and (not _DECIDES.search(between) or _DOUBTS.search(between)):
            raise _hedged()
        if _DENIED.search(text[: place[0]]):
            raise _hedged()
        return said, place
    last = _LAST_PART.search(text.rstrip())
    one_line = "\n" not in text[begin:].strip() or (last and _says_output(text[last.end() :]))
    if found.channel in ("statement", "bold") and one_line:
        if found.failure or found.hedged or _GUESSES.search(text[last.end() :] if last else text):
            raise _hedged()
        chosen = found.parts[-1]
        said = _bare(chosen.text)
        start = chosen.start + chosen.text.find(said)
        if _DENIED.search(text[:start]):
            raise _hedged()
        return said, (start, start + len(said))
    if alone := re.fullmatch(r"\s*`([^`\n]+)`\s*", text[begin:]):
        return alone[1], (begin + alone.start(1), begin + alone.end(1))
    return text[begin:], (begin, len(text))


def _says_output(line: str) -> bool:
    """Whether a line announces an output, or is nothing but emphasis."""
    return _OUTPUTS.words.search(line) is not None or final_answer(line).channel in ("statement", "bold")


def _hedged() -> NoProgram:
    message = "The response states two different outputs and does not say which counts."
    return NoProgram("hedged", message)
