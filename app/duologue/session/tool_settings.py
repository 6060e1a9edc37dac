"""The settings that tools go by: as they are at the start of a session, and whenever they change while it runs."""

import random
from collections.abc import Callable, Mapping
from datetime import datetime

from duologue.core.errors import InputError
from duologue.core.events import Json
from duologue.core.settings import Settings
from duologue.core.settings_store import SettingsStore
from duologue.tools.base import Tool, ToolError
from duologue.tools.canned import Canned
from duologue.tools.consent import Consent, Policy
from duologue.tools.machine import Machine
from duologue.tools.registry import Toolbox
from duologue.tools.store import Store
from duologue.tools.web.settings import WebSettings


def open_toolbox(
    settings: SettingsStore,
    now: datetime,
    canned: Canned | None = None,
    more: tuple[Tool, ...] = (),
    store: Store | None = None,
    *,
    rng: random.Random | None = None,
    machine: Machine | None = None,
) -> tuple[Toolbox, Callable[[], None]]:
    """A toolbox that follows the settings, and what ends that. The parameters are those of Toolbox."""

    def change(changes: Mapping[str, Json]) -> None:
        try:
            settings.set(**changes)
        except InputError as error:
            raise ToolError(error.message) from error

    def allow(name: str) -> None:
        settings.set(always_allowed=settings.now.allowing(name).always_allowed)

    consent = Consent(settings.now.consent, settings.now.always_allowed_tools, allow)
    toolbox = Toolbox(
        now, canned, more, consent, web=WebSettings.of(settings.now), store=store, rng=rng, machine=machine
    )

    toolbox.controls.read = lambda name: getattr(settings.now, name)
    toolbox.controls.change = change
    toolbox.knows.online = lambda: WebSettings.of(settings.now).use != "off"

    def use_web(changed: Settings, _: object) -> None:
        toolbox.use_web(WebSettings.of(changed))

    def use_consent(changed: Settings, _: object) -> None:
        consent.policy, consent.always = Policy(changed.consent), set(changed.always_allowed_tools)

    ends = (
        settings.subscribe(use_web, "web", "place", "searxng"),
        settings.subscribe(use_consent, "consent", "always_allowed"),
    )

    def end() -> None:
        for each in ends:
            each()

    return toolbox, end
