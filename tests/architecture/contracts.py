"""The one import contract that import-linter does not bring along: three doors to a room."""

from __future__ import annotations

from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, output

DOORS = frozenset({"public", "types", "events"})
ROOMY = ("sahulat.foundation", "sahulat.platform", "sahulat.sectors")
# Composition root and tests put rooms together; factories are for tests and the demo.
FREE = ("sahulat.project",)


def room_of(module: str) -> str | None:
    """The room that a module lives in (`sahulat.platform.cases`), or None outside the roomy storeys."""
    parts = module.split(".")
    storey = ".".join(parts[:2])
    return ".".join(parts[:3]) if storey in ROOMY and len(parts) >= 3 else None


def enters_by_a_door(importer: str, imported: str) -> bool:
    """Whether one direct import keeps to the doors of the room that it enters."""
    room = room_of(imported)
    if room is None or room == room_of(importer) or ".tests" in importer:
        return True
    inner = imported.split(".")[3:4]
    if importer.startswith(FREE):
        return True
    if importer.split(".")[3:4] == ["testing"] and inner == ["testing"]:
        return True
    return bool(inner) and inner[0] in DOORS


class OneDoor(Contract):
    """Each direct import of another room names its `public`, `types` or `events`."""

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        found = [
            (importer, imported)
            for importer in sorted(graph.modules)
            if importer.startswith("sahulat.")
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if not enters_by_a_door(importer, imported)
        ]
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        found: list[Any] = check.metadata["found"]
        for importer, imported in found:
            output.print_error(f"{importer} enters {imported} beside its doors")
