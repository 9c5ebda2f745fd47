"""Writing drafts: begun from a template, edited, counted, checked, marked as published.

The kit sends nothing. A person publishes, and then says where and when.
"""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from incidentkit.drafting.approval import Standing
from incidentkit.drafting.approving import Approvals
from incidentkit.drafting.belongings import Belongings
from incidentkit.drafting.checking import Checked
from incidentkit.drafting.checks import Facts, Finding, Severity
from incidentkit.drafting.checks.everything import find_all
from incidentkit.drafting.checks.finding import moved
from incidentkit.drafting.content import text_digest
from incidentkit.drafting.counting import Count, count
from incidentkit.drafting.drafts import EDITED, PUBLISHED, STARTED, WITHDRAWN
from incidentkit.drafting.entries import (
    ENGLISH,
    LANGUAGES,
    DraftEdited,
    DraftPublished,
    DraftStarted,
    DraftWithdrawn,
)
from incidentkit.drafting.gaps import readable, with_fields
from incidentkit.drafting.library import TemplateLibrary
from incidentkit.drafting.remarks import NEVER_OVERRIDDEN, Remarks, overrides_of
from incidentkit.drafting.shelf import DraftRow, Shelf, replaced
from incidentkit.drafting.state import DraftState
from incidentkit.drafting.templates import Template, render
from incidentkit.errors import (
    ApprovalMissingError,
    CauseNotConfirmedError,
    CheckStopsError,
    ConflictError,
    ExerciseError,
    InvalidValueError,
    UnfilledFieldError,
    UnknownNameError,
)
from incidentkit.platforms.platform import Platform
from incidentkit.vault.change import Change, Write, write
from incidentkit.vault.kinds import Fact, PersonId, ScopeId, SubjectId
from incidentkit.vault.session import Session
from incidentkit.words.drafts_log import NOBODY_REACHED
from incidentkit.words.drills import marked, parted

LONGEST_DRAFT = 50_000
Judge = Callable[[DraftState, Template | None], Standing]
_SHORT_CHANNELS = frozenset({"x", "bluesky", "threads", "mastodon"})


def nobody_is_needed(state: DraftState, template: Template | None) -> Standing:
    """Judge a draft for which nobody has to approve anything."""
    return Standing(state.content.digest, in_conflict=state.in_conflict)


@dataclass(frozen=True, slots=True)
class NewDraft:
    """What a draft is begun with: where it goes, and what fills its fields.

    `known` is what the kit knew by itself at `known_ms`.
    """

    incident: bytes
    template: str
    channel: str
    variant: str = ""
    values: Mapping[str, str] | None = None
    sections: frozenset[str] = frozenset()
    known: Mapping[str, str] = field(default_factory=dict)
    known_ms: int = 0
    language: str = ENGLISH


