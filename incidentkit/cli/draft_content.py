"""draft channels, picture, language, translates, comment, resolve, read."""

from argparse import ArgumentParser
from pathlib import Path

from incidentkit.cli.exits import DONE
from incidentkit.cli.parser import Group
from incidentkit.cli.world import Call
from incidentkit.desk.services import Desk
from incidentkit.drafting.belongings import PairStanding
from incidentkit.drafting.entries import LANGUAGES, About
from incidentkit.errors import SeveralMatchError, UnknownNameError
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import approving as words
from incidentkit.words.drafts_log import LANGUAGE_NAMES
from incidentkit.words.times import short_time

_DRAFT = "the draft, as `draft list` names it"


def given_draft(command: ArgumentParser) -> None:
    """Let a command be told which draft is meant."""
    command.add_argument("draft", help=_DRAFT)


def add_content(group: Group) -> None:
    """Declare the commands."""
    places = group.command("channels", _channels, "say everywhere a draft goes out")
    given_draft(places)
    places.add_argument("channel", nargs="+", help="website, x, facebook ...")
    picture = group.command("picture", _picture, "put a picture with a draft")
    given_draft(picture)
    picture.add_argument("file")
    picture.add_argument("--alt", required=True, help="what it shows, in words")
    picture.add_argument("--rights", action="store_true", help="we may use it")
    language = group.command("language", _language, "say which language a draft is in")
    given_draft(language)
    language.add_argument("language", choices=LANGUAGES)
    language.add_argument(
        "--from", dest="source", default="", help="the draft it was translated from"
    )
    _add_remarks(group)


def _add_remarks(group: Group) -> None:
    comment = group.command("comment", _comment, "say something about a draft")
    given_draft(comment)
    comment.add_argument("text")
    comment.add_argument("--on", default="", help="the words it is about")
    resolve = group.command("resolve", _resolve, "say that a comment is dealt with")
    given_draft(resolve)
    resolve.add_argument("comment", help="as `draft comment` named it")
    resolve.add_argument("--note", default="")
    read = group.command("read", _read, "say, as a second reader, what you found")
    given_draft(read)
    found = read.add_mutually_exclusive_group(required=True)
    found.add_argument("--fine", action="store_true")
    found.add_argument("--changes", default="", help="what should change")


def _channels(call: Call) -> int:
    with call.desk() as desk:
        draft = desk.drafts.find(call.args.draft)
        wanted = [channel.lower() for channel in call.args.channel]
        desk.drafts.belongings.choose_channels(draft, wanted)
        _say_content(call, desk, draft)
    return DONE


def _picture(call: Call) -> int:
    args = call.args
    about = About(alt=args.alt, has_rights=args.rights)
    with call.desk() as desk:
        draft = desk.drafts.find(args.draft)
        desk.drafts.belongings.add_picture(draft, Path(args.file), about)
        _say_content(call, desk, draft)
    return DONE


def _language(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        draft = desk.drafts.find(args.draft)
        desk.drafts.belongings.set_language(draft, args.language)
        if args.source:
            source = desk.drafts.find(args.source)
            desk.drafts.belongings.translated_from(draft, source)
        _say_content(call, desk, draft)
    return DONE


def _say_content(call: Call, desk: Desk, draft: SubjectId) -> None:
    state, pair = desk.drafts.state(draft), desk.drafts.belongings.pair(draft)
    say = call.console.say
    say(words.goes_out(state.channels))
    for picture in state.pictures:
        call.console.say_wrapped(words.picture(picture.name, picture.about.alt))
    say(words.language(LANGUAGE_NAMES[state.language], is_stale=_is_stale(pair)))
    call.console.answer(
        {
            "id": draft,
            "channels": list(state.channels),
            "language": state.language,
            "pair": pair.other if pair else None,
            "stale": _is_stale(pair),
            "pictures": [
                {"entry": p.entry, "name": p.name, "alt": p.about.alt}
                for p in state.pictures
            ],
        }
    )


def _is_stale(pair: PairStanding | None) -> bool:
    return pair is not None and pair.is_stale


def _comment(call: Call) -> int:
    with call.desk() as desk:
        draft = desk.drafts.find(call.args.draft)
        desk.drafts.remarks.comment(draft, call.args.text, call.args.on)
        _say_remarks(call, desk, draft)
    return DONE


def _resolve(call: Call) -> int:
    with call.desk() as desk:
        draft = desk.drafts.find(call.args.draft)
        wanted = call.args.comment.lower()
        comments = desk.drafts.state(draft).comments
        found = [
            c.entry for c in comments if wanted and c.entry.hex().startswith(wanted)
        ]
        if not found:
            raise UnknownNameError("comment", call.args.comment)
        if len(found) > 1:
            names = tuple(entry.hex()[:8] for entry in found)
            raise SeveralMatchError("comment", call.args.comment, names)
        desk.drafts.remarks.resolve(draft, found[0], call.args.note)
        _say_remarks(call, desk, draft)
    return DONE


def _read(call: Call) -> int:
    args = call.args
    with call.desk() as desk:
        draft = desk.drafts.find(args.draft)
        content = desk.drafts.state(draft).content.digest
        desk.drafts.remarks.read(draft, content, args.changes, is_fine=args.fine)
        _say_remarks(call, desk, draft)
    return DONE


def _say_remarks(call: Call, desk: Desk, draft: SubjectId) -> None:
    state, name_of = desk.drafts.state(draft), desk.officers.name_of
    now = state.content.digest
    readings = [r for r in state.readings if r.content == now]
    for one in state.comments:
        said = words.comment(name_of(one.by), one.text, one.quoted, is_open=one.is_open)
        call.console.say_wrapped(f"{one.entry.hex()[:8]}  {said}", rest="  ")
    for reading in readings:
        who, when = name_of(reading.by), short_time(reading.wall)
        found = words.reading(who, reading.words, when, is_fine=reading.is_fine)
        call.console.say_wrapped(found, rest="  ")
    call.console.answer(
        {
            "id": draft,
            "comments": [
                {
                    "entry": one.entry,
                    "by": name_of(one.by),
                    "text": one.text,
                    "on": one.quoted,
                    "open": one.is_open,
                }
                for one in state.comments
            ],
            "readings": [
                {"by": name_of(r.by), "fine": r.is_fine, "words": r.words}
                for r in readings
            ],
        }
    )
