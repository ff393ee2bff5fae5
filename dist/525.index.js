"use strict";
exports.id = 525;
exports.ids = [525];
exports.modules = {

/***/ 8525:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   canaryPromoteInputs: () => (/* binding */ canaryPromoteInputs)
/* harmony export */ });
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
        steps: parsed.steps,
        minBakeMs: parsed.minBake,
        maxBakeMs: parsed.maxBake,
        minWindows: parsed.minWindows,
        windowMs: parsed.window,
        settleMs: parsed.settle,
        warmupMs: parsed.warmup,
        alpha: parsed.alpha,
        marginOdds: parsed.margin,
        onInconclusive: parsed.onInconclusive,
        keepStableMs: parsed.keepStable,
        deadlineMs: parsed.deadline,
        deployTimeoutMs: parsed.deployTimeout,
        moveDefault: parsed.moveDefault,
        operation: parsed.operation,
        dryRun: parsed.dryRun,
    };
}


/***/ })

};
;