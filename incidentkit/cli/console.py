"""What a command reads and prints: lines, secrets, and one JSON object.

Passphrases come from standard input, from a descriptor, or from the keyboard
without showing; never from an argument, where every program could see them.
"""

import getpass
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO, cast

from incidentkit.cli.layout import message, table_lines, visible, wrapped
from incidentkit.errors import InvalidValueError


@dataclass
class Console:
    """The three streams of a command. `secret_lines` are secrets still to be read.

    `advice` is what to type next if the command fails.
    """

    source: TextIO
    out: TextIO
    err: TextIO
    as_json: bool = False
    secret_lines: Iterator[str] | None = None
    advice: list[str] = field(default_factory=list)

    @classmethod
    def of_process(cls) -> "Console":
        """Return the console of this process, which prints whatever it is given."""
        for stream in (sys.stdout, sys.stderr):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(errors="backslashreplace")
        return cls(
            sys.stdin or _nowhere("r"),
            sys.stdout or _nowhere("w"),
            sys.stderr or _nowhere("w"),
        )

    # --- reading ----------------------------------------------------------

    def secrets_from_stdin(self) -> None:
        """Take each secret that is asked for from the next line of standard input."""
        self.secret_lines = _lines_of(self.source)

    def secrets_from_descriptor(self, descriptor: int) -> None:
        """Take each secret that is asked for from the next line of a descriptor.

        Raises:
            InvalidValueError: It is not open for reading.
        """
        try:
            stream = os.fdopen(descriptor, "r", encoding="utf-8", closefd=False)
        except (OSError, OverflowError, TypeError, ValueError) as cause:
            raise InvalidValueError("descriptor", "not-open") from cause
        self.secret_lines = _lines_of(stream)

    def ask_secret(self, prompt: str) -> str:
        """Return a secret: the next line that was handed in, or one typed unseen.

        Raises:
            InvalidValueError: There is no line left, and nobody to ask.
        """
        if self.secret_lines is not None:
            line = next(self.secret_lines, None)
            if line is None:
                raise InvalidValueError("passphrase", "not-given")
            return line
        if not self.source.isatty():
            raise InvalidValueError("passphrase", "not-given")
        try:
            return getpass.getpass(f"{visible(prompt)}: ", stream=self.err)
        except (EOFError, UnicodeError) as cause:
            raise InvalidValueError("passphrase", "not-given") from cause

    def ask_new_secret(self, prompt: str) -> str:
        """Return a new passphrase; whoever types it unseen types it twice.

        Raises:
            InvalidValueError: Nobody gave one, or the two differ.
        """
        first = self.ask_secret(prompt)
        if self.secret_lines is None and self.ask_secret("The same once more") != first:
            raise InvalidValueError("passphrase", "not-the-same")
        return first

    def ask(self, prompt: str) -> str | None:
        """Return a line typed in answer to a prompt; None when nobody is there."""
        if not self.source.isatty() or self.secret_lines is not None:
            return None
        self.err.write(f"{visible(prompt)} ")
        self.err.flush()
        return self.source.readline().rstrip("\r\n")

    def read_text(self) -> str:
        """Return everything on standard input.

        Raises:
            InvalidValueError: It is not text.
        """
        try:
            text = self.source.read()
            text.encode()  # half a character comes through as a lone surrogate
        except UnicodeError as cause:
            raise InvalidValueError("text", "not-text") from cause
        return text

    # --- printing ---------------------------------------------------------

    def say(self, *lines: str) -> None:
        """Print lines for a person, unless the answer is JSON."""
        if not self.as_json:
            for line in lines:
                self.out.write(f"{visible(line)}\n")

    def say_wrapped(self, text: str, first: str = "", rest: str | None = None) -> None:
        """Print a sentence over as many lines as it takes."""
        self.say(*wrapped(text, first, rest))

    def say_message(self, text: str) -> None:
        """Print a text that somebody may copy and publish."""
        if not self.as_json:
            self.out.write(f"{message(text)}\n")

    def warn(self, *lines: str) -> None:
        """Print lines beside the answer."""
        for line in lines:
            self.err.write(f"{visible(line)}\n")

    def advise(self, line: str) -> None:
        """Say what to type next, in case the command fails."""
        self.advice.append(line)

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Print rows under a heading, in columns."""
        self.say(*table_lines(head, rows))

    def answer(self, value: Mapping[str, object]) -> None:
        """Give the command's answer as data; printed only when JSON was asked for."""
        if self.as_json:
            text = json.dumps(_plain(value), ensure_ascii=False, indent=2)
            self.out.write(f"{_escaped(text)}\n")


def _nowhere(mode: str) -> TextIO:
    """Return what stands in for a stream that a program without a console lacks."""
    return cast(TextIO, Path(os.devnull).open(mode, encoding="utf-8"))


def _lines_of(stream: TextIO) -> Iterator[str]:
    """Yield lines that are text.

    Raises:
        InvalidValueError: One is not.
    """
    while True:
        try:
            line = stream.readline()
            line.encode()
        except (UnicodeError, OSError) as cause:
            raise InvalidValueError("passphrase", "not-text") from cause
        if not line:
            return
        yield line.rstrip("\r\n")


def _escaped(text: str) -> str:
    """Return JSON in which what a terminal would obey is written as its number.

    Only strings can hold such a character, and there the escape means the same.
    """
    return "\n".join(
        line if line.isprintable() else "".join(map(_unless_printable, line))
        for line in text.split("\n")
    )


def _unless_printable(character: str) -> str:
    return character if character.isprintable() else _unit(character)


def _unit(character: str) -> str:
    return json.dumps(character)[1:-1]


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return value
