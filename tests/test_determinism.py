"""The same document gives the same bytes, in this process and in others with other hash seeds."""

from __future__ import annotations

import os
import subprocess
import sys

from communique import examples
from communique.reading import read_document

_SCRIPT = (
    "from communique import examples; from communique.reading import read_document;"
    "print(*[read_document(examples.load(n)).model_dump_json() for n in examples.names()], sep='\\n', end='')"
)


def test_two_processes_with_other_hash_seeds_write_the_same_bytes() -> None:
    here = "\n".join(read_document(examples.load(name)).model_dump_json() for name in examples.names())
    for seed in ("1", "4242"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
        run = subprocess.run([sys.executable, "-c", _SCRIPT], env=env, capture_output=True, check=True)
        assert run.stdout.decode() == here
