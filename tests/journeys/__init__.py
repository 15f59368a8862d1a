"""Whole journeys, over HTTP and in a browser."""
