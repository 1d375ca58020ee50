"""The grammar of titles: a printed title -> TitleReading."""

from __future__ import annotations

from rdfexport.reading.titles.grammar import read_title

__all__ = ["read_title"]
