"""``python -m bench [NAME …]``."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench import completing, database, feel, pages, replay, rounds, serving, storm
from bench.figures import Figure, table

MEASUREMENTS: Mapping[str, Callable[[Path], Sequence[Figure]]] = {
    "complete": completing.measure,
    "rounds": rounds.measure,
    "statements": database.measure_statements,
    "http": serving.measure,
    "size": database.measure_size,
    "replay": replay.measure,
    "pages": pages.measure,
    "feel": feel.measure,
    "storm": storm.measure,
}


def main() -> None:
    """Measure what is named, or everything."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measures what Paraf costs.")
    choices = ", ".join(MEASUREMENTS)
    parser.add_argument(
        "name", nargs="*", choices=[[], *MEASUREMENTS], metavar="NAME", help=f"{choices}; by default all"
    )
    for name in parser.parse_args().name or MEASUREMENTS:
        with tempfile.TemporaryDirectory(prefix=f"paraf-bench-{name}-") as folder:
            print(table(name, MEASUREMENTS[name](Path(folder))), flush=True)


if __name__ == "__main__":
    main()
