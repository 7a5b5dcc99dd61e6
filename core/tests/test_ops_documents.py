"""Documents come in with their places, nothing of their text is lost, and broken ones say so."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay import Seed, UsageError, ops

MARKDOWN = """---
title: not this
---
# Bees

Bees live in *hives*.
They dance.

## Honey

```py
a = 1

# no heading
```
Honey keeps.
####### seven
"""
HTML = """<!doctype html><html><head><title>On
 bees</title><style>p {}</style></head><body><nav><ul><li>Menu</li></ul></nav>
<header>Logo</header><main><header><h1>Bees &amp; wasps</h1></header>
<p>Bees live
in <b>hives</b>.<p>They&nbsp;dance<br>a lot.
<pre>  a
    b</pre><table><tr><td>1<td>2</tr></table><script>if (a < b) {}</script>
<div hidden>x</div></main><footer>(c)</footer></body></html>"""


def pdf(*pages: str) -> bytes:
    """A PDF by hand, one text on each page."""
    kids = " ".join(f"{3 + 2 * i} 0 R" for i in range(len(pages)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"]
    for i, text in enumerate(pages):
        font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents {4 + 2 * i} 0 R "
            f"/Resources << /Font << /F1 {font} >> >> >>"
        )
        stream = f"BT /F1 12 Tf 10 100 Td ({text}) Tj ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    return out + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()


def read(path: Path, most: int = 1) -> list[Seed]:
    return list(ops.read_passages(path, most=most))


def test_markdown(tmp_path: Path) -> None:
    (tmp_path / "bees.md").write_text(MARKDOWN)
    passages = list(ops.read_passages(tmp_path / "bees.md", most=7))
    assert [(p["text"], p["heading"], p.line) for p in passages] == [
        ("Bees live in *hives*.\nThey dance.", "Bees", 6),
        ("```py\na = 1\n\n# no heading\n```\nHoney keeps.", "Honey", 11),
        ("####### seven", "Honey", 11),
    ]
    assert passages[0]["title"] == "Bees" and passages[0]["place"] == "bees.md, line 6"


@pytest.mark.parametrize("end", ["\n~~~~\n\nTail.", "\n~~~\n\n# still code"])
def test_a_block_of_code_is_whole(tmp_path: Path, end: str) -> None:
    """Shorter marks, headings and blank lines in it are its text; one that is not closed goes to the end."""
    block = "~~~~\n```\n# no heading\n~~~\n\nb = 2"
    (tmp_path / "bees.md").write_text("---\na: 1\n---\n# Bees\n\nText.\n\n" + block + end)
    found = [(p["text"], p["heading"], p.line) for p in ops.read_passages(tmp_path / "bees.md", most=1000)]
    tail = "\n~~~~\n\nTail." if "Tail" in end else end
    assert found == [(f"Text.\n\n{block}{tail}", "Bees", 6)]


def test_html(tmp_path: Path) -> None:
    (tmp_path / "bees.html").write_text(HTML)
    passages = list(ops.read_passages(tmp_path / "bees.html", most=4))
    assert [(p["text"], p["place"]) for p in passages] == [
        ("Bees live in hives.", "bees.html, paragraph 1"),
        ("They\xa0dance\na lot.", "bees.html, paragraph 2"),
        ("  a\n    b\n\n1 | 2", "bees.html, paragraph 3"),
        ("x", "bees.html, paragraph 5"),
    ]
    assert {p["heading"] for p in passages} == {"Bees & wasps"} and passages[0]["title"] == "On bees"


def test_html_without_a_main_part_and_in_another_encoding(tmp_path: Path) -> None:
    page = '<meta charset="iso-8859-1"><footer>no</footer>caf\u00e9<h2>Part</h2>tail <i>end'
    (tmp_path / "old.htm").write_bytes(page.encode("latin-1"))
    assert [(p["text"], p["heading"]) for p in read(tmp_path / "old.htm", 9)] == [
        ("café", ""),
        ("tail end", "Part"),
    ]


def test_pdf_pages(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf("The first page.", "The second page."))
    assert [(p["text"], p["place"]) for p in read(tmp_path / "a.pdf", 3)] == [
        ("The first page.", "a.pdf, page 1"),
        ("The second page.", "a.pdf, page 2"),
    ]
    assert [p["text"] for p in read(tmp_path / "a.pdf", 6)] == ["The first page.\n\nThe second page."]


def test_a_folder_with_all_kinds_comes_in_order(tmp_path: Path) -> None:
    rows = [{"text": "Row one.", "title": "T"}, {"text": "Row two."}]
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "rows.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfOne.\r\n\r\nTwo.")
    (tmp_path / "c.pdf").write_bytes(pdf("Page."))
    (tmp_path / ".hidden.txt").write_text("no")
    (tmp_path / "photo.jpg").write_bytes(b"no")
    (tmp_path / "package.json").write_text('{\n"name": "no"\n}')
    (tmp_path / "all.tar.gz").write_bytes(gzip.compress(b"no"))
    passages = list(ops.read_passages(tmp_path, most=100))
    assert [(p["text"], p["place"]) for p in passages] == [
        ("One.\n\nTwo.", "a.txt, line 1"),
        ("Row one.", "b/rows.jsonl.gz, row 1"),
        ("Row two.", "b/rows.jsonl.gz, row 2"),
        ("Page.", "c.pdf, page 1"),
    ]
    assert passages[1]["title"] == "T"


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("x.txt", b"caf\xe9", "x.txt is not text in utf-8; save it as UTF-8"),
        ("x.html", b"<meta charset=klingon>", "x.html is not text in klingon; save it as UTF-8"),
        ("x.pdf", b"%PDF-1.4 nothing", "x.pdf is no sound PDF ("),
        ("x.pdf", pdf(""), "x.pdf holds no text; recognise the text of scanned pages first"),
        ("x.jsonl", b'{"text": "ok"}\n{"txt": "x"}', "x.jsonl, line 2 has no text in 'text', it has txt"),
        ("x.jsonl", b"{", "x.jsonl, line 1: it is not valid JSON"),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_the_mend(
    tmp_path: Path, name: str, content: bytes, problem: str
) -> None:
    (tmp_path / name).write_bytes(content)
    *_, last = ops.read_passages(tmp_path)
    assert last.problem.startswith(problem)


def test_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"holds no document; Assay reads \.txt, "):
        read(tmp_path)
    (tmp_path / "a.xyz").write_text("x")
    with pytest.raises(UsageError, match="is no document that Assay reads"):
        read(tmp_path / "a.xyz")
    with pytest.raises(UsageError, match="there is no "):
        read(tmp_path / "none")


PARAGRAPH = st.text(st.sampled_from("ab .!?\n。é字"), min_size=1, max_size=60).filter(str.strip)


@given(st.lists(PARAGRAPH, max_size=6), st.integers(1, 12))
def test_chunks_lose_nothing_and_are_no_longer_than_asked(texts: list[str], most: int) -> None:
    paragraphs = [ops.Passage(text, "f", number) for number, text in enumerate(texts, 1)]
    chunks = list(ops.chunk(paragraphs, most))
    assert "".join("".join(c.text.split()) for c in chunks) == "".join("".join(t.split()) for t in texts)
    assert all(len(ops.words(c.text)) <= most and c.text.strip() for c in chunks)
    assert [c.number for c in chunks] == sorted(c.number or 0 for c in chunks)


@pytest.mark.parametrize(
    "text",
    ["<p" * 50000, "<nav>" * 3000, "&" * 100000, "<!--" * 50000, "`" * 100000, "# " * 50000, "a." * 50000],
)
def test_long_nonsense_takes_no_time(tmp_path: Path, text: str) -> None:
    for name in ("x.md", "x.html", "x.txt"):
        (tmp_path / name).write_text(text)
        list(ops.read_passages(tmp_path / name))
