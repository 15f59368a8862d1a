"""Withdraw an issued document, for instance when its post no longer exists: its check page says so from then on."""

import argparse

from sahulat.foundation.access.types import Actor
from sahulat.kernel.clock import now
from sahulat.platform.documents.public import document_by_number, revoke
from sahulat.project.terminal import Terminal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which document, and why."""
    parser.add_argument("action", choices=["revoke"])
    parser.add_argument("number", metavar="NUMBER", help="as it stands on the document, such as PB-DOM-26-004517-3")
    parser.add_argument("--reason", required=True, help="kept with the document; not shown to strangers")


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Withdraw it; a number that we never issued, or one withdrawn before, is refused (exit code 3)."""
    document = document_by_number(arguments.number)
    actor = Actor.system(request_id=f"sahulat documents revoke {document.number}")
    revoke(actor=actor, now=now(), document_id=document.id, reason=arguments.reason)
    terminal.result({"number": document.number, "revoked": True}, f"{document.number} is withdrawn.")
    return 0
