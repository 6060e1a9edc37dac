"""An MCP server over standard input and output that sends what real ones send: `python odd_mcp_server.py SCENARIO`.

The standard library alone. Each scenario changes what its tools are, or what the tool "look" answers.
"""

import json
import sys
import threading
from typing import Any

SCENARIO = sys.argv[1]
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
TEXT = {"type": "text", "text": "The page shows bus 12, leaving at 18:42."}
LOOK: dict[str, Any] = {"name": "look", "description": "Looks at the page.", "inputSchema": {"type": "object"}}
SCHEMAS: dict[str, dict[str, Any]] = {
    "null_schema": {"inputSchema": None, "outputSchema": None, "annotations": None, "title": None},
    "union_schema": {"inputSchema": {"type": ["object", "null"], "properties": None}},
}
MORE: dict[str, list[Any]] = {
    "one_bad": [{"name": "broken", "description": "Has no schema."}],
    "many_bad": [None, 5, {"description": "nameless"}, {"name": "a", "inputSchema": [], "title": 5}, {"name": None}],
}
ANSWERS: dict[str, dict[str, Any]] = {
    "structured_only": {"content": [], "structuredContent": {"title": "Bus 12", "leaves": "18:42", "platform": 3}},
    "text_and_image": {"content": [TEXT, {"type": "image", "data": PIXEL, "mimeType": "image/png"}]},
    "broken_image": {"content": [TEXT, {"type": "image", "data": "A" * 1_800_000, "mimeType": "image/png"}]},
    "large_text": {"content": [{"type": "text", "text": "word " * 500_000}]},
    "unknown_block": {"content": [TEXT, {"type": "hologram", "data": "x"}]},
    "text_alone": {"content": TEXT["text"], "isError": None, "structuredContent": None},
    "link": {"content": [TEXT, {"type": "resource_link", "name": "page", "uri": "https://example.org"}]},
}
PROMPTS: list[dict[str, Any]] = [
    {"name": "tidy", "title": "Tidy up", "arguments": [{"name": "room", "required": True}, {"name": "when"}]},
    {"name": "paper", "description": "Reads today's paper."},
    {"name": "empty"},
    {"name": "refused"},
]


def prompt(name: str, arguments: dict[str, str]) -> dict[str, Any]:
    """What is answered to prompts/get."""
    paper = {"uri": "paper://today", "mimeType": "text/plain", "text": "The mill is open again."}
    words: dict[str, list[dict[str, Any]]] = {
        "tidy": [{"type": "text", "text": f"How do I tidy {arguments.get('room')} {arguments.get('when', 'soon')}?"}],
        "paper": [{"type": "text", "text": "Sum it up."}, {"type": "resource", "resource": paper}],
        "empty": [{"type": "image", "data": PIXEL, "mimeType": "image/png"}],
    }
    if name not in words:
        return {"error": {"code": -32602, "message": "We are closed"}}
    return {"result": {"messages": [{"role": "user", "content": block} for block in words[name]]}}


def send(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps({"jsonrpc": "2.0"} | message) + "\n")
    sys.stdout.flush()


def main() -> None:
    tools = [LOOK | SCHEMAS.get(SCENARIO, {}), *MORE.get(SCENARIO, [])]
    if SCENARIO == "no_schema":
        del tools[0]["inputSchema"]
    for line in sys.stdin:
        message = json.loads(line)
        id_, method = message.get("id"), message.get("method")
        if SCENARIO == "cold" and method == "initialize":
            sys.stderr.write("npm http fetch GET 200 https://registry.npmjs.org/thing 300ms\n")
            sys.stderr.flush()
            threading.Event().wait(float(sys.argv[2]))
        if method == "initialize":
            offers = {"tools": {}} | ({"prompts": {}} if SCENARIO == "prompts" else {})
            greeting = {"protocolVersion": "2025-06-18", "capabilities": offers}
            info = {"serverInfo": {"name": "odd", "version": "1"}} if SCENARIO != "odd_greeting" else {}
            send({"id": id_, "result": greeting | info})
        elif method == "tools/list":
            send({"id": id_, "result": {"tools": tools, "nextCursor": None}})
        elif method == "prompts/list":
            send({"id": id_, "result": {"prompts": PROMPTS}})
        elif method == "prompts/get":
            send({"id": id_} | prompt(message["params"]["name"], message["params"].get("arguments") or {}))
        elif method == "tools/call":
            send({"id": id_, "result": ANSWERS.get(SCENARIO, {"content": [TEXT]})})
        elif id_ is not None:
            send({"id": id_, "error": {"code": -32601, "message": "Method not found"}})


if __name__ == "__main__":
    main()
