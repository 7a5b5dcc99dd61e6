"""The cards in the docs are of the parts that are here, in their versions, and every part conforms."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assay.registry import Part, installed

CARDS = Path(__file__).parents[1] / "docs" / "cards"
DOMAINS = ("assay", "code", "law", "math", "medical", "sandbox", "science", "text")
KINDS = {"generator": "generators", "verifier": "verifiers", "recipe": "recipes", "sandbox": "sandboxes"}


def needs_a_tool(part: Part[Any]) -> bool:
    """Whether a verifier of it starts a tool that an installation does not bring (Lean): its kit runs where one is."""
    if hasattr(part.description, "start_s"):
        return bool(part.description.start_s)
    return any(
        needs_a_tool(installed().verifier(name)) for name in getattr(part.description, "verifiers", ())
    )


@pytest.mark.parametrize("domain", DOMAINS)
def test_cards_are_those_of_today(domain: str) -> None:
    cards = json.loads((CARDS / f"{domain}.json").read_text())
    told = {(card["kind"], card["name"], card["version"]) for card in cards}
    here = {
        (kind, name, part.description.version)
        for kind, kinds in KINDS.items()
        for name, part in installed().of_domain(kinds, domain).items()
        if not needs_a_tool(part)
    }
    assert told == here, f"just cards {domain}"
    page = (CARDS / f"{domain}.md").read_text()
    for card in cards:
        assert card["conforms"], card["name"]
        assert f"| `{card['name']}` | {card['version']} |" in page
