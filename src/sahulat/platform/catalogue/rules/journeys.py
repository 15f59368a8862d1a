"""journeys/*.yaml: read as data here; who runs them knows what the steps mean."""

from __future__ import annotations

from typing import Any

from sahulat.platform.catalogue.types import PartContext

KEYS = ("name", "today", "place", "steps")
STEPS_AT_MOST = 200


def read_journey(content: str, context: PartContext) -> Any:
    """The PartCompiler of a journey: {"name", "today", "place", "steps"}, not looked into."""
    node = context.node(content)
    if node is None:
        return None
    journey = {key: node.raw(key) for key in KEYS}
    node.finish()
    steps = journey["steps"]
    if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps):
        context.find("steps", "A list of steps is expected here.", "یہاں قدموں کی فہرست ہونی چاہیے۔")
    elif not 0 < len(steps) <= STEPS_AT_MOST:
        context.find("steps", f"From 1 to {STEPS_AT_MOST} steps.", f"1 سے {STEPS_AT_MOST} تک قدم۔")
    return journey
