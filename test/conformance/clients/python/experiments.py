"""Experiments: runs with parameters, metrics and time series."""

from google.cloud import aiplatform

from session import made, service
from steps import expect, step


@step("record a run of an experiment")
def record_run():
    aiplatform.init(experiment="depths", experiment_tensorboard=False)
    aiplatform.start_run("eight")
    aiplatform.log_params({"depth": 8, "loss": "log"})
    aiplatform.log_metrics({"auRoc": 0.9})
    aiplatform.end_run()
    run = aiplatform.ExperimentRun("eight", experiment="depths")
    expect(run.get_params(), {"depth": 8, "loss": "log"})
    expect(run.get_metrics(), {"auRoc": 0.9})
    expect(run.get_state(), "COMPLETE")
    expect([each.name for each in aiplatform.Experiment.list()], ["depths"])
    expect([each.name for each in aiplatform.ExperimentRun.list(experiment="depths")], ["eight"])


@step("record the time series of a run")
def record_series():
    made.tensorboard = aiplatform.Tensorboard.create(display_name="curves")
    aiplatform.init(experiment="curves", experiment_tensorboard=made.tensorboard)
    with aiplatform.start_run("eight"):
        for epoch, loss in enumerate((0.7, 0.5, 0.4), start=1):
            aiplatform.log_time_series_metrics({"loss": loss}, step=epoch)
    client = service(aiplatform.gapic.TensorboardServiceClient)
    run = f"{made.tensorboard.resource_name}/experiments/curves/runs/eight"
    [series] = client.list_tensorboard_time_series(parent=run)
    read = client.read_tensorboard_time_series_data(tensorboard_time_series=series.name)
    seen = [(value.step, value.scalar.value) for value in read.time_series_data.values]
    expect(seen, [(1, 0.7), (2, 0.5), (3, 0.4)])


@step("record the artifacts of an execution")
def record_artifacts():
    with aiplatform.start_execution(
        schema_title="system.ContainerExecution", display_name="training"
    ) as execution:
        data = aiplatform.Artifact.create(
            schema_title="system.Dataset", display_name="strikes", uri="gs://clients/strikes.csv"
        )
        trained = aiplatform.Artifact.create(schema_title="system.Model", display_name="doubler")
        execution.assign_input_artifacts([data])
        execution.assign_output_artifacts([trained])
    expect([each.name for each in execution.get_input_artifacts()], [data.name])
    expect([each.name for each in execution.get_output_artifacts()], [trained.name])
    found = aiplatform.Artifact.list(filter='schema_title="system.Dataset"')
    expect([each.display_name for each in found], ["strikes"])


def delete_experiments():
    for experiment in aiplatform.Experiment.list():
        experiment.delete(delete_backing_tensorboard_runs=True)
    made.tensorboard.delete()
    expect(aiplatform.Experiment.list(), [])
