"""The plot of docs/performance.md: how long things take as an office grows, both axes by powers of ten. Plain SVG with its
own colours for light and dark. Called by report.py."""

import math

LINES = [
    ("start, to the first answer", "#b45309", "#fbbf24", lambda found: found["start"] * 1000),
    ("list of 50, 8 clients, each", "#1d4ed8", "#93c5fd", lambda found: found["list"]["p50_ms"]),
    ("search, 1 client, p50", "#047857", "#6ee7b7", lambda found: found["search_1"]["p50_ms"]),
    ("search, 1 client, p99", "#be123c", "#fda4af", lambda found: found["search_1"]["p99_ms"]),
    ("submission, 1 client, p50", "#6d28d9", "#c4b5fd", lambda found: found["submit_1"]["p50_ms"]),
]
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 420, 60, 210, 20, 50


def growth(scale):
    sizes = sorted(int(size) for size in scale)
    values = [[line[3](scale[str(size)]) for size in sizes] for line in LINES]
    low = math.floor(math.log10(min(min(row) for row in values)))
    high = math.ceil(math.log10(max(max(row) for row in values)))
    first, last = math.log10(sizes[0]), max(math.log10(sizes[-1]), math.log10(sizes[0]) + 1)

    def x(size):
        return LEFT + (math.log10(size) - first) / (last - first) * (WIDTH - LEFT - RIGHT)

    def y(value):
        return TOP + (high - math.log10(value)) / (high - low) * (HEIGHT - TOP - BOTTOM)

    parts = [head()]
    for power in range(low, high + 1):
        at = y(10**power)
        parts.append(f'<line class="grid" x1="{LEFT}" y1="{at:.1f}" x2="{WIDTH - RIGHT}" y2="{at:.1f}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{10**power:g} ms</text>')
    for size in sizes:
        parts.append(f'<text x="{x(size):.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{size:,}</text>')
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2:.1f}" y="{HEIGHT - 10}" text-anchor="middle">cases</text>')
    ends = apart([y(row[-1]) for row in values])
    for n, ((title, *_), row) in enumerate(zip(LINES, values)):
        points = " ".join(f"{x(size):.1f},{y(value):.1f}" for size, value in zip(sizes, row))
        parts.append(f'<polyline class="l{n}" points="{points}"/>')
        parts += [f'<circle class="d{n}" cx="{x(size):.1f}" cy="{y(value):.1f}" r="3"/>' for size, value in zip(sizes, row)]
        parts.append(f'<text class="t{n}" x="{WIDTH - RIGHT + 10}" y="{ends[n] + 4:.1f}">{title}</text>')
    return "\n".join(parts) + "\n</svg>\n"


def head():
    def colours(which):
        return "".join(f".l{n}{{stroke:{line[which]}}} .d{n},.t{n}{{fill:{line[which]}}} " for n, line in enumerate(LINES))

    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="Milliseconds by number of cases">\n'
        "<style>\n"
        ".back{fill:#ffffff} text{font:12px sans-serif;fill:#1f2937} .grid{stroke:#d1d5db} polyline{fill:none;stroke-width:2}\n"
        f"{colours(1)}\n"
        "@media (prefers-color-scheme: dark) {\n"
        ".back{fill:#111827} text{fill:#e5e7eb} .grid{stroke:#374151}\n"
        f"{colours(2)}\n"
        "}\n</style>\n"
        f'<rect class="back" width="{WIDTH}" height="{HEIGHT}"/>'
    )


def apart(places):
    """The same places, moved so that labels stand at least a line apart."""
    moved, last = dict.fromkeys(range(len(places))), -100.0
    for n in sorted(moved, key=lambda each: places[each]):
        last = max(places[n], last + 15)
        moved[n] = last
    return [moved[n] for n in range(len(places))]
