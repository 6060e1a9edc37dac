"""API keys of background models, in the keyring of the system: never in a settings file, a log or a message."""

from duologue.core.errors import DuologueError

SERVICE = "duologue background model"
NO_KEYRING = (
    "This system has no keyring to keep a key in: install one (on Linux GNOME Keyring or KWallet), or use "
    "a background model that needs no key."
)
NOT_OPENED = "This system's keyring cannot be opened: unlock it, then try again."


class KeyringUnusableError(DuologueError):
    """There is no keyring, or it stays closed."""


def read_api_key(origin: str) -> str:
    """The key for a server, "" if there is none. Takes its time: for a worker thread. origin: "https://host:port".

    Raises:
        KeyringUnusableError: there is no keyring, or it stays closed.
    """
    import keyring  # noqa: PLC0415 - looks for the keyrings of the system
    from keyring.errors import KeyringError, NoKeyringError  # noqa: PLC0415

    try:
        return keyring.get_password(SERVICE, origin) or ""
    except NoKeyringError as error:
        raise KeyringUnusableError("keyring.none", NO_KEYRING) from error
    except KeyringError as error:
        raise KeyringUnusableError("keyring.closed", NOT_OPENED) from error


def save_api_key(origin: str, key: str) -> None:
    """Keeps the key for a server; "" takes it away. Takes its time: for a worker thread.

    Raises:
        KeyringUnusableError: there is no keyring, or it stays closed.
    """
    import keyring  # noqa: PLC0415 - looks for the keyrings of the system
    from keyring.errors import KeyringError, NoKeyringError, PasswordDeleteError  # noqa: PLC0415

    try:
        if key:
            keyring.set_password(SERVICE, origin, key)
        elif keyring.get_password(SERVICE, origin) is not None:
            keyring.delete_password(SERVICE, origin)
    except NoKeyringError as error:
        raise KeyringUnusableError("keyring.none", NO_KEYRING) from error
    except (PasswordDeleteError, KeyringError) as error:
        raise KeyringUnusableError("keyring.closed", NOT_OPENED) from error
