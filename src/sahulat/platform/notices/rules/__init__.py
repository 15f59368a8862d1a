"""The wordings of notices, kept in a registry."""
