"""law.interview: what client and lawyer may say, turn by turn."""

from __future__ import annotations

from typing import Any

import pytest

import assay
from assay.testing import judge

INTERVIEW = assay.find_verifier("law.interview")
SHEET: dict[str, Any] = {
    "facts": [
        {
            "key": "dispute",
            "text": "A company called Calloway Roofing LLC has sued me over a roofing invoice, in federal court in Ohio.",
            "asked": ["happened", "help", "about"],
            "tells": ["sued", "lawsuit"],
        },
        {
            "key": "served",
            "text": "The summons and complaint were handed to me at home on June 28, 2024.",
            "asked": ["when", "served", "receive", "get the papers", "date"],
            "tells": ["June 28, 2024", "June 28"],
        },
        {
            "key": "how",
            "text": "A process server handed the papers to me in person.",
            "asked": ["how", "who", "mail", "in person"],
            "tells": ["process server", "in person"],
        },
        {
            "key": "waiver",
            "text": "I was not asked to waive service.",
            "asked": ["waive", "waiver"],
            "tells": ["waive", "waiver"],
        },
        {"key": "invoice", "text": "The invoice is for $8,400.", "asked": ["much", "amount", "invoice"]},
    ],
    "opening": ["dispute"],
    "needed": ["served", "waiver"],
    "rules": "Fed. R. Civ. P. 12(a)(1)(A) (as in force on December 1, 2023): A defendant must serve an answer within 21 days after being served with the summons and complaint.",
    "allow": ["July 19, 2024"],
}
GOOD = [
    ("user", "A company called Calloway Roofing LLC has sued me over a roofing invoice. What should I do?"),
    ("assistant", "I can help with that. When did you receive the summons and complaint, and how?"),
    ("user", "On June 28, 2024. A process server handed me the papers in person."),
    ("assistant", "Were you asked to waive service?"),
    ("user", "No, I was not asked to waive service."),
    (
        "assistant",
        "You were served with the summons and complaint on June 28, 2024. Under Fed. R. Civ. P. 12(a)(1)(A), you must serve an answer within 21 days after being served. The answer is due on July 19, 2024.",
    ),
]


def verdict(talk: list[tuple[str, str]], sheet: dict = SHEET) -> assay.Verdict:
    turns = tuple(assay.Message(role, text) for role, text in talk)
    asked = [text for role, text in talk if role == "user"]
    return judge(INTERVIEW, talk[-1][1], {"interview": sheet}, asked[-1], turns=turns)


def changed(number: int, text: str) -> list[tuple[str, str]]:
    return [(role, text if n == number else said) for n, (role, said) in enumerate(GOOD)]


def test_a_talk_that_keeps_to_the_sheet_is_accepted() -> None:
    found = verdict(GOOD)
    assert found.accepted, (found.reason, found.message)
    for number, text in (
        (2, "I got them on June 28, 2024, from a process server."),
        (2, "June 28, 2024. They were handed to me at home, in person."),
        (4, "No."),
        (4, "No, nobody asked me to waive service."),
        (3, "Thank you. Were you asked for a waiver of service?"),
    ):
        found = verdict(changed(number, text))
        if text == "No.":
            assert found.reason == "not_elicited"  # the sheet's words must be said by the client
            continue
        assert found.accepted, (text, found.reason, found.message)


