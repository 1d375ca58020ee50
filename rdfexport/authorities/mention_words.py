"""Words that help to tell names from words in running text, as tables.

All lower case. Language: English, as the abstracts.
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a table that is written as running text."""
    return frozenset(text.split())


FUNCTION_WORDS = words("of the in with and for to on a an d")
"""Words inside a name that are never written with a capital."""

COMMON_NAME_WORDS = words("""
    administration agency armed army association bureau central committee communist congress
    council democratic embassy federal federation foreign forces front government inner
    international liberation ministry national nationalist naval navy office outer party
    peoples people political representative republic socialist southern northern eastern western
    union volunteer volunteers worker workers
    """)
"""Words of names that writers also print in lower case: ``Chinese communist party``."""

BODY_NOUNS = COMMON_NAME_WORDS | words("""
    academy alliance assembly bank bay board cabinet chamber city college command commission
    conference court delegation department division duma gulf house institute kingdom league
    mission museum organization organisation politburo presidium province school sea secretariat
    society soviet staff state states strait trade university
    """)
"""What "of" and the name of a place may follow to make one name: ``Bank of China``."""

ADJECTIVES = words("""
    african albanian american asian australian austrian british bulgarian burmese cambodian
    canadian chinese communist cuban czech czechoslovak dutch egyptian english european finnish
    french german greek hungarian indian indochinese indonesian iranian iraqi israeli italian
    japanese korean laotian manchurian mongolian mongol nationalist norwegian pakistani
    polish portuguese romanian rumanian russian sino slovak soviet spanish swedish swiss
    taiwanese tibetan turkish uighur ukrainian vietnamese western yugoslav
    """)
"""Origin and allegiance: no names by themselves, and no part of the name that follows."""

TITLES_OF_PERSONS = words("""
    academician admiral ambassador ambassadors attache brigadier cadre captain chairman
    chairwoman chairperson charge chief citizen colonel com commander commandant commissar
    commissioner comrade comrades consul correspondent counselor counsellor delegate
    diplomat director doctor dr emperor envoy former general generalissimo gen
    governor head interpreter journalist king leader leaders lieutenant lt madame major marshal
    mayor member messrs minister ministers mme mr mrs ms official officials premier
    premiers president presidents prince princess prof professor queen representative
    representatives secretary senator sir translator
    """)
"""Honorifics and posts: they stand before a name and are no part of it."""

WORDS_BEFORE_TITLES = words("acting deputy first foreign military naval prime second supreme third vice")
"""They belong to a post only before the word of the post."""

SENTENCE_OPENERS = words("""
    a about according accordingly additionally after afterward afterwards again against all also
    although am among amid an and another any are as at because before besides between both but by
    can could despite did do does document during each either even every except finally first
    following for from further furthermore given had has have having he hence her here his how
    however if in indeed instead into is it its just last later lastly like meanwhile moreover most
    near neither next no nor not note notably now of on once one only or other others otherwise our
    out over per perhaps regarding second several shall she should similarly since so some soon
    still subsequently such summary than that the their then there thereafter therefore these they
    third this those though three through throughout thus to today together toward towards two
    under unless unlike until upon via was we were what when whenever where whereas whether which
    while who whom whose why will with within without would yet you
    """)
"""Words that open a sentence and so have a capital without being names."""

CALENDAR_WORDS = words("""
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday ii iii iv
    """)
"""Capitalised words of dates and numbers: no names of persons, bodies or places."""

ACTS = words("""
    accepts acknowledges adds addresses admits advises advocates affirms agrees allows announces
    answers appeals approves argues arrives asks asserts assures attends attributes begins
    believes blames calls cites claims comments compares complains concludes conducts confirms
    congratulates considers continues conveys criticizes criticises decides declares declines
    defends delivers demands denies denounces describes discusses dispatches doubts emphasizes
    emphasises encourages endorses establishes evaluates exchanges explains expresses extends
    favors finds forwards gives grants hands helps hopes includes indicates informs insists
    instructs intends intervenes invites joins keeps leaves maintains makes meets mentions
    negotiates notes notifies objects offers opposes orders outlines pledges plans praises
    prepares presents presses promises proposes protests provides pushes ratifies reaches reacts
    reaffirms receives recognizes recognises recommends recounts refuses refutes rejects relays
    remarks replies reports requests requires responds returns reviews says seeks sees sends
    shares shows signs states stresses submits suggests summarizes summarises supports talks tells
    thanks threatens transmits tries urges uses visits wants warns welcomes wishes withdraws
    writes
    """)
"""Verbs of what somebody does, third person present."""
