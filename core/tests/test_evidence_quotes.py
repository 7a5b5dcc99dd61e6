"""Quotes: what stands in a source is found where it stands, and what only looks like it is not."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assay.evidence import Quote, find_quote, quotes
from assay.evidence.quotes import MOST_PIECES, fold

OPINION = (
    "The court held that the defendant, who was late, is liable. He shall not pay. "
    "The plaintiff ordered goods in the U.S. market. No. 5 applies."
)


def words(quote: str, source: str, **options: bool) -> str | None:
    """The words of the source that a quote was found to be."""
    found = find_quote(quote, source, **options)
    return source[found.start : found.end] if found else None


@pytest.mark.parametrize(
    ("quote", "source", "found"),
    [
        ("5", "a 5, b", "5"),
        ("2.5", "2.5.", "2.5"),
        ("2.5", "1, 2.5, 3", "2.5"),
        ("5", "v=5", "5"),
        ("5", "$5", "5"),
        ("5 mg", "the dose—5 mg—was", "5 mg"),
        ("the dose", "the dose—5 mg", "the dose"),
        ("15 mg", "10–15 mg", "15 mg"),
        ("10", "a 10-mg tablet", "10"),
        ("120", "120/80 mmHg", "120"),
        ("80", "120/80 mmHg", "80"),
        ("3", "(3, 5)", "3"),
        ("-5", "at −5 °C", "−5"),
        ("300", "5\n300\n20", "300"),
        ("5", "5  300", "5"),
        ("a b", "x a \n\t b y", "a \n\t b"),
        ("a b", "a\u00a0b", "a\u00a0b"),
        ('"a" b', "x “a” b", "“a” b"),
        ("don't", "don’t go", "don’t"),
        ("information", "infor\u00admation", "infor\u00admation"),
        ("word", "wo\u200brd", "wo\u200brd"),
        ("café", "cafe\u0301 x", "cafe\u0301"),
        ("cafe\u0301", "café", "café"),
        ("ﬁve", "five", "five"),
        ("10^6", "10⁶ x", "10⁶"),
        ("10^-6 m", "10⁻⁶ m", "10⁻⁶ m"),
        ("m^2", "㎡", "㎡"),
        ("H2O", "H₂O is", "H₂O"),
        ("5 mg", "５　ｍｇ", "５　ｍｇ"),
        ("6 × 10^3", "6 × 10³ m", "6 × 10³"),
        ("体重70公斤", "患者体重70公斤。", "体重70公斤"),
        ("发热", "患者发热", "发热"),
        ("가", "ㄱㅏ", "ㄱㅏ"),
        ("ガ", "ｶﾞ", "ｶﾞ"),
        ("  5 mg\n", "take 5 mg", "5 mg"),
        ("(see", "word(see)", "(see"),
    ],
)
def test_what_stands_there_is_found(quote: str, source: str, found: str) -> None:
    assert words(quote, source) == found


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("5", "15"),
        ("5", "50"),
        ("2.5", "12.5"),
        ("2.5", "2.55"),
        ("5", "2.5"),
        ("2", "2.5"),
        ("12.", "12.5"),
        (".5", "12.5"),
        ("5", "1.5.2"),
        ("mg", "mcg 5"),
        ("g", "mg"),
        ("5", "5mg"),
        ("5", "-5 C"),
        ("5", "(−5)"),
        ("-5", "3-5"),
        ("5", "5 million"),
        ("5", "5½"),
        ("½", "5½"),
        ("5", "5 ½ cups"),
        ("5", "5 1/2 cups"),
        ("51⁄2", "5½"),
        ("1", "1,000"),
        ("000", "1,000"),
        ("1", "1 000 mg"),
        ("234 mg", "1 234 mg"),
        ("234 mg", "1\u2009234 mg"),
        ("1", "1{,}000"),
        ("5", "5e3"),
        ("10", "10⁶"),
        ("106", "10⁶"),
        ("6", "10^6"),
        ("6", "6 × 10^3"),
        ("10^3", "6 × 10³"),
        ("6", "6\\times 10^3"),
        ("101", "5①01"),
        ("x", "x² + 1"),
        ("x2", "x²"),
        ("m2", "m²"),
        ("smoker", "a non-smoker"),
        ("non-", "non-smoker"),
        ("19", "COVID-19"),
        ("12", "B12"),
        ("don", "don't"),
        ("t", "don’t"),
        ("5", "x_5"),
        ("五", "十五天"),
        ("十", "十五天"),
        ("5", "5万元"),
        ("五", "点五"),
        ("cafe", "cafe\u0301"),
        ("the dose", "The dose"),
        ("a b", "ab"),
        ("ab", "a b"),
        ("", "a"),
        ("  \n", "a   b"),
        ("\u00ad", "a\u00adb"),
        ("...", "a ... b"),
        ("a", ""),
        ("a b c", "a b"),
    ],
)
def test_what_does_not_stand_there_is_not(quote: str, source: str) -> None:
    assert find_quote(quote, source) is None
    assert find_quote(quote, source, edits=True) is None


def test_the_first_place_that_is_whole_is_the_one() -> None:
    assert find_quote("5", "15, 2.5, 5, 5") == Quote(9, 10, ((9, 10),))


@pytest.mark.parametrize(
    ("quote", "source", "found"),
    [
        ("He shall not pay.", OPINION, True),
        ("He shall not pay", OPINION, True),
        ("He shall not pay. The plaintiff ordered goods in the U.S. market.", OPINION, True),
        ("shall not pay.", OPINION, False),
        ("He shall", OPINION, False),
        ("market.", OPINION, False),
        ("The plaintiff ordered goods in the U.S.", OPINION, False),
        ("5 applies.", OPINION, False),
        ("Smith is ill.", "Dr. Smith is ill.", False),
        ("Smith is ill.", "J. Smith is ill.", False),
        ("Dr. Smith is ill.", "Dr. Smith is ill.", True),
        ("no fever.", "The patient has\nno fever.", False),
        ("The patient has\nno fever.", "The patient has\nno fever.", True),
        ("No fever.", "Cough.\n\nNo fever.", True),
        ("5 mg daily", "- 5 mg daily\n- 10 mg nightly", True),
        ("mg daily", "- 5 mg daily\n- 10 mg nightly", False),
        ("5 mg daily", "1. 5 mg daily\n2. 10 mg nightly", True),
        ("无发热。", "病人来了。无发热。", True),
        ("发热。", "病人来了。无发热。", False),
        ("Is it?", "Is it? Yes.", True),
        ("“Go.”", "He said: “Go.” She went.", False),
        ("She went.", "He said: “Go.” She went.", True),
        ("2.5 mg.", "Take 2.5 mg. Rest.", False),
        ("it rains.", "It may be. it rains.", False),
    ],
)
def test_whole_sentences(quote: str, source: str, found: bool) -> None:
    assert (find_quote(quote, source, whole_sentences=True) is not None) is found


@pytest.mark.parametrize(
    ("quote", "parts"),
    [
        ("[T]he defendant … is liable", ["the defendant", "is liable"]),
        ("The court . . . is liable", ["The court", "is liable"]),
        ("The court ... is liable", ["The court", "is liable"]),
        ("The court * * * is liable", ["The court", "is liable"]),
        ("The court […] is liable", ["The court", "is liable"]),
        ("The court [...] is liable", ["The court", "is liable"]),
        ("is liable. . . . The plaintiff", ["is liable", "The plaintiff"]),
        ("is liable … . The plaintiff", ["is liable", "The plaintiff"]),
        ("… is liable …", ["is liable"]),
        (
            "The court held that [the firm], who was late, is liable",
            ["The court held that", ", who was late, is liable"],
        ),
        ("[The judge] held that the defendant", ["held that the defendant"]),
        ("He shall [sic] not pay", ["He shall", "not pay"]),
        ("He shall not pay [emphasis added]", ["He shall not pay"]),
        ("plaintiff order[s] goods", ["plaintiff order", "goods"]),
        ("[h]e shall not pay", ["He shall not pay"]),
    ],
)
def test_edits_of_lawyers(quote: str, parts: list[str]) -> None:
    assert find_quote(quote, OPINION) is None
    found = find_quote(quote, OPINION, edits=True)
    assert found is not None
    assert [OPINION[slice(*part)] for part in found.parts] == parts
    assert (found.start, found.end) == (found.parts[0][0], found.parts[-1][1])


@pytest.mark.parametrize(
    "quote",
    [
        "He shall … pay",  # a negation is left out
        "He shall [ ] pay",
        "He [will] pay",
        "He [shall] pay",
        "He [He shall] pay",
        "He [may] not pay",  # must and may are no small change
        "is [not] liable",
        "is [never] liable",
        "No. [7] applies",
        "goods in [two] markets",
        "The court … pay",  # single words
        "The … liable",
        "The court … liable",
        "He … not … pay",
        "is liable … The court held",  # another order
        "[un]able to pay",
        "is li[st]able",
        "is liab[less]",
        "[Q]he defendant",
        "[T] he court",
        "the defendant [[sic]] is liable",
        "…",
        "[the court]",
        "[sic]",
        "… [T] …",
        " … ".join(["the court"] * (MOST_PIECES + 5)),
    ],
)
def test_edits_that_change_what_is_said(quote: str) -> None:
    assert find_quote(quote, OPINION, edits=True) is None


def test_whole_sentences_may_be_left_out_with_their_negations() -> None:
    found = find_quote("is liable. … The plaintiff ordered goods", OPINION, edits=True)
    assert found is not None and len(found.parts) == 2


def test_an_omission_is_not_endless() -> None:
    source = "The first part says this. " + "Much is said. " * 400 + "The last part says that."
    assert find_quote("The first part … The last part", source, edits=True) is None
    assert find_quote("Much is said. … The last part", source, edits=True) is not None


def test_without_edits_the_marks_are_text() -> None:
    assert words("[sic]", "He wrote teh [sic].") == "[sic]"
    assert words("one … two", "one … two") == "one … two"
    assert (
        words("see [1] there … and", "see [1] there, so to say, and then", edits=True) is None
    )  # single word
    assert words("see [1] there … and then", "see [1] there, so to say, and then", edits=True) is not None


text = st.text(st.sampled_from("ab 5.,-'é\u0301“”\u00ad²½ﬁ体五\n "), max_size=30)


@settings(deadline=None)
@given(text, text)
@example("a", "\u0301a")
@example("é", "e\u00ad\u0301")
def test_the_words_found_are_like_the_quote(quote: str, source: str) -> None:
    found = find_quote(quote, source)
    if found is not None:
        assert 0 <= found.start < found.end <= len(source)
        said = source[found.start : found.end]
        assert fold(said).text == fold(quote).text.strip()


@settings(deadline=None)
@given(st.lists(st.text("abcde", min_size=1, max_size=5), min_size=1, max_size=9), st.data())
def test_whole_words_of_a_text_are_found_in_it(tokens: list[str], data: st.DataObject) -> None:
    source = " ".join(tokens)
    first = data.draw(st.integers(0, len(tokens) - 1))
    last = data.draw(st.integers(first + 1, len(tokens)))
    quote = " ".join(tokens[first:last])
    assert words("\t".join(tokens[first:last]), source) == quote


@settings(deadline=None)
@given(st.text(max_size=40))
def test_offsets_lead_back(source: str) -> None:
    folded = fold(source)
    for at in range(len(folded.text)):
        span = folded.original(at, at + 1)
        assert span is None or 0 <= span[0] < span[1] <= len(source)
    if source == unicodedata.normalize("NFKC", source) and source.isascii() and "  " not in source:
        assert folded.text == "".join(" " if c.isspace() else c for c in source) or any(
            c.isspace() and c != " " for c in source
        )


def test_the_letters_that_are_not_folded_are_stable() -> None:
    for code in range(0x2FFFF):
        if quotes._PLAIN.match(chr(code)) and not chr(code).isspace():
            assert unicodedata.normalize("NFKC", chr(code)) == chr(code) == quotes._fold_one(chr(code))
            assert not quotes._joins(chr(code))


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("zz yy", "lorem ipsum " * 90_000 + "zz yy"),
        ("αβ", "αβγδ " * 200_000 + "αβ"),
        ("a b", "a" + " " * 1_000_000 + "b"),
        ("a" * 100_000, "a" * 200_000),
        ("五" * 60_000, "五" * 200_000),
        ("a", "a" + "\u0301\u0323" * 60_000),
        ("ab", "\u200b" * 100_000 + "ab"),
        ("a. " * 40_000, "a. " * 80_000),
        ("a b … " * 30 + "b b", "a " * 60_000),
        ("[" * 100_000, "啊" * 500_000),
        ("a[[" * 50_000 + ". . . " * 50_000, "啊" * 500_000),
        ("[a] " * 30_000, "a " * 300_000),
    ],
)
def test_large_texts_take_no_time(quote: str, source: str) -> None:
    began = time.process_time()
    find_quote(quote, source, edits=True)
    assert time.process_time() - began < 20


ACT = "A landlord may not increase rent. She shall give the tenant a written notice, and it is binding. 出租人不得提高租金，其应当通知承租人。"


@pytest.mark.parametrize(
    "quote",
    [
        "A landlord may not [ever] increase rent",
        "A landlord may not increase [all] rent",
        "A landlord may not increase rent [before May]",
        "A landlord may not [unreasonably] increase rent",
        "A landlord may not [substantially] increase rent",
        "A landlord may not increase [excessive] rent",
        "She shall give the tenant a [detailed] written notice",
        "She shall give the tenant a written notice [within a week]",
        "She shall [immediately] give the tenant a written notice",
        "She shall give [every] tenant a written notice",
        "and it is [invalid]",
        "A landlord may not [raise] rent",  # a verb is no name
        "[If asked,] A landlord may not increase rent",
        "A landlord may not increase rent [annually]",
        "A landlord [or agent] may not increase rent",
        "出租人不得[随时]提高租金",
        "出租人不得提高[全部]租金",
    ],
)
def test_insertions_that_change_what_is_said(quote: str) -> None:
    assert find_quote(quote, ACT, edits=True) is None


@pytest.mark.parametrize(
    "quote",
    [
        "[a] landlord may not increase rent",
        "A landlord [sic] may not increase rent",
        "[The landlord] shall give the tenant a written notice",
        "[Smith] shall give the tenant a written notice",
        "She [the landlord] shall give the tenant a written notice",
        "She shall give [Jones] a written notice",
        "She shall give the [lessee] a written notice",
        "and [the notice] is binding",
        "and it [was] binding",
        "and it is binding [emphasis added]",
        "A landlord may not increase [the] rent",
        "[出租人]应当通知承租人",
    ],
)
def test_insertions_that_say_who_is_meant(quote: str) -> None:
    assert find_quote(quote, ACT, edits=True) is not None


def test_a_line_break_between_chinese_characters_is_no_space() -> None:
    source = "第五条　出租人应当交付房屋。\n承租人应当按照约定\n使用房屋。\n　　（一）自住；\n（二）转租。"
    quote = "出租人应当交付房屋。承租人应当按照约定使用房屋。（一）自住；（二）转租。"
    place = find_quote(quote, source)
    assert place is not None
    assert source[place.start : place.end].startswith("出租人") and source[place.start : place.end].endswith(
        "转租。"
    )
    assert find_quote("承租人应当按照约定使用房屋。", source, whole_sentences=True) is not None
    assert find_quote("租人应当按照约定使用房屋。", source, whole_sentences=True) is None
    assert find_quote("二三人", "第二\n三人") is None
    assert find_quote("a b", "a\nb") is not None and find_quote("ab", "a\nb") is None
