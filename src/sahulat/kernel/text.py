"""Text in several languages: for what is data (names of services, places, agencies). Code uses gettext."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

_LANGUAGE = re.compile(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")


class Text(Mapping[str, str]):
    """An immutable mapping from language code to text, with at least one language and no blank text."""

    __slots__ = ("_texts",)
    _texts: dict[str, str]

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Raises ValueError for no language, a malformed language code, a text that is blank or no string."""
        if not texts:
            raise ValueError("a text needs at least one language")
        for language, text in texts.items():
            if not isinstance(language, str) or not _LANGUAGE.match(language):
                raise ValueError(f"not a language code: {language!r}")
            if not isinstance(text, str) or not text.strip():
                raise ValueError(f"the text in {language!r} is blank or not a string")
        object.__setattr__(self, "_texts", dict(texts))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a Text never changes; make another")

    def __getitem__(self, language: str) -> str:
        return self._texts[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __hash__(self) -> int:
        return hash(frozenset(self._texts.items()))

    def __repr__(self) -> str:
        return f"Text({self._texts!r})"

    def __reduce__(self) -> tuple[type[Text], tuple[dict[str, str]]]:
        return (Text, (dict(self._texts),))

    def pick(self, languages: Sequence[str]) -> tuple[str, str]:
        """(language, text) in the first of `languages` that exists, else in the first that the text has.

        The language comes back so that a page can mark the text with `lang` and direction.
        """
        for language in languages:
            if language in self._texts:
                return language, self._texts[language]
        return next(iter(self._texts.items()))

    def to_json(self) -> dict[str, str]:
        """The text as a JSON object, language by language."""
        return dict(self._texts)

    @classmethod
    def from_json(cls, value: object) -> Text:
        """Read what `to_json` wrote. Raises ValueError for anything else."""
        if not isinstance(value, Mapping):
            raise ValueError("a text is an object of language codes and texts")  # noqa: TRY004 - data, not a type
        return cls(value)
