"""CSV and TSV -> records: what is read, beside what is reported."""

from __future__ import annotations

import pytest

from rdfexport.errors import ListingNotReadable
from rdfexport.model import Record
from rdfexport.problems import Problem
from rdfexport.sources import find_sources, read_source


def read(tmp_path, text, **columns):
    """Records as (date, title, abstract, url, identifier, first line, last line); problems as text."""
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode())
    (source,), _ = find_sources([str(path)], columns=columns)
    items = list(read_source(source))
    records = [
        (i.date, i.title, i.abstract, i.url, i.identifier, i.where.first_line, i.where.last_line)
        for i in items
        if isinstance(i, Record)
    ]
    return records, [str(i) for i in items if isinstance(i, Problem)]


ROW = ("1950", "Notes", "On C.", "", "", 2, 2)

READ = {
    "comma": ("date,title,abstract\n1950,Notes,On C.\n", [ROW]),
    "semicolon": ("date;title;abstract\n1950;Notes;On C.\n", [ROW]),
    "tab": ("date\ttitle\tabstract\n1950\tNotes\tOn C.\n", [ROW]),
    "a comma inside a header": ('date;title;"scope, and content";summary\n1950;Notes;;On C.\n', [ROW]),
    "any case, any order": ("TITLE,Description,Document_Date\nNotes,On C.,1950\n", [ROW]),
    "German": ("Titel;Datum;Summary\nNotes;1950;On C.\n", [ROW]),
    "all fields": (
        "id,link,created,name,scope and content\n7,https://a.example/7,1950,Notes,On C.\n",
        [("1950", "Notes", "On C.", "https://a.example/7", "7", 2, 2)],
    ),
    "the better name counts": ("description,abstract,date,title\n,On C.,1950,Notes\n", [ROW]),
    "byte order mark": ("\ufeffdate,title,abstract\n1950,Notes,On C.\n", [ROW]),
    "CRLF": ("date,title,abstract\r\n1950,Notes,On C.\r\n", [ROW]),
    "blanks": (" date , title , abstract \n 1950 , Notes , On C. \n", [ROW]),
    "quotes behind blanks": ('date, title, abstract\n1950, "Notes", "On C."\n', [ROW]),
    "quotes": (
        'date,title,abstract\n"May 1, 1950","Mao\'s ""Notes""","On C., and D."\n',
        [("May 1, 1950", 'Mao\'s "Notes"', "On C., and D.", "", "", 2, 2)],
    ),
    "a quote mark inside a word": (
        'date,title,abstract\n1950,A "Note",On C.\n',
        [("1950", 'A "Note"', "On C.", "", "", 2, 2)],
    ),
    "cells of several lines": (
        'date,title,abstract\n1950,"A\nNote","One.\n\n Two."\n\n1951,List,\n',
        [("1950", "A Note", "One.\nTwo.", "", "", 2, 5), ("1951", "List", "", "", "", 7, 7)],
    ),
    "a header of several lines": (
        '\n\n"date",title,"scope\nand content"\n1950,Notes,On C.\n',
        [("1950", "Notes", "On C.", "", "", 5, 5)],
    ),
    "empty rows": (
        "\ndate,title,abstract\n\n,,\n1950,Notes,On C.\n,,,,\n",
        [("1950", "Notes", "On C.", "", "", 5, 5)],
    ),
    "surplus cells that are empty": ("date,title,abstract\n1950,Notes,On C.,,\n", [ROW]),
    "one column, and one without name at the end": ("title,\nNotes\n", [("", "Notes", "", "", "", 2, 2)]),
}


@pytest.mark.parametrize(("text", "records"), READ.values(), ids=READ)
def test_reads(tmp_path, text, records):
    read_records, problems = read(tmp_path, text)
    assert read_records == records
    assert not [p for p in problems if "RX-S009" not in p and "RX-S003" not in p]


