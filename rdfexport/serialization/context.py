"""The JSON-LD context: which term stands for which IRI, and what its strings mean.

Of JSON-LD 1.1 contexts this reads what ``vocab/context.jsonld`` uses: prefixes, terms with
``@id``, ``@type``, ``@language`` and ``@container: @set``. A context is embedded in every
file that needs it and never fetched.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rdfexport.errors import VocabularyInvalid
from rdfexport.settings import resource

NATIVE = ""
"""Coercion of a term without ``@type``: strings are strings, numbers are numbers."""
REFERENCE = "@id"
"""Coercion of a term whose strings are IRIs."""

_UNDERSTOOD = {"@id", "@type", "@language", "@container"}


@dataclass(frozen=True, slots=True)
class ContextTerm:
    """A term of the context and how its values are to be read."""

    name: str
    coercion: str = NATIVE
    """``NATIVE``, ``REFERENCE`` or the IRI of the datatype that its strings have."""
    language: str | None = None
    repeatable: bool = False
    """Whether values stand in an array even where there is one only."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a writer looks up to compact IRIs and values."""

    entries: Mapping[str, object]
    """The context as it is embedded."""
    terms: Mapping[str, ContextTerm]
    """IRI -> term, prefixes left out."""
    prefixes: Mapping[str, str]
    """Namespace -> prefix."""

    def compact(self, iri: str) -> str | None:
        """The IRI as ``prefix:rest`` with the longest namespace, or None.

        >>> context = make_context({"ex": "https://example.org/", "exa": "https://example.org/a/"})
        >>> context.compact("https://example.org/a/b/c")
        'exa:b/c'
        """
        end = len(iri)
        while (end := max(iri.rfind("/", 0, end), iri.rfind("#", 0, end))) >= 0:
            prefix = self.prefixes.get(iri[: end + 1])
            if prefix is not None:
                rest = iri[end + 1 :]
                # "prefix://rest" would be read as an absolute IRI.
                return None if rest.startswith("//") else f"{prefix}:{rest}"
        return None


def read_context(path: Path | None = None) -> dict[str, object]:
    """The entries of a context file, by default ``vocab/context.jsonld``.

    Raises:
        VocabularyInvalid: no such file, not JSON, or without ``@context``.
    """
    path = path or resource("vocab") / "context.jsonld"
    try:
        entries = json.loads(path.read_text("utf-8"))["@context"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise VocabularyInvalid(str(path), f"no JSON-LD context can be read: {error}") from error
    if not isinstance(entries, dict):
        raise VocabularyInvalid(str(path), "its @context is not one JSON object")
    return entries


def make_context(
    entries: Mapping[str, object], prefixes: Mapping[str, str] | None = None, base: str = ""
) -> Context:
    """Read the entries of a context and add what this export needs beyond them.

    Args:
        entries: a context as a JSON object; ``id`` and ``type`` are to be aliases of ``@id``
            and ``@type``.
        prefixes: prefix -> namespace; added where neither the name is taken nor a prefix of
            the context reaches the namespace already.
        base: written as ``@base`` unless empty.

    Raises:
        VocabularyInvalid: an entry of a kind that this module does not read.
    """
    bound = {iri: name for name, iri in entries.items() if isinstance(iri, str) and iri.endswith(("/", "#"))}
    plain = {"@base": base, **entries} if base else dict(entries)
    context = Context(plain, {}, bound)
    for prefix, namespace in (prefixes or {}).items():
        free = prefix not in plain and context.compact(namespace) is None
        if free and namespace.endswith(("/", "#")):
            plain[prefix] = namespace
            bound[namespace] = prefix
    namespaces = {prefix: iri for iri, prefix in bound.items()}
    terms = {}
    for name, definition in entries.items():
        if name.startswith("@") or name in namespaces or str(definition).startswith("@"):
            continue
        iri, term = _read_term(name, definition, namespaces)
        terms[iri] = term
    return Context(plain, terms, bound)


def _read_term(name: str, definition: object, namespaces: Mapping[str, str]) -> tuple[str, ContextTerm]:
    entry = {"@id": definition} if isinstance(definition, str) else definition
    if not isinstance(entry, dict) or not entry.keys() <= _UNDERSTOOD or "@id" not in entry:
        raise VocabularyInvalid("JSON-LD context", f"the term {name!r} is of a kind not supported")
    if entry.get("@container", "@set") != "@set":
        raise VocabularyInvalid("JSON-LD context", f"the container of {name!r} is not supported")
    coercion = entry.get("@type", NATIVE)
    return _expand(entry["@id"], namespaces), ContextTerm(
        name,
        coercion if coercion in (NATIVE, REFERENCE) else _expand(coercion, namespaces),
        entry.get("@language"),
        "@container" in entry,
    )


def _expand(compact: str, namespaces: Mapping[str, str]) -> str:
    prefix, colon, rest = compact.partition(":")
    return namespaces[prefix] + rest if colon and prefix in namespaces else compact
