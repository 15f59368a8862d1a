"""What accounts registers with lower rooms: ways in and out, an officer's words in the header, reactions, its job."""

from sahulat.foundation.events.public import subscribe
from sahulat.foundation.jobs.public import schedule
from sahulat.foundation.ui.public import Audience, MenuEntry, Slot, register_menu_entry, register_sign_in, register_slot
from sahulat.kernel.refusals import N_
from sahulat.platform.accounts.handlers import on_person_erased
from sahulat.platform.accounts.jobs import forget
from sahulat.platform.accounts.web import who_acts
from sahulat.platform.people.events import PersonErased

register_sign_in("accounts:sign-in")
register_menu_entry(MenuEntry(N_("Sign in"), "accounts:sign-in", Audience.GUEST, order=90, icon="log-in", phone=True))
# A citizen finds it on their account page; officers have none.
register_menu_entry(MenuEntry(N_("My account"), "accounts:security", Audience.OFFICER, order=90, phone=True))
register_slot(Slot.WHO, who_acts)
subscribe(PersonErased, "accounts.on-person-erased", on_person_erased)
schedule(forget, "17 * * * *")
