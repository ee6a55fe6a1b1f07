"""Where a dataset lies: a folder of a disk, or one of an object store."""

from __future__ import annotations

import os
import posixpath
import re
from pathlib import Path
from typing import TypeAlias

import attrs

SCHEMES = ("s3", "gs", "az")
"""Of the object stores that there are."""


@attrs.frozen(repr=False, order=True)
class RemoteFolder:
    """A folder of an object store, or a file in one: as much of `pathlib` as a plan needs."""

    url: str
    """`s3://bucket/path`, without a slash at the end."""

    def __truediv__(self, path: object) -> RemoteFolder:
        """Return what lies below, at a path with / as in a URL."""
        return RemoteFolder(f"{self.url}/{path}")

    def __str__(self) -> str:
        return self.url

    def absolute(self) -> RemoteFolder:
        """Return the folder itself."""
        return self

    @property
    def name(self) -> str:
        """The last step of the path."""
        return self.url.rsplit("/", 1)[-1]

    @property
    def root(self) -> str:
        """The URL of the bucket."""
        scheme, _, rest = self.url.partition("://")
        return f"{scheme}://{rest.partition('/')[0]}"

    @property
    def key(self) -> str:
        """The path within the bucket."""
        return self.url.removeprefix(self.root).lstrip("/")


Folder: TypeAlias = Path | RemoteFolder


def is_remote(text: str | os.PathLike[str]) -> bool:
    """Whether a text is a URL, and no path of a disk."""
    return bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", str(text)))


def wrong_url(text: str) -> str | None:
    """Return what is wrong with a URL of an object store, None if nothing is."""
    scheme, _, rest = text.partition("://")
    if scheme not in SCHEMES:
        wanted = ", ".join(f"{one}://" for one in SCHEMES)
        return f"must be a path, or begin with one of {wanted} (found '{text}')"
    bucket, _, path = rest.partition("/")
    steps = [step for step in path.rstrip("/").split("/") if path]
    if not bucket or any(step in ("", ".", "..") for step in steps):
        return f"must be a bucket and a path, as in {scheme}://bucket/path (found '{text}')"
    return None


def folder_of(text: str) -> Folder:
    """Return the folder that a path or URL stands for."""
    if not is_remote(text):
        return Path(os.path.normpath(text))
    return RemoteFolder(text.rstrip("/"))


def below(base: Folder, path: str) -> Folder:
    """Return the folder at a relative path below another one."""
    if isinstance(base, Path):
        return Path(os.path.normpath(base / path))
    return base / posixpath.normpath(path)


Steps: TypeAlias = tuple[str, ...]


def steps_of(folder: Folder) -> Steps:
    """Return what is the same for two folders that are, and begins so for one that is below."""
    if isinstance(folder, RemoteFolder):
        return ("/", *folder.url.split("/"))
    real = os.path.normcase(os.path.realpath(folder))
    return tuple(real.rstrip(os.sep).split(os.sep))  # noqa: PTH206 (of hundreds of folders)
