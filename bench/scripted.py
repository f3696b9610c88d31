"""A peer that a script of peers/ fills, serves and stops, with a PostgreSQL of its own (peers/common.sh). Redmine and
Request Tracker fill this in with their requests (redmine.py, request_tracker.py)."""

import os
import signal
import subprocess
from pathlib import Path

from server import Server

SCRIPTS = Path(__file__).parent / "peers"
START_SECONDS = 120


class Scripted(Server):
    script = ""
    package = ""  # Debian's, whose version is told
    patience = START_SECONDS

    def called(self, *words):
        return [SCRIPTS / self.script, words[0], self.folder, *words[1:]]

    def version(self):
        told = subprocess.run(["dpkg-query", "-W", "-f=${Version}", self.package], capture_output=True, text=True, check=True)
        return told.stdout.split("-")[0].split("+")[0]

    def fill(self, texts):
        subprocess.run(self.called("fill", texts), check=True)
        subprocess.run(self.called("stop"), check=True)

    def command(self):
        return self.called("serve", self.port)

    def stop(self):
        """Its PostgreSQL too: nothing of it stays."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGTERM)
        super().stop()
        subprocess.run(self.called("stop"), check=False)

    def postgres(self):
        """The process id of its database server, whose memory is the peer's too."""
        file = self.folder / "postgres" / "postmaster.pid"
        return [int(file.read_text().splitlines()[0])] if file.exists() else []

    def roots(self):
        return super().roots() + self.postgres()
