"""Why a server cannot be used, in words that follow its name."""

from duologue.tools.mcp.intake import TooMuchError


class SilentError(Exception):
    """A server did not answer in time."""


def first_of(error: BaseException) -> BaseException:
    """The first error inside groups of them."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def is_lasting(error: BaseException) -> bool:
    """Whether trying again is no use: the server does not let us in."""
    from mcp.client.auth import OAuthFlowError  # noqa: PLC0415 - takes a moment to import

    from duologue.tools.mcp.web import RefusedError  # noqa: PLC0415 - imports the HTTP client

    return isinstance(first_of(error), RefusedError | OAuthFlowError)


def reason(error: BaseException) -> str:
    """What a server did, to go after its name."""
    import httpx2  # noqa: PLC0415 - takes a moment to import
    from mcp.client.auth import OAuthFlowError, OAuthRegistrationError  # noqa: PLC0415
    from mcp.shared.exceptions import MCPError  # noqa: PLC0415

    from duologue.tools.mcp.web import PackedError, RefusedError  # noqa: PLC0415

    first = first_of(error)
    if isinstance(first, MCPError):
        return f"refuses: {first.message}"
    known = {
        SilentError: "did not answer in time",
        TooMuchError: "sent more than can be taken in",
        RefusedError: "does not accept our credentials; check its headers in mcp.json",
        OAuthRegistrationError: "does not accept our credentials; check its headers in mcp.json",
        OAuthFlowError: f"does not let us sign in: {str(first).rstrip('.')}",
        PackedError: "compresses its answers, which is not supported",
        httpx2.RequestError: "cannot be reached",
    }
    return next((said for kind, said in known.items() if isinstance(first, kind)), f"failed ({type(first).__name__})")
