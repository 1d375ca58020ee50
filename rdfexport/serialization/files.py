"""Bytes to files, all or nothing: temporary files first, then one rename each.

A build that fails, is interrupted or is killed leaves the files of the last good one as
they were. Of two builds into one folder the last to finish wins, with all its files.
"""

from __future__ import annotations

import errno
import fcntl
import io
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from rdfexport.errors import OutputNotWritable

_TEMPORARY = re.compile(r"\..+\.rdfexport-(?P<pid>\d+)-[0-9a-f]{8}\.tmp")
_ANOTHER = "or choose another folder"
_REASONS = {
    errno.EACCES: f"no permission to write there; have it changed {_ANOTHER}",
    errno.EDQUOT: f"the disk quota is used up; free some space {_ANOTHER}",
    errno.EEXIST: f"a file stands where the folder should be; remove it {_ANOTHER}",
    errno.EISDIR: "a folder has this name; remove it or choose another name",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
    errno.ENOSPC: f"the disk is full; free some space {_ANOTHER}",
    errno.ENOTDIR: f"a file stands where a folder should be; remove it {_ANOTHER}",
    errno.EPERM: f"no permission to write there; have it changed {_ANOTHER}",
    errno.EROFS: "the disk is read-only; choose another folder",
}


def not_writable(target: Path, error: OSError) -> OutputNotWritable:
    """What to tell the user when the system refuses to write."""
    reason = _REASONS.get(
        error.errno or 0, f"{(error.strerror or str(error)).lower()}; choose another folder"
    )
    return OutputNotWritable(str(target), reason)


@contextmanager
def _explained(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise not_writable(target, error) from error


class _ExplainingFile(io.FileIO):
    """A file whose failure to take bytes speaks of the target, not of the temporary file."""

    def __init__(self, path: Path, target: Path) -> None:
        self._target = target
        super().__init__(path, "xb")

    def write(self, data: object) -> int | None:  # type: ignore[override]
        with _explained(self._target):
            return super().write(data)  # type: ignore[arg-type]


class ExportFolder:
    """A folder that receives the files of a build together, or none of them.

    >>> import tempfile
    >>> place = Path(tempfile.mkdtemp())
    >>> with ExportFolder(place / "out") as folder:
    ...     with folder.open("export.nt") as stream:
    ...         _ = stream.write(b"")
    ...     folder.commit()
    >>> [path.name for path in (place / "out").iterdir()]
    ['export.nt']
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        self._targets: dict[Path, Path] = {}
        self._streams: list[BinaryIO] = []

    def __enter__(self) -> ExportFolder:
        """Make the folder if there is none and remove what a killed build left in it.

        Raises:
            OutputNotWritable: it cannot be made, or is a file.
        """
        with _explained(self._out):
            self._out.mkdir(parents=True, exist_ok=True)
            _remove_stale(self._out)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for stream in self._streams:
            # What does not fit is not wanted any more.
            with suppress(OutputNotWritable, OSError):
                stream.close()
        for temporary in self._targets:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        self._targets.clear()
        self._streams.clear()

    @property
    def scratch(self) -> Path:
        """Where sorting may put its runs: on the same disk, which has to hold the export anyway."""
        return self._out

    def open(self, name: str) -> BinaryIO:
        """A file to write, which :meth:`commit` gives this name.

        Raises:
            OutputNotWritable: the folder does not take files, or a folder has the name;
                later, when writing: the disk is full.
        """
        target = self._out / name
        temporary = self._out / _temporary_name(name)
        with _explained(target):
            _refuse_folder(target)
            # Known before it exists: an interrupt in between leaves nothing behind.
            self._targets[temporary] = target
            stream = io.BufferedWriter(_ExplainingFile(temporary, target), 2**17)
        self._streams.append(stream)
        return stream

    def commit(self) -> None:
        """Put the files in place, once all their bytes are on the disk.

        Raises:
            OutputNotWritable: the disk is full, or a target cannot be replaced. All targets
                are as they were before.
        """
        for target in self._targets.values():
            with _explained(target):
                _refuse_folder(target)
        with _explained(self._out):
            for stream in self._streams:
                stream.close()
        # One time for all of them tells the files of one build from those of another.
        now = time.time_ns()
        for temporary, target in self._targets.items():
            with _explained(target):
                os.utime(temporary, ns=(now, now))
                _sync(temporary)
        with _explained(self._out), _locked(self._out):
            self._replace_all()
            # Some file systems cannot; the files are in place all the same.
            with suppress(OSError):
                _sync(self._out)
        self._targets.clear()
        self._streams.clear()

    def _replace_all(self) -> None:
        """Rename each file; when one fails or the user interrupts, take back those before it."""
        before = {target: self._backup(target) for target in self._targets.values()}
        replaced: list[Path] = []
        try:
            for temporary, target in self._targets.items():
                replaced.append(target)
                with _explained(target):
                    temporary.replace(target)
        except BaseException:
            for target in replaced:
                _take_back(target, before[target])
            raise
        finally:
            for backup in before.values():
                if backup is not None:
                    backup.unlink(missing_ok=True)

    def _backup(self, target: Path) -> Path | None:
        """A second name for the file that is there now, or None if there is none."""
        backup = self._out / _temporary_name(target.name)
        try:
            os.link(target, backup, follow_symlinks=False)
        except FileNotFoundError:
            return None
        except OSError:
            # A file system without hard links: the file can be replaced, but not put back.
            return backup
        return backup


def write(data: bytes, path: Path) -> None:
    """Write one file whole or not at all; what is no file, such as a pipe, is written to directly.

    Raises:
        OutputNotWritable: the folder is missing and cannot be made, takes no files, the
            disk is full, or a folder has the name.
    """
    with _explained(path):
        if path.exists() and not path.is_file():
            _refuse_folder(path)
            path.write_bytes(data)
            return
        # A symbolic link stays one.
        target = path.resolve()
    with ExportFolder(target.parent) as folder:
        folder.open(target.name).write(data)
        folder.commit()


def _temporary_name(name: str) -> str:
    return f".{name}.rdfexport-{os.getpid()}-{os.urandom(4).hex()}.tmp"


def _refuse_folder(target: Path) -> None:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))


def _take_back(target: Path, backup: Path | None) -> None:
    """Undo a rename that may have happened."""
    if backup is None:
        target.unlink(missing_ok=True)
    elif backup.exists():
        backup.replace(target)


def _remove_stale(folder: Path) -> None:
    """Remove the temporary files of builds that are no longer running."""
    for path in folder.iterdir():
        match = _TEMPORARY.fullmatch(path.name)
        if match and not _is_running(int(match["pid"])):
            # One of another user may have to stay; it is in nobody's way.
            with suppress(OSError):
                path.unlink()


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold off the renames of another build, so that the files of two never mix."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        # Network file systems may not know locks; one build at a time is safe on them too.
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
