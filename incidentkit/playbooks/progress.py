"""What was recorded of a run so far: all that the walk needs to know."""

from collections.abc import Mapping

import msgspec

NO_STEP = ""


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """A run's records, by the slugs of its steps.

    Attributes:
        answers: What was answered to asks and decisions, as one of `Step.labels`.
        facts: What the kit knows by itself, by the fact's name; a question whose
            fact is here counts as answered until a person answers it. The
            council's settings are here as well, as `setting own bad post`.
        done: Steps that were finished.
        already_done: Steps ticked as done before the kit was opened.
        skipped: Steps left out, with a reason in the log.
        failed: Steps that could not be done; one that was done after all is done.
        evidence: How many items are filed or held elsewhere, by the step they
            belong to, under `NO_STEP` when they belong to none.
        overrides: Steps that may go before their capture, with a reason in the log.
        danger: Somebody recorded that waiting would leave people in danger: no
            step waits for a capture, and what stops harm comes first.
        alone: One person works on this by themselves: what stops harm comes first.
        moments: When the playbook's named moments were, and when its deadlines
            are, in milliseconds since 1970.
        promised: The times we gave for steps that are promises, likewise.
        left: The slugs of playbooks that were left: what is unrecorded of their
            steps is not needed.
        times: When each repeating step was last done, in milliseconds since 1970.
        ended: Repeating steps that somebody ended, with a reason in the log.
    """

    answers: Mapping[str, str] = {}
    facts: Mapping[str, str] = {}
    done: frozenset[str] = frozenset()
    already_done: frozenset[str] = frozenset()
    skipped: frozenset[str] = frozenset()
    failed: frozenset[str] = frozenset()
    evidence: Mapping[str, int] = {}
    overrides: frozenset[str] = frozenset()
    danger: bool = False
    alone: bool = False
    moments: Mapping[str, int] = {}
    promised: Mapping[str, int] = {}
    left: frozenset[str] = frozenset()
    times: Mapping[str, int] = {}
    ended: frozenset[str] = frozenset()
