"""An explanation as JSON for programs."""

from __future__ import annotations

from typing import TypeAlias

from rdfexport.explaining.accounts import Explanation, NodeAccount, Part, RecordAccount, Statement
from rdfexport.explaining.listings import Printing
from rdfexport.terms import Iri, Term

Json: TypeAlias = bool | int | str | list["Json"] | dict[str, "Json"] | None


def as_json(explanation: Explanation) -> dict[str, Json]:
    """The whole explanation; members without content are left out."""
    return _full(
        {
            "kind": explanation.kind,
            "iri": explanation.iri,
            "label": explanation.label,
            "asked": explanation.asked,
            "printings": [_printing(printing) for printing in explanation.printings],
            "parts": [_part(part) for part in explanation.parts],
            "mentions": [{"document": iri, "title": title} for iri, title in explanation.mentions],
            "record": _record(explanation.record) if explanation.record else None,
            "nodes": [_node(node) for node in explanation.nodes],
        }
    )


def _printing(printing: Printing) -> Json:
    listing = printing.listing
    return _full(
        {
            "sighting": printing.sighting,
            "listing": listing.name,
            "sha256": listing.digest,
            "state": listing.state,
            "file": str(listing.path) if listing.path else None,
            "ordinal": printing.ordinal,
            "firstLine": printing.first_line,
            "lastLine": printing.last_line,
            "lines": list(printing.lines),
        }
    )


def _part(part: Part) -> Json:
    return _full(
        {
            "role": part.role,
            "agent": part.agent,
            "label": part.agent_label,
            "asPrinted": part.as_printed,
            "certainty": part.certainty,
            "rule": part.rule,
            "reason": part.reason,
            "alias": part.alias,
            "nominal": part.nominal,
            "document": part.document,
            "title": part.document_title,
            "date": part.date,
            "enclosure": part.enclosure,
            "printedAt": list(part.printed_at),
            "printings": [
                {
                    "listing": each.listing.name,
                    "state": each.listing.state,
                    "firstLine": each.first_line,
                    "lastLine": each.last_line,
                }
                for each in part.printings
            ],
        }
    )


def _record(record: RecordAccount) -> Json:
    return _full(
        {
            "iri": record.iri,
            "evidence": list(record.evidence),
            "names": [
                _full(
                    {
                        "name": name.name,
                        "kind": name.kind,
                        "attestedFrom": name.attested[0],
                        "attestedTo": name.attested[1],
                        "validFrom": name.valid[0],
                        "validTo": name.valid[1],
                        "certainty": name.certainty,
                        "evidence": name.evidence,
                    }
                )
                for name in record.names
            ],
            "statements": [_statement(statement) for statement in record.statements],
        }
    )


def _node(node: NodeAccount) -> Json:
    return _full(
        {
            "iri": node.iri,
            "from": [str(printing) for printing in node.printings],
            "statements": [_statement(statement) for statement in node.statements],
        }
    )


def _statement(statement: Statement) -> Json:
    return _full(
        {
            "predicate": statement.predicate,
            **_term(statement.value),
            "label": statement.label,
            "printedAt": list(statement.printed_at),
        }
    )


def _term(value: Term) -> dict[str, Json]:
    if isinstance(value, Iri):
        return {"iri": value}
    return {"value": value.lexical, "language": value.language, "datatype": value.datatype}


def _full(members: dict[str, Json]) -> dict[str, Json]:
    return {key: value for key, value in members.items() if value not in (None, "", [])}
