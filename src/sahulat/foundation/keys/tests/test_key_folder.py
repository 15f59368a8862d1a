"""The key folder, the authority and the signers: made once, private, true to their certificates."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from pytest_django.fixtures import Settings

from sahulat.foundation.keys import public as keys
from sahulat.foundation.keys.models.folder import forget_cached_keys
from sahulat.foundation.keys.rules.folder import KeyFolder
from sahulat.foundation.keys.testing import make_keys

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.SAHULAT_STATE = tmp_path
    make_keys(NOW)
    return tmp_path / "keys"


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_first_start_makes_private_files(folder: Path) -> None:
    assert sorted(contents(folder)) == [
        "audit-1.pem", "authority.pem", "documents-1.pem", "master-1.key", "search.key",
    ]  # fmt: skip
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}


def test_a_second_start_changes_nothing(folder: Path) -> None:
    before = contents(folder)
    keys.ensure_keys(now=NOW)
    assert contents(folder) == before


def test_a_signer_is_renewed_before_its_certificate_ends(folder: Path) -> None:
    old = keys.signer("documents")
    later = old.certificate_chain[0].not_valid_after_utc - timedelta(days=60)
    keys.ensure_keys(now=later)
    new = keys.signer("documents")
    assert (old.key_id, new.key_id) == ("documents-1", "documents-2")
    assert new.certificate_chain[0].not_valid_after_utc > later + timedelta(days=365)
    assert keys.verify_signature(key_id="documents-1", data=b"old", signature=old.sign(b"old"))


def test_without_keys_nothing_is_invented(settings: Settings, tmp_path: Path) -> None:
    settings.SAHULAT_STATE = tmp_path
    forget_cached_keys()
    with pytest.raises(keys.KeysMissing):
        keys.mac("audit", b"x")
    with pytest.raises(keys.KeysMissing):
        keys.signer("documents")


def test_a_signature_verifies_and_no_other_does(folder: Path) -> None:
    signer = keys.signer("audit")
    signature = signer.sign(b"checkpoint")
    assert isinstance(signer.public_key.curve, ec.SECP256R1)
    assert keys.verify_signature(key_id=signer.key_id, data=b"checkpoint", signature=signature)
    assert not keys.verify_signature(key_id=signer.key_id, data=b"checkpoinT", signature=signature)
    assert not keys.verify_signature(key_id="audit-9", data=b"checkpoint", signature=signature)


def test_the_seal_may_bind_to_content_and_stands_under_the_root(folder: Path) -> None:
    own, root = keys.signer("documents").certificate_chain
    usage = own.extensions.get_extension_for_class(x509.KeyUsage).value
    assert (usage.digital_signature, usage.content_commitment, usage.key_cert_sign) == (True, True, False)
    own.verify_directly_issued_by(root)
    assert root == keys.trust_root()
    assert root.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert x509.load_pem_x509_certificates(keys.certificate_chain_pem("documents")) == [own, root]


def test_a_demo_says_so_in_its_certificates(folder: Path) -> None:
    for certificate in keys.signer("documents").certificate_chain:
        assert "demo, no real authority" in certificate.subject.rfc4514_string().replace("\\", "")


def test_macs_are_of_one_purpose(folder: Path) -> None:
    made = keys.mac("audit", b"row")
    assert keys.verify_mac("audit", b"row", made)
    assert not keys.verify_mac("files.link", b"row", made)
    assert not keys.verify_mac("audit", b"row", b"")


def test_a_mac_of_an_older_master_key_still_verifies(folder: Path) -> None:
    old = keys.mac("audit", b"row")
    KeyFolder(folder).keep("master-2.key", lambda: b"n" * 32)
    forget_cached_keys()
    assert keys.mac("audit", b"row") != old
    assert keys.verify_mac("audit", b"row", old)


def test_a_keyed_hash_finds_again_but_not_across_purposes(folder: Path) -> None:
    assert keys.keyed_hash("people.cnic", "3520212345671") == keys.keyed_hash("people.cnic", "3520212345671")
    assert keys.keyed_hash("people.cnic", "3520212345671") != keys.keyed_hash("people.ntn", "3520212345671")


def test_processes_starting_at_once_agree_on_one_key(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib, secrets; from sahulat.foundation.keys.rules.folder import KeyFolder;"
        "folder = KeyFolder(pathlib.Path(sys.argv[1])); folder.make(); sys.stdin.read();"
        "print(folder.keep('master-1.key', lambda: secrets.token_bytes(32)).hex())"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path / "keys")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for _ in range(5)
    ]  # fmt: skip
    seen = set()
    for process in running:
        assert process.stdin is not None
        process.stdin.close()
    for process in running:
        assert process.stdout is not None
        seen.add(process.stdout.read())
        process.stdout.close()
        assert process.wait() == 0
    assert len(seen) == 1
    assert [file.name for file in (tmp_path / "keys").iterdir()] == ["master-1.key"]
