"""The door of the files room."""

from sahulat.foundation.files.models import File
from sahulat.foundation.files.operations import dispose_of_due, hold, store, sweep
from sahulat.foundation.files.queries import link, read, stored_file
from sahulat.foundation.files.types import (
    Allowed,
    FileDamaged,
    FileGone,
    FileTooLarge,
    FileTypeMismatch,
    FileUnreadable,
    FileUnsafe,
    StoredFile,
)
from sahulat.foundation.files.web.uploads import OversizedFile, uploaded_content

__all__ = [
    "Allowed",
    "File",
    "FileDamaged",
    "FileGone",
    "FileTooLarge",
    "FileTypeMismatch",
    "FileUnreadable",
    "FileUnsafe",
    "OversizedFile",
    "StoredFile",
    "dispose_of_due",
    "hold",
    "link",
    "read",
    "store",
    "stored_file",
    "sweep",
    "uploaded_content",
]
