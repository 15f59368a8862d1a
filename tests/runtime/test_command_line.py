"""The command line's manners: help, exit codes, JSON."""

from __future__ import annotations

import json

import pytest

from sahulat.project.command_line import COMMANDS, main


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert all(command.name in shown for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_each_command_explains_itself(command: object, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command.name, "--help"])  # type: ignore[attr-defined]
    assert ended.value.code == 0
    assert "--json" in capsys.readouterr().out


def test_no_command_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2


def test_an_unknown_command_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["frobnicate"])
    assert ended.value.code == 2


def test_json_is_one_value_on_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    main(["text", "check", "--json"])
    assert isinstance(json.loads(capsys.readouterr().out), list)


def test_every_text_is_translated(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["text", "check"])
    assert code == 0, capsys.readouterr().out
