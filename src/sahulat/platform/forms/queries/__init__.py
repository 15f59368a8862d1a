"""Reading drafts and forms, showing answers, and who takes finished drafts."""

from sahulat.platform.forms.queries.drafts import (
    asking_on,
    draft,
    editable,
    feel_context,
    form_of,
    open_drafts,
    register_submit,
    submit_handler,
)
from sahulat.platform.forms.queries.rows import answer_rows, answer_text

__all__ = [
    "answer_rows",
    "answer_text",
    "asking_on",
    "draft",
    "editable",
    "feel_context",
    "form_of",
    "open_drafts",
    "register_submit",
    "submit_handler",
]
