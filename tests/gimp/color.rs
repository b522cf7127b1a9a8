//! Colour arithmetic apart from the program's own, in double precision, to check it by.

/// CIE XYZ of D65 white with Y = 1, from its chromaticity 0.3127, 0.3290.
const WHITE: [f64; 3] = [0.950456, 1.0, 1.089058];

/// Linear sRGB to XYZ (IEC 61966-2-1).
const SRGB_TO_XYZ: [[f64; 3]; 3] = [
    [0.412_390_8, 0.357_584_3, 0.180_480_8],
    [0.212_639_0, 0.715_168_7, 0.072_192_3],
    [0.019_330_8, 0.119_194_8, 0.950_532_2],
];

/// XYZ to linear Adobe RGB (1998), from its specification.
const XYZ_TO_ADOBE: [[f64; 3]; 3] = [
    [2.041_588, -0.565_007, -0.344_731],
    [-0.969_244, 1.875_968, 0.041_555],
    [0.013_444, -0.118_362, 1.015_175],
];

/// Adobe RGB's exponent.
const ADOBE_GAMMA: f64 = 2.199_218_75;

/// L*, a*, b* of sRGB codes 0..255.
pub fn lab(rgb: [f64; 3]) -> [f64; 3] {
    let linear = rgb.map(|code| {
        let v = code / 255.0;
        if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
    });
    xyz_to_lab(times(SRGB_TO_XYZ, linear))
}

/// L* of a grey with this luminance.
pub fn lightness(luminance: f64) -> f64 {
    xyz_to_lab(WHITE.map(|w| w * luminance))[0]
}

/// L* of a grey in Adobe RGB.
pub fn adobe_lightness(code: f64) -> f64 {
    lightness((code / 255.0).powf(ADOBE_GAMMA))
}

/// Adobe RGB codes 0..255 of L*, a*, b*.
pub fn adobe(lab: [f64; 3]) -> [f64; 3] {
    times(XYZ_TO_ADOBE, lab_to_xyz(lab)).map(|v| 255.0 * v.clamp(0.0, 1.0).powf(1.0 / ADOBE_GAMMA))
}

fn xyz_to_lab(xyz: [f64; 3]) -> [f64; 3] {
    let f = [0, 1, 2].map(|i| {
        let t = xyz[i] / WHITE[i];
        if t > (6.0_f64 / 29.0).powi(3) { t.cbrt() } else { t * (29.0_f64 / 6.0).powi(2) / 3.0 + 4.0 / 29.0 }
    });
    [116.0 * f[1] - 16.0, 500.0 * (f[0] - f[1]), 200.0 * (f[1] - f[2])]
}

fn lab_to_xyz([l, a, b]: [f64; 3]) -> [f64; 3] {
    let middle = (l + 16.0) / 116.0;
    let f = [middle + a / 500.0, middle, middle - b / 200.0];
    [0, 1, 2].map(|i| {
        let t = f[i];
        WHITE[i] * if t > 6.0 / 29.0 { t.powi(3) } else { (t - 4.0 / 29.0) * 3.0 * (6.0_f64 / 29.0).powi(2) }
    })
}

fn times(matrix: [[f64; 3]; 3], vector: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| (0..3).map(|i| row[i] * vector[i]).sum())
}
