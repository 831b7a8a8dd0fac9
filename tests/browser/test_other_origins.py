"""A real browser, a page of another origin in it, and what that page can do to a reader's own server: nothing."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Playwright, Response

from tests.browser.conftest import CHROMIUM, Visit
from tests.served import TOKEN

# What a page may try: ask, with and without being allowed to read, by every element that sends a request.
HOSTILE = """<!doctype html><title>Elsewhere</title><body><script>
const server = SERVER;
const question = JSON.stringify({question: "What does paragraph 8 of 57/203 say?"});
const initialize = JSON.stringify({jsonrpc: "2.0", id: 1, method: "initialize", params: {
  protocolVersion: "2025-06-18", capabilities: {}, clientInfo: {name: "x", version: "1"}}});
const ask = (path, options) => fetch(server + path, options).then(async answer =>
  answer.type === "opaque" ? "opaque" : `read: ${answer.status} ${(await answer.text()).slice(0, 80)}`,
  () => "refused");
const element = (name, address) => new Promise(done => {
  const made = document.createElement(name);
  made.onload = () => done("loaded");
  made.onerror = () => done("refused");
  if (name === "link") { made.rel = "stylesheet"; made.href = address; } else { made.src = address; }
  document.body.append(made);
});
const json = {"content-type": "application/json"};
const form = document.createElement("form");
form.method = "post"; form.action = server + "/verify"; form.target = "inside";
form.innerHTML = '<input name=q value=x>';
const inside = document.createElement("iframe");
inside.name = "inside";
document.body.append(inside, form);
form.submit();
(async () => {
  const results = {
    read: await ask("/v1/paragraphs?symbol=57/203", {}),
    credentials: await ask("/v1/paragraphs?symbol=57/203", {credentials: "include"}),
    simple: await ask("/v1/ask", {method: "POST", body: question, mode: "no-cors"}),
    json: await ask("/v1/ask", {method: "POST", body: question, headers: json}),
    chat: await ask("/v1/chat/completions", {method: "POST", body: question, headers: json}),
    mcp: await ask("/mcp", {method: "POST", body: initialize, headers: json}),
    gradio: await ask("/gradio_api/queue/join", {method: "POST", body: "{}", headers: json}),
    page: await ask("/", {}),
    image: await element("img", server + "/own/favicon.svg"),
    script: await element("script", server + "/v1/paragraphs?symbol=57/203"),
    style: await element("link", server + "/own/page.css"),
  };
  document.title = JSON.stringify(results);
})();
</script>"""


@pytest.fixture
def elsewhere(tmp_path: Path, server: str) -> Iterator[str]:
    """The address of a page of another origin, which attacks the server as soon as it is opened."""
    (tmp_path / "index.html").write_text(HOSTILE.replace("SERVER", json.dumps(server)), "utf-8")
    handler = partial(_Quiet, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as other:
        thread = threading.Thread(target=other.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{other.server_address[1]}/"
        other.shutdown()
        thread.join(5)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def counted(server: str) -> list[str]:
    """What the server counts of answers given."""
    text = httpx.get(f"{server}/metrics").text
    return [line for line in text.splitlines() if line.startswith("unqa_answers_total")]


def test_a_page_of_another_origin_can_do_nothing(browser: Browser, elsewhere: str, server: str) -> None:
    before = counted(server)
    context = browser.new_context()
    page = context.new_page()
    answered: dict[str, int] = {}

    def note(response: Response) -> None:
        answered[response.url.removeprefix(server)] = response.status

    page.on("response", note)
    page.goto(elsewhere)
    page.wait_for_function("document.title.startsWith('{')", timeout=60_000)
    results: dict[str, Any] = json.loads(page.title())
    # An opaque answer cannot be read; that nothing was done for it, the server's own counts say.
    assert results.pop("simple") in ("opaque", "refused")
    assert set(results.values()) == {"refused"}, results
    assert {status for path, status in answered.items() if path.startswith("/")} == {403}, answered
    assert counted(server) == before
    context.close()


def test_a_name_that_is_made_to_lead_here(playwright: Playwright, server: str) -> None:
    """DNS rebinding: to the browser the attacker's name is the server's origin, and only the server can tell."""
    if not CHROMIUM.exists():
        pytest.skip(f"no Chromium at {CHROMIUM}")
    port = urlsplit(server).port
    chromium = playwright.chromium.launch(
        executable_path=CHROMIUM,
        args=["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP rebound.example 127.0.0.1"],
    )
    page = chromium.new_page()
    opened = page.goto(f"http://rebound.example:{port}/v1/paragraphs")
    assert opened is not None
    assert opened.status == 421
    asking = "{method: 'POST', body: '{}', headers: {'content-type': 'application/json'}}"
    status = page.evaluate(f"fetch('/v1/ask', {asking}).then(answer => answer.status)")
    assert status == 421
    chromium.close()


def test_a_reader_signs_in_and_asks(browser: Browser, guarded: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    visit = Visit(page, guarded)
    page.on("console", visit.on_console)
    page.on("request", visit.on_request)
    page.goto(f"{guarded}/A/RES/57/203")
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/A/RES/57/203")
    page.goto(guarded)
    visit.ask("What does paragraph 8 of resolution 57/203 say?")
    assert "impartial and objective information" in page.locator(".unqa-answer").inner_text()
    assert visit.elsewhere == []
    assert visit.complaints == []
    # A server that no longer knows the reader asks again.
    context.clear_cookies()
    page.get_by_label("Token").wait_for()
    context.close()
