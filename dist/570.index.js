"use strict";
exports.id = 570;
exports.ids = [570,724];
exports.modules = {

/***/ 35175:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BQ: () => (/* binding */ saveRun),
/* harmony export */   KW: () => (/* binding */ readEndpoint),
/* harmony export */   dS: () => (/* binding */ saveLedger),
/* harmony export */   lq: () => (/* binding */ seeOperation),
/* harmony export */   qM: () => (/* binding */ refuseCancelled)
/* harmony export */ });
/* harmony import */ var _canary_canary_run_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85373);
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27660);


async function readEndpoint({ context, endpoint }) {
    const found = await context.ports.endpoints.get(endpoint);
    if (found !== undefined)
        return found;
    throw new _errors_error_js__WEBPACK_IMPORTED_MODULE_1__/* .ReleaseError */ .K2('RESOURCE_NOT_FOUND', `endpoint ${endpoint} does not exist any more`);
}
async function saveRun({ store }, run) {
    await store.save({ ...store.ledger, active: run });
    return run;
}
async function saveLedger({ store }, ledger) {
    await store.save(ledger);
}
async function seeOperation({ context, inputs, pace, store }, operation) {
    const { ports, signal } = context;
    if (pace === 'one_tick')
        return await ports.endpoints.checkChange(operation);
    await ports.endpoints.awaitChange(operation, {
        timeoutMs: inputs.deployTimeoutMs,
        signal,
        onPoll: () => store.renew(),
        onStage: (stage) => ports.host.progress(`Vertex AI: ${stage.toLowerCase().replaceAll('_', ' ')}`),
    });
    return 'done';
}
function refuseCancelled({ context }) {
    if (context.signal.aborted)
        throw new _errors_error_js__WEBPACK_IMPORTED_MODULE_1__/* .ReleaseError */ .K2('CANCELLED', 'the run was cancelled');
}


/***/ }),

/***/ 53724:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   claimEndpoint: () => (/* binding */ claimEndpoint),
/* harmony export */   h: () => (/* binding */ refuseOther)
/* harmony export */ });
/* harmony import */ var _canary_ledger_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10684);
/* harmony import */ var _vertex_resource_name_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96651);
/* harmony import */ var _ledger_store_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(12547);
/* harmony import */ var _takeover_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35827);




async function claimEndpoint(inputs, context) {
    const { operation, bucket, location, model } = inputs;
    const isReconciling = operation === 'reconcile';
    if (bucket === undefined || !(isReconciling || operation === 'run' || operation === 'resume')) {
        return undefined;
    }
    const endpoint = await context.ports.endpoints.find(location, inputs.endpoint);
    if (endpoint === undefined) {
        return isReconciling ? nothingToDo(`there is no endpoint ${inputs.endpoint}`) : undefined;
    }
    const uri = (0,_ledger_store_js__WEBPACK_IMPORTED_MODULE_2__/* .ledgerUri */ .c)(bucket, model, (0,_vertex_resource_name_js__WEBPACK_IMPORTED_MODULE_1__/* .idOf */ .TH)(endpoint.name));
    const store = await (0,_ledger_store_js__WEBPACK_IMPORTED_MODULE_2__/* .openLedger */ .au)(context.ports, uri, endpoint.name);
    if (isReconciling)
        return whatIsLeft(store, endpoint.name);
    refuseOther(store.ledger, context.journal.record.releaseId, endpoint.name);
    await (0,_takeover_js__WEBPACK_IMPORTED_MODULE_3__/* .awaitLease */ .nb)(store, endpoint.name, context);
    return undefined;
}
function whatIsLeft(store, endpoint) {
    const id = (0,_vertex_resource_name_js__WEBPACK_IMPORTED_MODULE_1__/* .idOf */ .TH)(endpoint);
    if ((0,_canary_ledger_js__WEBPACK_IMPORTED_MODULE_0__/* .activeRelease */ .G6)(store.ledger) === undefined)
        return nothingToDo(`${id}: nothing is under way`);
    const holder = store.holder();
    return holder === undefined ? undefined : nothingToDo(`${id}: ${holder.owner} is at work on it`);
}
function refuseOther(ledger, releaseId, endpoint) {
    const active = (0,_canary_ledger_js__WEBPACK_IMPORTED_MODULE_0__/* .activeRelease */ .G6)(ledger);
    if (active !== undefined && active !== releaseId)
        throw (0,_ledger_store_js__WEBPACK_IMPORTED_MODULE_2__/* .heldByAnother */ .oo)(active, endpoint);
}
function nothingToDo(summary) {
    return { verdict: 'pass', state: 'done', summary, outputs: {} };
}


/***/ }),

/***/ 25570:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runCanaryPromote: () => (/* binding */ runCanaryPromote)
});

// EXTERNAL MODULE: ./lib/canary/ledger.js
var canary_ledger = __webpack_require__(10684);
// EXTERNAL MODULE: ./lib/errors/error.js
var errors_error = __webpack_require__(27660);
// EXTERNAL MODULE: ./lib/release/outcome.js
var outcome = __webpack_require__(49342);
// EXTERNAL MODULE: ./lib/vertex/deployed-model-id.js
var deployed_model_id = __webpack_require__(16323);
// EXTERNAL MODULE: ./lib/vertex/resource-name.js
var resource_name = __webpack_require__(96651);
// EXTERNAL MODULE: ./lib/vertex/model.js
var model = __webpack_require__(14346);
;// CONCATENATED MODULE: ./lib/steps/canary-promote/deployment.js


const pauseMs = 10_000;
async function startDeployment({ inputs, context, endpoint, releaseId }, arm, traffic) {
    const { machine } = inputs;
    context.ports.host.say(`endpoint ${(0,resource_name/* idOf */.TH)(endpoint)}: ${describeDeployment(arm, machine, traffic)}`);
    return await context.ports.endpoints.startDeploy(endpoint, {
        deployedModelId: arm.deployedModelId,
        modelVersion: (0,resource_name/* atVersion */.AR)(arm.model, arm.versionId),
        displayName: releaseId,
        machine,
        traffic,
    });
}
function describeDeployment(arm, machine, traffic) {
    const replicas = `${machine.minReplicaCount} to ${machine.maxReplicaCount}`;
    const share = traffic === 'all' ? 'with all traffic' : 'without traffic';
    return `deploy ${describeArm(arm)} as ${arm.deployedModelId} on ${replicas} × ${machine.machineType}, ${share}`;
}
function describeArm({ model, versionId }) {
    return `${(0,resource_name/* idOf */.TH)(model)}@${versionId}`;
}
async function bearRefusal({ inputs, context }, refusal, since) {
    const { clock, host } = context.ports;
    if (!isRefusal(refusal) || clock.now() - since > inputs.deployTimeoutMs)
        throw refusal;
    host.progress('the endpoint is still at what an earlier run began');
    await clock.sleep(pauseMs, context.signal);
}
function isRefusal(error) {
    return (error instanceof errors_error/* ReleaseError */.K2 && (error.code === 'CONFLICT' || error.code === 'API_FAILED'));
}

;// CONCATENATED MODULE: ./lib/steps/canary-promote/aliases.js



async function crown(session, version) {
    const defaults = session.inputs.moveDefault ? [model/* defaultAlias */.k2] : [];
    await giveAliases(session, version, [model/* championAlias */.wW, ...defaults], [model/* challengerAlias */.Ab]);
}
async function dethrone(session, run) {
    const { models } = session.context.ports;
    const challenger = await models.find((0,resource_name/* atVersion */.AR)(run.challenger.model, run.challenger.versionId));
    const isDefault = challenger?.aliases.includes(model/* defaultAlias */.k2) ?? false;
    const defaults = session.inputs.moveDefault && isDefault ? [model/* defaultAlias */.k2] : [];
    await giveAliases(session, run.champion, [model/* championAlias */.wW, ...defaults], []);
    await giveAliases(session, run.challenger, [], [model/* challengerAlias */.Ab]);
}
async function giveAliases({ context }, version, wanted, unwanted) {
    const { models, host } = context.ports;
    const name = (0,resource_name/* atVersion */.AR)(version.model, version.versionId);
    const found = await models.find(name);
    if (found === undefined) {
        host.warn(`${describeArm(version)} is not in the registry: its aliases stay as they are`);
        return;
    }
    const changes = [
        ...wanted.filter((alias) => !found.aliases.includes(alias)),
        ...unwanted.filter((alias) => found.aliases.includes(alias)).map((alias) => `-${alias}`),
    ];
    if (changes.length === 0)
        return;
    host.say(`model ${describeArm(version)}: aliases ${changes.join(', ')}`);
    await models.changeAliases(name, changes);
}

// EXTERNAL MODULE: ./lib/vertex/endpoint.js
var vertex_endpoint = __webpack_require__(84230);
// EXTERNAL MODULE: ./lib/vertex/labels.js
var vertex_labels = __webpack_require__(72336);
// EXTERNAL MODULE: ./lib/vertex/traffic-split.js
var traffic_split = __webpack_require__(5255);
// EXTERNAL MODULE: ./lib/steps/canary-promote/canary-session.js
var canary_session = __webpack_require__(35175);
// EXTERNAL MODULE: ./lib/canary/look.js
var canary_look = __webpack_require__(36270);
// EXTERNAL MODULE: ./lib/canary/reason.js
var reason = __webpack_require__(885);
// EXTERNAL MODULE: ./lib/units/time.js
var time = __webpack_require__(75091);
;// CONCATENATED MODULE: ./lib/steps/canary-promote/narration.js





function splitLine(endpoint, from, to) {
    return `endpoint ${(0,resource_name/* idOf */.TH)(endpoint)}: ${(0,traffic_split/* describeSplitChange */.ie)(from, to)}`;
}
function describeSplit(split) {
    const shares = Object.entries(split)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([id, percent]) => `${id} ${percent} %`);
    return shares.length === 0 ? 'no traffic' : shares.join(', ');
}
function lookLine(look, nextAt) {
    const counts = `challenger ${describeCount(look.challenger)}, champion ${describeCount(look.champion)}`;
    const evidence = `evidence ${(0,canary_look/* percentOfLimit */.mP)(look.evidence)} % of the limit (p ${formatP(look.evidence.pValue)})`;
    const decision = `${look.decision.replace('_', ' ')}: ${(0,reason/* describeReasons */.nl)(look.reasons)}`;
    const next = nextAt === undefined ? '' : `; next look ${(0,time/* formatTimeOfDay */.q)(nextAt)}`;
    return `at ${look.percent} %: ${counts}; ${evidence}; ${decision}${next}`;
}
function describeCount({ requests, errors, clientErrors }) {
    const client = clientErrors === 0 ? '' : ` (and ${formatCount(clientErrors)} client errors)`;
    return `${formatCount(errors)}/${formatCount(requests)} errors${client}`;
}
function formatCount(count) {
    return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ' ');
}
function formatP(p) {
    return p >= 0.1 ? p.toFixed(2) : p.toPrecision(1);
}

// EXTERNAL MODULE: ./lib/canary/canary-run.js
var canary_run = __webpack_require__(85373);
// EXTERNAL MODULE: ./lib/ports/clock.js
var clock = __webpack_require__(92309);
// EXTERNAL MODULE: ./lib/canary/judge/panel.js
var panel = __webpack_require__(85071);
// EXTERNAL MODULE: ./lib/canary/plan.js
var canary_plan = __webpack_require__(44854);
;// CONCATENATED MODULE: ./lib/canary/soak.js


function soakEndsAt(run, shift) {
    return Math.min(shift.at + run.plan.keepStableMs, (0,canary_run/* deadlineOf */.G0)(run));
}
function isJudgedAlone({ plan, ending }) {
    if ((0,canary_plan/* comparedSteps */.t5)(plan) === 0)
        return true;
    return plan.sloErrorRate !== null && ending?.kind === 'promote' && ending.by === 'judge';
}

// EXTERNAL MODULE: ./lib/canary/window.js
var canary_window = __webpack_require__(24669);
;// CONCATENATED MODULE: ./lib/canary/due-windows.js




function dueWindows(run, now) {
    const { windowMs, settleMs } = run.plan;
    const recorded = run.windows.at(-1)?.start ?? -Infinity;
    return stepSpans(run).flatMap(({ step, first, end }) => {
        const last = Math.min(end, now - settleMs);
        const due = [];
        for (let start = first; start + windowMs <= last; start += windowMs) {
            if (start > recorded)
                due.push({ step, index: (start - first) / windowMs, start });
        }
        return due;
    });
}
function nextSettleAt(run) {
    const { windowMs, settleMs } = run.plan;
    const recorded = run.windows.at(-1)?.start ?? -Infinity;
    const ends = stepSpans(run).flatMap(({ first, end }) => {
        const windowEnd = Math.max(first, recorded + windowMs) + windowMs;
        return windowEnd <= end ? [windowEnd] : [];
    });
    return ends[0] === undefined ? undefined : ends[0] + settleMs;
}
function recordWindows(run, windows) {
    return {
        ...run,
        windows: [...run.windows, ...windows],
        judge: (0,panel/* judgeWindows */.BK)((0,canary_run/* settingsOf */.f5)(run), windows.filter(canary_window/* isCounted */.he), run.judge),
    };
}
function stepSpans(run) {
    const { windowMs, warmupMs } = run.plan;
    return run.shifts.flatMap((shift, i) => {
        const { step, percent, at } = shift;
        if (percent >= 100 && !isJudgedAlone(run))
            return [];
        const first = Math.ceil((at + warmupMs) / windowMs) * windowMs;
        return [{ step, first, end: run.shifts[i + 1]?.beganAt ?? endOfSpan(run, shift) }];
    });
}
function endOfSpan(run, shift) {
    const isSoaking = shift.percent >= 100 && run.ending?.kind === 'promote';
    return isSoaking ? soakEndsAt(run, shift) - run.plan.settleMs : pendingChangeAt(run);
}
function pendingChangeAt(run) {
    if (run.ending?.kind === 'roll_back')
        return run.ending.at;
    return run.intent?.kind === 'shift' ? run.intent.beganAt : Infinity;
}

// EXTERNAL MODULE: ./lib/canary/judge/e-process.js + 1 modules
var e_process = __webpack_require__(95071);
// EXTERNAL MODULE: ./lib/canary/judge/process.js
var judge_process = __webpack_require__(58036);
// EXTERNAL MODULE: ./lib/canary/tally.js
var tally = __webpack_require__(69187);
;// CONCATENATED MODULE: ./lib/canary/harm-reason.js






const hardStopRequests = 20;
function harmReason(run) {
    return provedHarm(run) ?? hardStop(run);
}
function provedHarm(run) {
    const found = run.judge.harm;
    if (found === undefined)
        return undefined;
    const process = (0,canary_run/* settingsOf */.f5)(run).harm.find(({ name }) => name === found.process);
    if (process === undefined)
        return undefined;
    const state = run.judge.processes[process.name] ?? judge_process/* freshState */.Q5;
    const harm = {
        logEvidence: state.logPeak,
        logLimit: (0,e_process/* logLimit */.Oe)(process.alpha),
        percent: run.plan.steps[found.step] ?? 100,
    };
    const whole = (0,tally/* tally */.N4)(run);
    switch (process.kind) {
        case 'errors':
        case 'history':
            return (0,reason/* errorsHarm */.yY)(harm, whole.challenger, whole.champion);
        case 'latency':
            return (0,reason/* latencyHarm */.Hm)(harm, (0,judge_process/* leadingEdge */.EB)(process, state) ?? 0);
        case 'slo':
            return (0,reason/* objectiveMissed */.jh)(harm, process.test.nullRate);
        case 'ratio':
            return (0,reason/* ratioHarm */.CT)(harm, process.name);
    }
}
function hardStop(run) {
    const { requests, errors } = (0,tally/* tally */.N4)(run).challenger;
    if (requests >= hardStopRequests && errors === requests)
        return (0,reason/* allFailed */.H$)(requests);
    const last = run.windows.at(-1);
    if (last?.replicas !== 0)
        return undefined;
    const inLast = (0,canary_window/* sumOf */.XN)([last], 'challenger');
    return inLast.errors === inLast.requests ? (0,reason/* noReplicas */.vQ)() : undefined;
}

// EXTERNAL MODULE: ./lib/stats/log-sum.js
var log_sum = __webpack_require__(62300);
// EXTERNAL MODULE: ./lib/canary/judge/evidence.js + 1 modules
var evidence = __webpack_require__(7223);
// EXTERNAL MODULE: ./lib/canary/judge/hypergeometric.js
var hypergeometric = __webpack_require__(75294);
// EXTERNAL MODULE: ./lib/canary/judge/tempering.js
var tempering = __webpack_require__(86074);
;// CONCATENATED MODULE: ./lib/canary/judge/confidence.js





const widest = Math.log(1_000);
const halvings = 11;
const multiples = [1.25, 2, 4, 12];
function oddsRatioBounds(tables, alpha, correlation) {
    const told = tables
        .filter((table) => !(0,evidence/* tellsNothing */.K0)(table))
        .map((table) => ({
        table,
        allocation: (0,hypergeometric/* allocateErrors */.z)(table),
        temper: (0,tempering/* pairTempering */.Y)(correlation, table),
    }));
    return boundsOf((logNull, logMultiples) => told.map(({ table, allocation, temper }) => ({
        temper,
        logFactors: oddsFactors(allocation, table, logNull, logMultiples),
    })), alpha);
}
function rateRatioBounds(tables, alpha, correlation) {
    const told = tables.filter((table) => !(0,evidence/* tellsNothing */.K0)(table));
    return boundsOf((logNull, logMultiples) => told.map((table) => ({
        temper: (0,tempering/* pairTempering */.Y)(correlation, table),
        logFactors: rateFactors(table, logNull, logMultiples),
    })), alpha);
}
function boundsOf(factorsAt, alpha) {
    const upwards = multiples.map((multiple) => Math.log(multiple));
    const downwards = upwards.map((log) => -log);
    const isRejected = (logNull, logMultiples) => greatestEvidence(factorsAt(logNull, logMultiples)) >= (0,e_process/* logLimit */.Oe)(alpha);
    const low = lastRejected((at) => isRejected(at, upwards), -widest, widest);
    const high = lastRejected((at) => isRejected(at, downwards), widest, -widest);
    return {
        low: low === undefined ? 0 : Math.exp(low),
        high: high === undefined ? null : Math.exp(high),
    };
}
function greatestEvidence(windows) {
    const logBets = multiples.map(() => -Math.log(multiples.length));
    let greatest = 0;
    for (const { temper, logFactors } of windows) {
        for (const [j, logFactor] of logFactors.entries()) {
            logBets[j] = (logBets[j] ?? -Infinity) + temper * logFactor;
        }
        greatest = Math.max(greatest, (0,log_sum/* logSumExp */.V)(logBets));
    }
    return greatest;
}
function oddsFactors(allocation, { challengerErrors }, logNull, logMultiples) {
    const observed = challengerErrors - allocation.least;
    const nullTotal = (0,hypergeometric/* logPartition */.J)(allocation, logNull);
    return logMultiples.map((log) => observed * log + nullTotal - (0,hypergeometric/* logPartition */.J)(allocation, logNull + log));
}
function rateFactors(table, logNull, logMultiples) {
    const odds = table.challengerRequests / table.championRequests;
    const errors = table.challengerErrors + table.championErrors;
    const totalAt = (logRatio) => Math.log1p(odds * Math.exp(logRatio));
    return logMultiples.map((log) => table.challengerErrors * log + errors * (totalAt(logNull) - totalAt(logNull + log)));
}
function lastRejected(isRejected, from, to) {
    if (!isRejected(from))
        return undefined;
    let rejected = from;
    let kept = to;
    for (let i = 0; i < halvings; i += 1) {
        const middle = (rejected + kept) / 2;
        if (isRejected(middle))
            rejected = middle;
        else
            kept = middle;
    }
    return rejected;
}

