"""The files' own origin and the reading of uploads."""

from sahulat.foundation.files.web.origin import FilesHost
from sahulat.foundation.files.web.uploads import LimitedUploadHandler, OversizedFile

__all__ = ["FilesHost", "LimitedUploadHandler", "OversizedFile"]
