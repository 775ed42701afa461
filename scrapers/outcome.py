"""How reading and keeping a source ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from atlas.store import RunReport


@dataclass(frozen=True)
class Outcome:
    """How a run ended for one source.

    Attributes:
        verdict: of the vocabulary source_verdict, or "stopped", by the operator or because the
            archive or the store cannot keep anything. That of a source read in part is that of its
            worst fault.
        message: what went wrong and what to do, or the doubts that remain; "" when all is well.
        report: what the store made of it; None when nothing was kept.
        counts: seen, relevant, irrelevant, held, pages, unchanged_pages, addresses, addresses_read.
    """

    source_id: str
    verdict: str
    message: str = ""
    seconds: float = 0.0
    report: RunReport | None = None
    counts: Mapping[str, int] = field(default_factory=dict)

    def followed_by(self, later: Outcome) -> Outcome:
        """This outcome and that of reading on after it as one."""
        first, then = self.report, later.report
        if first is None or then is None:
            return later
        new = tuple(dict.fromkeys((*first.new, *then.new)))
        reread = dict.fromkeys((*first.reread, *then.reread))
        report = replace(
            then,
            new=new,
            amended={**first.amended, **then.amended},
            reread=tuple(id_ for id_ in reread if id_ not in new),
            delisted=(*first.delisted, *then.delisted),
            relisted=(*first.relisted, *then.relisted),
            withdrawn=(*first.withdrawn, *then.withdrawn),
            in_data=tuple(dict.fromkeys((*first.in_data, *then.in_data))),
        )
        return replace(later, report=report, seconds=self.seconds + later.seconds)

    @property
    def failed(self) -> bool:
        return self.verdict not in ("ok", "off")

    @property
    def in_part(self) -> bool:
        """Whether it failed at some of its addresses, and what the others gave was kept."""
        return self.failed and self.report is not None and not self.report.outdated

    def __str__(self) -> str:
        if self.report is None or self.report.outdated:
            return f"{self.verdict}. {self.message}".rstrip()
        report = self.report
        told = {
            "new": len(report.new),
            "amended": len(report.amended),
            "read anew": len(report.reread),
            "no longer listed": len(report.delisted),
            "listed again": len(report.relisted),
            "withdrawn": len(report.withdrawn),
            "held": self.counts.get("held", 0),
        }
        happened = ", ".join(f"{number} {what}" for what, number in told.items() if number)
        gave = f"{self.counts.get('seen', 0)} listed, {happened or 'nothing new'}"
        return f"{self.verdict}, {gave}. {self.message}" if self.in_part else gave
