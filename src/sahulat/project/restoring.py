"""Restore of a whole installation from a backup's file: all is read and compared before anything is laid down."""

import hashlib
import json
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path, PurePosixPath

from sahulat.project.backups import DUMP, FORMAT, BackupFailed, Manifest, count_rows, database_program
from sahulat.project.configuration import Configuration
from sahulat.project.postgres.cluster import wheel_programs
from sahulat.project.state import AlreadyRunning

FOLDERS = ("keys", "files")


def refuse_unless_empty(configuration: Configuration) -> None:
    """A restore never overwrites: refuse a state folder that holds keys, files or a database. Raises AlreadyRunning."""
    for name in (*FOLDERS, "database"):
        folder = configuration.state / name
        if folder.is_dir() and any(folder.iterdir()):
            raise AlreadyRunning(
                f"{folder} is not empty. Restore into a new folder: SAHULAT_STATE=/some/new/folder sahulat restore FILE"
            )


@contextmanager
def unpacked(path: Path, configuration: Configuration) -> Iterator[tuple[Manifest, Path]]:
    """A backup's manifest and a folder beside the data with its content, whole and as it was written.

    The folder is gone afterwards, but for what `lay_down` took. Raises BackupFailed for what is no backup, is damaged,
    or names anything but plain files of its own.
    """
    configuration.state.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=configuration.state, prefix=".restore-") as name:
        folder = Path(name)
        try:
            with tarfile.open(path) as archive:
                manifest = _manifest(_json(archive, archive.next(), "manifest.json"))
                _unpack(archive, folder)
        except (OSError, EOFError, tarfile.TarError) as error:
            raise BackupFailed(f"{path} is no backup of Sahulat, or is damaged: {error}") from error
        yield manifest, folder


def _json(archive: tarfile.TarFile, entry: tarfile.TarInfo | None, name: str) -> dict[str, object]:
    content = archive.extractfile(entry) if entry is not None and entry.isfile() and entry.name == name else None
    if content is None:
        raise BackupFailed(f"this is no backup of Sahulat: it has no {name}")
    try:
        found = json.loads(content.read())
    except ValueError as error:
        raise BackupFailed(f"the backup is damaged: its {name} can't be read: {error}") from error
    if not isinstance(found, dict):
        raise BackupFailed(f"the backup is damaged: its {name} is not an object")
    return found


def _manifest(found: dict[str, object]) -> Manifest:
    if found.get("format") != FORMAT:
        raise BackupFailed(f"This backup has format {found.get('format')}; this version reads format {FORMAT}")
    expected = {field.name: type_of for field, type_of in zip(fields(Manifest), _TYPES, strict=True)}
    rows, migrations = found.get("rows"), found.get("migrations")
    if (
        set(found) != set(expected)
        or any(type(found[name]) is not wanted for name, wanted in expected.items())
        or not all(isinstance(count, int) for count in (rows.values() if isinstance(rows, dict) else ()))
        or not all(isinstance(name, str) for name in (migrations if isinstance(migrations, list) else ()))
    ):
        raise BackupFailed("the backup is damaged: its manifest.json is not one of Sahulat's")
    return Manifest(**found)  # type: ignore[arg-type]


_TYPES = (int, str, str, str, str, list, dict)


def _unpack(archive: tarfile.TarFile, folder: Path) -> None:
    found: dict[str, str] = {}
    told: dict[str, object] | None = None
    for entry in archive:
        if entry.name == "manifest.json" and not found:
            continue  # read already
        if told is not None:
            raise BackupFailed("the backup is damaged: something stands behind its digests")
        if entry.name == "digests.json":
            told = _json(archive, entry, "digests.json")
        else:
            found[entry.name] = _lay(archive, entry, folder)
    if told is None:
        raise BackupFailed("the backup is damaged: its end is missing")
    different = sorted(name for name in {*found, *told} if found.get(name) != told.get(name))
    if different or DUMP not in found:
        raise BackupFailed(f"the backup is damaged: {', '.join(different[:3]) or DUMP} is not what was backed up")


def _lay(archive: tarfile.TarFile, entry: tarfile.TarInfo, folder: Path) -> str:
    """Write one file below `folder`; its digest."""
    parts = PurePosixPath(entry.name).parts
    ours = entry.name == DUMP or (len(parts) > 1 and parts[0] in FOLDERS)
    source = archive.extractfile(entry) if entry.isreg() else None
    if not ours or source is None or ".." in parts or entry.name != "/".join(parts):
        raise BackupFailed(f"the backup holds {entry.name!r}, which no backup of Sahulat holds")
    target = folder.joinpath(*parts)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    sha256 = hashlib.sha256()
    with target.open("xb") as file:
        target.chmod(0o600)
        while part := source.read(1 << 20):
            sha256.update(part)
            file.write(part)
    return sha256.hexdigest()


def lay_down(folder: Path, configuration: Configuration) -> None:
    """Rename keys and files to where they belong."""
    for name in FOLDERS:
        if (folder / name).is_dir():
            (folder / name).rename(configuration.state / name)


def load(configuration: Configuration, dump: Path) -> None:
    """Load the dump into an empty database in one transaction. Raises BackupFailed."""
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
            loaded = database_program("psql", configuration, words)
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
