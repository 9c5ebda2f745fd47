"""draft count: a text counted for one platform or several. Needs no kit."""

from argparse import ArgumentParser

from incidentkit.cli.exits import DONE, UNUSABLE
from incidentkit.cli.parser import Group
from incidentkit.cli.world import Call
from incidentkit.drafting.domain_names import current_names, names_of_2020
from incidentkit.drafting.fitting import Channel, Fit, fit
from incidentkit.drafting.shortening import what_could_go
from incidentkit.drafting.sms import sms_size
from incidentkit.drafting.x_weight import LONGEST_TEXT
from incidentkit.errors import UnknownNameError
from incidentkit.platforms.load import load_platforms
from incidentkit.platforms.platform import Platform, Unit
from incidentkit.words import counting as words
from incidentkit.words import draft_commands as draft_words
from incidentkit.words.drafting import UNIT_WORDS

_SHOWN = 40
_WELSH = frozenset("âêîôûŵŷÂÊÎÔÛŴŶ")


def add_count(group: Group) -> None:
    """Declare the command."""
    counting = group.command(
        "count", _count, "count a text for one platform or several; needs no kit"
    )
    counting.add_argument(
        "--platform",
        required=True,
        action="append",
        help="such as x; say it again for each further one",
    )
    given = counting.add_mutually_exclusive_group(required=True)
    given.add_argument("--text")
    given.add_argument(
        "--text-stdin", action="store_true", help="take it from standard input"
    )
    _add_ways(counting)


def _add_ways(counting: ArgumentParser) -> None:
    counting.add_argument(
        "--thread", action="store_true", help="show it as a numbered thread"
    )
    counting.add_argument(
        "--server-limit",
        type=number,
        metavar="NUMBER",
        help="the Mastodon server's own limit, if it is not 500",
    )
    counting.add_argument(
        "--warning", default="", help="a content warning on Mastodon, which counts too"
    )
    counting.add_argument(
        "--names-of-2020",
        action="store_true",
        help="recognise links by the list X published in 2020",
    )


def number(text: str) -> int:
    """Read a server's limit."""
    if not text.isdecimal() or not 0 < int(text) <= 100_000:
        raise ValueError(text)
    return int(text)


def _count(call: Call) -> int:
    args = call.args
    platforms = [_platform(name) for name in args.platform]
    text = call.console.read_text() if args.text_stdin else args.text
    names = names_of_2020() if args.names_of_2020 else current_names()
    channels = [_channel(call, platform) for platform in platforms]
    found = fit(text, channels, names, with_parts=args.thread)
    if args.names_of_2020:
        call.console.say(words.NAMES_OF_2020)
    for channel, one in zip(channels, found, strict=True):
        if len(found) > 1:
            call.console.say(f"{channel.platform.name}:")
        _say(call, text, one)
        if not one.fits:
            _say_what_to_do(call, text, channel, one)
    data = [_data(one) for one in found]
    call.console.answer(data[0] if len(data) == 1 else {"channels": data})
    return DONE if all(one.fits for one in found) else UNUSABLE


def _platform(name: str) -> Platform:
    platform = load_platforms().get(name.lower())
    if platform is None:
        raise UnknownNameError("platform", name)
    return platform


def _channel(call: Call, platform: Platform) -> Channel:
    if platform.slug != "mastodon":
        return Channel(platform)
    return Channel(platform, "", call.args.server_limit, call.args.warning)


def _say(call: Call, text: str, one: Fit) -> None:
    say = call.console.say
    fits = not one.over_by and not one.over_bytes and not one.is_capped
    if one.unit is Unit.SMS_PARTS:
        say(words.goes_in(one.used))
    else:
        say(draft_words.length(one.used, one.limit, UNIT_WORDS[one.unit], fits=fits))
    if one.most_bytes is not None:
        say(words.bytes_used(one.used_bytes, one.most_bytes))
    _say_links(call, one)
    _say_wide(call, text, one)
    if one.limit is not None:
        say(words.limit_is(one.confidence))
    if one.note:
        call.console.say_wrapped(one.note)


def _say_links(call: Call, one: Fit) -> None:
    for what, there, most in (
        ("link", one.links, one.most_links),
        ("hashtag", one.hashtags, one.most_hashtags),
    ):
        if most is not None and there > most:
            call.console.say(words.too_many(what, there, most))


def _say_wide(call: Call, text: str, one: Fit) -> None:
    if one.wide:
        units = sms_size(text[:LONGEST_TEXT]).units
        call.console.say_wrapped(words.dear_message(one.wide, units))
        if _WELSH.intersection(one.wide):
            call.console.say(words.WELSH_STAYS)


def _say_what_to_do(call: Call, text: str, channel: Channel, one: Fit) -> None:
    if not one.over_by and not one.over_bytes and not one.is_capped:
        return
    say = call.console.say
    say(words.ends_with(text[max(0, one.cut - _SHOWN) : one.cut].strip()))
    _say_what_could_go(call, text, channel)
    if call.args.thread:
        _say_thread(call, text, one)


def _say_what_could_go(call: Call, text: str, channel: Channel) -> None:
    names = current_names()
    could = what_could_go(text, channel.room(names), names)
    if not could.spares:
        call.console.say(words.NOTHING_TO_TRIM)
        return
    call.console.say(words.WHAT_COULD_GO if could.is_enough else words.NOT_ENOUGH)
    for spare in could.spares:
        shown = text[spare.start : spare.end].strip()
        call.console.say_wrapped(words.spare(spare.kind, shown), "  ", "    ")


def _say_thread(call: Call, text: str, one: Fit) -> None:
    say = call.console.say
    if one.blocked:
        call.console.say_wrapped(words.blocked(text[slice(*one.blocked)][:_SHOWN]))
        return
    say(words.as_thread(len(one.parts)) if one.parts else words.TOO_MANY_PARTS)
    for part in one.parts:
        say("")
        call.console.say_message(part)


def _data(one: Fit) -> dict[str, object]:
    return {
        "platform": one.slug,
        "count": one.used,
        "limit": one.limit,
        "unit": str(one.unit),
        "fits": one.fits,
        "over_by": one.over_by,
        "bytes": one.used_bytes,
        "most_bytes": one.most_bytes,
        "links": one.links,
        "most_links": one.most_links,
        "cut": one.cut,
        "confidence": str(one.confidence),
        "parts": list(one.parts),
    }
