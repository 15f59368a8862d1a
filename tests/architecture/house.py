"""The house as data for the checks: rooms in their order (read from the import contracts) and source files."""

from __future__ import annotations

import configparser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "sahulat"


def _layers(contract: str) -> list[set[str]]:
    linter = configparser.ConfigParser()
    linter.read(ROOT / ".importlinter")
    lines = linter[f"importlinter:contract:{contract}"]["layers"].split("\n")
    return [{name.strip(" ()") for name in line.replace(":", "|").split("|")} for line in lines if line.strip()]


def ranks() -> dict[str, tuple[int, int]]:
    """App label → (storey, row) where a larger tuple stands higher; the demo and project stand on top."""
    order: dict[str, tuple[int, int]] = {}
    for storey, contract in enumerate(("foundation", "platform")):
        layers = _layers(contract)
        for row, names in enumerate(reversed(layers)):
            order.update(dict.fromkeys(names, (storey, row)))
    order.update({path.name: (2, 0) for path in (SOURCE / "sectors").glob("*/")})
    order["demo"] = order["project"] = (9, 0)
    return order


def goes_down(origin: str, target: str) -> bool:
    """Whether a tie from one room to another points downward or stays at home; foreign apps count as the ground."""
    order = ranks()
    return target == origin or order[origin] > order.get(target, (-1, 0))


def python_files(*, tests: bool = False, migrations: bool = False) -> list[Path]:
    """Our production files."""
    return [
        path
        for path in sorted(SOURCE.rglob("*.py"))
        if (tests or "tests" not in path.parts) and (migrations or "migrations" not in path.parts)
    ]


def room_of_file(path: Path) -> str | None:
    """The app label that a file belongs to."""
    parts = path.relative_to(SOURCE).parts
    if parts[0] in ("foundation", "platform", "sectors") and len(parts) > 2:
        return parts[1]
    if parts[:2] == ("project", "demo"):
        return "demo"
    return "project" if parts[0] == "project" else None
