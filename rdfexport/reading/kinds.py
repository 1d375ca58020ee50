"""What a word of a title can be: bits, so that a word may be several things at once.

Plain integers, not an IntFlag: the grammar tests them for every word of every title.
"""

from __future__ import annotations

# Words the lexicon lists.
FORM = 1 << 0
"""Names a genre: "Telegram"."""
STATE = 1 << 1
"""State of the text: "Draft"."""
CARRIER = 1 << 2
"""Opens the record of a talk: "Record", "Minutes"."""
MEMORANDUM = 1 << 3
"""A carrier with a genre of its own: "Memorandum of Conversation"."""
TALK = 1 << 4
"""A spoken exchange: "Conversation"."""
TALK_HEAD = 1 << 5
"""A talk that may open a title."""
SESSION = 1 << 6
"""A body's own meeting."""
MARKING = 1 << 7
"""A security marking: "Top Secret"."""
MODIFIER = 1 << 8
"""Says nothing the fields can hold: "Joint"."""
HONORIFIC = 1 << 9
HONORIFICS = 1 << 10
"""A plural before a list of names: "Cdes."."""
POST = 1 << 11
POST_TO = 1 << 12
"""A post that may have a place after "to"; always POST too."""
RANK = 1 << 13
"""Stands before a post: "Deputy"."""
BODY = 1 << 14
MISSION = 1 << 15
"""A body with a seat; always BODY too."""
GROUP = 1 << 16
FIELD = 1 << 17
"""A field of work in the name of a body: "Defense"."""
PARTICLE = 1 << 18
NATION = 1 << 19
PLACE = 1 << 20
SUBJECT = 1 << 21
"""Shows a phrase to be a subject, not a name."""
CUE = 1 << 22
"""Opens a topic: "regarding"."""
TRANSMITTING = 1 << 23
AUTHORED = 1 << 24
VIA = 1 << 25
MARKED = 1 << 26
DATED = 1 << 27
ATTACHMENT = 1 << 28
PERIODICAL = 1 << 29
BUILDING = 1 << 30
"""A place that is one house; always PLACE too."""

PARTICIPLE = 1 << 53
"""Ties a body to an occasion: "attending"."""
SUFFIX = 1 << 54
"""Belongs to the name before it, comma or not: "Jr."."""
BODY_ON = 1 << 55
"""A body that may be named by what it is on: "Committee on Foreign Affairs"; always BODY too."""
WORLD = 1 << 56
"""A body to which others send missions: "NATO"; always BODY too."""
AIDE = 1 << 59
"""A post at the side of another: "Special Assistant to the President"; always POST too."""
NO_PLACE = 1 << 57
"""Behind "in" no place, although a capital letter begins it: "March"."""
VERB = 1 << 58
"""A form word that behind a name may be a verb: "Zhou Enlai Reports on ..."."""

# Function words, known to the grammar itself.
ARTICLE = 1 << 31
AND = 1 << 32
TO = 1 << 33
FROM = 1 << 34
OF = 1 << 35
FOR = 1 << 36
IN = 1 << 37
AT = 1 << 38
WITH = 1 << 39
BETWEEN = 1 << 40
ON = 1 << 41

# What a word is by its shape.
CAPITAL = 1 << 42
"""Does not begin with a small letter."""
POSSESSIVE = 1 << 43
DATE = 1 << 44
NUMBER = 1 << 45
TIME = 1 << 46
QUOTE = 1 << 47
BRACKET = 1 << 48
COMMA = 1 << 49
COLON = 1 << 50
"""A colon, semicolon or dash."""
MARK = 1 << 51
"""Any other sign."""
END = 1 << 52
"""After the last word."""

FUNCTION_WORDS = {
    "the": ARTICLE,
    "a": ARTICLE,
    "an": ARTICLE,
    "and": AND,
    "&": AND,
    "to": TO,
    "from": FROM,
    "of": OF,
    "for": FOR,
    "in": IN,
    "at": AT,
    "with": WITH,
    "between": BETWEEN,
    "among": BETWEEN,
    "on": ON,
}

FUNCTION = (
    ARTICLE | AND | TO | FROM | OF | FOR | IN | AT | WITH | BETWEEN | ON
    | CUE | TRANSMITTING | AUTHORED | VIA | MARKED | DATED
)  # fmt: skip
"""No part of a name by itself."""
SIGN = DATE | NUMBER | TIME | QUOTE | BRACKET | COMMA | COLON | MARK | END
"""Not a word."""
NAMING = POST | BODY | GROUP | RANK | HONORIFIC | HONORIFICS
"""May be part of a name in small letters."""
DESCRIBING = NATION | PLACE | FIELD | RANK | MODIFIER
"""May stand before a post, a body or a name without being the name."""
