"""Consent: shows a person who looked at their data, when, why and on what basis."""
