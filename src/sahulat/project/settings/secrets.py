"""Secrets that the process needs at start: from the environment, else from the key folder."""

import os
import secrets
from pathlib import Path

from sahulat.project.settings.configuration import Configuration

SECRET_VARIABLE = "SAHULAT_SECRET_KEY"  # noqa: S105


def secret_key_file(configuration: Configuration) -> Path:
    """Where a generated key for sessions and form tokens is kept (0600)."""
    return configuration.keys / "web-secret"


def secret_key(configuration: Configuration) -> str:
    """The key of sessions and form tokens.

    A tool that only imports the settings (type checker, linter) gets one that is forgotten when it ends;
    `prepare_state` writes the lasting one before anything is served.
    """
    given = os.environ.get(SECRET_VARIABLE)
    if given:
        return given
    kept = secret_key_file(configuration)
    if kept.exists():
        return kept.read_text(encoding="ascii").strip()
    return secrets.token_urlsafe(48)
