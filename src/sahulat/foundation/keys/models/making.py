"""What makes and destroys keys.

This room stands below `access` and has no operations: these are steps inside other rooms' operations: they authorise
nobody, and their effect belongs to the caller's transaction and its audit row.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from cryptography import x509
from django.conf import settings

from sahulat.foundation.keys.models import DataKey
from sahulat.foundation.keys.models.folder import binding, current_master, forget_cached_keys, key_folder
from sahulat.foundation.keys.rules import authority, ciphers
from sahulat.foundation.keys.rules.folder import KeyFolder
from sahulat.kernel.ids import new_id

RENEW_BEFORE = timedelta(days=90)
# Signer: what its certificate is called, years of validity, whether it seals documents.
SIGNERS = {
    "documents": ("Document seal", 5, True),
    "audit": ("Audit ledger", 10, False),
}


def ensure_keys(*, now: datetime) -> None:
    """Make what the key folder lacks, mend its modes, renew signers whose certificates end soon.

    Called by `sahulat migrate` and `run`. Safe to repeat and to run in two processes at once.
    """
    folder = key_folder()
    folder.make()
    if not folder.numbers("master"):
        folder.keep("master-1.key", ciphers.new_key)
    folder.keep("search.key", ciphers.new_key)
    root = authority.KeyPair.from_pem(folder.keep("authority.pem", lambda: _new_root(now).to_pem()))
    for name in SIGNERS:
        _ensure_signer(folder, root, name, now)
    forget_cached_keys()


def _organisation() -> str:
    # Nobody should take a demo's paper for a real one, whatever verifier they use.
    name: str = settings.SAHULAT_NAME
    return f"{name} demo, no real authority" if settings.SAHULAT_DEMO else name


def _new_root(now: datetime) -> authority.KeyPair:
    mark = "Demo root" if settings.SAHULAT_DEMO else "Root"
    return authority.new_root(common=f"{settings.SAHULAT_NAME} {mark}", organisation=_organisation(), now=now)


def _ensure_signer(folder: KeyFolder, root: authority.KeyPair, name: str, now: datetime) -> None:
    numbers = folder.numbers(name)
    newest = numbers[-1] if numbers else 0
    if newest and _lasts(folder.read(f"{name}-{newest}.pem"), now):
        return
    common, years, seals = SIGNERS[name]
    folder.keep(
        f"{name}-{newest + 1}.pem",
        lambda: authority.new_signer(
            root, common=common, organisation=_organisation(), now=now, years=years, seals=seals
        ).to_pem(),
    )


def _lasts(pem: bytes, now: datetime) -> bool:
    own = x509.load_pem_x509_certificates(pem)[0]
    return own.not_valid_after_utc - now > RENEW_BEFORE


def new_data_key(*, now: datetime, owner: str) -> UUID:
    """A key for one owner (say "people.person:<id>", at most 100 characters).

    Not safe to repeat: a new key each time.
    """
    key_id = new_id(now)
    number, master = current_master()
    wrapped = ciphers.wrap(master, number, ciphers.new_key(), binding(key_id, owner))
    DataKey.objects.create(id=key_id, owner=owner, wrapped=wrapped, created_at=now)
    return key_id


def shred(key_id: UUID, *, now: datetime) -> None:
    """Destroy a data key: whatever it encrypted can't be read again. Safe to repeat.

    PostgreSQL keeps the old row until VACUUM, and backups keep it as long as they are kept: erasure
    is complete when the last backup from before is gone.
    """
    DataKey.objects.filter(id=key_id, wrapped__isnull=False).update(wrapped=None, shredded_at=now)
