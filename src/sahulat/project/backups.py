"""Backup and restore of a whole installation: database, files and keys, in one file.

The file is a tar: `manifest.json` first, then `database.dump` (pg_dump's custom format), then `keys/` and `files/`.
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
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import psycopg
from psycopg import sql

from sahulat.project.configuration import Configuration
from sahulat.project.database_addresses import connection_text
from sahulat.project.postgres.cluster import wheel_programs
from sahulat.project.state import AlreadyRunning

FORMAT = 1
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
    dump_sha256: str


def write_backup(
    configuration: Configuration, target: Path, *, version: str, migrations: list[str], now: datetime
) -> Manifest:
    """Write everything to `target`, readable by its owner alone, whole or not at all. Raises BackupFailed."""
    if target.exists():
        raise BackupFailed(f"{target} is there already: choose another name")
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".sahulat-backup-") as folder:
        dump = Path(folder) / "database.dump"
        _dump(configuration, dump)
        manifest = Manifest(
            format=FORMAT,
            version=version,
            made_at=now.isoformat(),
            name=configuration.name,
            prefix=configuration.prefix,
            migrations=migrations,
            rows=count_rows(configuration),
            dump_sha256=_digest(dump),
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
        text = json.dumps(asdict(manifest), indent=1).encode()
        entry = tarfile.TarInfo("manifest.json")
        entry.size, entry.mode = len(text), 0o600
        archive.addfile(entry, io.BytesIO(text))
        archive.add(dump, "database.dump")
        for name in ("keys", "files"):
            if (configuration.state / name).is_dir():
                archive.add(configuration.state / name, name, filter=_only_data)
        archive.close()
        file.flush()
        os.fsync(file.fileno())


def _only_data(entry: tarfile.TarInfo) -> tarfile.TarInfo | None:
    if entry.name.rpartition("/")[2] in _NOT_COPIED or not (entry.isfile() or entry.isdir()):
        return None
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


def _program(name: str, configuration: Configuration, words: list[str]) -> "subprocess.CompletedProcess[bytes]":
    command = [str(wheel_programs() / name), f"--dbname={connection_text(configuration, 'owner')}", *words]
    return subprocess.run(command, capture_output=True, check=False)


def _dump(configuration: Configuration, target: Path) -> None:
    words = ["--format=custom", "--no-owner", "--no-privileges", "--schema=public", f"--file={target}"]
    done = _program("pg_dump", configuration, [*words, "--extension=*"])
    if done.returncode != 0:
        raise BackupFailed(f"pg_dump failed: {done.stderr.decode(errors='replace').strip()}")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


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


@contextmanager
def opened(path: Path) -> Iterator[tuple[Manifest, tarfile.TarFile]]:
    """A backup opened for reading, its manifest checked. Raises BackupFailed."""
    try:
        archive = tarfile.open(path)  # noqa: SIM115 - closed below
    except (OSError, tarfile.TarError) as error:
        raise BackupFailed(f"{path} is no backup of Sahulat: {error}") from error
    with archive:
        first = archive.next()
        content = archive.extractfile(first) if first is not None and first.name == "manifest.json" else None
        if content is None:
            raise BackupFailed(f"{path} is no backup of Sahulat: it has no manifest")
        manifest = _manifest(json.loads(content.read()))
        yield manifest, archive


def _manifest(found: Mapping[str, object]) -> Manifest:
    if found.get("format") != FORMAT:
        raise BackupFailed(f"This backup has format {found.get('format')}; this version reads format {FORMAT}")
    return Manifest(**found)  # type: ignore[arg-type]


def refuse_unless_empty(configuration: Configuration) -> None:
    """A restore never overwrites: refuse a state folder that holds keys, files or a database. Raises AlreadyRunning."""
    for name in ("keys", "files", "database"):
        folder = configuration.state / name
        if folder.is_dir() and any(folder.iterdir()):
            raise AlreadyRunning(
                f"{folder} is not empty. Restore into a new folder: SAHULAT_STATE=/some/new/folder sahulat restore FILE"
            )


def unpack(archive: tarfile.TarFile, configuration: Configuration, dump: Path) -> None:
    """Lay keys and files where they belong and the dump at `dump`; nothing may point outside. Raises BackupFailed."""
    configuration.state.mkdir(parents=True, exist_ok=True)
    for entry in archive:
        if entry.name == "database.dump":
            source = archive.extractfile(entry)
            if source is None:
                raise BackupFailed("the database in this backup can't be read")
            with dump.open("wb") as file:
                while part := source.read(1 << 20):
                    file.write(part)
        elif entry.name.partition("/")[0] in ("keys", "files"):
            archive.extract(entry, configuration.state, filter="data")
    if (configuration.state / "keys").is_dir():
        (configuration.state / "keys").chmod(0o700)


def load(configuration: Configuration, dump: Path, manifest: Manifest) -> None:
    """Load the dump into an empty database in one transaction. Raises BackupFailed."""
    if _digest(dump) != manifest.dump_sha256:
        raise BackupFailed("the backup is damaged: its database is not what its manifest says")
    if count_rows(configuration):
        raise BackupFailed("the database is not empty: restore into a new one")
    with tempfile.NamedTemporaryFile(suffix=".sql") as script:
        command = [str(wheel_programs() / "pg_restore"), "--no-owner", "--no-privileges", f"--file={script.name}"]
        done = subprocess.run([*command, str(dump)], capture_output=True, check=False)
        if done.returncode != 0:
            raise BackupFailed(f"pg_restore failed: {done.stderr.decode(errors='replace').strip()}")
        fitting = Path(script.name + ".fitting")
        _fit(Path(script.name), fitting)
        try:
            words = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction", f"--file={fitting}"]
            loaded = _program("psql", configuration, words)
        finally:
            fitting.unlink(missing_ok=True)
        if loaded.returncode != 0:
            raise BackupFailed(f"the database can't be loaded: {loaded.stderr.decode(errors='replace').strip()}")


def _fit(source: Path, target: Path) -> None:
    """Leave out what the newest pg_restore writes for itself and an older server refuses, and what only a superuser
    may say. Only lines before the first data are looked at, so no row is touched."""
    left_out = ("SET transaction_timeout", "CREATE SCHEMA public", "COMMENT ON SCHEMA public", "COMMENT ON EXTENSION")
    in_data = False
    with source.open("rb") as lines, target.open("wb") as kept:
        for line in lines:
            if in_data:
                in_data = line != b"\\.\n"
            else:
                in_data = line.startswith(b"COPY ") and line.endswith(b"FROM stdin;\n")
                if line.startswith(tuple(text.encode() for text in left_out)):
                    continue
            kept.write(line)