// EXTERNAL MODULE: ./lib/canary/judge/clearing.js
var judge_clearing = __webpack_require__(63566);
// EXTERNAL MODULE: ./lib/canary/judge/correlation.js
var judge_correlation = __webpack_require__(98541);
// EXTERNAL MODULE: ./lib/canary/judge/calendar.js
var judge_calendar = __webpack_require__(13243);
;// CONCATENATED MODULE: ./lib/canary/judge/detectable.js



const powerQuantile = 1.6449;
function detectableFault(settings, windows, onset = 0) {
    const test = errorsTest(settings);
    const championRequests = sum(windows, (window) => window.championRequests);
    if (test === undefined || championRequests === 0)
        return { kind: 'none' };
    const rate0 = sum(windows, (window) => window.championErrors) / championRequests;
    const shown = test.oddsRatios.map((_, j) => excessOf(test, windows, onset, j));
    const isFound = (rate) => shown.some((excess) => excess(rate, rate0) >= 0);
    if (!isFound(1))
        return { kind: 'none' };
    const rate = smallest(isFound, rate0);
    return rate0 === 0 ? { kind: 'rate', rate } : { kind: 'ratio', ratio: rate / rate0, rate };
}
function errorsTest({ harm }) {
    const process = harm.find(({ name }) => name === 'errors');
    if (process?.kind === 'errors')
        return process.test;
    return process?.kind === 'history' ? { ...process.test.sure, alpha: process.alpha } : undefined;
}
function excessOf(test, windows, onset, j) {
    const { alpha, nullOdds, oddsRatios, priors, calendar, correlation } = test;
    const odds = oddsRatios[j] ?? 1;
    const price = -Math.log((priors[j] ?? 1) * (0,judge_calendar/* startMass */.x)(calendar, onset, 0));
    const slope = Math.log(odds / nullOdds);
    let challengerGain = 0;
    let championGain = 0;
    let challengerSpread = 0;
    let championSpread = 0;
    for (const window of windows) {
        const requests = window.challengerRequests + window.championRequests;
        if (requests === 0)
            continue;
        const share = window.challengerRequests / requests;
        const temper = (0,tempering/* pairTempering */.Y)(correlation, window);
        const perError = temper * (Math.log1p(share * (odds - 1)) - Math.log1p(share * (nullOdds - 1)));
        const perChallengerError = temper * slope - perError;
        challengerGain += window.challengerRequests * perChallengerError;
        championGain -= window.championRequests * perError;
        challengerSpread += (window.challengerRequests * perChallengerError ** 2) / temper;
        championSpread += (window.championRequests * perError ** 2) / temper;
    }
    return (rate, championRate) => {
        const expected = challengerGain * rate + championGain * championRate;
        const variance = challengerSpread * rate * (1 - rate) + championSpread * championRate * (1 - championRate);
        return expected - powerQuantile * Math.sqrt(variance) - (0,e_process/* logLimit */.Oe)(alpha) - price;
    };
}
function smallest(holds, from) {
    let below = from;
    let above = 1;
    for (let i = 0; i < 60; i += 1) {
        const middle = (below + above) / 2;
        if (holds(middle))
            above = middle;
        else
            below = middle;
    }
    return above;
}
function sum(items, value) {
    return items.reduce((total, item) => total + value(item), 0);
}

// EXTERNAL MODULE: ./lib/canary/judge/sample-ratio.js
var sample_ratio = __webpack_require__(82861);
// EXTERNAL MODULE: ./lib/canary/judge/tables.js
var judge_tables = __webpack_require__(3700);
// EXTERNAL MODULE: ./lib/canary/prediction-drift.js + 1 modules
var prediction_drift = __webpack_require__(67111);
;// CONCATENATED MODULE: ./lib/canary/assessment.js

















function assess(run, shift, metrics, now) {
    const settings = (0,canary_run/* settingsOf */.f5)(run);
    const { decision, reasons } = decide(run, shift, metrics, now);
    const { settled, served, missing } = (0,tally/* tally */.N4)(run, shift.step);
    const whole = (0,tally/* tally */.N4)(run);
    return {
        at: now,
        step: shift.step,
        percent: shift.percent,
        decision,
        reasons,
        evidence: {
            logEvidence: run.judge.logEvidence,
            logLimit: (0,e_process/* logLimit */.Oe)(settings.alpha),
            pValue: (0,panel/* pValue */.sp)(settings, run.judge),
            processes: [
                ...settings.harm.map((process) => tellProcess(run, process, true)),
                ...settings.reported.map((process) => tellProcess(run, process, false)),
            ],
        },
        windows: { settled, served, missing },
        challenger: whole.challenger,
        champion: whole.champion,
    };
}
function harmIn(run) {
    return run.plan.onFail === 'roll_back' ? harmReason(run) : undefined;
}
function isDueBack(run) {
    if (run.ending?.kind === 'roll_back')
        return run.restoredAt === undefined;
    return run.ending?.by !== 'person' && harmIn(run) !== undefined;
}
function bakeEnds({ plan }, shift) {
    return { earliest: shift.at + plan.minBakeMs, latest: shift.at + plan.maxBakeMs };
}
function faultFoundBy(run, step) {
    const windows = run.windows
        .filter(canary_window/* isCounted */.he)
        .filter((window) => step === undefined || window.step === step);
    return detectableFault((0,canary_run/* settingsOf */.f5)(run), windows.map(judge_tables/* errorsOf */.Bp), step);
}
function confidenceOf(run) {
    const tables = run.windows.filter(canary_window/* isCounted */.he).map(judge_tables/* errorsOf */.Bp);
    const correlation = (0,judge_correlation/* correlationValue */.Wc)(run.correlation);
    return {
        oddsRatio: oddsRatioBounds(tables, run.plan.alpha, correlation),
        rateRatio: rateRatioBounds(tables, run.plan.alpha, correlation),
    };
}
function decide(run, shift, metrics, now) {
    const harm = harmReason(run);
    if (harm !== undefined)
        return { decision: run.plan.onFail, reasons: [harm] };
    if (now >= (0,canary_run/* deadlineOf */.G0)(run)) {
        return { decision: run.plan.onExpiry, reasons: [(0,reason/* deadlinePassed */.Hx)((0,canary_run/* deadlineOf */.G0)(run))] };
    }
    const settings = (0,canary_run/* settingsOf */.f5)(run);
    const remarks = remarksOn(run, shift, settings);
    const broken = brokenSplit(run, shift, settings);
    if (broken !== undefined && run.plan.onSampleRatio === 'hold') {
        return { decision: 'hold', reasons: [broken, ...remarks] };
    }
    if (broken !== undefined)
        remarks.unshift(broken);
    const drift = (0,prediction_drift/* driftReason */.eo)(run);
    if (drift !== undefined && (0,prediction_drift/* isHeldByDrift */.ck)(run)) {
        return { decision: 'hold', reasons: [drift, ...remarks] };
    }
    if (drift !== undefined)
        remarks.unshift(drift);
    const lacking = whatIsLacking(run, shift, settings, metrics, now);
    if (lacking.length === 0) {
        return { decision: 'advance', reasons: [...passed(run, shift, settings, now), ...remarks] };
    }
    if (now < bakeEnds(run, shift).latest) {
        return { decision: 'continue', reasons: [...lacking, ...remarks] };
    }
    return { ...whenInconclusive(run, [...lacking, ...remarks]) };
}
function whenInconclusive(run, reasons) {
    const { onInconclusive, maxBakeMs } = run.plan;
    if (onInconclusive === 'extend') {
        const extended = (0,reason/* bakeExtended */.$D)(maxBakeMs, (0,canary_run/* deadlineOf */.G0)(run));
        return { decision: 'continue', reasons: [extended, ...reasons] };
    }
    const decision = onInconclusive === 'promote' ? 'advance' : onInconclusive;
    return { decision, reasons: [(0,reason/* bakeExceeded */.Pn)(maxBakeMs), ...reasons] };
}
function whatIsLacking(run, shift, { clearing }, metrics, now) {
    const { earliest } = bakeEnds(run, shift);
    const { served, challenger } = (0,tally/* tally */.N4)(run, shift.step);
    const { minWindows } = run.plan;
    const reasons = [];
    if (now < earliest)
        reasons.push((0,reason/* stillBaking */.HM)(earliest));
    if (served < minWindows)
        reasons.push((0,reason/* tooFewWindows */.UW)(served, minWindows));
    if (clearing !== undefined && !(0,judge_clearing/* clearedBy */.s8)(clearing, run.judge.clearing, shift.step)) {
        const progress = (0,judge_clearing/* clearingProgress */.HR)(clearing, run.judge.clearing, shift.step);
        reasons.push((0,reason/* notCleared */._7)(progress, challenger.requests));
    }
    if (metrics === 'unreadable') {
        const late = dueWindows(run, now).length;
        reasons.push((0,reason/* metricsUnreadable */.$N)(), ...(late > 0 ? [(0,reason/* windowsLate */.aZ)(late)] : []));
    }
    return reasons;
}
function passed(run, shift, settings, now) {
    const { settled } = (0,tally/* tally */.N4)(run, shift.step);
    const faults = { overall: faultFoundBy(run), inStep: faultFoundBy(run, shift.step) };
    return [
        ...clearedReasons(run, shift, settings),
        (0,reason/* noHarmFound */.cl)(settled, now - shift.at, faults.overall, faults.inStep),
    ];
}
function clearedReasons(run, shift, { clearing }) {
    if (clearing === undefined)
        return [];
    const { beta, maxOddsRatio, maxErrorRate } = run.plan;
    const by = (0,judge_clearing/* clearedBy */.s8)(clearing, run.judge.clearing, shift.step);
    if (by === 'rate' && maxErrorRate !== null)
        return [(0,reason/* clearedByRate */.A3)(maxErrorRate, beta)];
    return by === 'ratio' ? [(0,reason/* clearedByRatio */.Ne)(maxOddsRatio, beta)] : [];
}
function brokenSplit(run, { step }, { sampleRatio }) {
    if (!(0,sample_ratio/* isSplitBroken */.kQ)(sampleRatio, run.judge.sampleRatio))
        return undefined;
    const { challenger, champion } = (0,tally/* tally */.N4)(run, step);
    const requests = challenger.requests + champion.requests;
    const share = requests === 0 ? 0 : challenger.requests / requests;
    return (0,reason/* splitNotHonoured */.Z8)(share, sampleRatio.shares[step] ?? 1, requests);
}
function remarksOn(run, shift, { reported }) {
    const { missing, settled } = (0,tally/* tally */.N4)(run, shift.step);
    const { correlation, baseline, plan } = run;
    const reasons = [];
    if (missing > 0)
        reasons.push((0,reason/* windowsMissing */.mv)(missing, settled));
    if (correlation.kind === 'unknown') {
        reasons.push((0,reason/* correlationUnknown */.$4)(correlation.windows, judge_correlation/* fewestWindows */._2));
    }
    const untold = baseline.edges.find((edge) => edge.correlation.kind === 'unknown');
    if (reported.length > 0 && untold !== undefined) {
        reasons.push((0,reason/* latencyReported */.Ms)(untold.correlation.windows, judge_correlation/* fewestWindows */._2));
    }
    if (baseline.history.kind === 'refused')
        reasons.push((0,reason/* historyRefused */.pO)(baseline.history.why));
    if ((0,canary_plan/* comparedSteps */.t5)(plan) === 0)
        reasons.push((0,reason/* nothingCompared */.z_)(plan.sloErrorRate));
    return reasons;
}
function tellProcess({ judge }, process, isJudged) {
    const state = judge.processes[process.name] ?? judge_process/* freshState */.Q5;
    return {
        name: process.name,
        isJudged,
        logEvidence: state.logEvidence,
        logLimit: (0,e_process/* logLimit */.Oe)(process.alpha),
        pValue: (0,judge_process/* processPValue */.vS)(process, state),
    };
}

;// CONCATENATED MODULE: ./lib/steps/canary-promote/result.js









const toldLooks = 20;
function summariseRun(run, outcome, finalSplit, now) {
    return {
        releaseId: run.releaseId,
        outcome,
        reason: run.ending?.reason ?? 'the challenger could not be deployed',
        startedAt: run.startedAt,
        endedAt: now,
        champion: run.champion,
        challenger: run.challenger,
        recordedSplit: { ...run.recordedSplit },
        finalSplit: { ...finalSplit },
        exposedRequests: (0,canary_run/* exposedRequests */.dg)(run),
        logEvidence: run.judge.logEvidence,
        shifts: run.shifts.map(({ percent, at, split }) => ({ percent, at, split })),
        evidence: evidenceWithBounds(run),
    };
}
function resultOfFinished(finished, endpoint) {
    const { outcome, reason } = finished;
    const isRolledBack = outcome === 'rolled_back';
    const champion = isRolledBack ? finished.champion : finished.challenger;
    return {
        verdict: isRolledBack ? 'fail' : 'pass',
        state: 'done',
        summary: summaryOf(finished, endpoint),
        outcome,
        outputs: {
            decision: isRolledBack ? 'roll_back' : 'advance',
            outcome,
            endpoint,
            champion_version: champion === undefined ? '' : versionName(champion),
            challenger_version: versionName(finished.challenger),
            traffic_split: JSON.stringify(finished.finalSplit),
            previous_split: JSON.stringify(finished.recordedSplit),
            exposed_requests: finished.exposedRequests,
            deployed_model_id: finished.challenger.deployedModelId,
        },
        evidence: {
            shifts: tellShifts(finished.shifts),
            ...finished.evidence,
            reason,
            endedAt: (0,clock/* isoTime */.L)(finished.endedAt),
        },
    };
}
function heldResult(run, reasons, split, endpoint) {
    const why = (0,reason/* describeReasons */.nl)(reasons);
    return {
        verdict: 'inconclusive',
        state: 'held',
        summary: `${(0,resource_name/* idOf */.TH)(endpoint)} holds: ${why}. Run canary-promote again to go on judging, with operation: promote to promote ${describeArm(run.challenger)}, or with operation: roll_back to restore the recorded split`,
        outcome: 'held',
        outputs: {
            decision: 'hold',
            outcome: 'held',
            endpoint,
            champion_version: versionName(run.champion),
            challenger_version: versionName(run.challenger),
            traffic_split: JSON.stringify(split),
            previous_split: JSON.stringify(run.recordedSplit),
            exposed_requests: (0,canary_run/* exposedRequests */.dg)(run),
            deployed_model_id: run.challenger.deployedModelId,
        },
        evidence: { ...evidenceWithBounds(run), reason: why },
    };
}
function evidenceWithBounds(run) {
    const evidence = evidenceOf(run);
    const { low, high } = confidenceOf(run).rateRatio;
    return { ...evidence, rateRatio: { low, high, confidence: 1 - 2 * run.plan.alpha } };
}
function evidenceOf(run) {
    const settings = (0,canary_run/* settingsOf */.f5)(run);
    const whole = (0,tally/* tally */.N4)(run);
    return {
        plan: run.plan,
        champion: run.champion,
        challenger: run.challenger,
        startedAt: (0,clock/* isoTime */.L)(run.startedAt),
        correlation: { ...run.correlation },
        shifts: tellShifts(run.shifts),
        ...(run.restoredAt === undefined ? {} : { restoredAt: (0,clock/* isoTime */.L)(run.restoredAt) }),
        looks: run.looks.slice(-toldLooks).map(toJson),
        final: {
            logEvidence: run.judge.logEvidence,
            logLimit: (0,e_process/* logLimit */.Oe)(settings.alpha),
            pValue: (0,panel/* pValue */.sp)(settings, run.judge),
            windows: whole.settled - whole.missing,
            missingWindows: whole.missing,
            challenger: whole.challenger,
            champion: whole.champion,
            detectable: { ...faultFoundBy(run) },
        },
    };
}
function tellShifts(shifts) {
    return shifts.map(({ percent, at, split }) => ({ percent, at: (0,clock/* isoTime */.L)(at), split }));
}
function toJson(look) {
    return { ...look, at: (0,clock/* isoTime */.L)(look.at) };
}
function summaryOf({ outcome, challenger, reason }, endpoint) {
    const version = describeArm(challenger);
    switch (outcome) {
        case 'bootstrapped':
            return `${version} is the first model that ${(0,resource_name/* idOf */.TH)(endpoint)} serves: there was nothing to compare it with`;
        case 'rolled_back':
            return `${version} was rolled back on ${(0,resource_name/* idOf */.TH)(endpoint)}: ${reason}`;
        default:
            return `${version} was promoted on ${(0,resource_name/* idOf */.TH)(endpoint)}: ${reason}`;
    }
}
function versionName({ model, versionId }) {
    return (0,resource_name/* atVersion */.AR)(model, versionId);
}

;// CONCATENATED MODULE: ./lib/steps/canary-promote/in-progress.js






const operationPollMs = 30_000;
function runInProgress(run, endpoint, nextAt, why) {
    const split = (0,canary_run/* currentSplit */.eV)(run);
    return {
        ...inProgress(nextAt, `${(0,resource_name/* idOf */.TH)(endpoint)} at ${describeSplit(split)}: ${why}`),
        outputs: {
            decision: 'continue',
            endpoint,
            champion_version: in_progress_versionName(run.champion),
            challenger_version: in_progress_versionName(run.challenger),
            traffic_split: JSON.stringify(split),
            previous_split: JSON.stringify(run.recordedSplit),
            exposed_requests: (0,canary_run/* exposedRequests */.dg)(run),
            deployed_model_id: run.challenger.deployedModelId,
            next_at: (0,clock/* isoTime */.L)(nextAt),
        },
        evidence: evidenceOf(run),
    };
}
function bootstrapInProgress(challenger, endpoint, nextAt, why) {
    return {
        ...inProgress(nextAt, `${(0,resource_name/* idOf */.TH)(endpoint)}: ${why}`),
        outputs: {
            decision: 'continue',
            endpoint,
            challenger_version: in_progress_versionName(challenger),
            deployed_model_id: challenger.deployedModelId,
            next_at: (0,clock/* isoTime */.L)(nextAt),
        },
    };
}
function inProgress(nextAt, what) {
    return {
        verdict: 'inconclusive',
        state: 'in_progress',
        summary: `${what}; call again at ${(0,time/* formatTimeOfDay */.q)(nextAt)}`,
    };
}
function in_progress_versionName({ model, versionId }) {
    return (0,resource_name/* atVersion */.AR)(model, versionId);
}

;// CONCATENATED MODULE: ./lib/steps/canary-promote/bootstrap.js













