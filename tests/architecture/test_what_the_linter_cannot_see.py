"""Ties that no import shows: packages without `__init__`, imports by string, clients, names, sizes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, SOURCE, python_files, room_of_file

BANNED = {"utils", "util", "helpers", "helper", "common", "base", "manager", "managers", "core", "misc"}
CLIENTS = {"http.client", "urllib.request", "urllib3", "ftplib", "aiohttp"}
LOADERS = {"import_module", "__import__", "import_string"}
MOST_LINES, MOST_FUNCTION_LINES = 400, 50


def folders_without_init(source: Path) -> list[str]:
    """Folders with Python files that the import linter would not see."""
    folders = {path.parent for path in source.rglob("*.py")}
    return sorted(str(folder.relative_to(source)) for folder in folders if not (folder / "__init__.py").exists())


def imports_by_string(tree: ast.AST) -> list[int]:
    """Lines that call an importing function with a name made at run time."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [node.lineno for node in calls if getattr(node.func, "attr", getattr(node.func, "id", "")) in LOADERS]


def clients_imported(tree: ast.AST) -> list[str]:
    """Network clients of the standard library that a file imports."""
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name in CLIENTS]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
            found += sorted(names & CLIENTS)
    return found


def long_functions(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Functions over the limit, docstring counted."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > MOST_FUNCTION_LINES:
                yield node.name, length


def trees() -> Iterator[tuple[Path, ast.AST]]:
    """Our production files, parsed."""
    for path in python_files():
        yield path.relative_to(ROOT), ast.parse(path.read_text())


def test_every_folder_with_python_has_an_init() -> None:
    assert folders_without_init(SOURCE) == []


def test_nothing_is_imported_by_string_outside_project() -> None:
    found = [
        f"{path}:{line}" for path, tree in trees() for line in imports_by_string(tree) if "project" not in path.parts
    ]
    assert found == []


def test_network_clients_live_in_adapters_and_project_only() -> None:
    found = [
        f"{path}: {name}"
        for path, tree in trees()
        for name in clients_imported(tree)
        if "project" not in path.parts and "adapters" not in str(path)
    ]
    assert found == []


def test_no_file_has_a_name_that_says_nothing() -> None:
    found = [str(path) for path in python_files(tests=True) if BANNED & {path.stem, path.parent.name}]
    assert found == []


def test_no_file_passes_400_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): n
        for path in python_files(tests=True)
        if (n := len(path.read_text().splitlines())) > MOST_LINES
    }
    assert long == {}


def test_no_function_passes_50_lines() -> None:
    assert [(str(path), *row) for path, tree in trees() for row in long_functions(tree)] == []


def test_every_file_says_what_it_is() -> None:
    silent = [
        str(path)
        for path, tree in trees()
        if path.name != "__init__.py" and isinstance(tree, ast.Module) and not ast.get_docstring(tree)
    ]
    assert silent == []


def test_every_room_of_the_house_has_work() -> None:
    rooms = {room_of_file(path) for path in python_files() if path.name not in ("__init__.py", "apps.py", "types.py")}
    folders = {
        p.name
        for storey in ("foundation", "platform")
        for p in (SOURCE / storey).iterdir()
        if (p / "__init__.py").exists()
    }
    assert folders - rooms == set()


class TestPlantedFaults:
    def test_a_folder_without_init_is_caught(self, tmp_path: Path) -> None:
        (tmp_path / "management").mkdir()
        (tmp_path / "management" / "late.py").touch()
        assert folders_without_init(tmp_path) == ["management"]

    @pytest.mark.parametrize("line", ["importlib.import_module('sahulat.x')", "__import__('x')", "import_string('x')"])
    def test_an_import_by_string_is_caught(self, line: str) -> None:
        assert imports_by_string(ast.parse(line)) == [1]

    @pytest.mark.parametrize("line", ["import http.client", "from urllib import request", "from http.client import x"])
    def test_a_network_client_is_caught(self, line: str) -> None:
        assert clients_imported(ast.parse(line))

    def test_a_long_function_is_caught(self) -> None:
        assert list(long_functions(ast.parse("def f():\n" + "    x = 1\n" * 50))) == [("f", 51)]
