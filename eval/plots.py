"""Small line charts as SVG, light on light and readable on dark."""

from collections.abc import Mapping, Sequence
from html import escape

Points = Sequence[tuple[float, float]]

_WIDTH, _HEIGHT = 480, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 16, 40, 48
_COLOURS = ("#1f6feb", "#c4432b", "#2f855a", "#8a5cd0")
_TICKS = 5


def line_chart(
    title: str, across: str, up: str, lines: Mapping[str, Points], top: float = 1.0
) -> str:
    """Draw lines over 0 to 1 across and 0 to ``top`` up; the first one named is drawn last."""
    drawn = [_line(place, points, top) for place, points in enumerate(lines.values())]
    legend = [_legend(place, name) for place, name in enumerate(lines)]
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'font-family="system-ui, sans-serif" font-size="12" role="img" '
        f'aria-label="{escape(title)}">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        f'<text x="{_LEFT}" y="22" font-size="14" font-weight="600">{escape(title)}</text>',
        *_axes(top),
        f'<text x="{middle}" y="{_HEIGHT - 10}" text-anchor="middle">{escape(across)}</text>',
        f'<text x="14" y="{_HEIGHT / 2}" text-anchor="middle" '
        f'transform="rotate(-90 14 {_HEIGHT / 2})">{escape(up)}</text>',
        *reversed(drawn),
        *legend,
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _axes(top: float) -> list[str]:
    marks = []
    for tick in range(_TICKS + 1):
        share = tick / _TICKS
        x, y = _place(share, share * top, top)
        marks += [
            f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{_WIDTH - _RIGHT}" y2="{y:.1f}" '
            'stroke="#d8dee4"/>',
            f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{share * top:.2g}</text>',
            f'<text x="{x:.1f}" y="{_HEIGHT - _BOTTOM + 16}" text-anchor="middle">{share:.1f}'
            "</text>",
        ]
    return marks


def _line(number: int, points: Points, top: float) -> str:
    places = " ".join("{:.1f},{:.1f}".format(*_place(x, y, top)) for x, y in points)
    return (
        f'<polyline points="{places}" fill="none" stroke="{_COLOURS[number % len(_COLOURS)]}" '
        'stroke-width="2"/>'
    )


def _legend(number: int, name: str) -> str:
    y = _TOP + 14 + 16 * number
    colour = _COLOURS[number % len(_COLOURS)]
    return f'<text x="{_LEFT + 10}" y="{y}" fill="{colour}">{escape(name)}</text>'


def _place(x: float, y: float, top: float) -> tuple[float, float]:
    across = _WIDTH - _LEFT - _RIGHT
    up = _HEIGHT - _TOP - _BOTTOM
    return _LEFT + x * across, _HEIGHT - _BOTTOM - min(1.0, y / top) * up
