"""RDF files in memory: what is loaded, what is refused, what an answer looks like."""

import gzip
import io
import os
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pyoxigraph
import pytest

from rdfexport.errors import GraphNotReadable, QueryInvalid
from rdfexport.formats import RdfFormat, ResultFormat
from rdfexport.namespaces import RDF, RX, SCHEMA, SKOS, XSD
from rdfexport.stores import Form, load, read_cookbook, read_recipe, serialize
from rdfexport.stores.federation import calls_service
from rdfexport.stores.tables import render_table
from rdfexport.terms import Iri, Literal

BASE = "https://example.org/archive/"
TURTLE = """\
@base <https://example.org/archive/> .
@prefix local: <https://example.org/terms#> .
@prefix rx: <https://w3id.org/rdfexport/ns#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<agent/mao-zedong> a schema:Person ;
    skos:prefLabel "Mao Zedong"@en ;
    skos:altLabel "毛泽东" ;
    local:note "one" , "two" ;
    rx:resolved true .

<agent/stalin-joseph> a schema:Person ;
    skos:prefLabel "Joseph Stalin"@en ;
    rx:position 2 .
"""


@pytest.fixture
def turtle(tmp_path):
    path = tmp_path / "export.ttl"
    path.write_text(TURTLE, "utf-8")
    return path


@pytest.fixture
def graph(turtle):
    return load([turtle])


def written(answer, result_format, **how):
    out = io.BytesIO()
    serialize(answer, result_format, out, **how)
    return out.getvalue().decode()


def table(graph, sparql, **how):
    return written(graph.query(sparql), ResultFormat.TABLE, **how)


# --- loading ---------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["", ".gz"])
@pytest.mark.parametrize("rdf_format", RdfFormat, ids=lambda f: f.label)
def test_every_syntax_is_read_packed_or_not(tmp_path, turtle, rdf_format, ending):
    triples = [quad.triple for quad in pyoxigraph.parse(path=turtle)]
    data = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.from_media_type(rdf_format.media_type))
    path = tmp_path / f"copy.{rdf_format.extension}{ending}"
    path.write_bytes(gzip.compress(data) if ending else data)
    assert len(load([path])) == len(triples) == 9


def test_a_folder_stands_for_the_export_in_it(tmp_path, turtle):
    (tmp_path / "report.json").write_text("{}")
    other = tmp_path / "export.nt"
    other.write_text("")
    time = turtle.stat().st_mtime_ns
    for later, triples in ((0, 9), (-1, 9), (1, 0)):
        os.utime(other, ns=(time, time + later))
        assert len(load([tmp_path])) == triples


def test_several_files_make_one_graph(tmp_path, turtle):
    more = tmp_path / "more.ttl"
    more.write_text("<https://example.org/archive/agent/x> a <https://schema.org/Person> .")
    assert len(load([turtle, more, turtle])) == 10


def test_blank_nodes_of_two_files_stay_two(tmp_path):
    files = [tmp_path / "a.ttl", tmp_path / "b.ttl"]
    for number, path in enumerate(files):
        path.write_text(f"_:x <https://schema.org/position> {number} .")
    assert table(load(files), "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }").split()[-1] == "2"


def test_a_named_graph_is_asked_without_naming_it(tmp_path):
    path = tmp_path / "export.nq"
    triple = "<urn:s> <urn:p> <urn:o>"
    path.write_text(f"{triple} <urn:g> .\n{triple} .\n{triple} <urn:h> .\n")
    graph = load([path])
    assert len(graph) == 1
    assert graph.describe("urn:s") == ((Iri("urn:p"), Iri("urn:o")),)
    assert table(graph, "SELECT ?o { ?s ?p ?o }").splitlines()[2:] == ["urn:o"]
    assert table(graph, "SELECT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g").split()[2:] == ["urn:g", "urn:h"]


