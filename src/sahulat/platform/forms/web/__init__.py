"""Filling a form in the browser: start, pages, check, submit, discard. Works without JavaScript."""

from sahulat.platform.forms.web.views import check, discard, own_file, page, saved, start

__all__ = ["check", "discard", "own_file", "page", "saved", "start"]
