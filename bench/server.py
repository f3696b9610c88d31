"""A measured program: its process, its memory, and the requests of each measurement. Dumas and Fossil fill it in
(dumas.py, fossil.py), so that measure.py treats both alike."""

import http.client
import socket
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Load:
    """What the load generator sends: see load.cpp for the marks in `request` and `must_hold`."""

    request: str
    rows: list = field(default_factory=list)
    in_order: bool = False
    expect: str = "200"
    must_hold: str = ""


class Server:
    name = ""
    patience = 60  # seconds for the first answer

    def __init__(self, folder: Path):
        self.folder = folder
        self.port = free_port()
        self.process = None

    def command(self) -> list:
        raise NotImplementedError

    def ready_path(self) -> str:
        raise NotImplementedError

    def environment(self) -> dict:
        return {}

    def start(self) -> float:
        """Seconds until the first 200."""
        log = open(self.folder / "server.log", "ab")
        began = time.monotonic()
        self.process = subprocess.Popen(
            [str(word) for word in self.command()], stdout=log, stderr=log, cwd=self.folder, env=self.environment() or None, start_new_session=True
        )
        log.close()
        while time.monotonic() - began < self.patience:
            if self.process.poll() is not None:
                raise SystemExit(f"{self.name} ended by itself: {(self.folder / 'server.log').read_text(errors='replace')[-2000:]}")
            try:
                if self.get(self.ready_path())[0] == 200:
                    return time.monotonic() - began
            except OSError:
                pass
            time.sleep(0.002)
        raise SystemExit(f"{self.name} did not answer within {self.patience} seconds.")

    def stop(self):
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def roots(self) -> list:
        return [self.process.pid]

    def memory(self) -> float:
        """Proportional set size of the process and its children, in MiB."""
        total = 0
        for process in family(self.roots()):
            try:
                for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
                    if line.startswith("Pss:"):
                        total += int(line.split()[1])
            except OSError:  # ended meanwhile
                pass
        return total / 1024

    def get(self, path, headers=None):
        return self.ask("GET", path, None, headers)

    def ask(self, method, path, body, headers=None):
        """(status, headers, text)"""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")
        except http.client.HTTPException as error:
            raise OSError(str(error)) from error
        finally:
            connection.close()

    def head(self, method, path, **headers):
        """The head of a raw request."""
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        return "\n".join(lines) + "\n\n"


def cookies(headers) -> dict:
    """name -> value of what was set."""
    pairs = [value.split(";")[0].split("=", 1) for value in headers.get_all("Set-Cookie") or []]
    return {name: value for name, value in pairs}


def cookie_header(jar: dict) -> str:
    return "; ".join(f"{name}={value}" for name, value in jar.items())


def between(text, before, after):
    start = text.index(before) + len(before)
    return text[start : text.index(after, start)]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def family(pids):
    found = list(pids)
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += [int(child) for child in task.read_text().split()]
            except OSError:
                pass
    return found
