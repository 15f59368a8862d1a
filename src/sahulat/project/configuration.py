"""The one typed configuration of an installation: a TOML file, overridden by a few environment variables.

What an office decides (name, jurisdiction, languages, prefix) is in the file; what a machine decides (folders, ports,
database addresses) may also come from the environment. Anything unknown, missing or of a wrong type stops the start.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

from sahulat.project.proxies import Network

ROOT = Path(__file__).resolve().parents[3]
DEFAULT_FILE = ROOT / "deploy" / "sahulat.toml"
DEMO_MARK = "demo"  # in the state folder: this installation was started as a demo and stays one

Value = str | int | bool | list[str]


class ConfigurationError(Exception):
    """The configuration file or environment is wrong; the text says which entry and what is expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """Everything that differs between two installations of the same version."""

    name: str
    jurisdiction: str
    languages: tuple[str, ...]
    calling_codes: tuple[str, ...]
    prefix: str
    origin: str
    files_origin: str
    address: str
    port: int
    web_workers: int
    web_threads: int
    state: Path
    services: tuple[Path, ...]
    demo: bool
    debug: bool
    database_url: str | None
    database_app_url: str | None
    trusted_proxies: tuple[Network, ...]
    embedded_port: int = 5432

    @property
    def embedded(self) -> bool:
        """Whether this installation runs its own PostgreSQL."""
        return self.database_url is None

    @property
    def keys(self) -> Path:
        """The folder of secrets: 0700, never in a package or an image."""
        return self.state / "keys"


_FILE_KEYS: Mapping[str, type] = {
    "name": str,
    "jurisdiction": str,
    "languages": list,
    "calling_codes": list,
    "prefix": str,
    "origin": str,
    "files_origin": str,
    "address": str,
    "port": int,
    "web_workers": int,
    "web_threads": int,
    "trusted_proxies": list,
    "state": str,
    "services": list,
    "demo": bool,
}


def _read_file(path: Path) -> dict[str, Value]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ConfigurationError(f"{path}: not found; set SAHULAT_CONFIGURATION to your TOML file") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path}: {error}") from error
    for key, value in found.items():
        expected = _FILE_KEYS.get(key)
        if expected is None:
            raise ConfigurationError(f"{path}: unknown entry {key!r}; known are {', '.join(sorted(_FILE_KEYS))}")
        if type(value) is not expected:
            raise ConfigurationError(f"{path}: {key} must be a {expected.__name__}, not {value!r}")
        if isinstance(value, list) and not all(isinstance(part, str) for part in value):
            raise ConfigurationError(f"{path}: {key} must be a list of texts")
    return found


def _flag(text: str, name: str) -> bool:
    if text in ("1", "true", "yes"):
        return True
    if text in ("0", "false", "no", ""):
        return False
    raise ConfigurationError(f"{name} must be 1 or 0, not {text!r}")


