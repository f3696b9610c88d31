"""Fonts, and the letters they have. Which fonts there are stands in fonts.conf. Called by paper.py.

WeasyPrint leaves out a character that no font has, without a word; an office may not lose a letter of a complaint, so
such a character becomes U+FFFD, which is drawn. Controls become U+FFFD too; what turns the direction of the text
(U+202E and its like) is taken out: Arabic finds its direction by itself, and a text cannot pretend to be another.
"""
import re
import unicodedata

import cffi
from weasyprint.text.ffi import ffi, fontconfig, gobject, pangoft2
from weasyprint.text.fonts import FontConfiguration

SUSPECT = re.compile("[^\t\n\r\x20-\x7e]")  # whatever is not plain ASCII is looked at
DIRECTION = frozenset(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
UNDRAWN = frozenset({"Cf", "Zs", "Zl", "Zp"})  # joiners, spaces: shaped, never drawn
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class Fonts(FontConfiguration):
    """One for all letters of a worker: WeasyPrint would read the configuration anew for each."""

    def __init__(self):  # without super(): it makes a temporary folder, and the worker can write nowhere
        self._fontconfig_config = ffi.gc(fontconfig.FcInitLoadConfigAndFonts(), fontconfig.FcConfigDestroy)
        self.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
        pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", self.font_map), self._fontconfig_config)

    def add_font_face(self, rule_descriptors, url_fetcher):
        """Nothing: a face that one letter brings would stay for the next."""

    def __del__(self):
        pass


class Letters:
    """Which characters can be drawn, and a text made of these alone."""

    def __init__(self):
        self._has = _coverage()
        self._change = {}  # by character: what is printed instead, None for itself

    def drawable(self, text):
        if not text or not SUSPECT.search(text):
            return text
        return SUSPECT.sub(lambda found: self._drawn(found[0]), text)

    def _drawn(self, letter):
        if letter not in self._change:
            self._change[letter] = self._judge(letter)
        return self._change[letter]

    def _judge(self, letter):
        if letter in DIRECTION:
            return ""
        if unicodedata.category(letter) in UNDRAWN or self._has(ord(letter)):
            return letter
        return REPLACEMENT


def _coverage():
    """A function that says whether any font has the code point."""
    own = cffi.FFI()
    own.cdef("""
        typedef struct { int nfont; int sfont; void **fonts; } FcFontSet;
        void *FcInitLoadConfigAndFonts(void);
        FcFontSet *FcConfigGetFonts(void *config, int set);
        int FcPatternGetCharSet(void *pattern, const char *object, int n, void **found);
        void *FcCharSetCreate(void);
        int FcCharSetMerge(void *all, void *more, int *changed);
        int FcCharSetHasChar(void *all, unsigned int point);
    """)
    library = own.dlopen("libfontconfig.so.1")
    everything = library.FcCharSetCreate()
    system_fonts = 0
    fonts = library.FcConfigGetFonts(library.FcInitLoadConfigAndFonts(), system_fonts)
    one = own.new("void **")
    for i in range(fonts.nfont):
        if library.FcPatternGetCharSet(fonts.fonts[i], b"charset", 0, one) == 0:
            library.FcCharSetMerge(everything, one[0], own.NULL)
    return lambda point: bool(library.FcCharSetHasChar(everything, point))
