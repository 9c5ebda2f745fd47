"""Welsh templates wait for a translator: approving one, and what is usable today.

A text is usable while a named translator approved exactly it, beside exactly the
English it stands with. One changed character in either makes it wait again.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from incidentkit.council.calendar import day_of
from incidentkit.drafting.templates import ENGLISH, WELSH, Template, file_of
from incidentkit.drafting.translation_entries import (
    APPROVED,
    CHECKED,
    STOPPED,
    TRANSLATION,
    Approval,
    TranslationApproved,
    TranslationChecked,
    TranslationState,
    TranslationStopped,
    subject_of,
)
from incidentkit.errors import (
    InvalidValueError,
    RoleNeededError,
    TranslationWaitsError,
    UnknownNameError,
)
from incidentkit.vault.change import Write, write
from incidentkit.vault.kinds import PersonId, Role
from incidentkit.vault.session import Session
from incidentkit.words.welsh import SENTENCES

LONGEST_NAME = 100
LONGEST_WHY = 500

Templates = Mapping[tuple[str, str], Template]


class Standing(StrEnum):
    """How far a Welsh text is."""

    APPROVED = "approved"
    WAITS = "waits"
    CHANGED = "changed"
    ENGLISH_CHANGED = "english-changed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Translation:
    """One Welsh text, and where it stands. `approval` is the last that still counts."""

    welsh: Template
    english: Template | None
    standing: Standing
    approval: Approval | None = None
    stopped_why: str = ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """The whole sentences that the kit may fill in, which are approved with it."""
        fields = self.welsh.fields
        return tuple(s for field in fields for s in SENTENCES.get(field, ()))

    @property
    def is_usable(self) -> bool:
        """Whether a draft can be begun from it."""
        return self.standing is Standing.APPROVED


def words_digest(welsh: Template) -> str:
    """Return what names a Welsh text with every sentence the kit may fill into it."""
    parts = [welsh.digest]
    parts += [s for field in welsh.fields for s in SENTENCES.get(field, ())]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


class TranslationsService:
    """Approves Welsh texts. It takes a comms lead, or who the council named for it."""

    def __init__(
        self,
        session: Session,
        templates: Callable[[str], Templates],
        looks_after_welsh: Callable[[PersonId], bool],
    ) -> None:
        """Take the templates of a language, and who else may record an approval."""
        self._session = session
        self._templates = templates
        self._looks_after_welsh = looks_after_welsh

    @property
    def may_approve(self) -> bool:
        """Whether this person may record that a translator approved a text."""
        me = self._session.me
        return me.role >= Role.LEAD or self._looks_after_welsh(me.person)

    def all(self) -> tuple[Translation, ...]:
        """Return every Welsh text and where it stands."""
        english = self._templates(ENGLISH)
        found = sorted(self._templates(WELSH).items())
        return tuple(self._standing(welsh, english.get(key)) for key, welsh in found)

    def find(self, template: str, variant: str) -> Translation:
        """Return one Welsh text.

        Raises:
            UnknownNameError: There is none.
        """
        key = (template.upper(), variant)
        welsh = self._templates(WELSH).get(key)
        if welsh is None:
            raise UnknownNameError("template", file_of(*key, WELSH)[:-4])
        return self._standing(welsh, self._templates(ENGLISH).get(key))

    def usable(self, template: str, variant: str) -> Template:
        """Return a Welsh text to begin a draft from.

        Raises:
            UnknownNameError: There is none.
            TranslationWaitsError: No translator has approved it as it stands.
        """
        found = self.find(template, variant)
        if not found.is_usable:
            name = f"{found.welsh.id} {variant}"
            raise TranslationWaitsError(name, found.standing.value)
        return found.welsh

    def approve(
        self, shown: Translation, translator: str, day: date | None = None
    ) -> Translation:
        """Record that a translator approved a text as it was shown, on a day.

        Raises:
            RoleNeededError: It is neither a comms lead nor who looks after Welsh.
            InvalidValueError: There is no name, the day is to come, or what was shown
                is not what stands any more.
        """
        name, now = " ".join(translator.split()), self._session.clock.now_ms()
        if not name or len(name) > LONGEST_NAME:
            raise InvalidValueError("translator", "too-long" if name else "empty")
        if day is not None and day > day_of(now):
            raise InvalidValueError("day", "not-in-future")
        if not self.may_approve:
            raise RoleNeededError(Role.LEAD.name)
        current = self.find(shown.welsh.id, shown.welsh.variant)
        if _digests(current) != _digests(shown):
            raise InvalidValueError("text", "changed-since-shown")
        is_lead = self._session.me.role >= Role.LEAD
        body = (TranslationApproved if is_lead else TranslationChecked)(
            current.welsh.file,
            *_digests(current),
            translator=name,
            day=(day or day_of(now)).isoformat(),
        )
        subject = subject_of(current.welsh.file)
        kind = APPROVED if is_lead else CHECKED
        self._session.commit(write(Write(subject, kind, body)))
        return self.find(current.welsh.id, current.welsh.variant)

    def stop(self, template: str, variant: str, why: str) -> None:
        """Take an approval back: whoever sees a mistake may stop a text.

        Raises:
            UnknownNameError: There is no such text.
            InvalidValueError: There is no reason, or it is far too long.
        """
        said = " ".join(why.split())
        if not said or len(said) > LONGEST_WHY:
            raise InvalidValueError("reason", "too-long" if said else "empty")
        file = self.find(template, variant).welsh.file
        body = TranslationStopped(file, said)
        self._session.commit(write(Write(subject_of(file), STOPPED, body)))

    def _standing(self, welsh: Template, english: Template | None) -> Translation:
        found = self._session.state(TRANSLATION, subject_of(welsh.file))
        state = found if isinstance(found, TranslationState) else TranslationState()
        counts = [a for a in state.approvals if self._counts(a)]
        if not counts:
            standing = Standing.STOPPED if state.stopped_why else Standing.WAITS
            return Translation(welsh, english, standing, None, state.stopped_why)
        text, beside = words_digest(welsh), english.digest if english else ""
        same = [a for a in counts if a.text == text]
        both = [a for a in same if a.english == beside]
        if both:
            return Translation(welsh, english, Standing.APPROVED, both[-1])
        if same:
            return Translation(welsh, english, Standing.ENGLISH_CHANGED, same[-1])
        return Translation(welsh, english, Standing.CHANGED, counts[-1])

    def _counts(self, approval: Approval) -> bool:
        """An officer's record counts while the council names them for it."""
        return approval.by_lead or self._looks_after_welsh(approval.person)


def _digests(one: Translation) -> tuple[str, str]:
    return words_digest(one.welsh), one.english.digest if one.english else ""
