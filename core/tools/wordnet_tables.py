"""Make synonyms.txt, irregular.txt and common.txt for assay.evidence.english from the database files of WordNet 3.0.

Usage: python wordnet_tables.py DIRECTORY_WITH_index.noun_data.noun... OUT_DIRECTORY

Kept of WordNet, so that a synonym seldom changes the meaning: words whose tagged uses
are of one part of speech in nine of ten cases and of one sense in three of five, and
their synonyms in that sense that are themselves such words. common.txt holds the words with
tagged uses that are no names.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
NUMBERS = {"n": "1", "v": "2", "a": "3", "r": "4", "s": "5"}
DOMINANT = 0.6


def main(source: Path, out: Path) -> None:
    uses: dict[str, dict[tuple[str, int], int]] = defaultdict(dict)  # word -> (part, sense) -> tagged uses
    for line in (source / "cntlist.rev").read_text().splitlines():
        key, sense, count = line.split()
        word, _, rest = key.partition("%")
        part = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}[rest[0]]
        uses[word][part, int(sense)] = int(count)
    main_sense = {}
    for word, counts in uses.items():
        best = max(counts, key=lambda sense: counts[sense])
        same_part = sum(count for (part, _), count in counts.items() if part == best[0])
        if counts[best] >= DOMINANT * same_part and same_part >= 0.9 * sum(counts.values()):
            main_sense[word] = best
    members: dict[tuple[str, str], list[str]] = {}
    for name, part in PARTS.items():
        for line in (source / f"data.{name}").read_text().splitlines():
            if line[0] != " ":
                fields = line.split()
                words = fields[4 : 4 + 2 * int(fields[3], 16) : 2]
                members[part, fields[0]] = [w.split("(")[0] for w in words]
    synonyms: dict[tuple[str, str], list[str]] = {}
    for name, part in PARTS.items():
        for line in (source / f"index.{name}").read_text().splitlines():
            if line[0] == " ":
                continue
            fields = line.split()
            word = fields[0]
            if main_sense.get(word, ("", 0))[0] != part or not word.isalpha() or len(word) < 3:
                continue
            offsets, sense = fields[-int(fields[2]) :], main_sense[word][1]
            if sense > len(offsets):  # a count of a spelling with capitals
                continue
            offset = offsets[sense - 1]
            synonyms[word, part] = [
                w for w in members[part, offset] if w.isalpha() and w.islower() and w != word
            ]

    def mutual(word: str, part: str) -> list[str]:
        return sorted(w for w in synonyms[word, part] if word in synonyms.get((w, part), []))

    rows = [
        f"{word} {part} {' '.join(found)}" for word, part in sorted(synonyms) if (found := mutual(word, part))
    ]
    (out / "synonyms.txt").write_text("\n".join(rows) + "\n")
    small = {w for words in members.values() for w in words if w.isalpha() and w.islower() and w.isascii()}
    capital = {w.lower() for words in members.values() for w in words if w.isalpha() and not w.islower()}
    common = sorted(w for w in small if w in uses and (w not in capital or sum(uses[w].values()) >= 5))
    (out / "common.txt").write_text("\n".join(common) + "\n")
    irregular = []
    for name, part in list(PARTS.items())[:3]:
        for line in (source / f"{name}.exc").read_text().splitlines():
            form, *bases = line.split()
            known = sorted({base for base in bases if base.isalpha() and base in uses})
            if form.isalpha() and known:
                irregular.append(f"{form} {part} {' '.join(known)}")
    (out / "irregular.txt").write_text("\n".join(sorted(irregular)) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
