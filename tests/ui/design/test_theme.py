"""Another theme, put on while the whole window stands."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from incidentkit.ui.design.theme import Theme, apply
from incidentkit.ui.design.tokens import Look
from incidentkit.ui.widgets.layout import column

DEPTH = 12


class Styled(QObject):
    """Counts how often a widget was given a style."""

    def __init__(self) -> None:
        super().__init__()
        self.times = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self.times += event.type() is QEvent.Type.StyleChange
        return False


def test_another_theme_styles_a_widget_twice_at_most_however_deep_it_stands(
    qtbot: QtBot, qapp: QApplication
) -> None:
    apply(qapp, Theme(Look.LIGHT))
    qapp.setStyleSheet("")  # the window alone has one, whatever a test before left
    window = inner = QWidget()
    qtbot.addWidget(window)
    for _ in range(DEPTH):
        content = QWidget()
        inner.setLayout(column(content))
        inner = content
    leaf = QLabel("Deep down", inner)
    apply(qapp, Theme(Look.LIGHT), window)
    window.show()
    counter = Styled()
    leaf.installEventFilter(counter)
    apply(qapp, Theme(Look.DARK, 200), window)
    assert counter.times <= 2
    assert qapp.style().name() == "fusion"
    leaf.removeEventFilter(counter)
    apply(qapp, Theme(Look.LIGHT))
    qapp.setStyleSheet("")
    qapp.setProperty("dressed", "plain")
