"""The rooms' gettext catalogues: where they are, compiling them, reading them."""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from sahulat.project.configuration import ROOT

SOURCE = ROOT / "src" / "sahulat"


def catalogues() -> list[Path]:
    """Every django.po of every room, in order."""
    return sorted(SOURCE.glob("**/locale/*/LC_MESSAGES/django.po"))


def read(path: Path) -> Catalog:
    """One catalogue; its language is its folder's name."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name, abort_invalid=True)


def compile_all() -> int:
    """Write each django.mo beside its django.po, by rename; how many were written. Safe to repeat."""
    written = 0
    for path in catalogues():
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
            continue
        beside = target.with_suffix(".mo.new")
        with beside.open("wb") as file:
            write_mo(file, read(path), use_fuzzy=False)
        beside.rename(target)
        written += 1
    return written


def uncompiled() -> list[Path]:
    """Catalogues whose compiled form is missing or older."""
    return [
        path
        for path in catalogues()
        if not path.with_suffix(".mo").exists() or path.with_suffix(".mo").stat().st_mtime < path.stat().st_mtime
    ]
