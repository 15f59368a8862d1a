"""Collect the rooms' static files, hash their names and compress them (Brotli and gzip) for the web server."""

import argparse

from django.conf import settings
from django.core.management import call_command

from sahulat.project.terminal import Terminal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Collect anew; safe to repeat."""
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    files = [path for path in settings.STATIC_ROOT.rglob("*") if path.is_file()]
    terminal.result({"files": len(files)}, f"{len(files)} static files in {settings.STATIC_ROOT}")
    return 0
