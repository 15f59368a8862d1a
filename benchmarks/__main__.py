"""`python -m benchmarks [--quick] [BENCH ...]`: measure, write benchmarks/results, print a table."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Mapping

from benchmarks import crowd, documents, outbox, pages, startup, submissions
from benchmarks.figures import Figure, lines, write
from benchmarks.installations import BenchFailed, Seed, temporary_folder

Bench = Callable[..., Iterator[Figure]]
BENCHES: Mapping[str, Bench] = {
    "startup": startup.measure,  # first, since the demo that it loads is the others' seed
    "pages": pages.measure,
    "submissions": submissions.measure,
    "documents": documents.measure,
    "crowd": crowd.measure,
    "outbox": outbox.measure,
}


def main(words: list[str]) -> int:
    """Run the named benches, or all. Exit code 1 when one could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("bench", nargs="*", choices=[[], *BENCHES], help="all of them by default")
    parser.add_argument("--quick", action="store_true", help="smaller and shorter: to see that it runs, not how fast")
    arguments = parser.parse_args(words)
    failed = 0
    with temporary_folder() as folder:
        seed = Seed(folder)
        for name in arguments.bench or BENCHES:
            failed += not _run(name, seed, quick=arguments.quick)
    return 1 if failed else 0


def _run(name: str, seed: Seed, *, quick: bool) -> bool:
    start = time.perf_counter()
    print(f"▸ {name}", flush=True)
    figures: list[Figure] = []
    try:
        figures.extend(BENCHES[name](seed, quick=quick))
    except BenchFailed as failure:
        print(f"  ✗ {failure}", flush=True)
        return False
    path = write(name, figures)
    for line in lines(figures):
        print(f"  {line}".rstrip())
    print(f"  {time.perf_counter() - start:.0f} s, {path.relative_to(path.parents[2])}\n", flush=True)
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
