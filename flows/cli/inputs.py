"""Which records do the given paths hold, for commands that need no warehouse?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.settings import Settings
    from flows.sources import RefusedPath, SourceFile
    from transforms.record import RawDocument, Reject

    Record = tuple[str, RawDocument | Reject]
    """Where it came from, for people, and the record or why there is none."""


@contextmanager
def records_of(
    settings: Settings, paths: tuple[str, ...]
) -> Iterator[Callable[[], Iterator[Record]]]:
    """A function that gives all records, and can be called twice, also for standard input."""
    from flows.sources import DiscoverOptions, discover

    with TemporaryDirectory(prefix="copydesk-") as spool:
        sources = list(discover(paths, DiscoverOptions(spool_folder=spool)))
        yield lambda: _read(settings, sources)


def _read(settings: Settings, sources: Sequence[SourceFile | RefusedPath]) -> Iterator[Record]:
    from flows.sources import STDIN_URI, RefusedPath, show_path
    from transforms.record import Reject

    for source in sources:
        path = STDIN_URI if source.uri == STDIN_URI else show_path(source.path)
        if isinstance(source, RefusedPath):
            yield path, Reject("read", source.reason, source.detail)
            continue
        for item in _decoded(source, settings):
            yield f"{path}!{item.member}" if item.member else path, item


def _decoded(source: SourceFile, settings: Settings) -> Iterator[RawDocument | Reject]:
    from flows.sources import UnreadableSource, open_source
    from transforms.decode.choose import decode
    from transforms.record import Reject

    try:
        with open_source(source) as stream:
            yield from decode(stream, source.uri, settings.decode)
    except UnreadableSource as error:
        yield Reject("read", error.reason, str(error))
