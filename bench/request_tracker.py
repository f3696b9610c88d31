"""Request Tracker 5 from Debian's package as a measured program (peers/request_tracker.sh sets it up and serves it):
complaints are tickets of one queue, handed in and followed by a citizen and read by a clerk, both signed in."""

import json
from concurrent.futures import ThreadPoolExecutor

from scripted import Scripted
from server import Load, cookie_header, cookies

PASSWORD = "sandi-pengukuran"
FORM = "application/x-www-form-urlencoded"
PROCESSES = 4  # as peers/request_tracker.sh starts
# It notes the last search in the session, a row that its processes would wait for one by one if there were only one.
SESSIONS = 8
TICKET = "/SelfService/Display.html?id="
ROW = '<b><a href="/Ticket/Display.html?id='  # of a ticket in a list
NEWEST = "Rows=50&OrderBy=id&Order=DESC"


class RequestTracker(Scripted):
    name = "RT"
    script = "request_tracker.sh"
    package = "request-tracker5"

    def ready_path(self):
        return "/"

    def prepare(self):
        self.citizens = [self.sign_in("citizen") for _ in range(SESSIONS)]
        self.clerks = [self.sign_in("clerk") for _ in range(SESSIONS)]
        newest = self.newest()
        self.tickets = [[str(number)] for number in range(1, newest, max(1, newest // 200))]
        # A process reads a page's program at its first use of it: that is start-up, so each has its turn before.
        pages = [
            (self.clerks, self.results("id%3E0"), ROW, 50),
            (self.clerks, self.results("Content+LIKE+'jalan'"), ROW, 50),
            (self.citizens, f"{TICKET}{newest}", f"<title>#{newest}: ", 1),
        ]
        for sessions, *page in pages:
            with ThreadPoolExecutor(PROCESSES) as pool:
                list(pool.map(lambda cookie: self.check(cookie, *page), sessions))

    def sign_in(self, user):
        """The cookie of a session. Without it each request would bring a password or a token, and RT would spend most of
        its time on the slow hash of that."""
        _, headers, _ = self.ask("POST", "/NoAuth/Login.html", f"user={user}&pass={PASSWORD}", {"Content-Type": FORM})
        return cookie_header(cookies(headers))

    def see(self, cookie, path):
        return self.get(path, {"Cookie": cookie, "Referer": self.referer()})

    def referer(self):
        return f"http://127.0.0.1:{self.port}/"

    def newest(self):
        status, _, text = self.see(self.clerks[0], "/REST/2.0/tickets?query=id>0&orderby=id&order=DESC&per_page=1")
        if status != 200:
            raise SystemExit(f"RT did not name its newest ticket: {status} {text[:500]}")
        return int(json.loads(text)["items"][0]["id"])

    def results(self, query):
        return f"/Search/Results.html?Query={query}&{NEWEST}"

    def check(self, cookie, path, marker, least):
        status, _, text = self.see(cookie, path)
        if status != 200 or text.count(marker) < least:
            raise SystemExit(f"RT did not show {least} of {marker} at {path}: {status}")

    def page(self, path, cookie):
        return self.head("GET", path, Cookie=cookie, Referer=self.referer())

    def submit(self, rows, _mark):
        ticket = {"Queue": "Complaints", "Requestor": "citizen@example.org", "Subject": "{1}", "Content": "{2}"}
        head = self.head("POST", "/REST/2.0/ticket", Content_Type="application/json", Cookie="{3}")
        return Load(head + json.dumps(ticket), signed_in(rows, self.citizens), in_order=True, expect="201", must_hold='"type":"ticket"')

    def track(self):
        return Load(self.page(TICKET + "{1}", "{2}"), signed_in(self.tickets, self.citizens), must_hold="<title>#{1}: ")

    def list(self):
        return Load(self.page(self.results("id%3E0"), "{1}"), signed_in([[]] * SESSIONS, self.clerks), must_hold=ROW)

    def search(self, words):
        """As its search box asks for a word, over its full-text index of subjects and texts."""
        return Load(self.page(self.results("Content+LIKE+'{1}'"), "{2}"), signed_in([[word] for word in words], self.clerks), must_hold=ROW)


def signed_in(rows, sessions):
    """The rows, each with one of the sessions as its last column."""
    return [[*row, sessions[n % len(sessions)]] for n, row in enumerate(rows)]
