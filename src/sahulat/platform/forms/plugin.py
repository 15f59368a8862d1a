"""What the forms room gives to the catalogue: the compiler of form.yaml, and where one starts to apply."""

from django.urls import reverse

from sahulat.platform.catalogue.public import register_part, register_start
from sahulat.platform.forms.rules.shape import compile_form


def _start_address(*, service_key: str) -> str:
    jurisdiction, agency, service = service_key.split("/")
    return reverse("forms:start", kwargs={"jurisdiction": jurisdiction, "agency": agency, "service": service})


register_part("form.yaml", compile_form, order=10, needed=True)
register_start(_start_address)
