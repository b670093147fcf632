//! No label of a chart lies over another one or runs out of the picture, whatever the data.

use std::fmt::Write;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use resvg::usvg::fontdb::Database;
use resvg::usvg::{Group, Node, Options, Rect, Tree};
use tokcost::corpus::Language;
use tokcost::report::{self, Choice, Extras, Picture, Report};

use crate::support::{corpus, report, repository};

/// What a label may share with another: boxes are as high as the font, letters are not.
const SHARED: (f32, f32) = (1.0, 2.5);
/// The smallest type that can be read, in CSS pixels.
const SMALLEST: f32 = 9.0;

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for entry in std::fs::read_dir(repository().join("src/report/chart/fonts")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "ttf" || ending == "otf") {
            fonts.load_font_data(std::fs::read(path).unwrap());
        }
    }
    Arc::new(fonts)
});

fn labels(group: &Group, found: &mut Vec<(String, Rect, f32)>) {
    for node in group.children() {
        match node {
            Node::Group(group) => labels(group, found),
            Node::Text(text) => {
                let words = text.chunks().iter().map(|chunk| chunk.text().to_owned()).collect();
                let size = text.chunks()[0].spans()[0].font_size().get();
                found.push((words, text.flattened().abs_bounding_box(), size / 10.0));
            }
            _ => (),
        }
    }
}

/// What is wrong with the labels of an SVG, a line each.
fn faults(svg: &str) -> String {
    let options = Options { font_family: "Inter".into(), fontdb: FONTS.clone(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).unwrap();
    let (width, height) = (tree.size().width(), tree.size().height());
    let mut found = Vec::new();
    labels(tree.root(), &mut found);
    assert!(found.len() > 5);
    let mut faults = String::new();
    for (at, (words, place, size)) in found.iter().enumerate() {
        if place.left() < 0.0 || place.right() > width || place.top() < 0.0 || place.bottom() > height {
            writeln!(faults, "clipped: {words:?}, {place:?} of {width} × {height}").unwrap();
        }
        if *size < SMALLEST {
            writeln!(faults, "{size} px: {words:?}").unwrap();
        }
        for (other, its, _) in &found[at + 1..] {
            let across = place.right().min(its.right()) - place.left().max(its.left());
            let down = place.bottom().min(its.bottom()) - place.top().max(its.top());
            if across > SHARED.0 && down > SHARED.1 {
                writeln!(faults, "{across:.1} × {down:.1} px of {words:?} over {other:?}").unwrap();
            }
        }
    }
    faults
}

fn assert_readable(name: &str, report: &Report) {
    let charts = Choice { formats: vec![Picture::Svg], ..Choice::all() };
    let files = report::render(report, &Extras { charts, excel_csv: false }).unwrap();
    let mut all = String::new();
    let mut drawn = 0;
    for file in files.iter().filter(|file| file.path.extension().is_some_and(|ending| ending == "svg")) {
        let found = faults(std::str::from_utf8(&file.bytes).unwrap());
        if !found.is_empty() {
            writeln!(all, "{name}, {}:\n{found}", file.path.display()).unwrap();
        }
        drawn += 1;
    }
    assert!(drawn > 0, "{name}");
    assert_eq!(all, "");
}

#[test]
fn the_charts_of_the_repository_can_be_read() {
    let mut all = String::new();
    for path in crate::support::files(&repository().join("output")) {
        if Path::new(&path).extension().is_some_and(|ending| ending == "svg") {
            let found = faults(&std::fs::read_to_string(repository().join("output").join(&path)).unwrap());
            if !found.is_empty() {
                writeln!(all, "{path}:\n{found}").unwrap();
            }
        }
    }
    assert_eq!(all, "");
}

/// Languages of the table, by position, each with segments of a length of its own; English takes `pivot` letters.
fn languages(count: usize, pivot: usize, length: impl Fn(usize) -> usize) -> Vec<(String, String)> {
    let english = (
        "eng_Latn".to_owned(),
        format!("{}\n{}\n{}\n", "a".repeat(pivot), "b".repeat(pivot + 1), "c".repeat(pivot)),
    );
    let others = Language::all().filter(|language| language.code != "eng_Latn").take(count);
    let others = others.enumerate().map(|(at, language)| {
        let length = length(at);
        let segments = [length, length + 2, length + at % 3];
        (language.code.clone(), segments.map(|letters| "ж".repeat(letters) + "\n").concat())
    });
    [english].into_iter().chain(others).collect()
}

fn of(texts: &[(String, String)], tokenizers: &[&str]) -> Report {
    let texts: Vec<(&str, &str)> = texts.iter().map(|(code, text)| (code.as_str(), text.as_str())).collect();
    report(&corpus(&texts), tokenizers, 100)
}

#[test]
fn charts_can_be_read_for_any_number_of_languages() {
    for count in [1, 2, 3, 12, 60, 203] {
        let spread = languages(count, 20, |at| 8 + (at * 37) % 90);
        assert_readable(&format!("{count} spread out"), &of(&spread, &["bytes", "chars"]));
        let alike = languages(count, 20, |at| 20 + at % 2);
        assert_readable(&format!("{count} alike"), &of(&alike, &["bytes", "chars"]));
    }
}

#[test]
fn charts_can_be_read_where_all_are_cheaper_and_where_all_are_dear() {
    assert_readable("cheaper", &of(&languages(40, 200, |at| 5 + at), &["chars", "bytes"]));
    assert_readable("dear", &of(&languages(40, 3, |at| 90 + 11 * at), &["chars", "bytes"]));
}

#[test]
fn charts_can_be_read_for_one_tokenizer_and_for_twelve() {
    let texts = languages(30, 20, |at| 8 + (at * 37) % 90);
    let twelve = [
        "bytes",
        "chars",
        "r50k_base",
        "p50k_base",
        "p50k_edit",
        "cl100k_base",
        "o200k_harmony",
        "qwen3",
        "deepseek_v3",
        "mistral_v3",
        "glm4",
        "o200k_base",
    ];
    assert_readable("one", &of(&texts, &twelve[11..]));
    assert_readable("twelve", &of(&texts, &twelve));
}

#[test]
fn what_cannot_be_read_is_found() {
    let texts: String = [
        (10, 100, 120, "a label"),
        (20, 105, 120, "over it"),
        (970, 300, 120, "out of the picture"),
        (10, 400, 80, "too small"),
        (10, 500, 120, "well"),
        (10, 600, 120, "and well"),
    ]
    .map(|(x, y, size, words)| format!("<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\">{words}</text>"))
    .concat();
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"100\" viewBox=\"0 0 1000 1000\">{texts}</svg>"
    );
    let found = faults(&svg);
    let lines: Vec<&str> = found.lines().collect();
    assert_eq!(lines.len(), 3, "{found}");
    assert!(lines[0].ends_with("px of \"a label\" over \"over it\""), "{found}");
    assert!(lines[1].starts_with("clipped: \"out of the picture\""), "{found}");
    assert_eq!(lines[2], "8 px: \"too small\"");
}
