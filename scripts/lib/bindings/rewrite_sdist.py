"""Writes a source distribution anew, so that the same files give the same bytes: sorted, of nobody, at SOURCE_DATE_EPOCH."""

import gzip
import io
import os
import sys
import tarfile

epoch = int(os.environ["SOURCE_DATE_EPOCH"])
path = sys.argv[1]
with tarfile.open(path) as archive:
    members = sorted(archive.getmembers(), key=lambda member: member.name)
    contents = {member.name: archive.extractfile(member).read() for member in members if member.isfile()}
with open(path, "wb") as file, gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=epoch) as zipped:
    with tarfile.open(fileobj=zipped, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for member in members:
            member.mtime, member.uid, member.gid, member.uname, member.gname, member.pax_headers = epoch, 0, 0, "", "", {}
            member.mode = 0o755 if member.isdir() else 0o644
            archive.addfile(member, io.BytesIO(contents[member.name]) if member.isfile() else None)
