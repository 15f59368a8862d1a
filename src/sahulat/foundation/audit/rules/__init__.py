"""Pure code of the audit: what a MAC is taken over, and the Merkle tree."""
