"""How the command line speaks: text or JSON on standard output, progress and complaints on standard error."""

import json
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where a command's words go. With `as_json`, standard output carries exactly one JSON value."""

    as_json: bool = False
    quiet: bool = False

    def say(self, text: str) -> None:
        """A line for a person; silent under --json and --quiet."""
        if not (self.as_json or self.quiet):
            sys.stdout.write(text + "\n")
            sys.stdout.flush()

    def result(self, value: object, text: str = "") -> None:
        """The command's result: the value as JSON, or its text for a person."""
        if self.as_json:
            sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")
        elif text and not self.quiet:
            sys.stdout.write(text + "\n")
        sys.stdout.flush()

    def complain(self, text: str) -> None:
        """What went wrong, and what to do."""
        sys.stderr.write(f"sahulat: {text}\n")
        sys.stderr.flush()

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """A step of longer work: shown when it begins, with its seconds when it is done."""
        start = time.monotonic()
        visible = not self.quiet
        if visible:
            sys.stderr.write(f"  … {what}" + ("" if sys.stderr.isatty() else "\n"))
            sys.stderr.flush()
        try:
            yield
        except BaseException:
            if visible:
                sys.stderr.write(f"\r  ✗ {what}\n")
            raise
        if visible:
            sys.stderr.write(f"\r  ✓ {what} ({time.monotonic() - start:.1f} s)\n")
            sys.stderr.flush()

    def progress(self, done: int, total: int, what: str) -> None:
        """A bar for work that can be counted; drawn only on a terminal."""
        if self.quiet or not sys.stderr.isatty():
            return
        width = 30
        full = width * done // max(total, 1)
        end = "\n" if done >= total else ""
        sys.stderr.write(f"\r  [{'█' * full}{'░' * (width - full)}] {done:,}/{total:,} {what}{end}")
        sys.stderr.flush()


def table(rows: list[Mapping[str, object]]) -> str:
    """Rows as aligned columns, headed by their keys."""
    if not rows:
        return ""
    names = list(rows[0])
    cells = [names, *([str(row[name]) for name in names] for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(names))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in cells)
