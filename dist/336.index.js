"use strict";
exports.id = 336;
exports.ids = [336];
exports.modules = {

/***/ 25336:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runDeployStaging: () => (/* binding */ runDeployStaging)
});

// EXTERNAL MODULE: ./lib/errors/error.js
var errors_error = __webpack_require__(27660);
// EXTERNAL MODULE: ./lib/vertex/endpoint.js
var vertex_endpoint = __webpack_require__(84230);
// EXTERNAL MODULE: ./lib/vertex/labels.js
var labels = __webpack_require__(72336);
// EXTERNAL MODULE: ./lib/vertex/resource-name.js
var resource_name = __webpack_require__(96651);
// EXTERNAL MODULE: ./lib/vertex/traffic-split.js
var traffic_split = __webpack_require__(5255);
;// CONCATENATED MODULE: ./lib/steps/deploy-staging/change.js

const step = 'deploy-staging';
const pauseMs = 5_000;
async function makeChange(change, timeoutMs, context) {
    const { host, clock } = context.ports;
    const earlier = notedOf(change, context);
    if (earlier?.operation !== undefined)
        await seeBygone(earlier.operation, timeoutMs, context);
    const isLost = earlier !== undefined && earlier.operation === undefined;
    const begunAt = isLost ? earlier.begunAt : clock.now();
    while (!(await change.isInForce())) {
        if (!isLost)
            await note(change, { begunAt }, context);
        let operation;
        try {
            operation = await change.begin();
        }
        catch (refusal) {
            if (!isRefusal(refusal))
                throw refusal;
            if (!isLost || clock.now() - begunAt > timeoutMs) {
                await note(change, null, context);
                throw refusal;
            }
            host.progress('the endpoint is still at what an earlier run began');
            await clock.sleep(pauseMs, context.signal);
            continue;
        }
        await note(change, { begunAt, operation }, context);
        await awaitOperation(operation, timeoutMs, context);
        if (await change.isInForce())
            return;
        throw new errors_error/* ReleaseError */.K2('CONFLICT', `${operation} ended and the endpoint does not show it`, {
            mend: 'Somebody else changed the staging endpoint meanwhile. Run the step again.',
        });
    }
}
function notedOf({ key }, { journal }) {
    return (journal.record.steps[step]?.progress[key] ?? undefined);
}
async function note({ key }, noted, { journal }) {
    await journal.note(step, { [key]: noted });
}
async function seeBygone(operation, timeoutMs, context) {
    try {
        await awaitOperation(operation, timeoutMs, context);
    }
    catch (error) {
        const code = error instanceof errors_error/* ReleaseError */.K2 ? error.code : undefined;
        if (code !== 'RESOURCE_NOT_FOUND' && code !== 'OPERATION_FAILED')
            throw error;
    }
}
async function awaitOperation(operation, timeoutMs, { ports, signal }) {
    await ports.endpoints.awaitChange(operation, {
        timeoutMs,
        signal,
        onStage: (stage) => ports.host.progress(stage.toLowerCase().replaceAll('_', ' ')),
    });
}
function isRefusal(error) {
    return (error instanceof errors_error/* ReleaseError */.K2 && (error.code === 'CONFLICT' || error.code === 'API_FAILED'));
}

// EXTERNAL MODULE: ./lib/vertex/deployed-model-id.js
var deployed_model_id = __webpack_require__(16323);
;// CONCATENATED MODULE: ./lib/steps/deploy-staging/plan.js



