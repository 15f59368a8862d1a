"""What the catalogue shows in the layouts, and the parts of a package that it reads itself."""

from sahulat.foundation.ui.public import register_menu_entry
from sahulat.foundation.ui.types import Audience, MenuEntry, Position
from sahulat.kernel.refusals import N_
from sahulat.platform.catalogue.rules.compiling import register_part
from sahulat.platform.catalogue.rules.journeys import read_journey

register_part("journeys/*.yaml", read_journey, order=40)
register_menu_entry(
    MenuEntry(label=N_("Services"), url_name="catalogue:services", audience=Audience.EVERYONE, order=10)
)
register_menu_entry(MenuEntry(N_("Services"), "catalogue:services", order=10, position=Position.FOOTER))
