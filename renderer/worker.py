"""The process that prints letters. Started by src/documents/worker_process.cpp inside the sandbox; never by hand.

    /usr/bin/python3 -s -P -B worker.py ASSETS...

It says "ready" once everything is imported, then answers one request after the other until its input ends. Its
standard error is logged: words of the program and places in it, never a text of a letter (a library's message may
quote one, so messages are not printed, only where they come from).
"""
import ctypes.util
import faulthandler
import gc
import logging
import mimetypes
import os
import pathlib
import sys
import traceback
import warnings

sys.path.insert(0, str(pathlib.Path(__file__).parent))
ctypes.util.find_library = lambda name: None  # it would start ldconfig and a compiler; the plain names follow anyway
mimetypes.knownfiles.clear()  # they lie outside the sandbox
warnings.simplefilter("ignore")

from frames import read_frame, write_frame  # noqa: E402


class PlacesOnly(logging.Handler):
    def emit(self, record):
        place = "/".join(pathlib.Path(record.pathname).parts[-2:])
        print(f"{record.levelname.lower()} at {place}:{record.lineno}", file=sys.stderr, flush=True)


def main(asset_folders):
    faulthandler.enable()
    sys.excepthook = lambda kind, error, trace: print(place_of(error), file=sys.stderr, flush=True)
    for name in ("weasyprint", "fontTools"):
        logger = logging.getLogger(name)
        logger.handlers = [PlacesOnly(level=logging.ERROR)]
        logger.propagate = False
    answers = keep_standard_output_for_answers()
    from long_text import TooManyPages
    from paper import Press
    from weasyprint.pdf.stream import Stream

    press = Press(asset_folders)
    gc.freeze()
    gc.disable()  # collected after each answer, while nobody waits
    write_frame(answers, {"kind": "ready"})
    while request := read_frame(sys.stdin.buffer):
        number = request["number"]
        try:
            pdf, pages = press.print(request, lambda pages: codes(answers, number, pages))
            answer = {"kind": "pdf", "number": number, "pages": pages, "pdf": pdf}
        except TooManyPages:
            answer = {"kind": "too_many_pages", "number": number}
        except Exception as error:
            print(place_of(error), file=sys.stderr, flush=True)
            answer = {"kind": "failed", "number": number}
        write_frame(answers, answer)
        Stream.add_font.cache_clear()  # it keeps whole letters alive: 3 to 4 MB each
        request = answer = pdf = None
        gc.collect()


def codes(answers, number, pages):
    """Asks the parent for the code of each page: rows of 0 and 1."""
    write_frame(answers, {"kind": "pages", "number": number, "pages": pages})
    told = read_frame(sys.stdin.buffer)
    return [code.split("\n") for code in told["codes"].decode("ascii").split("\n\n")]


def keep_standard_output_for_answers():
    """A stray print() of a library goes to the log and cannot spoil an answer."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def place_of(error):
    """Kind of an error and where it was raised, without its message."""
    steps = [f"{pathlib.Path(step.filename).name}:{step.lineno}" for step in traceback.extract_tb(error.__traceback__)]
    return f"{type(error).__name__} at {' '.join(steps[-4:])}"


if __name__ == "__main__":
    main(sys.argv[1:])
