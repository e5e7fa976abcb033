"""Who can open an address."""

from __future__ import annotations

import pytest

from pipeline.views import hosts


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "127.9.9.9", "::1", "app.localhost", "LOCALHOST"])
def test_loopback(name: str) -> None:
    assert hosts.is_loopback(name)


@pytest.mark.parametrize("name", ["example.org", "10.0.0.1", "localhost.example.org", "", "0.0.0.0"])
def test_not_loopback(name: str) -> None:
    assert not hosts.is_loopback(name)


@pytest.mark.parametrize("name", ["10.0.0.7", "192.168.1.2", "printer", "mac.local", "fd00::1"])
def test_private(name: str) -> None:
    assert hosts.is_private(name)


@pytest.mark.parametrize("name", ["example.org", "8.8.8.8", "2001:4860:4860::8888"])
def test_public(name: str) -> None:
    assert not hosts.is_private(name)


def test_the_base_of_an_address_has_neither_query_nor_fragment() -> None:
    assert hosts.base("http://127.0.0.1:8501/app/?q=x#y") == "http://127.0.0.1:8501/app/"
    assert hosts.base("http://127.0.0.1:8501") == "http://127.0.0.1:8501/"
    assert hosts.base("") == ""
    assert hosts.host("http://[::1]:8501/") == "::1"
    assert hosts.host("http://[broken") == ""
