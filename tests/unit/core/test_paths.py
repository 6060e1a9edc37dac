"""Where things live."""

from pathlib import Path

from duologue.core.paths import Paths, assets_folder, shipped_bundles


def test_bundles_are_data_and_settings_are_configuration():
    paths = Paths(Path("data"), Path("config"))
    assert (paths.bundles, paths.settings) == (Path("data/bundles"), Path("config/settings.json"))


def test_the_assets_are_found_in_the_source_tree():
    assert (assets_folder() / "sample" / "session.json").is_file()


def test_bundles_are_shipped_with_an_installed_program_alone():
    assert shipped_bundles() is None
