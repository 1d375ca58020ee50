"""``rdfexport names``: the ledger of names, and the readings of one with what speaks for others."""

import csv
import io
import json
from datetime import date

import pytest
from click.testing import CliRunner

from rdfexport.authorities.labels import normal_form
from rdfexport.authorities.lifetimes import lifetime
from rdfexport.cli import main
from rdfexport.explaining import ledger
from rdfexport.explaining.ledger import list_names
from rdfexport.explaining.readings import Authorities, NameUnknown, weigh
from rdfexport.settings import Settings, resource
from rdfexport.stores import load

PREFIXES = """\
@base <https://example.org/archive/> .
@prefix agent: <https://w3id.org/rdfexport/vocab/agent/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix relators: <http://id.loc.gov/vocabulary/relators/> .
@prefix role: <https://w3id.org/rdfexport/vocab/role/> .
@prefix rx: <https://w3id.org/rdfexport/ns#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
GRAPH = f"""{PREFIXES}
<listing/1> rx:fileName "page.txt" .
<sighting/1> rx:inListing <listing/1> ; rx:firstLine 3 ; rx:lastLine 7 .
<sighting/2> rx:inListing <listing/1> ; rx:firstLine 9 ; rx:lastLine 9 .

<document/1> dcterms:title "One" ; rx:edtf "1950-03" ; rx:earliest "1950-03-01" ; rx:latest "1950-03-31" ;
    schema:isPartOf <dataset/export> ; schema:hasPart <enclosure/1> ;
    prov:qualifiedAttribution <attribution/1> , <attribution/2> ; rx:mention <mention/1> .
<attribution/1> prov:agent <agent/ivan> ; dcat:hadRole relators:cre ;
    rx:asPrinted "the Envoy Cde. Sever [Ivan]" ;
    rx:certainty "certain" ; rx:rule "bracket-identifies" ; rx:alias "Sever" ; rx:honorific "Cde." ;
    rx:roleAsPrinted "Envoy" ; prov:wasDerivedFrom <sighting/2> , <sighting/1> .
<attribution/2> prov:agent <agent/unresolved/sever> ; dcat:hadRole role:via ; rx:asPrinted "Sever" ;
    rx:certainty "unresolved" ; rx:rule "ambiguous" ; prov:wasDerivedFrom <sighting/1> .
<mention/1> rx:mentioned <agent/ivan> ; rx:inField "abstract" ; rx:asPrinted "Vanya" ;
    rx:certainty "possible" ; rx:rule "short-form" ; prov:wasDerivedFrom <sighting/1> .

<enclosure/1> a rx:Enclosure ; schema:isPartOf <document/1> ; prov:qualifiedAttribution <attribution/3> ;
    rx:edtf "1949-12-01" ; rx:earliest "1949-12-01" ; rx:latest "1949-12-01" .
<attribution/3> prov:agent <agent/oleg> ; dcat:hadRole relators:rcp ; rx:asPrinted "Sever" ;
    rx:certainty "probable" ; rx:rule "dated-pseudonym" ; rx:alias "Sever" ;
    prov:wasDerivedFrom <sighting/1> .

<document/2> dcterms:title "Two" ; rx:edtf "1949-05-02" ; rx:earliest "1949-05-02" ; rx:latest "1949-05-02" ;
    prov:qualifiedAttribution <attribution/4> .
<attribution/4> prov:agent <agent/oleg> ; dcat:hadRole relators:cre ; rx:asPrinted "Sever" ;
    rx:certainty "probable" ; rx:rule "dated-pseudonym" ; rx:alias "Sever" ;
    prov:wasDerivedFrom <sighting/2> .

<document/3> dcterms:title "Three" ; prov:qualifiedAttribution <attribution/5> .
<attribution/5> prov:agent <agent/severin> ; dcat:hadRole relators:cre ; rx:asPrinted "Severin" ;
    rx:certainty "certain" ; rx:rule "preferred-label" .

<agent/ivan> skos:prefLabel "Ivan the First" ; rx:authorityRecord agent:ivan .
<agent/oleg> skos:prefLabel "Oleg" ; rx:authorityRecord agent:oleg .
<agent/severin> skos:prefLabel "Severin" .
<agent/unresolved/sever> skos:prefLabel "Sever" ; rx:resolved false .
"""
VOCABULARY = f"""{PREFIXES}
agent:ivan skos:prefLabel "Ivan the First" ; rx:hasName <name/ivan> .
<name/ivan> rx:nameString "Sever" ; rx:nameKind rx:coverName ; rx:validFrom "1950-01-01" ;
    rx:validTo "1950-12-31" ; rx:certainty "certain" ; rx:evidence "A footnote." .
