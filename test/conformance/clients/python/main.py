"""The scenario by the Python SDK and the library of Cloud Storage: a line of JSON for each step."""

from steps import expect, run_steps, step  # isort: skip  (before a client binds the output)

# A module defines its steps when it is imported: this is their order.
import registry  # noqa: F401
import endpoints
import jobs
import experiments
import objects  # noqa: F401
from google.cloud import aiplatform
from session import made


@step("delete everything")
def delete_all():
    endpoints.delete_endpoint()
    jobs.delete_jobs()
    made.second.versioning_registry.delete_version("2")
    expect(len(made.first.versioning_registry.list_versions()), 1)
    for model in aiplatform.Model.list():
        model.delete()
    expect(aiplatform.Model.list(), [])


@step("delete experiments")
def delete_experiments():
    experiments.delete_experiments()


run_steps()
