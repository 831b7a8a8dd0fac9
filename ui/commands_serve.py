"""`unqa serve`."""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
from typing import Annotated

import typer

from index.errors import InputError
from ui.options import DataOption, settings_for

# Read by the libraries when they are first imported. No visit, question or error may be told to anybody.
SILENCE = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "ANONYMIZED_TELEMETRY": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
    "DO_NOT_TRACK": "1",
}


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(serve)


def serve(
    context: typer.Context,
    host: Annotated[
        str | None, typer.Option("--host", metavar="ADDRESS", help="Address to listen on. By default 127.0.0.1.")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option("--port", min=0, max=65535, metavar="NUMBER", help="By default 7860; 0 takes a free one."),
    ] = None,
    allow_remote: Annotated[
        bool, typer.Option("--allow-remote", help="Let --host be an address that other machines can reach.")
    ] = False,
    uploads: Annotated[
        bool | None,
        typer.Option("--uploads/--no-uploads", help="Let readers add documents to the index. By default UNQA_UPLOADS."),
    ] = None,
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    data: DataOption = None,
) -> int:
    """Serve the page, the HTTP interface and MCP on this machine. Stop with Ctrl-C.

    Only this machine can reach them. To let others in, give their side's address and --allow-remote: they then need a
    token, which is UNQA_TOKEN, or else is made up and printed. What is sent is not encrypted: put a proxy that speaks
    TLS in front of it, and name it in UNQA_HOSTS.

    With --uploads whoever can reach the page can add documents to the index, and remove those that were added so.

    \b
    Examples:
      unqa serve
      unqa serve --port 8000 --open
      unqa serve --host 0.0.0.0 --allow-remote
    """
    settings = settings_for(context, data, host=host, port=port, uploads=uploads)
    local = is_loopback(settings.host)
    if not local and not allow_remote:
        raise InputError(
            f"{settings.host} can be reached from other machines: add --allow-remote if that is meant, "
            "or leave --host out"
        )
    os.environ.update(SILENCE)
    listener = _listen(settings.host, settings.port)
    with listener:
        from ui.library import open_assistant

        with open_assistant(settings) as assistant:
            from ui.access import access_for
            from ui.app import create_app, run_server

            sys.stderr.write("Preparing the page ...\n")
            access = access_for(settings, local=local)
            app = create_app(assistant, access)
            address = page_address(settings.host, listener.getsockname()[1])
            typer.echo(f"unqa is at {address}   (Ctrl-C stops it)")
            if access.token is not None and settings.token is None:
                typer.echo(f"The token to sign in with, until it is stopped: {access.token}")
            sys.stdout.flush()
            run_server(app, listener, on_ready=(lambda: _open_browser(address)) if open_page else None)
    return 0


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def page_address(host: str, port: int) -> str:
    """The address to type into a browser."""
    bare = host.strip("[]")
    return f"http://[{bare}]:{port}/" if ":" in bare else f"http://{bare}:{port}/"


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket, taken before anything slow, so that a busy port is told at once."""
    bare = host.strip("[]")
    family = socket.AF_INET6 if ":" in bare else socket.AF_INET
    try:
        return socket.create_server((bare, port), family=family, backlog=128)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(f"cannot listen on {host}, port {port}: {reason}; choose another with --port") from error


def _open_browser(address: str) -> None:
    import webbrowser

    webbrowser.open(address)