async function openBootstrap(session, candidate) {
    const { context, releaseId, endpoint, store } = session;
    const deployedModelId = (0,deployed_model_id/* deployedModelIdOf */._)(releaseId, (0,resource_name/* idOf */.TH)(endpoint));
    context.ports.host.say(`endpoint ${(0,resource_name/* idOf */.TH)(endpoint)} serves nothing: ${describeArm(candidate)} is its first model and gets all traffic, there is nothing to compare it with`);
    const startedAt = context.ports.clock.now();
    await (0,canary_session/* saveLedger */.dS)(session, {
        ...store.ledger,
        bootstrap: { releaseId, startedAt, challenger: { deployedModelId, ...candidate } },
    });
}
async function driveBootstrap(session, bootstrap, attempt) {
    const endpoint = await deployFirst(session, bootstrap, attempt);
    if (endpoint === 'under_way')
        return underWay(session, bootstrap);
    const serving = await giveAll(session, endpoint, bootstrap.challenger.deployedModelId);
    await label(session, serving);
    await crown(session, bootstrap.challenger);
    const summary = summarise(session, bootstrap);
    await (0,canary_session/* saveLedger */.dS)(session, (0,canary_ledger/* finishRelease */.pp)(session.store.ledger, summary));
    return resultOfFinished(summary, session.endpoint);
}
async function deployFirst(session, opened, attempt) {
    const { store } = session;
    for (let bootstrap = opened;; bootstrap = store.ledger.bootstrap ?? opened) {
        (0,canary_session/* refuseCancelled */.qM)(session);
        const endpoint = await (0,canary_session/* readEndpoint */.KW)(session);
        if ((0,vertex_endpoint/* findDeployed */._)(endpoint, bootstrap.challenger.deployedModelId) !== undefined)
            return endpoint;
        if (endpoint.deployed.length > 0)
            throw takenMeanwhile(session.endpoint);
        if (bootstrap.operation !== undefined) {
            const seen = await seeThrough(session, bootstrap, bootstrap.operation);
            if (seen === 'running')
                return 'under_way';
            continue;
        }
        await begin(session, bootstrap, attempt);
    }
}
async function begin(session, bootstrap, attempt) {
    const { store } = session;
    let operation;
    try {
        operation = await startDeployment(session, bootstrap.challenger, 'all');
    }
    catch (refusal) {
        if (attempt === 'repeated')
            return await bearRefusal(session, refusal, bootstrap.startedAt);
        if (isRefusal(refusal))
            await abandon(session);
        throw refusal;
    }
    await (0,canary_session/* saveLedger */.dS)(session, { ...store.ledger, bootstrap: { ...bootstrap, operation } });
}
async function abandon(session) {
    const { bootstrap: _, ...free } = session.store.ledger;
    await (0,canary_session/* saveLedger */.dS)(session, free);
}
async function seeThrough(session, bootstrap, operation) {
    const { store } = session;
    try {
        if ((await (0,canary_session/* seeOperation */.lq)(session, operation)) === 'running')
            return 'running';
    }
    catch (error) {
        if (!(error instanceof errors_error/* ReleaseError */.K2))
            throw error;
        if (error.code === 'OPERATION_FAILED')
            await abandon(session);
        if (error.code !== 'RESOURCE_NOT_FOUND')
            throw error;
    }
    const { operation: _, ...seen } = bootstrap;
    await (0,canary_session/* saveLedger */.dS)(session, { ...store.ledger, bootstrap: seen });
    return 'done';
}
function underWay({ context, endpoint }, { challenger }) {
    const why = `${describeArm(challenger)} is being deployed as the first model`;
    return bootstrapInProgress(challenger, endpoint, context.ports.clock.now() + operationPollMs, why);
}
async function giveAll(session, endpoint, id) {
    const all = { [id]: 100 };
    if ((0,traffic_split/* equalSplits */.Mu)(endpoint.split, all))
        return endpoint;
    const { host, endpoints } = session.context.ports;
    host.say(splitLine(endpoint.name, endpoint.split, all));
    await endpoints.update(endpoint, { split: all });
    return await (0,canary_session/* readEndpoint */.KW)(session);
}
async function label(session, endpoint) {
    if ((0,vertex_labels/* isManaged */.yF)(endpoint.labels))
        return;
    const { host, endpoints } = session.context.ports;
    host.say(`endpoint ${(0,resource_name/* idOf */.TH)(endpoint.name)}: label ${vertex_labels/* managedLabel */.C8}=${vertex_labels/* managedValue */.TK}`);
    await endpoints.update(endpoint, {
        labels: { ...endpoint.labels, [vertex_labels/* managedLabel */.C8]: vertex_labels/* managedValue */.TK },
    });
}
function summarise({ context, releaseId }, bootstrap) {
    const { challenger, startedAt } = bootstrap;
    const endedAt = context.ports.clock.now();
    const split = { [challenger.deployedModelId]: 100 };
    return {
        releaseId,
        outcome: 'bootstrapped',
        reason: 'the endpoint served nothing before',
        startedAt,
        endedAt,
        challenger,
        recordedSplit: {},
        finalSplit: split,
        exposedRequests: 0,
        logEvidence: 0,
        shifts: [{ percent: 100, at: endedAt, split }],
    };
}
function takenMeanwhile(endpoint) {
    return new errors_error/* ReleaseError */.K2('CONFLICT', `somebody else deployed a model to ${(0,resource_name/* idOf */.TH)(endpoint)} meanwhile`, {
        mend: 'Undeploy it, or undo this release and run it again as a canary beside it.',
    });
}

// EXTERNAL MODULE: ./lib/steps/canary-promote/claim.js
var claim = __webpack_require__(53724);
;// CONCATENATED MODULE: ./lib/canary/follow-up.js
function isFollowUpDue({ plan, followUp }) {
    return followUp === 'due' && (plan.alertPolicy === 'create' || plan.releaseMetric === 'write');
}

;// CONCATENATED MODULE: ./lib/canary/foreign-change.js


function describeForeignChange(run, observed) {
    const differences = [...splitDifference(run, observed), ...modelDifferences(run, observed)];
    return differences.length === 0 ? undefined : differences.join('; ');
}
function splitDifference(run, { split }) {
    const expected = (0,canary_run/* currentSplit */.eV)(run);
    if ((0,traffic_split/* equalSplits */.Mu)(expected, split))
        return [];
    return [`its traffic split went ${(0,traffic_split/* describeSplitChange */.ie)(expected, split)}`];
}
function modelDifferences(run, { deployed }) {
    const challenger = run.challenger.deployedModelId;
    const expected = new Set([...run.recordedModels, ...(run.shifts.length > 0 ? [challenger] : [])]);
    if (isPromoted(run))
        expected.delete(run.champion.deployedModelId);
    const known = new Set([...run.recordedModels, challenger]);
    return [
        ...[...expected]
            .filter((id) => !deployed.includes(id))
            .map((id) => `deployed model ${id} is gone`),
        ...deployed.filter((id) => !known.has(id)).map((id) => `deployed model ${id} is new`),
    ];
}
function isPromoted(run) {
    return run.ending?.kind === 'promote' && run.shifts.at(-1)?.percent === 100;
}

;// CONCATENATED MODULE: ./lib/canary/machine.js









function nextAction(run, observed, now) {
    const unsettled = settleIntent(run, observed);
    if (unsettled !== undefined)
        return unsettled;
    if (run.ending?.kind === 'roll_back')
        return finishRollBack(run, observed);
    const difference = describeForeignChange(run, observed);
    if (difference !== undefined)
        return holdAt(run, difference);
    if (run.ending?.kind === 'promote')
        return finishPromotion(run, observed, now);
    return bake(run, observed, now);
}
function holdAt(run, difference) {
    const harm = harmIn(run);
    return {
        kind: 'hold',
        reasons: [(0,reason/* foreignChange */.$y)(difference), ...(harm === undefined ? [] : [harm])],
    };
}
function settleIntent({ intent, challenger }, observed) {
    if (intent === undefined)
        return undefined;
    if (intent.kind === 'shift') {
        return (0,traffic_split/* equalSplits */.Mu)(observed.split, intent.to) ? { kind: 'confirm' } : undefined;
    }
    const isInForce = intent.kind === 'deploy'
        ? observed.deployed.includes(challenger.deployedModelId)
        : !observed.deployed.includes(intent.deployedModelId);
    if (isInForce)
        return { kind: 'confirm' };
    return intent.operation === undefined
        ? undefined
        : { kind: 'await', operation: intent.operation };
}
function bake(run, observed, now) {
    const shift = run.shifts.at(-1);
    const urgent = harmIn(run) ?? overdue(run, now);
    if (urgent !== undefined) {
        const look = shift && { look: assess(run, shift, observed.metrics, now) };
        const kind = urgent.kind === 'deadline' ? run.plan.onExpiry : 'roll_back';
        return { kind, reasons: [urgent], ...look };
    }
    if (!isDeployed(run, 'challenger', observed))
        return { kind: 'deploy' };
    if (shift === undefined)
        return shiftTo(run, 0);
    const due = observed.metrics === 'readable' ? dueWindows(run, now) : [];
    if (due.length > 0)
        return { kind: 'look', windows: due };
    if (run.revised !== undefined) {
        return { kind: 'hold', reasons: [(0,reason/* windowRevised */.TW)(run.revised.start)] };
    }
    return follow(run, shift, observed, now);
}
function follow(run, shift, observed, now) {
    const look = assess(run, shift, observed.metrics, now);
    const { reasons } = look;
    switch (look.decision) {
        case 'roll_back':
            return { kind: 'roll_back', reasons, look };
        case 'hold':
            return { kind: 'hold', reasons, look };
        case 'continue':
            return { kind: 'wait', ...waitInStep(run, shift, observed, now), look };
        case 'advance': {
            const percent = run.plan.steps[shift.step + 1] ?? 100;
            if ((0,canary_run/* lacksApproval */.QC)(run, percent)) {
                const moment = waitInStep(run, shift, observed, now);
                return { kind: 'ask', percent, ...moment, reasons: [(0,reason/* approvalNeeded */.tJ)(percent)], look };
            }
            const isLast = percent === 100;
            if (isLast)
                return { kind: 'promote', reasons, look };
            return { ...shiftTo(run, shift.step + 1), look };
        }
    }
}
function overdue(run, now) {
    return now >= (0,canary_run/* deadlineOf */.G0)(run) ? (0,reason/* deadlinePassed */.Hx)((0,canary_run/* deadlineOf */.G0)(run)) : undefined;
}
function finishPromotion(run, observed, now) {
    if (!isDeployed(run, 'challenger', observed))
        return { kind: 'deploy' };
    const shift = run.shifts.at(-1);
    if (!isPromoted(run) || shift === undefined)
        return shiftTo(run, run.plan.steps.length - 1);
    if (isDeployed(run, 'champion', observed)) {
        const late = judgeLateWindows(run, observed, now);
        if (late !== undefined)
            return late;
        const until = soakEndsAt(run, shift);
        if (now < until)
            return waitForWindow(run, until, now);
        return { kind: 'undeploy', deployedModelId: run.champion.deployedModelId };
    }
    if (run.aliases !== 'moved')
        return { kind: 'move_aliases' };
    if (isFollowUpDue(run))
        return { kind: 'follow_up' };
    return { kind: 'done', outcome: 'promoted' };
}
function judgeLateWindows(run, observed, now) {
    if (run.ending?.by !== 'judge')
        return undefined;
    const harm = harmReason(run);
    if (harm !== undefined)
        return { kind: run.plan.onFail, reasons: [harm] };
    const due = observed.metrics === 'readable' ? dueWindows(run, now) : [];
    return due.length > 0 ? { kind: 'look', windows: due } : undefined;
}
function finishRollBack(run, observed) {
    const { recordedSplit, challenger, ending } = run;
    if (run.restoredAt === undefined) {
        if ((0,traffic_split/* equalSplits */.Mu)(observed.split, recordedSplit))
            return { kind: 'confirm' };
        const gone = Object.keys(recordedSplit).filter((id) => !observed.deployed.includes(id));
        if (gone.length > 0) {
            const ids = gone.join(', ');
            return holdAt(run, `the recorded split cannot be restored, ${ids} is not deployed any more`);
        }
        const difference = describeForeignChange(run, observed);
        const isOurs = (0,traffic_split/* equalSplits */.Mu)(observed.split, (0,canary_run/* currentSplit */.eV)(run));
        if (!isOurs && ending?.by !== 'person' && difference !== undefined) {
            return holdAt(run, difference);
        }
        return { kind: 'restore', from: observed.split, to: recordedSplit };
    }
    if (run.aliases !== 'moved')
        return { kind: 'move_aliases' };
    if ((0,traffic_split/* shareOf */.tC)(observed.split, challenger.deployedModelId) > 0) {
        return holdAt(run, `${challenger.deployedModelId} was given traffic after the roll back`);
    }
    if (isDeployed(run, 'challenger', observed)) {
        return { kind: 'undeploy', deployedModelId: challenger.deployedModelId };
    }
    if (isFollowUpDue(run))
        return { kind: 'follow_up' };
    return { kind: 'done', outcome: 'rolled_back' };
}
function shiftTo(run, step) {
    const percent = run.plan.steps[step] ?? 100;
    return { kind: 'shift', step, percent, from: (0,canary_run/* currentSplit */.eV)(run), to: (0,canary_run/* splitOfStep */.U9)(run, percent) };
}
function waitInStep(run, shift, { metrics }, now) {
    const { earliest, latest } = bakeEnds(run, shift);
    const ends = [
        { until: earliest, why: `the shortest bake of ${shift.percent} % is over` },
        { until: latest, why: `the longest bake of ${shift.percent} % is over` },
        { until: (0,canary_run/* deadlineOf */.G0)(run), why: 'the deadline of the canary' },
    ];
    const settles = nextSettleAt(run);
    if (metrics === 'unreadable') {
        ends.push({ until: now + run.plan.windowMs, why: 'metrics are read again' });
    }
    else if (settles !== undefined) {
        ends.push({ until: settles, why: 'the next window settles' });
    }
    return soonest(ends, now);
}
function waitForWindow(run, stableUntil, now) {
    const settles = nextSettleAt(run);
    const ends = [{ until: stableUntil, why: 'the old champion can be undeployed' }];
    if (settles !== undefined)
        ends.push({ until: settles, why: 'the next window settles' });
    return { kind: 'wait', ...soonest(ends, now) };
}
function soonest(ends, now) {
    const ahead = ends.filter(({ until }) => until > now).toSorted((a, b) => a.until - b.until);
    return ahead[0] ?? { until: now, why: 'nothing' };
}
function isDeployed(run, arm, observed) {
    return observed.deployed.includes(run[arm].deployedModelId);
}

;// CONCATENATED MODULE: ./lib/canary/transition.js

const keptLooks = 40;
function intend(run, intent) {
    const previous = run.intent;
    const isAgain = previous !== undefined && isSameIntent(previous, intent);
    return { ...run, intent: isAgain ? { ...intent, beganAt: previous.beganAt } : intent };
}
function isSameIntent(a, b) {
    if (a.kind === 'shift' && b.kind === 'shift')
        return a.step === b.step;
    return a.kind === b.kind;
}
function transition_underWay(run, operation) {
    const { intent } = run;
    if (intent === undefined || intent.kind === 'shift')
        return run;
    return { ...run, intent: { ...intent, operation } };
}
function transition_confirm(run, now) {
    const { intent, ...rest } = run;
    if (intent === undefined)
        return { ...rest, restoredAt: now };
    if (intent.kind !== 'shift')
        return rest;
    const { step, percent, beganAt, to } = intent;
    return { ...rest, shifts: [...run.shifts, { step, percent, beganAt, at: now, split: to }] };
}
function forgetIntent(run) {
    const { intent: _, ...rest } = run;
    return rest;
}
function decideEnding(run, kind, by, reasons, now) {
    if (run.ending?.kind === 'roll_back')
        return { ...run, ending: { ...run.ending, by } };
    const { intent, ...rest } = run;
    const kept = intent !== undefined && intent.kind !== 'shift' ? { intent } : {};
    return { ...rest, ...kept, ending: { kind, by, at: now, reason: (0,reason/* describeReasons */.nl)(reasons) } };
}
function approve(run, percent) {
    const given = [...new Set([...run.approvals.given, percent])];
    return { ...run, approvals: { ...run.approvals, given } };
}
function recordLook(run, look) {
    const previous = run.looks.at(-1);
    if (previous !== undefined && isSameLook(previous, look))
        return run;
    return { ...run, looks: [...run.looks, look].slice(-keptLooks) };
}
function isSameLook(a, b) {
    return a.step === b.step && a.decision === b.decision && a.windows.settled === b.windows.settled;
}

;// CONCATENATED MODULE: ./lib/canary/announcement.js
function dueAnnouncements(run) {
    return announcementsOf(run).filter(({ id }) => !run.announced.includes(id));
}
function announced(run, id) {
    return run.announced.includes(id) ? run : { ...run, announced: [...run.announced, id] };
}
function announcementsOf(run) {
    const { challenger, champion, ending, restoredAt } = run;
    const told = [
        {
            id: 'begin',
            transition: 'begin',
            text: `version ${challenger.versionId} is tried against version ${champion.versionId}, in steps of ${run.plan.steps.join(', ')} %`,
        },
        ...run.shifts.map(({ percent, step }) => ({
            id: `shift-${step}`,
            transition: 'shift',
            text: `version ${challenger.versionId} has ${percent} % of the traffic`,
        })),
    ];
    if (ending !== undefined) {
        const what = ending.kind === 'promote' ? 'is promoted' : 'is rolled back';
        told.push({
            id: ending.kind,
            transition: ending.kind,
            text: `version ${challenger.versionId} ${what}: ${ending.reason}`,
        });
    }
    if (restoredAt !== undefined) {
        const text = `the traffic is as it was before: version ${champion.versionId} serves`;
        told.push({ id: 'restored', transition: 'restored', text });
    }
    return told;
}

;// CONCATENATED MODULE: ./lib/steps/canary-promote/announce.js




