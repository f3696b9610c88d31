"""What parent and worker say to each other, over standard input and output: frames of named fields.

A frame is a length (32 bits, big end first) and that many bytes: fields one after the other, each a name and a value,
both with their length before them. The other end is src/documents/frames.cpp. No text is parsed, so no letter can
end a frame early.
"""
import struct

LENGTH = struct.Struct(">I")
LARGEST = 256 * 1024 * 1024  # bytes of a frame; more is not ours


def read_frame(stream):
    """The next frame as a dict of bytes by name; None at the end of the stream."""
    head = _exactly(stream, LENGTH.size)
    if head is None:
        return None
    (size,) = LENGTH.unpack(head)
    if size > LARGEST:
        raise ValueError("frame too large")
    body = _exactly(stream, size)
    return None if body is None else _fields(body)


def write_frame(stream, fields):
    """Writes str, int and bytes values by name."""
    body = b"".join(_packed(name) + _packed(value) for name, value in fields.items())
    stream.write(LENGTH.pack(len(body)) + body)
    stream.flush()


def _fields(body):
    fields, place = {}, 0
    while place < len(body):
        name, place = _piece(body, place)
        fields[name.decode("ascii")], place = _piece(body, place)
    return fields


def _piece(body, place):
    (size,) = LENGTH.unpack_from(body, place)
    begin = place + LENGTH.size
    if begin + size > len(body):
        raise ValueError("field beyond its frame")
    return body[begin : begin + size], begin + size


def _packed(value):
    data = value if isinstance(value, bytes) else str(value).encode("utf-8")
    return LENGTH.pack(len(data)) + data


def _exactly(stream, size):
    data = stream.read(size)
    return data if len(data) == size else None
