"""The other process of the tests of `confined`."""

import os
import sys
import time

from sahulat.foundation.confined.public import serve


def _answer(question: bytes) -> bytes:
    if question == b"sleep":
        time.sleep(60)
    while question == b"spin":
        pass
    if question == b"eat":
        bytearray(400_000_000)
    if question == b"end":
        sys.exit(0)
    return str(os.getpid()).encode() if question == b"pid" else question


if __name__ == "__main__":
    serve(_answer, memory=200_000_000, cpu_seconds=1)
