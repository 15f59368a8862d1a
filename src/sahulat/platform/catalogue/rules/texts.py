"""The texts of a package: text/<language>.yaml, nested keys joined by dots."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sahulat.kernel.text import Text
from sahulat.platform.catalogue.rules.findings import Findings
from sahulat.platform.catalogue.rules.yaml_text import read_yaml

FILE = re.compile(r"^text/([a-z]{2,3})\.yaml$")
ARABIC_SCRIPT = re.compile(r"[\u0600-\u06ff]")
ARABIC_LANGUAGES = frozenset({"ur", "sd", "ps", "skr", "bal", "pnb"})
LONGEST = 4000


class PackageTexts:
    """The Texts of catalogue.types; remembers which keys were asked for."""

    def __init__(
        self, by_language: Mapping[str, Mapping[str, str]], languages: Sequence[str], findings: Findings
    ) -> None:
        self._by_language = by_language
        self._languages = tuple(languages)
        self._findings = findings
        self._asked: set[str] = set()

    def text(self, key: str) -> Text:
        """The text under this key; a finding for each promised language that lacks it."""
        self._asked.add(key)
        found = self._found(key)
        for language in self._languages:
            if language not in found:
                self._findings.add(f"text/{language}.yaml", key, "This text is missing.", "یہ متن موجود نہیں۔")
        return Text(found) if found else Text({"en": key})

    def optional(self, key: str) -> Text | None:
        """The text under this key, or None when no language has it. Half translated is a finding."""
        return self.text(key) if self._found(key) else None

    def _found(self, key: str) -> dict[str, str]:
        return {language: texts[key] for language, texts in self._by_language.items() if key in texts}

    def everything(self) -> dict[str, Text]:
        """All texts that were asked for, by key."""
        return {key: Text(found) for key in sorted(self._asked) if (found := self._found(key))}

    def find_unused(self) -> None:
        """A warning for each key that nobody asked for: most often a misspelt one."""
        for language, texts in self._by_language.items():
            for key in texts:
                if key not in self._asked:
                    self._findings.add(
                        f"text/{language}.yaml",
                        key,
                        "Nothing uses this text. Is the key misspelt?",
                        "یہ متن کہیں استعمال نہیں ہوتا۔ کیا کنجی غلط لکھی ہے؟",
                        warning=True,
                    )


def read_texts(files: Mapping[str, str], languages: Sequence[str], findings: Findings) -> PackageTexts:
    """Read all text files of a package."""
    by_language: dict[str, Mapping[str, str]] = {}
    for path, content in files.items():
        match = FILE.match(path)
        if match is None:
            continue
        flat: dict[str, str] = {}
        _flatten(path, "", read_yaml(path, content, findings), flat, findings)
        by_language[match[1]] = flat
        if match[1] in ARABIC_LANGUAGES:
            _find_untranslated(path, flat, findings)
    for language in languages:
        if language not in by_language:
            findings.add(f"text/{language}.yaml", "", "This file is missing.", "یہ فائل موجود نہیں۔")
    return PackageTexts(by_language, languages, findings)


def _flatten(file: str, place: str, data: Any, into: dict[str, str], findings: Findings) -> None:
    if isinstance(data, dict):
        for key, value in data.items():
            _flatten(file, f"{place}.{key}".lstrip("."), value, into, findings)
    elif isinstance(data, str) and data.strip() and len(data) <= LONGEST:
        into[place] = data.strip()
    elif place or data is not None:
        findings.add(file, place, "Text is expected here.", "یہاں متن ہونا چاہیے۔")


def _find_untranslated(file: str, texts: Mapping[str, str], findings: Findings) -> None:
    for key, text in texts.items():
        if not ARABIC_SCRIPT.search(text):
            findings.add(
                file, key, "This isn't in the script of its language.", "یہ اپنی زبان کے خط میں نہیں۔", warning=True
            )
