"""What each code means and what to do about it, in plain words.

The codes of shapes bring their own words (``Report.texts``); here are the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rdfexport.problems import Code


class Explanation(NamedTuple):
    """A code in words."""

    title: str
    text: str


EXPLANATIONS: dict[str, Explanation] = {
    Code.LINE_NOT_UNDERSTOOD: Explanation(
        "A line was not understood",
        "The line is neither part of an entry nor known furniture of the page, so it is not in the export. "
        "If it belongs to an entry, look whether the date line above it is complete.",
    ),
    Code.ENTRY_WITHOUT_TITLE: Explanation(
        "An entry has no title",
        "Only a date or an abstract was found. The document is exported as it is; "
        "complete the listing if the page was saved only in part.",
    ),
    Code.ENTRY_WITHOUT_DATE: Explanation(
        "An entry has no date",
        "The listing prints no date for it, so timelines and searches by date leave the document out. "
        "Nothing is wrong if the original is undated.",
    ),
    Code.ROW_MALFORMED: Explanation(
        "A row does not fit its table",
        "It has too many or too few cells, or is no JSON object. What is quoted was not read; "
        "mend the row in the source and build again.",
    ),
    Code.NOTHING_READ: Explanation(
        "No entry was found in a source",
        "The file holds nothing that looks like an entry. Check that it is the listing you meant, "
        "and that its format is the one that was assumed.",
    ),
    Code.SOURCE_REPEATED: Explanation(
        "The same source was given twice",
        "Both files have the same content; it was read once.",
    ),
    Code.ADDRESS_NOT_WEB: Explanation(
        "An address is none",
        "The column of addresses holds something that does not begin with http:// or https://, or holds a "
        "blank. It is kept as an identifier; mend it, or map the column to identifier.",
    ),
    Code.FILES_SKIPPED: Explanation(
        "Files of a folder were not read",
        "By their endings they are no listings: web pages, word processor files, workbooks. "
        "Save what they hold as text or CSV in UTF-8 and build again.",
    ),
    Code.PAGE_INCOMPLETE: Explanation(
        "A page states another number of results than it shows",
        "Entries may have been lost when the page was saved, or two entries were read as one. "
        "Compare the page with the web site.",
    ),
    Code.COLUMN_NOT_USED: Explanation(
        "Columns of a table were not used",
        "Their names mean nothing to the reader. Say with --map which field each one is, "
        "if they hold dates, titles, abstracts, identifiers or addresses.",
    ),
    Code.DATE_NOT_READ: Explanation(
        "A date was not understood",
        "It is kept as printed, but no day, month or year is claimed for it, "
        "so timelines leave the document out. Misprints can be mended in the listing.",
    ),
    Code.TITLE_REMAINDER: Explanation(
        "Part of a title was not understood",
        "The words quoted fit no rule, so nothing is claimed from them; the title itself is complete. "
        "A word that recurs can be added to the lexicon.",
    ),
    Code.TITLE_WITHOUT_FORM: Explanation(
        "A title names no form of document",
        "No word such as letter or report was found; the document has the general genre, "
        "and its title is taken for its subject.",
    ),
    Code.NAME_UNRESOLVED: Explanation(
        "A name has no authority record",
        "The person or body gets an entry of their own, marked as unresolved and linked to nobody. "
        "If you know who is meant, add a record to an authority file of your own (--authorities).",
    ),
    Code.NAME_AMBIGUOUS: Explanation(
        "A name may mean several people",
        "More than one authority record fits, so none was chosen. "
        "Decide from the document itself, and add the name with its dates to an authority file of your own "
        "(--authorities).",
    ),
    Code.NAME_OUT_OF_TIME: Explanation(
        "A name does not fit the date",
        "The bearer known by this name was not alive then, or did not use the name then, "
        "so the name was left unresolved. Check the date of the document first.",
    ),
    Code.NAME_INFERRED: Explanation(
        "A name was resolved with a doubt",
        "The match rests on an inference, which the message states; "
        "the export marks it as less than certain. Check it before you rely on it.",
    ),
    Code.RECORD_NOT_USED: Explanation(
        "A record of your authority file is not used",
        "It describes something that names cannot mean. Nothing of the listings is lost by it; "
        "take it out of the file, or say it in the way that the message names.",
    ),
    Code.SHAPE_WITHOUT_TARGET: Explanation(
        "A rule had nothing to judge",
        "No node of the kind exists in the graph. Where there should be some, "
        "their class is missing or misspelled, and their errors have passed unseen.",
    ),
    Code.ENGINES_DISAGREE: Explanation(
        "Two validators disagree",
        "The fast validator and pySHACL judged a node differently; this report follows pySHACL. "
        "Build with --validator pyshacl, and report the case to the makers of this tool.",
    ),
}


def explain(code: str, texts: Mapping[str, tuple[str, str]]) -> Explanation:
    """The words for a code; a code that nobody has words for stands for itself.

    Args:
        code: of a problem.
        texts: the words of the shapes' codes.
    """
    if code in texts:
        return Explanation(*texts[code])
    return EXPLANATIONS.get(code, Explanation(code, ""))
