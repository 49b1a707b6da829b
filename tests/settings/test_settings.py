"""A person's settings: read with all mistakes, kept without losing what else stands in the file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import SettingsError
from workbench.keymap import PLAIN, VI
from workbench.settings import SETTINGS, Preferences, Settings
from workbench.settings.file import read, save


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.yaml"


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_all_is_as_usual(path: Path) -> None:
    """And no file is made by looking."""
    preferences = Preferences(path)
    assert (preferences.values, preferences.keymap, preferences.mistakes) == (Settings(), PLAIN, [])
    assert not path.parent.exists()


def test_a_file_sets_what_it_names(path: Path) -> None:
    """In words, as people write them."""
    written(path, "theme: nord\nkeymap: vi\nreading_width: 90\nline_spacing: 1\nrails: No\nlabels: auto\n")
    preferences = Preferences(path)
    assert preferences.values == Settings("nord", "vi", 90, 1, rails=False, labels=None)
    assert (preferences.keymap, preferences.mistakes) == (VI, [])


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ("reading_widht: 90", "there is no setting 'reading_widht'; did you mean 'reading_width'?"),
        ("reading_width: 200", "reading_width is a number from 40 to 120, not '200'."),
        ("rails: maybe", "rails is yes or no, not 'maybe'; known are 'yes', 'no'."),
        ("theme: [a, b]", "theme has one value."),
    ],
)
def test_a_mistake_is_told_with_its_line_and_the_rest_holds(path: Path, line: str, mistake: str) -> None:
    """The default stands in for what is wrong."""
    settings, mistakes = read(written(path, f"labels: no\n{line}\n"))
    assert settings == Settings(labels=False)
    assert mistakes == [f"settings.yaml:2: {mistake}"]


def test_a_broken_file_is_told_and_never_written_over(path: Path) -> None:
    """What a person wrote is theirs to mend."""
    written(path, "theme: nord\n  - x: [\n")
    preferences = Preferences(path)
    assert preferences.values == Settings()
    assert "settings.yaml:2: this is not YAML" in preferences.mistakes[0]
    with pytest.raises(SettingsError, match="not YAML"):
        preferences.change("rails", False)
    assert not preferences.values.rails
    assert path.read_text() == "theme: nord\n  - x: [\n"


def test_a_change_keeps_comments_and_other_lines(path: Path) -> None:
    """Only the value changes; what was not there comes at the end."""
    written(path, "# mine\ntheme: nord  # cold\n\nunknown: 1")
    save(path, "theme", "dracula")
    save(path, "labels", None)
    assert path.read_text() == "# mine\ntheme: dracula  # cold\n\nunknown: 1\nlabels: auto\n"


def test_a_keymap_that_is_none_changes_nothing(path: Path) -> None:
    """Neither here nor in the file."""
    preferences = Preferences(path)
    with pytest.raises(SettingsError, match="neither plain nor vi nor a file"):
        preferences.change("keymap", "nowhere.yaml")
    assert preferences.values == Settings()
    assert not path.exists()


def test_a_link_to_a_file_stays_a_link(path: Path, tmp_path: Path) -> None:
    """People keep such files elsewhere."""
    target = written(tmp_path / "kept" / "mine.yaml", "rails: yes\n")
    path.parent.mkdir()
    path.symlink_to(target)
    save(path, "rails", False)
    assert path.is_symlink()
    assert target.read_text() == "rails: no\n"


def test_a_link_to_itself_is_told(path: Path) -> None:
    """The setting holds all the same."""
    path.parent.mkdir()
    path.symlink_to(path)
    preferences = Preferences(path)
    with pytest.raises(SettingsError, match="holds until you quit"):
        preferences.change("rails", False)
    assert not preferences.values.rails


def test_a_file_keeps_its_mode(path: Path) -> None:
    """Whoever could read it still can."""
    written(path, "rails: yes\n").chmod(0o644)
    save(path, "rails", False)
    assert path.stat().st_mode & 0o777 == 0o644


def test_settings_nested_without_end_are_one_mistake(path: Path) -> None:
    """Also when one of them is changed."""
    preferences = Preferences(written(path, "[" * 5_000))
    assert (preferences.values, preferences.mistakes) == (Settings(), ["settings.yaml: this is nested too deeply."])
    with pytest.raises(SettingsError, match="nested too deeply"):
        preferences.change("rails", False)


VALUES = st.one_of(
    st.tuples(st.just("theme"), st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1)),
    st.tuples(st.just("reading_width"), st.integers(40, 120)),
    st.tuples(st.just("rails"), st.booleans()),
    st.tuples(st.just("labels"), st.sampled_from([True, False, None])),
)


@given(st.lists(VALUES, max_size=8))
def test_what_was_kept_last_is_read_again(tmp_path_factory: pytest.TempPathFactory, changes: list[tuple]) -> None:
    """Whatever the words."""
    path = tmp_path_factory.mktemp("settings") / "settings.yaml"
    for name, value in changes:
        save(path, name, value)
    settings = Preferences(path).values
    assert {name: getattr(settings, name) for name in dict(changes)} == dict(changes)
    assert set(dict(changes)) <= SETTINGS.keys()
