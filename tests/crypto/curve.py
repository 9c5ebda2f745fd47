"""Curve25519 written out slowly, to check the library's answers against.

X25519 by its ladder, and the twisted Edwards curve's points of small order.
"""

PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
BASE_POINT = (9).to_bytes(32, "little")
_D = -121665 * pow(121666, -1, PRIME) % PRIME


def x25519(scalar: bytes, point: bytes) -> bytes:
    """Return scalar times point, as RFC 7748 section 5 has it."""
    k = int.from_bytes(scalar, "little") & ((1 << 255) - 8) | 1 << 254
    u = int.from_bytes(point, "little") & ((1 << 255) - 1)
    near, far = (1, 0), (u, 1)
    for bit in reversed(range(255)):
        if k >> bit & 1:
            far, near = _step(u, far, near)
        else:
            near, far = _step(u, near, far)
    x, z = near
    return (x * pow(z, PRIME - 2, PRIME) % PRIME).to_bytes(32, "little")


def _step(
    u: int, near: tuple[int, int], far: tuple[int, int]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return twice the near point, and the sum of both."""
    (x2, z2), (x3, z3) = near, far
    plus, minus = x2 + z2, x2 - z2
    aa, bb = plus * plus % PRIME, minus * minus % PRIME
    da, cb = (x3 - z3) * plus % PRIME, (x3 + z3) * minus % PRIME
    e = aa - bb
    doubled = (aa * bb % PRIME, e * (aa + 121665 * e) % PRIME)
    return doubled, ((da + cb) ** 2 % PRIME, u * (da - cb) ** 2 % PRIME)


def small_order_keys() -> set[bytes]:
    """Return the Ed25519 encodings, canonical or not, of points of small order."""
    point = _point_of_order_eight()
    total, found = (0, 1), set()
    for _ in range(8):
        total = _add(total, point)
        found |= _encodings(total)
    return found


def _point_of_order_eight() -> tuple[int, int]:
    """Multiply points by the large prime order until one of order eight is left."""
    for y in range(2, 100):
        x = _x_of(y)
        if x is None:
            continue
        point = _times(ORDER, (x, y))
        if _times(4, point) != (0, 1):
            return point
    raise AssertionError("no point of order eight was found")


def _x_of(y: int) -> int | None:
    square = (y * y - 1) * pow(_D * y * y + 1, -1, PRIME) % PRIME
    root = pow(square, (PRIME + 3) // 8, PRIME)
    for x in (root, root * pow(2, (PRIME - 1) // 4, PRIME) % PRIME):
        if x * x % PRIME == square:
            return x
    return None


def _add(p: tuple[int, int], q: tuple[int, int]) -> tuple[int, int]:
    (x1, y1), (x2, y2) = p, q
    twist = _D * x1 * x2 * y1 * y2
    x = (x1 * y2 + x2 * y1) * pow(1 + twist, -1, PRIME)
    y = (y1 * y2 + x1 * x2) * pow(1 - twist, -1, PRIME)
    return x % PRIME, y % PRIME


def _times(number: int, point: tuple[int, int]) -> tuple[int, int]:
    total = (0, 1)
    while number:
        if number & 1:
            total = _add(total, point)
        point, number = _add(point, point), number >> 1
    return total


def _encodings(point: tuple[int, int]) -> set[bytes]:
    """Return every way to write the point's y, with either sign."""
    y = point[1]
    heights = [h for h in (y, y + PRIME) if h < 1 << 255]
    return {(h | s << 255).to_bytes(32, "little") for h in heights for s in (0, 1)}
