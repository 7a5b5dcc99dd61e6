"""The public names of assay.evidence: all there, and imported when they are used."""

from __future__ import annotations

import subprocess
import sys

import pytest

from assay import evidence


@pytest.mark.parametrize("name", evidence.__all__)
def test_every_name_is_there(name: str) -> None:
    assert getattr(evidence, name) is not None


def test_other_names_are_not() -> None:
    with pytest.raises(AttributeError, match="no attribute 'quote'"):
        _ = evidence.quote  # type: ignore[attr-defined]


def test_the_import_is_light() -> None:
    code = (
        "import sys, assay.evidence, assay.builtin\n"
        "heavy = ['assay.evidence.' + n for n in ('quotes', 'trace', 'formulas', 'no_answer', 'quantities')]\n"
        "assert not {*heavy, 'pydantic', 'pint'} & set(sys.modules), sorted(sys.modules)\n"
        "from assay.evidence import Trace, find_quote\n"
        "assert find_quote('a', 'a') and Trace\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
