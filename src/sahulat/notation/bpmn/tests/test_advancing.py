"""Advancing: what each occurrence does, and that nothing else does anything."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahulat.notation.bpmn import (
    Answered,
    Ask,
    Completed,
    Ended,
    Incident,
    Marking,
    Net,
    OpenTask,
    RunTask,
    Stale,
    advance,
    may,
    start,
)
from sahulat.notation.bpmn.steps import NO_FLOW_HOLDS, TOO_MANY_TOKENS, WAITS_FOR_EVER
from sahulat.notation.bpmn.tests.drawing import net_of
from sahulat.notation.bpmn.tests.random_nets import nets

SEND_BACK = "s1>t_apply t_apply>t_look t_look>x1 x1>t_apply[outcome = 'query'] x1>a_issue[*] a_issue>e1"
PARALLEL = "s1>p1 p1>t1 p1>t2 p1>t3 t1>p2 t2>p2 t3>p2 p2>e1"


def at(net: Net, **places: int) -> Marking:
    return Marking.of(net.hash, places)


def test_a_case_is_sent_back_mended_and_issued() -> None:
    net = net_of(SEND_BACK)
    marking, effects = start(net)
    assert effects == (OpenTask("t_apply", "t_apply"),)
    marking, effects = advance(net, marking, Completed("t_apply"))
    assert effects == (OpenTask("t_look", "t_look"),)
    marking, effects = advance(net, marking, Completed("t_look"))
    assert effects == (Ask("x1", "x1", (("f3", "outcome = 'query'"),), "f4"),)
    marking, effects = advance(net, marking, Answered("x1", "f3"))
    assert effects == (OpenTask("t_apply", "t_apply"),)
    for path in ("t_apply", "t_look"):
        marking, effects = advance(net, marking, Completed(path))
    marking, effects = advance(net, marking, Answered("x1", None))
    assert effects == (RunTask("a_issue", "a_issue"),)
    marking, effects = advance(net, marking, Completed("a_issue"))
    assert effects == (Ended(),)
    assert marking.has_ended


@given(st.permutations(["t1", "t2", "t3"]))
def test_a_join_waits_for_every_branch_in_whatever_order_they_come(order: list[str]) -> None:
    net = net_of(PARALLEL)
    marking, effects = start(net)
    assert effects == tuple(OpenTask(path, path) for path in ("t1", "t2", "t3"))
    for path in order[:2]:
        marking, effects = advance(net, marking, Completed(path))
        assert effects == ()
    marking, effects = advance(net, marking, Completed(order[2]))
    assert effects == (Ended(),)


def test_two_tokens_at_one_task_have_paths_of_their_own() -> None:
    net = net_of("s1>p1 p1>t1 p1>t2 t1>t3 t2>t3 t3>e1")
    marking, _ = start(net)
    marking, effects = advance(net, marking, Completed("t2"))
    assert effects == (OpenTask("t3", "t3"),)
    marking, effects = advance(net, marking, Completed("t1"))
    assert effects == (OpenTask("t3#2", "t3"),)
    marking, effects = advance(net, marking, Completed("t3"))
    assert (marking, effects) == (at(net, **{"t3#2": 1}), ())
    assert advance(net, marking, Completed("t3#2"))[1] == (Ended(),)


def test_a_late_or_unknown_occurrence_changes_nothing() -> None:
    net = net_of(SEND_BACK)
    marking, _ = start(net)
    for occurrence in (
        Completed("t_look"),
        Completed("gone"),
        Completed("x1"),
        Answered("t_apply", "f0"),
        Completed("f0"),
        Completed("t_apply#2"),
    ):
        assert advance(net, marking, occurrence) == (marking, (Stale(occurrence.path),))
    asked = at(net, x1=1)
    assert advance(net, asked, Answered("x1", "f0")) == (asked, (Stale("x1"),))
    assert advance(net, asked, Completed("x1")) == (asked, (Stale("x1"),))


def test_no_flow_that_holds_is_an_incident_and_a_later_answer_repairs_it() -> None:
    net = net_of("s1>x1 x1>e1[a] x1>t1[b] t1>e1")
    marking, _ = start(net)
    assert advance(net, marking, Answered("x1", None)) == (marking, (Incident("x1", NO_FLOW_HOLDS),))
    assert advance(net, marking, Answered("x1", "f1"))[1] == (Ended(),)


def test_a_token_left_alone_at_a_join_is_told_as_an_incident() -> None:
    net = net_of("s1>p1 p1>t1 p1>x1 t1>p2 x1>p2[a] x1>e1[*] p2>e2")
    marking, _ = start(net)
    marking, effects = advance(net, marking, Answered("x1", None))
    assert effects == ()
    marking, effects = advance(net, marking, Completed("t1"))
    assert effects == (Incident("f3", WAITS_FOR_EVER),)
    assert not marking.has_ended


def test_splits_upon_splits_end_in_an_incident_and_not_in_endless_work() -> None:
    stages = " ".join(f"x{n}>p{n} p{n}>y{n}a p{n}>y{n}b".replace("y", "x") for n in range(20))
    joins = " ".join(f"x{n}a>x{n + 1} x{n}b>x{n + 1}" for n in range(20))
    net = net_of(f"s1>t1 t1>x0 {stages} {joins} x20>e1")
    marking, _ = start(net)
    assert advance(net, marking, Completed("t1")) == (marking, (Incident("t1", TOO_MANY_TOKENS),))


def test_a_marking_of_another_net_is_a_fault_of_the_host() -> None:
    marking, _ = start(net_of(PARALLEL))
    with pytest.raises(ValueError, match="another net"):
        advance(net_of(SEND_BACK), marking, Completed("t1"))


@given(nets(), st.randoms(use_true_random=False), st.integers(0, 30))
def test_advance_is_a_function_and_markings_survive_json(net: Net, random: object, steps: int) -> None:
    choose = random.choice  # type: ignore[attr-defined]
    marking, _ = start(net)
    for _ in range(steps):
        choices = [occurrence for path in marking.paths for occurrence in may(net, marking, path)]
        if not choices:
            break
        occurrence = choose(choices)
        again = Marking.from_json(json.loads(json.dumps(marking.to_json())))
        assert again == marking
        assert hash(again) == hash(marking)
        assert advance(net, again, occurrence) == advance(net, marking, occurrence)
        marking, _ = advance(net, marking, occurrence)
    assert list(marking.at) == sorted(marking.at)


def test_a_marking_stays_under_a_kilobyte_however_long_the_case_runs() -> None:
    branches = " ".join(f"p1>t_visit_by_department_{n} t_visit_by_department_{n}>p2" for n in range(20))
    net = net_of(f"s1>t_apply t_apply>p1 {branches} p2>x1 x1>t_apply[again] x1>e1[*]")
    marking, _ = start(net)
    largest = 0
    for _ in range(50):
        marking, _ = advance(net, marking, Completed("t_apply"))
        while "x1" not in marking.paths:
            largest = max(largest, len(json.dumps(marking.to_json())))
            marking, _ = advance(net, marking, Completed(next(path for path in marking.paths if path[0] == "t")))
        marking, _ = advance(net, marking, Answered("x1", "f43"))
    assert largest < 1024


@pytest.mark.parametrize(
    "value",
    [
        None,
        {},
        {"v": 2, "net": "a", "at": {}},
        {"v": 1, "net": "a", "at": {"t": 0}},
        {"v": 1, "net": "a", "at": {"a/b": 1}},
    ],
)
def test_what_is_no_marking_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="marking"):
        Marking.from_json(value)
