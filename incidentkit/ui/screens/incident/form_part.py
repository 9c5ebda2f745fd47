"""What a step asks to be written down, shown or agreed before it is finished."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QWidget

from incidentkit.desk.asking import Asked, FormLine
from incidentkit.incidents.steps import Finishing
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, TextBox, line
from incidentkit.ui.widgets.form_fields import Control
from incidentkit.ui.widgets.layout import box, column, empty, group, row
from incidentkit.ui.widgets.text import label
from incidentkit.words.window import incident_steps as words

EVIDENCE, LINK = "evidence", "link"
FINISH_KEY = "Ctrl+Return"
_NATIVE = QKeySequence.SequenceFormat.NativeText


class AskedLine(QWidget):
    """One thing to write down, and what others wrote where that is something else."""

    def __init__(self, asked: FormLine) -> None:
        super().__init__()
        self.box = TextBox(2)
        self.blank = ""
        self._known: tuple[str, ...] = ()
        hint = "" if asked.required else words.IF_KNOWN
        self.field = Field(asked.label, self.box, hint)
        self._versions = column(space=Space.TIGHT)
        self.versions = box(self._versions, "warn", Space.SMALL)
        self.setLayout(column(self.field, self.versions, space=Space.TIGHT))
        self.take(asked)

    def take(self, asked: FormLine) -> None:
        """Take in what is written down by now, without touching what is being typed."""
        typed = self.box.text() != self.blank
        now = asked.said[0] if len(asked.said) == 1 else ""
        is_new = asked.said != self._known
        self._known = asked.said
        if not typed and is_new:
            self.box.setPlainText(now)
        self.blank = now
        differ = [
            t
            for t in asked.said
            if t != self.box.text() and (typed or len(asked.said) > 1)
        ]
        if is_new or not differ:
            self._show(differ)

    def _show(self, texts: list[str]) -> None:
        empty(self._versions)
        self.versions.setVisible(bool(texts))
        if not texts:
            return
        self._versions.addWidget(label(words.DIFFERENT, "strong"))
        for text in texts:
            self._versions.addWidget(label(words.wrote(text)))
            put = button(words.PUT_THIS, on_click=partial(self._put, text))
            put.setAccessibleName(f"{words.PUT_THIS}: {text}")
            self._versions.addLayout(row(put, None))

    def _put(self, text: str) -> None:
        self.box.setPlainText(text)
        self.box.setFocus()


class FormPart(QWidget):
    """Lines to fill in, proof, and the second person.

    Signals:
        kept: Keep what is written, and finish the step later.
        agreed: Whoever is at this machine agrees.
    """

    kept = Signal()
    agreed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, AskedLine] = {}
        self._lines = column()
        self._labels: dict[str, str] = {}
        key = QKeySequence(FINISH_KEY).toString(_NATIVE)
        self.by_key = label(words.by_key(key), "small")
        self.keep = button(words.KEEP_FORM, "quiet", on_click=self.kept.emit)
        self.proof = line()
        self.proof_field = Field(words.LINK, self.proof)
        self.evidence = label(words.EVIDENCE, "quiet")
        self.second = line()
        self.second_field = Field(words.SECOND_WHO, self.second, words.SECOND_HINT)
        self.agree = button(words.I_AGREE, on_click=self.agreed.emit)
        self.who = label("", "good")
        self.mine = label(words.I_AGREED, "quiet")
        self.elsewhere = label(words.SECOND_MACHINE, "quiet")
        self.second_box = self._second_box()
        self.form = group(self._lines)
        self.setLayout(
            column(
                self.form,
                self.by_key,
                self.keep,
                self.evidence,
                self.proof_field,
                self.second_box,
            )
        )

    def _second_box(self) -> QFrame:
        return box(
            column(
                label(words.SECOND, "strong"),
                self.who,
                self.mine,
                self.second_field,
                self.elsewhere,
                row(self.agree, None),
                space=Space.SMALL,
            ),
            "sunken",
            Space.MEDIUM,
        )

    def begin(self, asked: Asked) -> None:
        """Make the fields of a step."""
        empty(self._lines)
        self.lines = {
            asked_line.name: AskedLine(asked_line) for asked_line in asked.form
        }
        for made in self.lines.values():
            self._lines.addWidget(made)
        self.proof.clear()
        self.second.clear()

    def controls(self, asked: Asked) -> Mapping[str, Control]:
        """Return the fields by the names that people read."""
        named: dict[str, Control] = {
            f.label: self.lines[f.name].box for f in asked.form
        }
        return {**named, _proof_name(asked): self.proof, words.SECOND_WHO: self.second}

    def blank(self, asked: Asked) -> dict[str, str]:
        """Return what stands in the fields when nobody has typed."""
        return {f.label: self.lines[f.name].blank for f in asked.form}

    def draw(self, asked: Asked, *, shown: bool) -> None:
        """Show what this step asks for, and what of it is there."""
        for asked_line in asked.form:
            self.lines[asked_line.name].take(asked_line)
        self.form.setVisible(shown and bool(asked.form))
        self.keep.setVisible(shown and len(asked.form) > 0)
        self.by_key.setVisible(shown and bool(asked.form) and not asked.choices)
        self.evidence.setVisible(shown and asked.proof == EVIDENCE)
        self._draw_proof(asked, shown=shown)
        self._draw_second(asked, shown=shown)
        self.setVisible(
            shown and bool(asked.form or asked.proof or asked.second_person)
        )

    def _draw_proof(self, asked: Asked, *, shown: bool) -> None:
        self.proof_field.rename(_proof_name(asked))
        self.proof_field.say_hint(words.LINK_HINT if asked.proof == LINK else "")
        self.proof_field.setVisible(shown and asked.proof not in ("", EVIDENCE))

    def _draw_second(self, asked: Asked, *, shown: bool) -> None:
        self.second_box.setVisible(shown and asked.second_person)
        self.who.setText(words.agreed(asked.agreed) if asked.agreed else "")
        self.who.setVisible(bool(asked.agreed))
        is_agreed = bool(asked.agreed) and not asked.i_agreed
        self.second_field.setVisible(not is_agreed)
        self.elsewhere.setVisible(not is_agreed and not asked.i_agreed)
        self.mine.setVisible(asked.i_agreed)
        self.agree.setVisible(not asked.i_agreed)

    def details(self) -> dict[str, str]:
        """Return what was written into the form and is not kept yet."""
        return {
            name: made.box.text().strip()
            for name, made in self.lines.items()
            if made.box.text().strip() and made.box.text() != made.blank
        }

    def more(self) -> Finishing:
        """Return everything that finishes the step beside saying so."""
        return Finishing(
            self.details(), self.proof.text().strip(), self.second.text().strip()
        )


def _proof_name(asked: Asked) -> str:
    return words.LINK if asked.proof in ("", EVIDENCE, LINK) else asked.proof
