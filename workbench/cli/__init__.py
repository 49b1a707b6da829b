"""The command line: `workbench` opens the screens, `workbench COMMAND` does one thing.

Each command is a file of this folder with a click command `command`, imported only when it is asked for.
"""

from __future__ import annotations

import errno
import importlib
import io
import os
import re
import signal
import sys
import tempfile
import traceback
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from workbench import __version__
from workbench.cli.project import Project
from workbench.errors import WorkbenchError
from workbench.symbols import printable

COMMANDS = {
    "add": "take files and folders in as articles",
    "adjudicate": "decide between annotators: make the gold standard",
    "agreement": "how far the annotators agree",
    "annotate": "open one article for labelling",
    "annotators": "who has worked here, and how much",
    "articles": "list, show and correct articles",
    "convert": "files of one format into files of another",
    "dashboard": "how far the annotators agree, on the screen",
    "db": "upgrade, check and back up the database",
    "differences": "what the annotators disagree on, and how",
    "export": "write the annotations to files",
    "formats": "what can be read and written, and what is lost",
    "import": "take annotations from files, other tools' too",
    "init": "start a project in a folder",
    "keys": "which key does what",
    "learn": "label to learn: each paragraph beside gold, once read",
    "learners": "how those who learn do, for their teacher",
    "quality": "how good each annotator is, and how fast",
    "scheme": "check and show the label scheme",
    "status": "what is done and what is left",
    "verify": "prove every record of a file",
}
"""Name → one line of help; the module is `workbench.cli.NAME` (with an underscore for `import`)."""


_COMPLETING = "_WORKBENCH_COMPLETE"
"""The variable by which a shell asks for completions; then click ends the program itself."""

_REFUSALS = (
    errno.EACCES,
    errno.EDQUOT,
    errno.ELOOP,
    errno.ENAMETOOLONG,
    errno.ENOSPC,
    errno.ENOTDIR,
    errno.EROFS,
)
"""What a system says of a path or a disk that the person has to mend, not we."""

_SOON = 0.02
"""Seconds after which a signal that came during an import comes again."""


