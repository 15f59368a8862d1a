"""Draws BPMN from a line of text: `s1>t1 t1>x1 x1>t1[again] x1>e1[*]`.

The first letter is the kind (s start, e end, t user task, a service task, x exclusive, p parallel gateway); in
brackets stands a condition, * for the default flow.
"""

import re
from xml.sax.saxutils import escape

from sahulat.notation.bpmn import Net, compile_net, read_model

_KINDS = {
    "s": "startEvent",
    "e": "endEvent",
    "t": "userTask",
    "a": "serviceTask",
    "x": "exclusiveGateway",
    "p": "parallelGateway",
}
_FLOW = re.compile(r"(\w+)>(\w+)(?:\[([^\]]*)\])?")


def file_of(body: str, *, after: str = "", declarations: str = "") -> bytes:
    """A BPMN file around the inside of a process."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{declarations}'
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:s="https://sahulat.invalid/bpmn">'
        f'<process id="drawn" isExecutable="true">{body}</process>{after}</definitions>'
    ).encode()


def drawn(text: str) -> bytes:
    """The BPMN file of a drawing; flows are f0, f1 … in order."""
    flows = _FLOW.findall(text)
    nodes = dict.fromkeys(node for source, target, _ in flows for node in (source, target))
    defaults = {source: f"f{n}" for n, (source, _, condition) in enumerate(flows) if condition == "*"}
    body = "".join(
        f'<{_KINDS[node[0]]} id="{node}"' + (f' default="{defaults[node]}"' if node in defaults else "") + "/>"
        for node in nodes
    )
    for n, (source, target, condition) in enumerate(flows):
        inner = "" if condition in ("", "*") else f"<conditionExpression>{escape(condition)}</conditionExpression>"
        body += f'<sequenceFlow id="f{n}" sourceRef="{source}" targetRef="{target}">{inner}</sequenceFlow>'
    return file_of(body)


def net_of(text: str) -> Net:
    """The net of a drawing."""
    return compile_net(read_model(drawn(text)))
