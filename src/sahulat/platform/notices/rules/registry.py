"""The wordings that higher rooms register at start, by kind of notice; placeholders are filled when one is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sahulat.kernel.text import Text

Params = Mapping[str, Text | str]

_wordings: dict[str, Text] = {}


def register_notice(kind: str, wording: Text) -> None:
    """Name the wording of a kind of notice ("cases.sent-back"), with %(name)s placeholders.

    Called by a room's plugin. Safe to repeat; another wording for the same kind is a ValueError.
    """
    if _wordings.setdefault(kind, wording) != wording:
        raise ValueError(f"the notice {kind} has another wording already")


def wording(kind: str) -> Text:
    """The wording of a kind. Raises KeyError for one that nobody registered."""
    return _wordings[kind]


def filled(kind: str, params: Params, languages: Sequence[str]) -> tuple[str, str]:
    """(language, text) of a notice in the first of the languages that its wording has.

    Raises KeyError for a placeholder without a parameter.
    """
    lang, words = wording(kind).pick(languages)
    values = {
        name: value.pick([lang, *languages])[1] if isinstance(value, Text) else value for name, value in params.items()
    }
    return lang, words % values


def to_json(params: Params) -> dict[str, object]:
    """Parameters as JSON values: a Text as an object, plain words as a string."""
    return {name: value.to_json() if isinstance(value, Text) else value for name, value in params.items()}


def from_json(data: Mapping[str, object]) -> dict[str, Text | str]:
    """Read what `to_json` wrote."""
    return {name: value if isinstance(value, str) else Text.from_json(value) for name, value in data.items()}
