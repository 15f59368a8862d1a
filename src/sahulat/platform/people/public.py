"""The door of the people room."""

from sahulat.platform.people.models import Person
from sahulat.platform.people.operations import (
    ImpossibleBirth,
    UnderLegalHold,
    add_contact,
    choose_language,
    erase_person,
    hold,
    identify,
    import_people,
    register_person,
    seal_for_person,
)
from sahulat.platform.people.permissions import SEE
from sahulat.platform.people.queries import (
    find_persons,
    language_of,
    mobile_hash,
    mobile_of,
    name_of,
    office_names,
    open_for_person,
    own_names,
    person_summary,
    persons_with,
)

__all__ = [
    "SEE",
    "ImpossibleBirth",
    "Person",
    "UnderLegalHold",
    "add_contact",
    "choose_language",
    "erase_person",
    "find_persons",
    "hold",
    "identify",
    "import_people",
    "language_of",
    "mobile_hash",
    "mobile_of",
    "name_of",
    "office_names",
    "open_for_person",
    "own_names",
    "person_summary",
    "persons_with",
    "register_person",
    "seal_for_person",
]