@dataclass(frozen=True, slots=True)
class Review:
    """A draft's length on its channel, if that is known, and what was found in it."""

    length: Count | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Publishing:
    """Where and when a person published a draft.

    `unapproved` is why it went out without the approval that it needed: what has
    happened can always be written down.
    """

    where: str
    when_ms: int
    address: str = ""
    unapproved: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What drafts ask of other rooms.

    `scope_of` says who reads an incident. Its drafts are kept there too. `library` has
    the templates; by default those that travel with the program. `is_exercise` says
    whether an incident is made up: its texts are marked. `judge` says how the approval
    of a draft stands, `name_of` what people are called.
    """

    scope_of: Callable[[SubjectId], ScopeId]
    library: TemplateLibrary | None = None
    is_exercise: Callable[[SubjectId], bool] = lambda incident: False
    judge: Judge = nobody_is_needed
    name_of: Callable[[PersonId], str] = lambda person: person.hex()[:8]


class DraftsService:
    """The one door to drafts, for screens and commands.

    `belongings` says what goes out with a text, `remarks` what people say of it,
    `approvals` who approved it, `library` which templates there are, and which Welsh
    ones can be used.
    """

    def __init__(
        self,
        session: Session,
        platforms: Mapping[str, Platform],
        secrets_in: Callable[[str], tuple[str, ...]],
        asked: Asked,
    ) -> None:
        self._session = session
        self._platforms = platforms
        self._shelf = Shelf(session, secrets_in, asked.scope_of)
        self.belongings = Belongings(self._shelf, platforms)
        self.remarks = Remarks(self._shelf)
        self.approvals = Approvals(
            self._shelf, self.standing, asked.name_of, self.belongings
        )
        self.library = asked.library or TemplateLibrary(session)
        self._judge = asked.judge
        self._is_exercise = asked.is_exercise

    def templates(self, language: str = ENGLISH) -> Mapping[tuple[str, str], Template]:
        """Return the templates of a language by id and variant, our own before others."""
        return self.library.templates(language)

    def begin(self, new: NewDraft) -> SubjectId:
        """Begin a draft from a template.

        Raises:
            UnknownNameError: There is no such template, channel or language.
            TranslationWaitsError: No translator has approved the Welsh text.
        """
        if new.language not in LANGUAGES:
            raise UnknownNameError("language", new.language)
        template = self._template(new)
        self.belongings.check_channel(new.channel)
        text = render(template, new.values or {}, new.sections).text
        if self._is_exercise(SubjectId(new.incident)):
            text = marked(text)
        draft = SubjectId(secrets.token_bytes(16))
        body = DraftStarted(
            new.incident,
            template.id,
            template.variant,
            new.channel,
            text,
            filled=_filled(template, new),
            filled_ms=new.known_ms,
            language=new.language,
        )
        scope = self._shelf.scope(new.incident)
        self._session.commit(write(Write(draft, STARTED, body, scope)))
        return draft

    def edit(
        self,
        draft: SubjectId,
        text: str,
        seen: Iterable[bytes] | None = None,
        filled: Mapping[str, str] = {},
    ) -> None:
        """Replace the text with another; the earlier one stays in the log.

        `seen` are the entries that hold the text it was made from. What a colleague
        wrote meanwhile is not among them, and stands beside it until somebody
        chooses. By default everything that is there was seen. Gaps may stand in it in
        words; they are kept as the fields they stand for. `filled` is what the kit
        has filled in anew.

        Raises:
            InvalidValueError: It is empty or far too long.
            SecretInTextError: It holds a stored secret.
        """
        if not text.strip():
            raise InvalidValueError("text", "empty")
        if len(text) > LONGEST_DRAFT:
            raise InvalidValueError("text", "too-long")
        self._shelf.refuse_secrets(text)
        text = with_fields(text)
        scope, state = self._shelf.found(draft)
        if self._is_exercise(SubjectId(state.incident)):
            text = marked(text)
        if [text] == [one.value for one in state.text.versions] and not filled:
            return  # whoever changes nothing wrote nothing
        replaces = replaced(state.text.digests, seen)
        body = DraftEdited(text, replaces, dict(filled))
        self._session.commit(write(Write(draft, EDITED, body, scope)))

    def checked(self, draft: SubjectId, facts: Facts) -> Checked:
        """Return what the checks look at in a draft, for any text in its box."""
        state = self.state(draft)
        return Checked(
            state,
            self._template_of(state),
            {s: p for s in state.channels if (p := self._platforms.get(s)) is not None},
            facts,
            self.belongings.pair(draft),
        )

    def review(self, draft: SubjectId, facts: Facts, text: str | None = None) -> Review:
        """Count a draft on its channel and run the checks, stored secrets included.

        `text` is looked at in place of the draft's own; by default it is the draft's
        as people read it.
        """
        state = self.state(draft)
        if text is None:
            text = readable(state.current_text)
        checked = replace(self.checked(draft, facts), secrets_in=self._shelf.secrets_in)
        return self.reviewed(checked, text)

    def reviewed(self, checked: Checked, text: str) -> Review:
        """Return what is found in a text that stands in a draft's box."""
        state = checked.state
        is_exercise = self._is_exercise(SubjectId(state.incident))
        before, own = parted(text) if is_exercise else ("", text)
        platform = self._platforms.get(state.channel)
        length = count(own, platform) if platform else None
        found = find_all(checked.draft(own))
        return Review(length, moved(found, len(before)))

    def published(self, draft: SubjectId, how: Publishing, facts: Facts) -> None:
        """Write down that a person published exactly these words."""
        self._session.commit(self.planned_published(draft, how, facts))

    def planned_published(
        self, draft: SubjectId, how: Publishing, facts: Facts
    ) -> Change:
        """Return the change that records a publication.

        Raises:
            ExerciseError: It was written in an exercise.
            ConflictError: Two people edited it; one text has to be chosen first.
            UnfilledFieldError: It still has fields to fill.
            CauseNotConfirmedError: It states a cause the log has not confirmed.
            SecretInTextError: It holds a stored secret.
            InvalidValueError: It is said to be published in the future, or nowhere.
            CheckStopsError: A check stops it, and nobody decided against that.
            ApprovalMissingError: Somebody has to approve it, and nobody says that it
                went out without.
        """
        scope, state = self._shelf.found(draft)
        if self._is_exercise(SubjectId(state.incident)):
            raise ExerciseError("publish")
        if state.text.in_conflict:
            raise ConflictError("text")
        if not how.where.strip():
            raise InvalidValueError("where", "empty")
        if how.when_ms > self._session.clock.now_ms():
            raise InvalidValueError("when", "not-in-future")
        self._refuse_unfit(draft, state.current_text, facts)
        body = DraftPublished(
            how.where,
            how.when_ms,
            how.address,
            text_digest(state.current_text),
            state.content.digest,
            self._unapproved(draft, how),
        )
        return write(Write(draft, PUBLISHED, body, scope))

    def _unapproved(self, draft: SubjectId, how: Publishing) -> str:
        """Return why it goes out without approval, empty when it has what it needs."""
        stands = self.standing(draft)
        if stands.is_complete:
            return ""
        if stands.may_go_out:
            return how.unapproved.strip() or NOBODY_REACHED
        if not how.unapproved.strip():
            raise ApprovalMissingError(
                tuple(one.required.name for one in stands.missing),
                tuple(one.required.name for one in stands.missing if one.is_void),
            )
        self._shelf.accept(reason=how.unapproved)
        return how.unapproved.strip()

    def standing(self, draft: SubjectId) -> Standing:
        """Return how the approval of a draft stands."""
        state = self.state(draft)
        return self._judge(state, self.library.agreed(self._template_of(state)))

    def withdraw(self, draft: SubjectId, reason: str) -> None:
        """Say that a draft will not be used."""
        if not reason.strip():
            raise InvalidValueError("reason", "empty")
        scope, _ = self._shelf.found(draft)
        said = DraftWithdrawn(reason)
        self._session.commit(write(Write(draft, WITHDRAWN, said, scope)))

    def state(self, draft: SubjectId) -> DraftState:
        """Return a draft.

        Raises:
            UnknownNameError: There is none.
        """
        return self._shelf.found(draft)[1]

    def rows(self, incident: bytes | None = None) -> tuple[DraftRow, ...]:
        """Return the drafts of an incident, or all, oldest first."""
        return self._shelf.rows(incident)

    def facts(self, draft: SubjectId) -> tuple[Fact, ...]:
        """Return every entry about a draft, in order."""
        return self._shelf.facts(draft)

    def find(self, reference: str) -> SubjectId:
        """Return the draft whose short name begins like this.

        Raises:
            UnknownNameError, SeveralMatchError: None, or more than one.
        """
        return self._shelf.find(reference)

    def _template(self, new: NewDraft) -> Template:
        templates = self.templates(new.language)
        preferred = preferred_variant(new.channel)
        for variant in (new.variant, preferred, "standard", "web", "short"):
            found = templates.get((new.template, variant))
            if found is not None and found.is_welsh:
                return self.library.translations.usable(found.id, found.variant)
            if found is not None:
                return found
            if variant and variant == new.variant:
                break
        raise UnknownNameError("template", f"{new.template} {new.variant}".strip())

    def _template_of(self, state: DraftState) -> Template | None:
        """Return what a draft was begun from, in its language if there is such a one."""
        key, language = (state.template, state.variant), state.language
        found = self.templates(language).get(key)
        return found or self.templates().get(key)

    def _refuse_unfit(self, draft: SubjectId, text: str, facts: Facts) -> None:
        self._shelf.refuse_secrets(text)
        for finding in self.stopping(draft, facts, text):
            phrase = readable(text[finding.start : finding.end])
            if finding.check == "DC01":
                raise UnfilledFieldError((phrase,))
            if finding.check == "DC06":
                raise CauseNotConfirmedError(phrase)
            raise CheckStopsError(finding.check, finding.reason, phrase)

    def stopping(
        self, draft: SubjectId, facts: Facts, text: str | None = None
    ) -> tuple[Finding, ...]:
        """Return what stops a draft, without what somebody decided against."""
        passed = {o.check for o in overrides_of(self.state(draft))} - NEVER_OVERRIDDEN
        return tuple(
            finding
            for finding in self.review(draft, facts, text).findings
            if finding.severity is Severity.BLOCK and finding.check not in passed
        )


def _filled(template: Template, new: NewDraft) -> dict[str, str]:
    """Return what a template takes from what the kit knows, and not from a person."""
    asked = dict.fromkeys(piece.field for piece in template.pieces if piece.field)
    values = new.values or {}
    return {
        name: value
        for name in asked
        if (value := new.known.get(name, "")).strip() and values.get(name) == value
    }


def preferred_variant(channel: str) -> str:
    """Return which form of a template suits a channel, if it has that form."""
    if channel == "website":
        return "web"
    return "short" if channel in _SHORT_CHANNELS else "standard"
