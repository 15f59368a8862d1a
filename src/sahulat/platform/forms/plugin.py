"""What forms gives to lower rooms: the compiler of form.yaml, where one starts to apply, its job."""

from django.urls import reverse

from sahulat.foundation.jobs.public import schedule
from sahulat.platform.catalogue.public import register_part, register_start
from sahulat.platform.forms.jobs import discard_old
from sahulat.platform.forms.rules.shape import compile_form


def _start_address(*, service_key: str) -> str:
    jurisdiction, agency, service = service_key.split("/")
    return reverse("forms:start", kwargs={"jurisdiction": jurisdiction, "agency": agency, "service": service})


register_part("form.yaml", compile_form, order=10, needed=True)
register_start(_start_address)
schedule(discard_old, "40 2 * * *")
