"""BPMN 2.0, a subset of it: read a model, prove it, and advance it. Plain Python, usable on its own.

`advance` is pure: the host stores the marking, carries out the effects and answers the questions. What `check`
proves is what runs, since it searches the states of that same function.
"""

from sahulat.notation.bpmn.advancing import advance, start
from sahulat.notation.bpmn.findings import Finding, ModelRefused, Sentence, Weight
from sahulat.notation.bpmn.marking import Marking
from sahulat.notation.bpmn.model import EXTENSIONS, Flow, Kind, Lane, Model, Node
from sahulat.notation.bpmn.net import Net, compile_net
from sahulat.notation.bpmn.proof import check
from sahulat.notation.bpmn.reading import read_model
from sahulat.notation.bpmn.search import explore, may
from sahulat.notation.bpmn.steps import (
    Answered,
    Ask,
    CloseTask,
    Completed,
    Effect,
    Ended,
    Incident,
    Occurrence,
    OpenTask,
    RunTask,
    Stale,
)

__all__ = [
    "EXTENSIONS",
    "Answered",
    "Ask",
    "CloseTask",
    "Completed",
    "Effect",
    "Ended",
    "Finding",
    "Flow",
    "Incident",
    "Kind",
    "Lane",
    "Marking",
    "Model",
    "ModelRefused",
    "Net",
    "Node",
    "Occurrence",
    "OpenTask",
    "RunTask",
    "Sentence",
    "Stale",
    "Weight",
    "advance",
    "check",
    "compile_net",
    "explore",
    "may",
    "read_model",
    "start",
]
