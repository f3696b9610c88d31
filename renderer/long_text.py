"""Bounds for what a text can cost: pages are counted while they are made, and a long text is broken piece by piece.

WeasyPrint 57 hands Pango the whole rest of a paragraph for each line, so that a word of 100 kB costs minutes. A line is
found in a piece of the text that is certainly longer than the line. Called by paper.py.
"""
from math import inf

import weasyprint.layout
import weasyprint.layout.inline
import weasyprint.layout.preferred
from weasyprint.text import line_break

LETTERS_AN_EM = 6  # no font has six letters side by side in one em, so a piece of this length overflows its line
SPARE = 64


class TooManyPages(Exception):
    pass


class PageLimit:
    """WeasyPrint's maker of pages with a count; `most` is set for each letter."""

    def __init__(self):
        self.most = inf
        self._make_all_pages = weasyprint.layout.make_all_pages
        weasyprint.layout.make_all_pages = self._counted

    def _counted(self, *arguments):
        for count, page in enumerate(self._make_all_pages(*arguments), 1):
            if count > self.most:
                raise TooManyPages
            yield page


def break_long_texts_by_pieces():
    weasyprint.layout.inline.split_first_line = _split_first_line
    weasyprint.layout.preferred.split_first_line = _split_first_line


def _split_first_line(text, style, context, max_width, *arguments, **options):
    if max_width not in (None, inf) and style["font_size"]:
        piece = text[: int(max_width / style["font_size"] * LETTERS_AN_EM) + SPARE]
        if len(piece) < len(text):
            line = line_break.split_first_line(piece, style, context, max_width, *arguments, **options)
            _, _, resume_at, _, _, _ = line
            if resume_at is not None:  # None: the piece was no longer than the line after all
                return line
    return line_break.split_first_line(text, style, context, max_width, *arguments, **options)
