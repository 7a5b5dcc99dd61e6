"""The event loop of a run, and how it is interrupted."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def drive(work: Coroutine[Any, Any, T]) -> T:
    """Run ``work`` to its end. Ctrl-C and SIGTERM cancel it in order, so that what it did is kept."""

    # Handlers belong to the main thread, and come back when the loop has gone.
    ours = (signal.SIGINT, signal.SIGTERM) if threading.current_thread() is threading.main_thread() else ()
    before = {which: handler for which in ours if (handler := signal.getsignal(which)) != signal.SIG_IGN}
    stopped = False

    async def main() -> T:
        task = asyncio.ensure_future(work)

        def stop() -> None:
            nonlocal stopped
            stopped = True
            task.cancel()

        loop = asyncio.get_running_loop()
        for which in before:
            loop.add_signal_handler(which, stop)
        return await task

    try:
        return asyncio.run(main())
    except asyncio.CancelledError:
        if not stopped:
            raise
        raise KeyboardInterrupt from None
    finally:
        for which, handler in before.items():
            signal.signal(which, handler)
