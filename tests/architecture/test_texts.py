"""Every sentence of code and templates has its text in every language of the installation, kernel and notation too."""

from __future__ import annotations

from django.conf import settings

from sahulat.project.texts.catalogues import catalogues, read
from sahulat.project.texts.checking import messages_asked_for, problems


def test_every_sentence_is_there_in_every_language() -> None:
    assert [f"{one.place}: {one.what}: {one.msgid}" for one in problems(tuple(settings.SAHULAT_LANGUAGES))] == []


def test_the_check_reads_kernel_notation_and_templates() -> None:
    places = {place.split("/")[0] for place in messages_asked_for().values()}
    assert places >= {"kernel", "notation", "foundation", "platform", "project"}
    assert any(".html" in place for place in messages_asked_for().values())


def test_a_language_without_texts_is_caught() -> None:
    assert len(problems(("en", "sd"))) >= len(messages_asked_for())


def test_no_text_is_unfinished() -> None:
    unfinished = [
        f"{path.parents[3].name}: {message.id}"
        for path in catalogues()
        for message in read(path)
        if message.id and (message.fuzzy or not message.string)
    ]
    assert unfinished == []
