"""The states between the steps of the journey, made when they are first wanted and gone back to for each trial."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import connections

from tests.races.boundaries import Memory, Step
from tests.races.journey import STEPS, prepare
from tests.races.states import States

FIRST = "before_the_first_step"
BY_NAME = {step.name: step for step in STEPS}


@dataclass(slots=True)
class Stages:
    """Makes each stage from the one before it, once; one database holds them all."""

    states: States
    memories: dict[str, Memory] = field(default_factory=dict)

    def go_before(self, step: Step) -> tuple[str, Memory]:
        """Bring the database to where a step starts; the stage's name and what the actors remember there."""
        stage = step.after or FIRST
        if stage not in self.memories:
            self._make(stage)
        self.states.restore(stage)
        return stage, dict(self.memories[stage])

    def go_after(self, name: str) -> Memory:
        """Bring the database to where the step of that name is done."""
        if name not in self.memories:
            self._make(name)
        self.states.restore(name)
        return dict(self.memories[name])

    def _make(self, stage: str) -> None:
        if stage == FIRST:
            memory: Memory = {}
            self.states.lead_django()
            prepare(memory)
        else:
            step = BY_NAME[stage]
            _, memory = self.go_before(step)
            self.states.lead_django()
            do(step, memory)
        connections["default"].close()
        self.states.keep(stage)
        self.memories[stage] = memory


def do(step: Step, memory: Memory) -> None:
    """Do a step undisturbed."""
    if step.setup is not None:
        step.setup(memory)
    step.act(memory)


def steps_before(name: str) -> Sequence[Step]:
    """The steps that lead to the one of that name, in order."""
    found: list[Step] = []
    step = BY_NAME[name]
    while step.after:
        step = BY_NAME[step.after]
        found.insert(0, step)
    return found
