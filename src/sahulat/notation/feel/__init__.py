"""FEEL, the expression language of DMN 1.5 (chapter 10): a true subset, in plain Python, usable on its own.

Whatever is accepted means what the standard says; anything else is refused with line, column, what was expected
and what was found. An evaluation never fails: where there is no answer it is null, with diagnostics that say why.
"""

from sahulat.notation.feel.diagnostics import Diagnostic, FeelSyntaxError, Place
from sahulat.notation.feel.expression import Expression, Result, compile_expression
from sahulat.notation.feel.temporal import YearsMonths

__all__ = [
    "Diagnostic",
    "Expression",
    "FeelSyntaxError",
    "Place",
    "Result",
    "YearsMonths",
    "compile_expression",
]