agent:oleg skos:prefLabel "Oleg" ; skos:altLabel "Sever" ; rx:hasName <name/oleg> .
<name/oleg> rx:nameString "Sever" ; rx:nameKind rx:coverName ; rx:validFrom "1949-01-01" ;
    rx:validTo "1949-12-31" ; rx:certainty "probable" .
agent:lent skos:prefLabel "Pavel" ; rx:hasName <name/lent> .
<name/lent> rx:nameString "Sever" ; rx:nameKind rx:allonym ; rx:validFrom "1949-01-01" ;
    rx:validTo "1950-12-31" ; rx:certainty "probable" .
agent:dead skos:prefLabel "SEVER" ; rx:birthEdtf "1850" ; rx:deathEdtf "1901-01-22" .
agent:alive skos:prefLabel "Anna" ; skos:hiddenLabel "sever" ; rx:birthEdtf "1900?" ;
    rx:deathEdtf "1950-03-15" .
"""
OUTSIDE = "no use is inside its interval"
LENT = "means this record only where a title equates the two"
DEAD = "not alive at the dates of the uses"


@pytest.fixture
def graph(tmp_path):
    path = tmp_path / "export.ttl"
    path.write_text(GRAPH, "utf-8")
    return load((path,))


@pytest.fixture
def known(tmp_path):
    path = tmp_path / "vocabulary.ttl"
    path.write_text(VOCABULARY, "utf-8")
    return Authorities(lambda: load((path,)), normal_form, lifetime)


# --- the ledger ---------------------------------------------------------------------------


def summary(rows):
    return [(r.name, r.taken_for, r.certainty, len(r.documents), r.first_use, r.last_use) for r in rows]


def test_a_row_for_each_name_agent_and_certainty(graph):
    assert summary(list_names(graph)) == [
        ("Sever", "Oleg", "probable", 2, "1949-05-02", "1949-12-01"),
        ("Sever", "nobody", "unresolved", 1, "1950-03", "1950-03"),
        ("Sever [Ivan]", "Ivan the First", "certain", 1, "1950-03", "1950-03"),
        ("Severin", "Severin", "certain", 1, "", ""),
    ]


def test_a_use_keeps_what_is_printed_and_where(graph):
    (use,) = next(row for row in list_names(graph) if row.name == "Sever [Ivan]").uses
    assert (use.as_printed, use.alias, use.role) == ("the Envoy Cde. Sever [Ivan]", "Sever", "creator")
    assert use.lines == ("page.txt:3-7", "page.txt:9")


def test_a_name_in_an_enclosure_is_one_of_the_document_at_the_date_of_the_enclosure(graph):
    uses = next(row for row in list_names(graph) if row.taken_for == "Oleg").uses
    assert [(u.document[-10:], u.role, u.date) for u in uses] == [
        ("document/2", "creator", "1949-05-02"),
        ("document/1", "recipient of enclosure", "1949-12-01"),
    ]


def test_mentions_are_listed_on_request(graph):
    assert "Vanya" not in [row.name for row in list_names(graph)]
    (row,) = (row for row in list_names(graph, mentions=True) if row.name == "Vanya")
    assert (row.uses[0].role, row.certainty) == ("named in abstract", "possible")


@pytest.mark.parametrize(
    ("as_printed", "before", "bare"),
    [
        ("Mao Zedong", ("", ""), "Mao Zedong"),
        ("Cde. Mao Zedong", ("Cde.", ""), "Mao Zedong"),
        ("Cde. Chairman Mao", ("Cde.", "Chairman"), "Mao"),
        ("Chairman Cde. Mao", ("Cde.", "Chairman"), "Mao"),
        ("the Soviet Envoy, N. V. Roshchin", ("", "Soviet Envoy"), "N. V. Roshchin"),
        ("N. V. Roshchin, Soviet Envoy", ("", "Soviet Envoy"), "N. V. Roshchin"),
        ("Cde. Filippov [Stalin]", ("Cde.", ""), "Filippov [Stalin]"),
        # A post is the name where nobody holds it by name.
        ("the Chairman", ("", "Chairman"), "the Chairman"),
        # No word of a name is cut.
        ("Marshalov", ("", "Marshal"), "Marshalov"),
        ("the Party Leadership", ("", ""), "the Party Leadership"),
    ],
)
def test_the_bare_name(as_printed, before, bare):
    assert ledger._bare(as_printed, before) == bare


# --- the readings of one name -------------------------------------------------------------


def against(reading):
    return {a.bearing.label: a.reason for a in reading.against}


def test_every_reading_with_what_speaks_for_others(graph, known):
    readings = weigh(graph, "SEVER", known)
    assert [reading.taken_for for reading in readings] == ["Oleg", "Ivan the First", "nobody"]
    oleg, ivan, nobody = readings
    assert [(b.kind, b.valid) for b in oleg.supporting] == [("cover name", ("1949-01-01", "1949-12-31"))]
    assert against(oleg) == {
        "Ivan the First": OUTSIDE,
        "Pavel": LENT,
        "SEVER": DEAD,
        "Anna": "another record that may bear it on 1949-05-02, 1949-12-01; see rule dated-pseudonym",
    }
    assert [b.evidence for b in ivan.supporting] == ["A footnote."]
    assert against(ivan) == {
        "Oleg": OUTSIDE,
        "Pavel": LENT,
        "SEVER": DEAD,
        "Anna": "another record that may bear it on 1950-03; see rule bracket-identifies",
    }
    assert (nobody.record, nobody.supporting) == (None, ())
    assert against(nobody) == {
        "Ivan the First": "another record that may bear it on 1950-03; see rule ambiguous",
        "Oleg": OUTSIDE,
        "Pavel": LENT,
        "SEVER": DEAD,
        "Anna": "another record that may bear it on 1950-03; see rule ambiguous",
    }


def test_who_lent_the_name_is_told(tmp_path, known):
    path = tmp_path / "lent.ttl"
    nominal = "<attribution/1> rx:nominalAgent <agent/anna> . <agent/anna> rx:authorityRecord agent:alive ."
    path.write_text(f"{GRAPH}{nominal}", "utf-8")
    ivan = next(r for r in weigh(load((path,)), "sever", known) if r.taken_for == "Ivan the First")
    assert against(ivan)["Anna"] == "lent the name; the title equates it with another agent"


def test_without_dates_nothing_is_compared(tmp_path, known):
    path = tmp_path / "undated.ttl"
    path.write_text(GRAPH.replace('"Severin"', '"Sever"'), "utf-8")
    undated = weigh(load((path,)), "sever", known)[-1]
    assert set(against(undated).values()) == {"the documents have no date to compare", LENT}


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("ivan", {"Sever [Ivan]"}),
        ("sever [ivan]", {"Sever [Ivan]"}),
        ("Sever", {"Sever", "Sever [Ivan]"}),
        ("severin", {"Severin"}),
    ],
)
def test_whole_words_in_any_case(graph, known, typed, names):
    assert {row.name for reading in weigh(graph, typed, known) for row in reading.rows} == names


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("Seve", "Seve: no name in the export; near it are Sever, Sever [Ivan], Severin"),
        ("Severyn", "Severyn: no name in the export; near it are Severin, Sever, Sever [Ivan]"),
        ("Boris Severin", "Boris Severin: no name in the export; near it are Severin, Sever, Sever [Ivan]"),
        ("Boris", "Boris: no name in the export; rdfexport names PATH lists them"),
        ("", ": no name in the export; rdfexport names PATH lists them"),
        (
            "vanya",
            "vanya: no party of a document bears this name; titles and abstracts mention it, see --all",
        ),
    ],
)
def test_an_unknown_name_is_one_clear_line(graph, known, typed, message):
    with pytest.raises(NameUnknown) as raised:
        weigh(graph, typed, known)
    assert str(raised.value) == message


def test_life_dates_in_doubt_rule_nobody_out():
    assert lifetime("1900?", None).first == date.min


# --- the command, on the bundled examples -------------------------------------------------


@pytest.fixture(scope="module")
def export(tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    listings = str(resource("examples/listings"))
    settings = ["--out", str(out), "--base", Settings().base, "--jobs", "1", "--validator", "none"]
    result = CliRunner().invoke(main, ["build", listings, *settings])
    assert result.exit_code == 0, result.output
    return str(out)


def run(*args):
    return CliRunner().invoke(main, ["names", *args])


def test_the_table_has_a_line_for_each_name(export):
    result = run(export)
    header, rule, *lines = result.stdout.splitlines()
    assert (header.split()[0], set(rule)) == ("name", {"-", " "})
    assert result.stderr == f"{len(lines)} rows\n"
    assert [line.split("  ")[0] for line in lines] == sorted(
        (line.split("  ")[0] for line in lines), key=str.casefold
    )


def test_the_ledger_as_csv_and_json(export):
    rows = list(csv.DictReader(io.StringIO(run(export, "--format", "csv").stdout)))
    flippov = next(row for row in rows if row["name"] == "Flippov [Stalin]")
    assert (flippov["taken for"], flippov["cover name"]) == ("Joseph Stalin", "Flippov")
    assert (flippov["first use"], flippov["last use"], flippov["documents"]) == ("1950-07-05",) * 2 + ("1",)
    terebin = next(row for row in rows if row["name"] == "Terebin")
    assert (terebin["taken for"], terebin["rule"]) == ("Andrei Orlov", "dated-pseudonym")
    assert (terebin["first use"], terebin["last use"]) == ("1947-12-17", "1949-01-13")
    objects = json.loads(run(export, "--format", "json").stdout)
    assert [o["name"] for o in objects] == [row["name"] for row in rows]
    assert [str(len(o["documents"])) for o in objects] == [row["documents"] for row in rows]
    assert {o["takenFor"] for o in objects if o["certainty"] == "unresolved"} == {"nobody"}


def test_kuznetsov_has_three_readings(export):
    readings = json.loads(run(export, "Kuznetsov", "--format", "json").stdout)
    told = {r["takenFor"]: r for r in readings}
    assert list(told) == ["Fedor Kuznetsov", "Joseph Stalin", "Vasili Kuznetsov"]
    assert [u["date"] for u in told["Fedor Kuznetsov"]["uses"]][-1] == "1949-01-13"
    assert [u["date"] for u in told["Joseph Stalin"]["uses"]] == ["1948-04-20"]
    assert [u["date"] for u in told["Vasili Kuznetsov"]["uses"]] == ["1953-07-29"]
    assert told["Joseph Stalin"]["for"][0]["kind"] == "lent name"
    assert told["Joseph Stalin"]["uses"][0]["nominal"].endswith("agent/kuznetsov-fedor")
    reasons = {who: {a["label"]: a["reason"] for a in r["against"]} for who, r in told.items()}
    assert reasons == {
        "Fedor Kuznetsov": {"Joseph Stalin": LENT, "Vasili Kuznetsov": OUTSIDE},
        "Joseph Stalin": {
            "Fedor Kuznetsov": "lent the name; the title equates it with another agent",
            "Vasili Kuznetsov": OUTSIDE,
        },
        "Vasili Kuznetsov": {"Fedor Kuznetsov": OUTSIDE, "Joseph Stalin": LENT},
    }


def test_readings_in_words_show_the_lines_for_and_against(export):
    text = run(export, "kuznetsov").stdout
    assert text.startswith(
        "kuznetsov: 3 readings\n\nFedor Kuznetsov (agent/kuznetsov-fedor)\n  probable, by rule"
    )
    for part in (
        '    lent name "Kuznetsov", valid 1947-12-16 to 1948-10-21, ',
        '    1948-04-20  creator, printed "Stalin [Kuznetsov]", under the name of agent/kuznetsov-fedor\n',
        "      page-dump.txt:27-31; document/1949-01-13-",
        '    Joseph Stalin, lent name "Kuznetsov", valid 1947-12-16 to 1948-10-21, ',
        f" probable: {LENT}\n",
    ):
        assert part in text


def test_a_misprint_of_a_cover_name_shows_its_evidence(export):
    text = run(export, "Flippov").stdout
    assert '    known misprint of a cover name "Flippov", valid 1948-01-01 to 1953-03-05, ' in text
    assert "    no other record of the authority file bears the name\n" in text


def test_one_name_as_csv_has_a_line_for_each_use(export):
    uses = list(csv.DictReader(io.StringIO(run(export, "Terebin", "--format", "csv").stdout)))
    assert len(uses) > 3
    assert {use["taken for"] for use in uses} == {"Andrei Orlov"}
    assert all(use["lines"] and use["document"] for use in uses)


def test_an_unknown_name_ends_with_1(export):
    result = run(export, "Terebyn")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "rdfexport: Terebyn: no name in the export; near it are Terebin\n"


def test_control_characters_are_shown_not_obeyed(tmp_path):
    path = tmp_path / "export.ttl"
    path.write_text(GRAPH.replace('"Two"', '"Two\\u001B[2J"'), "utf-8")
    assert "Two\ufffd[2J" in run(str(path), "Sever").stdout
