"""A person's training and policies: how they stand, and writing more down."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import Form, Once, all_of, keep_form
from incidentkit.desk.when import day_iso
from incidentkit.officers.bodies import Proof, Proven
from incidentkit.officers.planning import NewProof
from incidentkit.officers.proving import Shown, Standing
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.people.around_model import AroundModel
from incidentkit.ui.screens.people.reading import PersonLine
from incidentkit.ui.typed_about import TypedAbout
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.form_fields import Control, FormFields
from incidentkit.ui.widgets.layout import box, column, empty, group, row
from incidentkit.ui.widgets.offered_back import OfferedBack
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.vault.kinds import PersonId
from incidentkit.words import people as people_words
from incidentkit.words.times import short_date, spoken_day
from incidentkit.words.window import left_forms as left_words
from incidentkit.words.window import people as words

_HINTS = {
    words.PROOF_DAY: words.DAY_HINT,
    words.PROOF_NOTE: words.PROOF_NOTE_HINT,
}
_VALUES = {
    words.PROOF_WHAT: "proof_what",
    words.PROOF_DAY: "proof_day",
    words.PROOF_BY: "proof_by",
    words.PROOF_NOTE: "proof_note",
}
_PARTS = {Standing.EXPIRED: "warn", Standing.MISSING: "quiet", Standing.GOOD: ""}


class ProofBox(QWidget):
    """Draws what counts and what ran out, and takes down more."""

    def __init__(self, model: AroundModel) -> None:
        super().__init__()
        self._model = model
        self._person: PersonId | None = None
        self._name = ""
        self._drawn: object = None
        self._back: bytes = b""
        self._sent: tuple[dict[str, str], Once] | None = None
        self._standings = column(space=Space.HAIR)
        self._proofs = column(space=Space.TIGHT)
        self.take_back: list[QPushButton] = []
        self.kind = QComboBox()
        self.kind.addItem(words.TRAINING, Proven.TRAINED)
        self.kind.addItem(words.POLICY, Proven.ACKNOWLEDGED)
        self.what, self.day, self.by, self.note = (line() for _ in range(4))
        self.prove = button(words.PROVE_NOW, "act", on_click=self._prove)
        named: dict[str, Control] = {
            words.PROOF_KIND: self.kind,
            words.PROOF_WHAT: self.what,
            words.PROOF_DAY: self.day,
            words.PROOF_BY: self.by,
            words.PROOF_NOTE: self.note,
        }
        self.fields = FormFields(named)
        self._left = model.left_forms()
        self._left.refused.connect(model.refused)
        self.offered = OfferedBack(self._left)
        self.offered.wanted.connect(self._put_back)
        for control in (self.what, self.day, self.by, self.note):
            control.returnPressed.connect(self._prove)
        lines = [
            Field(name, control, _HINTS.get(name, ""), _VALUES.get(name, ""))
            for name, control in named.items()
        ]
        form = column(*lines, row(self.prove, None))
        self.more = Unfold(words.PROVE, group(form))
        self._lay_out()

    def _lay_out(self) -> None:
        self.why = line()
        self.sure = button(words.TAKE_BACK_NOW, "danger", on_click=self._withdraw)
        self.why.returnPressed.connect(self.sure.setFocus)
        left = self._model.left_forms()
        left.refused.connect(self._model.refused)
        fields = FormFields({words.TAKE_BACK_WHY: self.why})
        self._taking_back = TypedAbout(left, fields)
        asks = column(
            self._taking_back.offered,
            Field(words.TAKE_BACK_WHY, self.why, value="reason"),
            row(self.sure, None),
        )
        self.asking = box(asks, "sunken", Space.MEDIUM)
        self.asking.hide()
        content = column(
            label(words.TRAINING_TITLE, "strong"),
            group(self._standings),
            group(self._proofs),
            self.asking,
            self.offered,
            self.more,
        )
        self.setLayout(column(box(content), space=0))

    def draw(self, person: PersonLine, *, may_write: bool) -> None:
        """Show somebody's training; what is being typed is not drawn over."""
        around = person.around
        self.more.setVisible(may_write)
        if person.person != self._person:
            self._person, self._name = person.person, person.name
            self._start_again()
            self._left.look(left_words.training(person.name))
        drawn = (person.person, around.standings, around.proofs, may_write)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        self._ask_no_more()
        empty(self._standings)
        for shown in around.standings:
            part = _PARTS[shown.standing]
            self._standings.addWidget(label(_standing(shown), part))
        empty(self._proofs)
        self.take_back = []
        for proof in around.proofs:
            self._proofs.addLayout(self._proof(proof, may_write=may_write))

    def unsaved(self) -> Callable[[Desk], object] | None:
        """Return the work that keeps what is typed, for the lock."""
        fields = self.fields.changed(self.fields.blank)
        values = self.fields.values()
        kept = self._sent[1] if self._sent and self._sent[0] == values else None
        form = Form(left_words.training(self._name), fields)
        proof = partial(keep_form, form=form, kept=kept) if fields else None
        return all_of((proof, self._taking_back.unsaved()))

    def proven(self) -> None:
        """What was typed is written down: empty the form."""
        if self._sent is not None and self._sent[1].is_done:
            self._start_again()

    def _start_again(self) -> None:
        self._sent = None
        self.fields.clear()
        self.more.fold()
        self._ask_no_more()

    def _ask_no_more(self) -> None:
        """Put the question away; what was typed waits until it is asked again."""
        self._taking_back.show("")
        self.asking.hide()

    def _put_back(self, values: dict[str, str]) -> None:
        self.fields.put(values)
        self.more.unfold()

    def _proof(self, proof: Proof, *, may_write: bool) -> QVBoxLayout:
        said = words.proof_line(spoken_day(proof.day), proof.what, proof.by, proof.note)
        again = button(words.TAKE_BACK, "quiet", on_click=partial(self._ask, proof))
        again.setAccessibleName(words.take_back(proof.what))
        again.setVisible(may_write)
        self.take_back.append(again)
        return column(label(said), again, space=Space.HAIR)

    def _ask(self, proof: Proof) -> None:
        self._back = proof.entry
        self._taking_back.show(left_words.taking_back(self._name, proof.what))
        self.asking.show()
        self.why.setFocus()

    def _withdraw(self) -> None:
        if self._person is not None:
            sent = self._model.withdraw(self._person, self._back, self.why.text())
            self._taking_back.sent(sent)

    def _prove(self) -> None:
        if self._person is None:
            return
        proof = NewProof(
            Proven(self.kind.currentData()),
            self.what.text(),
            day_iso(self.day.text()),
            self.by.text(),
            self.note.text(),
        )
        once = self._model.prove(self._person, proof)
        if once is not None:
            self._sent = (self.fields.values(), once)


def _standing(shown: Shown) -> str:
    said = people_words.standing(shown.kind, shown.what, shown.standing)
    return f"{said} {short_date(shown.until_ms)}" if shown.until_ms else said
