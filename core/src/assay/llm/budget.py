"""What a run may spend, what it has spent, and what is counted where a server tells no tokens."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from assay.models import Call, Reply

Price = tuple[float, float]
"""Money per million tokens, in and out."""
BYTES_A_TOKEN = 3
"""UTF-8 bytes for a token of an estimate: on the high side for English (about 4) and about right for other scripts."""


@dataclass(frozen=True)
class Budget:
    """What a run may spend, over all its sessions. ``prices`` are by the model's title."""

    calls: int | None = None
    tokens: int | None = None
    cost: float | None = None
    prices: Mapping[str, Price] = field(default_factory=dict)

    @property
    def limited(self) -> bool:
        return (self.calls, self.tokens, self.cost) != (None, None, None)

    @property
    def by_tokens(self) -> bool:
        """Whether a limit depends on counts of tokens, which the servers may not tell."""
        return (self.tokens, self.cost) != (None, None) or bool(self.prices)


class Ledger:
    """What was spent, by model, and whether one more request may be."""

    def __init__(self, budget: Budget, used: Mapping[str, Mapping[str, int]]) -> None:
        self.budget = budget
        self.spent: dict[str, Counter[str]] = defaultdict(Counter)
        for model, counts in used.items():
            self.spent[model].update(counts)
        self.under_way: Counter[str] = Counter()

    def add(self, model: str, tokens_in: int, tokens_out: int, calls: int = 1) -> None:
        spent = self.spent[model]
        spent["calls"] += calls
        spent["tokens_in"] += tokens_in
        spent["tokens_out"] += tokens_out

    def total(self, name: str) -> int:
        return sum(counts[name] for counts in self.spent.values())

    def cost(self) -> float | None:
        """Money spent; ``None`` where no model has a price."""
        if not self.budget.prices:
            return None
        return sum(
            self._cost(model, counts["tokens_in"], counts["tokens_out"])
            for model, counts in self.spent.items()
        )

    def model_cost(self, model: str) -> float | None:
        counts = self.spent[model]
        known = model in self.budget.prices
        return self._cost(model, counts["tokens_in"], counts["tokens_out"]) if known else None

    def _cost(self, model: str, tokens_in: float, tokens_out: float) -> float:
        into, out = self.budget.prices.get(model, (0.0, 0.0))
        return (tokens_in * into + tokens_out * out) / 1e6

    def refusal(self, more: int = 1) -> str:
        """Why ``more`` further calls may not be sent, ``""`` if they may.

        Those under way are reckoned with as many tokens as the calls of their model took so far.
        """
        budget = self.budget
        if budget.calls is not None and self.total("calls") + self.under_way.total() + more > budget.calls:
            return f"--max-calls {budget.calls:,} is reached"
        if budget.tokens is None and budget.cost is None:
            return ""
        tokens, cost = 0.0, 0.0
        for model, counts in self.spent.items():
            share = 1 + self.under_way[model] / counts["calls"] if counts["calls"] else 1.0
            into, out = counts["tokens_in"] * share, counts["tokens_out"] * share
            tokens += into + out
            cost += self._cost(model, into, out)
        if budget.tokens is not None and tokens >= budget.tokens:
            return f"--max-tokens {budget.tokens:,} is reached"
        if budget.cost is not None and cost >= budget.cost:
            return f"--max-cost {budget.cost:g} is reached"
        return ""

    def usual_out(self, model: str) -> int:
        """Tokens that a reply of the model had so far, on average."""
        counts = self.spent[model]
        return round(counts["tokens_out"] / counts["calls"]) if counts["calls"] else 0


def estimate(*texts: str) -> int:
    """About how many tokens texts have, rather too many than too few."""
    return math.ceil(sum(len(text.encode("utf-8", "surrogatepass")) for text in texts) / BYTES_A_TOKEN)


def estimate_in(call: Call) -> int:
    """About how many tokens a call's messages have."""
    return estimate(*(str(turn["content"]) for turn in call.messages))


def counted(call: Call, reply: Reply) -> tuple[int, int]:
    """The tokens of a reply as its server told them, estimated where it told none."""
    out = reply.tokens_out or estimate(reply.text, reply.thinking)
    return reply.tokens_in or estimate_in(call), out
