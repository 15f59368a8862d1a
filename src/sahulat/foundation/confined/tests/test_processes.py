"""Work in another process ends in time, whatever it is given."""

from __future__ import annotations

import time

import pytest

from sahulat.foundation.confined.public import Confined, Stopped

ECHO = "sahulat.foundation.confined.tests.echoing"


def test_it_answers_again_and_again_from_the_same_process() -> None:
    echo = Confined(ECHO)
    first = echo.ask(b"pid", seconds=5)
    assert echo.ask(b"pid", seconds=5) == first
    assert echo.ask(b"x" * 3_000_000, seconds=5) == b"x" * 3_000_000
    echo.close()


@pytest.mark.parametrize("question", [b"sleep", b"spin", b"eat", b"end"])
def test_what_does_not_end_or_eats_memory_is_stopped_and_the_next_is_answered(question: bytes) -> None:
    echo = Confined(ECHO)
    started = time.monotonic()
    with pytest.raises(Stopped):
        echo.ask(question, seconds=1.5)
    assert time.monotonic() - started < 3
    assert echo.ask(b"well", seconds=5) == b"well"
    echo.close()
