"""Turns the figures of measure.py into tables: on the screen, or between two marks of docs/performance.md, with the plot
beside it (plot.py). A part that was not measured is left out. Started by bin/bench: report.py RESULTS [DOCUMENT]"""

import json
import statistics
import sys
from pathlib import Path

import plot

BEGIN, END = "<!-- figures: written by bin/bench report -->", "<!-- end of figures -->"

MEASURED = [
    ("submit_1", "submissions, 1 client"),
    ("submit_8", "submissions, 8 clients"),
    ("submit_32", "submissions, 32 clients"),
    ("track", "tracking pages, 32 clients"),
    ("list", "list of 50 among 10,000, 8 clients"),
    ("search_1", "search among 10,000, 1 client"),
    ("search_8", "search among 10,000, 8 clients"),
]
LIMITS = [
    ("limit_flush", "4 KB written and flushed"),
    ("limit_sqlite", "bare SQLite, one row of 1 KB a commit"),
    ("limit_same_work", "bare SQLite, the rows of one submission a commit"),
    ("limit_same_work_32", "bare SQLite, the rows of 32 submissions a commit"),
]
GROWTH = [
    ("list", "per_second", "list of 50, 8 clients, /s"),
    ("list", "p99_ms", "its p99, ms"),
    ("search_1", "p50_ms", "search, 1 client, p50, ms"),
    ("search_1", "p99_ms", "its p99, ms"),
    ("track", "per_second", "tracking pages, 32 clients, /s"),
    ("submit_1", "per_second", "submissions, 1 client, /s"),
    ("submit_32", "per_second", "submissions, 32 clients, /s"),
    ("start", None, "start to first answer, ms"),
    ("memory_idle", None, "memory when idle, MiB"),
    ("memory_load", None, "memory under load, at most, MiB"),
    ("megabytes", None, "data folder, MB"),
]


def main():
    results = json.loads(Path(sys.argv[1]).read_text())
    parts = [machine, speeds, costs, limits, growth, hostile]
    text = "\n\n".join(found for found in (part(results) for part in parts) if found)
    if len(sys.argv) == 2:
        print(text)
        return
    document = Path(sys.argv[2])
    if results.get("scale"):
        document.with_suffix(".svg").write_text(plot.growth(results["scale"]))
    whole = document.read_text()
    start, end = whole.index(BEGIN) + len(BEGIN), whole.index(END)
    document.write_text(f"{whole[:start]}\n{text}\n{whole[end:]}")


def machine(results):
    found, when = results["machine"], results["when"]
    versions = ", ".join(f"{name} {version}" for name, version in results.get("versions", {}).items())
    loads = [one["load"] for one in when.values()]
    runs = {f"{one['runs']} of {one['seconds']:g} s" for one in when.values()}
    return (
        f"{min(one['at'] for one in when.values())} to {max(one['at'] for one in when.values())}: {found['cores']} cores "
        f"({found['processor']}), {found['memory_gib']} GiB, {found['system']}; {versions}; medians of {' or '.join(sorted(runs))}; "
        f"load of the machine at the end of the parts {min(loads):.1f} to {max(loads):.1f}."
    )


def speeds(results):
    rows = [(key, title) for key, title in MEASURED if key in results]
    if not rows:
        return ""
    peers = [name for name in ("Fossil", "Redmine", "RT") if any(name in results[key] for key, _ in rows)]
    head = "| | Dumas /s | p50, p99 |" + "".join(f" {name} /s | p50, p99 | refused | Dumas : {name} |" for name in peers)
    lines = [head, "|---|--:|--:|" + "--:|--:|--:|--:|" * len(peers)]
    odd = False
    for key, title in rows:
        ours = results[key]["Dumas"]
        uneven = any(run.get("odd_disk") for one in results[key].values() for run in one["runs"])
        odd = odd or uneven
        line = f"| {title}{' *' if uneven else ''} | {number(ours['median']['per_second'])}{refused(ours['median'])} | {times(ours['median'])} |"
        for name in peers:
            theirs = results[key].get(name)
            found = theirs["median"] if theirs else None
            line += (
                f" {number(found['per_second'])} | {times(found)} | {share_refused(found)} | {number(theirs['ratio'])} |"
                if theirs
                else " | | | |"
            )
        lines.append(line)
    if odd:
        lines += ["", "\\* the disk was not at its usual speed beside at least one of the runs; the ratio is of runs taken in turn."]
    return "\n".join(lines)


