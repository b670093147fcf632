"""Counts text with Apache Spark: every task streams its rows through `tokcost count`, and the parts are added up.

    tokcost spark tokcost_spark.py
    spark-submit tokcost_spark.py 's3a://bucket/texts/*.parquet' --part texts.part -- -t o200k_base
    tokcost merge texts.part --name texts

Reads Parquet, JSON Lines and text with Spark's own readers, from wherever they read. What follows `--` goes to
`tokcost count` as it is. The program is sent to the workers: they need Python with pyarrow, as Spark's own functions do,
and nothing else. Only PySpark's public interface is used (3.3 or newer), so any master will do.
"""

import argparse
import itertools
import os
import shutil
import subprocess
import sys
import uuid

import pyarrow as pa
import pyarrow.compute as pc
from pyspark import SparkFiles, TaskContext
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

# Parts that one process adds up: more become fewer on the workers first.
FEW_PARTS = 64


def arguments():
    own, of_count = sys.argv[1:], []
    if "--" in own:
        at = own.index("--")
        own, of_count = own[:at], own[at + 1:]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", help="paths that Spark reads; patterns work")
    parser.add_argument("--part", required=True, help="file on this machine for the part of everything")
    parser.add_argument("--format", choices=["parquet", "jsonl", "text"], help="told by the name if not given")
    parser.add_argument("--text-column", default="text")
    parser.add_argument("--language-column", default="language")
    parser.add_argument("--id-column", default="id", help="left out where the table has no such column")
    parser.add_argument("--tokcost", default=shutil.which("tokcost"), help="the program to send to the workers")
    parsed = parser.parse_args(own)
    if parsed.tokcost is None:
        parser.error("tokcost is not on the path: name it with --tokcost")
    if parsed.format is None:
        name = parsed.inputs[0]
        parsed.format = "parquet" if "parquet" in name else "jsonl" if "json" in name else "text"
    return parsed, of_count


def records(spark, options):
    """A line for `tokcost count` in each row, and the file that it is from."""
    if options.format == "parquet":
        table = spark.read.parquet(*options.inputs)
        columns = {"text": options.text_column, "language": options.language_column, "id": options.id_column}
        fields = [F.col(column).cast("string").alias(name) for name, column in columns.items() if column in table.columns]
        line = F.to_json(F.struct(*fields))
    else:
        table = spark.read.text(options.inputs)
        line = F.col("value")
    return table.select(line.alias("line"), F.input_file_name().alias("file"))


def program():
    path = SparkFiles.get("tokcost")
    os.chmod(path, 0o755)
    return path


def joined(strings):
    """The strings of an Arrow array, each with a line feed, as bytes."""
    everything = pa.ListArray.from_arrays(pa.array([0, len(strings)], pa.int32()), strings.cast(pa.binary()))
    return pc.binary_join(everything, b"\n")[0].as_buffer().to_pybytes() + b"\n" if len(strings) else b""


def runs_of_files(batches):
    """Stretches of rows that are from one file, as (file, bytes)."""
    for batch in batches:
        lines, files = batch.column("line"), batch.column("file").dictionary_encode()
        ends = [at for at in range(1, len(files)) if files.indices[at] != files.indices[at - 1]] if len(files.dictionary) > 1 else []
        for start, end in zip([0, *ends], [*ends, len(lines)]):
            if end > start:
                yield files[start].as_py(), joined(lines[start:end])


def count(of_count, run):
    """A function from the rows of a partition to the parts of its files, and what was said about them."""

    def of_partition(batches):
        stretches = itertools.groupby(runs_of_files(batches), key=lambda stretch: stretch[0])
        for number, (file, stretch) in enumerate(stretches):
            name = f"{run}-{TaskContext.get().partitionId()}-{number}"
            command = [program(), "count", "-", "--source", file, "--part", name, "--threads", "1", "--quiet", *of_count]
            worker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            try:
                for _, lines in stretch:
                    worker.stdin.write(lines)
            except BrokenPipeError:
                pass  # It has stopped, and says why.
            part, said = worker.communicate()
            said = said.decode(errors="replace")
            if worker.returncode != 0:
                raise RuntimeError(f"tokcost count ended with {worker.returncode}: {said}")
            yield pa.RecordBatch.from_pydict({"part": [part.decode()], "said": [said]})

    return of_partition


def add_up(batches):
    parts = [batch.column("part") for batch in batches]
    if sum(map(len, parts)) == 0:
        return
    text = b"".join(joined(column) for column in parts)
    merge = subprocess.run([program(), "merge", "-", "--part", "-"], input=text, capture_output=True)
    if merge.returncode != 0:
        raise RuntimeError(f"tokcost merge ended with {merge.returncode}: {merge.stderr.decode(errors='replace')}")
    yield pa.RecordBatch.from_pydict({"part": [merge.stdout.decode()], "said": [""]})


def main():
    options, of_count = arguments()
    spark = SparkSession.builder.appName("tokcost").getOrCreate()
    spark.sparkContext.addFile(os.path.abspath(options.tokcost))
    if os.path.basename(options.tokcost) != "tokcost":
        sys.exit("the program must be a file called `tokcost`")
    schema = "part string, said string"
    counted = records(spark, options).mapInArrow(count(of_count, uuid.uuid4().hex), schema).persist()
    for row in counted.filter("said != ''").toLocalIterator():
        sys.stderr.write(row.said)
    while counted.rdd.getNumPartitions() > FEW_PARTS:
        counted = counted.coalesce(counted.rdd.getNumPartitions() // FEW_PARTS + 1).mapInArrow(add_up, schema)
    merge = subprocess.Popen([options.tokcost, "merge", "-", "--part", options.part], stdin=subprocess.PIPE)
    for row in counted.toLocalIterator():
        merge.stdin.write(row.part.encode())
    merge.stdin.close()
    spark.stop()
    sys.exit(merge.wait())


main()
