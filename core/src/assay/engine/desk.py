"""Where a run's model calls go through: roles, the journal of replies, the budget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assay.backends.usage import tokens
from assay.engine.replies import Replies
from assay.engine.server import GaveUp, OutOfBudget, Server
from assay.errors import UsageError
from assay.models import Backend, Call, Reply

__all__ = ["Budget", "Desk", "GaveUp", "OutOfBudget", "Role"]


@dataclass(frozen=True)
class Budget:
    """What a run may spend, over all its sittings. ``price`` is money per million tokens, in and out."""

    calls: int | None = None
    tokens: int | None = None
    cost: float | None = None
    price: tuple[float, float] | None = None


@dataclass(frozen=True)
class Role:
    """A model in a role."""

    backend: Backend
    sampling: Mapping[str, Any] = field(default_factory=dict)


class Desk:
    """Hands calls to servers and replies back, each journalled first."""

    def __init__(
        self, roles: Mapping[str, Role], replies: Replies, budget: Budget, in_flight: int, patience: float
    ) -> None:
        self.roles = roles
        self.replies = replies
        self.budget = budget
        self.servers = {
            role.backend.server: Server(role.backend.server, in_flight, patience) for role in roles.values()
        }
        used = replies.usage().values()
        self.calls = sum(u["calls"] for u in used)
        self.tokens_in = sum(u["tokens_in"] for u in used)
        self.tokens_out = sum(u["tokens_out"] for u in used)
        self.under_way = 0

    def title(self, role: str) -> str:
        return self._role(role).backend.title

    def sampling(self, role: str) -> Mapping[str, Any]:
        return self._role(role).sampling

    async def ask(self, call: Call) -> Reply:
        """The reply to a call: the journal's if there is one, otherwise the server's."""
        reply = self.replies.find(call)
        if reply is None:
            role = self._role(call.role)
            server = self.servers[role.backend.server]
            reply = await server.request(role.backend, call, self._before, self._after)
            # Any plugin's backend may answer: the budget adds these up.
            reply = replace(reply, tokens_in=tokens(reply.tokens_in), tokens_out=tokens(reply.tokens_out))
            self.calls += 1
            self.tokens_in += reply.tokens_in
            self.tokens_out += reply.tokens_out
            await self.replies.keep(call, reply, role.backend.title)
        return reply if call.schema is None else replace(reply, schema=call.schema)

    def note(self) -> str:
        """What to tell a person who watches."""
        troubles = [f"{s.name}: {s.trouble}" for s in self.servers.values() if s.trouble and s.down]
        return f"waiting for {troubles[0]}" if troubles else ""

    @property
    def cost(self) -> float | None:
        if self.budget.price is None:
            return None
        into, out = self.budget.price
        return (self.tokens_in * into + self.tokens_out * out) / 1e6

    async def close(self) -> None:
        self.replies.flush()
        for role in self.roles.values():
            await role.backend.close()

    def _role(self, name: str) -> Role:
        if name not in self.roles:
            raise UsageError(f"the recipe asks a model in the role {name!r}; add --model {name}=openai:NAME")
        return self.roles[name]

    def _before(self) -> None:
        budget = self.budget
        if budget.calls is not None and self.calls + self.under_way >= budget.calls:
            raise OutOfBudget(f"--max-calls {budget.calls:,} is reached")
        if budget.tokens is not None and self.tokens_in + self.tokens_out >= budget.tokens:
            raise OutOfBudget(f"--max-tokens {budget.tokens:,} is reached")
        if budget.cost is not None and (self.cost or 0.0) >= budget.cost:
            raise OutOfBudget(f"--max-cost {budget.cost:g} is reached")
        self.under_way += 1

    def _after(self) -> None:
        self.under_way -= 1
