# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of windows, numbered in the order in which they were taken, and a page that shows them all."""
import html
import subprocess

from .processes import until

STILL = 3  # pictures in a row that have to be the same


class Album:
    def __init__(self, folder):
        self.folder = folder
        self.count = 0
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.png"):
            old.unlink()

    def take(self, window, name):
        """Waits until the window has come to rest, then keeps its picture."""
        number = window.number()
        subprocess.run(["xdotool", "windowraise", number], check=True)  # what is covered has no picture
        self._keep(number, name)

    def take_screen(self, name):
        """All windows as they stand on the screen, without the bare screen around them. They have come to rest
        before; together, with their cursors and countdowns, they hardly ever do."""
        self._keep("root", name, "-trim", "+repage", still=1)

    def _keep(self, number, name, *changes, still=STILL):
        seen = []

        def at_rest():
            seen.append(subprocess.run(["import", "-silent", "-window", number, "ppm:-"],
                                       capture_output=True, check=True).stdout)
            return len(seen) >= still and len(set(seen[-still:])) == 1
        until(at_rest, f"the window to come to rest for {name}")
        self.count += 1
        subprocess.run(["convert", "ppm:-", *changes, "-strip", str(self.folder / f"{self.count:02d}-{name}.png")],
                       input=seen[-1], check=True)


def write_index(folder):
    """index.html: a row for each album, a column for each picture; the languages stand one above the other."""
    parts = ["<!DOCTYPE html><meta charset=utf-8><title>Latchkey: the tour</title>",
             "<style>body{font:15px sans-serif;margin:24px;background:#eef0f3;color:#1b2430}"
             "section{display:flex;overflow-x:auto;gap:16px;padding-bottom:16px}"
             "figure{margin:0}figcaption{padding:4px 0}img{height:320px;border:1px solid #cfd6df}</style>"]
    for album in sorted(path for path in folder.iterdir() if path.is_dir()):
        parts.append(f"<h2>{html.escape(album.name)}</h2><section>")
        for picture in sorted(album.glob("*.png")):
            address = html.escape(f"{album.name}/{picture.name}")
            parts.append(f'<figure><figcaption>{html.escape(picture.stem)}</figcaption>'
                         f'<a href="{address}"><img src="{address}" alt="{html.escape(picture.stem)}"></a></figure>')
        parts.append("</section>")
    (folder / "index.html").write_text("\n".join(parts) + "\n", encoding="utf-8")
