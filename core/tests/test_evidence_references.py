"""References: text or an object of parts; whatever is malformed is a BadReference, and the row's verdict an error."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import assay
from assay import BadReference, Draft, Sample, Task
from assay.evidence import has_part, make_reference, reference_part
from assay.gate import run_verifier
from assay.references import LONGEST, parts_of, plain_answer


@dataclass(frozen=True)
class Inner:
    x: int
    y: float = 0.5


@reference_part("everything")
@dataclass(frozen=True)
class Everything:
    text: str
    number: int = 0
    share: float = 0.0
    flag: bool = False
    words: tuple[str, ...] = ()
    pair: tuple[int, int] | None = None
    kind: Literal["a", "b"] = "a"
    inner: Inner | None = None
    many: tuple[Inner, ...] = ()
    table: dict[str, float] | None = None

    def __post_init__(self) -> None:
        if self.number < 0:
            raise ValueError("'number' must not be negative")


@reference_part("length")
@dataclass(frozen=True)
class Length:
    metres: float

    @classmethod
    def from_text(cls, text: str) -> Length:
        return cls(float(text.removesuffix(" m")))


def read(reference: str, kind: Any = Everything) -> Any:
    return Sample(Task("p", reference), "r").part(kind)


everything = st.builds(
    Everything,
    text=st.text(),
    number=st.integers(0, 2**53),
    share=st.floats(allow_nan=False, allow_infinity=False),
    flag=st.booleans(),
    words=st.lists(st.text()).map(tuple),
    pair=st.none() | st.tuples(st.integers(-5, 5), st.integers(-5, 5)),
    kind=st.sampled_from(["a", "b"]),
    inner=st.none() | st.builds(Inner, st.integers(-9, 9), st.floats(-1, 1)),
    many=st.lists(st.builds(Inner, st.integers(-9, 9)), max_size=3).map(tuple),
    table=st.none() | st.dictionaries(st.text(max_size=4), st.floats(-1, 1), max_size=3),
)


@settings(deadline=None)
@given(everything, st.none() | st.text(min_size=1).filter(str.strip))
def test_what_is_written_is_read(part: Everything, answer: str | None) -> None:
    reference = make_reference(answer, everything=part)
    assert read(reference) == part
    assert has_part(reference, Everything) and not has_part(reference, Length)
    if answer is None:
        with pytest.raises(BadReference, match="answer"):
            plain_answer(reference)
    else:
        assert plain_answer(reference) == answer


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("plain text", "plain text"),
        ("", "plain text"),
        ("{1, 2}", "plain text"),
        ("{}", "plain text"),
        ("[1]", "plain text"),
        ('"text"', "plain text"),
        ("null", "plain text"),
        ('{"everything": {"text": "a"}', "begins as a JSON object and is none"),
        ('{"everything": {"text": "a",}}', "begins as a JSON object and is none"),
        ('\ufeff{"everything": {"text": "a"}', "begins as a JSON object and is none"),
        ('{"everything": {"text": "a"}, "n": ' + "9" * 5000 + "}", "begins as a JSON object and is none"),
        ('{"everything": {"text": "a"}, "everything": {"text": "b"}}', "a key twice"),
        ('{"everything": {"text": "a", "text": "b"}}', "a key twice"),
        ('{"other": 1}', "no part 'everything'"),
        ('{"Everything": {"text": "a"}}', "no part 'everything'"),
        ('{"everything": null}', "everything"),
        ('{"everything": "a"}', "everything"),
        ('{"everything": 5}', "everything"),
        ('{"everything": []}', "everything"),
        ('{"everything": {}}', "everything.text"),
        ('{"everything": {"text": null}}', "everything.text"),
        ('{"everything": {"text": 5}}', "everything.text"),
        ('{"everything": {"text": "a", "numbr": 1}}', "everything.numbr"),
        ('{"everything": {"text": "a", "number": "1"}}', "everything.number"),
        ('{"everything": {"text": "a", "number": 1.5}}', "everything.number"),
        ('{"everything": {"text": "a", "number": true}}', "everything.number"),
        ('{"everything": {"text": "a", "number": -1}}', "must not be negative"),
        ('{"everything": {"text": "a", "share": "0.5"}}', "everything.share"),
        ('{"everything": {"text": "a", "flag": 1}}', "everything.flag"),
        ('{"everything": {"text": "a", "share": Infinity}}', "everything.share"),
        ('{"everything": {"text": "a", "share": NaN}}', "everything.share"),
        ('{"everything": {"text": "a", "share": 1e999}}', "everything.share"),
        ('{"everything": {"text": "a", "inner": {"x": 1, "y": -Infinity}}}', "everything.inner.y"),
        ('{"everything": {"text": "\\ud800"}}', "everything"),
        ('{"everything": {"text": "a", "flag": "true"}}', "everything.flag"),
        ('{"everything": {"text": "a", "words": "ab"}}', "everything.words"),
        ('{"everything": {"text": "a", "words": ["a", 1]}}', "everything.words.1"),
        ('{"everything": {"text": "a", "words": {"0": "a"}}}', "everything.words"),
        ('{"everything": {"text": "a", "pair": [1]}}', "everything.pair"),
        ('{"everything": {"text": "a", "pair": [1, 2, 3]}}', "everything.pair"),
        ('{"everything": {"text": "a", "kind": "c"}}', "everything.kind"),
        ('{"everything": {"text": "a", "inner": {"y": 1.0}}}', "everything.inner.x"),
        ('{"everything": {"text": "a", "inner": {"x": 1, "z": 1}}}', "everything.inner.z"),
        ('{"everything": {"text": "a", "inner": {"x": "1"}}}', "everything.inner.x"),
        ('{"everything": {"text": "a", "many": [{"x": 1}, {}]}}', "everything.many.1.x"),
        ('{"everything": {"text": "a", "table": {"k": "v"}}}', "everything.table.k"),
    ],
)
def test_a_malformed_reference_says_what_is_wrong(reference: str, said: str) -> None:
    with pytest.raises(BadReference, match=said.replace(".", r"\.")):
        read(reference)


@pytest.mark.parametrize("nested", ['{"everything":' * 100_000, '{"everything":' + "[" * 100_000])
def test_a_deep_reference_is_no_crash(nested: str) -> None:
    with pytest.raises(BadReference):
        read(nested)


def test_a_long_reference_is_not_read() -> None:
    with pytest.raises(BadReference, match="characters"):
        read('{"everything": {"text": "' + "a" * LONGEST + '"}}')


def test_core_turns_it_into_the_same_error_for_every_verifier() -> None:
    @assay.verifier("a.part")
    def by_part(sample: Sample) -> assay.Verdict:
        return assay.Verdict(assay.Status.ACCEPTED, sample.part(Everything).text or "ok")

    @assay.verifier("a.answer")
    def by_answer(sample: Sample) -> assay.Verdict:
        return assay.Verdict(assay.Status.ACCEPTED, sample.expected or "ok")

    @assay.verifier("a.source")
    def by_source(sample: Sample) -> assay.Verdict:
        return assay.Verdict(assay.Status.ACCEPTED, sample.source("note-1").text)

    sample = Sample(Task("p", '{"everything": 1}'), "r")
    for verifier in (by_part, by_answer, by_source):
        verdict = run_verifier(verifier, sample)
        assert (verdict.status, verdict.reason) == ("error", "unreadable_reference")
        assert verdict.message


def test_plain_text_is_read_where_the_part_says_how() -> None:
    assert read("2.5 m", Length) == Length(2.5)
    assert read('{"length": {"metres": 2.5}}', Length) == Length(2.5)
    with pytest.raises(BadReference, match="cannot be read"):
        read("far", Length)


def test_one_row_serves_several_verifiers() -> None:
    reference = make_reference("2.5", length=Length(2.5), everything={"text": "a"})
    sample = Sample(Task("p", reference), "r")
    assert (sample.expected, sample.part(Length).metres, sample.part(Everything).text) == ("2.5", 2.5, "a")
    assert Draft("p", "r", reference).final_answer == "2.5"
    assert Draft("p", "r", make_reference(length=Length(1.0))).final_answer is None


@pytest.mark.parametrize("answer", ['""', '" "', "5", "null", '["a"]', '{"a": 1}'])
def test_an_answer_is_text(answer: str) -> None:
    with pytest.raises(BadReference, match="answer"):
        plain_answer(f'{{"answer": {answer}}}')


def test_make_reference() -> None:
    assert make_reference("72") == "72"
    assert make_reference("a", x={"b": 1, "a": "é"}) == '{"answer":"a","x":{"b":1,"a":"é"}}'
    assert parts_of(make_reference(x=1)) == {"x": 1}
    assert json.loads(make_reference()) == {}
    with pytest.raises(TypeError):
        make_reference(x=object())


def test_wrong_use_is_an_error_of_the_author() -> None:
    with pytest.raises(TypeError, match="dataclass"):

        @reference_part("x")
        class NoDataclass:
            pass

    with pytest.raises(TypeError, match="reference_part"):
        read('{"x": 1}', Inner)
