"""The files' own origin and the reading of uploads."""

from sahulat.foundation.files.web.origin import FilesHost
from sahulat.foundation.files.web.uploads import LimitedUploadHandler, OversizedFile, uploaded_content

__all__ = ["FilesHost", "LimitedUploadHandler", "OversizedFile", "uploaded_content"]
