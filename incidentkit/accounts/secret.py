"""A value that must not be seen by accident."""

import hmac

_DOTS = "••••••••"


class Secret:
    """Text that prints as dots, always the same number of them.

    There is one way to the text, `reveal`, so that every place that shows or
    writes a secret can be found by searching for that word. `is_made`: the kit drew
    it by chance, so nobody has to judge it.
    """

    __slots__ = ("_text", "is_made")

    def __init__(self, text: str, *, is_made: bool = False) -> None:
        self._text = text
        self.is_made = is_made

    def reveal(self) -> str:
        """Return the text itself."""
        return self._text

    def __repr__(self) -> str:
        return f"Secret({_DOTS})"

    def __str__(self) -> str:
        return _DOTS

    def __format__(self, format_spec: str) -> str:
        return format(_DOTS, format_spec)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        mine = self._text.encode("utf-8", "surrogatepass")
        return hmac.compare_digest(mine, other._text.encode("utf-8", "surrogatepass"))

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("a secret is neither copied nor pickled")

    __hash__ = None  # type: ignore[assignment]  # a hash table would keep it