REMEDY = "; --map FIELD=COLUMN takes a column for a field"
LENIENT = "quote marks inside a quoted cell; compare what was read"
REPORTED = {
    "columns of no field": (
        "date,title,Box,abstract,,Description\n1950,Notes,4,On C.,,\n",
        [ROW],
        [f"a.csv:1: RX-S009 info: not used: 'Box', 'column 5', 'Description'{REMEDY}"],
    ),
    "a column that stands twice": (
        "date,title,abstract,title\n1950,Notes,On C.,More\n",
        [ROW],
        [f"a.csv:1: RX-S009 info: not used: 'title'{REMEDY}"],
    ),
    "no date": (
        "date,title\n,Notes\n",
        [("", "Notes", "", "", "", 2, 2)],
        ["a.csv:2: RX-S003 info: date: entry without a date"],
    ),
    "no title": (
        "date,title\n1950,\n",
        [("1950", "", "", "", "", 2, 2)],
        ["a.csv:2: RX-S002 warning: title: entry without a title"],
    ),
    "too few cells": (
        "date,title,abstract\n1950,Notes\n",
        [("1950", "Notes", "", "", "", 2, 2)],
        ["a.csv:2: RX-S004 warning: '1950,Notes': 1 of 3 cells missing"],
    ),
    "too many cells": (
        "date,title,abstract\n1950,Notes,On C., and D.,and E.\n",
        [ROW],
        ["a.csv:2: RX-S004 warning: 'and D. | and E.': more cells than the 3 columns; these were not read"],
    ),
    "too few cells and no title": (
        "date,title,abstract\n1950\n",
        [],
        [
            "a.csv:2: RX-S004 warning: '1950': 2 of 3 cells missing",
            "a.csv:2: RX-S004 violation: '1950': no title in this row; it was not read",
            "a.csv:1-2: RX-S006 violation: no entry found; expected rows below the header",
        ],
    ),
    "nothing in the columns used": (
        "date,title,box\n,,4\n1950,Notes,\n",
        [("1950", "Notes", "", "", "", 3, 3)],
        [
            f"a.csv:1: RX-S009 info: not used: 'box'{REMEDY}",
            "a.csv:2: RX-S004 violation: ',,4': no title, date or abstract in this row; it was not read",
        ],
    ),
    "quote marks that are not doubled": (
        'date,title\n1950,"The "Notes" of Mao"\n1951,List\n',
        [("1950", 'The Notes" of Mao"', "", "", "", 2, 2), ("1951", "List", "", "", "", 3, 3)],
        [
            """a.csv:2: RX-S004 warning: '1950,"The "Notes" of Mao"': """ + LENIENT,
        ],
    ),
    "an address that is none": (
        "date,title,url\n1950,Notes,box 4\n1951,Notes,https://example.org/4\n",
        [("1950", "Notes", "", "box 4", "", 2, 2), ("1951", "Notes", "", "https://example.org/4", "", 3, 3)],
        [
            "a.csv:2: RX-S010 warning: url 'box 4': no web address; kept as an identifier of the document",
        ],
    ),
    "a header alone": (
        "date,title\n",
        [],
        ["a.csv:1: RX-S006 violation: no entry found; expected rows below the header"],
    ),
}


@pytest.mark.parametrize(("text", "records", "problems"), REPORTED.values(), ids=REPORTED)
def test_reports(tmp_path, text, records, problems):
    assert read(tmp_path, text) == (records, problems)


@pytest.mark.parametrize(
    "columns",
    [
        {"date": "Wann", "title": "Betreff", "abstract": "Inhalt"},
        {"date": "wann", "title": " BETREFF ", "abstract": "inhalt"},
        {"title": "Betreff", "abstract": "Inhalt", "date": "Wann"},
    ],
)
def test_the_user_names_columns(tmp_path, columns):
    text = "Title;Wann;Betreff;Inhalt\nno;1950;Notes;On C.\n"
    records, (unused,) = read(tmp_path, text, **columns)
    assert records == [ROW]
    assert "not used: 'Title'" in unused


REFUSED = {
    "no column of titles": (
        "Date,Subject\n1950,Notes\n",
        {},
        "a.csv: no column of titles among 'Date', 'Subject'; name it with --map title=COLUMN",
    ),
    "a column that is not there": (
        "date,title\n1950,Notes\n",
        {"abstract": "Inhalt"},
        "a.csv: no column 'Inhalt' for abstract; its columns are 'date', 'title'",
    ),
    "nothing but blank lines": ("\n \n", {}, "a.csv: no column of titles among "),
    "a quoted cell without end": (
        'date,title\n1950,Notes\n1951,"List\n1952,Cable\n',
        {},
        "a.csv: line 3: a quoted cell of the row that begins here does not end; close its quote mark",
    ),
    "a quoted cell without end in a large file": (
        'date,title\n1950,"Notes\n' + ("x" * 1_000_000 + "\n") * 18,
        {},
        "a.csv: line 2: a quoted cell of the row that begins here does not end; close its quote mark",
    ),
}


@pytest.mark.parametrize(("text", "columns", "message"), REFUSED.values(), ids=REFUSED)
def test_refuses(tmp_path, text, columns, message):
    with pytest.raises(ListingNotReadable) as refused:
        read(tmp_path, text, **columns)
    assert str(refused.value).startswith(message)


def test_a_long_cell_is_read(tmp_path):
    abstract = "x" * 900_000
    records, _ = read(tmp_path, f"date,title,abstract\n1950,Notes,{abstract}\n")
    assert records[0][2] == abstract
