"""ICD-10-CM, UCUM and the licensed systems: tables, reading answers, attacks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import assay
from assay.testing import judge
from assay_medical.codes import icd, systems, titles, ucum

TABLE = icd.packaged()
DATA = Path(__file__).parent / "data"


def reason(response: str, **reference: Any) -> str:
    return judge("medical.code", response, reference).reason


# --- tables


def test_the_table_is_that_of_another_implementation() -> None:
    other = pytest.importorskip("simple_icd_10_cm")
    codes = [each for each in other.get_all_codes(with_dots=False) if icd.CODE.fullmatch(each)]
    assert len(codes) == 98_204
    for code in codes[::41]:
        found = TABLE.find(code)
        assert found is not None, code
        assert found.billable == other.is_leaf(code), code
        if len(code) > 3:
            above = [line.name for line in TABLE.lineage(code) if line.name != found.code]
            assert above[0] == other.get_parent(code), code


@pytest.mark.parametrize(
    ("code", "title", "billable"),
    [
        ("I10", "Essential (primary) hypertension", True),
        ("E119", "Type 2 diabetes mellitus without complications", True),
        ("e11", "Type 2 diabetes mellitus", False),
        ("T40.1X1", "Poisoning by heroin, accidental (unintentional)", False),
        ("T40.1X1D", "Poisoning by heroin, accidental (unintentional), subsequent encounter", True),
        ("T78.2XXA", "Anaphylactic shock, unspecified, initial encounter", True),
        (
            "M97.01XA",
            "Periprosthetic fracture around internal prosthetic right hip joint, initial encounter",
            True,
        ),
    ],
)
def test_codes_of_the_tabular_list(code: str, title: str, billable: bool) -> None:
    found = TABLE.find(code)
    assert found is not None and (found.title, found.billable) == (title, billable)


@pytest.mark.parametrize(
    "code", ["I10.9", "T78.2A", "T78.2XA", "T40.1X1Z", "S06.0X7D", "E11.99", "U99.9", "", "I", "10"]
)
def test_what_is_no_code(code: str) -> None:
    assert TABLE.find(code) is None


def test_deaths_before_regaining_consciousness_have_the_initial_encounter_only() -> None:
    assert TABLE.find("S06.1X7A") and TABLE.find("S06.1X7S") is None and TABLE.find("S06.1X6S")


@given(st.sampled_from(tuple(TABLE)))
def test_dots_come_and_go(code: str) -> None:
    assert icd.bare(icd.dotted(code)) == code
    assert TABLE.find(icd.dotted(code).lower()) == TABLE.find(code)


@given(st.sampled_from(tuple(TABLE)))
def test_children_lie_below(code: str) -> None:
    for child in TABLE.children(code):
        assert TABLE.is_below(child, code)


def test_excludes1_notes_work_both_ways() -> None:
    assert TABLE.excludes1("E11.9", "E10.9") and TABLE.excludes1("E10.9", "E11.9")
    assert not TABLE.excludes1("E11.9", "I10")


def test_the_functional_tests_of_ucum() -> None:
    cases = json.loads((DATA / "ucum" / "sample.json").read_text(encoding="utf-8"))
    assert [each for each in cases["valid"] if not ucum.is_code(each)] == []
    assert len(cases["invalid"]) == 39 and [each for each in cases["invalid"] if ucum.is_code(each)] == []


def test_units_that_mean_the_same() -> None:
    assert ucum.same_unit("mg/dL", "mg.dL-1") is True
    assert ucum.same_unit("mmol/L", "mol/m3") is True
    assert ucum.same_unit("mg/dL", "g/dL") is False
    assert ucum.same_unit("{cells}/uL", "{copies}/uL") is None


@pytest.mark.parametrize("code", ["2951-2", "2345-7", "718-7", "85354-9", "59408-5", "4548-4"])
def test_check_digits_of_loinc(code: str) -> None:
    assert systems.check_digit_holds("LOINC", code)
    number, _, digit = code.partition("-")
    for other in "0123456789".replace(digit, ""):
        assert not systems.check_digit_holds("LOINC", f"{number}-{other}")


@pytest.mark.parametrize("code", ["73211009", "38341003", "22298006", "195967001", "44054006"])
def test_check_digits_of_snomed(code: str) -> None:
    assert systems.check_digit_holds("SNOMED CT", code)
    swapped = code[1] + code[0] + code[2:]
    assert swapped == code or not systems.check_digit_holds("SNOMED CT", swapped)
    assert not systems.check_digit_holds("SNOMED CT", code[:-1] + str((int(code[-1]) + 1) % 10))


# --- titles


@pytest.mark.parametrize(
    ("claim", "name"),
    [
        ("Type II diabetes mellitus w/o complications", "Type 2 diabetes mellitus without complications"),
        ("essential hypertension", "Essential (primary) hypertension"),
        ("Anaemia, unspecified", "Anemia, unspecified"),
        ("Pneumonia", "Pneumonia, unspecified organism"),
        ("T2DM, uncomplicated", "Type 2 diabetes mellitus without complications"),
        ("Hypertensive heart disease", "Hypertensive heart disease without heart failure"),
    ],
)
def test_a_title_in_other_words(claim: str, name: str) -> None:
    assert titles.says(claim, [name])


@pytest.mark.parametrize(
    ("claim", "name"),
    [
        ("heart failure", "Hypertensive heart disease without heart failure"),
        ("hypertensive heart disease with heart failure", "Hypertensive heart disease without heart failure"),
        ("Type 1 diabetes mellitus", "Type 2 diabetes mellitus without complications"),
        ("ST elevation myocardial infarction", "Non-ST elevation (NSTEMI) myocardial infarction"),
        ("fracture of left radius", "Colles' fracture of right radius"),
        ("", "Anemia, unspecified"),
        ("anemia " * 200, "Anemia, unspecified"),
    ],
)
def test_another_title(claim: str, name: str) -> None:
    assert not titles.says(claim, [name])


# --- answers


@given(
    st.sampled_from(tuple(TABLE)),
    st.sampled_from(
        ["{}", "The code is {}.", "**{}**", "`{}`", r"\boxed{{{}}}", '{{"code": "{}"}}', "ICD-10-CM: {}"]
    ),
)
def test_each_code_is_read_in_each_form(code: str, form: str) -> None:
    text = form.format(icd.dotted(code))
    assert judge("medical.code", text, {"codes": [icd.dotted(code)]}).accepted, text


RIGHT = (
    "ICD-10-CM Code: E11.9\nDescription: Type 2 diabetes mellitus without complications",
    "**E11.9** - Type 2 diabetes mellitus without complications\n\n**Rationale:** The patient has T2DM and no complications were documented.",
    "Step 1: E11 is the category for type 2 diabetes.\nStep 2: No complications, so .9.\n\nFinal answer: E11.9",
    "The patient's A1C is 7.8 and B12 is normal.\n\nE11.9",
    "E11.9, since E11.65 requires hyperglycemia.",
    "B. E11.9 Type 2 diabetes mellitus without complications",
    "Assign E11.9 for type 2 diabetes without complications.",
)
WRONG = (
    "E11.9 or I10",
    "E11.9/E11.65",
    "The code is E11.9? I am not sure.",
    "The code is not E11.9 but E11.8",
    "E11.9 is wrong; use E11.65",
    "E11.9, though E11.65 is also possible",
    "Do not use E11.9.",
    "If complications are absent, E11.9; otherwise E11.8.",
    "E11.9 was deleted.",
    "E11.9 is for type 1 diabetes",
    "Cholera: E11.9",
    "The answer is E11.9 in ICD-10-GM",
    r"\boxed{E11.9}\boxed{E11.8}",
    "rule out E11.9",
    "history of E11.9",
    "~~E11.9~~",
    "E11.9, as my teacher said, is false.",
    "The ICD-9 code is E11.9.",
    "<think>E11.9</think>",
    "E11.9" + " and E11.9" * 20_000,
    '{"code": "E11.9", "alternative_codes": ["E11.8"]}',
    "Wrong codes:\n- E11.9\n- E11.9",
)


@pytest.mark.parametrize("response", RIGHT)
def test_right_answers(response: str) -> None:
    assert reason(response, codes=["E11.9"]) == "ok"


@pytest.mark.parametrize("response", WRONG)
def test_attacks(response: str) -> None:
    assert reason(response, codes=["E11.9"]) != "ok"


@pytest.mark.parametrize(
    "response",
    [
        "Primary diagnosis: I10\nSecondary diagnosis: E11.9",
        "Here are the codes:\n\n- **Hypertension**: I10\n- **Type 2 diabetes**: E11.9",
        "The codes are:\n1. **I10** – Essential (primary) hypertension\n2. **E11.9** – Type 2 diabetes mellitus without complications\n\nBoth are billable.",
        "I10 (hypertension) and E11.9 (type 2 diabetes)",
    ],
)
def test_lists(response: str) -> None:
    assert reason(response, codes=["I10", "E11.9"]) == "ok"


@pytest.mark.parametrize(
    "response",
    [
        "- I10\n- not E11.9",
        "- I10\n- E11.9 (optional)",
        "I10 and/or E11.9",
        "Neither I10 nor E11.9",
        "- I10: rejected\n- E11.9: rejected",
        "- I10\n- E11.9\n- Z79.4 if on insulin",
    ],
)
def test_lists_that_take_something_back(response: str) -> None:
    assert reason(response, codes=["I10", "E11.9"]) != "ok"


# --- files of the user


def test_a_file_of_loinc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reason("2951-2", system="LOINC", codes=["2951-2"]) == "no_file"
    path = tmp_path / "Loinc.csv"
    path.write_text(
        '"LOINC_NUM","COMPONENT","STATUS","LONG_COMMON_NAME"\n"2951-2","Sodium","ACTIVE","Sodium [Moles/volume] in Serum or Plasma"\n"2947-0","Sodium","DEPRECATED","Sodium [Moles/volume] in Blood"\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("ASSAY_LOINC_FILE", str(path))
    assert reason("2951-2 (Sodium in serum or plasma)", system="LOINC", codes=["2951-2"]) == "ok"
    assert reason("2947-0", system="LOINC") == "inactive_code"
    assert reason("2823-3", system="LOINC") == "unknown_code"
    assert reason("2951-2 (Potassium)", system="LOINC") == "unread_title"
    monkeypatch.setenv("ASSAY_LOINC_FILE", str(tmp_path / "gone.csv"))
    assert reason("2951-2", system="LOINC") == "no_file"


def test_a_file_of_rxnorm_and_one_of_snomed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rxnorm = tmp_path / "RXNCONSO.RRF"
    rxnorm.write_text("1191|ENG||||||829||1191||RXNORM|IN|1191|aspirin||N|4096|\n", encoding="utf-8")
    monkeypatch.setenv("ASSAY_RXNORM_FILE", str(rxnorm))
    assert reason("1191", system="RxNorm", codes=["1191"]) == "ok"
    assert reason("1192", system="RxNorm") == "unknown_code"
    snomed = tmp_path / "sct2_Description_Snapshot-en.txt"
    snomed.write_text(
        "id\teffectiveTime\tactive\tconceptId\tterm\n1\t20240101\t1\t73211009\tDiabetes mellitus\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("ASSAY_SNOMED_FILE", str(snomed))
    assert reason("73211009 (diabetes mellitus)", system="SNOMED CT", codes=["73211009"]) == "ok"


def test_an_order_file_of_another_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reason("E11.9", codes=["E11.9"], release="2019") == "unknown_release"
    path = tmp_path / "icd10cm_order_2019.txt"
    lines = [
        ("00001", "E11", "0", "Type 2 diabetes mellitus"),
        ("00002", "E119", "1", "Type 2 diabetes mellitus without complications"),
    ]
    path.write_text("".join(f"{n} {c:<7} {f} {t[:60]:<60} {t}\n" for n, c, f, t in lines), encoding="utf-8")
    monkeypatch.setenv("ASSAY_ICD10CM_FILE", str(path))
    assert reason("E11.9", codes=["E11.9"], release="2019", billable=True) == "ok"
    assert reason("E11", release="2019", billable=True) == "not_billable"
    assert reason("I10", release="2019") == "unknown_code"


def test_a_reference_of_another_system_has_no_release() -> None:
    for wrong in (
        {"system": "UCUM", "billable": True},
        {"codes": ["E11.9", "e11.9"]},
        {"codes": ["gout"]},
        {"codes": ["x"] * 51},
    ):
        with pytest.raises(assay.BadReference):
            assay.find_verifier("medical.code").check(
                assay.Sample(assay.Task("", json.dumps(wrong)), "E11.9")
            )


@pytest.mark.parametrize(
    "response",
    [
        '{"wrong_code": "E11.9"}',
        '{"draft_code": "E11.9"}',
        '{"codes_to_avoid": ["E11.9"]}',
        '{"previousCode": "E11.9"}',
        '{"code": "E11.9", "valid": false}',
        "No code E11.9",
        "Should it have been documented, E11.9",
    ],
)
def test_codes_that_are_not_given_as_the_answer(response: str) -> None:
    verdict = judge("medical.code", response, "E11.9")
    assert verdict.status == "abstained", verdict


@pytest.mark.parametrize(
    "key",
    [
        "code",
        "icd10_code",
        "ICD-10-CM",
        "icd_10_cm_code",
        "finalCode",
        "principal_diagnosis_code",
        "answer",
        "icd10cm",
    ],
)
def test_keys_of_an_answer(key: str) -> None:
    assert judge("medical.code", json.dumps({key: "E11.9"}), "E11.9").accepted