async function announceDue(session, run) {
    return await announce(session, run, dueAnnouncements(run));
}
async function announceWaiting(session, run, { transition, text }) {
    const step = run.shifts.at(-1)?.step ?? 0;
    const waiting = { id: `${transition}-${step}`, transition, text };
    return await announce(session, run, run.announced.includes(waiting.id) ? [] : [waiting]);
}
async function announce(session, run, due) {
    const { notifyWebhook, notifyTopic } = session.inputs;
    if (due.length === 0 || (notifyWebhook === undefined && notifyTopic === undefined))
        return run;
    let told = run;
    for (const announcement of due) {
        await send(session, announcement);
        told = announced(told, announcement.id);
    }
    return await (0,canary_session/* saveRun */.BQ)(session, told);
}
async function send(session, { id, transition, text }) {
    const { notifyWebhook, notifyTopic } = session.inputs;
    const { notifications, host } = session.context.ports;
    const notification = {
        id: `${session.releaseId}/${id}`,
        releaseId: session.releaseId,
        transition,
        text: `${session.releaseId} on ${(0,resource_name/* idOf */.TH)(session.endpoint)}: ${text}`,
        runUrl: host.runUrl,
    };
    const sending = [
        ...(notifyWebhook === undefined ? [] : [notifications.toWebhook(notifyWebhook, notification)]),
        ...(notifyTopic === undefined ? [] : [notifications.toTopic(notifyTopic, notification)]),
    ];
    for (const outcome of await Promise.allSettled(sending)) {
        if (outcome.status === 'fulfilled')
            continue;
        if (!(outcome.reason instanceof errors_error/* ReleaseError */.K2))
            throw outcome.reason;
        host.warn(`a notification was not sent: ${outcome.reason.message}`);
    }
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/release/record.js
var record = __webpack_require__(23673);
;// CONCATENATED MODULE: ./lib/steps/canary-promote/archive.js






const keptWindows = 60;
const archivedWindows = schemas/* object */.Ikc({
    apiVersion: schemas/* literal */.euz(record/* recordVersion */.If),
    kind: schemas/* literal */.euz('CanaryWindows'),
    windows: schemas/* array */.YOg(canary_window/* windowRecord */.o9),
});
const archivedRun = schemas/* object */.Ikc({
    apiVersion: schemas/* literal */.euz(record/* recordVersion */.If),
    kind: schemas/* literal */.euz('CanaryRun'),
    run: canary_run/* canaryRun */.mX,
});
function folderOf(ledger, releaseId) {
    return `${ledger.slice(0, ledger.lastIndexOf('/'))}/runs/${releaseId}/`;
}
async function archiveOld({ store, context }, run) {
    const split = (0,tally/* splitOff */.eI)(run, keptWindows);
    if (split === undefined)
        return run;
    const name = `windows-${String(split.old[0]?.start ?? 0).padStart(15, '0')}.json`;
    const document = { apiVersion: record/* recordVersion */.If, kind: 'CanaryWindows', windows: split.old };
    await context.ports.objects.write(folderOf(store.uri, run.releaseId) + name, `${JSON.stringify(document)}\n`, 'any');
    return split.run;
}
async function archiveRun({ store, context }, run) {
    const document = { apiVersion: record/* recordVersion */.If, kind: 'CanaryRun', run };
    const uri = `${folderOf(store.uri, run.releaseId)}run.json`;
    await context.ports.objects.write(uri, `${JSON.stringify(document)}\n`, 'any');
}
async function readWhole(objects, ledger, releaseId, active) {
    const folder = folderOf(ledger, releaseId);
    const run = active ?? (await readRun(objects, `${folder}run.json`));
    const chunks = await objects.list(`${folder}windows-`);
    const known = new Map();
    for (const uri of chunks) {
        const text = (await objects.read(uri))?.text ?? '';
        for (const window of (0,record/* parseState */.Bu)(archivedWindows, text, uri).windows) {
            known.set(window.start, window);
        }
    }
    for (const window of run.windows)
        known.set(window.start, window);
    const windows = [...known.values()].toSorted((a, b) => a.start - b.start);
    return { ...run, windows, earlier: [] };
}
async function readRun(objects, uri) {
    const stored = await objects.read(uri);
    if (stored !== undefined)
        return (0,record/* parseState */.Bu)(archivedRun, stored.text, uri).run;
    throw new errors_error/* ReleaseError */.K2('RESOURCE_NOT_FOUND', `no canary is stored at ${uri}`, {
        mend: 'Give the release of a canary that has run on this endpoint.',
    });
}

// EXTERNAL MODULE: ./lib/stats/normal.js
var normal = __webpack_require__(46613);
// EXTERNAL MODULE: ./lib/canary/judge/champion-bound.js
var champion_bound = __webpack_require__(43559);
;// CONCATENATED MODULE: ./lib/canary/alert-thresholds.js




const alertPeriodMs = 300_000;
const leastErrorRate = 0.01;
const mostErrorRate = 0.5;
const ofRate = (0,normal/* normalQuantile */.Zl)(0.999);
const ofPeriod = (0,normal/* normalQuantile */.Zl)(0.9999);
const slowShare = 0.025;
function alertThresholds(run) {
    const latencyP95Ms = slowEdge(run);
    return {
        errorRate: errorThreshold(run),
        ...(latencyP95Ms === undefined ? {} : { latencyP95Ms }),
    };
}
function errorThreshold(run) {
    const floor = run.plan.sloErrorRate ?? leastErrorRate;
    const { champion, challenger, settled, missing } = (0,tally/* tally */.N4)(run);
    if (champion.requests === 0)
        return floor;
    const rate = (0,champion_bound/* upperBound */.r)(champion, ofRate);
    const inWindow = (champion.requests + challenger.requests) / (settled - missing);
    const requests = (inWindow * alertPeriodMs) / run.plan.windowMs;
    const bound = (0,champion_bound/* upperBound */.r)({ requests, errors: requests * rate }, ofPeriod);
    return round(Math.min(mostErrorRate, Math.max(floor, bound)));
}
function slowEdge({ windows, baseline, plan }) {
    const latencies = windows
        .filter(canary_window/* isCounted */.he)
        .flatMap(({ champion }) => (champion.latency === undefined ? [] : [champion.latency]));
    const requests = latencies.reduce((sum, latency) => sum + latency.requests, 0);
    if (requests === 0)
        return undefined;
    const found = baseline.edges.find(({ edgeMs }, i) => {
        const slow = latencies.reduce((sum, latency) => sum + (latency.slow[i] ?? 0), 0);
        return edgeMs >= (plan.sloLatencyMs ?? 0) && slow / requests <= slowShare;
    });
    return found?.edgeMs;
}
function round(value) {
    return Number(value.toPrecision(3));
}

// EXTERNAL MODULE: ./lib/units/percent.js
var units_percent = __webpack_require__(17509);
;// CONCATENATED MODULE: ./lib/steps/canary-promote/follow-up.js








const exposedMetric = 'custom.googleapis.com/vertex_release/exposed_requests';
const endpointLabel = 'vertex-release-endpoint';
async function followUp(session, run) {
    const { plan, ending } = run;
    if (plan.alertPolicy === 'create') {
        await attempt(session, 'the alert policy could not be set', () => ending?.kind === 'promote' ? watch(session, run) : unwatch(session, run));
    }
    if (plan.releaseMetric === 'write') {
        await attempt(session, 'the release could not be written as a metric', () => writeMetric(session, run));
    }
    await (0,canary_session/* saveRun */.BQ)(session, { ...run, followUp: 'done' });
}
async function attempt({ context }, what, act) {
    try {
        await act();
    }
    catch (error) {
        if (!(error instanceof errors_error/* ReleaseError */.K2))
            throw error;
        context.ports.host.warn(`${what}: ${error.message}. ${error.mend}`);
    }
}
async function watch(session, run) {
    const { alerting, host } = session.context.ports;
    const { projectId } = (0,resource_name/* parseResourceName */.p$)(session.endpoint);
    const policy = policyOf(session, run);
    const [present, ...others] = await alerting.find(projectId, ofEndpoint(session));
    const name = present?.name ?? (await alerting.create(projectId, policy));
    if (present !== undefined)
        await alerting.replace(present.name, policy);
    for (const other of others)
        await alerting.delete(other.name);
    host.say(`${name}: alerts on ${policy.conditions.map(describe).join(' or ')}`);
}
async function unwatch(session, run) {
    const { alerting, host } = session.context.ports;
    const { projectId } = (0,resource_name/* parseResourceName */.p$)(session.endpoint);
    const own = { ...ofEndpoint(session), [vertex_labels/* releaseLabel */.wr]: fit(run.releaseId) };
    for (const { name } of await alerting.find(projectId, own)) {
        await alerting.delete(name);
        host.say(`${name}: deleted, it watched ${describeArm(run.challenger)}`);
    }
}
function policyOf({ endpoint }, run) {
    const { challenger, champion, releaseId, plan } = run;
    const { errorRate, latencyP95Ms } = alertThresholds(run);
    const conditions = [{ kind: 'error_rate', above: errorRate }];
    if (latencyP95Ms !== undefined)
        conditions.push({ kind: 'latency_p95', aboveMs: latencyP95Ms });
    return {
        displayName: `${(0,resource_name/* idOf */.TH)(endpoint)} is worse than before ${releaseId}`,
        documentation: [
            `${describeArm(challenger)} serves ${(0,resource_name/* idOf */.TH)(endpoint)} since release ${releaseId} and does worse than ${describeArm(champion)} did before it: ${conditions.map(describe).join(' or ')}.`,
            `To go back, run canary-promote for ${releaseId} with \`operation: roll_back\`. It restores the split of before while ${champion.deployedModelId} is still deployed.`,
        ].join('\n\n'),
        endpoint,
        deployedModelId: challenger.deployedModelId,
        conditions,
        channels: plan.alertChannels,
        labels: { ...ofEndpoint({ endpoint }), [vertex_labels/* releaseLabel */.wr]: fit(releaseId) },
    };
}
function describe(condition) {
    return condition.kind === 'error_rate'
        ? `more than ${(0,units_percent/* formatShare */.T)(condition.above)} errors`
        : `a p95 above ${condition.aboveMs} ms`;
}
function ofEndpoint({ endpoint }) {
    return { [vertex_labels/* managedLabel */.C8]: vertex_labels/* managedValue */.TK, [endpointLabel]: fit((0,resource_name/* idOf */.TH)(endpoint)) };
}
function fit(text) {
    return (0,vertex_labels/* toLabelValue */.NN)(text).slice(0, 63);
}
async function writeMetric({ context, endpoint }, run) {
    const { measurements, clock } = context.ports;
    const { projectId } = (0,resource_name/* parseResourceName */.p$)(endpoint);
    const { challenger, releaseId, ending, startedAt } = run;
    const measurement = {
        metricType: exposedMetric,
        labels: {
            release: releaseId,
            outcome: ending?.kind === 'promote' ? 'promoted' : 'rolled_back',
            endpoint: (0,resource_name/* idOf */.TH)(endpoint),
            model_version: describeArm(challenger),
        },
        value: (0,canary_run/* exposedRequests */.dg)(run),
        at: clock.now(),
    };
    if (await measurements.isWritten(projectId, measurement, startedAt))
        return;
    await measurements.write(projectId, measurement);
}

// EXTERNAL MODULE: ./lib/steps/canary-promote/ledger-store.js
var ledger_store = __webpack_require__(12547);
;// CONCATENATED MODULE: ./lib/steps/canary-promote/changes.js















async function applyChange(session, before, change, endpoint) {
    const { host, clock } = session.context.ports;
    const run = withLook(session, before, change);
    switch (change.kind) {
        case 'confirm':
            await (0,canary_session/* saveRun */.BQ)(session, transition_confirm(run, clock.now()));
            return 'made';
        case 'await':
            return await changes_seeThrough(session, run, change.operation);
        case 'deploy':
            return await deploy(session, run);
        case 'undeploy':
            return await undeploy(session, run, change.deployedModelId);
        case 'shift': {
            const { step, percent, from, to } = change;
            const beganAt = clock.now();
            await (0,canary_session/* saveRun */.BQ)(session, intend(run, { kind: 'shift', beganAt, step, percent, from, to }));
            await setSplit(session, endpoint, to, labelsOf(run, percent));
            return 'made';
        }
        case 'restore':
            await setSplit(session, endpoint, change.to, labelsOf(run, 0));
            return 'made';
        case 'promote':
            host.say(`promote: ${(0,reason/* describeReasons */.nl)(change.reasons)}`);
            await (0,canary_session/* saveRun */.BQ)(session, decideEnding(run, 'promote', 'judge', change.reasons, clock.now()));
            return 'made';
        case 'roll_back':
            host.warn(`roll back: ${(0,reason/* describeReasons */.nl)(change.reasons)}`);
            await (0,canary_session/* saveRun */.BQ)(session, decideEnding(run, 'roll_back', 'judge', change.reasons, clock.now()));
            return 'made';
        case 'move_aliases':
            await (run.ending?.kind === 'promote'
                ? crown(session, run.challenger)
                : dethrone(session, run));
            await (0,canary_session/* saveRun */.BQ)(session, { ...run, aliases: 'moved' });
            return 'made';
        case 'follow_up':
            await followUp(session, run);
            return 'made';
    }
}
function labelsOf(run, percent) {
    return (0,vertex_labels/* canaryLabels */.W7)({ releaseId: run.releaseId, percent, deadline: (0,canary_run/* deadlineOf */.G0)(run) });
}
function withLook({ context }, run, change) {
    const look = 'look' in change ? change.look : undefined;
    if (look === undefined)
        return run;
    const recorded = recordLook(run, look);
    if (recorded !== run)
        context.ports.host.say(lookLine(look, undefined));
    return recorded;
}
async function deploy(session, run) {
    const beganAt = session.context.ports.clock.now();
    const intended = await (0,canary_session/* saveRun */.BQ)(session, intend(run, { kind: 'deploy', beganAt }));
    return await changes_begin(session, run, intended, () => startDeployment(session, run.challenger, 'none'));
}
async function undeploy(session, run, deployedModelId) {
    const { host, clock, endpoints } = session.context.ports;
    const intent = { kind: 'undeploy', beganAt: clock.now(), deployedModelId };
    const intended = await (0,canary_session/* saveRun */.BQ)(session, intend(run, intent));
    host.say(`endpoint ${(0,resource_name/* idOf */.TH)(session.endpoint)}: undeploy ${deployedModelId}`);
    return await changes_begin(session, run, intended, () => endpoints.startUndeploy(session.endpoint, deployedModelId));
}
async function changes_begin(session, before, intended, start) {
    const { intent } = intended;
    const isRepeated = before.intent !== undefined && before.intent.kind === intent?.kind;
    let operation;
    try {
        operation = await start();
    }
    catch (refusal) {
        if (isRepeated) {
            await bearRefusal(session, refusal, intent?.beganAt ?? 0);
            return 'under_way';
        }
        if (isRefusal(refusal))
            await changes_abandon(session, intended);
        throw refusal;
    }
    return await changes_seeThrough(session, await (0,canary_session/* saveRun */.BQ)(session, transition_underWay(intended, operation)), operation);
}
async function changes_seeThrough(session, run, operation) {
    try {
        if ((await (0,canary_session/* seeOperation */.lq)(session, operation)) === 'running')
            return 'under_way';
    }
    catch (error) {
        if (!isOver(error))
            throw error;
        await changes_abandon(session, run);
        if (error.code === 'OPERATION_FAILED' && run.ending?.kind !== 'roll_back')
            throw error;
        return 'made';
    }
    const { deployed } = await (0,canary_session/* readEndpoint */.KW)(session);
    const isThere = deployed.some(({ id }) => id === run.challenger.deployedModelId);
    const isInForce = run.intent?.kind !== 'deploy' || isThere;
    const { clock } = session.context.ports;
    await (0,canary_session/* saveRun */.BQ)(session, isInForce ? transition_confirm(run, clock.now()) : forgetIntent(run));
    return 'made';
}
async function changes_abandon(session, run) {
    const idle = await (0,canary_session/* saveRun */.BQ)(session, forgetIntent(run));
    if (run.intent?.kind !== 'deploy' || run.ending?.kind === 'roll_back')
        return;
    const now = session.context.ports.clock.now();
    const summary = summariseRun(idle, 'failed', run.recordedSplit, now);
    await (0,canary_session/* saveLedger */.dS)(session, (0,canary_ledger/* finishRelease */.pp)(session.store.ledger, summary));
}
function isOver(error) {
    return (error instanceof errors_error/* ReleaseError */.K2 &&
        (error.code === 'OPERATION_FAILED' || error.code === 'RESOURCE_NOT_FOUND'));
}
async function setSplit(session, endpoint, split, labels) {
    const { host, endpoints } = session.context.ports;
    if ((0,traffic_split/* equalSplits */.Mu)(endpoint.split, split))
        return;
    host.say(splitLine(endpoint.name, endpoint.split, split));
    try {
        await endpoints.update(endpoint, { split, labels: { ...endpoint.labels, ...labels } });
    }
    catch (error) {
        if (!(0,ledger_store/* isConflict */.dh)(error))
            throw error;
        host.warn(`endpoint ${(0,resource_name/* idOf */.TH)(endpoint.name)} was changed meanwhile: reading it again`);
    }
}

;// CONCATENATED MODULE: ./lib/canary/revision.js



const checkedWindows = 3;
function windowsToCheck(run) {
    return run.windows.slice(-checkedWindows);
}
function findRevised(recorded, readAgain) {
    return recorded.find((window) => {
        const again = readAgain.find(({ start }) => start === window.start);
        return again !== undefined && countsOf(window) !== countsOf(again);
    });
}
function countsOf(window) {
    if (!(0,canary_window/* isCounted */.he)(window))
        return 'missing';
    const { challenger, champion } = window;
    return [challenger, champion].map((arm) => `${arm.requests}/${arm.errors}`).join(' ');
}
function withRevised(run, all) {
    const { revised: _, ...rest } = run;
    const latest = new Set(run.windows.map(({ start }) => start));
    return {
        ...rest,
        windows: all.filter(({ start }) => latest.has(start)),
        judge: (0,panel/* judgeWindows */.BK)((0,canary_run/* settingsOf */.f5)(run), all.filter(canary_window/* isCounted */.he), panel/* freshJudge */.WD),
    };
}

// EXTERNAL MODULE: ./lib/canary/counted-ratio.js
var counted_ratio = __webpack_require__(70233);
;// CONCATENATED MODULE: ./lib/steps/canary-promote/ratio-events.js



async function readRatioEvents(metrics, endpoint, ratios, interval) {
    const events = {};
    for (const { name, all, bad, by } of ratios) {
        events[name] = {
            all: await metrics.counts(endpoint, queryOf(all, by), interval),
            bad: await metrics.counts(endpoint, queryOf(bad, by), interval),
        };
    }
    return events;
}
function ratioPeriods(deployedModelId, { all, bad }) {
    const badIn = new Map(ofModel(bad, deployedModelId).map(({ start, count }) => [start, count]));
    return ofModel(all, deployedModelId)
        .map(({ start, count }) => ({ start, ...shareOf(count, badIn.get(start) ?? 0) }))
        .toSorted((a, b) => a.start - b.start);
}
function ratiosAt(deployedModelId, start, events) {
    const ratios = Object.entries(events).flatMap(([name, counted]) => {
        const period = ratioPeriods(deployedModelId, counted).find((one) => one.start === start);
        if (period === undefined)
            return [];
        const { requests, errors } = period;
        return [[name, { requests, errors }]];
    });
    return ratios.length === 0 ? {} : { ratios: Object.fromEntries(ratios) };
}
async function requireMetrics(metrics, endpoint, ratios) {
    const problems = [];
    for (const [i, { all, bad, by }] of ratios.entries()) {
        for (const [key, filter] of Object.entries({ all, bad })) {
            const { metricType, label } = queryOf(filter, by);
            const description = await metrics.describe(endpoint, metricType);
            const where = `ratios[${i}].${key}`;
            problems.push(...metricProblems(where, metricType, label, description));
        }
    }
    (0,errors_error/* refuseProblems */.nN)('canary_promote', problems);
}
function ratioLines(ratios) {
    return Object.entries(ratios).map(([name, known]) => {
        if (known.kind === 'unknown') {
            return `${name}: events are taken as independent, the champion has ${known.windows} of ${judge_correlation/* fewestWindows */._2} windows of history that an estimate needs`;
        }
        return known.value === 0
            ? `${name}: ${known.windows} past windows of the champion show no correlation between events`
            : `${name}: evidence is tempered by a correlation of ${known.value.toPrecision(2)} between events, as ${known.windows} past windows show`;
    });
}
function metricProblems(where, metricType, label, description) {
    if (description === undefined) {
        return [
            {
                where,
                expected: 'a metric that Cloud Monitoring knows in the project of the endpoint',
                found: `'${metricType}', which it does not`,
                mend: 'A metric is known once it was written for the first time: let the champion write it, or correct the type.',
            },
        ];
    }
    const { kind, valueType, labels } = description;
    const problems = [];
    const isCounter = kind === 'DELTA' || kind === 'CUMULATIVE';
    if (!isCounter || (valueType !== 'INT64' && valueType !== 'DOUBLE')) {
        const expected = 'a metric that counts events: of kind DELTA or CUMULATIVE, with numbers';
        problems.push({ where, expected, found: `'${metricType}', ${kind} of ${valueType}` });
    }
    if (!labels.includes(label)) {
        problems.push({
            where,
            expected: `a metric with the label ${label}, which says which deployed model an event belongs to`,
            found: labels.length === 0 ? 'no labels' : `the labels ${labels.join(', ')}`,
            mend: 'Write the environment variable AIP_DEPLOYED_MODEL_ID of the model server into a label, and name it by `by`.',
        });
    }
    return problems;
}
function queryOf(filter, by) {
    return { filter, metricType: (0,counted_ratio/* metricTypeOf */.OQ)(filter) ?? '', label: (0,counted_ratio/* labelOf */.Wy)(by) ?? '' };
}
function shareOf(all, bad) {
    return { requests: all, errors: Math.min(all, bad) };
}
function ofModel(events, id) {
    return events.filter(({ deployedModelId, count }) => deployedModelId === id && count > 0);
}

// EXTERNAL MODULE: ./lib/canary/judge/latency-edges.js
var latency_edges = __webpack_require__(85336);
;// CONCATENATED MODULE: ./lib/steps/canary-promote/window-counts.js


function countWindows(run, due, counts) {
    return due.map(({ step, index, start }) => {
        const challenger = armWindow(run, run.challenger.deployedModelId, start, counts);
        const champion = armWindow(run, run.champion.deployedModelId, start, counts);
        if (challenger === undefined && champion === undefined) {
            return { kind: 'missing', step, index, start };
        }
        const both = { challenger: challenger ?? nothing, champion: champion ?? nothing };
        return { kind: 'counted', step, index, start, ...both };
    });
}
const nothing = { requests: 0, errors: 0, clientErrors: 0 };
function armWindow(run, deployedModelId, start, { responses, latencies, events }) {
    const isOwn = (one) => one.deployedModelId === deployedModelId && one.start === start;
    const own = responses.filter(isOwn);
    if (own.length === 0)
        return undefined;
    const counts = { ...countResponses(own), ...ratiosAt(deployedModelId, start, events) };
    const latency = latencies.find(isOwn);
    const edges = run.baseline.edges.map(({ edgeMs }) => edgeMs);
    if (latency === undefined || edges.length === 0)
        return counts;
    return { ...counts, latency: (0,latency_edges/* countSlow */.N)(periodOf(latency), edges) };
}
function countPeriods(deployedModelId, responses) {
    const own = responses.filter((response) => response.deployedModelId === deployedModelId);
    const periods = Map.groupBy(own, ({ start }) => start);
    return [...periods].map(([start, counts]) => ({ start, ...countResponses(counts) }));
}
function latencyPeriods(deployedModelId, latencies) {
    return latencies
        .filter((latency) => latency.deployedModelId === deployedModelId)
        .toSorted((a, b) => a.start - b.start)
        .map(periodOf);
}
function periodOf({ start, edges, counts }) {
    return { start, edgesMs: edges, counts };
}
function countResponses(responses) {
    const count = (responseClass) => responses
        .filter((response) => responseClass === undefined || response.responseClass === responseClass)
        .reduce((sum, response) => sum + response.count, 0);
    return { requests: count(), errors: count('5xx'), clientErrors: count('4xx') };
}

;// CONCATENATED MODULE: ./lib/steps/canary-promote/history.js



const historyWindows = 1_440;
async function readHistory(endpoint, deployedModelId, { windowMs, settleMs, latency, ratios }, { ports }) {
    const { metrics, host, clock } = ports;
    const end = Math.floor((clock.now() - settleMs) / windowMs) * windowMs;
    const interval = { start: end - historyWindows * windowMs, end, periodMs: windowMs };
    const read = async (what, absent, from) => {
        try {
            return await from(interval);
        }
        catch (error) {
            if (!isUnreadable(error))
                throw error;
            host.warn(`the champion's past ${what} could not be read: ${error.message}`);
            return absent;
        }
    };
    const responses = await read('responses', [], (of) => metrics.responses(endpoint, of));
    const latencies = latency === 'off' ? [] : await read('latencies', [], (of) => metrics.latencies(endpoint, of));
    const events = await read('ratios', {}, (of) => readRatioEvents(metrics, endpoint, ratios, of));
    return {
        errors: countPeriods(deployedModelId, responses),
        latency: latencyPeriods(deployedModelId, latencies),
        ratios: Object.fromEntries(Object.entries(events).map(([name, counted]) => [
            name,
            ratioPeriods(deployedModelId, counted),
        ])),
    };
}
function isUnreadable(error) {
    return error instanceof errors_error/* ReleaseError */.K2 && error.code === 'EVIDENCE_UNREADABLE';
}

;// CONCATENATED MODULE: ./lib/steps/canary-promote/read-counts.js

const read_counts_nothing = { responses: [], latencies: [], events: {} };
async function readCounts(metrics, endpoint, run, windows) {
    const [first, last] = [windows[0], windows.at(-1)];
    if (first === undefined || last === undefined)
        return read_counts_nothing;
    const { windowMs } = run.plan;
    const interval = { start: first.start, end: last.start + windowMs, periodMs: windowMs };
    const responses = await metrics.responses(endpoint, interval);
    const isLatencyWanted = run.baseline.edges.length > 0;
    const latencies = isLatencyWanted ? await metrics.latencies(endpoint, interval) : [];
    const events = await readRatioEvents(metrics, endpoint, run.plan.ratios, interval);
    return { responses, latencies, events };
}

;// CONCATENATED MODULE: ./lib/steps/canary-promote/replicas.js

const sampledWithinMs = 600_000;
async function describeShortage(session, run) {
    const sampled = await sampleChallenger(session, run);
    if (sampled?.replicas === undefined)
        return undefined;
    const wanted = Math.max(sampled.target ?? 0, session.inputs.machine.minReplicaCount);
    if (sampled.replicas >= wanted)
        return undefined;
    return `the challenger has ${sampled.replicas} of ${wanted} replicas`;
}
async function noteReplicas(session, run, windows) {
    const last = windows.at(-1);
    if (last === undefined || servesIn(last))
        return [...windows];
    const replicas = (await sampleChallenger(session, run))?.replicas;
    return replicas === undefined ? [...windows] : [...windows.slice(0, -1), { ...last, replicas }];
}
function servesIn(window) {
    if (window.kind === 'missing')
        return false;
    const { requests, errors } = window.challenger;
    return requests > errors;
}
async function sampleChallenger({ context, endpoint }, run) {
    const { metrics, clock } = context.ports;
    const end = clock.now();
    try {
        const samples = await metrics.replicas(endpoint, { start: end - sampledWithinMs, end });
        const { deployedModelId } = run.challenger;
        return samples.find((sample) => sample.deployedModelId === deployedModelId);
    }
    catch (error) {
        if (!isUnreadable(error))
            throw error;
        return undefined;
    }
}

// EXTERNAL MODULE: ./lib/canary/prediction-categories.js
var prediction_categories = __webpack_require__(14565);
// EXTERNAL MODULE: ./lib/canary/prediction-log.js
var prediction_log = __webpack_require__(48343);
;// CONCATENATED MODULE: ./lib/steps/canary-promote/prediction-queries.js




function summaryQuery(logged) {
    const number = 'SAFE_CAST(value AS FLOAT64)';
    const sql = `${predictedIn(logged)}
SELECT TO_JSON_STRING(STRUCT(
  COUNT(value) AS predictions,
  COUNT(${number}) AS numbers,
  APPROX_QUANTILES(${number}, ${prediction_categories/* numberParts */["in"]}) AS quantiles,
  APPROX_TOP_COUNT(value, ${prediction_categories/* mostLabels */.nX + 2}) AS labels
)) AS summary
FROM predicted`;
    return { sql, parameters: parametersOf(logged) };
}
function countsQuery(logged, periodMs, categories) {
    const sql = `${predictedIn(logged)}
SELECT
  deployed_model_id,
  CAST(DIV(logged_ms - @from_ms, @period_ms) AS STRING) AS period,
  CAST(${categoryOf(categories)} AS STRING) AS category,
  CAST(COUNT(*) AS STRING) AS predictions
FROM predicted
GROUP BY deployed_model_id, period, category`;
    const known = categories.kind === 'labels'
        ? { type: 'STRING', values: categories.labels }
        : { type: 'FLOAT64', values: categories.edges };
    const period_ms = { type: 'INT64', value: periodMs };
    return { sql, parameters: { ...parametersOf(logged), period_ms, known } };
}
const summaryText = schemas/* object */.Ikc({
    predictions: schemas/* number */.aig(),
    numbers: schemas/* number */.aig(),
    quantiles: schemas/* array */.YOg(schemas/* unknown */.L5J()).nullable(),
    labels: schemas/* array */.YOg(schemas/* object */.Ikc({ value: schemas/* string */.YjP().nullable() })).nullable(),
})
    .transform(({ predictions, numbers, quantiles, labels }) => ({
    predictions,
    numbers,
    quantiles: (quantiles ?? []).filter((value) => typeof value === 'number'),
    labels: (labels ?? []).flatMap(({ value }) => value ?? []).slice(0, prediction_categories/* mostLabels */.nX + 1),
}));
function readSummary(rows) {
    const read = summaryText.safeParse(JSON.parse(rows[0]?.['summary'] ?? 'null'));
    if (read.success)
        return read.data;
    throw new errors_error/* ReleaseError */.K2('EVIDENCE_UNREADABLE', 'BigQuery summarised predictions in no known form');
}
function prediction_queries_readCounts(rows, start, periodMs) {
    return rows.map((row) => ({
        deployedModelId: row['deployed_model_id'] ?? '',
        start: start + Number(row['period']) * periodMs,
        category: Number(row['category']),
        count: Number(row['predictions']),
    }));
}
function predictedIn({ table }) {
    return `WITH responded AS (
  SELECT
    deployed_model_id,
    UNIX_MILLIS(logging_time) AS logged_ms,
    response_payload[SAFE_OFFSET(0)] AS response
  FROM ${quoted(table)}
  WHERE logging_time >= TIMESTAMP_MILLIS(@from_ms) AND logging_time < TIMESTAMP_MILLIS(@to_ms)
    AND deployed_model_id IN UNNEST(@models)
),
found AS (
  SELECT
    deployed_model_id,
    logged_ms,
    COALESCE(
      JSON_VALUE(response, @path),
      JSON_VALUE(response, @path_in_body),
      IF(@path = '$' AND SAFE.PARSE_JSON(response) IS NULL, response, NULL)
    ) AS text
  FROM responded
),
predicted AS (
  SELECT
    deployed_model_id,
    logged_ms,
    IFNULL(CAST(SAFE_CAST(text AS FLOAT64) AS STRING), text) AS value
  FROM found
)`;
}
function categoryOf({ kind }) {
    return kind === 'labels'
        ? 'IFNULL((SELECT MIN(i) FROM UNNEST(@known) AS label WITH OFFSET AS i WHERE label = value), ARRAY_LENGTH(@known))'
        : 'IFNULL(RANGE_BUCKET(SAFE_CAST(value AS FLOAT64), @known), ARRAY_LENGTH(@known) + 1)';
}
function parametersOf({ field, deployedModelIds, start, end }) {
    const path = field === null ? '' : `.${field}`;
    return {
        from_ms: { type: 'INT64', value: start },
        to_ms: { type: 'INT64', value: end },
        models: { type: 'STRING', values: deployedModelIds },
        path: { type: 'STRING', value: `$${path}` },
        path_in_body: { type: 'STRING', value: `$.predictions[0]${path}` },
    };
}
function quoted(table) {
    if (prediction_log/* tableForm */.x.test(table))
        return `\`${table}\``;
    throw new errors_error/* ReleaseError */.K2('INTERNAL', `a query of ${JSON.stringify(table)} was about to be sent`);
}

;// CONCATENATED MODULE: ./lib/steps/canary-promote/watch-predictions.js






const pastMs = 86_400_000;
async function watchPredictions({ warehouse, host }, endpoint, run, windows) {
    const compared = windows.filter(({ step }) => (run.plan.steps[step] ?? 100) < 100);
    if (run.plan.drift === 'off' || compared.length === 0)
        return run;
    const known = run.drift ?? prediction_drift/* freshPredictionDrift */.zj;
    try {
        const drift = await readDrift(warehouse, endpoint, run, compared, known);
        if (known.categories === undefined && drift.categories !== undefined) {
            host.say(`predictions are compared by ${(0,prediction_categories/* describeCategories */.mG)(drift.categories)}`);
        }
        return { ...run, drift };
    }
    catch (error) {
        if (!isUnreadable(error))
            throw error;
        if (!known.isOutageTold) {
            host.warn(`predictions could not be read, which is no evidence: ${error.message}`);
        }
        return { ...run, drift: { ...known, isOutageTold: true } };
    }
}
async function checkPredictionLog({ warehouse, host, clock }, endpoint, { plan, champion }) {
    if (plan.drift === 'off')
        return;
    const { deployedModelId } = champion;
    try {
        const summary = await summarisePast(warehouse, endpoint, plan, deployedModelId, clock.now());
        const categories = (0,prediction_categories/* categoriesOf */.SM)(summary);
        if (categories === undefined) {
            host.warn(`predictions: ${summary.predictions} of the champion are logged with a value in the last day, too few to compare by`);
            return;
        }
        host.say(`predictions would be compared by ${(0,prediction_categories/* describeCategories */.mG)(categories)}`);
    }
    catch (error) {
        if (!isUnreadable(error))
            throw error;
        const expected = 'a table of BigQuery that can be read';
        const problem = { where: 'drift_table', expected, found: error.message };
        (0,errors_error/* refuseProblems */.nN)('canary_promote', [problem]);
    }
}
function predictionsIn({ champion, challenger }, windows, categories, counts) {
    const of = (deployedModelId, start) => {
        const own = counts.filter((count) => count.deployedModelId === deployedModelId && count.start === start);
        return Array.from({ length: (0,prediction_categories/* categoryCount */._E)(categories) }, (_, category) => own.reduce((sum, one) => sum + (one.category === category ? one.count : 0), 0));
    };
    return windows.map(({ start }) => ({
        challenger: of(challenger.deployedModelId, start),
        champion: of(champion.deployedModelId, start),
    }));
}
async function readDrift(warehouse, endpoint, run, windows, known) {
    const { plan, champion, challenger } = run;
    const start = windows[0]?.start ?? 0;
    const categories = known.categories ??
        (0,prediction_categories/* categoriesOf */.SM)(await summarisePast(warehouse, endpoint, plan, champion.deployedModelId, start));
    if (categories === undefined)
        return known;
    const logged = {
        ...logOf(plan),
        deployedModelIds: [champion.deployedModelId, challenger.deployedModelId],
        start,
        end: (windows.at(-1)?.start ?? start) + plan.windowMs,
    };
    const rows = await warehouse.query({
        projectId: (0,resource_name/* parseResourceName */.p$)(endpoint).projectId,
        ...countsQuery(logged, plan.windowMs, categories),
    });
    const counts = prediction_queries_readCounts(rows, start, plan.windowMs);
    const seen = predictionsIn(run, windows, categories, counts);
    return (0,prediction_drift/* withPredictions */.ZK)({ ...known, categories }, seen);
}
async function summarisePast(warehouse, endpoint, plan, championId, end) {
    const logged = { ...logOf(plan), deployedModelIds: [championId], start: end - pastMs, end };
    const { projectId } = (0,resource_name/* parseResourceName */.p$)(endpoint);
    return readSummary(await warehouse.query({ projectId, ...summaryQuery(logged) }));
}
function logOf({ driftTable, driftField }) {
    return { table: driftTable ?? '', field: driftField };
}

;// CONCATENATED MODULE: ./lib/steps/canary-promote/looking.js


















async function look(session, run, { windows }, observed, outage) {
    const { host, clock } = session.context.ports;
    const checked = windowsToCheck(run);
    let read;
    try {
        read = await readWindows(session, run, [...checked, ...windows]);
    }
    catch (error) {
        if (!isUnreadable(error))
            throw error;
        if (outage === 'none') {
            const again = 'which is no evidence; they are read again at the next look';
            host.warn(`metrics could not be read, ${again}: ${error.message}`);
        }
        return 'unreadable';
    }
    const settled = await noteReplicas(session, run, read.slice(checked.length));
    const recorded = noteRevision(recordWindows(run, settled), findRevised(checked, read), clock.now());
    const watched = harmIn(recorded) === undefined
        ? await watchPredictions(session.context.ports, session.endpoint, recorded, windows)
        : recorded;
    const next = nextAction(watched, observed, clock.now());
    const seen = 'look' in next ? next.look : undefined;
    if (seen !== undefined) {
        host.say(lookLine(seen, next.kind === 'wait' ? next.until : undefined));
    }
    const looked = seen === undefined ? watched : recordLook(watched, seen);
    await (0,canary_session/* saveRun */.BQ)(session, await archiveOld(session, looked));
    return 'readable';
}
function noteRevision(run, found, now) {
    if (found === undefined || run.revised !== undefined)
        return run;
    return { ...run, revised: { start: found.start, at: now } };
}
async function acknowledge(session, run) {
    await acceptSplit(session, run);
    await acceptDrift(session, session.store.ledger.active ?? run);
    await acceptRevision(session, session.store.ledger.active ?? run);
}
async function acceptSplit(session, run) {
    if (!(0,sample_ratio/* isSplitBroken */.kQ)((0,canary_run/* settingsOf */.f5)(run).sampleRatio, run.judge.sampleRatio))
        return;
    session.context.ports.host.say('that requests were not divided as the split says is accepted so far');
    const judge = { ...run.judge, sampleRatio: panel/* freshJudge */.WD.sampleRatio };
    await (0,canary_session/* saveRun */.BQ)(session, { ...run, judge });
}
async function acceptDrift(session, run) {
    const { drift } = run;
    if (drift === undefined || (0,prediction_drift/* driftReason */.eo)(run) === undefined || !(0,prediction_drift/* isHeldByDrift */.ck)(run))
        return;
    session.context.ports.host.say('that the challenger predicts otherwise is accepted');
    await (0,canary_session/* saveRun */.BQ)(session, { ...run, drift: { ...drift, isAccepted: true } });
}
async function acceptRevision(session, run) {
    if (run.revised === undefined)
        return;
    const { ports } = session.context;
    const whole = await readWhole(ports.objects, session.store.uri, run.releaseId, run);
    const again = await readWindows(session, run, run.windows);
    const current = new Map(again.map((window) => [window.start, window]));
    const all = whole.windows.map((window) => current.get(window.start) ?? window);
    ports.host.say(`windows since ${(0,time/* formatInstant */.r)(run.windows[0]?.start ?? 0)} are read again and judged as they are now`);
    await (0,canary_session/* saveRun */.BQ)(session, withRevised(run, all));
}
async function readWindows({ context, endpoint }, run, windows) {
    const counts = await readCounts(context.ports.metrics, endpoint, run, windows);
    return countWindows(run, windows, counts);
}

;// CONCATENATED MODULE: ./lib/steps/canary-promote/setback.js


const patience = 5;
const outagePatience = 10;
const firstPauseMs = 500;
const growth = 1.6;
const longestPauseMs = 5_000;
const passing = ['API_FAILED', 'HOST_UNREACHABLE'];
async function bearSetback({ store, context, releaseId }, error, failures) {
    if (store.state === 'outdated') {
        if (failures >= patience)
            throw error;
        return;
    }
    const run = store.ledger.active;
    const isPassing = error instanceof errors_error/* ReleaseError */.K2 && passing.includes(error.code);
    if (!isPassing || run?.releaseId !== releaseId || failures >= outagePatience)
        throw error;
    const { clock, host } = context.ports;
    host.warn(`${error.message}: trying again`);
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * growth ** (failures - 1));
    await clock.sleep(pauseMs, isDueBack(run) ? undefined : context.signal);
}

