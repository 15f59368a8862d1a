"""The embedded cluster after bad days: leftovers, stale and broken pid files, deep folders."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from sahulat.project.database_addresses import LONGEST_SOCKET_PATH, socket_folder
from sahulat.project.postgres.cluster import Cluster
from sahulat.project.postgres.template import template_cluster
from sahulat.project.processes import command_of, processes_working_in

pytestmark = pytest.mark.runtime


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    with tempfile.TemporaryDirectory(prefix="sahulat-rt-") as folder:
        made = template_cluster(Path(folder))
        yield made
        made.stop()


def answers(cluster: Cluster) -> bool:
    with psycopg.connect(cluster.address()) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def kill(cluster: Cluster) -> None:
    assert cluster.server is not None
    cluster.server.send_signal(signal.SIGKILL)
    cluster.server.wait()


def test_busy_backends_of_a_killed_server_are_ended(cluster: Cluster) -> None:
    def busy() -> None:
        with psycopg.connect(cluster.address()) as connection, pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT count(*) FROM generate_series(1, 10000000000)")

    thread = threading.Thread(target=busy)
    thread.start()
    while len([p for p in processes_working_in(cluster.data) if command_of(p) == "postgres"]) < 2:
        pass
    kill(cluster)
    cluster.start(timeout=5)
    assert answers(cluster)
    thread.join(5)


@pytest.mark.parametrize("content", ["", f"{os.getpid()}\n", "nonsense"], ids=["empty", "another's", "broken"])
def test_a_stale_pid_file_is_mended(cluster: Cluster, content: str) -> None:
    kill(cluster)
    (cluster.data / "postmaster.pid").write_text(content)
    mended = cluster.start(timeout=5)
    assert any("postmaster.pid" in words for words in mended)
    assert answers(cluster)


def test_a_half_made_data_folder_is_made_anew(tmp_path: Path) -> None:
    half = tmp_path / "data.making"
    half.mkdir()
    (half / "rubbish").write_text("x")
    cluster = Cluster(data=tmp_path / "data", sockets=tmp_path / "s", log=tmp_path / "log")
    cluster.create(durable=False)
    assert cluster.exists
    assert not half.exists()


def test_a_deep_folder_gets_a_short_socket() -> None:
    deep = Path("/") / "/".join(["a-rather-long-folder-name"] * 6)
    assert len(os.fsencode(socket_folder(deep) / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH
    assert socket_folder(deep) == socket_folder(deep)
    assert socket_folder(deep) != socket_folder(deep / "b")


def test_the_socket_folder_is_closed_to_others(cluster: Cluster) -> None:
    assert cluster.sockets.stat().st_mode & 0o077 == 0
