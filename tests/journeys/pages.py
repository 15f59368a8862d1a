"""A visitor without a browser: opens pages, follows links, fills forms as they stand on the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html


@dataclass(slots=True)
class Visitor:
    """One person with cookies, a language, and the page that is open."""

    language: str = "en"
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))
    address: str = "/"
    status: int = 200
    page: Any = None
    text: str = ""

    def open(self, path: str) -> Visitor:
        """Open an address, redirects followed; `/en/` or `/ur/` is put before a path without it."""
        if not path.startswith("/"):
            path = f"/{self.language}/{path}"
        return self._show(self.client.get(path, follow=True), path)

    def follow(self, words: str) -> Visitor:
        """Follow the link with these words."""
        links = [link for link in self.page.iter("a") if words in _words(link)]
        assert links, f"no link {words!r} on {self.address}; there are {[_words(each) for each in self.page.iter('a')]}"
        return self.open(links[0].get("href"))

    def press(self, words: str, files: dict[str, SimpleUploadedFile] | None = None, **inputs: Any) -> Visitor:
        """Press the button with these words ("": the page's own), its form filled with `inputs` (- is written __)."""
        button = self._button(words)
        form = button if button.get("form") is None else self.page.get_element_by_id(button.get("form"))
        while form.tag != "form":
            form = form.getparent()
        data: dict[str, Any] = {}
        for name, value in form.form_values():
            data.setdefault(name, []).append(value)
        data.pop("save", None)
        if button.get("name"):
            data[button.get("name")] = button.get("value", "")
        for name, value in inputs.items():
            name = name.replace("__", "-")
            assert any(each.name == name for each in form.inputs if each.name), f"no input {name} on {self.address}"
            data[name] = value
        path = form.get("action") or self.address
        if (form.get("method") or "get").lower() == "get":
            return self._show(self.client.get(path, data, follow=True), path)
        return self._show(self.client.post(path, {**data, **(files or {})}, follow=True), path)

    def fill_page(self, answers: dict[str, str], files: dict[str, SimpleUploadedFile] | None = None) -> Visitor:
        """Fill what this page asks from `answers`, and save."""
        names = {each.name for form in self.page.forms for each in form.inputs}
        given = {name.replace("-", "__"): value for name, value in answers.items() if name in names}
        return self.press("", files, **given)

    def parts(self, name: str) -> list[Any]:
        """The parts of the page with this class."""
        found: list[Any] = self.page.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]")
        return found

    def _button(self, words: str) -> Any:
        inside = self.page.xpath("//main//form[@method='post']//button") if not words else self.page.iter("button")
        buttons = [each for each in inside if words in _words(each) and each.get("name") != "later"]
        assert buttons, (
            f"no button {words!r} on {self.address}; there are {[_words(b) for b in self.page.iter('button')]}"
        )
        return buttons[-1]

    def _show(self, response: Any, path: str) -> Visitor:
        chain = response.redirect_chain if hasattr(response, "redirect_chain") else []
        self.address = chain[-1][0] if chain else path
        self.status = response.status_code
        content = response.content.decode()
        self.page = html.document_fromstring(content) if "<html" in content else None
        self.text = " ".join(self.page.text_content().split()) if self.page is not None else content
        return self


def _words(element: Any) -> str:
    return " ".join(element.text_content().split())
