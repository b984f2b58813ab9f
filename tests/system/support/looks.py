# SPDX-License-Identifier: GPL-3.0-or-later
"""The looks that a desktop can ask for. The assistant has no option for them: it follows its system, here
Plasma's settings file, which Qt reads without any Plasma about."""
import pathlib

PALETTES = {  # window, text, field, button, highlight, text on it
    "light": ("239,240,241", "35,38,41", "252,252,252", "252,252,252", "61,174,233", "255,255,255"),
    "dark": ("42,46,50", "252,252,252", "27,30,32", "49,54,59", "61,174,233", "252,252,252"),
    "contrast": ("0,0,0", "255,255,255", "0,0,0", "0,0,0", "255,225,77", "0,0,0"),
}


def environment_of(palette, points, home):
    """What makes a Qt program believe in that palette and that size of text. `home` takes the settings file."""
    window, text, field, button, highlight, highlighted = PALETTES[palette]
    lines = ["[General]", f"font=Noto Sans,{points},-1,5,50,0,0,0,0,0"]
    for group, background in (("Window", window), ("View", field), ("Button", button), ("Tooltip", window)):
        lines += [f"[Colors:{group}]", f"BackgroundNormal={background}", f"BackgroundAlternate={background}",
                  f"ForegroundNormal={text}", f"ForegroundInactive={text}"]
    lines += ["[Colors:Selection]", f"BackgroundNormal={highlight}", f"ForegroundNormal={highlighted}"]
    folder = pathlib.Path(home)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kdeglobals").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return {"XDG_CONFIG_HOME": str(folder), "XDG_CURRENT_DESKTOP": "KDE", "KDE_SESSION_VERSION": "5",
            "KDE_FULL_SESSION": "true"}
