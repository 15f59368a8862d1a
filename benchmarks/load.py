"""A small load client: processes with one kept-alive connection each, asking as fast as they are answered."""

from __future__ import annotations

import http.client
import multiprocessing
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.figures import percentile
from benchmarks.installations import BenchFailed

HEADERS = {"Accept-Encoding": "br, gzip", "Accept-Language": "en", "Connection": "keep-alive"}


@dataclass(frozen=True, slots=True)
class Load:
    """What a spell of asking showed: seconds of each answer, and how long the spell was."""

    seconds: tuple[float, ...]
    lasted: float
    largest: int

    @property
    def rate(self) -> float:
        """Answers per second."""
        return len(self.seconds) / self.lasted

    def p(self, share: float) -> float:
        """A percentile of the answers' times, in milliseconds."""
        return percentile(self.seconds, share) * 1000


def ask(
    port: int,
    paths: Sequence[str],
    *,
    seconds: float,
    clients: int,
    headers: Mapping[str, str] | None = None,
    host: str = "localhost",
) -> Load:
    """Ask for the paths in turn from `clients` processes. Raises BenchFailed for any answer but 200."""
    context = multiprocessing.get_context("fork")
    results: multiprocessing.Queue[tuple[list[float], int, str]] = context.Queue()
    start = time.perf_counter()
    sent = {**HEADERS, "Host": f"{host}:{port}", **(headers or {})}
    workers = [
        context.Process(target=_client, args=(port, list(paths), seconds, sent, results)) for _ in range(clients)
    ]
    for worker in workers:
        worker.start()
    found = [results.get(timeout=seconds + 60) for _ in workers]
    lasted = time.perf_counter() - start
    for worker in workers:
        worker.join()
    complaints = [complaint for _, _, complaint in found if complaint]
    if complaints:
        raise BenchFailed(complaints[0])
    return Load(
        seconds=tuple(second for times, _, _ in found for second in times),
        lasted=lasted,
        largest=max(size for _, size, _ in found),
    )


def _client(
    port: int,
    paths: list[str],
    seconds: float,
    headers: dict[str, str],
    results: multiprocessing.Queue[tuple[list[float], int, str]],
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    times: list[float] = []
    largest, complaint, turn = 0, "", 0
    end = time.perf_counter() + seconds
    while (start := time.perf_counter()) < end or not times:
        path = paths[turn % len(paths)]
        turn += 1
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        body = response.read()
        times.append(time.perf_counter() - start)
        largest = max(largest, len(body))
        if response.status != 200:
            complaint = f"{path} answered {response.status}"
            break
    connection.close()
    results.put((times, largest, complaint))
