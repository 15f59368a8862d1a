"""Static files are renewed under the eyes of instances that serve them."""

from __future__ import annotations

import argparse
import json
import threading
from pathlib import Path
from typing import Any

from sahulat.project.commands import assets
from sahulat.project.terminal import Terminal


def test_collecting_anew_leaves_nothing_missing_for_a_moment(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    (tmp_path / "source" / "ui").mkdir(parents=True)
    (tmp_path / "source" / "ui" / "a.css").write_text("a{}")
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    collected()
    served = named(settings)
    (tmp_path / "source" / "ui" / "a.css").write_text("b{}")
    missing, over = [], threading.Event()

    def look() -> None:
        while not over.is_set():
            missing.extend(name for name in ("ui/a.css", served, assets.MANIFEST) if not present(settings, name))

    looking = threading.Thread(target=look)
    looking.start()
    collected()
    over.set()
    looking.join()
    assert missing == []
    assert named(settings) != served
    assert (settings.STATIC_ROOT / served).read_text() == "a{}"
    assert (settings.STATIC_ROOT / named(settings)).read_text() == "b{}"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["source", "static"]


def collected() -> None:
    assets.run(argparse.Namespace(), Terminal(quiet=True))


def named(settings: Any) -> str:
    return str(json.loads((settings.STATIC_ROOT / assets.MANIFEST).read_text())["paths"]["ui/a.css"])


def present(settings: Any, name: str) -> bool:
    return bool((settings.STATIC_ROOT / name).exists())
