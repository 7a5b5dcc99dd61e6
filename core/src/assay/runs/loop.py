"""The event loop of a run, and how it is interrupted."""

from __future__ import annotations

import asyncio
import signal
import sys
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")


SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def drive(work: Coroutine[Any, Any, T], drain: Callable[[], str] | None = None) -> T:
    """Run ``work`` to its end. Ctrl-C, SIGTERM and SIGHUP cancel it in order, so that what it did is kept.

    With ``drain``, the first of them has the work end by itself: it is called once and gives the sentence
    that says what is waited for, or ``""`` if nothing is. The second one cancels.
    """

    # Handlers belong to the main thread, and come back when the loop has gone.
    ours = SIGNALS if threading.current_thread() is threading.main_thread() else ()
    before = {which: handler for which in ours if (handler := signal.getsignal(which)) != signal.SIG_IGN}
    stopped = False

    async def main() -> T:
        task = asyncio.ensure_future(work)

        def stop() -> None:
            nonlocal stopped
            first, stopped = not stopped, True
            if drain is None or not first:
                task.cancel()
            elif said := drain():
                with suppress(OSError, ValueError):  # the terminal may be gone
                    print(f"\nassay: {said}", file=sys.stderr, flush=True)

        loop = asyncio.get_running_loop()
        for which in before:
            loop.add_signal_handler(which, stop)
        return await task

    try:
        done = asyncio.run(main())
        if stopped:
            raise KeyboardInterrupt
        return done
    except asyncio.CancelledError:
        if not stopped:
            raise
        raise KeyboardInterrupt from None
    finally:
        for which, handler in before.items():
            signal.signal(which, handler)
