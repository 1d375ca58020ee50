"""Who may import whom: the imports run one way, from the pipeline down to the model."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "rdfexport"

LEVELS = [
    {"terms", "errors", "model", "namespaces", "formats", "version"},
    {"problems", "iris", "settings"},
    {
        "sources",
        "reading",
        "authorities",
        "mappers",
        "validation",
        "reporting",
        "serialization",
        "stores",
        "explaining",
    },
    {"pipeline"},
    {"library"},
    {"__init__"},
    {"cli"},
    {"__main__"},
]
WITHIN_A_LEVEL = {("namespaces", "terms")}
HEAVY = {"rdflib", "pyshacl", "pyoxigraph", "jinja2", "shacl"}
# Loaded lazily as a whole; its signatures name rdflib.
MAY_LOAD_HEAVY = {"library"}
NO_RDF = {"sources", "reading", "model"}


def level(part: str) -> int:
    return next(i for i, parts in enumerate(LEVELS) if part in parts)


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path, *, top_only: bool) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    nodes = tree.body if top_only else list(ast.walk(tree))
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module is not None
            names |= (
                {f"rdfexport.{alias.name}" for alias in node.names}
                if node.module == "rdfexport"
                else {node.module}
            )
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names


def ours(names: set[str]) -> set[str]:
    """The parts of our own package; a name of the package itself counts as ``__init__``."""
    parts = {name.split(".")[1] for name in names if name.startswith("rdfexport.")}
    known = set().union(*LEVELS)
    return {part if part in known else "__init__" for part in parts}


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_one_way(path):
    here = part_of(path)
    for there in ours(imported(path, top_only=False)) - {here}:
        allowed = level(there) < level(here) or (here, there) in WITHIN_A_LEVEL
        assert allowed, f"{path.relative_to(PACKAGE)} ({here}) imports {there}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_heavy_libraries_are_imported_where_they_are_used(path):
    top = {name.split(".")[0] for name in imported(path, top_only=True)}
    assert not top & HEAVY or part_of(path) in MAY_LOAD_HEAVY


@pytest.mark.parametrize("part", sorted(NO_RDF))
def test_reading_knows_no_rdf_library(part):
    for path in modules():
        if part_of(path) == part:
            names = {name.split(".")[0] for name in imported(path, top_only=False)}
            assert not names & {"rdflib", "pyoxigraph", "pyshacl", "shacl"}, path


def test_no_import_hides_behind_type_checking():
    assert [p for p in modules() if "TYPE_CHECKING" in p.read_text("utf-8")] == []


def test_modules_stay_readable():
    long = {p.name: n for p in modules() if (n := len(p.read_text("utf-8").splitlines())) > 400}
    assert long == {}
