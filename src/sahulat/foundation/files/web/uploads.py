"""Reading uploads without keeping more than allowed, and without losing what was typed beside them.

A file past the limit is read to its end and dropped as it comes; the form's other fields arrive as ever,
and the file arrives as an OversizedFile, which is refused at its field like any other wrong answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST_KEPT = 20_000_000  # bytes of all files of one request held in memory


if TYPE_CHECKING:
    _Upload = UploadedFile[bytes]
else:
    _Upload = UploadedFile


class OversizedFile(_Upload):
    """An upload that was too large to keep: its name and size are known, its content is gone."""


class LimitedUploadHandler(FileUploadHandler):
    """Keeps uploads in memory up to MOST_KEPT in one request; files beyond come as OversizedFile."""

    def __init__(self, request: Any = None) -> None:
        """Django's upload handler protocol."""
        super().__init__(request)
        self._kept = 0
        self._parts: list[bytes] = []
        self._dropping = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A new file starts."""
        super().new_file(*args, **kwargs)
        self._parts, self._dropping = [], False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a chunk while there is room; once there is none, drop the whole file."""
        if not self._dropping and self._kept + len(raw_data) > MOST_KEPT:
            self._dropping = True
            self._kept -= sum(map(len, self._parts))
            self._parts = []
        if not self._dropping:
            self._kept += len(raw_data)
            self._parts.append(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[bytes]:
        """What the form finds in request.FILES."""
        name, kind = self.file_name or "file", self.content_type
        if self._dropping:
            return OversizedFile(file=None, name=name, content_type=kind, size=file_size)
        content, self._parts = b"".join(self._parts), []
        return SimpleUploadedFile(name, content, kind or "application/octet-stream")
