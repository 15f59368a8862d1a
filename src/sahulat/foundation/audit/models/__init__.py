"""The tables of the audit, and how an entry is written."""

from sahulat.foundation.audit.models.rows import AuditRow, ChainLink, CheckpointRow, ToDo

__all__ = ["AuditRow", "ChainLink", "CheckpointRow", "ToDo"]
