"""Where two states of the same pixels differ."""


def changed_box(before, after, width, pixel):
    """The smallest box (left, top, width, height) around all changed pixels; None without a change.

    `before` and `after` are rows of `width` pixels of `pixel` bytes each, both of the same length.
    """
    if before == after:
        return None
    row = width * pixel
    view_before, view_after = memoryview(before), memoryview(after)
    count = len(before) // row
    top = next(y for y in range(count) if view_before[y * row : (y + 1) * row] != view_after[y * row : (y + 1) * row])
    bottom = next(y for y in reversed(range(count)) if view_before[y * row : (y + 1) * row] != view_after[y * row : (y + 1) * row])
    # Rows laid over each other as one long number each: what differs in any row, differs in it.
    differing = 0
    for y in range(top, bottom + 1):
        here = slice(y * row, (y + 1) * row)
        differing |= int.from_bytes(view_before[here], "little") ^ int.from_bytes(view_after[here], "little")
    left = ((differing & -differing).bit_length() - 1) // 8 // pixel
    right = (differing.bit_length() - 1) // 8 // pixel
    return left, top, right - left + 1, bottom - top + 1
