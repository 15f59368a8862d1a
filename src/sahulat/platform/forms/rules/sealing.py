"""Sealed answers: canonical JSON (RFC 8785) and its SHA-256, the same for the same answers everywhere."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import rfc8785


def canonical(answers: Mapping[str, Any]) -> bytes:
    """The canonical bytes of answers."""
    return rfc8785.dumps(dict(answers))


def seal(answers: Mapping[str, Any]) -> tuple[bytes, str]:
    """(canonical bytes, SHA-256 in hexadecimal)."""
    content = canonical(answers)
    return content, hashlib.sha256(content).hexdigest()