function planStaging(endpoint, wish) {
    const there = endpoint?.deployed ?? [];
    const same = there.find((deployed) => isAsWished(deployed, wish));
    const serves = same?.id ?? freeId(there, wish);
    const others = there.filter((deployed) => deployed.id !== serves);
    const mayRemove = endpoint !== undefined && (0,labels/* isManaged */.yF)(endpoint.labels);
    const empty = there.length === 0;
    return {
        deploy: same === undefined ? deploymentOf(wish, serves, empty ? 'all' : 'none') : undefined,
        serves,
        split: { [serves]: 100 },
        undeploy: mayRemove ? others.map((deployed) => deployed.id) : [],
    };
}
function deploymentOf({ modelVersion, releaseId, machine }, deployedModelId, traffic) {
    return { deployedModelId, modelVersion, displayName: releaseId, machine, traffic };
}
function freeId(there, wish) {
    const { releaseId, endpointId, machine } = wish;
    const id = (0,deployed_model_id/* deployedModelIdOf */._)(releaseId, endpointId);
    if (!there.some((deployed) => deployed.id === id))
        return id;
    const { machineType, minReplicaCount, maxReplicaCount } = machine;
    const settings = `${machineType} ${minReplicaCount} ${maxReplicaCount}`;
    return (0,deployed_model_id/* deployedModelIdOf */._)(`${releaseId} ${settings}`, endpointId);
}
function describeStagingPlan(plan, endpointId) {
    const lines = [];
    if (plan.deploy === undefined)
        lines.push(`${plan.serves} serves the candidate already`);
    else {
        const { modelVersion, machine } = plan.deploy;
        const replicas = `${machine.minReplicaCount} to ${machine.maxReplicaCount}`;
        lines.push(`deploy ${(0,resource_name/* versionedIdOf */.ok)(modelVersion)} to ${endpointId} as ${plan.serves} on ${replicas} × ${machine.machineType}`);
    }
    lines.push(`give all traffic of ${endpointId} to ${plan.serves}`);
    if (plan.undeploy.length > 0)
        lines.push(`undeploy what it replaces: ${plan.undeploy.join(', ')}`);
    return lines;
}
function isAsWished(deployed, wish) {
    const { machine } = wish;
    return ((0,resource_name/* idOf */.TH)(deployed.model) === (0,resource_name/* idOf */.TH)(wish.modelVersion) &&
        deployed.modelVersionId === versionOf(wish.modelVersion) &&
        (deployed.machineType ?? machine.machineType) === machine.machineType &&
        (deployed.minReplicaCount ?? machine.minReplicaCount) === machine.minReplicaCount &&
        (deployed.maxReplicaCount ?? machine.maxReplicaCount) === machine.maxReplicaCount);
}
function versionOf(modelVersion) {
    return modelVersion.slice(modelVersion.indexOf('@') + 1);
}

;// CONCATENATED MODULE: ./lib/steps/deploy-staging/run.js







