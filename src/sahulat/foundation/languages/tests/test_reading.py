"""Language files: complete or refused by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sahulat.foundation.languages.public import LanguageFaulty, languages
from sahulat.foundation.languages.queries import BESIDE_THE_CODE
from sahulat.foundation.languages.rules.reading import read_language

FOLDER = BESIDE_THE_CODE / "languages"


def planted(tmp_path: Path, change: dict[str, Any]) -> Path:
    raw = yaml.safe_load((FOLDER / "ur.yaml").read_text(encoding="utf-8"))
    path = tmp_path / "ur.yaml"
    path.write_text(yaml.safe_dump(raw | change, allow_unicode=True), encoding="utf-8")
    return path


def test_every_language_file_of_the_project_is_complete() -> None:
    assert {read_language(path).code for path in FOLDER.glob("*.yaml")} >= {"en", "ur"}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"months": ["جنوری"]}, "months has 1 entries, not 12"),
        ({"digits": "01"}, "digits has 2 entries, not 10"),
        ({"code": "pa"}, "code is 'pa'"),
        ({"colour": "green"}, "colour"),
        ({"since": {"today": "آج"}}, "since"),
        ({"day_periods": [{"from": 4, "word": "صبح"}]}, "day_periods"),
        ({"numbers": None}, "TypeError"),
    ],
)
def test_a_faulty_file_is_refused_by_name(tmp_path: Path, change: dict[str, Any], complaint: str) -> None:
    with pytest.raises(LanguageFaulty, match=complaint):
        read_language(planted(tmp_path, change))


def test_no_letter_stands_twice_in_an_alphabet() -> None:
    for language in languages():
        spellings = [each for letter in language.alphabet for each in (letter.letter, *letter.variants)]
        assert len(spellings) == len(set(spellings)), language.code
