"""The door of the forms room."""

from sahulat.platform.forms.models import Draft
from sahulat.platform.forms.operations import (
    discard_draft,
    save_page,
    seal_draft,
    start_draft,
    start_mending,
)
from sahulat.platform.forms.queries import (
    answer_rows,
    draft,
    feel_context,
    form_of,
    open_drafts,
    register_submit,
)
from sahulat.platform.forms.rules.raw import raw_inputs
from sahulat.platform.forms.rules.sealing import canonical, seal
from sahulat.platform.forms.rules.shape import restricted

__all__ = [
    "Draft",
    "answer_rows",
    "canonical",
    "discard_draft",
    "draft",
    "feel_context",
    "form_of",
    "open_drafts",
    "raw_inputs",
    "register_submit",
    "restricted",
    "save_page",
    "seal",
    "seal_draft",
    "start_draft",
    "start_mending",
]
