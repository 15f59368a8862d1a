"""Translations: `compile` makes what the platform reads; `check` lists what a reader would see untranslated."""

import argparse
import os

from sahulat.project.configuration import read_configuration
from sahulat.project.terminal import Terminal
from sahulat.project.texts.catalogues import compile_all
from sahulat.project.texts.checking import problems


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with the texts."""
    parser.add_argument("action", choices=["compile", "check"])


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Compile or check; exit code 1 when a text is missing."""
    if arguments.action == "compile":
        written = compile_all()
        terminal.result({"compiled": written}, f"{written} catalogues compiled")
        return 0
    found = problems(read_configuration(os.environ).languages)
    rows = [{"language": p.language, "place": p.place, "msgid": p.msgid, "what": p.what} for p in found]
    lines = [f"{row['language']}  {row['place']}: {row['what']}: {row['msgid']!r}" for row in rows]
    terminal.result(rows, "\n".join(lines) or "every text is there")
    return 1 if found else 0
