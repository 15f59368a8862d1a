"""Run a worker alone: hands out events, chains the audit, runs jobs. Several may run at once."""

import argparse
import signal
import threading
from types import FrameType

from sahulat.foundation.jobs.public import run_worker
from sahulat.project.terminal import Terminal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Work until told to stop; what is in hand is finished or comes back."""
    stop = threading.Event()

    def asked_to_stop(sign: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, asked_to_stop)
    signal.signal(signal.SIGINT, asked_to_stop)
    run_worker(stop)
    return 0
