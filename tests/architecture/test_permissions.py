"""Default deny: every URL and every operation names a permission."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path

import sahulat
from sahulat.foundation.access.public import registered_operations

# Views of libraries, each with the reason why no permission of ours stands on it.
FOREIGN: dict[str, str] = {}


def views(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, object]]:
    """All views with their addresses."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, prefix + str(pattern.pattern))
        else:
            yield prefix + str(pattern.pattern), pattern.callback


def bare(found: Iterator[tuple[str, object]]) -> list[str]:
    """Addresses whose view names no permission."""
    return [address for address, view in found if getattr(view, "permission", None) is None and address not in FOREIGN]


def public_functions() -> Iterator[tuple[str, object]]:
    """Every public function defined in an `operations` module or package of ours."""
    for module in pkgutil.walk_packages(sahulat.__path__, "sahulat."):
        parts = module.name.split(".")
        if "operations" not in parts or "tests" in parts:
            continue
        loaded = import_module(module.name)
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            if not name.startswith("_") and function.__module__ == module.name:
                yield f"{module.name}.{name}", function


def test_every_url_names_a_permission() -> None:
    assert bare(views(get_resolver().url_patterns)) == []


def test_every_writing_function_of_an_operations_module_is_a_registered_operation() -> None:
    names = {name for name, _ in public_functions()}
    registered = {one.name for one in registered_operations()}
    assert names - registered == set()


def test_a_view_without_permission_is_caught() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert bare(views([path("planted/", view)])) == ["planted/"]
