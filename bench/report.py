"""Turns the figures of measure.py into tables: on the screen, and between two marks of docs/performance.md.
Started by bin/bench: report.py RESULTS [DOCUMENT]"""

import json
import statistics
import sys
from pathlib import Path

BEGIN, END = "<!-- figures: written by bin/bench report -->", "<!-- end of figures -->"

MEASURED = [
    ("submit_1", "submissions, 1 client"),
    ("submit_8", "submissions, 8 clients"),
    ("submit_32", "submissions, 32 clients"),
    ("track", "tracking pages, 32 clients"),
    ("list", "list of 50 among {cases}, 8 clients"),
    ("search_1", "search among {cases}, 1 client"),
    ("search_8", "search among {cases}, 8 clients"),
]


def main():
    results = json.loads(Path(sys.argv[1]).read_text())
    text = "\n\n".join([machine(results), speeds(results), costs(results), limits(results)])
    if len(sys.argv) == 2:
        print(text)
        return
    document = Path(sys.argv[2])
    whole = document.read_text()
    start, end = whole.index(BEGIN) + len(BEGIN), whole.index(END)
    document.write_text(f"{whole[:start]}\n{text}\n{whole[end:]}")


def machine(results):
    found, versions = results["machine"], results["versions"]
    runs = results["runs"]
    times = f"medians of {runs} runs" if runs > 1 else "one run"
    return (
        f"{found['date']}: {found['cores']} cores ({found['processor']}), {found['memory_gib']} GiB, {found['system']}; "
        f"Dumas {versions['Dumas']}, Fossil {versions['Fossil']}; {times} of {results['seconds']:.0f} s each; "
        f"load of the machine before anything was measured {results['other_load']:.1f}."
    )


def speeds(results):
    lines = [
        "| | Dumas /s | p50, p99 | Fossil /s | p50, p99 | refused by Fossil | Dumas : Fossil |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    cases = f"{results['cases']:,}"
    odd = False
    for key, title in MEASURED:
        ours, theirs = results[key]["Dumas"], results[key]["Fossil"]
        mark = "" if not any(run.get("odd_disk") for run in ours["runs"] + theirs["runs"]) else " *"
        odd = odd or bool(mark)
        mine, other = ours["median"], theirs["median"]
        lines.append(
            f"| {title.format(cases=cases)}{mark} | {number(mine['per_second'])}{refused(mine)} | {times(mine)} "
            f"| {number(other['per_second'])} | {times(other)} | {share_refused(other)} "
            f"| {mine['per_second'] / other['per_second']:.1f} |"
        )
    if odd:
        lines += ["", "\\* the disk was not at its usual speed beside at least one of the runs."]
    return "\n".join(lines)


def costs(results):
    memory, start = results["memory"], results["start"]
    rows = [
        ("memory when idle, MiB", memory["Dumas"]["idle"], memory["Fossil"]["idle"]),
        ("memory under 32 readers, MiB", *(results["track"][name]["median"]["memory"] for name in ("Dumas", "Fossil"))),
        ("memory after all this, MiB", memory["Dumas"]["after"], memory["Fossil"]["after"]),
        (f"start to first answer over {results['cases']:,}, ms", start["Dumas"] * 1000, start["Fossil"] * 1000),
    ]
    lines = ["| | Dumas | Fossil | Dumas : Fossil |", "|---|--:|--:|--:|"]
    lines += [f"| {title} | {number(ours)} | {number(theirs)} | {ours / theirs:.2f} |" for title, ours, theirs in rows]
    return "\n".join(lines)


def limits(results):
    flush, sqlite = results["limits"]["flush"], results["limits"]["sqlite"]
    probes = results["probes"]
    best = results["submit_32"]["Dumas"]["median"]["per_second"]
    single = results["submit_1"]["Dumas"]["median"]["per_second"]
    lines = [
        "| what the machine can do at best | /s | p50, p99 | Dumas' submissions against it, 1 client | 32 clients |",
        "|---|--:|--:|--:|--:|",
    ]
    for title, found in (("4 KB written and flushed", flush), ("durable SQLite inserts, one by one", sqlite)):
        rate = found["per_second"]
        lines.append(f"| {title} | {number(rate)} | {times(found)} | {single / rate:.2f} | {best / rate:.2f} |")
    lines += [
        "",
        f"Flushes per second between the write runs: {number(min(probes))} at least, {number(statistics.median(probes))} usually, "
        f"{number(max(probes))} at most.",
    ]
    return "\n".join(lines)


def times(found):
    return f"{number(found['p50_ms'])}, {number(found['p99_ms'])} ms"


def refused(found):
    return f" ({share_refused(found)} refused)" if found["bad"] else ""


def share_refused(found):
    return f"{100 * found['bad'] / (found['good'] + found['bad']):.0f} %" if found["bad"] else "none"


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


main()
