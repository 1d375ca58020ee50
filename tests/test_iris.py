"""IRIs: stable, flat, and never shared by two names that are not one."""

import pytest

from rdfexport.iris import document_key, normalize, slug

SLUGS = [
    ("N. V. Roshchin", "n-v-roshchin"),
    ("Jeleń", "jelen"),
    ("Säypiddin Äzizi", "saypiddin-azizi"),
    ("Kádár János", "kadar-janos"),
    ("김일성", "김일성"),
    ("Андрей Громыко", "андрей-громыко"),
    ("किसान", "किसान"),
    ("O’Neill/Smith", "o-neill-smith"),
]
APART = [("किसान", "कसन"), ("Андрей", "Андреи"), ("???", "!!!"), ("", "-")]


@pytest.mark.parametrize(("name", "expected"), SLUGS)
def test_slugs(name, expected):
    assert slug(name) == expected


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_names_stay_apart(one, other):
    assert slug(one) != slug(other)


def test_one_document_in_two_printings_has_one_key():
    assert document_key("1949-01-08", "Mao’s  Cable", "“Yes”") == document_key(
        "1949-01-08", "Mao's Cable ", '"Yes"'
    )


DIFFERENT = [
    ("1949-01-08", "Cable", "B"),
    ("1949-01-09", "Cable", "A"),
    ("1949-01-08", "Cables", "A"),
    ("1949-01-08", "Cable A", ""),
]


@pytest.mark.parametrize("other", DIFFERENT)
def test_another_date_title_or_abstract_is_another_document(other):
    assert document_key("1949-01-08", "Cable", "A") != document_key(*other)


def test_letters_are_never_folded():
    assert normalize("Flippov") != normalize("Filippov")
