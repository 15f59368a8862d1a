"""What a form says when an answer can't be taken: each says what to do."""

from __future__ import annotations

from sahulat.kernel.refusals import N_, FieldError
from sahulat.platform.forms.types import Kind

MISSING = {
    Kind.TEXT: N_("Fill this in."),
    Kind.NUMBER: N_("Enter a number."),
    Kind.DATE: N_("Enter day, month and year."),
    Kind.MONTH: N_("Enter month and year."),
    Kind.CHOICE: N_("Choose one."),
    Kind.YES_NO: N_("Choose yes or no."),
    Kind.CNIC: N_("Enter the 13 digits of the CNIC as they are printed on the card."),
    Kind.MOBILE: N_("Enter a mobile number, like 0300 1234567."),
    Kind.ADDRESS: N_("Enter house, street and area."),
    Kind.PLACE: N_("Choose a place from the list."),
    Kind.FILE: N_("Choose a file: a photo or a scan will do."),
    Kind.GROUP: N_("Add at least one entry."),
    Kind.DECLARATION: N_("Tick the box if this is right. We can't go on without it."),
}
TOO_LONG = N_("This is too long: write at most %(most)s letters.")
TOO_SHORT = N_("This is too short: write at least %(least)s letters.")
NOT_A_NUMBER = N_("Enter a number in digits, like 25.")
NOT_WHOLE = N_("Enter a whole number, without a point.")
TOO_SMALL = N_("Enter a number from %(least)s upwards.")
TOO_LARGE = N_("Enter a number up to %(most)s.")
NOT_A_DATE = N_("There is no such date. Check day, month and year.")
NOT_A_MONTH = N_("There is no such month. Enter 3 and 2015 for March 2015, for example.")
NOT_YET = N_("This date hasn't come yet. Enter a date that has passed.")
ALREADY_PAST = N_("This date has passed. Enter a date that is still to come.")
NOT_AN_OPTION = N_("Choose one of the answers on the page.")
POSTAL_CODE = N_("A postal code has 5 digits. Leave it empty if you don't know it.")
TOO_FEW = N_("Add at least %(least)s entries.")
TOO_MANY = N_("You can add at most %(most)s entries.")
NOT_RIGHT = N_("Check this answer once more.")
STRANGE_LETTERS = N_("Some of these letters can't be printed. Use English or Urdu letters.")


def missing(kind: Kind) -> FieldError:
    """That an answer is missing."""
    return FieldError(MISSING[kind])
