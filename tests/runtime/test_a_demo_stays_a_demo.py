"""An installation with a life of its own never turns into a demo, where everybody signs in by one tap."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from sahulat.project.configuration import ConfigurationError, read_configuration
from sahulat.project.state import prepare_state
from sahulat.project.urls import pages_to_show


def test_an_installation_that_is_no_demo_never_becomes_one(tmp_path: Path) -> None:
    real = replace(read_configuration(os.environ), state=tmp_path, demo=False)
    prepare_state(real)
    (real.keys / "master-1").touch()  # as migrating makes one
    with pytest.raises(ConfigurationError, match="no demo"):
        prepare_state(replace(real, demo=True))
    assert not read_configuration({"SAHULAT_STATE": str(tmp_path)}).demo


def test_a_folder_in_which_only_assets_were_collected_may_begin_as_a_demo(tmp_path: Path) -> None:
    real = replace(read_configuration(os.environ), state=tmp_path, demo=False)
    prepare_state(real)
    prepare_state(replace(real, demo=True))
    assert read_configuration({"SAHULAT_STATE": str(tmp_path)}).demo


def test_a_demo_is_remembered_as_one(tmp_path: Path) -> None:
    demo = replace(read_configuration(os.environ), state=tmp_path, demo=True)
    prepare_state(demo)
    prepare_state(demo)
    assert read_configuration({"SAHULAT_STATE": str(tmp_path)}).demo


def test_a_demo_that_is_told_to_be_none_does_not_start(tmp_path: Path) -> None:
    prepare_state(replace(read_configuration(os.environ), state=tmp_path, demo=True))
    with pytest.raises(ConfigurationError, match="holds a demo"):
        read_configuration({"SAHULAT_STATE": str(tmp_path), "SAHULAT_DEMO": "0"})
    assert read_configuration({"SAHULAT_STATE": str(tmp_path), "SAHULAT_DEMO": "1"}).demo


def test_the_state_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    state = tmp_path / "state"
    (state / "log").mkdir(parents=True)
    state.chmod(0o755)
    prepare_state(replace(read_configuration(os.environ), state=state, demo=False))
    for folder in (state, state / "log", state / "keys", state / "files"):
        assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("shown", "status"), [(True, {"demo", "ui"}), (False, set())])
def test_the_demos_pages_and_the_design_systems_are_there_in_a_demo_only(shown: bool, status: set[str]) -> None:
    assert {each.app_name for each in pages_to_show(shown)} == status
