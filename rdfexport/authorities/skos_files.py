"""A user's authority file in Turtle -> records: the layout of vocab/agents.ttl, or plain SKOS.

The namespace is the user's; the key of a record is the local name of its IRI. Terms of SKOS
and of our own that do not exist are refused, since a misspelt one would be lost in silence;
further terms are passed over. Sources: SKOS Reference; docs/authorities.md.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin

from rdfexport.authorities.own_records import KEY, Broader, OwnFile, OwnRecord, Replaced, flaw, read_text
from rdfexport.authorities.turtle_files import CLASSES, KNOWN, Description, authority_of
from rdfexport.errors import VocabularyInvalid
from rdfexport.model import NameKind
from rdfexport.namespaces import DCTERMS, RDF, RX, SCHEMA, SKOS
from rdfexport.terms import is_absolute_iri

_OLD_SCHEMA = "http://schema.org/"
_SCHEMA_CLASSES: Mapping[str, NameKind] = {
    SCHEMA.Person: NameKind.PERSON,
    SCHEMA.Organization: NameKind.ORGANISATION,
}
"""Classes that tell a kind where none of our own layout does."""
_CLASS_OF_KIND = {kind: iri for iri, kind in CLASSES.items()}
_NO_RECORDS = frozenset((SKOS.ConceptScheme, SKOS.Collection, SKOS.OrderedCollection))
_SKOS_TERMS = frozenset(
    SKOS[term]
    for term in (
        "prefLabel", "altLabel", "hiddenLabel", "notation", "note", "scopeNote", "definition", "example",
        "historyNote", "editorialNote", "changeNote", "inScheme", "topConceptOf", "hasTopConcept", "member",
        "memberList", "semanticRelation", "broader", "narrower", "related", "broaderTransitive",
        "narrowerTransitive", "mappingRelation", "exactMatch", "closeMatch", "broadMatch", "narrowMatch",
        "relatedMatch",
    )
)  # fmt: skip
_LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
_BY_LANGUAGE = (SKOS.prefLabel, SKOS.scopeNote)
"""Of these we need one; SKOS has one for each language."""
_LINKS = (SCHEMA.sameAs, SKOS.exactMatch)
_LIFE_DATES = ((RX.birthEdtf, SCHEMA.birthDate), (RX.deathEdtf, SCHEMA.deathDate))
_UP = frozenset((SKOS.broader, SKOS.broaderTransitive))
_DOWN = frozenset((SKOS.narrower, SKOS.narrowerTransitive))
_READ = frozenset((RDF.type, DCTERMS.isReplacedBy, *_LABELS, *_LINKS, *_UP, *_DOWN)) | {
    term for term in KNOWN if term.startswith(RX.iri)
}
_TOKEN = re.compile(r"<([^<>\s]*)>|([^\W\d_][\w.-]*|):([^\s;,<>\"'()\[\]]*)")


class _Value(NamedTuple):
    """An object of a triple: the IRI or the text, and the language of a text."""

    text: str
    language: str | None
    """None for an IRI."""


class _Subject(NamedTuple):
    """All that the file says of one subject, and the lines on which it does."""

    iri: str
    source: str
    lines: tuple[int, ...]
    values: dict[str, list[_Value]]

    @property
    def place(self) -> str:
        return f"{self.source}:{self.lines[0]}"

    @property
    def types(self) -> frozenset[str]:
        return frozenset(value.text for value in self.values.get(RDF.type, ()))

    def texts(self, predicate: str) -> list[str]:
        return [value.text for value in self.values.get(predicate, ())]

    def invalid(self, reason: str) -> VocabularyInvalid:
        return VocabularyInvalid(self.place, f"<{self.iri}> {reason}")


def read_skos(path: Path) -> OwnFile:
    """Read a Turtle file.

    Raises:
        VocabularyInvalid: see docs/authorities.md.
    """
    subjects = _subjects(path)
    names = {iri: _description(s) for iri, s in subjects.items() if RX.Name in s.types}
    records: list[OwnRecord] = []
    replaced: list[Replaced] = []
    claimed: dict[str, str] = {}
    for subject in filter(_is_record, subjects.values()):
        if len(subject.types) < len(subject.values.get(RDF.type, ())):
            again = subject.lines[min(1, len(subject.lines) - 1)]
            raise VocabularyInvalid(f"{path}:{again}", f"<{subject.iri}> is described twice")
        for name in subject.texts(RX.hasName):
            if name not in names:
                raise subject.invalid(f"has the name <{name}>, which is not described")
            if claimed.setdefault(name, subject.iri) != subject.iri:
                raise subject.invalid(f"shares the name <{name}> with <{claimed[name]}>")
        successors = subject.texts(DCTERMS.isReplacedBy)
        if len(successors) > 1:
            raise subject.invalid("is replaced by more than one record")
        if successors and not subject.texts(SKOS.prefLabel):
            replaced.append(Replaced(_key(subject), _local_name(successors[0]), subject.place))
            continue
        authority = authority_of(_description(subject), _key(subject), names)
        if reason := flaw(authority):
            raise subject.invalid(reason)
        if successors:
            replaced.append(Replaced(authority.key, _local_name(successors[0]), subject.place, authority))
        else:
            records.append(OwnRecord(authority, subject.place))
    for iri in sorted(names.keys() - claimed.keys()):
        raise names[iri].invalid("is a name of no record")
    return OwnFile(tuple(records), tuple(replaced), tuple(_hierarchy(subjects.values())))


def _is_record(subject: _Subject) -> bool:
    types = subject.types
    told = SKOS.Concept in types or not types.isdisjoint(CLASSES.keys() | _SCHEMA_CLASSES.keys())
    # A label without a class is a record that would otherwise be lost in silence.
    labelled = SKOS.prefLabel in subject.values and types.isdisjoint(_NO_RECORDS)
    return told or labelled or DCTERMS.isReplacedBy in subject.values


def _local_name(iri: str) -> str:
    return unquote(re.split(r"[/#:]", iri.rstrip("/#"))[-1])


def _key(subject: _Subject) -> str:
    key = _local_name(subject.iri)
    if not KEY.fullmatch(key):
        raise subject.invalid("has no local name of letters, digits, '-', '_', '.' and '~' for a key")
    return key


def _description(subject: _Subject) -> Description:
    """The subject in the layout of our own files."""
    values = {predicate: subject.texts(predicate) for predicate in subject.values}
    for predicate in _LABELS:
        for value in subject.values.get(predicate, ()):
            if value.language is None:
                raise subject.invalid(f"has the IRI <{value.text}> as a label")
    for predicate in _BY_LANGUAGE:
        if predicate in values:
            chosen = _chosen(subject, predicate)
            rest = [text for text in values[predicate] if text != chosen]
            values[predicate] = [chosen]
            if predicate == SKOS.prefLabel:
                values[SKOS.altLabel] = [*values.get(SKOS.altLabel, ()), *rest]
    values[SCHEMA.sameAs] = list(dict.fromkeys(link for p in _LINKS for link in values.get(p, ())))
    for link in values[SCHEMA.sameAs]:
        if not is_absolute_iri(link):
            raise subject.invalid(f"has the link {link!r}, which is no absolute IRI")
    for edtf, plain in _LIFE_DATES:
        if edtf not in values and plain in values:
            values[edtf] = values[plain]
    if values.get(SKOS.prefLabel, [""])[0].startswith("["):
        values.setdefault(RX.identified, ["false"])
    for predicate in (SKOS.altLabel, SKOS.hiddenLabel, RX.recordLabel):
        if predicate in values:
            values[predicate] = list(dict.fromkeys(values[predicate]))
    values[RDF.type] = _classes(subject)
    return Description(subject.place, subject.iri, values)


def _classes(subject: _Subject) -> list[str]:
    types = subject.types
    if types.isdisjoint(CLASSES):
        return [_CLASS_OF_KIND[kind] for iri, kind in _SCHEMA_CLASSES.items() if iri in types]
    return [iri for iri in CLASSES if iri in types]


def _chosen(subject: _Subject, predicate: str) -> str:
    """The English text, else the one without a language, else that of the first language."""
    by_language: dict[str, str] = {}
    for text, language in subject.values[predicate]:
        if by_language.setdefault(language or "", text) != text:
            in_language = f"in the language {language!r}" if language else "without a language"
            raise subject.invalid(f"has two values of {predicate} {in_language}")
    first = min(by_language, key=lambda tag: (tag != "en", tag != "", not tag.startswith("en-"), tag))
    return by_language[first]


def _hierarchy(subjects: Iterable[_Subject]) -> Iterator[Broader]:
    for subject in subjects:
        for predicate in subject.values:
            if predicate in _UP:
                yield from (Broader(subject.iri, up, subject.place) for up in subject.texts(predicate))
            elif predicate in _DOWN:
                yield from (Broader(down, subject.iri, subject.place) for down in subject.texts(predicate))


def _subjects(path: Path) -> dict[str, _Subject]:
    # Imported here: a command that links nothing must not pay for the library.
    import pyoxigraph

    text, _ = read_text(path)
    values: dict[str, dict[str, list[_Value]]] = {}
    parser = pyoxigraph.parse(input=text, format=pyoxigraph.RdfFormat.TURTLE)
    unnamed: list[tuple[str, str]] = []
    try:
        for subject, predicate, value, _ in parser:
            term = predicate.value.replace(_OLD_SCHEMA, SCHEMA.iri)
            if not isinstance(subject, pyoxigraph.NamedNode):
                if term == SKOS.prefLabel:
                    raise VocabularyInvalid(str(path), f"the record labelled {value} has no IRI")
                continue
            of_subject = values.setdefault(subject.value, {})
            if isinstance(value, pyoxigraph.NamedNode):
                iri = value.value.replace(_OLD_SCHEMA, SCHEMA.iri) if term == RDF.type else value.value
                of_subject.setdefault(term, []).append(_Value(iri, None))
            elif isinstance(value, pyoxigraph.Literal):
                of_subject.setdefault(term, []).append(_Value(value.value, (value.language or "").lower()))
            else:
                unnamed.append((subject.value, term))
    except SyntaxError as error:
        # The parser quotes the character that it stumbles over, which may be a line feed.
        words = error.msg.replace("\n", "\\n").replace("\r", "\\r")
        raise VocabularyInvalid(f"{path}:{error.lineno}", f"not Turtle: {words}") from error
    lines = _lines_of(text, parser.prefixes, parser.base_iri or "")
    subjects = {iri: _Subject(iri, str(path), lines[iri], of_iri) for iri, of_iri in values.items()}
    for iri, term in unnamed:
        if term in _READ:
            raise subjects[iri].invalid(f"has a node without IRI as its {term}")
    for each in subjects.values():
        for term in each.values:
            if (term.startswith(SKOS.iri) and term not in _SKOS_TERMS) or (
                term.startswith(RX.iri) and term not in KNOWN
            ):
                raise each.invalid(f"has the unknown property {term}")
    return subjects


def _lines_of(text: str, prefixes: Mapping[str, str], base: str) -> Mapping[str, tuple[int, ...]]:
    """The lines that begin with each IRI; where none does, the first on which it stands; else 1."""
    begun: dict[str, list[int]] = defaultdict(list)
    anywhere: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.lstrip()
        if bare.startswith(("#", "@")):
            continue
        indent = len(line) - len(bare)
        for token in _TOKEN.finditer(line):
            relative, prefix, local = token.groups()
            if relative is not None:
                iri = urljoin(base, relative) if base else relative
            else:
                iri = prefixes.get(prefix, prefix + ":") + local.rstrip(".").replace("\\", "")
            anywhere.setdefault(iri, number)
            if token.start() == indent:
                begun[iri].append(number)
    lines: defaultdict[str, tuple[int, ...]] = defaultdict(lambda: (1,))
    lines.update({iri: (number,) for iri, number in anywhere.items()})
    lines.update({iri: tuple(numbers) for iri, numbers in begun.items()})
    return lines
