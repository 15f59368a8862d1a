"""Counting parts, spacing attempts and knowing the transports: without Django."""
