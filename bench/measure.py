"""Measures Dumas on this machine beside its peers and the machine's limits, part by part, and keeps what came out as
JSON for report.py. Started by bin/bench, which builds and installs what this needs.

    measure.py --root CHECKOUT --build FOLDER --work FOLDER --offices FOLDER --out FILE [--runs N] [--seconds S]
               [--peers fossil,redmine,rt] PART...     PART: read, submit, scale:N, overload
"""

import argparse
import json
import os
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

import texts
from dumas import Dumas
from fossil import Fossil
from hostile import SlowConnections, Uploads
from nginx import Nginx
from office import SEEDED, Offices, write_texts
from redmine import Redmine
from request_tracker import RequestTracker

PROBE_SECONDS = 0.5
# A disk probe that differs by more than this from the run's usual one marks the measurement beside it.
PROBE_FACTOR = 2.0
PEERS = {"fossil": Fossil, "redmine": Redmine, "rt": RequestTracker}


class Bench:
    def __init__(self, options, results):
        self.build, self.work, self.root = Path(options.build), Path(options.work), options.root
        self.runs, self.seconds, self.results = options.runs, options.seconds, results
        self.rows, self.words = texts.make(SEEDED)
        self.next_number = {}
        self.running = []
        self.offices = Offices(Path(options.offices), self.build, self.root, self.rows)
        (self.work / "disk").mkdir(parents=True)
        self.wanted_peers = [PEERS[name] for name in options.peers.split(",") if name]

    # --- the parts

    def read(self):
        servers = [self.dumas(SEEDED)] + self.filled_peers()
        self.keep("start", {server.name: self.start_seconds(server) for server in servers})
        for server in servers:
            self.start(server)
            server.prepare()
        self.keep("memory_idle", {server.name: server.memory() for server in servers})
        self.measure("track", servers, 32, lambda server: server.track())
        self.measure("list", servers, 8, lambda server: server.list())
        self.measure("search_1", servers, 1, lambda server: server.search(self.words))
        self.measure("search_8", servers, 8, lambda server: server.search(self.words))
        page = int(self.results["track"]["Dumas"]["median"]["bytes"])
        nginx = Nginx(self.work / "nginx", page)
        self.start(nginx)
        self.measure("nginx", [servers[0], nginx], 32, lambda server: server.track() if server is servers[0] else server.file())
        self.keep("versions", {server.name: server.version() for server in [*servers, nginx]})
        self.stop()

    def submit(self):
        servers = [self.dumas(SEEDED)] + self.filled_peers()
        for server in servers:
            self.start(server)
            server.prepare()
        for clients in (1, 8, 32):
            self.measure(f"submit_{clients}", servers, clients, lambda server: server.submit(self.rows, "load"), writes=True)
        self.keep("memory_after", {server.name: server.memory() for server in servers})
        self.keep("versions", {server.name: server.version() for server in servers})
        for peer in servers[1:]:
            peer.stop()
            self.running.remove(peer)
        self.pair_with_limits(servers[0])
        self.stop()

    def pair_with_limits(self, dumas):
        """Turn by turn with a submission, so that both meet the same disk and the same load."""
        bare = self.work / "bare"
        limits = {
            "flush": (1, lambda: self.limit("flush")),
            "sqlite": (1, lambda: self.limit("sqlite")),
            "same_work": (1, lambda: self.same_work(bare, 1)),
            "same_work_32": (32, lambda: self.same_work(bare, 32)),
        }
        bare.mkdir()
        # What a submission writes is read from an office that has had some.
        for name in ("dumas.db", "dumas.db-wal"):
            shutil.copy(dumas.data / name, bare / name)
        for key, (clients, ask) in limits.items():
            pairs = []
            for _ in range(self.runs):
                limit = ask()
                ours = self.load(dumas, dumas.submit(self.rows, "pair"), clients)
                pairs.append({"limit": limit, "dumas": ours, "share": ours["per_second"] / limit["per_second"]})
            self.keep(f"limit_{key}", {"pairs": pairs, "clients": clients, "share": statistics.median(p["share"] for p in pairs)})
            say(f"  {key:13} {statistics.median(p['limit']['per_second'] for p in pairs):9.1f}/s   Dumas with {clients}: "
                f"{statistics.median(p['dumas']['per_second'] for p in pairs):9.1f}/s   share {self.results[f'limit_{key}']['share']:.2f}")

    def scale(self, cases):
        dumas = self.dumas(cases)
        found = {"fill_seconds": float((self.offices.office(cases) / "seconds").read_text()), "megabytes": megabytes(dumas.data)}
        found["start"] = self.start_seconds(dumas)
        self.start(dumas)
        dumas.prepare()
        found["memory_idle"] = dumas.memory()
        for key, clients, load in (
            ("list", 8, dumas.list()),
            ("search_1", 1, dumas.search(self.words)),
            ("search_8", 8, dumas.search(self.words)),
            ("track", 32, dumas.track()),
            ("submit_1", 1, dumas.submit(self.rows, "scale")),
            ("submit_32", 32, dumas.submit(self.rows, "scale")),
        ):
            found[key] = middle([self.load(dumas, load, clients) for _ in range(self.runs)])
            say(f"  {cases:>9,} {key:10} {found[key]['per_second']:9.1f}/s   p99 {found[key]['p99_ms']:.2f} ms   memory {found[key]['memory']:.0f}")
        found["memory_load"] = max(each["memory"] for each in found.values() if isinstance(each, dict))
        self.stop()
        self.keep_in("scale", str(cases), found)

    def overload(self):
        dumas = self.dumas(SEEDED)
        self.start(dumas)
        dumas.prepare()
        found = {"rows": []}
        for _ in range(self.runs):
            peak = self.load(dumas, dumas.submit(self.rows, "peak"), 64)
            answers = {}
            flood = threading.Thread(
                target=lambda: answers.update(self.load(dumas, dumas.submit(self.rows, "flood"), 2000, rate=3 * peak["per_second"]))
            )
            flood.start()
            time.sleep(0.5)
            pages = self.load(dumas, dumas.list(), 1, seconds=self.seconds - 1)
            flood.join()
            found["rows"].append({"peak": peak, "flood": answers, "pages": pages})
            say(f"  peak {peak['per_second']:.0f}/s; at three times that {answers['per_second']:.0f}/s taken, refused {answers['kinds']}, "
                f"staff pages p50 {pages['p50_ms']:.0f} ms, p99 {pages['p99_ms']:.0f} ms")
        found["slow"] = self.slow(dumas)
        dumas.stop()
        self.start(dumas)
        uploads = Uploads(dumas.port, 200)
        began = time.monotonic()
        found["uploads"] = {"memory": uploads.run(dumas.memory), "seconds": time.monotonic() - began, "answers": uploads.answers}
        say(f"  200 uploads of 20 MB: {found['uploads']}")
        self.stop()
        self.keep("overload", found)

    def slow(self, dumas):
        alone = self.load(dumas, dumas.list(), 8)
        slow = SlowConnections(dumas.port, 4000)
        beside = self.load(dumas, dumas.list(), 8)
        found = {"alone": alone, "beside": beside, "still_open": slow.still_open(), "memory": dumas.memory()}
        slow.close()
        say(f"  list alone {alone['per_second']:.0f}/s p99 {alone['p99_ms']:.1f} ms; beside {found['still_open']} silent connections "
            f"{beside['per_second']:.0f}/s p99 {beside['p99_ms']:.1f} ms")
        return found

    # --- servers

    def dumas(self, cases):
        return Dumas(self.offices.copy(cases, self.work / "office"), self.build, self.root)

    def filled_peers(self):
        """Filled once and kept; measured on a copy, as the submissions of one run would change the next."""
        made = []
        for kind in self.wanted_peers:
            name = kind.name.lower()
            filled, copy = self.offices.folder / name, self.work / name
            if not (filled / "filled").exists():
                say(f"Filling {kind.name} with {SEEDED:,} ...")
                shutil.rmtree(filled, ignore_errors=True)
                filled.mkdir(parents=True)
                began = time.monotonic()
                kind(filled).fill(write_texts(self.work / "texts.tsv", self.rows))
                (filled / "filled").write_text(f"{time.monotonic() - began:.0f} s\n")
            subprocess.run(["cp", "-a", filled, copy], check=True)
            made.append(kind(copy))
        subprocess.run(["sync"], check=True)  # or these pages would reach the disk while something is measured
        return made

    def start(self, server):
        self.running.append(server)
        return server.start()

    def start_seconds(self, server):
        seconds = []
        for _ in range(self.runs):
            seconds.append(self.start(server))
            server.stop()
            self.running.remove(server)
        return statistics.median(seconds)

    def stop(self):
        while self.running:
            self.running.pop().stop()

    # --- measuring

    def measure(self, key, servers, clients, make_load, writes=False):
        """Each run asks all, one right after the other; where something is written the disk is probed around it."""
        say(f"{key}, {clients} clients ...")
        answers = {server.name: [] for server in servers}
        loads = {server.name: make_load(server) for server in servers}
        probe = self.probe() if writes else None
        for _ in range(self.runs):
            for server in servers:
                answer = self.load(server, loads[server.name], clients)
                if writes:
                    answer["probe_before"], probe = probe, self.probe()
                    answer["probe_after"] = probe
                if answer["good"] == 0:
                    raise SystemExit(f"{server.name} gave no good answer to {key}: {answer['kinds']} {answer['sample']}")
                answers[server.name].append(answer)
        result = {name: {"median": middle(given), "runs": given} for name, given in answers.items()}
        for name in list(result)[1:]:
            ratios = [ours["per_second"] / theirs["per_second"] for ours, theirs in zip(answers[servers[0].name], answers[name])]
            result[name]["ratio"] = statistics.median(ratios)
        if writes:
            mark_odd_runs(result, self.results["probes"])
        self.keep(key, result)
        for name, one in result.items():
            found = one["median"]
            ratio = f"   ours : theirs {one['ratio']:.1f}" if "ratio" in one else ""
            say(f"  {name:8} {found['per_second']:9.1f}/s   p50 {found['p50_ms']:.2f} ms   p99 {found['p99_ms']:.2f} ms   bad {found['bad']:.0f}{ratio}")

    def limit(self, what):
        return ask_json([self.build / "dumas_bench_limits", what, self.work / "disk", self.seconds])

    def same_work(self, folder, batch):
        return ask_json([self.build / "dumas_bench_same_work", folder / "dumas.db", self.seconds, batch])

    def probe(self):
        rate = ask_json([self.build / "dumas_bench_limits", "flush", self.work / "disk", PROBE_SECONDS])["per_second"]
        self.results.setdefault("probes", []).append(rate)
        return rate

    def load(self, server, load, clients, rate=0, seconds=0):
        me = threading.get_ident()
        request, rows = self.work / f"request-{me}", self.work / f"rows-{me}.tsv"
        request.write_text(load.request)
        rows.write_text("".join("\t".join(row) + "\n" for row in load.rows))
        first = self.next_number.get(server.name, int(time.time()) * 100_000)
        command = [self.build / "dumas_bench_load", "--port", server.port, "--clients", clients, "--first", first]
        command += ["--seconds", seconds or self.seconds, "--rate", rate]
        command += ["--request", request, "--expect", load.expect, "--must-hold", load.must_hold]
        command += ["--rows", rows, "--order", "given" if load.in_order else "random"]
        memory = []
        sampler = threading.Timer(self.seconds / 2, lambda: memory.append(server.memory()))
        sampler.start()
        self.next_number[server.name] = first + 1_000_000
        answer = ask_json(command)
        sampler.cancel()
        sampler.join()
        answer["memory"] = memory[0] if memory else 0
        return answer

    def keep(self, key, value):
        self.results[key] = value
        self.results.setdefault("when", {})[key] = {"at": time.strftime("%Y-%m-%d %H:%M"), "load": os.getloadavg()[0], "runs": self.runs, "seconds": self.seconds}

    def keep_in(self, key, name, value):
        self.keep(key, self.results.get(key, {}) | {name: value})


