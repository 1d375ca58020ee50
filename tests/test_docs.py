"""The documentation under test: links lead somewhere, commands and options exist, code runs."""

import re
import shlex
import shutil
import tomllib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from rdfexport.cli import main
from rdfexport.cli.settings_file import defaults_from_file
from rdfexport.mappers import BUILT_IN
from rdfexport.settings import resource

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "vocab").glob("*.md")])
LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")
BLOCK = re.compile(r"```(\w*)\n(.*?)```", re.DOTALL)
INLINE = re.compile(r"`(rdfexport [^`]+)`")


def blocks(page: Path, language: str) -> list[str]:
    return [text for kind, text in BLOCK.findall(page.read_text("utf-8")) if kind == language]


def commands(page: Path) -> list[str]:
    text = page.read_text("utf-8")
    lines = [line.split("#")[0].strip() for block in blocks(page, "sh") for line in block.splitlines()]
    return [*(line for line in lines if line.startswith("rdfexport ")), *INLINE.findall(text)]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page):
    assert [link for link in LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_commands_and_options_exist(page):
    for line in commands(page):
        words = shlex.split(line.replace("'", "").replace("…", ""))[1:]
        if words[0].startswith("-") or words[0].isupper():
            continue
        assert words[0] in main.commands, line
        known = {option for p in main.commands[words[0]].params for option in p.opts} | {"--help"}
        assert {word for word in words if word.startswith("--")} <= known, line


def test_the_sample_of_the_readme_is_what_is_written():
    (sample,) = blocks(ROOT / "README.md", "turtle")
    written = (ROOT / "out" / "export.ttl").read_text("utf-8")
    lines = [line.partition("  #")[0].rstrip(" ;.") for line in sample.splitlines() if line]
    assert [line for line in lines if line not in written] == []


def test_documents_that_the_manual_names_are_in_the_bundled_export():
    written = (ROOT / "out" / "export.ttl").read_text("utf-8")
    texts = [page.read_text("utf-8") for page in PAGES] + [str(c.epilog) for c in main.commands.values()]
    named = {key for text in texts for key in re.findall(r"document/(\d{4}[\d-]*-[0-9a-f]{12})\b", text)}
    assert named
    assert {key for key in named if f"<document/{key}>" not in written} == set()


def test_the_library_code_of_the_readme_runs(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(resource("examples/listings"), tmp_path / "pages")
    (code,) = blocks(ROOT / "README.md", "python")
    names: dict[str, object] = {}
    exec(compile(code, "README.md", "exec"), names)
    assert "Mao Zedong" in capsys.readouterr().out
    assert len(names["graph"]) > 1000
    assert (tmp_path / "out" / "export.ttl").exists()


def test_the_mapper_of_the_manual_works(tmp_path, monkeypatch):
    (code,) = blocks(ROOT / "CONTRIBUTING.md", "python")
    names: dict[str, object] = {}
    exec(compile(code, "CONTRIBUTING.md", "exec"), names)
    own = names["RECORDS_IN_CONTEXTS"]
    monkeypatch.setitem(BUILT_IN, own.name, own)
    result = CliRunner().invoke(main, ["build", "--mapper", own.name, "--out", str(tmp_path), "--jobs", "1"])
    assert result.exit_code == 0
    assert "rico:title" in (tmp_path / "export.ttl").read_text("utf-8")


def test_the_settings_of_the_manual_are_settings(tmp_path):
    (toml,) = blocks(ROOT / "docs" / "command-line.md", "toml")
    assert tomllib.loads(toml)
    path = tmp_path / "rdfexport.toml"
    path.write_text(toml, "utf-8")
    assert defaults_from_file(path, main)["build"]["strict"] is True


def test_every_command_and_every_variable_is_in_the_manual():
    text = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    assert [name for name in main.commands if f"rdfexport {name}" not in text] == []
    options = [p for command in main.commands.values() for p in command.params if isinstance(p, click.Option)]
    variables = {str(p.envvar) for p in (*options, *main.params) if p.envvar}
    assert {name for name in variables if name not in text} == set()
