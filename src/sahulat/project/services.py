"""What `sahulat service` does once Django is ready: check, test, publish and begin services."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from django.db import connection

from sahulat.foundation.access.types import Actor
from sahulat.foundation.keys.public import ensure_keys
from sahulat.kernel import clock
from sahulat.platform.cases.testing import run_journeys
from sahulat.platform.catalogue.public import check, package_folders, publish
from sahulat.platform.catalogue.types import Finding, PackageFaulty, Severity
from sahulat.project.configuration import ROOT
from sahulat.project.terminal import Terminal

MODEL = ROOT / "services" / "punjab" / "district-administration" / "domicile-certificate"


def _chosen(folders: list[Path]) -> list[Path]:
    return folders or list(package_folders())


def _line(folder: Path, finding: Finding) -> str:
    place = f" {finding.place}" if finding.place else ""
    return f"{folder.name}/{finding.file}{place}: {finding.severity}: {finding.message.pick(['en'])[1]}"


def check_services(folders: list[Path], terminal: Terminal) -> int:
    """Compile and check; exit code 1 when a package has an error."""
    told, bad = [], 0
    for folder in _chosen(folders):
        findings = check(folder)
        bad += any(finding.severity is Severity.ERROR for finding in findings)
        told += [{"service": str(folder), **finding.to_json()} for finding in findings]
        for finding in findings:
            terminal.say(_line(folder, finding))
        if not findings:
            terminal.say(f"{folder.name}: nothing is wrong")
    terminal.result(told)
    return 1 if bad else 0


def test_services(folders: list[Path], terminal: Terminal) -> int:
    """Run the journeys; exit code 1 when one fails."""
    now = clock.now()
    ensure_keys(now=now)
    connection.ensure_connection()
    told, bad = [], 0
    for folder in _chosen(folders):
        for result in run_journeys(folder, now=now):
            passed = not result.failure
            bad += not passed
            told.append({"service": str(folder), "journey": result.file, "passed": passed, "failure": result.failure})
            terminal.say(f"{'✓' if passed else '✗'} {folder.name}: {result.name} ({result.steps} steps)")
            if not passed:
                terminal.say(f"    {result.failure}")
    terminal.result(told)
    return 1 if bad else 0


def publish_services(folders: list[Path], terminal: Terminal) -> int:
    """Publish; exit code 1 when a package is faulty (those before it are published)."""
    told = []
    for folder in _chosen(folders):
        try:
            version = publish(actor=Actor.system(request_id="service-publish"), now=clock.now(), folder=folder)
        except PackageFaulty as refusal:
            for finding in refusal.findings:
                terminal.complain(_line(folder, finding))
            return 1
        told.append({"service": version.service.key, "number": version.number, "sha256": version.sha256})
        terminal.say(f"{version.service.key}: version {version.number} is offered")
    terminal.result(told)
    return 0


def begin_services(folders: list[Path], terminal: Terminal) -> int:
    """Begin each folder as a copy of the domicile certificate, to be changed; never overwrites."""
    if not folders:
        terminal.complain("name the new folder: sahulat service new services/<jurisdiction>/<agency>/<service>")
        return 2
    for folder in folders:
        if folder.exists():
            terminal.complain(f"{folder} is there already")
            return 3
        shutil.copytree(MODEL, folder)
        terminal.say(f"{folder}: a copy of {MODEL.name}. Change it, then: sahulat service check {folder}")
    terminal.result([str(folder) for folder in folders])
    return 0


ACTIONS: Mapping[str, Callable[[list[Path], Terminal], int]] = {
    "check": check_services,
    "test": test_services,
    "publish": publish_services,
    "new": begin_services,
}
