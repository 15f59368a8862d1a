"""`sahulat demo`: prepare the demo country, add people, write what it issued for outside verifiers."""

from __future__ import annotations

import argparse
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from sahulat.foundation.keys.public import trust_root
from sahulat.kernel import clock
from sahulat.platform.documents.public import issued_documents
from sahulat.platform.people.public import Person
from sahulat.platform.places.public import data_folder
from sahulat.project.demo.crowd import add_people
from sahulat.project.demo.queries import is_demo_database
from sahulat.project.demo.world import World
from sahulat.project.migrating import waiting_migrations
from sahulat.project.terminal import Terminal

REFUSED = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`demo prepare`, `demo documents DIR`, `demo --people N`."""
    parser.add_argument("--people", type=int, metavar="N", help="add N invented people of all provinces")
    parser.add_argument("--seed", type=int, help="repeat a country or crowd by the seed that it printed")
    steps = parser.add_subparsers(dest="step", metavar="STEP")
    steps.add_parser("prepare", help="load the country if this database has none; safe to repeat")
    documents = steps.add_parser("documents", help="write every issued document and the root certificate to a folder")
    documents.add_argument("folder", type=Path)


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Do the step; refuses a database that is no demo."""
    if waiting_migrations():
        terminal.complain("The database is not up to date. Run `sahulat migrate` first.")
        return REFUSED
    if not settings.SAHULAT_DEMO or (Person.objects.exists() and not is_demo_database()):
        terminal.complain("This database is no demo; its people are real. Nothing was done.")
        return REFUSED
    seed = arguments.seed if arguments.seed is not None else secrets.randbelow(10**9)
    if arguments.step == "documents":
        return _write_documents(arguments.folder, terminal)
    _prepare(seed, terminal)
    if arguments.people:
        added = add_people(arguments.people, seed=seed, now=clock.now(), data=data_folder(), say=terminal.say)
        terminal.result({"people": added, "seed": seed}, f"{added} people added (seed {seed})")
    return 0


def _prepare(seed: int, terminal: Terminal) -> None:
    if is_demo_database():
        return
    terminal.say(f"demo country, seed {seed}")
    World(now=clock.now(), seed=seed, data=data_folder(), say=terminal.say).load()


def _write_documents(folder: Path, terminal: Terminal) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    written = [_write(folder, document.number, content) for document, content in issued_documents()]
    (folder / "root.pem").write_bytes(trust_root().public_bytes(Encoding.PEM))
    terminal.result({"documents": written}, f"{len(written)} documents in {folder}, root certificate beside them")
    return 0


def _write(folder: Path, number: str, content: bytes) -> str:
    path = folder / f"{number}.pdf"
    path.write_bytes(content)
    return path.name
