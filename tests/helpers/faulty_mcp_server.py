"""An MCP server over standard input and output with the faults that servers have. The standard library alone.

`python faulty_mcp_server.py [--child] [--dies-after-listing] [--never-answers] [--dies-at-once]`
"""

import json
import subprocess
import sys
import threading
from typing import Any

LOCK = threading.Lock()
CANCELLED = threading.Event()
TOOLS: list[dict[str, Any]] = [
    {"name": "echo", "title": "Echo", "description": "Says a text back. Use it often.",
     "inputSchema": {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]}},
    *({"name": name, "description": f"{name} it", "inputSchema": {"type": "object", "properties": {}}}
      for name in ("crash", "hang", "chatter", "babble", "grow", "fail", "slow", "picture", "secret", "cancelled",
                   "freeze")),
]  # fmt: skip
PAGE = 5


def send(message: dict[str, Any]) -> None:
    with LOCK:
        sys.stdout.write(json.dumps({"jsonrpc": "2.0"} | message) + "\n")
        sys.stdout.flush()


def answer(id_: Any, **result: Any) -> None:
    send({"id": id_, "result": result})


def tell(id_: Any, text: str, **more: Any) -> None:
    answer(id_, content=[{"type": "text", "text": text}], **more)


def call(id_: Any, name: str, arguments: dict[str, Any], token: Any) -> None:  # noqa: PLR0912 - one fault each
    match name:
        case "echo":
            tell(id_, arguments.get("text", ""))
        case "crash":
            sys.stderr.write("something inside is broken\n")
            sys.stderr.flush()
            import os

            os._exit(3)
        case "chatter":
            while True:
                sys.stdout.write("x" * 65536)
        case "babble":
            while True:
                send({"method": "notifications/message", "params": {"level": "info", "data": "y" * 60_000}})
        case "grow":
            TOOLS.append({"name": "new", "description": "was not there", "inputSchema": {"type": "object"}})
            send({"method": "notifications/tools/list_changed"})
            tell(id_, "grown")
        case "fail":
            tell(id_, "It is out of milk.", isError=True)
        case "slow":
            for done in range(1, 5):
                threading.Event().wait(0.6)
                send(
                    {
                        "method": "notifications/progress",
                        "params": {"progressToken": token, "progress": done, "total": 4, "message": f"step {done}"},
                    }
                )
            tell(id_, "at last", structuredContent={"steps": 4})
        case "picture":
            picture = {"type": "image", "data": "aGk=", "mimeType": "image/png"}
            answer(id_, content=[{"type": "text", "text": "one\ntwo"}, picture])
        case "secret":
            import os

            sys.stderr.write(f"the token is {os.environ.get('TOKEN')}\n")
            sys.stderr.flush()
            tell(id_, os.environ.get("TOKEN", "none"))
        case "cancelled":
            tell(id_, str(CANCELLED.wait(5)))
        case "freeze":
            with LOCK:
                threading.Event().wait(600)


def take(message: dict[str, Any]) -> None:
    id_, params = message.get("id"), message.get("params") or {}
    match message.get("method"):
        case "initialize":
            capabilities = {"tools": {"listChanged": True}}
            info = {"name": "faulty", "version": "1"}
            answer(id_, protocolVersion="2025-06-18", capabilities=capabilities, serverInfo=info)
        case "tools/list":
            first = int(params.get("cursor") or 0)
            more = {"nextCursor": str(first + PAGE)} if first + PAGE < len(TOOLS) else {}
            answer(id_, tools=TOOLS[first : first + PAGE], **more)
            if "--dies-after-listing" in sys.argv and not more:
                sys.exit(1)
        case "tools/call":
            token = (params.get("_meta") or {}).get("progressToken")
            work = (id_, params["name"], params.get("arguments") or {}, token)
            threading.Thread(target=call, args=work, daemon=True).start()
        case "notifications/cancelled":
            CANCELLED.set()
        case _ if id_ is not None:
            send({"id": id_, "error": {"code": -32601, "message": "Method not found"}})


def main() -> None:
    if "--dies-at-once" in sys.argv:
        sys.stderr.write("cannot start like this\n")
        sys.exit(1)
    if "--child" in sys.argv:
        sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        sys.stderr.write(f"child {sleeper.pid}\n")
        sys.stderr.flush()
        TOOLS[0]["description"] = f"{sleeper.pid}"
    sys.stdout.write("this line is no message\n")
    for line in sys.stdin:
        if "--never-answers" not in sys.argv:
            take(json.loads(line))


if __name__ == "__main__":
    main()
