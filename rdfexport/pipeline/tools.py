"""What a worker needs to turn records into output, loaded once in each process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rdfexport.authorities import Vocabulary
from rdfexport.formats import RdfFormat
from rdfexport.iris import Iris
from rdfexport.mappers import Mapper, Scope, bound_prefixes, combine, load_mappers
from rdfexport.reading import Lexicon
from rdfexport.serialization import Writer, writer_for
from rdfexport.settings import Settings, Validator, resource
from rdfexport.validation import Engine, Shapes, load_shapes, make_engine


@dataclass(frozen=True, slots=True)
class ReadingTools:
    """What reading and naming need; enough for ``parse``."""

    vocabulary: Vocabulary
    lexicon: Lexicon


@dataclass(frozen=True, slots=True)
class Tools:
    """What the whole line needs."""

    settings: Settings
    reading: ReadingTools
    profile: Mapper
    """The sum of the mappers' tables."""
    scope: Scope
    writers: tuple[Writer, ...]
    """One for each format of the settings, in their order."""
    triples: Writer
    """N-Triples, for validation."""
    shapes: Shapes | None
    engine: Engine | None


def load_reading_tools(authorities: Sequence[Path] = (), lexicons: Sequence[Path] = ()) -> ReadingTools:
    """Load the vocabularies and the lexicon of titles.

    Args:
        authorities: the user's authority files.
        lexicons: the user's words for the reading of titles.

    Raises:
        VocabularyInvalid: one of them contradicts itself or cannot be read.
    """
    vocabulary = Vocabulary.load(resource("vocab"), authorities)
    lexicon = Lexicon.load(resource("vocab") / "lexicon.toml", vocabulary.place_names(), lexicons)
    return ReadingTools(vocabulary, lexicon)


def load_tools(settings: Settings) -> Tools:
    """Load everything a build needs.

    Raises:
        VocabularyInvalid, MapperInvalid, ShapesInvalid: see there.
    """
    iris = Iris(settings.base)
    reading = load_reading_tools(settings.authorities, settings.lexicons)
    scope = Scope(iris, settings.language, iris.dataset(settings.name), reading.vocabulary.forms())
    mappers = load_mappers(settings.mappers)
    prefixes = bound_prefixes(mappers)
    shapes = load_shapes(resource("shapes")) if settings.validator is not Validator.NONE else None
    return Tools(
        settings=settings,
        reading=reading,
        profile=combine(mappers),
        scope=scope,
        writers=tuple(
            writer_for(rdf_format, prefixes, scope.dataset, base=settings.base)
            for rdf_format in settings.formats
        ),
        triples=writer_for(RdfFormat.N_TRIPLES),
        shapes=shapes,
        engine=make_engine(settings.validator, shapes) if shapes else None,
    )
