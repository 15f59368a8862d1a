"""Submissions per second: the full operation with fsync on, beside inserts of one row by pgbench."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator

import psycopg

from benchmarks.figures import Figure, median, percentile
from benchmarks.installations import BenchFailed, Installation, Seed, temporary_folder
from sahulat.project.postgres.cluster import wheel_programs

INSERT = "INSERT INTO bench_insert (at, text) VALUES (now(), repeat('x', 400));\n"
WRITERS = (1, 4)
TPS = re.compile(r"^tps = ([0-9.]+)", re.MULTILINE)


def measure(seed: Seed, *, quick: bool) -> Iterator[Figure]:
    """Send drafts by one writer and by four."""
    seconds = 3.0 if quick else 8.0
    with seed.copy() as installation, installation.database_running():
        floors = {writers: _floor(installation, writers, seconds / 2) for writers in WRITERS}
        found = installation.inside("submissions", drafts=400 if quick else 1500, writers=WRITERS, seconds=seconds)
    for spell in found["writers"]:
        writers, times = spell["writers"], spell["times"]
        floor_name = f"pgbench: inserts of one row, {writers} client{'s' if writers > 1 else ''}"
        name = f"submissions, {writers} writer{'s' if writers > 1 else ''}"
        note = f"median {median(times) * 1000:.0f} ms, p95 {percentile(times, 0.95) * 1000:.0f} ms"
        yield Figure(name, len(times) / spell["lasted"], "submissions/s", floor_name, floors[writers], note)
    yield Figure("statements of a submission", len(found["statements"]), "statements", note="one transaction")


def _floor(installation: Installation, clients: int, seconds: float) -> float:
    """Transactions a second of pgbench (of the embedded wheel) with a script that inserts one row."""
    with psycopg.connect(installation.database("owner"), autocommit=True) as connection:
        connection.execute(
            "CREATE TABLE IF NOT EXISTS bench_insert "
            "(id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz, text text)"
        )
    with temporary_folder() as folder:
        script = folder / "insert.sql"
        script.write_text(INSERT, encoding="utf-8")
        place = psycopg.conninfo.conninfo_to_dict(installation.database("owner"))
        command = [
            str(wheel_programs() / "pgbench"), "--no-vacuum", f"--file={script}", f"--client={clients}",
            f"--time={max(round(seconds), 1)}", f"--host={place['host']}", f"--port={place['port']}",
            f"--username={place['user']}", str(place["dbname"]),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = TPS.search(done.stdout)
    if found is None:
        raise BenchFailed(f"pgbench: {done.stdout}{done.stderr}")
    return float(found[1])
