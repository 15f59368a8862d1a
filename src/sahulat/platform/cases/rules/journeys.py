"""journeys/*.yaml of a service's package: read strictly, names checked against form and process."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sahulat.platform.catalogue.types import Node, PartContext

STEPS_AT_MOST = 200
CITIZEN = "citizen"
CITIZENS_ACTS = ("fill", "submit", "mend", "withdraw")
OFFICERS_ACTS = ("note", "send_back", "forward", "refuse", "approve")
WAIT = "wait"
# Uploads are made up by the runner: a name that looks like a place would promise that something is read from there.
UPLOAD = re.compile(r"^[^/\\\x00-\x1f]{1,80}\.(pdf|png|jpg|jpeg)$", re.IGNORECASE)
EXPECTED = ("state", "with", "until", "late", "tasks", "documents", "clock", "refused")


@dataclass(frozen=True, slots=True)
class Script:
    """A journey as it is written: its name, the moment of the first step, what is done."""

    name: str
    today: datetime | None
    steps: tuple[Mapping[str, Any], ...]


def compile_journey(content: str, context: PartContext) -> Script | None:
    """The PartCompiler of journeys/*.yaml."""
    node = context.node(content)
    if node is None:
        return None
    name = node.raw("name")
    shown = str(next(iter(name.values()))) if isinstance(name, dict) and name else str(name or "")
    if not shown:
        node.find("name", "This is missing.", "یہ موجود نہیں۔")
    today = _today(node)
    entries = node.children("steps")
    if not 1 <= len(entries) <= STEPS_AT_MOST:
        node.find("steps", f"From 1 to {STEPS_AT_MOST} steps.", f"1 سے {STEPS_AT_MOST} تک قدم۔")
    steps = tuple(_step(entry, context) for entry in entries)
    node.finish()
    return Script(name=shown, today=today, steps=steps)


def _today(node: Node) -> datetime | None:
    if not node.has("today"):
        return None
    try:
        moment = datetime.fromisoformat(str(node.raw("today")))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        node.find(
            "today", "A moment with its zone, as 2026-11-24T09:00+05:00.", "وقت یوں لکھیں: 2026-11-24T09:00+05:00"
        )
        return None
    return moment


def _step(node: Node, context: PartContext) -> Mapping[str, Any]:
    act = node.one_of("do", [*CITIZENS_ACTS, *OFFICERS_ACTS, WAIT])
    step: dict[str, Any] = {"do": act, "expect": _expected(node)}
    if act == WAIT:
        step["days"] = node.number("days", least=1, most=3660)
    elif act in CITIZENS_ACTS:
        step["as"] = node.one_of("as", [CITIZEN])
        if act in ("fill", "mend"):
            step |= _filled(node, context)
    elif act:
        roles = sorted({role.role for role in context.definition.roles.values() if role.role})
        step["as"] = node.one_of("as", roles)
        step |= _decided(act, node, context)
    return step


def _filled(node: Node, context: PartContext) -> dict[str, Any]:
    filled: dict[str, Any] = {}
    known = _answers(context)
    for key in ("answers", "files"):
        given = node.raw(key)
        if given is None:
            given = {}
        if not isinstance(given, dict):
            node.find(key, "Named values are expected here.", "یہاں نام اور قدر ہونے چاہئیں۔")
            given = {}
        for name in sorted(given.keys() - known if known else ()):
            node.find(key, f"The form has no answer called {name}.", f"فارم میں {name} نام کا کوئی جواب نہیں۔")
        filled[key] = given
    if not all(isinstance(name, str) and UPLOAD.match(name) for name in filled["files"].values()):
        node.find(
            "files",
            "Give each upload a plain file name without slashes that ends with .pdf, .png or .jpg.",
            "ہر اپ لوڈ کو سادہ فائل نام دیں، سلیش کے بغیر، آخر میں .pdf، .png یا .jpg ہو۔",
        )
    return filled


def _decided(act: str, node: Node, context: PartContext) -> dict[str, Any]:
    decided: dict[str, Any] = {}
    if node.has("task"):
        decided["task"] = node.string("task")
    if act == "note":
        decided["text"] = node.string("text")
    if act == "forward":
        decided["note"] = node.string("note", default="-") if node.has("note") else ""
    if act == "send_back":
        decided["fields"] = list(node.words("fields"))
        decided["reason"] = node.string("reason")
    if act == "refuse":
        decided["reason"] = node.one_of("reason", sorted(context.definition.refusal_reasons))
        decided["words"] = node.string("words")
    return decided


def _answers(context: PartContext) -> frozenset[str]:
    form = context.parts.get("form.yaml")
    return frozenset(form.names) if form is not None else frozenset()


def _expected(node: Node) -> Mapping[str, Any]:
    if not node.has("expect"):
        return {}
    expected = node.raw("expect")
    if not isinstance(expected, dict):
        node.find("expect", "Named values are expected here.", "یہاں نام اور قدر ہونے چاہئیں۔")
        return {}
    for key in sorted(set(map(str, expected)) - set(EXPECTED)):
        node.find(f"expect.{key}", f"Known are: {', '.join(EXPECTED)}.", f"معلوم یہ ہیں: {', '.join(EXPECTED)}")
    return expected
