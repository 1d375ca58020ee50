"""Settings of a build, and every default and every path in one place.

Where a value comes from is the command line's business (flags, then environment, then
file, then these defaults); here is only what there is to set.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from rdfexport.errors import ExportError
from rdfexport.formats import RdfFormat
from rdfexport.terms import is_absolute_iri

DEFAULT_BASE = "https://example.org/archive/"
SETTINGS_FILES = ("rdfexport.toml", "pyproject.toml")
_YEAR_10000 = 253_402_300_800
"""Seconds since 1970 that xsd:dateTime has no four digits for any more."""
_PACKAGE = Path(__file__).resolve().parent
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
# Well-formed by BCP 47 (RFC 5646, section 2.1), without the tags that it only inherits.
_LANGUAGE_TAG = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+",
    re.IGNORECASE | re.ASCII,
)


class SettingsInvalid(ExportError):
    """A setting is unknown or has an impossible value."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")


def resource(name: str) -> Path:
    """A folder shipped with the package: ``shapes``, ``vocab``, ``examples/listings``, ``docs/queries``.

    In a wheel it lies inside the package, in a checkout beside it.
    """
    inside = _PACKAGE / "_resources" / name
    return inside if inside.exists() else _PACKAGE.parent / name


class Validator(StrEnum):
    """Who judges the graph."""

    AUTO = "auto"
    """A fast engine clears what conforms, pySHACL judges the rest; pySHACL alone if there is none."""
    PYSHACL = "pyshacl"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build can be told.

    Raises:
        SettingsInvalid: an impossible value.
    """

    base: str = DEFAULT_BASE
    language: str = "en"
    """Language tag of titles and abstracts, as the listing prints them."""
    out: Path = Path("out")
    name: str = "export"
    formats: tuple[RdfFormat, ...] = (RdfFormat.TURTLE, RdfFormat.JSON_LD)
    authorities: tuple[Path, ...] = ()
    """The user's authority files: their records add to ours or replace them."""
    lexicons: tuple[Path, ...] = ()
    """The user's words for the reading of titles, which add to ours."""
    mappers: tuple[str, ...] = (
        "dublin-core",
        "schema-org",
        "provenance",
        "rdfexport",
        "authority-control",
    )
    validator: Validator = Validator.AUTO
    jobs: int = 1
    strict: bool = False
    chunk: int = 250
    """Entries a worker takes at a time."""
    title: str = "Archival listings as linked data"
    description: str = (
        "Descriptions of archival documents, each traced to the catalogue listing that prints it."
    )
    licence: str = ""
    """IRI of the licence of the data; nothing is said of it while empty."""
    publisher: str = ""
    """IRI of who publishes the data; nothing is said of it while empty."""

    def __post_init__(self) -> None:
        if not is_absolute_iri(self.base) or not self.base.endswith(("/", "#")):
            raise SettingsInvalid("base", f"{self.base!r} is not an absolute IRI that ends in / or #")
        for what, iri in (("licence", self.licence), ("publisher", self.publisher)):
            if iri and not is_absolute_iri(iri):
                raise SettingsInvalid(what, f"{iri!r} is not an absolute IRI")
        if not _LANGUAGE_TAG.fullmatch(self.language):
            raise SettingsInvalid("language", f"{self.language!r} is no language tag, such as en or zh-hans")
        # Tags mean the same in either case, but not every RDF library knows that.
        object.__setattr__(self, "language", self.language.lower())
        for what, number in (("jobs", self.jobs), ("chunk", self.chunk)):
            if number < 1:
                raise SettingsInvalid(what, "at least 1 is needed")
        for what, chosen in (("format", self.formats), ("mapper", self.mappers)):
            if not chosen:
                raise SettingsInvalid(what, "at least one is needed")
        if self.name in ("", ".", "..") or Path(self.name).name != self.name or _CONTROL.search(self.name):
            raise SettingsInvalid("name", f"{self.name!r} is not a plain file name")
        if _CONTROL.search(self.title):
            raise SettingsInvalid("title", f"{self.title!r} holds a control character or half a character")
        if "\0" in str(self.out):
            raise SettingsInvalid("out", f"{str(self.out)!r} is not the name of a folder")


def read_settings_file(folder: Path) -> tuple[str, Mapping[str, object]]:
    """The settings of ``rdfexport.toml``, else of ``[tool.rdfexport]`` in ``pyproject.toml``.

    The folder and those above it are searched; the nearest file that has settings counts.
    Gives the file's path and its content, or "" and nothing.

    Raises:
        SettingsInvalid: a file that is not TOML.
    """
    for place in (folder.resolve(), *folder.resolve().parents):
        for name in SETTINGS_FILES:
            path = place / name
            if not path.is_file():
                continue
            content = read_toml(path)
            if name == "pyproject.toml":
                tools = content.get("tool")
                content = tools.get("rdfexport", {}) if isinstance(tools, dict) else {}
                if not isinstance(content, dict):
                    raise SettingsInvalid(str(path), "tool.rdfexport is not a table")
            if content:
                return str(path), content
    return "", {}


def read_toml(path: Path) -> dict[str, Any]:
    """The content of a settings file.

    Raises:
        SettingsInvalid: not TOML, or not readable.
    """
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsInvalid(str(path), f"not TOML: {error}") from error
    except OSError as error:
        raise SettingsInvalid(str(path), error.strerror or str(error)) from error


def source_date_epoch() -> int | None:
    """Seconds since 1970 from ``SOURCE_DATE_EPOCH``, the only clock a build may read; None if unset.

    Raises:
        SettingsInvalid: not a number of seconds before the year 10000.
    """
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not value:
        return None
    # Without leading zeros, so that no length of digits is too long to be read as a number.
    digits = value.lstrip("0") or "0"
    if not (digits.isdecimal() and digits.isascii() and len(digits) <= 12 and int(digits) < _YEAR_10000):
        raise SettingsInvalid("SOURCE_DATE_EPOCH", f"{value[:40]!r} is not a number of seconds since 1970")
    return int(digits)
