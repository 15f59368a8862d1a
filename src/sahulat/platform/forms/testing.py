"""Forms and places for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sahulat.kernel.text import Text
from sahulat.platform.catalogue.testing import TrialContext
from sahulat.platform.forms.rules.shape import compile_form
from sahulat.platform.forms.types import Asking, Form, Option

PLACES = {"multan": ("multan-city", "multan-saddar"), "lahore": ("lahore-city",)}
TODAY = date(2026, 11, 24)


class FewPlaces:
    """A PlaceBook of two districts and three tehsils."""

    def options(self, level: str, within: str | None) -> Sequence[Option]:
        """The districts, or the tehsils of one or of all."""
        if level == "tehsil":
            districts = [within] if within in PLACES else list(PLACES)
            return [self._option(code) for district in districts for code in PLACES[district]]
        return [self._option(code) for code in PLACES]

    def name(self, code: str) -> Text | None:
        """The code as a name, if it is one."""
        known = {*PLACES, *(tehsil for tehsils in PLACES.values() for tehsil in tehsils)}
        return Text({"en": code.title(), "ur": f"اردو {code}"}) if code in known else None

    def _option(self, code: str) -> Option:
        return Option(code=code, label=Text({"en": code.title(), "ur": f"اردو {code}"}))


def asking(today: date = TODAY) -> Asking:
    """What the rules need, with few places."""
    return Asking(today=today, places=FewPlaces())


def a_form(content: str) -> Form:
    """A form out of form.yaml's content, its texts being their own keys. AssertionError with what is wrong."""
    context = TrialContext(file="form.yaml")
    form = compile_form(content, context)
    assert not context.findings.errors, [str(each) for each in context.findings.all]
    assert form is not None
    return form
