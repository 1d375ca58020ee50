from rdfexport.library import LinkedEntry as LinkedEntry
from rdfexport.library import Listing as Listing
from rdfexport.library import Problem as Problem
from rdfexport.library import Record as Record
from rdfexport.library import Report as Report
from rdfexport.library import Settings as Settings
from rdfexport.library import build as build
from rdfexport.library import examples as examples
from rdfexport.library import parse as parse
from rdfexport.library import read as read
from rdfexport.library import to_graph as to_graph
from rdfexport.library import validate as validate

__version__: str
