"""Redmine from Debian's package as a measured program (peers/redmine.sh sets it up and serves it): complaints are
issues of one public project, handed in and read without signing in."""

import json

from scripted import Scripted
from server import Load


class Redmine(Scripted):
    name = "Redmine"
    script = "redmine.sh"
    package = "redmine"

    def ready_path(self):
        return "/projects/complaints"

    def prepare(self):
        status, _, text = self.get("/issues.json?limit=100&sort=id:desc&status_id=*")
        issues = json.loads(text)["issues"]
        newest = issues[0]["id"]
        step = max(1, newest // 200)
        self.issues = [[str(number)] for number in range(1, newest, step)]

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
