"""How drafts and templates are shown on the command line."""

from incidentkit.cli.world import Call
from incidentkit.desk.checking_text import review_draft
from incidentkit.desk.services import Desk
from incidentkit.drafting.gaps import gaps_in, readable
from incidentkit.drafting.service import Review
from incidentkit.drafting.shelf import DraftRow
from incidentkit.drafting.state import DraftState
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import commands as words
from incidentkit.words import draft_commands as draft_words
from incidentkit.words.council import drafts as house
from incidentkit.words.drafting import (
    SEVERITY_WORDS,
    UNIT_WORDS,
)
from incidentkit.words.times import short_time

_FIELD = "fill-field"


def say_draft(call: Call, desk: Desk, draft: SubjectId) -> None:
    """Show a draft: its text, its length, what was found in it, where it is out."""
    state = desk.drafts.state(draft)
    review = review_draft(desk, draft)
    console, text = call.console, readable(state.current_text)
    name = draft.hex()[:8]
    console.say(draft_words.draft_head(name, _title(desk, state), state.channel), "")
    console.say_message(text)
    console.say("")
    if review.length is not None:
        found = review.length
        unit = UNIT_WORDS[found.unit]
        console.say(draft_words.length(found.count, found.limit, unit, fits=found.fits))
    if state.text.in_conflict:
        console.say(words.settle("this text"))
    _say_findings(call, text, review)
    for one in state.publications:
        out = draft_words.is_out(one.where, short_time(one.when_ms), one.address)
        console.say(out)
    if state.withdrawn is None and not state.publications:
        _say_what_next(call, desk, DraftRow(draft, state), review)
    may_go_out = desk.drafts.standing(draft).may_go_out
    answer = _draft_data(draft, state, review)
    console.answer({**answer, "channels": state.channels, "may_go_out": may_go_out})


def _title(desk: Desk, state: DraftState) -> str:
    found = desk.drafts.templates().get((state.template, state.variant))
    return f"{state.template} {found.title}" if found else state.template


def _say_findings(call: Call, text: str, review: Review) -> None:
    for finding in review.findings:
        place = text[finding.start : finding.end]
        said = house.reason(finding.reason)
        repair = house.repair(finding.repair)
        severity = SEVERITY_WORDS[finding.severity]
        quoted = f" “{place}”" if place else ""
        line = f"{severity}: {said}{quoted} {repair}"
        if finding.repair == _FIELD:
            line = f"{severity}: {draft_words.to_fill(place, *gaps_in(place))}"
        call.console.say_wrapped(line, rest="  ")


def _say_what_next(call: Call, desk: Desk, row: DraftRow, review: Review) -> None:
    state, name = row.state, row.draft.hex()[:8]
    if any(finding.repair == _FIELD for finding in review.findings):
        new = ("draft", "new", state.template, "--channel", state.channel)
        filled = call.line(*new, "--field", draft_words.NAME_AND_TEXT)
        call.console.say(draft_words.to_fill_in(filled))
    edit = call.line("draft", "edit", name, "--text", draft_words.WHOLE_TEXT)
    call.console.say(draft_words.to_change(edit))
    if not desk.drafts.standing(row.draft).may_go_out:
        approval = call.line("draft", "approval", name)
        call.console.say(draft_words.to_be_approved(approval))
    elif not any(str(f.severity) == "block" for f in review.findings):
        out = call.line("draft", "published", name, "--where", draft_words.WHERE)
        call.console.say(draft_words.once_out(out))


def _draft_data(
    draft: SubjectId, state: DraftState, review: Review
) -> dict[str, object]:
    length = review.length
    return {
        "id": draft,
        "incident": state.incident,
        "template": state.template,
        "variant": state.variant,
        "channel": state.channel,
        "text": readable(state.current_text),
        "in_conflict": state.text.in_conflict,
        "count": length.count if length else None,
        "limit": length.limit if length else None,
        "unit": str(length.unit) if length else None,
        "fits": length.fits if length else None,
        "findings": [
            {
                "check": f.check,
                "severity": str(f.severity),
                "start": f.start,
                "end": f.end,
                "reason": f.reason,
            }
            for f in review.findings
        ],
        "published": [
            {"where": p.where, "when_ms": p.when_ms, "address": p.address}
            for p in state.publications
        ],
        "withdrawn": state.withdrawn,
    }


def say_drafts(call: Call, desk: Desk, incident: SubjectId | None) -> None:
    """Show drafts in a list."""
    rows = desk.drafts.rows(incident)
    if rows:
        call.console.table(
            ("draft", "what", "for", "how it stands"),
            [
                (r.draft.hex()[:8], _title(desk, r.state), r.state.channel, _stands(r))
                for r in rows
            ],
        )
    else:
        call.console.say(draft_words.NO_DRAFTS)
        call.console.say(words.try_this(call.line("draft", "list", "--templates")))
    call.console.answer(
        {
            "drafts": [
                {
                    "id": r.draft,
                    "incident": r.state.incident,
                    "template": r.state.template,
                    "channel": r.state.channel,
                    "published": len(r.state.publications),
                    "withdrawn": r.state.withdrawn,
                }
                for r in rows
            ]
        }
    )


def _stands(row: DraftRow) -> str:
    if row.state.withdrawn is not None:
        return draft_words.PUT_ASIDE
    return draft_words.times_out(len(row.state.publications))


def say_templates(call: Call, desk: Desk) -> None:
    """Show the templates there are."""
    templates = sorted(desk.drafts.templates().items())
    rows = [(t.id, t.variant, t.title, t.audience) for _, t in templates]
    call.console.table(("template", "variant", "what", "for"), rows)
    call.console.answer(
        {
            "templates": [
                {"id": i, "variant": v, "title": t, "audience": a}
                for i, v, t, a in rows
            ]
        }
    )
