"""Run the platform: database, web and worker under one supervisor. Ctrl-C stops it; nothing is lost."""

import argparse
import logging.config
import os
from dataclasses import replace

from sahulat.project.configuration import ROOT, Configuration, read_configuration
from sahulat.project.logs import logging_settings
from sahulat.project.supervisor import Supervisor
from sahulat.project.terminal import Terminal
from sahulat.project.watching import Watcher


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which port, which data, demo or not."""
    parser.add_argument("--demo", action="store_true", help="load the demo country at the first start")
    parser.add_argument("--port", type=int, help="the port to answer on (default: the configuration's)")
    parser.add_argument("--logs", action="store_true", help="write the log here instead of to log/ in the state folder")
    parser.add_argument("--reload", action="store_true", help="for developers: restart web and worker on each save")


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Run until told to stop."""
    logging.config.dictConfig(logging_settings())
    if arguments.port is not None:
        os.environ["SAHULAT_PORT"] = str(arguments.port)
    configuration = _with_arguments(read_configuration(os.environ), arguments)
    watcher = Watcher((ROOT / "src", *configuration.services)) if arguments.reload else None
    show_logs = arguments.logs or arguments.reload
    return Supervisor(configuration, terminal, watcher, show_logs).run()


def _with_arguments(configuration: Configuration, arguments: argparse.Namespace) -> Configuration:
    return replace(
        configuration,
        demo=configuration.demo or arguments.demo,
        debug=configuration.debug or arguments.reload,
    )
