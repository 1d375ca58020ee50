"""Reading the SKOS files, and refusing those that contradict themselves."""

import pickle
from pathlib import Path

import pytest

from rdfexport.authorities.labels import normal_form
from rdfexport.authorities.lifetimes import lifetime
from rdfexport.authorities.vocabulary import Vocabulary
from rdfexport.errors import VocabularyInvalid
from rdfexport.model import Certainty, LabelKind, NameKind
from rdfexport.namespaces import AAT, PREFIXES, RELATORS, VOCAB

FOLDER = Path(__file__).resolve().parents[1] / "vocab"
VOCABULARY = Vocabulary.load(FOLDER)

PROLOGUE = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items()) + (
    f"@prefix agent: <{VOCAB.iri}agent/> .\n@prefix place: <{VOCAB.iri}place/> .\n"
    f"@prefix name: <{VOCAB.iri}name/> .\n"
)
SMITH = 'agent:smith a skos:Concept , foaf:Person ; skos:prefLabel "Anna Smith"@en'
X_NAME = 'name:x a rx:Name ; rx:nameString "X"@en ; rx:certainty "certain"'
X_DAYS = 'rx:validFrom "1948-01-01"^^xsd:date ; rx:validTo "1949-12-31"^^xsd:date'
X_SEEN = 'rx:attestedFrom "1948-02-01"^^xsd:date ; rx:attestedTo "1949-11-30"^^xsd:date'
JONES = 'agent:jones a skos:Concept , foaf:Person ; skos:prefLabel "B"@en ; rx:hasName name:x .'
UNSURE = 'name:x a rx:Name ; rx:nameString "X"@en ; rx:certainty "sure"'
EARLY = 'rx:attestedFrom "1947-01-01"^^xsd:date ; rx:attestedTo "1948-05-01"^^xsd:date'
COVER = f"{SMITH} ; rx:hasName name:x . {X_NAME} ; rx:nameKind rx:coverName"


def load(folder: Path, agents: str, **files: str) -> Vocabulary:
    texts = {"agents": agents, "places": "", "genres": "", "roles": ""} | files
    for name, text in texts.items():
        (folder / f"{name}.ttl").write_text(PROLOGUE + text, "utf-8")
    return Vocabulary.load(folder)


def test_reads_the_person_with_all_that_is_known() -> None:
    stalin = VOCABULARY.agents["stalin-joseph"]
    assert (stalin.kind, stalin.label) == (NameKind.PERSON, "Joseph Stalin")
    assert {"Stalin", "I.V. Stalin"} <= set(stalin.alt_labels)
    assert stalin.hidden_labels == ("Flippov",)
    assert (stalin.birth, stalin.death) == ("1878-12-18", "1953-03-05")
    assert stalin.same_as == ("http://www.wikidata.org/entity/Q855",)
    filippov, kuznetsov = stalin.dated_names
    assert (filippov.text, filippov.kind, filippov.certainty, filippov.misprints) == (
        "Filippov",
        LabelKind.COVER_NAME,
        Certainty.CERTAIN,
        ("Flippov",),
    )
    assert (str(filippov.attested_from), str(filippov.attested_to)) == ("1948-04-26", "1951-07-03")
    assert (str(filippov.valid_from), str(filippov.valid_to)) == ("1948-01-01", "1953-03-05")
    assert kuznetsov.kind is LabelKind.ALLONYM
    assert filippov.evidence
    assert stalin.evidence


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("mao-zedong", NameKind.PERSON),
        ("ccp", NameKind.ORGANISATION),
        ("soviet-charge-1949-12", NameKind.OFFICE),
    ],
)
def test_reads_the_kind(key: str, kind: NameKind) -> None:
    assert VOCABULARY.agents[key].kind is kind


def test_reads_places_and_forms_too_general_to_stand_alone() -> None:
    assert VOCABULARY.places["moscow"].kind is NameKind.PLACE
    assert VOCABULARY.agents["kim-il-sung"].record_labels == ("Kim",)
    assert not VOCABULARY.agents["soviet-charge-1949-12"].identified


