"""Run the web server alone (Granian, WSGI); the database must answer already."""

import argparse
import os
import sys

from sahulat.project.configuration import Configuration, read_configuration
from sahulat.project.processes import SERVER_VARIABLE
from sahulat.project.terminal import Terminal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own: address, port and workers are the configuration's."""


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Become the web server: this process is replaced, so that its parent signals the server itself."""
    environment = {**os.environ, SERVER_VARIABLE: str(os.getpid())}
    os.execve(sys.executable, server_command(read_configuration(os.environ)), environment)  # noqa: S606 - no shell is wanted


def server_command(configuration: Configuration) -> list[str]:
    """Granian's command line. It serves no static files of its own accord; WhiteNoise does."""
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi",
        "--host", configuration.address, "--port", str(configuration.port),
        "--workers", str(configuration.web_workers),
        "--blocking-threads", str(configuration.web_threads),
        "--no-ws", "--http", "1", "--backlog", "2048",
        "--respawn-failed-workers", "--respawn-interval", "0.1", "--workers-kill-timeout", "3",
        "--log-level", "warning",
    ]  # fmt: skip
    return [*command, "sahulat.project.wsgi:application"]
