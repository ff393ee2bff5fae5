"""Custom jobs, batch predictions and hyperparameter tuning."""

import json

from google.api_core import exceptions
from google.cloud import aiplatform, storage
from google.cloud.aiplatform import hyperparameter_tuning
from google.cloud.aiplatform_v1.types import JobState

from session import bucket, credentials, made, project, trainer_image, until
from steps import expect, expect_error, expect_in, step

over = (
    JobState.JOB_STATE_SUCCEEDED,
    JobState.JOB_STATE_FAILED,
    JobState.JOB_STATE_CANCELLED,
)


def start_job(ending, **more):
    job = aiplatform.CustomJob(
        display_name=f"train until {ending}",
        worker_pool_specs=[
            {
                "replica_count": 1,
                "machine_spec": {"machine_type": "n1-standard-4"},
                "container_spec": {"image_uri": trainer_image, "args": [ending]},
            }
        ],
        **more,
    )
    job.submit()
    return job


def end_of(job):
    return until(lambda: job.state if job.state in over else None)


def read_text(name):
    return objects().blob(name).download_as_text()


def objects():
    return storage.Client(project=project, credentials=credentials).bucket(bucket)


@step("run a custom job to success")
def job_success():
    job = start_job("success", base_output_dir=f"gs://{bucket}/run", labels={"kind": "train"})
    expect(end_of(job), JobState.JOB_STATE_SUCCEEDED)
    expect(job.error.code, 0)
    expect(json.loads(read_text("run/model/model.json")), {"trained": True})
    made.job = job


@step("run a custom job to failure")
def job_failure():
    job = start_job("failure")
    expect(end_of(job), JobState.JOB_STATE_FAILED)
    expect(job.error.code, 3)
    expect_in("exited with a non-zero status of 3", job.error.message)


@step("cancel a custom job")
def job_cancel():
    job = start_job("never")
    until(lambda: job.state == JobState.JOB_STATE_RUNNING)
    job.cancel()
    expect(end_of(job), JobState.JOB_STATE_CANCELLED)
    expect(job.error.code, 1)


@step("list custom jobs by state")
def list_jobs():
    failed = aiplatform.CustomJob.list(filter='state="JOB_STATE_FAILED"')
    expect([job.display_name for job in failed], ["train until failure"])
    trained = aiplatform.CustomJob.list(filter="labels.kind=train")
    expect([job.name for job in trained], [made.job.name])


@step("predict in batch")
def batch_predict():
    objects().blob("batch/in.jsonl").upload_from_string("1\n2\n3\n")
    job = aiplatform.BatchPredictionJob.submit(
        job_display_name="batch",
        model_name=made.second,
        instances_format="jsonl",
        predictions_format="jsonl",
        gcs_source=f"gs://{bucket}/batch/in.jsonl",
        gcs_destination_prefix=f"gs://{bucket}/batch/out",
        machine_type="n1-standard-2",
    )
    expect(end_of(job), JobState.JOB_STATE_SUCCEEDED)
    files = [blob for blob in job.iter_outputs() if "prediction.results" in blob.name]
    lines = [
        json.loads(line) for blob in files for line in blob.download_as_text().splitlines()
    ]
    seen = {line["instance"]: line["prediction"]["doubled"] for line in lines}
    expect(seen, {1: 2, 2: 4, 3: 6})
    job.delete()


@step("refuse to tune hyperparameters, and say why")
def tune():
    spec = aiplatform.CustomJob(
        display_name="trial",
        worker_pool_specs=[
            {
                "replica_count": 1,
                "machine_spec": {"machine_type": "n1-standard-4"},
                "container_spec": {"image_uri": trainer_image, "args": ["success"]},
            }
        ],
    )
    depth = hyperparameter_tuning.IntegerParameterSpec(min=1, max=4, scale="linear")
    job = aiplatform.HyperparameterTuningJob(
        display_name="tune",
        custom_job=spec,
        metric_spec={"auRoc": "maximize"},
        parameter_spec={"depth": depth},
        max_trial_count=2,
        parallel_trial_count=1,
    )
    expect_error(exceptions.MethodNotImplemented, "hyperparameter tuning", job.run)


def delete_jobs():
    for job in aiplatform.CustomJob.list():
        job.delete()
    expect(aiplatform.CustomJob.list(), [])
