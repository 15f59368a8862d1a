"""Reading a YAML mapping strictly: each key asked for once, of the right type; the rest is a finding."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sahulat.platform.catalogue.rules.findings import Findings

WORD = re.compile(r"^[a-z][a-z0-9_-]{0,59}$")


class StrictNode:
    """The Node of catalogue.types over parsed YAML."""

    def __init__(self, file: str, place: str, data: Mapping[str, Any], findings: Findings) -> None:
        self.file = file
        self._place = place
        self._data = data
        self._findings = findings
        self._asked: set[str] = set()
        self._children: list[StrictNode] = []

    @property
    def place(self) -> str:
        """Where it stands."""
        return self._place

    def has(self, key: str) -> bool:
        """Whether the key is there and not empty."""
        self._asked.add(key)
        return self._data.get(key) is not None

    def find(self, key: str, en: str, ur: str) -> None:
        """Note that something is wrong at this key."""
        self._findings.add(self.file, ".".join(part for part in (self._place, key) if part), en, ur)

    def raw(self, key: str) -> Any:
        """Whatever stands under this key."""
        self._asked.add(key)
        return self._data.get(key)

    def _value(self, key: str, kind: type, default: Any, en: str, ur: str) -> Any:
        value = self.raw(key)
        if value is None:
            if default is None:
                self.find(key, "This is missing.", "یہ موجود نہیں۔")
                return kind()
            return default
        # bool is an int in Python, not in a package
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.find(key, en, ur)
            return kind()
        return value

    def string(self, key: str, *, default: str | None = None, longest: int = 2000) -> str:
        """A string."""
        value: str = self._value(key, str, default, "Text is expected here.", "یہاں متن ہونا چاہیے۔")
        if len(value) > longest:
            self.find(key, f"At most {longest} letters.", f"زیادہ سے زیادہ {longest} حروف۔")
            return ""
        return value

    def word(self, key: str, *, default: str | None = None) -> str:
        """A code."""
        value = self.string(key, default=default)
        if value and not WORD.match(value):
            self._not_a_word(key, value)
            return ""
        return value

    def _not_a_word(self, key: str, value: object) -> None:
        self.find(
            key,
            f"{value!s:.60} is no code: small letters, digits, - and _, beginning with a letter.",
            f"{value!s:.60} کوڈ نہیں: چھوٹے انگریزی حروف، ہندسے، - اور _، شروع میں حرف۔",
        )

    def number(self, key: str, *, default: int | None = None, least: int = 0, most: int = 10**9) -> int:
        """A whole number within bounds."""
        value: int = self._value(key, int, default, "A whole number is expected here.", "یہاں پورا عدد ہونا چاہیے۔")
        if self._data.get(key) is not None and not least <= value <= most:
            self.find(key, f"A number from {least} to {most}.", f"{least} سے {most} تک کا عدد۔")
            return least
        return value

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """True or false."""
        value: bool = self._value(
            key, bool, default, "true or false is expected here.", "یہاں true یا false ہونا چاہیے۔"
        )
        return value

    def one_of(self, key: str, allowed: Sequence[str], *, default: str | None = None) -> str:
        """One of the allowed words."""
        value = self.string(key, default=default)
        if value and value not in allowed:
            known = ", ".join(sorted(allowed))
            self.find(key, f"{value:.60} isn't known. Known: {known}.", f"{value:.60} معلوم نہیں۔ معلوم: {known}")
            return ""
        return value

    def _list(self, key: str, default: Sequence[Any] | None) -> list[Any]:
        value = self._value(
            key, list, None if default is None else list(default), "A list is expected here.", "یہاں فہرست ہونی چاہیے۔"
        )
        return list(value)

    def strings(self, key: str, *, default: Sequence[str] | None = None) -> tuple[str, ...]:
        """A list of strings."""
        values = self._list(key, default)
        good = tuple(value for value in values if isinstance(value, str) and value.strip())
        if len(good) != len(values):
            self.find(key, "Each entry must be text.", "ہر اندراج متن ہونا چاہیے۔")
        return good

    def words(self, key: str, *, default: Sequence[str] | None = None) -> tuple[str, ...]:
        """A list of codes, none twice."""
        values = self.strings(key, default=default)
        for value in values:
            if not WORD.match(value):
                self._not_a_word(key, value)
        if len(set(values)) != len(values):
            self.find(key, "One entry stands here twice.", "ایک اندراج دو بار ہے۔")
        return tuple(dict.fromkeys(value for value in values if WORD.match(value)))

    def _node(self, key: str, data: Any) -> StrictNode:
        place = ".".join(part for part in (self._place, key) if part)
        if not isinstance(data, dict):
            self.find(key, "Named values are expected here.", "یہاں نام اور قدر ہونے چاہئیں۔")
            data = {}
        node = StrictNode(self.file, place, data, self._findings)
        self._children.append(node)
        return node

    def child(self, key: str) -> StrictNode:
        """The mapping under this key."""
        data = self.raw(key)
        if data is None:
            self.find(key, "This is missing.", "یہ موجود نہیں۔")
            return StrictNode(self.file, f"{self._place}.{key}".lstrip("."), {}, Findings())
        return self._node(key, data)

    def children(self, key: str, *, needed: bool = True) -> tuple[StrictNode, ...]:
        """The list of mappings under this key."""
        values = self._list(key, None if needed else [])
        return tuple(self._node(f"{key}.{number}", data) for number, data in enumerate(values, 1))

    def named(self, key: str) -> Mapping[str, StrictNode]:
        """The mapping of mappings under this key."""
        data = self.raw(key)
        if not isinstance(data, dict):
            self.find(key, "Named values are expected here.", "یہاں نام اور قدر ہونے چاہئیں۔")
            return {}
        found = {}
        for name, value in data.items():
            if not WORD.match(str(name)):
                self._not_a_word(key, name)
                continue
            found[str(name)] = self._node(f"{key}.{name}", {} if value is None else value)
        return found

    def finish(self) -> None:
        """Find every key that nobody asked for, here and below."""
        for key in self._data:
            if key not in self._asked:
                self.find(str(key)[:60], "This key isn't known here.", "یہ کنجی یہاں معلوم نہیں۔")
        for child in self._children:
            child.finish()
