"""Crash points kill the process when a file says so, and do nothing otherwise."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

CODE = "from sahulat.foundation.access.rules.crash_points import crash_point; crash_point('a:before'); print('lives')"


def run(file: Path | None) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    env.pop("SAHULAT_CRASH_FILE", None)
    if file is not None:
        env["SAHULAT_CRASH_FILE"] = str(file)
    return subprocess.run([sys.executable, "-c", CODE], env=env, capture_output=True, text=True, check=False)


def test_without_a_file_nothing_happens(tmp_path: Path) -> None:
    assert run(None).stdout == "lives\n"
    assert run(tmp_path / "missing").stdout == "lives\n"


def test_another_points_name_kills_nobody(tmp_path: Path) -> None:
    file = tmp_path / "crash"
    file.write_text("b:before")
    assert run(file).stdout == "lives\n"
    assert file.exists()


def test_the_points_own_name_kills_once(tmp_path: Path) -> None:
    file = tmp_path / "crash"
    file.write_text("a:before\n")
    assert run(file).returncode == -signal.SIGKILL
    assert run(file).stdout == "lives\n"
