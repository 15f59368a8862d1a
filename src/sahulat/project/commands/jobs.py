"""Jobs that failed for good: `list` them, and `retry ID` once the cause is mended."""

import argparse

from sahulat.foundation.access.types import Actor, Channel
from sahulat.foundation.jobs.public import failed_jobs, retry_failed_job
from sahulat.kernel import clock
from sahulat.project.terminal import Terminal, table

USAGE = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, with which."""
    parser.add_argument("action", choices=["list", "retry"])
    parser.add_argument("id", nargs="?", type=int, help="the number that `list` shows")


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """List or retry; exit code 1 when there is no such failed job."""
    if arguments.action == "list":
        told: list[dict[str, object]] = [
            {"id": job.id, "job": job.name, "queue": job.queue, "attempts": job.attempts} for job in failed_jobs()
        ]
        terminal.result(told, table([*told]) or "no job has failed")
        return 0
    if arguments.id is None:
        terminal.complain("say which: sahulat jobs retry ID")
        return USAGE
    actor = Actor.anonymous(request_id="jobs-retry", channel=Channel.COMMAND)
    retried = retry_failed_job(actor=actor, now=clock.now(), job_id=arguments.id)
    says = f"job {arguments.id} is done again" if retried else f"there is no failed job {arguments.id}"
    terminal.result({"id": arguments.id, "retried": retried}, says)
    return 0 if retried else 1
