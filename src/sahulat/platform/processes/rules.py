"""process.bpmn to a Process, checked against the roles and the answers of its service. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sahulat.kernel.refusals import Refusal
from sahulat.notation.bpmn import Finding as ModelFinding
from sahulat.notation.bpmn import ModelRefused, Net, Node, Weight, check, compile_net, read_model
from sahulat.notation.bpmn.model import Kind
from sahulat.notation.feel import Expression, compile_expression
from sahulat.platform.catalogue.types import PartContext
from sahulat.platform.processes.types import Process, TaskKind

OUTCOMES = ("forward", "query", "refuse", "approve", "complete")
OWN_NAMES = ("outcome", "outcomes", "today")
DAYS_AT_MOST = 250

# What the proof says, in Urdu; the English sentence names the nodes.
URDU = {
    "bpmn.never-ends": "یہ عمل کبھی ختم نہیں ہو سکتا۔",
    "bpmn.stops": "یہ عمل بیچ میں رک سکتا ہے۔",
    "bpmn.dead": "اس کام تک کوئی راستہ نہیں جاتا۔",
    "bpmn.unsupported": "یہ علامت یہاں استعمال نہیں ہوتی۔",
    "bpmn.no-default": "کوئی شرط پوری نہ ہو تو کہاں جانا ہے؟ ایک default راستہ رکھیں۔",
    "bpmn.no-condition": "اس راستے پر شرط لکھیں۔",
    "bpmn.not-xml": "یہ فائل XML کے طور پر نہیں پڑھی جاتی۔",
    "bpmn.unsafe-xml": "اس XML میں ایسی چیز ہے جو محفوظ نہیں۔",
    "bpmn.circle": "یہ فیصلے ایک دوسرے کی طرف لوٹتے رہتے ہیں اور بیچ میں کوئی کام نہیں۔",
    "bpmn.twice": "ایک ہی کام دو بار کھل سکتا ہے۔",
    "bpmn.unbounded": "ایک ہی کام بے شمار بار کھل سکتا ہے۔",
}
SOMETHING_WRONG = "عمل کے نقشے میں نقص ہے۔"


def compile_process(actions: Sequence[str]) -> Any:
    """The PartCompiler of process.bpmn; `actions` are what automatic tasks may do, filled by the host's room."""

    def compiler(content: str, context: PartContext) -> Process | None:
        try:
            net = compile_net(read_model(content.encode()))
        except ModelRefused as refused:
            for finding in refused.findings:
                _find(finding, context)
            return None
        if not context.is_sealed:
            for finding in check(net):
                _find(finding, context)
        tasks = {
            node.id: _task(node, context, actions)
            for node in net.nodes.values()
            if node.kind in (Kind.USER_TASK, Kind.SERVICE_TASK)
        }
        return Process(net=net, net_hash=net.hash, tasks=tasks, conditions=_conditions(net, context))

    return compiler


def _find(finding: ModelFinding, context: PartContext) -> None:
    context.find(
        ", ".join(finding.nodes),
        str(finding),
        URDU.get(finding.code, SOMETHING_WRONG),
        warning=finding.weight is Weight.WARNING,
    )


def _task(node: Node, context: PartContext, actions: Sequence[str]) -> TaskKind:
    automatic = node.kind is Kind.SERVICE_TASK
    lane = node.lane or ""
    action = node.attributes.get("action", "")
    if automatic:
        if action not in actions:
            known = ", ".join(actions)
            context.find(
                node.id,
                f"An automatic task needs an action. Known: {known}.",
                f"خودکار کام کو action چاہیے۔ معلوم: {known}",
            )
    else:
        _check_person_task(node, lane, context)
    return TaskKind(
        node=node.id,
        name=context.texts.text(f"task.{node.id}"),
        lane=lane,
        automatic=automatic,
        outcomes=node.outcomes,
        action=action,
        working_days=_days(node, context),
    )


def _check_person_task(node: Node, lane: str, context: PartContext) -> None:
    if lane not in context.definition.roles:
        known = ", ".join(context.definition.roles)
        context.find(
            node.id,
            f"The task lies in the lane {lane or '(none)'}; service.yaml knows these roles: {known}.",
            f"یہ کام {lane or '(کوئی نہیں)'} کی پٹی میں ہے؛ service.yaml میں یہ کردار ہیں: {known}",
        )
    wrong = [outcome for outcome in node.outcomes if outcome not in OUTCOMES]
    if wrong or not node.outcomes:
        known = ", ".join(OUTCOMES)
        context.find(
            node.id,
            f'Say how the task can end: outcomes="…". Known: {known}.',
            f'لکھیں کہ کام کیسے ختم ہو سکتا ہے: outcomes="…"۔ معلوم: {known}',
        )


def _days(node: Node, context: PartContext) -> int | None:
    given = node.attributes.get("workingDays")
    if given is None:
        return None
    if not (given.isascii() and given.isdigit() and 0 < int(given) <= DAYS_AT_MOST):
        context.find(node.id, "workingDays is a whole number of days.", "workingDays دنوں کا پورا عدد ہے۔")
        return None
    return int(given)


def _conditions(net: Net, context: PartContext) -> Mapping[str, Expression]:
    """The compiled conditions by flow; each name must be an answer of the form, or one of the process's own."""
    form = context.parts.get("form.yaml")
    names = (*(form.names if form is not None else ()), *OWN_NAMES)
    tasks = {node.id for node in net.nodes.values() if node.kind is Kind.USER_TASK}
    compiled: dict[str, Expression] = {}
    for flow, source in net.model.conditions():
        try:
            expression = compile_expression(source)
        except Refusal as refusal:
            context.find(flow.id, str(refusal), f"یہ شرط پڑھی نہیں جا سکتی: {source:.80}")
            continue
        _check_paths(flow.id, expression, names, tasks, context)
        compiled[flow.id] = expression
    return compiled


def _check_paths(
    flow: str, expression: Expression, names: Sequence[str], tasks: set[str], context: PartContext
) -> None:
    for path in sorted(expression.paths):
        if path[0] not in names:
            context.find(flow, f"{path[0]} is no answer of the form.", f"{path[0]} فارم کا کوئی جواب نہیں۔")
        elif path[0] == "outcomes" and (len(path) != 2 or path[1] not in tasks):
            context.find(
                flow,
                f"outcomes needs a task of this process: {'.'.join(path)}",
                f"outcomes کے بعد اسی عمل کے کسی کام کا نام ہو: {'.'.join(path)}",
            )
