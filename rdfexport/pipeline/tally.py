"""What a build counts while its pieces go by: for the summary and the dataset description."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from rdfexport.mappers import DatasetDescription, Mapper, vocabularies
from rdfexport.model import Listing
from rdfexport.pipeline.chunks import ChunkResult, Piece
from rdfexport.settings import Settings, source_date_epoch
from rdfexport.terms import Section
from rdfexport.version import VERSION


@dataclass(slots=True)
class Tally:
    """Grows with every chunk and every piece; it keeps the listings, and nothing of an entry."""

    listings: list[Listing] = field(default_factory=list)
    sightings: int = 0
    documents: int = 0
    triples: int = 0
    genres: Counter[str] = field(default_factory=Counter)
    agents: Counter[str] = field(default_factory=Counter)
    targets: Counter[str] = field(default_factory=Counter)
    earliest: str = ""
    latest: str = ""

    def add_chunk(self, result: ChunkResult) -> None:
        """Count what a chunk read and judged."""
        self.sightings += result.records
        self.targets += result.targets

    def add_piece(self, piece: Piece) -> None:
        """Count a piece of the export."""
        self.triples += piece.triples
        if piece.section is Section.DOCUMENT:
            genre, earliest, latest = piece.facts
            self.documents += 1
            self.genres[genre] += 1
            if earliest:
                self.earliest = min(self.earliest or earliest, earliest)
                self.latest = max(self.latest, latest)
        elif piece.section is Section.AGENT:
            self.agents[piece.facts[0]] += 1

    def span(self) -> tuple[date, date] | tuple[None, None]:
        """First and last day that the documents' dates may mean."""
        if not self.earliest:
            return None, None
        return date.fromisoformat(self.earliest), date.fromisoformat(self.latest)

    def dataset(self, settings: Settings, profile: Mapper, triples: int) -> DatasetDescription:
        """The export as a whole."""
        earliest, latest = self.span()
        return DatasetDescription(
            title=settings.title,
            description=settings.description,
            tool_version=VERSION,
            listings=tuple(sorted(self.listings, key=lambda listing: listing.digest)),
            documents=self.documents,
            sightings=self.sightings,
            triples=triples,
            earliest=earliest,
            latest=latest,
            licence=settings.licence,
            publisher=settings.publisher,
            modified=source_date_epoch(),
            vocabularies=vocabularies(profile),
        )
