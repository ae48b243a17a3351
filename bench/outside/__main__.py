"""Prints how our coding of a suite's texts agrees with the suite's own: PLOVER records (JSON), PETRARCH tests (XML)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench.outside.cases import load
from bench.outside.score import scores, table
from communique.errors import InputError


def main(argv: list[str] | None = None) -> int:
    """Exit code 0, or 2 where the file cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m bench.outside", description=__doc__)
    parser.add_argument("file", type=Path)
    try:
        scheme, cases = load(parser.parse_args(argv).file)
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(table(scheme, cases, scores(cases, scheme)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
