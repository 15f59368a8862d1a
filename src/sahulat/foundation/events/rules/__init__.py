"""When a failed event is tried again, and what is kept of the error. Pure."""

from __future__ import annotations

import traceback
from datetime import timedelta

from sahulat.kernel.refusals import Refusal

MOST_ATTEMPTS = 6


def pause_after(attempts: int) -> timedelta | None:
    """How long to wait after the given number of failed attempts; None: give up. In all about six minutes."""
    return None if attempts >= MOST_ATTEMPTS else timedelta(seconds=4.0 ** (attempts - 1))


def describe(error: BaseException) -> str:
    """An error's kind and place, without its message, which could hold a personal value."""
    kind = error.code if isinstance(error, Refusal) else type(error).__qualname__
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "sahulat" in frame.filename] or list(frames)
    if not ours:
        return kind
    folder, _, file = ours[-1].filename.rpartition("/")
    return f"{kind} at {folder.rpartition('/')[2]}/{file}:{ours[-1].lineno} in {ours[-1].name}"
