"""Language services: sentences, numbers, number words, names and negations, in English and Chinese; inverses and attacks."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import suppress
from fractions import Fraction
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay import UsageError
from assay.evidence import CannotTell, Language, english, language
from assay.evidence.number_words import han_number, number_word
from assay.evidence.quantities import canonical

EN, ZH = language("en"), language("zh")

SENTENCES = [
    # law
    ["The claim rests on 42 U.S.C. § 1983.", "It fails."],
    ["Smith v. Jones, 5 F.3d 12 (9th Cir. 1999), holds so.", "We agree."],
    ["Pursuant to Fed. R. Civ. P. 12(b)(6), we dismiss.", "So ordered."],
    ["See Sec. 4, para. 2, pp. 5-7, and Art. IV.", "Arts. 6 and 7 differ."],
    ["Acme Inc. sued Beta Corp. in 2001.", "It won."],
    ["The U.S. Senate voted.", "It passed."],
    ["He lives in the U.S.", "She does not."],
    ["Cf. id. at 5.", "See also No. 5, vol. 3."],
    # medicine, science
    ["Take 5 mg p.o. b.i.d. with food.", "Call us."],
    ["E. coli grows at 37 °C.", "H. pylori does not."],
    ["See Fig. 2, fig. 3 and Eq. 4.", "Figs. 5 and 6 are new."],
    ["It weighs 3.5 kg.", "It costs $4.99."],
    ["He weighs 70 kg.", "She weighs 60 kg."],
    ["Approx. 30 min. later it ended.", "Then Prof. Lee, Ph.D., spoke."],
    ["Smith et al. 2001 say so.", "We agree."],
    ["Dr. Alice B. Brown saw Mr. Jones at 5 p.m. on Monday.", "He left."],
    # everyday
    ["It was 10 a.m.", "We left."],
    ["Add No. 5 to the list.", "Then no. 6."],
    ["I said no.", "Five came."],
    ["Use fruit, e.g. pears, i.e. soft ones.", "Done."],
    ["Use fruit, e.g., pears.", "Go."],
    ["“Stop!” she said.", "He went on."],
    ['He said "Stop!"', "She went on."],
    ["Is it?", "Yes!", "What?!", "No way!!"],
    ["One... two.", "Three… four?", "Wait...", "Five."],
    ["i came.", "i saw.", "i won."],
    ["St. John came.", "Main St. is long."],
    ["John F. Kennedy was born.", "J. R. R. Tolkien too."],
    ["Jan. 5 is the day.", "Feb. 6 is not."],
    ["1. First item.", "2. Second item."],
    ["a) One.", "b) Two."],
    ["Plan B. It works."[:7], "It works."],
    ["He ate a fig.", "Tom sat in the sun.", "We like art.", "Monet too."],
    ["He left (at 5 p.m.).", "We did too."],
    ["Then he bought pears, etc.", "They were ripe."],
    ["Dr. Who?", "Yes."],
]


@pytest.mark.parametrize("sentences", SENTENCES)
def test_english_sentences(sentences: list[str]) -> None:
    text = " ".join(sentences)
    found = EN.sentences_in(text)
    assert [piece.text for piece in found] == sentences
    assert [text[start:end] for _, (start, end) in found] == sentences


def test_where_a_sentence_can_end_or_go_on_it_goes_on() -> None:
    assert len(EN.sentences_in("He left at 5 p.m. Tom stayed.")) == 1


def test_lines() -> None:
    text = "One line\nand another. A third\n\nA paragraph\n- item one\n- item two"
    assert [s.text for s in EN.sentences_in(text)] == [
        "One line", "and another.", "A third", "A paragraph", "- item one", "- item two",
    ]  # fmt: skip
    assert [s.text for s in EN.sentences_in(text, wrapped=True)] == [
        "One line\nand another.", "A third", "A paragraph", "- item one", "- item two",
    ]  # fmt: skip
    assert [s.text for s in ZH.sentences_in("一行\n二行", wrapped=True)] == ["一行\n二行"]


TEXT = st.text(st.sampled_from("aAbT .!?…。！？“”\"'(5\n,不一十个") | st.characters(), max_size=60)


@given(TEXT, st.sampled_from([EN, ZH]), st.booleans())
def test_sentences_and_words_lose_nothing_and_stand_where_they_say(
    text: str, rules: Language, wrapped: bool
) -> None:
    at = 0
    for piece, (start, end) in rules.sentences_in(text, wrapped=wrapped):
        assert text[start:end] == piece == piece.strip() != ""
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()
    for word, (start, end) in rules.words_in(text):
        assert text[start:end].replace("’", "'") == word


def english_words(number: int) -> str:
    ones = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen"
    ).split()
    tens = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
    if number < 20:
        return ones[number]
    if number < 100:
        return tens[number // 10] + (f"-{ones[number % 10]}" if number % 10 else "")
    if number < 1000:
        rest = f" and {english_words(number % 100)}" if number % 100 else ""
        return f"{ones[number // 100]} hundred{rest}"
    scale, name = next(
        (s, n) for s, n in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")) if number >= s
    )
    rest = f" {english_words(number % scale)}" if number % scale else ""
    return f"{english_words(number // scale)} {name}{rest}"


def chinese_words(number: int) -> str:
    for scale, name in ((10**8, "亿"), (10**4, "万")):
        if number >= scale:
            high, low = divmod(number, scale)
            zero = "零" if 0 < low < scale // 10 else ""
            return chinese_words(high) + name + zero + (chinese_words(low) if low else "")
    said, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            said += ("零" if gap and said else "") + "零一二三四五六七八九"[digit] + name
        gap = not digit
    return said or "零"


@given(st.integers(0, 10**12 - 1))
def test_number_words_are_read_back(number: int) -> None:
    spelt = english_words(number)
    assert number_word(spelt) == EN.number_word(spelt.upper()) == number
    assert [n.value for n in EN.numbers_in(f"Then {spelt} came.")] == ([str(number)] if number != 1 else [])


@given(st.integers(0, 10**12 - 1))
def test_chinese_numerals_are_read_back(number: int) -> None:
    spelt = chinese_words(number)
    assert han_number(spelt) == ZH.number_word(spelt) == number
    assert [n.value for n in ZH.numbers_in(f"有{spelt}元。")] == [str(number)]
    if 10 <= number < 20:
        assert han_number(spelt[1:]) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a hundred", 100), ("minus five", -5), ("two thirds", Fraction(2, 3)), ("two and a half", Fraction(5, 2)),
        ("half", Fraction(1, 2)), ("five six", None), ("a", None), ("", None), ("siete", 7), ("двенадцать", 12),
        ("二十三", 23), ("一亿二千万", 120_000_000), ("二〇二四", 2024), ("两百", 200), ("十", 10), ("叁万", 30_000),
        ("三万零五", 30_005), ("一百五", None), ("三万五", None), ("三四", None), ("一三五", None), ("一〇五", 105), ("百", None), ("零十", None),
        ("ninety nine nine", None), ("x" * 10**6, None),
    ],
)  # fmt: skip
def test_number_word(text: str, value: int | Fraction | None) -> None:
    assert number_word(text) == value


def read(rules: Language, text: str) -> list[tuple[str, str]]:
    return [(n.value, n.unit) for n in rules.numbers_in(text)]


def test_numbers_of_english_text() -> None:
    assert read(EN, "three dozen eggs, a dozen pears, one egg") == [("36", ""), ("12", "")]
    assert read(EN, "five and six apples for twenty one two hours") == [
        ("5", ""), ("6", ""), ("21", ""), ("2", "h"),
    ]  # fmt: skip
    assert read(EN, "$1,200.50, -3 °C, 5% and 2.5 million") == [
        ("1200.5", "$"), ("-3", "°C"), ("5", "%"), ("2500000", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("5 MW, 5 mw, 5 mW, 5 megawatts", ["MW", "MW", "mW", "MW"]),
        ("5 Km, 5 km, 5 kilometres, 5 KM", ["km"] * 4),
        ("5 V, 5 v, 5 volts, 5 W, 5 w, 5 Watts", ["V", "V", "V", "W", "W", "W"]),
        ("2 mhz, 2 MHz, 2 Mhz, 5 KB, 5 kilobytes", ["MHz", "MHz", "MHz", "kB", "kB"]),
        ("3 ml, 3 mL, 3 millilitres, 5 mcg, 5 µg, 5 μg", ["mL"] * 3 + ["µg"] * 3),
        ("40 degrees Celsius, 40 °C, 40 ° C, 40 °F, 40 degrees", ["°C", "°C", "°C", "°F", "°"]),
        ("90 km/h, 90 kph, 5 inches, 5 feet, 3 centuries, 5 tons, 5 tonnes", ["km/h", "km/h", "in", "ft", "century", "ton", "t"]),
        ("18th, 5 in, 7 am, 5 pm, 3 us, 4 mm", ["", "", "", "", "", "mm"]),
        ("In 1491 Henry, 1687 Newton, 1917 revolution, 1990 won, 1990 Ms", [""] * 5),
    ],
)  # fmt: skip
def test_a_unit_has_one_name_and_a_word_is_none(text: str, units: list[str]) -> None:
    found = [unit for _, unit in read(EN, text)]
    assert found == units
    assert all(unit == canonical(unit) for unit in units if unit)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("他二十三岁，有3.5万元。", [("23", "岁"), ("35000", "元")]),
        ("百分之五，千分之三，12.5%，万分之一", [("5", "%"), ("3", "‰"), ("12.5", "%"), ("0.0001", "")]),
        ("三分之一", [("1/3", "")]),
        ("三个苹果和一个梨", [("3", "")]),
        ("一公斤", [("1", "kg")]),
        ("零下五度，负3℃，气温-5℃", [("-5", "°"), ("-3", "°C"), ("-5", "°C")]),
        ("5元-10元，3-5天", [("5", "元"), ("10", "元"), ("3", ""), ("5", "d")]),
        ("三点五公斤，一点五米", [("3.5", "kg"), ("1.5", "m")]),
        ("二〇二四年五月三日", [("2024", "yr"), ("5", "月"), ("3", "日")]),
        ("第三章，第一块，初五", [("3", "第"), ("1", "第"), ("5", "初")]),
        ("星期三，每周两次，每周3次，降了3个百分点", [("3", "星期"), ("2", ""), ("3", ""), ("3", "%点")]),
        ("人民币叁万元整", [("30000", "元")]),
        ("１２３元", [("123", "元")]),
        ("3千克，3千人，3百克", [("3", "kg"), ("3000", ""), ("300", "g")]),
        ("三十分", [("30", "分")]),
        ("十分钟", [("10", "min")]),
        ("十分高兴，四川的百姓，一些人统一行动", []),
    ],
)
def test_numbers_of_chinese_text(text: str, numbers: list[tuple[str, str]]) -> None:
    assert read(ZH, text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "三四个人",
        "一百五",
        "十几个",
        "数百人",
        "每周三次",
        "一三五",
        "三年半",
        "两点五分",
        "他有三",
        "俩人",
        "廿三",
        "五。",
        "9" * 5000,
        "一点" + "五" * 5000,
        "9" * 5000 + "分之三",
    ],
)
def test_chinese_numbers_that_are_not_clear_are_told(text: str) -> None:
    with pytest.raises(CannotTell, match="not clear"):
        ZH.numbers_in(text)


def test_negations() -> None:
    assert [n.text for n in EN.negations_in("It does not hurt, and she can’t go.")] == ["not", "can’t"]
    found = {
        "他没有来。": ["没有"], "无法治疗，未见异常。": ["无", "未"], "否认高血压": ["否"], "你别去。": ["别"], "從不吃肉": ["從不"],
        "他非常高兴，未来特别好，无论如何": [], "派别和送别": [], "是否发热": [], "不锈钢": [],
    }  # fmt: skip
    assert {text: [n.text for n in ZH.negations_in(text)] for text in found} == found


@pytest.mark.parametrize(
    "text",
    ["他不得不来", "不但好", "是不是", "有没有", "不是很好吗？", "无不", "他没有不高兴", "辈别", "莫扎特"],
)
def test_chinese_negations_that_are_not_clear_are_told(text: str) -> None:
    with pytest.raises(CannotTell, match="not clear"):
        ZH.negations_in(text)


def test_what_chinese_has_not_is_told_and_never_empty() -> None:
    for ask in (ZH.names_in, ZH.polarities, lambda text: ZH.outside(text, {"好"})):
        with pytest.raises(CannotTell):
            ask("王小明在北京。")
    with pytest.raises(UsageError, match="en and zh"):
        language("fr")


def test_chinese_sentences() -> None:
    text = "他来了。她走了！你呢？好；他说：“走吧。你呢？”第3.5节……完"
    assert [s.text for s in ZH.sentences_in(text)] == [
        "他来了。", "她走了！", "你呢？", "好；", "他说：“走吧。你呢？”", "第3.5节……", "完",
    ]  # fmt: skip
    # A quotation that is never closed swallows no more than its line.
    assert len(ZH.sentences_in("“他来了。\n她走了。你呢？")) == 3


def test_names_vocabulary_and_ground() -> None:
    assert EN.names_in("Anna went to Lisbon. The rain stopped.").keys() == {"anna", "lisbon"}
    assert [w.text for w in EN.outside("The dogs chased a zebra", {"the", "dog", "chase", "a"})] == ["zebra"]
    assert EN.polarities("He did not smoke.")["smoke"] == {True}
    ground = english.Ground()
    ground.add("The bridge is 30 m long.")
    assert [p.text for p in ground.strange("The bridges are 30 m long, of steel, and 40 m high.")] == [
        "40", "steel", "high",
    ]  # fmt: skip
    assert english.plural("box of pencils") == "boxes of pencils" and english.ordinal(112) == "112th"


BOMBS = [
    "." * 60_000, "a." * 30_000, '" ' * 30_000, "A. " * 20_000, "e.g. " * 12_000, "1. " * 20_000, ". " * 30_000,
    '."' * 30_000, "\n" * 60_000, "“" * 30_000, "(" * 30_000, "three " * 10_000, "hundred and " * 5_000, "9" * 3_000,
    "1,1" * 20_000, "not " * 15_000, "十分" * 20_000, "一" * 40_000, "百分之" * 15_000, "不" * 40_000, "难道" * 20_000,
    "三个" * 20_000, "非" * 40_000,
]  # fmt: skip


@pytest.mark.parametrize("text", BOMBS, ids=lambda text: text[:6])
def test_long_nonsense_takes_no_time(text: str) -> None:
    for rules in (EN, ZH):
        for ask in (rules.sentences_in, rules.words_in, rules.numbers_in, rules.negations_in):
            start = time.process_time()
            with suppress(CannotTell):
                ask(text)  # type: ignore[operator]
            assert time.process_time() - start < 20, ask


def test_word_data_come_with_their_licence() -> None:
    names = {path.name for path in (files("assay.evidence.english") / "data").iterdir()}
    assert {"common.txt", "irregular.txt", "synonyms.txt", "LICENSE.wordnet", "README.md"} <= names
    assert len(english.common_words()) > 15_000 and english.bases("went") >= {"go"}


def test_it_is_light() -> None:
    """Loading it loads no library, and no word list before one is asked for."""
    code = (
        "import sys; import assay.evidence as l; before = set(sys.modules); l.language('en'); l.language('zh');"
        "print({m.split('.')[0] for m in set(sys.modules) - before} - set(sys.stdlib_module_names) - {'assay'})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "set()"
