"""Random small nets for property tests: any graph of tasks and gateways that may be drawn, sound or not."""

from hypothesis import assume
from hypothesis import strategies as st

from sahulat.notation.bpmn import ModelRefused, Net
from sahulat.notation.bpmn.tests.drawing import net_of


@st.composite
def nets(draw: st.DrawFn, most: int = 7) -> Net:
    """A net with one start, one end and a few nodes between, all reachable; circles without a wait are left out."""
    kinds = draw(st.lists(st.sampled_from("ttxxp"), min_size=1, max_size=most))
    nodes = [f"{kind}{n}" for n, kind in enumerate(kinds)]
    flows = [("s", nodes[0])]
    for n, node in enumerate(nodes[1:], start=1):
        # Tasks have one way out unless they are drawn a second one: that is a split too.
        flows.append((nodes[draw(st.integers(0, n - 1))], node))
    for source in nodes:
        later = draw(st.lists(st.sampled_from([*nodes, "e"]), min_size=0, max_size=2, unique=True))
        flows.extend((source, target) for target in later if (source, target) not in flows)
    for node in nodes:
        if not any(source == node for source, _ in flows):
            flows.append((node, "e"))
    assume(any(target == "e" for _, target in flows))
    text: list[str] = []
    for source, target in flows:
        several = source[0] == "x" and sum(other == source for other, _ in flows) > 1
        text.append(f"{source}>{target}" + ("[c]" if several else ""))
    try:
        return net_of(" ".join(text))
    except ModelRefused as refused:
        assume(refused.findings[0].code != "bpmn.circle")
        raise
