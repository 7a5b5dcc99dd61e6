"""Contract spans, quoted statutes and multiple choice of law: right ones accepted, changed ones refused, rows a second.

    python benchmarks/law_texts.py clauses CSV [--show]      # master_clauses.csv of CUAD (CC BY 4.0)
    python benchmarks/law_texts.py statutes FILE ... [--show]  # Markdown of Chinese laws, of LawRefBook/Laws
    python benchmarks/law_texts.py choices XLSX [--show]     # MCQs_test.xlsx of LEXam (CC BY 4.0), wants openpyxl
    python benchmarks/law_texts.py choices JSON [--show]     # data/zero_shot/1-2.json of LawBench (JEC-QA)

``clauses``: the clauses that lawyers marked in a contract are its text, in the order of their pages, one is asked for
(``law.clause``). Right: the words alone, in quotation marks, in a block quote. Changed: *not* dropped or put in, *shall* for *may*, another number, a word left out,
another clause of the contract. ``statutes``: five articles in a row are the source, one is quoted with its number (``law.quotation``).
Changed: the number of its neighbour, a number that no article has, 不 dropped, 可以 for 应当, another number. ``choices``: the letter, in the ways in which it is answered in English, German and Chinese (``science.term``); the options are in the
prompt. Changed: another letter, two letters, none. The file is read, and never kept.
"""

from __future__ import annotations

import ast
import csv
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import assay
from assay.testing import judge

SHOW = "--show" in sys.argv
Row = tuple[str, str, list[str], list[tuple[str, str]]]
"""Prompt, reference, right responses, and changed ones with their kind."""

_NO_CLAUSE = ("Filename", "Document Name", "Parties", "Agreement Date", "Effective Date")


def clauses(path: Path) -> Iterator[Row]:
    """Rows of CUAD's table of clauses."""
    rng = random.Random(7)
    csv.field_size_limit(10**8)
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        for record in csv.DictReader(file):
            marked: list[tuple[int, str, str]] = []
            for name, cell in record.items():
                if not name or name.endswith("-Answer") or name in _NO_CLAUSE or not cell:
                    continue
                for piece in re.split(r"\n\s*\n", cell):
                    page = re.search(r"\s*\(Pages? (\d+)[^()]*\)\s*\Z", piece)
                    text = re.sub(r"\s+", " ", piece[: page.start()] if page else piece).strip()
                    if (
                        page
                        and 60 <= len(text) <= 1_500
                        and '"' not in text
                        and "<omitted>" not in text
                        and text[0].isupper()
                        and text[-1] == "."
                    ):
                        marked.append((int(page[1]), name, text))
            texts = list(dict.fromkeys(text for _, _, text in sorted(marked)))
            texts = [t for t in texts if not any(t != other and t in other for other in texts)]
            if len(texts) < 4:
                continue
            contract = "\n\n".join(texts)
            for text in rng.sample(texts, min(3, len(texts))):
                name = next(name for _, name, each in marked if each == text)
                reference = json.dumps(
                    {"sources": [{"id": "c", "text": contract}], "clause": {"spans": [text]}}
                )
                right = [text, f"“{text}”", f"> {text}", f"The clause on {name} reads: “{text}”"]
                other = rng.choice([each for each in texts if each != text])
                yield (
                    f"Which clause of the contract is about: {name}?",
                    reference,
                    right,
                    [
                        *_changed(rng, text),
                        ("another clause", f"“{other}”"),
                    ],
                )


def _changed(rng: random.Random, text: str) -> Iterator[tuple[str, str]]:
    for kind, pattern, new in (
        ("not dropped", r"\bnot ", ""),
        ("not put in", r"\b(shall|may|will|must) (?!not\b)", r"\1 not "),
        ("modality", r"\bmay\b(?! not)", "shall"),
        ("modality", r"\bshall\b(?! not)", "may"),
    ):
        if re.search(pattern, text):
            yield kind, f"“{re.sub(pattern, new, text, count=1)}”"
    if number := re.search(r"(?<![\d.,])\d{1,4}(?![\d.,]*\d)", text):
        yield "number", f"“{text[: number.start()]}{int(number[0]) + 1}{text[number.end() :]}”"
    words = text.split(" ")
    at = rng.randrange(2, len(words) - 2)
    yield "word left out", f"“{' '.join(words[:at] + words[at + 1 :])}”"


_ARTICLE = re.compile(
    r"^(第[一二三四五六七八九十百千零]+条(?:之[一二三四五六七八九十]+)?)[ \u3000]+(.+)$", re.MULTILINE
)


def statutes(paths: Sequence[Path]) -> Iterator[Row]:
    """Rows of the articles of laws."""
    rng = random.Random(9)
    for path in paths:
        text = re.sub(r"\n\s*\n", "\n", path.read_text("utf-8"))
        found = list(_ARTICLE.finditer(text))
        ends = [*(each.start() for each in found[1:]), len(text)]
        articles = [
            (each[1], text[each.start(2) : end].split("\n#")[0].strip())
            for each, end in zip(found, ends, strict=True)
        ]
        for at in range(0, len(articles) - 5, 5):
            group = articles[at : at + 5]
            which = rng.randrange(5)
            number, words = group[which]
            if not 20 <= len(words) <= 400 or "“" in words:
                continue
            source = "\n".join(f"{name}　{body}" for name, body in group)
            reference = json.dumps({"sources": [{"id": path.stem, "text": source}], "quotation": {}})
            flat = words.replace("\n", "")
            right = [f"{number}规定：“{flat}”", f"《{path.stem}》{number}：“{flat}”", f"“{flat}”（{number}）"]
            other = group[(which + 1) % 5][0]
            wrong = [
                ("another article's number", f"{other}规定：“{flat}”"),
                ("no such article", f"第九千九百条规定：“{flat}”"),
            ]
            for kind, old, new in (
                ("不 dropped", "不得", "得"),
                ("不 dropped", "不能", "能"),
                ("modality", "应当", "可以"),
                ("modality", "可以", "应当"),
                ("number", "三", "四"),
                ("number", "二", "五"),
                ("number", "十", "九"),
            ):
                if old in flat:
                    wrong.append((kind, f"{number}规定：“{flat.replace(old, new, 1)}”"))
            yield f"{number}是如何规定的？", reference, right, wrong


