"""What the catalogue shows in the layouts."""

from sahulat.foundation.ui.public import register_menu_entry
from sahulat.foundation.ui.types import Audience, MenuEntry
from sahulat.kernel.refusals import N_

register_menu_entry(
    MenuEntry(label=N_("Services"), url_name="catalogue:services", audience=Audience.EVERYONE, order=10)
)
