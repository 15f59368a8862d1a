"""What must be true of an installation after all kills, asked of its database and of its own commands."""

from __future__ import annotations

import json
import time
from typing import Any, LiteralString

import psycopg

from sahulat.project.configuration import read_configuration
from sahulat.project.database_addresses import connection_text
from tests.races.life import Acknowledged
from tests.runtime.installations import Installation

QUIET = 90.0

_WAITING = """
SELECT (SELECT count(*) FROM events_pending), (SELECT count(*) FROM audit_to_do),
  (SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')
     AND task_name NOT LIKE 'messaging.deliver%')
"""
_STATES = "SELECT reference, state FROM cases_case"
_LINES = "SELECT c.reference, a.canonical FROM cases_case c JOIN cases_answers a ON a.case_id = c.id AND a.number = 1"
_ENTRIES = """
SELECT c.reference, e.kind, count(*) FROM cases_case c JOIN cases_caseentry e ON e.case_id = c.id GROUP BY 1, 2
"""
_ISSUED = (
    "SELECT c.reference, count(*) FROM cases_case c JOIN documents_issueddocument d ON d.case_ref = c.id GROUP BY 1"
)
_TOLD = """
SELECT split_part(reference, '/', 1), kind, count(*) FROM notices_notice WHERE kind <> 'cases.sent-back' GROUP BY 1, 2
"""
_ACTS = """
SELECT subject_id, action, count(*) FROM audit_row
WHERE action IN ('cases.submit', 'cases.approve', 'cases.grant', 'documents.issue') GROUP BY 1, 2 HAVING count(*) > 1
"""
_FAILED_JOBS = "SELECT task_name, count(*) FROM procrastinate_jobs WHERE status = 'failed' GROUP BY 1"
_EVENTS = """
SELECT key, type, count(*) FROM events_event
WHERE type IN ('cases.application-submitted.v1', 'cases.case-approved.v1', 'cases.case-granted.v1',
  'documents.document-issued.v1')
GROUP BY 1, 2 HAVING count(*) > 1
"""
_DEAD = "SELECT handler, error FROM events_pending WHERE dead"


def _ask(installation: Installation, query: LiteralString) -> list[tuple[Any, ...]]:
    address = connection_text(read_configuration(installation.environment), "owner")
    with psycopg.connect(address, autocommit=True) as connection:
        return connection.execute(query).fetchall()


def wait_until_quiet(installation: Installation) -> float:
    """Until no event, audit row or job waits any more; how long that took, in seconds."""
    began = time.monotonic()
    while True:
        waiting = _ask(installation, _WAITING)[0]
        if not any(waiting):
            return time.monotonic() - began
        assert time.monotonic() - began < QUIET, f"events, audit rows, jobs still waiting: {waiting}"
        time.sleep(0.2)


def check_everything(installation: Installation, done: Acknowledged) -> None:
    """Nothing acknowledged is lost, nothing happened twice, the audit verifies."""
    _nothing_is_lost(installation, done)
    _nothing_is_doubled(installation, done)
    assert not _ask(installation, _DEAD)
    assert not _ask(installation, _FAILED_JOBS)
    verified = installation.command("audit", "verify", "--json")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    print(f"audit: {json.loads(verified.stdout)}")


def _nothing_is_lost(installation: Installation, done: Acknowledged) -> None:
    states = dict(_ask(installation, _STATES))
    answers = dict(_ask(installation, _LINES))
    assert done.submitted.keys() <= states.keys(), done.submitted.keys() - states.keys()
    assert {reference for reference, line in done.submitted.items() if line not in answers[reference]} == set()
    assert {reference for reference in done.approved if states[reference] != "granted"} == set()
    issued = dict(_ask(installation, _ISSUED))
    assert done.approved <= issued.keys(), done.approved - issued.keys()
    entries = {(reference, kind) for reference, kind, _ in _ask(installation, _ENTRIES)}
    for kind, references in (("sent_back", done.asked), ("mended", done.mended), ("forwarded", done.forwarded)):
        assert {(reference, kind) for reference in references} <= entries, kind


def _nothing_is_doubled(installation: Installation, done: Acknowledged) -> None:
    assert {reference: count for reference, count in _ask(installation, _ISSUED) if count != 1} == {}
    granted = {reference for reference, state in _ask(installation, _STATES) if state == "granted"}
    assert granted == {reference for reference, _ in _ask(installation, _ISSUED)}
    # A demo's own cases may rightly be asked back twice; ours never are.
    ours = done.submitted.keys()
    assert [each for each in _ask(installation, _ENTRIES) if each[0] in ours and each[2] != 1] == []
    assert [each for each in _ask(installation, _TOLD) if each[0] in ours and each[2] != 1] == []
    assert _ask(installation, _ACTS) == []
    assert _ask(installation, _EVENTS) == []
