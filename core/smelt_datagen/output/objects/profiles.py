"""What a profile of the AWS command line says, from its two files."""

from __future__ import annotations

import configparser
import os
from pathlib import Path

from smelt_datagen.errors import OutputError

_NAMES = {
    "aws_access_key_id": "access_key_id",
    "aws_secret_access_key": "secret_access_key",
    "aws_session_token": "session_token",
    "region": "region",
    "endpoint_url": "endpoint",
}


def profile_settings() -> dict[str, str]:
    """Return the settings of the profile that the environment names, or of `default`.

    Nothing if keys stand in the environment, which go before. Raises OutputError for a profile that
    is named and in neither file.
    """
    if os.environ.get("AWS_ACCESS_KEY_ID"):
        return {}
    name = os.environ.get("AWS_PROFILE") or "default"
    config = _read(os.environ.get("AWS_CONFIG_FILE") or "~/.aws/config")
    credentials = _read(os.environ.get("AWS_SHARED_CREDENTIALS_FILE") or "~/.aws/credentials")
    section = name if name == "default" else f"profile {name}"
    said = {**_section(config, section), **_section(credentials, name)}
    if not said and os.environ.get("AWS_PROFILE"):
        raise OutputError(f"the profile '{name}' (AWS_PROFILE) is in none of the files of AWS")
    return {_NAMES[key]: value for key, value in said.items() if key in _NAMES}


def _read(path: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None)
    file = Path(path).expanduser()
    try:
        parser.read(file, encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError):
        raise OutputError(f"{file}: cannot be read as a file of profiles") from None
    return parser


def _section(parser: configparser.ConfigParser, name: str) -> dict[str, str]:
    return dict(parser[name]) if parser.has_section(name) else {}
