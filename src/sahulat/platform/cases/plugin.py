"""What the cases room registers with lower rooms: menu entries, notices, the host of processes, who takes drafts."""

from sahulat.foundation.events.public import subscribe
from sahulat.foundation.ui.public import Audience, MenuEntry, register_menu_entry
from sahulat.kernel.refusals import N_
from sahulat.kernel.text import Text
from sahulat.platform.cases.handlers import on_document_issued
from sahulat.platform.cases.operations.hosting import CaseHost
from sahulat.platform.cases.operations.looking import IDENTIFIER, SUBJECT
from sahulat.platform.cases.queries.measuring import time_taken
from sahulat.platform.cases.rules.journeys import compile_journey
from sahulat.platform.cases.web.own import take_finished
from sahulat.platform.catalogue.public import register_facts, register_part
from sahulat.platform.consent.public import register_subject
from sahulat.platform.documents.events import DocumentIssued
from sahulat.platform.forms.public import register_submit
from sahulat.platform.notices.public import register_notice
from sahulat.platform.processes.public import register_host

register_menu_entry(
    MenuEntry(N_("My applications"), "cases:applications", Audience.CITIZEN, order=10, icon="list-checks")
)
register_menu_entry(MenuEntry(N_("Inbox"), "cases:inbox", Audience.OFFICER, order=10, icon="inbox", phone=True))

# Every message says the same in the same order: reference, with whom, until when, what there is to do.
register_notice(
    "cases.received",
    Text(
        {
            "en": "We have your application for %(service)s. Reference %(reference)s. With: %(with_whom)s, "
            "since %(since)s, until %(until)s. Nothing for you to do.",
            "ur": "%(service)s کے لیے آپ کی درخواست مل گئی۔ حوالہ %(reference)s۔ کس کے پاس: %(with_whom)s، "
            "کب سے: %(since)s، کب تک: %(until)s۔ ابھی آپ کو کچھ نہیں کرنا۔",
        }
    ),
)
register_notice(
    "cases.sent-back",
    Text(
        {
            "en": "Your application %(reference)s (%(service)s) is with you since %(since)s: something has to be "
            "mended. Open My applications. The clock stands until you have done it.",
            "ur": "آپ کی درخواست %(reference)s (%(service)s) %(since)s سے آپ کے پاس ہے: کچھ ٹھیک کرنا ہے۔ "
            "میری درخواستیں کھولیں۔ جب تک آپ ٹھیک نہ کریں، گھڑی رکی رہے گی۔",
        }
    ),
)
register_notice(
    "cases.mended",
    Text(
        {
            "en": "Thank you. Your application %(reference)s goes on. With: %(with_whom)s, since %(since)s, "
            "until %(until)s. Nothing for you to do.",
            "ur": "شکریہ۔ آپ کی درخواست %(reference)s آگے بڑھ گئی۔ کس کے پاس: %(with_whom)s، کب سے: %(since)s، "
            "کب تک: %(until)s۔ ابھی آپ کو کچھ نہیں کرنا۔",
        }
    ),
)
register_notice(
    "cases.granted",
    Text(
        {
            "en": "Your application %(reference)s is granted. %(service)s: it is signed and in your documents.",
            "ur": "آپ کی درخواست %(reference)s منظور ہو گئی۔ %(service)s: دستخط ہو گئے، یہ آپ کے کاغذات میں ہے۔",
        }
    ),
)
register_notice(
    "cases.refused",
    Text(
        {
            "en": "Your application %(reference)s (%(service)s) is refused: %(reason)s. Its page says why, and "
            "where you can object.",
            "ur": "آپ کی درخواست %(reference)s (%(service)s) منظور نہیں ہوئی: %(reason)s۔ وجہ اور اعتراض کا طریقہ "
            "اس کے صفحے پر ہے۔",
        }
    ),
)
register_notice(
    "cases.withdrawn",
    Text(
        {
            "en": "You took back your application %(reference)s (%(service)s). Nobody works on it any more.",
            "ur": "آپ نے اپنی درخواست %(reference)s (%(service)s) واپس لے لی۔ اب اس پر کوئی کام نہیں کر رہا۔",
        }
    ),
)

register_subject(SUBJECT, N_("Your application"))
register_subject(IDENTIFIER, N_("Your identity number"))
register_part("journeys/*.yaml", compile_journey, order=90)
register_facts(time_taken)
register_host(CaseHost())
register_submit(take_finished)
subscribe(DocumentIssued, "cases.on-document-issued", on_document_issued)
