"""Backup, restore and upgrade of whole installations."""

from __future__ import annotations

import filecmp
import hashlib
import io
import json
import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sahulat.project.backups import DUMP, FORMAT, BackupFailed
from sahulat.project.configuration import Configuration, read_configuration
from sahulat.project.restoring import lay_down, unpacked
from tests.runtime.installations import Installation, result

pytestmark = pytest.mark.runtime
New = Callable[..., Installation]


def test_a_restored_installation_has_the_same_rows_and_keys(new_installation: New, tmp_path: Path) -> None:
    here, there = new_installation(), new_installation(empty=True)
    (here.state / "files").mkdir(exist_ok=True)
    (here.state / "files" / "a-file").write_bytes(b"stored")
    written = result(here.command("backup", str(tmp_path / "all.sahulat"), "--json"))
    assert (tmp_path / "all.sahulat").stat().st_mode & 0o077 == 0
    done = there.command("restore", str(tmp_path / "all.sahulat"), "--json")
    restored = result(done)
    assert isinstance(written, dict)
    assert isinstance(restored, dict)
    assert restored["rows"] == written["rows"] > 0
    compared = filecmp.dircmp(here.state / "keys", there.state / "keys")
    assert not compared.left_only
    assert not compared.right_only
    assert not compared.diff_files
    assert (there.state / "files" / "a-file").read_bytes() == b"stored"
    findings = result(there.command("doctor", "--json"))
    assert isinstance(findings, list)
    assert [finding for finding in findings if finding["state"] == "wrong" and finding["what"] != "web assets"] == []


def test_a_restore_never_overwrites(new_installation: New, tmp_path: Path) -> None:
    here = new_installation()
    done = here.command("restore", str(tmp_path / "any"))
    assert done.returncode == 3
    assert "not empty" in done.stderr


def test_a_damaged_backup_is_refused(new_installation: New, tmp_path: Path) -> None:
    here, there = new_installation(), new_installation(empty=True)
    file = tmp_path / "all.sahulat"
    assert here.command("backup", str(file)).returncode == 0
    content = bytearray(file.read_bytes())
    content[len(content) // 3] ^= 1  # within the database
    file.write_bytes(content)
    done = there.command("restore", str(file))
    assert done.returncode == 1
    assert "damaged" in done.stderr
    assert list(there.state.iterdir()) == []


def test_what_is_no_backup_is_refused(new_installation: New, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear Sir")
    done = new_installation(empty=True).command("restore", str(tmp_path / "letter"))
    assert done.returncode == 1
    assert "no backup of Sahulat" in done.stderr


def test_an_upgrade_backs_up_first_and_may_be_repeated(new_installation: New) -> None:
    here = new_installation()
    for _ in range(2):
        told = result(here.command("upgrade", "--json"))
        assert isinstance(told, dict)
        assert told["applied"] == []
        assert Path(str(told["backup"])).exists()
        Path(str(told["backup"])).unlink()


def a_backup(path: Path, *entries: tuple[str, bytes], manifest: object = None, digests: object = None) -> Path:
    """A backup's file by hand: sound, but for what is said."""
    good = {"format": FORMAT, "version": "1", "made_at": "", "name": "X", "prefix": "PB", "migrations": [], "rows": {}}
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in entries}
    all_entries = (
        ("manifest.json", json.dumps(good if manifest is None else manifest).encode()),
        *entries,
        ("digests.json", json.dumps(sums if digests is None else digests).encode()),
    )
    with tarfile.open(path, "w") as archive:
        for name, content in all_entries:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            if content.startswith(b"->"):
                entry.type, entry.linkname, entry.size = tarfile.SYMTYPE, content[2:].decode(), 0
            archive.addfile(entry, io.BytesIO(content[: entry.size]))
    return path


def in_folder(folder: Path) -> Configuration:
    return replace(read_configuration({}), state=folder)


DUMPED = (DUMP, b"rows")


def test_a_sound_backup_is_laid_down(tmp_path: Path) -> None:
    file = a_backup(tmp_path / "b", DUMPED, ("keys/search.key", b"k"), ("files/ab/abc", b"f"))
    with unpacked(file, in_folder(tmp_path / "state")) as (manifest, folder):
        assert manifest.prefix == "PB"
        lay_down(folder, in_folder(tmp_path / "state"))
    assert (tmp_path / "state" / "files" / "ab" / "abc").read_bytes() == b"f"
    assert sorted(path.name for path in (tmp_path / "state").iterdir()) == ["files", "keys"]
    assert (tmp_path / "state" / "keys" / "search.key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "entries",
    [
        [("keys/../../out", b"x")],
        [("/keys/out", b"x")],
        [("keys/../out", b"x")],
        [("keys/a", b"->/etc/passwd")],
        [("files", b"->/etc")],
        [("database", b"x")],
        [("keys/./a", b"x")],
        [("keys/a", b"x"), ("keys/a", b"x")],
    ],
)
def test_a_backup_that_points_elsewhere_is_refused(tmp_path: Path, entries: list[tuple[str, bytes]]) -> None:
    file = a_backup(tmp_path / "b", DUMPED, *entries)
    with pytest.raises(BackupFailed), unpacked(file, in_folder(tmp_path / "state")):
        raise AssertionError("was unpacked")
    assert list((tmp_path / "state").iterdir()) == []
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"manifest": []},
        {"manifest": {"format": FORMAT}},
        {"manifest": {"format": 1}},
        {
            "manifest": {
                "format": FORMAT,
                "version": 1,
                "made_at": 2,
                "name": 3,
                "prefix": 4,
                "migrations": 5,
                "rows": 6,
            }
        },
        {"digests": {}},
        {"digests": []},
        {"digests": {DUMP: "0" * 64}},
        {"digests": {DUMP: hashlib.sha256(b"rows").hexdigest(), "files/lost": "0" * 64}},
    ],
)
def test_a_backup_whose_lists_are_wrong_is_refused(tmp_path: Path, wrong: dict[str, object]) -> None:
    with (
        pytest.raises(BackupFailed),
        unpacked(a_backup(tmp_path / "b", DUMPED, **wrong), in_folder(tmp_path / "state")),
    ):
        raise AssertionError("was unpacked")
    assert list((tmp_path / "state").iterdir()) == []


def test_a_backup_that_was_cut_is_refused(tmp_path: Path) -> None:
    file = a_backup(tmp_path / "b", DUMPED, ("files/a", bytes(5000)))
    whole = file.read_bytes()
    for length in (100, 600, 1536, 3000, 7500):
        file.write_bytes(whole[:length])
        with pytest.raises(BackupFailed), unpacked(file, in_folder(tmp_path / "state")):
            raise AssertionError("was unpacked")
