import pytest

from api.cli import sleep_sooner


@pytest.mark.parametrize(
    ("chosen", "spins"),
    [
        ({}, "10000"),
        ({"GOMP_SPINCOUNT": "7"}, "7"),
        ({"OMP_WAIT_POLICY": "ACTIVE"}, None),
    ],
)
def test_threads_that_wait_do_not_spin_for_long_unless_the_user_says_so(
    chosen: dict[str, str], spins: str | None
) -> None:
    sleep_sooner(chosen)
    assert chosen.get("GOMP_SPINCOUNT") == spins
