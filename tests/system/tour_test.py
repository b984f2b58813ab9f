#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The walks of the tour lead where they should, without the pictures: who wants those runs tour.py."""
import sys
import time

import tour
from support.bench import once, run_tests, slow
from support.tour_ground import Tour

WAITS = {"silence"}  # for half a minute of the wall's; what it shows has tests of its own


class NoAlbum:
    """Looks at nothing, and remembers what it was told to look at."""

    def __init__(self):
        self.names = set()

    def take(self, _window, name):
        self.names.add(name)

    take_screen = lambda self, name: self.take(None, name)  # noqa: E731


def walked():
    return list(dict.fromkeys(scene for walk in tour.WALKS.values() for scene in walk.scenes))


@once
def test_every_language_has_every_scene(bench):
    for language in ("en", "ja"):
        scenes = {scene for walk in tour.WALKS.values() if walk.language == language for scene in walk.scenes}
        assert scenes == set(walked()), (language, scenes)
    for scene in walked():
        assert tour.scene_named(scene).__doc__, scene


@slow
def test_each_scene_leads_to_its_end(bench):
    """Every other one in English, the rest in Japanese: the ways are the same, and the words are looked up."""
    for number, scene in enumerate(scene for scene in walked() if scene not in WAITS):
        if ("en", "ja")[number % 2] != bench.language:
            continue
        began = time.monotonic()
        work = bench.name("work")
        work.mkdir()
        walk = Tour(bench.programs.resolve(), work, NoAlbum(), bench.language)
        try:
            tour.scene_named(scene)(walk)
        finally:
            walk.close()
        assert walk.album.names, scene
        print(f"  {scene} in {bench.language}: {len(walk.album.names)} ({time.monotonic() - began:.1f} s)", flush=True)


if __name__ == "__main__":
    run_tests(sys.modules[__name__])
