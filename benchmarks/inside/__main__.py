"""`python -m benchmarks.inside MODULE ARGUMENTS`: run a module of this package and print what it answers."""

from __future__ import annotations

import importlib
import json
import logging
import sys

import django


def main(words: list[str]) -> int:
    """Run one program; its arguments are a JSON object."""
    django.setup()
    logging.disable(logging.INFO)
    program = importlib.import_module(f"benchmarks.inside.{words[0]}")
    sys.stdout.write(json.dumps(program.run(**json.loads(words[1])), default=str) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
