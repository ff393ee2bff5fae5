"""Models, their versions, aliases and evaluations."""

from google.api_core import exceptions
from google.cloud import aiplatform

from session import made, parent, server_image, service
from steps import expect, expect_error, expect_in, step


def upload(version, **more):
    return aiplatform.Model.upload(
        display_name="doubler",
        serving_container_image_uri=f"{server_image}:{version}",
        serving_container_environment_variables={"MODEL_VERSION": version},
        serving_container_predict_route="/predict",
        serving_container_health_route="/health",
        **more,
    )


@step("upload a first version")
def upload_first():
    made.first = upload("1", model_id="doubler", labels={"team": "birds"})
    expect(made.first.name, "doubler")
    expect(made.first.version_id, "1")
    expect(made.first.version_aliases, ["default"])
    expect(dict(made.first.labels), {"team": "birds"})
    number = made.first.resource_name.split("/")[1]
    expect(number.isdigit(), True)


@step("upload a second version with alias, labels and description")
def upload_second():
    made.second = upload(
        "2",
        parent_model=made.first.resource_name,
        is_default_version=False,
        version_aliases=["challenger"],
        version_description="deeper",
        labels={"depth": "eight"},
    )
    expect(made.second.version_id, "2")
    expect(made.second.version_aliases, ["challenger"])
    expect(made.second.version_description, "deeper")
    expect_in(("depth", "eight"), dict(made.second.labels).items())


@step("list the versions of a model")
def list_versions():
    versions = made.first.versioning_registry.list_versions()
    seen = {each.version_id: list(each.version_aliases) for each in versions}
    expect(seen, {"1": ["default"], "2": ["challenger"]})


@step("read a version by its alias")
def read_by_alias():
    expect(aiplatform.Model("doubler@challenger").version_id, "2")
    expect(aiplatform.Model("doubler@2").version_description, "deeper")
    expect(aiplatform.Model("doubler").version_id, "1")


@step("move an alias to another version")
def move_alias():
    registry = made.first.versioning_registry
    registry.add_version_aliases(["champion"], "1")
    registry.add_version_aliases(["champion"], "2")
    expect_in("champion", registry.get_version_info("2").version_aliases)
    expect("champion" in registry.get_version_info("1").version_aliases, False)
    registry.remove_version_aliases(["champion"], "2")
    expect(list(registry.get_version_info("2").version_aliases), ["challenger"])


@step("refuse a bad alias")
def refuse_alias():
    add = made.first.versioning_registry.add_version_aliases
    expect_error(exceptions.BadRequest, "Not_An_Alias", lambda: add(["Not_An_Alias"], "1"))


@step("refuse to take the default alias away")
def refuse_without_default():
    remove = made.first.versioning_registry.remove_version_aliases
    expect_error(exceptions.BadRequest, "default", lambda: remove(["default"], "1"))


@step("update a model and a version")
def update_model():
    aiplatform.Model("doubler@2").update(description="doubles", labels={"team": "fish"})
    # The registry of the SDK names the model in this request, not the version.
    service(aiplatform.gapic.ModelServiceClient).update_model(
        model={"name": f"{parent}/models/doubler@2", "version_description": "deeper still"},
        update_mask={"paths": ["version_description"]},
    )
    seen = aiplatform.Model("doubler@2")
    expect([seen.description, seen.version_description], ["doubles", "deeper still"])
    expect(aiplatform.Model("doubler").version_description, "")


@step("list models by a filter")
def list_models():
    expect([model.name for model in aiplatform.Model.list(filter='labels.team="fish"')], ["doubler"])
    expect(aiplatform.Model.list(filter='display_name="other"'), [])


@step("answer that a model is not there")
def unknown_model():
    expect_error(exceptions.NotFound, "nowhere", lambda: aiplatform.Model("nowhere"))


@step("copy a model")
def copy_model():
    copied = made.first.copy(destination_location="us-central1", destination_model_id="copied")
    expect(copied.name, "copied")
    expect(copied.version_id, "1")
    copied.delete()


@step("import an evaluation of a version")
def import_evaluation():
    schema = (
        "gs://google-cloud-aiplatform/schema/modelevaluation/classification_metrics_1.0.0.yaml"
    )
    imported = service(aiplatform.gapic.ModelServiceClient).import_model_evaluation(
        parent=f"{parent}/models/doubler@2",
        model_evaluation={
            "display_name": "holdout",
            "metrics_schema_uri": schema,
            "metrics": {"auRoc": 0.9},
        },
    )
    [listed] = aiplatform.Model("doubler@2").list_model_evaluations()
    expect(listed.resource_name, imported.name)
    expect(dict(listed.metrics), {"auRoc": 0.9})
