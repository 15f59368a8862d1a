"""Reading PDFs and pictures in a process of its own: a small file can unpack to gigabytes, or take minutes.

Run as a program, it is that process; here is also the door to it.
"""

from __future__ import annotations

from collections.abc import Callable

from sahulat.foundation.confined.public import Confined, Stopped, serve
from sahulat.foundation.files.rules.pdf import check_pdf
from sahulat.foundation.files.rules.pictures import check_picture
from sahulat.foundation.files.types import FileUnreadable, FileUnsafe

MEMORY = 512_000_000  # bytes, the libraries' own included
CPU_SECONDS = 4
SECONDS = 8.0
_FINE, _UNREADABLE, _UNSAFE = b"fine", b"unreadable", b"unsafe"
_reader = Confined("sahulat.foundation.files.rules.checking")


def check_apart(kind: str) -> Callable[[bytes], None]:
    """A check that reads a content as `kind` ("PDF", "JPEG", "PNG", "WEBP") whole, in the other process.

    It raises FileUnsafe; FileUnreadable also for what takes too long or unpacks to more than MEMORY.
    """

    def check(content: bytes) -> None:
        try:
            answer = _reader.ask(kind.encode() + b"\n" + content, seconds=SECONDS)
        except Stopped as why:
            raise FileUnreadable from why
        if answer == _UNSAFE:
            raise FileUnsafe
        if answer != _FINE:
            raise FileUnreadable

    return check


def _answer(question: bytes) -> bytes:
    kind, _, content = question.partition(b"\n")
    try:
        if kind == b"PDF":
            check_pdf(content)
        else:
            check_picture(content, kind.decode())
    except (FileUnreadable, MemoryError):
        return _UNREADABLE
    except FileUnsafe:
        return _UNSAFE
    return _FINE


if __name__ == "__main__":
    serve(_answer, memory=MEMORY, cpu_seconds=CPU_SECONDS)
