"""When two spellings are one label: the form in which names are compared.

Whole labels are compared, never parts or likeness: "Kim Il" is not "Kim Il Sung".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})
_BLANK_AFTER_PERIOD = re.compile(r"\.\s+(?=\S)")


@lru_cache(maxsize=1 << 15)
def normal_form(label: str) -> str:
    """The form in which labels are compared; accents and hyphens stay as printed.

    Letter case, the shape of apostrophes, runs of white space, the blank between
    initials and a leading article make no difference.

    >>> normal_form("the  N. V. ROSHCHIN"), normal_form("Nanjing’ists")
    ('n.v.roshchin', "nanjing'ists")
    """
    text = unicodedata.normalize("NFC", label).translate(_APOSTROPHES).casefold()
    text = _BLANK_AFTER_PERIOD.sub(".", " ".join(text.split()))
    return text.removeprefix("the ")
