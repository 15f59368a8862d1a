"""Publishing and withdrawing services."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID

from sahulat.foundation.access.public import authorise, operation
from sahulat.foundation.access.types import Actor, DataClass
from sahulat.foundation.events.public import record
from sahulat.foundation.files.public import Allowed, store
from sahulat.foundation.languages.public import fold
from sahulat.kernel.ids import new_id
from sahulat.platform.catalogue.events import ServicePublished, ServiceWithdrawn
from sahulat.platform.catalogue.models import Service, ServiceVersion
from sahulat.platform.catalogue.permissions import PUBLISH
from sahulat.platform.catalogue.rules.compiling import read_package
from sahulat.platform.catalogue.rules.limits import PACKAGE_BYTES_AT_MOST
from sahulat.platform.catalogue.rules.sealing import seal, structure_digest
from sahulat.platform.catalogue.types import Definition, Package, ServiceUnknown

SEALED = Allowed(media_types=frozenset({"application/json"}), max_bytes=2 * PACKAGE_BYTES_AT_MOST)


@operation(PUBLISH)
def publish(*, actor: Actor, now: datetime, folder: Path, key: str | None = None) -> ServiceVersion:
    """Seal the package in `folder` and offer it from now on.

    Safe to repeat: the same files are the same version again (offered again if another was since).
    Raises PackageFaulty with all findings, Forbidden.
    """
    authorise(actor, PUBLISH)
    package = read_package(folder, key)
    Service.objects.bulk_create([Service(id=new_id(now), key=package.key, created_at=now)], ignore_conflicts=True)
    service = Service.objects.select_for_update().get(key=package.key)
    version = ServiceVersion.objects.filter(service=service, sha256=package.sha256).first()
    if version is not None and service.current_id == version.id:
        return version
    version = version or _seal(service, package, actor=actor, now=now)
    service.current = version
    service.withdrawn_at = None
    service.save(update_fields=["current", "withdrawn_at"])
    record(
        actor=actor,
        now=now,
        action="catalogue.publish",
        subject_type="service",
        subject_id=service.id,
        details={"key": service.key, "number": version.number, "sha256": version.sha256},
        event=ServicePublished(
            service_id=service.id, version_id=version.id, service_key=service.key, number=version.number
        ),
    )
    return version


def _seal(service: Service, package: Package, *, actor: Actor, now: datetime) -> ServiceVersion:
    content = seal(package.key, package.files)
    stored = store(
        actor=actor,
        now=now,
        content=content,
        name=f"{package.definition.slug}.json",
        allowed=SEALED,
        key_id=None,
        data_class=DataClass.PUBLIC,
    )
    last = ServiceVersion.objects.filter(service=service).order_by("-number").first()
    return ServiceVersion.objects.create(
        id=new_id(now),
        service=service,
        number=last.number + 1 if last else 1,
        sha256=package.sha256,
        structure_sha256=structure_digest(package.key, package.files),
        file_id=stored.id,
        name=package.definition.name,
        summary=package.definition.summary,
        agency=package.definition.agency,
        search_text=_search_text(package.definition),
        published_at=now,
        published_by=actor.account_id,
    )


def _search_text(definition: Definition) -> str:
    """What a search looks through: names, summaries, search words and sample queries, folded."""
    parts = [*definition.name.values(), *definition.summary.values(), *definition.agency.values()]
    for words in (*definition.search_words.values(), *definition.sample_queries.values()):
        parts.extend(words)
    return fold(" \n ".join(parts))


@operation(PUBLISH)
def withdraw(*, actor: Actor, now: datetime, service_id: UUID) -> None:
    """Offer a service no longer; running cases go on. Safe to repeat. Raises ServiceUnknown, Forbidden."""
    authorise(actor, PUBLISH)
    service = Service.objects.select_for_update().filter(id=service_id).first()
    if service is None:
        raise ServiceUnknown
    if service.withdrawn_at is not None:
        return
    service.withdrawn_at = now
    service.save(update_fields=["withdrawn_at"])
    record(
        actor=actor,
        now=now,
        action="catalogue.withdraw",
        subject_type="service",
        subject_id=service.id,
        details={"key": service.key},
        event=ServiceWithdrawn(service_id=service.id, service_key=service.key),
    )