_WAYS = {
    "en": (
        "{x}",
        "({x})",
        "The answer is {x}.",
        "**{x}**",
        "Answer: {x}",
        "Option {x} is correct.",
        "{x}. {t}",
        "The correct option is **{x}**, since the others are wrong.",
    ),
    "de": (
        "{x}",
        "Die richtige Antwort ist {x}.",
        "Antwort: {x}",
        "Richtig ist {x}.",
        "**{x}**",
        "{x}) {t}",
        "Die Antwort lautet {x}.",
    ),
    "zh": (
        "{x}",
        "正确答案：{x}。",
        "答案是{x}。",
        "[正确答案]{x}<eoa>",
        "因此，正确答案为{x}。",
        "选{x}",
        "故选{x}。",
    ),
}


def choices(path: Path) -> Iterator[Row]:
    """Rows of LEXam's or LawBench's multiple choice."""
    rng = random.Random(8)
    for language, prompt, options, letter in _lawbench(path) if path.suffix == ".json" else _lexam(path):
        letters = "ABCDEFGHIJ"[: len(options)]
        text = options[letters.index(letter)]
        ways = [way.format(x=letter, t=text) for way in _WAYS[language]]
        wrong = rng.choice([each for each in letters if each != letter])
        other = options[letters.index(wrong)]
        changed = [("another letter", way.format(x=wrong, t=other)) for way in _WAYS[language]]
        changed += [
            ("two letters", f"{letter} or {wrong}"),
            ("two letters", f"{letter}, {wrong}"),
            ("none", "I do not know."),
        ]
        reference = json.dumps({"term": {"answer": letter, "among": list(letters)}})
        yield prompt, reference, ways, changed


def _lexam(path: Path) -> Iterator[tuple[str, str, list[str], str]]:
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    head, *rows = load_workbook(path, read_only=True).active.iter_rows(values_only=True)
    for row in rows:
        told = dict(zip(head, row, strict=True))
        options = [str(each) for each in ast.literal_eval(told["choices"])]
        listed = "\n".join(
            f"{letter}. {option}" for letter, option in zip("ABCDEFGHIJ", options, strict=False)
        )
        yield told["language"], f"{told['question']}\n\n{listed}", options, "ABCDEFGHIJ"[int(told["gold"])]


def _lawbench(path: Path) -> Iterator[tuple[str, str, list[str], str]]:
    for row in json.loads(path.read_text("utf-8")):
        letter = re.search(r"[A-D]", row["answer"])
        options = re.findall(r"[A-D]:([^;]*)(?:;|\Z)", row["question"])
        if letter and len(options) == 4 and len(re.findall(r"[A-D]", row["answer"])) == 1:
            yield "zh", row["question"], options, letter[0]


def main() -> None:
    """Print the figures of a set."""
    kind, *names = [each for each in sys.argv[1:] if not each.startswith("-")]
    paths = [Path(name) for name in names]
    verifier = assay.find_verifier(
        {"clauses": "law.clause", "statutes": "law.quotation"}.get(kind, "science.term")
    )
    rows = list(
        statutes(paths)
        if kind == "statutes"
        else clauses(paths[0])
        if kind == "clauses"
        else choices(paths[0])
    )
    good, bad, asked, passed, proved = (
        Counter[str](),
        Counter[str](),
        Counter[str](),
        Counter[str](),
        Counter[str](),
    )
    took = 0.0
    for prompt, reference, right, wrong in rows:
        for n, response in enumerate(right):
            begin = time.process_time()
            verdict = judge(verifier, response, reference, prompt)
            took += time.process_time() - begin
            good["accepted" if verdict.accepted else verdict.reason] += 1
            if SHOW and not verdict.accepted and bad[f"{n}"] < 5:
                bad[f"{n}"] += 1
                print(
                    "  refused:",
                    verdict.reason,
                    verdict.message[:120],
                    "|",
                    response[:200].replace("\n", " "),
                )
        for what, response in wrong:
            verdict = judge(verifier, response, reference, prompt)
            asked[what] += 1
            passed[what] += verdict.accepted
            proved[what] += verdict.status == "rejected"
            if SHOW and verdict.accepted and bad[what] < 5:
                bad[what] += 1
                print("  accepted:", what, "|", response[:300].replace("\n", " "))
    total, wrong_total = good.total(), asked.total()
    print(
        f"{len(rows)} rows, {total} right responses, {good['accepted'] / total:.2%} accepted, {dict(good)}, {total / took:.0f} rows/s"
    )
    print(
        f"{wrong_total} changed ones, {1 - passed.total() / wrong_total:.2%} not accepted, {proved.total() / wrong_total:.2%} proved wrong"
    )
    for what in asked:
        print(f"  {what}: {asked[what]}, accepted {passed[what]}, proved wrong {proved[what]}")


if __name__ == "__main__":
    main()
