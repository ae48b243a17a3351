"""The command line: one file for each command, imported when it is used."""

from __future__ import annotations

import importlib
import sys

import click

from communique import __version__
from communique.errors import CommuniqueError

COMMANDS = {
    **{name: name for name in ("read", "explain", "add", "collect", "search")},
    "list": "listing",
    **{name: name for name in ("show", "history", "reread", "doctor", "backup")},
    **{name: name for name in ("encounters", "people", "correct", "corrections", "undo")},
    **{name: name for name in ("compare", "asks", "timeline", "formula", "drift", "network", "brief", "watch")},
    **{name: name for name in ("serve", "users")},
    **{name: name for name in ("export", "lexicons", "score", "agreement", "schema")},
}
"""Command → its file under cli/."""


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"communique.cli.{COMMANDS[cmd_name]}")
        command: click.Command = module.command
        return command


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="communique")
def group() -> None:
    """Read official readouts and write the record: who met whom, where, when, and what each side said."""


def main(argv: list[str] | None = None) -> None:
    """Runs the command line; what a user can mend ends with a message and exit code 2, never with a traceback."""
    try:
        code = group.main(args=argv, prog_name="communique", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("interrupted", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except CommuniqueError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(2)
    except ModuleNotFoundError as error:
        from communique.cli.extras import lacking

        told = lacking(error)
        if told is None:
            raise
        click.echo(f"error: {told}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)
