"""Reads every file of the installed library as an older Python would: fails at the first one that has newer syntax."""

import ast
import importlib.util
import pathlib
import sys

oldest = tuple(int(part) for part in sys.argv[1].split("."))
files = list(pathlib.Path(importlib.util.find_spec("cdk8s_startgate").origin).parent.rglob("*.py"))
for file in files:
    ast.parse(file.read_text(encoding="utf-8"), str(file), feature_version=oldest)
print(f"{len(files)} files")
