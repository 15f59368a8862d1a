"""What the documents room gives: the compiler of document.typ, its job, its menu entries."""

from sahulat.foundation.ui.public import register_menu_entry
from sahulat.foundation.ui.types import Audience, MenuEntry, Position
from sahulat.kernel.refusals import N_
from sahulat.platform.catalogue.public import register_part
from sahulat.platform.documents import jobs
from sahulat.platform.documents.queries import font_folder
from sahulat.platform.documents.rules.templates import compile_template

__all__ = ["jobs"]

register_part("document.typ", compile_template(font_folder), order=30)
register_menu_entry(MenuEntry(label=N_("My documents"), url_name="documents:mine", audience=Audience.CITIZEN, order=30))
register_menu_entry(
    MenuEntry(
        label=N_("Issued documents"), url_name="documents:issued", audience=Audience.OFFICER, order=40, icon="file-text"
    )
)
register_menu_entry(
    MenuEntry(
        label=N_("Check a document"),
        url_name="documents:check",
        audience=Audience.EVERYONE,
        order=30,
        position=Position.FOOTER,
    )
)
