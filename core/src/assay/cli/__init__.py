"""The command line. Exit codes: 0 done, 1 fell short, 2 wrong use, 130 interrupted and resumable."""

from __future__ import annotations

import os
import signal
import sys


def main() -> None:
    """The ``assay`` command."""
    import click

    from assay.cli.app import app
    from assay.errors import UsageError

    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        code = app(standalone_mode=False)
    except UsageError as error:
        _say(error)
        code = 2
    except click.exceptions.Abort:
        code = 130
    except click.ClickException as error:
        error.show()
        code = 2
    except click.exceptions.Exit as error:
        code = error.exit_code
    except KeyboardInterrupt:
        code = 130
    except BrokenPipeError:  # assay list | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        code = 0
    except OSError as error:
        _say(f"{error.filename or 'a file'}: {error.strerror or error}")
        code = 2
    except Exception as error:
        if os.environ.get("ASSAY_TRACEBACK"):
            raise
        _say(
            f"internal error, {type(error).__name__}: {error} "
            "(what was reported done is kept; set ASSAY_TRACEBACK=1 to see where it happened, and report it)"
        )
        code = 1
    sys.exit(code if isinstance(code, int) else 0)


def _say(what: object) -> None:
    print(f"assay: {what}", file=sys.stderr)
