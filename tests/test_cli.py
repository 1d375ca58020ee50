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


def test_files_that_are_no_listings_are_named(tmp_path, listing):
    for name in ("page.html", "notes.docx", "README.md"):
        (listing.parent / name).write_text("x")
    result = run("build", listing.parent, "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert "RX-S011" in result.stdout
    told = run("parse", listing.parent, "--problems").stderr
    assert "notes.docx, page.html" in told
    assert "README" not in told


def test_a_file_of_an_earlier_build_is_pointed_out(tmp_path, listing):
    run("build", listing, "--out", tmp_path / "out")
    result = run("build", listing, "--out", tmp_path / "out", "--format", "n-quads")
    assert f"note: {tmp_path / 'out' / 'export.ttl'} is of an earlier build" in result.stderr


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


def test_what_titles_leave_unread_is_counted(tmp_path):
    table = tmp_path / "t.csv"
    rows = ("Attachment to Protocol", "ATTACHMENT TO PROTOCOL", "Attachment to Letter")
    titles = [f'1950,"Telegram on Trade, {row}"' for row in rows]
    table.write_text("date,title\n" + "\n".join(titles) + "\n", "utf-8")
    shown = [
        json.loads(line) for line in run("parse", table, "--unread", "--format", "jsonl").stdout.splitlines()
    ]
    assert [(row["titles"], row["unread"], row["first"]) for row in shown] == [
        (2, "Attachment to Protocol", "t.csv:2"),
        (1, "Attachment to Letter", "t.csv:4"),
    ]
    assert run("parse", table, "--unread").stdout.startswith("      2  Attachment to Protocol  (t.csv:2)\n")


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
    assert run("validate", tmp_path).exit_code == 0
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


# --- the surroundings -------------------------------------------------------------------


def start(*arguments, **options) -> subprocess.Popen:
    command = [sys.executable, "-m", "rdfexport", *map(str, arguments)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True, **options)


def children(process: subprocess.Popen) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True)
    return [int(pid) for pid in listed.stdout.split() if "spawn_main" in command_of(int(pid))]


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def wait_for(condition) -> bool:
    deadline = time.monotonic() + 20
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return bool(condition())


@pytest.fixture(scope="module")
def many(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("many") / "many.csv"
    row = '1949-01-0{},"Letter No. {}, Mao Zedong to Stalin"\n'
    path.write_text("date,title\n" + "".join(row.format(n % 9 + 1, n) for n in range(30_000)))
    return path


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="needs /proc")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGKILL, -9), (signal.SIGHUP, 129), (signal.SIGINT, 1)])
def test_no_worker_outlives_the_build(tmp_path, many, number, code):
    process = start("build", many, "--out", tmp_path, "--jobs", 2, "--validator", "none")
    assert wait_for(lambda: len(children(process)) == 2)
    workers = children(process)
    if number == signal.SIGINT:
        os.killpg(process.pid, number)  # as a terminal does it, while the workers start
    else:
        process.send_signal(number)
    said = process.communicate()[1]
    assert process.returncode == code
    assert "Traceback" not in said
    assert wait_for(lambda: not any("spawn_main" in command_of(pid) for pid in workers))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="needs /proc")
def test_a_worker_that_is_killed_is_one_clear_line(tmp_path, many):
    process = start("build", many, "--out", tmp_path, "--jobs", 2, "--validator", "none")
    assert wait_for(lambda: len(children(process)) == 2)
    os.kill(children(process)[0], signal.SIGKILL)
    said = process.communicate()[1]
    assert process.returncode == 1
    assert said == "rdfexport: a worker process died (out of memory?); try fewer --jobs\n"


def test_nohup_is_heeded(tmp_path, listing):
    ignored = lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN)  # noqa: E731
    process = start("build", listing, "--out", tmp_path / "out", "-q", preexec_fn=ignored)
    time.sleep(0.1)
    process.send_signal(signal.SIGHUP)
    process.communicate()
    assert process.returncode == 0


