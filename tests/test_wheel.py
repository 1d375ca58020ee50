"""The wheel: installed into an empty environment elsewhere, it builds an export."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(out), str(ROOT)],
        check=True,
        capture_output=True,
    )
    (path,) = out.glob("*.whl")
    return path


@pytest.mark.slow
def test_the_wheel_holds_what_it_needs(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, target in (("shapes", "shapes"), ("vocab", "vocab"), ("docs/queries", "docs/queries")):
        for path in (ROOT / folder).iterdir():
            assert f"rdfexport/_resources/{target}/{path.name}" in names
    assert "rdfexport/py.typed" in names
    assert "rdfexport/reporting/templates/report.html.j2" in names


@pytest.mark.slow
def test_the_wheel_builds_an_export_elsewhere(wheel, tmp_path):
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", wheel], check=True, capture_output=True, cwd=tmp_path
    )
    command = [tmp_path / "env" / "bin" / "rdfexport", "build", "--out", "out"]
    subprocess.run(command, check=True, capture_output=True, cwd=tmp_path)
    built = (tmp_path / "out" / "export.ttl").read_bytes()
    assert built == (ROOT / "out" / "export.ttl").read_bytes()
