"""The tables of the accounts room, and the session store over one of them."""

from sahulat.platform.accounts.models.accounts import Account, OneTimeCode, StepUpProof, Try
from sahulat.platform.accounts.models.sessions import Session

__all__ = ["Account", "OneTimeCode", "Session", "StepUpProof", "Try"]
