"""A user's own authority files and lexicons: what they change, and what is refused."""

import json
import pickle
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from rdfexport.authorities.vocabulary import Vocabulary
from rdfexport.cli import main
from rdfexport.errors import VocabularyInvalid
from rdfexport.model import Authority, Certainty, LabelKind, LinkedEntry, NameKind
from rdfexport.namespaces import PREFIXES, VOCAB
from rdfexport.pipeline.export import build
from rdfexport.pipeline.occurrences import parse
from rdfexport.pipeline.tools import load_reading_tools
from rdfexport.problems import Code
from rdfexport.reading.lexicon import Lexicon
from rdfexport.settings import Settings, resource

ROOT = Path(__file__).resolve().parents[1]
FULL = (
    "kind,key,pref_label,alt_labels,pseudonyms,birth,death,role_note,wikidata,viaf,lcnaf,tgn,aat,geonames,"
    "evidence,unverified_from_memory,notes"
)
SHORT = "kind,key,pref_label,alt_labels,pseudonyms,birth,death"
LINKED = "kind,key,pref_label,wikidata,viaf,lcnaf,tgn,aat,geonames"
EX = "https://id.example.org/"
PROLOGUE = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items()) + (
    f"@prefix ex: <{EX}> .\n@prefix agent: <{VOCAB.iri}agent/> .\n@prefix name: <{VOCAB.iri}name/> .\n"
)
LINE = PROLOGUE.count("\n") + 1
"""The first line of a Turtle text behind the prologue."""
PERSON = "a skos:Concept , foaf:Person"


def own(folder: Path, text: str, name: str = "own.csv") -> Path:
    path = folder / name
    path.write_text(PROLOGUE + text if name.endswith("ttl") else text, "utf-8")
    return path


def load(*paths: Path) -> Vocabulary:
    return Vocabulary.load(resource("vocab"), paths)


def from_csv(folder: Path, *rows: str, header: str = SHORT) -> Vocabulary:
    return load(own(folder, "\n".join((header, *rows, ""))))


def from_turtle(folder: Path, text: str) -> Vocabulary:
    return load(own(folder, text, "own.ttl"))


def keys(vocabulary: Vocabulary, label: str) -> list[str]:
    return [bearer.authority.key for bearer in vocabulary.agent_labels.get(label, ())]


# --- tables ----------------------------------------------------------------------------


def test_a_row_becomes_a_record(tmp_path: Path) -> None:
    row = (
        'person,adams-jane,Jane Adams," J. Adams | Adams-Lee|J. Adams",Raven@1948-04/1949|Jay@1950-07-05,'
        "1901?,1990-02-03,Envoy,Q42,123,n79091151,7001758,,783754,seen in a letter,secret guess,own remark"
    )
    vocabulary = from_csv(tmp_path, row, header=FULL)
    adams = vocabulary.agents["adams-jane"]
    assert (adams.kind, adams.label, adams.note, adams.evidence) == (
        NameKind.PERSON,
        "Jane Adams",
        "Envoy",
        "seen in a letter",
    )
    assert adams.alt_labels == ("J. Adams", "Adams-Lee")
    assert (adams.birth, adams.death, adams.identified, adams.record_iri) == ("1901?", "1990-02-03", True, "")
    assert adams.same_as == (
        "http://www.wikidata.org/entity/Q42",
        "http://viaf.org/viaf/123",
        "http://id.loc.gov/authorities/names/n79091151",
        "http://vocab.getty.edu/tgn/7001758",
        "https://sws.geonames.org/783754/",
    )
    raven, jay = adams.dated_names
    assert (raven.text, raven.kind, raven.certainty) == ("Raven", LabelKind.COVER_NAME, Certainty.CERTAIN)
    assert (str(raven.attested_from), str(raven.valid_to)) == ("1948-04-01", "1949-12-31")
    assert (str(jay.valid_from), str(jay.valid_to)) == ("1950-07-05", "1950-07-05")
    assert "secret" not in repr(adams)
    assert "own remark" not in repr(adams)


def test_the_identifiers_have_the_iris_that_ours_have(tmp_path: Path) -> None:
    ours = Vocabulary.load(resource("vocab"))
    links = {link for record in (*ours.agents.values(), *ours.places.values()) for link in record.same_as}
    patterns = {re.sub(r"Q?[n]?\d+", "*", link) for link in links}
    row = "place,utopia,Utopia,Q1,2,n100000,4,,5"
    assert {
        re.sub(r"Q?[n]?\d+", "*", link)
        for link in from_csv(tmp_path, row, header=LINKED).places["utopia"].same_as
    } == patterns


@pytest.mark.parametrize(
    ("kind", "read"),
    [
        ("person", NameKind.PERSON),
        ("org", NameKind.ORGANISATION),
        ("organisation", NameKind.ORGANISATION),
        ("organization", NameKind.ORGANISATION),
        ("group", NameKind.GROUP),
        ("office", NameKind.OFFICE),
    ],
)
def test_kinds_of_a_row(kind: str, read: NameKind, tmp_path: Path) -> None:
    assert from_csv(tmp_path, f"{kind},x,Xanadu Circle").agents["x"].kind is read


def test_a_place_of_ones_own_is_a_place_of_titles(tmp_path: Path) -> None:
    path = own(tmp_path, f"{SHORT}\nplace,kurzeme,Kurzeme,Courland\n")
    tools = load_reading_tools([path])
    assert tools.vocabulary.places["kurzeme"].label == "Kurzeme"
    assert {"Kurzeme", "Courland"} <= tools.vocabulary.place_names()
    assert tools.lexicon.flags["courland"]


def test_a_supplied_label_is_no_identity_and_no_label(tmp_path: Path) -> None:
    vocabulary = from_csv(tmp_path, "person,clerk,[Clerk of the embassy]")
    assert not vocabulary.agents["clerk"].identified
    assert keys(vocabulary, "[clerk of the embassy]") == []


