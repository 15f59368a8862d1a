"""`sahulat demo --people N`: registering invented people by the real import, against a plain COPY."""

from __future__ import annotations

import time
from collections.abc import Iterator

import psycopg

from benchmarks.figures import Figure
from benchmarks.installations import Installation, Seed

PEOPLE, FEW = 100_000, 10_000
TABLES = 4  # a person is a row each of persons, keys, identifiers, contacts


def measure(seed: Seed, *, quick: bool) -> Iterator[Figure]:
    """Load a crowd into a prepared demo."""
    people = FEW if quick else PEOPLE
    with seed.copy() as installation, installation.database_running():
        floor = _floor(installation, people)
        took = installation.command("demo", "--people", str(people), "--seed", "7")
    floor_name = f"COPY of {people * TABLES:,} rows of 150 bytes into one table"
    yield Figure(f"sahulat demo --people {people}", took, "s", floor_name, floor, "aim for 100,000: < 60")
    yield Figure("rows", people * TABLES / took, "rows/s", floor_name, people * TABLES / floor)


def _floor(installation: Installation, people: int) -> float:
    with psycopg.connect(installation.database("owner")) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_copy (id bigint PRIMARY KEY, at timestamptz, text text)")
        start = time.perf_counter()
        with cursor.copy("COPY bench_copy FROM STDIN") as copy:
            for number in range(people * TABLES):
                copy.write(f"{number}\t2026-01-01 00:00:00+00\t{'x' * 120}\n")
        connection.commit()
        took = time.perf_counter() - start
        cursor.execute("DROP TABLE bench_copy")
        connection.commit()
    return took
