"""One letter: HTML and CSS in, PDF/A-3 out. Called by worker.py for each request.

The request's fields are those of src/documents/conversation.cpp. The same request gives the same bytes: dates and
identifier come with it, no clock is read.
"""
import pathlib
from types import SimpleNamespace

import weasyprint
from weasyprint.css.counters import CounterStyle

import archive
import long_text
import reading
from fetch import Fetcher
from letters import Fonts, Letters
from page_mark import PageMark

BASE_STYLE = pathlib.Path(__file__).parent / "assets" / "fonts.css"


class Press:
    """What all letters of a worker share: fonts and the stylesheet under every template."""

    def __init__(self, asset_folders):
        archive.register()
        reading.mend()
        long_text.break_long_texts_by_pieces()
        self._limit = long_text.PageLimit()
        self._fetcher = Fetcher(asset_folders)
        self._fonts = Fonts()
        self._letters = Letters()
        self._style = weasyprint.CSS(
            string=BASE_STYLE.read_text(encoding="utf-8"), font_config=self._fonts, counter_style=CounterStyle()
        )

    def print(self, request, ask_for_codes):
        """The PDF's bytes and its number of pages. ask_for_codes(pages) gives the codes of the page marks.
        Raises long_text.TooManyPages."""
        self._limit.most = int(request["pages"])
        html = weasyprint.HTML(
            string=request["html"].decode("utf-8", "replace"), base_url=None, url_fetcher=self._fetcher
        )
        self._keep_drawable(html.etree_element)
        document = html.render(stylesheets=[self._style], font_config=self._fonts)
        self._describe(document.metadata, request)
        if "mark.lines" in request:
            fonts = SimpleNamespace(font_config=self._fonts, font_features={}, dictionaries={})
            mark = PageMark(request)
            mark.put_on(document.pages, ask_for_codes(len(document.pages)), self._letters.drawable, fonts)
        pdf = document.write_pdf(variant=archive.VARIANT, identifier=request["identifier"])
        return pdf, len(document.pages)

    def _keep_drawable(self, tree):
        """After parsing, so that a character written as &#8238; is seen too."""
        for element in tree.iter():
            element.text = self._letters.drawable(element.text)
            element.tail = self._letters.drawable(element.tail)

    def _describe(self, metadata, request):
        metadata.title = self._letters.drawable(request["title"].decode("utf-8", "replace"))
        metadata.authors = [request["author"].decode("utf-8", "replace")] if request["author"] else []
        metadata.lang = metadata.lang or request["language"].decode("ascii")
        metadata.created = request["date"].decode("ascii")
        metadata.attachments = []  # a <link rel=attachment> of a template is none of ours
