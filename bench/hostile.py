"""What must not disturb an office: more submissions than it can take, thousands of connections that say nothing, and
many large uploads at once. Called by measure.py."""

import os
import resource
import selectors
import socket
import threading
import time

UPLOAD_BYTES = 20_000_000


class SlowConnections:
    """Connections that have sent half a request's head and then nothing."""

    def __init__(self, port, count):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, count + 1000), hard))
        self.sockets = []
        for _ in range(count):
            connection = socket.create_connection(("127.0.0.1", port), timeout=10)
            connection.sendall(b"GET /kasus HTTP/1.1\r\nHost: ")
            self.sockets.append(connection)

    def still_open(self):
        """How many the server has not cut yet."""
        waiting = selectors.DefaultSelector()
        for connection in self.sockets:
            waiting.register(connection, selectors.EVENT_READ)
        cut = len(waiting.select(0))
        waiting.close()
        return len(self.sockets) - cut

    def close(self):
        for connection in self.sockets:
            connection.close()


class Uploads:
    """`count` complaints with a 20 MB file each, sent at the same moment; counts the answers by status."""

    def __init__(self, port, count):
        self.port, self.answers = port, {}
        self.lock = threading.Lock()
        self.file = b"%PDF-1.4\n" + os.urandom(UPLOAD_BYTES - 32) + b"\n%%EOF\n"
        self.threads = [threading.Thread(target=self.send, args=(n,)) for n in range(count)]

    def run(self, sample):
        """Largest value that `sample` gave while they ran."""
        for thread in self.threads:
            thread.start()
        most = 0
        while any(thread.is_alive() for thread in self.threads):
            most = max(most, sample())
            time.sleep(0.1)
        return most

    def send(self, number):
        try:
            status = self.answer(number)
        except OSError as error:
            status = type(error).__name__
        with self.lock:
            self.answers[status] = self.answers.get(status, 0) + 1

    def answer(self, number):
        edge = "bench-edge"
        before = (
            f'--{edge}\r\nContent-Disposition: form-data; name="complaint"\r\n\r\n'
            '{"subject": "Lampiran besar", "story": "Berkas terlampir.", "place": "Kantor", "disclosure": "SECRET", '
            '"name": "Siti Aminah", "phone": "081234567890"}'
            f'\r\n--{edge}\r\nContent-Disposition: form-data; name="evidence"; filename="bukti.pdf"\r\n'
            "Content-Type: application/pdf\r\n\r\n"
        ).encode()
        after = f"\r\n--{edge}--\r\n".encode()
        head = (
            f"POST /api/v1/complaints HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nConnection: close\r\n"
            f"Idempotency-Key: bench-upload-{number}-{time.time_ns()}\r\n"
            f"Content-Type: multipart/form-data; boundary={edge}\r\n"
            f"Content-Length: {len(before) + len(self.file) + len(after)}\r\n\r\n"
        ).encode()
        with socket.create_connection(("127.0.0.1", self.port), timeout=300) as connection:
            for piece in (head, before, self.file, after):
                connection.sendall(piece)
            return connection.recv(64).decode("latin-1").split(" ")[1]
