"""The cookbook: SPARQL queries that ship with the package, one ``.rq`` file each.

A recipe begins with a comment whose first line is its title; the rest of the comment says
which question it answers and how to read the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rdfexport.errors import QueryInvalid


@dataclass(frozen=True, slots=True)
class Recipe:
    """A query of the cookbook."""

    name: str
    """The file name without its ending."""
    text: str
    """The whole file: comment and query."""

    @property
    def title(self) -> str:
        """The first line of the comment.

        >>> Recipe("via", "# What went through whom\\n# ...\\nSELECT * {}\\n").title
        'What went through whom'
        """
        return self.text.partition("\n")[0].lstrip("# ").rstrip()


def read_cookbook(folder: Path) -> tuple[Recipe, ...]:
    """Every recipe of a folder, by name."""
    return tuple(_recipe(path) for path in sorted(folder.glob("*.rq")))


def read_recipe(folder: Path, name: str) -> Recipe:
    """The recipe of this name.

    Raises:
        QueryInvalid: there is none.
    """
    names = [path.stem for path in sorted(folder.glob("*.rq"))]
    if name not in names:
        raise QueryInvalid(f"the cookbook has no query {name!r}; it has {', '.join(names) or 'none'}")
    return _recipe(folder / f"{name}.rq")


def _recipe(path: Path) -> Recipe:
    return Recipe(path.stem, path.read_text("utf-8"))
