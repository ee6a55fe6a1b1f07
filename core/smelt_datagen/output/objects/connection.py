"""How an object store is reached, and what it refuses, in words that hold no secret."""

from __future__ import annotations

import contextlib
import datetime
import functools
import os
import re
from collections.abc import Iterator
from typing import Any

from smelt_datagen.errors import OutputError
from smelt_datagen.output.objects.profiles import profile_settings
from smelt_datagen.planning.locations import RemoteFolder

_SECONDS = 20
"""How long a request is tried again where the network or the server fails."""

_ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT")


def obstore() -> Any:
    """Return the module that speaks to object stores; raise OutputError if it is not there."""
    try:
        import obstore  # noqa: PLC0415 (an extra)
        import obstore.store  # noqa: PLC0415 (an extra)
    except ModuleNotFoundError as error:
        advice = "pip install 'smelt-datagen[cloud]'"
        raise OutputError(
            f"object stores need a package that is not installed: {advice}"
        ) from error
    return obstore


@functools.cache
def bucket_of(root: str) -> Any:
    """Return the store of a bucket, `s3://bucket`, as the environment says how to reach it."""
    # what the environment says is taken by the store itself, as the cloud's own tools have it
    settings = _s3_settings() if root.startswith("s3://") else {}
    options = {"connect_timeout": "5s", "timeout": f"{_SECONDS}s", "allow_http": True}
    retries = {
        "max_retries": 8,
        "retry_timeout": datetime.timedelta(seconds=_SECONDS),
        "backoff": {
            "base": 2.0,
            "init_backoff": datetime.timedelta(milliseconds=100),
            "max_backoff": datetime.timedelta(seconds=4),
        },
    }
    with explained(RemoteFolder(root)):
        return obstore().store.from_url(
            root, config=settings, client_options=options, retry_config=retries
        )


def _s3_settings() -> dict[str, str]:
    settings = profile_settings()
    endpoint = next((os.environ[name] for name in _ENDPOINTS if os.environ.get(name)), None)
    if endpoint is not None:
        settings["endpoint"] = endpoint
    settings.setdefault("region", os.environ.get("AWS_REGION") or _region())
    return settings


def _region() -> str:
    return os.environ.get("AWS_DEFAULT_REGION") or "us-east-1"


@contextlib.contextmanager
def explained(about: object) -> Iterator[None]:
    """Turn an error of a store into an OutputError of one line that names what it is about.

    Of what the server says, only the code is passed on: the rest may hold keys or signatures.
    """
    errors = obstore().exceptions
    try:
        yield
    except FileNotFoundError as error:
        what = "there is no such bucket" if lacks_bucket(error) else "is not there"
        raise OutputError(f"{about}: {what}") from None
    except (errors.PermissionDeniedError, errors.UnauthenticatedError) as error:
        code = _code(error)
        raise OutputError(f"{about}: {_denied(code)}") from None
    except errors.BaseError as error:
        raise OutputError(f"{about}: {_reason(error)}") from None


def lacks_bucket(error: BaseException) -> bool:
    """Whether it is the bucket, or container, that is not there."""
    return _code(error) in ("NoSuchBucket", "ContainerNotFound")


def _code(error: BaseException) -> str:
    found = re.search(r"<Code>(\w+)</Code>", str(error))
    return found[1] if found else ""


def _denied(code: str) -> str:
    where = "look at the credentials in the environment, or the profile"
    return f"access is denied{f' ({code})' if code else ''}: {where}"


def _reason(error: BaseException) -> str:
    text = str(error)
    code = _code(error)
    if code in ("InvalidAccessKeyId", "SignatureDoesNotMatch", "AccessDenied"):
        return (
            f"access is denied ({code}): look at the credentials in the environment, or the profile"
        )
    if lacks_bucket(error):
        return "there is no such bucket"
    if code:
        return f"the store refuses: {code}"
    if "169.254." in text or "credential" in text.lower():
        return "there are no credentials: set them in the environment, as for the cloud's own tools"
    if "error sending request" in text or "connect" in text.lower():
        return f"the store does not answer, for {_SECONDS} seconds: look at the endpoint"
    status = re.search(r"status (?:code )?(\d{3}[^:,<]*)", text)
    return f"the store refuses: {status[1].strip()}" if status else type(error).__name__
