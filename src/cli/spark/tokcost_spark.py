"""Counts text with Apache Spark: every task streams its rows through `tokcost count`, and the parts are added up.

    tokcost spark tokcost_spark.py
    spark-submit tokcost_spark.py 's3a://bucket/texts/*.parquet' --part texts.part -- -t o200k_base
    tokcost merge texts.part --name texts

Reads Parquet, JSON Lines and text with Spark's own readers, from wherever they read. What follows `--` goes to
`tokcost count` as it is. The program is sent to the workers: they need Python with pyarrow and pandas, as Spark's own
functions do, and nothing else. Only PySpark's public interface is used (3.3 or newer; tried with 3.5.3).
"""

import argparse
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import uuid

import pyarrow as pa
from pyspark import SparkFiles, TaskContext
from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from pyspark.sql.utils import AnalysisException

# Fields that `tokcost count` finds by itself, the first that is there.
TEXT = ["text", "utt", "sentence"]
LANGUAGE = ["language", "locale", "lang", "iso_639_3"]
SCRIPT = "iso_15924"
ID = ["id"]

# Parts that one task adds up.
TOGETHER = 64
# Rows that come to Python at once: few, as a row may be a book.
ROWS = 1000
BATCH = "spark.sql.execution.arrow.maxRecordsPerBatch"
# Lines about records that were left out, as `tokcost count` begins them, and how many of them are shown.
LEFT_OUT = "skipped: "
TOLD = 10
# What a task hands on: a part, and what was said about it.
SCHEMA = "part binary, said string"
ENDINGS = {"parquet": [".parquet"], "jsonl": [".jsonl", ".json", ".ndjson"], "text": [".txt", ".text"]}


def arguments():
    own, of_count = sys.argv[1:], []
    if "--" in own:
        at = own.index("--")
        own, of_count = own[:at], own[at + 1:]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", help="paths that Spark reads; patterns work")
    parser.add_argument("--part", required=True, help="for the part of everything: a file of the machine that this program "
                        "runs on, or with a scheme (s3a://, hdfs://) a new folder that Spark writes")
    parser.add_argument("--format", choices=ENDINGS, help="told by the ending of the name if not given")
    parser.add_argument("--tokcost", default=shutil.which("tokcost"), help="the program to send to the workers, as a path or "
                        "as an address that Spark reads; the one on the path if not given")
    options = parser.parse_args(own)
    if options.tokcost is None:
        parser.error("tokcost is not on the path: name it with --tokcost")
    if options.format is None:
        stem = re.sub(r"(/?\*|\.(gz|bz2|zst|snappy))*$", "", options.inputs[0])
        named = [form for form, endings in ENDINGS.items() if stem.endswith(tuple(endings))]
        if not named:
            parser.error(f"`{options.inputs[0]}` does not say what it is: name it with --format")
        options.format = named[0]
    if "--numbered" in of_count:
        parser.error("--numbered: Spark cuts files anywhere, so that their lines have no numbers; give records ids")
    if options.format == "text" and "--lines" not in of_count:
        of_count.append("--lines")
    return options, of_count


def records(spark, options, of_count):
    """A column of what `tokcost count` reads, and where it is from: the file, and the byte of it that Spark began at."""
    place = [F.input_file_name().alias("file"), F.expr("input_file_block_start()").alias("start")]
    if options.format == "parquet":
        table = spark.read.parquet(*options.inputs)
        fields = [F.col(f"`{name}`") for name in columns(table.columns, of_count)]
        return table.select(*[field.cast("string").cast("binary") for field in fields], *place)
    if options.inputs[0].endswith(".zst"):
        # Hadoop reads Zstandard only where its native library is; tokcost always does.
        spark.conf.set(BATCH, 1)
        table = spark.read.format("binaryFile").load(options.inputs)
        return table.select(F.col("content").alias("bytes"), *place)
    table = spark.read.text(options.inputs, lineSep="\n")
    return table.select(F.concat("value", F.lit("\n")).cast("binary").alias("bytes"), *place)


