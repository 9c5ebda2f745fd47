"""What to type next when a command could not be done, by what stood in its way."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from incidentkit.errors import (
    CaptureFirstError,
    ClosedAccountError,
    ClosedIncidentError,
    CourierFolderError,
    IncidentKitError,
    InvalidValueError,
    KitMissingError,
    NotAcceptedYetError,
    NotAHolderError,
    NotChangedError,
    NothingPendingError,
    NotYetOpenedError,
    OlderCopyError,
    RequestMissingError,
    RotationPendingError,
    RoundOpenError,
    SeveralMatchError,
    StillOpenError,
    UnknownNameError,
    WordsDifferError,
    WrongPassphraseError,
)
from incidentkit.words import commands as words
from incidentkit.words.commands import try_this

if TYPE_CHECKING:
    from incidentkit.cli.world import Call

_LISTS: Mapping[str, tuple[str, ...]] = {
    "account": ("account", "list"),
    "draft": ("draft", "list"),
    "evidence": ("incident", "evidence", "--list"),
    "officer": ("officer", "list"),
    "outside person": ("officer", "list"),
    "contact role": ("contact", "list", "--all"),
    "playbook": ("playbook", "list"),
    "round": ("round", "list"),
    "check": ("round", "next"),
    "step": ("incident", "show"),
    "step record": ("incident", "show"),
    "template": ("draft", "list", "--templates"),
    "backup": ("vault", "backup"),
    "chain": ("officer", "held"),
}


def hints(error: IncidentKitError, call: "Call") -> tuple[str, ...]:
    """Return lines with what to type next; often there is none."""
    make = next(
        (_MAKERS[kind] for kind in type(error).__mro__ if kind in _MAKERS), None
    )
    return tuple(make(error, call)) if make else ()


def _unknown(error: UnknownNameError, call: "Call") -> Iterator[str]:
    if error.what == "incident" and not error.name:
        yield try_this(call.line("incident", "start", words.WHAT_YOU_SEE))
    elif error.what == "round" and not error.name:
        yield try_this(call.line("round", "open"))
    elif error.what == "incident":
        yield try_this(call.line("incident", "list"))
    elif error.what in {"platform", "channel"}:
        yield words.one_of(_places(error.what))
    elif error.what in {"secret", "recovery-code", "link"}:
        yield try_this(call.line("account", "show", _account(call)))
    elif error.what in _LISTS:
        yield try_this(call.line(*_LISTS[error.what]))


def _places(what: str) -> list[str]:
    from incidentkit.drafting.belongings import OTHER_CHANNELS
    from incidentkit.platforms.load import load_platforms

    others = OTHER_CHANNELS if what == "channel" else frozenset()
    return sorted({*load_platforms(), *others})


def _several(error: SeveralMatchError, call: "Call") -> Iterator[str]:
    if error.what == "incident":
        yield words.add_option(f"--incident {error.matches[0]}")


def _value(error: InvalidValueError, call: "Call") -> Iterator[str]:
    if error.rule == "unknown-setting":
        yield try_this(call.line("vault", "setting"))
    elif error.rule == "not-given":
        yield words.HAND_IN


def _missing(error: KitMissingError, call: "Call") -> Iterator[str]:
    if getattr(call.args, "action", "") == "join":
        yield words.LEAD_EXCHANGES
        return
    create = ("vault", "create", "--council", words.COUNCIL, "--name", words.YOUR_NAME)
    yield words.FIRST_KIT
    yield try_this(call.line(*create))
    yield words.SECOND_MACHINE
    join = ("officer", "join", words.YOUR_NAME, "--folder", words.SHARED_FOLDER)
    yield try_this(call.line(*join))


def _wrong(error: WrongPassphraseError, call: "Call") -> Iterator[str]:
    if not call.args.officer:
        yield words.SAY_WHO


def _older(error: OlderCopyError, call: "Call") -> Iterator[str]:
    yield try_this(call.line("vault", "accept-older"))


def _not_accepted(error: NotAcceptedYetError, call: "Call") -> Iterator[str]:
    yield try_this(call.line("vault", "exchange"))


def _request(error: IncidentKitError, call: "Call") -> Iterator[str]:
    yield try_this(call.line("officer", "accept"))


def _folder(error: CourierFolderError, call: "Call") -> Iterator[str]:
    if not error.folder:
        yield words.add_option(f"--folder {words.SHARED_FOLDER}")


def _not_holder(error: NotAHolderError, call: "Call") -> Iterator[str]:
    yield try_this(call.line("account", "who", _account(call)))


def _exchange(error: NotYetOpenedError, call: "Call") -> Iterator[str]:
    yield try_this(call.line("vault", "exchange"))


def _nothing_pending(error: NothingPendingError, call: "Call") -> Iterator[str]:
    yield try_this(call.line("account", "rotate", _account(call)))


def _pending(error: RotationPendingError, call: "Call") -> Iterator[str]:
    account = _account(call)
    yield try_this(call.line("account", "reveal", account, "--waiting"))
    yield try_this(call.line("account", "rotate", account, "--confirm", "--tried"))
    yield try_this(call.line("account", "rotate", account, "--roll-back"))


def _closed_account(error: ClosedAccountError, call: "Call") -> Iterator[str]:
    yield try_this(call.line("account", "reopen", _account(call)))


def _capture(error: CaptureFirstError, call: "Call") -> Iterator[str]:
    evidence = ("incident", "evidence")
    yield try_this(call.line(*evidence, "--file", words.PICTURE))
    held = (
        "--held",
        words.WHAT_IT_SHOWS,
        "--device",
        words.DEVICE,
        "--person",
        words.WHO,
    )
    yield try_this(call.line(*evidence, *held))
    step = getattr(call.args, "step", "")
    danger = ("--without-capture", "--why", words.THE_DANGER)
    yield try_this(call.line("incident", "step", step, *danger))


def _closed(error: ClosedIncidentError, call: "Call") -> Iterator[str]:
    yield try_this(call.line("incident", "reopen", words.THE_REASON))


def _open(error: StillOpenError, call: "Call") -> Iterator[str]:
    yield words.add_option(f'--reason "{words.WHY_CLOSED}"')


def _account(call: "Call") -> str:
    return getattr(call.args, "account", None) or "ACCOUNT"


def _not_changed(error: NotChangedError, call: "Call") -> Iterator[str]:
    account = _account(call)
    yield try_this(call.line("account", "rotate", account))
    yield try_this(call.line("account", "rotate", account, "--confirm", "--tried"))


def _round_open(error: RoundOpenError, call: "Call") -> Iterator[str]:
    yield try_this(call.line("round", "close", "--month", error.month))


_Make = Callable[[Any, "Call"], Iterator[str]]
_MAKERS: Mapping[type[IncidentKitError], _Make] = {
    CaptureFirstError: _capture,
    ClosedIncidentError: _closed,
    CourierFolderError: _folder,
    InvalidValueError: _value,
    KitMissingError: _missing,
    NotAcceptedYetError: _not_accepted,
    NotAHolderError: _not_holder,
    NotYetOpenedError: _exchange,
    NothingPendingError: _nothing_pending,
    NotChangedError: _not_changed,
    OlderCopyError: _older,
    RoundOpenError: _round_open,
    RequestMissingError: _request,
    ClosedAccountError: _closed_account,
    RotationPendingError: _pending,
    SeveralMatchError: _several,
    StillOpenError: _open,
    UnknownNameError: _unknown,
    WordsDifferError: _request,
    WrongPassphraseError: _wrong,
}
