"""Proof: what is found, in which words, and that running never leaves what was searched."""

import time

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sahulat.notation.bpmn import Marking, Net, Weight, advance, check, may, start
from sahulat.notation.bpmn.advancing import node_of
from sahulat.notation.bpmn.search import Exploration, _a_split_lies_on_a_circle, _nearest_token, _Search
from sahulat.notation.bpmn.tests.drawing import net_of
from sahulat.notation.bpmn.tests.random_nets import nets

LIMIT = 3_000


def told(text: str) -> list[str]:
    return [str(finding) for finding in check(net_of(text))]


def test_a_good_process_has_no_findings() -> None:
    assert told("s1>t1 t1>x1 x1>t1[back] x1>p1[*] p1>t2 p1>t3 t2>p2 t3>p2 p2>a1 a1>e1") == []


def test_a_branch_that_leaves_too_early_is_told_as_a_story() -> None:
    assert told("s1>p1 p1>t_fire p1>x_complete t_fire>p_join x_complete>p_join[yes] x_complete>e1[*] p_join>e2") == [
        'The process can come to a stop before its end. It can happen like this: "x_complete" takes "e1". '
        'Then "p_join" has a token from "t_fire" and waits for ever for "x_complete".'
    ]


def test_a_join_behind_a_decision_waits_for_ever() -> None:
    found = told("s1>x1 x1>t1[a] x1>t2[*] t1>p1 t2>p1 p1>e1")
    assert found == [
        'The process can come to a stop before its end. It can happen like this: "x1" takes "t1". '
        'Then "p1" has a token from "t1" and waits for ever for "t2".'
    ]


def test_what_can_never_happen_and_never_end_is_named() -> None:
    assert told("s1>t1 t1>x1 x1>t2 t2>x1") == ['Once at "t1" the process can\'t come to its end any more.']
    found = told("s1>p1 p1>t1 p1>x1 t1>p2 x1>p2[a] x1>e1[*] p2>t_after t_after>e2")
    assert not any("t_after" in finding and "never happen" in finding for finding in found)
    found = told("s1>x1 x1>t1[a] x1>t2[*] t1>p1 t2>p1 p1>t3 t3>e1")
    assert '"t3" can never happen.' in found


def test_tokens_that_pile_up_are_found() -> None:
    assert told("s1>x1 x1>t1 t1>p1 p1>x1 p1>t2 t2>e1")[0] == 'Tokens pile up without end at "t2".'


def test_a_missing_join_and_a_missing_default_are_warnings() -> None:
    findings = check(net_of("s1>p1 p1>t1 p1>t2 t1>t3 t2>t3 t3>e1"))
    assert [finding.code for finding in findings] == ["bpmn.twice"]
    findings += check(net_of("s1>x1 x1>e1[a] x1>t1[b] t1>e1"))
    assert [finding.code for finding in findings] == ["bpmn.twice", "bpmn.no-default"]
    assert {finding.weight for finding in findings} == {Weight.WARNING}


def test_eight_branches_of_two_dozen_tasks_are_proved() -> None:
    branches = " ".join(
        f"p1>t{b}_0 " + " ".join(f"t{b}_{n}>t{b}_{n + 1}" for n in range(23)) + f" t{b}_23>p2" for b in range(8)
    )
    began = time.perf_counter()
    assert check(net_of(f"s1>p1 {branches} p2>e1")) == ()
    assert time.perf_counter() - began < 10


def test_what_is_too_large_to_prove_is_said_so() -> None:
    # A split on a circle: one token at a time can't be trusted there.
    branches = " ".join(f"p1>t{b}_0 t{b}_0>t{b}_1 t{b}_1>p2" for b in range(8))
    findings = check(net_of(f"s1>x1 x1>p1 {branches} p2>t1 t1>x2 x2>x1[again] x2>e1[*]"), limit=500)
    assert [finding.code for finding in findings] == ["bpmn.not-proved"]


@given(nets(), st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_a_random_walk_never_reaches_a_state_that_the_search_excluded(net: Net, random: object) -> None:
    found = _Search(net, LIMIT, every_token).run()
    assume(found.complete)
    choose = random.choice  # type: ignore[attr-defined]
    marking, _ = start(net)
    for _ in range(40):
        assert marking in found.came
        choices = [occurrence for path in marking.paths for occurrence in may(net, marking, path)]
        if not choices:
            break
        marking, _ = advance(net, marking, choose(choices))


@given(nets(most=8))
@settings(max_examples=150)
def test_following_one_token_gives_the_verdict_of_the_full_search(net: Net) -> None:
    full = _Search(net, LIMIT, every_token).run()
    assume(full.complete and not _a_split_lies_on_a_circle(net))
    one = _Search(net, LIMIT, _nearest_token(net)).run()
    assert one.complete
    assert verdict(net, one) == verdict(net, full)
    assert one.came.keys() <= full.came.keys()


def verdict(net: Net, found: Exploration) -> tuple[bool, bool, set[str]]:
    """Can it stop, can it go on without an end, and which nodes are ever reached?"""
    stopped = any(not marking.has_ended and not found.after[marking] for marking in found.came)
    ends = found.reaching(marking for marking in found.came if marking.has_ended)
    reached = {node_of(path) for marking in found.came for path in marking.paths}
    return stopped, len(ends) < len(found.came), reached & net.nodes.keys()


def every_token(marking: Marking) -> tuple[str, ...]:
    """The choice of a full search."""
    return marking.paths
