"""Cipher formats, certificates and the key folder: without Django."""
