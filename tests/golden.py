"""Golden folders: ``python tests/golden.py NAME...`` writes their ``expected.ttl`` anew.

A folder ``tests/golden/NAME`` holds one listing (``listing.txt``, ``.csv``, ``.tsv`` or
``.jsonl``) and the Turtle it must become. Read the difference before you commit it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import rdfexport
from rdfexport.formats import RdfFormat

FOLDER = Path(__file__).resolve().parent / "golden"


def folders() -> list[Path]:
    return sorted(path for path in FOLDER.iterdir() if path.is_dir())


def built(folder: Path) -> str:
    (listing,) = folder.glob("listing.*")
    with tempfile.TemporaryDirectory() as out:
        settings = rdfexport.Settings(out=Path(out), formats=(RdfFormat.TURTLE,))
        rdfexport.build([str(listing)], settings)
        return (Path(out) / "export.ttl").read_text("utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:] or [folder.name for folder in folders()]:
        (FOLDER / name / "expected.ttl").write_text(built(FOLDER / name), "utf-8")
