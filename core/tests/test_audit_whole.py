"""A set of 1,000 rows, tampered with in every way that comes to mind: each is found and named."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.data import dataset
from assay.data.proof import Recorder, Tree, leaf_of, proof_path, read_proof, root_of, write_proof
from assay.runs.audit import run_audit
from assay.runs.confidence import most_bad, read_sample
from assay.runs.directory import run_digest
from assay.workers.service import lending

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Change = Callable[[Path], Any]
ROWS = 1000


@pytest.fixture(scope="module")
def original(toys: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """1,000 rows in two files, and rows that did not pass."""
    from assay.runs.generate import run_generate
    from assay.runs.requests import GenerateRequest

    out = tmp_path_factory.mktemp("whole") / "run"
    with pytest.MonkeyPatch.context() as patch, lending():
        patch.setattr(
            dataset.write_shards, "__kwdefaults__", {**dataset.write_shards.__kwdefaults__, "shard_rows": 600}
        )
        asked = GenerateRequest(
            names=("toy.sum", "toy.half_wrong"),
            count=ROWS,
            out=out,
            workers=2,
            format="jsonl",
            max_candidates=2500,
            keep_going=True,
        )
        run_generate(asked, lambda tally, note: None)
    return out


@pytest.fixture
def made(original: Path, tmp_path: Path) -> Path:
    shutil.copytree(original, tmp_path / "run")
    return tmp_path / "run"


def audited(path: Path, **more: Any) -> list[str]:
    with lending():
        return run_audit(path, 2, lambda tally, note: None, **more).problems


def files(run: Path) -> list[Path]:
    return sorted((run / "data").glob("*.jsonl"))


def edit(run: Path, change: Callable[[list[dict[str, Any]]], Any], file: int = 0) -> None:
    path = files(run)[file]
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    change(rows)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def say(run: Path, change: Callable[[dict[str, Any]], Any], *, seal: bool = False) -> None:
    """Edit run.json; ``seal`` as a forger who knows of its digest would."""
    told = json.loads((run / "run.json").read_text())
    change(told)
    (run / "run.json").write_text(json.dumps(told))
    if seal:
        proof = read_proof(proof_path(run))
        proof.head["run"] = run_digest(told)
        write_proof(proof.path, proof)


def swap(rows: list[Any], a: int, b: int) -> None:
    rows[a], rows[b] = rows[b], rows[a]


def rename(run: Path) -> None:
    first, second = files(run)
    first.rename(first.with_name("x"))
    second.rename(first)
    first.with_name("x").rename(second)


def across(run: Path) -> None:
    taken: list[Any] = []
    edit(run, lambda rows: taken.append(rows.pop(10)), 0)
    edit(run, lambda rows: rows.insert(5, taken[0]), 1)


def other_seed(run: Path) -> None:
    """A row of the same generator, soundly made and proved, of another seed."""
    from assay.runs.generate import run_generate
    from assay.runs.requests import GenerateRequest

    out = run.with_name("other")
    asked = GenerateRequest(
        names=("toy.sum",), count=5, out=out, workers=2, format="jsonl", seed=9, max_candidates=100
    )
    with lending():
        run_generate(asked, lambda tally, note: None)
    foreign = next(iter(dataset.read_rows(out)))
    edit(run, lambda rows: rows.__setitem__(7, foreign))


def truncate(run: Path) -> None:
    path = files(run)[0]
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def lines_of_proof(run: Path, change: Callable[[list[str]], Any]) -> None:
    path = proof_path(run)
    lines = path.read_text().splitlines()
    change(lines)
    path.write_text("\n".join(lines) + "\n")


def reseal(run: Path) -> None:
    """A forger deletes a row and writes the proof file anew, but forgets the card."""
    edit(run, lambda rows: rows.pop(3))
    recorder = Recorder()
    list(recorder.watch(dataset.read_rows(run / "data")))
    proof = read_proof(proof_path(run))
    names = [(f"data/{file.name}", sum(1 for _ in file.open())) for file in files(run)]
    say(
        run,
        lambda told: (
            told["digest"].update(rows=999, root=recorder.root),
            told["counts"].update(accepted=999),
        ),
    )
    told = json.loads((run / "run.json").read_text())
    recorder.write(proof.path, names, kind="run", rejected=proof.head["rejected"], run=run_digest(told))


def weaker(row: dict[str, Any]) -> None:
    """A certificate that says less than was proved, with the right digest."""
    row["certificate"]["policy"]["verifiers"].clear()


def invented(row: dict[str, Any]) -> None:
    texts = dict.fromkeys(("claim", "quote", "message"), "")
    place = {"where": "response", "start": None, "end": None}
    row["checks"].append(
        {"verifier": "toy.check", "kind": "sum", "status": "accepted", "reason": "ok", **texts, **place}
    )


TAMPERING: dict[str, tuple[Change, str]] = {
    "two rows swapped": (lambda run: edit(run, lambda rows: swap(rows, 3, 4)), "moved_row"),
    "two far rows swapped": (lambda run: edit(run, lambda rows: swap(rows, 3, 400)), "moved_row"),
    "a row deleted": (lambda run: edit(run, lambda rows: rows.pop(3)), "row 4 ("),
    "100 rows deleted, the count edited": (
        lambda run: (
            edit(run, lambda rows: rows.__delitem__(slice(100, 200))),
            say(run, lambda told: told["counts"].update(accepted=900), seal=True),
        ),
        "rows 101 to 200 (",
    ),
    "the last row deleted": (lambda run: edit(run, lambda rows: rows.pop(), 1), "row 1,000 ("),
    "a row doubled": (lambda run: edit(run, lambda rows: rows.append(rows[3])), "doubled_row"),
    "a row of another seed": (other_seed, "foreign_row"),
    "all rows of a file in reverse": (lambda run: edit(run, lambda rows: rows.reverse()), "moved_row"),
    "a row moved to another file": (across, "moved_row"),
    "files renamed": (rename, "moved_row"),
    "a file added": (lambda run: shutil.copy(files(run)[0], run / "data" / "extra.jsonl"), "extra.jsonl: foreign_file"),
    "a file deleted": (lambda run: files(run)[1].unlink(), "rows 601 to 1,000 ("),
    "a file cut": (truncate, "broken_file"),
    "a line that is no JSON": (
        lambda run: files(run)[0].write_text("{\n" + files(run)[0].read_text()), "broken_file"),
    "a prompt edited": (lambda run: edit(run, lambda rows: rows[3].update(prompt="What is 2 + 2?")), "row 4 ("),
    "an answer edited": (lambda run: edit(run, lambda rows: rows[3].update(answer="7")), "row 4 ("),
    "a certificate emptied": (
        lambda run: edit(run, lambda rows: rows[3]["certificate"]["verdicts"].clear()), "certificate_mismatch"),
    "a certificate taken from another row": (
        lambda run: edit(run, lambda rows: rows[3].update(certificate=rows[4]["certificate"])), "row 4 ("),
    "a certificate that says less": (lambda run: edit(run, lambda rows: weaker(rows[3])), "row 4 ("),
    "the certificate of an older version": (
        lambda run: edit(run, lambda rows: rows[3]["certificate"].update(assay="0.0.1")), "changed_row"),
    "a check invented": (lambda run: edit(run, lambda rows: invented(rows[3])), "row 4 ("),
    "a label added": (lambda run: edit(run, lambda rows: rows[3].update(labels='{"good": 5}')), "row 4 ("),
    "an id changed": (lambda run: edit(run, lambda rows: rows[3].update(id="mine")), "(mine)"),
    "the seed in run.json edited": (lambda run: say(run, lambda told: told.update(seed=1)), "run.json: changed_file"),
    "the policy in run.json weakened": (
        lambda run: say(run, lambda told: told["policy"].update(min_step_coverage=0)
                        or told["generators"][0]["policy"].update(verifiers=[])), "run.json: changed_file"),
    "the digest in run.json edited": (
        lambda run: say(run, lambda told: told["digest"].update(root="sha256:0")), "run.json: wrong_digest"),
    "the digest in the card edited": (
        lambda run: (run / "README.md").write_text("# My rows\n"), "README.md: wrong_digest"),
    "the proof file deleted": (lambda run: proof_path(run).unlink(), "data.proof: missing_file"),
    "a line of the proof file deleted": (
        lambda run: lines_of_proof(run, lambda lines: lines.pop(5)), "data.proof: wrong_digest"),
    "a line of the proof file edited": (
        lambda run: lines_of_proof(run, lambda lines: lines.__setitem__(5, '["a", "00"]')), "data.proof: wrong_digest"),
    "the proof file made nonsense": (lambda run: proof_path(run).write_text("{]"), "data.proof: broken_file"),
    "a row deleted and all written anew but the card": (reseal, "README.md: wrong_digest"),
    "a rejected row deleted": (
        lambda run: (file := next((run / "rejected").iterdir())).write_text(file.read_text().split("\n", 1)[1]),
        "rejected: changed_rows"),
}  # fmt: skip


@pytest.mark.parametrize("name", TAMPERING)
def test_tampering_is_found_and_named(made: Path, name: str) -> None:
    change, said = TAMPERING[name]
    change(made)
    problems = audited(made)
    assert any(said in problem for problem in problems), problems[:5]
    assert (
        len(problems) < 5
        or name in ("a row moved to another file", "files renamed")
        or "file" in name
        or "reverse" in name
    )


def test_the_whole_set_is_sound(made: Path) -> None:
    assert audited(made) == []
    told = json.loads((made / "run.json").read_text())
    assert told["digest"]["root"] in (made / "README.md").read_text()
    assert root_of(dataset.read_rows(made / "data")) == (ROWS, told["digest"]["root"])


def test_what_is_said_of_one_change_is_said_once(made: Path) -> None:
    edit(made, lambda rows: rows.pop(3))
    missing, count = audited(made)
    assert missing.startswith("row 4 (") and "missing_row" in missing and "run.json says 1000" in count


def test_the_rows_behind_a_broken_file_are_proved(made: Path) -> None:
    truncate(made)
    with lending():
        found = run_audit(made, 2, lambda tally, note: None)
    assert found.rows == found.proved > 600  # those before the break, and all of the other file
    (problem,) = found.problems
    assert "are lost" in problem


def test_an_export_refuses_a_run_that_is_not_its_own(made: Path, assay_cli: Run) -> None:
    edit(made, lambda rows: rows.pop(3))
    done = assay_cli("export", str(made), "--to", "sft", "--out", str(made.with_name("out.jsonl")))
    assert done.returncode == 2 and "names what was changed" in done.stderr
    assert not made.with_name("out.jsonl").exists()


@pytest.mark.parametrize("form", ["jsonl", "parquet", "hf", "sft", "sharegpt", "text", "verl"])
def test_exports_are_audited_by_themselves(made: Path, assay_cli: Run, form: str) -> None:
    out = made.with_name(
        "out" if form == "hf" else "out.parquet" if form in ("parquet", "verl") else "out.jsonl"
    )
    assert assay_cli("export", str(made), "--to", form, "--out", str(out)).returncode == 0
    shutil.rmtree(made)  # published without the run
    done = assay_cli("audit", str(out))
    assert done.returncode == 0, done.stdout
    root = json.loads(proof_path(out).read_text().splitlines()[0])["run"]["digest"]["root"]
    if form in ("jsonl", "parquet", "hf"):
        assert "1,000 of 1,000 rows proved again" in done.stdout and f"digest {root}" in done.stdout
    else:
        assert "as they were exported" in done.stdout and root in done.stdout
    if out.suffix == ".jsonl":
        lines = out.read_text().splitlines()
        out.write_text("\n".join([*lines[:10], *lines[11:], lines[0]]) + "\n")
        done = assay_cli("audit", str(out))
        assert done.returncode == 1 and "missing_row" in done.stdout and "doubled_row" in done.stdout


def test_rows_without_a_proof_file_are_proved_by_their_certificates(made: Path, assay_cli: Run) -> None:
    (file, _) = files(made)
    shutil.copy(file, made.with_name("rows.jsonl"))
    done = assay_cli("audit", str(made.with_name("rows.jsonl")))
    assert done.returncode == 0 and "600 of 600 rows proved again" in done.stdout
    assert "nobody can tell which rows are missing" in done.stdout
    (made.with_name("other.jsonl")).write_text('{"a": 1}\n')
    assert assay_cli("audit", str(made.with_name("other.jsonl"))).returncode == 2


def test_a_sample_says_how_sure_it_is(made: Path, assay_cli: Run) -> None:
    done = assay_cli("audit", str(made), "--sample", "5%")
    assert "50 of 50 rows proved again" in done.stdout and "95% confidence" in done.stdout
    both = [assay_cli("audit", str(made), "--sample", "7", "--seed", s, "--json").stdout for s in ("1", "1")]
    assert both[0] == both[1] and json.loads(both[0])["tried"] == 7
    edit(made, lambda rows: rows[3].update(answer="7"))
    done = assay_cli("audit", str(made), "--sample", "1")  # the digests of all are compared
    assert done.returncode == 1 and "row 4 (" in done.stdout
    assert assay_cli("audit", str(made), "--sample", "0%").returncode == 2
    assert read_sample("0.5%").size(1000) == 5


def test_the_bound_of_a_sample_is_exact() -> None:
    from math import comb

    for rows, drawn, bad in ((100, 10, 0), (100, 10, 2), (50, 49, 0), (30, 30, 1)):
        most = most_bad(rows, drawn, bad)

        def at_most(total: int, rows: int = rows, drawn: int = drawn, bad: int = bad) -> float:
            return sum(comb(total, k) * comb(rows - total, drawn - k) for k in range(bad + 1)) / comb(
                rows, drawn
            )

        assert at_most(most) >= 0.05 and (most == rows - drawn + bad or at_most(most + 1) < 0.05)


def test_a_signature_holds_for_what_was_signed(made: Path, assay_cli: Run, tmp_path: Path) -> None:
    from cryptography.hazmat.primitives import serialization as s
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    for name in ("mine", "other"):
        key = Ed25519PrivateKey.generate()
        private = key.private_bytes(s.Encoding.PEM, s.PrivateFormat.OpenSSH, s.NoEncryption())
        (tmp_path / name).write_bytes(private)
        public = key.public_key().public_bytes(s.Encoding.OpenSSH, s.PublicFormat.OpenSSH)
        (tmp_path / f"{name}.pub").write_bytes(public + b" me@here\n")
    mine, other = str(tmp_path / "mine.pub"), str(tmp_path / "other.pub")
    unsigned = assay_cli("audit", str(made), "--signer", mine, "--sample", "1")
    assert unsigned.returncode == 1 and "it is not signed" in unsigned.stdout
    assert assay_cli("sign", str(made), "--key", mine.removesuffix(".pub")).returncode == 0
    good = assay_cli("audit", str(made), "--signer", mine, "--sample", "1")
    assert good.returncode == 0 and "signed by SHA256:" in good.stdout
    bad = assay_cli("audit", str(made), "--signer", other, "--sample", "1")
    assert bad.returncode == 1 and "another key" in bad.stdout
    proof = read_proof(proof_path(made))
    proof.head["rows"], proof.ids, proof.leaves = 999, proof.ids[1:], proof.leaves[1:]
    proof.head["root"] = "sha256:" + "0" * 64
    write_proof(proof.path, proof)
    forged = assay_cli("audit", str(made), "--sample", "1")
    assert forged.returncode == 1 and "does not fit what it says" in forged.stdout
    assert assay_cli("sign", str(made), "--key", mine).returncode == 2  # a public key signs nothing


@given(st.lists(st.binary(max_size=4), max_size=40))
def test_the_tree_is_that_of_the_rfc(texts: list[bytes]) -> None:
    """By the definition of RFC 9162, 2.1.1, word for word."""
    import hashlib

    def head(leaves: list[bytes]) -> bytes:
        if not leaves:
            return hashlib.sha256().digest()
        if len(leaves) == 1:
            return hashlib.sha256(b"\x00" + leaves[0]).digest()
        k = 1
        while k * 2 < len(leaves):
            k *= 2
        return hashlib.sha256(b"\x01" + head(leaves[:k]) + head(leaves[k:])).digest()

    tree = Tree()
    for text in texts:
        tree.add(leaf_of(text.hex()))
    assert tree.root == "sha256:" + head([text.hex().encode() for text in texts]).hex()


def test_rows_have_one_root_in_both_formats(made: Path, tmp_path: Path) -> None:
    rows = list(dataset.read_rows(made))
    assert dataset.write_rows(rows, tmp_path / "a.parquet") == ROWS
    assert root_of(dataset.read_rows(tmp_path / "a.parquet")) == root_of(rows)
    refused = list(dataset.read_rows(made / "rejected"))
    dataset.write_rows(refused, tmp_path / "b.parquet", rejected=True)
    assert root_of(dataset.read_rows(tmp_path / "b.parquet")) == root_of(refused)
