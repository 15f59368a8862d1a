"""Where a process's tokens are: all that is stored of a running case's process, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

VERSION = 1
_PATH = re.compile(r"[^\W\d][\w.\-]*(?:#[0-9]{1,6})?")


@dataclass(frozen=True, slots=True)
class Marking:
    """An immutable marking of one net: sorted (path, count) pairs.

    A path at a task or decision counts 1; a flow that leads into a parallel gateway counts the tokens that wait
    on it. Equal situations are equal and hash alike.
    """

    net: str
    at: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, net: str, at: Mapping[str, int]) -> Marking:
        """The marking with these places."""
        return cls(net, tuple(sorted(at.items())))

    @property
    def has_ended(self) -> bool:
        """Is no token left?"""
        return not self.at

    @property
    def paths(self) -> tuple[str, ...]:
        """The places that hold a token."""
        return tuple(path for path, _ in self.at)

    def to_json(self) -> dict[str, object]:
        """{"v": 1, "net": "…", "at": {"visit_fire": 1}}; under a kilobyte for any net a person draws."""
        return {"v": VERSION, "net": self.net, "at": dict(self.at)}

    @classmethod
    def from_json(cls, value: object) -> Marking:
        """Read what `to_json` wrote. Raises ValueError for anything else."""
        if not isinstance(value, Mapping) or value.get("v") != VERSION:
            raise ValueError("not a marking of a version that is known here")
        net, at = value.get("net"), value.get("at")
        if not isinstance(net, str) or not isinstance(at, Mapping) or not all(map(_is_place, at.items())):
            raise ValueError("not a marking")
        return cls.of(net, {str(path): int(count) for path, count in at.items()})


def _is_place(place: tuple[object, object]) -> bool:
    path, count = place
    return isinstance(path, str) and _PATH.fullmatch(path) is not None and type(count) is int and count > 0
