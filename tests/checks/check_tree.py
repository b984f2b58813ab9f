#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the written rules of the tree: arrows, technologies, banned calls, failpoints, file sizes, licence lines.

Reads arrows.txt, bans.txt and failpoints.txt beside this file. Prints one line for each fault; status 1 if there is any.
An exception that excuses nothing any more is a fault too.
"""
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SOURCE_LIMIT, TEST_LIMIT = 400, 600
PRODUCT = ("core/", "ui/", "service/", "app/")
QUOTED = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)
ANGLED = re.compile(r"^\s*#\s*include\s+<([^>]+)>", re.M)


class Rules:
    def __init__(self, arrows_text, bans_text, failpoints_text=""):
        self.arrows, self.technologies, self.bans, self.operations = {}, [], [], []
        for line in _lines(arrows_text):
            if line.startswith("include "):
                pattern, folders = line[len("include "):].rsplit(" : ", 1)
                self.technologies.append((re.compile(pattern), folders.split()))
            else:
                source, _, targets = line.partition("->")
                self.arrows[source.strip()] = targets.split()
        for line in _lines(bans_text):
            name, rest = line.split(" | ", 1)
            pattern, allowed, advice = rest.rsplit(" | ", 2)
            self.bans.append((name, re.compile(pattern.strip()), re.compile(allowed.strip()), advice))
        for line in _lines(failpoints_text):
            name, rest = line.split(" | ", 1)
            pattern, asking, silent, advice = rest.rsplit(" | ", 3)
            self.operations.append((name, *(re.compile(part.strip()) for part in (pattern, asking, silent)), advice))

    def reach(self, folder, seen=None):
        seen = set() if seen is None else seen
        for target in self.arrows.get(folder, []):
            if target not in seen:
                seen.add(target)
                self.reach(target, seen)
        return seen


def _lines(text):
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def folder_of(path):
    parts = path.split("/")
    return "/".join(parts[:2]) if len(parts) > 2 else parts[0]


def without_comments(text):
    text = re.sub(r"/\*.*?\*/", lambda m: "\n" * m.group().count("\n"), text, flags=re.S)
    return re.sub(r"//[^\n]*", "", text)


def check(files, rules):
    """files: {path: text}. Returns the faults."""
    faults, excused = [], set()
    known = {folder_of(path) for path in files}
    for folder in rules.arrows:
        if folder not in known:
            faults.append(f"arrows.txt: {folder} does not exist")
    for path, text in sorted(files.items()):
        is_code = path.endswith((".cpp", ".h"))
        if path.startswith(PRODUCT):
            if is_code:
                faults += _includes(path, text, rules)
                faults += _bans(path, without_comments(text), rules, excused)
                faults += _operations(path, without_comments(text), rules, excused)
            elif path.endswith("CMakeLists.txt"):
                faults += _links(path, text, rules)
        faults += _size(path, text)
        if is_code or path.endswith((".py", ".sh", ".cmake", "CMakeLists.txt")):
            if "SPDX-License-Identifier: GPL-3.0-or-later" not in "\n".join(text.splitlines()[:3]):
                faults.append(f"{path}:1: no SPDX line")
    for name, _, allowed, _ in rules.bans:
        if allowed.pattern != "^$" and not any(n == name for n, _ in excused):
            faults.append(f"bans.txt: the exception of '{name}' excuses nothing any more")
    for name, _, asking, silent, _ in rules.operations:
        for place in "|".join((asking.pattern, silent.pattern)).split("$|"):
            if place != "^$" and not any(n == name and re.search(place, p) for n, p in excused):
                faults.append(f"failpoints.txt: {place} of '{name}' calls nothing any more")
    return faults


def _includes(path, text, rules):
    folder, faults = folder_of(path), []
    if folder not in rules.arrows:
        return [f"{path}: {folder} has no line in arrows.txt"]
    allowed = rules.reach(folder) | {folder}
    for include in QUOTED.findall(text):
        if "/" in include and folder_of(include) not in allowed:
            faults.append(f"{path}: includes {include}, and {folder} -> {folder_of(include)} is not drawn")
    for include in ANGLED.findall(text):
        for pattern, folders in rules.technologies:
            if pattern.search(include) and folder not in folders:
                faults.append(f"{path}: <{include}> belongs to {' '.join(folders)} alone")
    return faults


def _links(path, text, rules):
    folder, faults = path.rsplit("/", 1)[0], []
    allowed = rules.reach(folder) | {folder}
    names = {"latchkey_" + name.replace("/", "_"): name for name in rules.arrows}
    for target in re.findall(r"\blatchkey_[a-z]+_[a-z_]+\b", text):
        if target in names and names[target] not in allowed:
            faults.append(f"{path}: links {target}, and {folder} -> {names[target]} is not drawn")
    return faults


def _bans(path, code, rules, excused):
    faults = []
    for name, pattern, allowed, advice in rules.bans:
        for match in pattern.finditer(code):
            if allowed.search(path):
                excused.add((name, path))
            else:
                line = code.count("\n", 0, match.start()) + 1
                faults.append(f"{path}:{line}: {name}: {match.group()}: {advice}")
    if re.search(r"\bQNetworkRequest\s+\w+[({;]", code):
        for needed in ("ManualRedirectPolicy", "Http2AllowedAttribute"):
            if needed not in code:
                faults.append(f"{path}: makes a QNetworkRequest without {needed}")
    return faults


def _operations(path, code, rules, excused):
    faults = []
    for name, pattern, asking, silent, advice in rules.operations:
        for match in pattern.finditer(code):
            excused.add((name, path))
            line = code.count("\n", 0, match.start()) + 1
            if asking.search(path) and "failsHere(" not in code:
                faults.append(f"{path}:{line}: {match.group()}: this file asks no failpoint any more")
            elif not asking.search(path) and not silent.search(path):
                faults.append(f"{path}:{line}: {name}: {match.group()}: {advice}, or a failpoint and a place in "
                              "failpoints.txt")
    return faults


def _size(path, text):
    if not path.endswith((".cpp", ".h", ".py")):
        return []
    limit = TEST_LIMIT if path.startswith("tests/") else SOURCE_LIMIT
    lines = text.count("\n")
    return [f"{path}: {lines} lines, the limit is {limit}"] if lines > limit else []


def tracked_files(root):
    names = subprocess.run(["git", "ls-files", "-z"], cwd=root, check=True, capture_output=True).stdout
    files = {}
    for name in names.decode().split("\0"):
        if name.endswith((".cpp", ".h", ".py", ".sh", ".cmake", "CMakeLists.txt")) and (root / name).is_file():
            files[name] = (root / name).read_text(encoding="utf-8")
    return files


def main():
    root = HERE.parent.parent
    rules = Rules(*((HERE / name).read_text() for name in ("arrows.txt", "bans.txt", "failpoints.txt")))
    faults = check(tracked_files(root), rules)
    print("\n".join(faults) if faults else "tree: arrows, bans, failpoints, sizes and licence lines hold")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
