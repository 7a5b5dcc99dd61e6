"""Tables of physics agree with the libraries that they come from."""

from __future__ import annotations

import pytest

from assay.evidence import read_number
from assay_science.generators._tables import half_lives, properties, steam


def test_steam_is_that_of_coolprop() -> None:
    pytest.importorskip("CoolProp", reason="the plugin does not need it; the workspace's tests have it")
    from CoolProp.CoolProp import PropsSI

    for kpa, row in steam()["saturated"].items():
        p = float(kpa) * 1000
        for key, what, quality, scale in (
            ("hf", "H", 0, 1e3),
            ("hg", "H", 1, 1e3),
            ("sf", "S", 0, 1e3),
            ("sg", "S", 1, 1e3),
        ):
            assert float(row[key]) == pytest.approx(
                PropsSI(what, "P", p, "Q", quality, "Water") / scale, rel=2e-4
            )
        assert float(row["t"]) == pytest.approx(PropsSI("T", "P", p, "Q", 0, "Water") - 273.15, abs=0.01)
        assert float(row["vf"]) == pytest.approx(1 / PropsSI("D", "P", p, "Q", 0, "Water"), rel=1e-4)
    for at, row in steam()["superheated"].items():
        pressure, celsius = map(float, at.split())
        for name, letter in (("h", "H"), ("s", "S")):
            found = PropsSI(letter, "P", pressure * 1000, "T", celsius + 273.15, "Water") / 1000
            assert float(row[name]) == pytest.approx(found, rel=1e-4)


def test_half_lives_are_those_of_icrp_107() -> None:
    rd = pytest.importorskip(
        "radioactivedecay", reason="brings 320 MB of plotting: run by hand when the table changes"
    )
    unit = {"min": "m", "h": "h", "d": "d", "years": "y"}
    for nuclide, row in half_lives().items():
        told = float(read_number(row["half_life"]) or 0)
        found = rd.Nuclide(nuclide)
        assert told == pytest.approx(found.half_life(unit[row["unit"]]), rel=6e-4), nuclide
        assert float(row["mass"]) == pytest.approx(found.atomic_mass, abs=1e-4)


def test_properties_are_numbers() -> None:
    for kind in (
        "specific_heat",
        "density",
        "conductivity",
        "young_modulus",
        "expansion",
        "refractive_index",
        "work_function",
    ):
        assert all(read_number(value) for value in properties(kind).values())
