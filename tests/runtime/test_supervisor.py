"""The supervisor under Ctrl-C, kills and second instances. Starts real installations."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sahulat.project.processes import enter_user_namespace, user_namespaces_work
from tests.runtime.installations import Installation, wait_for

pytestmark = pytest.mark.runtime
New = Callable[..., Installation]


def test_ctrl_c_stops_everything_and_the_data_is_there_again(new_installation: New) -> None:
    here = new_installation()
    here.start()
    assert {"granian", "postgres", "worker"} <= {
        part for part in ("granian", "postgres", "worker") if here.named(part)
    }, here.log()
    assert here.stop() == 0
    assert here.nothing_is_left()
    started = time.monotonic()
    here.start()
    assert time.monotonic() - started < 20  # make's own figure is measured by hand; here others share the machine
    assert here.stop(signal.SIGTERM) == 0


def test_a_second_instance_on_the_same_data_or_port_is_refused(new_installation: New) -> None:
    here = new_installation()
    here.start()
    same_data = Installation(here.state).command("run")
    assert same_data.returncode == 3
    assert "already runs" in same_data.stderr
    same_port = new_installation(port=here.port).command("run")
    assert same_port.returncode == 3
    assert f"Port {here.port} is taken" in same_port.stderr
    assert here.is_ready()


def test_after_a_kill_of_the_supervisor_nothing_is_left_and_the_next_start_mends(new_installation: New) -> None:
    here = new_installation()
    here.start()
    assert here.process is not None
    here.process.kill()
    here.process.wait()
    wait_for(here.nothing_is_left, 5)
    here.start()
    assert here.stop() == 0


def test_whatever_is_killed_comes_back(new_installation: New, seed: int) -> None:
    here = new_installation()
    here.start()
    victims = ["postgres -D", "granian", "command_line worker"]
    random.Random(seed).shuffle(victims)
    for part in victims:
        victim = here.named(part)[0]
        victim.kill()
        wait_for(lambda gone=victim: not gone.is_running() or gone.status() == "zombie")
        answers = []

        def ready(seen: list[int] = answers) -> bool:
            answer = here.get("/healthz")
            if answer is not None:
                seen.append(answer.status)
                assert answer.status == 200 or "retry-after" in answer.headers
            return answer is not None and answer.status == 200 and bool(here.named(part))  # noqa: B023

        wait_for(ready, 30)
        assert set(answers) <= {200, 503}
    assert here.stop() == 0
    assert here.nothing_is_left()


@pytest.mark.slow
def test_an_ordinary_user_can_run_it_too(new_installation: New) -> None:
    if not user_namespaces_work():
        pytest.skip("user namespaces are forbidden on this machine")
    here = new_installation()
    here.start(preexec_fn=enter_user_namespace)
    assert here.stop() == 0
    assert here.nothing_is_left()


def test_a_saved_file_renews_web_without_a_refused_request(new_installation: New, tmp_path: Path) -> None:
    services = tmp_path / "services"
    services.mkdir()
    here = new_installation(extra={"SAHULAT_SERVICES": str(services), "SAHULAT_DEBUG": "1"})
    here.start("--reload")
    before = {process.pid for process in here.named("granian")}
    (services / "new.yaml").write_text("a: 1")

    def renewed() -> bool:
        answer = here.get("/healthz")
        assert answer is not None
        return not before & {process.pid for process in here.named("granian")}

    wait_for(renewed, 40)
    assert here.stop() == 0
