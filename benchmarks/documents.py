"""Render and sign time of a domicile certificate, beside Typst and pyHanko alone."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.figures import Figure, median
from benchmarks.installations import Seed


def measure(seed: Seed, *, quick: bool) -> Iterator[Figure]:
    """Freeze and sign some certificates inside transactions that are rolled back."""
    times = 10 if quick else 40
    with seed.copy() as installation, installation.database_running():
        found = installation.inside("documents", times=times)
    took = {name: median(seconds) * 1000 for name, seconds in found["seconds"].items()}
    note = f"median of {times}; "
    yield Figure(
        "render", took["freeze"], "ms", "Typst alone, the same template to PDF/UA-1", took["typst"],
        note + "answers in words, QR, PDF/UA-1, pictures of its pages, encrypted, stored",
    )  # fmt: skip
    yield Figure(
        "sign", took["sign"], "ms", "pyHanko's SimpleSigner alone, the same bytes", took["pyhanko"],
        note + "read, decrypted, PAdES B-B over P-256, encrypted, stored, recorded, event",
    )  # fmt: skip
    yield Figure("signed certificate", found["bytes"] / 1000, "kB")
