"""Writes multilingual text of any size, always the same: generate.py FOLDER --megabytes 20 --files 64.

A record is some lines of the corpora that ship with tokcost, the same lines in every language. A part of the words is
spliced from halves of two others, anew in every file: as in real text, new words never end.
"""

import argparse
import json
import pathlib
import random

CORPORA = pathlib.Path(__file__).resolve().parents[2] / "corpora"
# The most sentences that one file draws from, for each language, and about how often it draws each of fewer.
POOL = 1000
DRAWN = 2
BYTES_OF_A_SENTENCE = 87
SPLICED = 0.2
# The most lines in one record.
SENTENCES = 5
SEED = 0


def languages():
    """Lines by language; line i means the same in all."""
    of = {}
    for corpus in ["everyday", "problems"]:
        for path in sorted((CORPORA / corpus).glob("*.txt")):
            of.setdefault(path.stem, []).extend(path.read_text(encoding="utf-8").splitlines())
    return of


def pools(texts, size, draw):
    """For each language as many sentences, of the same lines."""
    sentences = int(size / len(texts) / BYTES_OF_A_SENTENCE / DRAWN)
    lines = draw.choices(range(len(next(iter(texts.values())))), k=min(max(sentences, 10), POOL))
    pool = {}
    for code, of in texts.items():
        words = [word for line in of for word in line.split()]
        pool[code] = [spliced(of[line], words, draw) for line in lines]
    return pool


def spliced(line, others, draw):
    def one(word):
        other = draw.choice(others)
        return word[:len(word) // 2] + other[len(other) // 2:] if draw.random() < SPLICED else word
    return " ".join(map(one, line.split()))


def records(texts, draw, first, size):
    """Records of about so many bytes, as (id, language, text)."""
    pool, number, written = pools(texts, size, draw), first, 0
    while written < size:
        lines = draw.choices(range(len(next(iter(pool.values())))), k=draw.randint(1, SENTENCES))
        for code, of in pool.items():
            text = " ".join([of[line] for line in lines])
            written += len(text.encode())
            yield f"{number:08}", code, text
        number += 1


def write_jsonl(path, rows):
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        for number, code, text in rows:
            file.write(json.dumps({"id": number, "language": code, "text": text}, ensure_ascii=False) + "\n")


def write_parquet(path, rows):
    import pyarrow
    import pyarrow.parquet
    columns = zip(["id", "language", "text"], zip(*rows))
    pyarrow.parquet.write_table(pyarrow.table({name: list(values) for name, values in columns}), path)


FORMATS = {"jsonl": write_jsonl, "parquet": write_parquet}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--megabytes", type=float, required=True, help="of text, in all files together")
    parser.add_argument("--files", type=int, required=True)
    parser.add_argument("--format", choices=FORMATS, default="jsonl")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    texts = languages()
    for file in range(asked.files):
        draw = random.Random(f"{SEED} {file}")
        size = asked.megabytes * 1e6 / asked.files
        # Ids of no two files are the same.
        rows = records(texts, draw, file * 1_000_000, size)
        FORMATS[asked.format](asked.folder / f"{file:04}.{asked.format}", rows)


main()
