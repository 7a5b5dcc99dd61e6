"""Models: what a backend gets, what it gives back, how a plugin describes one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from assay.descriptions import Description, require_function
from assay.errors import Rejected
from assay.json_replies import parse_json, thinking_in, without_thinking
from assay.records import Draft

ENDED = frozenset({"stop", "end_turn", "eos", "eos_token", "stop_sequence"})
"""What servers say of a reply that came to its end."""


NO_REASONING = "no_reasoning", "The model gave no reasoning with its reply."
"""Reason and message where a reasoning trace is asked for and there is none."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request to a model.

    ``candidate``, ``branch`` and ``number`` say which: the branch is the task of the
    recipe that made it (``()`` is the first), the number counts its equal requests.
    """

    messages: Sequence[Mapping[str, Any]]
    sampling: Mapping[str, Any] = field(default_factory=dict)
    schema: Mapping[str, Any] | None = None
    role: str = "model"
    candidate: int = 0
    number: int = 0
    branch: tuple[int, ...] = ()
    digest: str = ""
    asks: str = ""
    """The digest of what it asks alone: equal calls of several branches have the same."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model answered. ``finish`` is ``stop``, ``length`` or what the server says."""

    text: str
    model: str = ""
    finish: str = "stop"
    tokens_in: int = 0
    tokens_out: int = 0
    thinking: str = ""
    schema: Mapping[str, Any] | None = field(default=None, compare=False)

    @property
    def visible(self) -> str:
        """The text without thinking blocks."""
        return without_thinking(self.text)

    @property
    def reasoning(self) -> str:
        """What the model thought, wherever it stands: apart from the text, or in thinking blocks; ``""`` if nothing."""
        return self.thinking.strip() or thinking_in(self.text)

    def whole(self, draft: Draft | None = None, *, cut: bool = False, reasoned: bool = False) -> str:
        """The visible text of a reply that came to its end; raises :class:`~assay.Rejected` for any other.

        Reasons are ``empty_reply``, ``cut_off`` (at its longest) and ``filtered``
        (the server ended it). A ``draft`` is kept with the rejected row. With
        ``cut``, for lists whose last item is then left out, ``cut_off`` is allowed. With
        ``reasoned``, a reply without :attr:`reasoning` is rejected (``no_reasoning``).
        """
        visible = self.visible
        problem = None
        if self.finish == "length" and not cut:
            problem = Rejected("cut_off", "The reply was cut off at its longest.", draft)
        elif self.finish not in ENDED and self.finish != "length":
            problem = Rejected("filtered", f"The reply did not come to its end: {self.finish[:40]}.", draft)
        elif not visible:
            problem = Rejected("empty_reply", "The reply is empty.", draft)
        elif reasoned and not self.reasoning:
            problem = Rejected(*NO_REASONING, draft)
        if problem is not None:
            problem.reply = self
            raise problem
        return visible

    def json(self) -> Any:
        """The JSON value in the reply, that fits the schema that was asked for.

        Raises :class:`~assay.Rejected`: ``unparsable_reply``, ``wrong_shape``, ``ambiguous_reply``
        (several different ones).

        Code fences, words around it, trailing commas and thinking blocks are put up with.
        """
        try:
            return parse_json(self.text, self.schema)
        except Rejected as rejected:
            rejected.reply = self
            raise


class ServerError(Exception):
    """A request failed.

    ``status`` is the HTTP status; 0 means that there was no answer at all, 408 that none came in time.
    ``fatal`` failures stop the run (wrong key, no such model), with ``mend`` as what to do
    about it; where the server refuses one request and answers others, only that one is given up.
    ``refused`` ones are about this one request (too long, filtered); others are tried again.
    ``spent`` are the tokens, in and out, of an answer that counts as a call though
    it is of no use: any of status 2xx, and what was not answered in time.
    """

    def __init__(
        self,
        status: int,
        message: str,
        *,
        retry_after: float | None = None,
        fatal: bool = False,
        mend: str = "",
        refused: str = "",
        spent: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.retry_after = retry_after
        self.fatal = fatal
        self.mend = mend
        self.refused = refused
        self.spent = spent


class Backend(Protocol):
    """A model that was opened. ``title`` goes into provenance; calls to one ``server`` share their limits.

    One with an attribute ``several`` that is true also has ``complete_several(call, n)``: a list of up to ``n``
    replies to the same messages. It is asked for the equal calls that a recipe makes at once. One whose ``resumes``
    is true gets the replies of what was under way when a run ended in the next session.
    """

    title: str
    server: str

    async def complete(self, call: Call) -> Reply:
        """Answer one call or raise :class:`ServerError`. Retries and limits are the engine's."""
        ...

    async def close(self) -> None: ...


@dataclass(frozen=True)
class ModelOptions:
    """How to open a model. ``open`` opens another one by its name, for models that wrap one."""

    base_url: str = ""
    key_env: str = ""
    """The environment variable that holds the key, where it is not the usual one."""
    timeout: float = 120.0
    """Seconds for one request, or of silence where the reply is streamed."""
    open: Callable[[str], Backend] | None = None
    folder: Path | None = None
    """The run directory, for a model that has to remember something from one session to the next."""


@dataclass(frozen=True)
class Model(Description):
    """A kind of model server, ``model.NAME``; ``--model NAME:ARGUMENT`` opens it with ``argument``."""

    open: Callable[[str, ModelOptions], Backend] = field(kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        require_function(self, self.open, "argument", "options")


Complete = Callable[[Call], Awaitable[Reply]]
