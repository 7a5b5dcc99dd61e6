"""Listing and loading the domain costs little: its libraries wait until they are used."""

from __future__ import annotations

import json
import subprocess
import sys

HEAVY = {
    "rdkit",
    "Bio",
    "scipy",
    "sympy",
    "numpy",
    "periodictable",
    "molmass",
    "uncertainties",
    "pint",
    "astropy",
    "CoolProp",
}
_LOAD = """
import json, sys
from assay.registry import installed
kinds = ("generators", "verifiers", "recipes")
loaded = [name for kind in kinds for name in installed().of_domain(kind, "science")]
print(json.dumps([loaded, sorted({name.partition(".")[0] for name in sys.modules})]))
"""


def test_loading_every_part_imports_no_library_of_the_field() -> None:
    told = subprocess.run([sys.executable, "-c", _LOAD], capture_output=True, text=True, check=True)
    names, modules = json.loads(told.stdout)
    assert "science.ideal_gas" in names
    assert not HEAVY & set(modules)
