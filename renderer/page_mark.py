"""The code on every page of an issued paper, by which a scan is recognised, and small words beside it.

The codes come from the parent (src/documents/qr_code.cpp), which is asked once the number of pages is known. They
are drawn as filled rectangles over the finished page, outside its text (an artifact), so that tags and PDF/A stay
right. Called by paper.py.
"""
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.svg.text import TextBox
from weasyprint.text.line_break import split_first_line

from reading import draw_first_line

MILLIMETRE = 96 / 25.4  # in CSS pixels
QUIET = 4  # modules of white around the code, ISO/IEC 18004
LETTER_SIZE = 7 * 96 / 72  # of the words beside it: 7 pt
LINE = 1.3  # line height


class PageMark:
    def __init__(self, request):
        self._right = request["mark.corner"] == b"bottom_right"
        self._module = float(request["mark.module"]) * MILLIMETRE
        self._side = float(request["mark.from_side"]) * MILLIMETRE
        self._bottom = float(request["mark.from_bottom"]) * MILLIMETRE
        self._lines = request["mark.lines"].decode("utf-8", "replace").split("\n")

    def put_on(self, pages, codes, drawable, fonts):
        """codes: for each page its rows of 0 and 1."""
        for number, (page, code) in enumerate(zip(pages, codes), 1):
            words = [
                drawable(line.replace("{page}", str(number)).replace("{pages}", str(len(pages))))
                for line in self._lines
            ]
            page.paint = _Painter(page, page.paint, self, code, words, fonts)

    def draw(self, stream, page, code, words, fonts):
        """In CSS pixels, from the top left of the page."""
        size = len(code) * self._module
        left = page.width - self._side - size if self._right else self._side
        top = page.height - self._bottom - size
        stream.push_state()
        self._draw_code(stream, code, left, top)
        for i, line in enumerate(reversed(words)):
            if line:
                self._draw_words(stream, line, left, size, top + size - i * LETTER_SIZE * LINE, fonts)
        stream.pop_state()

    def _draw_code(self, stream, code, left, top):
        quiet = QUIET * self._module
        whole = len(code) * self._module + 2 * quiet
        stream.set_color_rgb(1, 1, 1)
        stream.rectangle(left - quiet, top - quiet, whole, whole)
        stream.fill()
        stream.set_color_rgb(0, 0, 0)
        for y, row in enumerate(code):
            for begin, end in _runs(row):
                stream.rectangle(
                    left + begin * self._module, top + y * self._module, (end - begin) * self._module, self._module
                )
        stream.fill()

    def _draw_words(self, stream, line, left, size, baseline, fonts):
        style = INITIAL_VALUES.copy()
        style["font_family"] = ["Arial", "sans-serif"]
        style["font_size"] = LETTER_SIZE
        layout, _, _, width, _, _ = split_first_line(line, style, fonts, float("inf"), 0)
        layout.reactivate(style)
        quiet = QUIET * self._module
        x = left - quiet - width if self._right else left + size + quiet
        stream.set_color_rgb(0, 0, 0)
        stream.begin_text()
        draw_first_line(stream, TextBox(layout, style), "none", "none", x, baseline)
        stream.end_text()


class _Painter:
    """Stands in for Page.paint: the page, then the mark over it."""

    def __init__(self, page, paint, mark, code, words, fonts):
        self._page, self._paint, self._mark = page, paint, mark
        self._code, self._words, self._fonts = code, words, fonts

    def __call__(self, stream, scale=1):
        self._paint(stream, scale=scale)
        stream.push_state()
        stream.transform(a=scale, d=scale)
        stream.stream.append(b"/Artifact BMC")
        self._mark.draw(stream, self._page, self._code, self._words, self._fonts)
        stream.stream.append(b"EMC")
        stream.pop_state()


def _runs(row):
    """Where dark modules begin and end: "1101" gives (0, 2), (3, 4)."""
    begin = None
    for x, module in enumerate(row + "0"):
        if module == "1" and begin is None:
            begin = x
        elif module == "0" and begin is not None:
            yield begin, x
            begin = None