def costs(results):
    rows = []
    for key, title, factor in (
        ("memory_idle", "memory when idle, MiB", 1),
        ("memory_after", "memory after the submissions, MiB", 1),
        ("start", "start to first answer over 10,000, ms", 1000),
    ):
        if key in results:
            rows.append((title, {name: value * factor for name, value in results[key].items()}))
    if not rows:
        return ""
    names = list(rows[0][1])
    lines = ["| | " + " | ".join(names) + " |", "|---|" + "--:|" * len(names)]
    lines += [f"| {title} | " + " | ".join(number(found[name]) if name in found else "" for name in names) + " |" for title, found in rows]
    return "\n".join(lines)


def limits(results):
    rows = [(key, title) for key, title in LIMITS if key in results]
    lines = ["| the machine's limit | /s | Dumas beside it | clients | share |", "|---|--:|--:|--:|--:|"]
    for key, title in rows:
        found = results[key]
        limit = statistics.median(pair["limit"]["per_second"] for pair in found["pairs"])
        ours = statistics.median(pair["dumas"]["per_second"] for pair in found["pairs"])
        lines.append(f"| {title} | {number(limit)} | {number(ours)} | {found['clients']} | {found['share']:.2f} |")
    if "nginx" in results:
        ours, theirs = results["nginx"]["Dumas"]["median"], results["nginx"]["nginx"]
        lines.append(
            f"| nginx, a file of a tracking page's {ours['bytes']:,.0f} bytes | {number(theirs['median']['per_second'])} "
            f"| {number(ours['per_second'])} | 32 | {theirs['ratio']:.2f} |"
        )
    if len(lines) == 2:
        return ""
    probes = results.get("probes")
    if probes:
        lines += ["", f"Flushes a second between the write runs: {number(min(probes))} at least, {number(statistics.median(probes))} usually, {number(max(probes))} at most."]
    return "\n".join(lines)


def growth(results):
    scale = results.get("scale")
    if not scale:
        return ""
    sizes = sorted(scale, key=int)
    lines = ["| cases | " + " | ".join(f"{int(size):,}" for size in sizes) + " |", "|---|" + "--:|" * len(sizes)]
    for key, figure, title in GROWTH:
        factor = 1000 if key == "start" else 1
        found = [scale[size][key] if figure is None else scale[size][key][figure] for size in sizes]
        lines.append(f"| {title} | " + " | ".join(number(value * factor) for value in found) + " |")
    return "\n".join(lines) + "\n\n![How the costs grow with the number of cases](performance.svg)"


def hostile(results):
    found = results.get("overload")
    if not found:
        return ""
    rows = found["rows"]
    median = lambda take: statistics.median(take(row) for row in rows)  # noqa: E731
    taken = median(lambda row: row["flood"]["per_second"] / row["peak"]["per_second"])
    untold = sum(row["flood"]["kinds"].get("503 without Retry-After", 0) for row in rows)
    other = sum(count for row in rows for kind, count in row["flood"]["kinds"].items() if not kind.startswith("503"))
    slow, uploads = found["slow"], found["uploads"]
    return "\n".join(
        [
            "| what must not disturb | seen |",
            "|---|---|",
            f"| submissions at three times the peak of {number(median(lambda row: row['peak']['per_second']))}/s | {100 * taken:.0f} % of the peak taken, "
            f"{number(median(lambda row: row['flood']['bad']))} of {number(median(lambda row: row['flood']['bad'] + row['flood']['good']))} refused; "
            f"{untold} of all refusals without Retry-After, {other} failed otherwise |",
            f"| a staff list meanwhile | p50 {number(median(lambda row: row['pages']['p50_ms']))} ms, p99 {number(median(lambda row: row['pages']['p99_ms']))} ms |",
            f"| 4,000 silent connections | list {number(slow['alone']['per_second'])}/s without, {number(slow['beside']['per_second'])}/s beside "
            f"{slow['still_open']:,} still open; memory {number(slow['memory'])} MiB |",
            f"| 200 uploads of 20 MB at once | {number(uploads['memory'])} MiB at most, {number(uploads['seconds'])} s; answers "
            + ", ".join(f"{count} x {status}" for status, count in sorted(uploads["answers"].items())) + " |",
        ]
    )


def times(found):
    return f"{number(found['p50_ms'])}, {number(found['p99_ms'])} ms"


def refused(found):
    return f" ({share_refused(found)} refused)" if found["bad"] else ""


def share_refused(found):
    return f"{100 * found['bad'] / (found['good'] + found['bad']):.0f} %" if found["bad"] else "none"


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


if __name__ == "__main__":
    main()
