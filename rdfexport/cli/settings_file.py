"""The settings file as click's defaults: flags win over the environment, that over the file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from rdfexport.settings import SettingsInvalid, read_settings_file, read_toml

MAIN_COMMAND = "build"
"""Whose settings stand at the top level of the file."""
SHARED = frozenset({"from", "map", "strict"})
"""Options that mean the same in every command that has them."""


def defaults_from_file(path: Path | None, group: click.Group) -> dict[str, dict[str, object]]:
    """Defaults for each command from the settings file, by the long names of its options.

    A key at the top level holds for ``build``, and for other commands where it says how
    sources are read or how strict a run is; a table named after a command holds for that.

    Raises:
        SettingsInvalid: a key that no command knows.
    """
    source, content = _content(path)
    options = {name: _options(command) for name, command in group.commands.items()}
    defaults: dict[str, dict[str, object]] = {name: {} for name in options}
    for key, value in content.items():
        if isinstance(value, Mapping) and key in options:
            for inner, inner_value in value.items():
                if inner not in options[key]:
                    raise SettingsInvalid(
                        source, f"{key}.{inner} is no setting; there are {_names(options[key])}"
                    )
                defaults[key][options[key][inner]] = _plain(inner_value)
            continue
        if key not in options[MAIN_COMMAND]:
            raise SettingsInvalid(source, f"{key} is no setting; there are {_names(options[MAIN_COMMAND])}")
        for name, known in options.items():
            if key in known and (name == MAIN_COMMAND or key in SHARED):
                defaults[name][known[key]] = _plain(value)
    return defaults


def _content(path: Path | None) -> tuple[str, Mapping[str, object]]:
    return (str(path), read_toml(path)) if path else read_settings_file(Path.cwd())


def _options(command: click.Command) -> dict[str, str]:
    """Long name of each option without the dashes -> name of its parameter."""
    return {
        long.removeprefix("--"): parameter.name or ""
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for long in parameter.opts
        if long.startswith("--")
    }


def _plain(value: object) -> object:
    """A table such as ``map = {date = "Datum"}`` as the option takes it."""
    return [f"{key}={inner}" for key, inner in value.items()] if isinstance(value, Mapping) else value


def _names(options: Mapping[str, str]) -> str:
    return ", ".join(sorted(options))
