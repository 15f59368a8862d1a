"""An installation with a life of its own never turns into a demo, where everybody signs in by one tap."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from sahulat.project.configuration import ConfigurationError, read_configuration
from sahulat.project.state import prepare_state


def test_an_installation_that_is_no_demo_never_becomes_one(tmp_path: Path) -> None:
    real = replace(read_configuration(os.environ), state=tmp_path, demo=False)
    prepare_state(real)
    with pytest.raises(ConfigurationError, match="no demo"):
        prepare_state(replace(real, demo=True))
    assert not read_configuration({"SAHULAT_STATE": str(tmp_path)}).demo


def test_a_demo_is_remembered_as_one(tmp_path: Path) -> None:
    demo = replace(read_configuration(os.environ), state=tmp_path, demo=True)
    prepare_state(demo)
    prepare_state(demo)
    assert read_configuration({"SAHULAT_STATE": str(tmp_path)}).demo
