"""Text that runs from right to left can be searched and copied.

WeasyPrint 57 tells for each glyph which characters it stands for, but reckons from left to right, so that Arabic came
out garbled. Before it draws such a line its table is filled here. Called by paper.py.
"""
import weasyprint.draw
from weasyprint.text.ffi import ffi

_draw_first_line = weasyprint.draw.draw_first_line


def mend():
    weasyprint.draw.draw_first_line = draw_first_line


def draw_first_line(stream, textbox, *arguments, **options):
    text = textbox.pango_layout.text
    if not text.isascii():
        line, _ = textbox.pango_layout.get_first_line()
        _note_right_to_left(stream, line.runs[0], text.encode())
    return _draw_first_line(stream, textbox, *arguments, **options)


def _note_right_to_left(stream, run, text):
    while run != ffi.NULL:
        glyphs = run.data.glyphs
        starts = [glyphs.log_clusters[i] for i in range(glyphs.num_glyphs)]
        if starts and starts[0] > starts[-1]:
            item = run.data.item
            font = stream.add_font(item.analysis.font)
            numbers = [glyphs.glyphs[i].glyph for i in range(glyphs.num_glyphs)]
            letters = text[item.offset : item.offset + item.length]
            for glyph, meant in _meanings(numbers, starts, letters):
                font.cmap.setdefault(glyph, meant)
        run = run.next


def _meanings(glyphs, starts, letters):
    """Each glyph with its characters. A cluster (a letter and its vowel signs) lies in reverse, as all of the line."""
    end = len(letters)
    for start in sorted(set(starts), reverse=True):
        cluster = [glyph for glyph, begin in zip(glyphs, starts) if begin == start]
        meant, end = letters[start:end].decode(), start
        if len(meant) == len(cluster):
            yield from zip(cluster, reversed(meant))
        else:
            yield from zip(cluster, [meant] + [""] * (len(cluster) - 1))
