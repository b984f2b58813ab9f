#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The entry that makes the assistant the handler of `latchkey:` links.

A link reaches the program as one argument and as nothing else: whatever stands in it, it is no option and no
second word. Judged by desktop-file-validate, too, where that is installed.
"""
import configparser
import pathlib
import shutil
import subprocess
import sys

ENTRY = pathlib.Path(__file__).resolve().parents[2] / "packaging" / "linux" / "latchkey.desktop"
WANTED = {"Exec": "latchkey %u", "MimeType": "x-scheme-handler/latchkey;", "Type": "Application", "Icon": "latchkey",
          "Terminal": "false"}
TRANSLATED = ("GenericName", "Comment", "Keywords")


def faults_of(text):
    """What is wrong with the entry, a line each."""
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str
    try:
        parser.read_string(text)
        entry = dict(parser["Desktop Entry"])
    except (configparser.Error, KeyError) as wrong:
        return [f"not an entry: {wrong}"]
    faults = [f"{key} is {entry.get(key)!r}, not {value!r}" for key, value in WANTED.items() if entry.get(key) != value]
    faults += [f"{key} is not there in Japanese" for key in TRANSLATED if not entry.get(f"{key}[ja]")]
    return faults


def main():
    text = ENTRY.read_text(encoding="utf-8")
    faults = faults_of(text)
    # It would be a check of nothing if it took these.
    for harm in ("latchkey %u --server %u", "sh -c 'latchkey %u'"):
        if not faults_of(text.replace("latchkey %u", harm)):
            faults.append(f"the check takes {harm!r}")
    if shutil.which("desktop-file-validate"):
        judged = subprocess.run(["desktop-file-validate", ENTRY], capture_output=True, text=True, check=False)
        if judged.returncode != 0 or judged.stdout:
            faults.append((judged.stdout + judged.stderr).strip())
    for fault in faults:
        print(f"{ENTRY.name}: {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
