"use strict";
exports.id = 749;
exports.ids = [749];
exports.modules = {

/***/ 44919:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ scanJsonl)
/* harmony export */ });
/* unused harmony export lineLimitBytes */
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_buffer__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27660);
/* harmony import */ var _units_bytes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7731);



const lineLimitBytes = 16 * 1024 * 1024;
const LF = 10;
async function scanJsonl(chunks, visit) {
    let line = 1;
    let held = [];
    let heldBytes = 0;
    const refuseLong = (bytes) => {
        if (bytes <= lineLimitBytes)
            return;
        throw new _errors_error_js__WEBPACK_IMPORTED_MODULE_1__/* .ReleaseError */ .K2('FILE_UNREADABLE', `line ${line} is longer than ${(0,_units_bytes_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z)(lineLimitBytes)}`, {
            mend: 'Write one JSON object per line.',
        });
    };
    const visitLine = (bytes) => {
        refuseLong(bytes.length);
        const row = readRow(bytes);
        if (row !== undefined)
            visit(row, line);
        line += 1;
    };
    for await (const chunk of chunks) {
        let start = 0;
        for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, start)) {
            const tail = chunk.subarray(start, at);
            visitLine(held.length === 0 ? tail : node_buffer__WEBPACK_IMPORTED_MODULE_0__.Buffer.concat([...held, tail]));
            held = [];
            heldBytes = 0;
            start = at + 1;
        }
        if (start < chunk.length)
            held.push(Uint8Array.from(chunk.subarray(start)));
        heldBytes += chunk.length - start;
        refuseLong(heldBytes);
    }
    if (heldBytes > 0)
        visitLine(node_buffer__WEBPACK_IMPORTED_MODULE_0__.Buffer.concat(held));
}
function readRow(bytes) {
    const text = node_buffer__WEBPACK_IMPORTED_MODULE_0__.Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
    if (text.includes('\uFFFD') && !(0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isUtf8)(bytes))
        return { state: 'not_utf8' };
    if (text.trim() === '')
        return undefined;
    try {
        const values = JSON.parse(text);
        return isObject(values) ? { state: 'object', values } : { state: 'broken' };
    }
    catch {
        return { state: 'broken' };
    }
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}


/***/ }),

/***/ 94206:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Yw: () => (/* binding */ binomialUpperTail),
/* harmony export */   _u: () => (/* binding */ clopperPearsonHigh),
/* harmony export */   mB: () => (/* binding */ clopperPearsonLow)
/* harmony export */ });
function binomialUpperTail(successes, trials, probability) {
    if (successes <= 0)
        return 1;
    if (successes > trials)
        return 0;
    return incompleteBeta(successes, trials - successes + 1, probability);
}
function clopperPearsonLow(successes, trials, alpha) {
    if (successes === 0)
        return 0;
    let low = 0;
    let high = 1;
    for (let i = 0; i < 60; i += 1) {
        const middle = (low + high) / 2;
        if (binomialUpperTail(successes, trials, middle) < alpha)
            low = middle;
        else
            high = middle;
    }
    return low;
}
function clopperPearsonHigh(successes, trials, alpha) {
    return 1 - clopperPearsonLow(trials - successes, trials, alpha);
}
function incompleteBeta(a, b, x) {
    if (x <= 0)
        return 0;
    if (x >= 1)
        return 1;
    if (x > (a + 1) / (a + b + 2))
        return 1 - incompleteBeta(b, a, 1 - x);
    const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
    const tiny = 1e-300;
    let c = 1;
    let d = 1 / orTiny(1 - ((a + b) * x) / (a + 1), tiny);
    let fraction = d;
    for (let m = 1; m <= 10_000; m += 1) {
        const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / orTiny(1 + even * d, tiny);
        c = orTiny(1 + even / c, tiny);
        fraction *= d * c;
        const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / orTiny(1 + odd * d, tiny);
        c = orTiny(1 + odd / c, tiny);
        fraction *= d * c;
        if (Math.abs(d * c - 1) < 1e-15)
            break;
    }
    return Math.min(1, (front * fraction) / a);
}
function orTiny(value, tiny) {
    return Math.abs(value) < tiny ? tiny : value;
}
function logGamma(x) {
    const coefficients = [
        676.520_368_121_885_1, -1_259.139_216_722_402_8, 771.323_428_777_653_1, -176.615_029_162_140_6,
        12.507_343_278_686_905, -0.138_571_095_265_720_12, 9.984_369_578_019_572e-6,
        1.505_632_735_149_311_6e-7,
    ];
    const shifted = x - 1;
    const series = coefficients.reduce((sum, coefficient, index) => sum + coefficient / (shifted + index + 1), 0.999_999_999_999_809_9);
    const t = shifted + 7.5;
    return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(series);
}


/***/ }),

/***/ 77389:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ seededStream)
/* harmony export */ });
function seededStream(seed) {
    const fill = splitmix32(seed);
    let [a, b, c, d] = [fill(), fill(), fill(), fill()];
    return {
        nextIndex(below) {
            const product = Math.imul(b, 5);
            const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
            const shifted = b << 9;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= shifted;
            d = (d << 11) | (d >>> 21);
            return Math.floor((result / 4_294_967_296) * below);
        },
    };
}
function splitmix32(seed) {
    let state = seed | 0;
    return () => {
        state = (state + 0x9e3779b9) | 0;
        let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
        mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
        return mixed ^ (mixed >>> 15);
    };
}


/***/ }),

