"""`python -m tests.simulation.days --seeds 1000 --from 1`: the long form, with one line for each broken law."""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections import Counter

from tests.simulation.days.month import Report, Sky, live
from tests.simulation.days.seed import one_seed


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seeds", type=int, default=1000, metavar="N", help="how many months (1000)")
    asked.add_argument("--from", type=int, default=1, dest="first", metavar="SEED", help="the first of them (1)")
    asked.add_argument("--sky", choices=[str(s) for s in Sky], help="one sky only, instead of those of the seed")
    said = asked.parse_args()
    logging.getLogger("inbox_escalator").setLevel(logging.CRITICAL)
    return _long(range(said.first, said.first + said.seeds), said.sky)


def _long(seeds: range, sky: str | None) -> int:
    sums: Counter[str] = Counter()
    happened: Counter[str] = Counter()
    begun, wrong, done = time.monotonic(), 0, 0
    for done, seed in enumerate(seeds, 1):
        try:
            reports = [live(seed, Sky(sky))] if sky else one_seed(seed)
            _add(sums, reports)
            happened.update(event[0] for report in reports for log in report.log.values() for event in log)
        except KeyboardInterrupt:
            break
        except Exception as broken:
            wrong += 1
            print(f"\r{type(broken).__name__}: {broken} ({'; '.join(getattr(broken, '__notes__', ()))})", flush=True)
        if sys.stderr.isatty() or done % 25 == 0:
            print(f"\r{done} of {len(seeds)} seeds, {wrong} wrong, {time.monotonic() - begun:.0f} s", end="", file=sys.stderr)
    print(f"\n{done} seeds, {wrong} wrong: " + ", ".join(f"{n:,} {what}" for what, n in sums.items()))
    print("What happened in them: " + ", ".join(f"{n:,} {what}" for what, n in happened.most_common()))
    return 1 if wrong else 0


def _add(sums: Counter[str], reports: list[Report]) -> None:
    for report in reports:
        sums.update(
            months=1, steps=report.steps, cases=report.cases, mails=report.mails, faults=report.faults,
            crashes=report.crashes, jumps=len(report.jumps), looks=report.checked,
        )  # fmt: skip
    compared = len(reports) > 1 and not any(r.delayed for r in reports if r.sky is not Sky.STORM)
    sums["compared with the calm month"] += compared


if __name__ == "__main__":
    sys.exit(main())
