"""`{% url %}`, `{% include %}`, `{% extends %}` and `reverse` name rooms below or their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.architecture.house import SOURCE, goes_down, python_files, ranks, room_of_file

TIE = re.compile(
    r"""\{%\s*url\s+['"]([a-z_]+):|\{%\s*(?:include|extends)\s+['"]([a-z_]+)/|(?:reverse|reverse_lazy|redirect)\(\s*['"]([a-z_]+):|render\([^)]*?['"]([a-z_]+)/"""
)


def ties(text: str) -> Iterator[str]:
    """Rooms that a template or a view names."""
    for match in TIE.finditer(text):
        yield next(name for name in match.groups() if name)


def wrong(room: str, text: str) -> list[str]:
    """Named rooms that do not lie below."""
    return [name for name in ties(text) if name not in ranks() or not goes_down(room, name)]


def test_templates_and_views_name_rooms_below() -> None:
    files = [*SOURCE.rglob("*.html"), *SOURCE.rglob("*.txt"), *python_files()]
    found = {
        str(path.relative_to(SOURCE)): names
        for path in files
        if (room := room_of_file(path)) not in (None, "project") and (names := wrong(str(room), path.read_text()))
    }
    assert found == {}


class TestPlantedFaults:
    def test_a_link_to_a_higher_room_is_caught(self) -> None:
        assert wrong("people", '{% url "cases:case" reference=1 %}') == ["cases"]

    def test_an_include_from_a_higher_room_is_caught(self) -> None:
        assert wrong("ui", '{% include "portal/menu.html" %}') == ["portal"]

    def test_a_reverse_in_python_is_caught(self) -> None:
        assert wrong("accounts", "redirect('portal:home')") == ["portal"]

    def test_a_link_downward_passes(self) -> None:
        assert wrong("cases", "{% url 'documents:verify' %}") == []
