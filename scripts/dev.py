# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The project's commands: `setup`, `demo`, `test`, `check`, `build`. Standard library only.

Each environment lies in `.venv/<name>`, holds what `requirements/<name>.txt` pins by hash, and is
made when a command first needs it.
"""

from __future__ import annotations

import argparse
import functools
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
DEMO_SCENE = Path("scenes/demo_interior.blend")
DEMO_OUTPUT = Path("demo")
DEBIAN_PACKAGES = (
    "libx11-6 libxrender1 libxfixes3 libxi6 libxkbcommon0 libsm6 libgl1 libegl1 libgl1-mesa-dri"
)

Version = tuple[int, int]


class SetupError(Exception):
    """An environment cannot be made; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment in `.venv/<name>` from `requirements/<name>.txt`."""

    name: str
    python: Version
    has_blender: bool = False

    @property
    def folder(self) -> Path:
        return ROOT / ".venv" / self.name

    @property
    def requirements(self) -> Path:
        return ROOT / "requirements" / f"{self.name}.txt"

    @property
    def interpreter(self) -> Path:
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


BLENDER_45 = Environment("bpy-4.5", (3, 11), has_blender=True)
BLENDER_52 = Environment("bpy-5.2", (3, 13), has_blender=True)
CORE = Environment("core", (3, 11))
CHECK = Environment("check", (3, 11))
ENVIRONMENTS = (BLENDER_45, BLENDER_52, CORE, CHECK)


def main(arguments: Sequence[str]) -> int:
    options, extra = _parser().parse_known_args(arguments)
    if extra and options.verb is not test:
        _parser().error(f"unknown arguments: {' '.join(extra)}")
    options.pytest_arguments = [argument for argument in extra if argument != "--"]
    try:
        return options.verb(options)
    except SetupError as error:
        print(f"dev.py: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py", description="Work on Maquette.")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    for verb in (setup, demo, test, check, build):
        text = (verb.__doc__ or "").split("\n", maxsplit=1)[0]
        verbs.add_parser(verb.__name__, help=text, description=text).set_defaults(verb=verb)
    names = [environment.name for environment in ENVIRONMENTS]
    verbs.choices["test"].add_argument(
        "--only",
        action="append",
        choices=names,
        help="this environment; other arguments go to pytest",
    )
    verbs.choices["build"].add_argument(
        "--platform", help="linux-x64, windows-x64, macos-arm64 ..."
    )
    return parser


def setup(_options: argparse.Namespace) -> int:
    """Make every environment that this machine has a Python for."""
    for environment in ENVIRONMENTS:
        if find_python(environment.python) is None:
            print(f"Left out: {_without(environment)}")
        else:
            prepare(environment)
    return 0


def demo(_options: argparse.Namespace) -> int:
    """Dress the demo scene in four variations and say where they lie."""
    python = prepare(_newest_blender())
    command = ["-m", "addon", "vary", str(DEMO_SCENE), "--out", str(DEMO_OUTPUT), "--overwrite"]
    code = _run([str(python), *command, "--count", "4", "--seed", "1"])
    if code == 0:
        print(f"Contact sheet:         {ROOT / DEMO_OUTPUT / 'contact_sheet.png'}")
        print(f"Scene with variations: {ROOT / DEMO_OUTPUT / 'variations.blend'}")
    return code


def test(options: argparse.Namespace) -> int:
    """Run all tests on Blender 4.5, on Blender 5.2 and without Blender, and the checks.

    Two at a time, since most of it keeps one core busy; each is printed whole when it has ended.
    """
    chosen: list[Environment] = []
    for environment in ENVIRONMENTS:
        if options.only and environment.name not in options.only:
            continue
        if find_python(environment.python) is None and not _must_have(environment):
            print(f"Left out: {_without(environment)}")
        else:
            chosen.append(environment)
    outcome = functools.partial(_outcome_of, pytest_arguments=options.pytest_arguments)
    with ThreadPoolExecutor(max_workers=2) as pool:
        return _conclude(list(pool.map(outcome, chosen)))


def check(_options: argparse.Namespace) -> int:
    """Check format, lint and types."""
    return _run([str(prepare(CHECK)), str(ROOT / "scripts" / "check.py")])


def build(options: argparse.Namespace) -> int:
    """Build and validate the extension's zip in dist/."""
    python = prepare(_newest_blender())
    chosen = ["--platform", options.platform] if options.platform else []
    return _run([str(python), str(ROOT / "scripts" / "build.py"), *chosen])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one part of `test` gave."""

    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def _outcome_of(environment: Environment, pytest_arguments: Sequence[str]) -> Outcome:
    try:
        if environment is CHECK:
            return _check_outcome()
        return _tests_in(environment, pytest_arguments)
    except SetupError as error:
        print(f"dev.py: {error}", file=sys.stderr)
        return Outcome(environment.name, failed=1)


def _tests_in(environment: Environment, pytest_arguments: Sequence[str]) -> Outcome:
    python = prepare(environment)
    print(f"Testing on {environment.name} ...", flush=True)
    report = ROOT / ".cache" / f"tests-{environment.name}.xml"
    report.unlink(missing_ok=True)
    command = [str(python), "-m", "pytest", f"--junit-xml={report}", *pytest_arguments]
    return _outcome(environment.name, _run_quietly(f"tests: {environment.name}", command), report)


def _outcome(name: str, code: int, report: Path) -> Outcome:
    """The counts of pytest's report; a run that ended without one, or badly, is a failure."""
    if not report.is_file():
        print(f"dev.py: the tests on {name} ended early, with exit code {code}.", file=sys.stderr)
        return Outcome(name, failed=1)
    suite = ElementTree.parse(report).getroot().find("testsuite")
    assert suite is not None
    total, errors, failures, skipped = (
        int(suite.get(count, "0")) for count in ("tests", "errors", "failures", "skipped")
    )
    failed = errors + failures
    return Outcome(name, max(0, total - failed - skipped), max(failed, int(code != 0)), skipped)


