"""Text can be read on every ground it stands on, in every look."""

import pytest

from incidentkit.ui.design.tokens import DARK, HIGH_CONTRAST, LIGHT, Colours

LOOKS = {"light": LIGHT, "dark": DARK, "high-contrast": HIGH_CONTRAST}
GROUNDS = ("ground", "surface", "sunken", "rail")
TEXT_ON = [
    *((text, ground) for text in ("text", "quiet", "act") for ground in GROUNDS),
    *((kind, f"{kind}_ground") for kind in ("warn", "bad", "good")),
    *((kind, "surface") for kind in ("warn", "bad", "good")),
    *(("text", f"{kind}_ground") for kind in ("warn", "bad", "good")),
    ("on_act", "act"),
    ("on_act", "act_over"),
    ("on_chosen", "chosen"),
    ("on_bad", "bad"),
]
LINES_ON = [(line, ground) for line in ("edge", "focus") for ground in GROUNDS]


def brightness(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((brightness(one), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_yardstick_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_words_stand_out_from_their_ground(look: str, text: str, ground: str) -> None:
    colours: Colours = LOOKS[look]
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("line", "ground"), LINES_ON)
def test_edges_and_the_focus_can_be_seen(look: str, line: str, ground: str) -> None:
    colours: Colours = LOOKS[look]
    assert contrast(getattr(colours, line), getattr(colours, ground)) >= 3
