"""Dumas as a measured program: filled by dumas_bench_seed, asked as citizens and staff ask it."""

import json
import subprocess
from urllib.parse import urlencode

from server import Load, Server, between, cookie_header, cookies

PASSWORD = "pengukuran beban saja"  # of every account that dumas_bench_seed makes
VISITS = 200  # tracking pages opened beforehand
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Dumas(Server):
    name = "Dumas"

    def __init__(self, folder, build, root):
        """`folder` holds data/ and codes.tsv, as office.py makes them."""
        super().__init__(folder)
        self.build, self.root = build, root
        self.data = folder / "data"
        self.staff = {}

    def version(self):
        described = subprocess.run(["git", "-C", self.root, "describe", "--always", "--dirty"], capture_output=True, text=True)
        return described.stdout.strip() or "unknown revision"

    def command(self):
        # The sweeper and the printer of papers sleep: the seeded cases have some ten thousand papers to be printed.
        command = [self.build / "dumas", "serve", "--data", self.data, "--listen", f"127.0.0.1:{self.port}"]
        return command + ["--sweep", "3600"]

    def ready_path(self):
        return "/healthz"

    def prepare(self):
        """Signs in and opens the tracking pages, once the server runs."""
        self.staff = self.sign_in("sekretaris")
        lines = (self.folder / "codes.tsv").read_text().splitlines()
        # Every n-th case, so that all stages are among them.
        chosen = lines[:: max(1, len(lines) // VISITS)][:VISITS]
        self.visits = [self.visit(*line.split("\t")) for line in chosen]

    def sign_in(self, login):
        jar, token = self.open_form("/masuk")
        status, headers, text = self.send("/masuk", jar, csrf=token, login=login, password=PASSWORD)
        if status != 303:
            raise SystemExit(f"Dumas did not let {login} in: {status} {text[-1500:]}")
        return jar | cookies(headers)

    def visit(self, code, pin, subject):
        jar, token = self.open_form("/lacak")
        status, headers, text = self.send("/lacak", jar, csrf=token, code=code, pin=pin)
        if status != 303:
            raise SystemExit(f"Dumas did not open {code}: {status} {text[-1500:]}")
        return [cookie_header(jar | cookies(headers)), subject]

    def open_form(self, path):
        _, headers, text = self.get(path)
        return cookies(headers), between(text, 'name="csrf" value="', '"')

    def send(self, path, jar, **fields):
        return self.ask("POST", path, urlencode(fields), FORM | {"Cookie": cookie_header(jar)})

    def submit(self, rows, mark):
        complaint = {
            "subject": "{1}",
            "story": "{2}",
            "place": "Kantor kecamatan",
            "disclosure": "NAMED",
            "name": "Pelapor {n}",
            "phone": "081200001111",
            "email": "pelapor@example.org",
        }
        head = self.head("POST", "/api/v1/complaints", Content_Type="application/json", Idempotency_Key=f"bench-{mark}-{{n}}-0123456789")
        return Load(head + json.dumps(complaint), rows, in_order=True, expect="201", must_hold='"tracking_code"')

    def track(self):
        return Load(self.head("GET", "/lacak/status", Cookie="{1}"), self.visits, must_hold="{2}")

    def list(self):
        self.check_rows("/kasus", 50)
        return Load(self.staff_page("/kasus"), must_hold='href="/kasus/')

    def search(self, words):
        self.check_rows(f"/kasus?q={words[0]}", 1)
        return Load(self.staff_page("/kasus?q={1}"), [[word] for word in words], must_hold='href="/kasus/')

    def staff_page(self, path):
        return self.head("GET", path, Cookie=cookie_header(self.staff))

    def check_rows(self, path, least):
        status, _, text = self.get(path, {"Cookie": cookie_header(self.staff)})
        if status != 200 or text.count('href="/kasus/') < least:
            raise SystemExit(f"Dumas showed fewer than {least} cases at {path}: {status}")
