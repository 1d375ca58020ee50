"""The SKOS files of vocab/ in Turtle -> Authority and Concept.

A file that contradicts itself is refused with its name and the reason; so is a term of
SKOS or of our own that is not read here, since a misspelt property would otherwise be
lost in silence. Terms of other vocabularies may be added freely and are passed over.
Sources: SKOS Reference; vocab/README.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rdfexport.authorities.lifetimes import lifetime
from rdfexport.errors import VocabularyInvalid
from rdfexport.model import Authority, Certainty, Concept, DatedName, LabelKind, NameKind
from rdfexport.namespaces import FOAF, RDF, RX, SCHEMA, SKOS, VOCAB

CLASSES: Mapping[str, NameKind] = {
    FOAF.Person: NameKind.PERSON,
    FOAF.Organization: NameKind.ORGANISATION,
    FOAF.Group: NameKind.GROUP,
    RX.Office: NameKind.OFFICE,
    SCHEMA.Place: NameKind.PLACE,
}
_LABEL_KINDS: Mapping[str, LabelKind] = {
    RX.coverName: LabelKind.COVER_NAME,
    RX.allonym: LabelKind.ALLONYM,
    RX.shortForm: LabelKind.SHORT_FORM,
}
_MATCHES = ("exactMatch", "closeMatch", "broadMatch")
KNOWN = frozenset(
    (
        *(SKOS[m] for m in _MATCHES),
        *(SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SKOS.inScheme, SKOS.topConceptOf),
        *(SKOS.scopeNote, SKOS.definition),
        RX.form,
        *(RX.recordLabel, RX.hasName, RX.birthEdtf, RX.deathEdtf, RX.identified, RX.evidence),
        *(RX.nameString, RX.nameKind, RX.certainty),
        *(RX.attestedFrom, RX.attestedTo, RX.validFrom, RX.validTo),
    )
)


@dataclass(frozen=True, slots=True)
class Description:
    """All that one file says of one subject: predicate -> values, in the order written."""

    source: str
    iri: str
    values: dict[str, list[str]]

    def all(self, predicate: str) -> tuple[str, ...]:
        """Every value of a predicate."""
        return tuple(self.values.get(predicate, ()))

    def maybe(self, predicate: str) -> str | None:
        """The only value of a predicate, or None; two values are refused."""
        found = self.all(predicate)
        if len(found) > 1:
            raise self.invalid(f"has {len(found)} values of {predicate} where one is allowed")
        return found[0] if found else None

    def one(self, predicate: str) -> str:
        """The only value of a predicate; none is refused."""
        value = self.maybe(predicate)
        if value is None:
            raise self.invalid(f"has no {predicate}")
        return value

    def day(self, predicate: str) -> date | None:
        """The only value of a predicate, a day."""
        value = self.maybe(predicate)
        try:
            return None if value is None else date.fromisoformat(value)
        except ValueError as error:
            raise self.invalid(f"{predicate} {value!r} is no day of the calendar") from error

    def invalid(self, reason: str) -> VocabularyInvalid:
        """The error that says what is wrong with this subject."""
        return VocabularyInvalid(self.source, f"<{self.iri}> {reason}")


def read_authorities(path: Path, scheme: str) -> dict[str, Authority]:
    """The records of one file, by key.

    Args:
        path: a Turtle file.
        scheme: ``agent`` or ``place``: the folder of the records' IRIs.

    Raises:
        VocabularyInvalid: no such file, not Turtle, or a record that contradicts itself.
    """
    descriptions = _descriptions(path)
    names = {iri: d for iri, d in descriptions.items() if RX.Name in d.all(RDF.type)}
    records: dict[str, Authority] = {}
    claimed: set[str] = set()
    for record in _concepts(descriptions, VOCAB[f"{scheme}/"]):
        for name in record.all(RX.hasName):
            if name not in names:
                raise record.invalid(f"has the name <{name}>, which is not described")
            if name in claimed:
                raise record.invalid(f"shares the name <{name}> with another record")
            claimed.add(name)
        key = record.iri.removeprefix(VOCAB[f"{scheme}/"])
        records[key] = authority_of(record, key, names)
    for iri in sorted(names.keys() - claimed):
        raise names[iri].invalid("is a name of no record")
    return records


def read_concepts(path: Path, scheme: str) -> dict[str, Concept]:
    """The concepts of one file, by IRI.

    Raises:
        VocabularyInvalid: as :func:`read_authorities`.
    """
    return {
        d.iri: Concept(
            iri=d.iri,
            label=d.one(SKOS.prefLabel),
            scheme=d.one(SKOS.inScheme),
            form=d.maybe(RX.form) or "",
            matches=tuple((kind, target) for kind in _MATCHES for target in d.all(SKOS[kind])),
        )
        for d in _concepts(_descriptions(path), VOCAB[f"{scheme}/"])
    }


def _descriptions(path: Path) -> dict[str, Description]:
    # Imported here: a command that links nothing must not pay for the library.
    import pyoxigraph

    source = path.name
    found: dict[str, Description] = {}
    try:
        for subject, predicate, value, _ in pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE):
            if not isinstance(subject, pyoxigraph.NamedNode) or not isinstance(
                value, pyoxigraph.NamedNode | pyoxigraph.Literal
            ):
                raise VocabularyInvalid(source, f"{subject} {predicate}: a node without IRI")
            description = found.setdefault(subject.value, Description(source, subject.value, {}))
            if predicate.value.startswith((SKOS.iri, RX.iri)) and predicate.value not in KNOWN:
                raise description.invalid(f"has the unknown property {predicate.value}")
            description.values.setdefault(predicate.value, []).append(value.value)
    except SyntaxError as error:
        # The parser quotes the character that it stumbles over, which may be a line feed.
        words = error.msg.replace("\n", "\\n").replace("\r", "\\r")
        raise VocabularyInvalid(f"{source}:{error.lineno}", f"not Turtle: {words}") from error
    except OSError as error:
        raise VocabularyInvalid(str(path), f"cannot be read: {error.strerror or error}") from error
    return found


def _concepts(descriptions: Mapping[str, Description], namespace: str) -> Iterator[Description]:
    for description in descriptions.values():
        concepts = description.all(RDF.type).count(SKOS.Concept)
        if concepts > 1:
            raise description.invalid("is described twice")
        if concepts:
            if not description.iri.startswith(namespace):
                raise description.invalid(f"is not in {namespace}")
            yield description


def authority_of(record: Description, key: str, names: Mapping[str, Description]) -> Authority:
    """The record that a description gives.

    Args:
        record: of a concept.
        key: of the record.
        names: the dated names of the same file, by IRI.

    Raises:
        VocabularyInvalid: it contradicts itself.
    """
    kinds = {CLASSES[c] for c in record.all(RDF.type) if c in CLASSES}
    if len(kinds) != 1:
        raise record.invalid(
            "must have one class that tells its kind: foaf:Person, foaf:Organization, foaf:Group, "
            "rx:Office or schema:Place"
        )
    birth, death = record.maybe(RX.birthEdtf), record.maybe(RX.deathEdtf)
    try:
        lived = lifetime(birth, death)
    except ValueError as error:
        raise record.invalid(f"has a life date that cannot be read: {error}") from error
    if lived.first > lived.last:
        raise record.invalid(f"is dead ({death}) before the birth ({birth})")
    authority = Authority(
        key=key,
        kind=kinds.pop(),
        label=record.one(SKOS.prefLabel),
        alt_labels=record.all(SKOS.altLabel),
        hidden_labels=record.all(SKOS.hiddenLabel),
        dated_names=tuple(_dated_name(names[iri]) for iri in record.all(RX.hasName)),
        birth=birth,
        death=death,
        same_as=record.all(SCHEMA.sameAs),
        evidence="; ".join(record.all(RX.evidence)),
        note=record.maybe(SKOS.scopeNote) or "",
        identified=record.maybe(RX.identified) != "false",
        record_labels=record.all(RX.recordLabel),
        record_iri=record.iri,
    )
    if authority.identified and authority.label.startswith("["):
        raise record.invalid("has a supplied label, in square brackets, and must be rx:identified false")
    if authority.same_as and not authority.identified:
        raise record.invalid("is not identified and cannot have schema:sameAs")
    return authority


def _dated_name(name: Description) -> DatedName:
    kind = _LABEL_KINDS.get(name.one(RX.nameKind))
    if kind is None:
        raise name.invalid(f"has the unknown rx:nameKind {name.one(RX.nameKind)}")
    try:
        certainty = Certainty(name.one(RX.certainty))
    except ValueError as error:
        raise name.invalid(f"has the unknown rx:certainty {name.one(RX.certainty)!r}") from error
    valid_from, valid_to = name.day(RX.validFrom), name.day(RX.validTo)
    attested_from, attested_to = name.day(RX.attestedFrom), name.day(RX.attestedTo)
    if kind is not LabelKind.SHORT_FORM and None in (valid_from, valid_to, attested_from, attested_to):
        raise name.invalid("is a cover name or allonym without its interval, attested and valid")
    if valid_from is None and valid_to is None:
        raise name.invalid("is a dated name without any date")
    first, last = valid_from or date.min, valid_to or date.max
    seen_first, seen_last = attested_from or first, attested_to or last
    if not first <= seen_first <= seen_last <= last:
        raise name.invalid("has an impossible interval: attested days lie within valid ones, in their order")
    return DatedName(
        text=name.one(RX.nameString),
        kind=kind,
        attested_from=seen_first,
        attested_to=seen_last,
        valid_from=first,
        valid_to=last,
        certainty=certainty,
        evidence="; ".join(name.all(RX.evidence)),
        misprints=name.all(SKOS.hiddenLabel),
    )
