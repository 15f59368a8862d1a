"""Short ways to ask FEEL in tests."""

from typing import Any

import pytest

from sahulat.notation.feel import FeelSyntaxError, compile_expression


def value(source: str, /, **context: object) -> Any:
    """The value of a source; names of several words go through `context` as a mapping to `compile_expression`."""
    return compile_expression(source).evaluate(context).value


def codes(source: str, /, **context: object) -> list[str]:
    """The codes of the diagnostics, after checking that the value is null."""
    result = compile_expression(source).evaluate(context)
    assert result.value is None
    return [diagnostic.code for diagnostic in result.diagnostics]


def refusal(source: str, names: list[str] | None = None) -> FeelSyntaxError:
    """The refusal of a source."""
    with pytest.raises(FeelSyntaxError) as refused:
        compile_expression(source, names)
    return refused.value
