//! What a network is told of pictures, as tensors.

use anyhow::Result;
use chromadot::hints::global::GlobalHints;
use chromadot::hints::slope::Slope;
use chromadot::hints::{Flow, HintMap};
use chromadot::pipeline::{pack_input, spread_hints};
use chromadot::raster::{Plane, Size};
use chromadot_engine::network::{Look, Network, channels_last, lightness_plane};
use chromadot_engine_abi::{FLOW_PLANES, InputDescription};
use rayon::prelude::*;
use tch::{Device, Tensor};

/// What the network is told of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// Lightness 0..100.
    pub l: Plane,
    /// Its local hints.
    pub hints: HintMap,
    /// Its global hints.
    pub global: GlobalHints,
}

/// Lightness 0..100 of pictures of one size, N x 1 x H x W.
pub fn lightness(told: &[&Told], device: Device) -> Result<Tensor> {
    let Size { width, height } = told[0].l.size();
    let lightness: Vec<f32> = told.iter().flat_map(|told| told.l.values()).copied().collect();
    let shape = [told.len() as i64, 1, i64::from(height), i64::from(width)];
    Ok(Tensor::f_from_slice(&lightness)?.f_view(shape)?.f_to_device(device)?)
}

/// What the network's encoder sees in pictures of that lightness.
pub fn look(network: &Network, lightness: &Tensor, is_taught: bool) -> Result<Option<Look>> {
    Ok(network.look(&lightness_plane(lightness)?, is_taught)?)
}

/// Where colour flows in pictures of that lightness, N x 5 x H x W, for a look from which no gradient goes back; `None`
/// from a network that does not say, and where there are no hints to flow.
pub fn flow(
    network: &Network,
    told: &[&Told],
    lightness: &Tensor,
    look: Option<&Look>,
    training: bool,
) -> Result<Option<Tensor>> {
    if told.iter().all(|told| told.hints.count() == 0) {
        return Ok(None);
    }
    let look = look.map(Look::detached);
    Ok(network.flow(lightness, look.as_ref(), training)?)
}

/// The flows of pictures one by one; by lightness where the network does not say.
pub fn flows(tensor: Option<&Tensor>, told: &[&Told]) -> Result<Vec<Flow>> {
    let Some(tensor) = tensor else {
        return Ok(told.par_iter().map(|told| Flow::over_lightness(&told.l)).collect());
    };
    let values =
        Vec::<f32>::try_from(tensor.detach().f_to_device(Device::Cpu)?.f_contiguous()?.f_flatten(0, -1)?)?;
    let size = told[0].l.size();
    let planes: Vec<Plane> =
        values.chunks_exact(size.area()).map(|plane| Plane::from_values(size, plane.to_vec())).collect();
    let of_picture = |(planes, told): (&[Plane], &&Told)| {
        let [right, down, chroma, offset, trust] = std::array::from_fn(|i| planes[i].clone());
        Flow { right, down, chroma, slope: Some(Slope::new(&told.l, &offset, trust)) }
    };
    Ok(planes.par_chunks_exact(FLOW_PLANES).zip(told).map(of_picture).collect())
}

/// Planes (channels-last) and global inputs of pictures of one size.
pub fn pack(
    told: &[&Told],
    flows: &[Flow],
    input: &InputDescription,
    device: Device,
) -> Result<(Tensor, Tensor)> {
    let packed: Vec<_> = told
        .par_iter()
        .zip(flows)
        .map(|(Told { l, hints, global }, flow)| {
            pack_input(l, hints, &spread_hints(l, hints, flow, input), global, input)
        })
        .collect();
    let Size { width, height } = told[0].l.size();
    let count = told.len() as i64;
    let join = |values: Vec<&[f32]>, shape: &[i64]| {
        Tensor::f_from_slice(&values.concat())?.f_view(shape)?.f_to_device(device)
    };
    let planes = join(
        packed.iter().map(|input| &input.planes[..]).collect(),
        &[count, input.planes() as i64, i64::from(height), i64::from(width)],
    )?;
    let global =
        join(packed.iter().map(|input| &input.global[..]).collect(), &[count, input.globals as i64])?;
    Ok((channels_last(&planes)?, global))
}
