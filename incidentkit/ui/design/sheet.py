"""The one style sheet. Widgets say what they are by a property; here is how that looks.

Properties: `part` (title, heading, lead, quiet, huge), `kind` (act, plain, quiet,
danger, choice, nav, start), `box` (card, rail, bar, warn, bad, good, sunken, step).
"""

from incidentkit.ui.design.tokens import (
    RADIUS,
    SMALLEST_TARGET,
    Colours,
    Size,
    Space,
)

_TICK_BOX = 1.72  # pixels for each point of the text


def style_sheet(colours: Colours, points: float) -> str:
    """Return the style sheet in these colours, for a body text of so many points."""
    return "\n".join(
        (
            _ground(colours),
            _texts(colours, points),
            _buttons(colours, points),
            _choices(colours, points),
            _ticks(colours, points),
            _fields(colours),
            _boxes(colours),
            _lists(colours),
        )
    )


def _ground(c: Colours) -> str:
    return f"""
QWidget {{ color: {c.text}; }}
QMainWindow, QDialog, QStackedWidget, QScrollArea, QScrollArea > QWidget > QWidget {{
  background: {c.ground}; }}
QScrollArea {{ border: none; }}
QFrame[box="card"] QScrollArea, QFrame[box="card"] QScrollArea > QWidget > QWidget,
QFrame[box="rail"] QScrollArea, QFrame[box="rail"] QScrollArea > QWidget > QWidget {{
  background: transparent; }}
QToolTip {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.edge};
  padding: {Space.TIGHT}px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {c.edge}; border-radius: 4px; margin: 2px;
  min-height: 32px; min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {c.sunken}; border: 1px solid {c.edge};
  border-radius: {RADIUS}px; min-height: 14px; text-align: center; }}
QProgressBar::chunk {{ background: {c.act}; border-radius: {RADIUS - 1}px; }}
QProgressBar[part="strength"] {{ background: {c.sunken}; border: 1px solid {c.line};
  border-radius: 4px; min-height: 6px; max-height: 6px; }}
QProgressBar[part="strength"]::chunk {{ background: {c.quiet}; border-radius: 3px; }}
QProgressBar[part="strength"][state="warn"]::chunk {{ background: {c.warn}; }}
QProgressBar[part="strength"][state="good"]::chunk {{ background: {c.good}; }}
QSplitter::handle {{ background: {c.line}; }}
QLabel {{ background: transparent; }}
"""


def _texts(c: Colours, points: float) -> str:
    sizes = {
        "huge": (Size.HUGE, 700),
        "title": (Size.TITLE, 700),
        "heading": (Size.HEADING, 600),
        "lead": (Size.LEAD, 400),
        "strong": (Size.BODY, 600),
        "small": (Size.SMALL, 400),
    }
    rules = [
        f'QLabel[part="{name}"] {{ font-size: {points * size:.1f}pt; '
        f"font-weight: {weight}; }}"
        for name, (size, weight) in sizes.items()
    ]
    rules.append(f'QLabel[part="quiet"], QLabel[part="small"] {{ color: {c.quiet}; }}')
    rules += [
        f'QLabel[part="{name}"] {{ color: {getattr(c, name)}; font-weight: 600; }}'
        for name in ("warn", "bad", "good")
    ]
    return "\n".join(rules)


def _buttons(c: Colours, points: float) -> str:
    return f"""
QPushButton, QToolButton {{ background: {c.surface}; color: {c.text};
  border: 2px solid {c.edge}; border-radius: {RADIUS}px;
  padding: {Space.SMALL - 2}px {Space.LARGE}px; min-height: {SMALLEST_TARGET - 14}px; }}
QPushButton:hover, QToolButton:hover {{ background: {c.chosen}; color: {c.on_chosen}; }}
QPushButton:focus, QToolButton:focus, QCheckBox:focus, QRadioButton:focus {{
  border: 2px solid {c.focus}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {c.quiet}; background: {c.ground};
  border: 2px dashed {c.edge}; }}
QPushButton[kind="act"], QPushButton[kind="start"] {{ background: {c.act};
  color: {c.on_act}; border: 2px solid {c.act}; font-weight: 600; }}
QPushButton[kind="act"]:hover, QPushButton[kind="start"]:hover {{
  background: {c.act_over}; }}
QPushButton[kind="act"]:disabled {{ background: {c.ground}; color: {c.quiet};
  border: 2px dashed {c.edge}; }}
QPushButton[kind="start"] {{ font-size: {points * Size.LEAD:.1f}pt; }}
QPushButton[kind="danger"] {{ background: {c.bad}; color: {c.on_bad};
  border: 2px solid {c.bad}; font-weight: 600; }}
QPushButton[kind="act"]:focus, QPushButton[kind="start"]:focus,
QPushButton[kind="danger"]:focus {{ border: 2px solid {c.act}; }}
QPushButton[kind="danger"]:focus {{ border-color: {c.bad}; }}
QPushButton[kind="quiet"] {{ background: transparent; border: 2px solid transparent;
  color: {c.act}; text-align: left; padding: {Space.TIGHT}px {Space.SMALL}px; }}
QPushButton[kind="quiet"]:hover {{ background: {c.chosen}; color: {c.on_chosen}; }}
QPushButton[kind="quiet"]:focus {{ border: 2px solid {c.focus}; }}
"""


