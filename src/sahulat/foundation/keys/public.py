"""The door of the keys room."""

from sahulat.foundation.keys.models import DataKey
from sahulat.foundation.keys.models.making import ensure_keys, new_data_key, shred
from sahulat.foundation.keys.models.many import FreshKey, new_data_keys
from sahulat.foundation.keys.queries import (
    certificate_chain_pem,
    decrypt,
    encrypt,
    keyed_hash,
    keys_fit_database,
    mac,
    newest_data_key,
    signer,
    trust_root,
    verify_mac,
    verify_signature,
)
from sahulat.foundation.keys.types import CiphertextAltered, KeyShredded, KeysMissing, Signer

__all__ = [
    "CiphertextAltered",
    "DataKey",
    "FreshKey",
    "KeyShredded",
    "KeysMissing",
    "Signer",
    "certificate_chain_pem",
    "decrypt",
    "encrypt",
    "ensure_keys",
    "keyed_hash",
    "keys_fit_database",
    "mac",
    "new_data_key",
    "new_data_keys",
    "newest_data_key",
    "shred",
    "signer",
    "trust_root",
    "verify_mac",
    "verify_signature",
]
