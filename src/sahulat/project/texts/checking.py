"""Finds what a reader of another language would see in English: every msgid of code and templates needs its text.

Messages are taken from Python by Babel and from templates by Django's own `templatize`, so what is found is what
Django would look up.
"""

import io
import re
from dataclasses import dataclass
from pathlib import Path

from babel.messages.extract import extract_python
from django.utils.translation import templatize

from sahulat.project.texts.catalogues import SOURCE, catalogues, read

_KEYWORDS = dict.fromkeys(
    ("gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext", "N_", "_")
)
_CONTEXTUAL = frozenset({"pgettext", "pgettext_lazy", "npgettext"})
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
_SKIPPED = frozenset({"tests", "migrations"})
Key = tuple[str, str | None]  # msgid, context


@dataclass(frozen=True, slots=True)
class Problem:
    """One text that a reader would miss, and where it is asked for."""

    language: str
    place: str
    msgid: str
    what: str


def messages_asked_for() -> dict[Key, str]:
    """Every msgid (with its context) in code and templates, with the first place that asks for it."""
    found: dict[Key, str] = {}
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.txt")]):
        relative = path.relative_to(SOURCE)
        if _SKIPPED.intersection(relative.parts) or (path.suffix != ".py" and "templates" not in relative.parts):
            continue
        for key, line in _messages(path):
            found.setdefault(key, f"{relative}:{line}")
    return found


def _messages(path: Path) -> list[tuple[Key, int]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # What templatize leaves is Python to a lenient reader; its indentation, the template's own, means nothing.
        text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).split("\n"))
    found: list[tuple[Key, int]] = []
    for line, function, messages, _ in extract_python(io.BytesIO(text.encode()), _KEYWORDS, (), {}):
        given = messages if isinstance(messages, tuple) else (messages,)
        texts = [str(message) for message in given if message]
        if not texts:
            continue
        if function in _CONTEXTUAL:
            if len(texts) > 1:
                found.append(((texts[1], texts[0]), line))
        else:
            found.append(((texts[0], None), line))
    return found


def problems(languages: tuple[str, ...]) -> list[Problem]:
    """What is missing, fuzzy or has other placeholders in each of the languages (English is the msgid itself)."""
    asked = messages_asked_for()
    found: list[Problem] = []
    for language in languages:
        if language == "en":
            continue
        texts, faults = _texts(language)
        found += faults
        for (msgid, context), place in asked.items():
            if (msgid, context) not in texts:
                found.append(Problem(language, place, msgid, "no translation"))
    return found


def _texts(language: str) -> tuple[set[Key], list[Problem]]:
    known: set[Key] = set()
    faults: list[Problem] = []
    for path in catalogues():
        if path.parents[1].name != language:
            continue
        for message in read(path):
            if not message.id:
                continue
            msgids = message.id if isinstance(message.id, (list, tuple)) else (message.id,)
            texts = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
            if not all(texts) or message.fuzzy:
                continue
            known.add((msgids[0], message.context))
            allowed = {name for msgid in msgids for name in _PLACEHOLDER.findall(msgid)}
            if any(set(_PLACEHOLDER.findall(text or "")) - allowed for text in texts):
                place = str(path.relative_to(SOURCE))
                faults.append(Problem(language, place, msgids[0], "has a placeholder that the msgid has not"))
    return known, faults
