"use strict";
exports.id = 77;
exports.ids = [77];
exports.modules = {

/***/ 7077:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runCanaryPromote: () => (/* binding */ runCanaryPromote)
});

// EXTERNAL MODULE: ./lib/canary/ledger.js
var canary_ledger = __webpack_require__(684);
// EXTERNAL MODULE: ./lib/errors/error.js
var errors_error = __webpack_require__(7660);
// EXTERNAL MODULE: ./lib/release/outcome.js
var outcome = __webpack_require__(9342);
// EXTERNAL MODULE: ./lib/vertex/deployed-model-id.js
var deployed_model_id = __webpack_require__(6323);
// EXTERNAL MODULE: ./lib/vertex/resource-name.js
var resource_name = __webpack_require__(6651);
// EXTERNAL MODULE: ./lib/vertex/model.js
var model = __webpack_require__(4346);
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
var vertex_endpoint = __webpack_require__(4230);
// EXTERNAL MODULE: ./lib/vertex/labels.js
var vertex_labels = __webpack_require__(2336);
// EXTERNAL MODULE: ./lib/vertex/traffic-split.js
var traffic_split = __webpack_require__(5255);
// EXTERNAL MODULE: ./lib/canary/canary-run.js
var canary_run = __webpack_require__(5373);
;// CONCATENATED MODULE: ./lib/steps/canary-promote/canary-session.js


async function readEndpoint({ context, endpoint }) {
    const found = await context.ports.endpoints.get(endpoint);
    if (found !== undefined)
        return found;
    throw new errors_error/* ReleaseError */.K2('RESOURCE_NOT_FOUND', `endpoint ${endpoint} does not exist any more`);
}
async function saveRun({ store }, run) {
    await store.save({ ...store.ledger, active: run });
    return run;
}
async function saveLedger({ store }, ledger) {
    await store.save(ledger);
}
async function awaitOperation({ context, inputs }, operation) {
    const { ports, signal } = context;
    await ports.endpoints.awaitChange(operation, {
        timeoutMs: inputs.deployTimeoutMs,
        signal,
        onStage: (stage) => ports.host.progress(`Vertex AI: ${stage.toLowerCase().replaceAll('_', ' ')}`),
    });
}
function refuseCancelled({ context }) {
    if (context.signal.aborted)
        throw new errors_error/* ReleaseError */.K2('CANCELLED', 'the run was cancelled');
}

// EXTERNAL MODULE: ./lib/canary/look.js
var canary_look = __webpack_require__(6270);
// EXTERNAL MODULE: ./lib/canary/reason.js
var reason = __webpack_require__(885);
// EXTERNAL MODULE: ./lib/units/time.js
var time = __webpack_require__(5091);
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

// EXTERNAL MODULE: ./lib/canary/calendar.js
var calendar = __webpack_require__(9871);
// EXTERNAL MODULE: ./lib/canary/judge.js + 5 modules
var judge = __webpack_require__(9800);
;// CONCATENATED MODULE: ./lib/canary/detectable.js


