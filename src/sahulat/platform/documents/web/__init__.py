"""One's own documents, and the page on which anybody checks a document."""

from sahulat.platform.documents.web.checking import check, check_file, scanned
from sahulat.platform.documents.web.own import download, mine

__all__ = ["check", "check_file", "download", "mine", "scanned"]
