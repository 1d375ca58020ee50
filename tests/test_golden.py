"""Every folder of tests/golden becomes the Turtle that stands in it."""

import importlib.util
from pathlib import Path

import pytest

SPEC = importlib.util.spec_from_file_location("golden", Path(__file__).with_name("golden.py"))
golden = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(golden)


@pytest.mark.parametrize("folder", golden.folders(), ids=lambda path: path.name)
def test_becomes_what_is_expected(folder):
    assert golden.built(folder) == (folder / "expected.ttl").read_text("utf-8")