def middle(answers):
    """The median of each figure."""
    return {
        key: statistics.median(answer[key] for answer in answers)
        for key, value in answers[0].items()
        if isinstance(value, (int, float))
    }


def mark_odd_runs(result, probes):
    """Marks write runs in which the disk was not at its usual speed."""
    usual = statistics.median(probes)
    for measured in result.values():
        for run in measured["runs"]:
            around = (run["probe_before"], run["probe_after"])
            run["odd_disk"] = max(*around, usual) > PROBE_FACTOR * min(*around, usual)


def megabytes(folder):
    return sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file()) / 1e6


def machine():
    words = [line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    memory = next(line.split()[1] for line in Path("/proc/meminfo").read_text().splitlines() if line.startswith("MemTotal"))
    system = next((line.split("=", 1)[1].strip('"') for line in Path("/etc/os-release").read_text().splitlines() if line.startswith("PRETTY_NAME")), "Linux")
    return {
        "cores": os.cpu_count(),
        "processor": words[0] if words else platform.machine(),
        "memory_gib": round(int(memory) / 1048576, 1),
        "system": system,
        "date": time.strftime("%Y-%m-%d"),
    }


def ask_json(command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{Path(command[0]).name} failed: {done.stderr}")
    return json.loads(done.stdout)


def say(text):
    print(text, flush=True)


def main():
    parser = argparse.ArgumentParser()
    for name in ("--root", "--build", "--work", "--offices", "--out"):
        parser.add_argument(name, required=True)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--peers", default="fossil,redmine,rt")
    parser.add_argument("parts", nargs="+")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    out = Path(options.out)
    results = json.loads(out.read_text()) if out.exists() else {}
    results["machine"] = machine()
    bench = Bench(options, results)
    try:
        for part in options.parts:
            name, _, cases = part.partition(":")
            getattr(bench, name)(*([int(cases)] if cases else []))
            out.write_text(json.dumps(results, indent=1) + "\n")
    finally:
        bench.stop()


if __name__ == "__main__":
    main()
