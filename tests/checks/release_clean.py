#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""No failpoint, no guard's switch and no clock that can be moved is in a release.

release_clean.py FOLDER: looks through the programs of a release build for anything of them.
release_clean.py --test-build FOLDER: the other way round, so that a search that finds nothing anywhere shows.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAMS = ("latchkey", "latchkeyd", "latchkeyctl")
FULL_OF_THEM = ("latchkeyd",)  # in a test build, where each of them has to be found
PLACE = re.compile(r'"((?:store|directory|ldap|delivery|smtp|gateway|file|outbox|export|import|tls|clock|random)\.[a-z.-]+)"')
ASSISTANT_ALONE = {"LATCHKEY_KEY_FOLDER", "standInPort"}  # a program that plays a security key
HOLDS = {"latchkey": ASSISTANT_ALONE}
SYMBOLS = {"LATCHKEY_FAILPOINT", "LATCHKEY_CLOCK", "LATCHKEY_GUARD_OFF", "LATCHKEY_NEXT_SCHEMA", "failsHere",
           "armFailpoints", "killed at %s", "ConsumePermit", "UPDATE codes SET attempts = 0"}


def places():
    """The names of all failpoints of the product."""
    found = set()
    for folder in ("core", "service", "app"):
        for path in (ROOT / folder).rglob("*.cpp"):
            if path.parent.name != "config":  # its keys look the same
                found |= set(PLACE.findall(path.read_text(encoding="utf-8")))
    return found


def main():
    test_build = sys.argv[1:2] == ["--test-build"]
    folder = pathlib.Path(sys.argv[-1])
    named = places()
    if len(named) < 40:
        print(f"only {len(named)} failpoints found in the sources: the search is wrong", file=sys.stderr)
        return 1
    wanted = SYMBOLS | named | ASSISTANT_ALONE
    # A build for thread sanitizer has no assistant; a release has all three, or this fails.
    built = [name for name in PROGRAMS if not test_build or name in FULL_OF_THEM or (folder / name).exists()]
    contents = {name: (folder / name).read_bytes() for name in built}
    if test_build:
        faults = [f"{name}: {word} is nowhere in this test build" for name, content in contents.items()
                  for word in sorted(HOLDS.get(name, set()) | (SYMBOLS if name in FULL_OF_THEM else set()))
                  if word.encode() not in content]
        if len(built) == len(PROGRAMS):
            faults += [f"{word} is in no program of this test build" for word in sorted(named)
                       if not any(word.encode() in content for content in contents.values())]
    else:
        faults = [f"{name}: {word} is in this release" for name, content in contents.items()
                  for word in sorted(wanted) if word.encode() in content]
    print("\n".join(faults) if faults else f"{len(wanted)} names looked for: as it should be")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