def test_reads_concepts_with_their_matches() -> None:
    cable = VOCABULARY.concepts[VOCAB["genre/cable"]]
    assert (cable.label, cable.scheme) == ("Cable", VOCAB["genre"])
    assert cable.matches == (("closeMatch", AAT["300026909"]),)
    creator = VOCABULARY.concepts[VOCAB["role/creator"]]
    assert creator.matches == (("exactMatch", RELATORS.cre),)


def test_place_names_are_those_that_a_title_could_print() -> None:
    names = VOCABULARY.place_names()
    assert {"China", "PRC", "Peking", "England", "Jilin power plant", "Russia"} <= names
    assert names.isdisjoint({"Chinese", "Soviet", "Asian countries", "[Jilin power plant]", "Mao"})


def test_a_vocabulary_goes_to_a_worker_and_back() -> None:
    copy = pickle.loads(pickle.dumps(VOCABULARY))
    assert copy.agents == VOCABULARY.agents
    (bearer,) = copy.agent_labels["mao"]
    assert bearer.authority is copy.agents["mao-zedong"]


SAME = [
    ("N. V. Roshchin", "N.V. Roshchin"),
    ("MAO ZEDONG", "Mao Zedong"),
    ("the Chinese Communist Party", "Chinese Communist Party"),
    ("Worker’s Party", "Worker's Party"),
    ("Mao\u00a0 Zedong", "Mao Zedong"),
    ("Cafe\u0301", "Caf\u00e9"),
]
DIFFERENT = [
    ("Kim Il", "Kim Il Sung"),
    ("Chou En-lai", "Chou En Lai"),
    ("Gomułka", "Gomulka"),
    ("Filippov", "Flippov"),
    ("Chargé", "Charge"),
    ("Theodor", "odor"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_label(one: str, other: str) -> None:
    assert normal_form(one) == normal_form(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_labels(one: str, other: str) -> None:
    assert normal_form(one) != normal_form(other)


@pytest.mark.parametrize(
    ("birth", "death", "first", "last"),
    [
        ("1893-12-26", "1976-09-09", "1893-12-26", "1976-09-09"),
        ("1912", "1966-12", "1912-01-01", "1966-12-31"),
        ("1901?", "1993", "0001-01-01", "1993-12-31"),
        ("1905~", None, "0001-01-01", "9999-12-31"),
        (None, "[1955,1956]", "0001-01-01", "1956-12-31"),
        (None, "1948-02", "0001-01-01", "1948-02-29"),
    ],
)
def test_lifetimes_are_as_wide_as_the_dates_allow(
    birth: str | None, death: str | None, first: str, last: str
) -> None:
    assert tuple(map(str, lifetime(birth, death))) == (first, last)


@pytest.mark.parametrize("edtf", ["", "about 1900", "1949-13", "1949-02-30", "[]", "189"])
def test_life_dates_that_are_none(edtf: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        lifetime(edtf, None)


def test_a_small_vocabulary_of_ones_own(tmp_path: Path) -> None:
    vocabulary = load(tmp_path, f"{COVER} ; {X_DAYS} ; {X_SEEN} .", places="")
    assert vocabulary.agents["smith"].dated_names[0].text == "X"
    assert set(vocabulary.agent_labels) == {"anna smith", "x"}


def test_one_label_with_dates_may_mean_two(tmp_path: Path) -> None:
    other = 'agent:jones a skos:Concept , foaf:Person ; skos:prefLabel "X"@en .'
    vocabulary = load(tmp_path, f"{COVER} ; {X_DAYS} ; {X_SEEN} . {other}")
    assert [b.authority.key for b in vocabulary.agent_labels["x"]] == ["smith", "jones"]


REFUSED = {
    "not Turtle": (f"{SMITH} ;; , .", "not Turtle"),
    "a blank node": (f'{SMITH} ; skos:altLabel [ skos:note "x" ] .', "without IRI"),
    "described twice": (f"{SMITH} . {SMITH} .", "is described twice"),
    "two preferred labels": (f'{SMITH} . agent:smith skos:prefLabel "Ann"@en .', "has 2 values"),
    "no preferred label": ("agent:smith a skos:Concept , foaf:Person .", "has no"),
    "no class": ('agent:smith a skos:Concept ; skos:prefLabel "A"@en .', "one class"),
    "two classes": (f"{SMITH} . agent:smith a foaf:Group .", "one class"),
    "an empty label": (f'{SMITH} ; skos:altLabel " "@en .', "empty label"),
    "another namespace": ('place:x a skos:Concept , foaf:Person ; skos:prefLabel "A"@en .', "is not in"),
    "an unknown property": (f'{SMITH} ; skos:altLable "Ann"@en .', "unknown property"),
    "a label of two": (
        f'{SMITH} . agent:jones a skos:Concept , foaf:Person ; skos:prefLabel "ANNA SMITH"@en .',
        "means both smith and jones",
    ),
    "a life date that is none": (f'{SMITH} ; rx:birthEdtf "soon" .', "life date"),
    "death before birth": (f'{SMITH} ; rx:birthEdtf "1900" ; rx:deathEdtf "1899" .', "is dead"),
    "supplied yet identified": (
        'agent:x a skos:Concept , foaf:Person ; skos:prefLabel "[Clerk]"@en .',
        "rx:identified false",
    ),
    "a link without identity": (
        f"{SMITH} ; rx:identified false ; schema:sameAs <http://example.org/1> .",
        "cannot have schema:sameAs",
    ),
    "a name not described": (f"{SMITH} ; rx:hasName name:y .", "not described"),
    "a name of no record": (f"{SMITH} . {X_NAME} ; rx:nameKind rx:shortForm ; {X_DAYS} .", "no record"),
    "a name of two records": (f"{COVER} ; {X_DAYS} ; {X_SEEN} . {JONES}", "shares the name"),
    "a cover name without interval": (f"{COVER} ; {X_SEEN} .", "without its interval"),
    "a cover name never seen": (f"{COVER} ; {X_DAYS} .", "without its interval"),
    "a short form without date": (
        f"{SMITH} ; rx:hasName name:x . {X_NAME} ; rx:nameKind rx:shortForm .",
        "without any date",
    ),
    "an end before the start": (
        f'{COVER} ; {X_SEEN} ; rx:validFrom "1949-01-01"^^xsd:date ; rx:validTo "1948-01-01"^^xsd:date .',
        "impossible interval",
    ),
    "seen outside the valid days": (f"{COVER} ; {X_DAYS} ; {EARLY} .", "impossible interval"),
    "a day that is none": (
        f'{COVER} ; {X_SEEN} ; rx:validFrom "1948-02-30"^^xsd:date ; rx:validTo "1949-12-31"^^xsd:date .',
        "no day of the calendar",
    ),
    "an unknown kind of name": (
        f"{SMITH} ; rx:hasName name:x . {X_NAME} ; {X_DAYS} ; rx:nameKind rx:nickname .",
        "rx:nameKind",
    ),
    "an unknown certainty": (
        f"{SMITH} ; rx:hasName name:x . {UNSURE} ; rx:nameKind rx:shortForm ; {X_DAYS} .",
        "unknown rx:certainty 'sure'",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refuses_a_contradiction_and_says_which(case: str, tmp_path: Path) -> None:
    text, reason = REFUSED[case]
    with pytest.raises(VocabularyInvalid, match=r"^agents\.ttl") as refused:
        load(tmp_path, text)
    assert reason in str(refused.value)


def test_tells_the_line_that_is_not_turtle(tmp_path: Path) -> None:
    line = PROLOGUE.count("\n") + 2
    with pytest.raises(VocabularyInvalid, match=rf"^agents\.ttl:{line}: not Turtle"):
        load(tmp_path, "\nagent:smith a ; .")


def test_tells_the_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(VocabularyInvalid, match=r"agents\.ttl: cannot be read"):
        Vocabulary.load(tmp_path)
