"""Reading services and their packages; where packages lie; what higher rooms tell about services."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from sahulat.foundation.files.public import read
from sahulat.foundation.languages.public import fold, sort_key
from sahulat.platform.catalogue.models import Service, ServiceVersion
from sahulat.platform.catalogue.rules.compiling import DEFINITION, compile_sealed
from sahulat.platform.catalogue.rules.sealing import unseal
from sahulat.platform.catalogue.types import Fact, Facts, Package, ServiceCard, ServiceUnknown, StartLink

_facts: list[Facts] = []
_start: list[StartLink] = []


def register_facts(facts: Facts) -> None:
    """Let `facts` tell how long finished cases took. The last registration holds."""
    _facts[:] = [facts]


def register_start(link: StartLink) -> None:
    """Let `link` give the address where one starts to apply. The last registration holds."""
    _start[:] = [link]


def fact(*, service_key: str, now: datetime) -> Fact:
    """How long finished cases of the service took; none counted when nobody registered."""
    return _facts[0](service_key=service_key, now=now) if _facts else Fact(since=now)


def start_link(*, service_key: str) -> str | None:
    """Where one starts to apply, or None when nobody registered."""
    return _start[0](service_key=service_key) if _start else None


@lru_cache(maxsize=256)
def package(version_id: UUID) -> Package:
    """The compiled package of a published version. Kept in memory, since a version never changes.

    Raises ServiceUnknown; SealBroken (loud) when the stored bytes were altered.
    """
    row = ServiceVersion.objects.filter(id=version_id).values_list("file_id", "sha256").first()
    if row is None:
        raise ServiceUnknown
    file_id, sha256 = row
    return _package(file_id, sha256, version_id)


def _package(file_id: UUID, sha256: str, version_id: UUID) -> Package:
    key, files = unseal(read(file_id), sha256)
    return compile_sealed(key, files, version_id)


def _offered() -> QuerySet[Service]:
    return Service.objects.filter(current__isnull=False, withdrawn_at__isnull=True)


def current_version(service_key: str) -> ServiceVersion:
    """The version offered now. Raises ServiceUnknown."""
    service = _offered().select_related("current").filter(key=service_key).first()
    if service is None or service.current is None:
        raise ServiceUnknown
    return service.current


def services(lang: str) -> tuple[ServiceCard, ...]:
    """All services offered, in the order of their names in that language."""
    cards = [card(service.current) for service in _offered().select_related("current") if service.current is not None]
    return tuple(sorted(cards, key=lambda c: sort_key(c.name.pick([lang])[1], lang)))


def search_services(words: str, lang: str) -> tuple[ServiceCard, ...]:
    """The offered services in which every word occurs, those named so first; all of them for no word.

    Letters are folded, so that ي and ی, accents and case don't matter.
    """
    wanted = fold(words).split()
    found = _offered().select_related("current")
    for word in wanted[:12]:
        found = found.filter(current__search_text__contains=word)
    cards = [card(service.current) for service in found if service.current is not None]

    def rank(c: ServiceCard) -> tuple[bool, bytes]:
        named = fold(" ".join(c.name.values()))
        return (not all(word in named for word in wanted), sort_key(c.name.pick([lang])[1], lang))

    return tuple(sorted(cards, key=rank))


def card(version: ServiceVersion) -> ServiceCard:
    """A version as lists show it."""
    definition = package(version.id).definition
    return ServiceCard(
        key=definition.key,
        version_id=version.id,
        name=definition.name,
        summary=definition.summary,
        agency=definition.agency,
        fee=definition.fee.amount,
        working_days=definition.time_limit.working_days,
    )


def package_folders(roots: Sequence[Path] | None = None) -> tuple[Path, ...]:
    """All folders with a service.yaml, three levels below the folders of SAHULAT_SERVICES, which may lie anywhere."""
    chosen = settings.SAHULAT_SERVICES if roots is None else roots
    return tuple(sorted(path.parent for root in chosen for path in Path(root).glob(f"*/*/*/{DEFINITION}")))
