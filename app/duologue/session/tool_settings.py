"""The settings that tools go by: as they are at the start of a session, and whenever they change while it runs."""

from collections.abc import Callable
from datetime import datetime

from duologue.core.settings import Settings
from duologue.core.settings_store import SettingsStore
from duologue.tools.base import Tool
from duologue.tools.canned import Canned
from duologue.tools.consent import Consent, Policy
from duologue.tools.registry import Toolbox
from duologue.tools.store import Store
from duologue.tools.web.settings import WebSettings


def open_toolbox(
    settings: SettingsStore,
    now: datetime,
    canned: Canned | None = None,
    more: tuple[Tool, ...] = (),
    store: Store | None = None,
) -> tuple[Toolbox, Callable[[], None]]:
    """A toolbox that follows the settings, and what ends that. The parameters are those of Toolbox."""

    def allow(name: str) -> None:
        settings.set(always_allowed=settings.now.allowing(name).always_allowed)

    consent = Consent(settings.now.consent, settings.now.always_allowed_tools, allow)
    toolbox = Toolbox(now, canned, more, consent, web=WebSettings.of(settings.now), store=store)

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
