"""How the accounts stand: two scores, what to mend, and small pictures."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from incidentkit.accounts.health import Found
from incidentkit.desk.health import HealthPage
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.health.view_model import HealthState, HealthViewModel
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.bars import Bars
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.layout import (
    Page,
    SideBySide,
    box,
    column,
    empty,
    group,
    row,
)
from incidentkit.ui.widgets.progress import SHORT_MS, Progress
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.words import health as said
from incidentkit.words.times import spoken_date, spoken_month
from incidentkit.words.window import health as words

_SHOWN = 6


class HealthView(QWidget):
    """Draws findings by kind, each account with a button that begins to mend it.

    Signals:
        account_asked: Somebody wants to see this account.
        rotate_asked: Somebody wants to change this account's secret.
        go_asked: Somebody wants to go to this room.
    """

    account_asked = Signal(object)
    rotate_asked = Signal(object)
    go_asked = Signal(str)

    def __init__(self, model: HealthViewModel) -> None:
        super().__init__()
        self.model = model
        self._drawn: HealthState | None = None
        self.banner = Banner()
        self.progress = Progress(SHORT_MS)
        self.ways = group(
            Flow(
                button(words.WHO_CAN_POST, on_click=partial(self._go, "exposure")),
                button(words.LEAVING, on_click=partial(self._go, "leaving")),
            )
        )
        self.buttons: list[QPushButton] = []
        self.content = column(space=Space.MEDIUM)
        self.compare = button(words.COMPARE, on_click=self._compare)
        self.compare_why = label(words.COMPARE_WHY, "small")
        self.path = line()
        self.use = button(words.USE, "act", on_click=self._use)
        self.forget = button(words.FORGET, on_click=partial(self._use_none))
        form = column(
            Field(words.STOLEN_FILE, self.path, words.STOLEN_HINT),
            group(Flow(self.use, self.forget)),
        )
        self.stolen = Unfold(words.STOLEN, group(form))
        self.batch = label("", "quiet")
        self._lay_out()
        model.changed.connect(self._render)
        model.refused.connect(self.banner.show_problem)
        model.news.connect(self.banner.show_news)
        self._render()

    def _lay_out(self) -> None:
        page = Page(
            column(
                label(said.TITLE, "title"),
                self.banner,
                self.progress,
                self.ways,
                self.content,
                row(self.compare, None),
                self.compare_why,
                self.batch,
                self.stolen,
                None,
            ),
            letters=190,
        )
        self.setLayout(row(page, space=0))

    def arrive(self) -> None:
        """Read again."""
        self.banner.clear()
        self.model.read()
        self.setFocus()

    # --- drawing -----------------------------------------------------------

    def _render(self) -> None:
        state = self.model.state
        if not state.busy:
            self.progress.end()
        self.compare.setEnabled(not state.busy)
        if self._drawn is not None and state.page == self._drawn.page:
            self._drawn = state
            return
        self._drawn = state
        empty(self.content)
        self.buttons = []
        page = state.page
        leads = page is not None and page.i_lead
        for part in (self.compare, self.compare_why, self.batch):
            part.setVisible(leads)
        if page is None:
            return
        when = spoken_date(page.batch_ms) if page.batch_ms else ""
        self.batch.setText(said.compared(when) if when else said.COMPARED_NEVER)
        self.content.addWidget(_scores(page))
        self.content.addWidget(label(said.TWO_SCORES, "quiet"))
        sides = SideBySide(self._findings(page), _pictures(page), letters=46)
        self.content.addWidget(sides)

    def _findings(self, page: HealthPage) -> QWidget:
        cards = [
            self._card(kind, list(found))
            for kind, found in groupby(page.found, key=lambda one: one.finding.value)
        ]
        if not cards:
            well = column(label(said.ALL_WELL, "strong"))
            return group(column(box(well, "good", Space.MEDIUM), None))
        return group(column(label(words.FOUND, "heading"), *cards, None))

    def _card(self, kind: str, found: list[Found]) -> QFrame:
        about = said.FINDINGS[kind]
        texts = column(
            label(about.name, "strong"), label(about.cause), space=Space.TIGHT
        )
        for one in found[:_SHOWN]:
            texts.addWidget(self._line(one))
        rest = found[_SHOWN:]
        if rest:
            lines = column(*map(self._line, rest), space=Space.TIGHT)
            texts.addWidget(Unfold(words.more(len(rest)), group(lines), "quiet"))
        return box(texts, "card", Space.MEDIUM)

    def _line(self, one: Found) -> QWidget:
        about = said.FINDINGS[one.finding.value]
        detail = said.detail(one.finding.value, one.people, one.detail, one.days)
        words_of = column(label(one.label), space=0)
        if detail:
            words_of.addWidget(label(detail, "small"))
        go = button(about.action, on_click=partial(self._mend, about.place, one))
        go.setAccessibleName(words.act(about.action, one.label))
        self.buttons.append(go)
        made = row(space=Space.MEDIUM)
        made.addWidget(group(words_of), 1)
        made.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
        return group(made)

    # --- pressed -----------------------------------------------------------

    def _mend(self, place: str, one: Found) -> None:
        if place == "account":
            self.account_asked.emit(one.subject)
        elif place == "rotation":
            self.rotate_asked.emit(one.subject)
        else:
            self.go_asked.emit(place)

    def _go(self, room: str) -> None:
        self.go_asked.emit(room)

    def _compare(self) -> None:
        job = self.model.compare()
        if job is not None:
            self.progress.follow(job, words.COMPARING)

    def _use(self) -> None:
        if self.path.text().strip():
            self.model.use_list(self.path.text().strip())
            self.stolen.fold()

    def _use_none(self) -> None:
        self.path.clear()
        self.model.use_list("")
        self.stolen.fold()


def _scores(page: HealthPage) -> QWidget:
    figures = page.figures
    last = page.rounds[-1][1].percent if page.rounds else None
    exposed = said.exposed(figures.exposed, figures.open_accounts)
    first = column(
        label(said.KEPT_SCORE), label(said.kept(last), "strong"), space=Space.TIGHT
    )
    second = column(
        label(said.EXPOSURE_SCORE), label(exposed, "strong"), space=Space.TIGHT
    )
    kind = "bad" if figures.exposed else "good"
    return SideBySide(
        box(first, "card", Space.MEDIUM),
        box(second, kind, Space.MEDIUM),
        letters=24,
        parts=(1, 1),
    )


def _pictures(page: HealthPage) -> QWidget:
    return group(column(*_each_picture(page), None))


def _each_picture(page: HealthPage) -> Iterator[QFrame]:
    figures = page.figures
    ages = zip(said.AGES, figures.ages, strict=True)
    bars = [(name, n, str(n)) for name, n in ages]
    if figures.unknown:
        bars.append((said.NOT_KNOWN, figures.unknown, str(figures.unknown)))
    yield _picture(said.AGES_TITLE, bars)
    without = figures.second_steps - figures.covered
    yield _picture(
        said.COVER_TITLE,
        [
            (said.WITH, figures.covered, str(figures.covered)),
            (said.WITHOUT, without, str(without)),
        ],
        figures.second_steps,
    )
    months = [
        (spoken_month(month), score.percent, said.month_line(score.kept, score.lines))
        for month, score in page.rounds
    ]
    if months:
        yield _picture(said.MONTHS_TITLE, months, 100)
    else:
        texts = column(
            label(said.MONTHS_TITLE, "strong"), label(said.NO_ROUNDS, "quiet")
        )
        yield box(texts, "card", Space.MEDIUM)


def _picture(title: str, lines: list[tuple[str, int, str]], of: int = 0) -> QFrame:
    shown = column(label(title, "strong"), Bars(title, lines, of), space=Space.SMALL)
    return box(shown, "card", Space.MEDIUM)