def _choices(c: Colours, points: float) -> str:
    return f"""
QPushButton[kind="choice"] {{ text-align: left; padding: {Space.MEDIUM}px;
  font-size: {points * Size.LEAD:.1f}pt; }}
QPushButton[kind="choice"]:checked {{ background: {c.chosen}; color: {c.on_chosen};
  border: 2px solid {c.act}; font-weight: 600; }}
QPushButton[kind="nav"] {{ background: transparent; border: 2px solid transparent;
  text-align: left; padding: {Space.SMALL}px {Space.MEDIUM}px; }}
QPushButton[kind="nav"]:hover {{ background: {c.surface}; color: {c.text}; }}
QPushButton[kind="nav"]:checked {{ background: {c.surface};
  border-left: 4px solid {c.act}; padding-left: {Space.MEDIUM - 2}px; }}
QPushButton[kind="nav"]:focus {{ border: 2px solid {c.focus}; }}
"""


def _ticks(c: Colours, points: float) -> str:
    side = round(points * _TICK_BOX)
    return f"""
QCheckBox, QRadioButton {{ spacing: {Space.SMALL}px; border: 2px solid transparent;
  background: transparent; padding: {Space.HAIR}px; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {side}px; height: {side}px;
  background: {c.sunken}; border: 2px solid {c.edge}; }}
QCheckBox::indicator {{ border-radius: 3px; }}
QRadioButton::indicator {{ border-radius: {side // 2 + 2}px; }}
QCheckBox::indicator:checked, QRadioButton::indicator:checked {{
  background: {c.act}; border: 2px solid {c.act}; }}
"""


def _fields(c: Colours) -> str:
    kinds = "QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateTimeEdit"
    focused = ", ".join(f"{kind.strip()}:focus" for kind in kinds.split(","))
    return f"""
{kinds} {{ background: {c.sunken}; color: {c.text}; border: 1px solid {c.edge};
  border-radius: {RADIUS}px; padding: {Space.TIGHT + 2}px {Space.SMALL}px;
  selection-background-color: {c.act}; selection-color: {c.on_act}; }}
{focused} {{ border: 2px solid {c.focus}; }}
QLineEdit[state="bad"], QPlainTextEdit[state="bad"] {{ border: 2px solid {c.bad}; }}
QLineEdit QToolButton {{ background: transparent; border: none; padding: 0;
  min-height: 0; }}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {c.ground}; }}
QComboBox::drop-down {{ border: none; width: 28px; }}
QComboBox::down-arrow {{ width: 0; height: 0; border-left: 6px solid {c.sunken};
  border-right: 6px solid {c.sunken}; border-top: 8px solid {c.text}; }}
QComboBox QAbstractItemView {{ background: {c.surface}; color: {c.text};
  selection-background-color: {c.chosen}; selection-color: {c.on_chosen}; }}
"""


def _boxes(c: Colours) -> str:
    box = f"border-radius: {RADIUS}px;"
    edged = [
        f'QFrame[box="{name}"] {{ background: {getattr(c, f"{name}_ground")}; '
        f"border: 1px solid {getattr(c, name)}; "
        f"border-left: 5px solid {getattr(c, name)}; {box} }}"
        for name in ("warn", "bad", "good")
    ]
    return "\n".join(
        (
            f'QFrame[box="card"] {{ background: {c.surface}; border: 1px solid '
            f"{c.line}; {box} }}",
            f'QFrame[box="step"] {{ background: {c.surface}; border: 2px solid '
            f"{c.act}; {box} }}",
            f'QFrame[box="sunken"] {{ background: {c.sunken}; border: 1px solid '
            f"{c.line}; {box} }}",
            f'QFrame[box="drop"] {{ background: {c.sunken}; border: 2px dashed '
            f"{c.edge}; {box} }}",
            f'QFrame[box="drop"][over="yes"] {{ border: 2px solid {c.act}; '
            f"background: {c.chosen}; }}",
            f'QFrame[box="rail"] {{ background: {c.rail}; border: none; '
            f"border-right: 1px solid {c.line}; }}",
            f'QFrame[box="bar"] {{ background: {c.surface}; border: none; '
            f"border-bottom: 1px solid {c.line}; }}",
            f'QFrame[box="foot"] {{ background: {c.surface}; border: none; '
            f"border-top: 1px solid {c.line}; }}",
            f'QFrame[box="rule"] {{ background: {c.line}; border: none; '
            "max-height: 1px; min-height: 1px; }",
            *edged,
        )
    )


def _lists(c: Colours) -> str:
    return f"""
QTableView, QListView, QTreeView {{ background: {c.surface}; color: {c.text};
  alternate-background-color: {c.sunken}; border: 2px solid {c.line};
  border-radius: {RADIUS}px; gridline-color: {c.line}; outline: none;
  selection-background-color: {c.chosen}; selection-color: {c.on_chosen}; }}
QTableView:focus, QListView:focus {{ border: 2px solid {c.focus}; }}
QTableView::item, QListView::item {{ padding: {Space.TIGHT}px {Space.SMALL}px; }}
QTableView::item:selected, QListView::item:selected {{ background: {c.chosen};
  color: {c.on_chosen}; }}
QHeaderView::section {{ background: {c.ground}; color: {c.quiet}; border: none;
  border-bottom: 1px solid {c.line}; padding: {Space.TIGHT + 2}px {Space.SMALL}px;
  font-weight: 600; }}
QTabBar::tab {{ background: transparent; color: {c.text};
  padding: {Space.SMALL}px {Space.LARGE}px; border-bottom: 3px solid transparent; }}
QTabBar::tab:selected {{ border-bottom: 3px solid {c.act}; }}
QTabBar::tab:focus {{ color: {c.act}; }}
QTabWidget > QStackedWidget, QTabWidget > QStackedWidget > QWidget {{
  background: transparent; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {c.line}; }}
"""
