"""From a folder on disk to the files of a package: plain UTF-8 text inside the folder, nothing else."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path

from sahulat.platform.catalogue.rules import limits
from sahulat.platform.catalogue.rules.findings import Findings

KEY = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*){2}$")
PATH = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_.-]*(/[A-Za-z0-9][A-Za-z0-9_.-]*){0,2}$")
IGNORED = frozenset({".DS_Store", ".gitkeep", "Thumbs.db"})


def key_of(folder: Path) -> str:
    """The service's key: the last three names of the folder's path, jurisdiction/agency/service."""
    return "/".join(folder.resolve().parts[-3:])


def read_folder(folder: Path, findings: Findings) -> Mapping[str, str]:
    """All files of the folder by path. Anything odd becomes a finding and is left out; nothing outside is opened."""
    files: dict[str, str] = {}
    total = 0
    if not folder.is_dir() or folder.is_symlink():
        findings.add(str(folder.name), "", "There is no such folder.", "یہ فولڈر موجود نہیں۔")
        return files
    for path in _paths(folder, findings):
        if len(files) >= limits.FILES_AT_MOST:
            findings.add(
                path,
                "",
                f"A service may have at most {limits.FILES_AT_MOST} files.",
                f"ایک خدمت میں زیادہ سے زیادہ {limits.FILES_AT_MOST} فائلیں ہو سکتی ہیں۔",
            )
            break
        content = _read(folder / path, path, findings)
        if content is None:
            continue
        total += len(content.encode())
        files[path] = content
    if total > limits.PACKAGE_BYTES_AT_MOST:
        findings.add("", "", "The files together are larger than 2 MB.", "سب فائلیں مل کر 2 ایم بی سے بڑی ہیں۔")
        return {}
    return files


def _paths(folder: Path, findings: Findings) -> list[str]:
    found: list[str] = []
    for here, folders, names in os.walk(folder, followlinks=False):
        for name in sorted(folders):
            if (Path(here) / name).is_symlink():
                _refuse_link((Path(here) / name).relative_to(folder).as_posix(), findings)
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not (Path(here) / f).is_symlink())
        found.extend(
            (Path(here) / name).relative_to(folder).as_posix() for name in sorted(names) if name not in IGNORED
        )
        if len(found) > 4 * limits.FILES_AT_MOST:
            break
    return found


def _refuse_link(path: str, findings: Findings) -> None:
    findings.add(
        path,
        "",
        "This is a link to another place. Put the file itself here.",
        "یہ کسی اور جگہ کا لنک ہے۔ اصل فائل یہاں رکھیں۔",
    )


def _read(file: Path, path: str, findings: Findings) -> str | None:
    if not PATH.match(path):
        findings.add(
            path,
            "",
            "Name files with Latin letters, digits, dots and dashes, at most two folders deep.",
            "فائل کے نام میں صرف انگریزی حروف، ہندسے، نقطہ اور ڈیش ہوں، اور دو فولڈر سے زیادہ اندر نہ ہو۔",
        )
        return None
    content = _bytes(file, path, findings)
    if content is None:
        return None
    if len(content) > limits.FILE_BYTES_AT_MOST:
        findings.add(path, "", "The file is larger than 256 kB.", "فائل 256 کے بی سے بڑی ہے۔")
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        findings.add(path, f"line {line}", "Save the file as UTF-8 text.", "فائل کو UTF-8 متن کے طور پر محفوظ کریں۔")
        return None


def _bytes(file: Path, path: str, findings: Findings) -> bytes | None:
    # O_NOFOLLOW also when the file was swapped for a link since it was listed.
    try:
        handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        if file.is_symlink():
            _refuse_link(path, findings)
        else:
            findings.add(path, "", "The file can't be opened.", "فائل نہیں کھلتی۔")
        return None
    with os.fdopen(handle, "rb") as opened:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            findings.add(path, "", "This is no ordinary file.", "یہ عام فائل نہیں۔")
            return None
        return opened.read(limits.FILE_BYTES_AT_MOST + 1)
