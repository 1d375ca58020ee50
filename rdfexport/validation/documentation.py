"""Write the manual page of the shapes from the shapes themselves."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

from rdfexport.validation.report import compact_iri
from rdfexport.validation.shapes import Shape, Shapes

_HEAD = """\
# The rules an export must keep

This page is written from `shapes/*.ttl` by `rdfexport.validation.documentation`; a test keeps
the two in step. A **violation** makes `rdfexport build` end with exit code 3; a **warning** is
worth a look; an **info** says what is missing without being wrong.

Every rule judges one node by that node's own statements, so that an export can be judged in
pieces. Only SHACL Core is used, without inference. Shapes are open: statements of other
vocabularies beside ours are welcome.
"""


def shapes_page(shapes: Shapes, folder: Path) -> str:
    """The rules as Markdown, one section per file, one row per code.

    Args:
        shapes: loaded from the folder.
        folder: whose files' first comment line introduces each section.
    """
    sections = [_HEAD]
    by_source = sorted(shapes.by_iri.values(), key=lambda shape: (shape.source, shape.code))
    for source, group in groupby(by_source, key=lambda shape: shape.source):
        rules = list(group)
        sections.append(
            f"## {source}\n\n{_introduction(folder / source)}\n\n{_applies_to(rules)}{_table(rules)}"
        )
    return "\n".join(sections)


def _introduction(path: Path) -> str:
    first = path.read_text("utf-8").split("\n", 1)[0]
    return first.removeprefix("#").strip()


def _applies_to(rules: list[Shape]) -> str:
    terms = dict.fromkeys(f"`{compact_iri(t.iri)}`" for rule in rules for t in rule.targets)
    return f"Looks at: {', '.join(terms)}.\n\n" if terms else ""


def _table(rules: list[Shape]) -> str:
    rows = "".join(
        f"| {rule.code} | {rule.severity} | {_cell(rule.message)} | {_cell(rule.harm)} |\n" for rule in rules
    )
    return f"| code | severity | what is reported | why it matters |\n|---|---|---|---|\n{rows}"


def _cell(text: str) -> str:
    return re.sub(r"([|\\])", r"\\\1", text)
