"""How the IRIs of one export are shortened: its prefixes, its base IRI, its graph name.

A namespace ends in ``/`` or ``#``; an IRI is cut at its last one and looked up, so the
number of prefixes costs nothing. IRIs below the base are written relative to it, where
every parser resolves them back to the same characters (RFC 3986, section 5).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from rdfexport.namespaces import PREFIXES
from rdfexport.serialization.rendering import Unwritable
from rdfexport.terms import Iri, is_absolute_iri

# No dot segments, no query, no fragment: what resolution would change is no base.
_BASE = re.compile(r"https?://[^/?#]+/(?:[^./?#][^/?#]*/)*")
# Two segments or more of characters that no resolver touches. A colon could be taken for
# the end of a scheme or of a prefix, "@" for a JSON-LD keyword, a single segment for a
# JSON-LD term; Python's own resolver drops a final ";".
_SEGMENT = r"[\w~%+,=!$&'()*\-][\w~%+,=!$&'()*\-.]*"
_BELOW_BASE = re.compile(rf"{_SEGMENT}(?:/{_SEGMENT})+")


@dataclass(frozen=True, slots=True)
class Layout:
    """What the writers of one export have in common.

    ``context`` is the JSON-LD context as a JSON object; None stands for the one of vocab/.
    ``graph`` names the graph of N-Quads and TriG; None stands for the default graph.
    """

    prefixes: Mapping[str, str] = field(default_factory=lambda: PREFIXES)
    base: str = ""
    graph: Iri | None = None
    context: Mapping[str, object] | None = None

    @property
    def resolvable_base(self) -> str:
        """The base, or "" if relative references to it would not come back unchanged.

        >>> Layout(base="https://example.org/archive/").resolvable_base
        'https://example.org/archive/'
        >>> Layout(base="https://example.org/archive#").resolvable_base
        ''
        """
        return self.base if _BASE.fullmatch(self.base) and is_absolute_iri(self.base) else ""

    def prefix_of(self) -> dict[str, str]:
        """Namespace -> prefix; the first prefix of a namespace counts."""
        return {namespace: prefix for prefix, namespace in reversed(tuple(self.prefixes.items()))}


def check_iri(iri: str) -> None:
    """Let only absolute IRIs pass that every RDF syntax can hold.

    Raises:
        Unwritable: relative, or with a blank, a quote mark or another forbidden character.
    """
    if not is_absolute_iri(iri):
        raise Unwritable(f"{iri!r} is not an absolute IRI")


def relative_to(base: str, iri: str) -> str | None:
    """The IRI relative to a resolvable base, or None if it has to be written in full.

    >>> relative_to("https://example.org/archive/", "https://example.org/archive/agent/mao-zedong")
    'agent/mao-zedong'
    """
    if not base or not iri.startswith(base):
        return None
    rest = iri[len(base) :]
    return rest if _BELOW_BASE.fullmatch(rest) else None


def split_iri(iri: str) -> tuple[str, str]:
    """Namespace and local part, cut behind the last ``/`` or ``#``.

    >>> split_iri("http://purl.org/dc/terms/title")
    ('http://purl.org/dc/terms/', 'title')
    """
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    return iri[:cut], iri[cut:]