NOT_READ = [
    ("missing.ttl", None, "no such file or folder"),
    ("notes.docx", b"", "not known as RDF by its ending"),
    ("broken.ttl", b"<a:b> <a:c>\n", "not turtle: line 2"),
    ("broken.nt", b"<a:b> <a:c> <a:d> .\n<a:b>\n", "not n-triples: line 3"),
    ("broken.jsonld", b'{"@id": [1}', "not json-ld: line 1"),
    ("latin.ttl", b'<a:b> <a:c> "\xe9" .', "not turtle"),
    ("broken.ttl.gz", b"no gzip", "the gzip file is broken"),
    ("cut.ttl.gz", gzip.compress(b"<a:b> <a:c> <a:d> .")[:-9], "the gzip file is broken"),
    (
        "remote.jsonld",
        b'{"@context": "https://schema.org/", "name": "x"}',
        "lies elsewhere and is not fetched",
    ),
]


@pytest.mark.parametrize(("name", "data", "reason"), NOT_READ, ids=[case[0] for case in NOT_READ])
def test_what_cannot_be_read_is_said_in_one_line(tmp_path, name, data, reason):
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(GraphNotReadable) as caught:
        load([path])
    assert reason in str(caught.value)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.usefixtures("turtle")
def test_an_empty_folder_and_a_crowded_one_are_refused(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(GraphNotReadable, match="no export in this folder"):
        load([tmp_path / "empty"])
    (tmp_path / "other.ttl").write_text("")
    with pytest.raises(GraphNotReadable, match=r"several exports in this folder \(export, other\)"):
        load([tmp_path])


# --- looking at nodes ------------------------------------------------------------------


def test_a_node_is_described_with_its_types_first(graph):
    assert graph.describe(f"{BASE}agent/stalin-joseph") == (
        (RDF.type, Iri(SCHEMA.Person)),
        (RX.position, Literal("2", XSD.integer)),
        (SKOS.prefLabel, Literal("Joseph Stalin", language="en")),
    )


@pytest.mark.parametrize("iri", ["", "agent/mao-zedong", f"{BASE}agent/nobody", "a b"])
def test_what_is_no_subject_has_no_description(graph, iri):
    assert graph.describe(iri) == ()


def test_subjects_are_found_by_predicate_and_value(graph):
    both = (Iri(f"{BASE}agent/mao-zedong"), Iri(f"{BASE}agent/stalin-joseph"))
    assert graph.subjects(RDF.type) == both
    assert graph.subjects(RDF.type, SCHEMA.Person) == both
    assert graph.subjects(SKOS.prefLabel, Literal("Mao Zedong", language="en")) == both[:1]
    assert graph.subjects(SKOS.altLabel, Literal("毛泽东")) == both[:1]
    assert graph.subjects(RX.position, Literal("2", XSD.integer)) == both[1:]
    assert graph.subjects(RX.position, Literal("2")) == ()


SHORT = [
    (f"{BASE}agent/mao-zedong", "agent/mao-zedong"),
    ("https://schema.org/name", "schema:name"),
    ("https://w3id.org/rdfexport/vocab/genre/cable", "genre:cable"),
    ("https://example.org/terms#note", "local:note"),
    ("https://schema.org/", "https://schema.org/"),
    ("https://schema.org/a/b", "https://schema.org/a/b"),
    (BASE, BASE),
    ("urn:x", "urn:x"),
]


@pytest.mark.parametrize(("iri", "short"), SHORT)
def test_iris_are_shortened(graph, iri, short):
    assert graph.shorten(iri) == short


# --- queries ---------------------------------------------------------------------------


def test_prefixes_and_base_need_no_declaration(graph):
    found = table(
        graph, "SELECT ?note { <agent/mao-zedong> skos:prefLabel ?l ; local:note ?note } ORDER BY ?note"
    )
    assert found.splitlines()[2:] == ["one", "two"]


def test_the_base_is_what_the_dataset_says(tmp_path):
    path = tmp_path / "export.nt"
    path.write_text('<https://a.example/x> <http://rdfs.org/ns/void#uriSpace> "https://a.example/" .')
    assert load([path]).query("ASK { <x> void:uriSpace ?base }").result


def test_a_declared_prefix_counts_before_ours(graph):
    assert not graph.query("PREFIX schema: <http://schema.org/> ASK { ?s a schema:Person }").result
    assert graph.query("ASK { ?s a schema:Person }").result


INVALID = [
    ("", "the query is empty"),
    ("# only a comment", "the query is empty"),
    ("SELECT *\n{ ?s ?p ?o ) }", "not a SPARQL query: line 2, column 12, near ') }'"),
    ("SELECT *\n{ ?s ?p ?o ", "not a SPARQL query: line 2, column 12, at its end"),
    ("SELECT * { ?s ?p ?o } ORDER ?s", "line 1, column 23, near 'ORDER ?s'"),
    ("SELECT ?s\nWHERE { ?s ?p 'é' ?o }", "line 2, column 19, near '?o }'"),
    ("SELECT ?x { ?x unknown:p ?y }", "not a SPARQL query: the prefix unknown: is not declared"),
    ("SELECT ?s { ?s ?p ?o } GROUP BY ?p", "a variable that is neither grouped nor bound"),
    ("SELECT (nosuch(?x) AS ?y) {}", "not a SPARQL query: line 1, column 15"),
    ("INSERT DATA { <urn:a> <urn:b> 1 }", "INSERT is an update; a query only reads"),
    ("PREFIX x: <urn:x> # why\n DELETE WHERE { ?s ?p ?o }", "DELETE is an update"),
    ("LOAD <https://example.org/>", "LOAD is an update"),
    ("DROP ALL", "DROP is an update"),
    ("SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }", "SERVICE would call another server"),
]


@pytest.mark.parametrize(("sparql", "reason"), INVALID)
def test_an_invalid_query_is_explained_in_one_line(graph, sparql, reason):
    with pytest.raises(QueryInvalid) as caught:
        graph.query(sparql)
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_nothing_is_changed_by_a_refused_update(graph):
    before = len(graph)
    for update in ("INSERT DATA { <urn:a> <urn:b> 1 }", "DELETE WHERE { ?s ?p ?o }", "CLEAR ALL"):
        with pytest.raises(QueryInvalid):
            graph.query(update)
    assert len(graph) == before


# --- SERVICE ---------------------------------------------------------------------------

CALLS = [
    "SELECT * { SERVICE <urn:s> { ?s ?p ?o } }",
    "SELECT * { service silent <urn:s> { ?s ?p ?o } }",
    "SELECT * { SeRvIcE ?where { ?s ?p ?o } }",
    "SELECT * { SERVICE\n#\n<urn:s>{} }",
    "SELECT * { {}SERVICE<urn:s>{} }",
    "SELECT * { SERVICEx:y{} }",
    "SELECT * { service:y {} }",
    "SELECT * { servicesilent:y # comment\n {} }",
    "SELECT * { SERVICESILENT<urn:s>{} }",
    "SELECT * { ?s ?p 1SERVICE<urn:s>{} }",
    "SELECT * { ?s ?p trueSERVICE<urn:s>{} }",
    "SELECT * { ?s ?p trueservice:x{} }",
    "SELECT * { ?s ?p ?o.SERVICE<urn:s>{} }",
    "SELECT * { ?s ?p 'x'@en SERVICE<urn:s>{} }",
    "SELECT * { ?s ?p '''#''' SERVICE<urn:s>{} }",
    "SELECT * { ?s ?p '\\'' SERVICE<urn:s>{} }",
    "SELECT * { ?s ?p x:\\' . SERVICE<urn:s>{} # ' }",
    "# ' \r SELECT * { SERVICE <urn:s> {} # ' }",
    # "<" may be an operator, and what looks like an IRI then is none.
    "SELECT * { ?s ?p ?o FILTER(?o<?o||true)SERVICE#>\n<urn:s>{} }",
    "SELECT * { ?s ?p ?o FILTER(?o<'>'||true)SERVICE<urn:s>{?a ?b 'c'} }",
    "SELECT * { ?s ?p ?o FILTER(?o<'''>'''||true)SERVICE<urn:s>{?a ?b '''c'''} }",
    "SELECT * { ?s ?p ?o FILTER(1<2#>'\n)SERVICE<urn:s>{?a ?b 'c'} }",
    "SELECT * { ?s ?p ?o FILTER(true<true/1||1<'>')SERVICE<urn:s>{?a ?b 'c'} }",
    "SELECT * { \\u0053ERVICE <urn:s> {} }",
]
CALLS_NOT = [
    "SELECT * { ?s ?p ?o }",
    "SELECT ?service { ?service ?p $service }",
    "SELECT * { ?s service:x ?o . service:x ?p service:y }",
    "SELECT * { ?s x:service ?o . ?s x:service.y ?z }",
    "SELECT * { ?s ?p 'SERVICE <urn:s> {}' }",
    'SELECT * { ?s ?p "it\\"s SERVICE" }',
    "SELECT * { ?s ?p '''SERVICE ' <urn:s> {}''' }",
    "SELECT * { ?s ?p 'x'@service }",
    "SELECT * { ?s ?p ?o } # SERVICE <urn:s> {}",
    "SELECT * { ?s <https://example.org/service> <urn:service> }",
    "SELECT * { ?s <service> <agent/service> ; <./service> <../service> ; </service> <#service> }",
    "SELECT * { GRAPH service:x { ?s ?p ?o } }",
    "SELECT * FROM service:x { ?s ?p ?o }",
    "SELECT * { _:service ?p ?o }",
]


@pytest.mark.parametrize("sparql", CALLS)
def test_a_call_of_another_server_is_recognized(sparql):
    assert calls_service(sparql)


@pytest.mark.parametrize("sparql", CALLS_NOT)
def test_the_word_alone_is_no_call(sparql):
    assert not calls_service(sparql)


@pytest.fixture
def listener():
    """A server on this machine, and the paths that were asked of it."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def do_POST(self):
            self.do_GET()

        def log_message(self, *args):
            del args

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()
        thread.join()


def test_nothing_connects_out(tmp_path, graph, listener):
    server, asked = listener
    prefixes = f"PREFIX : <{server}> PREFIX x: <{server}> "
    # Without our refusal the engine does connect: this is what the test is about.
    with pytest.raises(OSError, match="404"):
        list(pyoxigraph.Store().query(f"SELECT * {{ SERVICE <{server}> {{ ?s ?p ?o }} }}"))
    assert asked.pop() == "/"
    for sparql in CALLS:
        with pytest.raises(QueryInvalid):
            graph.query(prefixes + sparql.replace("<urn:s>", f"<{server}>"))
    list(graph.query(f"SELECT * FROM <{server}> {{ ?s ?p ?o }}").result)
    context = tmp_path / "remote.jsonld"
    context.write_text(f'{{"@context": "{server}context.jsonld", "name": "x"}}')
    with pytest.raises(GraphNotReadable):
        load([context])
    assert asked == []


# --- answers ---------------------------------------------------------------------------


def test_a_table_is_aligned_and_shortened(graph):
    labels = "?who skos:prefLabel ?label OPTIONAL { ?who local:x ?type }"
    found = table(graph, f"SELECT ?who ?label ?type {{ {labels} }} ORDER BY ?who")
    assert found == (
        "who                  label          type\n"
        "-------------------  -------------  ----\n"
        "agent/mao-zedong     Mao Zedong\n"
        "agent/stalin-joseph  Joseph Stalin\n"
    )


TABLES = [
    ([("Mao Zedong", "21")], None, ["Mao Zedong  21"]),
    ([("毛泽东", "21"), ("Mao", "2")], None, ["毛泽东  21", "Mao     2"]),
    ([("two\nlines\tand \x1b[31m", "")], None, ["two lines and �[31m"]),
    ([("a title that is long", "b" * 20)], 24, ["a title th…  bbbbbbbbbb…"]),
    ([("毛泽东毛泽东毛泽东", "x")], 12, ["毛泽东毛…  x"]),
    ([("a" * 30, "b" * 30)], 4, ["aaaaaaa…  bbbbbbb…"]),
]


@pytest.mark.parametrize(("rows", "width", "lines"), TABLES)
def test_tables(rows, width, lines):
    assert list(render_table(("n", "m"), rows, width))[2:] == lines


@pytest.mark.parametrize("width", [28, 40])
def test_a_table_is_cut_to_the_width(graph, width):
    found = table(graph, "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o", width=width)
    assert max(map(len, found.splitlines())) <= width
    assert "…" in found


def test_csv_tsv_and_json_are_the_formats_of_the_w3c(graph):
    sparql = "SELECT ?who ?n { ?who rx:position ?n }"
    who = f"{BASE}agent/stalin-joseph"
    assert written(graph.query(sparql), ResultFormat.CSV) == f"who,n\r\n{who},2\r\n"
    assert written(graph.query(sparql), ResultFormat.TSV) == f"?who\t?n\n<{who}>\t2\n"
    assert written(graph.query(sparql), ResultFormat.JSON) == (
        '{"head":{"vars":["who","n"]},"results":{"bindings":[{"who":{"type":"uri","value":"' + who + '"},'
        '"n":{"type":"literal","value":"2","datatype":"http://www.w3.org/2001/XMLSchema#integer"}}]}}\n'
    )


@pytest.mark.parametrize(
    ("result_format", "yes"),
    [
        (ResultFormat.TABLE, "yes\n"),
        (ResultFormat.CSV, "true\n"),
        (ResultFormat.JSON, '{"head":{},"boolean":true}\n'),
    ],
)
def test_ask(graph, result_format, yes):
    answer = graph.query("ASK { ?s rx:position 2 }")
    assert answer.form is Form.ASK
    assert written(answer, result_format) == yes


def test_a_graph_is_sorted_turtle_with_the_prefixes_it_uses(graph):
    answer = graph.query("CONSTRUCT { ?s schema:name ?l } { ?s skos:prefLabel ?l }")
    assert answer.form is Form.GRAPH
    assert written(answer, ResultFormat.TURTLE) == (
        "@prefix schema: <https://schema.org/> .\n"
        f'<{BASE}agent/mao-zedong> schema:name "Mao Zedong"@en .\n'
        f'<{BASE}agent/stalin-joseph> schema:name "Joseph Stalin"@en .\n'
    )


def test_the_same_graph_gives_the_same_bytes_blank_nodes_or_not(graph):
    sparql = "CONSTRUCT { [] schema:name ?l ; schema:position [] } { ?s skos:prefLabel ?l }"
    for result_format in (ResultFormat.TURTLE, ResultFormat.N_TRIPLES):
        answers = {written(graph.query(sparql), result_format) for _ in range(3)}
        assert len(answers) == 1
        assert answers.pop().count("_:") >= 4


def test_n_triples(graph):
    answer = graph.query("DESCRIBE <agent/stalin-joseph>")
    assert written(answer, ResultFormat.N_TRIPLES).splitlines()[-1] == (
        f'<{BASE}agent/stalin-joseph> <{RX.position}> "2"^^<{XSD.integer}> .'
    )


# --- the cookbook ----------------------------------------------------------------------


def test_recipes_are_read_by_name(tmp_path):
    (tmp_path / "via.rq").write_text("# What went through whom\n#\n# More.\nSELECT * {}\n")
    (tmp_path / "notes.txt").write_text("")
    (recipe,) = read_cookbook(tmp_path)
    assert (recipe.name, recipe.title) == ("via", "What went through whom")
    assert read_recipe(tmp_path, "via") == recipe
    for name in ("other", "../via", ""):
        with pytest.raises(QueryInvalid, match="it has via"):
            read_recipe(tmp_path, name)
