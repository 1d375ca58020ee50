"""Settings of a build, and every default and every path in one place.

Where a value comes from is the command line's business (flags, then environment, then
file, then these defaults); here is only what there is to set.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rdfexport.errors import ExportError
from rdfexport.formats import RdfFormat

DEFAULT_BASE = "https://example.org/archive/"
SETTINGS_FILES = ("rdfexport.toml", "pyproject.toml")
_PACKAGE = Path(__file__).resolve().parent


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
    licence: str = ""
    """IRI of the licence of the data; nothing is said of it while empty."""
    publisher: str = ""
    """IRI of who publishes the data; nothing is said of it while empty."""

    def __post_init__(self) -> None:
        if urlsplit(self.base).scheme == "" or not self.base.endswith(("/", "#")):
            raise SettingsInvalid("base", f"{self.base!r} is not an absolute IRI that ends in / or #")
        for what, iri in (("base", self.base), ("licence", self.licence), ("publisher", self.publisher)):
            if any(c.isspace() or c in '<>"{}|^`\\' for c in iri):
                raise SettingsInvalid(what, f"{iri!r} holds a character that no IRI may hold")
            if iri and not urlsplit(iri).scheme:
                raise SettingsInvalid(what, f"{iri!r} is not an absolute IRI")
        if self.jobs < 1 or self.chunk < 1:
            raise SettingsInvalid("jobs", "at least 1 is needed")
        if not self.formats:
            raise SettingsInvalid("formats", "at least one is needed")
        if self.name in ("", ".", "..") or Path(self.name).name != self.name:
            raise SettingsInvalid("name", f"{self.name!r} is not a plain file name")


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
                content = content.get("tool", {}).get("rdfexport", {})
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
    """Seconds since 1970 from ``SOURCE_DATE_EPOCH``, the only clock a build may read."""
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(value) if value.isdigit() else None
