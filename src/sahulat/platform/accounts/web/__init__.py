"""What the accounts room does with requests: who acts, and the pages for signing up, in and out."""

from sahulat.platform.accounts.web.actors import ActorMiddleware, enter, who_acts

__all__ = ["ActorMiddleware", "enter", "who_acts"]
