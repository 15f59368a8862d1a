"""What the portal registers with lower rooms: its menu entries."""

from sahulat.foundation.ui.public import Audience, MenuEntry, Position, register_menu_entry
from sahulat.kernel.refusals import N_

register_menu_entry(MenuEntry(N_("My account"), "portal:account", Audience.CITIZEN, order=70, icon="user", phone=True))
register_menu_entry(MenuEntry(N_("Help"), "portal:help", Audience.GUEST, order=60))
register_menu_entry(MenuEntry(N_("Help"), "portal:help", Audience.EVERYONE, order=60, position=Position.FOOTER))
