"""Archival catalogue listings in, checked linked data out.

    import rdfexport

    for item in rdfexport.read(["listing.txt"]):          # Records, Problems, a Listing
        ...
    for item in rdfexport.parse(["listing.txt"]):         # LinkedEntries: dates, titles, names
        ...
    graph = rdfexport.to_graph(["listing.txt"])           # an rdflib.Graph
    report = rdfexport.build(["listing.txt"], rdfexport.Settings(out=Path("out")))
    report = rdfexport.validate([Path("out/export.ttl")])

Settings say what a build can be told; a Report what it found. The names are loaded when
they are first used, so that the command line starts quickly.
"""

from __future__ import annotations

import importlib

from rdfexport import version

__version__ = version.VERSION
_PUBLIC = (
    "LinkedEntry",
    "Listing",
    "Problem",
    "Record",
    "Report",
    "Settings",
    "build",
    "examples",
    "parse",
    "read",
    "to_graph",
    "validate",
)
__all__ = [*_PUBLIC]  # noqa: PLE0604  (strings, one by one above)


def __getattr__(name: str) -> object:
    if name in _PUBLIC:
        return getattr(importlib.import_module("rdfexport.library"), name)
    raise AttributeError(f"module 'rdfexport' has no attribute {name!r}")
