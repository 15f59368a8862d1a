"""The state folder of an installation: what it holds, made with tight modes, written by rename."""

import fcntl
import os
import secrets
from pathlib import Path

from sahulat.project.configuration import DEMO_MARK, Configuration, ConfigurationError

SECRET_VARIABLE = "SAHULAT_SECRET_KEY"  # noqa: S105

READY_VARIABLE = "SAHULAT_READY_FILE"  # names the file by which a web worker tells the supervisor that it is loaded
READY_FILE = "web-ready"
RESET_FILE = "demo-start-anew"  # in the state folder: the web side asks the supervisor to load the demo anew


_TIGHT = ("log", "files")


class AlreadyRunning(Exception):
    """Another process of ours works on this state folder or this port; the text says which and what to do."""


def write_secret(path: Path, text: str) -> None:
    """Write a secret so that it is whole or absent, readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.rename(path)


def prepare_state(configuration: Configuration) -> None:
    """Make the state folder and what is in it, for their owner alone (0700), and the lasting web secret. Repeatable.

    Raises ConfigurationError when an installation that did not begin as a demo is to become one: whoever signs in
    to a demo by one tap must never meet real people there.
    """
    for folder in (configuration.state, configuration.keys, *(configuration.state / name for name in _TIGHT)):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if folder.stat().st_uid == os.geteuid():
            folder.chmod(0o700)
    mark = configuration.state / DEMO_MARK
    if configuration.demo and not mark.exists():
        if _has_lived(configuration):
            raise ConfigurationError(
                f"{configuration.state} holds an installation that is no demo, and never becomes one. "
                "Give the demo a folder of its own with SAHULAT_STATE."
            )
        mark.touch()
    if not secret_key_file(configuration).exists():
        write_secret(secret_key_file(configuration), secrets.token_urlsafe(48))


def _has_lived(configuration: Configuration) -> bool:
    """Whether a database was made for this state folder: then there are keys in it beside the web's own secret."""
    return any(path != secret_key_file(configuration) for path in configuration.keys.iterdir())


def hold(path: Path, *, wait: bool = False) -> int:
    """Hold a lock file until this process ends, however it ends. Raises AlreadyRunning. Returns the descriptor."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = path.read_text(encoding="ascii", errors="replace").strip()
        os.close(descriptor)
        raise AlreadyRunning(
            f"Sahulat already runs on {path.parent} (process {holder or 'unknown'}). "
            "Stop it first, or give this one its own folder with SAHULAT_STATE."
        ) from error
    os.ftruncate(descriptor, 0)
    os.write(descriptor, str(os.getpid()).encode())
    return descriptor


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
