//! Where the labels of marks go, so that they cover neither marks nor each other.

use super::figure::Point;

/// A label to be placed beside a mark.
#[derive(Clone, Copy, Debug)]
pub struct Label {
    /// What the mark covers: a dot, with its bar.
    pub mark: Frame,
    pub width: f64,
    pub height: f64,
}

/// A rectangle from its upper left to its lower right corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    pub from: Point,
    pub to: Point,
}

impl Frame {
    /// What lies within a distance of a point.
    pub fn around(centre: Point, distance: f64) -> Frame {
        Frame {
            from: (centre.0 - distance, centre.1 - distance),
            to: (centre.0 + distance, centre.1 + distance),
        }
    }

    pub fn centre(&self) -> Point {
        (f64::midpoint(self.from.0, self.to.0), f64::midpoint(self.from.1, self.to.1))
    }

    fn overlap(&self, other: &Frame) -> f64 {
        let width = self.to.0.min(other.to.0) - self.from.0.max(other.from.0);
        let height = self.to.1.min(other.to.1) - self.from.1.max(other.from.1);
        width.max(0.0) * height.max(0.0)
    }

    /// How far apart the frames are; 0 where they touch.
    fn gap(&self, other: &Frame) -> f64 {
        let across = (self.from.0 - other.to.0).max(other.from.0 - self.to.0).max(0.0);
        let down = (self.from.1 - other.to.1).max(other.from.1 - self.to.1).max(0.0);
        across.hypot(down)
    }

    fn holds(&self, other: &Frame) -> bool {
        self.from.0 <= other.from.0
            && self.from.1 <= other.from.1
            && self.to.0 >= other.to.0
            && self.to.1 >= other.to.1
    }
}

/// Which side of the mark the label is on, horizontally and vertically; those that read best first.
const SIDES: [(f64, f64); 8] =
    [(1.0, 0.0), (-1.0, 0.0), (0.0, -1.0), (0.0, 1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, -1.0), (-1.0, 1.0)];
/// How far from the mark, in CSS pixels.
const DISTANCES: [f64; 4] = [2.0, 7.0, 14.0, 22.0];
/// What a place costs that is one worse, or one farther, or that covers another label.
const LESS_READABLE: f64 = 1.0;
const FARTHER: f64 = 12.0;
const COVERING: f64 = 1000.0;
/// A label may be this much nearer to another mark than to its own, and no more: it would be read as the other's.
const NEARER: f64 = 6.0;
const SWEEPS: usize = 8;

/// The places of the labels within a frame; `None` for one that cannot be where it covers nothing. `taken` is covered
/// by something else.
///
/// Each label in turn takes the place that costs least beside the others where they are, until none moves.
pub fn place(labels: &[Label], taken: &[Frame], frame: &Frame) -> Vec<Option<Frame>> {
    let taken: Vec<Frame> = labels.iter().map(|label| label.mark).chain(taken.iter().copied()).collect();
    let candidates: Vec<Vec<(Frame, f64)>> =
        labels.iter().map(|label| candidates(label, frame, &taken)).collect();
    let mut chosen: Vec<Option<usize>> = candidates.iter().map(|_| None).collect();
    for _ in 0..SWEEPS {
        let before = chosen.clone();
        for label in 0..labels.len() {
            let cost = |(place, cost): &(Frame, f64)| cost + covered(place, label, &chosen, &candidates);
            let places = candidates[label].iter().enumerate();
            chosen[label] =
                places.min_by(|(_, a), (_, b)| cost(a).total_cmp(&cost(b))).map(|(place, _)| place);
        }
        if chosen == before {
            break;
        }
    }
    without_overlaps(&chosen, &candidates)
}