// EXTERNAL MODULE: ./lib/steps/canary-promote/takeover.js
var takeover = __webpack_require__(35827);
;// CONCATENATED MODULE: ./lib/steps/canary-promote/drive.js



















const longestSleepMs = 30_000;
const drive_patience = 5;
async function driveCanary(session) {
    const { store } = session;
    let progress = { metrics: 'readable', outage: 'none', repeated: 0 };
    for (let failures = 0;;) {
        try {
            if (failures > 0)
                await store.refresh();
            const turn = await takeTurn(session, progress);
            if (turn.kind === 'over')
                return turn.result;
            progress = turn.progress;
            failures = 0;
        }
        catch (error) {
            failures += 1;
            await bearSetback(session, error, failures);
        }
    }
}
async function takeTurn(session, progress) {
    const { store, releaseId, context } = session;
    const { clock } = context.ports;
    let run = store.ledger.active;
    if (run === undefined || run.releaseId !== releaseId)
        return over(endedElsewhere(session));
    if (!isDueBack(run))
        (0,canary_session/* refuseCancelled */.qM)(session);
    const holder = store.holder();
    if (holder !== undefined)
        return await drive_follow(session, run, holder, progress);
    await (0,takeover/* takeOver */.w9)(session);
    run = await announceDue(session, run);
    const endpoint = await (0,canary_session/* readEndpoint */.KW)(session);
    const observed = observe(endpoint, progress.metrics);
    const action = nextAction(run, observed, clock.now());
    const repeated = isRepetition(progress.previous, action) ? progress.repeated + 1 : 0;
    if (repeated >= drive_patience)
        throw stuck(session.endpoint);
    const next = { ...progress, previous: action, repeated };
    switch (action.kind) {
        case 'done':
            return over(await finish(session, run, action.outcome, endpoint));
        case 'hold':
            return over(await hold(session, run, action, endpoint));
        case 'look': {
            const metrics = await look(session, run, action, observed, progress.outage);
            return goesOn({ ...next, metrics, outage: metrics === 'unreadable' ? 'told' : 'none' });
        }
        case 'ask':
            if (session.pace === 'one_tick') {
                return over(await hold(session, run, { ...action, kind: 'hold' }, endpoint));
            }
            if (progress.asked !== action.percent) {
                const text = `${(0,reason/* describeReasons */.nl)(action.reasons)}: judging goes on meanwhile`;
                context.ports.host.warn(text);
                run = await announceWaiting(session, run, { transition: 'ask', text });
            }
            return await waitFor(session, run, action, { ...next, asked: action.percent });
        case 'wait':
            return await waitFor(session, run, action, next);
        default: {
            const shortage = await shortageBefore(session, run, action);
            if (shortage !== undefined) {
                const until = clock.now() + run.plan.windowMs;
                return await waitFor(session, run, { until, why: shortage }, next);
            }
            const applied = await applyChange(session, run, action, endpoint);
            if (applied === 'made' || session.pace === 'to_the_end')
                return goesOn(next);
            const until = clock.now() + operationPollMs;
            return over(runInProgress(run, session.endpoint, until, 'Vertex AI is at work'));
        }
    }
}
async function shortageBefore(session, run, action) {
    const isUp = action.kind === 'shift' && action.step > 0 && run.intent === undefined;
    return isUp && run.ending?.by !== 'person' ? await describeShortage(session, run) : undefined;
}
async function drive_follow(session, run, { owner, expiresAt }, progress) {
    const until = Math.min(expiresAt, session.context.ports.clock.now() + longestSleepMs);
    return await waitFor(session, run, { until, why: `${owner} goes on with it` }, progress);
}
async function waitFor(session, run, moment, next) {
    if (session.pace === 'one_tick') {
        return over(runInProgress(run, session.endpoint, moment.until, moment.why));
    }
    await wait(session, moment);
    return goesOn({ ...next, metrics: 'readable' });
}
function over(result) {
    return { kind: 'over', result };
}
function goesOn(progress) {
    return { kind: 'goes_on', progress };
}
async function finish(session, run, outcome, endpoint) {
    await cleanLabels(session, endpoint);
    await archiveRun(session, run);
    const summary = summariseRun(run, outcome, endpoint.split, session.context.ports.clock.now());
    await (0,canary_session/* saveLedger */.dS)(session, (0,canary_ledger/* finishRelease */.pp)(session.store.ledger, summary));
    return resultOfFinished(summary, session.endpoint);
}
async function cleanLabels({ context }, endpoint) {
    const labels = (0,vertex_labels/* withoutCanaryLabels */.Qj)(endpoint.labels);
    if (Object.keys(labels).length === Object.keys(endpoint.labels).length)
        return;
    await context.ports.endpoints.update(endpoint, { labels });
}
function observe(endpoint, metrics) {
    return { split: endpoint.split, deployed: endpoint.deployed.map(({ id }) => id), metrics };
}
async function hold(session, run, { reasons, look: seen }, endpoint) {
    const { host } = session.context.ports;
    const recorded = seen === undefined ? run : recordLook(run, seen);
    if (recorded !== run)
        await (0,canary_session/* saveRun */.BQ)(session, recorded);
    const result = heldResult(recorded, reasons, endpoint.split, session.endpoint);
    host.warn(result.summary);
    await announceWaiting(session, recorded, { transition: 'hold', text: (0,reason/* describeReasons */.nl)(reasons) });
    return result;
}
async function wait({ context, store }, { until, why }) {
    const { clock, host } = context.ports;
    host.progress(`${why}: ${(0,time/* formatTimeOfDay */.q)(until)}`);
    await clock.sleep(Math.max(1, Math.min(until - clock.now(), longestSleepMs)), context.signal);
    await store.refresh();
    await store.renew();
}
function endedElsewhere({ store, releaseId, endpoint }) {
    const finished = (0,canary_ledger/* findFinished */.ML)(store.ledger, releaseId);
    if (finished?.outcome === 'failed') {
        throw new errors_error/* ReleaseError */.K2('OPERATION_FAILED', `${releaseId}: ${finished.reason}`);
    }
    if (finished !== undefined)
        return resultOfFinished(finished, endpoint);
    throw new errors_error/* ReleaseError */.K2('CONFLICT', `another runner took ${releaseId} off ${(0,resource_name/* idOf */.TH)(endpoint)}`);
}
function isRepetition(previous, action) {
    if (action.kind !== 'shift' && action.kind !== 'restore')
        return false;
    return previous?.kind === action.kind;
}
function stuck(endpoint) {
    return new errors_error/* ReleaseError */.K2('CONFLICT', `the traffic split of ${(0,resource_name/* idOf */.TH)(endpoint)} could not be set: somebody else keeps changing the endpoint`);
}

