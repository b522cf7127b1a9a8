"""The host's foreground colour as "#rrggbb" (sRGB), there and back."""

from krita import ManagedColor

from .pixels import SRGB


def foreground(view):
    """The foreground colour of `view`."""
    colour = view.foregroundColor()
    colour.setColorSpace("RGBA", "U8", SRGB)
    red, green, blue = (round(255 * value) for value in colour.componentsOrdered()[:3])
    return f"#{red:02x}{green:02x}{blue:02x}"


def set_foreground(view, rgb):
    """Makes `rgb` the foreground colour of `view`."""
    red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (1, 3, 5))
    colour = ManagedColor("RGBA", "U8", SRGB)
    colour.setComponents([blue, green, red, 1.0])  # Krita's order for 8 bits
    view.setForeGroundColor(colour)
