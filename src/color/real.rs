//! One number, or eight side by side as vector registers take them: each formula is written once for both.

use std::ops::{Add, Div, Mul, Sub};

use wide::f32x8;

/// Numbers with what colour conversions ask of them; nothing here branches.
pub trait Real:
    Copy + PartialEq + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self>
{
    /// This value, everywhere.
    fn of(value: f32) -> Self;
    /// The square root.
    fn root(self) -> Self;
    /// The smaller one of each two.
    fn least(self, other: Self) -> Self;
    /// The larger one of each two.
    fn greatest(self, other: Self) -> Self;
    /// `then` where the number is at most `bound`, else `otherwise`.
    fn up_to(self, bound: f32, then: Self, otherwise: Self) -> Self;
    /// Whether all are at most `bound`.
    fn all_up_to(self, bound: f32) -> bool;
}

impl Real for f32 {
    #[inline(always)]
    fn of(value: f32) -> Self {
        value
    }

    #[inline(always)]
    fn root(self) -> Self {
        self.sqrt()
    }

    #[inline(always)]
    fn least(self, other: Self) -> Self {
        self.min(other)
    }

    #[inline(always)]
    fn greatest(self, other: Self) -> Self {
        self.max(other)
    }

    #[inline(always)]
    fn up_to(self, bound: f32, then: Self, otherwise: Self) -> Self {
        if self <= bound { then } else { otherwise }
    }

    #[inline(always)]
    fn all_up_to(self, bound: f32) -> bool {
        self <= bound
    }
}

impl Real for f32x8 {
    #[inline(always)]
    fn of(value: f32) -> Self {
        Self::splat(value)
    }

    #[inline(always)]
    fn root(self) -> Self {
        self.sqrt()
    }

    #[inline(always)]
    fn least(self, other: Self) -> Self {
        self.fast_min(other)
    }

    #[inline(always)]
    fn greatest(self, other: Self) -> Self {
        self.fast_max(other)
    }

    #[inline(always)]
    fn up_to(self, bound: f32, then: Self, otherwise: Self) -> Self {
        self.simd_le(Self::splat(bound)).select(then, otherwise)
    }

    #[inline(always)]
    fn all_up_to(self, bound: f32) -> bool {
        self.simd_le(Self::splat(bound)).all()
    }
}
