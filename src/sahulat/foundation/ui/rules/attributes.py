"""HTML attributes by the rules of GOV.UK's macro `govukAttributes`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def printed(value: object) -> str:
    """A value as the browser wants it: true and false in small letters."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def pairs(attributes: Mapping[str, Any]) -> Iterator[tuple[str, str | None]]:
    """Name and text of each attribute; None as text for a bare one.

    A value may be `{"value": v, "optional": True}`: then true gives a bare attribute, false and None nothing.
    """
    for name, item in attributes.items():
        options = item if isinstance(item, Mapping) else {"value": item}
        value = options.get("value")
        if options.get("optional"):
            if value is True:
                yield name, None
            elif value is not None and value is not False:
                yield name, printed(value)
        else:
            yield name, "" if value is None else printed(value)
