"""What can go wrong in a way that a person can mend: one sentence, and what to do about it."""


class WorkbenchError(Exception):
    """A known error. `message` says what is wrong and where; `hint` says what to do (may be empty)."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class SchemeError(WorkbenchError):
    """The scheme file says something that cannot be meant."""


class SettingsError(WorkbenchError):
    """A person's settings or keymap say something that cannot be meant."""


class IntakeError(WorkbenchError):
    """A file cannot become an article."""


class FormatError(WorkbenchError):
    """A file of annotations cannot be read, or does not hold what it claims."""


class StoreError(WorkbenchError):
    """The database cannot be opened, read or written."""


class Conflict(StoreError):
    """A write was refused because the value it would replace is no longer there: somebody else was faster."""


class Busy(StoreError):
    """The database is held by another program. Nothing was stored; the same call may succeed a moment later."""


class Refused(WorkbenchError):
    """A key means nothing here; the message is the reason, for the status line."""


class TookTooLong(Refused):
    """A search was given up; the same one, tried again, takes as long."""


class MissingExtra(WorkbenchError):
    """A library is needed that an extra of the package brings."""


class Undefined(WorkbenchError):
    """A figure has no value on these data; the message is the reason."""
