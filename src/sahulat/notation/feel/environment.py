"""What closures share: the environment, and comparison with its diagnostics."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sahulat.kernel.refusals import N_
from sahulat.notation.feel.diagnostics import Place
from sahulat.notation.feel.syntax import Node
from sahulat.notation.feel.values import equal, order, type_name

Environment = dict[Any, Any]
Closure = Callable[[Environment], Any]
Compile = Callable[[Node], Closure]
# Where the run stands in an environment: no name can be this.
RUN = object()

_HOLDS: dict[str, Callable[[int], bool]] = {
    "<": lambda sign: sign < 0,
    "<=": lambda sign: sign <= 0,
    ">": lambda sign: sign > 0,
    ">=": lambda sign: sign >= 0,
}


def compare(operator: str, a: Any, b: Any, env: Environment, place: Place) -> bool | None:
    """a operator b, with a diagnostic where there is no answer."""
    if operator in ("=", "!="):
        same = equal(a, b, env[RUN])
        if same is not None:
            return same if operator == "=" else not same
    else:
        sign = order(a, b)
        if sign is not None:
            return _HOLDS[operator](sign)
    env[RUN].report(
        "feel.comparison",
        N_("%(left)s and %(right)s can't be compared with '%(operator)s'."),
        place,
        left=type_name(a),
        right=type_name(b),
        operator=operator,
    )
    return None


def not_boolean(where: str, value: Any, env: Environment, place: Place) -> None:
    """Report what should have been true or false and was neither, nor null."""
    if value is not None:
        env[RUN].report(
            "feel.not-boolean",
            N_("'%(where)s' needs true or false and was given a %(type)s."),
            place,
            where=where,
            type=type_name(value),
        )
