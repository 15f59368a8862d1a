"""A wire between Django and PostgreSQL that tests can cut or hold at exactly one statement.

It listens on a Unix socket of its own and speaks the database's protocol just enough to know where one statement
ends and the next begins: BEGIN, SAVEPOINT and COMMIT are statements too, which Django's `execute_wrapper` would
never see. Nothing of ours is patched: what the program meets is what it meets when a network or a server dies.
"""

from __future__ import annotations

import contextlib
import shutil
import socket
import struct
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

PORT = 5432
IDLE = "I"
PATIENCE = 20.0


@dataclass(frozen=True, slots=True)
class Boundary:
    """Where to cut: before or after the statement of this number, counted from 1 since the wire was armed."""

    number: int
    after: bool

    def __str__(self) -> str:
        return f"{'after' if self.after else 'before'} {self.number}"


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement that went over the wire, and whether a transaction was open after it."""

    number: int
    text: str
    status: str

    @property
    def nothing_open(self) -> bool:
        """Whether what was done is committed once this statement is."""
        return self.status == IDLE


@dataclass(slots=True)
class Hold:
    """Stops a connection before the first statement that begins with `words`, until it is released."""

    words: str
    reached: threading.Event = field(default_factory=threading.Event)
    released: threading.Event = field(default_factory=threading.Event)

    def release(self) -> None:
        """Let it go on."""
        self.released.set()

    def wait(self) -> None:
        """Until a connection stands here. Fails the test when none comes."""
        assert self.reached.wait(PATIENCE), f"nobody came to {self.words!r}"


@dataclass(slots=True)
class Wire:
    """One socket that leads to the database's. Count, cut and hold by setting what is armed."""

    target: Path
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="sahulat-wire-")))
    seen: list[Statement] = field(default_factory=list)
    on_statement: Callable[[Statement], None] | None = None
    cut: Boundary | None = None
    was_cut: bool = False
    hold: Hold | None = None
    _listener: socket.socket = field(default_factory=lambda: socket.socket(socket.AF_UNIX))
    _open: list[socket.socket] = field(default_factory=list)
    _counting: bool = False

    def start(self) -> None:
        """Listen; connections are served by threads of their own."""
        self._listener.bind(str(self.folder / f".s.PGSQL.{PORT}"))
        self._listener.listen()
        threading.Thread(target=self._serve, daemon=True).start()

    def stop(self) -> None:
        """Cut everything and forget the socket."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for each in self._open:
            _close(each)
        shutil.rmtree(self.folder, ignore_errors=True)

    def arm(self, cut: Boundary | None = None) -> None:
        """Begin to count from 1, and cut there."""
        self.seen, self.cut, self.was_cut, self._counting = [], cut, False, True

    def disarm(self) -> list[Statement]:
        """Stop counting; what was seen."""
        self._counting, self.cut, self.on_statement = False, None, None
        return self.seen

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(client,), daemon=True).start()

    def _carry(self, client: socket.socket) -> None:
        server = socket.socket(socket.AF_UNIX)
        self._open += [client, server]
        try:
            server.connect(str(self.target / f".s.PGSQL.{PORT}"))
            server.sendall(_startup(client))
            client.sendall(_answer(server)[0])
            while self._one(client, server):
                pass
        except (OSError, EOFError):
            pass
        finally:
            _close(client)
            _close(server)

    def _one(self, client: socket.socket, server: socket.socket) -> bool:
        """Carry one statement over and its answer back; false when this was the end."""
        asked, text = _unit(client)
        if asked[:1] == b"X":
            server.sendall(asked)
            return False
        counted = self._counting
        number = len(self.seen) + 1
        self._hold_if_asked(text)
        if counted and self.cut == Boundary(number, after=False):
            self.was_cut = True
            return False
        server.sendall(asked)
        answer, status = _answer(server)
        if counted:
            statement = Statement(number, text, status)
            self.seen.append(statement)
            if self.on_statement is not None:
                self.on_statement(statement)
            if self.cut == Boundary(number, after=True):
                self.was_cut = True
                return False
        client.sendall(answer)
        return True

    def _hold_if_asked(self, text: str) -> None:
        hold = self.hold
        if hold is not None and not hold.reached.is_set() and text.startswith(hold.words):
            hold.reached.set()
            assert hold.released.wait(PATIENCE)


@contextlib.contextmanager
def wire_to(sockets: Path) -> Iterator[Wire]:
    """A wire that listens, to the server whose socket lies in `sockets`."""
    wire = Wire(sockets)
    wire.start()
    try:
        yield wire
    finally:
        wire.stop()


def _close(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


def _read(end: socket.socket, length: int) -> bytes:
    parts = bytearray()
    while len(parts) < length:
        part = end.recv(length - len(parts))
        if not part:
            raise EOFError
        parts += part
    return bytes(parts)


def _startup(client: socket.socket) -> bytes:
    """The first message, which has no kind."""
    head = _read(client, 4)
    return head + _read(client, struct.unpack("!i", head)[0] - 4)


def _message(end: socket.socket) -> tuple[bytes, bytes]:
    head = _read(end, 5)
    return head[:1], head + _read(end, struct.unpack("!i", head[1:])[0] - 4)


def _unit(client: socket.socket) -> tuple[bytes, str]:
    """Messages up to a simple query or a sync: one statement for the server, with its text."""
    whole, text = b"", ""
    while True:
        kind, message = _message(client)
        whole += message
        if kind == b"P" and not text:
            text = message[5:].split(b"\0")[1].decode(errors="replace")
        if kind == b"Q":
            text = message[5:].rstrip(b"\0").decode(errors="replace")
        if kind in b"QSX":
            return whole, text.strip()


def _answer(server: socket.socket) -> tuple[bytes, str]:
    """Everything up to ReadyForQuery, and the transaction's status: I, T or E."""
    parts = []
    while True:
        kind, message = _message(server)
        parts.append(message)
        if kind == b"Z":
            return b"".join(parts), message[5:6].decode()
