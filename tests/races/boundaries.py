"""A crash at every statement boundary of an operation: the connection is cut there, and what must hold is checked.

The operation runs once undisturbed from a prepared state; the wire counts its statements and notes what
is stored after each after which nothing is left open. Then, for each boundary, it runs again from the same state with
the connection cut exactly there. What is stored afterwards must be what was committed up to that statement: nothing
of a transaction that did not commit, all of one that did. The audit must verify, and doing it again as a user
would must succeed and leave one effect.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connections
from django.db.utils import Error as DatabaseDied

from sahulat.foundation.audit.public import sequence, verify
from sahulat.kernel import clock
from tests.races.states import State, States, difference
from tests.races.wire import Boundary, Statement, Wire

Memory = dict[str, Any]
"""What the actors of the journey remember from one step to the next: ids, codes, references."""


@dataclass(frozen=True, slots=True)
class Step:
    """One operation of the journey.

    `act` does it once and may remember what it got. `again` does what a user does who got no answer; by default the
    same. `grows` names the tables in which doing it again may leave more than once would have (a second code, a
    second look); `once` counts what there must be exactly one of in the end; `setup` is done before, undisturbed;
    `after` names the step from whose result this one starts.
    """

    name: str
    act: Callable[[Memory], None]
    again: Callable[[Memory], None] | None = None
    grows: frozenset[str] = frozenset()
    once: Callable[[Memory], int] | None = None
    setup: Callable[[Memory], None] | None = None
    after: str = ""

    def repeat(self, memory: Memory) -> None:
        """Do it again."""
        (self.again or self.act)(memory)


@dataclass(slots=True)
class Undisturbed:
    """How a step went without a cut: its statements, and what was stored after each that left nothing open."""

    statements: list[Statement] = field(default_factory=list)
    stored: dict[int, State] = field(default_factory=dict)
    memory: Memory = field(default_factory=dict)

    def stored_after(self, number: int) -> State:
        """What is committed once that statement was answered."""
        return self.stored[max(each for each in self.stored if each <= number)]

    def committed_nothing(self, number: int) -> bool:
        """Whether nothing is committed yet once that statement was answered."""
        return max(each for each in self.stored if each <= number) == 0

    @property
    def boundaries(self) -> list[Boundary]:
        """Every place to cut."""
        return [Boundary(each.number, after) for each in self.statements for after in (False, True)]

    @property
    def telling(self) -> list[Boundary]:
        """The places that a sample never leaves out: around each commit."""
        commits = {each.number for each in self.statements if each.nothing_open}
        return [each for each in self.boundaries if each.number in commits]


def observe(step: Step, memory: Memory, states: States, wire: Wire) -> Undisturbed:
    """Do the step on the database as it is, and note everything."""
    seen = Undisturbed(memory=memory)
    _stand_ready(step, memory, states, wire)
    seen.stored[0] = states.now()

    def note(statement: Statement) -> None:
        if statement.nothing_open:
            seen.stored[statement.number] = states.now()

    wire.arm()
    wire.on_statement = note
    step.act(memory)
    seen.statements = wire.disarm()
    connections["default"].close()
    assert seen.statements, f"{step.name} said nothing to the database"
    return seen


def try_boundary(
    step: Step, memory: Memory, states: States, wire: Wire, undisturbed: Undisturbed, boundary: Boundary
) -> None:
    """Cut there, look what is stored, do it again, look once more. Fails with words about what is wrong."""
    text = " ".join(undisturbed.statements[boundary.number - 1].text.split())[:100]
    where = f"{step.name}, cut {boundary} of {len(undisturbed.statements)}: {text}"
    _do_cut(step, memory, states, wire, boundary, where)
    reached = boundary.number if boundary.after else boundary.number - 1
    wrong = difference(undisturbed.stored_after(reached), states.now())
    assert not wrong, f"{where}\nstored afterwards:\n{wrong}"
    states.lead_django()
    step.repeat(memory)
    check_audit(where)
    if step.once is not None:
        assert step.once(memory) == 1, f"{where}\nafter doing it again there are {step.once(memory)}"
    connections["default"].close()
    grown = AUDITED if undisturbed.committed_nothing(reached) else step.grows | AUDITED
    wrong = difference(undisturbed.stored_after(len(undisturbed.statements)), states.now(), grown)
    assert not wrong, f"{where}\nstored after doing it again:\n{wrong}"


# What the sequencer moves between tables when the audit is checked.
AUDITED = frozenset({"audit_to_do", "audit_chain", "audit_checkpoint"})


def _stand_ready(step: Step, memory: Memory, states: States, wire: Wire) -> None:
    states.lead_django(wire.folder)
    if step.setup is not None:
        step.setup(memory)
    connections["default"].ensure_connection()


def _do_cut(step: Step, memory: Memory, states: States, wire: Wire, boundary: Boundary, where: str) -> None:
    _stand_ready(step, memory, states, wire)
    wire.arm(boundary)
    try:
        step.act(memory)
    except DatabaseDied:
        pass  # and nothing else: this is what makes a page answer "come back soon"
    finally:
        wire.disarm()
        connections["default"].close()
    assert wire.was_cut, f"{where}\nthe cut was never reached: the operation does not always do the same"
    states.wait_until_alone()


def check_audit(where: str) -> None:
    """Chain what waits; the whole log must verify."""
    while sequence(clock.now()):
        pass
    verdict = verify()
    assert not verdict.faults, f"{where}\n{verdict.faults}"
    assert not verdict.waiting, where


def sample(undisturbed: Undisturbed, size: int, seed: int) -> list[Boundary]:
    """Some boundaries by a seed: two around a commit, the rest anywhere."""
    draw = random.Random(seed)
    chosen = set(draw.sample(undisturbed.telling, min(2, len(undisturbed.telling))))
    rest = [each for each in undisturbed.boundaries if each not in chosen]
    chosen |= set(draw.sample(rest, min(size - len(chosen), len(rest))))
    return sorted(chosen, key=lambda each: (each.number, each.after))
