"""Verify the audit ledger: every row's MAC, the chain, the Merkle roots and the signed checkpoints."""

import argparse

from sahulat.foundation.audit.public import verify
from sahulat.project.terminal import Terminal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with the ledger."""
    parser.add_argument("action", choices=["verify"])


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Verify; exit code 1 when anything was altered."""
    with terminal.step("audit ledger"):
        verdict = verify()
    faults = [{"kind": str(fault.kind), "what": fault.what, "position": fault.position} for fault in verdict.faults]
    told = {"entries": verdict.entries, "checkpoints": verdict.checkpoints, "waiting": verdict.waiting}
    words = f"{verdict.entries:,} entries, {verdict.checkpoints:,} checkpoints, {verdict.waiting} not yet chained: "
    words += "sound" if verdict.is_sound else "\n".join(["NOT SOUND", *(f"  {fault['what']}" for fault in faults)])
    terminal.result({**told, "sound": verdict.is_sound, "faults": faults}, words)
    return 0 if verdict.is_sound else 1
