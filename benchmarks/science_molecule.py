"""science.molecule beside ether0's rewards: which answers each accepts, and how many a second, one core.

    python benchmarks/science_molecule.py FOLDER     # FOLDER: a clone of github.com/Future-House/ether0
    python benchmarks/science_molecule.py            # only our own figures

The cases are SMILES answers in the tags that ether0 asks for, so that both read the same answer, and each says whether a
chemist would take the two for the same compound. The speeds are of the
compounds of our own table, each beside another SMILES of it, once. The peer's ``product_eval`` (exact, not soft) is what it gives for
reaction products, names and captions; ``str_eval`` what it gives for names. Packages that only its other rewards need
(exmol, molbloom, datasets) are stood in for.
"""

from __future__ import annotations

import csv
import logging
import sys
import time
import types
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from unittest.mock import MagicMock

import assay
from assay.registry import installed

# reference, answer, whether it is right, what the case is about
CASES = (
    ("C[C@H](N)C(=O)O", "C[C@H](N)C(=O)O", True, "the same text"),
    ("C[C@H](N)C(=O)O", "N[C@@H](C)C(O)=O", True, "another order of atoms"),
    ("C[C@H](N)C(=O)O", "C[C@@H](N)C(=O)O", False, "mirror image"),
    ("C[C@H](N)C(=O)O", "CC(N)C(=O)O", False, "stereochemistry left out"),
    ("C/C=C/C", "C\\C=C\\C", True, "trans, bonds turned"),
    ("C/C=C/C", "C/C=C\\C", False, "cis for trans"),
    ("CC(=O)Oc1ccccc1C(=O)O", "CC(=O)OC1=CC=CC=C1C(O)=O", True, "Kekulé form"),
    ("CC(=O)Oc1ccccc1C(=O)O", "CC(=O)Oc1cccc(C(=O)O)c1", False, "another position"),
    ("CC(=O)Oc1ccccc1C(=O)O", "CC(=O)Oc1ccccc1C(=O)O.O", False, "a water beside it"),
    ("CC(=O)Oc1ccccc1C(=O)O", "CC(=O)Oc1ccccc1C(=O)O.[Na+].[Cl-]", False, "table salt beside it"),
    ("CC(=O)Oc1ccccc1C(=O)O", "CCO.CC(=O)Oc1ccccc1C(=O)O", False, "ethanol beside it"),
    ("CC(=O)Oc1ccccc1C(=O)O", "C1CC.CC(=O)Oc1ccccc1C(=O)O", False, "what is no SMILES beside it"),
    ("CC(=O)Oc1ccccc1C(=O)O.CCN", "CC(=O)Oc1ccccc1C(=O)O", False, "one of two components left out"),
    ("CC(=O)[O-].[Na+]", "CC(=O)[O-].[K+]", False, "the other salt"),
    ("CC(=O)[O-].[Na+]", "[Na+].CC(=O)[O-]", True, "ions in the other order"),
    ("C1CCCCC1.Cl", "C1CCCCC1.Br", False, "another acid beside it"),
    ("CCO", "OCC", True, "ethanol"),
    ("CO", "OC", True, "methanol: two atoms"),
    ("O", "[H]O[H]", True, "water: one atom"),
    ("CC", "CC", True, "ethane"),
    ("CCN", "CC[NH3+]", False, "protonated"),
    ("CC(=O)O", "CC(=O)[O-]", False, "deprotonated"),
    ("CCO", "[2H]CCO", False, "isotope"),
    ("CCO", "CCO.CCO", False, "two of them"),
    ("c1ccccc1", "C1=CC=CC=C1", True, "benzene"),
    ("CC(=O)C", "CC(O)=C", False, "its enol"),
    ("C[N+](=O)[O-]", "CN(=O)=O", True, "nitro group, pentavalent"),
    ("CCCC", "CCCCC", False, "one carbon too many"),
    ("CCCCO", "CCCO", False, "one carbon too few"),
)
NAMES = (
    ("propan-2-ol", "Propan-2-ol", True, "capital letter"),
    ("2-methylpropane", "2 methylpropane", True, "a space for a hyphen"),
    ("N,N-dimethylaniline", "N-N-dimethylaniline", False, "comma and hyphen"),
)

Judge = Callable[[str, str], bool]


def ours() -> Judge:
    verifier = installed().verifier("science.molecule").description

    def judge(reference: str, answer: str) -> bool:
        sample = assay.Sample(assay.Task("", reference), f"<answer>{answer}</answer>")
        return verifier.check(sample).status is assay.Status.ACCEPTED

    return judge


def ether0(folder: Path, function: str) -> Judge:
    sys.path.insert(0, str(folder / "src"))
    for name in ("exmol", "molbloom", "datasets", "datasets.exceptions", "ether0.clients", "ether0.utils"):
        if name not in sys.modules:
            stand_in = types.ModuleType(name)
            stand_in.__getattr__ = lambda _: MagicMock()  # type: ignore[method-assign]
            sys.modules[name] = stand_in
    from ether0.rewards import accuracy_reward

    def judge(reference: str, answer: str) -> bool:
        info = {"fxn_name": function, "answer_info": reference, "problem_type": "reaction-prediction"}
        return accuracy_reward([f"<answer>{answer}</answer>"], [info], reasoning=False, test=True)[0] == 1.0

    return judge


def written_twice() -> list[tuple[str, str]]:
    """Two SMILES of each compound of the table."""
    from rdkit import Chem

    text = files("assay_science").joinpath("data", "compounds.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [
        (row["smiles"], Chem.MolToSmiles(Chem.MolFromSmiles(row["smiles"]), doRandom=True)) for row in rows
    ]


def measure(name: str, judge: Judge, cases: tuple[tuple[str, str, bool, str], ...]) -> None:
    told = [(case, judge(case[0], case[1])) for case in cases]
    pairs = written_twice()
    started = time.perf_counter()
    for reference, answer in pairs:
        judge(reference, answer)
    rate = len(pairs) / (time.perf_counter() - started)
    right = sum(case[2] is verdict for case, verdict in told)
    print(f"{name}: {right} of {len(cases)} as a chemist would, {rate:,.0f} answers/s")
    for (reference, answer, wanted, what), verdict in told:
        if verdict is not wanted:
            print(f"  {'accepts' if verdict else 'refuses'} {answer} for {reference}: {what}")


def main() -> None:
    logging.disable()
    measure("science.molecule", ours(), CASES)
    if len(sys.argv) > 1:
        folder = Path(sys.argv[1])
        measure("ether0, product_eval", ether0(folder, "product_eval"), CASES)
        measure("ether0, str_eval", ether0(folder, "str_eval"), CASES)
        measure("ether0, rxn_eval", ether0(folder, "rxn_eval"), NAMES)


if __name__ == "__main__":
    main()
