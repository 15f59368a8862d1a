"""The door of the languages room."""

from sahulat.foundation.languages.queries import (
    date_text,
    day_text,
    language,
    languages,
    left_text,
    money_text,
    month_text,
    number_text,
    plural,
    since_text,
    sort_key,
    time_text,
    until_text,
    zone,
)
from sahulat.foundation.languages.rules.folding import fold
from sahulat.foundation.languages.types import Direction, Language, LanguageFaulty, LanguageUnknown

__all__ = [
    "Direction",
    "Language",
    "LanguageFaulty",
    "LanguageUnknown",
    "date_text",
    "day_text",
    "fold",
    "language",
    "languages",
    "left_text",
    "money_text",
    "month_text",
    "number_text",
    "plural",
    "since_text",
    "sort_key",
    "time_text",
    "until_text",
    "zone",
]
