"""What is wrong with a model, in plain words: sentences that can be translated, and the nodes they speak of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sahulat.kernel.refusals import N_, Refusal


class Weight(StrEnum):
    """How much a finding weighs: a fault must be mended, a warning should be looked at."""

    FAULT = "fault"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Sentence:
    """An English msgid and its parameters."""

    message: str
    params: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: a stable code, what is wrong, for a counter-example its story, and the nodes' ids."""

    code: str
    sentence: Sentence
    nodes: tuple[str, ...] = ()
    story: tuple[Sentence, ...] = ()
    weight: Weight = Weight.FAULT

    def __str__(self) -> str:
        return " ".join(str(sentence) for sentence in (self.sentence, *self.story))


class ModelRefused(Refusal):
    """The model can't be used; `findings` says everything that is wrong with it, at least one thing."""

    code = "bpmn.refused"
    status = 422
    message = N_("This process can't be used: %(first)s")

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(first=str(findings[0]), count=len(findings))
        self.findings: tuple[Finding, ...] = tuple(findings)


def fault(code: str, message: str, *nodes: str, **params: str) -> Finding:
    """A fault without a story."""
    return Finding(code, Sentence(message, params), nodes)
