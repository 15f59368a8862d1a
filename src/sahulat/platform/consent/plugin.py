"""What consent registers with lower rooms: its menu entry."""

from sahulat.foundation.ui.public import Audience, MenuEntry, register_menu_entry
from sahulat.kernel.refusals import N_

register_menu_entry(MenuEntry(N_("Who looked at my data"), "consent:my-record", Audience.CITIZEN, order=80, icon="eye"))
