"""Pieces of an export, in order -> its files, all formats in one pass."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from rdfexport.pipeline.chunks import Piece
from rdfexport.reporting import ExportFile
from rdfexport.serialization import Assembly, ExportFolder, Writer


def write_files(
    pieces: Iterable[Piece], name: str, writers: Sequence[Writer], folder: ExportFolder
) -> tuple[ExportFile, ...]:
    """Write one file a writer into the folder, without committing it; tell their sizes and digests."""
    files = [
        _OpenFile(file_name, writer, folder.open(file_name))
        for writer in writers
        for file_name in (f"{name}.{writer.format.extension}",)
    ]
    for piece in pieces:
        for file, rendered in zip(files, piece.rendered, strict=True):
            file.put(file.assembly.next(rendered))
    return tuple(file.finished() for file in files)


class _OpenFile:
    """A file of the export while it is written."""

    def __init__(self, name: str, writer: Writer, stream: BinaryIO) -> None:
        self.assembly = Assembly(writer)
        self._name = name
        self._stream = stream
        self._size = 0
        self._digest = hashlib.sha256()
        self.put(self.assembly.opening())

    def put(self, data: bytes) -> None:
        self._stream.write(data)
        self._digest.update(data)
        self._size += len(data)

    def finished(self) -> ExportFile:
        self.put(self.assembly.closing())
        return ExportFile(self._name, self._size, self._digest.hexdigest())
