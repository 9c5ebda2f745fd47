"""From tokens to what Qt draws: a palette, a font and one style sheet."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from incidentkit.ui.design.sheet import style_sheet
from incidentkit.ui.design.tokens import (
    BODY_POINTS,
    DARK,
    HIGH_CONTRAST,
    LIGHT,
    Colours,
    Look,
)

_ROLES = {
    QPalette.ColorRole.Window: "ground",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "sunken",
    QPalette.ColorRole.AlternateBase: "surface",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "bad",
    QPalette.ColorRole.Highlight: "chosen",
    QPalette.ColorRole.HighlightedText: "on_chosen",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "quiet",
    QPalette.ColorRole.Link: "act",
    QPalette.ColorRole.Mid: "line",
}
_STYLE = "fusion"


@dataclass(frozen=True, slots=True)
class Theme:
    """What the window looks like now: which colours, and the text's size in per cent."""

    look: Look = Look.SYSTEM
    text_percent: int = 100

    @property
    def colours(self) -> Colours:
        """The colours that the look comes to on this desktop."""
        match self.look:
            case Look.DARK:
                return DARK
            case Look.HIGH_CONTRAST:
                return HIGH_CONTRAST
            case Look.LIGHT:
                return LIGHT
        scheme = QGuiApplication.styleHints().colorScheme()
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT

    @property
    def points(self) -> float:
        """The body text's size in points."""
        return BODY_POINTS * self.text_percent / 100


def apply(app: QApplication, theme: Theme, window: QWidget | None = None) -> None:
    """Give the program a theme, at any time.

    With a window, the style sheet is the window's own: what is made before it comes
    into the window is then not styled over and over while it is put together, which
    would take eight times as long.

    Fusion everywhere, because only there do palette and style sheet reach all
    of a widget; the desktop's own style would leave parts in its own colours.
    """
    colours = theme.colours
    if (
        app.style().name() != _STYLE
    ):  # said again, it styles every widget many times over
        app.setStyle(_STYLE)
    app.setPalette(_palette(colours))
    font = QFont(app.font())
    font.setPointSizeF(theme.points)
    app.setFont(font)
    (window or app).setStyleSheet(style_sheet(colours, theme.points))


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, QColor(getattr(colours, name)))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.quiet))
    return palette
