"""The import contracts hold on the tree, and each catches a fault planted into a copy."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.house import ROOT

LINT = """
from importlinter.cli import lint_imports
raise SystemExit(lint_imports(config_filename=".importlinter", no_cache=True))
"""

# fault → (file to add to, line to add, contract that must object)
PLANTED = {
    "a sector imported by the platform": (
        "platform/people/rules.py",
        "import sahulat.sectors.farming.public",
        "Storeys",
    ),
    "the kernel importing upward": ("kernel/ids.py", "import sahulat.foundation.tables.public", "Storeys"),
    "a lazy import upward": (
        "platform/places/rules.py",
        "def late():\n    import sahulat.platform.cases.public",
        "Platform rooms",
    ),
    "an import for types only": (
        "platform/places/rules.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import sahulat.platform.people.public",
        "Platform rooms",
    ),
    "a foundation room importing upward": (
        "foundation/audit/rules.py",
        "import sahulat.foundation.jobs.public",
        "Foundation",
    ),
    "a room nobody placed": ("platform/stray/__init__.py", "", "Platform rooms"),
    "a file called utils": ("platform/people/utils.py", "", "Layers inside"),
    "operations importing web": (
        "platform/people/operations.py",
        "import sahulat.platform.people.web",
        "Layers inside",
    ),
    "migrations importing models": (
        "platform/people/migrations/m1.py",
        "import sahulat.platform.people.models",
        "Layers",
    ),
    "Django in pure code": ("platform/people/rules.py", "import django.db", "No Django"),
    "Django in the kernel": ("kernel/ids.py", "import django.conf", "No Django"),
    "a back entrance": (
        "platform/cases/operations.py",
        "import sahulat.platform.people.models",
        "Another room",
    ),
    "an HTTP client outside adapters": ("platform/people/operations.py", "import socket", "HTTP and socket"),
    "feel importing bpmn": ("notation/feel/parser.py", "import sahulat.notation.bpmn", "Notations"),
    "a circle": (
        "platform/people/rules.py",
        "import sahulat.platform.people.types\n",
        "No import circles",
    ),
}


@pytest.fixture
def small_house(tmp_path: Path) -> Path:
    """A house with the same contracts and a few empty rooms."""
    package = tmp_path / "src" / "sahulat"
    files = [
        "project/urls.py",
        "kernel/ids.py",
        "notation/feel/parser.py",
        "notation/bpmn/net.py",
        "sectors/farming/public.py",
    ]
    files += [f"foundation/{room}/{name}.py" for room in ("jobs", "audit", "tables") for name in ("public", "rules")]
    files += [
        f"platform/{room}/{name}.py"
        for room in ("cases", "people", "places")
        for name in ("public", "rules", "operations", "models", "web", "types", "migrations/m0")
    ]
    for name in files:
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    for folder in [package, *[p for p in package.rglob("*") if p.is_dir()]]:
        (folder / "__init__.py").touch()
    shutil.copy(ROOT / ".importlinter", tmp_path)
    shutil.copytree(
        ROOT / "tests" / "architecture",
        tmp_path / "tests" / "architecture",
        ignore=lambda *_: ["test_contracts.py"],
    )
    (tmp_path / "tests" / "__init__.py").touch()
    return tmp_path


def lint(house: Path) -> subprocess.CompletedProcess[str]:
    """Run the linter on a house in a process of its own."""
    environment = os.environ | {"PYTHONPATH": f"{house / 'src'}:{house}"}
    return subprocess.run(
        [sys.executable, "-c", LINT], cwd=house, env=environment, capture_output=True, text=True, check=False
    )


def test_the_tree_keeps_every_contract() -> None:
    outcome = lint(ROOT)
    assert outcome.returncode == 0, outcome.stdout[-6000:]


def test_an_unharmed_house_keeps_every_contract(small_house: Path) -> None:
    outcome = lint(small_house)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_caught(small_house: Path, fault: str) -> None:
    name, line, contract = PLANTED[fault]
    path = small_house / "src" / "sahulat" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(line + "\n")
    if fault == "a circle":
        (small_house / "src/sahulat/platform/people/types.py").write_text(
            "def f():\n    import sahulat.platform.people.rules\n"
        )
    outcome = lint(small_house)
    assert outcome.returncode != 0, outcome.stdout
    broken = [row for row in outcome.stdout.splitlines() if "BROKEN" in row]
    assert any(contract in row for row in broken), outcome.stdout
