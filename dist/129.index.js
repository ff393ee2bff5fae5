"use strict";
exports.id = 129;
exports.ids = [129];
exports.modules = {

/***/ 44129:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runTrain: () => (/* binding */ runTrain)
});

// EXTERNAL MODULE: ./lib/errors/error.js
var errors_error = __webpack_require__(27660);
// EXTERNAL MODULE: ./lib/units/duration.js
var duration = __webpack_require__(89462);
// EXTERNAL MODULE: ./lib/vertex/labels.js
var labels = __webpack_require__(72336);
;// CONCATENATED MODULE: ./lib/steps/train/job-log.js
const overlapMs = 5_000;
class JobLog {
    #logs;
    #job;
    #since;
    #seen = new Set();
    constructor(logs, job, since) {
        this.#logs = logs;
        this.#job = job;
        this.#since = since;
    }
    async next() {
        const read = await this.#logs.ofJob(this.#job, this.#since - overlapMs);
        const fresh = read.filter((line) => !this.#seen.has(keyOf(line)));
        this.#since = Math.max(this.#since, ...read.map((line) => line.at));
        this.#seen = new Set(read.map(keyOf));
        return fresh;
    }
}
function keyOf(line) {
    return `${line.at} ${line.id} ${line.text}`;
}

// EXTERNAL MODULE: ./lib/contract/yaml-document.js
var yaml_document = __webpack_require__(2968);
;// CONCATENATED MODULE: ./lib/steps/train/job-spec.js


function parseJobSpec(text, where) {
    const document = (0,yaml_document/* readYaml */.g)(text, where);
    if (document.problems.length > 0) {
        throw new errors_error/* ReleaseError */.K2('INPUT_INVALID', `${where} is not YAML that can be taken`, {
            problems: document.problems,
        });
    }
    const { value } = document;
    const problems = jobSpecProblems(value);
    if (problems.length > 0) {
        throw new errors_error/* ReleaseError */.K2('INPUT_INVALID', `${where} is no custom job spec`, {
            problems: problems.map((problem) => ({ ...problem, where: `${where}: ${problem.where}` })),
        });
    }
    return value;
}
function completeJobSpec(spec, change) {
    const [first, ...others] = spec['workerPoolSpecs'];
    const { spec: program, image } = programKeys(first);
    const written = (first?.[program] ?? {});
    const scheduling = (spec['scheduling'] ?? {});
    return {
        ...spec,
        workerPoolSpecs: [
            {
                ...first,
                [program]: {
                    ...written,
                    ...(change.trainingImage === undefined ? {} : { [image]: change.trainingImage }),
                    args: [...(written['args'] ?? []), ...change.args],
                    env: mergeEnv((written['env'] ?? []), change.env),
                },
            },
            ...others,
        ],
        scheduling: { timeout: `${Math.ceil(change.timeoutMs / 1_000)}s`, ...scheduling },
        baseOutputDirectory: { outputUriPrefix: change.outputDirectory },
        ...(change.serviceAccount === undefined ? {} : { serviceAccount: change.serviceAccount }),
    };
}
function imageOf(spec) {
    const [first] = spec['workerPoolSpecs'];
    const { spec: program, image } = programKeys(first);
    const written = first?.[program];
    return String(written?.[image] ?? '');
}
function programKeys(pool) {
    return pool !== undefined && 'pythonPackageSpec' in pool
        ? { spec: 'pythonPackageSpec', image: 'executorImageUri' }
        : { spec: 'containerSpec', image: 'imageUri' };
}
function mergeEnv(written, added) {
    const kept = written.filter((entry) => !(entry.name in added));
    return [...kept, ...Object.entries(added).map(([name, value]) => ({ name, value }))];
}
function jobSpecProblems(value) {
    if (!isObject(value)) {
        return [
            { where: '(document)', expected: 'a mapping with workerPoolSpecs', found: typeName(value) },
        ];
    }
    const problems = [];
    if ('jobSpec' in value) {
        problems.push({
            where: 'jobSpec',
            expected: 'the spec itself at the top of the file, as gcloud takes it',
            found: 'a CustomJob around it',
            mend: 'Move what stands under jobSpec to the top.',
        });
    }
    if ('baseOutputDirectory' in value) {
        problems.push({
            where: 'baseOutputDirectory',
            expected: 'no such key: every release has an output directory of its own',
            found: 'one',
        });
    }
    const pools = value['workerPoolSpecs'];
    if (!Array.isArray(pools) || pools.length === 0) {
        problems.push({
            where: 'workerPoolSpecs',
            expected: 'a list with at least one pool',
            ...(pools === undefined ? {} : { found: typeName(pools) }),
        });
        return problems;
    }
    pools.forEach((pool, index) => {
        const where = `workerPoolSpecs[${index}]`;
        if (!isObject(pool))
            problems.push({ where, expected: 'a mapping', found: typeName(pool) });
        else if (!isObject(pool['containerSpec']) && !('pythonPackageSpec' in pool)) {
            problems.push({
                where: `${where}.containerSpec`,
                expected: 'imageUri, args, env of the container',
            });
        }
    });
    return problems;
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function typeName(value) {
    if (value === null || value === undefined)
        return 'nothing';
    return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

;// CONCATENATED MODULE: ./lib/steps/train/run.js





async function runTrain(inputs, context) {
    const { host } = context.ports;
    host.phase('Train');
    const plan = await planTraining(inputs, context);
    host.say(`job ${plan.displayName} with image ${imageOf(plan.jobSpec)}`);
    host.say(`output goes to ${plan.outputDirectory}`);
    if (inputs.dryRun) {
        const summary = `would train ${imageOf(plan.jobSpec)}`;
        return { verdict: 'pass', state: 'planned', summary, outputs: {} };
    }
    const job = await findOrCreate(plan, context);
    const ended = await follow(job, inputs, context);
    if (ended.state !== 'SUCCEEDED') {
        const why = ended.error ?? 'it left no message';
        throw new errors_error/* ReleaseError */.K2('OPERATION_FAILED', `${ended.name} ended ${ended.state}: ${why}`);
    }
    const took = (0,duration/* formatDuration */.a)((ended.endedAt ?? 0) - (ended.startedAt ?? 0));
    return {
        verdict: 'pass',
        state: 'done',
        summary: `trained in ${took}`,
        outputs: {
            job: ended.name,
            output_dir: plan.outputDirectory,
            model_dir: `${plan.outputDirectory}/model`,
        },
        evidence: { image: imageOf(plan.jobSpec), job: ended.name },
    };
}
async function planTraining(inputs, { ports, journal }) {
    const text = await ports.files.read(inputs.jobSpec);
    if (text === undefined) {
        throw new errors_error/* ReleaseError */.K2('FILE_UNREADABLE', `train.job_spec: ${inputs.jobSpec} does not exist`);
    }
    const { releaseId, model } = journal.record;
    const outputDirectory = `gs://${inputs.bucket}/vertex-release/${model}/${releaseId}/training`;
    return {
        location: { projectId: inputs.projectId, region: inputs.region },
        displayName: releaseId,
        outputDirectory,
        jobSpec: completeJobSpec(parseJobSpec(text, inputs.jobSpec), {
            trainingImage: inputs.trainingImage,
            args: inputs.args,
            env: inputs.env,
            serviceAccount: inputs.serviceAccount,
            outputDirectory,
            timeoutMs: inputs.timeout,
        }),
        labels: { ...inputs.labels, ...(0,labels/* releaseLabels */.lM)(releaseId) },
    };
}
async function findOrCreate(plan, { ports, journal }) {
    const value = (0,labels/* toLabelValue */.NN)(journal.record.releaseId);
    const [newest] = await ports.jobs.findByLabel(plan.location, labels/* releaseLabel */.wr, value);
    if (newest !== undefined && !isLost(newest)) {
        ports.host.say(`found this release's job again: ${newest.name} is ${newest.state}`);
        return newest;
    }
    const job = await ports.jobs.create(plan);
    await journal.note('train', { job: job.name });
    ports.host.say(`created ${job.name}`);
    return job;
}
async function follow(job, inputs, context) {
    const { ports, signal } = context;
    const { host, clock } = ports;
    const log = new JobLog(ports.logs, job.name, job.createdAt);
    const deadline = clock.now() + inputs.timeout;
    let known = job;
    let state;
    try {
        for (;;) {
            for (const line of await log.next())
                host.say(`| ${line.text}`);
            if (known.state !== state) {
                state = known.state;
                host.say(`job is ${state}`);
            }
            if (isOver(known))
                return known;
            if (clock.now() > deadline) {
                await ports.jobs.cancel(job.name);
                const waited = (0,duration/* formatDuration */.a)(inputs.timeout);
                throw new errors_error/* ReleaseError */.K2('DEADLINE_EXCEEDED', `${job.name} did not end within ${waited}`, {
                    mend: 'It was cancelled. Raise train.timeout, or find out why it takes so long.',
                });
            }
            host.progress(`${state}, ${(0,duration/* formatDuration */.a)(clock.now() - job.createdAt)}`);
            await clock.sleep(inputs.pollInterval, signal);
            known = await ports.jobs.get(job.name);
        }
    }
    catch (error) {
        if (error instanceof errors_error/* ReleaseError */.K2 && error.code === 'CANCELLED') {
            await ports.jobs.cancel(job.name);
            throw new errors_error/* ReleaseError */.K2('CANCELLED', `${job.name} was cancelled with this run`, {
                cause: error,
            });
        }
        throw error;
    }
}
function isOver({ state }) {
    return ['SUCCEEDED', 'FAILED', 'CANCELLED', 'EXPIRED', 'PARTIALLY_SUCCEEDED'].includes(state);
}
function isLost({ state }) {
    return ['FAILED', 'CANCELLED', 'CANCELLING', 'EXPIRED', 'PARTIALLY_SUCCEEDED'].includes(state);
}


/***/ })

};
;