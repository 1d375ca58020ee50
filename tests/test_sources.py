"""Files, folders and standard input -> sources: found, told apart, hashed, decoded."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import threading
import tracemalloc
from itertools import permutations
from types import SimpleNamespace

import pytest

from rdfexport.errors import ListingNotReadable
from rdfexport.formats import SourceFormat
from rdfexport.model import Listing, Record
from rdfexport.problems import Code, Severity
from rdfexport.sources import READERS, find_sources, read_source
from rdfexport.sources.lines import MAX_LINE, read_lines

TEXT = "May 1, 1950\n\nMao’s Notes\n\nOn C.\n"
CSV = 'date,title\n"May 1, 1950",Mao’s Notes\n'
TSV = "date\ttitle\nMay 1, 1950\tMao’s Notes\n"
JSONL = '{"date": "May 1, 1950", "title": "Mao’s Notes"}\n'


def write(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def names(sources):
    return [source.name for source in sources]


def read_all(folder, format):
    (source,), _ = find_sources([str(folder)], format=format)
    return list(read_source(source))


def titles(sources):
    return [item.title for source in sources for item in read_source(source) if isinstance(item, Record)]


# --- finding --------------------------------------------------------------------------


def test_a_folder_stands_for_every_listing_below_it(tmp_path):
    known = ["a.txt", "b.text", "c.lst", "d.csv", "e.tsv", "f.tab", "g.jsonl", "h.ndjson", "sub/deep/i.TXT"]
    others = ["j.md", "k", "l.json", ".m.txt", ".hidden/n.txt", "txt", ".gz"]
    write(tmp_path, {name: f"{TEXT}{name}\n" for name in [*known, *others]})
    write(tmp_path, {"z.txt.gz": gzip.compress(TEXT.encode())})
    sources, problems = find_sources([str(tmp_path)])
    assert names(sources) == [name.rpartition("/")[2] for name in [*known, "z.txt.gz"]]
    (problem,) = problems
    assert problem.code == "RX-S011"
    assert "those of no listing: j.md, k, l.json, txt;" in problem.message


def test_the_order_of_arguments_does_not_matter(tmp_path):
    write(tmp_path, {"a/x.txt": TEXT + "1", "b/x.txt": TEXT + "2", "c.txt": TEXT + "2", "d.txt": TEXT + "4"})
    paths = [str(tmp_path / name) for name in ("a", "b/x.txt", "c.txt", "d.txt")]
    found = {find_sources(order) for order in permutations(paths)}
    assert len(found) == 1
    ((sources, problems),) = found
    assert names(sources) == ["c.txt", "d.txt", "x.txt"]
    assert [str(p) for p in problems] == ["x.txt:1: RX-S007 info: the same bytes as c.txt; read once"]


def test_one_file_given_twice_is_read_once(tmp_path):
    write(tmp_path, {"a.txt": TEXT})
    sources, (problem,) = find_sources([str(tmp_path), str(tmp_path / "a.txt")])
    assert names(sources) == ["a.txt"]
    assert (problem.code, problem.severity) == (Code.SOURCE_REPEATED, Severity.INFO)


def test_the_digest_is_of_the_bytes_on_the_disk(tmp_path):
    content = gzip.compress(TEXT.encode() * 100_000)
    write(tmp_path, {"a.txt.gz": content})
    (source,), _ = find_sources([str(tmp_path / "a.txt.gz")])
    assert source.digest == hashlib.sha256(content).hexdigest()


def test_standard_input_is_a_source(tmp_path, monkeypatch):
    write(tmp_path, {"a.txt": TEXT})
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(CSV.encode())))
    sources, problems = find_sources(["-", str(tmp_path), "-"])
    assert [(s.name, s.format) for s in sources] == [
        ("<stdin>", SourceFormat.CSV),
        ("a.txt", SourceFormat.LISTING),
    ]
    assert sources[0].digest == hashlib.sha256(CSV.encode()).hexdigest()
    assert titles(sources) == ["Mao’s Notes", "Mao’s Notes"]
    assert problems == ()


def test_the_copy_of_standard_input_goes_with_the_program(monkeypatch):
    at_exit = []
    monkeypatch.setattr("atexit.register", lambda call, **options: at_exit.append((call, options)))
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode())))
    (source,), _ = find_sources(["-"])
    assert source.path.exists()
    for call, options in at_exit:
        call(**options)
    assert not source.path.exists()


def test_a_pipe_is_a_source(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(TEXT.encode(),))
    writer.start()
    (source,), _ = find_sources([str(pipe)])
    writer.join()
    assert titles([source]) == ["Mao’s Notes"]
    source.path.unlink()


REFUSED = {
    "missing": ({}, "no.txt", "no such file or folder; check the path"),
    "empty": ({"a.txt": b""}, "a.txt", "is empty"),
    "empty inside": ({"a.txt.gz": gzip.compress(b"")}, "a.txt.gz", "is empty"),
    "binary": ({"a.txt": b"\x7fELF\0\0"}, "a.txt", "line 1 holds a NUL byte: not a text file"),
    "PDF": ({"a.txt": b"%PDF-1.7\n"}, "a.txt", "is a PDF, not plain text; save the listing as plain text"),
    "HTML": ({"a.txt": b"\xef\xbb\xbf\n<!DOCTYPE html>"}, "a.txt", "is HTML or XML, not plain text"),
    "spreadsheet": ({"a.csv": b"PK\x03\x04"}, "a.csv", "is a ZIP archive or an office document, not plain"),
    "not gzip": ({"a.txt.gz": TEXT}, "a.txt.gz", r"is named .gz but is not gzip"),
    "folder without listing": ({"d/a.md": TEXT}, "d", "no listing in this folder; one ends in .txt, "),
    "device": ({}, "/dev/null", "is neither a file nor a folder"),
    "impossible name": ({}, "a\0b", "cannot be read: embedded null byte"),
}  # fmt: skip


@pytest.mark.parametrize(("files", "given", "message"), REFUSED.values(), ids=REFUSED)
def test_refuses(tmp_path, monkeypatch, files, given, message):
    monkeypatch.chdir(write(tmp_path, files))
    with pytest.raises(ListingNotReadable) as refused:
        find_sources([given])
    assert str(refused.value).startswith(f"{given}: {message}")
    assert "\n" not in str(refused.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to the administrator")
@pytest.mark.parametrize("name", ["a.txt", "d"])
def test_refuses_what_may_not_be_read(tmp_path, name):
    write(tmp_path, {"a.txt": TEXT, "d/b.txt": TEXT})
    (tmp_path / name).chmod(0)
    with pytest.raises(ListingNotReadable, match="change its permissions"):
        find_sources([str(tmp_path)])
    (tmp_path / name).chmod(0o700)


def test_refuses_a_field_that_no_record_has(tmp_path):
    write(tmp_path, {"a.csv": CSV})
    with pytest.raises(
        ListingNotReadable, match="--map: no field 'author'; the fields are date, title, abstract"
    ):
        find_sources([str(tmp_path)], columns={"author": "title"})


# --- telling formats apart ------------------------------------------------------------

FORMATS = [
    ("a.txt", TEXT, SourceFormat.LISTING),
    ("a.txt", CSV, SourceFormat.CSV),
    ("a.txt", TSV, SourceFormat.TSV),
    ("a.txt", JSONL, SourceFormat.JSON_LINES),
    ("a.csv", TEXT, SourceFormat.LISTING),
    ("a.csv", TSV, SourceFormat.TSV),
    ("a.csv", JSONL, SourceFormat.JSON_LINES),
    ("a.csv", "Datum;Titel;Inhalt\n", SourceFormat.CSV),
    ("a.csv", "Signatur;Betreff\n", SourceFormat.CSV),
    ("a.csv", "title\nNotes\n", SourceFormat.CSV),
    ("a.tsv", "Signatur\tBetreff\n", SourceFormat.TSV),
    ("a.jsonl", "broken\n" + JSONL, SourceFormat.JSON_LINES),
    ("a.jsonl", CSV, SourceFormat.JSON_LINES),
    ("a", JSONL, SourceFormat.JSON_LINES),
    ("a", CSV, SourceFormat.CSV),
    ("a", "Log in\n" + TEXT, SourceFormat.LISTING),
    ("a.json", '[\n{"title": "Notes"}]', SourceFormat.JSON_LINES),
    ("a.txt", "[1949]\n\nNotes\n", SourceFormat.LISTING),
    ("a.txt", "Title, Date\n" + TEXT, SourceFormat.CSV),
    ("a.txt", "Cable, Mao to Stalin\n" + TEXT, SourceFormat.LISTING),
]


@pytest.mark.parametrize(("name", "content", "format"), FORMATS)
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_detects_the_format(tmp_path, name, content, format, pack):
    write(tmp_path, {name: pack(content.encode())})
    (source,), _ = find_sources([str(tmp_path / name)])
    assert source.format is format


def test_the_user_overrides_the_detection(tmp_path):
    write(tmp_path, {"a.txt": CSV})
    (source,), _ = find_sources([str(tmp_path)], format=SourceFormat.LISTING)
    assert source.format is SourceFormat.LISTING


def test_a_header_that_the_user_names_is_a_header(tmp_path):
    write(tmp_path, {"a.txt": "Wann;Betreff\n1950;Notes\n"})
    (source,), _ = find_sources([str(tmp_path)], columns={"date": "Wann", "title": "Betreff"})
    assert titles([source]) == ["Notes"]


# --- decoding -------------------------------------------------------------------------

ENCODED = {
    "UTF-8": TEXT.encode(),
    "UTF-8 with mark": b"\xef\xbb\xbf" + TEXT.encode(),
    "UTF-16 little": b"\xff\xfe" + TEXT.encode("utf-16-le"),
    "UTF-16 big": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "gzip": gzip.compress(TEXT.encode()),
    "gzip of two parts": gzip.compress(TEXT[:9].encode()) + gzip.compress(TEXT[9:].encode()),
}


@pytest.mark.parametrize("content", ENCODED.values(), ids=ENCODED)
@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a"])
def test_decodes(tmp_path, content, name):
    write(tmp_path, {name: content})
    sources, _ = find_sources([str(tmp_path / name)])
    assert titles(sources) == ["Mao’s Notes"]


CHUNK = 1 << 16
BROKEN = {
    "CP1252": (b"May 1, 1950\n\nMao\x92s\n", "line 3, byte 16: not UTF-8; convert it, for example: iconv"),
    "cut off inside a letter": (TEXT.encode() + b"\xe2\x80", "line 6, byte 34: not UTF-8"),
    "far behind": (b"x\r\n" * CHUNK + b"\xff", f"line {CHUNK + 1}, byte {3 * CHUNK}: not UTF-8"),
    "across two chunks": (b"x" * (CHUNK - 1) + b"\xe2" + b"\xff", f"line 1, byte {CHUNK - 1}: not UTF-8"),
    "UTF-16": (b"\xff\xfe" + "May\n".encode("utf-16-le") + b"\x00\xd8", "line 2, byte 10: not UTF-16"),
    "NUL far behind": (b"x\n" * CHUNK + b"\0", f"line {CHUNK + 1} holds a NUL byte"),
    "gzip cut off": (gzip.compress(bytes(range(1, 128)) * 2000)[:200], "the gzip file is cut off"),
    "gzip broken": (gzip.compress(TEXT.encode())[:-8] + b"\0" * 8, "the gzip file is broken: CRC check"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "message"), BROKEN.values(), ids=BROKEN)
def test_refuses_what_is_no_text(tmp_path, content, message):
    write(tmp_path, {"a.txt": content})
    with pytest.raises(ListingNotReadable) as refused:
        read_all(tmp_path, SourceFormat.LISTING)
    assert str(refused.value).startswith(f"a.txt: {message}")


LINE_ENDS = [
    ("a\nb\n", ["a", "b"]),
    ("a\r\nb\r\n", ["a", "b"]),
    ("a\rb\r", ["a", "b"]),
    ("a\n\nb", ["a", "", "b"]),
    ("a\r\n\r\rb\n\r", ["a", "", "", "b", ""]),
    ("\ufeff", []),
    ("a\x85b\x0bc\u2028d\x0ce", ["a\x85b\x0bc\u2028d\x0ce"]),
    ("x" * (CHUNK - 1) + "\r\n" + "y\n", ["x" * (CHUNK - 1), "y"]),
    ("x" * (CHUNK - 1) + "\r" + "y\n", ["x" * (CHUNK - 1), "y"]),
    ("’" * CHUNK + "\n" + "y", ["’" * CHUNK, "y"]),
    ("x" * MAX_LINE + "\ny", ["x" * MAX_LINE, "y"]),
]


@pytest.mark.parametrize(("content", "lines"), LINE_ENDS)
def test_splits_lines(tmp_path, content, lines):
    write(tmp_path, {"a.txt": content})
    assert list(read_lines(tmp_path / "a.txt", "a.txt")) == lines


FIRST_LINES = {
    SourceFormat.LISTING: b"May 1, 1950\n",
    SourceFormat.CSV: b"date,title\n",
    SourceFormat.TSV: b"date\ttitle\n",
    SourceFormat.JSON_LINES: b'{"title": "Notes"}\n',
}


@pytest.mark.parametrize(
    ("format", "first"), FIRST_LINES.items(), ids=lambda value: getattr(value, "label", "")
)
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_a_line_without_end_is_refused_in_little_memory(tmp_path, format, first, pack):
    content = first + b"x" * 50_000_000
    write(tmp_path, {"a.txt": pack(content)})
    del content
    tracemalloc.start()
    with pytest.raises(ListingNotReadable, match=r"^a\.txt: line 2 is longer than 1 MiB: not a listing"):
        read_all(tmp_path, format)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 12_000_000


# --- reading --------------------------------------------------------------------------


def test_every_format_has_a_reader():
    assert set(READERS) == set(SourceFormat)


@pytest.mark.parametrize("content", [TEXT, CSV, TSV, JSONL], ids=["listing", "csv", "tsv", "jsonl"])
def test_every_reader_ends_with_the_listing(tmp_path, content):
    write(tmp_path, {"a.txt": content})
    (source,), _ = find_sources([str(tmp_path)])
    record, listing = (item for item in read_source(source) if isinstance(item, Record | Listing))
    assert (record.date, record.title) == ("May 1, 1950", "Mao’s Notes")
    assert (record.where.source, record.where.digest, record.ordinal) == ("a.txt", source.digest, 1)
    assert listing == Listing("a.txt", source.digest, 1, content.count("\n"))


# --- odd names and links --------------------------------------------------------------

NAMES = [
    (b"a\nb\x01.txt", "a%0Ab%01.txt"),
    (b"caf\xe9.txt", "caf%E9.txt"),
    ("\u202egnp.txt".encode(), "%E2%80%AEgnp.txt"),
    (b"a\\b.txt", "a%5Cb.txt"),  # a name with a backslash would be taken for a path
    ("毛 & <“é”>.txt".encode(), "毛 & <“é”>.txt"),
]


@pytest.mark.parametrize(("name", "shown"), NAMES)
def test_a_name_holds_only_characters(tmp_path, name, shown):
    path = os.path.join(os.fsencode(tmp_path), name)  # noqa: PTH118 (a Path takes no bytes)
    with open(path, "w") as file:  # noqa: PTH123
        file.write(TEXT)
    assert names(find_sources([str(tmp_path)])[0]) == names(find_sources([os.fsdecode(path)])[0]) == [shown]


def test_links_in_a_folder_are_followed_but_not_round_and_round(tmp_path):
    write(tmp_path, {"in/a.txt": TEXT, "elsewhere/b.csv": CSV})
    (tmp_path / "in" / "up").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "itself").symlink_to("itself")
    (tmp_path / "in" / "there").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere" / "back").symlink_to(tmp_path / "in")
    assert names(find_sources([str(tmp_path / "in")])[0]) == ["a.txt", "b.csv"]


@pytest.mark.parametrize("name", ["a.txt", "b.csv"])
def test_a_listing_that_leads_nowhere_is_not_passed_over(tmp_path, name):
    write(tmp_path, {"ok.txt": TEXT})
    (tmp_path / name).symlink_to(tmp_path / "gone")
    with pytest.raises(ListingNotReadable, match="no such file"):
        find_sources([str(tmp_path)])


def test_a_pipe_in_a_folder_is_refused_not_waited_for(tmp_path):
    write(tmp_path, {"ok.txt": TEXT})
    os.mkfifo(tmp_path / "p.csv")
    with pytest.raises(ListingNotReadable, match="is not a file"):
        find_sources([str(tmp_path)])


def test_an_empty_path_is_not_the_current_folder():
    with pytest.raises(ListingNotReadable, match="neither a file nor a folder"):
        find_sources([""])


def test_standard_input_may_be_closed(monkeypatch):
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(ListingNotReadable, match="<stdin>: is closed"):
        find_sources(["-"])
