"""Drafts: saved page by page, found again, their files encrypted, sealed once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from sahulat.foundation.access.public import Forbidden, SignInNeeded
from sahulat.foundation.access.types import Actor
from sahulat.foundation.files.public import read
from sahulat.foundation.files.testing import a_pdf, an_image
from sahulat.foundation.keys.types import KeyShredded
from sahulat.kernel.refusals import Refusal
from sahulat.platform.accounts.testing import actor_of, an_account
from sahulat.platform.catalogue.testing import KEY, a_published_service, small_files
from sahulat.platform.forms.jobs import discard_old
from sahulat.platform.forms.models import Draft
from sahulat.platform.forms.public import discard_draft, open_drafts, save_page, seal_draft, start_draft, start_mending
from sahulat.platform.forms.types import DraftIncomplete, DraftSealed, DraftUnknown, PageUnknown, Upload
from sahulat.platform.places.testing import load_country

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)
ABOUT = {"full_name": "Ayesha Bano", "district": "pk-punjab-multan", "has_shop": "no"}
MORE = {"born_on-day": "14", "born_on-month": "3", "born_on-year": "2001"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _service(tmp_path: Path) -> None:
    load_country(NOW)
    a_published_service(tmp_path, NOW)


@pytest.fixture
def citizen() -> Actor:
    return actor_of(an_account(NOW))


@pytest.fixture
def stranger() -> Actor:
    return actor_of(an_account(NOW, mobile="+923019999999"))


def a_filled_draft(actor: Actor) -> Draft:
    draft = start_draft(actor=actor, now=NOW, service_key=KEY)
    save_page(actor=actor, now=NOW, draft_id=draft.id, page="about", raw=ABOUT)
    save_page(actor=actor, now=NOW, draft_id=draft.id, page="more", raw=MORE)
    return Draft.objects.get(id=draft.id)


def test_starting_again_gives_the_same_draft(citizen: Actor, stranger: Actor) -> None:
    first = start_draft(actor=citizen, now=NOW, service_key=KEY)
    assert start_draft(actor=citizen, now=LATER, service_key=KEY).id == first.id
    assert start_draft(actor=stranger, now=LATER, service_key=KEY).id != first.id


def test_a_draft_stays_on_its_version_when_another_is_published(citizen: Actor, tmp_path: Path) -> None:
    first = start_draft(actor=citizen, now=NOW, service_key=KEY)
    texts = small_files()["text/en.yaml"].replace("Small paper", "Other paper")
    a_published_service(tmp_path, LATER, {"text/en.yaml": texts})
    again = start_draft(actor=citizen, now=LATER, service_key=KEY)
    assert (again.id, again.version_id) == (first.id, first.version_id)


def test_what_is_right_is_kept_when_something_else_is_wrong(citizen: Actor) -> None:
    draft = start_draft(actor=citizen, now=NOW, service_key=KEY)
    saved = save_page(actor=citizen, now=NOW, draft_id=draft.id, page="about", raw={**ABOUT, "district": "atlantis"})
    assert set(saved.errors) == {"district"}
    kept = Draft.objects.get(id=draft.id)
    assert kept.answers == {"full_name": "Ayesha Bano", "has_shop": False}
    assert kept.saved_pages == []


def test_one_comes_back_and_finds_what_was_written(citizen: Actor) -> None:
    draft = start_draft(actor=citizen, now=NOW, service_key=KEY)
    save_page(actor=citizen, now=NOW, draft_id=draft.id, page="about", raw=ABOUT)
    (found,) = open_drafts(actor=citizen)
    assert found.answers["full_name"] == "Ayesha Bano"
    assert found.saved_pages == ["about"]


def test_a_date_to_come_is_refused(citizen: Actor) -> None:
    draft = start_draft(actor=citizen, now=NOW, service_key=KEY)
    saved = save_page(actor=citizen, now=NOW, draft_id=draft.id, page="more", raw={**MORE, "born_on-year": "2062"})
    assert "hasn't come yet" in str(saved.errors["born_on"])


def test_today_is_today_in_pakistan(citizen: Actor) -> None:
    late_evening = datetime(2026, 11, 24, 20, 30, tzinfo=UTC)
    draft = start_draft(actor=citizen, now=late_evening, service_key=KEY)
    raw = {"born_on-day": "25", "born_on-month": "11", "born_on-year": "2026"}
    assert save_page(actor=citizen, now=late_evening, draft_id=draft.id, page="more", raw=raw).is_good


def test_a_file_is_kept_and_readable_with_the_drafts_key_only(citizen: Actor) -> None:
    draft = start_draft(actor=citizen, now=NOW, service_key=KEY)
    content = a_pdf()
    uploads = {"scan": Upload("bill.pdf", content)}
    saved = save_page(actor=citizen, now=NOW, draft_id=draft.id, page="more", raw=MORE, uploads=uploads)
    file_id = UUID(saved.answers["scan"]["file"])
    assert read(file_id) == content
    discard_draft(actor=citizen, now=LATER, draft_id=draft.id)
    with pytest.raises(KeyShredded):
        read(file_id)
    assert Draft.objects.get(id=draft.id).answers == {}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("scan.pdf", b"MZ\x90\x00" + b"\x00" * 400, "must be one of"),
        ("scan.pdf", a_pdf()[:60], "damaged"),
        ("scan.png", an_image("JPEG"), "must be one of"),
        ("scan.pdf", b"%PDF-1.7 " + b"x" * 1_000_001, "smaller than 1 MB"),
    ],
)
def test_a_bad_file_is_refused_and_the_rest_of_the_page_kept(
    citizen: Actor, name: str, content: bytes, words: str
) -> None:
    draft = start_draft(actor=citizen, now=NOW, service_key=KEY)
    uploads = {"scan": Upload(name, content)}
    saved = save_page(actor=citizen, now=NOW, draft_id=draft.id, page="more", raw=MORE, uploads=uploads)
    assert words in str(saved.errors["scan"])
    assert Draft.objects.get(id=draft.id).answers == {"born_on": "2001-03-14"}


def test_a_file_stays_when_the_page_is_saved_again_and_goes_when_asked(citizen: Actor) -> None:
    draft = start_draft(actor=citizen, now=NOW, service_key=KEY)
    uploads = {"scan": Upload("a.pdf", a_pdf())}
    save_page(actor=citizen, now=NOW, draft_id=draft.id, page="more", raw=MORE, uploads=uploads)
    again = save_page(actor=citizen, now=NOW, draft_id=draft.id, page="more", raw=MORE)
    assert again.answers["scan"]["name"] == "a.pdf"
    dropped = save_page(actor=citizen, now=NOW, draft_id=draft.id, page="more", raw={**MORE, "drop-scan": "yes"})
    assert "scan" not in dropped.answers


def test_sealing_drops_hidden_answers_and_gives_the_same_again(citizen: Actor) -> None:
    draft = start_draft(actor=citizen, now=NOW, service_key=KEY)
    save_page(actor=citizen, now=NOW, draft_id=draft.id, page="about", raw={**ABOUT, "has_shop": "yes", "shop": "Bano"})
    save_page(actor=citizen, now=NOW, draft_id=draft.id, page="about", raw=ABOUT)
    save_page(actor=citizen, now=NOW, draft_id=draft.id, page="more", raw=MORE)
    sealed = seal_draft(actor=citizen, now=LATER, draft_id=draft.id)
    assert sealed.answers == {
        "full_name": "Ayesha Bano", "district": "pk-punjab-multan", "has_shop": False, "born_on": "2001-03-14",
    }  # fmt: skip
    assert seal_draft(actor=citizen, now=LATER, draft_id=draft.id) == sealed
    with pytest.raises(DraftSealed):
        save_page(actor=citizen, now=LATER, draft_id=draft.id, page="about", raw=ABOUT)
    with pytest.raises(DraftSealed):
        discard_draft(actor=citizen, now=LATER, draft_id=draft.id)


def test_a_draft_that_nobody_finished_goes_after_its_day_and_not_before(citizen: Actor) -> None:
    draft = start_draft(actor=citizen, now=NOW, service_key=KEY)
    save_page(actor=citizen, now=NOW, draft_id=draft.id, page="about", raw=ABOUT)
    discard_old.function(now=NOW + timedelta(days=364))
    assert Draft.objects.get(id=draft.id).answers != {}
    discard_old.function(now=NOW + timedelta(days=367))
    assert Draft.objects.get(id=draft.id).answers == {}


def test_an_unfinished_draft_is_not_sealed(citizen: Actor) -> None:
    draft = start_draft(actor=citizen, now=NOW, service_key=KEY)
    save_page(actor=citizen, now=NOW, draft_id=draft.id, page="about", raw=ABOUT)
    with pytest.raises(DraftIncomplete):
        seal_draft(actor=citizen, now=NOW, draft_id=draft.id)
    assert Draft.objects.get(id=draft.id).is_open


def test_after_sealing_one_can_start_anew(citizen: Actor) -> None:
    draft = a_filled_draft(citizen)
    seal_draft(actor=citizen, now=NOW, draft_id=draft.id)
    assert start_draft(actor=citizen, now=LATER, service_key=KEY).id != draft.id


def test_nobody_else_touches_a_draft(citizen: Actor, stranger: Actor) -> None:
    draft = a_filled_draft(citizen)
    with pytest.raises(Forbidden):
        save_page(actor=stranger, now=NOW, draft_id=draft.id, page="about", raw=ABOUT)
    with pytest.raises(SignInNeeded):
        seal_draft(actor=Actor.anonymous(request_id="x"), now=NOW, draft_id=draft.id)
    with pytest.raises(Forbidden):
        discard_draft(actor=stranger, now=NOW, draft_id=draft.id)
    assert open_drafts(actor=stranger) == ()


def test_a_guessed_draft_or_page_is_unknown(citizen: Actor) -> None:
    with pytest.raises(DraftUnknown):
        save_page(actor=citizen, now=NOW, draft_id=uuid4(), page="about", raw=ABOUT)
    with pytest.raises(PageUnknown):
        save_page(actor=citizen, now=NOW, draft_id=a_filled_draft(citizen).id, page="admin", raw={})


def test_mending_changes_the_named_field_alone(citizen: Actor) -> None:
    first = a_filled_draft(citizen)
    sealed = seal_draft(actor=citizen, now=NOW, draft_id=first.id)
    asked = uuid4()

    def mending() -> Draft:
        return start_mending(
            actor=citizen,
            now=LATER,
            mends=asked,
            version_id=sealed.version_id,
            answers=sealed.answers,
            only=["full_name"],
            data_key_id=sealed.data_key_id,
        )

    draft = mending()
    assert mending().id == draft.id
    raw = {**ABOUT, "full_name": "Ayesha Begum", "district": "pk-punjab-lahore"}
    save_page(actor=citizen, now=LATER, draft_id=draft.id, page="about", raw=raw)
    with pytest.raises(PageUnknown):
        save_page(actor=citizen, now=LATER, draft_id=draft.id, page="more", raw=MORE)
    mended = seal_draft(actor=citizen, now=LATER, draft_id=draft.id)
    assert mended.answers == {**sealed.answers, "full_name": "Ayesha Begum"}


def test_a_refusal_of_the_page_leaves_nothing_behind(citizen: Actor) -> None:
    before = Draft.objects.count()
    with pytest.raises(Refusal):
        start_draft(actor=citizen, now=NOW, service_key="no/such/service")
    assert Draft.objects.count() == before
