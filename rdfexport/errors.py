"""Why a run has to stop. Bad data is a Problem (problems.py); these are for the rest.

Each class stands for one remedy and composes its message: what, where, what to do. The
command line prints it as one line and exits with 1.
"""

from __future__ import annotations

from collections.abc import Callable


class ExportError(Exception):
    """A run that cannot go on; the text is for the user."""

    def __reduce__(self) -> tuple[Callable[..., ExportError], tuple[type[ExportError], str]]:
        # Children compose their text from arguments that an exception does not keep; a worker
        # process hands the finished text over.
        return _remade, (type(self), str(self))


def _remade(kind: type[ExportError], text: str) -> ExportError:
    error = kind.__new__(kind)
    error.args = (text,)
    return error


class ListingNotReadable(ExportError):
    """A source cannot be read: missing, not text, or without the columns it needs."""

    def __init__(self, source: str, reason: str, remedy: str = "") -> None:
        super().__init__(f"{source}: {reason}" + (f"; {remedy}" if remedy else ""))


class VocabularyInvalid(ExportError):
    """An authority file, a vocabulary or the lexicon contradicts itself or cannot be read."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")


class ShapesInvalid(ExportError):
    """A shapes file cannot be read or is not valid SHACL."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")


class MapperInvalid(ExportError):
    """A mapper named in the settings is not there, or clashes with another."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"mapper {name}: {reason}")


class GraphNotReadable(ExportError):
    """An RDF file cannot be parsed."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")


class QueryInvalid(ExportError):
    """A SPARQL query cannot be parsed or is not allowed."""


class OutputNotWritable(ExportError):
    """A result cannot be written; the last good one is untouched."""

    def __init__(self, target: str, reason: str) -> None:
        super().__init__(f"cannot write {target}: {reason}; the files of the last build are untouched")


class TermNotWritable(ExportError):
    """A term that a format has no way to say; leaving it out would lose data in silence."""

    def __init__(self, format_label: str, node: str, reason: str) -> None:
        remedy = "mend the source or leave out the format"
        super().__init__(f"cannot write <{node}> as {format_label}: {reason}; {remedy}")
