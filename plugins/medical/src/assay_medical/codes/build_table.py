"""Writes ``data/icd10cm_2026_04.tsv.xz`` from the tabular list of ICD-10-CM: ``python -m assay_medical.codes.build_table FILE.xml``.

The tabular list in XML is published by the National Center for Health Statistics; a copy lies in the package
simple_icd_10_cm. One line is one chapter (``1``), section (``A00-A09``) or code, parents before children, with the
columns of :data:`COLUMNS`. Several notes of a column are separated by ``|``.
"""

from __future__ import annotations

import lzma
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

COLUMNS = (
    "name",
    "title",
    "inclusion",
    "excludes1",
    "excludes2",
    "code_first",
    "use_additional",
    "code_also",
    "seventh",
)
_NOTES = (
    ("includes", "inclusionTerm"),
    ("excludes1",),
    ("excludes2",),
    ("codeFirst",),
    ("useAdditionalCode",),
    ("codeAlso",),
)


def _notes(element: ElementTree.Element, tags: tuple[str, ...]) -> str:
    notes = (note for tag in tags for note in element.findall(f"{tag}/note"))
    return "|".join(" ".join("".join(note.itertext()).replace("|", "/").split()) for note in notes)


def _line(element: ElementTree.Element, name: str, title: str) -> str:
    seventh = "|".join(
        f"{each.get('char')}={' '.join((each.text or '').split())}"
        for each in element.findall("sevenChrDef/extension")
    )
    return "\t".join((name, title, *(_notes(element, tags) for tags in _NOTES), seventh))


def _diagnoses(element: ElementTree.Element) -> Iterator[str]:
    for each in element.findall("diag"):
        name, title = each.findtext("name") or "", " ".join((each.findtext("desc") or "").split())
        yield _line(each, name, title)
        yield from _diagnoses(each)


def lines(root: ElementTree.Element) -> Iterator[str]:
    """The lines of the table of a tabular list."""
    for chapter in root.findall("chapter"):
        title = " ".join((chapter.findtext("desc") or "").split())
        yield _line(chapter, chapter.findtext("name") or "", title)
        for section in chapter.findall("section"):
            if section.find("diag") is None:
                continue
            title = " ".join((section.findtext("desc") or "").split())
            name = section.get("id") or ""
            yield _line(section, name if "-" in name else f"{name}-{name}", title.removesuffix(f" ({name})"))
            yield from _diagnoses(section)


def main(source: str, target: str) -> None:
    """Writes the table of the tabular list in the file ``source``."""
    text = "\n".join(lines(ElementTree.parse(source).getroot())) + "\n"
    Path(target).write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    main(sys.argv[1], str(Path(__file__).parents[1] / "data" / "icd10cm_2026_04.tsv.xz"))
