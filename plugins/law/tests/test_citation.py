"""``law.citation``: what is in the table passes, what is not never does."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import assay
from assay.testing import judge
from assay_law.citations import names, reporters
from assay_law.citations.authorities import VARIABLE
from assay_law.citations.spotting import find_citations

TABLE: list[dict[str, object]] = [
    {"name": "Bush v. Gore", "citation": "531 U.S. 98, 121 S. Ct. 525", "year": 2000, "last_page": 158},
    {"name": "Bell Atlantic Corp. v. Twombly", "citation": "550 U.S. 544", "year": 2007},
    {"name": "Ashcroft v. Iqbal", "citation": "556 U.S. 662", "year": 2009},
    {"name": "Marbury v. Madison", "citation": "5 U.S. 137", "year": 1803},
    {"name": "Norton v. Acme", "citation": "925 F.3d 100", "year": 2019, "court": "ca9"},
    {"name": "", "citation": "28 U.S.C. § 1331"},
    {"name": "", "citation": "28 U.S.C. § 1332(a)(1)"},
    {"name": "", "citation": "《中华人民共和国民法典》第一千一百二十七条第一款"},
]


def verdict(response: str, table: list[dict[str, object]] | None = TABLE, prompt: str = "") -> assay.Verdict:
    reference = json.dumps({"authorities": table}) if table is not None else ""
    return judge(assay.find_verifier("law.citation"), response, reference, prompt)


@pytest.mark.parametrize(
    "response",
    [
        "Bush v. Gore, 531 U.S. 98 (2000)",
        "Bush versus Gore, 531 U. S. 98 (2000)",
        "*Bush* v. *Gore*, 531 U.S. 98, 104–05, 107 n.3, 121 S.Ct. 525 (2000) (per curiam).",
        "Marbury v. Madison, 5 U.S. (1 Cranch) 137, 177 (1803)",
        "Norton v. Acme, 925 F.3d 100 (9th Cir. Mar. 3, 2019)",
        "See Twombly, 550 U.S. 544 (2007); but see Ashcroft v. Iqbal, 556 U.S. 662 (2009).",
        "Bell Atl. Corp. v. Twombly, 550 U.S. 544 (2007). Id. at 556. Twombly, supra, at 557. Twombly, 550 U.S. at 558.",
        "Bush v. Gore (2000) 531 U.S. 98",
        "Jurisdiction rests on 28 U.S.C. § 1331. Id. § 1332(a).",
        "《民法典》第1127条第1款规定了继承顺序。",
    ],
)
def test_what_the_table_has_is_accepted(response: str) -> None:
    assert verdict(response).accepted, verdict(response)


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        ("Varghese v. China Southern Airlines, 925 F.3d 1339 (11th Cir. 2019)", "not_in_authorities"),
        ("Bush v. Gore, 531 U.S. 89 (2000)", "not_in_authorities"),
        ("Bush v. Gore, 513 U.S. 98 (2000)", "not_in_authorities"),
        ("Bush v. Gore, 531 F.3d 98 (2000)", "not_in_authorities"),
        ("Bush v. Gore, 531 U.S. 98 (2001)", "wrong_year"),
        ("Bush v. Nader, 531 U.S. 98 (2000)", "wrong_name"),
        ("Gore v. Bush, 531 U.S. 98 (2000)", "wrong_name"),
        ("Ashcroft v. Iqbal, 550 U.S. 544 (2007)", "wrong_name"),
        ("Norton v. Acme, 925 F.3d 100 (2d Cir. 2019)", "wrong_court"),
        ("Bush v. Gore, 531 U.S. 98, 12 (2000)", "pin_before_case"),
        ("Bush v. Gore, 531 U.S. 98, 159 (2000)", "pin_after_case"),
        ("Bush v. Gore, 531 U.S. 98, 105-04 (2000)", "pin_backwards"),
        ("Id. at 104. Bush v. Gore, 531 U.S. 98 (2000).", "no_antecedent"),
        ("Bush v. Gore, 531 U.S. 98 (2000). Id. at 97.", "pin_before_case"),
        ("Bush v. Gore, 531 U.S. 98 (2000). Twombly, supra, at 556.", "no_antecedent"),
        ("Bush v. Gore, 531 U.S. 98 (2000). Twombly, 550 U.S. at 556.", "no_antecedent"),
        ("28 U.S.C. § 1313", "not_in_authorities"),
        ("28 U.S.C. § 1332(b)", "not_in_authorities"),
        ("28 U.S.C. § 1331. Id. § 1367.", "not_in_authorities"),
        ("《民法典》第1172条", "not_in_authorities"),
        ("《民法典》第1127条第2款", "not_in_authorities"),
        ("Bush v. Gore, 531 U.S. 98 (2000); Roe v. Doe, 12 F.7d 45 (9th Cir. 2019)", "not_in_authorities"),
    ],
)
def test_what_it_has_not_is_proved_wrong(response: str, reason: str) -> None:
    found = verdict(response)
    assert (found.status, found.reason) == ("rejected", reason)


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        ("The Supreme Court decided it.", "no_citation"),
        ("<think>Bush v. Gore, 531 U.S. 98 (2000)</think> Yes.", "no_citation"),
        ("`531 U.S. 98`", "only_quoted"),
        ("Bush v. Gore, 531 U.S. 98 (2000). Mata v. Avianca is to the same effect.", "uncited_case"),
        ("28 U.S.C. § 1331(b)", "subdivision_not_confirmed"),
        (
            "Twombly, 550 U.S. 544 (2007); Ashcroft v. Iqbal, 556 U.S. 662 (2009). Id. at 700.",
            "several_antecedents",
        ),
    ],
)
def test_what_cannot_be_told_is_left_open(response: str, reason: str) -> None:
    found = verdict(response)
    assert (found.status, found.reason) == ("abstained", reason)


@pytest.mark.parametrize(
    ("response", "status", "reason"),
    [
        ("Varghese v. China Southern Airlines, 925 F.3d 1339 (11th Cir. 2019)", "abstained", "not_confirmed"),
        ("Bush v. Gore, 531 U.S. 98 (2000)", "abstained", "not_confirmed"),
        ("28 U.S.C. § 99999(z)(9)", "abstained", "not_confirmed"),
        ("99999 U.S. 1 (1850)", "rejected", "no_such_volume"),
        ("100 F.3d 1 (9th Cir. 1950)", "rejected", "reporter_not_then"),
        ("98 U.S.C. § 1331", "rejected", "no_such_title"),
        ("Doe v. Roe, 41 F.4th 113, 12 (2d Cir. 2022)", "rejected", "pin_before_case"),
        ("Doe v. Roe, 541 U.S. 113 (9th Cir. 2004)", "rejected", "wrong_court"),
        ("[2004] UKSC 41", "rejected", "reporter_not_then"),
    ],
)
def test_without_a_table_nothing_is_accepted(response: str, status: str, reason: str) -> None:
    found = verdict(response, None)
    assert (found.status, found.reason) == (status, reason)


def test_a_short_form_may_refer_to_the_prompt_but_id_may_not() -> None:
    prompt = "The motion cites Bush v. Gore, 531 U.S. 98 (2000)."
    assert verdict("Bush, 531 U.S. at 104.", prompt=prompt).accepted
    assert verdict("Id. at 104.", prompt=prompt).reason == "no_antecedent"


@pytest.mark.parametrize("row", [{"citation": "nowhere"}, {"citation": "1 U.S. 1", "year": "soon"}, {"citation": "9 U.S. 9", "last_page": 3}])  # fmt: skip
def test_a_table_that_makes_no_sense_is_the_references_fault(row: dict[str, object]) -> None:
    assert verdict("Bush v. Gore, 531 U.S. 98 (2000)", [row]).reason == "unreadable_reference"


def test_a_file_of_the_users_is_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cases = tmp_path / "cases.csv"
    cases.write_text(
        "case_name,date_filed,volume,reporter,page\nBush v. Gore,2000-12-12,531,U.S.,98\n", "utf-8"
    )
    monkeypatch.setitem(os.environ, VARIABLE, str(cases))
    assert verdict("Bush v. Gore, 531 U.S. 98 (2000)", None).accepted
    assert verdict("Bush v. Gore, 531 U.S. 98 (2001)", None).reason == "wrong_year"
    assert verdict("Ashcroft v. Iqbal, 556 U.S. 662 (2009)", None).reason == "not_in_authorities"
    assert (
        verdict("Bush v. Gore, 531 U.S. 98 (2000)", TABLE[1:]).reason == "not_in_authorities"
    )  # the row's own counts


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 560), st.integers(1, 999), st.integers(0, 30))
def test_no_other_volume_or_page_passes(volume: int, page: int, pin: int) -> None:
    table: list[dict[str, object]] = [
        {"name": "Adler v. Baum", "citation": f"{volume} U.S. {page}", "year": 1990}
    ]
    assert verdict(f"Adler v. Baum, {volume} U.S. {page}, {page + pin} (1990)", table).accepted
    for other in (f"{volume + 1} U.S. {page}", f"{volume} U.S. {page + 1}", f"{volume} F.3d {page}"):
        assert not verdict(f"Adler v. Baum, {other} (1990)", table).accepted


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            "Ass'n of Data Processing Serv. Orgs. v. Camp",
            "Association of Data Processing Service Organizations, Inc. v. Camp",
            True,
        ),
        (
            "NLRB v. Jones & Laughlin Steel Corp.",
            "National Labor Relations Board v. Jones and Laughlin Steel Corporation",
            True,
        ),
        ("George W. Bush v. Albert Gore, Jr.", "Bush v. Gore", True),
        ("U.S. v. Nixon", "United States v. Nixon", True),
        ("In the Matter of Gault", "In re Gault", True),
        ("Smith v. Jones", "Jones v. Smith", False),
        ("Erie R. Co. v. Tompkins", "Erie R. Co. v. Thompson", False),
    ],
)
def test_names(one: str, other: str, same: bool) -> None:
    assert names.Name.read(one).agrees(names.Name.read(other)) is same


def test_years_that_reporters_db_gets_wrong_prove_nothing() -> None:
    assert reporters.when(frozenset({"F. Supp."}), 900, 1995) is True  # reporters-db: to 1988
    assert reporters.when(frozenset({"F.R.D."}), 50, 1971) is True  # reporters-db: from 2001
    assert reporters.when(frozenset({"U.S."}), 5, 1803) is True  # reporters-db: from 1875
    assert reporters.when(frozenset({"F.3d"}), 100, 1950) is False


@pytest.mark.parametrize("text", [" " * 60_000, "Id. " * 15_000, "1 U.S. 1 " * 6_000, "§" * 60_000, "A" * 60_000, "v. A" * 15_000, "28 U.S.C. § " + "1, " * 19_000])  # fmt: skip
def test_long_texts_are_read_or_refused(text: str) -> None:
    assert len(find_citations(text)) <= 401
    assert not verdict(text).accepted


@pytest.mark.parametrize(
    ("response", "status"),
    [
        ("| Field | Value |\n|---|---|\n| Volume | 531 |\n| Reporter | U.S. |", "accepted"),
        ("volume: 5 31\nreporter: U.S.", "rejected"),
        ("volume: 531\nreporter: US", "abstained"),
        ("| Volume | 513 |\n| Reporter | U.S. |", "rejected"),
    ],
)
def test_fields_of_a_citation(response: str, status: str) -> None:
    reference = json.dumps({"fields": {"values": {"volume": "531", "reporter": "U.S."}}})
    assert judge("law.citation_fields", response, reference).status == status
