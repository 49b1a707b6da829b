"""The settings' file: read with all its mistakes, and kept by writing beside it and renaming."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from workbench.errors import SettingsError
from workbench.names import did_you_mean
from workbench.settings import written
from workbench.settings.values import SETTINGS, Settings, Value, changed

_HEAD = "# Settings of the workbench. What may stand here: docs/settings.md\n"


def read(path: Path) -> tuple[Settings, list[str]]:
    """What the file sets, and a sentence for each mistake in it; for what is wrong, the default holds."""
    try:
        return _settings(written.text_of(path), path.name)
    except SettingsError as error:
        return Settings(), [error.message]


def save(path: Path, name: str, value: Value) -> None:
    """Put one setting into the file. What else stands there stays; of two programs at once the last one wins.

    Raises SettingsError where the file is broken or cannot be written: it then is as it was.
    """
    try:
        path = path.resolve()  # what a link leads to is replaced, not the link
        path.parent.mkdir(parents=True, exist_ok=True)
        text = written.text_of(path) if path.exists() else _HEAD
        edited = written.with_value(text, str(path), name, SETTINGS[name].write(value))
        if getattr(_settings(edited, str(path))[0], name) != value:
            raise SettingsError(f"{path} is written in a way that this program does not change: set {name} there.")
        _replace(path, edited)
    except OSError as error:
        raise SettingsError(f"The setting holds until you quit: {path} cannot be written ({error.strerror}).") from None
    except RuntimeError:  # so says Path.resolve
        raise SettingsError(f"The setting holds until you quit: {path} is a link to itself.") from None


def _settings(text: str, source: str) -> tuple[Settings, list[str]]:
    settings, mistakes = Settings(), []
    for name, node, line in written.entries(text, source):
        try:
            settings = changed(settings, name, _value(name, written.words(node)))
        except SettingsError as error:
            mistakes.append(written.mistake(source, line, error.message))
    return settings, mistakes


def _value(name: str, words: list[str] | None) -> Value:
    if name not in SETTINGS:
        raise SettingsError(f"there is no setting '{name}'{did_you_mean(name, SETTINGS)}")
    if words is None or len(words) != 1:
        raise SettingsError(f"{name} has one value")
    try:
        return SETTINGS[name].read(words[0])
    except SettingsError as error:
        raise SettingsError(f"{name} {error.message}") from None


def _replace(path: Path, text: str) -> None:
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
        if path.exists():
            shutil.copymode(path, beside)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
