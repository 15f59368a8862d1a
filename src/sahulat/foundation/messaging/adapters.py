"""The transports that come with the platform. Gateways of telecoms join them behind the same protocol."""

from __future__ import annotations

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage

from sahulat.foundation.messaging.types import AddressKind, Outgoing, TransportFailed


class HandsetTransport:
    """The demo's: the message stays here, and the drawn phone beside the page shows it."""

    name = "handset"
    kinds = frozenset({AddressKind.MOBILE})
    repeatable = True

    def deliver(self, message: Outgoing) -> str:
        """Nothing to do: the stored message is what the handset shows."""
        return str(message.id)


class EmailTransport:
    """Mail by Django's SMTP settings. A server may have taken a mail whose answer never came back."""

    name = "email"
    kinds = frozenset({AddressKind.EMAIL})
    repeatable = False

    def deliver(self, message: Outgoing) -> str:
        """Send one mail. Raises TransportFailed, lasting when the server refuses the recipient."""
        mail = EmailMessage(
            subject=f"{settings.SAHULAT_NAME} {message.reference}".strip(),
            body=message.text,
            to=[message.address.value],
            headers={"Message-ID": f"<{message.id}@sahulat>", "Content-Language": message.lang},
        )
        try:
            mail.send()
        except smtplib.SMTPRecipientsRefused as why:
            raise TransportFailed("recipient-refused", lasting=True) from why
        except (smtplib.SMTPException, OSError) as why:
            raise TransportFailed(type(why).__name__) from why
        return str(message.id)
