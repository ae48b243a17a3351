"""When to try again, and after how long."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, TypeVar

from communique.sources.errors import FetchError
from communique.sources.manners import Manners

if TYPE_CHECKING:
    from tenacity import RetryCallState

Result = TypeVar("Result")

PASSING_STATUS = frozenset({408, 425, 429, 500, 502, 503, 504})


def with_retries(attempt: Callable[[], Result], manners: Manners, sleep: Callable[[float], None]) -> Result:
    """What `attempt` gives, tried again after a passing failure as `manners` says.

    :raises FetchError: the last one.
    """
    # stamina, which wraps tenacity, has no way to hand in another sleep: tests would have to wait.
    from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_random_exponential

    back_off = wait_random_exponential(multiplier=manners.back_off, min=manners.back_off, max=manners.max_wait)

    def wait(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.retry_after if isinstance(error, FetchError) else None
        return float(back_off(state)) if asked is None else max(asked, manners.back_off)

    retrying = Retrying(
        sleep=sleep, wait=wait, stop=stop_after_attempt(manners.retries + 1), reraise=True,
        retry=retry_if_exception(lambda error: _is_worth_it(error, manners)),
    )  # fmt: skip
    return retrying(attempt)


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for (a number, or a date); None where there is none to be read."""
    value = headers.get("retry-after", "").strip()
    if value.isdecimal() and value.isascii():
        return float(value[:9])
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())


def _is_worth_it(error: BaseException, manners: Manners) -> bool:
    if not isinstance(error, FetchError) or not error.passing:
        return False
    return error.retry_after is None or error.retry_after <= manners.max_wait
