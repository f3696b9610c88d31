"""Redmine from Debian's package as a measured program (peers/redmine.sh sets it up and serves it): complaints are
issues of one public project, handed in and read without signing in."""

import json
import os
import signal
import subprocess
from pathlib import Path

from server import Load, Server

SCRIPT = Path(__file__).parent / "peers" / "redmine.sh"
START_SECONDS = 120


class Redmine(Server):
    name = "Redmine"
    patience = START_SECONDS

    def version(self):
        told = subprocess.run(["dpkg-query", "-W", "-f=${Version}", "redmine"], capture_output=True, text=True, check=True)
        return told.stdout.split("-")[0].split("+")[0]

    def fill(self, texts):
        subprocess.run([SCRIPT, "fill", self.folder, texts], check=True)
        subprocess.run([SCRIPT, "stop", self.folder], check=True)

    def command(self):
        return [SCRIPT, "serve", self.folder, self.port]

    def ready_path(self):
        return "/projects/complaints"

    def stop(self):
        """Its PostgreSQL too: nothing of it stays."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGTERM)
        super().stop()
        subprocess.run([SCRIPT, "stop", self.folder], check=False)

    def prepare(self):
        status, _, text = self.get("/issues.json?limit=100&sort=id:desc&status_id=*")
        issues = json.loads(text)["issues"]
        newest = issues[0]["id"]
        step = max(1, newest // 200)
        self.issues = [[str(number)] for number in range(1, newest, step)]

    def postgres(self):
        """The process id of its database server, whose memory is Redmine's too."""
        file = self.folder / "postgres" / "postmaster.pid"
        return [int(file.read_text().splitlines()[0])] if file.exists() else []

    def roots(self):
        return super().roots() + self.postgres()

    def submit(self, rows, _mark):
        issue = {"issue": {"project_id": "complaints", "subject": "{1}", "description": "{2}"}}
        head = self.head("POST", "/issues.json", Content_Type="application/json")
        return Load(head + json.dumps(issue), rows, in_order=True, expect="201", must_hold='"id":')

    def track(self):
        return Load(self.head("GET", "/issues/{1}"), self.issues, must_hold="#{1}")

    def list(self):
        return Load(self.head("GET", "/issues?per_page=50&sort=id:desc&set_filter=1"), must_hold='href="/issues/')

    def search(self, words):
        return Load(self.head("GET", "/search?q={1}&issues=1"), [[word] for word in words], must_hold='href="/issues/')
