"""The command line: help, exit codes, settings, and one clear line for whatever goes wrong."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from rdfexport.cli import main
from rdfexport.settings import resource

EXAMPLE = str(resource("examples/listings") / "page-dump.txt")
LISTING = "January 8, 1949\n\nCable, Mao Zedong to Stalin\n\nWords of our own.\n"
COMMANDS = sorted(main.commands)


def run(*arguments, **options):
    return CliRunner().invoke(main, [str(a) for a in arguments], **options)


def shell(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "rdfexport", *map(str, arguments)], capture_output=True, text=True, **options
    )


@pytest.fixture
def listing(tmp_path) -> Path:
    path = tmp_path / "listing.txt"
    path.write_text(LISTING, "utf-8")
    return path


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_every_command_and_option_has_help(command):
    result = run(*command, "--help")
    assert result.exit_code == 0
    target = main.commands[command[0]] if command else main
    assert target.help
    assert [p.name for p in target.params if isinstance(p, click.Option) and not p.help] == []


def test_help_loads_no_heavy_library():
    heavy = {"rdflib", "pyshacl", "pyoxigraph", "jinja2", "shacl"}
    code = (
        "import sys; from rdfexport.cli import main; main(['--help'], standalone_mode=False); "
        "print(*sys.modules, file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert heavy & set(result.stderr.split()) == set()


def test_build_prints_a_summary_and_says_where(tmp_path, listing):
    result = run("build", listing, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    assert "1 in 1 printed entries" in result.stdout
    assert str(tmp_path / "out" / "export.ttl") in result.stdout
    assert "example.org" in result.stderr


def test_without_a_source_the_examples_are_built(tmp_path):
    result = run("build", "--out", tmp_path)
    assert result.exit_code == 0
    assert "bundled examples" in result.stderr
    assert (tmp_path / "report.html").exists()


def test_standard_input_and_gz(tmp_path):
    packed = tmp_path / "packed.txt.gz"
    packed.write_bytes(gzip.compress(LISTING.encode()))
    result = run("build", packed, "--out", tmp_path / "out", "--format", "n-triples")
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / "out" / "export.nt").exists()
    piped = shell("parse", "-", "--format", "jsonl", input=LISTING)
    assert json.loads(piped.stdout)["genre"] == "cable"


def test_parse_prints_the_keys_of_the_annotation(listing):
    shown = json.loads(run("parse", listing, "--format", "jsonl").stdout)
    assert shown["date_edtf"] == "1949-01-08"
    assert [name["name"] for name in shown["recipients"]] == ["Joseph Stalin"]
    assert shown["first_line"] == 1


def test_parse_as_a_table(listing):
    text = run("parse", listing).stdout
    assert "Cable, Mao Zedong to Stalin" in text
    assert "Stalin = Joseph Stalin (certain)" in text


def test_columns_can_be_named(tmp_path):
    table = tmp_path / "t.csv"
    table.write_text('Datum,Betreff\n"8 January 1949","Cable, Mao Zedong to Stalin"\n', "utf-8")
    assert run("parse", table).exit_code == 1
    named = run("parse", table, "--map", "title=Betreff", "--map", "date=Datum", "--format", "jsonl")
    assert json.loads(named.stdout)["date_edtf"] == "1949-01-08"
    assert run("parse", table, "--map", "title").exit_code == 2


def test_validate_tells_a_good_file_from_a_bad_one(tmp_path, listing):
    run("build", listing, "--out", tmp_path)
    assert run("validate", tmp_path / "export.ttl").exit_code == 0
    text = (tmp_path / "export.ttl").read_text("utf-8")
    bad = tmp_path / "bad.ttl"
    bad.write_text(
        text.replace('schema:dateCreated "1949-01-08"', 'schema:dateCreated "1949-01-09"'), "utf-8"
    )
    result = run("validate", bad)
    assert result.exit_code == 3
    assert "listing.txt:1-5" in result.stdout
    as_json = json.loads(run("validate", bad, "--format", "json").stdout)
    assert as_json["problems"][0]["code"] in result.stdout


def test_the_old_namespace_does_not_pass_in_silence(tmp_path, listing):
    run("build", listing, "--out", tmp_path)
    text = (tmp_path / "export.ttl").read_text("utf-8")
    bad = tmp_path / "bad.ttl"
    bad.write_text(text.replace("https://schema.org/", "http://schema.org/"), "utf-8")
    assert run("validate", bad).exit_code == 3


def write_bytes(name: str, data: bytes):
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(data)
        return path

    return make


BAD_INPUT = [
    ("missing", lambda folder: folder / "nowhere.txt", "nowhere.txt"),
    ("empty", write_bytes("empty.txt", b""), "empty"),
    ("binary", write_bytes("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256))), "picture.txt"),
    (
        "broken UTF-8",
        write_bytes("broken.txt", b"January 8, 1949\n\nCable, M\xfcller to Stalin\n"),
        "broken.txt",
    ),
    ("one long line", write_bytes("long.txt", b"x" * 50_000_000), "long.txt"),
    ("no title column", write_bytes("table.csv", b"when,what\n1949,Cable\n"), "--map title="),
    ("broken gzip", write_bytes("cut.txt.gz", gzip.compress(LISTING.encode())[:-12]), "cut.txt.gz"),
    ("empty folder", lambda folder: (folder / "void").mkdir() or folder / "void", "void"),
]


@pytest.mark.parametrize(
    ("make", "said"), [case[1:] for case in BAD_INPUT], ids=[case[0] for case in BAD_INPUT]
)
def test_bad_input_is_one_clear_line(tmp_path, make, said):
    source, out = make(tmp_path), tmp_path / "out"
    result = shell("build", source, "--out", out)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    (line,) = result.stderr.splitlines()
    assert said in line
    assert not out.exists() or list(out.iterdir()) == []


def test_output_that_cannot_be_written_is_one_clear_line(tmp_path, listing):
    blocked = tmp_path / "out"
    blocked.write_text("a file where the folder should be")
    result = shell("build", listing, "--out", blocked)
    assert result.returncode == 1
    (line,) = result.stderr.splitlines()
    assert "out" in line


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_a_pipe_is_no_traceback(listing):
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "rdfexport", "parse", str(listing)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert result.returncode == 1
    assert "Traceback" not in result.stderr


def test_a_reader_that_leaves_is_no_error():
    command = (
        f"{sys.executable} -m rdfexport parse {resource('examples/listings')} --format jsonl 2>&1 | head -n 1"
    )
    result = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True)
    assert "Traceback" not in result.stdout + result.stderr


def test_a_terminated_build_leaves_nothing(tmp_path):
    big = tmp_path / "big.csv"
    rows = (f'"January {n % 28 + 1}, 1949","Cable, A{n} to B{n}"\n' for n in range(40000))
    big.write_text("date,title\n" + "".join(rows), "utf-8")
    out = tmp_path / "out"
    process = subprocess.Popen(
        [sys.executable, "-m", "rdfexport", "build", str(big), "--out", str(out), "--validator", "none"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(1000):
        if out.exists() or process.poll() is not None:
            break
        time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) != 0
    assert list(out.iterdir()) == []


def test_settings_come_from_file_environment_and_flags_in_this_order(tmp_path, listing, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rdfexport.toml").write_text('name = "fromfile"\n[build]\nformat = ["n-quads"]\n', "utf-8")
    assert run("build", listing, "--out", "a").exit_code == 0
    assert (tmp_path / "a" / "fromfile.nq").exists()
    assert run("build", listing, "--out", "a", env={"RDFEXPORT_NAME": "fromenv"}).exit_code == 0
    assert (tmp_path / "a" / "fromenv.nq").exists()
    assert (
        run("build", listing, "--out", "a", "--name", "flag", env={"RDFEXPORT_NAME": "fromenv"}).exit_code
        == 0
    )
    assert (tmp_path / "a" / "flag.nq").exists()


def test_settings_of_the_build_do_not_reach_other_commands(tmp_path, listing, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings = 'format = ["turtle"]\nname = "export"\nvalidator = "none"\nmap = { title = "Betreff" }\n'
    (tmp_path / "rdfexport.toml").write_text(settings, "utf-8")
    assert run("build", listing, "--out", "a").exit_code == 0
    for command in (("validate", "a/export.ttl"), ("parse", listing), ("query", "a", "ASK {}")):
        assert run(*command).exit_code == 0, command
    table = tmp_path / "t.csv"
    table.write_text('Betreff\n"Cable, Mao Zedong to Stalin"\n', "utf-8")
    assert run("parse", table).exit_code == 0


def test_an_unknown_setting_is_named(tmp_path, listing, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rdfexport.toml").write_text('bas = "https://x.org/"\n', "utf-8")
    result = run("build", listing, "--out", "a")
    assert result.exit_code == 1
    assert "bas is no setting" in result.stderr


def test_wrong_usage_is_2(listing, tmp_path):
    assert run("build", listing, "--format", "word").exit_code == 2
    assert run("build", listing, "--base", "archive", "--out", tmp_path).exit_code == 1


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_completion_scripts(name):
    assert "rdfexport" in run("completion", name).stdout


def test_no_progress_in_a_pipe(tmp_path, listing):
    result = shell("build", listing, "--out", tmp_path, env={**os.environ})
    assert "building" not in result.stdout + result.stderr
