"""JSON Lines -> Records, one per line. Source: jsonlines.org; RFC 8259."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from rdfexport.errors import ListingNotReadable
from rdfexport.model import Listing, Location
from rdfexport.problems import Code, Problem, Severity
from rdfexport.sources.columns import assign, column_missing, columns_not_used, title_missing
from rdfexport.sources.lines import read_lines
from rdfexport.sources.source import (
    PRINTED,
    Item,
    Source,
    join_lines,
    join_paragraphs,
    make_record,
    nothing_read,
    shorten,
)

_MOST_REMEMBERED = 1000  # layouts and names of keys; a real source has few
_NOT_TEXT = re.compile("[\0\ud800-\udfff]")  # NUL, and halves of a character: no file can hold them


class _LineInvalid(ValueError):
    """A line that is no JSON object; the text says why."""


def read_json_lines(source: Source) -> Iterator[Item]:
    """Read one object a line; blank lines are skipped.

    Yields:
        Records, Problems, and at the end the Listing. A line that cannot be read is reported,
        and so is a value that is neither a text nor a number, and what no key of ours names.

    Raises:
        ListingNotReadable: as ``read_lines``; no line is a JSON object; a key that the user names,
            or one for titles, is in no line.
    """
    keys = _Keys(dict(source.columns))
    entries = objects = broken = number = 0
    for number, line in enumerate(read_lines(source.path, source.name), 1):
        if not line.strip():
            continue
        where = source.lines(number)
        try:
            content = _parse_line(line)
        except _LineInvalid as error:
            yield _line_not_read(str(error), line, where)
            broken += 1
            continue
        objects += 1
        values: dict[str, str] = {}
        for field, key in keys.assign(content, number).items():
            value = content[key]
            if isinstance(value, str):
                values[field] = value
            else:
                reason = "neither a text nor a number; not read"
                text = shorten(json.dumps(value, ensure_ascii=False))
                yield Problem(Code.ROW_MALFORMED, Severity.WARNING, reason, where, field, text)
        if not any(values[field].strip() for field in PRINTED if field in values):
            yield _line_not_read("no title, date or abstract", line, where)
            continue
        entries += 1
        yield from make_record(
            entries,
            where,
            date=join_lines(values.get("date", "")),
            title=join_lines(values.get("title", "")),
            abstract=join_paragraphs(values.get("abstract", "")),
            url=join_lines(values.get("url", "")),
            identifier=join_lines(values.get("identifier", "")),
        )
    if broken and not objects:
        remedy = "write one object a line, for example: jq -c '.[]'"
        raise ListingNotReadable(source.name, "no line is a JSON object", remedy)
    if objects:
        yield from keys.check(source)
    if not entries:
        yield nothing_read(source, number, "one JSON object a line")
    yield Listing(source.name, source.digest, entries, number)


class _Keys:
    """The keys of all objects so far: which stand for our fields, and which for none."""

    def __init__(self, columns: dict[str, str]) -> None:
        self._columns = columns
        self._layouts: dict[tuple[str, ...], dict[str, str]] = {}
        self._assigned: set[str] = set()
        self._found: dict[str, None] = {}
        self._unused: dict[str, int] = {}
        self._forgotten = False
        """Whether there are more names of keys than are remembered."""

    def assign(self, content: dict[str, object], number: int) -> dict[str, str]:
        """The key of each field in this object; a null is as good as no key."""
        keys = tuple(key for key, value in content.items() if value is not None)
        if layout := self._layouts.get(keys):
            return layout
        layout = {field: keys[position] for field, position in assign(keys, self._columns).items()}
        self._assigned.update(layout)
        if len(self._layouts) < _MOST_REMEMBERED:
            self._layouts[keys] = layout
        for key in content:
            if key in self._found:
                continue
            if len(self._found) == _MOST_REMEMBERED:
                self._forgotten = True
                break
            self._found[key] = None
        for key in set(keys).difference(layout.values()).intersection(self._found):
            self._unused.setdefault(key, number)
        return layout

    def check(self, source: Source) -> Iterator[Problem]:
        """What is to be said of the keys when all lines are read."""
        for field, name in self._columns.items():
            if field not in self._assigned:
                raise column_missing(source, field, name, list(self._found))
        if "title" not in self._assigned:
            raise title_missing(source, list(self._found))
        if self._unused:
            names = [name for name in self._found if name in self._unused]
            yield columns_not_used(source, min(self._unused.values()), names, more=self._forgotten)


def _line_not_read(reason: str, line: str, where: Location) -> Problem:
    text = shorten(line.strip())
    return Problem(
        Code.ROW_MALFORMED, Severity.VIOLATION, f"{reason}; the line was not read", where, "", text
    )


def _parse_line(line: str) -> dict[str, object]:
    """The object of a line. Numbers stay the text that they are, so that none is rounded."""
    try:
        content: object = json.loads(
            line,
            parse_int=str,
            parse_float=str,
            parse_constant=_refuse_constant,
            object_pairs_hook=_object_of_unique_keys,
        )
        # Only an escape can have made them: the text of the file itself has been checked.
        if "\\u" in line and any(map(_NOT_TEXT.search, _texts(content))):
            raise _LineInvalid("an escape that is no character")
    except json.JSONDecodeError as error:
        raise _LineInvalid(f"not JSON: {error.msg} at character {error.colno}") from error
    except RecursionError as error:
        raise _LineInvalid("values nested too deep") from error
    if not isinstance(content, dict):
        raise _LineInvalid("not a JSON object")
    return content


def _texts(value: object) -> Iterator[str]:
    """Every text in a JSON value, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def _refuse_constant(name: str) -> object:
    raise _LineInvalid(f"not JSON: {name}")


def _object_of_unique_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    content = dict(pairs)
    if len(content) < len(pairs):
        raise _LineInvalid("a key stands twice in one object")
    return content
