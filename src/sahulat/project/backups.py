"""Backup of a whole installation: database, files and keys, in one file. `restoring` reads it.

The file is a tar: `manifest.json` first, then `database.dump` (pg_dump's custom format), then `keys/` and `files/`,
and last `digests.json`: the SHA-256 of each. A restore reads everything and compares before it lays anything down.
The database is dumped in one snapshot; files are content-addressed and stored before the row that names them
commits, so files copied after the dump hold everything that the dump names. The keys open what is encrypted in both:
keep a backup as you would keep the keys.
"""

import hashlib
import io
import json
import os
import subprocess
import tarfile
import tempfile
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import psycopg
from psycopg import sql

from sahulat.project.configuration import Configuration
from sahulat.project.database_addresses import connection_text
from sahulat.project.postgres.cluster import wheel_programs

FORMAT = 2
DUMP = "database.dump"
_NOT_COPIED = frozenset({"database-application-password"})  # belongs to one server, not to the data


class BackupFailed(Exception):
    """A backup can't be written or read; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup is of: enough to refuse a wrong one before anything is touched."""

    format: int
    version: str
    made_at: str
    name: str
    prefix: str
    migrations: list[str]
    rows: dict[str, int]


def write_backup(
    configuration: Configuration, target: Path, *, version: str, migrations: list[str], now: datetime
) -> Manifest:
    """Write everything to `target`, readable by its owner alone, whole or not at all. Raises BackupFailed."""
    if target.exists():
        raise BackupFailed(f"{target} is there already: choose another name")
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".sahulat-backup-") as folder:
        dump = Path(folder) / DUMP
        _dump(configuration, dump)
        manifest = Manifest(
            format=FORMAT,
            version=version,
            made_at=now.isoformat(),
            name=configuration.name,
            prefix=configuration.prefix,
            migrations=migrations,
            rows=count_rows(configuration),
        )
        try:
            _pack(configuration, beside, manifest, dump)
            beside.rename(target)
        finally:
            beside.unlink(missing_ok=True)
    return manifest


def _pack(configuration: Configuration, target: Path, manifest: Manifest, dump: Path) -> None:
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w") as archive:
        _add_json(archive, "manifest.json", asdict(manifest))
        digests = {DUMP: _add(archive, dump, DUMP)}
        for name in ("keys", "files"):
            for path in sorted((configuration.state / name).rglob("*")):
                if path.is_file() and not path.is_symlink() and path.name not in _NOT_COPIED:
                    inside = path.relative_to(configuration.state).as_posix()
                    digests[inside] = _add(archive, path, inside)
        _add_json(archive, "digests.json", digests)
        archive.close()
        file.flush()
        os.fsync(file.fileno())


def _add_json(archive: tarfile.TarFile, name: str, value: object) -> None:
    text = json.dumps(value, indent=1).encode()
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(text), 0o600
    archive.addfile(entry, io.BytesIO(text))


class _Hashing(io.RawIOBase):
    """A file that hashes what is read of it: the digest is of the very bytes that went into the archive."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.sha256 = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        part = self._file.read(size)
        self.sha256.update(part)
        return part


def _add(archive: tarfile.TarFile, path: Path, name: str) -> str:
    with path.open("rb") as file:
        entry = tarfile.TarInfo(name)
        found = os.fstat(file.fileno())
        entry.size, entry.mode, entry.mtime = found.st_size, 0o600, found.st_mtime
        hashing = _Hashing(file)
        archive.addfile(entry, hashing)
    return hashing.sha256.hexdigest()


def database_program(name: str, configuration: Configuration, words: list[str]) -> "subprocess.CompletedProcess[bytes]":
    """Run one of PostgreSQL's programs on this installation's database, as its owner."""
    command = [str(wheel_programs() / name), f"--dbname={connection_text(configuration, 'owner')}", *words]
    return subprocess.run(command, capture_output=True, check=False)


def _dump(configuration: Configuration, target: Path) -> None:
    words = ["--format=custom", "--no-owner", "--no-privileges", "--schema=public", f"--file={target}"]
    done = database_program("pg_dump", configuration, [*words, "--extension=*"])
    if done.returncode != 0:
        raise BackupFailed(f"pg_dump failed: {done.stderr.decode(errors='replace').strip()}")


def count_rows(configuration: Configuration) -> dict[str, int]:
    """Rows of each table (a partitioned one counts once), to compare after a restore."""
    tables = """SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
                AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY relname"""
    with psycopg.connect(connection_text(configuration, "owner")) as connection:
        names = [str(row[0]) for row in connection.execute(tables).fetchall()]
        counted = {}
        for name in names:
            row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))).fetchone()
            counted[name] = int(row[0]) if row else 0
    return counted
