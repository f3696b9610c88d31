#!/usr/bin/env python3
"""Links in the documents: every relative link of a tracked *.md leads to a tracked file or folder, every #anchor to a
heading. Links to other hosts are left alone: the check needs no network. Called by bin/check.
"""
import pathlib
import re
import subprocess
import sys
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent
LINK = re.compile(r"\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)|^\[[^\]]+\]:\s*(\S+)|(?:src|href)=\"([^\"]+)\"")
FENCE = re.compile(r"^\s*(```|~~~)")


def main() -> int:
    wrong, count = [], 0
    documents = [ROOT / name for name in tracked("*.md") if (ROOT / name).exists()]
    for document in documents:
        for number, line in prose(document):
            for found in LINK.finditer(re.sub(r"`[^`]*`", "", line)):
                target = found[1] or found[2] or found[3]
                count += 1
                reason = breach(document, urllib.parse.unquote(target))
                if reason:
                    wrong.append(f"{document.relative_to(ROOT)}:{number}: {reason}")
    print("\n".join(wrong) if wrong else f"{count} links in {len(documents)} documents")
    return 1 if wrong else 0


def tracked(pattern: str) -> list[str]:
    """Tracked files, and new ones that are not ignored."""
    command = ["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard", "-z", "--", pattern]
    return [name for name in subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\0") if name]


def prose(path: pathlib.Path):
    """The lines outside fenced code, with their numbers."""
    fenced = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            yield number, line


def breach(document: pathlib.Path, target: str) -> str:
    if re.match(r"[a-z][a-z0-9+.-]*:", target, re.IGNORECASE):
        return ""
    name, _, anchor = target.partition("#")
    if name.startswith("/"):
        return f"{name} begins with /, which leads nowhere in a checkout"
    place = (document.parent / name).resolve() if name else document
    if not place.exists():
        return f"{name} does not exist"
    if anchor and place.suffix == ".md" and anchor not in anchors(place):
        return f"{target}: no such heading"
    return ""


def anchors(path: pathlib.Path) -> set[str]:
    """The anchors that a forge gives to headings: lower case, no punctuation, hyphens for blanks, -1 for a repeat."""
    found: set[str] = set()
    for _, line in prose(path):
        heading = re.match(r"#{1,6}\s+(.*?)\s*#*$", line)
        if heading:
            text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading[1]).replace("`", "")
            base = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
            name, repeat = base, 0
            while name in found:
                repeat += 1
                name = f"{base}-{repeat}"
            found.add(name)
        found.update(re.findall(r'<a (?:id|name)="([^"]+)"', line))
    return found


if __name__ == "__main__":
    sys.exit(main())
