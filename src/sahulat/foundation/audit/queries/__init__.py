"""Reading, proving and verifying the audit."""
