"""A crash at a statement boundary of any operation of the journey stores all of a transaction or nothing of it."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from tests.races.boundaries import Step, observe, sample, try_boundary
from tests.races.journey import STEPS
from tests.races.stages import Stages
from tests.races.wire import Wire

SAMPLE = 8
every_step = pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)


@every_step
def test_a_cut_at_a_sampled_boundary_stores_all_or_nothing(step: Step, stages: Stages, wire: Wire, seed: int) -> None:
    _try(step, stages, wire, seed, SAMPLE)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@every_step
def test_a_cut_at_any_boundary_stores_all_or_nothing(step: Step, stages: Stages, wire: Wire, seed: int) -> None:
    _try(step, stages, wire, seed, None)


def _try(step: Step, stages: Stages, wire: Wire, seed: int, size: int | None) -> None:
    began = time.monotonic()
    stage, memory = stages.go_before(step)
    undisturbed = observe(step, memory, stages.states, wire)
    chosen = undisturbed.boundaries if size is None else sample(undisturbed, size, seed)
    for boundary in chosen:
        stages.states.restore(stage)
        try_boundary(step, dict(stages.memories[stage]), stages.states, wire, undisturbed, boundary)
    print(
        f"{step.name}: {len(undisturbed.statements)} statements, cut at {len(chosen)} of "
        f"{len(undisturbed.boundaries)} boundaries in {time.monotonic() - began:.1f} s, seed {seed}"
    )


def test_an_operation_that_does_it_twice_when_repeated_is_caught(stages: Stages, wire: Wire) -> None:
    step = replace(STEPS[0], grows=frozenset())  # asking for a code again sends another
    stage, memory = stages.go_before(step)
    undisturbed = observe(step, memory, stages.states, wire)
    stages.states.restore(stage)
    last = undisturbed.boundaries[-1]
    with pytest.raises(AssertionError, match="unexpected"):
        try_boundary(step, dict(stages.memories[stage]), stages.states, wire, undisturbed, last)
