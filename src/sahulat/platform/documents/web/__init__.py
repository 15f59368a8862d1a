"""One's own documents, those that a post issued, and the page on which anybody checks a document."""

from sahulat.platform.documents.web.checking import check, check_file, scanned
from sahulat.platform.documents.web.desk import issued, withdraw
from sahulat.platform.documents.web.own import download, mine

__all__ = ["check", "check_file", "download", "issued", "mine", "scanned", "withdraw"]
