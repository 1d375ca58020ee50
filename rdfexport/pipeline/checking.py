"""Judge RDF files that exist: ours, edited by hand, or of somebody else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rdfexport.reporting import Report
from rdfexport.settings import SettingsInvalid, Validator, resource
from rdfexport.stores.files import find_export
from rdfexport.validation import load_shapes, make_engine, validate_file


def check_files(
    paths: Sequence[Path], *, shapes: Path | None = None, validator: Validator = Validator.AUTO
) -> Report:
    """Judge each file on its own, by our shapes and further ones; a folder stands for the export in it.

    Raises:
        GraphNotReadable: a file is missing or no RDF.
        ShapesInvalid: see there.
        SettingsInvalid: nobody is to judge.
    """
    if validator is Validator.NONE:
        raise SettingsInvalid("validator", "none judges nothing; use auto or pyshacl")
    rules = load_shapes(resource("shapes"), *([shapes] if shapes else []))
    engine = make_engine(validator, rules)
    files = [find_export(path) if path.is_dir() else path for path in paths]
    judgements = [validate_file(path, rules, engine) for path in files] if engine else []
    problems = tuple(problem for judgement in judgements for problem in judgement.problems)
    counts = Counter((problem.severity, problem.code) for problem in problems)
    return Report(None, problems, counts, rules.texts)
