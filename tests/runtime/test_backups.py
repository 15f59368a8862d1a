"""Backup, restore and upgrade of whole installations."""

from __future__ import annotations

import filecmp
from collections.abc import Callable
from pathlib import Path

import pytest

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