def test_a_key_of_ours_replaces_the_record_as_a_whole_and_a_new_one_adds(tmp_path: Path) -> None:
    ours = Vocabulary.load(resource("vocab"))
    vocabulary = from_csv(tmp_path, "person,stalin-joseph,J. V. Stalin", "person,new-one,Newton One")
    stalin = vocabulary.agents["stalin-joseph"]
    assert stalin == Authority("stalin-joseph", NameKind.PERSON, "J. V. Stalin")
    assert vocabulary.agents.keys() == ours.agents.keys() | {"new-one"}
    assert keys(ours, "filippov") == ["stalin-joseph"]
    assert keys(vocabulary, "filippov") == []
    assert vocabulary.places == ours.places


def test_ours_has_its_own_records_as_before() -> None:
    ours = Vocabulary.load(resource("vocab"))
    assert ours.agents["stalin-joseph"].record_iri == VOCAB["agent/stalin-joseph"]
    assert ours.problems == ()


def test_a_pseudonym_that_is_the_name_of_somebody_real_is_lent(tmp_path: Path) -> None:
    rows = ("person,x,Xavier Young,,Zimmer@1950|Falcon@1951", "person,z,Anton Zimmer,Zimmer")
    zimmer, falcon = from_csv(tmp_path, *rows).agents["x"].dated_names
    assert (zimmer.kind, zimmer.certainty) == (LabelKind.ALLONYM, Certainty.PROBABLE)
    assert (falcon.kind, falcon.certainty) == (LabelKind.COVER_NAME, Certainty.CERTAIN)


def test_another_label_of_two_own_records_means_neither(tmp_path: Path) -> None:
    vocabulary = from_csv(tmp_path, "person,a,Ada Zimmer,Zimmer", "person,b,Bo Zimmer,Zimmer")
    assert keys(vocabulary, "zimmer") == ["a", "b"]


TABLES_THAT_ARE_READ = {
    "semicolons": "kind;key;pref_label\nperson;x;Xavier Young\n",
    "tabs": "kind\tkey\tpref_label\nperson\tx\tXavier Young\n",
    "another order, capitals and blanks": "Key, Pref_Label ,KIND\nx,Xavier Young,person\n",
    "a byte order mark and CRLF": "\ufeffkind,key,pref_label\r\nperson,x,Xavier Young\r\n",
    "blank rows": "\n\nkind,key,pref_label\n,,\n\nperson,x,Xavier Young\n",
    "cells left out": f"{FULL}\nperson,x,Xavier Young\n",
    "a line break in a cell": 'kind,key,pref_label\nperson,x,"Xavier\nYoung"\n',
}