const run_step = 'deploy-staging';
async function runDeployStaging(inputs, context) {
    const { ports, journal } = context;
    ports.host.phase('Deploy to staging');
    const location = { projectId: inputs.projectId, region: inputs.region };
    const found = await ports.endpoints.find(location, inputs.endpoint);
    if (found === undefined && !inputs.createEndpoint)
        throw noEndpoint(inputs.endpoint);
    if (found !== undefined)
        refuseForeign(found);
    const endpointId = found === undefined ? inputs.endpoint : (0,resource_name/* idOf */.TH)(found.name);
    const modelVersion = candidateOf(context);
    const plan = planStaging(found, {
        modelVersion,
        endpointId,
        releaseId: journal.record.releaseId,
        machine: {
            machineType: inputs.machineType,
            minReplicaCount: inputs.minReplicaCount,
            maxReplicaCount: inputs.maxReplicaCount,
        },
    });
    if (found === undefined)
        ports.host.say(`create endpoint ${endpointId}`);
    for (const line of describeStagingPlan(plan, endpointId))
        ports.host.say(line);
    if (inputs.dryRun) {
        const summary = `would serve ${(0,resource_name/* versionedIdOf */.ok)(modelVersion)} on ${endpointId}`;
        return { verdict: 'pass', state: 'planned', summary, outputs: {} };
    }
    const endpoint = await claim(found ?? (await createEndpoint(location, endpointId, inputs, context)), context);
    const before = await rememberedSplit(endpoint, context);
    const refused = journal.record.steps[run_step]?.progress['refusal'];
    if (typeof refused === 'string') {
        return await undo(endpoint.name, before, plan.serves, refused, inputs, context);
    }
    await deploy(endpoint.name, plan, inputs, context);
    const serving = await giveTraffic(endpoint.name, plan.split, context);
    const refusal = await smoke(serving, inputs, context);
    if (refusal !== undefined) {
        await journal.note(run_step, { refusal });
        return await undo(serving.name, before, plan.serves, refusal, inputs, context);
    }
    for (const id of plan.undeploy)
        await undeploy(serving.name, id, inputs, context);
    await verify(serving.name, plan, context);
    return {
        verdict: 'pass',
        state: 'done',
        summary: `${endpointId} serves ${(0,resource_name/* versionedIdOf */.ok)(modelVersion)} as ${plan.serves}`,
        outputs: { endpoint: serving.name, deployed_model_id: plan.serves },
        evidence: { modelVersion, replaced: [...plan.undeploy] },
    };
}
function noEndpoint(endpoint) {
    return new errors_error/* ReleaseError */.K2('RESOURCE_NOT_FOUND', `there is no endpoint "${endpoint}"`, {
        mend: 'Give deploy_staging.create_endpoint: true to have it made, or the name of one that exists.',
    });
}
function refuseForeign(endpoint) {
    if ((0,labels/* isManaged */.yF)(endpoint.labels) || endpoint.deployed.length === 0)
        return;
    throw new errors_error/* ReleaseError */.K2('CONFLICT', `${endpoint.name} serves models and is not labelled ours`, {
        mend: `Name another staging endpoint, or label this one ${labels/* managedLabel */.C8}=${labels/* managedValue */.TK}.`,
    });
}
function candidateOf({ journal }) {
    const version = journal.record.steps.register?.outputs['model_version'];
    if (typeof version === 'string')
        return version;
    throw new errors_error/* ReleaseError */.K2('INPUT_INVALID', 'this release has no registered model version', {
        mend: 'Run register first; it must have let the candidate through its gates.',
    });
}
async function createEndpoint(location, endpointId, inputs, context) {
    const { endpoints, clock } = context.ports;
    const name = `${(0,resource_name/* formatLocation */.j$)(location)}/endpoints/${endpointId}`;
    const expires = inputs.ttl === undefined ? undefined : clock.now() + inputs.ttl;
    await makeChange({
        key: 'create',
        isInForce: async () => (await endpoints.get(name)) !== undefined,
        begin: () => endpoints.startCreate({
            location,
            endpointId,
            displayName: endpointId,
            labels: {
                ...inputs.labels,
                ...(0,labels/* releaseLabels */.lM)(context.journal.record.releaseId),
                ...(expires === undefined
                    ? {}
                    : { 'vertex-release-expires': String(Math.floor(expires / 1_000)) }),
            },
        }),
    }, inputs.deployTimeout, context);
    return await reread(name, context);
}
async function claim(endpoint, { ports }) {
    if ((0,labels/* isManaged */.yF)(endpoint.labels))
        return endpoint;
    ports.host.say(`endpoint ${(0,resource_name/* idOf */.TH)(endpoint.name)}: label ${labels/* managedLabel */.C8}=${labels/* managedValue */.TK}`);
    return await ports.endpoints.update(endpoint, {
        labels: { ...endpoint.labels, [labels/* managedLabel */.C8]: labels/* managedValue */.TK },
    });
}
async function rememberedSplit(endpoint, { journal }) {
    const noted = journal.record.steps[run_step]?.progress['splitBefore'];
    if (noted !== undefined)
        return noted;
    await journal.note(run_step, { splitBefore: { ...endpoint.split } });
    return endpoint.split;
}
async function deploy(name, { deploy: deployment }, inputs, context) {
    if (deployment === undefined)
        return;
    const { deployedModelId: id } = deployment;
    await makeChange({
        key: `deploy.${id}`,
        isInForce: async () => (0,vertex_endpoint/* findDeployed */._)(await reread(name, context), id) !== undefined,
        begin: () => context.ports.endpoints.startDeploy(name, deployment),
    }, inputs.deployTimeout, context);
    context.ports.host.say(`${id} is healthy`);
}
async function giveTraffic(name, split, context) {
    const endpoint = await reread(name, context);
    if ((0,traffic_split/* equalSplits */.Mu)(endpoint.split, split))
        return endpoint;
    context.ports.host.say(`endpoint ${(0,resource_name/* idOf */.TH)(name)}: ${(0,traffic_split/* describeSplitChange */.ie)(endpoint.split, split)}`);
    return await context.ports.endpoints.update(endpoint, { split });
}
async function smoke(endpoint, inputs, { ports, signal }) {
    if (inputs.smokeInstance === undefined) {
        ports.host.say('no smoke_instance is given: the health check alone stands for it');
        return undefined;
    }
    const answer = await ports.predictions.predict(endpoint.name, [inputs.smokeInstance], {
        timeoutMs: 30_000,
        signal,
    });
    if (answer.kind === 'refused')
        return `${answer.status}: ${answer.message}`;
    ports.host.say(`smoke request answered: ${JSON.stringify(answer.predictions[0] ?? null)}`);
    return undefined;
}
async function undo(name, before, serves, refusal, inputs, context) {
    context.ports.host.warn(`the candidate refused the smoke request: ${refusal}`);
    const endpoint = await reread(name, context);
    const isWhole = Object.keys(before).every((id) => id !== serves && (0,vertex_endpoint/* findDeployed */._)(endpoint, id) !== undefined);
    const restored = isWhole ? before : {};
    await giveTraffic(name, restored, context);
    await undeploy(name, serves, inputs, context);
    return {
        verdict: 'fail',
        state: 'done',
        summary: `the candidate refused the smoke request: ${refusal}`,
        outputs: { endpoint: name },
        evidence: { refusal, restored: { ...restored } },
        outcome: 'rejected',
    };
}
async function undeploy(name, id, inputs, context) {
    await makeChange({
        key: `undeploy.${id}`,
        isInForce: async () => (0,vertex_endpoint/* findDeployed */._)(await reread(name, context), id) === undefined,
        begin: () => context.ports.endpoints.startUndeploy(name, id),
    }, inputs.deployTimeout, context);
}
async function verify(name, plan, context) {
    const endpoint = await reread(name, context);
    if ((0,vertex_endpoint/* findDeployed */._)(endpoint, plan.serves) !== undefined &&
        (0,traffic_split/* equalSplits */.Mu)(endpoint.split, plan.split)) {
        return;
    }
    const found = JSON.stringify(endpoint.split);
    throw new errors_error/* ReleaseError */.K2('CONFLICT', `${name} does not serve ${plan.serves} alone but ${found}`, {
        mend: 'Somebody else changed the staging endpoint meanwhile. Run the step again.',
    });
}
async function reread(name, { ports }) {
    const endpoint = await ports.endpoints.get(name);
    if (endpoint !== undefined)
        return endpoint;
    throw new errors_error/* ReleaseError */.K2('CONFLICT', `${name} has vanished`);
}


/***/ }),

/***/ 16323:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ deployedModelIdOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

function deployedModelIdOf(releaseId, endpointId) {
    const digest = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(`${releaseId}\n${endpointId}`).digest();
    const digits = digest.readBigUInt64BE() % 9000000000n;
    return String(1000000000n + digits);
}


/***/ }),

/***/ 84230:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ findDeployed)
/* harmony export */ });
function findDeployed(endpoint, id) {
    return endpoint.deployed.find((deployed) => deployed.id === id);
}


/***/ })

};
;