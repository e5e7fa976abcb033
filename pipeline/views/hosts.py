"""Who can open an address: only this computer, only this network, or anyone."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit


def host(url: str) -> str:
    """The host name of an address, in lower case; "" if there is none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def port(url: str) -> int | None:
    """The port that an address names; None if it names none."""
    try:
        return urlsplit(url).port
    except ValueError:
        return None


def is_loopback(name: str) -> bool:
    """Whether `name` leads back to this computer."""
    if name.lower().rstrip(".") == "localhost" or name.lower().endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def is_private(name: str) -> bool:
    """Whether `name` is an address or a name that only a local network knows."""
    if name.endswith((".local", ".lan", ".home", ".internal")) or not {".", ":"} & set(name):
        return True
    try:
        return ipaddress.ip_address(name).is_private
    except ValueError:
        return False


def base(url: str) -> str:
    """The address without its query and fragment."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path or '/'}" if parts.netloc else ""


def on_network() -> str:
    """This computer's address in its network, or "" if it has none. Nothing is sent: only a route is looked up."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return ""
        address = str(probe.getsockname()[0])
    return "" if address.startswith("127.") or address == "0.0.0.0" else address