@pytest.mark.parametrize("case", TABLES_THAT_ARE_READ)
def test_forms_of_tables(case: str, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(TABLES_THAT_ARE_READ[case].encode())
    assert load(path).agents["x"].label == "Xavier Young"


def test_a_form_of_document_is_reported_and_not_used(tmp_path: Path) -> None:
    vocabulary = from_csv(tmp_path, "genre,sonnet,Sonnet", "person,x,Xavier Young")
    (problem,) = vocabulary.problems
    assert (problem.code, str(problem.where), problem.verbatim) == (
        Code.RECORD_NOT_USED,
        "own.csv:2",
        "sonnet",
    )
    assert vocabulary.concepts == Vocabulary.load(resource("vocab")).concepts


REFUSED_TABLES = {
    "a cycle": (
        f"{SHORT}\nperson,a,Ada Young,,Bo Zimmer@1950\nperson,b,Bo Zimmer,,Ada Young@1950\n",
        "2: a cycle of pseudonyms: a -> b -> a",
    ),
    "duplicate keys": (
        f"{SHORT}\nperson,x,Xavier Young\n\norg,x,Xenon Club\n",
        "4: the key 'x' is taken by {}:2",
    ),
    "an impossible interval": (
        f"{SHORT}\nperson,x,Xavier Young,,Raven@1951-07-03/1948-04-26\n",
        "2: the interval of the pseudonym 'Raven' is impossible: 1951-07-03 is after 1948-04-26",
    ),
    "a pseudonym without interval": (
        f"{SHORT}\nperson,x,Xavier Young,,Raven\n",
        "2: the pseudonym 'Raven' has no interval, such as Name@1948-04-26/1951-07-03",
    ),
    "a pseudonym without name": (
        f"{SHORT}\nperson,x,Xavier Young,,@1948\n",
        "2: the pseudonym '@1948' has no interval, such as Name@1948-04-26/1951-07-03",
    ),
    "an open interval": (
        f"{SHORT}\nperson,x,Xavier Young,,Raven@1948/\n",
        "2: the interval of the pseudonym 'Raven' cannot be read: '' is no date in EDTF that is read here",
    ),
    "a doubtful interval": (
        f"{SHORT}\nperson,x,Xavier Young,,Raven@1948~/1950\n",
        "2: the interval of the pseudonym 'Raven' cannot be read: '1948~/1950' has a doubtful end",
    ),
    "an interval that is none": (
        f"{SHORT}\nperson,x,Xavier Young,,Crow@soon\n",
        "2: the interval of the pseudonym 'Crow' cannot be read: 'soon' is no date in EDTF that is read here",
    ),
    "a day that is none": (
        f"{SHORT}\nperson,x,Xavier Young,,Raven@1949-02-30\n",
        "2: the interval of the pseudonym 'Raven' cannot be read: *",
    ),
    "intervals that overlap": (
        f"{SHORT}\nperson,x,Xavier Young,,Raven@1948/1950|raven@1950/1951\n",
        "2: the name 'raven' has two intervals that overlap",
    ),
    "a pseudonym after death": (
        f"{SHORT}\nperson,x,Xavier Young,,Raven@1960,1901,1950\n",
        "2: the name 'Raven' is borne from 1960-01-01 to 1960-12-31, outside the life of x",
    ),
    "a birth after death": (
        f"{SHORT}\nperson,x,Xavier Young,,,1950,1901\n",
        "2: is dead (1901) before the birth (1950)",
    ),
    "a life date that is none": (
        f"{SHORT}\nperson,x,Xavier Young,,,about 1900,\n",
        "2: has a life date that cannot be read: 'about 1900' is no date in EDTF that is read here",
    ),
    "a preferred label of two": (
        f"{SHORT}\nperson,a,Ada Young\nperson,b,ADA YOUNG\n",
        "3: the label 'ADA YOUNG' means both a and b, without dates",
    ),
    "a label of ours": (
        f"{SHORT}\nperson,x,Xavier Young,Stalin\n",
        "2: the label 'Stalin' means both stalin-joseph and x, without dates",
    ),
    "a label of ours that a record in its place takes": (
        f"{SHORT}\nperson,bai-chongxi,Bai Chongxi,Mao Zedong\n",
        "2: the label 'Mao Zedong' means both bai-chongxi and mao-zedong, without dates",
    ),
    "a label without letters": (
        f"{SHORT}\nperson,x,Xavier Young,---\n",
        "2: the label '---' has neither letter nor digit",
    ),
    "a label that is a text": (
        f"{SHORT}\nperson,x,{'Xavier ' * 40}\n",
        "2: the label 'Xavier Xavier Xavier Xavier Xavier Xavie…' is longer than 200 characters",
    ),
    "a label of nothing but marks between letters": (
        f"{SHORT}\nperson,x,a-b-c-d-e-f-g-h-i-j-k\n",
        "2: the label 'a-b-c-d-e-f-g-h-i-j-k' has more than 9 hyphens, points and apostrophes",
    ),
    "a control character": (
        f"{SHORT}\nperson,x,Xavier\x07Young\n",
        "2: the label 'Xavier\\x07Young' holds a control character",
    ),
    "a key that is no part of an IRI": (
        f"{SHORT}\nperson,unresolved/x y,Xavier Young\n",
        "2: the key 'unresolved/x y' is not made of letters, digits, '-', '_', '.' and '~' alone",
    ),
    "no kind": (f"{SHORT}\n,x,Xavier Young\n", "2: kind is empty"),
    "no key": (f"{SHORT}\nperson,,Xavier Young\n", "2: key is empty"),
    "no label": (f"{SHORT}\nperson,x\n", "2: pref_label is empty"),
    "an unknown kind": (
        f"{SHORT}\nship,x,Xavier Young\n",
        "2: unknown kind 'ship'; there are person, org, group, office, place",
    ),
    "a bad Wikidata identifier": (
        f"{LINKED}\nperson,x,Xavier Young,5816\n",
        "2: wikidata '5816' is no identifier such as Q5816",
    ),
    "a bad VIAF identifier": (
        f"{LINKED}\nperson,x,Xavier Young,,http://viaf.org/1\n",
        "2: viaf 'http://viaf.org/1' is no identifier such as 51699962",
    ),
    "a bad LCNAF identifier": (
        f"{LINKED}\nperson,x,Xavier Young,,,79091151\n",
        "2: lcnaf '79091151' is no identifier such as n79091151",
    ),
    "a bad TGN identifier": (
        f"{LINKED}\nplace,x,Utopia,,,,tgn7\n",
        "2: tgn 'tgn7' is no identifier such as 7001758",
    ),
    "a bad GeoNames identifier": (
        f"{LINKED}\nplace,x,Utopia,,,,,,７８３\n",
        "2: geonames '７８３' is no identifier such as 783754",
    ),
    "a person in a list of forms": (
        f"{LINKED}\nperson,x,Xavier Young,,,,,300026909\n",
        "2: aat is for forms of document; it has no persons, bodies or places",
    ),
    "links of nobody": (
        f"{LINKED}\nperson,x,[Clerk],Q1\n",
        "2: '[Clerk]' is a supplied label and cannot have identifiers",
    ),
    "a column missing": ("kind,key,label\nperson,x,X\n", "1: the column pref_label is missing"),
    "a column twice": ("kind,key,pref_label,key\n", "1: the column key is there twice"),
    "an unknown column": (
        "kind,key,pref_label,pseudonym\n",
        f"1: unknown column 'pseudonym'; there are {FULL.replace(',', ', ')}",
    ),
    "a row too long": (
        "kind,key,pref_label\nperson,x,Young, Xavier\n",
        "2: the row has 4 cells and the header 3",
    ),
    "a bad row behind a cell of two lines": (
        'kind,key,pref_label\nperson,x,"Xavier\nYoung"\nship,y,Yacht\n',
        "4: unknown kind 'ship'; there are person, org, group, office, place",
    ),
    "an open quote": ('kind,key,pref_label\nperson,x,"Xavier\n', "2: not CSV: unexpected end of data"),
    "nothing": ("", "1: the header is missing: kind, key, pref_label"),
    "nothing but a header": ("kind,key,pref_label\n", "1: holds no record"),
}


def refusal(path: Path) -> str:
    with pytest.raises(VocabularyInvalid) as refused:
        load(path)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def expected(message: str, path: Path, line: int = 0) -> str:
    """The message as a pattern; ``*`` stands for words of Python's, ``{}`` for the file."""
    number, _, reason = message.partition(":")
    text = f"{path}:{int(number) + line}:{reason}"
    return re.escape(text).replace(r"\{\}", re.escape(str(path))).replace(r"\ \*", ".+")


@pytest.mark.parametrize("case", REFUSED_TABLES)
def test_refuses_a_table_in_one_line_that_names_file_and_line(case: str, tmp_path: Path) -> None:
    text, message = REFUSED_TABLES[case]
    path = own(tmp_path, text)
    assert re.fullmatch(expected(message, path), refusal(path))


def test_refuses_what_is_not_utf_8(tmp_path: Path) -> None:
    for name, text in (("own.csv", b"kind,key,pref_label\nperson,x,\xe4\n"), ("own.ttl", b"\n# \xe4\n")):
        path = tmp_path / name
        path.write_bytes(text)
        assert refusal(path) == f"{path}:2: not UTF-8"


def test_refuses_a_file_that_is_missing_or_of_another_kind(tmp_path: Path) -> None:
    assert refusal(tmp_path / "own.csv") == f"{tmp_path}/own.csv: cannot be read: No such file or directory"
    assert refusal(tmp_path / "own.ttl") == f"{tmp_path}/own.ttl: cannot be read: No such file or directory"
    assert refusal(tmp_path / "own.xls") == f"{tmp_path}/own.xls: is none of .csv, .tsv, .ttl, .turtle"


def test_refuses_a_key_of_two_files(tmp_path: Path) -> None:
    one = own(tmp_path, f"{SHORT}\nperson,x,Xavier Young\n", "one.csv")
    two = own(tmp_path, f'ex:x {PERSON} ; skos:prefLabel "Xenia"@en .', "two.ttl")
    with pytest.raises(VocabularyInvalid) as refused:
        load(one, two)
    assert str(refused.value) == f"{two}:{LINE}: the key 'x' is taken by {one}:2"


# --- Turtle ----------------------------------------------------------------------------


def test_a_record_of_ours_can_be_copied_into_a_file_of_ones_own(tmp_path: Path) -> None:
    ours = Vocabulary.load(resource("vocab"))
    path = tmp_path / "own.ttl"
    path.write_bytes((resource("vocab") / "agents.ttl").read_bytes())
    vocabulary = load(path)
    assert vocabulary.agents == ours.agents
    assert vocabulary.agent_labels == ours.agent_labels


def test_plain_skos_of_another_namespace(tmp_path: Path) -> None:
    vocabulary = from_turtle(
        tmp_path,
        """ex:people a skos:ConceptScheme ; skos:prefLabel "People"@en .
        ex:young a skos:Concept , schema:Person ; skos:inScheme ex:people ; skos:notation "Y1" ;
            skos:prefLabel "Junge"@de , "Xavier Young"@en ; skos:altLabel "X. Young"@en ;
            skos:hiddenLabel "Xaver Young" ; skos:scopeNote "Bote"@de , "Envoy"@en ;
            skos:exactMatch <http://d-nb.info/gnd/1> ;
            schema:sameAs <http://d-nb.info/gnd/1> , <http://viaf.org/viaf/2> ;
            skos:closeMatch <http://d-nb.info/gnd/3> ; schema:birthDate "1901-02-03"^^xsd:date ;
            rdfs:seeAlso [ rdfs:label "passed over" ] .""",
    )
    young = vocabulary.agents["young"]
    assert young == Authority(
        key="young",
        kind=NameKind.PERSON,
        label="Xavier Young",
        alt_labels=("X. Young", "Junge"),
        hidden_labels=("Xaver Young",),
        birth="1901-02-03",
        same_as=("http://d-nb.info/gnd/1", "http://viaf.org/viaf/2"),
        note="Envoy",
        record_iri=f"{EX}young",
    )
    assert [b.rule for b in vocabulary.agent_labels["xaver young"]] == ["hidden-label"]


@pytest.mark.parametrize(
    ("classes", "kind"),
    [
        ("foaf:Person", NameKind.PERSON),
        ("schema:Person", NameKind.PERSON),
        ("<http://schema.org/Person>", NameKind.PERSON),
        ("foaf:Organization", NameKind.ORGANISATION),
        ("schema:Organization", NameKind.ORGANISATION),
        ("foaf:Group , schema:Organization", NameKind.GROUP),
        ("rx:Office , foaf:Agent", NameKind.OFFICE),
        ("schema:Place", NameKind.PLACE),
        ("<http://schema.org/Place>", NameKind.PLACE),
    ],
)
def test_the_class_tells_the_kind(classes: str, kind: NameKind, tmp_path: Path) -> None:
    vocabulary = from_turtle(tmp_path, f'ex:x a {classes} ; skos:prefLabel "Xanadu Circle"@en .')
    found = vocabulary.places if kind is NameKind.PLACE else vocabulary.agents
    assert found["x"].kind is kind


@pytest.mark.parametrize(
    ("subject", "key"),
    [
        ("ex:young", "young"),
        ("<https://id.example.org/people#young>", "young"),
        ("<https://id.example.org/young/>", "young"),
        ("<urn:example:young>", "young"),
        ("<https://id.example.org/M%C3%BCller>", "Müller"),
        ("<http://www.wikidata.org/entity/Q42>", "Q42"),
        ("agent:mao-zedong", "mao-zedong"),
    ],
)
def test_the_local_name_is_the_key(subject: str, key: str, tmp_path: Path) -> None:
    assert from_turtle(tmp_path, f'{subject} {PERSON} ; skos:prefLabel "Y"@en .').agents[key].label == "Y"


@pytest.mark.parametrize(
    ("labels", "preferred"),
    [
        ('"A"@de , "B"@en , "C"', "B"),
        ('"A"@de , "C"', "C"),
        ('"A"@fr , "B"@de', "B"),
        ('"A"@de , "B"@en-gb', "B"),
    ],
)
def test_the_preferred_label_is_the_english_one(labels: str, preferred: str, tmp_path: Path) -> None:
    record = from_turtle(tmp_path, f"ex:x {PERSON} ; skos:prefLabel {labels} .").agents["x"]
    assert record.label == preferred
    assert {record.label, *record.alt_labels} == set(re.findall(r'"(\w)"', labels))


def test_a_dated_name_holds_in_its_interval(tmp_path: Path) -> None:
    vocabulary = from_turtle(
        tmp_path,
        f"""ex:x {PERSON} ; skos:prefLabel "Xavier Young"@en ; rx:hasName ex:raven .
        ex:raven a rx:Name ; rx:nameString "Raven" ; rx:nameKind rx:coverName ; rx:certainty "probable" ;
            rx:attestedFrom "1948-02-01"^^xsd:date ; rx:attestedTo "1949-11-30"^^xsd:date ;
            rx:validFrom "1948-01-01"^^xsd:date ; rx:validTo "1949-12-31"^^xsd:date .""",
    )
    (raven,) = vocabulary.agents["x"].dated_names
    assert (raven.text, raven.certainty, str(raven.valid_to)) == ("Raven", Certainty.PROBABLE, "1949-12-31")


def test_names_of_what_is_replaced_mean_the_successor(tmp_path: Path) -> None:
    vocabulary = from_turtle(
        tmp_path,
        f"""ex:a {PERSON} ; skos:prefLabel "Ada Young"@en ; dcterms:isReplacedBy ex:b .
        ex:b {PERSON} ; skos:prefLabel "Ada Young-Reed"@en ; skos:altLabel "ADA YOUNG" ;
            dcterms:isReplacedBy ex:c .
        ex:c {PERSON} ; skos:prefLabel "Ada Reed"@en .
        agent:kovalev-ivan dcterms:isReplacedBy ex:c .""",
    )
    assert vocabulary.agents.keys() & {"a", "b", "c", "kovalev-ivan"} == {"c"}
    for label in ("ada young", "ada young-reed", "ada reed", "ivan kovalev"):
        assert keys(vocabulary, label) == ["c"], label
    assert "Ivan Kovalev" in vocabulary.agents["c"].alt_labels


def test_a_record_of_ours_can_take_the_names_of_ones_own(tmp_path: Path) -> None:
    text = f'ex:koba {PERSON} ; skos:prefLabel "Koba"@en ; dcterms:isReplacedBy agent:stalin-joseph .'
    vocabulary = from_turtle(tmp_path, text)
    assert keys(vocabulary, "koba") == keys(vocabulary, "stalin") == ["stalin-joseph"]


X_NAME = 'ex:n a rx:Name ; rx:nameString "Raven" ; rx:certainty "certain"'
X_DAYS = 'rx:validFrom "1948-01-01"^^xsd:date ; rx:validTo "1949-12-31"^^xsd:date'
X_SEEN = 'rx:attestedFrom "1948-02-01"^^xsd:date ; rx:attestedTo "1949-11-30"^^xsd:date'
NO_DAYS = 'rx:validFrom "1951-01-01"^^xsd:date ; rx:validTo "1948-01-01"^^xsd:date'
X = f'ex:x {PERSON} ; skos:prefLabel "Xavier Young"@en'
Y = f'ex:y {PERSON} ; skos:prefLabel "Yvonne Zimmer"@en'
NO_CLASS = (
    "must have one class that tells its kind: foaf:Person, foaf:Organization, foaf:Group, rx:Office or "
    "schema:Place"
)
KEY_SIGNS = "letters, digits, '-', '_', '.' and '~'"
# Lines count from the first one behind the prologue.
REFUSED_TURTLE = {
    "a cycle of replacements": (
        f"\n{Y} ; dcterms:isReplacedBy ex:x .\n{X} ; dcterms:isReplacedBy ex:y .",
        "1: a cycle of dcterms:isReplacedBy: y -> x -> y",
    ),
    "its own replacement": (
        f"{X} ; dcterms:isReplacedBy ex:x .",
        "0: a cycle of dcterms:isReplacedBy: x -> x",
    ),
    "a cycle of broader concepts": (
        f"{X} ; skos:broader ex:y .\n{Y} ; skos:broader ex:x .",
        f"0: a cycle of skos:broader: <{EX}x> -> <{EX}y> -> <{EX}x>",
    ),
    "a cycle of broader and narrower": (
        f"{X} ; skos:broader ex:y ; skos:narrower ex:y .\n{Y} .",
        f"0: a cycle of skos:broader: <{EX}x> -> <{EX}y> -> <{EX}x>",
    ),
    "duplicate keys": (
        f'{X} .\n\n<urn:other:x> {PERSON} ; skos:prefLabel "Xenia"@en .',
        f"2: the key 'x' is taken by {{}}:{LINE}",
    ),
    "a record twice": (f"{X} .\n\n{X} .", f"2: <{EX}x> is described twice"),
    "an impossible interval": (
        f"{Y} .\n{X} ; rx:hasName ex:n .\n{X_NAME} ; rx:nameKind rx:coverName ; {X_SEEN} ;\n{NO_DAYS} .",
        f"2: <{EX}n> has an impossible interval: attested days lie within valid ones, in their order",
    ),
    "a cover name without interval": (
        f"{X} ; rx:hasName ex:n .\n{X_NAME} ; rx:nameKind rx:coverName .",
        f"1: <{EX}n> is a cover name or allonym without its interval, attested and valid",
    ),
    "a name of no record": (
        f"{X} .\n{X_NAME} ; rx:nameKind rx:shortForm ; {X_DAYS} .",
        f"1: <{EX}n> is a name of no record",
    ),
    "a name that is not there": (
        f"{X} ; rx:hasName ex:m .",
        f"0: <{EX}x> has the name <{EX}m>, which is not described",
    ),
    "a name of two": (
        f"{X} ; rx:hasName ex:n .\n{Y} ; rx:hasName ex:n .\n{X_NAME} ; rx:nameKind rx:shortForm ; {X_DAYS} .",
        f"1: <{EX}y> shares the name <{EX}n> with <{EX}x>",
    ),
    "a birth after death": (
        f'{X} ; rx:birthEdtf "1950" ; rx:deathEdtf "1901" .',
        f"0: <{EX}x> is dead (1901) before the birth (1950)",
    ),
    "a life date that is none": (
        f'{X} ; rx:birthEdtf "soon" .',
        f"0: <{EX}x> has a life date that cannot be read: 'soon' is no date in EDTF that is read here",
    ),
    "no class": (
        '\nex:x a skos:Concept ; skos:prefLabel "Xavier Young" .',
        f"1: <{EX}x> {NO_CLASS}",
    ),
    "a label and no type": (
        'ex:x skos:prefLabel "Xavier Young" .',
        f"0: <{EX}x> {NO_CLASS}",
    ),
    "two classes": (
        f"{X} .\nex:x a foaf:Group .",
        f"0: <{EX}x> {NO_CLASS}",
    ),
    "no label": (f"ex:x {PERSON} .", f"0: <{EX}x> has no http://www.w3.org/2004/02/skos/core#prefLabel"),
    "two labels of a language": (
        f'{X} , "Xaver"@en .',
        f"0: <{EX}x> has two values of http://www.w3.org/2004/02/skos/core#prefLabel in the language 'en'",
    ),
    "a misspelt property": (
        f'{X} ; skos:altLable "X" .',
        f"0: <{EX}x> has the unknown property http://www.w3.org/2004/02/skos/core#altLable",
    ),
    "a label that is an IRI": (f"{X} ; skos:altLabel ex:y .", f"0: <{EX}x> has the IRI <{EX}y> as a label"),
    "a label without IRI": (
        f"{X} ; skos:altLabel [] .",
        f"0: <{EX}x> has a node without IRI as its http://www.w3.org/2004/02/skos/core#altLabel",
    ),
    "a link that is a text": (
        f'{X} ; schema:sameAs "Q42" .',
        f"0: <{EX}x> has the link 'Q42', which is no absolute IRI",
    ),
    "links of nobody": (
        f'ex:x {PERSON} ; skos:prefLabel "[Clerk]"@en ; schema:sameAs ex:y .',
        f"0: <{EX}x> is not identified and cannot have schema:sameAs",
    ),
    "no key": (
        f'<https://id.example.org/x%20y> {PERSON} ; skos:prefLabel "X" .',
        f"0: <https://id.example.org/x%20y> has no local name of {KEY_SIGNS} for a key",
    ),
    "a label of ours": (
        f'{Y} .\n{X} ; skos:altLabel "stalin" .',
        "1: the label 'stalin' means both stalin-joseph and x, without dates",
    ),
    "two successors": (
        f"{X} ; dcterms:isReplacedBy ex:y , ex:z .",
        f"0: <{EX}x> is replaced by more than one record",
    ),
    "a successor that is not there": (
        f"{X} ; dcterms:isReplacedBy ex:z .",
        "0: 'x' is replaced by 'z', which no file describes as agent",
    ),
    "nothing that could be replaced": (
        f"{Y} .\nex:x dcterms:isReplacedBy ex:y .",
        "1: 'x' is replaced, and no file says what its names are",
    ),
    "not Turtle": (f"{Y} .\n{X} ;; , .", "1: not Turtle: *"),
    "a line break in an IRI": (f"{Y} .\n<{EX}\nx> a foaf:Person .", "1: not Turtle: *"),
    "no record": ("ex:scheme a skos:ConceptScheme .", "*holds no record"),
}


@pytest.mark.parametrize("case", REFUSED_TURTLE)
def test_refuses_turtle_in_one_line_that_names_file_and_line(case: str, tmp_path: Path) -> None:
    text, message = REFUSED_TURTLE[case]
    path = own(tmp_path, text, "own.ttl")
    if message.startswith("*"):
        assert refusal(path) == f"{path}:1: {message[1:]}"
    else:
        assert re.fullmatch(expected(message, path, LINE), refusal(path))


def test_the_line_is_found_however_the_subject_is_written(tmp_path: Path) -> None:
    bad = 'a skos:Concept ; skos:prefLabel "X" .'
    for subject in (f"<{EX}x>", "ex:x", "<x>", ":x"):
        begin = f"@base <{EX}> . @prefix : <{EX}> .\n# ex:x is no line of it\n"
        text = f"{begin}{Y} ; rdfs:seeAlso ex:x .\n  {subject} {bad}"
        path = own(tmp_path, text, "own.ttl")
        assert refusal(path).startswith(f"{path}:{LINE + 3}: <{EX}x> must have")
    path = own(tmp_path, f"{Y} . ex:x {bad}", "own.ttl")
    assert refusal(path).startswith(f"{path}:{LINE}: <{EX}x> must have")


def test_refuses_a_record_without_iri(tmp_path: Path) -> None:
    path = own(tmp_path, f'[] {PERSON} ; skos:prefLabel "Xavier"@en .', "own.ttl")
    assert refusal(path) == f'{path}: the record labelled "Xavier"@en has no IRI'


# --- the whole line --------------------------------------------------------------------

LISTING = "June 13, 1951\n\nCable, Krasovsky to Mao Zedong [via Raven]\n\nA note on the Sonnet.\n"
OWN = f"{FULL}\nperson,krasovsky-s,S. Krasovsky,Krasovsky,Raven@1950,,,,Q42,,,,,,a letter,a guess,a remark\n"


@pytest.fixture
def listing(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(LISTING, "utf-8")
    return path


def run(*arguments: object, **environment: str):
    return CliRunner().invoke(main, list(map(str, arguments)), env=environment)


def test_an_own_record_changes_the_export(listing: Path, tmp_path: Path) -> None:
    path = own(tmp_path, OWN)
    before = run("build", listing, "--out", tmp_path / "before", "--jobs", 1)
    after = run("build", listing, "--out", tmp_path / "after", "--jobs", 1, "--authorities", path)
    assert (before.exit_code, after.exit_code) == (0, 0), after.output
    turtle = (tmp_path / "before" / "export.ttl").read_text("utf-8")
    assert "dcterms:creator <agent/unresolved/krasovsky>" in turtle
    turtle = (tmp_path / "after" / "export.ttl").read_text("utf-8")
    assert "dcterms:creator <agent/krasovsky-s>" in turtle
    block = turtle[turtle.index("\n<agent/krasovsky-s> a ") :].partition("\n\n<")[0]
    assert "schema:sameAs <http://www.wikidata.org/entity/Q42>" in block
    assert "rx:authorityRecord" not in block
    assert "a guess" not in turtle
    assert "a remark" not in turtle
    # The pseudonym holds in 1950 only.
    assert "<agent/unresolved/raven>" in turtle


def test_an_own_record_in_turtle_is_named_as_the_authority_record(listing: Path, tmp_path: Path) -> None:
    text = f'ex:krasovsky {PERSON} ; skos:prefLabel "S. Krasovsky"@en ; skos:altLabel "Krasovsky" .'
    path = own(tmp_path, text, "own.ttl")
    result = run("build", listing, "--out", tmp_path / "out", "--jobs", 1, "--authorities", path)
    assert result.exit_code == 0, result.output
    assert f"rx:authorityRecord <{EX}krasovsky>" in (tmp_path / "out" / "export.ttl").read_text("utf-8")


def test_the_number_of_jobs_does_not_show(tmp_path: Path) -> None:
    path = own(tmp_path, OWN)
    words = own(tmp_path, '[forms]\ncable = ["sonnet"]\n', "own.toml")
    for jobs in (1, 2):
        settings = Settings(
            authorities=(path,), lexicons=(words,), jobs=jobs, chunk=5, out=tmp_path / f"out-{jobs}"
        )
        build([str(resource("examples/listings"))], settings)
    one, two = ((tmp_path / f"out-{jobs}" / "export.ttl").read_bytes() for jobs in (1, 2))
    assert one == two
    assert b"<agent/krasovsky-s>" in one


def test_the_merged_vocabulary_goes_to_a_worker_and_back(tmp_path: Path) -> None:
    vocabulary = load(own(tmp_path, OWN))
    copy = pickle.loads(pickle.dumps(vocabulary))
    assert copy.agents == vocabulary.agents


@pytest.mark.parametrize("case", ["a cycle", "duplicate keys", "an impossible interval"])
@pytest.mark.parametrize("command", ["build", "parse"])
def test_a_bad_file_stops_the_command_and_nothing_is_written(
    command: str, case: str, listing: Path, tmp_path: Path
) -> None:
    text, message = REFUSED_TABLES[case]
    path = own(tmp_path, text)
    folder = ("--out", tmp_path / "out") if command == "build" else ()
    result = run(command, listing, "--authorities", path, *folder)
    assert result.exit_code == 1
    assert re.fullmatch("rdfexport: " + expected(message, path) + "\n", result.stderr)
    assert result.stdout == ""
    assert not (tmp_path / "out").exists()


def test_the_last_export_outlives_a_bad_file(listing: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", listing, "--out", out, "--jobs", 1).exit_code == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    path = own(tmp_path, REFUSED_TABLES["a cycle"][0])
    assert run("build", listing, "--out", out, "--jobs", 1, "--authorities", path).exit_code == 1
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_the_export_is_not_written_over_an_authority_file(listing: Path, tmp_path: Path) -> None:
    path = own(tmp_path, X + " .", "export.ttl")
    result = run("build", listing, "--out", tmp_path, "--authorities", path)
    assert result.exit_code == 1
    assert "it is a source of this build" in result.stderr


def creator(result) -> str:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)["creators"][0].get("agent", "")


def test_parse_takes_the_files_from_option_environment_and_settings(listing: Path, tmp_path: Path) -> None:
    path = own(tmp_path, OWN)
    arguments = ("parse", listing, "--format", "jsonl")
    settings = tmp_path / "rdfexport.toml"
    settings.write_text(f"authorities = [{json.dumps(str(path))}]\n", "utf-8")
    assert creator(run(*arguments)) == ""
    assert creator(run(*arguments, "--authorities", path)) == "krasovsky-s"
    assert creator(run(*arguments, RDFEXPORT_AUTHORITIES=str(path))) == "krasovsky-s"
    assert creator(run("--settings", settings, *arguments)) == "krasovsky-s"


def test_several_files_add_up(listing: Path, tmp_path: Path) -> None:
    more = own(tmp_path, f"{SHORT}\nperson,raven-r,R. Raven,Raven\n", "more.csv")
    result = run(
        "parse", listing, "--format", "jsonl", "--authorities", own(tmp_path, OWN), "--authorities", more
    )
    assert json.loads(result.stdout)["via"][0]["agent"] == "raven-r"


def test_what_is_not_used_is_reported(listing: Path, tmp_path: Path) -> None:
    path = own(tmp_path, f"{OWN}genre,sonnet,Sonnet\n")
    message = (
        "own.csv:3: RX-A005 info: genre 'sonnet': forms of document are a closed list; "
        "words for them are taught with --lexicon"
    )
    assert message in run("parse", listing, "--problems", "--authorities", path).stderr
    run("build", listing, "--out", tmp_path / "out", "--jobs", 1, "--authorities", path)
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert "RX-A005" in {problem["code"] for problem in report["problems"]}


def test_the_library_takes_them_too(listing: Path, tmp_path: Path) -> None:
    (entry,) = (
        item
        for item in parse([str(listing)], authorities=[own(tmp_path, OWN)])
        if isinstance(item, LinkedEntry)
    )
    assert entry.parties[0].link.agent.key == "krasovsky-s"


def test_the_table_of_the_samples_is_an_authority_file(shared: Path) -> None:
    vocabulary = load(shared / "authority" / "authorities.csv")
    assert {problem.code for problem in vocabulary.problems} == {Code.RECORD_NOT_USED}
    assert vocabulary.agents["stalin-joseph"].record_iri == ""
    kinds = {name.text: name.kind for name in vocabulary.agents["stalin-joseph"].dated_names}
    assert kinds == {
        "Filippov": LabelKind.COVER_NAME,
        "Flippov": LabelKind.COVER_NAME,
        "Kuznetsov": LabelKind.ALLONYM,
    }
    assert keys(vocabulary, "kuznetsov").count("kuznetsov-fedor") == 1


# --- a lexicon of one's own ------------------------------------------------------------


def lexicon(*extra: Path) -> Lexicon:
    return Lexicon.load(resource("vocab") / "lexicon.toml", ["Moscow"], extra)


def test_a_lexicon_adds_words_and_changes_what_forms_they_name(tmp_path: Path) -> None:
    path = own(
        tmp_path,
        '[forms]\ncable = ["sonnet", "telegram"]\n'
        '[names]\nhonorifics = ["Hetman"]\n[topic]\nopeners = ["anent"]\n',
        "own.toml",
    )
    ours, words = lexicon(), lexicon(path)
    assert (words.genres["sonnet"], words.genres["telegram"], words.genres["letter"]) == (
        "cable",
        "cable",
        "letter",
    )
    assert ours.genres["telegram"] == "telegram"
    assert words.flags["hetman"] == words.flags["cde"]
    assert words.openers == (*ours.openers, ("anent",))
    assert words.flags.keys() == ours.flags.keys() | {"sonnet", "hetman"}


REFUSED_LEXICONS = {
    "a new form": (
        '[forms]\n\nsonnet = ["sonnet"]\n',
        "3: no rule uses a list [forms] sonnet; the lists of [forms] are *",
    ),
    "a new section": (
        '[verses]\nsonnet = ["sonnet"]\n',
        "2: no rule uses a list [verses] sonnet; there is no such section",
    ),
    "a list of another section": (
        '[topic]\ncues = ["on"]\n[names]\ncues = ["on"]\n',
        "4: no rule uses a list [names] cues; the lists of [names] are *",
    ),
    "a word of blanks": ('[forms]\ncable = [" "]\n', "2: [forms] cable has a word without letter or sign"),
    "not TOML": ("[forms]\ncable = [\n", "2: cannot be read: Invalid value (at end of document)"),
    "not TOML in a line": ("[forms]\ncable cable\n", "2: cannot be read: *"),
    "no list": ('[forms]\ncable = "sonnet"\n', "2: [forms] cable is not a list of words"),
    "no table": ('forms = "sonnet"\n', "1: forms is not a table of lists"),
}


@pytest.mark.parametrize("case", REFUSED_LEXICONS)
def test_refuses_a_lexicon(case: str, tmp_path: Path) -> None:
    text, message = REFUSED_LEXICONS[case]
    path = own(tmp_path, text, "own.toml")
    with pytest.raises(VocabularyInvalid) as refused:
        lexicon(path)
    assert re.fullmatch(expected(message, path), str(refused.value))


def test_a_lexicon_teaches_the_command_a_word(tmp_path: Path) -> None:
    listing = own(tmp_path, "June 13, 1951\n\nSonnet, Stalin to Mao Zedong\n", "page.txt")
    words = own(tmp_path, '[forms]\nletter = ["sonnet"]\n', "own.toml")
    before = run("parse", listing, "--format", "jsonl")
    after = run("parse", listing, "--format", "jsonl", "--lexicon", words)
    assert (json.loads(before.stdout)["genre"], json.loads(after.stdout)["genre"]) == ("document", "letter")


def test_a_bad_lexicon_stops_the_build_and_nothing_is_written(listing: Path, tmp_path: Path) -> None:
    words = own(tmp_path, '[forms]\nsonnet = ["sonnet"]\n', "own.toml")
    result = run("build", listing, "--out", tmp_path / "out", "--lexicon", words)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"rdfexport: {words}:2: no rule uses a list [forms] sonnet; ")
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


# --- the manual ------------------------------------------------------------------------


def test_the_examples_of_the_manual_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = dict(
        re.findall(r"```(\w+)\n(.*?)```", (ROOT / "docs" / "authorities.md").read_text("utf-8"), re.DOTALL)
    )
    (tmp_path / "own.csv").write_text(blocks["csv"], "utf-8")
    (tmp_path / "own.ttl").write_text(blocks["turtle"], "utf-8")
    (tmp_path / "own.toml").write_text(blocks["toml"], "utf-8")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "page.txt").write_text(blocks["text"], "utf-8")
    monkeypatch.chdir(tmp_path)
    for line in blocks["sh"].splitlines():
        result = CliRunner().invoke(main, line.partition("#")[0].split()[1:])
        assert result.exit_code == 0, (line, result.output)
    files = ("--authorities", "own.csv", "--authorities", "own.ttl", "--lexicon", "own.toml")
    shown = json.loads(run("parse", "pages", *files, "--format", "jsonl").stdout)
    assert shown["genre"] == "telegram"
    assert [name["agent"] for name in shown["creators"]] == ["reed-anna"]
    assert [name["agent"] for name in shown["recipients"]] == ["harbour-board"]
    assert [name["agent"] for name in shown["via"]] == ["marsh-peter"]
    assert shown["unread"] == []