/***/ 16749:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runIntegrationTest: () => (/* binding */ runIntegrationTest)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/errors/error.js
var error = __webpack_require__(27660);
// EXTERNAL MODULE: ./lib/units/duration.js
var duration = __webpack_require__(89462);
;// CONCATENATED MODULE: ./lib/steps/integration-test/json-value.js
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
function isNear(found, wanted, tolerance) {
    if (typeof found === 'number' && typeof wanted === 'number') {
        return Math.abs(found - wanted) <= tolerance;
    }
    if (Array.isArray(found) && Array.isArray(wanted)) {
        return (found.length === wanted.length &&
            found.every((item, index) => isNear(item, wanted[index], tolerance)));
    }
    if (isObject(found) && isObject(wanted)) {
        const keys = Object.keys(wanted);
        return (keys.length === Object.keys(found).length &&
            keys.every((key) => Object.hasOwn(found, key) && isNear(found[key], wanted[key], tolerance)));
    }
    return found === wanted;
}
function hasNumber(value) {
    if (typeof value === 'object' && value !== null)
        return Object.values(value).some(hasNumber);
    return typeof value === 'number';
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function show(value) {
    return value === undefined ? 'absent' : JSON.stringify(value).slice(0, 120);
}

;// CONCATENATED MODULE: ./lib/steps/integration-test/answer.js

const longestMessage = 200;
function readAnswer(exchange) {
    const { latencyMs } = exchange;
    if (exchange.kind === 'lost') {
        return { kind: 'unreadable', status: undefined, why: exchange.why, latencyMs };
    }
    const { status, body } = exchange;
    const value = parse(body);
    if (value === undefined && (status < 400 || isPage(body))) {
        return { kind: 'unreadable', status, why: describeBody(body, status), latencyMs };
    }
    if (status < 200 || status >= 300) {
        return { kind: 'refused', status, message: messageIn(value, body), latencyMs };
    }
    const predictions = isObject(value) ? value['predictions'] : undefined;
    if (Array.isArray(predictions))
        return { kind: 'predictions', predictions, latencyMs };
    const message = 'the answer is JSON without a list of predictions';
    return { kind: 'refused', status, message, latencyMs };
}
function describeAnswer(answer) {
    if (answer.kind === 'unreadable')
        return `no answer that can be read: ${answer.why}`;
    const message = answer.message === '' ? 'no message' : answer.message;
    return `refused with ${answer.status}: ${message}`;
}
function parse(body) {
    try {
        return JSON.parse(body);
    }
    catch {
        return undefined;
    }
}
function isPage(body) {
    return /^\s*<(!doctype|html|head|body|\?xml)/i.test(body);
}
function describeBody(body, status) {
    if (body.trim() === '')
        return `status ${status} with an empty body`;
    if (!isPage(body))
        return `status ${status} with ${JSON.stringify(body.slice(0, 80))}, which is no JSON`;
    const title = /<title[^>]*>([^<]{0,100})/i.exec(body)?.[1]?.trim() ?? '';
    const called = title === '' ? '' : ` called "${title}"`;
    return `status ${status} with a page of HTML${called}: a proxy or front end answered, not the model`;
}
function messageIn(value, body) {
    if (value === undefined)
        return body.trim().slice(0, longestMessage);
    const holder = isObject(value) ? value : {};
    const { error, message, detail } = holder;
    const inner = isObject(error) ? error['message'] : error;
    const text = [inner, message, detail].find((one) => typeof one === 'string' && one !== '');
    if (typeof text === 'string')
        return text.slice(0, longestMessage);
    return detail === undefined ? '' : JSON.stringify(detail).slice(0, longestMessage);
}

;// CONCATENATED MODULE: ./lib/steps/integration-test/asker.js

class Asker {
    #context;
    #options;
    latencies = [];
    requests = 0;
    refused = 0;
    unreadable = [];
    constructor(options, context) {
        this.#options = options;
        this.#context = context;
    }
    async post(body) {
        const { endpoint, timeoutMs } = this.#options;
        const { ports, signal } = this.#context;
        return readAnswer(await ports.predictions.send(endpoint, body, { timeoutMs, signal }));
    }
    async ask(instances) {
        const answer = await this.post(JSON.stringify({ instances }));
        this.requests += 1;
        if (answer.kind === 'predictions')
            this.latencies.push(answer.latencyMs);
        if (answer.kind === 'refused')
            this.refused += 1;
        if (answer.kind === 'unreadable')
            this.unreadable.push(describeAnswer(answer));
        return answer;
    }
    async each(instances) {
        const predictions = [];
        for (const instance of instances) {
            const answer = await this.ask([instance]);
            if (answer.kind !== 'predictions')
                return { kind: 'unanswered', answer };
            predictions.push(answer.predictions[0]);
        }
        return { kind: 'predicted', predictions };
    }
}

;// CONCATENATED MODULE: ./lib/steps/integration-test/case-result.js
function hasVerdict(...verdicts) {
    return ({ finding }) => verdicts.includes(finding.verdict);
}

// EXTERNAL MODULE: ./lib/release/verdict.js
var release_verdict = __webpack_require__(51551);
// EXTERNAL MODULE: ./lib/units/percent.js
var percent = __webpack_require__(17509);
;// CONCATENATED MODULE: ./lib/steps/integration-test/junit.js

const longest = 2_000;
function junitXml(results, limits, nameFile) {
    const cases = [
        ...results.map((result) => caseElement(result, nameFile)),
        ...limits.map(limitElement),
    ];
    const having = (tag) => cases.filter((one) => one.includes(`<${tag} `)).length;
    const counts = `tests="${cases.length}" failures="${having('failure')}" errors="${having('error')}" skipped="${having('skipped')}"`;
    return [
        '<?xml version="1.0" encoding="UTF-8"?>',
        `<testsuites name="integration-test" ${counts}>`,
        `  <testsuite name="integration-test" ${counts}>`,
        ...cases,
        '  </testsuite>',
        '</testsuites>',
        '',
    ].join('\n');
}
function latencyLimit({ percentile, value, limit, verdict }) {
    const said = `${(0,duration/* formatDuration */.a)(Math.ceil(value))} of at most ${(0,duration/* formatDuration */.a)(limit)}`;
    return { name: `latency ${percentile}`, verdict, said };
}
function caseElement({ one, round, counts, finding }, nameFile) {
    const name = round === 1 ? one.name : `${one.name} (round ${round})`;
    const { file, line } = one.place;
    const place = ` file="${xml(nameFile(file))}" line="${line}"`;
    const verdict = counts === 'slice' && finding.verdict === 'fail' ? 'inconclusive' : finding.verdict;
    return junit_element(one.kind, name, place, verdict, finding.misses);
}
function limitElement({ name, verdict, said }) {
    return junit_element('limit', name, '', verdict, [said]);
}
const tags = { fail: 'failure', error: 'error', inconclusive: 'skipped' };
function junit_element(kind, name, place, verdict, said) {
    const start = `    <testcase classname="${xml(kind)}" name="${xml(name)}"${place}`;
    if (verdict === 'pass')
        return `${start}/>`;
    const tag = tags[verdict];
    const message = `message="${xml(said[0] ?? verdict)}"`;
    if (tag === 'skipped')
        return `${start}><${tag} ${message}/></testcase>`;
    return `${start}><${tag} ${message}>${said.map(xml).join('\n')}</${tag}></testcase>`;
}
const entities = {
    '<': '&lt;',
    '>': '&gt;',
    '&': '&amp;',
    '"': '&quot;',
    "'": '&#39;',
};
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
function xml(text) {
    return text
        .slice(0, longest)
        .toWellFormed()
        .replaceAll(forbidden, '\u{FFFD}')
        .replaceAll(/\s+/g, ' ')
        .replaceAll(/[<>&"']/g, (found) => entities[found] ?? found);
}

;// CONCATENATED MODULE: ./lib/steps/integration-test/latency.js
const percentiles = [
    ['p50', 0.5],
    ['p90', 0.9],
    ['p95', 0.95],
    ['p99', 0.99],
    ['p99.9', 0.999],
];
function quantileOf(latencies) {
    const sorted = latencies.toSorted((a, b) => a - b);
    return (share) => {
        const rank = Math.max(1, Math.ceil(share * sorted.length * (1 - 2 ** -50)));
        return sorted[rank - 1];
    };
}
function checkLatency(quantile, limits, lateMs = 0) {
    return percentiles.flatMap(([percentile, share]) => {
        const limit = limits[percentile];
        if (limit === undefined)
            return [];
        const value = quantile(share);
        return [{ percentile, value: value ?? 0, limit, verdict: judge(value, limit, lateMs) }];
    });
}
function latencySummary(quantile) {
    return Object.fromEntries(percentiles.flatMap(([name, share]) => {
        const value = quantile(share);
        return value === undefined ? [] : [[name, value]];
    }));
}
const tolerableLateness = 0.1;
function judge(value, limit, lateMs) {
    if (value === undefined)
        return 'inconclusive';
    if (value <= limit)
        return 'pass';
    return lateMs > tolerableLateness * limit ? 'inconclusive' : 'fail';
}

// EXTERNAL MODULE: ./lib/evaluation/binomial.js
var binomial = __webpack_require__(94206);
;// CONCATENATED MODULE: ./lib/stats/latency-histogram.js
const perDoubling = 128;
const exactBelow = 2 * perDoubling;
const greatest = 2 ** 31 - 1;
class LatencyHistogram {
    #counts = new Float64Array(indexOf(greatest) + 1);
    #total = 0;
    #greatest = 0;
    #sum = 0;
    record(ms) {
        const us = Math.min(greatest, Math.ceil(ms * 1_000));
        const index = indexOf(us);
        this.#counts[index] = (this.#counts[index] ?? 0) + 1;
        this.#total += 1;
        this.#sum += ms;
        this.#greatest = Math.max(this.#greatest, ms);
    }
    add(other) {
        other.#counts.forEach((count, index) => {
            this.#counts[index] = (this.#counts[index] ?? 0) + count;
        });
        this.#total += other.#total;
        this.#sum += other.#sum;
        this.#greatest = Math.max(this.#greatest, other.#greatest);
    }
    get count() {
        return this.#total;
    }
    get max() {
        return this.#greatest;
    }
    get mean() {
        return this.#total === 0 ? undefined : this.#sum / this.#total;
    }
    quantile(share) {
        if (this.#total === 0)
            return undefined;
        const rank = Math.max(1, Math.ceil(share * this.#total * (1 - 2 ** -50)));
        let seen = 0;
        for (let index = 0; index < this.#counts.length; index += 1) {
            seen += this.#counts[index] ?? 0;
            if (seen >= rank)
                return Math.min(this.#greatest, upperOf(index) / 1_000);
        }
        return this.#greatest;
    }
    buckets() {
        const found = [];
        this.#counts.forEach((count, index) => {
            if (count > 0)
                found.push({ upToMs: upperOf(index) / 1_000, count });
        });
        return found;
    }
}
function indexOf(us) {
    if (us < exactBelow)
        return us;
    const shift = 24 - Math.clz32(us);
    return shift * perDoubling + (us >>> shift);
}
function upperOf(index) {
    if (index < exactBelow)
        return index;
    const shift = Math.floor(index / perDoubling) - 1;
    const lower = (index - shift * perDoubling) * 2 ** shift;
    return lower + 2 ** shift - 1;
}

;// CONCATENATED MODULE: ./lib/steps/integration-test/load-schedule.js
function scheduleLoad({ rate, rampMs, durationMs }) {
    const perMs = rate / 1_000;
    const rampCount = Math.floor((perMs * rampMs) / 2);
    const steadyCount = Math.max(1, Math.floor(perMs * durationMs));
    return {
        count: rampCount + steadyCount,
        rampCount,
        dueMs: (index) => index < rampCount
            ? Math.sqrt((2 * index * rampMs) / perMs)
            : rampMs + (index - rampCount) / perMs,
    };
}

;// CONCATENATED MODULE: ./lib/steps/integration-test/load-test.js





const mostReasons = 20;
const mostBuckets = 60;
const confidence = 0.95;
async function runLoadTest(request, { ports, signal }) {
    const { endpoint, timeoutMs, instances, rate, rampMs, durationMs } = request;
    const schedule = scheduleLoad(request);
    const bodies = instances.map((instance) => JSON.stringify({ instances: [instance] }));
    const tally = new LoadTally(schedule);
    const everySecond = Math.max(1, Math.round(rate));
    await ports.predictions.load({
        endpoint,
        count: schedule.count,
        bodyOf: (index) => bodies[index % bodies.length] ?? '',
        dueMs: schedule.dueMs,
        timeoutMs,
        signal,
    }, (end) => {
        tally.count(end);
        if (tally.ended % everySecond !== 0)
            return;
        ports.host.progress(`${tally.ended} of ${schedule.count} requests of the load`);
    });
    return tally.result({ rate, rampMs, durationMs });
}
function errorInterval({ failed, requests }) {
    const alpha = (1 - confidence) / 2;
    return {
        low: (0,binomial/* clopperPearsonLow */.mB)(failed, requests, alpha),
        high: (0,binomial/* clopperPearsonHigh */._u)(failed, requests, alpha),
        confidence,
    };
}
function loadEvidence(result) {
    const { rate, ramp, steady, late, throughput, reasons } = result;
    return {
        ...rate,
        throughput,
        requests: steady.requests,
        failed: steady.failed,
        errorRate: steady.failed / steady.requests,
        errorInterval: errorInterval(steady),
        latency: describe(steady.latency),
        histogram: thin(steady.latency.buckets()).map(({ upToMs, count }) => ({ upToMs, count })),
        ramp: { requests: ramp.requests, failed: ramp.failed, latency: describe(ramp.latency) },
        sentLate: describe(late),
        reasons: [...reasons].map(([reason, count]) => ({ reason, count })),
    };
}
class LoadTally {
    ended = 0;
    #schedule;
    #ramp = emptyPhase();
    #steady = emptyPhase();
    #late = new LatencyHistogram();
    #reasons = new Map();
    #lastMs = 0;
    constructor(schedule) {
        this.#schedule = schedule;
    }
    count({ index, latencyMs, lateMs, exchange }) {
        const phase = index < this.#schedule.rampCount ? this.#ramp : this.#steady;
        this.ended += 1;
        phase.requests += 1;
        this.#late.record(lateMs);
        this.#lastMs = Math.max(this.#lastMs, this.#schedule.dueMs(index) + latencyMs);
        const answer = readAnswer(exchange);
        if (answer.kind === 'predictions') {
            phase.latency.record(latencyMs);
            return;
        }
        phase.failed += 1;
        const reason = describeAnswer(answer);
        const known = this.#reasons.get(reason);
        if (known === undefined && this.#reasons.size >= mostReasons)
            return;
        this.#reasons.set(reason, (known ?? 0) + 1);
    }
    result(rate) {
        const seconds = Math.max(rate.durationMs, this.#lastMs - rate.rampMs) / 1_000;
        return {
            rate,
            ramp: this.#ramp,
            steady: this.#steady,
            late: this.#late,
            throughput: this.#steady.latency.count / seconds,
            reasons: this.#reasons,
        };
    }
}
function emptyPhase() {
    return { requests: 0, failed: 0, latency: new LatencyHistogram() };
}
function describe(latency) {
    const { mean, max } = latency;
    if (mean === undefined)
        return {};
    return { ...latencySummary((share) => latency.quantile(share)), max, mean };
}
function thin(buckets) {
    const width = Math.ceil(buckets.length / mostBuckets);
    const groups = [];
    for (let at = 0; at < buckets.length; at += width) {
        const group = buckets.slice(at, at + width);
        const count = group.reduce((sum, bucket) => sum + bucket.count, 0);
        groups.push({ upToMs: group.at(-1)?.upToMs ?? 0, count });
    }
    return groups;
}

// EXTERNAL MODULE: ./lib/contract/issues.js
var issues = __webpack_require__(76599);
// EXTERNAL MODULE: ./lib/contract/nearest.js
var nearest = __webpack_require__(44269);
// EXTERNAL MODULE: ./lib/contract/yaml-document.js
var yaml_document = __webpack_require__(2968);
// EXTERNAL MODULE: ./lib/release/json-depth.js
var json_depth = __webpack_require__(94886);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/contract/kinds/path.js
var path = __webpack_require__(68504);
;// CONCATENATED MODULE: ./lib/steps/integration-test/response-schema.js

const keywords = {
    type: { expected: `a JSON type or a list of them`, takes: isTypes },
    enum: { expected: 'a list of values', takes: Array.isArray },
    const: { expected: 'a value', takes: () => true },
    properties: { expected: 'schemas by key', takes: isObject },
    required: { expected: 'a list of keys', takes: isTexts },
    additionalProperties: { expected: 'false, true or a schema', takes: isSchema },
    items: { expected: 'a schema', takes: isSchema },
    minItems: { expected: 'a whole number from 0', takes: isCount },
    maxItems: { expected: 'a whole number from 0', takes: isCount },
    minLength: { expected: 'a whole number from 0', takes: isCount },
    maxLength: { expected: 'a whole number from 0', takes: isCount },
    minimum: { expected: 'a number', takes: isNumber },
    maximum: { expected: 'a number', takes: isNumber },
    exclusiveMinimum: { expected: 'a number', takes: isNumber },
    exclusiveMaximum: { expected: 'a number', takes: isNumber },
    title: { expected: 'a text', takes: isText },
    description: { expected: 'a text', takes: isText },
    $schema: { expected: 'a text', takes: isText },
};
const types = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'];
function schemaProblems(schema, path = []) {
    if (typeof schema === 'boolean')
        return [];
    if (!isObject(schema))
        return [{ path: [...path], expected: 'a JSON Schema' }];
    const own = Object.entries(schema).flatMap(([key, value]) => {
        const keyword = Object.hasOwn(keywords, key)
            ? keywords[key]
            : undefined;
        const expected = keyword?.expected ?? `one of the keywords ${Object.keys(keywords).join(', ')}`;
        return keyword?.takes(value) === true ? [] : [{ path: [...path, key], expected }];
    });
    const inner = subschemas(schema).flatMap(([at, one]) => schemaProblems(one, [...path, ...at]));
    return [...own, ...impossible(schema, path), ...inner];
}
function schemaMisses(value, schema, at = '$') {
    if (value === undefined)
        return [`${at} is absent`];
    if (schema === true)
        return [];
    if (!isObject(schema))
        return [`${at} is ${show(value)}, expected nothing`];
    const here = breaches(value, schema).map((expected) => `${at} is ${show(value)}, expected ${expected}`);
    if (Array.isArray(value))
        return [...here, ...itemMisses(value, schema, at)];
    return isObject(value) ? [...here, ...propertyMisses(value, schema, at)] : here;
}
function subschemas(schema) {
    const { properties, items, additionalProperties } = schema;
    return [
        ...(isObject(properties)
            ? Object.entries(properties).map(([key, one]) => [['properties', key], one])
            : []),
        ...(isObject(items) ? [[['items'], items]] : []),
        ...(isObject(additionalProperties)
            ? [[['additionalProperties'], additionalProperties]]
            : []),
    ];
}
function impossible(schema, path) {
    const pairs = [
        ['minimum', 'maximum'],
        ['minItems', 'maxItems'],
        ['minLength', 'maxLength'],
    ];
    return pairs.flatMap(([low, high]) => {
        const [least, most] = [schema[low], schema[high]];
        if (!isNumber(least) || !isNumber(most) || least <= most)
            return [];
        return [{ path: [...path, low], expected: `at most ${high}, which is ${most}` }];
    });
}
function breaches(value, schema) {
    const { type, enum: values, const: only } = schema;
    const found = [];
    const wanted = [type ?? []].flat();
    if (type !== undefined && !wanted.some((one) => isOfType(value, one)))
        found.push(wanted.join(' or '));
    if (Array.isArray(values) && !values.some((one) => isNear(value, one, 0))) {
        found.push(`one of ${show(values)}`);
    }
    if (only !== undefined && !isNear(value, only, 0))
        found.push(show(only));
    for (const [keyword, relation, keeps] of limits) {
        const limit = schema[keyword];
        const size = sizeFor(keyword, value);
        if (isNumber(limit) && size !== undefined && !keeps(size, limit)) {
            found.push(`${unitOf(keyword)}${relation} ${limit}`);
        }
    }
    return found;
}
const limits = [
    ['minimum', 'at least', (size, limit) => size >= limit],
    ['maximum', 'at most', (size, limit) => size <= limit],
    ['exclusiveMinimum', 'above', (size, limit) => size > limit],
    ['exclusiveMaximum', 'below', (size, limit) => size < limit],
    ['minItems', 'at least', (size, limit) => size >= limit],
    ['maxItems', 'at most', (size, limit) => size <= limit],
    ['minLength', 'at least', (size, limit) => size >= limit],
    ['maxLength', 'at most', (size, limit) => size <= limit],
];
function sizeFor(keyword, value) {
    if (keyword.endsWith('Items'))
        return Array.isArray(value) ? value.length : undefined;
    if (keyword.endsWith('Length'))
        return typeof value === 'string' ? [...value].length : undefined;
    return typeof value === 'number' ? value : undefined;
}
function unitOf(keyword) {
    if (keyword.endsWith('Items'))
        return 'a number of items ';
    return keyword.endsWith('Length') ? 'a number of characters ' : '';
}
function itemMisses(value, { items }, at) {
    if (items === undefined)
        return [];
    return value.flatMap((item, index) => schemaMisses(item, items, `${at}[${index}]`));
}
function propertyMisses(value, schema, at) {
    const { properties, required, additionalProperties = true } = schema;
    const known = isObject(properties) ? properties : {};
    const missing = (required ?? [])
        .filter((key) => !Object.hasOwn(value, key))
        .map((key) => `${at}.${key} is absent`);
    const wrong = Object.entries(value).flatMap(([key, one]) => {
        const own = Object.hasOwn(known, key) ? known[key] : additionalProperties;
        return own === undefined ? [] : schemaMisses(one, own, `${at}.${key}`);
    });
    return [...missing, ...wrong];
}
function isOfType(value, type) {
    switch (type) {
        case 'object':
            return isObject(value);
        case 'array':
            return Array.isArray(value);
        case 'null':
            return value === null;
        case 'integer':
            return Number.isInteger(value);
        default:
            return typeof value === type;
    }
}
function isTypes(value) {
    const all = Array.isArray(value) ? value : [value];
    return all.length > 0 && all.every((one) => typeof one === 'string' && types.includes(one));
}
function isTexts(value) {
    return Array.isArray(value) && value.every(isText);
}
function isText(value) {
    return typeof value === 'string';
}
function isNumber(value) {
    return typeof value === 'number' && Number.isFinite(value);
}
function isCount(value) {
    return isNumber(value) && Number.isInteger(value) && value >= 0;
}
function isSchema(value) {
    return typeof value === 'boolean' || isObject(value);
}

;// CONCATENATED MODULE: ./lib/steps/integration-test/suite-case.js




const json = schemas/* json */.Pq9();
const suite_case_name = schemas/* string */.YjP().min(1);
const outputPath = schemas/* string */.YjP().min(1).default('$');
const tolerance = schemas/* number */.aig().min(0).default(0);
const fields = schemas/* record */.g1P(schemas/* string */.YjP(), json);
const instanceOfFields = schemas/* record */.g1P(schemas/* string */.YjP(), json);
const expectation = schemas/* strictObject */.rej({
    min: schemas/* number */.aig().optional(),
    max: schemas/* number */.aig().optional(),
    equals: json.optional(),
    tolerance: schemas/* number */.aig().min(0).optional(),
})
    .refine(({ min, max, equals }) => (equals === undefined) !== (min === undefined && max === undefined), 'equals, or min, max or both')
    .refine(({ min = -Infinity, max = Infinity }) => min <= max, 'a min that is at most max')
    .refine(({ equals, tolerance: given }) => given === undefined || (equals !== undefined && hasNumber(equals)), 'a tolerance only where equals has a number');
const golden = schemas/* strictObject */.rej({
    name: suite_case_name,
    kind: schemas/* literal */.euz('golden').default('golden'),
    instance: json,
    expect: schemas/* record */.g1P(schemas/* string */.YjP().min(1), expectation),
    slice: schemas/* string */.YjP().min(1).optional(),
});
const slice = schemas/* strictObject */.rej({
    name: suite_case_name,
    kind: schemas/* literal */.euz('slice'),
    slice: schemas/* string */.YjP().min(1),
    min_pass_share: schemas/* number */.aig().gt(0).max(1),
});
const responseSchema = schemas/* strictObject */.rej({
    name: suite_case_name,
    kind: schemas/* literal */.euz('schema'),
    schema: json.superRefine((schema, context) => {
        for (const { path, expected } of schemaProblems(schema)) {
            context.addIssue({ code: 'custom', path, message: expected, input: schema });
        }
    }),
});
const variants = schemas/* array */.YOg(fields).min(1).max(1_000);
const invariance = schemas/* strictObject */.rej({
    name: suite_case_name,
    kind: schemas/* literal */.euz('invariance'),
    instance: instanceOfFields,
    variants,
    path: outputPath,
    tolerance,
});
const direction = schemas/* strictObject */.rej({
    name: suite_case_name,
    kind: schemas/* literal */.euz('direction'),
    instance: instanceOfFields,
    variants,
    must: schemas/* enum */.k5n(['rise', 'not_fall', 'fall', 'not_rise']),
    path: outputPath,
    tolerance,
});
const refusals = {
    instances: schemas/* array */.YOg(json).max(100_000).optional(),
    body: schemas/* string */.YjP().optional(),
    bytes: schemas/* int */.Whr()
        .min(1)
        .max(64 * 1_048_576)
        .optional(),
};
const refusal = schemas/* strictObject */.rej({
    name: suite_case_name,
    kind: schemas/* literal */.euz('refusal'),
    ...refusals,
    status: schemas/* array */.YOg(schemas/* int */.Whr().min(400).max(499)).min(1).optional(),
})
    .refine((one) => Object.keys(refusals).filter((key) => Object.hasOwn(one, key)).length === 1, 'exactly one of instances, body and bytes');
const determinism = schemas/* strictObject */.rej({
    name: suite_case_name,
    kind: schemas/* literal */.euz('determinism'),
    instance: json,
    times: schemas/* int */.Whr().min(2).max(1_000).default(2),
    tolerance,
});
const batch = schemas/* strictObject */.rej({
    name: suite_case_name,
    kind: schemas/* literal */.euz('batch'),
    instances: schemas/* array */.YOg(json).min(2).max(1_000).optional(),
    tolerance,
});
const offline = schemas/* strictObject */.rej({
    name: suite_case_name,
    kind: schemas/* literal */.euz('offline'),
    predictions: path/* locationSchema */.Hd,
    instances: path/* locationSchema */.Hd.optional(),
    field: schemas/* string */.YjP().min(1).default('score'),
    path: outputPath,
    tolerance: schemas/* number */.aig().min(0).default(1e-6),
    min_share: schemas/* number */.aig().gt(0).max(1).default(1),
    max_rows: schemas/* int */.Whr().min(1).max(100_000).default(200),
});
const caseSchemas = {
    golden,
    slice,
    schema: responseSchema,
    invariance,
    direction,
    refusal,
    determinism,
    batch,
    offline,
};
const caseKinds = Object.keys(caseSchemas);
function isKind(kind) {
    return (one) => one.kind === kind;
}

;// CONCATENATED MODULE: ./lib/steps/integration-test/suite.js







function parseSuite(text, where) {
    const { cases, problems } = parseLines(text, where);
    return wholeSuite(cases, problems, where);
}
function parseLines(text, file) {
    const cases = [];
    const problems = [];
    text.split('\n').forEach((line, index) => {
        if (line.trim() === '')
            return;
        const place = { file, line: index + 1 };
        const value = parseLine(line);
        if (value === undefined) {
            problems.push({
                where: placeText(place),
                expected: 'a case as JSON',
                found: line.slice(0, 80),
            });
            return;
        }
        const read = readCase(value, place, (path) => `${placeText(place)} ${(0,issues/* showPath */.P8)(path)}`.trimEnd());
        if ('problems' in read)
            problems.push(...read.problems);
        else
            cases.push(read);
    });
    return { cases, include: [], problems };
}
function parseYamlSuite(text, file) {
    const document = (0,yaml_document/* readYaml */.g)(text, file);
    if (document.problems.length > 0)
        return { cases: [], include: [], problems: document.problems };
    const lineOf = (path) => document.lineOf(path) ?? 1;
    const at = (path) => placeText({ file, line: lineOf(path) });
    const problem = (path, expected, found) => ({
        where: at(path),
        expected,
        found: (0,issues/* showValue */.vp)(found),
    });
    const { value } = document;
    if (!isObject(value)) {
        const expected = 'a mapping with the keys include and cases';
        return { cases: [], include: [], problems: [problem([], expected, value)] };
    }
    const { include = [], cases: listed = [], ...others } = value;
    const problems = Object.keys(others).map((key) => problem([key], 'include or cases', key));
    const cases = [];
    if (!Array.isArray(listed))
        problems.push(problem(['cases'], 'a list of cases', listed));
    else {
        for (const [index, one] of listed.entries()) {
            const path = ['cases', index];
            const read = readCase(one, { file, line: lineOf(path) }, (inner) => at([...path, ...inner]));
            if ('problems' in read)
                problems.push(...read.problems);
            else
                cases.push(read);
        }
    }
    const isPaths = Array.isArray(include) && include.every((one) => typeof one === 'string');
    if (!isPaths)
        problems.push(problem(['include'], 'a list of files', include));
    return { cases, include: isPaths ? include : [], problems };
}
function wholeSuite(cases, problems, where) {
    const all = [...problems, ...problemsBetween(cases)];
    if (cases.length === 0 && all.length === 0) {
        all.push({ where, expected: 'at least one case', found: 'none' });
    }
    if (all.length > 0) {
        throw new error/* ReleaseError */.K2('INPUT_INVALID', `${where} is no suite`, { problems: all });
    }
    return cases;
}
function placeText({ file, line }) {
    return `${file}:${line}`;
}
function readCase(value, place, locate) {
    const kind = isObject(value) && value['kind'] !== undefined ? value['kind'] : 'golden';
    if (!isCaseKind(kind)) {
        const mend = (0,nearest/* didYouMean */.a)(String(kind), caseKinds);
        const problem = {
            where: locate(['kind']),
            expected: `one of ${caseKinds.join(', ')}`,
            found: (0,issues/* showValue */.vp)(kind),
        };
        return { problems: [mend === undefined ? problem : { ...problem, mend }] };
    }
    const read = (0,issues/* readValue */.wK)(caseSchemas[kind], value, locate);
    if (!read.ok)
        return read;
    return { ...read.value, place };
}
function isCaseKind(kind) {
    return typeof kind === 'string' && Object.hasOwn(caseSchemas, kind);
}
function problemsBetween(cases) {
    const golden = cases.filter(isKind('golden'));
    const problems = [];
    const seen = new Map();
    const refuse = ({ place }, expected, found) => {
        problems.push({ where: placeText(place), expected, found });
    };
    for (const one of cases) {
        const first = seen.get(one.name);
        if (first === undefined)
            seen.set(one.name, one.place);
        else
            refuse(one, 'a name of its own', `"${one.name}", as in ${placeText(first)}`);
        if (one.kind === 'slice' && !golden.some((each) => each.slice === one.slice)) {
            refuse(one, 'a slice that golden cases have', one.slice);
        }
        if (one.kind === 'schema' && golden.length === 0) {
            refuse(one, 'golden cases whose predictions have this form', 'none');
        }
        if (one.kind === 'batch' && one.instances === undefined && golden.length < 2) {
            refuse(one, 'instances, or two golden cases at least', `${golden.length} golden cases`);
        }
    }
    const ruled = new Set(cases.filter(isKind('slice')).map((one) => one.slice));
    for (const one of golden) {
        if (one.slice === undefined || ruled.has(one.slice))
            continue;
        refuse(one, 'a slice that a case of kind slice judges', one.slice);
    }
    return problems;
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

;// CONCATENATED MODULE: ./lib/steps/integration-test/judgement.js









function judgeMeasured(measured, { maxLatency, maxErrorRate }) {
    const { results, asker, load } = measured;
    const counted = results.filter(({ counts }) => counts === 'itself');
    const quantile = load === undefined
        ? quantileOf(asker.latencies)
        : (share) => load.steady.latency.quantile(share);
    const latency = checkLatency(quantile, maxLatency, load?.late.quantile(0.99));
    const errorRate = asker.requests === 0 ? 0 : failedOf(asker) / asker.requests;
    const errors = {
        name: 'errors',
        verdict: judgeErrors(asker, maxErrorRate),
        said: `${(0,percent/* formatShare */.T)(errorRate)} of at most ${(0,percent/* formatShare */.T)(maxErrorRate)}`,
    };
    const limits = [
        errors,
        ...(load === undefined ? [] : [judgeLoadErrors(load, maxErrorRate)]),
        ...latency.map(latencyLimit),
    ];
    const all = [judgeAnswers(counted), ...limits.map(({ verdict }) => verdict)];
    const verdict = all.includes('fail') ? 'fail' : (0,release_verdict/* gravest */.Z)(all);
    return { verdict, counted, errorRate, latency, limits, quantile };
}
function refuseUnreadable({ results, load }) {
    const lost = results.filter(hasVerdict('error')).map(({ one, finding }) => ({
        where: `${placeText(one.place)} "${one.name}"`,
        expected: 'an answer with predictions',
        found: finding.misses.join('; '),
    }));
    const reasons = [...(load?.reasons ?? [])].map(([reason, count]) => ({
        where: 'the load',
        expected: 'answers with predictions',
        found: `${count} × ${reason}`,
    }));
    throw new error/* ReleaseError */.K2('EVIDENCE_UNREADABLE', 'the endpoint gave answers that say nothing about the model', {
        problems: [...lost, ...reasons].slice(0, 20),
        mend: 'Find out what stands between this machine and the model; then run the step again.',
    });
}
function countByKind(results) {
    const kinds = caseKinds.flatMap((kind) => {
        const own = results.filter(({ one }) => one.kind === kind);
        if (own.length === 0)
            return [];
        return [[kind, { cases: own.length, passed: own.filter(hasVerdict('pass')).length }]];
    });
    return Object.fromEntries(kinds);
}
function failedOf({ refused, unreadable }) {
    return refused + unreadable.length;
}
function judgeAnswers(counted) {
    if (counted.some(hasVerdict('fail')))
        return 'fail';
    return counted.some(hasVerdict('pass')) ? 'pass' : 'inconclusive';
}
function judgeErrors(asker, most) {
    const { requests, refused } = asker;
    if (failedOf(asker) <= most * requests)
        return 'pass';
    return refused > most * requests ? 'fail' : 'error';
}
function judgeLoadErrors({ steady }, most) {
    const rate = steady.failed / steady.requests;
    const { low, high } = errorInterval(steady);
    const said = `${(0,percent/* formatShare */.T)(rate)} of at most ${(0,percent/* formatShare */.T)(most)} (95 % confidence: ${(0,percent/* formatShare */.T)(low)} to ${(0,percent/* formatShare */.T)(high)})`;
    const broken = steady.latency.count === 0 ? 'error' : 'fail';
    return { name: 'errors under load', verdict: rate <= most ? 'pass' : broken, said };
}

;// CONCATENATED MODULE: ./lib/steps/integration-test/load-payload.js


const problemsListed = 20;
async function readPayload(path, suite, files) {
    const instances = path === undefined ? goldenInstances(suite) : await readLines(path, files);
    if (instances.length > 0)
        return instances;
    throw new error/* ReleaseError */.K2('INPUT_INVALID', 'there is no instance for the load to send', {
        mend: 'Give integration_test.load_payload, or golden cases in the suite.',
    });
}
function goldenInstances(suite) {
    return suite.filter(isKind('golden')).map(({ instance }) => instance);
}
async function readLines(path, files) {
    const text = await files.read(path);
    if (text === undefined) {
        throw new error/* ReleaseError */.K2('FILE_UNREADABLE', `integration_test.load_payload: ${path} does not exist`);
    }
    const problems = [];
    const instances = [];
    for (const [index, line] of text.split('\n').entries()) {
        if (line.trim() === '')
            continue;
        try {
            instances.push(JSON.parse(line));
        }
        catch {
            const where = `${path}:${index + 1}`;
            problems.push({ where, expected: 'an instance as JSON', found: line.slice(0, 80) });
        }
    }
    if (problems.length === 0)
        return instances;
    throw new error/* ReleaseError */.K2('INPUT_INVALID', `${path} has ${problems.length} lines that are no JSON`, {
        problems: problems.slice(0, problemsListed),
    });
}

;// CONCATENATED MODULE: ./lib/steps/integration-test/read-suite.js



async function readSuite(path, files) {
    const suite = await readFile(path, 'integration_test.suite', files);
    const included = [];
    for (const name of suite.include) {
        const inner = (0,external_node_path_.isAbsolute)(name) ? name : (0,external_node_path_.join)((0,external_node_path_.dirname)(path), name);
        const file = await readFile(inner, `${path} include`, files);
        const nested = file.include.map((deeper) => ({
            where: inner,
            expected: 'no include in an included file',
            found: deeper,
        }));
        included.push({ ...file, problems: [...file.problems, ...nested] });
    }
    const all = [suite, ...included];
    return wholeSuite(all.flatMap(({ cases }) => cases), all.flatMap(({ problems }) => problems), path);
}
async function readFile(path, where, files) {
    const text = await files.read(path);
    if (text === undefined) {
        throw new error/* ReleaseError */.K2('FILE_UNREADABLE', `${where}: ${path} does not exist`);
    }
    return /\.ya?ml$/i.test(path) ? parseYamlSuite(text, path) : parseLines(text, path);
}

;// CONCATENATED MODULE: ./lib/steps/integration-test/finding.js

function judged(misses, evidence) {
    const verdict = misses.length === 0 ? 'pass' : 'fail';
    return { verdict, misses, ...(evidence === undefined ? {} : { evidence }) };
}
function unanswered(answer) {
    return { verdict: 'error', misses: [describeAnswer(answer)] };
}

;// CONCATENATED MODULE: ./lib/steps/integration-test/expectation.js

function misses(prediction, expected) {
    return Object.entries(expected).flatMap(([path, expectation]) => {
        const found = valueAt(prediction, path);
        const miss = missOf(found, expectation);
        return miss === undefined ? [] : [`${path} is ${show(found)}, expected ${miss}`];
    });
}
function missOf(found, expectation) {
    const { equals, tolerance = 0, min = -Infinity, max = Infinity } = expectation;
    if (equals !== undefined) {
        if (isNear(found, equals, tolerance))
            return undefined;
        return tolerance === 0 ? show(equals) : `${show(equals)} ± ${tolerance}`;
    }
    const inside = typeof found === 'number' && found >= min && found <= max;
    return inside ? undefined : `a number in [${min}, ${max}]`;
}

;// CONCATENATED MODULE: ./lib/steps/integration-test/golden-case.js



const mostMisses = 20;
async function checkGolden(golden, schemas, asker) {
    const answer = await asker.ask([golden.instance]);
    if (answer.kind !== 'predictions')
        return { finding: unanswered(answer), formMisses: new Map() };
    const [prediction] = answer.predictions;
    const formMisses = schemas.map(({ name, schema }) => [name, schemaMisses(prediction, schema).slice(0, mostMisses)]);
    const wrong = misses(prediction, golden.expect);
    return { finding: judged(wrong.slice(0, mostMisses)), formMisses: new Map(formMisses) };
}

// EXTERNAL MODULE: ./lib/data/jsonl.js
var jsonl = __webpack_require__(44919);
// EXTERNAL MODULE: ./lib/evaluation/random-stream.js
var random_stream = __webpack_require__(77389);
;// CONCATENATED MODULE: ./lib/steps/integration-test/offline-rows.js




const offline_rows_problemsListed = 20;
const seed = 20_260_101;
async function readOfflineRows(offline, context) {
    const uri = locate(offline.predictions, context);
    const problems = [];
    const drawn = await drawRows(uri, offline, problems, context);
    if (problems.length > 0)
        refuse(uri, problems);
    if (drawn.length === 0)
        refuse(uri, [{ where: uri, expected: 'at least one row' }]);
    const instances = await instancesOf(offline, drawn, context);
    const rows = drawn.flatMap((row) => {
        const instance = instances?.get(row.id) ?? row.instance;
        return instance === undefined ? [] : [{ ...row, instance }];
    });
    if (rows.length < drawn.length) {
        const missing = drawn.find((row) => (instances?.get(row.id) ?? row.instance) === undefined);
        refuse(uri, [
            {
                where: missing?.where ?? uri,
                expected: 'an `instance`, here or in the file that `instances` names',
                mend: 'Let the program that evaluates write the instance beside its score.',
            },
        ]);
    }
    return rows;
}
async function drawRows(uri, { field, max_rows: most }, problems, context) {
    const random = (0,random_stream/* seededStream */.V)(seed);
    const drawn = [];
    let seen = 0;
    await (0,jsonl/* scanJsonl */.O)(offline_rows_open(uri, context), (read, line) => {
        const where = `${uri}:${line}`;
        const values = read.state === 'object' ? read.values : undefined;
        const offline = valueAt(values, field);
        const id = values?.['id'] ?? line;
        if (typeof offline !== 'number' || !Number.isFinite(offline)) {
            if (problems.length < offline_rows_problemsListed) {
                const found = values === undefined ? 'a line that is no JSON object' : JSON.stringify(offline);
                const problem = { where, expected: `a finite number at ${field}` };
                problems.push(found === undefined ? problem : { ...problem, found });
            }
            return;
        }
        seen += 1;
        const at = seen <= most ? seen - 1 : random.nextIndex(seen);
        if (at >= most)
            return;
        drawn[at] = { row: { id: String(id), where, offline, instance: values?.['instance'] }, line };
    });
    return drawn.toSorted((a, b) => a.line - b.line).map(({ row }) => row);
}
async function instancesOf({ instances }, rows, context) {
    if (instances === undefined)
        return undefined;
    const wanted = new Set(rows.map(({ id }) => id));
    const found = new Map();
    await (0,jsonl/* scanJsonl */.O)(offline_rows_open(locate(instances, context), context), (row) => {
        if (row.state !== 'object')
            return;
        const { id, instance } = row.values;
        if (instance !== undefined && wanted.has(String(id)))
            found.set(String(id), instance);
    });
    return found;
}
function offline_rows_open(uri, { ports }) {
    return uri.startsWith('gs://') ? ports.objects.open(uri) : ports.files.open(uri);
}
function locate(uri, { journal }) {
    if (uri.startsWith('gs://') || uri.startsWith('/'))
        return uri;
    const output = journal.record.steps.train?.outputs['output_dir'];
    if (typeof output === 'string')
        return `${output}/${uri}`;
    throw new error/* ReleaseError */.K2('INPUT_INVALID', `this release has no training output to read ${uri} from`, {
        mend: 'Run train first, or give gs://BUCKET/OBJECT or an absolute path.',
    });
}
function refuse(uri, problems) {
    throw new error/* ReleaseError */.K2('EVIDENCE_UNUSABLE', `${uri} cannot be compared with the endpoint`, {
        problems,
    });
}

;// CONCATENATED MODULE: ./lib/steps/integration-test/offline-case.js




const worstListed = 10;
const worstSaid = 3;
async function checkOffline(offline, asker, context) {
    const rows = await readOfflineRows(offline, context);
    const pairs = [];
    for (const row of rows) {
        context.ports.host.progress(`${offline.name}: row ${pairs.length + 1} of ${rows.length}`);
        const answer = await asker.ask([row.instance]);
        if (answer.kind !== 'predictions') {
            const { verdict, misses } = unanswered(answer);
            return { verdict, misses: misses.map((miss) => `${row.where}, id ${row.id}: ${miss}`) };
        }
        const served = valueAt(answer.predictions[0], offline.path);
        if (typeof served !== 'number')
            return judged([noNumber(row, served, offline.path)]);
        pairs.push({ ...row, served, difference: Math.abs(served - row.offline) });
    }
    return compare(pairs, offline);
}
function compare(pairs, offline) {
    const { tolerance, min_share: least } = offline;
    const worst = pairs.toSorted((a, b) => b.difference - a.difference);
    const agreeing = pairs.filter(({ difference }) => difference <= tolerance).length;
    const share = agreeing / pairs.length;
    const mean = pairs.reduce((sum, { difference }) => sum + difference, 0) / pairs.length;
    const evidence = {
        rows: pairs.length,
        agreeing,
        tolerance,
        minShare: least,
        meanDifference: mean,
        maxDifference: worst[0]?.difference ?? 0,
        worst: worst.slice(0, worstListed).map(({ id, offline: predicted, served, difference }) => ({
            id,
            offline: predicted,
            served,
            difference,
        })),
    };
    if (share >= least)
        return judged([], evidence);
    const said = `${(0,percent/* formatShare */.T)(share)} of ${pairs.length} rows within ${tolerance}, expected ${(0,percent/* formatShare */.T)(least)}`;
    return judged([said, ...worst.slice(0, worstSaid).map(describePair)], evidence);
}
function describePair({ id, offline, served, difference }) {
    return `id ${id}: ${served} served, ${offline} offline, apart by ${Number(difference.toPrecision(3))}`;
}
function noNumber({ where, id }, served, path) {
    return `${where}, id ${id}: ${path} is ${show(served)}, expected a number`;
}

;// CONCATENATED MODULE: ./lib/steps/integration-test/refusal-case.js


const otherReasons = [401, 403, 404, 408, 429];
const tooLarge = 413;
async function checkRefusal(refusal, asker) {
    const answer = await asker.post(bodyOf(refusal));
    return judged(refusal_case_missOf(answer, refusal.status));
}
function bodyOf({ instances, body, bytes }) {
    if (body !== undefined)
        return body;
    if (instances !== undefined)
        return JSON.stringify({ instances });
    const frame = JSON.stringify({ instances: [''] });
    const filler = 'x'.repeat(Math.max(0, (bytes ?? 0) - frame.length));
    return JSON.stringify({ instances: [filler] });
}
function refusal_case_missOf(answer, allowed) {
    if (answer.kind === 'predictions')
        return ['answered with predictions, expected a refusal'];
    if (answer.kind === 'unreadable') {
        const isTooLarge = answer.status === tooLarge && (allowed?.includes(tooLarge) ?? true);
        return isTooLarge ? [] : [describeAnswer(answer)];
    }
    const { status, message } = answer;
    const isRight = allowed?.includes(status) ?? (status >= 400 && status < 500 && !otherReasons.includes(status));
    const expected = allowed?.join(' or ') ?? 'a 4xx that blames the request';
    return [
        ...(isRight ? [] : [`${describeAnswer(answer)}, expected ${expected}`]),
        ...(message === '' ? [`status ${status} without a message`] : []),
    ];
}

;// CONCATENATED MODULE: ./lib/steps/integration-test/sameness-cases.js


const mostInBatch = 32;
async function checkDeterminism({ instance, times, tolerance }, asker) {
    const predicted = await asker.each(Array.from({ length: times }, () => instance));
    if (predicted.kind === 'unanswered')
        return unanswered(predicted.answer);
    const [first, ...others] = predicted.predictions;
    if (first === undefined)
        return judged(['there is no prediction']);
    const other = others.findIndex((one) => !isNear(one, first, tolerance));
    return judged(other < 0 ? [] : [`${show(others[other])} at time ${other + 2}, ${show(first)} at first`]);
}
async function checkBatch({ instances, tolerance }, golden, asker) {
    const asked = instances ?? golden.slice(0, mostInBatch).map(({ instance }) => instance);
    const alone = await asker.each(asked);
    if (alone.kind === 'unanswered')
        return unanswered(alone.answer);
    const together = await asker.ask(asked);
    if (together.kind !== 'predictions')
        return unanswered(together);
    const { predictions } = together;
    if (predictions.length !== asked.length) {
        return judged([`${predictions.length} predictions for ${asked.length} instances`]);
    }
    return judged(differences(alone.predictions, predictions, tolerance));
}
function differences(alone, together, tolerance) {
    return together.flatMap((one, index) => isNear(one, alone[index], tolerance)
        ? []
        : [`instances[${index}] is ${show(one)} in the batch, ${show(alone[index])} alone`]);
}

;// CONCATENATED MODULE: ./lib/steps/integration-test/variant-cases.js


async function checkInvariance({ instance, variants, path, tolerance }, asker) {
    const predicted = await asker.each([instance, ...changed(instance, variants)]);
    if (predicted.kind === 'unanswered')
        return unanswered(predicted.answer);
    const [first, ...others] = predicted.predictions.map((one) => valueAt(one, path));
    if (first === undefined)
        return judged([`${path} is absent`]);
    return judged(others.flatMap((found, index) => isNear(found, first, tolerance)
        ? []
        : [`${path} is ${show(found)} with ${show(variants[index])}, ${show(first)} without`]));
}
const directions = {
    rise: { keeps: (change, by) => change > by, phrase: 'must rise' },
    not_fall: { keeps: (change, by) => change >= -by, phrase: 'must not fall' },
    fall: { keeps: (change, by) => -change > by, phrase: 'must fall' },
    not_rise: { keeps: (change, by) => -change >= -by, phrase: 'must not rise' },
};
async function checkDirection({ instance, variants, path, tolerance, must }, asker) {
    const predicted = await asker.each([instance, ...changed(instance, variants)]);
    if (predicted.kind === 'unanswered')
        return unanswered(predicted.answer);
    const values = predicted.predictions.map((one) => valueAt(one, path));
    const { keeps, phrase } = directions[must];
    const misses = [];
    for (const [index, variant] of variants.entries()) {
        const [before, after] = [values[index], values[index + 1]];
        const isKept = typeof before === 'number' && typeof after === 'number' && keeps(after - before, tolerance);
        if (isKept)
            continue;
        misses.push(`${path} ${phrase}: ${show(before)}, then ${show(after)} with ${show(variant)}`);
    }
    return judged(misses);
}
function changed(instance, variants) {
    return variants.map((variant) => ({ ...instance, ...variant }));
}

;// CONCATENATED MODULE: ./lib/steps/integration-test/suite-run.js








const suite_run_mostMisses = 20;
async function runSuite(suite, rounds, asker, context) {
    const results = [];
    for (let round = 1; round <= rounds; round += 1) {
        for await (const result of runRound(suite, round, asker, context)) {
            results.push(result);
            tell(result, context);
            context.ports.host.progress(`${results.length} of ${suite.length * rounds} cases`);
        }
    }
    return results;
}
async function* runRound(suite, round, asker, context) {
    const golden = suite.filter(isKind('golden'));
    const schemas = suite.filter(isKind('schema'));
    const slices = suite.filter(isKind('slice'));
    const goldenResults = [];
    for (const one of golden) {
        const checked = await checkGolden(one, schemas, asker);
        const counts = one.slice === undefined ? 'itself' : 'slice';
        const result = { one, round, counts, ...checked };
        goldenResults.push(result);
        yield result;
    }
    for (const one of schemas)
        yield { one, round, counts: 'itself', finding: judgeForm(one, goldenResults) };
    for (const one of slices)
        yield { one, round, counts: 'itself', finding: judgeSlice(one, goldenResults) };
    for (const one of suite) {
        const finding = await check(one, golden, asker, context);
        if (finding !== undefined)
            yield { one, round, counts: 'itself', finding };
    }
}
async function check(one, golden, asker, context) {
    switch (one.kind) {
        case 'invariance':
            return await checkInvariance(one, asker);
        case 'direction':
            return await checkDirection(one, asker);
        case 'refusal':
            return await checkRefusal(one, asker);
        case 'determinism':
            return await checkDeterminism(one, asker);
        case 'batch':
            return await checkBatch(one, golden, asker);
        case 'offline':
            return await checkOffline(one, asker, context);
        case 'golden':
        case 'schema':
        case 'slice':
            return undefined;
    }
}
function judgeForm({ name }, results) {
    const answered = results.filter(({ finding }) => finding.verdict !== 'error');
    if (answered.length === 0)
        return nothingAnswered;
    const misses = answered.flatMap(({ one, formMisses }) => (formMisses.get(name) ?? []).map((miss) => `${one.name}: ${miss}`));
    return judged(misses.slice(0, suite_run_mostMisses));
}
function judgeSlice(rule, results) {
    const members = results.filter(({ one, finding }) => one.slice === rule.slice && finding.verdict !== 'error');
    if (members.length === 0)
        return nothingAnswered;
    const passed = members.filter(({ finding }) => finding.verdict === 'pass').length;
    const share = passed / members.length;
    const least = rule.min_pass_share;
    const evidence = { slice: rule.slice, cases: members.length, passed, minPassShare: least };
    if (share >= least)
        return judged([], evidence);
    const said = `${passed} of ${members.length} cases of ${rule.slice} are right, expected ${(0,percent/* formatShare */.T)(least)}`;
    return judged([said], evidence);
}
const nothingAnswered = { verdict: 'error', misses: ['no golden case was answered'] };
function tell({ one, counts, finding }, { ports: { host } }) {
    if (finding.verdict === 'pass')
        return;
    const line = `${one.name}: ${finding.misses.join('; ')}`;
    if (counts === 'slice')
        host.say(line);
    else
        host.warn(line);
}

;// CONCATENATED MODULE: ./lib/steps/integration-test/run.js















const failuresKept = 20;
async function runIntegrationTest(inputs, context) {
    const { host, files } = context.ports;
    host.phase('Integration test');
    const suite = await readSuite(inputs.suite, files);
    const endpoint = stagingEndpoint(inputs, context);
    const payload = inputs.loadRate === undefined ? [] : await readPayload(inputs.loadPayload, suite, files);
    if (inputs.dryRun) {
        const summary = `would ask ${endpoint} ${suite.length * inputs.repeat} cases${describePlan(inputs)}`;
        return { verdict: 'pass', state: 'planned', summary, outputs: {} };
    }
    const cold = await warmUp(suite, payload, endpoint, inputs, context);
    const asker = new Asker({ endpoint, timeoutMs: inputs.requestTimeout }, context);
    const results = await runSuite(suite, inputs.repeat, asker, context);
    const load = await putLoad(payload, endpoint, inputs, context);
    const measured = { results, asker, load };
    const judgement = judgeMeasured(measured, inputs);
    await writeJunit(inputs, measured, judgement, context);
    run_tell(measured, judgement, context);
    if (judgement.verdict === 'error')
        refuseUnreadable(measured);
    return resultOf(measured, judgement, {
        endpoint,
        cold: { requests: cold.length, ...latencySummary(quantileOf(cold)) },
        ...evidenceOf(measured, judgement, inputs.suite),
    });
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
function describePlan({ loadRate, loadDuration, loadRamp }) {
    if (loadRate === undefined)
        return '';
    const { count } = scheduleLoad({ rate: loadRate, rampMs: loadRamp, durationMs: loadDuration });
    return `, then ${count} requests at up to ${loadRate} a second`;
}
async function warmUp(suite, payload, endpoint, { warmupRequests, requestTimeout }, context) {
    const instance = firstInstance(suite) ?? payload[0];
    if (instance === undefined)
        return [];
    const asker = new Asker({ endpoint, timeoutMs: requestTimeout }, context);
    for (let sent = 0; sent < warmupRequests; sent += 1)
        await asker.ask([instance]);
    return asker.latencies;
}
function firstInstance(suite) {
    const golden = suite.find(isKind('golden'));
    if (golden !== undefined)
        return golden.instance;
    return suite.flatMap((one) => ('instance' in one ? [one.instance] : []))[0];
}
async function putLoad(instances, endpoint, inputs, context) {
    const { loadRate: rate, loadRamp: rampMs, loadDuration: durationMs, requestTimeout } = inputs;
    if (rate === undefined)
        return undefined;
    context.ports.host.say(`load: ${rate} requests a second for ${(0,duration/* formatDuration */.a)(durationMs)}, after a ramp of ${(0,duration/* formatDuration */.a)(rampMs)}`);
    const request = { endpoint, timeoutMs: requestTimeout, instances, rate, rampMs, durationMs };
    return await runLoadTest(request, context);
}
async function writeJunit({ junit, suite }, { results }, { limits }, { ports: { files, host } }) {
    if (junit === undefined)
        return;
    await files.write(junit, junitXml(results, limits, (file) => (0,external_node_path_.relative)((0,external_node_path_.dirname)(suite), file)));
    host.say(`results as JUnit XML: ${junit}`);
}
function run_tell({ results, load }, { limits }, { ports: { host } }) {
    for (const [kind, counts] of Object.entries(countByKind(results))) {
        const { cases, passed } = counts;
        host.say(`${passed} of ${cases} ${kind} cases as expected`);
    }
    if (load !== undefined)
        host.say(`${load.throughput.toFixed(1)} predictions a second under load`);
    for (const { name, verdict, said } of limits)
        host.say(`${name} ${said}: ${verdict}`);
}
function resultOf({ load }, { verdict, counted, limits, quantile }, evidence) {
    const passed = counted.filter(hasVerdict('pass')).length;
    const wrong = counted.filter(hasVerdict('fail')).length;
    const broken = limits.filter((limit) => limit.verdict === 'fail').map(({ name }) => name);
    const [p50, p99] = [quantile(0.5), quantile(0.99)];
    return {
        verdict,
        state: 'done',
        summary: verdict === 'pass'
            ? `${passed} cases passed`
            : [
                `${wrong} wrong and ${counted.length - passed - wrong} unanswered of ${counted.length} cases`,
                ...(broken.length === 0 ? [] : [`beyond the limit: ${broken.join(', ')}`]),
            ].join('; '),
        outputs: {
            passed,
            failed: counted.length - passed,
            ...(p50 === undefined || p99 === undefined ? {} : { p50_ms: p50, p99_ms: p99 }),
            ...(load === undefined ? {} : { throughput: load.throughput }),
        },
        evidence,
        ...(verdict === 'fail' ? { outcome: 'rejected' } : {}),
    };
}
function evidenceOf({ results, load, asker }, { counted, errorRate, latency }, suite) {
    const bad = counted.filter(hasVerdict('fail', 'error'));
    return {
        cases: counted.length,
        kinds: countByKind(results),
        requests: asker.requests,
        errorRate,
        latency: latency.map((check) => ({ ...check })),
        failures: bad.slice(0, failuresKept).map((result) => failureOf(result, suite)),
        ...details('slices', 'slice', results),
        ...details('offline', 'offline', results),
        ...(load === undefined ? {} : { load: loadEvidence(load) }),
    };
}
function failureOf({ one, finding }, suite) {
    const place = { ...one.place, file: (0,external_node_path_.relative)((0,external_node_path_.dirname)(suite), one.place.file) };
    return {
        name: one.name,
        kind: one.kind,
        verdict: finding.verdict,
        where: placeText(place),
        misses: [...finding.misses],
    };
}
function details(key, kind, results) {
    const found = results.flatMap(({ one, finding }) => one.kind === kind && finding.evidence !== undefined
        ? [{ name: one.name, verdict: finding.verdict, ...finding.evidence }]
        : []);
    return found.length === 0 ? {} : { [key]: found };
}


/***/ }),

/***/ 7731:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ formatBytes)
/* harmony export */ });
function formatBytes(bytes) {
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
    let value = bytes;
    let unit = 0;
    while (Number(value.toFixed(1)) >= 1024 && unit < units.length - 1) {
        value /= 1024;
        unit += 1;
    }
    return `${Number(value.toFixed(1))} ${units[unit] ?? 'B'}`;
}


/***/ })

};
;