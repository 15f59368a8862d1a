"""Tests of the confined room."""
