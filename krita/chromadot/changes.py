"""Where two states of the same pixels differ."""


def changed_rows(before, after, row):
    """The first and the number of the rows, of `row` bytes each, between the first and the last that differ; None
    without a change. Both states have the same length."""
    if before == after:
        return None
    views = memoryview(before), memoryview(after)

    def differs(y):
        # As bytes they are compared in one go, as views byte by byte.
        one, other = (bytes(view[y * row : (y + 1) * row]) for view in views)
        return one != other

    count = len(before) // row
    top = next(y for y in range(count) if differs(y))
    bottom = next(y for y in reversed(range(count)) if differs(y))
    return top, bottom - top + 1


def changed_box(before, after, width, pixel):
    """The smallest box (left, top, width, height) around all changed pixels; None without a change.

    `before` and `after` are rows of `width` pixels of `pixel` bytes each, both of the same length.
    """
    row = width * pixel
    rows = changed_rows(before, after, row)
    if rows is None:
        return None
    view_before, view_after = memoryview(before), memoryview(after)
    top, count = rows
    # Rows laid over each other as one long number each: what differs in any row, differs in it.
    differing = 0
    for y in range(top, top + count):
        here = slice(y * row, (y + 1) * row)
        differing |= int.from_bytes(view_before[here], "little") ^ int.from_bytes(view_after[here], "little")
    left = ((differing & -differing).bit_length() - 1) // 8 // pixel
    right = (differing.bit_length() - 1) // 8 // pixel
    return left, top, right - left + 1, count
