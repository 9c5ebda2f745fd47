"""From an entry about a draft to its sentence."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from incidentkit.drafting import approval_entries as a
from incidentkit.drafting import entries as d
from incidentkit.drafting import translation_entries as t
from incidentkit.records.naming import Naming
from incidentkit.vault.kinds import Body, Fact
from incidentkit.words import drafts_log as words
from incidentkit.words import templates as template_words
from incidentkit.words.times import spoken_day


def _message(fact: Fact, naming: Naming) -> str:
    return naming.draft(fact.subject)[0]


def _started(_body: d.DraftStarted, fact: Fact, naming: Naming) -> str:
    return words.draft_started(*naming.draft(fact.subject))


def _edited(_body: d.DraftEdited, fact: Fact, naming: Naming) -> str:
    return words.draft_edited(*naming.draft(fact.subject))


def _published(body: d.DraftPublished, fact: Fact, naming: Naming) -> str:
    message, when = _message(fact, naming), body.when_ms
    return words.draft_published(
        message, body.where, when, body.address, body.unapproved
    )


def _withdrawn(body: d.DraftWithdrawn, fact: Fact, naming: Naming) -> str:
    return words.draft_withdrawn(_message(fact, naming), body.reason)


def _channels(body: d.ChannelsChosen, fact: Fact, naming: Naming) -> str:
    return words.channels_chosen(_message(fact, naming), body.channels)


def _picture_added(body: d.PictureAdded, fact: Fact, naming: Naming) -> str:
    return words.picture_added(_message(fact, naming), body.name, body.about.alt)


def _picture_described(body: d.PictureDescribed, fact: Fact, naming: Naming) -> str:
    return words.picture_described(_message(fact, naming), body.about.alt)


def _picture_removed(body: d.PictureRemoved, fact: Fact, naming: Naming) -> str:
    return words.picture_removed(_message(fact, naming), body.reason)


def _translated(body: t.TranslationApproved, _fact: Fact, _naming: Naming) -> str:
    day = spoken_day(body.day)
    return template_words.approved(body.file, body.translator, day)


def _stopped(body: t.TranslationStopped, _fact: Fact, _naming: Naming) -> str:
    return template_words.stopped(body.file, body.why)


def _language(body: d.LanguageSet, fact: Fact, naming: Naming) -> str:
    return words.language_set(_message(fact, naming), body.language)


def _paired(body: d.Paired, fact: Fact, naming: Naming) -> str:
    return words.paired(_message(fact, naming), is_pair=bool(body.other))


def _commented(body: d.CommentMade, fact: Fact, naming: Naming) -> str:
    return words.commented(_message(fact, naming), body.text, body.quoted)


def _resolved(body: d.CommentResolved, fact: Fact, naming: Naming) -> str:
    return words.comment_resolved(_message(fact, naming), body.note)


def _read(body: d.DraftRead, fact: Fact, naming: Naming) -> str:
    return words.was_read(_message(fact, naming), body.words, is_fine=body.is_fine)


def _overridden(body: d.CheckOverridden, fact: Fact, naming: Naming) -> str:
    return words.overridden(_message(fact, naming), body.check, body.reason)


def _asked(body: a.ApprovalAsked, fact: Fact, naming: Naming) -> str:
    return words.approval_asked(_message(fact, naming), body.roles, body.note)


def _approved(body: a.Approved, fact: Fact, naming: Naming) -> str:
    return words.approved(_message(fact, naming), body.roles, body.note)


def _recorded(body: a.ApprovalRecorded, fact: Fact, naming: Naming) -> str:
    who = (body.role, body.name)
    return words.approval_recorded(
        _message(fact, naming), *who, how=body.how, words=body.words
    )


def _tried(body: a.ApproverTried, fact: Fact, naming: Naming) -> str:
    whom = (body.role, body.name)
    return words.approver_tried(
        _message(fact, naming), whom, body.how, body.at_ms, body.note
    )


TOLD: Mapping[type[Body], Callable[[Any, Fact, Naming], str]] = MappingProxyType(
    {
        d.DraftStarted: _started,
        d.DraftEdited: _edited,
        d.DraftPublished: _published,
        d.DraftWithdrawn: _withdrawn,
        d.ChannelsChosen: _channels,
        d.PictureAdded: _picture_added,
        d.PictureDescribed: _picture_described,
        d.PictureRemoved: _picture_removed,
        t.TranslationApproved: _translated,
        t.TranslationChecked: _translated,
        t.TranslationStopped: _stopped,
        d.LanguageSet: _language,
        d.Paired: _paired,
        d.CommentMade: _commented,
        d.CommentResolved: _resolved,
        d.DraftRead: _read,
        d.CheckOverridden: _overridden,
        a.ApprovalAsked: _asked,
        a.Approved: _approved,
        a.ApprovalRecorded: _recorded,
        a.ApproverTried: _tried,
    }
)
