"""Reading BPMN: what is kept, and what is refused by its name."""

import pytest

from sahulat.notation.bpmn import Kind, ModelRefused, compile_net, read_model
from sahulat.notation.bpmn.tests.drawing import drawn, file_of

FULL = """
<documentation>How a domicile is granted.</documentation>
<laneSet id="lanes">
  <lane id="l1" name="clerk"><flowNodeRef>begin</flowNodeRef><flowNodeRef>look</flowNodeRef></lane>
  <lane id="l2" name="office"><flowNodeRef>issue</flowNodeRef><flowNodeRef>done</flowNodeRef>
    <childLaneSet id="inner"><lane id="l3" name="press"><flowNodeRef>issue</flowNodeRef></lane></childLaneSet>
  </lane>
</laneSet>
<startEvent id="begin"/>
<userTask id="look" name="Look at
   the papers" s:outcomes="forward query"><documentation>Compare name and address.</documentation></userTask>
<serviceTask id="issue" name="Issue" s:action="issue">
  <extensionElements><s:hint>Print it.</s:hint></extensionElements>
</serviceTask>
<endEvent id="done"/>
<textAnnotation id="note"><text>Asked for by the deputy.</text></textAnnotation>
<sequenceFlow id="a" sourceRef="begin" targetRef="look"/>
<sequenceFlow id="b" sourceRef="look" targetRef="issue" name="fine"/>
<sequenceFlow id="c" sourceRef="issue" targetRef="done"/>
"""
DIAGRAM = '<x:BPMNDiagram xmlns:x="http://www.omg.org/spec/BPMN/20100524/DI" id="picture"/>'


def codes(xml: bytes) -> list[str]:
    with pytest.raises(ModelRefused) as refused:
        compile_net(read_model(xml))
    return [finding.code for finding in refused.value.findings]


def told(xml: bytes) -> str:
    with pytest.raises(ModelRefused) as refused:
        compile_net(read_model(xml))
    return " ".join(map(str, refused.value.findings))


def test_lanes_names_documentation_attributes_and_diagram_are_kept() -> None:
    xml = file_of(FULL, after=DIAGRAM)
    model = read_model(xml)
    look, issue = model.nodes["look"], model.nodes["issue"]
    assert (look.kind, look.name, look.lane) == (Kind.USER_TASK, "Look at the papers", "clerk")
    assert look.outcomes == ("forward", "query")
    assert look.documentation == "Compare name and address."
    assert issue.lane == "press"
    assert issue.attributes == {"action": "issue"}
    assert "Print it." in issue.extensions[0]
    assert [lane.name for lane in model.lanes] == ["clerk", "office", "press"]
    assert model.documentation == "How a domicile is granted."
    assert model.flows["b"].name == "fine"
    assert b"BPMNDiagram" in model.source


def test_correcting_a_text_leaves_the_net_alone_and_a_condition_does_not() -> None:
    net = compile_net(read_model(file_of(FULL)))
    assert compile_net(read_model(file_of(FULL.replace("Issue", "Issued")))).hash == net.hash
    assert compile_net(read_model(drawn("s>x x>e[a = 1] x>t[*] t>e"))).hash != (
        compile_net(read_model(drawn("s>x x>e[a = 2] x>t[*] t>e"))).hash
    )


@pytest.mark.parametrize(
    "element",
    ["scriptTask", "subProcess", "inclusiveGateway", "boundaryEvent", "callActivity", "dataObject", "businessRuleTask"],
)
def test_an_unsupported_element_is_refused_by_its_name(element: str) -> None:
    assert f"{element} (odd) is not supported." in told(file_of(FULL + f'<{element} id="odd"/>'))


def test_what_stands_inside_a_node_is_refused_by_its_name_too() -> None:
    timed = FULL.replace(
        '<startEvent id="begin"/>', '<startEvent id="begin"><timerEventDefinition id="t"/></startEvent>'
    )
    assert "timerEventDefinition (t) is not supported." in told(file_of(timed))
    assert "messageFlow (m) is not supported." in told(
        file_of(FULL, after='<collaboration id="c"><messageFlow id="m" sourceRef="a" targetRef="b"/></collaboration>')
    )
    assert "startQuantity of look" in told(
        file_of(FULL.replace('<userTask id="look"', '<userTask startQuantity="2" id="look"'))
    )


def test_everything_wrong_is_said_at_once() -> None:
    body = FULL + '<scriptTask id="odd"/><inclusiveGateway id="odder"/>'
    assert codes(file_of(body)) == ["bpmn.unsupported", "bpmn.unsupported"]


@pytest.mark.parametrize(
    "declarations",
    ["<!DOCTYPE x>", '<!DOCTYPE x [<!ENTITY a "b">]>', '<!DOCTYPE x SYSTEM "http://localhost/x.dtd">'],
)
def test_document_types_and_entities_are_refused(declarations: str) -> None:
    assert codes(file_of(FULL, declarations=declarations)) == ["bpmn.unsafe-xml"]


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (b"", "bpmn.not-xml"),
        (b"<a", "bpmn.not-xml"),
        (b"\xff\xfe\x00", "bpmn.not-xml"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "bpmn.not-xml"),
        (b"<a/>", "bpmn.not-bpmn"),
        (b" " * 2_000_001, "bpmn.too-large"),
        (b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', "bpmn.one-process"),
    ],
)
def test_what_is_no_bpmn_file_is_refused(xml: bytes, code: str) -> None:
    assert codes(xml) == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("t1>e1", "bpmn.one-start"),
        ("s1>t1 s2>t1 t1>e1", "bpmn.one-start"),
        ("s1>t1 t1>s1 t1>e1", "bpmn.into-start"),
        ("s1>e1 e1>t1", "bpmn.out-of-end"),
        ("s1>e1 t1>e1", "bpmn.no-way-in"),
        ("s1>x1 x1>e1 x1>t1[a] t1>e1", "bpmn.no-condition"),
        ("s1>t1 t1>e1[a]", "bpmn.condition"),
        ("s1>x1 x1>e1[*]", "bpmn.default"),
        ("s1>x1 x1>x2[a] x1>e1[*] x2>x1", "bpmn.circle"),
        ("s1>x1 x1>p1[a] x1>e1[*] p1>x1 p1>t1 t1>e1", "bpmn.circle"),
    ],
)
def test_a_faulty_drawing_is_refused_with_its_fault(text: str, code: str) -> None:
    assert code in codes(drawn(text))


def test_flows_to_nowhere_and_ids_used_twice_are_refused() -> None:
    assert codes(file_of(FULL.replace('targetRef="done"', 'targetRef="gone"')))[0] == "bpmn.flow-end"
    assert "bpmn.id" in codes(file_of(FULL + '<endEvent id="done"/>'))
    assert "bpmn.id" in codes(file_of(FULL + '<endEvent id="a/b"/>'))
    assert "bpmn.id" in codes(file_of(FULL + "<endEvent/>"))


def test_a_condition_in_another_language_is_refused() -> None:
    body = drawn("s1>x1 x1>e1[a] x1>t1[*] t1>e1").replace(
        b"<conditionExpression>", b'<conditionExpression language="http://www.java.com/java">'
    )
    assert codes(body) == ["bpmn.condition-language"]
    read_model(body.replace(b"http://www.java.com/java", b"https://www.omg.org/spec/DMN/20230324/FEEL/"))


def test_a_circle_through_a_task_is_no_circle_without_a_wait() -> None:
    compile_net(read_model(drawn("s1>x1 x1>t1 t1>x2 x2>x1[again] x2>e1[*]")))
