"""Paints the hint pictures beside this file, as an artist would: round dots on the objects.

Each is an RGBA picture of its photograph's size, transparent but for the dots, whose rims are
antialiased as a soft-edged brush leaves them. Needs Pillow:

    python3 tests/pictures/paint-hints.py

A dot is (column, row, radius, colour, on what). Only its hue and chroma matter to the filter;
the lightness is chosen near the photograph's so that the hints can be looked at over it.
"""

from pathlib import Path

from PIL import Image, ImageDraw

HERE = Path(__file__).resolve().parent
SMOOTH = 8  # every dot is drawn so many times as large and scaled down

ASTRONAUT = [  # near the true colours
    (250, 128, 6, "#d8b49c", "cheek"),
    (203, 118, 4, "#cfa68a", "cheek"),
    (222, 170, 5, "#e0b8a4", "chin"),
    (224, 152, 3, "#e0aba5", "lips"),
    (245, 45, 6, "#99845b", "hair"),
    (170, 68, 6, "#7a6038", "hair"),
    (284, 88, 5, "#7a6038", "hair"),
    (120, 40, 8, "#bdb2a6", "wall"),
    (120, 110, 7, "#bdb2a6", "wall"),
    (335, 60, 8, "#d0c6be", "wall"),
    (330, 190, 8, "#d4cccb", "wall"),
    (490, 140, 7, "#c0bbb6", "wall"),
    (20, 62, 5, "#24204e", "flag, blue"),
    (45, 88, 4, "#2d2860", "flag, blue"),
    (22, 108, 4, "#2b2659", "flag, blue"),
    (55, 170, 6, "#7a1020", "flag, red"),
    (12, 255, 6, "#801018", "flag, red"),
    (10, 430, 6, "#7a1020", "flag, red"),
    (22, 195, 5, "#b0aaa8", "flag, white"),
    (62, 112, 4, "#b7b0ac", "flag, white"),
    (12, 345, 5, "#c4bcbc", "flag, white"),
    (14, 172, 4, "#a59a9c", "flag, white"),
    (48, 222, 4, "#a89c9e", "flag, white"),
    (80, 335, 8, "#d9582e", "suit"),
    (185, 330, 8, "#e36844", "suit"),
    (55, 440, 7, "#e2704c", "suit"),
    (215, 445, 6, "#c4401c", "suit"),
    (320, 320, 7, "#d55b33", "suit"),
    (320, 262, 6, "#df7752", "suit"),
    (120, 250, 6, "#dc5f38", "suit"),
    (118, 395, 6, "#e06840", "suit, beside the patch"),
    (222, 385, 5, "#dc6038", "suit, beside the patch"),
    (165, 440, 5, "#dc6038", "suit, below the patch"),
    (300, 330, 5, "#d95c36", "suit, above the name tag"),
    (288, 400, 4, "#c84c28", "suit, below the name tag"),
    (147, 406, 3, "#5c4690", "patch"),
    (196, 402, 3, "#5c4690", "patch"),
    (288, 371, 3, "#4b4580", "name tag"),
    (246, 385, 4, "#e4dcd2", "strap"),
    (264, 390, 4, "#e8e0d6", "strap"),
    (225, 215, 6, "#181818", "collar"),
    (293, 240, 4, "#4a4850", "ring"),
    (130, 200, 3, "#6c6878", "ring"),
    (405, 190, 4, "#b8b8b8", "shuttle"),
    (445, 120, 4, "#c8c8c8", "booster"),
    (388, 65, 4, "#dedede", "booster"),
    (417, 55, 5, "#7d5a18", "tank"),
    (425, 140, 3, "#6e4f18", "tank"),
    (430, 310, 6, "#080808", "table"),
    (345, 470, 7, "#080808", "helmet"),
    (430, 430, 7, "#606060", "helmet"),
    (455, 368, 5, "#dcdcdc", "helmet, rim"),
]

