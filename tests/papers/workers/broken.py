"""The real worker, which breaks where a letter's text says so. Lies in a copy of renderer/ (renderer_support.hpp); the real one
has no such switch. "crash first" breaks on the first attempt alone, "crash always" on each.
"""
import os
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import worker

place = {}
keep_standard_output = worker.keep_standard_output_for_answers
write_frame = worker.write_frame


def keep():
    place["answers"] = keep_standard_output()
    return place["answers"]


def garbage():
    place["answers"].write(b"\xff\xff\xff\xffnonsense")
    place["answers"].flush()
    time.sleep(1000)


def half():
    place["answers"].write(b"\x00\x00\x10\x00half a fra")
    place["answers"].flush()
    os._exit(0)


def chatter():
    for _ in range(4000):
        print("many words on standard output, and on standard error")
        print("many words on standard output, and on standard error", file=sys.stderr)


def wrong_letter():
    place["other"] = True


def secret():
    raise ValueError("a name from a letter")


BREAKS = {
    "crash": lambda: os._exit(9),
    "hang": lambda: time.sleep(1000),
    "slow": lambda: time.sleep(2),
    "garbage": garbage,
    "half": half,
    "chatter": chatter,
    "wrong-letter": wrong_letter,
    "secret": secret,
}


def breaking(print_paper):
    def print_or_break(self, request, ask_for_codes):
        text = request["html"].decode("utf-8")
        for name, act in BREAKS.items():
            if f"[{name} always]" in text or (f"[{name} first]" in text and request["attempt"] == b"1"):
                act()
        return print_paper(self, request, ask_for_codes)

    return print_or_break


def write(stream, fields):
    if place.pop("other", False):
        fields = {**fields, "number": 999999}
    write_frame(stream, fields)


worker.keep_standard_output_for_answers = keep
worker.write_frame = write
import paper  # noqa: E402

paper.Press.print = breaking(paper.Press.print)
worker.main(sys.argv[1:])
