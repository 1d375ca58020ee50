"""The whole line: sources in, a folder of checked files and a Report out.

Chunks are processed as they are read; their pieces are sorted on the disk and joined in
the order of the export. Nothing holds all entries in memory.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from itertools import groupby

from rdfexport.errors import OutputNotWritable
from rdfexport.formats import ReportFormat, SourceFormat
from rdfexport.iris import concept
from rdfexport.mappers import describe_dataset, describe_listing
from rdfexport.model import Listing, Location, Progress, Record
from rdfexport.pipeline.chunks import Piece, remake, render, validate_blocks
from rdfexport.pipeline.engines import run
from rdfexport.pipeline.findings import Findings
from rdfexport.pipeline.output import write_files
from rdfexport.pipeline.tally import Tally
from rdfexport.pipeline.tools import Tools, load_tools
from rdfexport.problems import Problem
from rdfexport.reporting import RENDERERS, ExportFile, Report, Summary
from rdfexport.serialization import ExportFolder, ExternalSorter
from rdfexport.settings import Settings
from rdfexport.sources import Source, find_sources, read_source
from rdfexport.terms import Block
from rdfexport.validation import missing_targets, shapes_without_target

REPORTS = (ReportFormat.HTML, ReportFormat.JSON)
SHOWN_PER_CODE = 50


def build(
    paths: Sequence[str],
    settings: Settings,
    *,
    source_format: SourceFormat | None = None,
    columns: Mapping[str, str] | None = None,
    on_progress: Callable[[Progress], None] = lambda _: None,
) -> Report:
    """Build the export of these sources into ``settings.out``.

    Args:
        paths: files, folders, or ``-`` for standard input.
        settings: see there.
        source_format: overrides the detection of the format.
        columns: our field -> header of a table or key of JSON Lines.
        on_progress: called when a chunk is done.

    Returns:
        The report. Its problems are the first of each code; all stand in ``report.json``.

    Raises:
        ListingNotReadable, OutputNotWritable, TermNotWritable, VocabularyInvalid,
        ShapesInvalid, MapperInvalid: nothing is written then, and the last export is untouched.
        WorkersNotStarted, WorkerLost: likewise, with ``jobs`` above 1; a script that sets them
        has to call this under ``if __name__ == "__main__"``.
    """
    sources, problems = find_sources(paths, format=source_format, columns=columns or {})
    _keep_sources(sources, settings)
    tools = load_tools(settings)
    size = sum(source.path.stat().st_size for source in sources)
    with ExitStack() as stack:
        folder = stack.enter_context(ExportFolder(settings.out))
        pieces = stack.enter_context(ExternalSorter(folder.scratch))
        findings = Findings(stack.enter_context(ExternalSorter(folder.scratch)))
        findings.add((*problems, *tools.reading.vocabulary.problems))
        line = _Line(tools, Tally(), pieces, findings)
        with closing(run(line.chunks(sources), tools)) as results:
            for result in results:
                line.tally.add_chunk(result)
                findings.add(result.problems)
                line.add(result.pieces)
                on_progress(Progress(result.records, result.characters, size))
        line.describe_listings()
        files = write_files(line.export(), settings.name, tools.writers, folder)
        if tools.shapes:
            findings.add(missing_targets(tools.shapes, line.tally.targets))
        texts = tools.shapes.texts if tools.shapes else {}
        judged = tools.engine is not None
        report = Report(_summary(line, files), findings, findings.counts(), texts, judged)
        for report_format in REPORTS:
            folder.open(f"report.{report_format.extension}").writelines(RENDERERS[report_format](report))
        folder.commit()
        return replace(report, problems=tuple(findings.first_of_each_code(SHOWN_PER_CODE)))


def _keep_sources(sources: Iterable[Source], settings: Settings) -> None:
    """Refuse to write the export over what it is made from."""
    names = [f"{settings.name}.{rdf_format.extension}" for rdf_format in settings.formats]
    names += [f"report.{report_format.extension}" for report_format in REPORTS]
    targets = {(settings.out / name).resolve() for name in names}
    read = (source.path for source in sources)
    for path in (*read, *settings.authorities, *settings.lexicons):
        if path.resolve() in targets:
            raise OutputNotWritable(str(path), "it is a source of this build; choose another --out")


@dataclass(frozen=True, slots=True)
class _Line:
    """What the steps of one build share."""

    tools: Tools
    tally: Tally
    pieces: ExternalSorter
    findings: Findings

    def add(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            self.pieces.add(piece.key, pickle.dumps(piece))

    def chunks(self, sources: Sequence[Source]) -> Iterator[list[Record]]:
        """The records of all sources; problems and listings go where they belong."""
        chunk: list[Record] = []
        for source in sources:
            for item in read_source(source):
                match item:
                    case Record():
                        chunk.append(item)
                        if len(chunk) == self.tools.settings.chunk:
                            yield chunk
                            chunk = []
                    case Problem():
                        self.findings.add([item])
                    case Listing():
                        self.tally.listings.append(item)
        if chunk:
            yield chunk

    def describe_listings(self) -> None:
        listings = self.tally.listings
        blocks = [describe_listing(listing, self.tools.profile, self.tools.scope) for listing in listings]
        lines = (listing.coverage_line or 1 for listing in listings)
        places = {
            str(block.iri): Location(listing.name, listing.digest, line, line)
            for block, listing, line in zip(blocks, listings, lines, strict=True)
        }
        self.judge(blocks, places)
        self.add(render(block, self.tools) for block in blocks)

    def judge(self, blocks: Sequence[Block], places: Mapping[str, Location]) -> None:
        problems, targets = validate_blocks(blocks, places.get, self.tools)
        self.findings.add(problems)
        self.tally.targets.update(targets)

    def joined(self) -> Iterator[Piece]:
        """One piece for each IRI, in the order of the export; what was joined is judged again."""
        blocks: list[Block] = []
        places: dict[str, Location] = {}
        for _, group in groupby(self.pieces, key=lambda item: item[0]):
            same = [pickle.loads(payload) for payload, _ in groupby(payload for _, payload in group)]
            if len(same) == 1:
                piece = same[0]
                self.findings.add(piece.problems)
            else:
                piece, block, where = remake(same, self.tools)
                blocks.append(block)
                if where:
                    places |= {str(node.subject): where for node in block.nodes}
                if len(blocks) == self.tools.settings.chunk:
                    self.judge(blocks, places)
                    blocks, places = [], {}
            self.tally.add_piece(piece)
            yield piece
        self.judge(blocks, places)

    def export(self) -> Iterator[Piece]:
        """The whole export, in its order."""
        yield from self.joined()
        yield self.dataset()

    def dataset(self) -> Piece:
        """The description of the whole, which counts itself in."""
        settings, profile, scope = self.tools.settings, self.tools.profile, self.tools.scope
        block = describe_dataset(self.tally.dataset(settings, profile, 0), profile, scope)
        triples = self.tally.triples + sum(len(node.statements) for node in block.nodes)
        block = describe_dataset(self.tally.dataset(settings, profile, triples), profile, scope)
        self.judge([block], {})
        piece = render(block, self.tools)
        self.tally.add_piece(piece)
        return piece


def _summary(line: _Line, files: tuple[ExportFile, ...]) -> Summary:
    tally, tools = line.tally, line.tools
    earliest, latest = tally.span()
    concepts = tools.reading.vocabulary.concepts
    genres = {concepts[concept("genre", key)].label: number for key, number in tally.genres.items()}
    idle = shapes_without_target(tools.shapes, tally.targets) if tools.shapes else ()
    return Summary(
        title=tools.settings.title,
        documents=tally.documents,
        sightings=tally.sightings,
        agents_resolved=tally.agents["resolved"],
        agents_unresolved=tally.agents["unresolved"],
        triples=tally.triples,
        earliest=earliest,
        latest=latest,
        listings=tuple(sorted(tally.listings, key=lambda listing: (listing.name, listing.digest))),
        genres=dict(sorted(genres.items(), key=lambda item: (-item[1], item[0]))),
        files=files,
        shapes_without_target=tuple(shape.code for shape in idle),
    )