// EXTERNAL MODULE: ./lib/units/duration.js
var duration = __webpack_require__(89462);
// EXTERNAL MODULE: ./lib/steps/resumable.js
var resumable = __webpack_require__(84924);
;// CONCATENATED MODULE: ./lib/steps/canary-promote/endpoint-creation.js





const endpoint_creation_pauseMs = 2_000;
async function createEndpoint(inputs, context) {
    refuseUnasked(inputs);
    const { endpoints, host } = context.ports;
    const { location, endpoint: endpointId, labels, deployTimeoutMs } = inputs;
    const name = `${(0,resource_name/* formatLocation */.j$)(location)}/endpoints/${endpointId}`;
    host.say(`create endpoint ${endpointId}`);
    try {
        await (0,resumable/* resumable */.P)(context, 'canary-promote', 'createOperation', () => endpoints.startCreate({
            location,
            endpointId,
            displayName: endpointId,
            labels: { ...labels, ...(0,vertex_labels/* releaseLabels */.lM)(context.journal.record.releaseId) },
        }), (operation) => endpoints.awaitChange(operation, { timeoutMs: deployTimeoutMs, signal: context.signal }));
    }
    catch (error) {
        if (!(0,ledger_store/* isConflict */.dh)(error))
            throw error;
        return await awaitEndpoint(name, deployTimeoutMs, context, error);
    }
    const created = await endpoints.get(name);
    if (created !== undefined)
        return created;
    throw new errors_error/* ReleaseError */.K2('RESOURCE_NOT_FOUND', `endpoint ${name} was made and is gone`);
}
function refuseUnasked({ endpoint, createEndpoint: isAsked }) {
    if (!isAsked) {
        throw new errors_error/* ReleaseError */.K2('INPUT_INVALID', `there is no endpoint "${endpoint}"`, {
            mend: 'Give create_endpoint: true to have it made, or the id of one that exists.',
        });
    }
    if (!/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/.test(endpoint)) {
        throw new errors_error/* ReleaseError */.K2('INPUT_INVALID', `no endpoint can be made with the id "${endpoint}"`, {
            mend: 'Use a-z, 0-9 and -, starting with a letter, at most 63 characters.',
        });
    }
}
async function awaitEndpoint(name, timeoutMs, { ports, signal }, refusal) {
    const { clock, endpoints } = ports;
    const deadline = clock.now() + timeoutMs;
    for (;;) {
        const endpoint = await endpoints.get(name);
        if (endpoint !== undefined)
            return endpoint;
        if (clock.now() >= deadline)
            throw refusal;
        await clock.sleep(endpoint_creation_pauseMs, signal);
    }
}

// EXTERNAL MODULE: ./lib/canary/judge/baseline.js
var baseline = __webpack_require__(65518);
;// CONCATENATED MODULE: ./lib/canary/judge/forecast.js



function windowsToSee(test, traffic, rate, step) {
    const mass = (0,judge_calendar/* startMass */.x)(test.calendar, step, 0);
    const times = test.oddsRatios.map((odds, j) => {
        const price = (0,e_process/* logLimit */.Oe)(test.alpha) - Math.log(mass * (test.priors[j] ?? 0));
        return price / ratioGrowth(test, traffic, rate, odds);
    });
    return wholeWindows(times);
}
function windowsToClear({ ratio, rate }, traffic) {
    const byRatio = ratio === undefined ? Infinity : clearedByRatio(ratio, traffic);
    const byRate = rate === undefined ? Infinity : clearedByRate(rate, traffic);
    return byRate < byRatio ? { windows: byRate, by: 'rate' } : { windows: byRatio, by: 'ratio' };
}
function clearedByRatio(test, traffic) {
    const times = test.oddsRatios.map((odds, j) => {
        const price = (0,e_process/* logLimit */.Oe)(test.alpha) - Math.log(test.priors[j] ?? 0);
        return price / ratioGrowth(test, traffic, traffic.rate, odds);
    });
    return wholeWindows(times);
}
function clearedByRate(test, { challengerRequests, rate }) {
    const temper = (0,tempering/* armTempering */.i)(test.correlation, challengerRequests);
    const times = test.rates.map((bet) => {
        const perRequest = rate * Math.log(bet / test.nullRate) +
            (1 - rate) * (Math.log1p(-bet) - Math.log1p(-test.nullRate));
        return (0,e_process/* logLimit */.Oe)(test.alpha) / (temper * challengerRequests * perRequest);
    });
    return wholeWindows(times);
}
function ratioGrowth({ nullOdds, correlation }, traffic, rate, odds) {
    const { challengerRequests, championRequests } = traffic;
    const ofChallenger = challengerRequests * rate;
    const errors = ofChallenger + championRequests * traffic.rate;
    const gain = ofChallenger * Math.log(odds / nullOdds) +
        logMean(traffic, errors, nullOdds) -
        logMean(traffic, errors, odds);
    return gain * (0,tempering/* pairTempering */.Y)(correlation, traffic);
}
function logMean(traffic, errors, odds) {
    const { challengerRequests, championRequests } = traffic;
    const requests = challengerRequests + championRequests;
    const byErrors = errors * Math.log1p((challengerRequests / requests) * (odds - 1));
    const byRequests = challengerRequests * Math.log1p((errors / requests) * (odds - 1));
    return Math.min(byErrors, byRequests);
}
function wholeWindows(times) {
    const growing = times.filter((time) => time > 0);
    return growing.length === 0 ? Infinity : Math.max(1, Math.ceil(Math.min(...growing)));
}

// EXTERNAL MODULE: ./lib/canary/judge/settings.js
var judge_settings = __webpack_require__(16332);
;// CONCATENATED MODULE: ./lib/canary/plan-card.js






const ratios = [2, 5, 10];
function planCard(plan, history, known) {
    const settings = (0,judge_settings/* judgeSettings */.$)(plan, known.correlation, known.baseline, known.shares);
    const independent = { kind: 'estimated', value: 0, windows: 0 };
    const untempered = (0,judge_settings/* judgeSettings */.$)(plan, independent, known.baseline, known.shares);
    const windows = Math.max(1, history.length);
    const requests = history.reduce((sum, period) => sum + period.requests, 0);
    const errors = history.reduce((sum, period) => sum + period.errors, 0);
    const isAssumed = errors === 0;
    const errorRate = requests === 0 ? 0 : (isAssumed ? 0.5 : errors) / requests;
    const perWindow = requests / windows;
    const steps = [];
    const warnings = [];
    const planned = [];
    for (const [step, percent] of plan.steps.entries()) {
        if (percent >= 100)
            continue;
        const traffic = trafficAt(settings.sampleRatio.shares[step] ?? 0, perWindow, errorRate);
        planned.push(...Array.from({ length: (0,canary_plan/* plannedWindows */.AE)(plan) }, () => tableOf(traffic, isAssumed)));
        const card = stepCard(plan, settings, traffic, step, percent);
        card.finds = detectableFault(settings, planned);
        steps.push(card);
        warnings.push(...warningsOf(plan, card, stepCard(plan, untempered, traffic, step, percent)));
    }
    return { requestsPerWindow: perWindow, errorRate, isAssumed, steps, warnings };
}
function stepCard(plan, settings, traffic, step, percent) {
    const test = errorsTest(settings);
    const { clearing } = settings;
    const cleared = clearing === undefined ? undefined : windowsToClear(clearing, traffic);
    const clears = cleared && forecast(plan, traffic, cleared.windows);
    return {
        percent,
        requestsPerWindow: traffic.challengerRequests,
        mostWindows: windowsWithin(plan, plan.maxBakeMs),
        sees: ratios
            .map((ratio) => ({ ratio, rate: ratio * traffic.rate }))
            .filter(({ rate }) => rate > 0 && rate < 1)
            .map(({ ratio, rate }) => {
            const windows = test === undefined ? Infinity : windowsToSee(test, traffic, rate, step);
            return { ratio, rate, found: forecast(plan, traffic, windows) };
        }),
        clears: cleared && clears ? { ...clears, by: cleared.by } : null,
        finds: { kind: 'none' },
    };
}
function warningsOf(plan, card, untempered) {
    const { percent, mostWindows, sees, clears } = card;
    const longest = (0,duration/* formatDuration */.a)(plan.maxBakeMs);
    const warnings = [];
    const warn = (kind, text) => warnings.push({ kind, percent, text: `at ${percent} %: ${text}` });
    const isSeen = (ratio, { sees: all }) => (all.find((seen) => seen.ratio === ratio)?.found?.windows ?? Infinity) <= mostWindows;
    if (sees.length === 0) {
        warn('cannot_decide', 'the champion had no traffic, or fails always: there is nothing to compare');
    }
    else {
        const greatest = Math.max(...sees.map(({ ratio }) => ratio));
        if (!isSeen(greatest, card)) {
            const fault = `a challenger that fails ${greatest} times as often is not found within max_bake, ${longest}`;
            if (isSeen(greatest, untempered)) {
                warn('correlation', `${fault}, because the champion's requests fail together`);
            }
            else {
                warn('cannot_decide', fault);
            }
        }
        else {
            const late = sees.filter(({ ratio }) => !isSeen(ratio, card)).map(({ ratio }) => `×${ratio}`);
            if (late.length > 0) {
                warn('slow_to_see', `${late.join(' and ')} takes longer than max_bake, ${longest}, to be found`);
            }
        }
    }
    if (plan.gate === 'evidence' && (clears?.windows ?? Infinity) > mostWindows) {
        const rate = sees[0] === undefined ? '' : ` at ${(0,units_percent/* formatShare */.T)(sees[0].rate / sees[0].ratio)} errors`;
        warn('cannot_clear', `a healthy challenger${rate} is not cleared within max_bake, ${longest}`);
    }
    const baked = Math.max(0, windowsWithin(plan, plan.minBakeMs));
    if (baked < plan.minWindows) {
        warn('few_windows', `min_bake, ${(0,duration/* formatDuration */.a)(plan.minBakeMs)}, has ${baked} settled windows, so the step waits for min_windows, ${plan.minWindows}`);
    }
    return warnings;
}
function windowsWithin({ warmupMs, settleMs, windowMs }, afterMs) {
    return Math.max(0, Math.floor((afterMs - warmupMs - settleMs) / windowMs));
}
function forecast(plan, traffic, windows) {
    if (!Number.isFinite(windows))
        return null;
    const afterMs = plan.warmupMs + windows * plan.windowMs + plan.settleMs;
    return { windows, requests: Math.round(windows * traffic.challengerRequests), afterMs };
}
function trafficAt(share, requests, rate) {
    return {
        challengerRequests: requests * share,
        championRequests: requests * (1 - share),
        rate,
    };
}
function tableOf({ challengerRequests, championRequests, rate }, isAssumed) {
    const shown = isAssumed ? 0 : rate;
    return {
        challengerRequests,
        challengerErrors: challengerRequests * shown,
        championRequests,
        championErrors: championRequests * shown,
    };
}

;// CONCATENATED MODULE: ./lib/steps/canary-promote/card-lines.js



function cardLines(card) {
    const { requestsPerWindow, errorRate, isAssumed, steps } = card;
    if (requestsPerWindow === 0) {
        return [
            'the champion has no traffic to plan with: how soon a fault would be seen is not known',
        ];
    }
    const rate = isAssumed
        ? `none of which failed (${(0,units_percent/* formatShare */.T)(errorRate)} is assumed)`
        : `of which ${(0,units_percent/* formatShare */.T)(errorRate)} fail`;
    const requests = formatCount(Math.round(requestsPerWindow));
    return [`the champion answers ${requests} requests a window, ${rate}`, ...steps.map(stepLine)];
}
function stepLine({ percent, requestsPerWindow, sees, clears }) {
    const faults = sees.map(({ ratio, found }) => `×${ratio} ${after(found)}`);
    const seen = faults.length === 0 ? 'nothing' : faults.join(', ');
    const cleared = clears === null ? '' : `; clears by ${clears.by} ${after(clears)}`;
    return `${percent} %: ${formatCount(Math.round(requestsPerWindow))} requests a window; sees ${seen}${cleared}`;
}
function after(forecast) {
    return forecast === null ? 'never' : `in ${(0,duration/* formatDuration */.a)(roundToMinutes(forecast.afterMs))}`;
}
function roundToMinutes(ms) {
    return ms < 300_000 ? Math.round(ms / 1_000) * 1_000 : Math.round(ms / 60_000) * 60_000;
}

