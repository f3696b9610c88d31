#!/usr/bin/env python3
"""Who may include whom (ARCHITECTURE.md, section Folders), and which heavy headers stay out of ours.

Reads every #include of src/ and prints one line per breach: file:line and the reason. Called by bin/check.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

# A folder may include itself and these.
ALLOWED = {
    "base": set(),
    "locale": {"base"},
    "proof": {"base"},
    "signing": {"base"},
    "scan": {"base"},
    "calendar": {"base"},
    "complaint": {"base", "calendar"},
    "http": {"base"},
    "store": {"base", "proof", "calendar", "complaint"},
    "documents": {"base", "locale", "calendar", "complaint"},
    "notify": {"base", "calendar", "complaint"},
    "app": {"base", "locale", "proof", "signing", "scan", "calendar", "complaint", "store", "documents", "notify"},
}
ALLOWED["web"] = ALLOWED["app"] | {"app", "http"}
ALLOWED["api"] = ALLOWED["app"] - {"locale"} | {"app", "http"}
ALLOWED["commands"] = set(ALLOWED)
ALLOWED["main.cpp"] = set(ALLOWED)
ALLOWED["allocation.cpp"] = set()

# Slow to compile, or the secret of one folder: in .cpp files only. The second part names the folders, or the files, that
# may use it. A header named here shares it among the .cpp files of its own folder, and no other header may include it.
HEAVY = [
    (r"boost/(asio|beast)", {"http/server.cpp", "http/connection.cpp", "http/connection_state.hpp", "http/socket_io.cpp",
                             "http/message_parser.cpp"}),
    (r"boost/json", None),
    (r"toml\+\+", None),
    (r"CLI/", {"commands", "main.cpp"}),
    (r"spdlog/", None),
    (r"ctemplate/", {"web", "documents", "notify"}),
    (r"xlsxwriter", {"documents"}),
    (r"archive(_entry)?\.h", {"app"}),
    (r"sqlite3\.h", {"store"}),
    (r"libpq-fe\.h", {"store"}),
    (r"sodium(\.h|/)", None),
    (r"fmt/", None),
    (r"ReadBarcode|poppler-|turbojpeg|tiffio|png\.h", {"scan"}),
    (r"qpdf/|seccomp", None),
    (r"openssl/", {"signing"}),
    (r"qpdf/", {"signing", "proof", "scan"}),
]

SHARING = {name for _, users in HEAVY for name in users or () if name.endswith(".hpp")}

INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]')


def main() -> int:
    breaches = []
    files = sorted(p for p in (ROOT / "src").rglob("*") if p.suffix in {".hpp", ".cpp"})
    for path in files:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = INCLUDE.match(line)
            if found:
                reason = breach(path, found[1], found[2])
                if reason:
                    breaches.append(f"{path.relative_to(ROOT)}:{number}: {reason}")
    print("\n".join(breaches) if breaches else f"{len(files)} files keep the direction")
    return 1 if breaches or not files else 0


def breach(path: pathlib.Path, mark: str, target: str) -> str:
    """The reason why `path` may not include `target`, or an empty string."""
    name = path.relative_to(ROOT / "src").as_posix()
    own = name.split("/")[0]
    if own not in ALLOWED:
        return f"the folder {own}/ has no place in the direction: name it in tools/check_includes.py and ARCHITECTURE.md"
    if mark == '"':
        folder = target.split("/")[0]
        if "/" not in target:
            return f'"{target}" is not named from src/'
        if folder in ALLOWED and folder != own and folder not in ALLOWED[own]:
            return f"{own}/ may not include {folder}/"
        if target in SHARING and (path.suffix == ".hpp" or folder != own):
            return f'"{target}" is for .cpp files of {folder}/'
        return ""
    for pattern, users in HEAVY:
        if re.match(pattern, target) and not (users and name in users):
            if path.suffix == ".hpp":
                return f"<{target}> belongs in a .cpp"
            if users is not None and own not in users:
                return f"<{target}> is for {', '.join(sorted(users))} alone"
    return ""


if __name__ == "__main__":
    sys.exit(main())
