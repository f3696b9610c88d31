"""The only door through which a paper gets pictures: asset:NAME from the folders of assets, and data: pictures.

Everything else a template or a hostile text may name (file:, http:, a path) is refused here; beneath this the sandbox
of the process (src/documents/sandbox.cpp) refuses it again. Called by paper.py as WeasyPrint's url_fetcher.
"""
import base64
import io
import pathlib
import re

from PIL import Image

ASSET = re.compile(r"asset:([A-Za-z0-9][A-Za-z0-9._-]{0,99})")  # no slash: nothing leads out of the folder
PICTURE = re.compile(r"data:image/(?:png|jpeg|svg\+xml);base64,([A-Za-z0-9+/=\s]*)")
LARGEST_PICTURE = 4 * 1024 * 1024  # bytes
Image.MAX_IMAGE_PIXELS = 20_000_000  # an A4 page at 400 dpi; Pillow refuses twice as many


class Refused(Exception):
    """Says nothing of what was asked for: it may be somebody's text."""


class Fetcher:
    def __init__(self, folders):
        self._folders = [pathlib.Path(folder) for folder in folders]

    def __call__(self, url, **_ignored):
        if found := ASSET.fullmatch(url):
            return _answer(self._asset(found[1]), style=found[1].endswith(".css"))
        if found := PICTURE.fullmatch(url):
            return _answer(base64.b64decode(found[1]))
        raise Refused

    def _asset(self, name):
        """From the first folder that has it: the office's own goes before the shipped one."""
        for folder in self._folders:
            path = folder / name
            if path.is_file():
                return path.read_bytes()
        raise Refused


def _answer(data, style=False):
    if len(data) > LARGEST_PICTURE:
        raise Refused
    if style:
        return {"string": data, "mime_type": "text/css", "encoding": "utf-8"}
    # By what it is, not by what it is called: Pillow would try forty formats, some with a program of their own.
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return {"string": data, "mime_type": "image/png"}
    if data.startswith(b"\xff\xd8\xff"):
        return {"string": _in_screen_colours(data), "mime_type": "image/jpeg"}
    if data.lstrip().startswith((b"<svg", b"<?xml")):
        return {"string": data, "mime_type": "image/svg+xml"}
    raise Refused


def _in_screen_colours(jpeg):
    """A picture for the printing press (CMYK) has no place beside PDF/A's one output intent, sRGB."""
    picture = Image.open(io.BytesIO(jpeg), formats=["JPEG"])
    if picture.mode != "CMYK":
        return jpeg
    converted = io.BytesIO()
    picture.convert("RGB").save(converted, format="JPEG", quality=92)
    return converted.getvalue()
