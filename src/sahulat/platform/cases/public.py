"""The door of the cases room."""

from sahulat.platform.cases.models import Case
from sahulat.platform.cases.operations import (
    add_note,
    approve,
    forward,
    look_at_case,
    look_at_decision,
    look_at_task,
    mend,
    prepare_decision,
    record_issued,
    refuse,
    resume_case,
    send_back,
    show_identifier,
    start_mending,
    submit_application,
    withdraw,
)
from sahulat.platform.cases.permissions import (
    ACT_ON_TASK,
    APPLY,
    CHANGE_OWN_CASE,
    DESK,
    SEE_CASE,
    SEE_CASE_AT_DESK,
    SEE_OWN_CASE,
)
from sahulat.platform.cases.queries.inbox import inbox
from sahulat.platform.cases.queries.measuring import most_used, time_taken
from sahulat.platform.cases.queries.own import own_cases

__all__ = [
    "ACT_ON_TASK",
    "APPLY",
    "CHANGE_OWN_CASE",
    "DESK",
    "SEE_CASE",
    "SEE_CASE_AT_DESK",
    "SEE_OWN_CASE",
    "Case",
    "add_note",
    "approve",
    "forward",
    "inbox",
    "look_at_case",
    "look_at_decision",
    "look_at_task",
    "mend",
    "most_used",
    "own_cases",
    "prepare_decision",
    "record_issued",
    "refuse",
    "resume_case",
    "send_back",
    "show_identifier",
    "start_mending",
    "submit_application",
    "time_taken",
    "withdraw",
]
