"""Measures Dumas and Fossil's ticket system on this machine in one run, over the same texts, and keeps what came out
as JSON for report.py. Started by bin/bench, which builds and installs what this needs.

    measure.py --root CHECKOUT --build FOLDER --work FOLDER --out FILE [--quick] [--cases N]
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
import tempfile
import threading
import time
from pathlib import Path

import texts
from dumas import Dumas
from fossil import Fossil

CASES = 10_000
PROBE_SECONDS = 0.5
FILL_BYTES = 1_500_000_000  # of a memory disk, to be on the safe side
# A disk probe that differs by more than this from the run's usual one marks the measurement beside it.
PROBE_FACTOR = 2.0


class Bench:
    def __init__(self, options):
        self.build, self.work = Path(options.build), Path(options.work)
        self.runs = 1 if options.quick else 3
        self.seconds = 2.0 if options.quick else 5.0
        self.root, self.cases = options.root, options.cases
        self.rows, self.words = texts.make(options.cases)
        self.next_number = {}
        self.results = {"machine": machine(), "cases": options.cases, "runs": self.runs, "seconds": self.seconds, "probes": []}
        for name in ("dumas", "fossil", "disk"):
            (self.work / name).mkdir(parents=True)
        self.dumas = Dumas(self.work / "dumas", self.build, self.root)
        self.fossil = Fossil(self.work / "fossil")
        self.both = (self.dumas, self.fossil)

    def run(self):
        self.measure_limits()
        self.fill()
        self.results["versions"] = {server.name: server.version() for server in self.both}
        self.measure_start()
        for server in self.both:
            server.start()
            server.prepare()
        self.results["memory"] = {server.name: {"idle": server.memory()} for server in self.both}
        # Reads first: submissions make the office bigger than what the lists are measured over.
        self.measure_reads()
        self.measure_writes()
        for server in self.both:
            self.results["memory"][server.name]["after"] = server.memory()
        self.results["load_average"] = os.getloadavg()[0]
        self.results["other_load"] = self.other_load
        return self.results

    def stop(self):
        for server in self.both:
            server.stop()

    # --- before the servers run

    def measure_limits(self):
        say("What the machine can do at best ...")
        self.other_load = os.getloadavg()[0]
        limits = {}
        for what in ("flush", "sqlite"):
            answers = [self.limit(what, self.seconds / 2) for _ in range(self.runs)]
            limits[what] = middle(answers)
        self.results["limits"] = limits

    def limit(self, what, seconds):
        return ask_json([self.build / "dumas_bench_limits", what, self.work / "disk", seconds])

    def fill(self):
        """On a memory disk where there is room, because nothing is measured here and both programs wait for flushes."""
        table = self.work / "texts.tsv"
        table.write_text("".join(f"{subject}\t{story}\n" for subject, story in self.rows))
        roomy = shutil.disk_usage("/dev/shm").free > FILL_BYTES if Path("/dev/shm").is_dir() else False
        with tempfile.TemporaryDirectory(prefix="dumas-bench.", dir="/dev/shm" if roomy else self.work) as folder:
            say(f"Filling Dumas with {self.cases} cases ...")
            self.dumas.seed(table, self.rows, Path(folder))
            say(f"Filling Fossil with {self.cases} tickets ...")
            self.fill_fossil(Path(folder))

    def fill_fossil(self, folder):
        settled, self.fossil.repository = self.fossil.repository, folder / "tickets.fossil"
        self.fossil.set_up()
        self.fossil.start()
        self.fossil.prepare()
        # It refuses a ticket now and then even to a single client: sent again until all are in.
        missing, refused = self.rows, 0
        while missing:
            answer = self.load(self.fossil, self.fossil.submit(missing, ""), 1, count=len(missing))
            refused += answer["bad"]
            if answer["good"] == 0:
                raise SystemExit(f"Fossil took no ticket while it was filled: {answer['kinds']} {answer['sample']}")
            kept = {title for _, title in self.fossil.tickets()}
            missing = [row for row in self.rows if row[0] not in kept]
        self.fossil.stop()
        self.fossil.reindex()
        shutil.move(self.fossil.repository, settled)
        self.fossil.repository = settled
        self.results["refused_while_filled"] = refused

    def measure_start(self):
        say("Start-up ...")
        self.results["start"] = {}
        for server in self.both:
            seconds = []
            for _ in range(self.runs):
                seconds.append(server.start())
                server.stop()
            self.results["start"][server.name] = statistics.median(seconds)

    # --- under load

    def measure_reads(self):
        self.measure("track", "tracking pages, 32 clients", 32, lambda server: server.track())
        self.measure("list", "list of 50, 8 clients", 8, lambda server: server.list())
        self.measure("search_1", "search, 1 client", 1, lambda server: server.search(self.words))
        self.measure("search_8", "search, 8 clients", 8, lambda server: server.search(self.words))

    def measure_writes(self):
        for clients in (1, 8, 32):
            self.measure(
                f"submit_{clients}", f"submissions, {clients} clients", clients, lambda server: server.submit(self.rows, "load"), writes=True
            )

    def measure(self, key, title, clients, make_load, writes=False):
        """Each run asks both, one right after the other; where something is written the disk is probed around it."""
        say(f"{title[0].upper()}{title[1:]} ...")
        answers = {server.name: [] for server in self.both}
        loads = {server.name: make_load(server) for server in self.both}
        probe = self.probe() if writes else None
        for _ in range(self.runs):
            for server in self.both:
                answer = self.load(server, loads[server.name], clients)
                if writes:
                    answer["probe_before"], probe = probe, self.probe()
                    answer["probe_after"] = probe
                if answer["good"] == 0:
                    raise SystemExit(f"{server.name} gave no good answer to {title}: {answer['kinds']} {answer['sample']}")
                answers[server.name].append(answer)
        self.results[key] = {name: {"median": middle(given), "runs": given} for name, given in answers.items()}
        for name, result in self.results[key].items():
            found = result["median"]
            say(f"  {name:7} {found['per_second']:9.1f}/s   p50 {found['p50_ms']:.2f} ms   p99 {found['p99_ms']:.2f} ms   bad {found['bad']:.0f}")

    def probe(self):
        rate = self.limit("flush", PROBE_SECONDS)["per_second"]
        self.results["probes"].append(rate)
        return rate

    def load(self, server, load, clients, count=0):
        request, rows = self.work / "request", self.work / "rows.tsv"
        request.write_text(load.request)
        rows.write_text("".join("\t".join(row) + "\n" for row in load.rows))
        first = self.next_number.get(server.name, 1)
        command = [self.build / "dumas_bench_load", "--port", server.port, "--clients", clients, "--first", first]
        command += ["--count", count] if count else ["--seconds", self.seconds]
        command += ["--request", request, "--expect", load.expect, "--must-hold", load.must_hold]
        command += ["--rows", rows, "--order", "given" if load.in_order else "random"]
        memory = []
        sampler = threading.Timer(self.seconds / 2, lambda: memory.append(server.memory()))
        sampler.start()
        answer = ask_json(command)
        sampler.cancel()
        sampler.join()
        answer["memory"] = memory[0] if memory else 0
        self.next_number[server.name] = first + answer["good"] + answer["bad"] + clients
        return answer


def middle(answers):
    """The median of each figure."""
    return {
        key: statistics.median(answer[key] for answer in answers)
        for key, value in answers[0].items()
        if isinstance(value, (int, float))
    }


def mark_odd_runs(results):
    """Marks write runs in which the disk was not at its usual speed."""
    usual = statistics.median(results["probes"])
    for key, result in results.items():
        if not key.startswith("submit_"):
            continue
        for measured in result.values():
            for run in measured["runs"]:
                probes = (run["probe_before"], run["probe_after"])
                run["odd_disk"] = max(*probes, usual) > PROBE_FACTOR * min(*probes, usual)


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
    for name in ("--root", "--build", "--work", "--out"):
        parser.add_argument(name, required=True)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--cases", type=int, default=CASES)
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    bench = Bench(options)
    try:
        results = bench.run()
    finally:
        bench.stop()
    mark_odd_runs(results)
    Path(options.out).write_text(json.dumps(results, indent=1) + "\n")


if __name__ == "__main__":
    main()