class Commands(click.Group):
    """A group that lists its commands without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"workbench.cli.{'import_' if cmd_name == 'import' else cmd_name}")
        command: click.Command = module.command
        _name_variables(command, f"WORKBENCH_{cmd_name.upper()}")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


def _name_variables(command: click.Command, prefix: str) -> None:
    """Let every option be given by a variable that is called as the option is, not as our parameter."""
    for option in command.params:
        if isinstance(option, click.Option):
            longest = max(option.opts, key=len).lstrip("-")
            option.envvar = f"{prefix}_{longest.replace('-', '_').upper()}"
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            _name_variables(child, f"{prefix}_{name.replace('-', '_').upper()}")


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "max_content_width": 100,
    },
)
@click.option(
    "--db",
    "database",
    metavar="URL",
    envvar="WORKBENCH_DB",
    help="SQLAlchemy URL, or a file for SQLite  [default: workbench.db beside the scheme]",
)
@click.option(
    "--scheme",
    "scheme_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    envvar="WORKBENCH_SCHEME",
    help="the label scheme  [default: labels.yaml in this folder]",
)
@click.option(
    "--as", "annotator", envvar="WORKBENCH_AS", metavar="NAME", help="who annotates  [default: the login name]"
)
@click.option(
    "--settings",
    "settings_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    envvar="WORKBENCH_SETTINGS",
    help="your own settings  [default: workbench/settings.yaml where your system keeps such]",
)
@click.version_option(__version__, prog_name="workbench")
@click.pass_context
def workbench(
    ctx: click.Context,
    database: str | None,
    scheme_file: Path | None,
    annotator: str | None,
    settings_file: Path | None,
) -> None:
    """Label news articles in the terminal, measure agreement, export verified training data.

    Without a command it opens the screens on the project in this folder: the scheme labels.yaml, and beside it the
    database workbench.db, which is made when there is none. Every option can be given as a variable too: WORKBENCH_DB,
    WORKBENCH_SCHEME, WORKBENCH_AS, WORKBENCH_SETTINGS, WORKBENCH_EXPORT_FORMAT, …
    """
    ctx.obj = Project(database, scheme_file, annotator, settings_file)
    if ctx.invoked_subcommand is None:
        from workbench.cli.annotate import open_screens

        open_screens(ctx.obj)


def main() -> NoReturn:
    """Run the command line; the one place where errors become words and exit codes."""
    _mend_streams()
    _tidy_up_at_signals()
    try:
        code = workbench.main(prog_name="workbench", standalone_mode=False)  # of an Exit; else None
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except _Ended as ended:
        sys.exit(128 + ended.args[0])
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except WorkbenchError as error:
        tell(error)
        sys.exit(2)
    except SystemExit:
        if _COMPLETING in os.environ:
            raise
        code = _read_no_more()
    except Exception as error:  # a bug: the one place where it becomes a log file and not a traceback
        if _interrupted(error):
            sys.exit(130)
        if isinstance(error, OSError) and error.errno in _REFUSALS:
            tell(WorkbenchError(f"The system refuses: {error.strerror}{_at(error.filename)}."))
            sys.exit(2)
        _report_bug(error)
        sys.exit(3)
    sys.exit(code or 0)


def _interrupted(error: BaseException | None) -> bool:
    """Whether it is Ctrl-C, of which a library has made an error of its own."""
    while error and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


class _Ended(BaseException):
    """A signal ends the program: on its way out it takes away what is half written."""


def _tidy_up_at_signals() -> None:
    """Ctrl-C does so by itself, but may get lost."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP) if sys.platform != "win32" else ():
        if signal.getsignal(number) in (signal.default_int_handler, signal.SIG_DFL):  # not under nohup
            signal.signal(number, _end)


def _end(number: int, frame: FrameType | None) -> None:
    if _imports(frame):
        signal.signal(signal.SIGALRM, lambda *_: signal.raise_signal(number))
        signal.setitimer(signal.ITIMER_REAL, _SOON)
    elif number == signal.SIGINT:
        raise KeyboardInterrupt
    else:
        signal.signal(number, signal.SIG_IGN)  # a second one would stop the tidying up
        raise _Ended(number)


def _imports(frame: FrameType | None) -> bool:
    """Whether a module is being imported: Python and libraries pass over many an error there."""
    return any(one.f_code.co_filename == "<frozen importlib._bootstrap>" for one, _ in traceback.walk_stack(frame))


def _mend_streams() -> None:
    """A stream that is closed leads nowhere; a character that the encoding of stdout lacks is told by its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 open until the end
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _read_no_more() -> int:
    """Who read stdout has left early, as `head` does. Click and rich make a 1 of it, which says that a check failed."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def tell(error: WorkbenchError) -> None:
    """Write the error and its hint to stderr, for a person."""
    from workbench.names import shortened

    click.echo(f"{click.style('Error:', fg='red')} {printable(shortened(error.message))}", err=True)
    if error.hint:
        click.echo(printable(shortened(error.hint)), err=True)


def _at(filename: object) -> str:
    return "" if filename is None else f" ({filename})"


def _report_bug(error: Exception) -> None:
    handle, name = tempfile.mkstemp(prefix="workbench-", suffix=".log", text=True)
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as log:
        arguments = [
            re.sub(r"//[^/]*@", "//…@", argument) for argument in sys.argv[1:]
        ]  # people send this: no password
        log.write(f"workbench {__version__}, Python {sys.version}\n{arguments}\n\n")
        traceback.print_exception(error, file=log)
    summary = printable(f"{type(error).__name__}: {error}")
    click.echo(f"This is a bug in the workbench ({summary}).\nPlease report it with the log file {name}", err=True)
