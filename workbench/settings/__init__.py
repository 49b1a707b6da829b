"""How a person likes to work: a file of settings, theirs for every project. Nothing of it changes what is labelled.

What is wrong in the file is told with its line, and the default stands in for it: nobody is kept from their work.
"""

from __future__ import annotations

from pathlib import Path

from workbench.errors import SettingsError
from workbench.keymap import PLAIN, PRESETS, Keymap
from workbench.settings.values import SETTINGS, Settings, Value, changed

__all__ = ["SETTINGS", "Preferences", "Settings", "Value", "default_path", "keymap_named"]


class Preferences:
    """The settings in use, the keymap that they name, and the file where they are kept (None: nowhere).

    `mistakes` are sentences about what the files say wrong.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.values = Settings()
        self.mistakes: list[str] = []
        if path is not None and path.exists():
            from workbench.settings.file import read

            self.values, self.mistakes = read(path)
        self.first_keymap = self.values.keymap
        """What the file named first, so that a way back to it is offered."""
        self.keymap, wrong = keymap_named(self.values.keymap, self._folder)
        self.mistakes += wrong

    def change(self, name: str, value: Value) -> None:
        """Set one setting and keep it in the file, whose other lines stay as they are.

        Raises SettingsError where the keymap is none, and then changes nothing; and where the file cannot be written:
        then the setting holds until the program ends.
        """
        if name == "keymap":
            keymap, wrong = keymap_named(str(value), self._folder)
            if wrong:
                raise SettingsError(wrong[0])
            self.keymap = keymap
        self.values = changed(self.values, name, value)
        if self.path is not None:
            from workbench.settings.file import save

            save(self.path, name, value)

    @property
    def _folder(self) -> Path:
        return self.path.parent if self.path else Path()


def keymap_named(name: str, folder: Path) -> tuple[Keymap, list[str]]:
    """The keymap of a preset's name or of a file, whose path may start in `folder`; and what is wrong with it."""
    if name in PRESETS:
        return PRESETS[name], []
    from workbench.settings.keymap_file import read

    try:
        path = folder / Path(name).expanduser()
        if path.is_file():
            return read(path, name)
        reason = f"there is no file {path}"
    except OSError as error:  # a name that is too long, a folder that nobody may look into
        reason = str(error.strerror)
    except RuntimeError:  # a person whom this system does not know
        reason = "nobody has this home"
    return PLAIN, [f"The keymap '{name}' is neither {' nor '.join(PRESETS)} nor a file: {reason}."]


def default_path() -> Path:
    """`settings.yaml` where this system keeps what belongs to a person."""
    from platformdirs import user_config_path

    return user_config_path("workbench", appauthor=False) / "settings.yaml"
