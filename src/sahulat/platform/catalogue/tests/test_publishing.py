"""Publishing seals a package for good; run time reads only what is sealed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from sahulat.foundation.access.public import Forbidden, SignInNeeded
from sahulat.foundation.access.types import Actor
from sahulat.kernel.refusals import Refusal
from sahulat.platform.catalogue.models import Service, ServiceVersion
from sahulat.platform.catalogue.public import current_version, package, publish, search_services, services, withdraw
from sahulat.platform.catalogue.testing import KEY, SYSTEM, a_published_service, small_files, write_package
from sahulat.platform.catalogue.types import PackageFaulty, ServiceUnknown

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)

pytestmark = pytest.mark.django_db


def reworded() -> dict[str, str]:
    return {"text/en.yaml": small_files()["text/en.yaml"].replace("Small paper", "Little paper")}


def test_the_same_files_are_the_same_version(tmp_path: Path) -> None:
    first = a_published_service(tmp_path, NOW)
    again = a_published_service(tmp_path, LATER)
    assert (again.id, ServiceVersion.objects.count()) == (first.id, 1)


def test_other_files_are_the_next_version_and_the_old_one_stays(tmp_path: Path) -> None:
    first = a_published_service(tmp_path, NOW)
    second = a_published_service(tmp_path, LATER, reworded())
    assert (second.number, current_version(KEY).id) == (2, second.id)
    assert second.structure_sha256 == first.structure_sha256
    assert package(first.id).definition.name["en"] == "Small paper"
    assert package(second.id).definition.name["en"] == "Little paper"


def test_going_back_offers_the_old_version_again(tmp_path: Path) -> None:
    first = a_published_service(tmp_path, NOW)
    a_published_service(tmp_path, LATER, reworded())
    back = a_published_service(tmp_path, LATER, small_files())
    assert (back.id, current_version(KEY).id) == (first.id, first.id)


def test_run_time_reads_the_seal_and_not_the_folder(tmp_path: Path) -> None:
    version = a_published_service(tmp_path, NOW)
    (tmp_path / KEY / "service.yaml").write_text("gone: true")
    package.cache_clear()
    sealed = package(version.id)
    assert sealed.sha256 == version.sha256
    assert sealed.version_id == version.id
    assert set(sealed.parts) == {"form.yaml", "process.bpmn", "document.typ"}


def test_a_folder_outside_the_repository_loads_the_same_way(tmp_path: Path) -> None:
    version = publish(actor=SYSTEM, now=NOW, folder=write_package(tmp_path, key="elsewhere/other-office/its-paper"))
    assert package(version.id).key == "elsewhere/other-office/its-paper"


def test_a_published_version_never_changes(tmp_path: Path) -> None:
    version = a_published_service(tmp_path, NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        ServiceVersion.objects.filter(id=version.id).update(number=7)
    with pytest.raises(DatabaseError), transaction.atomic():
        ServiceVersion.objects.filter(id=version.id).delete()


def test_a_faulty_package_publishes_nothing(tmp_path: Path) -> None:
    with pytest.raises(PackageFaulty):
        publish(actor=SYSTEM, now=NOW, folder=write_package(tmp_path, {"form.yaml": "pages: 3"}))
    assert not Service.objects.exists()


def test_only_the_installation_publishes(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        publish(actor=Actor.anonymous(request_id="x"), now=NOW, folder=write_package(tmp_path))
    assert refused.value.status in (SignInNeeded.status, Forbidden.status)


def test_a_withdrawn_service_is_offered_no_longer_and_still_readable(tmp_path: Path) -> None:
    version = a_published_service(tmp_path, NOW)
    withdraw(actor=SYSTEM, now=LATER, service_id=version.service_id)
    withdraw(actor=SYSTEM, now=LATER, service_id=version.service_id)
    with pytest.raises(ServiceUnknown):
        current_version(KEY)
    assert package(version.id).key == KEY
    assert services("en") == ()


def test_search_finds_by_name_and_by_word_in_both_scripts(tmp_path: Path) -> None:
    a_published_service(tmp_path, NOW)
    for words in ("small", "TINY", "چھوٹا", "ننھا", "paper small"):
        assert [card.key for card in search_services(words, "en")] == [KEY], words
    assert search_services("elephant", "en") == ()
    assert len(search_services("", "ur")) == 1


@pytest.mark.parametrize(("lang", "words"), [("en", "Example, not checked"), ("ur", "مثال ہے")])
def test_the_page_marks_each_fact_without_a_source(tmp_path: Path, lang: str, words: str) -> None:
    a_published_service(tmp_path, NOW)
    page = Client().get(f"/{lang}/services/{KEY}/").content.decode()
    assert page.count(words) == 3, "fee, promise and appeal have none; who may apply and the law have one"
