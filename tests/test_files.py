"""ExportFolder and write(): all files or none, whatever happens."""

import errno
import io
import multiprocessing
import os
import stat
from pathlib import Path

import pytest

from rdfexport.errors import OutputNotWritable
from rdfexport.serialization import ExportFolder, files, write
from rdfexport.serialization.files import _ExplainingFile

OLD = {"export.ttl": b"old turtle", "export.jsonld": b"old json-ld"}
FULL = Path("/dev/full")
NEW = {"export.ttl": b"new turtle", "export.jsonld": b"new json-ld", "report.json": b"{}"}


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    for name, data in OLD.items():
        (folder / name).write_bytes(data)
    return folder


def content(folder):
    """All that lies in a folder, hidden files too."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def build(folder, data_of, *, error=None):
    with ExportFolder(folder) as export:
        for name, data in data_of.items():
            export.open(name).write(data)
        if error:
            raise error
        export.commit()


def failing(code):
    def fail(*_args, **_kwargs):
        raise OSError(code, os.strerror(code))

    return fail


# --- what succeeds --------------------------------------------------------------------


def test_all_files_are_put_in_place(out):
    (out / "notes.txt").write_bytes(b"mine")
    build(out, NEW)
    assert content(out) == {**NEW, "notes.txt": b"mine"}


def test_missing_folders_are_made(tmp_path):
    build(tmp_path / "a" / "b", NEW)
    assert content(tmp_path / "a" / "b") == NEW


def test_files_stay_as_they_were_until_the_commit(out):
    with ExportFolder(out) as export:
        with export.open("export.ttl") as stream:
            stream.write(b"new turtle")
        assert (out / "export.ttl").read_bytes() == b"old turtle"
        export.commit()
        assert (out / "export.ttl").read_bytes() == b"new turtle"


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_permissions_are_those_of_any_new_file(tmp_path, umask, mode):
    before = os.umask(umask)
    try:
        build(tmp_path, NEW)
        write(b"x", tmp_path / "single")
    finally:
        os.umask(before)
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {mode}


def test_the_last_of_two_builds_wins_whole(out):
    with ExportFolder(out) as first, ExportFolder(out) as second:
        for name in OLD:
            first.open(name).write(b"first")
            second.open(name).write(b"second")
        second.commit()
        first.commit()
    assert content(out) == dict.fromkeys(OLD, b"first")


# --- what fails -----------------------------------------------------------------------


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(143), ValueError("bug")], ids=repr)
def test_an_interrupted_build_leaves_the_last_good_one(out, error):
    with pytest.raises(type(error)):
        build(out, NEW, error=error)
    assert content(out) == OLD


def test_a_build_without_commit_leaves_the_last_good_one(out):
    with ExportFolder(out) as export:
        export.open("export.ttl").write(b"x" * 10**6)
    assert content(out) == OLD


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EDQUOT], ids=errno.errorcode.get)
@pytest.mark.parametrize("function", ["fsync", "open"])
def test_a_disk_that_fails_at_the_commit_leaves_the_last_good_build(out, monkeypatch, function, code):
    def attempt():
        with ExportFolder(out) as export:
            export.open("export.ttl").write(b"new")
            with monkeypatch.context() as patch:
                patch.setattr(os, function, failing(code))
                export.commit()

    with pytest.raises(OutputNotWritable, match=r"cannot write .*out/export\.ttl: .*; .* untouched"):
        attempt()
    assert content(out) == OLD


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
@pytest.mark.parametrize("size", [10, 10**6], ids=["at the commit", "while writing"])
def test_a_full_disk_leaves_the_last_good_build(out, monkeypatch, size):
    class OnFullDisk(_ExplainingFile):
        def __init__(self, path, target):
            path.symlink_to(FULL)
            self._target = target
            io.FileIO.__init__(self, path, "wb")

    monkeypatch.setattr(files, "_ExplainingFile", OnFullDisk)
    with pytest.raises(OutputNotWritable, match=r"out/export\.ttl: the disk is full; free some space or"):
        build(out, {"export.ttl": b"x" * size})
    assert content(out) == OLD


@pytest.mark.parametrize("error", [OSError(errno.EIO, "Input/output error"), KeyboardInterrupt()], ids=repr)
def test_renames_are_taken_back_when_a_later_one_fails(out, monkeypatch, error):
    rename = Path.replace

    def replace(self, target):
        if target.name == "report.json":
            raise error
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises((OutputNotWritable, KeyboardInterrupt)):
        build(out, {"first.nt": b"never there before", **NEW})
    assert content(out) == OLD


def test_a_folder_with_the_name_of_a_file(out):
    (out / "export.ttl").unlink()
    (out / "export.ttl").mkdir()
    with pytest.raises(OutputNotWritable, match=r"out/export\.ttl: a folder has this name; remove it"):
        build(out, NEW)
    assert [path.name for path in out.iterdir() if path.is_file()] == ["export.jsonld"]


def test_a_folder_that_takes_the_name_while_the_build_runs(out):
    def attempt():
        with ExportFolder(out) as export:
            for name, data in NEW.items():
                export.open(name).write(data)
            (out / "report.json").mkdir()
            export.commit()

    with pytest.raises(OutputNotWritable, match=r"report\.json: a folder has this name"):
        attempt()
    (out / "report.json").rmdir()
    assert content(out) == OLD


@pytest.mark.parametrize("below", [".", "deeper", "deeper/still"])
def test_a_file_where_the_folder_should_be(tmp_path, below):
    (tmp_path / "out").write_bytes(b"a file")
    with pytest.raises(OutputNotWritable, match=r"out.*: a file stands where .* folder should be; remove it"):
        build(tmp_path / "out" / below, NEW)
    assert content(tmp_path) == {"out": b"a file"}


REFUSALS = [
    (errno.EACCES, "no permission to write there"),
    (errno.EROFS, "the disk is read-only; choose another folder"),
    (errno.ENOSPC, "the disk is full; free some space or choose another folder"),
    (errno.ELOOP, "too many levels of symbolic links; choose another folder"),
]


@pytest.mark.parametrize(("code", "message"), REFUSALS)
def test_a_folder_that_cannot_be_made(tmp_path, monkeypatch, code, message):
    monkeypatch.setattr(Path, "mkdir", failing(code))
    with pytest.raises(OutputNotWritable, match=message):
        build(tmp_path / "out", NEW)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission(out):
    out.chmod(0o555)
    try:
        with pytest.raises(OutputNotWritable, match="no permission to write there"):
            build(out, NEW)
    finally:
        out.chmod(0o755)
    assert content(out) == OLD


def test_a_name_that_is_too_long(out):
    with pytest.raises(OutputNotWritable, match="the name is too long; choose a shorter one"):
        build(out, {"x" * 250 + ".ttl": b""})
    assert content(out) == OLD


# --- what killed builds leave ---------------------------------------------------------


def killed(out):
    export = ExportFolder(out)
    export.__enter__()
    stream = export.open("export.ttl")
    stream.write(b"half")
    stream.flush()
    os._exit(9)


def test_what_a_killed_build_left_is_removed_by_the_next(out):
    process = multiprocessing.get_context("fork").Process(target=killed, args=(out,))
    process.start()
    process.join()
    left = content(out).keys() - OLD.keys()
    assert [content(out)[name] for name in left] == [b"half"]
    build(out, NEW)
    assert content(out) == NEW


def test_the_temporary_files_of_a_running_build_stay(out):
    with ExportFolder(out) as running:
        running.open("export.ttl").write(b"slow")
        build(out, NEW)
        running.commit()
    assert content(out) == {**NEW, "export.ttl": b"slow"}


def test_files_of_other_programs_stay(out):
    names = [".hidden.tmp", ".export.ttl.rdfexport-0.tmp", "export.ttl.rdfexport-999999999-01234567.tmp"]
    for name in names:
        (out / name).write_bytes(b"mine")
    build(out, NEW)
    assert content(out) == {**NEW, **dict.fromkeys(names, b"mine")}


# --- one file -------------------------------------------------------------------------


def test_write_replaces_a_file_whole(out):
    write(b"new", out / "export.ttl")
    write(b"made", out / "deep" / "report.html")
    assert (out / "export.ttl").read_bytes() == b"new"
    assert content(out / "deep") == {"report.html": b"made"}


def test_write_keeps_a_symbolic_link(out, tmp_path):
    (tmp_path / "link.ttl").symlink_to(out / "export.ttl")
    write(b"new", tmp_path / "link.ttl")
    assert (tmp_path / "link.ttl").is_symlink()
    assert (out / "export.ttl").read_bytes() == b"new"


def test_write_to_a_folder(out):
    with pytest.raises(OutputNotWritable, match="a folder has this name"):
        write(b"new", out)
    assert content(out) == OLD


def test_write_below_a_file(out):
    with pytest.raises(OutputNotWritable, match="a file stands where"):
        write(b"new", out / "export.ttl" / "report.json")
    assert content(out) == OLD


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
def test_write_to_a_device_leaves_it_in_place():
    with pytest.raises(OutputNotWritable, match="cannot write /dev/full: the disk is full"):
        write(b"new", FULL)
    assert FULL.is_char_device()
