"""The BPMN conformance kit: each of its processes that lies in our subset leaves the trace that the kit wants.

The kit is found through SAHULAT_KITS (a folder with `bpmn-conformance`); without it these tests are skipped. Its
script tasks become service tasks, its conditions FEEL, before they are read.
"""

import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from sahulat.notation.bpmn import (
    Answered,
    Ask,
    Completed,
    Incident,
    ModelRefused,
    Net,
    Occurrence,
    RunTask,
    advance,
    compile_net,
    read_model,
    start,
)
from sahulat.notation.bpmn.steps import NO_FLOW_HOLDS
from sahulat.notation.feel import compile_expression

KIT = Path(os.environ.get("SAHULAT_KITS", "../shared")) / "bpmn-conformance"
SCRIPT = re.compile(r"<(\w+:)?script>(.*?)</(\w+:)?script>", re.DOTALL)
CONTAINS = re.compile(r"(!?)test\.contains\((\"[^\"]*\")\)")
LOGS = re.compile(r"SCRIPT_(task\d)")

MOST_STEPS = 200
TIMESTAMP = "CREATE_TIMESTAMP_LOG"

pytestmark = pytest.mark.skipif(not KIT.is_dir(), reason=f"the BPMN kit is not at {KIT}; set SAHULAT_KITS")


def translated(xml: str) -> bytes:
    """Script tasks as service tasks that keep the script as our `action`."""
    xml = re.sub(
        r"<((?:\w+:)?)scriptTask ([^>]*)>(.*?)</\1scriptTask>",
        lambda task: (
            f'<{task[1]}serviceTask xmlns:s="https://sahulat.invalid/bpmn" {task[2]} '
            f's:action="{(SCRIPT.search(task[3]) or task)[2].strip()}">'
            f"{SCRIPT.sub('', task[3])}</{task[1]}serviceTask>"
        ),
        xml,
        flags=re.DOTALL,
    )
    return xml.encode()


def feel(condition: str) -> str:
    source = CONTAINS.sub(lambda call: f"contains(test, {call[2]})", condition)
    return f"not({source})" if condition.startswith("!") else source


def action_at(net: Net, path: str) -> str:
    node = net.nodes.get(path.partition("#")[0])
    return node.attributes.get("action", "") if node else ""


def run(net: Net, given: dict[str, Any]) -> list[str]:
    """The trace of a case: automatic tasks are done in the order in which they begin."""
    context, log = {"test": "", "integerVariable": 0, **given}, list[str]()
    marking, effects = start(net)
    todo = list(effects)
    while todo:
        assert len(log) < MOST_STEPS
        effect = todo.pop(0)
        occurrence: Occurrence
        if isinstance(effect, RunTask):
            action = action_at(net, effect.path)
            log.extend(LOGS.findall(action))
            if action.startswith("INCREMENT_INTEGER_VARIABLE"):
                context["integerVariable"] += 1
                log.extend(["INCREMENT"] if action.endswith("_AND_LOG") else [])
            if action == "CREATE_MARKER_FILE":
                log.append("MARKER")
            if (
                action.startswith(TIMESTAMP)
                and sum(action_at(net, path).startswith(TIMESTAMP) for path in marking.paths) > 1
            ):
                log.append("EXECUTION_parallel")
            occurrence = Completed(effect.path)
        elif isinstance(effect, Ask):
            holds = [f for f, source in effect.conditions if compile_expression(feel(source)).evaluate(context).value]
            occurrence = Answered(effect.path, holds[0] if holds else None)
        else:
            # A token that waits for ever at a join is no error in the kit's sense: its trace just ends.
            if isinstance(effect, Incident) and effect.why == NO_FLOW_HOLDS:
                log.append("ERROR_runtime")
            continue
        marking, effects = advance(net, marking, occurrence)
        todo.extend(effects)
    return log


def test_every_process_of_our_subset_leaves_the_wanted_trace() -> None:
    ran: list[str] = []
    refused: Counter[str] = Counter()
    for entry in json.loads((KIT / "processes" / "cases.json").read_text()):
        xml = (KIT / "processes" / entry["file"]).read_text()
        try:
            net = compile_net(read_model(translated(xml)))
        except ModelRefused as error:
            refused[error.findings[0].code] += 1
            continue
        ran.append(entry["file"])
        for case in entry["cases"]:
            assert Counter(run(net, case["input"])) == Counter(case["trace"]), (entry["file"], case)
    assert len(ran) >= 14, (ran, refused)


@pytest.mark.parametrize("folder", ["miwg", "constraints", "processes"])
def test_every_file_of_the_kit_is_read_or_refused_with_findings(folder: str) -> None:
    told: list[str] = []
    for path in sorted((KIT / folder).rglob("*.bpmn")):
        try:
            compile_net(read_model(path.read_bytes()))
        except ModelRefused as refused:
            told.extend(map(str, refused.findings))
    assert all(told)