@pytest.mark.parametrize("closed", ["<&-", "2>&-", ">&-", ">&- 2>&- <&-"])
def test_closed_streams_do_not_stop_a_build(tmp_path, listing, closed):
    command = f"exec {sys.executable} -m rdfexport build {listing} --out {tmp_path / 'out'} {closed}"
    assert subprocess.run(["sh", "-c", command], stderr=subprocess.DEVNULL).returncode == 0
    assert (tmp_path / "out" / "export.ttl").exists()


def test_a_terminal_of_few_letters_gets_escapes_and_programs_get_json(tmp_path):
    listing = tmp_path / "a.csv"
    listing.write_text("date,title\n1949,Letter on 毛\n", "utf-8")
    latin = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    assert "Letter on \\u6bdb" in shell("parse", listing, env=latin).stdout
    done = subprocess.run(
        [sys.executable, "-m", "rdfexport", "parse", str(listing), "--format", "jsonl"],
        capture_output=True,
        env=latin,
    )
    assert json.loads(done.stdout.decode("utf-8"))["title"] == "Letter on 毛"


def test_a_title_is_no_command_to_the_terminal(tmp_path):
    listing = tmp_path / "a.jsonl"
    listing.write_text('{"date": "soon \\u001b[2J", "title": "Letter\u00a0on \\u001b[2J\\u202e"}\n', "utf-8")
    shown = run("parse", listing, "--problems")
    assert "\x1b" not in shown.output
    assert "Letter\u00a0on �[2J�" in shown.stdout


WRONG_KINDS = [
    ('jobs = "two"', "jobs is to be a whole number"),
    ("jobs = true", "jobs is to be a whole number"),
    ("jobs = 2.5", "jobs is to be a whole number"),
    ("[build.jobs]\na = 1", "build.jobs is to be a whole number"),
    ("format = 3", "format is to be a list of texts"),
    ('format = "turtle"', "format is to be a list of texts"),
    ('format = ["turtle", 3]', "format is to be a list of texts"),
    ('map = "x"', "map is to be a table"),
    ("strict = 3", "strict is to be true or false"),
    ('strict = "yes"', "strict is to be true or false"),
    ("out = 3", "out is to be a text"),
    ("licence = 1979-05-27", "licence is to be a text"),
    ("title = ['a']", "title is to be a text"),
]


@pytest.mark.parametrize(("content", "said"), WRONG_KINDS)
def test_a_setting_of_another_kind_is_named(tmp_path, listing, monkeypatch, content, said):
    monkeypatch.chdir(tmp_path)
    Path("rdfexport.toml").write_text(content)
    result = run("build", listing)
    assert (result.exit_code, f"rdfexport.toml: {said}" in result.stderr) == (1, True), result.stderr


@pytest.mark.parametrize(
    ("content", "code"), [("tool = 3", 0), ("[tool]\nrdfexport = 3", 1), ("[tool", 1), ("[tool.other]", 0)]
)
def test_an_odd_pyproject_is_no_traceback(tmp_path, listing, monkeypatch, content, code):
    monkeypatch.chdir(tmp_path)
    Path("pyproject.toml").write_text(content)
    result = run("build", listing)
    assert result.exit_code == code
    assert "Traceback" not in result.output


def test_a_folder_that_is_gone_is_told(tmp_path, listing, monkeypatch):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    result = run("build", listing, "--out", tmp_path / "out")
    assert (result.exit_code, result.stderr) == (
        1,
        "rdfexport: the current folder: cannot be read: No such file or directory\n",
    )


def test_a_report_is_not_written_over_what_it_judges(tmp_path, listing):
    run("build", listing, "--out", tmp_path)
    before = (tmp_path / "export.ttl").read_bytes()
    assert run("validate", tmp_path / "export.ttl", "--report", tmp_path / "export.ttl").exit_code == 1
    assert (tmp_path / "export.ttl").read_bytes() == before


def test_a_field_has_one_column(listing):
    assert run("build", listing, "--map", "date=a", "--map", "date=b").exit_code == 2
