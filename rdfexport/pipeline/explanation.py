"""From a node of an export back to the printed lines: joins the graph, the sources and the rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rdfexport.authorities import REASONS
from rdfexport.explaining import Evidence, Explanation, Places, explain, find_node
from rdfexport.settings import resource
from rdfexport.sources.lines import read_lines
from rdfexport.stores import LoadedGraph, load


def explain_node(path: Path, iri: str, sources: Sequence[Path] = ()) -> tuple[Explanation, LoadedGraph]:
    """Why a document or an agent is in an export as it is, and the graph it stands in.

    Args:
        path: an RDF file or the folder of an export.
        iri: a full IRI, its part below the base, the end of one, or a name.
        sources: listings, or folders of listings; others are looked for near the export.

    Raises:
        GraphNotReadable, NodeUnknown: see there.
    """
    graph = load((path,))
    node = find_node(graph, iri, graph.layout.base)
    folder = path.resolve() if path.is_dir() else path.resolve().parent
    evidence = Evidence(
        places=Places(tuple(sources), (Path.cwd(), folder, folder.parent, resource("examples/listings"))),
        read_lines=read_lines,
        reasons=REASONS,
        vocabulary=lambda: load((resource("vocab") / "agents.ttl", resource("vocab") / "places.ttl")),
    )
    return explain(graph, node, evidence), graph
