"""The door of the notices room."""

from sahulat.platform.notices.operations import tell
from sahulat.platform.notices.queries import own_notices
from sahulat.platform.notices.rules.registry import register_notice

__all__ = ["own_notices", "register_notice", "tell"]
