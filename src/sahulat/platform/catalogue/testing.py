"""Factories for packages and published services."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sahulat.foundation.access.types import Actor
from sahulat.kernel.text import Text
from sahulat.platform.catalogue.models import ServiceVersion
from sahulat.platform.catalogue.operations import publish
from sahulat.platform.catalogue.rules.defining import define
from sahulat.platform.catalogue.rules.findings import Findings
from sahulat.platform.catalogue.rules.strict import StrictNode
from sahulat.platform.catalogue.rules.yaml_text import read_yaml
from sahulat.platform.catalogue.types import Definition

SYSTEM = Actor.system(request_id="test")
KEY = "testland/test-office/small-paper"

SERVICE = """\
agency: test-office
jurisdiction: pk-punjab
legal_basis: [{law: a-law, source: A law of 1999}]
channels: [web]
fee: {rupees: 100, status: illustrative}
time_limit: {working_days: 5, status: illustrative}
retention: {years: 1, status: illustrative}
audience: {source: A law of 1999}
appeal: {status: illustrative}
data_class: restricted
roles:
  applicant: {}
  clerk: {role: clerk, place: district}
outputs: [{kind: small-paper, prefix: SML}]
refusal_reasons: [no-need]
search_words: {en: [tiny], ur: [ننھا]}
"""
FORM = """\
pages:
  - name: about
    fields:
      - {name: full_name, kind: text, most: 40}
      - {name: district, kind: place, level: district, under: pk-punjab}
      - {name: has_shop, kind: yes-no}
      - {name: shop, kind: text, when: has_shop}
  - name: more
    fields:
      - {name: born_on, kind: date, period: past}
      - {name: scan, kind: file, media_types: [application/pdf, image/png], max_mb: 1, required: false}
"""
PROCESS = """\
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:s="https://sahulat.invalid/bpmn" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="x">
 <process id="p">
  <laneSet id="l"><lane id="l1" name="clerk"><flowNodeRef>a</flowNodeRef><flowNodeRef>check</flowNodeRef></lane>
   <lane id="l2" name="applicant"><flowNodeRef>mend</flowNodeRef></lane></laneSet>
  <startEvent id="a"/><userTask id="check" name="Check" s:outcomes="approve query refuse" s:workingDays="2"/>
  <exclusiveGateway id="g" default="yes"/><userTask id="mend" name="Mend" s:outcomes="complete"/>
  <serviceTask id="issue" name="Issue" s:action="issue"/><endEvent id="z"/><endEvent id="no"/>
  <sequenceFlow id="f1" sourceRef="a" targetRef="check"/><sequenceFlow id="f2" sourceRef="check" targetRef="g"/>
  <sequenceFlow id="back" sourceRef="g" targetRef="mend">
   <conditionExpression xsi:type="tFormalExpression">outcome = "query"</conditionExpression></sequenceFlow>
  <sequenceFlow id="nope" sourceRef="g" targetRef="no">
   <conditionExpression xsi:type="tFormalExpression">outcome = "refuse"</conditionExpression></sequenceFlow>
  <sequenceFlow id="yes" sourceRef="g" targetRef="issue"/><sequenceFlow id="f3" sourceRef="mend" targetRef="check"/>
  <sequenceFlow id="f4" sourceRef="issue" targetRef="z"/>
 </process>
</definitions>
"""
DOCUMENT = """\
#import "/sahulat.typ": *
#show: certificate
#statement("statement")
#lines(row("name", of: "full_name"), own-number("number"))
"""
_TEXTS = {
    "en": """\
service: {name: Small paper, summary: A paper for trials., agency: Test office, audience: Whoever tries., \
appeal: You may ask again.}
law: {a-law: A law}
role: {applicant: Applicant, clerk: Clerk}
output: {small-paper: Small paper}
refusal: {no-need: There is no need for it.}
page: {about: {title: About you}, more: {title: More}}
field:
  full_name: {label: Name}
  district: {label: District}
  has_shop: {label: "Have you a shop?"}
  shop: {label: Its name}
  born_on: {label: Born}
  scan: {label: A scan}
task: {check: Check, mend: Mend, issue: Issue}
document: {statement: "{full_name} asked for it.", name: Name, number: Number}
""",
    "ur": """\
service: {name: چھوٹا کاغذ, summary: آزمائش کا کاغذ۔, agency: آزمائشی دفتر, audience: جو آزمائے۔, \
appeal: پھر پوچھ سکتے ہیں۔}
law: {a-law: ایک قانون}
role: {applicant: درخواست دینے والا, clerk: کلرک}
output: {small-paper: چھوٹا کاغذ}
refusal: {no-need: اس کی ضرورت نہیں۔}
page: {about: {title: آپ کے بارے میں}, more: {title: مزید}}
field:
  full_name: {label: نام}
  district: {label: ضلع}
  has_shop: {label: "کیا آپ کی دکان ہے؟"}
  shop: {label: اس کا نام}
  born_on: {label: پیدائش}
  scan: {label: تصویر}
task: {check: جانچ, mend: درستی, issue: اجرا}
document: {statement: "{full_name} نے یہ مانگا۔", name: نام, number: نمبر}
""",
}


def small_files() -> dict[str, str]:
    """The files of a whole small service: two pages, a clerk, a send-back loop, a document."""
    texts = {f"text/{code}.yaml": content for code, content in _TEXTS.items()}
    return {"service.yaml": SERVICE, "form.yaml": FORM, "process.bpmn": PROCESS, "document.typ": DOCUMENT, **texts}


def write_package(root: Path, files: Mapping[str, str | bytes] | None = None, key: str = KEY) -> Path:
    """Write files as a package below `root`; the small service with `files` over it. Returns its folder."""
    folder = root / key
    for path, content in {**small_files(), **(files or {})}.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def a_published_service(
    root: Path, now: datetime, files: Mapping[str, str | bytes] | None = None, key: str = KEY
) -> ServiceVersion:
    """The small service, with `files` over it, published."""
    return publish(actor=SYSTEM, now=now, folder=write_package(root, files, key))


class EchoTexts:
    """Texts that say their own key."""

    def text(self, key: str) -> Text:
        """The key in both languages."""
        return Text({"en": key, "ur": f"اردو {key}"})

    def optional(self, key: str) -> Text | None:
        """None: nothing optional is there."""
        return None


def a_definition(roles: Mapping[str, Mapping[str, str]] | None = None) -> Definition:
    """The small service's definition, with other roles if some are given."""
    data = read_yaml("service.yaml", SERVICE, Findings())
    if roles is not None:
        data["roles"] = roles
    return define(KEY, StrictNode("service.yaml", "", data, Findings()), EchoTexts())


@dataclass(slots=True)
class TrialContext:
    """A PartContext with echoing texts, for compiling one part alone; findings are kept."""

    file: str = "part"
    definition: Definition = field(default_factory=lambda: a_definition({"applicant": {}}))
    texts: EchoTexts = field(default_factory=EchoTexts)
    files: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, Any] = field(default_factory=dict)
    languages: tuple[str, ...] = ("en", "ur")
    is_sealed: bool = False
    findings: Findings = field(default_factory=Findings)

    def find(self, place: str, en: str, ur: str, *, warning: bool = False) -> None:
        """Keep a finding."""
        self.findings.add(self.file, place, en, ur, warning=warning)

    def node(self, content: str) -> StrictNode | None:
        """Read YAML strictly."""
        data = read_yaml(self.file, content, self.findings)
        return StrictNode(self.file, "", data, self.findings) if isinstance(data, dict) else None
