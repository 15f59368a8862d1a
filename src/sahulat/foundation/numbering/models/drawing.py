"""Drawing the next reference number.

The counter of a series is a PostgreSQL sequence: `nextval` takes no lock that lasts, so a thousand
submissions at once don't queue behind one row, which a counter in a table would make them do until
each commits. The price: a rolled-back transaction leaves a gap, which nobody sees, since the numbers
are permuted. The sequence of a new series is made by a function of the owner's at its first use;
only transactions that use the very same series for the first time wait for one another.

This room stands below `access` and has no operations: drawing a number is a step inside a caller's.
"""

from __future__ import annotations

from django.conf import settings
from django.db import connection

from sahulat.foundation.numbering.rules import check_series, new_constants, permuted
from sahulat.foundation.numbering.types import SeriesExhausted
from sahulat.kernel.references import Reference


def next_reference(series: str = "case", prefix: str | None = None, digits: int = 8) -> Reference:
    """A reference that this series never gave before, with the installation's prefix unless one is given.

    `digits` counts from the series' first use on. Raises SeriesExhausted; ValueError for a series name
    outside a-z, 0-9, - or for other digits than the series has. Not safe to repeat: a new one each time.
    """
    check_series(series, digits)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n, digits, multiplier, increment FROM numbering_draw(%s, %s, %s, %s)",
            [series, digits, *new_constants(digits)],
        )
        n, kept_digits, multiplier, increment = cursor.fetchone()
    if kept_digits != digits:
        raise ValueError(f"series {series!r} has {kept_digits} digits")
    if n >= 10**digits:
        raise SeriesExhausted
    number = permuted(n, multiplier, increment, digits)
    return Reference(prefix=prefix or settings.SAHULAT_PREFIX, number=number, digits=digits)
