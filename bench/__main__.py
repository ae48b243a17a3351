"""Prints all measurements; ``--quick`` leaves out the long ones, ``--write-trust`` keeps each reader's precision."""

from __future__ import annotations

import argparse
import json
from typing import Any

from bench import accuracy, coverage, speed
from bench.gold import ROOT, corpus, document_of, gold_sets, predictions
from communique.score import score

_TRUST = ROOT / "src" / "communique" / "reading" / "trust.json"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="accuracy and speed only")
    parser.add_argument("--write-trust", action="store_true", help="write reading/trust.json from all gold at hand")
    args = parser.parse_args()
    documents = []
    known: dict[str, dict[str, Any]] = {}
    read: dict[str, dict[str, Any]] = {}
    for label, gold in gold_sets():
        pred = predictions(gold)
        known |= gold
        read |= pred
        report = score(gold, pred)
        print(accuracy.table(label, report))
        print(accuracy.by_issuer(gold, pred))
        documents += [document_of(row["document"], name) for name, row in gold.items()]
    if args.write_trust:
        rows = accuracy.precisions(score(known, read, resamples=0))
        _TRUST.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
        print(f"wrote {_TRUST.relative_to(ROOT)}")
    print("nothing is trained, so there is no leave-one-issuer-out figure")
    print(speed.throughput(documents or list(corpus("kremlin"))))
    print(speed.cold())
    if args.quick:
        return
    print(coverage.coverage())
    print(coverage.wrongly_claimed())
    print(speed.growth())
    print(speed.pathological())


main()
