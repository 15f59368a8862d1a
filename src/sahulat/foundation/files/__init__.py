"""Bytes kept under their own hash, checked by content, served from another origin."""
