"""Colours can be read: contrasts are computed, not believed."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from paretoscope_gui.theme import (
    DARK,
    DARK_HIGH,
    LIGHT,
    LIGHT_HIGH,
    OKABE_ITO,
    Colours,
    contrast,
    font,
    icon,
    series,
    theme,
)
from paretoscope_gui.theme.icons import RESOURCES
from paretoscope_gui.theme.style import style_sheet
from paretoscope_gui.theme.tokens import FAMILIES

SURFACES = ("window", "surface", "sunken", "hover")


def test_contrast_of_black_on_white_and_of_a_known_pair() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)  # the grey that WCAG's authors name


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda c: c.name)
def test_every_text_can_be_read_on_every_surface(colours: Colours) -> None:
    for ink in ("text", "soft", "dim", "accent", "good", "warn", "bad"):
        for ground in SURFACES:
            assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5, (ink, ground)
    for tone in ("accent", "good", "warn", "bad"):
        tint = getattr(colours, f"{tone}_tint")
        for ink in (getattr(colours, tone), colours.text, colours.soft):
            assert contrast(ink, tint) >= 4.5, (ink, tone)
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert contrast(colours.on_accent, colours.accent_hover) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT_HIGH, DARK_HIGH], ids=lambda c: c.name)
def test_high_contrast_is_seven_to_one_everywhere(colours: Colours) -> None:
    for ground in SURFACES:
        for ink in ("text", "soft", "dim", "accent", "good", "warn", "bad", "edge", "neutral"):
            assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 7.0, (ink, ground)
        assert contrast(colours.border, getattr(colours, ground)) >= 3.0
    for tone in ("accent", "good", "warn", "bad"):
        assert contrast(getattr(colours, tone), getattr(colours, f"{tone}_tint")) >= 7.0, tone


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda c: c.name)
def test_controls_and_marks_stand_out(colours: Colours) -> None:
    for ground in SURFACES:
        assert contrast(colours.edge, getattr(colours, ground)) >= 3.0
        assert contrast(colours.accent, getattr(colours, ground)) >= 3.0
        assert contrast(colours.neutral, getattr(colours, ground)) >= 3.0


def test_each_family_has_its_own_colour_and_symbol_together() -> None:
    marks = [series(f) for f in FAMILIES]
    assert len(set(marks)) == len(FAMILIES)
    assert {colour for colour, _ in marks} == set(OKABE_ITO)
    assert series("someone_elses") == series("someone_elses")


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda c: c.name)
def test_the_style_sheet_has_no_unknown_token(colours: Colours) -> None:
    assert "@" not in style_sheet(colours, 1.3)


def test_larger_text_is_larger_and_figures_are_of_equal_width(qapp: QApplication) -> None:
    theme().apply(qapp, "light", 1.0)
    before = font("body").pixelSize()
    theme().apply(qapp, "light", 2.0)
    assert font("body").pixelSize() == 2 * before
    theme().apply(qapp, "light", 1.0)
    from PySide6.QtGui import QFontMetricsF

    measure = QFontMetricsF(font("body"))
    assert len({round(measure.horizontalAdvance(d * 8), 3) for d in "0123456789"}) == 1


def test_every_icon_can_be_drawn_in_the_colour_asked_for(qapp: QApplication) -> None:
    for file in sorted((RESOURCES / "icons").glob("*.svg")):
        image = icon(file.stem, "#FF0000", 24).pixmap(24, 24).toImage()
        inked = [
            image.pixelColor(x, y)
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() > 128
        ]
        assert inked, file.stem
        assert all(abs(c.red() - QColor("#FF0000").red()) < 8 and c.green() < 8 for c in inked), file.stem
