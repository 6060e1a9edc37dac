"""An MCP server over streamable HTTP, on the SDK: `python web_mcp_server.py PORT`."""

import os
import sys

from mcp.server.mcpserver import Context, MCPServer

server = MCPServer("web")


@server.tool(title="Add numbers")
def add(a: int, b: int) -> int:
    """Adds two whole numbers."""
    return a + b


@server.tool()
async def learn(ctx: Context) -> str:
    """Learns to multiply."""
    server.add_tool(lambda a, b: a * b, name="multiply", description="Multiplies.")
    await ctx.notify_tools_changed()
    await ctx.session.send_tool_list_changed()
    return "learnt"


@server.tool()
def leave() -> str:
    """Ends the server."""
    os._exit(0)


if __name__ == "__main__":
    server.settings.log_level = "CRITICAL"
    server.run("streamable-http", port=int(sys.argv[1]))
