"""Cases whose process stands still, since no rule says how they go on: list them, ask the rules again."""

import argparse

from sahulat.foundation.access.types import Actor
from sahulat.kernel import clock
from sahulat.platform.cases.public import resume_case
from sahulat.platform.processes.public import standing_still
from sahulat.project.terminal import Terminal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with them."""
    parser.add_argument("action", choices=["still", "resume"], help="list those that stand still; let them go on")


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """List, or ask again; exit code 1 while any stands still."""
    found = standing_still()
    if arguments.action == "resume":
        actor, now = Actor.system(request_id="sahulat cases resume"), clock.now()
        found = tuple(case_id for case_id in found if not resume_case(actor=actor, now=now, case_id=case_id))
    ids = [str(case_id) for case_id in found]
    terminal.result({"still": ids}, "\n".join([f"{len(ids)} cases stand still", *ids]))
    return 1 if ids else 0
