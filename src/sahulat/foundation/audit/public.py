"""What other rooms may use of the audit."""

from sahulat.foundation.audit.models.entry import Entry, entry
from sahulat.foundation.audit.models.looks import record_look
from sahulat.foundation.audit.models.sequencing import sequence
from sahulat.foundation.audit.queries.proofs import inclusion_proof, latest_checkpoint, proof_holds
from sahulat.foundation.audit.queries.reading import acts_on, looks_at, waiting
from sahulat.foundation.audit.queries.verification import verify
from sahulat.foundation.audit.rules.encoding import as_detail

__all__ = [
    "Entry",
    "acts_on",
    "as_detail",
    "entry",
    "inclusion_proof",
    "latest_checkpoint",
    "looks_at",
    "proof_holds",
    "record_look",
    "sequence",
    "verify",
    "waiting",
]
