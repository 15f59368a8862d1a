"""What is written is true: paths exist, links lead somewhere, commands exist, examples give what they say."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sahulat.notation.feel import compile_expression
from sahulat.project.command_line import COMMANDS
from sahulat.project.services import ACTIONS
from tests.architecture import command_line_page
from tests.architecture.house import ROOT, SOURCE

PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
ROOM_PAGES = sorted(SOURCE.glob("*/*/README.md"))
TOPS = ("src/", "tests/", "docs/", "services/", "data/", "web/", "deploy/", "benchmarks/", "requirements/", ".ci/")
# Made up by CONTRIBUTING and the how-tos as an example, or made by a build.
MADE_UP = ("services/punjab/revenue", "src/sahulat/sectors", "src/sahulat/foundation/ui/static")
LARGEST_PICTURE = 150_000
LONGEST_ROOM_PAGE = 45
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")
_FENCE = re.compile(r"^ *```[^\n]*\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
_ROW = re.compile(r"^\| `(.+?)` \| `(.+?)` \|$", re.MULTILINE)
_SAHULAT = re.compile(r"(?:^|[\s`/])sahulat ([a-z]+)\b(?: ([a-z]+))?")
_MAKE = re.compile(r"(?:^|[\s`])make ([a-z][a-z-]*)(?=[\s`,.;:)]|$)")


def words_of(page: Path) -> str:
    """The page's text."""
    return page.read_text(encoding="utf-8")


def named_paths(text: str) -> Iterator[str]:
    """Paths of this repository that stand as code in a page; patterns are left out."""
    for code in _CODE.findall(_FENCE.sub("", text)):
        if code.startswith(TOPS) and not re.search(r"[*<>… ()=]", code) and not code.startswith(MADE_UP):
            yield code


def missing_paths(page: Path) -> list[str]:
    """Named paths that aren't there."""
    return [path for path in named_paths(words_of(page)) if not (ROOT / path).exists()]


def broken_links(page: Path, text: str) -> list[str]:
    """Links inside this repository that lead nowhere."""
    inside = [link.partition("#")[0] for link in _LINK.findall(_FENCE.sub("", text)) if "://" not in link]
    return [link for link in inside if link and not (page.parent / link).exists()]


def unknown_commands(text: str) -> list[str]:
    """Commands of `sahulat` and targets of make, in code, that don't exist."""
    known = {command.name for command in COMMANDS}
    targets = set(re.findall(r"^([a-z-]+):", words_of(ROOT / "Makefile"), re.MULTILINE))
    code = "\n".join([*_FENCE.findall(text), *(f"`{each}`" for each in _CODE.findall(_FENCE.sub("", text)))])
    wrong = [f"sahulat {name}" for name, _ in _SAHULAT.findall(code) if name not in known]
    wrong += [
        f"sahulat service {action}"
        for name, action in _SAHULAT.findall(code)
        if name == "service" and action and action not in ACTIONS
    ]
    return wrong + [f"make {target}" for target in _MAKE.findall(code) if target not in targets]


def rooms() -> list[Path]:
    """The folders of all rooms."""
    storeys = [SOURCE / name for name in ("kernel", "notation", "foundation", "platform", "sectors")]
    return [path.parent for storey in storeys for path in sorted(storey.glob("*/apps.py"))]


@pytest.mark.parametrize("page", [*PAGES, *ROOM_PAGES], ids=lambda page: str(page.relative_to(ROOT)))
def test_every_path_link_and_command_of_a_page_exists(page: Path) -> None:
    text = words_of(page)
    assert (missing_paths(page), broken_links(page, text), unknown_commands(text)) == ([], [], [])


def test_the_page_of_the_command_line_is_what_the_commands_say() -> None:
    if sys.version_info[:2] != (3, 11):
        pytest.skip("argparse words its help otherwise in another Python")
    assert words_of(command_line_page.PAGE) == command_line_page.page()


def test_each_command_of_the_readme_is_answered() -> None:
    """`--help` stands for the command itself, which would take minutes; make says what it would do."""
    for target in sorted(set(_MAKE.findall(words_of(ROOT / "README.md")))):
        done = subprocess.run(["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    done = subprocess.run(
        [sys.executable, "-m", "sahulat.project.command_line", "--help"], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("left", "right"), _ROW.findall(words_of(ROOT / "docs" / "reference" / "feel.md")), ids=lambda each: str(each)
)
def test_every_example_of_feel_gives_what_is_written(left: str, right: str) -> None:
    one, other = (compile_expression(source).evaluate({}).value for source in (left, right))
    assert (one, type(one) is bool) == (other, type(other) is bool)


def test_the_map_names_every_room() -> None:
    picture = _FENCE.findall(words_of(ROOT / "docs" / "map.md"))[0]
    assert [room.name for room in rooms() if not re.search(rf"^.*\b{room.name}\b", picture, re.MULTILINE)] == []


def test_every_room_says_on_one_screen_what_it_owns() -> None:
    assert [str(room) for room in rooms() if not (room / "README.md").exists()] == []
    for page in ROOM_PAGES:
        text = words_of(page)
        assert [part for part in ("Owns", "Does not own", "Invariants") if f"**{part}" not in text] == [], page
        assert len(text.splitlines()) <= LONGEST_ROOM_PAGE, page


def test_every_decision_is_listed() -> None:
    listed = words_of(ROOT / "docs" / "adr" / "README.md")
    assert [path.name for path in (ROOT / "docs" / "adr").glob("0*.md") if f"({path.name})" not in listed] == []


def test_pictures_are_small() -> None:
    pictures = list((ROOT / "docs" / "pictures").glob("*"))
    assert [path.name for path in pictures if path.stat().st_size > LARGEST_PICTURE] == []


class TestPlantedFaults:
    def test_a_path_that_is_not_there_is_caught(self, tmp_path: Path) -> None:
        page = tmp_path / "page.md"
        page.write_text("Look into `src/sahulat/platform/cases/nowhere.py`.")
        assert missing_paths(page) == ["src/sahulat/platform/cases/nowhere.py"]

    def test_a_broken_link_is_caught(self, tmp_path: Path) -> None:
        assert broken_links(tmp_path / "page.md", "[here](gone.md), [there](https://example.org)") == ["gone.md"]

    @pytest.mark.parametrize("text", ["`sahulat fly`", "```\nmake coffee\n```\n", "`sahulat service fly`"])
    def test_a_command_that_is_not_there_is_caught(self, text: str) -> None:
        assert len(unknown_commands(text)) == 1