const powerQuantile = 1.6449;
function detectableFault(settings, windows) {
    const championRequests = sum(windows, (window) => window.championRequests);
    if (championRequests === 0)
        return { kind: 'none' };
    const rate0 = sum(windows, (window) => window.championErrors) / championRequests;
    const shown = judge/* alternatives */.Vo.map((_, j) => evidenceIn(settings, windows, j));
    const isFound = (rate) => shown.some((evidence) => evidence(rate, rate0) >= 0);
    if (!isFound(1))
        return { kind: 'none' };
    const rate = smallest(isFound, rate0);
    return rate0 === 0 ? { kind: 'rate', rate } : { kind: 'ratio', ratio: rate / rate0, rate };
}
function evidenceIn(settings, windows, alternative) {
    const { odds = 1, prior = 1 } = judge/* alternatives */.Vo[alternative] ?? {};
    const { alpha, marginOdds } = settings;
    const price = -Math.log(prior * (0,calendar/* startMass */.x)(settings.calendar, 0, 0));
    const slope = Math.log(odds);
    let challengerGain = 0;
    let championGain = 0;
    let challengerSpread = 0;
    let championSpread = 0;
    for (const window of windows) {
        const requests = window.challengerRequests + window.championRequests;
        if (requests === 0)
            continue;
        const share = window.challengerRequests / requests;
        const temper = (0,judge/* tempering */.s7)(settings.correlation, window);
        const perError = temper * (Math.log1p(share * (odds * marginOdds - 1)) - Math.log1p(share * (marginOdds - 1)));
        const perChallengerError = temper * slope - perError;
        challengerGain += window.challengerRequests * perChallengerError;
        challengerSpread += window.challengerRequests * perChallengerError ** 2;
        championGain -= window.championRequests * perError;
        championSpread += window.championRequests * perError ** 2;
    }
    return (rate, championRate) => {
        const expected = challengerGain * rate + championGain * championRate;
        const variance = challengerSpread * rate * (1 - rate) + championSpread * championRate * (1 - championRate);
        return expected - powerQuantile * Math.sqrt(variance) - (0,judge/* logLimit */.Oe)(alpha) - price;
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

// EXTERNAL MODULE: ./lib/canary/window.js
var canary_window = __webpack_require__(4669);
// EXTERNAL MODULE: ./lib/ports/clock.js
var clock = __webpack_require__(2309);
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
        evidence: evidenceOf(run),
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
        evidence: { ...evidenceOf(run), reason: why },
    };
}
function evidenceOf(run) {
    const settings = (0,canary_run/* settingsOf */.f5)(run);
    const counted = run.windows.filter(canary_window/* isCounted */.he);
    return {
        plan: run.plan,
        startedAt: (0,clock/* isoTime */.L)(run.startedAt),
        correlation: { ...run.correlation },
        shifts: tellShifts(run.shifts),
        ...(run.restoredAt === undefined ? {} : { restoredAt: (0,clock/* isoTime */.L)(run.restoredAt) }),
        looks: run.looks.slice(-toldLooks).map(toJson),
        final: {
            logEvidence: run.judge.logEvidence,
            logLimit: (0,judge/* logLimit */.Oe)(settings.alpha),
            pValue: (0,judge/* pValue */.sp)(settings, run.judge),
            windows: counted.length,
            missingWindows: run.windows.length - counted.length,
            challenger: (0,canary_window/* sumOf */.XN)(run.windows, 'challenger'),
            champion: (0,canary_window/* sumOf */.XN)(run.windows, 'champion'),
            detectable: { ...detectableFault(settings, counted.map(canary_window/* toJudged */.J6)) },
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

;// CONCATENATED MODULE: ./lib/steps/canary-promote/bootstrap.js












async function openBootstrap(session, candidate) {
    const { context, releaseId, endpoint, store } = session;
    const deployedModelId = (0,deployed_model_id/* deployedModelIdOf */._)(releaseId, (0,resource_name/* idOf */.TH)(endpoint));
    context.ports.host.say(`endpoint ${(0,resource_name/* idOf */.TH)(endpoint)} serves nothing: ${describeArm(candidate)} is its first model and gets all traffic, there is nothing to compare it with`);
    const startedAt = context.ports.clock.now();
    await saveLedger(session, {
        ...store.ledger,
        bootstrap: { releaseId, startedAt, challenger: { deployedModelId, ...candidate } },
    });
}
async function driveBootstrap(session, bootstrap, attempt) {
    const endpoint = await deployFirst(session, bootstrap, attempt);
    const serving = await giveAll(session, endpoint, bootstrap.challenger.deployedModelId);
    await label(session, serving);
    await crown(session, bootstrap.challenger);
    const summary = summarise(session, bootstrap);
    await saveLedger(session, (0,canary_ledger/* finishRelease */.pp)(session.store.ledger, summary));
    return resultOfFinished(summary, session.endpoint);
}
async function deployFirst(session, opened, attempt) {
    const { store } = session;
    for (let bootstrap = opened;; bootstrap = store.ledger.bootstrap ?? opened) {
        refuseCancelled(session);
        const endpoint = await readEndpoint(session);
        if ((0,vertex_endpoint/* findDeployed */._)(endpoint, bootstrap.challenger.deployedModelId) !== undefined)
            return endpoint;
        if (endpoint.deployed.length > 0)
            throw takenMeanwhile(session.endpoint);
        if (bootstrap.operation !== undefined) {
            await seeThrough(session, bootstrap, bootstrap.operation);
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
    await saveLedger(session, { ...store.ledger, bootstrap: { ...bootstrap, operation } });
}
async function abandon(session) {
    const { bootstrap: _, ...free } = session.store.ledger;
    await saveLedger(session, free);
}
async function seeThrough(session, bootstrap, operation) {
    const { store } = session;
    try {
        await awaitOperation(session, operation);
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
    await saveLedger(session, { ...store.ledger, bootstrap: seen });
}
async function giveAll(session, endpoint, id) {
    const all = { [id]: 100 };
    if ((0,traffic_split/* equalSplits */.Mu)(endpoint.split, all))
        return endpoint;
    const { host, endpoints } = session.context.ports;
    host.say(splitLine(endpoint.name, endpoint.split, all));
    await endpoints.setSplit(endpoint, all);
    return await readEndpoint(session);
}
async function label(session, endpoint) {
    if ((0,vertex_labels/* isManaged */.yF)(endpoint.labels))
        return;
    const { host, endpoints } = session.context.ports;
    host.say(`endpoint ${(0,resource_name/* idOf */.TH)(endpoint.name)}: label ${vertex_labels/* managedLabel */.C8}=${vertex_labels/* managedValue */.TK}`);
    await endpoints.setLabels(endpoint, { ...endpoint.labels, [vertex_labels/* managedLabel */.C8]: vertex_labels/* managedValue */.TK });
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

// EXTERNAL MODULE: ./lib/canary/correlation.js
var canary_correlation = __webpack_require__(3241);
;// CONCATENATED MODULE: ./lib/canary/assessment.js






const hardStopRequests = 20;
function assess(run, shift, metrics, now) {
    const settings = (0,canary_run/* settingsOf */.f5)(run);
    const { decision, reasons } = decide(run, shift, metrics, now);
    return {
        at: now,
        step: shift.step,
        percent: shift.percent,
        decision,
        reasons,
        evidence: {
            logEvidence: run.judge.logEvidence,
            logLimit: (0,judge/* logLimit */.Oe)(settings.alpha),
            pValue: (0,judge/* pValue */.sp)(settings, run.judge),
        },
        windows: tallyStep(run, shift.step),
        challenger: (0,canary_window/* sumOf */.XN)(run.windows, 'challenger'),
        champion: (0,canary_window/* sumOf */.XN)(run.windows, 'champion'),
    };
}
function harmIn(run) {
    const { harm, logEvidence } = run.judge;
    if (harm !== undefined) {
        const percent = run.plan.steps[harm.step] ?? 100;
        return (0,reason/* harmFound */.$X)(logEvidence, (0,judge/* logLimit */.Oe)(run.plan.alpha), percent);
    }
    const { requests, errors } = (0,canary_window/* sumOf */.XN)(run.windows, 'challenger');
    return requests >= hardStopRequests && errors === requests ? (0,reason/* allFailed */.H$)(requests) : undefined;
}
function isDueBack(run) {
    if (run.ending?.kind === 'roll_back')
        return run.restoredAt === undefined;
    return run.ending?.by !== 'person' && harmIn(run) !== undefined;
}
function bakeEnds({ plan }, shift) {
    return { earliest: shift.at + plan.minBakeMs, latest: shift.at + plan.maxBakeMs };
}
function decide(run, shift, metrics, now) {
    const harm = harmIn(run);
    if (harm !== undefined)
        return { decision: 'roll_back', reasons: [harm] };
    if (now >= (0,canary_run/* deadlineOf */.G0)(run)) {
        return { decision: 'roll_back', reasons: [(0,reason/* deadlinePassed */.Hx)((0,canary_run/* deadlineOf */.G0)(run))] };
    }
    const lacking = whatIsLacking(run, shift, metrics, now);
    const remarks = remarksOn(run, shift);
    if (lacking.length === 0) {
        return { decision: 'advance', reasons: [passed(run, shift, now), ...remarks] };
    }
    if (now < bakeEnds(run, shift).latest) {
        return { decision: 'continue', reasons: [...lacking, ...remarks] };
    }
    const reasons = [(0,reason/* bakeExceeded */.Pn)(run.plan.maxBakeMs), ...lacking, ...remarks];
    return { decision: decisionOf[run.plan.onInconclusive], reasons };
}
const decisionOf = { hold: 'hold', promote: 'advance', roll_back: 'roll_back' };
function whatIsLacking(run, shift, metrics, now) {
    const { earliest } = bakeEnds(run, shift);
    const { served } = tallyStep(run, shift.step);
    const { minWindows } = run.plan;
    return [
        ...(now < earliest ? [(0,reason/* stillBaking */.HM)(earliest)] : []),
        ...(served < minWindows ? [(0,reason/* tooFewWindows */.UW)(served, minWindows)] : []),
        ...(metrics === 'unreadable' ? [(0,reason/* metricsUnreadable */.$N)()] : []),
    ];
}
function remarksOn(run, shift) {
    const { missing } = tallyStep(run, shift.step);
    const { correlation } = run;
    return [
        ...(missing > 0 ? [(0,reason/* windowsMissing */.mv)(missing)] : []),
        ...(correlation.kind === 'unknown'
            ? [(0,reason/* correlationUnknown */.$4)(correlation.windows, canary_correlation/* fewestWindows */._2)]
            : []),
    ];
}
function passed(run, shift, now) {
    const counted = run.windows.filter(canary_window/* isCounted */.he);
    const fault = detectableFault((0,canary_run/* settingsOf */.f5)(run), counted.map(canary_window/* toJudged */.J6));
    return (0,reason/* noHarmFound */.cl)(tallyStep(run, shift.step).settled, now - shift.at, fault);
}
function tallyStep(run, step) {
    const ofStep = run.windows.filter((window) => window.step === step);
    const counted = ofStep.filter(canary_window/* isCounted */.he);
    return {
        settled: ofStep.length,
        served: counted.filter(({ challenger }) => challenger.requests > 0).length,
        missing: ofStep.length - counted.length,
    };
}

// EXTERNAL MODULE: ./lib/canary/plan.js
var canary_plan = __webpack_require__(4854);
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
    const current = stepSpans(run).at(-1);
    if (current === undefined)
        return undefined;
    const recorded = run.windows.at(-1)?.start ?? -Infinity;
    return Math.max(current.first, recorded + windowMs) + windowMs + settleMs;
}
function recordWindows(run, windows) {
    const settings = (0,canary_plan/* judgeSettings */.$z)(run.plan, run.correlation);
    return {
        ...run,
        windows: [...run.windows, ...windows],
        judge: (0,judge/* judgeWindows */.BK)(settings, windows.filter(canary_window/* isCounted */.he).map(canary_window/* toJudged */.J6), run.judge),
    };
}
function stepSpans(run) {
    const { windowMs, warmupMs } = run.plan;
    return run.shifts.flatMap(({ step, percent, at }, i) => {
        if (percent >= 100)
            return [];
        const first = Math.ceil((at + warmupMs) / windowMs) * windowMs;
        return [{ step, first, end: run.shifts[i + 1]?.beganAt ?? pendingChangeAt(run) }];
    });
}
function pendingChangeAt(run) {
    if (run.ending?.kind === 'roll_back')
        return run.ending.at;
    return run.intent?.kind === 'shift' ? run.intent.beganAt : Infinity;
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
        return { kind: 'roll_back', reasons: [urgent], ...look };
    }
    if (!isDeployed(run, 'challenger', observed))
        return { kind: 'deploy' };
    if (shift === undefined)
        return shiftTo(run, 0);
    const due = observed.metrics === 'readable' ? dueWindows(run, now) : [];
    if (due.length > 0)
        return { kind: 'look', windows: due };
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
            const isLast = run.plan.steps[shift.step + 1] === 100;
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
        const until = Math.min(shift.at + run.plan.keepStableMs, (0,canary_run/* deadlineOf */.G0)(run));
        if (now < until)
            return waitForLateWindow(run, shift, until, now);
        return { kind: 'undeploy', deployedModelId: run.champion.deployedModelId };
    }
    if (run.aliases !== 'moved')
        return { kind: 'move_aliases' };
    return { kind: 'done', outcome: 'promoted' };
}
function judgeLateWindows(run, observed, now) {
    if (run.ending?.by !== 'judge')
        return undefined;
    const harm = harmIn(run);
    if (harm !== undefined)
        return { kind: 'roll_back', reasons: [harm] };
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
function waitForLateWindow(run, shift, stableUntil, now) {
    const settles = nextSettleAt(run);
    const ends = [{ until: stableUntil, why: 'the old champion can be undeployed' }];
    if (settles !== undefined && settles <= shift.beganAt + run.plan.settleMs) {
        ends.push({ until: settles, why: 'the last windows settle' });
    }
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

const keptLooks = 100;
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
function underWay(run, operation) {
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
function recordLook(run, look) {
    const previous = run.looks.at(-1);
    if (previous !== undefined && isSameLook(previous, look))
        return run;
    return { ...run, looks: [...run.looks, look].slice(-keptLooks) };
}
function isSameLook(a, b) {
    return a.step === b.step && a.decision === b.decision && a.windows.settled === b.windows.settled;
}

// EXTERNAL MODULE: ./lib/steps/canary-promote/ledger-store.js
var ledger_store = __webpack_require__(2547);
;// CONCATENATED MODULE: ./lib/steps/canary-promote/changes.js













async function applyChange(session, before, change, endpoint) {
    const { host, clock } = session.context.ports;
    const run = withLook(session, before, change);
    switch (change.kind) {
        case 'confirm':
            await saveRun(session, transition_confirm(run, clock.now()));
            return;
        case 'await':
            await changes_seeThrough(session, run, change.operation);
            return;
        case 'deploy':
            await deploy(session, run);
            return;
        case 'undeploy':
            await undeploy(session, run, change.deployedModelId);
            return;
        case 'shift': {
            const { step, percent, from, to } = change;
            const beganAt = clock.now();
            await saveRun(session, intend(run, { kind: 'shift', beganAt, step, percent, from, to }));
            await setSplit(session, endpoint, to);
            return;
        }
        case 'restore':
            await setSplit(session, endpoint, change.to);
            return;
        case 'promote':
            host.say(`promote: ${(0,reason/* describeReasons */.nl)(change.reasons)}`);
            await saveRun(session, decideEnding(run, 'promote', 'judge', change.reasons, clock.now()));
            return;
        case 'roll_back':
            host.warn(`roll back: ${(0,reason/* describeReasons */.nl)(change.reasons)}`);
            await saveRun(session, decideEnding(run, 'roll_back', 'judge', change.reasons, clock.now()));
            return;
        case 'move_aliases':
            await (run.ending?.kind === 'promote'
                ? crown(session, run.challenger)
                : dethrone(session, run));
            await saveRun(session, { ...run, aliases: 'moved' });
    }
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
    const intended = await saveRun(session, intend(run, { kind: 'deploy', beganAt }));
    await changes_begin(session, run, intended, () => startDeployment(session, run.challenger, 'none'));
}
async function undeploy(session, run, deployedModelId) {
    const { host, clock, endpoints } = session.context.ports;
    const intent = { kind: 'undeploy', beganAt: clock.now(), deployedModelId };
    const intended = await saveRun(session, intend(run, intent));
    host.say(`endpoint ${(0,resource_name/* idOf */.TH)(session.endpoint)}: undeploy ${deployedModelId}`);
    await changes_begin(session, run, intended, () => endpoints.startUndeploy(session.endpoint, deployedModelId));
}
async function changes_begin(session, before, intended, start) {
    const { intent } = intended;
    const isRepeated = before.intent !== undefined && before.intent.kind === intent?.kind;
    let operation;
    try {
        operation = await start();
    }
    catch (refusal) {
        if (isRepeated)
            return await bearRefusal(session, refusal, intent?.beganAt ?? 0);
        if (isRefusal(refusal))
            await changes_abandon(session, intended);
        throw refusal;
    }
    await changes_seeThrough(session, await saveRun(session, underWay(intended, operation)), operation);
}
async function changes_seeThrough(session, run, operation) {
    try {
        await awaitOperation(session, operation);
    }
    catch (error) {
        if (!isOver(error))
            throw error;
        await changes_abandon(session, run);
        if (error.code === 'OPERATION_FAILED' && run.ending?.kind !== 'roll_back')
            throw error;
        return;
    }
    const { deployed } = await readEndpoint(session);
    const isThere = deployed.some(({ id }) => id === run.challenger.deployedModelId);
    const isInForce = run.intent?.kind !== 'deploy' || isThere;
    const { clock } = session.context.ports;
    await saveRun(session, isInForce ? transition_confirm(run, clock.now()) : forgetIntent(run));
}
async function changes_abandon(session, run) {
    const idle = await saveRun(session, forgetIntent(run));
    if (run.intent?.kind !== 'deploy' || run.ending?.kind === 'roll_back')
        return;
    const now = session.context.ports.clock.now();
    const summary = summariseRun(idle, 'failed', run.recordedSplit, now);
    await saveLedger(session, (0,canary_ledger/* finishRelease */.pp)(session.store.ledger, summary));
}
function isOver(error) {
    return (error instanceof errors_error/* ReleaseError */.K2 &&
        (error.code === 'OPERATION_FAILED' || error.code === 'RESOURCE_NOT_FOUND'));
}
async function setSplit(session, endpoint, split) {
    const { host, endpoints } = session.context.ports;
    if ((0,traffic_split/* equalSplits */.Mu)(endpoint.split, split))
        return;
    host.say(splitLine(endpoint.name, endpoint.split, split));
    try {
        await endpoints.setSplit(endpoint, split);
    }
    catch (error) {
        if (!(0,ledger_store/* isConflict */.dh)(error))
            throw error;
        host.warn(`endpoint ${(0,resource_name/* idOf */.TH)(endpoint.name)} was changed meanwhile: reading it again`);
    }
}

;// CONCATENATED MODULE: ./lib/steps/canary-promote/window-counts.js
function countWindows(run, due, responses) {
    return due.map(({ step, index, start }) => {
        const inWindow = responses.filter((response) => response.start === start);
        const challenger = inWindow.filter(isOf(run.challenger.deployedModelId));
        const champion = inWindow.filter(isOf(run.champion.deployedModelId));
        if (challenger.length + champion.length === 0)
            return { kind: 'missing', step, index, start };
        return {
            kind: 'counted',
            step,
            index,
            start,
            challenger: countResponses(challenger),
            champion: countResponses(champion),
        };
    });
}
function countPeriods(deployedModelId, responses) {
    const own = Map.groupBy(responses.filter(isOf(deployedModelId)), ({ start }) => start);
    return [...own].map(([start, counts]) => ({ start, ...countResponses(counts) }));
}
function countResponses(responses) {
    const count = (responseClass) => responses
        .filter((response) => responseClass === undefined || response.responseClass === responseClass)
        .reduce((sum, response) => sum + response.count, 0);
    return { requests: count(), errors: count('5xx'), clientErrors: count('4xx') };
}
function isOf(deployedModelId) {
    return (response) => response.deployedModelId === deployedModelId;
}

;// CONCATENATED MODULE: ./lib/steps/canary-promote/history.js


const historyWindows = 1_440;
async function readHistory(endpoint, deployedModelId, { windowMs, settleMs }, { ports }) {
    const end = Math.floor((ports.clock.now() - settleMs) / windowMs) * windowMs;
    const interval = { start: end - historyWindows * windowMs, end, periodMs: windowMs };
    try {
        return countPeriods(deployedModelId, await ports.metrics.responses(endpoint, interval));
    }
    catch (error) {
        if (!isUnreadable(error))
            throw error;
        ports.host.warn(`the champion's past metrics could not be read: ${error.message}`);
        return [];
    }
}
function isUnreadable(error) {
    return error instanceof errors_error/* ReleaseError */.K2 && error.code === 'EVIDENCE_UNREADABLE';
}

;// CONCATENATED MODULE: ./lib/steps/canary-promote/drive.js














const longestSleepMs = 60_000;
const patience = 5;
async function driveCanary(session) {
    const { store } = session;
    let progress = { metrics: 'readable', outage: 'none', repeated: 0 };
    for (let collisions = 0;;) {
        try {
            const turn = await takeTurn(session, progress);
            if (turn.kind === 'over')
                return turn.result;
            progress = turn.progress;
            collisions = 0;
        }
        catch (error) {
            collisions += 1;
            if (store.state !== 'outdated' || collisions >= patience)
                throw error;
            await store.refresh();
        }
    }
}
async function takeTurn(session, progress) {
    const { store, releaseId, context } = session;
    const { clock } = context.ports;
    const run = store.ledger.active;
    if (run === undefined || run.releaseId !== releaseId)
        return over(endedElsewhere(session));
    if (!isDueBack(run))
        refuseCancelled(session);
    const endpoint = await readEndpoint(session);
    const observed = observe(endpoint, progress.metrics);
    const action = nextAction(run, observed, clock.now());
    const repeated = isRepetition(progress.previous, action) ? progress.repeated + 1 : 0;
    if (repeated >= patience)
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
        case 'wait':
            await wait(session, action);
            return goesOn({ ...next, metrics: 'readable' });
        default:
            await applyChange(session, run, action, endpoint);
            return goesOn(next);
    }
}
function over(result) {
    return { kind: 'over', result };
}
function goesOn(progress) {
    return { kind: 'goes_on', progress };
}
async function finish(session, run, outcome, { split }) {
    const summary = summariseRun(run, outcome, split, session.context.ports.clock.now());
    await saveLedger(session, (0,canary_ledger/* finishRelease */.pp)(session.store.ledger, summary));
    return resultOfFinished(summary, session.endpoint);
}
function observe(endpoint, metrics) {
    return { split: endpoint.split, deployed: endpoint.deployed.map(({ id }) => id), metrics };
}
async function look(session, run, { windows }, observed, outage) {
    const { metrics, host, clock } = session.context.ports;
    const { windowMs } = run.plan;
    const start = windows[0]?.start ?? 0;
    const end = (windows.at(-1)?.start ?? 0) + windowMs;
    let responses;
    try {
        responses = await metrics.responses(session.endpoint, { start, end, periodMs: windowMs });
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
    const recorded = recordWindows(run, countWindows(run, windows, responses));
    const next = nextAction(recorded, observed, clock.now());
    const seen = 'look' in next ? next.look : undefined;
    if (seen !== undefined) {
        host.say(lookLine(seen, next.kind === 'wait' ? next.until : undefined));
    }
    await saveRun(session, seen === undefined ? recorded : recordLook(recorded, seen));
    return 'readable';
}
async function hold(session, run, { reasons, look: seen }, endpoint) {
    const { host } = session.context.ports;
    const recorded = seen === undefined ? run : recordLook(run, seen);
    if (recorded !== run)
        await saveRun(session, recorded);
    const result = heldResult(recorded, reasons, endpoint.split, session.endpoint);
    host.warn(result.summary);
    return result;
}
async function wait({ context, store }, { until, why }) {
    const { clock, host } = context.ports;
    host.progress(`${why}: ${(0,time/* formatTimeOfDay */.q)(until)}`);
    await clock.sleep(Math.max(1, Math.min(until - clock.now(), longestSleepMs)), context.signal);
    await store.refresh();
}
function endedElsewhere({ store, releaseId, endpoint }) {
    const finished = (0,canary_ledger/* findFinished */.ML)(store.ledger, releaseId);
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
var duration = __webpack_require__(9462);
// EXTERNAL MODULE: ./lib/steps/resumable.js
var resumable = __webpack_require__(4924);
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

;// CONCATENATED MODULE: ./lib/steps/canary-promote/inputs.js



const shortestWindowMs = 60_000;
function planOf(inputs) {
    const { steps, minBakeMs, maxBakeMs, minWindows, windowMs, settleMs, warmupMs } = inputs;
    const { alpha, marginOdds, onInconclusive, keepStableMs, deadlineMs } = inputs;
    return {
        steps: [...steps],
        minBakeMs,
        maxBakeMs,
        minWindows,
        windowMs,
        settleMs,
        warmupMs,
        alpha,
        marginOdds,
        gate: 'time',
        onInconclusive,
        keepStableMs,
        deadlineMs,
    };
}
function requireInputs(inputs, emulated) {
    const problems = inputs.operation === 'run' ? (0,canary_plan/* planProblems */.s4)(planOf(inputs)) : [];
    if (inputs.windowMs < shortestWindowMs && !emulated) {
        problems.push({
            where: 'window',
            expected: 'at least 60s, the shortest period of Cloud Monitoring',
            found: `${inputs.windowMs}ms`,
            mend: 'Only the embedded Vertex has shorter ones.',
        });
    }
    const { bucket } = inputs;
    if (bucket === undefined || bucket === '') {
        problems.push({ where: 'bucket', expected: 'a bucket for the ledger of the endpoint' });
    }
    (0,errors_error/* refuseProblems */.nN)('canary_promote', problems);
    return bucket ?? '';
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
    const { inputs, context, releaseId } = session;
    const { host, clock } = context.ports;
    const endpoint = await takeOver(session, found, champion);
    const history = await readHistory(endpoint.name, champion.id, inputs, context);
    const run = (0,canary_run/* openRun */.Iy)({
        releaseId,
        champion: armOf(champion),
        challenger: {
            deployedModelId: (0,deployed_model_id/* deployedModelIdOf */._)(releaseId, (0,resource_name/* idOf */.TH)(endpoint.name)),
            ...candidate,
        },
        recordedSplit: { ...endpoint.split },
        recordedModels: [],
        plan: planOf(inputs),
        correlation: (0,canary_correlation/* estimateCorrelation */.N8)(history, inputs.windowMs),
        startedAt: clock.now(),
    });
    const challengerId = run.challenger.deployedModelId;
    refuseSharing(endpoint, challengerId);
    refuseSmallPool(run, champion.id);
    const recordedModels = endpoint.deployed.map(({ id }) => id).filter((id) => id !== challengerId);
    host.say(`champion ${describeArm(run.champion)} is ${champion.id}, challenger ${describeArm(candidate)} will be ${challengerId}`);
    host.say(describeCorrelation(run.correlation));
    await saveRun(session, { ...run, recordedModels });
}
function describeCorrelation(correlation) {
    if (correlation.kind === 'unknown') {
        return (0,reason/* correlationUnknown */.$4)(correlation.windows, canary_correlation/* fewestWindows */._2).text;
    }
    const { value, windows } = correlation;
    return value === 0
        ? `${windows} past windows of the champion show no correlation between requests`
        : `${windows} past windows of the champion show a correlation of ${value.toPrecision(2)} between requests: evidence is tempered by it`;
}
function armOf({ id, model, modelVersionId }) {
    return { deployedModelId: id, model, versionId: modelVersionId };
}
async function takeOver(session, endpoint, champion) {
    if ((0,vertex_labels/* isManaged */.yF)(endpoint.labels))
        return endpoint;
    const { host, endpoints } = session.context.ports;
    host.say(`endpoint ${(0,resource_name/* idOf */.TH)(endpoint.name)}: adopted, ${describeArm(armOf(champion))} is champion; label ${vertex_labels/* managedLabel */.C8}=${vertex_labels/* managedValue */.TK}`);
    await endpoints.setLabels(endpoint, { ...endpoint.labels, [vertex_labels/* managedLabel */.C8]: vertex_labels/* managedValue */.TK });
    return await readEndpoint(session);
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
    const { ledger } = await (0,ledger_store/* openLedger */.au)(context.ports.objects, uri, endpoint.name);
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
    const { host, clock } = context.ports;
    const { releaseId } = context.journal.record;
    const plan = planOf(inputs);
    const history = await readHistory(endpoint.name, champion.id, inputs, context);
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
        correlation: (0,canary_correlation/* estimateCorrelation */.N8)(history, plan.windowMs),
        startedAt: clock.now(),
    });
    host.say(describeDeployment(run.challenger, inputs.machine, 'none'));
    const settings = (0,canary_plan/* judgeSettings */.$z)(plan, run.correlation);
    const bake = `${(0,duration/* formatDuration */.a)(plan.minBakeMs)} to ${(0,duration/* formatDuration */.a)(plan.maxBakeMs)}`;
    const seen = [];
    let split = run.recordedSplit;
    for (const percent of plan.steps) {
        const next = (0,canary_run/* splitOfStep */.U9)(run, percent);
        host.say(`${percent} %: ${splitLine(endpoint.name, split, next)}`);
        split = next;
        if (percent === 100)
            continue;
        const share = (0,traffic_split/* shareOf */.tC)(next, run.challenger.deployedModelId) / (0,traffic_split/* shareOf */.tC)(run.recordedSplit, champion.id);
        seen.push(...Array.from({ length: (0,canary_plan/* plannedWindows */.AE)(plan) }, () => expected(history, share)));
        const fault = detectableFault(settings, seen);
        const found = fault.kind === 'none'
            ? 'no fault would be found at this traffic'
            : `finds ${(0,reason/* nameFault */.IY)(fault)}`;
        host.say(`  bakes ${bake}, ${plan.minWindows} windows of ${(0,duration/* formatDuration */.a)(plan.windowMs)}; ${found}`);
    }
    host.say(`a healthy challenger is rolled back with probability ${plan.alpha} at most, over all ${(0,canary_plan/* comparedSteps */.t5)(plan)} steps`);
    host.say(`then undeploy ${champion.id} after ${(0,duration/* formatDuration */.a)(plan.keepStableMs)}, alias champion to ${describeArm(candidate)}`);
    if (history.length > 0)
        host.say(`traffic is taken from ${formatCount(history.length)} past windows`);
}
function expected(history, share) {
    const windows = Math.max(1, history.length);
    const requests = history.reduce((sum, period) => sum + period.requests, 0) / windows;
    const errors = history.reduce((sum, period) => sum + period.errors, 0) / windows;
    return {
        challengerRequests: requests * share,
        challengerErrors: errors * share,
        championRequests: requests * (1 - share),
        championErrors: errors * (1 - share),
    };
}
function planned(summary) {
    return { verdict: 'pass', state: 'planned', summary, outputs: {} };
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
    const run = active ?? reopen(session, endpoint);
    const reasons = [(0,reason/* personAsked */.qu)('roll back')];
    const now = context.ports.clock.now();
    await saveRun(session, decideEnding(run, 'roll_back', 'person', reasons, now));
    return await driveCanary(session);
}
async function promote(session, run) {
    const { clock, host } = session.context.ports;
    if (run.ending?.kind === 'roll_back') {
        host.warn('this release is being rolled back already, which is not taken back');
    }
    else if (run.ending === undefined) {
        const reasons = [(0,reason/* personAsked */.qu)('promote')];
        await saveRun(session, decideEnding(run, 'promote', 'person', reasons, clock.now()));
    }
    return await driveCanary(session);
}
function refuseToPromoteNothing({ releaseId, endpoint }) {
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
        throw new errors_error/* ReleaseError */.K2('RESOURCE_NOT_FOUND', `the champion before ${releaseId}, ${(0,resource_name/* idOf */.TH)(champion.model)}@${champion.versionId}, is not deployed on ${(0,resource_name/* idOf */.TH)(endpoint.name)} any more`, { mend: 'Release that version again. A longer keep_stable keeps this way back open.' });
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
    const store = await (0,ledger_store/* openLedger */.au)(context.ports.objects, uri, endpoint.name);
    const session = { inputs, context, releaseId, endpoint: endpoint.name, store };
    try {
        return await goOn(session, endpoint);
    }
    catch (error) {
        throw await explainCancelled(session, error);
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
    const { ledger } = store;
    const holder = (0,canary_ledger/* activeRelease */.G6)(ledger);
    if (holder !== undefined && holder !== releaseId)
        throw (0,ledger_store/* heldByAnother */.oo)(holder, endpoint.name);
    if (inputs.operation === 'roll_back')
        return asAsked(await rollBack(session, endpoint));
    if (ledger.active !== undefined) {
        await noteWhereabouts(session);
        if (inputs.operation === 'promote')
            return await promote(session, ledger.active);
        return await driveCanary(session);
    }
    if (ledger.bootstrap !== undefined) {
        return await driveBootstrap(session, ledger.bootstrap, 'repeated');
    }
    const finished = (0,canary_ledger/* findFinished */.ML)(ledger, releaseId);
    if (finished !== undefined && (0,outcome/* isFinal */.d)(finished.outcome)) {
        return resultOfFinished(finished, endpoint.name);
    }
    if (inputs.operation === 'promote')
        refuseToPromoteNothing(session);
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
    const endpoint = await readEndpoint(session).catch(() => undefined);
    const split = endpoint === undefined ? 'as its ledger says' : describeSplit(endpoint.split);
    return new errors_error/* ReleaseError */.K2('CANCELLED', `cancelled: ${(0,resource_name/* idOf */.TH)(session.endpoint)} stays at ${split}, release ${session.releaseId} holds it`, {
        cause: error,
        mend: 'Run the same command again to go on, or with operation: roll_back to restore the recorded split.',
    });
}


/***/ }),

/***/ 4924:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ resumable)
/* harmony export */ });
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7660);

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

/***/ 6323:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ deployedModelIdOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

function deployedModelIdOf(releaseId, endpointId) {
    const digest = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(`${releaseId}\n${endpointId}`).digest();
    const digits = digest.readBigUInt64BE() % 9000000000n;
    return String(1000000000n + digits);
}


/***/ }),

/***/ 4230:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ findDeployed)
/* harmony export */ });
function findDeployed(endpoint, id) {
    return endpoint.deployed.find((deployed) => deployed.id === id);
}


/***/ }),

/***/ 4346:
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