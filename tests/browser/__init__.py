"""Tests in a real browser, and what they need: tests/browser/harness.py."""
