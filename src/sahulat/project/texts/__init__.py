"""Translations: compiling the rooms' catalogues, and finding what isn't translated."""
