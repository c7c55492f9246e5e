"""A coverage-guided fuzzer of FEEL: ``python -m tests.fuzz.feel_fuzz [--minutes 30] [--corpus FOLDER]``.

It needs ``pip install atheris``, which is no dependency of the product or of its tests. It stops at the first
text for which ``examine`` doesn't hold, and libFuzzer writes that text to a file. ``--keep`` then writes the
smallest texts that reach all that the corpus reaches into ``corpus.json``, which the tests read.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CORPUS = HERE / "corpus.json"
LONGEST = 160
"""Bytes of a text: longer ones find nothing that shorter ones don't."""
KEPT = 400
"""Texts kept for the tests, the shortest ones."""

WORDS = (
    "and", "or", "in", "between", "instance of", "if ", " then ", " else ", "for ", " return ", "some ", "every ",
    " satisfies ", "function(", "not(", "true", "false", "null", "x", "rows", "unit price", "a-b", "item", "partial",
    "..", "**", "<=", ">=", "!=", "->", "[1..2]", "(< 5)", "{a: 1}", "list<number>", "context<a: Any>", "range(",
    '@"2026-02-28"', '@"P1Y2M"', '@"P1DT2H"', '@"10:00:00Z"', '@"2026-02-28T10:00:00@Asia/Jakarta"', "date(",
    "duration(", "string(", "number(", "substring(", "matches(", "replace(", "split(", '"[a-z]+"', '"(a)\\\\1"', "sort(",
    "flatten(", "list replace(", "context put(", "get entries(", "distinct values(", "overlaps before(", "is(", "1e9",
    "external", "?", "//", "/*", "*/", '\\u0041', '\\U01F40E',
)  # fmt: skip


def main() -> None:
    """Fuzz for some minutes, or keep what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.feel_fuzz")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--corpus", type=Path, default=Path(tempfile.gettempdir()) / "feel-corpus")
    parser.add_argument(
        "--keep", action="store_true", help="write the corpus into the tests instead of fuzzing"
    )
    options = parser.parse_args()
    options.corpus.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(json.loads(CORPUS.read_text())):
        (options.corpus / f"kept-{number}").write_text(text)
    if options.keep:
        keep(options.corpus)
    else:
        fuzz(options.corpus, options.minutes)


def fuzz(corpus: Path, minutes: float) -> None:
    """Run the fuzzer; it ends the process."""
    atheris: Any = import_module("atheris")
    with atheris.instrument_imports(include=["engine.feel"]):
        examine = import_module("tests.fuzz.examination").examine

    def one(data: bytes) -> None:
        examine(data.decode(errors="replace"))

    words = corpus.parent / f"{corpus.name}.words"
    words.write_text("\n".join(json.dumps(word, ensure_ascii=False) for word in WORDS))
    limits = [
        f"-max_len={LONGEST}",
        f"-max_total_time={int(minutes * 60)}",
        "-timeout=20",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], str(corpus), f"-dict={words}", *limits], one)
    atheris.Fuzz()


def keep(corpus: Path) -> None:
    """Let libFuzzer merge the corpus to the texts that matter, and write the shortest of them."""
    with tempfile.TemporaryDirectory() as merged:
        code = (
            "import sys, atheris, importlib\n"
            "with atheris.instrument_imports(include=['engine.feel']):\n"
            "    examine = importlib.import_module('tests.fuzz.examination').examine\n"
            "atheris.Setup(sys.argv, lambda data: examine(data.decode(errors='replace')))\n"
            "atheris.Fuzz()\n"
        )
        subprocess.run([sys.executable, "-c", code, "-merge=1", merged, str(corpus)], check=True)
        texts = {path.read_bytes().decode(errors="replace") for path in Path(merged).iterdir()}
    kept = sorted(texts, key=lambda text: (len(text), text))[:KEPT]
    CORPUS.write_text(json.dumps(kept, ensure_ascii=True, indent=0) + "\n")


if __name__ == "__main__":
    main()
