"""Audit: who did what and who looked at whom, in a log that nobody can alter unseen."""
