"""People at work while everything is being killed: each notes only what the platform acknowledged."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.files.uploadedfile import SimpleUploadedFile

from sahulat.foundation.files.testing import a_pdf
from sahulat.platform.cases.testing import PASSWORD
from tests.journeys.pages import Visitor
from tests.journeys.world import ANSWERS
from tests.races.clients import RealClient
from tests.races.country import mobile_of

SERVICE = "services/punjab/district-administration/domicile-certificate/"


@dataclass(frozen=True, slots=True)
class Office:
    """A tehsil with its people."""

    number: int
    district: str
    tehsil: str


@dataclass(slots=True)
class Acknowledged:
    """What the platform said it had done, by reference of the case."""

    submitted: dict[str, str] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    mended: set[str] = field(default_factory=set)
    forwarded: set[str] = field(default_factory=set)
    approved: set[str] = field(default_factory=set)

    def counts(self) -> str:
        """For people to read."""
        return (
            f"{len(self.submitted)} submitted, {len(self.asked)} asked back, {len(self.mended)} mended, "
            f"{len(self.forwarded)} forwarded, {len(self.approved)} approved"
        )


@dataclass(slots=True)
class Worker:
    """One thread: a citizen, a clerk and a commissioner of each of its offices, case after case."""

    port: int
    offices: list[Office]
    done: Acknowledged
    stop: threading.Event
    met: Counter[str] = field(default_factory=Counter)
    visitors: dict[tuple[int, str], Visitor] = field(default_factory=dict)
    failure: BaseException | None = None
    cases: int = 0

    def run(self) -> None:
        """Until told to stop; the case in hand is brought to its end."""
        try:
            while not self.stop.is_set():
                self.one_case(self.offices[self.cases % len(self.offices)])
                self.cases += 1
        except BaseException as failure:  # noqa: BLE001 - reported by the test, in its own thread
            self.failure = failure

    def one_case(self, office: Office) -> None:
        """From the empty form to the approval."""
        citizen = self.visitor(office, "citizen")
        reference = self.apply(citizen, office)
        self.note(citizen, "applications/", reference)
        if self.cases % 3 == 0:
            self.at_desk(office, "clerk", reference, self._ask)
            self.done.asked.add(reference)
            citizen.open(f"applications/{reference}/mend/").press("Open the form")
            citizen.fill_page({}, {"proof_of_address": _scan("better.pdf")}).press("Send the changes")
            self.done.mended.add(reference)
        self.at_desk(office, "clerk", reference, self._forward)
        self.done.forwarded.add(reference)
        self.at_desk(office, "assistant-commissioner", reference, self._approve)
        self.done.approved.add(reference)

    def visitor(self, office: Office, role: str) -> Visitor:
        """Somebody of an office, signed in."""
        key = (office.number, role)
        if key not in self.visitors:
            client = RealClient(self.port, met=self.met)
            visitor = Visitor(client=client)  # type: ignore[arg-type]  # has the methods that a visitor uses
            mobile = mobile_of(office.number, role)
            visitor.open("sign-in/password/").press("Sign in", mobile=mobile, password=PASSWORD)
            assert visitor.status == 200, visitor.text
            self.visitors[key] = visitor
        return self.visitors[key]

    def apply(self, citizen: Visitor, office: Office) -> str:
        """Fill three pages and send them; the reference on the receipt."""
        line = f"House {self.cases + 1}, Office {office.number}"
        answers = ANSWERS | {"district": office.district, "tehsil": office.tehsil, "address-line": line}
        citizen.open(SERVICE).follow("Apply").press("Start")
        for _ in range(3):
            citizen.fill_page(answers, {"proof_of_address": _scan("bill.pdf")} if "proof" in citizen.address else None)
        assert "check/" in citizen.address, f"{citizen.address}: {citizen.text}"
        citizen.press("Send the application")
        assert "received/" in citizen.address, f"{citizen.address}: {citizen.text}"
        reference = citizen.address.split("/")[-3]
        self.done.submitted[reference] = line
        return reference

    def note(self, citizen: Visitor, path: str, reference: str) -> None:
        """What was acknowledged must be on the list from then on."""
        citizen.open(path)
        assert reference in citizen.text.replace(" ", ""), f"{reference} is not on {path}"

    def at_desk(self, office: Office, role: str, reference: str, act: Callable[[Visitor], None]) -> None:
        """Open the case's task from the inbox and do something with it."""
        officer = self.visitor(office, role).open("desk/")
        links = [each.get("href") for each in officer.page.iter("a") if "/desk/tasks/" in (each.get("href") or "")]
        assert links, f"the {role} of office {office.number} has nothing, {reference} should be there: {officer.text}"
        for link in links:
            officer.open(link)
            if reference in officer.text.replace(" ", ""):
                act(officer)
                assert officer.status == 200, f"{officer.status} {officer.address}: {officer.text}"
                return
        raise AssertionError(f"{reference} is not on the {role}'s desk")

    def _ask(self, clerk: Visitor) -> None:
        clerk.follow("Query back").press("Query back", fields=["proof_of_address"], reason="The photo is blurred.")

    def _forward(self, clerk: Visitor) -> None:
        clerk.follow("Forward").press("Forward", note="The address agrees.")

    def _approve(self, commissioner: Visitor) -> None:
        commissioner.press("See and approve").press("Approve and sign", secret=PASSWORD)


_SCAN = a_pdf()


def _scan(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, _SCAN, "application/pdf")
