"""Mint the stable IRI of everything an export describes.

The IRI of a document rests on what is printed (date, title, abstract) and on nothing
that a later reading could change. All IRIs are flat: no fragments, no namespace of an
entry's own.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from rdfexport.model import NameKind
from rdfexport.namespaces import VOCAB
from rdfexport.terms import Iri, is_absolute_iri

LAST_LATIN = "\u024f"
"""The end of Latin Extended-B: marks on letters up to here are accents."""
_QUOTES = str.maketrans({"‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"'})
_WITH_HOST = re.compile(r"https?://[^/?#]")
_EDTF = re.compile(r"-?[\dX]{4}[\dX/?~%.\-]*", re.ASCII)
_EDTF_IN_PATH = str.maketrans({"/": "--", "?": "-uncertain", "%": "-uncertain~"})


def normalize(text: str) -> str:
    """Fold what two printings of one text may differ in: white space, quote marks, composition.

    >>> normalize("Mao’s   visit ")
    "Mao's visit"
    """
    return " ".join(unicodedata.normalize("NFC", text).translate(_QUOTES).split())


def document_key(date: str, title: str, abstract: str) -> str:
    """The local part of a document's IRI: ``{date}-{12 hex}``.

    Args:
        date: the printed date as EDTF, or as printed where no form reads it, or "".
        title: as printed.
        abstract: as printed, "" where there is none.

    >>> document_key("1949-01-08", "Cable, Mao Zedong to Stalin", "")
    '1949-01-08-5cf4c45ea852'
    """
    text = "\n".join(map(normalize, (date, title, abstract)))
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    prefix = date.translate(_EDTF_IN_PATH) if _EDTF.fullmatch(date) else "undated"
    return f"{prefix}-{digest}"


def slug(name: str) -> str:
    """A name as a path segment: lower case, accents of Latin letters and punctuation dropped.

    Marks of other scripts are part of their letters and stay. A name without any letter is
    told by its digest, so that two of them never share an IRI.

    >>> slug("Charge d’Affaires of the Soviet Embassy"), slug("毛泽东"), slug("Андрей"), slug("Mieczysław")
    ('charge-d-affaires-of-the-soviet-embassy', '毛泽东', 'андрей', 'mieczysław')
    """
    kept: list[str] = []
    for char in unicodedata.normalize("NFKD", name.casefold()):
        if unicodedata.category(char).startswith("M"):
            if kept and kept[-1] > LAST_LATIN:
                kept.append(char)
        else:
            kept.append(char if char.isalnum() else " ")
    words = unicodedata.normalize("NFC", "".join(kept)).split()
    return "-".join(words) or f"unnamed-{hashlib.sha256(name.encode()).hexdigest()[:12]}"


def is_web_address(text: str) -> bool:
    """Whether a text may stand as the IRI of a web page.

    >>> is_web_address("https://example.org/record/1"), is_web_address("record 1")
    (True, False)
    """
    return _WITH_HOST.match(text) is not None and is_absolute_iri(text)


def _folder(kind: NameKind) -> str:
    """Agents and places have keys of their own: one of each may have the same."""
    return "place" if kind is NameKind.PLACE else "agent"


@dataclass(frozen=True, slots=True)
class Iris:
    """Mints below one base IRI, which ends in ``/`` or ``#``."""

    base: str

    def document(self, key: str) -> Iri:
        """``{base}document/{key}``, from :func:`document_key`."""
        return Iri(f"{self.base}document/{key}")

    def event(self, document_key: str) -> Iri:
        """The conversation that a document records."""
        return Iri(f"{self.base}event/{document_key}")

    def attribution(self, document_key: str, role: str, position: int) -> Iri:
        """One party of a document: ``{base}attribution/{document key}-creator-1``."""
        return Iri(f"{self.base}attribution/{document_key}-{role}-{position}")

    def enclosure(self, document_key: str, position: int) -> Iri:
        """A document that another one transmits."""
        return Iri(f"{self.base}enclosure/{document_key}-{position}")

    def mention(self, document_key: str, position: int) -> Iri:
        """A place that the title names."""
        return Iri(f"{self.base}mention/{document_key}-{position}")

    def name(self, key: str, kind: NameKind, position: int) -> Iri:
        """A name that an agent or a place had in a stretch of time only."""
        return Iri(f"{self.base}name/{_folder(kind)}-{key}-{position}")

    def authority(self, key: str, kind: NameKind) -> Iri:
        """An agent or a place: ``{base}agent/mao-zedong``, ``{base}place/moscow``."""
        return Iri(f"{self.base}{_folder(kind)}/{key}")

    def listing(self, digest: str) -> Iri:
        """A source file, by the SHA-256 of its bytes."""
        return Iri(f"{self.base}listing/{digest[:12]}")

    def sighting(self, digest: str, ordinal: int) -> Iri:
        """One printed occurrence in a source file."""
        return Iri(f"{self.base}sighting/{digest[:12]}-{ordinal}")

    def dataset(self, name: str) -> Iri:
        """The export as a whole."""
        return Iri(f"{self.base}dataset/{slug(name)}")


def concept(scheme: str, key: str) -> Iri:
    """A concept of vocab/: ``genre``, ``role``; also an authority record, ``agent``, ``place``."""
    return VOCAB[f"{scheme}/{key}"]
