"""Explaining: a graph and the listings it came from -> why each statement stands in it.

The graph is anything with the few methods of :class:`Graph`; the listings are looked for on
this machine and compared by their digests, so that no line is shown as evidence that is
not the one the export rests on.
"""

from __future__ import annotations

from rdfexport.explaining.accounts import Evidence, Explanation, explain
from rdfexport.explaining.finding import NodeUnknown, find_node
from rdfexport.explaining.graph import Graph
from rdfexport.explaining.listings import Places
from rdfexport.explaining.structure import as_json
from rdfexport.explaining.words import in_words

__all__ = [
    "Evidence",
    "Explanation",
    "Graph",
    "NodeUnknown",
    "Places",
    "as_json",
    "explain",
    "find_node",
    "in_words",
]
