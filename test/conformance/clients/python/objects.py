"""Cloud Storage by its own library."""

import os

from google.api_core import exceptions
from google.cloud import storage

from session import bucket, credentials, project
from steps import expect, expect_error, step

client = storage.Client(project=project, credentials=credentials)
here = client.bucket(bucket)
#: More than the library sends in one request.
large = os.urandom(9 * 1024 * 1024)


@step("upload a small object")
def upload_small():
    blob = here.blob("objects/a.txt")
    blob.upload_from_string("small", content_type="text/plain", checksum="md5")
    expect(here.get_blob("objects/a.txt").size, 5)


@step("upload a large object in parts")
def upload_large():
    blob = here.blob("objects/deep/large.bin", chunk_size=4 * 1024 * 1024)
    blob.upload_from_string(large)
    expect(here.get_blob("objects/deep/large.bin").size, len(large))


@step("download what was uploaded")
def download():
    # The library compares the hash that comes with the object.
    expect(here.blob("objects/deep/large.bin").download_as_bytes(checksum="md5"), large)
    expect(here.blob("objects/a.txt").download_as_text(), "small")
    expect(here.blob("objects/a.txt").download_as_text(start=1, end=3), "mal")


@step("list objects by prefix")
def list_objects():
    found = client.list_blobs(bucket, prefix="objects/", delimiter="/")
    expect([blob.name for blob in found], ["objects/a.txt"])
    expect(list(found.prefixes), ["objects/deep/"])


@step("refuse a write whose precondition does not hold")
def refuse_write():
    blob = here.blob("objects/a.txt")
    expect_error(
        exceptions.PreconditionFailed,
        "412",
        lambda: blob.upload_from_string("lost", if_generation_match=0),
    )
    expect(blob.download_as_text(), "small")


@step("move an object")
def move():
    generation = here.get_blob("objects/a.txt").generation
    here.copy_blob(here.blob("objects/a.txt"), here, "objects/b.txt", if_generation_match=0)
    here.blob("objects/a.txt").delete(if_generation_match=generation)
    expect(here.blob("objects/b.txt").download_as_text(), "small")
    expect(here.blob("objects/a.txt").exists(), False)


@step("remove objects")
def remove():
    for blob in client.list_blobs(bucket, prefix="objects/"):
        blob.delete()
    expect(list(client.list_blobs(bucket, prefix="objects/")), [])


@step("answer that an object is not there")
def unknown_object():
    missing = here.blob("objects/nowhere")
    expect_error(exceptions.NotFound, "objects/nowhere", missing.download_as_text)