;// CONCATENATED MODULE: ./lib/canary/plan-problems.js



function planProblems(plan) {
    return [
        ...stepProblems(plan),
        ...numberProblems(plan),
        ...gateProblems(plan),
        ...timeProblems(plan),
    ];
}
function stepProblems({ steps }) {
    const problems = steps.flatMap((percent, i) => {
        const previous = steps[i - 1] ?? 0;
        if (!Number.isInteger(percent) || percent < 1 || percent > 100) {
            return [problem(`steps[${i}]`, 'a whole percent from 1 to 100', String(percent))];
        }
        if (percent > previous)
            return [];
        return [problem(`steps[${i}]`, `more than the step before, ${previous}`, String(percent))];
    });
    if (steps.at(-1) !== 100) {
        problems.push(problem('steps', '100 as the last step', `[${steps.join(', ')}]`));
    }
    return problems;
}
function numberProblems(plan) {
    const { alpha, beta, maxErrorRate, sloErrorRate, sloLatencyMs } = plan;
    const isRatio = (odds) => odds >= 1 && odds <= 100;
    const isRate = (rate) => rate === null || (rate > 0 && rate <= 0.5);
    const rules = [
        ['alpha', alpha, 'a probability above 0, at most 0.5', alpha > 0 && alpha <= 0.5],
        ['margin', plan.marginOdds, 'a ratio from 1 to 100', isRatio(plan.marginOdds)],
        ['min_windows', plan.minWindows, 'a whole number, at least 1', isCount(plan.minWindows)],
        ['beta', beta, 'a probability above 0, at most 0.5', beta > 0 && beta <= 0.5],
        [
            'max_odds_ratio',
            plan.maxOddsRatio,
            'a ratio above 1, at most 100',
            plan.maxOddsRatio > 1 && isRatio(plan.maxOddsRatio),
        ],
        ['max_error_rate', maxErrorRate, 'a share above 0, at most 0.5', isRate(maxErrorRate)],
        ['slo_error_rate', sloErrorRate, 'a share above 0, at most 0.5', isRate(sloErrorRate)],
        [
            'latency_margin',
            plan.latencyMarginOdds,
            'a ratio from 1 to 100',
            isRatio(plan.latencyMarginOdds),
        ],
        ['slo_latency', sloLatencyMs, 'a duration above 0', sloLatencyMs === null || sloLatencyMs > 0],
    ];
    const problems = rules.flatMap(([where, value, expected, holds]) => holds ? [] : [problem(where, expected, String(value))]);
    if (!isCount(plan.windowMs)) {
        problems.push(problem('window', 'a duration above 0', `${plan.windowMs}ms`));
    }
    return [...problems, ...ratioProblems(plan)];
}
function isCount(value) {
    return Number.isInteger(value) && value >= 1;
}
const reservedNames = ['errors', 'latency', 'slo'];
function ratioProblems({ ratios }) {
    const names = ratios.map(({ name }) => name);
    return ratios.flatMap((ratio, i) => {
        const { name, marginOdds } = ratio;
        const problems = sourceProblems(ratio, `ratios[${i}]`);
        if (!/^[a-z][a-z0-9_]*$/.test(name) || reservedNames.includes(name)) {
            const expected = `a name of a-z, 0-9 and _ that is none of ${reservedNames.join(', ')}`;
            problems.push(problem(`ratios[${i}].name`, expected, `'${name}'`));
        }
        if (names.indexOf(name) < i) {
            problems.push(problem(`ratios[${i}].name`, 'a name of its own', `'${name}' again`));
        }
        if (!(marginOdds >= 1 && marginOdds <= 100)) {
            problems.push(problem(`ratios[${i}].margin`, 'a ratio from 1 to 100', String(marginOdds)));
        }
        return problems;
    });
}
function sourceProblems({ all, bad, by }, where) {
    const filters = { all, bad };
    const problems = Object.entries(filters).flatMap(([key, filter]) => (0,counted_ratio/* metricTypeOf */.OQ)(filter) === undefined
        ? [problem(`${where}.${key}`, 'a filter with one metric.type = "TYPE"', `'${filter}'`)]
        : []);
    if ((0,counted_ratio/* labelOf */.Wy)(by) === undefined) {
        problems.push(problem(`${where}.by`, 'metric.labels.NAME', `'${by}'`));
    }
    return problems;
}
function gateProblems(plan) {
    const isCompared = (0,canary_plan/* comparedSteps */.t5)(plan) > 0;
    if (plan.gate === 'evidence' && !isCompared && plan.maxErrorRate === null) {
        const expected = 'a rate, as nothing is compared and no ratio can clear the step at 100';
        return [{ where: 'max_error_rate', expected }];
    }
    const { sloErrorRate, maxErrorRate } = plan;
    if (sloErrorRate !== null && maxErrorRate !== null && maxErrorRate > sloErrorRate) {
        const expected = `at most slo_error_rate, ${sloErrorRate}: beyond it a challenger is rolled back`;
        return [problem('max_error_rate', expected, String(maxErrorRate))];
    }
    return [];
}
function timeProblems(plan) {
    const times = [
        ['min_bake', plan.minBakeMs],
        ['max_bake', plan.maxBakeMs],
        ['settle', plan.settleMs],
        ['warmup', plan.warmupMs],
        ['keep_stable', plan.keepStableMs],
        ['deadline', plan.deadlineMs],
    ];
    const malformed = times.filter(([, ms]) => !Number.isInteger(ms) || ms < 0);
    if (malformed.length > 0) {
        return malformed.map(([name, ms]) => problem(name, 'a duration of whole milliseconds, not negative', `${ms}ms`));
    }
    if (plan.maxBakeMs < plan.minBakeMs) {
        const expected = `at least min_bake, ${(0,duration/* formatDuration */.a)(plan.minBakeMs)}`;
        return [problem('max_bake', expected, (0,duration/* formatDuration */.a)(plan.maxBakeMs))];
    }
    const shortest = (0,canary_plan/* shortestBakeMs */.Ey)(plan);
    if (plan.maxBakeMs < shortest) {
        const expected = `at least ${(0,duration/* formatDuration */.a)(shortest)}: warm-up, ${plan.minWindows} windows and the settling of the last`;
        return [problem('max_bake', expected, (0,duration/* formatDuration */.a)(plan.maxBakeMs))];
    }
    const whole = shortest * (0,canary_plan/* judgedSteps */.zi)(plan) + plan.keepStableMs;
    if (plan.deadlineMs < whole) {
        const expected = `at least ${(0,duration/* formatDuration */.a)(whole)}, what a healthy release takes`;
        return [problem('deadline', expected, (0,duration/* formatDuration */.a)(plan.deadlineMs))];
    }
    return [];
}
function problem(where, expected, found) {
    return { where, expected, found };
}

;// CONCATENATED MODULE: ./lib/steps/canary-promote/inputs.js




const shortestWindowMs = 60_000;
function planOf(inputs) {
    const keys = Object.keys(canary_plan/* canaryPlan */.cq.shape);
    return Object.fromEntries(keys.map((key) => [key, inputs[key]]));
}
function requireInputs(inputs, emulated) {
    const problems = inputs.operation === 'run' ? planProblems(planOf(inputs)) : [];
    if (inputs.windowMs < shortestWindowMs && !emulated) {
        problems.push({
            where: 'window',
            expected: 'at least 60s, the shortest period of Cloud Monitoring',
            found: `${inputs.windowMs}ms`,
            mend: 'Only the embedded Vertex has shorter ones.',
        });
    }
    if (inputs.notifyWebhook !== undefined && !isSafeWebhook(inputs.notifyWebhook)) {
        problems.push({ where: 'notify_webhook', expected: 'a URL that begins with https://' });
    }
    const { bucket } = inputs;
    if (bucket === undefined || bucket === '') {
        problems.push({ where: 'bucket', expected: 'a bucket for the ledger of the endpoint' });
    }
    (0,errors_error/* refuseProblems */.nN)('canary_promote', problems);
    return bucket ?? '';
}
function isSafeWebhook(text) {
    const url = URL.parse(text);
    if (url?.protocol === 'https:')
        return true;
    return url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
}
function candidateOf(record, emulated) {
    const name = record.steps.register?.outputs['model_version'];
    if (typeof name !== 'string') {
        throw new errors_error/* ReleaseError */.K2('INPUT_INVALID', 'this release has no registered model version', {
            mend: 'Run register first; it must have let the candidate through its gates.',
        });
    }
    if (record.emulated && !emulated) {
        throw new errors_error/* ReleaseError */.K2('INPUT_INVALID', `${record.releaseId} ran on the embedded Vertex`, {
            mend: 'Release the model on the real Vertex AI from its first step on.',
        });
    }
    const { version = '', ...model } = (0,resource_name/* parseResourceName */.p$)(name);
    return { model: (0,resource_name/* formatResourceName */.f9)(model), versionId: version };
}

;// CONCATENATED MODULE: ./lib/steps/canary-promote/opening.js


















function situationOf(endpoint, candidate, { adopt }) {
    if (endpoint.deployed.length === 0)
        return { kind: 'empty' };
    const id = (0,resource_name/* idOf */.TH)(endpoint.name);
    if (!(0,vertex_labels/* isManaged */.yF)(endpoint.labels) && !adopt) {
        const serves = `serves ${describeSplit(endpoint.split)}`;
        throw new errors_error/* ReleaseError */.K2('CONFLICT', `endpoint ${id} ${serves} and is not labelled ours`, {
            mend: `Give adopt: true to take it over: its largest share becomes champion, and it is labelled ${vertex_labels/* managedLabel */.C8}=${vertex_labels/* managedValue */.TK}.`,
        });
    }
    const champion = (0,vertex_endpoint/* findDeployed */._)(endpoint, (0,traffic_split/* largestShare */.UO)(endpoint.split) ?? '');
    if (champion === undefined) {
        throw new errors_error/* ReleaseError */.K2('CONFLICT', `endpoint ${id} has models but gives traffic to none`, {
            mend: 'Give one of its models traffic, or undeploy them all.',
        });
    }
    const isSame = (0,resource_name/* idOf */.TH)(champion.model) === (0,resource_name/* idOf */.TH)(candidate.model) &&
        champion.modelVersionId === candidate.versionId;
    return isSame ? { kind: 'already_serves', deployed: champion } : { kind: 'contest', champion };
}
async function openCanary(session, found, champion, candidate) {
    const { context } = session;
    const { host } = context.ports;
    const endpoint = await labelAsOurs(session, found, champion);
    const { run, card } = await planRun(session.inputs, context, endpoint, champion, candidate);
    const challengerId = run.challenger.deployedModelId;
    refuseSharing(endpoint, challengerId);
    refuseSmallPool(run, champion.id);
    const recordedModels = endpoint.deployed.map(({ id }) => id).filter((id) => id !== challengerId);
    host.say(`champion ${describeArm(run.champion)} is ${champion.id}, challenger ${describeArm(candidate)} will be ${challengerId}`);
    host.say(describeCorrelation(run.correlation));
    for (const line of ratioLines(run.baseline.ratios))
        host.say(line);
    tellCard(host, card);
    await (0,canary_session/* saveRun */.BQ)(session, { ...run, recordedModels });
}
async function planRun(inputs, context, endpoint, champion, candidate) {
    const { releaseId } = context.journal.record;
    const plan = planOf(inputs);
    await requireMetrics(context.ports.metrics, endpoint.name, plan.ratios);
    const history = await readHistory(endpoint.name, champion.id, inputs, context);
    const correlation = (0,judge_correlation/* estimateCorrelation */.N8)(history.errors, plan.windowMs);
    const run = (0,canary_run/* openRun */.Iy)({
        releaseId,
        champion: armOf(champion),
        challenger: {
            deployedModelId: (0,deployed_model_id/* deployedModelIdOf */._)(releaseId, (0,resource_name/* idOf */.TH)(endpoint.name)),
            ...candidate,
        },
        recordedSplit: { ...endpoint.split },
        recordedModels: [],
        plan,
        correlation,
        baseline: (0,baseline/* baselineOf */.Bv)(plan, history, correlation),
        requireApproval: inputs.requireApproval,
        startedAt: context.ports.clock.now(),
    });
    return { run, card: planCard(plan, history.errors, run) };
}
function tellCard(host, card) {
    for (const line of cardLines(card))
        host.say(line);
    for (const { text } of card.warnings)
        host.warn(text);
}
function describeCorrelation(correlation) {
    if (correlation.kind === 'unknown') {
        return (0,reason/* correlationUnknown */.$4)(correlation.windows, judge_correlation/* fewestWindows */._2).text;
    }
    const { value, windows } = correlation;
    return value === 0
        ? `${windows} past windows of the champion show no correlation between requests`
        : `${windows} past windows of the champion show a correlation of ${value.toPrecision(2)} between requests: evidence is tempered by it`;
}
function armOf({ id, model, modelVersionId }) {
    return { deployedModelId: id, model, versionId: modelVersionId };
}
async function labelAsOurs(session, endpoint, champion) {
    if ((0,vertex_labels/* isManaged */.yF)(endpoint.labels))
        return endpoint;
    const { host, endpoints } = session.context.ports;
    host.say(`endpoint ${(0,resource_name/* idOf */.TH)(endpoint.name)}: adopted, ${describeArm(armOf(champion))} is champion; label ${vertex_labels/* managedLabel */.C8}=${vertex_labels/* managedValue */.TK}`);
    await endpoints.update(endpoint, {
        labels: { ...endpoint.labels, [vertex_labels/* managedLabel */.C8]: vertex_labels/* managedValue */.TK },
    });
    return await (0,canary_session/* readEndpoint */.KW)(session);
}
function refuseSharing(endpoint, challengerId) {
    const share = (0,traffic_split/* shareOf */.tC)(endpoint.split, challengerId);
    if (share === 0)
        return;
    throw new errors_error/* ReleaseError */.K2('CONFLICT', `${challengerId} has ${share} % of ${(0,resource_name/* idOf */.TH)(endpoint.name)} but no canary is recorded`, { mend: 'Give its traffic back to the champion by hand, then run this again.' });
}
function refuseSmallPool(run, championId) {
    const starved = run.plan.steps.find((percent) => percent < 100 && (0,traffic_split/* shareOf */.tC)((0,canary_run/* splitOfStep */.U9)(run, percent), championId) === 0);
    if (starved === undefined)
        return;
    const pool = (0,traffic_split/* shareOf */.tC)(run.recordedSplit, championId);
    throw new errors_error/* ReleaseError */.K2('INPUT_INVALID', `the champion's share of ${pool} % is too small for a step of ${starved} %: nothing would be left to compare with`, { mend: 'Give the champion more traffic before the release.' });
}

;// CONCATENATED MODULE: ./lib/steps/canary-promote/dry-run.js












async function planCanary(inputs, context, candidate, endpoint, bucket) {
    const { host } = context.ports;
    const version = describeArm(candidate);
    if (endpoint === undefined) {
        refuseUnasked(inputs);
        host.say(`create endpoint ${inputs.endpoint}`);
        return planned(`would create ${inputs.endpoint} with ${version} as its first model`);
    }
    const id = (0,resource_name/* idOf */.TH)(endpoint.name);
    host.say(`endpoint ${id}: ${describeSplit(endpoint.split)}`);
    const uri = (0,ledger_store/* ledgerUri */.c)(bucket, inputs.model, id);
    const { ledger } = await (0,ledger_store/* openLedger */.au)(context.ports, uri, endpoint.name);
    const holder = (0,canary_ledger/* activeRelease */.G6)(ledger);
    if (holder === context.journal.record.releaseId)
        return planned(`would go on with ${holder} on ${id}`);
    if (holder !== undefined)
        host.warn(`release ${holder} holds ${id}: this one has to wait for it`);
    const situation = situationOf(endpoint, candidate, inputs);
    switch (situation.kind) {
        case 'empty':
            return planned(`would deploy ${version} to ${id} as its first model, with all traffic`);
        case 'already_serves':
            return planned(`${id} already serves ${version}`);
        case 'contest':
            await tellCanary(inputs, context, candidate, endpoint, situation.champion);
            return planned(`would try ${version} against ${describeArm(armOf(situation.champion))} on ${id}`);
    }
}
async function tellCanary(inputs, context, candidate, endpoint, champion) {
    const { host } = context.ports;
    const { run, card } = await planRun(inputs, context, endpoint, champion, candidate);
    const { plan } = run;
    host.say(describeDeployment(run.challenger, inputs.machine, 'none'));
    const bake = `${(0,duration/* formatDuration */.a)(plan.minBakeMs)} to ${(0,duration/* formatDuration */.a)(plan.maxBakeMs)}`;
    let split = run.recordedSplit;
    for (const percent of plan.steps) {
        const next = (0,canary_run/* splitOfStep */.U9)(run, percent);
        host.say(`${percent} %: ${splitLine(endpoint.name, split, next)}`);
        split = next;
        if (percent === 100)
            continue;
        const windows = `${plan.minWindows} windows of ${(0,duration/* formatDuration */.a)(plan.windowMs)}`;
        const finds = card.steps.find((step) => step.percent === percent)?.finds;
        host.say(`  bakes ${bake}, ${windows}; ${describeFinds(finds)}`);
    }
    tellCard(host, card);
    await checkPredictionLog(context.ports, endpoint.name, run);
    host.say(`a healthy challenger is rolled back with probability ${plan.alpha} at most, over all ${(0,canary_plan/* comparedSteps */.t5)(plan)} steps`);
    host.say(`then undeploy ${champion.id} after ${(0,duration/* formatDuration */.a)(plan.keepStableMs)}, alias champion to ${describeArm(candidate)}`);
}
function describeFinds(fault) {
    return fault === undefined || fault.kind === 'none'
        ? 'no fault would be found at this traffic'
        : `finds ${(0,reason/* nameFault */.IY)(fault)}`;
}
function planned(summary) {
    return { verdict: 'pass', state: 'planned', summary, outputs: {} };
}

;// CONCATENATED MODULE: ./lib/canary/replay.js



function replay(run, changes = {}) {
    const { ending: _, restoredAt: __, intent: ___, drift: ____, ...begun } = run;
    const plan = { ...run.plan, ...changes };
    let judged = { ...begun, plan, windows: [], judge: panel/* freshJudge */.WD, looks: [] };
    const looks = [];
    for (const window of run.windows) {
        judged = recordWindows(judged, [window]);
        const shift = run.shifts.findLast(({ step }) => step === window.step);
        if (shift === undefined)
            continue;
        const at = window.start + run.plan.windowMs + plan.settleMs;
        const look = assess(judged, shift, 'readable', at);
        looks.push(look);
        if (look.decision === 'roll_back')
            break;
    }
    return looks;
}

;// CONCATENATED MODULE: ./lib/steps/canary-promote/look-back.js



















