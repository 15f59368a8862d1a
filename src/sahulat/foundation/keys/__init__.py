"""Ciphers, keyed hashes and signers: who may read what, provably."""
