"""The door of the files room."""

from sahulat.foundation.files.models import File
from sahulat.foundation.files.operations import dispose_of_due, hold, store, sweep
from sahulat.foundation.files.queries import link, read, stored_file, uploaded_content
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

__all__ = [
    "Allowed",
    "File",
    "FileDamaged",
    "FileGone",
    "FileTooLarge",
    "FileTypeMismatch",
    "FileUnreadable",
    "FileUnsafe",
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
