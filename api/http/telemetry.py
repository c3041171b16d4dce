"""What the server does, in Prometheus' words."""

import time
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.engine import Engine

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Telemetry:
    """The counters of one application; they begin at zero with it."""

    def __init__(self, engine: Engine) -> None:
        """Count for this engine."""
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "dateline_requests",
            "Requests by method, route and status.",
            ["method", "route", "status"],
            registry=self._registry,
        )
        self.seconds = Histogram(
            "dateline_request_seconds",
            "Time until a response was sent whole.",
            ["route"],
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._registry.register(_Archive(engine))

    def text(self) -> bytes:
        """Write all of it in the text format."""
        return generate_latest(self._registry)


class Measured:
    """An application whose requests are counted and timed."""

    def __init__(self, app: ASGIApp, telemetry: Telemetry) -> None:
        """Wrap an application."""
        self._app, self._telemetry = app, telemetry

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status = time.perf_counter(), 500

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            # What clients may choose freely is no label: each value is kept for ever.
            route = getattr(scope.get("route"), "path", None) or "other"
            method = scope["method"] if scope["method"] in _METHODS else "other"
            self._telemetry.requests.labels(method, route, str(status)).inc()
            self._telemetry.seconds.labels(route).observe(time.perf_counter() - started)


class _Archive(Collector):
    """What the archive holds and answers, looked up when it is asked for."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def collect(self) -> Iterator[Metric]:
        held = self._engine.archive.status()
        for name, what in [("documents", "Documents."), ("chunks", "Passages.")]:
            yield GaugeMetricFamily(f"dateline_{name}", what, value=held[name])
        answers = CounterMetricFamily("dateline_answers", "Answers by status.", labels=["status"])
        for status, count in sorted(self._engine.recent.counts().items()):
            answers.add_metric([status], count)
        yield answers
