"""Secrets painted on the screen, and given to nothing else.

What is painted is in no label: it cannot be selected, dragged, read by a screen
reader or found in the window by another program.
"""

import unicodedata

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from incidentkit.ui.design.tokens import Size, Space
from incidentkit.words.window import secrets as words

_SPACE = "\u2423"  # an open box, which cannot be taken for nothing


class _Painted(QWidget):
    """Paints text that it gives to nobody."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._text = ""
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is painted."""
        return not self._text

    def paint_text(self, text: str) -> None:
        """Paint this text from now on; nothing when it is empty."""
        self._text = text
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's name
        """Say that the height follows from the width."""
        return True

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for room for a few lines."""
        width = max(self.width(), self.fontMetrics().averageCharWidth() * 40)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for the height that the width at hand needs."""
        width = self.width() or 1
        least = self.fontMetrics().averageCharWidth() * 8
        return QSize(least, self.heightForWidth(width))

    def _sized(self, size: float, family: QFont | None = None) -> QFont:
        font = QFont(family or self.font())
        font.setPointSizeF(self.font().pointSizeF() * size)
        return font


class SecretCanvas(_Painted):
    """A secret in cells of equal width: letters plain, digits underlined, signs boxed.

    A text of several lines, such as a note, is painted as running text instead.
    """

    def __init__(self) -> None:
        super().__init__(f"{words.ON_SCREEN} {words.READ_OUT_TO_HEAR}")
        self._as_prose = False

    def paint_secret(self, text: str, *, as_prose: bool = False) -> None:
        """Paint a secret; `as_prose` for a text that nobody types character by character."""
        self._as_prose = as_prose
        self.paint_text(text)

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """Return the height that the secret needs."""
        if not self._text:
            return 0
        if self._as_prose:
            return self._prose_rect(width).height() + Space.SMALL
        rows = -(-len(_clusters(self._text)) // self._per_row(width))
        return rows * self._cell().height() + Space.SMALL

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint it."""
        del event
        if not self._text:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._as_prose:
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.drawText(self.rect(), _PROSE, self._text)
            return
        painter.setFont(self._font())
        cell, per_row = self._cell(), self._per_row(self.width())
        for number, cluster in enumerate(_clusters(self._text)):
            down, along = divmod(number, per_row)
            place = QRect(
                along * cell.width(), down * cell.height(), cell.width(), cell.height()
            )
            self._paint_one(painter, place, cluster)

    def _paint_one(self, painter: QPainter, place: QRect, cluster: str) -> None:
        colour = self._colour(cluster[0])
        painter.setPen(colour)
        inner = QRectF(place).adjusted(Space.HAIR, Space.HAIR, -Space.HAIR, -Space.HAIR)
        if cluster[0].isdigit():
            under = inner.bottom() - Space.HAIR
            painter.drawLine(
                int(inner.left()) + Space.HAIR,
                int(under),
                int(inner.right()) - Space.HAIR,
                int(under),
            )
        elif not cluster[0].isalpha():
            painter.drawRoundedRect(inner, Space.HAIR, Space.HAIR)
        shown = _SPACE if cluster == " " else cluster
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, shown)

    def _colour(self, character: str) -> QColor:
        role = QPalette.ColorRole.BrightText
        if character.isalpha():
            role = QPalette.ColorRole.WindowText
        elif character.isdigit():
            role = QPalette.ColorRole.Link
        return self.palette().color(role)

    def _font(self) -> QFont:
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        return self._sized(Size.TITLE, fixed)

    def _cell(self) -> QSize:
        metrics = QFontMetrics(self._font())
        widest = max(map(metrics.horizontalAdvance, {"M", *_clusters(self._text)}))
        return QSize(widest + Space.TIGHT * 2, metrics.height() + Space.MEDIUM)

    def _per_row(self, width: int) -> int:
        return max(1, width // self._cell().width())

    def _prose_rect(self, width: int) -> QRect:
        room = QRect(0, 0, max(1, width), 1 << 20)
        return self.fontMetrics().boundingRect(room, _PROSE, self._text)


_PROSE = int(Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignLeft)


class SpelledCanvas(_Painted):
    """One character, large, with its name under it."""

    def __init__(self) -> None:
        super().__init__(words.BEING_READ)
        self._character = ""

    def paint_character(self, character: str, name: str) -> None:
        """Paint one character and its name."""
        self._character = _SPACE if character == " " else character
        self.paint_text(name)

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """Return the height of the character and of its name."""
        large = QFontMetrics(self._large()).height()
        return large + self._name_rect(width).height() + Space.SMALL

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint it."""
        del event
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        large = self._large()
        painter.setFont(large)
        height = QFontMetrics(large).height()
        painter.drawText(0, 0, self.width(), height, _TOP, self._character)
        painter.setFont(self._sized(Size.TITLE))
        below = QRect(0, height, self.width(), self.height() - height)
        painter.drawText(below, _NAME, self._text)

    def _large(self) -> QFont:
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        return self._sized(Size.HUGE * 2, fixed)

    def _name_rect(self, width: int) -> QRect:
        metrics = QFontMetrics(self._sized(Size.TITLE))
        room = QRect(0, 0, max(1, width), 1 << 20)
        return metrics.boundingRect(room, _NAME, self._text or "M")


_TOP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_NAME = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)


def _clusters(text: str) -> list[str]:
    """Return the characters of a text, each with the accents that follow it."""
    found: list[str] = []
    for character in text:
        if found and unicodedata.combining(character):
            found[-1] += character
        else:
            found.append(character)
    return found
