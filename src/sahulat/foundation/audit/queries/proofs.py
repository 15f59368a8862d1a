"""Proofs that an entry stands in the log of a signed checkpoint."""

from __future__ import annotations

from uuid import UUID

from sahulat.foundation.audit.models import ChainLink, CheckpointRow
from sahulat.foundation.audit.rules.encoding import checkpoint_text
from sahulat.foundation.audit.rules.merkle import inclusion_path, root_from_path
from sahulat.foundation.audit.types import Checkpoint, InclusionProof
from sahulat.foundation.keys.public import verify_signature


def checkpoint_of(row: CheckpointRow) -> Checkpoint:
    """A checkpoint as a value."""
    return Checkpoint(row.size, bytes(row.root), row.at, row.key_id, bytes(row.signature))


def latest_checkpoint() -> Checkpoint | None:
    """The newest signed state of the log; None before the first entry was chained."""
    row = CheckpointRow.objects.order_by("-size").first()
    return checkpoint_of(row) if row else None


def inclusion_proof(audit_id: UUID) -> InclusionProof | None:
    """Proof that an entry stands in the log of the latest checkpoint; None while it is not chained.

    Reads all leaf hashes (32 bytes an entry), so it is for auditors and not for every page.
    """
    link = ChainLink.objects.filter(audit_id=audit_id).first()
    checkpoint = latest_checkpoint()
    if link is None or checkpoint is None or link.position >= checkpoint.size:
        return None
    rows = ChainLink.objects.filter(position__lt=checkpoint.size).order_by("position")
    leaves = [bytes(leaf) for leaf in rows.values_list("leaf", flat=True).iterator()]
    return InclusionProof(
        audit_id=audit_id,
        position=link.position,
        leaf=bytes(link.leaf),
        path=inclusion_path(leaves, link.position),
        checkpoint=checkpoint,
    )


def proof_holds(proof: InclusionProof) -> bool:
    """Whether a proof leads to its checkpoint's root and one of our keys signed that checkpoint."""
    checkpoint = proof.checkpoint
    root = root_from_path(proof.leaf, proof.position, checkpoint.size, proof.path)
    return root == checkpoint.root and signature_holds(checkpoint)


def signature_holds(checkpoint: Checkpoint) -> bool:
    """Whether one of our keys signed this checkpoint."""
    text = checkpoint_text(checkpoint.size, checkpoint.root, checkpoint.at)
    return verify_signature(key_id=checkpoint.key_id, data=text, signature=checkpoint.signature)