async function look_back_observe(inputs, context, endpoint, { ledger }) {
    const { clock, host } = context.ports;
    const opened = ledger.active ?? (await pairOf(inputs, context, endpoint));
    const due = dueWindows(opened, clock.now());
    const counts = await readCounts(context.ports.metrics, endpoint.name, opened, due);
    const watched = await watchPredictions(context.ports, endpoint.name, opened, due);
    const run = recordWindows(watched, countWindows(opened, due, counts));
    const shift = run.shifts.at(-1);
    if (shift === undefined) {
        return told(run, undefined, `${(0,resource_name/* idOf */.TH)(endpoint.name)}: the challenger has no traffic yet`);
    }
    const look = assess(run, shift, 'readable', clock.now());
    host.say(lookLine(look, undefined));
    const summary = `${(0,resource_name/* idOf */.TH)(endpoint.name)} at ${look.percent} %: ${(0,reason/* describeReasons */.nl)(look.reasons)}`;
    return told(run, look, `${summary}. Nothing was changed`);
}
async function judgeAgain(inputs, context, store) {
    const { objects, host } = context.ports;
    const { releaseId } = context.journal.record;
    const { active } = store.ledger;
    const own = active?.releaseId === releaseId ? active : undefined;
    const run = await readWhole(objects, store.uri, releaseId, own);
    const looks = replay(run, judgingOf(inputs));
    for (const look of looks)
        host.say(lookLine(look, undefined));
    const last = looks.at(-1);
    const then = run.ending === undefined ? 'is under way' : `ended by ${run.ending.kind}`;
    const now = last === undefined ? 'has no windows' : `the last look says ${last.decision}`;
    return told(run, last, `${releaseId} ${then}; judged again, ${now}`);
}
function judgingOf(inputs) {
    const { steps: _, windowMs: __, warmupMs: ___, ...judging } = planOf(inputs);
    return judging;
}
async function pairOf(inputs, context, endpoint) {
    const [champion, challenger] = bySharesOf(endpoint);
    if (champion === undefined || challenger === undefined) {
        throw new errors_error/* ReleaseError */.K2('INPUT_INVALID', `${(0,resource_name/* idOf */.TH)(endpoint.name)} gives traffic to one model at most: there is nothing to compare`);
    }
    const pool = (0,traffic_split/* shareOf */.tC)(endpoint.split, champion.id) + (0,traffic_split/* shareOf */.tC)(endpoint.split, challenger.id);
    const percent = Math.round((100 * (0,traffic_split/* shareOf */.tC)(endpoint.split, challenger.id)) / pool);
    const plan = { ...planOf(inputs), steps: [percent, 100] };
    const history = await readHistory(endpoint.name, champion.id, inputs, context);
    const correlation = (0,judge_correlation/* estimateCorrelation */.N8)(history.errors, plan.windowMs);
    const startedAt = context.ports.clock.now() - plan.maxBakeMs;
    const run = (0,canary_run/* openRun */.Iy)({
        releaseId: context.journal.record.releaseId,
        champion: armOf(champion),
        challenger: armOf(challenger),
        recordedSplit: { ...endpoint.split },
        recordedModels: endpoint.deployed.map(({ id }) => id),
        plan,
        correlation,
        baseline: (0,baseline/* baselineOf */.Bv)(plan, history, correlation),
        requireApproval: [],
        startedAt,
    });
    const split = { ...endpoint.split };
    return { ...run, shifts: [{ step: 0, percent, beganAt: startedAt, at: startedAt, split }] };
}
function bySharesOf({ deployed, split }) {
    return deployed
        .filter(({ id }) => (0,traffic_split/* shareOf */.tC)(split, id) > 0)
        .toSorted((a, b) => (0,traffic_split/* shareOf */.tC)(split, b.id) - (0,traffic_split/* shareOf */.tC)(split, a.id));
}
function told(run, look, summary) {
    const decision = look?.decision ?? 'continue';
    const verdicts = { advance: 'pass', continue: 'pass', hold: 'inconclusive', roll_back: 'fail' };
    return {
        verdict: verdicts[decision],
        state: 'planned',
        summary,
        outputs: { decision },
        evidence: evidenceOf(look === undefined ? run : { ...run, looks: [look] }),
    };
}

;// CONCATENATED MODULE: ./lib/steps/canary-promote/person.js
















async function rollBack(session, endpoint) {
    const { store, releaseId, context } = session;
    const { active, bootstrap } = store.ledger;
    if (bootstrap !== undefined)
        throw nothingBefore(endpoint);
    if (active === undefined) {
        const finished = (0,canary_ledger/* findFinished */.ML)(store.ledger, releaseId);
        if (finished?.outcome === 'rolled_back')
            return resultOfFinished(finished, endpoint.name);
    }
    if (active !== undefined && isWayBackClosed(active, endpoint)) {
        throw championGone(releaseId, active.champion, endpoint);
    }
    const run = active === undefined ? reopen(session, endpoint) : unrestored(active);
    await (0,takeover/* takeOver */.w9)(session);
    const reasons = [(0,reason/* personAsked */.qu)('roll back')];
    const now = context.ports.clock.now();
    await (0,canary_session/* saveRun */.BQ)(session, decideEnding(run, 'roll_back', 'person', reasons, now));
    return await driveCanary(session);
}
function isWayBackClosed({ champion, intent }, endpoint) {
    const { deployedModelId } = champion;
    const isGoing = intent?.kind === 'undeploy' && intent.deployedModelId === deployedModelId;
    return isGoing || (0,vertex_endpoint/* findDeployed */._)(endpoint, deployedModelId) === undefined;
}
function unrestored(run) {
    if (run.intent?.kind === 'undeploy')
        return run;
    const { restoredAt: _, ...again } = run;
    return again;
}
async function promote(session, run) {
    const { clock, host } = session.context.ports;
    if (run.ending?.kind === 'roll_back') {
        host.warn('this release is being rolled back already, which is not taken back');
    }
    else if (run.ending?.by !== 'person') {
        const reasons = [(0,reason/* personAsked */.qu)('promote')];
        await (0,canary_session/* saveRun */.BQ)(session, decideEnding(run, 'promote', 'person', reasons, clock.now()));
    }
    return await driveCanary(session);
}
async function approveNext(session) {
    const { store, context, endpoint } = session;
    const run = store.ledger.active;
    if (run === undefined)
        return refuseWithoutCanary(session);
    const next = run.plan.steps[(run.shifts.at(-1)?.step ?? -1) + 1];
    const percent = run.plan.steps.find((share) => share >= (next ?? 100) && (0,canary_run/* lacksApproval */.QC)(run, share));
    if (percent === undefined) {
        throw new errors_error/* ReleaseError */.K2('INPUT_INVALID', `${run.releaseId} has nothing to approve any more`);
    }
    await store.annotate({ ...store.ledger, active: approve(run, percent) });
    const summary = `${percent} % of ${(0,resource_name/* idOf */.TH)(endpoint)} is approved for ${describeArm(run.challenger)}`;
    context.ports.host.say(summary);
    return {
        ...runInProgress(run, endpoint, context.ports.clock.now(), summary),
        verdict: 'pass',
        summary,
    };
}
function refuseWithoutCanary({ releaseId, endpoint }) {
    throw new errors_error/* ReleaseError */.K2('INPUT_INVALID', `${releaseId} has no canary on ${(0,resource_name/* idOf */.TH)(endpoint)}`, {
        mend: 'Run canary-promote without operation first.',
    });
}
function reopen({ store, releaseId, inputs }, endpoint) {
    const last = store.ledger.finished.findLast(({ outcome }) => outcome === 'promoted');
    const { champion } = last ?? {};
    if (last === undefined || champion === undefined)
        throw nothingBefore(endpoint);
    if (last.releaseId !== releaseId)
        throw (0,ledger_store/* heldByAnother */.oo)(last.releaseId, endpoint.name);
    if ((0,vertex_endpoint/* findDeployed */._)(endpoint, champion.deployedModelId) === undefined) {
        throw championGone(releaseId, champion, endpoint);
    }
    const run = (0,canary_run/* openRun */.Iy)({
        releaseId,
        champion,
        challenger: last.challenger,
        recordedSplit: { ...splitBefore(last, champion.deployedModelId, endpoint) },
        recordedModels: endpoint.deployed
            .map(({ id }) => id)
            .filter((id) => id !== last.challenger.deployedModelId),
        plan: planOf(inputs),
        correlation: { kind: 'unknown', windows: 0 },
        requireApproval: [],
        startedAt: last.startedAt,
    });
    const { endedAt } = last;
    const shift = { percent: 100, beganAt: endedAt, at: endedAt, split: { ...endpoint.split } };
    return { ...run, shifts: [{ step: run.plan.steps.length - 1, ...shift }] };
}
function splitBefore(last, championId, endpoint) {
    const isRestorable = Object.keys(last.recordedSplit).every((id) => (0,vertex_endpoint/* findDeployed */._)(endpoint, id) !== undefined);
    if (isRestorable)
        return last.recordedSplit;
    const pair = { champion: championId, challenger: last.challenger.deployedModelId };
    return (0,traffic_split/* shiftTraffic */.Uv)(endpoint.split, pair, 0);
}
function championGone(releaseId, champion, endpoint) {
    return new errors_error/* ReleaseError */.K2('RESOURCE_NOT_FOUND', `the champion before ${releaseId}, ${(0,resource_name/* idOf */.TH)(champion.model)}@${champion.versionId}, is not deployed on ${(0,resource_name/* idOf */.TH)(endpoint.name)} any more`, { mend: 'Release that version again. A longer keep_stable keeps this way back open.' });
}
function nothingBefore(endpoint) {
    return new errors_error/* ReleaseError */.K2('RESOURCE_NOT_FOUND', `there is nothing to roll ${(0,resource_name/* idOf */.TH)(endpoint.name)} back to`, { mend: 'No promotion by a release is recorded on it; deploy what should serve by a release.' });
}

;// CONCATENATED MODULE: ./lib/steps/canary-promote/run.js






















async function runCanaryPromote(inputs, context) {
    const bucket = requireInputs(inputs, context.emulated);
    const { releaseId } = context.journal.record;
    context.ports.host.phase(`Canary of ${releaseId} on ${inputs.endpoint}`);
    const found = await context.ports.endpoints.find(inputs.location, inputs.endpoint);
    if (inputs.dryRun) {
        const candidate = candidateOf(context.journal.record, context.emulated);
        return await planCanary(inputs, context, candidate, found, bucket);
    }
    const endpoint = found ?? (await makeEndpoint(inputs, context));
    const uri = (0,ledger_store/* ledgerUri */.c)(bucket, inputs.model, (0,resource_name/* idOf */.TH)(endpoint.name));
    const store = await (0,ledger_store/* openLedger */.au)(context.ports, uri, endpoint.name);
    if (inputs.operation === 'observe')
        return await look_back_observe(inputs, context, endpoint, store);
    if (inputs.operation === 'replay')
        return await judgeAgain(inputs, context, store);
    const session = {
        inputs,
        context,
        releaseId,
        endpoint: endpoint.name,
        store,
        pace: inputs.wait && inputs.operation !== 'reconcile' ? 'to_the_end' : 'one_tick',
    };
    try {
        return await goOn(session, endpoint);
    }
    catch (error) {
        throw await explainCancelled(session, error);
    }
    finally {
        await (0,takeover/* giveBack */.F5)(session);
    }
}
async function makeEndpoint(inputs, context) {
    if (inputs.operation !== 'run') {
        throw new errors_error/* ReleaseError */.K2('RESOURCE_NOT_FOUND', `there is no endpoint "${inputs.endpoint}"`);
    }
    refuseUnasked(inputs);
    candidateOf(context.journal.record, context.emulated);
    return await createEndpoint(inputs, context);
}
async function goOn(session, endpoint) {
    const { store, releaseId, inputs } = session;
    const { operation } = inputs;
    (0,claim/* refuseOther */.h)(store.ledger, releaseId, endpoint.name);
    if (operation === 'approve')
        return await approveNext(session);
    if (operation === 'roll_back')
        return asAsked(await rollBack(session, endpoint));
    const { active, bootstrap } = store.ledger;
    if (active !== undefined || bootstrap !== undefined) {
        const holder = store.holder();
        if (holder !== undefined && operation !== 'promote')
            throw (0,ledger_store/* heldByRunner */.pK)(holder, endpoint.name);
        await (0,takeover/* takeOver */.w9)(session);
        await noteWhereabouts(session);
    }
    if (active !== undefined) {
        if (operation === 'promote')
            return await promote(session, active);
        if (operation === 'resume')
            await acknowledge(session, active);
        return await driveCanary(session);
    }
    if (bootstrap !== undefined)
        return await driveBootstrap(session, bootstrap, 'repeated');
    const finished = (0,canary_ledger/* findFinished */.ML)(store.ledger, releaseId);
    if (finished !== undefined && (0,outcome/* isFinal */.d)(finished.outcome)) {
        return resultOfFinished(finished, endpoint.name);
    }
    if (operation !== 'run')
        refuseWithoutCanary(session);
    return await run_begin(session, endpoint);
}
function asAsked(result) {
    return result.outcome === 'rolled_back' ? { ...result, verdict: 'pass' } : result;
}
async function run_begin(session, endpoint) {
    const { context, inputs, store } = session;
    const candidate = candidateOf(context.journal.record, context.emulated);
    const situation = situationOf(endpoint, candidate, inputs);
    await noteWhereabouts(session);
    switch (situation.kind) {
        case 'already_serves':
            return await alreadyServes(session, endpoint, situation.deployed);
        case 'contest':
            await openCanary(session, endpoint, situation.champion, candidate);
            return await driveCanary(session);
        case 'empty': {
            await openBootstrap(session, candidate);
            const { bootstrap } = store.ledger;
            if (bootstrap === undefined)
                throw new errors_error/* ReleaseError */.K2('INTERNAL', 'the claim was not stored');
            return await driveBootstrap(session, bootstrap, 'first');
        }
    }
}
async function alreadyServes(session, endpoint, deployed) {
    const { clock, host } = session.context.ports;
    const version = armOf(deployed);
    const reason = `${(0,resource_name/* idOf */.TH)(endpoint.name)} already serves ${describeArm(version)}`;
    host.say(`${reason}: nothing to do`);
    await crown(session, version);
    const now = clock.now();
    const split = { ...endpoint.split };
    const nothing = { exposedRequests: 0, logEvidence: 0, shifts: [] };
    const finished = {
        releaseId: session.releaseId,
        outcome: 'promoted',
        reason,
        startedAt: now,
        endedAt: now,
        challenger: version,
        recordedSplit: split,
        finalSplit: split,
        ...nothing,
    };
    return { ...resultOfFinished(finished, endpoint.name), summary: reason };
}
async function noteWhereabouts({ context, endpoint, releaseId, store, }) {
    const known = context.journal.record.steps['canary-promote']?.progress ?? {};
    if (known['ledger'] === store.uri)
        return;
    await context.journal.note('canary-promote', {
        endpoint,
        ledger: store.uri,
        deployedModelId: (0,deployed_model_id/* deployedModelIdOf */._)(releaseId, (0,resource_name/* idOf */.TH)(endpoint)),
    });
}
async function explainCancelled(session, error) {
    if (!(error instanceof errors_error/* ReleaseError */.K2) || error.code !== 'CANCELLED')
        return error;
    const endpoint = await (0,canary_session/* readEndpoint */.KW)(session).catch(() => undefined);
    const split = endpoint === undefined ? 'as its ledger says' : describeSplit(endpoint.split);
    return new errors_error/* ReleaseError */.K2('CANCELLED', `cancelled: ${(0,resource_name/* idOf */.TH)(session.endpoint)} stays at ${split}, release ${session.releaseId} holds it`, {
        cause: error,
        mend: 'Run the same command again to go on, or with operation: roll_back to restore the recorded split.',
    });
}


/***/ }),

/***/ 35827:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F5: () => (/* binding */ giveBack),
/* harmony export */   nb: () => (/* binding */ awaitLease),
/* harmony export */   w9: () => (/* binding */ takeOver)
/* harmony export */ });
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27660);
/* harmony import */ var _vertex_labels_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(72336);
/* harmony import */ var _vertex_resource_name_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(96651);
/* harmony import */ var _canary_session_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35175);
/* harmony import */ var _ledger_store_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(12547);





const pollMs = 10_000;
const patience = 5;
async function awaitLease(store, endpoint, { ports, signal }) {
    const { clock, host } = ports;
    const first = store.holder();
    for (let held = first; held !== undefined; held = store.holder()) {
        const isRenewed = held.owner !== first?.owner || held.expiresAt > first.expiresAt;
        if (isRenewed)
            throw (0,_ledger_store_js__WEBPACK_IMPORTED_MODULE_4__/* .heldByRunner */ .pK)(held, endpoint);
        host.progress(`${held.owner} may be at work or dead: its lease tells`);
        await clock.sleep(Math.min(Math.max(1, held.expiresAt - clock.now()), pollMs), signal);
        await store.refresh();
    }
}
async function takeOver(session) {
    const { store, context } = session;
    const { runner } = context.ports.host;
    const before = store.ledger.lease;
    if (before?.owner === runner.name)
        return;
    await store.seize();
    if (before === undefined)
        return;
    context.ports.host.say(`endpoint ${(0,_vertex_resource_name_js__WEBPACK_IMPORTED_MODULE_2__/* .idOf */ .TH)(session.endpoint)}: taken over from ${before.owner}`);
    await fence(session, `${runner.name} ${context.ports.clock.now()}`);
}
async function fence(session, mark) {
    for (let attempts = 1;; attempts += 1) {
        const endpoint = await (0,_canary_session_js__WEBPACK_IMPORTED_MODULE_3__/* .readEndpoint */ .KW)(session);
        const labels = { ...endpoint.labels, [_vertex_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .runnerLabel */ .Fx]: (0,_vertex_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .toLabelValue */ .NN)(mark) };
        try {
            await session.context.ports.endpoints.update(endpoint, { labels });
            return;
        }
        catch (error) {
            if (!(0,_ledger_store_js__WEBPACK_IMPORTED_MODULE_4__/* .isConflict */ .dh)(error) || attempts >= patience)
                throw error;
        }
    }
}
async function giveBack({ store, context }) {
    try {
        await store.release();
    }
    catch (error) {
        if (!(error instanceof _errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ReleaseError */ .K2))
            throw error;
        context.ports.host.debug(`the lease was not given back: ${error.message}`);
    }
}


/***/ }),

/***/ 84924:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ resumable)
/* harmony export */ });
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27660);

async function resumable({ journal }, step, key, begin, finish) {
    const known = journal.record.steps[step]?.progress[key];
    if (typeof known === 'string') {
        try {
            return await finish(known);
        }
        catch (error) {
            if (!isOver(error))
                throw error;
        }
    }
    const operation = await begin();
    await journal.note(step, { [key]: operation });
    return await finish(operation);
}
function isOver(error) {
    return (error instanceof _errors_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ReleaseError */ .K2 &&
        (error.code === 'RESOURCE_NOT_FOUND' || error.code === 'OPERATION_FAILED'));
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


/***/ }),

/***/ 14346:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ab: () => (/* binding */ challengerAlias),
/* harmony export */   k2: () => (/* binding */ defaultAlias),
/* harmony export */   wW: () => (/* binding */ championAlias)
/* harmony export */ });
const championAlias = 'champion';
const challengerAlias = 'challenger';
const defaultAlias = 'default';


/***/ })

};
;