ATTACKS = {
    "an invented fact": (
        2,
        "On June 28, 2024. A process server handed me the papers in person, and my dog bit him.",
        "not_on_sheet",
    ),
    "another date": (2, "On June 29, 2024. A process server handed me the papers in person.", ""),
    "told before it is asked": (
        0,
        "Calloway Roofing LLC has sued me. I was not asked to waive service.",
        "leaked",
    ),
    "a date told before it is asked": (
        0,
        "Calloway Roofing LLC has sued me. The papers were handed to me on June 28, 2024.",
        "leaked",
    ),
    "a sum nobody asked for": (
        4,
        "No, I was not asked to waive service. The invoice is for $8,400.",
        "leaked",
    ),
    "the contrary": (4, "I was asked to waive service.", "turned"),
    "the lawyer knows it already": (
        1,
        "When on June 28, 2024 did you receive the papers, and how?",
        "not_told_yet",
    ),
    "nothing is asked": (3, "I see.", "no_question"),
    "a fact of the lawyer's own": (5, GOOD[5][1].replace("June 28", "June 27"), "not_told_yet"),
    "a sum that was not told": (5, GOOD[5][1] + " The invoice is for $8,400.", "not_told_yet"),
    "another period": (5, GOOD[5][1].replace("21 days", "28 days"), "not_told_yet"),
    "yes to what is not there": (2, "Yes. On June 28, 2024, in person.", ""),
    "still asking": (5, GOOD[5][1] + " Is that all right?", "asks_at_the_end"),
    "empty": (2, "…", ""),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_wrong_talks_are_not_accepted(name: str) -> None:
    number, text, reason = ATTACKS[name]
    talk = changed(number, text)
    if name == "yes to what is not there":
        talk[1] = ("assistant", "When did the sheriff hand you the papers, and how?")
    found = verdict(talk)
    assert not found.accepted
    if reason:
        assert found.reason == reason, found.message


def test_what_is_needed_must_be_asked() -> None:
    assert verdict([*GOOD[:3], GOOD[5]]).reason == "not_elicited"
    assert verdict([GOOD[0], GOOD[5]]).reason == "too_short"
    assert verdict([*GOOD[:2], GOOD[3], *GOOD[4:]]).reason == "wrong_turns"


@pytest.mark.parametrize(
    "part",
    [
        {},
        {"facts": []},
        {**SHEET, "needed": ["x"]},
        {**SHEET, "needed": []},
        {**SHEET, "facts": [{**SHEET["facts"][0], "tells": []}]},
    ],
)
def test_sheets_that_make_no_sense(part: dict) -> None:
    assert verdict(GOOD, part).reason == "unreadable_reference"


ZH_SHEET = {
    "facts": [
        {
            "key": "dismissed",
            "text": "我在江城一家公司工作，公司单方解除了劳动合同。",
            "asked": ["什么事", "怎么了"],
            "tells": ["解除"],
        },
        {
            "key": "when",
            "text": "公司于2023年3月15日向我送达解除劳动合同通知书。",
            "asked": ["何时", "什么时候", "哪天"],
        },
        {"key": "wage", "text": "解除前我的月工资为9000元。", "asked": ["工资", "多少"]},
    ],
    "opening": ["dismissed"],
    "needed": ["when"],
    "rules": "《中华人民共和国劳动争议调解仲裁法》第二十七条（2008年5月1日起施行）：劳动争议申请仲裁的时效期间为一年。仲裁时效期间从当事人知道或者应当知道其权利被侵害之日起计算。",
    "allow": ["2024年3月15日"],
}
ZH = [
    ("user", "律师您好，公司单方解除了劳动合同，我该怎么办？"),
    ("assistant", "您是什么时候收到解除劳动合同通知书的？"),
    ("user", "公司于2023年3月15日向我送达解除劳动合同通知书。"),
    (
        "assistant",
        "根据《劳动争议调解仲裁法》第二十七条，劳动争议申请仲裁的时效期间为一年。您于2023年3月15日收到通知书，应当在2024年3月15日前申请仲裁。",
    ),
]


def test_chinese_talks() -> None:
    found = verdict(ZH, ZH_SHEET)
    assert found.accepted, (found.reason, found.message)
    for number, text in (
        (2, "公司于2023年3月25日向我送达解除劳动合同通知书。"),
        (0, "律师您好，公司于2023年3月15日解除了劳动合同，我该怎么办？"),
        (2, "公司于2023年3月15日向我送达解除劳动合同通知书，还打伤了我的同事王某。"),
        (3, ZH[3][1].replace("一年", "两年")),
    ):
        talk = [(role, text if n == number else said) for n, (role, said) in enumerate(ZH)]
        assert not verdict(talk, ZH_SHEET).accepted, text
