"use strict";
exports.id = 525;
exports.ids = [525];
exports.modules = {

/***/ 48525:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   canaryPromoteInputs: () => (/* binding */ canaryPromoteInputs)
/* harmony export */ });
/* harmony import */ var _ratio_input_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35554);

function canaryPromoteInputs(parsed) {
    return {
        location: { projectId: parsed.projectId, region: parsed.region },
        bucket: parsed.bucket,
        model: parsed.model,
        endpoint: parsed.endpoint,
        createEndpoint: parsed.createEndpoint,
        adopt: parsed.adopt,
        labels: parsed.labels,
        machine: {
            machineType: parsed.machineType,
            minReplicaCount: parsed.minReplicaCount,
            maxReplicaCount: parsed.maxReplicaCount,
        },
        steps: [...parsed.steps],
        minBakeMs: parsed.minBake,
        maxBakeMs: parsed.maxBake,
        minWindows: parsed.minWindows,
        windowMs: parsed.window,
        settleMs: parsed.settle,
        warmupMs: parsed.warmup,
        alpha: parsed.alpha,
        marginOdds: parsed.margin,
        gate: parsed.gate,
        beta: parsed.beta,
        maxOddsRatio: parsed.maxOddsRatio,
        maxErrorRate: parsed.maxErrorRate ?? null,
        sloErrorRate: parsed.sloErrorRate ?? null,
        latency: parsed.latency,
        latencyMarginOdds: parsed.latencyMargin,
        sloLatencyMs: parsed.sloLatency ?? null,
        history: parsed.history,
        ratios: (0,_ratio_input_js__WEBPACK_IMPORTED_MODULE_0__/* .countedRatios */ .v)(parsed.ratios),
        drift: parsed.drift,
        driftTable: parsed.driftTable ?? null,
        driftField: parsed.driftField ?? null,
        driftTolerance: parsed.driftTolerance,
        onInconclusive: parsed.onInconclusive,
        onFail: parsed.onFail,
        onSampleRatio: parsed.onSampleRatio,
        onExpiry: parsed.onExpiry,
        alertPolicy: parsed.alertPolicy,
        alertChannels: [...parsed.alertChannels],
        releaseMetric: parsed.releaseMetric,
        keepStableMs: parsed.keepStable,
        deadlineMs: parsed.deadline,
        deployTimeoutMs: parsed.deployTimeout,
        moveDefault: parsed.moveDefault,
        requireApproval: approvals(parsed.requireApproval, parsed.steps),
        wait: parsed.wait,
        operation: parsed.operation,
        notifyWebhook: parsed.notifyWebhook,
        notifyTopic: parsed.notifyTopic,
        dryRun: parsed.dryRun,
    };
}
function approvals(which, steps) {
    switch (which) {
        case 'never':
            return [];
        case 'promotion':
            return [100];
        case 'each_step':
            return steps.slice(1);
    }
}


/***/ })

};
;