def _number(text: str, name: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise ConfigurationError(f"{name} must be a whole number, not {text!r}") from error


def _apply_environment(found: dict[str, Value], environment: Mapping[str, str]) -> None:
    if "SAHULAT_STATE" in environment:
        found["state"] = environment["SAHULAT_STATE"]
    for key, name in (("port", "SAHULAT_PORT"), ("web_workers", "SAHULAT_WEB_WORKERS")):
        if name in environment:
            found[key] = _number(environment[name], name)
    if "SAHULAT_DEMO" in environment:
        found["demo"] = _flag(environment["SAHULAT_DEMO"], "SAHULAT_DEMO")
    if "SAHULAT_ORIGIN" in environment:
        found["origin"] = environment["SAHULAT_ORIGIN"]
    if "SAHULAT_FILES_ORIGIN" in environment:
        found["files_origin"] = environment["SAHULAT_FILES_ORIGIN"]
    if "SAHULAT_SERVICES" in environment:
        found["services"] = environment["SAHULAT_SERVICES"].split(os.pathsep)


def _text(found: Mapping[str, Value], key: str, default: str | None = None) -> str:
    value = found.get(key, default)
    if not isinstance(value, str) or not value:
        raise ConfigurationError(f"{key} is missing: give it in the configuration file")
    return value


def _whole(found: Mapping[str, Value], key: str, default: int, lowest: int, highest: int) -> int:
    value = found.get(key, default)
    if not isinstance(value, int) or not lowest <= value <= highest:
        raise ConfigurationError(f"{key} must be between {lowest} and {highest}, not {value!r}")
    return value


def _texts(found: Mapping[str, Value], key: str, default: list[str]) -> tuple[str, ...]:
    value = found.get(key, default)
    if not isinstance(value, list) or not value:
        raise ConfigurationError(f"{key} must be a list of at least one text")
    return tuple(value)


def _networks(found: Mapping[str, Value]) -> tuple[Network, ...]:
    value = found.get("trusted_proxies", ["127.0.0.1", "::1"])
    try:
        return tuple(ip_network(part) for part in value) if isinstance(value, list) else ()
    except ValueError as error:
        raise ConfigurationError(f"trusted_proxies must be addresses or networks (10.0.0.0/8): {error}") from error


def _demo(found: Mapping[str, Value], environment: Mapping[str, str], state: Path) -> bool:
    """Whether this is a demo: said so, or begun as one. One that began as a demo can't be told to be none."""
    began_as_one = (state / DEMO_MARK).exists()
    if began_as_one and environment.get("SAHULAT_DEMO") and not found["demo"]:
        raise ConfigurationError(
            f"{state} holds a demo, where everybody signs in by one tap, and never becomes anything else. "
            "Give this installation a folder of its own with SAHULAT_STATE, or leave SAHULAT_DEMO out."
        )
    return bool(found.get("demo", False)) or began_as_one


def read_configuration(environment: Mapping[str, str]) -> Configuration:
    """The configuration of this installation.

    Reads the file named by SAHULAT_CONFIGURATION (else deploy/sahulat.toml beside the code). Raises ConfigurationError.
    """
    path = Path(environment.get("SAHULAT_CONFIGURATION") or DEFAULT_FILE)
    found = _read_file(path)
    _apply_environment(found, environment)
    port = _whole(found, "port", 8000, 1, 65535)
    prefix = _text(found, "prefix")
    if not (prefix.isascii() and prefix.isalpha() and prefix.isupper() and len(prefix) == 2):
        raise ConfigurationError(f"prefix must be two capital letters, not {prefix!r}")
    origin = _text(found, "origin", f"http://localhost:{port}").rstrip("/")
    files_origin = _text(found, "files_origin", f"http://files.localhost:{port}").rstrip("/")
    if urlsplit(origin).hostname == urlsplit(files_origin).hostname:
        raise ConfigurationError("origin and files_origin must have two host names")
    state = (ROOT / _text(found, "state", "var")).resolve()
    return Configuration(
        name=_text(found, "name"),
        jurisdiction=_text(found, "jurisdiction"),
        languages=_texts(found, "languages", ["en", "ur"]),
        calling_codes=_texts(found, "calling_codes", ["92"]),
        prefix=prefix,
        origin=origin,
        files_origin=files_origin,
        address=_text(found, "address", "127.0.0.1"),
        port=port,
        web_workers=_whole(found, "web_workers", 2, 1, 256),
        web_threads=_whole(found, "web_threads", 4, 1, 256),
        trusted_proxies=_networks(found),
        state=state,
        services=tuple((ROOT / part).resolve() for part in _texts(found, "services", ["services"])),
        demo=_demo(found, environment, state),
        debug=_flag(environment.get("SAHULAT_DEBUG", "0"), "SAHULAT_DEBUG"),
        database_url=environment.get("DATABASE_URL") or None,
        database_app_url=environment.get("DATABASE_APP_URL") or None,
    )
