//! Curves that others published, to be drawn beside ours.

/// PSNR (dB, mean over 1000 pictures) over the number of points, as published.
pub struct PublishedCurve {
    /// Which network.
    pub name: &'static str,
    /// Where the numbers come from.
    pub source: &'static str,
    /// Number of points and dB.
    pub points: &'static [(u32, f64)],
}

/// What has to be said wherever these curves are shown.
pub const OTHER_PICTURES: &str =
    "published curves: 1000 other, easier pictures (ImageNet ctest10k), on which gray scores about 22.8 dB";

/// Both curves of the authors' repository richzhang/colorization-pytorch (paper facts, 6.1): the
/// paper's network exactly, from `resources/psnrs_siggraph.npy`; the retrained one read off the plot
/// `sweep_reference.png`, within 0.02 dB.
pub const PUBLISHED: [PublishedCurve; 2] = [
    PublishedCurve {
        name: "Zhang et al. 2017, published",
        source: "richzhang/colorization-pytorch, resources/psnrs_siggraph.npy",
        points: &[
            (0, 24.43),
            (1, 25.37),
            (2, 26.20),
            (3, 26.69),
            (4, 27.08),
            (5, 27.39),
            (6, 27.65),
            (8, 28.10),
            (10, 28.42),
            (13, 28.79),
            (16, 29.04),
            (20, 29.34),
            (25, 29.60),
            (32, 29.91),
            (40, 30.17),
            (50, 30.42),
            (63, 30.68),
            (79, 30.90),
            (100, 31.13),
            (126, 31.34),
            (158, 31.52),
            (200, 31.70),
            (251, 31.85),
            (316, 31.97),
            (398, 32.07),
            (501, 32.14),
        ],
    },
    PublishedCurve {
        name: "retrained by its authors, published",
        source: "richzhang/colorization-pytorch, sweep_reference.png",
        points: &[
            (0, 26.46),
            (1, 27.10),
            (2, 27.54),
            (3, 27.85),
            (4, 28.15),
            (5, 28.33),
            (6, 28.50),
            (8, 28.88),
            (10, 29.12),
            (13, 29.40),
            (16, 29.60),
            (20, 29.90),
            (25, 30.19),
            (32, 30.40),
            (40, 30.69),
            (50, 30.92),
            (63, 31.17),
            (79, 31.38),
            (100, 31.67),
            (126, 31.88),
            (158, 32.10),
            (200, 32.27),
            (251, 32.46),
            (316, 32.65),
            (398, 32.79),
            (501, 32.94),
        ],
    },
];
