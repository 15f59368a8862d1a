"""Work that a hostile input could make endless or huge, done in another process with bounds.

The process is kept warm between questions and imports only what it needs: it is `python -I -m MODULE`, whose `main`
calls `serve`. It has neither the platform's environment nor its database. Question and answer are bytes.
"""

from __future__ import annotations

import atexit
import os
import resource
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO

_LENGTH = struct.Struct(">Q")
LONGEST_ANSWER = 100_000_000  # bytes; a process that was taken over must not fill our memory
QUESTIONS_EACH = 200  # then a new process: what a library keeps for itself doesn't grow for ever


class Stopped(Exception):
    """The process used up its time or memory, or broke, over this question."""


@dataclass(slots=True)
class _Process:
    popen: subprocess.Popen[bytes]
    parent: int
    asked: int = 0

    def end(self) -> None:
        self.popen.kill()
        self.popen.wait()
        for pipe in (self.popen.stdin, self.popen.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue  # an unsent rest of the question; the descriptor is closed all the same


@dataclass(slots=True)
class Confined:
    """The processes of one module: at most `at_most` work at once; the others wait for their turn."""

    module: str
    at_most: int = 2
    _idle: list[_Process] = field(default_factory=list)
    _turns: threading.BoundedSemaphore = field(init=False)

    def __post_init__(self) -> None:
        self._turns = threading.BoundedSemaphore(self.at_most)
        atexit.register(self.close)

    def ask(self, question: bytes, *, seconds: float) -> bytes:
        """The module's answer. Raises Stopped when there is none within `seconds`. Safe to repeat and to race."""
        with self._turns:
            process = self._take()
            killer = threading.Timer(seconds, process.popen.kill)
            killer.daemon = True
            killer.start()
            try:
                answer = _exchange(process.popen, question)
            except BaseException:
                process.end()
                raise
            finally:
                killer.cancel()
            process.asked += 1
            if process.asked < QUESTIONS_EACH:
                self._idle.append(process)
            else:
                process.end()
            return answer

    def close(self) -> None:
        """End the idle processes."""
        while self._idle:
            process = self._idle.pop()
            if process.parent == os.getpid():
                process.end()

    def _take(self) -> _Process:
        while self._idle:
            process = self._idle.pop()
            # After a fork the pipes would be shared with the parent; and one may have died meanwhile.
            if process.parent == os.getpid() and process.popen.poll() is None:
                return process
        popen = subprocess.Popen(
            [sys.executable, "-I", "-m", self.module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"LANG": "C.UTF-8"},
            cwd="/",
            start_new_session=True,
        )
        return _Process(popen, os.getpid())


def _exchange(popen: subprocess.Popen[bytes], question: bytes) -> bytes:
    if popen.stdin is None or popen.stdout is None:
        raise Stopped
    try:
        popen.stdin.write(_LENGTH.pack(len(question)) + question)
        popen.stdin.flush()
        return _read(popen.stdout)
    except OSError as why:
        raise Stopped from why


def _read(source: IO[bytes]) -> bytes:
    head = source.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise Stopped
    (length,) = _LENGTH.unpack(head)
    if length > LONGEST_ANSWER:
        raise Stopped
    content = source.read(length)
    if len(content) < length:
        raise Stopped
    return content


def serve(answer: Callable[[bytes], bytes], *, memory: int, cpu_seconds: int) -> None:
    """Answer questions until there are no more: in the other process. `memory` in bytes for all, time for each."""
    # What a library prints must not get between the answers.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        try:
            question = _read(sys.stdin.buffer)
        except Stopped:
            return
        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = int(used.ru_utime + used.ru_stime)
        resource.setrlimit(resource.RLIMIT_CPU, (spent + cpu_seconds, resource.RLIM_INFINITY))
        answered = answer(question)
        out.write(_LENGTH.pack(len(answered)) + answered)
        out.flush()
