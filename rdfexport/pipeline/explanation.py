"""From a node of an export back to the printed lines: joins the graph, the sources and the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from rdfexport.authorities import REASONS
from rdfexport.authorities.labels import normal_form
from rdfexport.authorities.lifetimes import lifetime
from rdfexport.explaining import Evidence, Explanation, Places, explain, find_node, ledger, readings
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
        vocabulary=_vocabulary,
    )
    return explain(graph, node, evidence), graph


def list_names(path: Path, *, mentions: bool = False) -> tuple[tuple[ledger.Row, ...], LoadedGraph]:
    """Every name in an export, whom it was taken for and when, and the graph it stands in.

    Args:
        path: an RDF file or the folder of an export.
        mentions: the names in titles and abstracts too, and not those of parties only.

    Raises:
        GraphNotReadable: see there.
    """
    graph = load((path,))
    return ledger.list_names(graph, mentions=mentions), graph


def weigh_name(
    path: Path, name: str, *, mentions: bool = False
) -> tuple[tuple[readings.Reading, ...], LoadedGraph, Mapping[str, str]]:
    """The readings of a name, the graph they stand in, and the rules in plain words.

    Raises:
        GraphNotReadable, NameUnknown: see there.
    """
    graph = load((path,))
    known = readings.Authorities(_vocabulary, normal_form, lifetime)
    return readings.weigh(graph, name, known, mentions=mentions), graph, REASONS


def _vocabulary() -> LoadedGraph:
    return load((resource("vocab") / "agents.ttl", resource("vocab") / "places.ttl"))
