"""A package is read strictly: whatever is wrong is found, with file, place and words in both languages."""

import hashlib
import os
from pathlib import Path
from uuid import uuid4

import pytest

from sahulat.platform.catalogue.public import check, package_folders, read_package
from sahulat.platform.catalogue.rules.compiling import compile_sealed
from sahulat.platform.catalogue.rules.sealing import seal, structure_digest, unseal
from sahulat.platform.catalogue.testing import FORM, PROCESS, SERVICE, small_files, write_package
from sahulat.platform.catalogue.types import PackageFaulty, Severity

SERVICES = Path(__file__).resolve().parents[5] / "services"


JOURNEY = """\
name: {{en: One, ur: ایک}}
today: 2026-11-24T09:00+05:00
steps:
  - {{as: citizen, do: fill, answers: {{}}, files: {{scan: "{}"}}}}
"""


def errors(folder: Path) -> list[tuple[str, str, str]]:
    found = [each for each in check(folder) if each.severity is Severity.ERROR]
    assert all(each.message["ur"] for each in found)
    return [(each.file, each.place, each.message["en"]) for each in found]


@pytest.mark.parametrize("folder", package_folders([SERVICES]), ids=lambda folder: folder.name)
def test_the_services_of_this_repository_have_no_finding(folder: Path) -> None:
    assert check(folder) == ()


def test_the_small_package_is_sound(tmp_path: Path) -> None:
    assert errors(write_package(tmp_path)) == []


@pytest.mark.parametrize(
    ("path", "content", "file", "words"),
    [
        ("service.yaml", SERVICE + "colour: green\n", "service.yaml", "isn't known"),
        ("service.yaml", SERVICE.replace("status: illustrative", "note: x", 1), "service.yaml", "source"),
        ("service.yaml", SERVICE.replace("audience: {source: A law of 1999}\n", ""), "service.yaml", "missing"),
        ("service.yaml", SERVICE.replace("appeal: {status: illustrative}", "appeal: {}"), "service.yaml", "source"),
        ("service.yaml", SERVICE + "keep: [bill]\n", "service.yaml", "missing"),
        ("journeys/one.yaml", JOURNEY.format("../../secret.pdf"), "journeys/one.yaml", "without slashes"),
        ("journeys/one.yaml", JOURNEY.format("a\\\\b.pdf"), "journeys/one.yaml", "without slashes"),
        ("journeys/one.yaml", JOURNEY.format("program.exe"), "journeys/one.yaml", "ends with"),
        ("service.yaml", SERVICE.replace("rupees: 100", "rupees: many"), "service.yaml", "number"),
        ("service.yaml", SERVICE + "agency: again\n", "service.yaml", "twice"),
        ("service.yaml", "a: &x [1]\nb: *x\n", "service.yaml", "*"),
        ("service.yaml", "{" * 40, "service.yaml", "nested"),
        ("service.yaml", SERVICE.replace("place: district", "place: full_name"), "form.yaml", "kind place"),
        ("service.yaml", SERVICE.replace("place: district", "place: nowhere"), "form.yaml", "kind place"),
        ("form.yaml", FORM.replace("kind: text, most: 40", "kind: tekst"), "form.yaml", "isn't known"),
        ("form.yaml", FORM.replace("when: has_shop", "when: shop_owner"), "form.yaml", "before this one"),
        ("form.yaml", FORM.replace("when: has_shop", "when: has_shop ="), "form.yaml", "expected"),
        ("form.yaml", FORM.replace("name: born_on", "name: full_name"), "form.yaml", "Two fields"),
        ("form.yaml", FORM + "  - {name: late, fields: [{name: x, kind: text}]}\n", "text/en.yaml", "missing"),
        ("form.yaml", b"pages: \xff\xfe", "form.yaml", "UTF-8"),
        ("process.bpmn", PROCESS.replace('name="clerk"', 'name="minister"'), "process.bpmn", "lane"),
        ("process.bpmn", PROCESS.replace('outcome = "query"', "mood = 1"), "process.bpmn", "no answer"),
        ("process.bpmn", PROCESS.replace('s:action="issue"', 's:action="launch"'), "process.bpmn", "action"),
        ("process.bpmn", PROCESS.replace("query refuse", "query explode"), "process.bpmn", "outcomes"),
        ("process.bpmn", "<definitions", "process.bpmn", ""),
        ("document.typ", '#import "/other.typ": *\n', "document.typ", "first line"),
        ("notes.txt", "hello", "notes.txt", "Nothing reads"),
        ("text/ur.yaml", "service: {name: نام}", "text/ur.yaml", "missing"),
        ("a/b/c/d.yaml", "x: 1", "a/b/c/d.yaml", "two folders"),
        ("big.yaml", "x" * 300_000, "big.yaml", "larger"),
    ],
)
def test_a_fault_is_found_in_its_file(tmp_path: Path, path: str, content: str, file: str, words: str) -> None:
    found = errors(write_package(tmp_path, {path: content}))
    assert [each for each in found if each[0] == file and words in each[2]], found


