"""The playbooks of an incident: joined, left, and incidents linked with each other."""

from incidentkit.errors import InvalidValueError, UnknownNameError
from incidentkit.incidents import entries as e
from incidentkit.incidents import kinds as k
from incidentkit.incidents.recorder import Recorder, kept_parts, require_text
from incidentkit.incidents.run import Run
from incidentkit.playbooks.model import Playbook
from incidentkit.vault.change import Change, write
from incidentkit.vault.kinds import Digest, SubjectId
from incidentkit.vault.session import NOTHING


class Joining:
    """Takes playbooks into an incident and out of it, in one log."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def join(self, incident: SubjectId, playbook: Playbook, reason: str = "") -> Run:
        """Have another playbook run beside the others; one that runs already stays.

        Raises:
            InvalidValueError: It runs already, in another version.
        """
        change = self.planned_join(incident, playbook, reason)
        if change is NOTHING and not self._is_same(incident, playbook):
            raise InvalidValueError("playbook", "runs-as-it-began")
        self._recorder.session.commit(change)
        return self._recorder.run(incident)

    def planned_join(
        self, incident: SubjectId, playbook: Playbook, reason: str = ""
    ) -> Change:
        """Return the change that takes a playbook in; empty when it runs already."""
        run = self._recorder.open_run(incident)
        self._recorder.check_texts(reason=reason)
        if run.runs(playbook.slug):
            return NOTHING
        joined = self._recorder.entry(
            incident, k.PLAYBOOK_JOINED, joined_body(playbook, reason)
        )
        if playbook.slug not in run.unreadable:
            return write(joined)
        # What came in under its name and cannot be read gives way.
        ended = self._joinings(run, playbook.slug)
        left = e.PlaybookLeft(playbook.slug, reason, ended)
        return write(self._recorder.entry(incident, k.PLAYBOOK_LEFT, left), joined)

    def leave(self, incident: SubjectId, playbook: str, reason: str) -> Run:
        """Leave a playbook: what was done stays, and the rest need not be done.

        Raises:
            UnknownNameError: It is not part of this incident, or was left.
            InvalidValueError: It is the only one, or no reason is given.
        """
        run = self._recorder.open_run(incident)
        require_text("reason", reason)
        self._recorder.check_texts(reason=reason)
        if playbook not in run.unreadable:
            if not run.runs(playbook):
                raise UnknownNameError("playbook", playbook)
            if len(run.going) == 1:
                raise InvalidValueError("playbook", "only-one")
        body = e.PlaybookLeft(playbook, reason, self._joinings(run, playbook))
        return self._recorder.record(incident, k.PLAYBOOK_LEFT, body)

    def change(
        self, incident: SubjectId, playbook: str, to: Playbook, reason: str
    ) -> Run:
        """Go on with another playbook instead of one that was not the right one.

        Or with another version of the same one, whose steps that were taken stay taken.

        Raises:
            As `leave`.
        """
        run = self._recorder.open_run(incident)
        require_text("reason", reason)
        self._recorder.check_texts(reason=reason)
        if not run.runs(playbook):
            raise UnknownNameError("playbook", playbook)
        is_other_text = to.slug == playbook and not self._is_same(incident, to)
        if to.slug == playbook and not is_other_text:
            return run
        left = e.PlaybookLeft(playbook, reason, self._joinings(run, playbook))
        joined = joined_body(to, reason)
        entries = [self._recorder.entry(incident, k.PLAYBOOK_LEFT, left)]
        if is_other_text or not run.runs(to.slug):
            entries.append(self._recorder.entry(incident, k.PLAYBOOK_JOINED, joined))
        self._recorder.session.commit(write(*entries))
        return self._recorder.run(incident)

    def _is_same(self, incident: SubjectId, playbook: Playbook) -> bool:
        """Whether exactly this text of a playbook is the one that runs."""
        books = self._recorder.run(incident).going
        return any(_texts(book) == _texts(playbook) for book in books)

    def _joinings(self, run: Run, slug: str) -> tuple[Digest, ...]:
        """Return every entry that took a playbook in."""
        first = run.playbooks[0].slug
        return tuple(
            one.digest
            for one in run.incident.course.joinings
            if (one.playbook or first) == slug
        )

    # --- other incidents -----------------------------------------------------

    def link(self, incident: SubjectId, other: SubjectId, why: str = "") -> Run:
        """Say that two incidents have to do with each other.

        Each names the other, except that an incident for named readers is named
        nowhere that others read.

        Raises:
            InvalidValueError: It is the same one, both are for named readers and not
                for the same ones, or one of them is an exercise.
        """
        run = self._recorder.run(incident)
        if bool(self._recorder.state(other).exercise) != bool(run.incident.exercise):
            raise InvalidValueError("incident", "exercise-and-real")
        self._recorder.check_texts(why=why)
        if incident == other:
            raise InvalidValueError("incident", "itself")
        pairs = [
            (here, there)
            for here, there in ((incident, other), (other, incident))
            if self._may_name(here, there)
        ]
        if not pairs:
            raise InvalidValueError("incident", "other-readers")
        known = {(incident, link.incident) for link in run.incident.links}
        entries = [
            self._recorder.entry(here, k.LINKED, e.Linked(there, why))
            for here, there in pairs
            if (here, there) not in known
        ]
        self._recorder.session.commit(write(*entries))
        return self._recorder.run(incident)

    def unlink(self, incident: SubjectId, other: SubjectId, reason: str) -> Run:
        """Take back that this incident has to do with another one.

        Raises:
            UnknownNameError: It is not linked.
        """
        run = self._recorder.run(incident)
        require_text("reason", reason)
        self._recorder.check_texts(reason=reason)
        links = [one for one in run.incident.links if one.incident == other]
        if not links:
            raise UnknownNameError("link", other.hex()[:8])
        self._recorder.session.commit(
            write(
                *(
                    self._recorder.entry(
                        incident, k.UNDONE, e.Undone(link.digest, reason)
                    )
                    for link in links
                )
            )
        )
        return self._recorder.run(incident)

    def linked(self, incident: SubjectId) -> tuple[SubjectId, ...]:
        """Return the incidents that name this one or are named by it.

        Only those that this person may read.
        """
        state = self._recorder.state(incident)
        named = {SubjectId(link.incident) for link in state.links}
        return tuple(
            other
            for other, found in self._recorder.states()
            if other != incident
            and (other in named or incident in {one.incident for one in found.links})
        )

    def _may_name(self, here: SubjectId, there: SubjectId) -> bool:
        """Whether everybody who reads the one may know of the other."""
        return not self._recorder.is_restricted(there) or (
            self._recorder.scope(here) == self._recorder.scope(there)
        )


def _texts(playbook: Playbook) -> tuple[str, frozenset[str]]:
    return playbook.digest, frozenset(part.text for part in playbook.parts)


def joined_body(playbook: Playbook, reason: str = "") -> e.PlaybookJoined:
    """Return the entry that takes a playbook in."""
    return e.PlaybookJoined(
        playbook=playbook.slug,
        file=playbook.file,
        text=playbook.text,
        parts=kept_parts(playbook),
        reason=reason,
    )
