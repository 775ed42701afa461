"""What is worked out once."""

from __future__ import annotations

from scrapers.classify.once import once


class Counted:
    def __init__(self, value: int) -> None:
        self.value = value
        self.times = 0

    @once
    def doubled(self) -> int:
        """Twice the value."""
        self.times += 1
        return 2 * self.value


def test_it_is_worked_out_when_first_asked_for_and_once_for_each() -> None:
    one, other = Counted(1), Counted(10)
    assert one.times == 0
    assert (one.doubled, one.doubled, other.doubled) == (2, 2, 20)
    assert (one.times, other.times) == (1, 1)
