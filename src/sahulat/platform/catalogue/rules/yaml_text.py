"""YAML as packages may use it: plain data, no aliases, no tags, no key twice, within limits."""

from __future__ import annotations

from typing import Any

import yaml

from sahulat.platform.catalogue.rules import limits
from sahulat.platform.catalogue.rules.findings import Findings


class _TooMuch(yaml.YAMLError):
    def __init__(self, en: str, ur: str, mark: Any) -> None:
        super().__init__(en)
        self.en, self.ur, self.mark = en, ur, mark


class _Loader(yaml.SafeLoader):
    """Safe, and stricter: counts nodes and depth, refuses aliases and repeated keys, keeps dates as text."""

    def __init__(self, content: str) -> None:
        super().__init__(content)
        self.nodes = 0
        self.depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent):
            raise _TooMuch(
                "Write it out: * and & are not used here.",
                "پورا لکھیں: یہاں * اور & استعمال نہیں ہوتے۔",
                event.start_mark,
            )
        self.nodes += 1
        self.depth += 1
        if self.nodes > limits.YAML_NODES_AT_MOST or self.depth > limits.YAML_DEPTH_AT_MOST:
            raise _TooMuch(
                "The file holds too much, or is nested too deeply.",
                "فائل میں بہت زیادہ چیزیں ہیں یا بہت تہیں ہیں۔",
                event.start_mark,
            )
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key_node, _ in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise _TooMuch("A key must be a word.", "کنجی ایک لفظ ہونی چاہیے۔", key_node.start_mark)
            if key_node.value in seen:
                raise _TooMuch(
                    f"{key_node.value} stands here twice.", f"{key_node.value} یہاں دو بار ہے۔", key_node.start_mark
                )
            seen.add(key_node.value)
        return super().construct_mapping(node, deep=deep)


# Dates stay text: 2015-03-01 in a package is an answer or a label, not a Python object.
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":merge"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_yaml(file: str, content: str, findings: Findings) -> Any:
    """The data of a YAML file; None with a finding when it can't be read."""
    loader = None
    try:
        loader = _Loader(content)
        return loader.get_single_data()
    except _TooMuch as error:
        findings.add(file, f"line {error.mark.line + 1}", error.en, error.ur)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}" if mark is not None else ""
        problem = getattr(error, "problem", None) or "it is no YAML"
        findings.add(file, place, f"This can't be read: {problem}.", "یہ پڑھا نہیں جا سکتا۔ فاصلے اور علامتیں دیکھیں۔")
    finally:
        if loader is not None:
            loader.dispose()
    return None
