"""The grammar of the command line: groups of commands over one set of options.

A group is filled when it is first used, so that `--version`, or one command,
does not load what all the others need.
"""

from argparse import SUPPRESS, ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NoReturn

from incidentkit import __version__
from incidentkit.words.commands import did_you_mean, see_help, too_much

if TYPE_CHECKING:
    from incidentkit.cli.world import Call

Run = Callable[["Call"], int]


class NotUnderstoodError(Exception):
    """The command was not understood. `see` says where to look, `hint` what was meant."""

    def __init__(self, said: str, see: str, hint: str = "") -> None:
        super().__init__(said)
        self.said = said
        self.see = see
        self.hint = hint


class Parser(ArgumentParser):
    """A parser that raises instead of printing, and fills itself at first use."""

    fill: Callable[[], None] | None = None
    show: Callable[[str], object] | None = None

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Namespace | None = None
    ) -> tuple[Namespace, list[str]]:
        """Fill this group, then parse."""
        self.filled()
        return super().parse_known_args(args, namespace)

    def parse(self, argv: Sequence[str]) -> Namespace:
        """Return what a command says.

        Raises:
            NotUnderstoodError: It is not one of the commands, or says too much.
        """
        args, left = self.parse_known_args(argv)
        if left:
            words = [getattr(args, name, None) for name in ("group", "action")]
            prog = " ".join((self.prog, *(word for word in words if word)))
            raise NotUnderstoodError(too_much(left), _see(prog))
        return args

    def filled(self) -> "Parser":
        """Return this parser with its commands declared."""
        if self.fill is not None:
            fill, self.fill = self.fill, None
            fill()
        return self

    def commands(self) -> dict[str, "Parser"]:
        """Return the commands under this parser by name."""
        found = (a for a in self._actions if isinstance(a, _SubParsersAction))
        return {name: p for action in found for name, p in action.choices.items()}

    def error(self, message: str) -> NoReturn:
        """Raise what was not understood."""
        raise NotUnderstoodError(message, _see(self.prog))

    def _check_value(self, action: Any, value: Any) -> None:  # noqa: ANN401
        """Say what was probably meant, instead of listing everything twice."""
        if action.choices is None or value in action.choices:
            return
        choices = [str(choice) for choice in action.choices if str(choice)]
        close = get_close_matches(str(value), choices, n=3, cutoff=0.5)
        hint = did_you_mean(close) if close else ""
        name = action.metavar or action.dest
        said = f"'{value}' is not one of: {', '.join(choices)}"
        raise NotUnderstoodError(f"{name}: {said}", _see(self.prog), hint)

    def _print_message(self, message: str, file: object = None) -> None:
        if message and self.show is not None:
            self.show(message)


class Commands:
    """Collects groups of commands, each with the options that all have."""

    def __init__(self, show: Callable[[str], object]) -> None:
        self._common = _common(SUPPRESS)
        self._show = show
        self.parser = Parser(
            prog="incidentkit",
            description="A vault, playbooks and a sealed log for council comms teams.",
            parents=[_common(None)],
            allow_abbrev=False,
        )
        self.parser.show = show
        self.parser.add_argument("--version", action="version", version=__version__)
        self._add_window(self.parser)
        self._groups = self.parser.add_subparsers(dest="group", metavar="COMMAND")

    def _add_window(self, parser: Parser) -> None:
        """Declare what the window is told; the last three only by itself, at a lock.

        A menu entry of a desktop may have a file to hand over, or none.
        """
        parser.add_argument(
            "--self-test", action="store_true", help="try the window out, and end"
        )
        parser.add_argument(
            "--open",
            metavar="PACK",
            nargs="?",
            default="",
            const="",
            help="open the window and look into this pack of playbooks",
        )
        parser.add_argument("--locked", default="", help=SUPPRESS)
        parser.add_argument("--lost", action="store_true", help=SUPPRESS)
        parser.add_argument("--copied", action="store_true", help=SUPPRESS)

    def group(self, name: str, about: str, declare: Callable[["Group"], None]) -> None:
        """Add a group of commands, like `vault`; `declare` adds them when needed."""
        parser = self._groups.add_parser(
            name, help=about, description=about, allow_abbrev=False
        )
        parser.show = self._show

        def fill() -> None:
            actions = parser.add_subparsers(
                dest="action", required=True, metavar="ACTION"
            )
            declare(Group(actions, self._common, self._show))

        parser.fill = fill

    def command(
        self, name: str, about: str, declare: Callable[[ArgumentParser], Run]
    ) -> None:
        """Add a command that stands alone; `declare` adds its options when needed."""
        parser = self._groups.add_parser(
            name,
            help=about,
            description=about,
            parents=[self._common],
            allow_abbrev=False,
        )
        parser.show = self._show
        parser.fill = lambda: parser.set_defaults(run=declare(parser))


class Group:
    """The commands of one group."""

    def __init__(
        self,
        actions: "_SubParsersAction[Parser]",
        common: Parser,
        show: Callable[[str], object],
    ) -> None:
        self._actions = actions
        self._common = common
        self._show = show

    def command(self, name: str, run: Run, about: str) -> ArgumentParser:
        """Add a command to the group."""
        parser = self._actions.add_parser(
            name,
            help=about,
            description=about,
            parents=[self._common],
            allow_abbrev=False,
        )
        parser.show = self._show
        parser.set_defaults(run=run)
        return parser


def _see(prog: str) -> str:
    return see_help(f"{prog} --help")


def _common(default: object) -> Parser:
    """Return the options that may stand before and after a command's name."""
    common = Parser(add_help=False, argument_default=default)
    off = False if default is None else default
    group = common.add_argument_group("options that every command takes")
    group.add_argument(
        "--base-dir", metavar="DIR", help="keep everything in this folder"
    )
    group.add_argument(
        "--officer", metavar="NAME", help="who you are, on a shared machine"
    )
    group.add_argument(
        "--json", action="store_true", default=off, help="answer as one JSON object"
    )
    group.add_argument(
        "--passphrase-stdin",
        action="store_true",
        default=off,
        help="take each passphrase from the next line of standard input",
    )
    group.add_argument(
        "--passphrase-fd",
        type=int,
        metavar="N",
        help="take passphrases from descriptor N",
    )
    group.add_argument(
        "--no-keyring",
        action="store_true",
        default=off,
        help="do not ask this machine's keyring",
    )
    return common
