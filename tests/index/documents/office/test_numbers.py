"""A number in a sheet is read as people see it there."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents.office.numbers import shown


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (3, "General", "3"),
        (3.0, "General", "3"),
        (0.1 + 0.2, "General", "0.3"),
        (1e21, "0.00", "1e+21"),
        (2.5, "0", "3"),
        (0.125, "0.00", "0.13"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (1234567, "#,##0,", "1,235"),
        (1.5, "0.0##", "1.5"),
        (2.0, "#.##", "2"),
        (0.256, "0%", "26%"),
        (0.256, "0.0%", "25.6%"),
        (12.5, "$#,##0.00", "$12.50"),
        (-12.5, '"$"#,##0.00_);[Red]("$"#,##0.00)', "-$12.50"),
        (1234.5, "#,##0.00\\ [$€-407]", "1,234.50 €"),
        (7, '0 "kg"', "7 kg"),
        (501, "00000", "00501"),
        (-0.001, "0.00", "0.00"),
        (0.5, "# ?/?", "0.5"),
        (1500.0, "0.00E+00", "1500"),
        (True, "General", "TRUE"),
        (None, "General", ""),
        ("=text", "0.00", "=text"),
        (datetime(2024, 3, 1), "mmm-yy", "2024-03-01"),
        (datetime(2024, 3, 1, 14, 30), "d/m/yy h:mm", "2024-03-01 14:30"),
        (date(2024, 3, 1), "d/m/yy", "2024-03-01"),
        (time(14, 30), "h:mm", "14:30"),
    ],
)
def test_a_value_is_shown_by_its_format(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


@given(
    st.floats(allow_nan=False, allow_infinity=False) | st.integers(),
    st.text(st.sampled_from('0#?,.% $"\\[]_*;E'), max_size=9),
)
def test_any_number_and_format_show_something(value: float, number_format: str) -> None:
    assert shown(value, number_format) is not None
