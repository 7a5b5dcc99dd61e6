"""The command line. Exit codes: 0 done, 1 fell short, 2 wrong use, 130 interrupted and resumable."""

from __future__ import annotations

import os
import signal
import sys


def main() -> None:
    """The ``assay`` command."""
    from assay.cli.verbs import app
    from assay.errors import UsageError
    from assay.faults import told

    signal.signal(signal.SIGTERM, _stop)
    try:
        app(prog_name="assay")  # however Python was started: usage and completion name it
    except UsageError as error:
        _end(error, 2)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # assay list | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(0)
    except OSError as error:
        place = f"cannot use {error.filename}" if error.filename else "a file or folder cannot be used"
        _end(f"{place} ({error.strerror or error}); check the path, its permissions and the disk", 2)
    except Exception as error:
        if type(error).__module__ == "sqlite3":  # a disk that is full, a journal that is damaged
            _end(
                f"the run's journal.sqlite cannot be used ({error}); check the disk, or restore the file, and add --resume",
                2,
            )
        if os.environ.get("ASSAY_TRACEBACK"):
            raise
        _end(
            f"internal error, {told(error)} "
            "(what was reported done is kept; set ASSAY_TRACEBACK=1 to see where it happened, and report it)",
            1,
        )


def _stop(*_: object) -> None:
    """SIGTERM is taken like Ctrl-C, also where a shell has told background jobs to ignore that."""
    raise KeyboardInterrupt


def _end(what: object, code: int) -> None:
    print(f"assay: {what}", file=sys.stderr)
    sys.exit(code)
