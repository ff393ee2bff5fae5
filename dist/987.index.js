"use strict";
exports.id = 987;
exports.ids = [987];
exports.modules = {

/***/ 5987:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runIntegrationTest: () => (/* binding */ runIntegrationTest)
});

// EXTERNAL MODULE: ./lib/errors/error.js
var error = __webpack_require__(7660);
// EXTERNAL MODULE: ./lib/release/verdict.js
var release_verdict = __webpack_require__(1551);
// EXTERNAL MODULE: ./lib/units/duration.js
var duration = __webpack_require__(9462);
// EXTERNAL MODULE: ./lib/units/percent.js
var percent = __webpack_require__(7509);
;// CONCATENATED MODULE: ./lib/steps/integration-test/expectation.js
function misses(prediction, expected) {
    return Object.entries(expected).flatMap(([path, expectation]) => {
        const found = valueAt(prediction, path);
        const miss = missOf(found, expectation);
        return miss === undefined ? [] : [`${path} is ${show(found)}, expected ${miss}`];
    });
}
function valueAt(prediction, path) {
    if (path === '$')
        return prediction;
    const keys = path.split(/\.|\[(\d+)\]\.?/).filter((key) => key !== undefined && key !== '');
    let value = prediction;
    for (const key of keys) {
        if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key))
            return undefined;
        value = value[key];
    }
    return value;
}
function missOf(found, expectation) {
    if ('equals' in expectation) {
        const { equals, tolerance = 0 } = expectation;
        return near(found, equals, tolerance)
            ? undefined
            : equalsText(equals, tolerance);
    }
    const { min = -Infinity, max = Infinity } = expectation;
    const inside = typeof found === 'number' && found >= min && found <= max;
    return inside ? undefined : `a number in [${min}, ${max}]`;
}
function near(found, wanted, tolerance) {
    if (typeof found === 'number' && typeof wanted === 'number') {
        return Math.abs(found - wanted) <= tolerance;
    }
    if (Array.isArray(found) && Array.isArray(wanted)) {
        return (found.length === wanted.length &&
            found.every((item, index) => near(item, wanted[index], tolerance)));
    }
    if (isObject(found) && isObject(wanted)) {
        const keys = Object.keys(wanted);
        return (keys.length === Object.keys(found).length &&
            keys.every((key) => near(found[key], wanted[key] ?? null, tolerance)));
    }
    return found === wanted;
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function equalsText(equals, tolerance) {
    return tolerance === 0 ? show(equals) : `${show(equals)} ± ${tolerance}`;
}
function show(value) {
    return value === undefined ? 'absent' : JSON.stringify(value).slice(0, 120);
}

;// CONCATENATED MODULE: ./lib/steps/integration-test/latency.js
function percentile(latencies, p) {
    const sorted = latencies.toSorted((a, b) => a - b);
    const rank = Math.max(1, Math.ceil((p / 100) * sorted.length));
    return sorted[rank - 1] ?? 0;
}
function checkLatency(latencies, limits) {
    const wanted = [
        ['p50', 50, limits.p50],
        ['p95', 95, limits.p95],
        ['p99', 99, limits.p99],
    ];
    const checks = [];
    for (const [name, p, limit] of wanted) {
        if (limit === undefined)
            continue;
        const value = percentile(latencies, p);
        checks.push({ percentile: name, value, limit, verdict: judge(latencies.length, value, limit) });
    }
    return checks;
}
function judge(answers, value, limit) {
    if (answers === 0)
        return 'inconclusive';
    return value <= limit ? 'pass' : 'fail';
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./lib/release/json-depth.js
var json_depth = __webpack_require__(4886);
;// CONCATENATED MODULE: ./lib/steps/integration-test/suite.js



const json = schemas/* json */.Pq9();
const expectation = schemas/* union */.KCZ([
    schemas/* strictObject */.rej({ min: schemas/* number */.aig().optional(), max: schemas/* number */.aig().optional() })
        .refine((range) => range.min !== undefined || range.max !== undefined, 'min, max or both'),
    schemas/* strictObject */.rej({ equals: json, tolerance: schemas/* number */.aig().min(0).optional() }),
]);
const goldenCase = schemas/* strictObject */.rej({
    name: schemas/* string */.YjP().min(1),
    instance: json,
    expect: schemas/* record */.g1P(schemas/* string */.YjP(), expectation),
});
function parseSuite(text, where) {
    const cases = [];
    const problems = [];
    text.split('\n').forEach((line, index) => {
        if (line.trim() === '')
            return;
        const at = `${where}:${index + 1}`;
        const parsed = goldenCase.safeParse(parseLine(line));
        if (parsed.success)
            cases.push(parsed.data);
        else
            problems.push({
                where: at,
                expected: describeIssues(parsed.error),
                found: line.slice(0, 80),
            });
    });
    const names = cases.map((one) => one.name);
    for (const name of new Set(names.filter((one, index) => names.indexOf(one) !== index))) {
        problems.push({
            where,
            expected: 'every case to have a name of its own',
            found: `"${name}" twice`,
        });
    }
    if (cases.length === 0 && problems.length === 0) {
        problems.push({ where, expected: 'at least one case', found: 'an empty file' });
    }
    if (problems.length > 0) {
        throw new error/* ReleaseError */.K2('INPUT_INVALID', `${where} is no suite of golden cases`, { problems });
    }
    return cases;
}
function parseLine(line) {
    if ((0,json_depth/* depthOfJson */.T)(line) > json_depth/* deepestJson */.D)
        return undefined;
    try {
        return JSON.parse(line);
    }
    catch {
        return undefined;
    }
}
function describeIssues(error) {
    return error.issues
        .map((issue) => issue.path.length === 0 ? issue.message : `${issue.path.join('.')}: ${issue.message}`)
        .join('; ');
}

;// CONCATENATED MODULE: ./lib/steps/integration-test/run.js







async function runIntegrationTest(inputs, context) {
    const { host, files } = context.ports;
    host.phase('Integration test');
    const text = await files.read(inputs.suite);
    if (text === undefined) {
        throw new error/* ReleaseError */.K2('FILE_UNREADABLE', `integration_test.suite: ${inputs.suite} does not exist`);
    }
    const suite = parseSuite(text, inputs.suite);
    const endpoint = stagingEndpoint(inputs, context);
    if (inputs.dryRun) {
        const summary = `would ask ${endpoint} ${suite.length * inputs.repeat} golden cases`;
        return { verdict: 'pass', state: 'planned', summary, outputs: {} };
    }
    const results = await askAll(suite, endpoint, inputs, context);
    return run_judge(results, endpoint, inputs, context);
}
function stagingEndpoint(inputs, { journal }) {
    const deployed = journal.record.steps['deploy-staging']?.outputs['endpoint'];
    const endpoint = inputs.endpoint ?? deployed;
    if (typeof endpoint === 'string') {
        return endpoint.startsWith('projects/')
            ? endpoint
            : `projects/${inputs.projectId}/locations/${inputs.region}/endpoints/${endpoint}`;
    }
    throw new error/* ReleaseError */.K2('INPUT_INVALID', 'there is no staging endpoint to test', {
        mend: 'Run deploy-staging first, or give integration_test.endpoint.',
    });
}
async function askAll(suite, endpoint, inputs, context) {
    const { host } = context.ports;
    for (const golden of suite.slice(0, 1)) {
        for (let sent = 0; sent < inputs.warmupRequests; sent += 1) {
            await ask(golden, endpoint, inputs.requestTimeout, context);
        }
    }
    const results = [];
    for (let round = 0; round < inputs.repeat; round += 1) {
        for (const golden of suite) {
            const result = await ask(golden, endpoint, inputs.requestTimeout, context);
            results.push(result);
            if (result.verdict !== 'pass')
                host.warn(`${golden.name}: ${result.misses.join('; ')}`);
            host.progress(`${results.length} of ${suite.length * inputs.repeat} cases`);
        }
    }
    return results;
}
async function ask(golden, endpoint, timeoutMs, { ports, signal }) {
    const sentAt = ports.clock.now();
    const answer = await ports.predictions.predict(endpoint, [golden.instance], {
        timeoutMs,
        signal,
    });
    const latencyMs = ports.clock.now() - sentAt;
    if (answer.kind === 'refused') {
        const refusal = `refused with ${answer.status}: ${answer.message}`;
        return { name: golden.name, verdict: 'error', misses: [refusal], latencyMs };
    }
    const found = misses(answer.predictions[0], golden.expect);
    const verdict = found.length === 0 ? 'pass' : 'fail';
    return { name: golden.name, verdict, misses: found, latencyMs };
}
function run_judge(results, endpoint, inputs, { ports: { host } }) {
    const refused = results.filter((result) => result.verdict === 'error');
    const wrong = results.filter((result) => result.verdict === 'fail');
    const answered = results.filter((result) => result.verdict !== 'error');
    const latencies = answered.map((result) => result.latencyMs);
    const latency = checkLatency(latencies, inputs.maxLatency);
    const errorRate = refused.length / results.length;
    const errors = errorRate <= inputs.maxErrorRate ? 'pass' : 'fail';
    const right = answered.length === 0 ? 'inconclusive' : 'pass';
    const answers = wrong.length === 0 ? right : 'fail';
    const verdict = (0,release_verdict/* gravest */.Z)([answers, errors, ...latency.map((check) => check.verdict)]);
    const passed = answered.length - wrong.length;
    host.say(`${passed} of ${results.length} golden cases as expected`);
    host.say(`errors ${(0,percent/* formatShare */.T)(errorRate)} of at most ${(0,percent/* formatShare */.T)(inputs.maxErrorRate)}: ${errors}`);
    for (const check of latency)
        host.say(describeLatency(check));
    return {
        verdict,
        state: 'done',
        summary: verdict === 'pass'
            ? `${passed} golden cases passed`
            : `${wrong.length} wrong and ${refused.length} refused of ${results.length} golden cases`,
        outputs: {
            passed,
            failed: results.length - passed,
            ...(answered.length === 0
                ? {}
                : { p50_ms: percentile(latencies, 50), p99_ms: percentile(latencies, 99) }),
        },
        evidence: {
            endpoint,
            cases: results.length,
            errorRate,
            latency: latency.map((check) => ({ ...check })),
            failures: [...wrong, ...refused].slice(0, 20).map(({ name, misses: found }) => ({
                name,
                misses: found,
            })),
        },
        ...(verdict === 'fail' || verdict === 'error' ? { outcome: 'rejected' } : {}),
    };
}
function describeLatency({ percentile: name, value, limit, verdict }) {
    return `${name} ${(0,duration/* formatDuration */.a)(value)} of at most ${(0,duration/* formatDuration */.a)(limit)}: ${verdict}`;
}


/***/ })

};
;