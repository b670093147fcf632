"""What Spark counts is what one process counts, to the byte, whatever happens: cluster.py TOKCOST."""

import contextlib
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

import pyspark

HERE = pathlib.Path(__file__).resolve().parent
SPARK = pathlib.Path(pyspark.__file__).parent
TOKENIZERS = ["-t", "bytes", "-t", "o200k_base", "--replicates", "20"]
# The partition in which an executor is killed: with the work of some others in its hands, and more to do.
DEADLY = 40
# Seconds that anything may take.
PATIENCE = 240


class Failed(Exception):
    pass


def check(is_so, claim):
    if not is_so:
        raise Failed(claim)


def waited(process, ready, claim):
    """What `ready` finds, as soon as it finds something, while a process runs."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := ready():
            return found
        check(process.poll() is None, f"it ended with {process.poll()} before there was {claim}")
        time.sleep(0.05)
    raise Failed(f"waited {PATIENCE} s, and there was no {claim}")


class Place:
    """A folder, a program, and everything that was started there."""

    def __init__(self, folder, tokcost):
        self.folder, self.tokcost, self.started = folder, tokcost, []
        self.environment = {**os.environ, "SPARK_HOME": str(SPARK), "SPARK_LOCAL_IP": "127.0.0.1",
                            "PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable,
                            "SPARK_LOCAL_DIRS": str(folder / "scratch"),
                            "TOKCOST": tokcost, "DEADLY": str(DEADLY), "KILLED": str(folder / "killed")}

    def start(self, name, command):
        """A process in a group of its own, and the file of what it says."""
        log = self.folder / f"{name}.log"
        with open(log, "wb") as file:
            process = subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT, cwd=self.folder,
                                       env=self.environment, start_new_session=True)
        self.started.append((process, log))
        return process, log

    def stop(self):
        for process, _ in self.started:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def run(self, *arguments):
        subprocess.run([self.tokcost, *arguments], cwd=self.folder, check=True)

    def results(self, part):
        """Every file that is made of a part."""
        self.run("merge", part, "--name", "text", "-o", f"{part}.results", "--quiet", "--charts", "premium")
        root = self.folder / f"{part}.results"
        return {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}

    def counted(self, part, inputs, *more):
        """What one process makes of the inputs."""
        self.run("count", *inputs, *TOKENIZERS, *more, "--output", part, "--quiet")
        return self.results(part)

    def submit(self, part, master, inputs, *more, conf=(), tokcost=None):
        command = [SPARK / "bin/spark-submit", "--master", master, "--conf", "spark.ui.enabled=false",
                   "--conf", "spark.executor.memory=512m", "--conf", "spark.driver.memory=512m"]
        for setting in conf:
            command += ["--conf", setting]
        command += ["tokcost_spark.py", *inputs, "--part", part, "--tokcost", tokcost or self.tokcost]
        return self.start(part, [*command, "--", *TOKENIZERS, *more])


def ended(process, log):
    """The exit code and the words of a process."""
    code = process.wait(PATIENCE)
    return code, log.read_text(errors="replace")


def same(expected, found, claim):
    check(len(expected) > 10 and expected.keys() == found.keys(), f"{claim}: other files")
    for name in expected:
        check(expected[name] == found[name], f"{claim}: {name} differs")
    print(f"same {len(expected)} files: {claim}")


def cluster(place):
    """The address of a master with two workers of one core."""
    daemon = [SPARK / "bin/spark-class", "org.apache.spark.deploy"]
    options = ["--host", "127.0.0.1", "--port", "0", "--webui-port", "0"]
    process, log = place.start("master", [daemon[0], f"{daemon[1]}.master.Master", *options])
    found = waited(process, lambda: re.search(r"Starting Spark master at (spark://\S+)", log.read_text()), "a master")
    master = found[1]
    worker = [daemon[0], f"{daemon[1]}.worker.Worker", *options, "--cores", "1", "--memory", "1g"]
    workers = [place.start(name, [*worker, "--work-dir", place.folder / name, master]) for name in ["worker-1", "worker-2"]]
    for process, log in workers:
        waited(process, lambda: "Successfully registered with master" in log.read_text(), "a worker")
    return master


def generated(place, name, *options):
    command = [sys.executable, HERE / "generate.py", place.folder / name, *options]
    subprocess.run(command, check=True)
    return sorted(str(path) for path in (place.folder / name).iterdir())


def an_executor_is_killed(place, master, expected, inputs, split):
    conf = [f"spark.sql.files.maxPartitionBytes={split}"]
    code, words = ended(*place.submit("killed.part", master, inputs, conf=conf, tokcost=HERE / "deadly.py"))
    check(code == 0, f"with an executor killed the job ended with {code}:\n{words}")
    check("(64/64)" in words, "there were other than 64 partitions")
    check("Lost executor" in words, "no executor was lost")
    same(expected, place.results("killed.part"), f"JSON Lines in 64 partitions, an executor killed in number {DEADLY}")


def parquet_is_the_same(place, master, expected):
    inputs = generated(place, "parquet", *DATA, "--format", "parquet")
    code, words = ended(*place.submit("parquet.part", master, inputs))
    check(code == 0, f"the job on Parquet ended with {code}:\n{words}")
    same(expected, place.results("parquet.part"), "Parquet")


def text_is_cut_anywhere(place):
    """Every line begins with a byte order mark, which is none but at the start of the file, and holds a lone CR."""
    path = place.folder / "en.txt"
    path.write_bytes("".join(f"\ufeffLine\r {line}\r\n" for line in range(20_000)).encode())
    options = ["--language", "en", "--lines"]
    expected = place.counted("text-once.part", [path], *options)
    conf = ["spark.sql.files.maxPartitionBytes=20000"]
    code, words = ended(*place.submit("text.part", "local[2]", [path], *options, conf=conf))
    check(code == 0, f"the job on text ended with {code}:\n{words}")
    same(expected, place.results("text.part"), "text")


def poisoned_records_end_the_job_or_are_told_and_counted(place, inputs):
    bad = place.folder / "bad.jsonl"
    bad.write_bytes(b'{"language": "en", "text": "tea"}\n{"language": "en", "text": "\xff"}\n{"text": "tea"}\n')
    inputs = [*inputs[:1], str(bad)]
    code, words = ended(*place.submit("fail.part", "local[2]", inputs))
    fault = "bad.jsonl` line 2: found the byte FF in byte 29, expected UTF-8"
    check(code == 1 and fault in words, f"a poisoned record ended the job with {code}:\n{words}")
    check(not (place.folder / "fail.part").exists(), "a part was written in spite of a poisoned record")
    code, words = ended(*place.submit("skip.part", "local[2]", inputs, "--on-error", "skip"))
    found = [fault, "bad.jsonl` line 3: found no language", "warning: 2 records could not be counted and were left out"]
    check(code == 0 and all(one in words for one in found), f"poisoned records left out, the job ended with {code}:\n{words}")
    expected = place.counted("skip-once.part", inputs, "--on-error", "skip")
    same(expected, place.results("skip.part"), "poisoned records left out")


DATA = ["--megabytes", "8", "--files", "16"]


def main():
    # Ended from outside, it ends what it started, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        place = Place(pathlib.Path(folder), os.path.abspath(sys.argv[1]))
        try:
            place.run("spark", "tokcost_spark.py")
            inputs = generated(place, "jsonl", *DATA)
            split = max(os.path.getsize(path) for path in inputs) // 4 + 1
            expected = place.counted("once.part", inputs)
            master = cluster(place)
            an_executor_is_killed(place, master, expected, inputs, split)
            parquet_is_the_same(place, master, expected)
            text_is_cut_anywhere(place)
            poisoned_records_end_the_job_or_are_told_and_counted(place, inputs)
        except Failed:
            for _, log in place.started:
                print(f"--- {log.name}\n{log.read_text(errors='replace')[-4000:]}", file=sys.stderr)
            raise
        finally:
            place.stop()
    print(f"Spark {pyspark.__version__}: {time.monotonic() - begun:.0f} s")


try:
    main()
except Failed as failed:
    sys.exit(f"FAILED: {failed}")
