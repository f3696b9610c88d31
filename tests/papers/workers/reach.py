"""A worker whose code was subverted: it tries what the letter's lines tell it to, and reports what it reached.

    OPEN path, LIST folder, WRITE path, CONNECT port, FORK, SIGNAL process, MEMORY megabytes

Run by hand with "bare" and the orders as arguments, it does the same outside the sandbox: the test's other half.
"""
import os
import pathlib
import socket
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))


def connect(port):
    with socket.create_connection(("127.0.0.1", int(port)), timeout=2):
        pass


def fork(_):
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def write(path):
    with open(path, "wb") as file:
        file.write(b"x")


def read(path):
    with open(path, "rb") as file:
        file.read(1)


ACTS = {
    "OPEN": read,
    "LIST": os.listdir,
    "WRITE": write,
    "CONNECT": connect,
    "FORK": fork,
    "SIGNAL": lambda process: os.kill(int(process), 0),
    "MEMORY": lambda megabytes: bytearray(int(megabytes) * 1024 * 1024),
}


def report(orders):
    for order in orders:
        act, _, what = order.partition(" ")
        try:
            ACTS[act](what)
            yield f"{act} reached"
        except (OSError, MemoryError) as error:
            yield f"{act} refused {type(error).__name__}"


if sys.argv[1] == "bare":
    print("\n".join(report(sys.argv[2:])))
else:
    from frames import read_frame, write_frame

    answers = os.fdopen(os.dup(1), "wb")
    write_frame(answers, {"kind": "ready"})
    while request := read_frame(sys.stdin.buffer):
        found = "\n".join(report(request["html"].decode().splitlines()))
        write_frame(answers, {"kind": "pdf", "number": request["number"], "pages": 1, "pdf": "%PDF-\n" + found})
