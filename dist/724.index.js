"use strict";
exports.id = 724;
exports.ids = [724];
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


/***/ })

};
;