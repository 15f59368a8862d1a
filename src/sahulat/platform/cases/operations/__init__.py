"""What can be done to a case: each an operation in one transaction."""

from sahulat.platform.cases.operations.applicants import mend, start_mending, withdraw
from sahulat.platform.cases.operations.approving import approve, prepare_decision
from sahulat.platform.cases.operations.issuing import record_issued
from sahulat.platform.cases.operations.looking import look_at_case, look_at_decision, look_at_task, show_identifier
from sahulat.platform.cases.operations.officers import add_note, forward, refuse, send_back
from sahulat.platform.cases.operations.resuming import resume_case
from sahulat.platform.cases.operations.submitting import submit_application

__all__ = [
    "add_note",
    "approve",
    "forward",
    "look_at_case",
    "look_at_decision",
    "look_at_task",
    "mend",
    "prepare_decision",
    "record_issued",
    "refuse",
    "resume_case",
    "send_back",
    "show_identifier",
    "start_mending",
    "submit_application",
    "withdraw",
]
