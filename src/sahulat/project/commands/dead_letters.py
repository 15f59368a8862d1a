"""Events that a handler could not take: `list` them, and `requeue ID` once the cause is mended."""

import argparse

from sahulat.foundation.access.types import Actor, Channel
from sahulat.foundation.events.public import dead_letters, failing_events, requeue_dead_letter
from sahulat.kernel import clock
from sahulat.project.terminal import Terminal, table

USAGE = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, with which."""
    parser.add_argument("action", choices=["list", "requeue"])
    parser.add_argument("id", nargs="?", type=int, help="the number that `list` shows")


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """List or requeue; exit code 1 when there is no such dead letter."""
    if arguments.action == "list":
        return _list(terminal)
    if arguments.id is None:
        terminal.complain("say which: sahulat events requeue ID")
        return USAGE
    actor = Actor.anonymous(request_id="events-requeue", channel=Channel.COMMAND)
    requeued = requeue_dead_letter(actor=actor, now=clock.now(), pending_id=arguments.id)
    says = f"{arguments.id} goes to its handler again" if requeued else f"there is no dead letter {arguments.id}"
    terminal.result({"id": arguments.id, "requeued": requeued}, says)
    return 0 if requeued else 1


def _list(terminal: Terminal) -> int:
    told: list[dict[str, object]] = [
        {
            "id": letter.pending_id,
            "state": state,
            "event": letter.type,
            "handler": letter.handler,
            "attempts": letter.attempts,
            "error": letter.error,
        }
        for state, letters in (("dead", dead_letters()), ("tried again", failing_events()))
        for letter in letters
    ]
    terminal.result(told, table([*told]) or "every handler took what it was given")
    return 0