COFFEE = [  # near the true colours
    (285, 150, 7, "#e08c34", "coffee"),
    (235, 135, 5, "#cc7426", "coffee"),
    (335, 168, 5, "#dc9038", "coffee"),
    (235, 80, 6, "#cfb596", "cup, inside"),
    (335, 75, 6, "#e0c8ac", "cup, inside"),
    (186, 120, 4, "#f0e4d4", "cup, rim"),
    (393, 130, 4, "#f0e4d4", "cup, rim"),
    (250, 212, 5, "#7a1c10", "cup, outside"),
    (355, 213, 4, "#8a2c18", "cup, outside"),
    (217, 272, 5, "#a0240d", "cup, handle"),
    (130, 200, 8, "#a72a0f", "saucer"),
    (200, 340, 7, "#8c1c0a", "saucer"),
    (310, 360, 6, "#8c1c0a", "saucer"),
    (430, 310, 8, "#c03412", "saucer"),
    (440, 190, 7, "#b52e12", "saucer"),
    (368, 268, 4, "#a09078", "spoon"),
    (385, 290, 3, "#8c7c66", "spoon"),
    (413, 82, 4, "#b0a08c", "spoon"),
    (50, 240, 8, "#b8713f", "wood"),
    (40, 345, 8, "#c0804e", "wood"),
    (70, 120, 7, "#a65a2c", "wood"),
    (470, 50, 8, "#c06b3b", "wood"),
    (560, 130, 8, "#d09058", "wood"),
    (540, 260, 8, "#9f4e26", "wood"),
    (520, 360, 8, "#ac6234", "wood"),
    (140, 50, 7, "#b4602e", "wood"),
    (70, 290, 6, "#a8622f", "wood, beside the saucer"),
    (478, 150, 6, "#b8683c", "wood, beside the saucer"),
    (445, 100, 5, "#b8683c", "wood, beside the spoon"),
    (45, 35, 6, "#1e1610", "floor"),
]

COFFEE_ODD = [  # colours that no cup ever had: any colour is to be obeyed
    (285, 150, 7, "#9a50d0", "coffee, purple"),
    (235, 135, 5, "#8840c0", "coffee, purple"),
    (335, 168, 5, "#a45cd8", "coffee, purple"),
    (235, 80, 6, "#e0d870", "cup, inside, yellow"),
    (335, 75, 6, "#ece490", "cup, inside, yellow"),
    (186, 120, 4, "#f0ea9c", "cup, rim, yellow"),
    (393, 130, 4, "#f0ea9c", "cup, rim, yellow"),
    (250, 212, 5, "#1c6a30", "cup, outside, green"),
    (355, 213, 4, "#2c7a3c", "cup, outside, green"),
    (217, 272, 5, "#1f8038", "cup, handle, green"),
    (130, 200, 8, "#2a58b8", "saucer, blue"),
    (200, 340, 7, "#18408c", "saucer, blue"),
    (310, 360, 6, "#18408c", "saucer, blue"),
    (430, 310, 8, "#3464c8", "saucer, blue"),
    (440, 190, 7, "#3060c0", "saucer, blue"),
    (368, 268, 4, "#e078a8", "spoon, pink"),
    (413, 82, 4, "#e890b8", "spoon, pink"),
    (50, 240, 8, "#888888", "wood, kept grey"),
    (40, 345, 8, "#909090", "wood, kept grey"),
    (70, 120, 7, "#707070", "wood, kept grey"),
    (470, 50, 8, "#888888", "wood, kept grey"),
    (560, 130, 8, "#a0a0a0", "wood, kept grey"),
    (540, 260, 8, "#707070", "wood, kept grey"),
    (520, 360, 8, "#808080", "wood, kept grey"),
    (140, 50, 7, "#707070", "wood, kept grey"),
    (290, 9, 5, "#787878", "wood, kept grey"),
    (68, 185, 5, "#707070", "wood, beside the saucer"),
    (70, 290, 6, "#707070", "wood, beside the saucer"),
    (478, 150, 6, "#808080", "wood, beside the saucer"),
    (492, 220, 5, "#787878", "wood, beside the saucer"),
    (445, 100, 5, "#808080", "wood, beside the spoon"),
    (170, 62, 4, "#707070", "wood, beside the cup"),
]

