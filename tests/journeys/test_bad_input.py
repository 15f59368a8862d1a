"""Bad input and faults over HTTP: a clear refusal in the reader's language, and nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sahulat.foundation.audit.models import AuditRow
from sahulat.foundation.audit.types import Kind
from sahulat.foundation.files.testing import PROGRAM, a_pdf
from sahulat.kernel import clock
from sahulat.kernel.clock import FixedClock
from sahulat.kernel.text import Text
from sahulat.platform.accounts.models import Account
from sahulat.platform.accounts.testing import an_account, signed_in
from sahulat.platform.cases.models import Case, Holding
from sahulat.platform.cases.testing import an_officer_at
from sahulat.platform.forms.models import Draft
from sahulat.platform.people.testing import a_person
from tests.journeys.pages import Visitor
from tests.journeys.world import ANSWERS, ELSEWHERE, SERVICE, World, a_world

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
SAYS = {
    "en": {
        "again": "thing",
        "exe": "PDF",
        "too-large": "5 MB",
        "gone": "We don't find this",
        "taken": "This step was finished a moment ago",
        "signed-out": "Sign in",
    },
    "ur": {
        "again": "درست",
        "exe": "PDF",
        "too-large": "5",
        "gone": "یہ ہمیں نہیں ملا",
        "taken": "یہ کام ابھی ابھی ہو چکا ہے",
        "signed-out": "داخل",
    },
}


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """The country with its officers, at a clock that stands."""
    previous = clock.install(FixedClock(NOW))
    yield a_world(NOW)
    clock.install(previous)


@pytest.fixture(params=["en", "ur"])
def language(request: pytest.FixtureRequest) -> str:
    """Each language in turn."""
    return str(request.param)


def citizen(language: str, mobile: str = "0300 0000021") -> Visitor:
    """A citizen, signed in."""
    person = a_person(NOW, names=Text({"en": "Ayesha Bano", "ur": "عائشہ بانو"}), mobile=mobile, language=language)
    visitor = Visitor(language)
    signed_in(visitor.client, an_account(NOW, mobile=mobile, person_id=person), NOW)
    return visitor


def officer(world: World, language: str, role: str = "clerk") -> Visitor:
    """An officer of Multan City, signed in to the post."""
    account = world.officers[role]
    visitor = Visitor(language)
    post_id = an_officer_at(role, ANSWERS["tehsil"], account, NOW)
    signed_in(visitor.client, account, NOW, post_id=post_id)
    return visitor


def begun(visitor: Visitor) -> Visitor:
    """At the first page of the form."""
    visitor.open(f"apply/{SERVICE}/")
    return visitor.press("")


def scan(name: str = "bill.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    """A file to attach."""
    return SimpleUploadedFile(name, content or a_pdf(), "application/pdf")


def sent(visitor: Visitor) -> Case:
    """An application, sent."""
    begun(visitor).fill_page(ANSWERS).fill_page(ANSWERS).fill_page(ANSWERS, {"proof_of_address": scan()})
    visitor.press("")
    return Case.objects.get()


@pytest.mark.parametrize(("name", "value"), [("cnic", "12345"), ("born_on-year", "2031"), ("born_on-day", "31x")])
def test_a_wrong_answer_is_named_and_the_others_are_kept(world: World, language: str, name: str, value: str) -> None:
    visitor = begun(citizen(language))
    visitor.fill_page({**ANSWERS, name: value})
    assert visitor.status == 422
    assert visitor.parts("govuk-error-summary")
    assert Draft.objects.get().answers["father"] == "Ghulam Rasool"


@pytest.mark.parametrize(
    ("file", "says"), [(("bill.pdf", PROGRAM), "exe"), (("bill.pdf", b"%PDF-1.7 " + bytes(50_000_000)), "too-large")]
)
def test_a_file_that_cannot_be_taken_is_refused_with_what_to_do(
    world: World, language: str, file: tuple[str, bytes], says: str
) -> None:
    visitor = begun(citizen(language)).fill_page(ANSWERS).fill_page(ANSWERS)
    visitor.fill_page(ANSWERS, {"proof_of_address": scan(*file)})
    assert visitor.status == 422
    assert SAYS[language][says] in visitor.parts("govuk-error-summary")[0].text_content()
    assert Draft.objects.get().answers["parents_have_domicile"] is False


def test_sending_twice_makes_one_case(world: World, language: str) -> None:
    visitor = citizen(language)
    begun(visitor).fill_page(ANSWERS).fill_page(ANSWERS).fill_page(ANSWERS, {"proof_of_address": scan()})
    check = visitor.address
    data = {"csrfmiddlewaretoken": visitor.page.xpath("//*[@name='csrfmiddlewaretoken']/@value")[0]}
    answers = {visitor.client.post(check, data)["Location"] for _ in range(2)}
    assert len(answers) == 1
    assert Case.objects.count() == 1


def test_a_session_that_ends_mid_form_loses_nothing(world: World, language: str) -> None:
    visitor = begun(citizen(language)).fill_page(ANSWERS)
    second = visitor.address
    data = {name: value for form in visitor.page.forms for name, value in form.form_values()}
    data["address-line"] = "House 14, Street 3"
    visitor.client.cookies["session"] = ""
    lost = visitor.client.post(second, data)
    assert lost.status_code in (401, 403)
    assert SAYS[language]["signed-out"] in lost.content.decode()
    assert Draft.objects.get().answers["name"] == "Ayesha Bano"


def test_of_two_officers_at_once_the_second_reads_what_happened(world: World, language: str) -> None:
    case = sent(citizen(language))
    task = Holding.objects.get(case=case)
    first, second = officer(world, language), officer(world, language)
    for visitor in (first, second):
        visitor.open(f"desk/tasks/{task.id}/forward/")
    first.press("", note="Agrees.")
    second.press("", note="Agrees too.")
    assert second.status == 409
    assert SAYS[language]["taken"] in second.text


def test_another_districts_officer_learns_nothing_and_it_is_on_record(world: World, language: str) -> None:
    case = sent(citizen(language))
    task = Holding.objects.get(case=case)
    account = an_account(NOW, mobile="0300 0000077")
    post_id = an_officer_at("clerk", ELSEWHERE, account, NOW)
    stranger = Visitor(language)
    signed_in(stranger.client, account, NOW, post_id=post_id)
    for path in ("", "forward/", "numbers/cnic/", "query-back/"):
        stranger.open(f"desk/tasks/{task.id}/{path}")
        assert stranger.status == 404, path
        assert SAYS[language]["gone"] in stranger.text
        assert "Ayesha" not in stranger.text
    assert AuditRow.objects.filter(kind=Kind.DENIED, subject_id=case.id).exists()


def test_a_guessed_link_answers_as_one_that_never_was(world: World, language: str) -> None:
    case = sent(citizen(language))
    stranger = citizen(language, mobile="0300 0000078")
    draft = Draft.objects.get()
    pages = []
    for path in (f"applications/{case.reference}/", "applications/PB-0000-0000-0/"):
        stranger.open(path)
        assert stranger.status == 404
        pages.append(stranger.page.xpath("//main")[0].text_content())
    assert pages[0] == pages[1]
    for path in (
        f"applications/{case.reference}/withdraw/",
        f"form/{draft.id}/check/",
        "documents/" + str(case.id) + "/",
    ):
        stranger.open(path)
        assert stranger.status in (403, 404), path
    assert Case.objects.get().state == "with_office"


def test_a_promised_day_that_passes_shows_as_late_to_both(world: World, language: str) -> None:
    case = sent(citizen(language))
    later = NOW + timedelta(days=14)
    clock.install(FixedClock(later))
    owner = Visitor(language)
    signed_in(owner.client, Account.objects.get(person_id=case.applicant_id), later)
    owner.open(f"applications/{case.reference}/")
    assert owner.parts("s-tag--late"), owner.text
    clerk = Visitor(language)
    post_id = Holding.objects.get(case=case).post_id
    signed_in(clerk.client, world.officers["clerk"], later, post_id=post_id)
    clerk.open("desk/?view=late")
    assert clerk.parts("s-tag--late"), clerk.text