def _check_outcome() -> Outcome:
    code = _run_quietly("check", [str(prepare(CHECK)), str(ROOT / "scripts" / "check.py")])
    return Outcome(CHECK.name, passed=int(code == 0), failed=int(code != 0))


def _conclude(outcomes: Sequence[Outcome]) -> int:
    print()
    for outcome in outcomes:
        print(f"{outcome.name:8} {outcome}")
    total = Outcome(
        "total",
        sum(outcome.passed for outcome in outcomes),
        sum(outcome.failed for outcome in outcomes),
        sum(outcome.skipped for outcome in outcomes),
    )
    print(f"{total.name:8} {total}")
    return 1 if total.failed or not outcomes else 0


def prepare(environment: Environment) -> Path:
    """The environment's interpreter, after making or renewing it where its requirements changed."""
    stamp = environment.folder / "requirements.sha256"
    wanted = hashlib.sha256(environment.requirements.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted and _works(environment):
        return environment.interpreter
    python = find_python(environment.python)
    if python is None:
        raise SetupError(_without(environment))
    print(f"Setting up {environment.name} in {environment.folder} ...", flush=True)
    shutil.rmtree(environment.folder, ignore_errors=True)
    _require([python, "-m", "venv", str(environment.folder)], _venv_advice(environment.python))
    pip = [str(environment.interpreter), "-m", "pip", "--disable-pip-version-check"]
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    _require(
        [
            *pip,
            "install",
            *quiet,
            "--only-binary=:all:",
            "--require-hashes",
            "--requirement",
            str(environment.requirements),
        ],
        f"The packages of {environment.requirements.name} could not be installed; see above.",
    )
    if environment.has_blender:
        _require_blender(environment)
    stamp.write_text(wanted)
    return environment.interpreter


@functools.cache
def find_python(version: Version) -> str | None:
    """An interpreter of exactly this version that really runs (a pyenv shim can exist and fail)."""
    for candidate in _candidates(version):
        found = _probe(candidate)
        if found and found[0] == version:
            return found[1]
    return None


def _candidates(version: Version) -> Iterator[list[str]]:
    name = f"{version[0]}.{version[1]}"
    yield [sys.executable]
    if on_path := shutil.which(f"python{name}"):
        yield [on_path]
    if shutil.which("py"):
        yield ["py", f"-{name}"]
    home = Path.home() / ".pyenv"
    for root in (os.environ.get("PYENV_ROOT") or home, home, home / "pyenv-win"):
        for pattern in (f"{name}*/bin/python", f"{name}*/python.exe"):
            yield from ([str(path)] for path in sorted(Path(root, "versions").glob(pattern)))


def _probe(command: Sequence[str]) -> tuple[Version, str] | None:
    """The version and the path of an interpreter; None when it does not run."""
    code = "import sys, venv; print(*sys.version_info[:2], sys.executable)"
    try:
        answer = subprocess.run(
            [*command, "-c", code], capture_output=True, text=True, timeout=60, check=True
        )
        major, minor, path = answer.stdout.strip().split(maxsplit=2)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return (int(major), int(minor)), path


def _newest_blender() -> Environment:
    return BLENDER_52 if find_python(BLENDER_52.python) else BLENDER_45


def _must_have(environment: Environment) -> bool:
    """Blender 5.2 is optional on a developer's machine, never where CI runs."""
    return environment is not BLENDER_52 or os.environ.get("CI", "").lower() in ("1", "true")


def _without(environment: Environment) -> str:
    major, minor = environment.python
    return (
        f"No Python {major}.{minor} for {environment.name}; install it (on the PATH or with pyenv)."
    )


def _venv_advice(version: Version) -> str:
    name = f"python{version[0]}.{version[1]}"
    return f"{name} could not make a virtual environment; on Debian or Ubuntu install {name}-venv."


def _works(environment: Environment) -> bool:
    """False when the interpreter the environment was made from has gone."""
    found = _probe([str(environment.interpreter)])
    return found is not None and found[0] == environment.python


def _require_blender(environment: Environment) -> None:
    """Import bpy once; say which system packages are missing when it cannot be loaded."""
    probe = "import bpy, ctypes, sys; sys.platform == 'linux' and ctypes.CDLL('libEGL.so.1')"
    answer = subprocess.run(
        [str(environment.interpreter), "-c", probe],
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode:
        reason = answer.stderr.strip().rpartition("\n")[2]
        raise SetupError(
            f"Blender's module does not load ({reason}); on Debian or Ubuntu:"
            f" apt-get install {DEBIAN_PACKAGES}"
        )


def _require(command: Sequence[str], advice: str) -> None:
    if _run(command):
        raise SetupError(advice)


def _run_quietly(title: str, command: Sequence[str]) -> int:
    """Run a command and print all it said in one piece, so that two can run at a time."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=_environment(),
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    print(f"\n== {title} ==\n{done.stdout}", flush=True)
    return done.returncode


def _run(command: Sequence[str]) -> int:
    return subprocess.run(command, cwd=ROOT, env=_environment(), check=False).returncode


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONNOUSERSITE": "1"}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
