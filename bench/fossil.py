"""Fossil's ticket system from Debian's package as a measured program: one repository, tickets open to everybody for
reading and to a signed-in user for writing, a full-text index, and a report of the newest fifty."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote_plus

from office import memory_disk
from server import Load, Server, between, cookie_header, cookies

CITIZEN, PASSWORD = "citizen", "sandi-pengukuran"
RIGHTS = "ghjorzn"  # reads and writes tickets, sees links, no administration
ROW_END = "</a></td>"  # of the first column of a report
REPORT = (
    "SELECT substr(tkt_uuid,1,10) AS ''#'', datetime(tkt_mtime) AS ''mtime'', type, status, title "
    "FROM ticket ORDER BY tkt_mtime DESC LIMIT 50"
)
FORM = "application/x-www-form-urlencoded"


class Fossil(Server):
    name = "Fossil"

    def __init__(self, folder):
        super().__init__(folder)
        self.repository = folder / "tickets.fossil"

    def version(self):
        told = subprocess.run(["fossil", "version"], capture_output=True, text=True, check=True).stdout
        return told.split("version")[1].split()[0]

    def environment(self):
        # Nothing of the user's own settings, and none are left behind.
        return os.environ | {"HOME": str(self.folder), "FOSSIL_HOME": str(self.folder), "USER": "bench"}

    def run(self, *words):
        done = subprocess.run(["fossil", *words], capture_output=True, text=True, env=self.environment(), cwd=self.folder)
        if done.returncode != 0:
            raise SystemExit(f"fossil {words[0]} failed: {done.stderr or done.stdout}")
        return done.stdout

    def set_up(self):
        repository = str(self.repository)
        self.run("init", repository)
        self.run("user", "new", CITIZEN, "citizen@example.org", PASSWORD, "-R", repository)
        for user in (CITIZEN, "nobody"):
            self.run("user", "capabilities", user, RIGHTS, "-R", repository)
        self.run("fts-config", "-R", repository, "enable", "t")
        self.run("fts-config", "-R", repository, "index", "on")
        self.run(
            "sql", "-R", repository,
            "INSERT INTO reportfmt (rn, owner, title, mtime, cols, sqlcode) "
            f"VALUES (50, 'bench', 'Newest', julianday('now'), '', '{REPORT}')",
        )

    def command(self):
        return ["fossil", "server", "--localhost", "--port", str(self.port), "--nojail", "--jsmode", "bundled", str(self.repository)]

    def ready_path(self):
        return "/reportlist"

    def fill(self, texts):
        """Tickets through its own web form, on a memory disk where there is one, as each waits for several flushes."""
        settled = self.repository
        with tempfile.TemporaryDirectory(prefix="dumas-bench.", dir=memory_disk()) as folder:
            self.repository = Path(folder) / settled.name
            self.fill_repository(texts)
            shutil.move(self.repository, settled)
        self.repository = settled

    def fill_repository(self, texts):
        self.set_up()
        self.start()
        self.sign_in()
        rows = [line.split("\t") for line in texts.read_text().splitlines()]
        head = {"Cookie": cookie_header(self.jar), "Referer": f"http://127.0.0.1:{self.port}/tktnew", "Content-Type": FORM}
        # It refuses a ticket now and then even to a single client: sent again.
        for title, text in rows:
            body = self.form(quote_plus(title), quote_plus(text))
            while self.ask("POST", "/tktnew", body, head)[0] != 302:
                pass
        self.stop()
        self.reindex()

    def prepare(self):
        self.sign_in()

    def sign_in(self):
        referer = {"Referer": f"http://127.0.0.1:{self.port}/login", "Content-Type": FORM}
        _, headers, _ = self.ask("POST", "/login", f"u={CITIZEN}&p={PASSWORD}&in=Login", referer)
        self.jar = cookies(headers)
        _, _, text = self.get("/tktnew", {"Cookie": cookie_header(self.jar)})
        self.token = between(text, 'name="csrf" value="', '"')

    def reindex(self):
        """2.21 finds tickets entered over the web only after this."""
        self.run("fts-config", "-R", str(self.repository), "reindex")

    def tickets(self):
        """(hash, title) of all."""
        told = self.run("sql", "-R", str(self.repository), "SELECT tkt_uuid || char(9) || title FROM ticket")
        return [line.strip("'").split("\t") for line in told.splitlines()]

    def form(self, title, text):
        return (
            f"csrf={self.token}&title={title}&type=Incident&severity=Minor&mutype=Plain+Text&foundin=&private_contact="
            f"&submit=Submit&icomment={text}"
        )

    def submit(self, rows, _mark):
        head = self.head(
            "POST", "/tktnew", Content_Type=FORM, Cookie=cookie_header(self.jar), Referer=f"http://127.0.0.1:{self.port}/tktnew"
        )
        body = self.form("{1}", "{2}")
        encoded = [[quote_plus(text) for text in row] for row in rows]
        return Load(head + body, encoded, in_order=True, expect="302", must_hold="/tktview/")

    def track(self):
        tickets = self.tickets()
        chosen = tickets[:: max(1, len(tickets) // 200)]
        return Load(self.head("GET", "/tktview/{1}"), chosen, must_hold="{2}")

    def list(self):
        self.check_rows("/rptview/50", ROW_END, 50)
        return Load(self.head("GET", "/rptview/50"), must_hold=ROW_END)

    def search(self, words):
        self.check_rows(f"/tktsrch?s={words[0]}", "/tktview/", 1)
        return Load(self.head("GET", "/tktsrch?s={1}"), [[word] for word in words], must_hold="/tktview/")

    def check_rows(self, path, row, least):
        status, _, text = self.get(path)
        if status != 200 or text.count(row) < least:
            raise SystemExit(f"Fossil showed fewer than {least} tickets at {path}: {status}")