CAMERA = [  # black and white by origin: plausible colours, true ones are not known
    (60, 40, 8, "#9ebfe0", "sky"),
    (330, 40, 8, "#9ebfe0", "sky"),
    (470, 70, 8, "#a6c4e2", "sky"),
    (25, 130, 7, "#b4cde4", "sky"),
    (365, 130, 7, "#b4cde4", "sky"),
    (217, 167, 5, "#a8785c", "face"),
    (228, 187, 3, "#a07458", "chin"),
    (187, 145, 3, "#ae8066", "ear"),
    (207, 97, 6, "#2a2624", "hair"),
    (171, 172, 3, "#e8e8ea", "shirt"),
    (90, 240, 8, "#22242e", "coat"),
    (60, 420, 8, "#20222c", "coat"),
    (250, 275, 5, "#22242e", "coat"),
    (195, 225, 4, "#2a2a2c", "glove"),
    (318, 200, 3, "#2a2a2c", "glove"),
    (115, 488, 5, "#5a6a88", "trousers"),
    (300, 157, 4, "#a0a4a8", "camera"),
    (296, 325, 4, "#404040", "tripod"),
    (420, 270, 8, "#7e9448", "grass"),
    (350, 310, 8, "#76903e", "grass"),
    (455, 420, 8, "#7a9244", "grass"),
    (200, 400, 8, "#76903e", "grass"),
    (330, 460, 7, "#7a9244", "grass"),
    (225, 330, 7, "#7a9244", "grass"),
    (265, 328, 5, "#7a9244", "grass"),
    (240, 400, 6, "#76903e", "grass"),
    (278, 420, 3, "#76903e", "grass, between the legs"),
    (325, 410, 6, "#76903e", "grass, between the legs"),
    (190, 480, 7, "#76903e", "grass"),
    (350, 250, 5, "#7e9448", "grass, far"),
    (480, 250, 5, "#7e9448", "grass, far"),
    (362, 182, 4, "#e0d8c8", "dome"),
    (421, 160, 4, "#d8cab0", "tower"),
    (450, 208, 3, "#a8a49c", "tent roof"),
    (260, 196, 3, "#9c7860", "low building"),
    (336, 202, 3, "#9c7860", "low building"),
    (380, 208, 3, "#7c6e54", "bare trees"),
    (480, 186, 3, "#8c6450", "brick building"),
    (330, 238, 3, "#f0f0f0", "snow"),
]

PICTURES = {
    "astronaut-hints.png": ("astronaut.png", ASTRONAUT),
    "coffee-hints.png": ("coffee.png", COFFEE),
    "coffee-odd-hints.png": ("coffee.png", COFFEE_ODD),
    "camera-hints.png": ("camera.png", CAMERA),
}


def paint(size, dots):
    picture = Image.new("RGBA", size)
    for column, row, radius, colour, _ in dots:
        side = 2 * radius + 1
        rim = Image.new("L", (side * SMOOTH, side * SMOOTH))
        ImageDraw.Draw(rim).ellipse((0, 0, side * SMOOTH - 1, side * SMOOTH - 1), fill=255)
        dot = Image.new("RGBA", (side, side), colour)
        dot.putalpha(rim.resize((side, side), Image.Resampling.BOX))
        picture.alpha_composite(dot, (column - radius, row - radius))
    return picture


for name, (photograph, dots) in PICTURES.items():
    with Image.open(HERE / photograph) as original:
        paint(original.size, dots).save(HERE / name, optimize=True)
