"""REST on loopback, as the cloud POS and its colleagues call it."""

import json
import urllib.error
import urllib.request
from typing import NamedTuple
from urllib.parse import urlencode


class Answer(NamedTuple):
    status: int
    body: dict
    headers: object

    @property
    def problem(self) -> str:
        """The last word of the problem's type: `interface-brownout`."""
        return str(self.body.get("type", "")).rsplit("/", 1)[-1].rsplit(":", 1)[-1]

    def __str__(self):
        return f"{self.status} {json.dumps(self.body)[:400]}"


class Rest:
    def __init__(self, port: int):
        self.root = f"http://127.0.0.1:{port}"
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def get(self, path: str, token: str = "", **query) -> Answer:
        return self._call("GET", path, token, None, {}, query)

    def post(self, path: str, token: str, body, headers: dict | None = None, **query) -> Answer:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self._call("POST", path, token, data, headers or {}, query)

    def pages(self, path: str, token: str, ask: str, told: str, **query):
        """Every item of a list: the answer's member `told` is the parameter `ask` of the next request."""
        place = None
        while True:
            answer = self.get(path, token, **{**query, "limit": 1000, **({ask: place} if place else {})})
            if answer.status != 200:
                raise OSError(f"GET {path}: {answer}")
            yield from answer.body["items"]
            following = answer.body.get(told)
            if not answer.body["items"] or not following or following == place:
                return
            place = following

    def _call(self, method, path, token, data, headers, query) -> Answer:
        url = self.root + path + ("?" + urlencode(query) if query else "")
        request = urllib.request.Request(url, data, headers, method=method)
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        try:
            with self.opener.open(request, timeout=60) as reply:
                return Answer(reply.status, self._json(reply.read()), reply.headers)
        except urllib.error.HTTPError as error:
            return Answer(error.code, self._json(error.read()), error.headers)

    @staticmethod
    def _json(text: bytes) -> dict:
        try:
            return json.loads(text)
        except ValueError:
            return {}
