"""Collecting findings while a package is read."""

from __future__ import annotations

from sahulat.kernel.text import Text
from sahulat.platform.catalogue.types import Finding, Severity


class Findings:
    """The findings of one package, in the order in which they were met, each once."""

    def __init__(self) -> None:
        self._found: dict[Finding, None] = {}

    def add(self, file: str, place: str, en: str, ur: str, *, warning: bool = False) -> None:
        """Note one finding in plain words in both languages."""
        severity = Severity.WARNING if warning else Severity.ERROR
        self._found.setdefault(Finding(file, place, Text({"en": en, "ur": ur}), severity))

    @property
    def all(self) -> tuple[Finding, ...]:
        """What was found so far."""
        return tuple(self._found)

    @property
    def errors(self) -> int:
        """How many of them keep the package from being published."""
        return sum(finding.severity is Severity.ERROR for finding in self._found)
