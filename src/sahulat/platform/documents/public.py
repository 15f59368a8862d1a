"""The door of the documents room."""

from sahulat.platform.documents.models import FrozenDocument, IssuedDocument
from sahulat.platform.documents.operations import freeze, issue, record_issued, revoke
from sahulat.platform.documents.queries import (
    document_by_code,
    document_by_number,
    download_link,
    frozen,
    frozen_content,
    frozen_picture,
    issued_content,
    issued_documents,
    issued_for,
    my_document_link,
    my_documents,
    verify_signature,
)

__all__ = [
    "FrozenDocument",
    "IssuedDocument",
    "document_by_code",
    "document_by_number",
    "download_link",
    "freeze",
    "frozen",
    "frozen_content",
    "frozen_picture",
    "issue",
    "issued_content",
    "issued_documents",
    "issued_for",
    "my_document_link",
    "my_documents",
    "record_issued",
    "revoke",
    "verify_signature",
]
