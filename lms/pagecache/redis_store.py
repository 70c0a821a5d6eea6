"""Finished pages in Redis, for several machines. Redis may forget anything at any time."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Sequence

import redis

from .entry import Entry
from .store import CHANGES, digest, new_token

PATIENCE = 0.5  # seconds; drawing a page is quicker than waiting longer

logger = logging.getLogger(__name__)


class RedisStore:
    """While Redis cannot be reached nothing is kept; a change that could not be told is said in the log."""

    def __init__(self, url: str) -> None:
        self._redis = redis.Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)

    def find(self, key: str) -> Entry | None:
        try:
            kept = self._redis.get(_page(key))
            entry = Entry.from_bytes(kept) if isinstance(kept, bytes) else None
            if entry is None or entry.until <= time.time() or self._tokens(list(entry.tokens)) != entry.tokens:
                return None
        except redis.RedisError:
            return None
        return entry

    def ensure(self, tags: Sequence[str]) -> dict[str, str]:
        try:
            with self._redis.pipeline() as pipe:
                for tag in tags:
                    pipe.set(_tag(tag), new_token(), nx=True)
                pipe.execute()
            return self._tokens(tags)
        except redis.RedisError:
            return {}

    def renew(self, tags: Iterable[str]) -> None:
        """All at once, as a transaction of Redis."""
        try:
            self._redis.mset({_tag(tag): new_token() for tag in (CHANGES, *tags)})
        except redis.RedisError:
            logger.exception("A change could not be told to Redis: pages may be old for a while.")

    def put(self, key: str, entry: Entry) -> None:
        seconds = int(entry.until - time.time())
        try:
            if seconds > 0:
                self._redis.set(_page(key), entry.to_bytes(), ex=seconds)
        except redis.RedisError:
            logger.warning("A page could not be kept in Redis.")

    def _tokens(self, tags: Sequence[str]) -> dict[str, str]:
        found = self._redis.mget([_tag(tag) for tag in tags]) if tags else []
        return {tag: token.decode() for tag, token in zip(tags, found, strict=True) if isinstance(token, bytes)}


def _tag(tag: str) -> str:
    return f"lms:pagecache:tag:{tag}"


def _page(key: str) -> str:
    return f"lms:pagecache:page:{digest(key)}"
