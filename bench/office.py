"""Filled offices, made once and kept under build/bench/offices, so that each part of the benchmark can run alone.
Ten thousand cases go through the same calls as real ones (seed.cpp); bigger offices are copies of closed cases on top
of them (clone.cpp). A part that writes works on a copy. Called by measure.py."""

import shutil
import subprocess
import tempfile
import time
from pathlib import Path

SEEDED = 10_000


class Offices:
    def __init__(self, folder: Path, build: Path, root: str, rows):
        self.folder, self.build, self.root, self.rows = folder, build, root, rows

    def office(self, cases) -> Path:
        """The folder of an office of that many cases: data/ and codes.tsv ("code TAB pin TAB subject")."""
        made = self.folder / str(cases)
        if not (made / "codes.tsv").exists():
            began = time.monotonic()
            print(f"Filling an office with {cases:,} cases ...", flush=True)
            self.make(cases, made)
            (made / "seconds").write_text(f"{time.monotonic() - began:.0f}\n")
        return made

    def copy(self, cases, target: Path) -> Path:
        source = self.office(cases)
        if cases > SEEDED * 10:
            return source  # too big to be copied for each part; a part's few thousand submissions stay in it
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target)
        subprocess.run(["sync"], check=True)  # or its pages would reach the disk while something is measured
        return target

    def make(self, cases, made):
        shutil.rmtree(made, ignore_errors=True)
        seeded = min(cases, SEEDED)
        with tempfile.TemporaryDirectory(prefix="dumas-bench.", dir=memory_disk() or self.folder) as scratch:
            scratch = Path(scratch)
            if cases > SEEDED:
                shutil.copytree(self.office(SEEDED), made)
                codes = made / "codes.tsv"
                plain = made / "plain.tsv"
                plain.write_text("".join("\t".join(line.split("\t")[:2]) + "\n" for line in codes.read_text().splitlines()))
                codes.unlink()
                texts = write_texts(scratch / "texts.tsv", self.rows)
                self.run("dumas_bench_clone", self.root, made / "data", texts, cases, plain)
                self.run_sync()
                self.write_codes(plain, codes, cases)
                return
            texts = write_texts(scratch / "texts.tsv", self.rows[:seeded])
            self.run("dumas_bench_seed", self.root, scratch / "data", texts, scratch / "codes.tsv")
            made.mkdir(parents=True)
            shutil.move(scratch / "data", made / "data")
            self.run_sync()
            self.write_codes(scratch / "codes.tsv", made / "codes.tsv", cases)

    def write_codes(self, plain, target, cases):
        """Case n has text n, also in a copy: clone.cpp counts on from the last case."""
        lines = plain.read_text().splitlines()
        subjects = [self.rows[n % len(self.rows)][0] for n in range(len(lines))]
        part = target.with_suffix(".part")
        part.write_text("".join(f"{line}\t{subject}\n" for line, subject in zip(lines, subjects)))
        part.rename(target)

    def run(self, program, *words):
        subprocess.run([str(self.build / program), *[str(word) for word in words]], check=True)

    @staticmethod
    def run_sync():
        subprocess.run(["sync"], check=True)


def write_texts(path, rows):
    path.write_text("".join(f"{subject}\t{story}\n" for subject, story in rows))
    return path


def memory_disk():
    """Where an office is filled, because nothing is measured then; only if there is ample room."""
    shm = Path("/dev/shm")
    return str(shm) if shm.is_dir() and shutil.disk_usage(shm).free > 1_500_000_000 else None
