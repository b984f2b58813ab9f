#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks the real programs through every page and leaves a picture of each.

    tour.py --programs build/dev/bin --into build/tour [--only WORD] [--readme]

--only     the albums whose name contains the word, e.g. "ja", "dark" or "en"
--readme   afterwards remakes docs/pictures/ from the albums

An album is one walk on a desktop of its own: language, look, size of the screen. Needs no display.
"""
import argparse
import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import typing

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
AT_ONE_TIME = 3  # walks; they wait more than they compute
NORMAL = "1440x900"


class Walk(typing.NamedTuple):
    language: str
    palette: str = "light"
    points: int = 11
    screen: str = NORMAL
    scenes: tuple = ("recovery",)


# Those that take longest first.
WALKS = {
    "en": Walk("en", scenes=("recovery", "ways", "keys", "ends", "objections", "places", "receipts", "faults", "notices")),
    "ja": Walk("ja", scenes=("recovery", "ways", "keys", "ends", "objections", "places", "receipts", "faults", "notices")),
    "en-later": Walk("en", scenes=("later", "deliveries", "silence")),
    "ja-later": Walk("ja", scenes=("later", "deliveries", "silence")),
    "en-appeals": Walk("en", scenes=("appeals",)),
    "en-rehearsals": Walk("en", scenes=("rehearsals",)),
    "ja-appeals": Walk("ja", scenes=("appeals",)),
    "ja-rehearsals": Walk("ja", scenes=("rehearsals",)),
    "en-enrolments": Walk("en", scenes=("enrolments",)),
    "ja-enrolments": Walk("ja", scenes=("enrolments",)),
    "en-dark": Walk("en", palette="dark"),
    "ja-dark": Walk("ja", palette="dark"),
    "en-contrast": Walk("en", palette="contrast"),
    "en-large": Walk("en", points=22, screen="800x600"),
    "ja-large": Walk("ja", points=22, screen="800x600"),
}

# docs/pictures/NAME: the album and what the picture's name ends with there.
README_PICTURES = {
    "method.png": ("en", "method"),
    "code.png": ("en", "code-and-phone"),
    "password-dark.png": ("en-dark", "password-typed"),
    "done-ja.png": ("ja", "done"),
    "confirm-contrast.png": ("en-contrast", "confirm-mail"),
}


def scene_named(name):
    from support import appeal_scenes, enrol_scenes, later_scenes, scenes
    modules = (scenes, later_scenes, appeal_scenes, enrol_scenes)
    return next(getattr(module, name) for module in modules if hasattr(module, name))


def walk_inside(name, programs, into):
    """On the desktop: walks one album. Status 1 when a page is not reached."""
    sys.path.insert(0, str(HERE))
    from support.album import Album
    from support.looks import environment_of
    from support.tour_ground import Tour
    walk = WALKS[name]
    with tempfile.TemporaryDirectory(prefix="latchkey-tour-") as work:
        work = pathlib.Path(work)
        if walk != Walk(walk.language, scenes=walk.scenes):
            os.environ.update(environment_of(walk.palette, walk.points, work / "settings"))
        tour = Tour(programs, work, Album(into / name), walk.language)
        try:
            for scene in walk.scenes:
                scene_named(scene)(tour)
        except AssertionError as missed:
            print(f"tour {name}: {missed}", file=sys.stderr)
            for log in sorted(work.glob("*.log")):
                print(f"{log.name}: {log.read_text(errors='replace')[-2000:]}", file=sys.stderr)
            return 1
        finally:
            tour.close()
    return 0


def walk_outside(name, arguments):
    command = [sys.executable, str(HERE / "with_desktop.py"), "--size", WALKS[name].screen, sys.executable, __file__,
               "--programs", arguments.programs, "--into", arguments.into, "--inside", name]
    start = time.monotonic()
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    count = len(list((pathlib.Path(arguments.into) / name).glob("*.png")))
    print(f"{name}: {count} pictures in {time.monotonic() - start:.0f} s", flush=True)
    if run.returncode != 0:
        print(run.stdout + run.stderr, file=sys.stderr, flush=True)
    return run.returncode


def remake_readme_pictures(into):
    folder = ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    for name, (album, ending) in README_PICTURES.items():
        found = sorted((into / album).glob(f"*-{ending}.png"))
        if not found:
            raise SystemExit(f"tour: no picture *-{ending}.png in {into / album}")
        # Few colours: a window has not many, and the files stay small.
        subprocess.run(["convert", found[0], "-strip", "+dither", "-colors", "128", "-define",
                        "png:compression-level=9", f"png8:{folder / name}"], check=True)
    print(f"remade: {folder}")


def main():
    parser = argparse.ArgumentParser(description="Pictures of every page, taken from the real programs.")
    parser.add_argument("--programs", required=True)
    parser.add_argument("--into", required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--readme", action="store_true")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    into = pathlib.Path(arguments.into).resolve()
    if arguments.inside:
        return walk_inside(arguments.inside, pathlib.Path(arguments.programs).resolve(), into)

    from support.album import write_index
    names = [name for name in WALKS if arguments.only in name]
    if not names:
        raise SystemExit(f"tour: no album is named like that; there are {', '.join(WALKS)}")
    if not arguments.only and into.exists():
        shutil.rmtree(into)
    into.mkdir(parents=True, exist_ok=True)
    with concurrent.futures.ThreadPoolExecutor(AT_ONE_TIME) as pool:
        failed = sum(status != 0 for status in pool.map(lambda name: walk_outside(name, arguments), names))
    write_index(into)
    if arguments.readme and not failed:
        remake_readme_pictures(into)
    print(f"The pictures are in {into}; open {into / 'index.html'}")
    if failed:
        print(f"tour: {failed} of {len(names)} walks did not reach every page", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
