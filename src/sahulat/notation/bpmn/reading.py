"""From XML to a Model. Nothing outside the file is fetched; what isn't supported is refused by its element's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias
from xml.etree import ElementTree

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from sahulat.kernel.refusals import N_
from sahulat.notation.bpmn.findings import Finding, ModelRefused, fault
from sahulat.notation.bpmn.model import EXTENSIONS, NAMESPACE, Flow, Kind, Lane, Model, Node
from sahulat.notation.bpmn.structure import structural_findings

MAX_BYTES = 2_000_000
MAX_NODES = 2_000

Element: TypeAlias = "ElementTree.Element[str]"

_ID = re.compile(r"[^\W\d][\w.\-]*")
_KINDS = {kind.value: kind for kind in Kind}
# Artifacts say something to readers and nothing to a machine.
_DRAWN_ONLY = frozenset({"documentation", "extensionElements", "textAnnotation", "association", "group"})
_IN_NODES = frozenset({"documentation", "extensionElements", "incoming", "outgoing"})
_IN_FLOWS = frozenset({"documentation", "extensionElements", "conditionExpression"})
_ROOTS = frozenset({"process", "collaboration", "documentation", "extensionElements"})
_IN_COLLABORATIONS = frozenset({"participant", *_DRAWN_ONLY})
_PLAIN_ATTRIBUTES = {"startQuantity": "1", "completionQuantity": "1", "isForCompensation": "false"}


def read_model(xml: bytes) -> Model:
    """The one process in a BPMN 2.0 file.

    Raises ModelRefused with everything that is wrong: no XML, a DTD or entities, over 2 MB or 2,000 nodes,
    elements outside the supported subset, flows that lead nowhere, decisions without conditions.
    """
    root = _parsed(xml)
    findings: list[Finding] = []
    process = _only_process(root, findings)
    if findings or process is None:
        raise ModelRefused(findings)
    reading = _Reading(process, findings)
    model = reading.model(xml)
    if not findings:
        findings.extend(structural_findings(model))
    if findings:
        raise ModelRefused(findings)
    return model


def _parsed(xml: bytes) -> Element:
    if len(xml) > MAX_BYTES:
        raise ModelRefused([fault("bpmn.too-large", N_("The file is larger than 2 MB."))])
    try:
        root: Element = fromstring(xml, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        message = N_("The file declares a document type or entities, which a process never needs. Remove them.")
        raise ModelRefused([fault("bpmn.unsafe-xml", message)]) from error
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        line = str(getattr(error, "position", ("?", 0))[0])
        message = N_("The file is not XML that can be read; look at line %(line)s.")
        raise ModelRefused([fault("bpmn.not-xml", message, line=line)]) from error
    if root.tag != f"{{{NAMESPACE}}}definitions":
        message = N_("The file is not BPMN 2.0: it begins with %(element)s.")
        raise ModelRefused([fault("bpmn.not-bpmn", message, element=_name(root))])
    return root


def _only_process(root: Element, findings: list[Finding]) -> Element | None:
    processes: list[Element] = []
    for child in root:
        if child.tag.startswith("{http://www.omg.org/spec/BPMN/20100524/DI}"):
            continue
        name = _name(child)
        if name not in _ROOTS or not _is_bpmn(child):
            findings.append(_unsupported(child))
        elif name == "process":
            processes.append(child)
        elif name == "collaboration":
            findings.extend(_unsupported(part) for part in child if _name(part) not in _IN_COLLABORATIONS)
    if len(processes) != 1:
        message = N_("The file holds %(count)s processes; there must be exactly one.")
        findings.append(fault("bpmn.one-process", message, count=str(len(processes))))
    return processes[0] if processes else None


class _Reading:
    """One process being read; whatever is wrong is added to `findings`."""

    def __init__(self, process: Element, findings: list[Finding]) -> None:
        self._process = process
        self._findings = findings
        self._ids: set[str] = set()

    def model(self, xml: bytes) -> Model:
        flows = {flow.id: flow for flow in self._flows()}
        lanes = tuple(lane for child in self._process if _name(child) == "laneSet" for lane in self._lanes(child))
        lane_of = {node: lane.name for lane in lanes for node in lane.nodes}
        nodes = {node.id: node for node in self._nodes(flows, lane_of)}
        if len(nodes) > MAX_NODES:
            self._findings.append(fault("bpmn.too-large", N_("The process has more than 2,000 nodes.")))
        for child in self._process:
            if _name(child) not in _KINDS.keys() | _DRAWN_ONLY | {"sequenceFlow", "laneSet"} or not _is_bpmn(child):
                self._findings.append(_unsupported(child))
        return Model(
            id=self._process.get("id", ""),
            name=self._process.get("name", ""),
            nodes=nodes,
            flows=flows,
            lanes=lanes,
            documentation=_documentation(self._process),
            attributes=_attributes(self._process),
            extensions=_extensions(self._process),
            source=xml,
        )

    def _nodes(self, flows: dict[str, Flow], lane_of: dict[str, str]) -> Iterator[Node]:
        incoming: dict[str, list[str]] = {}
        outgoing: dict[str, list[str]] = {}
        for flow in flows.values():
            incoming.setdefault(flow.target, []).append(flow.id)
            outgoing.setdefault(flow.source, []).append(flow.id)
        for child in self._process:
            if not _is_bpmn(child) or _name(child) not in _KINDS:
                continue
            self._findings.extend(_unsupported(part) for part in child if _name(part) not in _IN_NODES)
            self._plain_attributes(child)
            id_ = self._id(child)
            yield Node(
                id=id_,
                kind=_KINDS[_name(child)],
                name=_tidy(child.get("name", "")),
                lane=lane_of.get(id_),
                documentation=_documentation(child),
                attributes=_attributes(child),
                extensions=_extensions(child),
                default=child.get("default"),
                incoming=tuple(incoming.get(id_, ())),
                outgoing=tuple(outgoing.get(id_, ())),
            )

    def _flows(self) -> Iterator[Flow]:
        for child in self._process:
            if not _is_bpmn(child) or _name(child) != "sequenceFlow":
                continue
            self._findings.extend(_unsupported(part) for part in child if _name(part) not in _IN_FLOWS)
            yield Flow(
                id=self._id(child),
                source=child.get("sourceRef", ""),
                target=child.get("targetRef", ""),
                name=_tidy(child.get("name", "")),
                condition=self._condition(child),
                documentation=_documentation(child),
                attributes=_attributes(child),
            )

    def _condition(self, flow: Element) -> str | None:
        found = flow.find(f"{{{NAMESPACE}}}conditionExpression")
        if found is None:
            return None
        language = found.get("language", "")
        if language and "feel" not in language.lower():
            message = N_("The condition of flow %(flow)s is written in %(language)s; write it in FEEL.")
            self._findings.append(
                fault(
                    "bpmn.condition-language", message, flow.get("id", ""), flow=flow.get("id", ""), language=language
                )
            )
        return (found.text or "").strip()

    def _lanes(self, lane_set: Element) -> Iterator[Lane]:
        for element in lane_set:
            if _name(element) != "lane":
                continue
            inner = [child for child in element if _name(child) == "childLaneSet"]
            # Inner lanes come last, so that the innermost one names a node's role.
            nodes = tuple((ref.text or "").strip() for ref in element if _name(ref) == "flowNodeRef")
            yield Lane(self._id(element), _tidy(element.get("name", "")), nodes)
            for lanes in inner:
                yield from self._lanes(lanes)

    def _id(self, element: Element) -> str:
        id_ = element.get("id", "")
        if not _ID.fullmatch(id_):
            message = N_("A %(element)s has no id that can be used: %(id)s.")
            self._findings.append(fault("bpmn.id", message, element=_name(element), id=id_ or "—"))
        elif id_ in self._ids:
            self._findings.append(fault("bpmn.id", N_("The id %(id)s is used twice."), id_, id=id_))
        self._ids.add(id_)
        return id_

    def _plain_attributes(self, element: Element) -> None:
        for name, plain in _PLAIN_ATTRIBUTES.items():
            if element.get(name, plain) != plain:
                message = N_("%(attribute)s of %(node)s is not supported.")
                id_ = element.get("id", "")
                self._findings.append(fault("bpmn.unsupported", message, id_, attribute=name, node=id_))


def _unsupported(element: Element) -> Finding:
    name, id_ = _name(element), element.get("id", "")
    if id_:
        return fault("bpmn.unsupported", N_("%(element)s (%(id)s) is not supported."), id_, element=name, id=id_)
    return fault("bpmn.unsupported", N_("%(element)s is not supported."), element=name)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _is_bpmn(element: Element) -> bool:
    return element.tag.startswith(f"{{{NAMESPACE}}}")


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _documentation(element: Element) -> str:
    found = (child.text or "" for child in element if _name(child) == "documentation")
    return "\n\n".join(text.strip() for text in found if text.strip())


def _attributes(element: Element) -> dict[str, str]:
    prefix = f"{{{EXTENSIONS}}}"
    return {name.removeprefix(prefix): value for name, value in element.attrib.items() if name.startswith(prefix)}


def _extensions(element: Element) -> tuple[str, ...]:
    return tuple(
        ElementTree.tostring(extension, encoding="unicode").strip()
        for child in element
        if _name(child) == "extensionElements" and _is_bpmn(child)
        for extension in child
    )
