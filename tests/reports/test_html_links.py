"""Links of the HTML report: addresses that are followed, places of quotes, periods as people say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gouji.facts.table.periods import Period
from gouji.reports.html.described import period_text
from gouji.reports.html.links import at_quote, web_address
from gouji.reports.html.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping


@pytest.mark.parametrize(
    "address",
    ["", "javascript:alert(1)", " https://example.org", "//example.org", "data:text/html,x", "ftp://a",
     "https://example.org/\u202efdp", "https://example.org/\x00"],
)  # fmt: skip
def test_only_plain_addresses_of_the_web_are_followed(address: str) -> None:
    assert web_address(address) == ""
    assert at_quote(address, "355项") == ""


def test_a_quote_links_to_its_place_on_the_page() -> None:
    assert at_quote("https://a.cn/b", "1-9月, 5%") == "https://a.cn/b#:~:text=1%2D9%E6%9C%88%2C%205%25"
    assert at_quote("https://a.cn/b#top", "5项") == "https://a.cn/b#top:~:text=5%E9%A1%B9"
    assert at_quote("https://a.cn/b", "") == "https://a.cn/b"


PERIODS: Mapping[str, tuple[str, str]] = {
    "2024": ("2024年", "2024"),
    "2024-06": ("2024年6月", "2024-06"),
    "2024-11-03": ("2024年11月3日", "2024-11-03"),
    "2021/2024": ("2021年—2024年", "2021 to 2024"),
    "2024-01/2024-09": ("2024年1月—9月", "2024-01 to 2024-09"),
    "../2024-06": ("累计至2024年6月", "total up to 2024-06"),
}


@pytest.mark.parametrize("text", PERIODS)
def test_periods_are_told_as_people_say_them(text: str) -> None:
    period = Period.read(text)
    assert (period_text(period, WORDS["zh"]), period_text(period, WORDS["en"])) == PERIODS[text]


def test_a_year_that_the_column_tells_is_not_told_again() -> None:
    assert period_text(Period.read("2024-01/2024-09"), WORDS["zh"], "2024") == "1月—9月"
    assert period_text(Period.read("../2024-06"), WORDS["zh"], "2024") == "累计至6月"
