"""What the control holds in this one process: the request log, the disabled endpoints, the moved clock."""

import threading
import time

import time_machine


class RequestLog:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: list[dict] = []

    def add(self, entry: dict) -> None:
        with self._lock:
            self._entries.append(entry)

    def entries(self) -> list[dict]:
        with self._lock:
            return list(self._entries)

    def clear(self) -> None:
        with self._lock:
            self._entries.clear()


class Clock:
    """Real time until it is first advanced; ticks on afterwards."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._travel: time_machine.travel | None = None
        self._moved: time_machine.Coordinates | None = None

    def advance(self, seconds: float) -> None:
        with self._lock:
            if self._moved is None:
                self._travel = time_machine.travel(time.time(), tick=True)
                self._moved = self._travel.start()
            self._moved.shift(seconds)

    def reset(self) -> None:
        with self._lock:
            if self._travel is not None:
                self._travel.stop()
            self._travel = self._moved = None


request_log = RequestLog()
clock = Clock()
# Names of URL patterns, and the status that they answer with instead.
disabled: dict[str, int] = {}
