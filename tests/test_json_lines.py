"""JSON Lines -> records: what is read, beside what is reported."""

from __future__ import annotations

import pytest

from rdfexport.errors import ListingNotReadable
from rdfexport.formats import SourceFormat
from rdfexport.model import Record
from rdfexport.problems import Problem
from rdfexport.sources import find_sources, read_source


def read(tmp_path, text, **columns):
    """Records as (date, title, abstract, url, identifier, line); problems as text."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(text.encode())
    (source,), _ = find_sources([str(path)], format=SourceFormat.JSON_LINES, columns=columns)
    items = list(read_source(source))
    records = [
        (i.date, i.title, i.abstract, i.url, i.identifier, i.where.first_line)
        for i in items
        if isinstance(i, Record)
    ]
    return records, [str(i) for i in items if isinstance(i, Problem)]


ROW = ("1950", "Notes", "On C.", "", "", 1)

READ = {
    "our names": ('{"date": "1950", "title": "Notes", "abstract": "On C."}', [ROW]),
    "other names": ('{"date_text": "1950", "Name": "Notes", "description": "On C."}', [ROW]),
    "all fields": (
        '{"date": "1950", "title": "Notes", "summary": "On C.", "url": "https://a.example/7", "id": "7"}',
        [("1950", "Notes", "On C.", "https://a.example/7", "7", 1)],
    ),
    "numbers as they are written": (
        '{"date": 1950, "title": 1.50, "id": 12345678901234567890}',
        [("1950", "1.50", "", "", "12345678901234567890", 1)],
    ),
    "a null is no value": ('{"date": "1950", "title": "Notes", "abstract": null, "summary": "On C."}', [ROW]),
    "escapes": (
        '{"date": "1950", "title": "Mao\\u2019s \\ud83d\\udcd6"}',
        [("1950", "Mao’s 📖", "", "", "", 1)],
    ),
    "texts of several lines": (
        '{"date": "1950", "title": " A\\r\\nNote ", "abstract": "One.\\n\\n Two."}',
        [("1950", "A Note", "One.\nTwo.", "", "", 1)],
    ),
    "blank lines, CRLF and a byte order mark": (
        '\ufeff\r\n{"date": "1950", "title": "Notes"}\r\n\r\n{"date": "1951", "title": "List"}',
        [("1950", "Notes", "", "", "", 2), ("1951", "List", "", "", "", 4)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "records"), READ.values(), ids=READ)
def test_reads(tmp_path, text, records):
    assert read(tmp_path, text) == (records, [])


GOOD = '{"date": "1950", "title": "Notes", "abstract": "On C."}\n'
BROKEN_LINES = {  # a line, and what is said of it
    "not JSON": ("Notes", "not JSON: Expecting value at character 1"),
    "cut off": ('{"title": "No', "not JSON: Unterminated string starting at at character 11"),
    "a list": ('["1950"]', "not a JSON object"),
    "a text": ('"Notes"', "not a JSON object"),
    "no number of JSON": ('{"title": NaN}', "not JSON: NaN"),
    "half a character": (r'{"title": "\ud83d"}', "an escape that is no character"),
    "half a character inside": (r'{"x": {"\udcd6": 1}}', "an escape that is no character"),
    "a NUL": (r'{"title": ["\u0000"]}', "an escape that is no character"),
    "a key that stands twice": ('{"a": 1, "a": 2}', "a key stands twice in one object"),
    "nested too deep": ("[" * 200_000, "values nested too deep"),
    "nothing of ours": ('{"title": " "}', "no title, date or abstract"),
    "long": ("x" * 300, "not JSON: Expecting value at character 1"),
}


@pytest.mark.parametrize(("line", "message"), BROKEN_LINES.values(), ids=BROKEN_LINES)
def test_a_broken_line_is_reported_and_the_next_is_read(tmp_path, line, message):
    records, (problem,) = read(tmp_path, f"{line}\n{GOOD}")
    assert [record[:3] for record in records] == [ROW[:3]]
    quoted = line if len(line) <= 200 else line[:199] + "…"
    assert problem == f"a.jsonl:1: RX-S004 violation: {quoted!r}: {message}; the line was not read"


VALUES = {"true": "true", '["1950"]': '["1950"]', '{"y": "1950"}': '{"y": "1950"}'}


@pytest.mark.parametrize(("value", "quoted"), VALUES.items())
def test_a_value_that_is_no_text_is_reported(tmp_path, value, quoted):
    records, problems = read(tmp_path, f'{{"date": {value}, "title": "Notes"}}')
    assert records == [("", "Notes", "", "", "", 1)]
    assert problems == [
        f"a.jsonl:1: RX-S004 warning: date '{quoted}': neither a text nor a number; not read",
        "a.jsonl:1: RX-S003 info: date: entry without a date",
    ]


def test_keys_of_no_field_are_reported_once(tmp_path):
    lines = [GOOD, '{"title": "A", "date": "1", "genre": "x"}\n'] * 2 + [
        '{"title": "A", "date": "1", "box": 1}\n'
    ]
    records, problems = read(tmp_path, "".join(lines))
    assert len(records) == 5
    assert problems == [
        "a.jsonl:2: RX-S009 info: not used: 'genre', 'box'; --map FIELD=COLUMN takes a column for a field"
    ]


def test_the_user_names_keys(tmp_path):
    text = '{"Wann": "1950", "Betreff": "Notes"}\n{"wann": "1951", "Betreff": "List", "title": "no"}\n'
    records, problems = read(tmp_path, text, date="Wann", title="Betreff")
    assert [record[:2] for record in records] == [("1950", "Notes"), ("1951", "List")]
    assert [problem[:29] for problem in problems] == ["a.jsonl:2: RX-S009 info: not "]


REFUSED = {
    "no JSON": ("Notes\nList\n", {}, "a.jsonl: no line is a JSON object; write one object a line"),
    "a list over several lines": ('[\n"Notes"\n]\n', {}, "a.jsonl: no line is a JSON object; write one"),
    "no key of titles": (
        '{"date": "1950", "subject": "Notes"}\n',
        {},
        "a.jsonl: no column of titles among 'date', 'subject'; name it with --map title=COLUMN",
    ),
    "a key that is not there": (
        GOOD,
        {"url": "href"},
        "a.jsonl: no column 'href' for url; its columns are 'date', 'title', 'abstract'",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "columns", "message"), REFUSED.values(), ids=REFUSED)
def test_refuses(tmp_path, text, columns, message):
    with pytest.raises(ListingNotReadable) as refused:
        read(tmp_path, text, **columns)
    assert str(refused.value).startswith(message)


def test_blank_lines_alone_are_no_listing(tmp_path):
    assert read(tmp_path, " \n\n") == (
        [],
        ["a.jsonl:1-2: RX-S006 violation: no entry found; expected one JSON object a line"],
    )


def test_keys_beyond_those_remembered_are_told_of(tmp_path):
    lines = "".join(f'{{"title": "T", "k{number}": 1}}\n' for number in range(1100))
    records, problems = read(tmp_path, lines)
    (said,) = [problem for problem in problems if "RX-S009" in problem]
    assert len(records) == 1100
    assert "'k19' and 979 more and others;" in said


@pytest.mark.parametrize("line", ['{"id": "A 1"}', '{"url": "https://x.org/1", "title": " "}'])
def test_identifiers_alone_are_no_document(tmp_path, line):
    # Two of them would be one: nothing printed tells them apart.
    records, problems = read(tmp_path, f'{line}\n{{"title": "Notes"}}\n')
    assert [record[1] for record in records] == ["Notes"]
    assert "RX-S004 violation" in problems[0]
    assert "no title, date or abstract" in problems[0]
