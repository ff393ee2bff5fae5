"""Endpoints, deployments, traffic and predictions."""

import json

from google.api import httpbody_pb2
from google.api_core import exceptions
from google.cloud import aiplatform
from google.cloud.aiplatform_v1 import PredictionServiceClient
from google.cloud.aiplatform_v1.types import Endpoint

from session import made, service, service_by_grpc
from steps import expect, expect_error, expect_in, step


def deployed_ids():
    """Ids of the deployed models by their model's version."""
    return {each.model_version_id: each.id for each in made.endpoint.list_models()}


def server():
    return service(aiplatform.gapic.EndpointServiceClient)


def create_endpoint(name):
    return aiplatform.Endpoint.create(display_name=name, endpoint_id=name)


@step("create an endpoint with an id of our own")
def create():
    made.endpoint = create_endpoint("production")
    expect(made.endpoint.name, "production")
    expect(made.endpoint.traffic_split, {})


@step("refuse a bad endpoint id")
def refuse_id():
    expect_error(exceptions.BadRequest, "endpoint_id", lambda: create_endpoint("1234567890"))


@step("answer that an endpoint is not there")
def unknown_endpoint():
    # The class asks for the endpoint when it is first used.
    expect_error(exceptions.NotFound, "404", lambda: aiplatform.Endpoint("404").display_name)


@step("refuse a prediction without traffic")
def predict_without_traffic():
    text = "doesn't have traffic_split."
    expect_error(exceptions.BadRequest, text, lambda: made.endpoint.predict([1]))


@step("deploy the first version with all traffic")
def deploy_first():
    deploy(made.first, 100)
    expect(made.endpoint.traffic_split, {deployed_ids()["1"]: 100})


@step("deploy the second version without traffic")
def deploy_second():
    deploy(made.second, 0)
    ids = deployed_ids()
    # The class sends the whole split, so the new model stands in it with nothing.
    expect(made.endpoint.traffic_split, {ids["1"]: 100, ids["2"]: 0})


def deploy(model, traffic_percentage):
    made.endpoint.deploy(
        model,
        machine_type="n1-standard-2",
        min_replica_count=1,
        traffic_percentage=traffic_percentage,
    )


@step("refuse a split that does not add up")
def refuse_sum():
    ids = deployed_ids()
    split = {ids["1"]: 90, ids["2"]: 5}
    expect_error(exceptions.BadRequest, "100", lambda: made.endpoint.update(traffic_split=split))


@step("refuse a split of an unknown deployed model")
def refuse_unknown():
    text = "The following DeployedModel ID(s) [77] do not exist."
    update = made.endpoint.update
    expect_error(exceptions.BadRequest, text, lambda: update(traffic_split={"77": 100}))


@step("split the traffic")
def split():
    ids = deployed_ids()
    made.endpoint.update(traffic_split={ids["1"]: 90, ids["2"]: 10})
    seen = aiplatform.Endpoint("production").traffic_split
    expect(seen, {ids["1"]: 90, ids["2"]: 10})


@step("refuse a stale etag")
def refuse_etag():
    stale = Endpoint(name=made.endpoint.resource_name, etag="stale", description="lost")
    update = server().update_endpoint
    mask = {"paths": ["description"]}
    expect_error(exceptions.Conflict, "etag", lambda: update(endpoint=stale, update_mask=mask))


@step("predict")
def predict():
    seen = made.endpoint.predict(instances=[4, 5])
    expect([each["doubled"] for each in seen.predictions], [8, 10])
    expect(deployed_ids()[seen.model_version_id], seen.deployed_model_id)
    expect_in("/models/doubler", seen.model_resource_name)


@step("predict with a body of our own")
def raw_predict():
    body = httpbody_pb2.HttpBody(content_type="application/json", data=b'{"instances": [4]}')
    # Over REST the library sends the message of the method, not the bytes; the class knows only
    # hosts of Google.
    answer = service_by_grpc(PredictionServiceClient).raw_predict(
        endpoint=made.endpoint.resource_name, http_body=body
    )
    expect(json.loads(answer.data)["predictions"][0]["doubled"], 8)


@step("pass on a refusal of the model server")
def server_refusal():
    expect_error(
        exceptions.GoogleAPICallError,
        "422",
        lambda: made.endpoint.predict(["four"]),
    )


@step("list endpoints by a filter")
def list_endpoints():
    found = aiplatform.Endpoint.list(filter='display_name="production"')
    expect([endpoint.name for endpoint in found], ["production"])
    expect(aiplatform.Endpoint.list(filter='display_name="other"'), [])


@step("refuse to undeploy a model with traffic")
def refuse_undeploy():
    made.ids = deployed_ids()
    undeploy = server().undeploy_model
    expect_error(
        exceptions.BadRequest,
        made.ids["1"],
        lambda: undeploy(endpoint=made.endpoint.resource_name, deployed_model_id=made.ids["1"]),
    )


@step("undeploy a model and give its traffic away")
def undeploy_reassigning():
    made.endpoint.undeploy(made.ids["1"], traffic_split={made.ids["2"]: 100})
    expect(made.endpoint.traffic_split, {made.ids["2"]: 100})
    expect(list(deployed_ids()), ["2"])


@step("undeploy a model without traffic")
def undeploy_idle():
    deploy(made.first, 0)
    made.endpoint.undeploy(deployed_ids()["1"])
    expect(list(deployed_ids()), ["2"])


@step("refuse to delete an endpoint with models")
def refuse_delete():
    text = "Endpoint has deployed or being-deployed DeployedModel(s)"
    expect_error(exceptions.BadRequest, text, lambda: made.endpoint.delete())


@step("refuse to delete a deployed model")
def refuse_delete_model():
    expect_error(exceptions.BadRequest, "deployed", lambda: made.first.delete())


@step("fail a deployment of an unknown image")
def unknown_image():
    model = aiplatform.Model.upload(
        display_name="unknown", serving_container_image_uri="clients.test/unknown:3"
    )
    expect_error(exceptions.FailedPrecondition, "images:", lambda: deploy(model, 0))
    expect(list(deployed_ids()), ["2"])
    model.delete()


def delete_endpoint():
    made.endpoint.undeploy_all()
    made.endpoint.delete()
    expect(aiplatform.Endpoint.list(), [])
