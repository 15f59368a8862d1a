"""This room's refusals."""

from __future__ import annotations

from sahulat.kernel.refusals import N_, Refusal


class SeriesExhausted(Refusal):
    """Every number of this many digits was given: the installation must start a longer series."""

    code = "numbering.series-exhausted"
    status = 503
    message = N_("We can't give out a number just now. Nothing was lost; please try again later.")
