#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds that the tour has a picture of every page, dialog, panel, end and fault of the wizard.

Reads tour_pages.txt beside this file and the scenes of tests/system/support. Prints one line for each fault; status 1 if
there is any. That the scenes do lead there is shown by system.tour.
"""
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
NAMED = (  # what is a page of its own: files, and the expression that finds its names
    ("ui/wizard/*.h", r"\bclass (\w+) : public (?:StepPage|QDialog)\b"),
    ("ui/enrol/*.h", r"\bclass (\w+) : public AddPage\b"),
    ("ui/demo/*_window.h", r"\bclass (\w+Window) : public\b"),
    ("app/assistant/*_window.h", r"\bclass (\w+Window) : public\b"),
    ("ui/wizard/*.h", r"\bPanelContent (\w+)\("),
)
ENUMS = (("core/flow/flow_table.h", "Step"), ("core/flow/recovery_gateway.h", "GatewayFault"),
         ("core/protocol/messages.h", "Ending"), ("ui/text/appeal_text.h", "AppealFace"))
NO_PICTURE = "-"


def names_in(files):
    """files: {path: text}. What has to have a picture, in the order in which it was found."""
    found = []
    for pattern, expression in NAMED:
        for path, text in sorted(files.items()):
            if pathlib.PurePath(path).match(pattern):
                found += re.findall(expression, text)
    for path, enum in ENUMS:
        body = re.search(rf"\benum class {enum} {{(.*?)}};", files.get(path, ""), re.S)
        text = re.sub(r"//[^\n]*", "", body.group(1)) if body else ""
        found += [f"{enum}::{name}" for name in re.findall(r"\b[A-Z]\w+", text)]
    return list(dict.fromkeys(found))


def check(files, scenes, table):
    """scenes: the text of the walks; table: that of tour_pages.txt. Returns the faults."""
    faults, listed = [], {}
    for line in table.splitlines():
        if line.strip() and not line.startswith("#"):
            name, _, pictures = line.partition(" | ")
            listed[name.strip()] = pictures
    names = names_in(files)
    for _, enum in ENUMS:
        if not any(name.startswith(enum + "::") for name in names):
            faults.append(f"{enum} was not found")
    for name in names:
        if name not in listed:
            faults.append(f"{name}: no picture in the tour; give it a scene and a line in tour_pages.txt")
    for name, pictures in listed.items():
        if name not in names:
            faults.append(f"tour_pages.txt: {name} does not exist")
        if pictures.startswith(NO_PICTURE + " "):
            continue
        if not pictures.strip():
            faults.append(f"tour_pages.txt: {name} names no picture")
        for picture in pictures.split(", "):
            if f'"{picture.strip()}"' not in scenes:
                faults.append(f"tour_pages.txt: {name}: no scene takes a picture '{picture.strip()}'")
    return faults


def main():
    patterns = {pattern for pattern, _ in NAMED} | {path for path, _ in ENUMS}
    files = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
             for pattern in patterns for path in ROOT.glob(pattern)}
    scenes = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("tests/system/support/*scenes.py"))
    faults = check(files, scenes, (HERE / "tour_pages.txt").read_text(encoding="utf-8"))
    print("\n".join(faults) if faults else "tour: every page has a picture")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
