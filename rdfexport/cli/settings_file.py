"""The settings file as click's defaults: flags win over the environment, that over the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import click

from rdfexport.settings import SettingsInvalid, read_settings_file, read_toml

MAIN_COMMAND = "build"
"""Whose settings stand at the top level of the file."""
SHARED = frozenset({"from", "map", "authorities", "lexicon", "strict"})
"""Options that mean the same in every command that has them."""


def defaults_from_file(path: Path | None, group: click.Group) -> dict[str, dict[str, object]]:
    """Defaults for each command from the settings file, by the long names of its options.

    A key at the top level holds for ``build``, and for other commands where it says how
    sources are read or how strict a run is; a table named after a command holds for that.

    Raises:
        SettingsInvalid: a key that no command knows, or a value of another kind than its option.
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
                option = options[key][inner]
                defaults[key][option.name or ""] = _checked(inner_value, option, source, f"{key}.{inner}")
            continue
        if key not in options[MAIN_COMMAND]:
            raise SettingsInvalid(source, f"{key} is no setting; there are {_names(options[MAIN_COMMAND])}")
        for name, known in options.items():
            if key in known and (name == MAIN_COMMAND or key in SHARED):
                option = known[key]
                defaults[name][option.name or ""] = _checked(value, option, source, key)
    return defaults


def _checked(value: object, option: click.Option, source: str, key: str) -> object:
    """The value as click takes it. Click reads texts: of other kinds it would make what it can."""
    if isinstance(value, Mapping) and option.name == "columns":
        value = [f"{field}={column}" for field, column in value.items()]
    kind, fits = next((kind, fits) for applies, kind, fits in _KINDS if applies(option))
    if not fits(value):
        raise SettingsInvalid(source, f"{key} is to be {kind}, not {value!r}")
    return value


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


# Which options, what they take in words, and whether a value is that; the first that applies counts.
_KINDS: tuple[tuple[Callable[[click.Option], bool], str, Callable[[object], bool]], ...] = (
    (lambda option: option.name == "columns", 'a table, such as {date = "Datum"}', _is_list_of_texts),
    (lambda option: option.multiple, 'a list of texts, such as ["one"]', _is_list_of_texts),
    (lambda option: option.is_flag, "true or false", lambda value: isinstance(value, bool)),
    (
        lambda option: isinstance(option.type, click.IntRange),
        "a whole number",
        lambda value: isinstance(value, int) and not isinstance(value, bool),
    ),
    (lambda _: True, "a text", lambda value: isinstance(value, str)),
)


def _content(path: Path | None) -> tuple[str, Mapping[str, object]]:
    if path:
        return str(path), read_toml(path)
    try:
        return read_settings_file(Path.cwd())
    except OSError as error:
        raise SettingsInvalid("the current folder", f"cannot be read: {error.strerror or error}") from error


def _options(command: click.Command) -> dict[str, click.Option]:
    """Each option by its long names without the dashes."""
    return {
        long.removeprefix("--"): parameter
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for long in parameter.opts
        if long.startswith("--")
    }


def _names(options: Iterable[str]) -> str:
    return ", ".join(sorted(options))
