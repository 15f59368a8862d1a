"""docs/reference/command-line.md, made from what each command says of itself.

Write it anew: .venv/bin/python -m tests.architecture.command_line_page
"""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path

from sahulat.project.command_line import COMMANDS, main

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "command-line.md"
HEAD = """# The command line

Made from `--help` by `.venv/bin/python -m tests.architecture.command_line_page`; a test says when it is old.
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 refused (already running, not allowed, not possible here).
Every command takes `--json` and `--quiet`.
"""


def said(words: list[str]) -> str:
    """What the command prints for these words, 100 columns wide."""
    out = io.StringIO()
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "100"
    try:
        with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
            main(words)
    finally:
        del os.environ["COLUMNS"]
        if before is not None:
            os.environ["COLUMNS"] = before
    return out.getvalue().rstrip()


def page() -> str:
    """The whole page."""
    parts = [HEAD, "```", said([]), "```", ""]
    for command in COMMANDS:
        parts += [f"## sahulat {command.name}", "", "```", said([command.name, "--help"]), "```", ""]
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
