"""The clients under way, led to the embedded Vertex, and what its steps hand on to each other."""

import os
import time
from types import SimpleNamespace

import grpc
from google.auth.credentials import AnonymousCredentials
from google.cloud import aiplatform

project = "clients-project"
region = "us-central1"
parent = f"projects/{project}/locations/{region}"
bucket = "clients"
server_image = "clients.test/server"
trainer_image = "clients.test/trainer"

credentials = AnonymousCredentials()
address = f"http://{os.environ['VERTEX_EMULATOR_HOST']}"

aiplatform.init(
    project=project,
    location=region,
    staging_bucket=f"gs://{bucket}",
    api_endpoint=address,
    api_transport="rest",
    credentials=credentials,
)

#: Resources that one step creates and a later one uses.
made = SimpleNamespace()


def service(client):
    """A client below the classes of the SDK: where they check, rewrite or lack a request."""
    return client(
        credentials=credentials, transport="rest", client_options={"api_endpoint": address}
    )


def service_by_grpc(client):
    """As service, by the transport that the SDK has when none is asked for."""
    channel = grpc.insecure_channel(os.environ["VERTEX_EMULATOR_GRPC"])
    return client(transport=client.get_transport_class("grpc")(channel=channel))


def until(observe, timeout=60):
    """Repeats an observation until it is something; raises after this many seconds."""
    end = time.monotonic() + timeout
    while True:
        seen = observe()
        if seen:
            return seen
        if time.monotonic() > end:
            raise AssertionError(f"still {seen!r} after {timeout} s")
        time.sleep(0.2)
