"""Is an instruction one that a text model can follow, and has its answer the right form?

The rules of Self-Instruct (arXiv:2212.10560) as a verifier. What it needs is in the
reference::

    {"instruction": {"text", "input", "instances": [[input, output], ...]}}

``instances`` are all of the same task, this one included. What is proved is
form: length, script, nothing that needs a picture or a file, no echo, no
contradiction among the instances. Whether the answer is true is not looked at.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from assay import Sample, Status, Verdict, ops, reference_part, verifier
from assay_text.checking import Finding, verdict

SHORTEST, LONGEST = 4, 150  # words
_NEEDS_MORE_THAN_TEXT = re.compile(
    r"\b(?:images?|graphs?|pictures?|photos?|photographs?|files?|maps?|draw|plots?|videos?|audio|music|flow ?charts?|diagrams?|go to)\b",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"^\s*(?:###|===|```)|<\|?\w+\|?>|^\s*(?:task|example|input|output|instruction|class label)\s*\d*\s*:",
    re.IGNORECASE | re.MULTILINE,
)
_RULE = re.compile(r"\n[ \t]*(?:-{3,}|\*{3,}|={3,}|_{3,}|#{3,})[ \t]*\Z")
_NOTHING = re.compile(
    r"(?:n/?a|todo|tbd|(?:no|empty|your)? ?(?:input|output|answer)(?: here)?|\[[^\]]*\]|<[^>]*>|\W*)\W*",
    re.IGNORECASE,
)


def compose(instruction: str, input_: str) -> str:
    """The prompt of an instruction with its input."""
    return f"{instruction}\n\n{input_}" if input_ else instruction


def instruction_problem(text: str) -> Finding | None:
    """What is wrong with an instruction, by rules alone."""
    letters = [character for character in text if character.isalpha()]
    latin = sum(unicodedata.name(character, "").startswith("LATIN") for character in letters)
    if latin < 0.9 * len(letters):  # words are not counted by spaces there, and no rule below reads it
        return "other_script", "The instruction is not written in Latin letters; the rules read no other."
    count = len(text.split())
    if count < SHORTEST:
        return "too_short", f"The instruction has {count} words, at least {SHORTEST} are wanted."
    if count > LONGEST:
        return "too_long", f"The instruction has {count} words, at most {LONGEST} are wanted."
    if match := _NEEDS_MORE_THAN_TEXT.search(text):
        return "needs_more_than_text", f"The instruction speaks of {match[0]!r}."
    if text.lower().startswith("write a program"):
        return "program", "The instruction starts with 'Write a program'."
    if not text.lstrip("¿¡")[:1].isalnum():  # Spanish begins questions with a mark
        return "bad_start", f"The instruction starts with {text[0]!r}."
    if problem := ops.prompt_problem(text):
        return problem
    if _MARKUP.search(text):
        return "left_over_markup", "The instruction holds markup of the prompt that it came from."
    return None


def says_nothing(text: str) -> bool:
    """Whether an answer is a placeholder or a word for none: ``N/A``, ``[your answer]``, ``no output``."""
    return bool(_NOTHING.fullmatch(text.strip())) and not re.search(r"[\d{(]", text)


def instance_problem(instruction: str, input_: str, output: str) -> Finding | None:
    """What is wrong with the answer to an instruction, by rules alone."""
    said, asked = output.strip(), input_.strip()
    if ops.refuses(said) or says_nothing(said):
        return "no_answer", f"The answer is {said[:60]!r}."
    if said.split() in (asked.split(), instruction.split()):
        return "copy", "The answer is the instruction or its input again."
    if len(ops.words(instruction)) >= 6 and " ".join(ops.words(instruction)) in " ".join(ops.words(said)):
        return "copy", "The answer repeats the whole instruction."
    if problem := ops.reply_problem(said, f"{instruction}\n{asked}"):
        return problem
    if words := ops.closing(said):
        return "chatter", f"The answer goes on with words to who asked: {words!r}."
    if _RULE.search(said):
        return "left_over_markup", "The answer ends in a rule."
    if said.endswith(":") or asked.endswith(":"):
        return "unfinished", "The answer or the input ends with a colon."
    data = re.search(r"\d", asked) and not any(c.isalpha() for c in asked)  # [3, 1, 2] is no placeholder
    if asked and (_NEEDS_MORE_THAN_TEXT.fullmatch(asked) or (_NOTHING.fullmatch(asked) and not data)):
        return "no_input", f"The input is {asked[:60]!r}."
    if re.search(r"^\s*(?:input|class label)\s*\d*\s*:", said, re.IGNORECASE | re.MULTILINE):
        return "left_over_markup", "The answer runs on into another instance."
    return None


def instances_problem(instances: Sequence[Sequence[str]]) -> Finding | None:
    """Whether two instances of a task contradict each other."""
    answers: dict[str, str] = {}
    for asked, said in instances:
        key = " ".join(asked.split())
        if answers.setdefault(key, said.strip()) != said.strip():
            return "contradiction", f"The input {key[:60]!r} has two different answers."
    return None


@reference_part("instruction")
@dataclass(frozen=True)
class Instruction:
    """An instruction, the input of this row, and ``(input, output)`` of all instances, this one among them."""

    text: str
    input: str
    instances: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        if not self.text:
            raise ValueError("the instruction is empty")


@verifier("text.instruction", version=5, needs=("response", "reference", "prompt"), cost=1)
def check_instruction(sample: Sample) -> Verdict:
    """Can a text model follow the instruction, and has the answer the right form? (Self-Instruct's rules)"""
    known = sample.part(Instruction)
    instruction, input_, instances = known.text, known.input, known.instances
    if sample.prompt != compose(instruction, input_):
        return verdict(("not_the_prompt", "The prompt is not the instruction with its input."))
    if problem := instruction_problem(instruction):
        # Of a script that no rule reads nothing is known; all else is a finding.
        return Verdict(Status.ABSTAINED, *problem) if problem[0] == "other_script" else verdict(problem)
    if (input_, sample.response) not in instances:
        return verdict(("not_an_instance", "The input and the answer are not an instance of the task."))
    return verdict(instance_problem(instruction, input_, sample.response) or instances_problem(instances))
