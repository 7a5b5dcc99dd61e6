"""The event loop of a run, and how it is interrupted."""

from __future__ import annotations

import asyncio
import signal
import sys
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")


_stops: dict[int, Callable[[], object]] = {}
"""How what a thread drives is told to stop, by the thread."""
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
        _stops[threading.get_ident()] = lambda: loop.call_soon_threadsafe(stop)
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
        _stops.pop(threading.get_ident(), None)
        for which, handler in before.items():
            signal.signal(which, handler)


def apart(work: Callable[[], T]) -> T:
    """``work()``, which may :func:`drive`: where a loop runs already, as in a notebook, in a thread of its own.

    Ctrl-C, or a notebook's *interrupt*, stops it in order, as it would without the thread.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return work()
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(lambda: (threading.get_ident(), work())[1])
        (thread,) = pool._threads

        def interrupt(*_: object) -> None:
            if stop := _stops.get(thread.ident or 0):
                stop()
            else:
                raise KeyboardInterrupt

        # Whose loop runs here may have taken Ctrl-C for itself, as asyncio.run does.
        main = threading.current_thread() is threading.main_thread()
        before = signal.signal(signal.SIGINT, interrupt) if main else None
        try:
            return future.result()
        finally:
            if main:
                signal.signal(signal.SIGINT, before)
