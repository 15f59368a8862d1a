"""The configuration file: what is wrong in it stops the start and says what is expected."""

from __future__ import annotations

from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict

from sahulat.project.configuration import DEFAULT_FILE, ConfigurationError, read_configuration
from sahulat.project.database_addresses import connection_text
from sahulat.project.supervisor import LONGEST_PAUSE, pause_after


def read(tmp_path: Path, text: str, **environment: str) -> object:
    file = tmp_path / "x.toml"
    file.write_text(text)
    return read_configuration({"SAHULAT_CONFIGURATION": str(file), **environment})


GOOD = 'name = "X"\njurisdiction = "pk-sindh"\nprefix = "SD"\n'


def test_the_shipped_file_is_right() -> None:
    configuration = read_configuration({})
    assert DEFAULT_FILE.exists()
    assert configuration.prefix == "PB"
    assert configuration.embedded


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('name = "X"', "jurisdiction|prefix"),
        (GOOD + "colour = 1", "unknown entry 'colour'"),
        (GOOD + 'port = "8000"', "port must be a int"),
        (GOOD + "port = 70000", "port must be between"),
        (GOOD + "languages = [1]", "list of texts"),
        (GOOD + 'trusted_proxies = ["proxy"]', "trusted_proxies"),
        (GOOD + 'origin = "http://x"\nfiles_origin = "http://X:81"', "two host names"),
        (GOOD.replace("SD", "sd1"), "two capital letters"),
        ("name = ", "x.toml"),
    ],
)
def test_a_wrong_entry_stops_the_start(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ConfigurationError, match=says):
        read(tmp_path, text)


def test_the_environment_has_the_last_word(tmp_path: Path) -> None:
    configuration = read(tmp_path, GOOD + "port = 1", SAHULAT_PORT="8111", SAHULAT_DEMO="1")
    assert configuration.port == 8111  # type: ignore[attr-defined]
    assert configuration.demo  # type: ignore[attr-defined]
    assert configuration.origin == "http://localhost:8111"  # type: ignore[attr-defined]


def test_the_application_role_stands_beside_the_owner(tmp_path: Path) -> None:
    configuration = read(tmp_path, GOOD, DATABASE_URL="postgresql://boss:x@db.example/one?sslmode=require")
    parts = conninfo_to_dict(connection_text(configuration, "application"))  # type: ignore[arg-type]
    assert (parts["user"], parts["host"], parts["sslmode"]) == ("sahulat_app", "db.example", "require")
    assert "password" not in parts


def test_the_brake_lets_two_deaths_pass_and_never_waits_for_ever() -> None:
    pauses = [pause_after(deaths) for deaths in range(1, 20)]
    assert pauses[:2] == [0.0, 0.0]
    assert pauses == sorted(pauses)
    assert max(pauses) == LONGEST_PAUSE