def test_a_form_with_too_many_fields_is_refused(tmp_path: Path) -> None:
    many = "".join(f"      - {{name: f{n}, kind: text}}\n" for n in range(220))
    found = errors(write_package(tmp_path, {"form.yaml": FORM + many}))
    assert any("At most 200 fields" in words for _, _, words in found)


def test_links_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: x")
    folder = write_package(tmp_path)
    (folder / "form.yaml").unlink()
    os.symlink(secret, folder / "form.yaml")
    os.symlink(tmp_path, folder / "text" / "outside")
    found = errors(folder)
    assert ("form.yaml", "", "This is a link to another place. Put the file itself here.") in found
    assert any(file == "text/outside" for file, _, _ in found)
    assert not any("password" in words for _, _, words in found)


def test_a_missing_part_is_named(tmp_path: Path) -> None:
    folder = write_package(tmp_path)
    (folder / "process.bpmn").unlink()
    assert ("process.bpmn", "", "This file is missing.") in errors(folder)


def test_a_text_that_nothing_uses_is_a_warning(tmp_path: Path) -> None:
    folder = write_package(tmp_path, {"text/en.yaml": small_files()["text/en.yaml"] + "stray: word\n"})
    assert [each.place for each in check(folder)] == ["stray"]


def test_a_faulty_package_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(PackageFaulty) as refused:
        read_package(write_package(tmp_path, {"service.yaml": "{}"}))
    assert refused.value.findings
    assert refused.value.params["count"] == len(refused.value.findings)


def test_the_key_is_where_the_folder_lies(tmp_path: Path) -> None:
    found = errors(write_package(tmp_path, key="Testland/office/paper"))
    assert any("jurisdiction/agency/service" in words for _, _, words in found)


def test_sealing_forgets_the_order_of_files_and_keeps_every_letter() -> None:
    files = {"b.yaml": "x: ۱\n", "a.yaml": "y"}
    content = seal("a/b/c", files)
    assert content == seal("a/b/c", dict(sorted(files.items())))
    assert unseal(content, hashlib.sha256(content).hexdigest()) == ("a/b/c", files)


def test_a_change_of_wording_leaves_the_structure_alone() -> None:
    files = small_files()
    reworded = {**files, "text/en.yaml": files["text/en.yaml"].replace("Small", "Little")}
    assert structure_digest("a/b/c", files) == structure_digest("a/b/c", reworded)
    assert structure_digest("a/b/c", files) != structure_digest("a/b/c", {**files, "form.yaml": FORM + " "})


def test_a_folder_that_is_not_there_is_said_once(tmp_path: Path) -> None:
    missing = tmp_path / "pk" / "office" / "paper"
    assert [words for _, _, words in errors(missing)] == ["There is no such folder."]
    with pytest.raises(PackageFaulty) as refused:
        read_package(missing)
    assert refused.value.params["count"] == 1


def test_a_published_package_from_before_the_demand_for_sources_can_still_be_read() -> None:
    files = small_files()
    old = files["service.yaml"].replace("audience: {source: A law of 1999}\n", "")
    old = old.replace("appeal: {status: illustrative}\n", "")
    package = compile_sealed("a/b/c", {**files, "service.yaml": old}, uuid4())
    assert package.definition.audience_said.illustrative
