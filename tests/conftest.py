"""What several tests need: the samples beside the project, if they are there."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the sample listings and their annotation; skips where it is absent."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip("the sample listings (../shared) are not there")
    return SHARED