/// The places of a label that cover nothing taken and lie within the frame, with what each costs.
fn candidates(label: &Label, frame: &Frame, taken: &[Frame]) -> Vec<(Frame, f64)> {
    let (mark, middle) = (label.mark, label.mark.centre());
    let half = (label.width / 2.0, label.height / 2.0);
    let mut found = Vec::new();
    for (farther, distance) in DISTANCES.iter().enumerate() {
        for (worse, (right, down)) in SIDES.iter().enumerate() {
            // Above and below, a label beside the middle stands nearer to it.
            let aside = if *down == 0.0 { (mark.to.0 - mark.from.0) / 2.0 + distance } else { *distance };
            let centre = (
                middle.0 + right * (aside + half.0),
                middle.1 + down * ((mark.to.1 - mark.from.1) / 2.0 + distance / 2.0 + half.1),
            );
            let place = Frame {
                from: (centre.0 - half.0, centre.1 - half.1),
                to: (centre.0 + half.0, centre.1 + half.1),
            };
            let own = place.gap(&mark);
            let is_free = |taken: &Frame| place.overlap(taken) == 0.0 && place.gap(taken) + NEARER >= own;
            if frame.holds(&place) && taken.iter().all(is_free) {
                found.push((place, worse as f64 * LESS_READABLE + farther as f64 * FARTHER));
            }
        }
    }
    found
}

/// What it costs that a place covers other labels where they are now.
fn covered(place: &Frame, label: usize, chosen: &[Option<usize>], candidates: &[Vec<(Frame, f64)>]) -> f64 {
    let others = chosen.iter().enumerate().filter(|(other, _)| *other != label);
    let overlaps = others.filter_map(|(other, at)| Some(place.overlap(&candidates[other][(*at)?].0)));
    overlaps.filter(|overlap| *overlap > 0.0).map(|overlap| COVERING + overlap).sum()
}

/// The places, where a label that still lies on an earlier one has none.
fn without_overlaps(chosen: &[Option<usize>], candidates: &[Vec<(Frame, f64)>]) -> Vec<Option<Frame>> {
    let mut placed: Vec<Option<Frame>> = Vec::new();
    for (label, at) in chosen.iter().enumerate() {
        let place = at.map(|at| candidates[label][at].0);
        let free = |place: &Frame| placed.iter().flatten().all(|other| place.overlap(other) == 0.0);
        placed.push(place.filter(free));
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame { from: (0.0, 0.0), to: (400.0, 200.0) };

    fn labels(dots: &[Point]) -> Vec<Label> {
        let label = |&dot: &Point| Label { mark: Frame::around(dot, 5.0), width: 60.0, height: 12.0 };
        dots.iter().map(label).collect()
    }

    #[test]
    fn a_lone_label_stands_right_of_its_mark_and_turns_where_there_is_no_room() {
        let right = Frame { from: (107.0, 94.0), to: (167.0, 106.0) };
        assert_eq!(place(&labels(&[(100.0, 100.0)]), &[], &FRAME), [Some(right)]);
        let left = Frame { from: (33.0, 94.0), to: (93.0, 106.0) };
        assert_eq!(place(&labels(&[(100.0, 100.0)]), &[right], &FRAME), [Some(left)]);
        let at_the_edge = Frame { from: (323.0, 94.0), to: (383.0, 106.0) };
        assert_eq!(place(&labels(&[(390.0, 100.0)]), &[], &FRAME), [Some(at_the_edge)]);
    }

    #[test]
    fn labels_cover_neither_marks_nor_each_other() {
        let dots: Vec<Point> =
            (0..40).map(|i| (f64::from(i * 37 % 400), f64::from(i * i * 13 % 200))).collect();
        let places: Vec<Frame> = place(&labels(&dots), &[], &FRAME).into_iter().flatten().collect();
        assert!(places.len() > 25, "{} of 40 have a place", places.len());
        for (position, one) in places.iter().enumerate() {
            assert!(FRAME.holds(one));
            assert!(places[..position].iter().all(|other| one.overlap(other) == 0.0));
            assert!(dots.iter().all(|&dot| one.overlap(&Frame::around(dot, 5.0)) == 0.0));
        }
    }

    #[test]
    fn labels_of_one_place_do_not_hide_each_other() {
        let places = place(&labels(&[(200.0, 100.0); 3]), &[], &FRAME);
        assert_eq!(places.iter().flatten().count(), 3);
    }
}
