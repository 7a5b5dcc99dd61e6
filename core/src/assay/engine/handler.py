"""What a worker does for a recipe: one function of its, one verdict, or the gate.

Items::

    {"do": "work", "function": "module:name", "args": [...], "deadline": seconds}
    {"do": "verify", "name": verifier, "row": row}
    {"do": "gate", "verifiers": [...], "row": row}

A piece of work comes back as ``{"value": …}`` or ``{"failed": [reason, message], "rejected": bool}``.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Mapping
from typing import Any

from assay.gate import Gate, Policy, Stage
from assay.handlers import Item, judge
from assay.plugins import Registry
from assay.recipes import Rejected

WORK = "work"


class RecipeHandler:
    """Runs the CPU-bound parts of one recipe."""

    def __init__(self, registry: Registry, setup: Mapping[str, Any]) -> None:
        self.registry = registry
        recipe = registry.recipe(setup["recipe"]).description
        self.policy = Policy.of(recipe).stricter(setup["verifiers"], setup["min_step_coverage"])
        self.gates: dict[Policy, Gate] = {}
        self.stages = [WORK, *registry.verifiers]
        self.preloaded: list[str] = []  # _gate loads what it needs, between two deadlines
        self._gate(self.policy)

    def __call__(self, item: Item, stage: Stage) -> dict[str, Any]:
        failed: Mapping[str, tuple[str, str]] = item.get("failed", {})
        if item["do"] == "work":
            return self._work(item, stage, failed)
        if item["do"] == "verify":
            return judge(self._gate(Policy((item["name"],))), item["row"], stage, failed, keep_checks=True)
        policy = self.policy.stricter(item["verifiers"])
        return judge(self._gate(policy), item["row"], stage, failed, keep_checks=item.get("checks", False))

    def _gate(self, policy: Policy) -> Gate:
        if policy not in self.gates:
            self.gates[policy] = gate = Gate(self.registry, policy)
            for module in [module for part in gate.parts for module in part.description.preload]:
                importlib.import_module(module)
        return self.gates[policy]

    def _work(self, item: Item, stage: Stage, failed: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
        if WORK in failed:
            reason, message = failed[WORK]
            name = item["function"].partition(":")[2]
            return {"failed": [f"work_{reason}", message.replace(WORK, name, 1)], "rejected": False}
        module, _, name = item["function"].partition(":")
        function = getattr(importlib.import_module(module), name)
        stage(WORK, item["deadline"])
        try:
            value = function(*item["args"])
            json.dumps(value)
        except Rejected as rejected:
            return {"failed": [rejected.reason, rejected.message], "rejected": True}
        except Exception as error:
            text = " ".join(f"{type(error).__name__}: {error}".split())[:300]
            return {"failed": ["work_crash", f"{name} failed: {text}"], "rejected": False}
        return {"value": value}
