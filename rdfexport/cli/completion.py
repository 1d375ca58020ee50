"""``rdfexport completion``: the script that makes a shell complete our commands."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a shell.

    \b
    bash:  rdfexport completion bash >> ~/.bashrc
    zsh:   rdfexport completion zsh >> ~/.zshrc
    fish:  rdfexport completion fish > ~/.config/fish/completions/rdfexport.fish
    """
    script = get_completion_class(shell)
    assert script is not None  # click.Choice let no other shell through
    click.echo(script(ctx.find_root().command, {}, "rdfexport", "_RDFEXPORT_COMPLETE").source())
