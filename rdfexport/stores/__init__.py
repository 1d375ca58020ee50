"""Stores: RDF files -> a graph that can be queried, and queries -> answers."""

from __future__ import annotations

from rdfexport.stores.answers import Answer, Form, Layout, serialize
from rdfexport.stores.cookbook import Recipe, read_cookbook, read_recipe
from rdfexport.stores.embedded import LoadedGraph, load

__all__ = [
    "Answer",
    "Form",
    "Layout",
    "LoadedGraph",
    "Recipe",
    "load",
    "read_cookbook",
    "read_recipe",
    "serialize",
]
