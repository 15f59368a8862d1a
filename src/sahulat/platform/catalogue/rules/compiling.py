"""From files to a compiled package, by the compilers that other rooms registered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any
from uuid import UUID

from sahulat.platform.catalogue.rules.defining import define
from sahulat.platform.catalogue.rules.findings import Findings
from sahulat.platform.catalogue.rules.folder import KEY, key_of, read_folder
from sahulat.platform.catalogue.rules.sealing import digest, seal
from sahulat.platform.catalogue.rules.strict import StrictNode
from sahulat.platform.catalogue.rules.texts import FILE as TEXT_FILE
from sahulat.platform.catalogue.rules.texts import PackageTexts, read_texts
from sahulat.platform.catalogue.rules.yaml_text import read_yaml
from sahulat.platform.catalogue.types import (
    Definition,
    Finding,
    Package,
    PackageFaulty,
    PartCompiler,
)

DEFINITION = "service.yaml"
README = "README.md"


@dataclass(frozen=True, slots=True)
class _Part:
    """A registered compiler: for files of this name, in this order, needed in each package or not."""

    order: int
    name: str
    compiler: PartCompiler
    needed: bool


_parts: list[_Part] = []


def register_part(name: str, compiler: PartCompiler, *, order: int, needed: bool = False) -> None:
    """Let `compiler` read the package files called `name` (* allowed). Lower orders go first.

    Registering the same name again replaces it.
    """
    _parts[:] = sorted(
        [part for part in _parts if part.name != name] + [_Part(order, name, compiler, needed)],
        key=lambda part: (part.order, part.name),
    )


@dataclass(slots=True)
class _Context:
    """The PartContext of catalogue.types for one file."""

    file: str
    definition: Definition
    texts: PackageTexts
    files: Mapping[str, str]
    parts: Mapping[str, Any]
    languages: Sequence[str]
    is_sealed: bool
    findings: Findings = field(repr=False)

    def find(self, place: str, en: str, ur: str, *, warning: bool = False) -> None:
        """Note a finding in this file."""
        self.findings.add(self.file, place, en, ur, warning=warning)

    def node(self, content: str) -> StrictNode | None:
        """Read YAML strictly."""
        return _node(self.file, content, self.findings)


def _node(file: str, content: str, findings: Findings) -> StrictNode | None:
    before = findings.errors
    data = read_yaml(file, content, findings)
    if not isinstance(data, dict):
        if findings.errors == before:
            findings.add(file, "", "Named values are expected here.", "یہاں نام اور قدر ہونے چاہئیں۔")
        return None
    return StrictNode(file, "", data, findings)


def compile_files(
    key: str, files: Mapping[str, str], findings: Findings, version_id: UUID | None = None
) -> Package | None:
    """Compile a package from its files; None when findings with errors were added."""
    if not KEY.match(key):
        findings.add(
            "",
            "",
            f"The folder must lie as jurisdiction/agency/service, in small letters: {key}",
            f"فولڈر یوں ہو: علاقہ/ادارہ/خدمت، چھوٹے حروف میں: {key}",
        )
    content = files.get(DEFINITION)
    if content is None:
        findings.add(DEFINITION, "", "This file is missing.", "یہ فائل موجود نہیں۔")
        return None
    node = _node(DEFINITION, content, findings)
    if node is None:
        return None
    languages = node.words("languages", default=("en", "ur"))
    texts = read_texts(files, languages, findings)
    definition = define(key, node, texts, is_sealed=version_id is not None)
    parts = _compile_parts(files, definition, texts, languages, findings, is_sealed=version_id is not None)
    texts.find_unused()
    if findings.errors:
        return None
    return Package(
        key=key,
        sha256=digest(seal(key, files)),
        definition=definition,
        texts=texts.everything(),
        files=dict(files),
        parts=parts,
        version_id=version_id,
    )


def _compile_parts(
    files: Mapping[str, str],
    definition: Definition,
    texts: PackageTexts,
    languages: Sequence[str],
    findings: Findings,
    *,
    is_sealed: bool,
) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    read = {DEFINITION, README, *(path for path in files if TEXT_FILE.match(path))}
    for part in _parts:
        paths = [path for path in files if fnmatchcase(path, part.name)]
        if not paths and part.needed:
            findings.add(part.name, "", "This file is missing.", "یہ فائل موجود نہیں۔")
        for path in paths:
            read.add(path)
            context = _Context(path, definition, texts, files, dict(parts), languages, is_sealed, findings)
            parts[path] = part.compiler(files[path], context)
    for path in files:
        if path not in read:
            findings.add(path, "", "Nothing reads a file of this name.", "اس نام کی فائل کوئی نہیں پڑھتا۔")
    return parts


def check(folder: Path, key: str | None = None) -> tuple[Finding, ...]:
    """Everything that is wrong with the package in this folder; no error among it means it can be published."""
    findings = Findings()
    files = read_folder(folder, findings)
    # A folder that isn't there lacks each of its files too; to say so once is enough.
    if files or not findings.errors:
        compile_files(key or key_of(folder), files, findings)
    return findings.all


def read_package(folder: Path, key: str | None = None) -> Package:
    """The compiled package in this folder, not published. Raises PackageFaulty with all findings."""
    findings = Findings()
    files = read_folder(folder, findings)
    package = compile_files(key or key_of(folder), files, findings) if files or not findings.errors else None
    if package is None or findings.errors:
        raise PackageFaulty(findings.all)
    return package


def compile_sealed(key: str, files: Mapping[str, str], version_id: UUID) -> Package:
    """A published package again. Raises PackageFaulty when this program can no longer read it."""
    findings = Findings()
    package = compile_files(key, files, findings, version_id)
    if package is None:
        raise PackageFaulty(findings.all)
    return package
