"""Triples -> Problems: SHACL by the shapes of ``shapes/``, told in terms of the listing.

Shapes judge a graph in pieces; engines give Results; a locator leads from the node judged
to the printed lines. What had nothing to judge is told as well.
"""

from rdfexport.validation.engines import Engine, FastThenJudge, make_engine
from rdfexport.validation.files import Judgement, validate_file
from rdfexport.validation.pyshacl_judge import PyShacl
from rdfexport.validation.report import (
    Result,
    ValidationResults,
    missing_targets,
    shapes_without_target,
    to_problems,
)
from rdfexport.validation.shapes import Shape, Shapes, load_shapes

__all__ = [
    "Engine",
    "FastThenJudge",
    "Judgement",
    "PyShacl",
    "Result",
    "Shape",
    "Shapes",
    "ValidationResults",
    "load_shapes",
    "make_engine",
    "missing_targets",
    "shapes_without_target",
    "to_problems",
    "validate_file",
]
