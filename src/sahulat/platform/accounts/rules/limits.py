"""How often what may be tried, and what is counted apart: a phone, a code, an address, an account."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from sahulat.foundation.access.types import Actor
from sahulat.kernel.identifiers import Mobile
from sahulat.platform.accounts.types import Limit

KeyOf = Callable[[Mapping[str, Any]], str]

QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)
CODES_TO_PHONE = Limit("codes-to-phone", 5, QUARTER)
CODES_TO_PHONE_A_DAY = Limit("codes-to-phone-a-day", 20, timedelta(days=1))
# Whoever asks for codes to another's phone uses up the bounds of their own network, and not the owner's way in;
# these only bound how many messages a phone gets from all networks together.
CODES_FROM_ANYWHERE = Limit("codes-from-anywhere", 25, QUARTER)
CODES_FROM_ANYWHERE_A_DAY = Limit("codes-from-anywhere-a-day", 100, timedelta(days=1))
GUESSES_OF_CODE = Limit("guesses-of-code", 5, HOUR, failures_only=True)
GUESSES_OF_PASSWORD = Limit("guesses-of-password", 10, QUARTER, failures_only=True)
STEP_UPS = Limit("step-ups", 10, QUARTER, failures_only=True)
# Mobile operators put thousands of people behind one address, so an address only bounds machines.
FROM_NETWORK = Limit("from-network", 300, QUARTER)
LONGEST_WINDOW = timedelta(days=1)


def per_mobile(given: Mapping[str, Any]) -> str:
    """The phone that an operation is given."""
    mobile: Mobile = given["mobile"]
    return mobile.e164


def per_mobile_and_network(given: Mapping[str, Any]) -> str:
    """The phone, apart for each address from which it is named."""
    return f"{per_mobile(given)} {per_network(given)}"


def per_network(given: Mapping[str, Any]) -> str:
    """The address that it came from; nothing is counted where there is none."""
    network: str = given["network"]
    return network


def per_code(given: Mapping[str, Any]) -> str:
    """The code that is guessed at."""
    return str(given["code_id"])


def per_account(given: Mapping[str, Any]) -> str:
    """The account that acts; a stranger's try isn't counted, since it is refused anyway."""
    actor: Actor = given["actor"]
    return str(actor.account_id or "")