def columns(present, of_count):
    """The columns of a table that `tokcost count` reads."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    for name in ["--text-field", "--language-field", "--id-field", "--language"]:
        parser.add_argument(name)
    chosen, _ = parser.parse_known_args(of_count)
    found = []
    for what, name, known in [("text", chosen.text_field, TEXT), ("language", chosen.language_field, LANGUAGE),
                              ("id", chosen.id_field, ID)]:
        those = [column for column in ([name] if name else known) if column in present]
        needed = name or what == "text" or (what == "language" and not chosen.language)
        if needed and not those:
            sys.exit(f"error: no column `{name or known[0]}` with the {what}; there are {', '.join(present)}")
        found += those[:1]
    return found + [SCRIPT] * (SCRIPT in present)


def of_parquet(batch):
    """Rows as lines of JSON. Bytes that are not UTF-8 stay as they are: `tokcost count` is to see them."""
    def text(cell):
        return cell.decode("utf-8", "surrogateescape")

    names = batch.schema.names[:-2]
    rows = zip(*(column.to_pylist() for column in batch.columns[:-2]))
    lines = (json.dumps({name: text(cell) for name, cell in zip(names, row) if cell is not None}, ensure_ascii=False)
             for row in rows)
    return "".join(line + "\n" for line in lines).encode("utf-8", "surrogateescape")


def of_bytes(batch):
    """What the cells hold, one after the other as they lie in memory."""
    cells = batch.column(0).cast(pa.large_binary())
    _, offsets, content = cells.buffers()
    ends = memoryview(offsets).cast("q")
    return memoryview(content)[ends[cells.offset]:ends[cells.offset + len(cells)]]


def stretches(batches):
    """Rows that are from one place, as the place and the rows."""
    for batch in batches:
        files, starts = batch.column("file").dictionary_encode(), batch.column("start")
        places = list(zip(files.indices.to_pylist(), starts.to_pylist()))
        first = 0
        for (file, start), rows in itertools.groupby(places):
            end = first + len(list(rows))
            yield (files.dictionary[file].as_py(), start), batch.slice(first, end - first)
            first = end


class Ended(Exception):
    """A process of tokcost failed; the message has what it said."""


def streamed(program, arguments, chunks):
    """What `tokcost` writes when it is given these bytes, and what it says."""
    command = [SparkFiles.get(program), *arguments]
    # A file takes any amount of words: at a pipe that nobody reads yet, tokcost would wait for ever.
    with tempfile.TemporaryFile() as said:
        tokcost = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said)
        try:
            for chunk in chunks:
                tokcost.stdin.write(chunk)
        except BrokenPipeError:
            pass  # It has ended, and says why.
        except BaseException:
            tokcost.kill()  # The task is given up.
            raise
        finally:
            written, _ = tokcost.communicate()
        said.seek(0)
        words = said.read().decode("utf-8", "replace")
    if tokcost.returncode != 0:
        raise Ended(f"tokcost {arguments[0]} ended with {tokcost.returncode}:\n{words.strip()}")
    return written, words


def row(part, said):
    return pa.RecordBatch.from_arrays([pa.array([part], pa.binary()), pa.array([said], pa.string())], ["part", "said"])


def count(program, run, of_count, as_bytes):
    """A function from the rows of a partition to a part for each place that they are from."""

    def of_partition(batches):
        for number, (place, stretch) in enumerate(itertools.groupby(stretches(batches), key=lambda of: of[0])):
            file, start = place
            source = f"{file} from byte {start}" if start > 0 else file
            # The same if the task is run again.
            name = f"{run}-{TaskContext.get().partitionId()}-{number}"
            # A byte order mark is none but at the start of a file, which an empty line is not.
            before = [b"\n"] if start > 0 else []
            lines = (as_bytes(rows) for _, rows in stretch)
            command = ["count", "-", "--source", source, "--part", name, "--threads", "1", "--quiet", *of_count]
            yield row(*streamed(program, command, itertools.chain(before, lines)))

    return of_partition


def add_up(program):
    """A function from the parts of a partition to one."""

    def of_partition(batches):
        told = []

        def parts():
            for batch in batches:
                for said in batch.column("said").to_pylist():
                    lines = [line for line in said.splitlines(keepends=True) if line.startswith(LEFT_OUT)]
                    told.extend(lines[:TOLD - len(told)])
                yield from batch.column("part").to_pylist()

        first = next(given := parts(), None)
        if first is not None:
            part, _ = streamed(program, ["merge", "-", "--part", "-", "--quiet"], itertools.chain([first], given))
            yield row(part, "".join(told))

    return of_partition


def is_there(spark, path):
    try:
        spark.read.text(path)
        return True
    except AnalysisException:
        return False


def whole(parts):
    """The row that all parts came to; `None` if there was no text."""
    try:
        return next(iter(parts.collect()), None)
    except Exception as error:
        # Spark's message has Python's, which has tokcost's; the rest is where in Spark it happened.
        ended = re.search(rf"{Ended.__name__}: (.*?)(\n\n|$)", str(error), re.DOTALL)
        sys.exit(ended[1]) if ended else None
        raise


def main():
    options, of_count = arguments()
    spark = SparkSession.builder.appName("tokcost").getOrCreate()
    if not spark.sparkContext.getConf().contains(BATCH):
        spark.conf.set(BATCH, ROWS)
    is_far = "://" in options.part
    if is_far and is_there(spark, options.part):
        sys.exit(f"error: `{options.part}` is there already")
    # Spark calls a file what it is called where links end.
    source = options.tokcost if "://" in options.tokcost else os.path.realpath(options.tokcost)
    spark.sparkContext.addFile(source)
    program = os.path.basename(source)
    table = records(spark, options, of_count)
    as_bytes = of_parquet if options.format == "parquet" else of_bytes
    partitions = table.rdd.getNumPartitions()
    parts = table.mapInArrow(count(program, uuid.uuid4().hex, of_count, as_bytes), SCHEMA)
    while True:
        partitions = max(1, -(-partitions // TOGETHER))
        parts = parts.repartition(partitions).mapInArrow(add_up(program), SCHEMA)
        if partitions == 1:
            break
    everything = whole(parts)
    if everything is None:
        sys.exit("error: there is no text in " + ", ".join(options.inputs))
    sys.stderr.write(everything.said)
    part, words = streamed(program, ["merge", "-", "--part", "-" if is_far else options.part], [everything.part])
    sys.stderr.write(words)
    if is_far:
        spark.createDataFrame([(part.decode().rstrip("\n"),)], "value string").coalesce(1).write.text(options.part)


main()
