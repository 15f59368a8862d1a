"""What the demo puts into the platform: its clock, the transport of the drawn phone, its words above each page."""

from __future__ import annotations

from pathlib import Path

from sahulat.foundation.messaging.public import HandsetTransport, register_transport
from sahulat.foundation.ui.public import Slot, register_slot
from sahulat.kernel import clock
from sahulat.project.demo import jobs  # noqa: F401 - declares the actors' job
from sahulat.project.demo.clock import PushedClock
from sahulat.project.demo.web import phone_above


def install(state: Path) -> None:
    """Make this process part of the demo. Safe to repeat."""
    clock.install(PushedClock(state))
    register_transport(HandsetTransport())
    register_slot(Slot.BANNER, phone_above)
