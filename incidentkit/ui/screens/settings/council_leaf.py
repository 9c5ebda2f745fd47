"""The council's decisions: found by group or by a word, and the eight questions."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from incidentkit.council.setting import Group
from incidentkit.council.settings import QUESTIONS
from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import Form, Once, keep_form
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.settings.council_editors import AnyEditor
from incidentkit.ui.screens.settings.council_groups import CouncilGroup, Wanted
from incidentkit.ui.screens.settings.council_model import CouncilViewModel, Decision
from incidentkit.ui.screens.settings.council_row import name_of
from incidentkit.ui.screens.settings.leaf import Leaf
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.find_line import FindLine
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.folder_line import FolderLine
from incidentkit.ui.widgets.form_fields import changed
from incidentkit.ui.widgets.layout import box, column, group
from incidentkit.ui.widgets.offered_back import OfferedBack
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.words import council_paper as paper_words
from incidentkit.words.window import council_settings as own
from incidentkit.words.window import left_forms as left_words
from incidentkit.words.window import settings as words


class CouncilLeaf(Leaf):
    """Draws what is decided; what is being typed is not drawn over."""

    def __init__(self, model: CouncilViewModel) -> None:
        self._model = model
        self._drawn: dict[str, Decision] = {}
        self._wanted = Wanted()
        self._sent: tuple[dict[str, str], Once] | None = None
        self._wants_left = False
        self._left = model.left_forms()
        self._make()
        super().__init__(
            self.title,
            self.lead,
            self.only_leads,
            self.offered,
            self.settling,
            self.asking,
            self._find_field,
            self.nothing,
            *self.groups,
            group(Flow(self.save, self.later)),
            self.printing,
        )
        model.printed.connect(self._printed)
        model.changed.connect(self._render)
        model.refused.connect(self.banner.show_problem)
        model.saved.connect(self._saved)
        self.offered.wanted.connect(self._put_back)
        self._left.refused.connect(self.banner.show_problem)
        self.finder.textChanged.connect(self._look_for)
        self._show_wanted()

    def _make(self) -> None:
        self.offered = OfferedBack(self._left)
        self.only_leads = label(words.ONLY_LEADS, "warn")
        self.save = button(words.SAVE, "act", on_click=self._save)
        self.later = button(own.LATER, on_click=self.show_all)
        self.finder = FindLine()
        self.nothing = label(own.NOTHING_FOUND, "quiet")
        self.ask = button(own.ASK, on_click=self.show_questions)
        asking = column(label(own.ASK_BODY), group(Flow(self.ask)), space=Space.SMALL)
        self.asking = box(asking, "card", Space.MEDIUM)
        self.to_settle = button(own.SETTLE, on_click=self.show_conflicts)
        settling = column(label(words.CONFLICT), group(Flow(self.to_settle)))
        self.settling = box(settling, "warn", Space.MEDIUM)
        self.lead = label(words.COUNCIL_LEAD, "quiet")
        self.title = label(own.QUESTIONS_TITLE, "heading")
        self.groups = [CouncilGroup(room, self._save) for room in Group]
        self.folder = FolderLine(own.PRINT, own.PRINT_HINT)
        self.print = button(own.PRINT, on_click=self._print)
        form = column(self.folder, group(Flow(self.print)))
        self.printing = Unfold(own.PRINT, box(form, "sunken"))
        self.folder.entered.connect(self._print)
        self._find_field = Field(own.FIND, self.finder, own.FIND_HINT)

    @property
    def fields(self) -> dict[str, AnyEditor]:
        """The control of each setting that was wanted so far."""
        found = (row for part in self.groups for row in part.rows.values())
        return {row.key: row.editor for row in found}

    def arrive(self) -> None:
        """Read what is decided now, and look for what was typed before a lock."""
        self._wants_left = True
        self._model.read()

    def show_questions(self) -> None:
        """Ask what no default can be right for."""
        self.finder.clear()
        self._want(Wanted(questions=True))
        self.verticalScrollBar().setValue(0)

    def show_conflicts(self) -> None:
        """Show only what colleagues decided differently."""
        self.finder.clear()
        self._want(Wanted(conflicts=True))
        self.verticalScrollBar().setValue(0)

    def show_all(self) -> None:
        """Go back to all settings; what was typed stays as it is."""
        self._want(Wanted())

    def unsaved(self) -> Callable[[Desk], object] | None:
        """Return the work that keeps what is typed and not saved, for the lock."""
        values = self._values()
        decided = {key: one.value for key, one in self._drawn.items()}
        fields = tuple((name_of(key), text) for key, text in changed(values, decided))
        saving = self._sent[1] if self._sent and self._sent[0] == values else None
        form = Form(left_words.COUNCIL, fields)
        return partial(keep_form, form=form, kept=saving) if fields else None

    def _values(self) -> dict[str, str]:
        return {key: field.text() for key, field in self.fields.items()}

    def _put_back(self, values: Mapping[str, str]) -> None:
        for part in self.groups:
            for key in part.keys:
                if name_of(key) in values:
                    part.open()
                    part.row(key).editor.setText(values[name_of(key)])

    def _save(self) -> None:
        if not self._model.state.i_lead:
            return
        self.banner.clear()
        values = self._values()
        asked = QUESTIONS if self._wanted.questions else ()
        once = self._model.save(values, asked)
        if once is not None:
            self._sent = (values, once)

    def _print(self) -> None:
        if self.folder.text():
            self._model.print_rules(Path(self.folder.text()))
            self.printing.fold()

    def _printed(self, files: tuple[Path, ...]) -> None:
        said = paper_words.written([str(file) for file in files])
        self.banner.show_news(own.PRINTED, said)

    def _saved(self) -> None:
        self.banner.show_news(words.SAVED)
        if self._wanted.questions or self._wanted.conflicts:
            self.show_all()

    def _look_for(self, text: str) -> None:
        self._want(Wanted(word=" ".join(text.split()).casefold()))

    def _want(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._show_wanted()

    def _render(self) -> None:
        state = self._model.state
        self._drawn = {one.key: one for one in state.decisions}
        for part in self.groups:
            part.show_decisions(self._drawn, i_lead=state.i_lead)
        if self._wants_left and state.i_lead:
            self._wants_left = False
            self._left.look(left_words.COUNCIL)
        self.only_leads.setVisible(not state.i_lead and bool(state.decisions))
        self.save.setEnabled(not state.busy)
        self._show_wanted()

    def _show_wanted(self) -> None:
        state, asked = self._model.state, self._wanted.questions
        found = sum(part.show_wanted(self._wanted) for part in self.groups)
        self.nothing.setVisible(bool(self._wanted.word) and not found)
        self.title.setVisible(asked)
        self.lead.setText(own.QUESTIONS_LEAD if asked else words.COUNCIL_LEAD)
        settles = self._wanted.conflicts
        unsettled = any(one.versions for one in state.decisions)
        self._find_field.setVisible(not (asked or settles))
        self.settling.setVisible(unsettled and not (asked or settles))
        self.asking.setVisible(state.is_new and state.i_lead and not (asked or settles))
        self.save.setText(own.KEEP if asked else words.SAVE)
        self.save.setVisible(state.i_lead)
        self.later.setVisible(asked or settles)
