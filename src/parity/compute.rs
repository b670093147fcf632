//! Floating-point operations of a transformer for the tokens of a text.

use super::cost::Compute;

/// What is known of a model's size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Transformer {
    /// N, without the embeddings; of a mixture of experts those that are active for a token.
    pub parameters: f64,
    /// Number of layers and width of attention, where they are known.
    pub layers_and_width: Option<(f64, f64)>,
    /// D, the tokens of a training run, where there is one.
    pub training_tokens: Option<f64>,
}

impl Transformer {
    /// Operations to read a segment of T tokens: T·(2N + 2·layers·T·width), a forward pass per token with the whole
    /// segment as its context (Kaplan et al. 2020, table 1). Without layers and width the second term, which grows with
    /// the square of T, is left out.
    pub fn forward_flops(&self, tokens: u64) -> f64 {
        let tokens = tokens as f64;
        let attention = self.layers_and_width.map_or(0.0, |(layers, width)| 2.0 * layers * tokens * width);
        tokens * (2.0 * self.parameters + attention)
    }

    /// Operations to train on some tokens once: 6N each, forward and backward (Kaplan et al. 2020; Hoffmann et al. 2022).
    pub fn training_flops(&self, tokens: u64) -> f64 {
        6.0 * self.parameters * tokens as f64
    }

    /// What the segments of a language take, beside those of the pivot; `None` without segments.
    pub fn compute(&self, segments: &[u64], pivots: &[u64]) -> Option<Compute> {
        let mean = |segments: &[u64]| {
            let flops: f64 = segments.iter().map(|&tokens| self.forward_flops(tokens)).sum();
            (!segments.is_empty()).then(|| flops / segments.len() as f64)
        };
        let (language, pivot) = (mean(segments)?, mean(pivots)?);
        let training_flops = self.training_flops(segments.iter().sum());
        Some(Compute {
            flops_per_segment: language,
            over_pivot: (pivot > 0.0).then(|| language / pivot),
            training_flops,
            training_share: self
                .training_tokens
                .map(|budget| training_flops / (6.0 * self.parameters * budget)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compute_by_hand() {
        let transformer = Transformer {
            parameters: 1000.0,
            layers_and_width: Some((2.0, 16.0)),
            training_tokens: Some(6000.0),
        };
        // 10·(2·1000 + 2·2·10·16) = 10·2640; 5·(2000 + 320) = 11,600.
        assert_eq!([10, 5].map(|tokens| transformer.forward_flops(tokens)), [26_400.0, 11_600.0]);
        let compute = transformer.compute(&[10, 20], &[5, 5]).expect("segments");
        // 20·(2000 + 1280) = 65,600; (26,400 + 65,600) / 2 = 46,000; over 11,600.
        assert_eq!(compute.flops_per_segment, 46_000.0);
        assert_eq!(compute.over_pivot, Some(46_000.0 / 11_600.0));
        // 6·1000·30 of 6·1000·6000.
        assert_eq!((compute.training_flops, compute.training_share), (180_000.0, Some(0.005)));
        assert_eq!(transformer.compute(&[], &[]), None);
    }

    #[test]
    fn without_layers_compute_goes_with_tokens() {
        let transformer = Transformer { parameters: 7e9, layers_and_width: None, training_tokens: None };
        let compute = transformer.compute(&[30, 10], &[10, 10]).expect("segments");
        assert_eq!((compute.flops_per_segment, compute.over_pivot), (2.8e11, Some(2.0)));
        assert_eq!(compute.training_share, None);
    }
}
