"""An application that looks as the person who works with it has set it."""

from __future__ import annotations

from abc import abstractmethod
from typing import TypeVar

from textual.app import App
from textual.theme import Theme

from workbench.errors import SettingsError
from workbench.names import did_you_mean
from workbench.settings import Preferences, Value
from workbench.tui import themes

R = TypeVar("R")


class SuitedApp(App[R]):
    """Holds the settings and has the themes; a subclass shows what has changed (`suit`), and speaks (`tell`).

    Nothing on the screen is selected Textual's way: what is drawn line by line would not show it, and Ctrl+C would copy
    it without a word. Terminals select with Shift and the mouse.
    """

    ALLOW_SELECT = False

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.preferences = preferences
        for theme in themes.OWN:
            self.register_theme(theme)
        self.theme = self._wished_theme()
        self.animation_level = "none"

    @abstractmethod
    def suit(self, setting: str) -> None:
        """Show what has been set."""

    @abstractmethod
    def tell(self, message: str) -> None:
        """Say it where a person sees it."""

    def on_mount(self) -> None:
        self.theme_changed_signal.subscribe(self, self._themed)
        if mistakes := self.preferences.mistakes:
            self.call_after_refresh(self.tell, f"{mistakes[0]} The rest is as set.")

    def action_command_palette(self) -> None:
        from workbench.tui.commands import Finder

        if not isinstance(self.screen, Finder):
            self.push_screen(Finder())

    def search_themes(self) -> None:
        """Open the palette on the themes."""
        from textual.theme import ThemeProvider

        from workbench.tui.commands import Finder

        self.push_screen(Finder(providers=[ThemeProvider], placeholder="Search for themes…"))

    def set(self, name: str, value: Value) -> None:
        """Change one of the person's settings and show it. Raises SettingsError where it is none, or cannot be kept."""
        try:
            self.preferences.change(name, value)
        finally:
            if name == "theme":
                self.theme = self._wished_theme()
            self.suit(name)

    def _wished_theme(self) -> str:
        """The theme that is set; the usual one where none is, or one that nobody knows, which is told."""
        wished = self.preferences.values.theme
        if wished and wished not in self.available_themes:
            self.preferences.mistakes.append(
                f"There is no theme '{wished}'{did_you_mean(wished, self.available_themes)}"
            )
        return wished if wished in self.available_themes else themes.usual(self.console.color_system)

    def _themed(self, theme: Theme) -> None:
        """The theme has changed, perhaps in the palette: then it is a setting like others."""
        if theme.name != self._wished_theme():
            try:
                self.set("theme", theme.name)
            except SettingsError as error:
                self.tell(error.message)
        else:
            self.suit("theme")
