"""Somebody who watches long work, and ends it at one of its steps."""


class StopError(Exception):
    """Somebody has had enough."""


class Watching:
    """Takes note of every step, and ends the work at one of them."""

    def __init__(self, last: int = 0) -> None:
        self.seen: list[tuple[int, int]] = []
        self._last = last

    def __call__(self, done: int, of: int) -> None:
        self.seen.append((done, of))
        if len(self.seen) == self._last:
            raise StopError

    def settle(self) -> None:
        """Be stopped when all is ready, before it counts."""
        raise StopError

    def is_one_progress(self) -> bool:
        """Whether it only ever went on, towards one end."""
        done = [step for step, _ in self.seen]
        return done == sorted(done) and len({of for _, of in self.seen}) == 1
