"""Collect the rooms' static files, hash their names and compress them (Brotli and gzip) for the web server."""

import argparse
import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.management.commands.collectstatic import Command
from django.core.files.storage import storages
from django.core.management import call_command

from sahulat.project.terminal import Terminal

MANIFEST = "staticfiles.json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Collect anew; safe to repeat, also while instances serve what is there."""
    root: Path = settings.STATIC_ROOT
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root.parent, prefix=".static-") as folder:
        count = collect(Path(folder))
        lay_over(Path(folder), root)
    terminal.result({"files": count}, f"{count} static files in {root}")
    return 0


def collect(folder: Path) -> int:
    """Collect into an empty folder; how many files."""
    command = Command()
    wanted = settings.STORAGES["staticfiles"]
    command.storage = storages.create_storage({**wanted, "OPTIONS": {"location": str(folder)}})
    call_command(command, interactive=False, verbosity=0)
    return sum(1 for path in folder.rglob("*") if path.is_file())


def lay_over(new: Path, root: Path) -> None:
    """Rename each new file to its place, the list of names last. Nothing is ever missing meanwhile, and what pages of
    the version before name, by its own hash, stays."""
    files = [path.relative_to(new) for path in new.rglob("*") if path.is_file()]
    for file in sorted(files, key=lambda each: each.name == MANIFEST):
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (new / file).replace(root / file)
