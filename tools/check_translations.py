#!/usr/bin/env python3
"""Both catalogues say the same: the keys of locale/id*.toml and locale/en*.toml are one set, each text takes the same
places ({0}, {1} ...), none is empty, and every [[key]] in a view and every key named in C++ exists. Called by bin/check.
"""
import pathlib
import re
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
USE = re.compile(r"\[\[([A-Za-z0-9_.\-]+)\]\]")
PLACE = re.compile(r"\{(\d+)\}")
# A key in C++: what a call of text() names, and the sentence of a refusal. One that ends in "_" or "." is only begun there.
NAMED = re.compile(r'\btext\([^"()]*"([a-z][a-z0-9_]*\.[A-Za-z0-9_.]+)"|"(error\.[A-Za-z0-9_.]+)"')


def main() -> int:
    wrong = []
    texts = {name: catalogue(name, wrong) for name in ("id", "en")}
    for name, other in (("id", "en"), ("en", "id")):
        for key in sorted(texts[name].keys() - texts[other].keys()):
            wrong.append(f"locale/{other}*.toml: {key} is missing (it stands in {name}*.toml)")
    for key in sorted(texts["id"].keys() & texts["en"].keys()):
        if set(PLACE.findall(texts["id"][key])) != set(PLACE.findall(texts["en"][key])):
            wrong.append(f"locale: {key} has other places in id than in en")
    uses = check_views(texts["id"], wrong)
    named = check_code(texts["id"], wrong)
    print("\n".join(wrong) if wrong else f"{len(texts['id'])} texts in both languages, {uses} uses in views, {named} in code")
    return 1 if wrong or not texts["id"] else 0


def catalogue(name: str, wrong: list[str]) -> dict[str, str]:
    """The texts of NAME.toml and its parts NAME.*.toml by dotted key; a key may stand once."""
    texts: dict[str, str] = {}
    paths = sorted((ROOT / "locale").glob(f"{name}.toml")) + sorted((ROOT / "locale").glob(f"{name}.*.toml"))
    if not paths:
        wrong.append(f"locale/{name}.toml does not exist")
    for path in paths:
        try:
            tree = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            wrong.append(f"locale/{path.name}: {error}")
            continue
        for key, text in flat(tree):
            if key in texts:
                wrong.append(f"locale/{path.name}: {key} stands in another part too")
            if not text.strip():
                wrong.append(f"locale/{path.name}: {key} is empty")
            texts[key] = text
    return texts


def flat(tree: dict, prefix: str = ""):
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.")
        elif isinstance(value, list):
            for index, item in enumerate(value):
                yield f"{prefix}{key}.{index}", str(item)
        else:
            yield prefix + key, str(value)


def check_views(texts: dict[str, str], wrong: list[str]) -> int:
    """Every [[key]] of every view; returns how many there are."""
    uses = 0
    for path in sorted(p for p in (ROOT / "views").rglob("*") if p.is_file()):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for key in USE.findall(line):
                uses += 1
                if key not in texts:
                    wrong.append(f"{path.relative_to(ROOT)}:{number}: [[{key}]] is in no catalogue")
    return uses


def check_code(texts: dict[str, str], wrong: list[str]) -> int:
    """Every key that C++ names; returns how many there are."""
    named = 0
    for path in sorted(p for p in (ROOT / "src").rglob("*") if p.suffix in (".cpp", ".hpp")):
        code = path.read_text(encoding="utf-8")
        for match in NAMED.finditer(code):
            key = match[1] or match[2]
            named += 1
            known = any(text.startswith(key) for text in texts) if key.endswith(("_", ".")) else key in texts
            if not known:
                number = code.count("\n", 0, match.start()) + 1
                wrong.append(f"{path.relative_to(ROOT)}:{number}: {key} is in no catalogue")
    return named


if __name__ == "__main__":
    sys.exit(main())
