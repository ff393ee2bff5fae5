"use strict";
exports.id = 225;
exports.ids = [225];
exports.modules = {

/***/ 71050:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FY: () => (/* binding */ paragraph),
/* harmony export */   R_: () => (/* binding */ heading),
/* harmony export */   Rm: () => (/* binding */ log),
/* harmony export */   e5: () => (/* binding */ bullets),
/* harmony export */   hD: () => (/* binding */ quote),
/* harmony export */   tp: () => (/* binding */ table),
/* harmony export */   zH: () => (/* binding */ details)
/* harmony export */ });
function heading(level, title) {
    return { kind: 'heading', level, title };
}
function paragraph(sentence) {
    return { kind: 'paragraph', sentence };
}
function bullets(items) {
    return { kind: 'bullets', items };
}
function quote(sentence) {
    return { kind: 'quote', sentence };
}
function table(columns, rows) {
    return { kind: 'table', columns, rows };
}
function details(summary, content) {
    return { kind: 'details', summary, content };
}
function log(lines) {
    return { kind: 'log', lines };
}


/***/ }),

/***/ 7811:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   jO: () => (/* binding */ armsOf),
/* harmony export */   kp: () => (/* binding */ roleOf),
/* harmony export */   s2: () => (/* binding */ armsInWords)
/* harmony export */ });
/* harmony import */ var _phrase_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(94942);
/* harmony import */ var _record_view_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(39386);
/* harmony import */ var _split_view_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(60189);



function armsOf(step, evidence) {
    const challenger = (0,_record_view_js__WEBPACK_IMPORTED_MODULE_1__/* .outputOf */ .jH)(step, 'deployed_model_id');
    const { champion } = evidence;
    return [
        {
            role: 'champion',
            version: champion === undefined
                ? championVersion(step)
                : `${lastPart(champion.model)}@${champion.versionId}`,
            deployedModelId: champion?.deployedModelId ?? giverOf(step, evidence, challenger),
        },
        {
            role: 'challenger',
            version: lastPart((0,_record_view_js__WEBPACK_IMPORTED_MODULE_1__/* .outputOf */ .jH)(step, 'challenger_version')),
            deployedModelId: challenger,
        },
    ];
}
function championVersion(step) {
    const version = (0,_record_view_js__WEBPACK_IMPORTED_MODULE_1__/* .outputOf */ .jH)(step, 'champion_version');
    return version === (0,_record_view_js__WEBPACK_IMPORTED_MODULE_1__/* .outputOf */ .jH)(step, 'challenger_version') ? undefined : lastPart(version);
}
function giverOf(step, { shifts }, challenger) {
    const after = new Map(shifts[0]?.split);
    if (after.size === 0)
        return undefined;
    return (0,_split_view_js__WEBPACK_IMPORTED_MODULE_2__/* .readSplit */ .b)((0,_record_view_js__WEBPACK_IMPORTED_MODULE_1__/* .outputOf */ .jH)(step, 'previous_split')).find(([id, share]) => id !== challenger && (after.get(id) ?? 0) < share)?.[0];
}
function roleOf(id, arms) {
    return arms.find(({ deployedModelId }) => deployedModelId === id)?.role;
}
function armsInWords(arms) {
    const known = arms.filter(({ version, deployedModelId }) => (version ?? deployedModelId) !== undefined);
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .join */ .fj)(known.map(({ role, version, deployedModelId }) => {
        const name = version === undefined ? _phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .nothing */ .s6 : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .phrase */ .MZ) ` ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(version, 80)}`;
        const id = deployedModelId === undefined
            ? _phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .nothing */ .s6
            : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .phrase */ .MZ) `${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .own */ .ZV)(version === undefined ? '' : ',')} deployed as ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(deployedModelId, 40)}`;
        return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .phrase */ .MZ) `${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .own */ .ZV)(role)}${name}${id}`;
    }), (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .phrase */ .MZ) `; `);
}
function lastPart(name) {
    return name?.split('/').at(-1);
}


/***/ }),

/***/ 30210:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CF: () => (/* binding */ canaryChartOf),
/* harmony export */   L6: () => (/* binding */ processesOf),
/* harmony export */   iE: () => (/* binding */ highestPercent)
/* harmony export */ });
/* harmony import */ var _canary_look_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(36270);
/* harmony import */ var _canary_arms_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7811);
/* harmony import */ var _canary_words_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76223);
/* harmony import */ var _record_view_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(39386);
/* harmony import */ var _split_view_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(60189);





const highestPercent = 200;
const mostModels = 6;
const mostProcesses = 8;
function canaryChartOf(step, evidence) {
    const looks = evidence.looks.flatMap(pointOf);
    const [first] = looks;
    const last = looks.at(-1);
    if (first === undefined || last === undefined)
        return undefined;
    const splits = splitsOf(step, evidence);
    const times = [first.at, last.at, evidence.endedAt ?? last.at, ...splits.map(({ at }) => at)];
    const arms = (0,_canary_arms_js__WEBPACK_IMPORTED_MODULE_1__/* .armsOf */ .jO)(step, evidence);
    const ids = [...new Set(splits.flatMap(({ split }) => split.map(([id]) => id)))];
    return {
        subject: arms.find(({ role }) => role === 'challenger')?.version ?? 'the challenger',
        from: Math.min(...times),
        to: Math.max(...times),
        splits,
        models: ids.slice(0, mostModels).map((id) => ({ id, role: (0,_canary_arms_js__WEBPACK_IMPORTED_MODULE_1__/* .roleOf */ .kp)(id, arms) })),
        looks,
        processes: processesOf(evidence.looks).slice(0, mostProcesses),
    };
}
function pointOf(look) {
    const { at, percent, evidence } = look;
    if (at === undefined)
        return [];
    const byProcess = new Map(evidence.processes.map((process) => [process.name, (0,_canary_look_js__WEBPACK_IMPORTED_MODULE_0__/* .percentOfLimit */ .mP)(process)]));
    return [{ at, percent, evidence: (0,_canary_look_js__WEBPACK_IMPORTED_MODULE_0__/* .percentOfLimit */ .mP)(evidence), byProcess, words: (0,_canary_words_js__WEBPACK_IMPORTED_MODULE_2__/* .lookWords */ .RD)(look) }];
}
function splitsOf(step, evidence) {
    const recorded = (0,_split_view_js__WEBPACK_IMPORTED_MODULE_4__/* .readSplit */ .b)((0,_record_view_js__WEBPACK_IMPORTED_MODULE_3__/* .outputOf */ .jH)(step, 'previous_split'));
    return [
        { at: evidence.startedAt, split: recorded },
        ...evidence.shifts,
        { at: evidence.restoredAt, split: recorded },
    ]
        .flatMap(({ at, split }) => (at === undefined || split.length === 0 ? [] : [{ at, split }]))
        .toSorted((a, b) => a.at - b.at);
}
function processesOf(looks) {
    const found = new Map();
    for (const { evidence } of looks) {
        for (const { name, isJudged } of evidence.processes) {
            if (!found.has(name))
                found.set(name, isJudged);
        }
    }
    return [...found].map(([name, isJudged]) => ({ name, isJudged }));
}


/***/ }),

/***/ 52045:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ readCanary)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92857);
/* harmony import */ var _reading_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37835);
/* harmony import */ var _split_view_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60189);



const arm = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ requests: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(), errors: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig() });
const anyArm = arm.optional().catch(undefined);
const reason = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ kind: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyText */ .Ae, text: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() });
const weight = { logEvidence: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(), logLimit: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().positive() };
const process = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ name: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), isJudged: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY().catch(true), ...weight });
const look = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    at: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyTime */ .a_,
    percent: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(),
    decision: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    reasons: (0,_reading_js__WEBPACK_IMPORTED_MODULE_0__/* .listOf */ .c3)(reason),
    evidence: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ ...weight, processes: (0,_reading_js__WEBPACK_IMPORTED_MODULE_0__/* .listOf */ .c3)(process) }),
    challenger: arm,
    champion: arm,
});
const shift = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ percent: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(), at: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyTime */ .a_, split: _split_view_js__WEBPACK_IMPORTED_MODULE_1__/* .anySplit */ .X });
const detectable = zod__WEBPACK_IMPORTED_MODULE_2__/* .discriminatedUnion */ .gMt('kind', [
    zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ kind: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz('ratio'), ratio: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(), rate: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig() }),
    zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ kind: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz('rate'), rate: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig() }),
    zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ kind: zod__WEBPACK_IMPORTED_MODULE_2__/* .literal */ .euz('none') }),
]);
const final = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    windows: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyNumber */ .iG,
    missingWindows: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyNumber */ .iG,
    challenger: anyArm,
    champion: anyArm,
    detectable: detectable.optional().catch(undefined),
});
const plan = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    steps: (0,_reading_js__WEBPACK_IMPORTED_MODULE_0__/* .listOf */ .c3)(zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig()),
    minBakeMs: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyNumber */ .iG,
    maxBakeMs: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyNumber */ .iG,
    minWindows: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyNumber */ .iG,
    windowMs: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyNumber */ .iG,
    alpha: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyNumber */ .iG,
    gate: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyText */ .Ae,
    beta: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyNumber */ .iG,
    maxOddsRatio: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyNumber */ .iG,
    maxErrorRate: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyNumber */ .iG,
    sloErrorRate: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyNumber */ .iG,
    sloLatencyMs: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyNumber */ .iG,
    latency: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyText */ .Ae,
    history: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyText */ .Ae,
});
const version = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    model: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    versionId: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    deployedModelId: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
});
const anyVersion = version.optional().catch(undefined);
const canary = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    plan: plan.optional().catch(undefined),
    startedAt: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyTime */ .a_,
    endedAt: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyTime */ .a_,
    correlation: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ kind: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyText */ .Ae }).optional().catch(undefined),
    champion: anyVersion,
    shifts: (0,_reading_js__WEBPACK_IMPORTED_MODULE_0__/* .listOf */ .c3)(shift),
    restoredAt: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyTime */ .a_,
    looks: (0,_reading_js__WEBPACK_IMPORTED_MODULE_0__/* .listOf */ .c3)(look),
    final: final.optional().catch(undefined),
    reason: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyText */ .Ae,
});
function readCanary(step) {
    return step?.evidence === undefined ? undefined : (0,_reading_js__WEBPACK_IMPORTED_MODULE_0__/* .read */ .LF)(canary, step.evidence);
}


/***/ }),

/***/ 19608:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  g: () => (/* binding */ canarySection)
});

// EXTERNAL MODULE: ./lib/report/block.js
var block = __webpack_require__(71050);
// EXTERNAL MODULE: ./lib/report/canary-arms.js
var canary_arms = __webpack_require__(7811);
// EXTERNAL MODULE: ./lib/report/canary-chart.js
var canary_chart = __webpack_require__(30210);
// EXTERNAL MODULE: ./lib/report/canary-evidence.js
var canary_evidence = __webpack_require__(52045);
// EXTERNAL MODULE: ./lib/report/canary-words.js
var canary_words = __webpack_require__(76223);
// EXTERNAL MODULE: ./lib/report/figures.js
var figures = __webpack_require__(19298);
// EXTERNAL MODULE: ./lib/report/phrase.js
var phrase = __webpack_require__(94942);
// EXTERNAL MODULE: ./lib/report/record-view.js
var record_view = __webpack_require__(39386);
// EXTERNAL MODULE: ./lib/report/split-view.js
var split_view = __webpack_require__(60189);
;// CONCATENATED MODULE: ./lib/report/split-words.js



const mostModels = 6;
function splitWords(split, arms) {
    if (split.length === 0)
        return phrase/* dash */.T7;
    const told = split.slice(0, mostModels).map(([id, share]) => {
        const role = (0,canary_arms/* roleOf */.kp)(id, arms);
        const who = role === undefined ? phrase/* nothing */.s6 : (0,phrase/* own */.ZV)(`${role}\u00a0`);
        return (0,phrase/* phrase */.MZ) `${who}${(0,phrase/* code */.aY)(id, 40)}\u00a0${(0,figures/* percent */.KN)(share)}`;
    });
    const more = split.length - told.length;
    return (0,phrase/* join */.fj)(more > 0 ? [...told, (0,phrase/* phrase */.MZ) `${more} more`] : told, (0,phrase/* phrase */.MZ) `, `);
}

;// CONCATENATED MODULE: ./lib/report/canary-section.js










const mostShifts = 30;
const mostLooks = 40;
function canarySection(view) {
    const step = (0,record_view/* findStep */.MR)(view, 'canary-promote');
    const evidence = (0,canary_evidence/* readCanary */.B)(step);
    if (step === undefined || evidence === undefined)
        return undefined;
    const { looks } = evidence;
    const chart = (0,canary_chart/* canaryChartOf */.CF)(step, evidence);
    const content = [
        ...contestants(step, evidence),
        ...ending(step, evidence),
        ...exposure(step, evidence),
        ...timeline(step, evidence),
        ...(looks.length === 0 ? [] : [(0,block/* paragraph */.FY)((0,phrase/* join */.fj)((0,canary_words/* basisWords */.S3)(evidence), (0,phrase/* phrase */.MZ) ` `))]),
        ...(chart === undefined ? [] : [{ kind: 'canary_chart', chart }]),
        ...everyLook(looks.slice(-mostLooks)),
    ];
    if (content.length === 0)
        return undefined;
    return { name: (0,phrase/* phrase */.MZ) `canary`, content: [(0,block/* heading */.R_)(3, (0,phrase/* phrase */.MZ) `Canary`), ...content] };
}
function contestants(step, evidence) {
    const { plan, shifts, looks } = evidence;
    if (plan === undefined && shifts.length === 0 && looks.length === 0)
        return [];
    const who = (0,canary_arms/* armsInWords */.s2)((0,canary_arms/* armsOf */.jO)(step, evidence));
    const rules = plan === undefined ? [] : (0,canary_words/* planWords */.DO)(plan);
    return [
        ...(who.length === 0 ? [] : [(0,block/* paragraph */.FY)((0,phrase/* phrase */.MZ) `${(0,phrase/* strong */.ko)((0,phrase/* phrase */.MZ) `Who:`)} ${who}.`)]),
        ...(rules.length === 0
            ? []
            : [(0,block/* paragraph */.FY)((0,phrase/* phrase */.MZ) `${(0,phrase/* strong */.ko)((0,phrase/* phrase */.MZ) `Rules:`)} ${(0,phrase/* join */.fj)(rules, (0,phrase/* phrase */.MZ) `; `)}.`)]),
    ];
}
function ending({ summary = '' }, { reason }) {
    const isTold = reason === undefined || summary.includes(reason);
    return isTold ? [] : [(0,block/* paragraph */.FY)((0,phrase/* phrase */.MZ) `Why: ${(0,phrase/* text */.Qq)(reason, 400)}.`)];
}
function exposure(step, { final }) {
    const exposed = step.outputs.get('exposed_requests');
    if (typeof exposed !== 'number' || final?.challenger === undefined)
        return [];
    const { errors } = final.challenger;
    const failed = exposed === 0
        ? phrase/* nothing */.s6
        : (0,phrase/* phrase */.MZ) `, ${(0,figures/* count */.U9)(errors)} of them failed (${(0,figures/* share */.uM)(errors / exposed)})`;
    const champion = final.champion === undefined
        ? phrase/* nothing */.s6
        : (0,phrase/* phrase */.MZ) `; the champion failed ${(0,canary_words/* armWords */.e3)(final.champion)} in the same time`;
    const requests = (0,phrase/* strong */.ko)((0,figures/* counted */.hS)(exposed, (0,phrase/* phrase */.MZ) `request`, (0,phrase/* phrase */.MZ) `requests`));
    return [(0,block/* paragraph */.FY)((0,phrase/* phrase */.MZ) `${requests} reached the challenger${failed}${champion}.`)];
}
function timeline(step, evidence) {
    const { shifts, looks } = evidence;
    const arms = (0,canary_arms/* armsOf */.jO)(step, evidence);
    const rows = [
        ...shifts.slice(-mostShifts).map((shift) => shiftRow(shift, looks, arms)),
        ...restoredRow(step, evidence, arms),
    ];
    const next = nextLook(step);
    return [
        ...(rows.length === 0
            ? []
            : [
                (0,block/* table */.tp)([
                    { title: (0,phrase/* phrase */.MZ) `UTC` },
                    { title: (0,phrase/* phrase */.MZ) `challenger`, align: 'right' },
                    { title: (0,phrase/* phrase */.MZ) `split` },
                    ...lookColumns(looks),
                ], rows.map((row) => (isSearchTold(looks) ? row : withoutSearch(row, 6)))),
            ]),
        ...(next === undefined ? [] : [(0,block/* paragraph */.FY)((0,phrase/* phrase */.MZ) `The next look is due at ${next}.`)]),
    ];
}
function nextLook(step) {
    const at = Date.parse((0,record_view/* outputOf */.jH)(step, 'next_at') ?? '');
    const isDue = step.state === 'in_progress' && !Number.isNaN(at);
    return isDue ? (0,figures/* moment */.n$)(at) : undefined;
}
function shiftRow({ at, percent: part, split }, looks, arms) {
    const look = looks.findLast((candidate) => candidate.percent === part && (candidate.at ?? 0) >= (at ?? 0));
    return [
        (0,figures/* timeOfDay */.rb)(at),
        (0,figures/* percent */.KN)(part),
        splitWords(split, arms),
        ...(look === undefined ? [phrase/* dash */.T7, phrase/* dash */.T7, phrase/* dash */.T7, phrase/* dash */.T7, phrase/* dash */.T7] : lookCells(look)),
    ];
}
function restoredRow(step, { restoredAt }, arms) {
    if (restoredAt === undefined)
        return [];
    const split = splitWords((0,split_view/* readSplit */.b)((0,record_view/* outputOf */.jH)(step, 'previous_split')), arms);
    return [[(0,figures/* timeOfDay */.rb)(restoredAt), (0,phrase/* phrase */.MZ) `restored`, split, phrase/* dash */.T7, phrase/* dash */.T7, phrase/* dash */.T7, phrase/* dash */.T7, phrase/* dash */.T7]];
}
function lookColumns(looks) {
    return [
        { title: (0,phrase/* phrase */.MZ) `champion failed` },
        { title: (0,phrase/* phrase */.MZ) `challenger failed` },
        { title: (0,phrase/* phrase */.MZ) `evidence`, align: 'right' },
        ...(isSearchTold(looks) ? [{ title: (0,phrase/* phrase */.MZ) `by search` }] : []),
        { title: (0,phrase/* phrase */.MZ) `decision`, width: 'wide' },
    ];
}
function isSearchTold(looks) {
    return (0,canary_chart/* processesOf */.L6)(looks).length > 1;
}
function withoutSearch(row, place) {
    return row.toSpliced(place, 1);
}
function lookCells(look) {
    return [
        (0,canary_words/* armWords */.e3)(look.champion),
        (0,canary_words/* armWords */.e3)(look.challenger),
        (0,canary_words/* evidenceWords */.Jg)(look),
        (0,canary_words/* processWords */.Pk)(look),
        (0,canary_words/* decisionWords */._C)(look),
    ];
}
function everyLook(looks) {
    if (looks.length === 0)
        return [];
    const rows = looks.map((look, index) => [
        (0,phrase/* phrase */.MZ) `${index + 1}`,
        (0,figures/* timeOfDay */.rb)(look.at),
        (0,figures/* percent */.KN)(look.percent),
        ...lookCells(look),
    ]);
    return [
        (0,block/* details */.zH)((0,phrase/* phrase */.MZ) `Every look that the record has: ${looks.length}`, [
            (0,block/* table */.tp)([
                { title: (0,phrase/* phrase */.MZ) `look`, align: 'right' },
                { title: (0,phrase/* phrase */.MZ) `UTC` },
                { title: (0,phrase/* phrase */.MZ) `share`, align: 'right' },
                ...lookColumns(looks),
            ], rows.map((row) => (isSearchTold(looks) ? row : withoutSearch(row, 6)))),
        ]),
    ];
}


/***/ }),

/***/ 76223:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DO: () => (/* binding */ planWords),
/* harmony export */   Jg: () => (/* binding */ evidenceWords),
/* harmony export */   Pk: () => (/* binding */ processWords),
/* harmony export */   RD: () => (/* binding */ lookWords),
/* harmony export */   S3: () => (/* binding */ basisWords),
/* harmony export */   _C: () => (/* binding */ decisionWords),
/* harmony export */   e3: () => (/* binding */ armWords)
/* harmony export */ });
/* harmony import */ var _canary_look_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(36270);
/* harmony import */ var _canary_reason_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(885);
/* harmony import */ var _figures_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19298);
/* harmony import */ var _phrase_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(94942);




const decisions = {
    advance: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `➡️\u00a0advance`,
    continue: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `⏳\u00a0continue`,
    hold: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `✋\u00a0hold`,
    roll_back: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `↩️\u00a0roll back`,
};
const standing = [
    'correlation_unknown',
    'latency_reported',
    'history_refused',
    'nothing_compared',
];
const mostProcesses = 8;
function decisionWords({ decision, reasons }) {
    const known = Object.hasOwn(decisions, decision) ? decisions[decision] : undefined;
    const why = reasons
        .filter(({ kind }) => !standing.includes(kind))
        .map((reason) => reason.text)
        .join('; ');
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `${known ?? (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq)(decision, 40)}: ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .cell */ .Hn)(why)}`;
}
function armWords({ requests, errors }) {
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `${(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .count */ .U9)(errors)} of ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .count */ .U9)(requests)}`;
}
function evidenceWords({ evidence }) {
    return (0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .percent */ .KN)((0,_canary_look_js__WEBPACK_IMPORTED_MODULE_0__/* .percentOfLimit */ .mP)(evidence));
}
function processWords({ evidence: { processes } }) {
    if (processes.length === 0)
        return _phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .dash */ .T7;
    const told = processes.slice(0, mostProcesses).map((process) => {
        const only = process.isJudged ? _phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .nothing */ .s6 : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) ` (told only)`;
        return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .code */ .aY)(process.name, 40)}\u00a0${(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .percent */ .KN)((0,_canary_look_js__WEBPACK_IMPORTED_MODULE_0__/* .percentOfLimit */ .mP)(process))}${only}`;
    });
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .join */ .fj)(told, (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `, `);
}
function lookWords(look) {
    const { at, percent: part, champion, challenger, evidence } = look;
    const each = evidence.processes.length > 1 ? (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) ` (${processWords(look)})` : _phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .nothing */ .s6;
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `${(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .timeOfDay */ .rb)(at)} at ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .percent */ .KN)(part)}: champion failed ${armWords(champion)}, challenger ${armWords(challenger)}; evidence ${evidenceWords(look)}${each}; ${decisionWords(look)}`;
}
function planWords(plan) {
    const { steps, minBakeMs, maxBakeMs, minWindows, windowMs } = plan;
    const facts = [];
    if (steps.length > 0) {
        facts.push((0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `steps of ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .join */ .fj)(steps.slice(0, 20).map(_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .figure */ .vP), (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `, `)}\u00a0%`);
    }
    if (minBakeMs !== undefined && maxBakeMs !== undefined) {
        facts.push((0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `${(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .duration */ .p0)(minBakeMs)} to ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .duration */ .p0)(maxBakeMs)} each`);
    }
    if (minWindows !== undefined && windowMs !== undefined) {
        facts.push((0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `at least ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .count */ .U9)(minWindows)} windows of ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .duration */ .p0)(windowMs)}`);
    }
    return [...facts, ...gateFacts(plan), ...objectiveFacts(plan)];
}
function gateFacts({ gate, beta, maxOddsRatio, maxErrorRate }) {
    if (gate === undefined)
        return [];
    if (gate === 'time')
        return [(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `a step passes by time without harm`];
    if (gate !== 'evidence')
        return [(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `gate ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .code */ .aY)(gate, 40)}`];
    const bounds = [
        ...(maxOddsRatio === undefined
            ? []
            : [(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `fewer than ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .figure */ .vP)(maxOddsRatio)} times the champion's errors`]),
        ...(maxErrorRate === undefined ? [] : [(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `an error rate below ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .share */ .uM)(maxErrorRate)}`]),
    ];
    const chance = beta === undefined ? _phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .nothing */ .s6 : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) ` (error probability ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .figure */ .vP)(beta)})`;
    const proof = bounds.length === 0 ? _phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .nothing */ .s6 : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) ` of ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .join */ .fj)(bounds, (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) ` or `)}`;
    return [(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `a step passes by proof${proof}${chance}`];
}
const latencyFacts = {
    auto: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `latency judged where its past is known`,
    judge: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `latency judged`,
    report: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `latency told, not judged`,
    off: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `latency not looked at`,
};
function objectiveFacts({ latency, sloErrorRate, sloLatencyMs, history }) {
    const known = latency !== undefined && Object.hasOwn(latencyFacts, latency)
        ? latencyFacts[latency]
        : undefined;
    return [
        ...(known === undefined ? [] : [known]),
        ...(sloErrorRate === undefined ? [] : [(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `objective ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .share */ .uM)(sloErrorRate)} errors`]),
        ...(sloLatencyMs === undefined ? [] : [(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `objective ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .duration */ .p0)(sloLatencyMs)} latency`]),
        ...(history === '24h' ? [(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `the champion's last day as a witness`] : []),
    ];
}
function basisWords({ plan, final, correlation, looks }) {
    const sentences = [];
    const alpha = plan?.alpha;
    const chance = alpha === undefined
        ? _phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .nothing */ .s6
        : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `; a healthy challenger reaches that with probability ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .figure */ .vP)(alpha)} at most`;
    const several = looks.some(({ evidence }) => evidence.processes.length > 1)
        ? (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) ` Each search has its own limit; the figure is that of the one nearest to it.`
        : _phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .nothing */ .s6;
    sentences.push((0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `Counts are errors of requests since the canary began. Evidence is in percent of what a roll back takes${chance}.${several}`);
    if (final?.windows !== undefined) {
        const missing = final.missingWindows ?? 0;
        sentences.push((0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `${(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .count */ .U9)(final.windows)} settled windows had metrics, ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .count */ .U9)(missing)} had none, which is no evidence.`);
    }
    const fault = final?.detectable;
    if (fault?.kind === 'none') {
        sentences.push((0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `There were too few requests to find any fault.`);
    }
    else if (fault !== undefined) {
        sentences.push((0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `The smallest fault these requests could have shown is ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq)((0,_canary_reason_js__WEBPACK_IMPORTED_MODULE_1__/* .nameFault */ .IY)(fault))}, with 95\u00a0% power.`);
    }
    if (correlation?.kind === 'unknown') {
        sentences.push((0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `Requests are taken as independent: the champion's history is too short to estimate how they hang together.`);
    }
    return [...sentences, ...standingWords(looks)];
}
function standingWords(looks) {
    const told = looks
        .flatMap(({ reasons }) => reasons)
        .filter(({ kind }) => kind !== 'correlation_unknown' && standing.includes(kind));
    return [...new Set(told.map((reason) => reason.text))]
        .slice(-3)
        .map((words) => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .own */ .ZV)('Also:')} ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq)(words)}.`);
}


/***/ }),

/***/ 19298:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KN: () => (/* binding */ percent),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   ee: () => (/* binding */ bytes),
/* harmony export */   hS: () => (/* binding */ counted),
/* harmony export */   n$: () => (/* binding */ moment),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   rb: () => (/* binding */ timeOfDay),
/* harmony export */   uM: () => (/* binding */ share),
/* harmony export */   vP: () => (/* binding */ figure),
/* harmony export */   x8: () => (/* binding */ signed)
/* harmony export */ });
/* harmony import */ var _units_bytes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7731);
/* harmony import */ var _units_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(89462);
/* harmony import */ var _units_percent_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(17509);
/* harmony import */ var _phrase_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(94942);




function figure(value) {
    return value === undefined ? _phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .dash */ .T7 : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .phrase */ .MZ) `${rounded(value)}`;
}
function signed(value) {
    return value !== undefined && value > 0 ? (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .phrase */ .MZ) `+${figure(value)}` : figure(value);
}
function count(value) {
    if (value === undefined)
        return _phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .dash */ .T7;
    return inOnePiece(String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ' '));
}
function counted(value, one, many) {
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .phrase */ .MZ) `${count(value)} ${value === 1 ? one : many}`;
}
function share(value) {
    return value === undefined ? _phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .dash */ .T7 : inOnePiece((0,_units_percent_js__WEBPACK_IMPORTED_MODULE_2__/* .formatShare */ .T)(value));
}
function percent(value) {
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .phrase */ .MZ) `${figure(value)}\u00a0%`;
}
function bytes(value) {
    return value === undefined ? _phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .dash */ .T7 : inOnePiece((0,_units_bytes_js__WEBPACK_IMPORTED_MODULE_3__/* .formatBytes */ .z)(value));
}
function duration(ms) {
    return ms === undefined ? _phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .dash */ .T7 : inOnePiece((0,_units_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a)(Math.max(0, ms)));
}
function timeOfDay(at) {
    return at === undefined ? _phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .dash */ .T7 : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .own */ .ZV)(new Date(at).toISOString().slice(11, 19));
}
function moment(at) {
    if (at === undefined)
        return _phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .dash */ .T7;
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .own */ .ZV)(`${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`);
}
function inOnePiece(words) {
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .own */ .ZV)(words.replaceAll(' ', '\u00a0'));
}
function rounded(value) {
    return 0 + Number(value.toPrecision(4));
}


/***/ }),

/***/ 63597:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ headlineSection)
/* harmony export */ });
/* harmony import */ var _block_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(71050);
/* harmony import */ var _figures_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19298);
/* harmony import */ var _phrase_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(94942);
/* harmony import */ var _readable_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(98187);
/* harmony import */ var _record_view_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(39386);
/* harmony import */ var _status_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(47269);






function headlineSection(view, context) {
    const { icon, words, next } = (0,_status_js__WEBPACK_IMPORTED_MODULE_4__/* .statusOf */ .c)(view);
    const badge = view.emulated ? (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .phrase */ .MZ) ` · 🧪 emulated` : _phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .nothing */ .s6;
    const last = (0,_status_js__WEBPACK_IMPORTED_MODULE_4__/* .lastStep */ .t)(view);
    const why = last?.state === 'running' ? undefined : last?.summary;
    return {
        name: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .phrase */ .MZ) `headline`,
        content: [
            (0,_block_js__WEBPACK_IMPORTED_MODULE_5__/* .heading */ .R_)(2, (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .phrase */ .MZ) `${icon} ${words}: ${candidateOf(view)}${badge}`),
            (0,_block_js__WEBPACK_IMPORTED_MODULE_5__/* .paragraph */ .FY)(whichRelease(view, context)),
            ...(why === undefined || why === '' ? [] : [(0,_block_js__WEBPACK_IMPORTED_MODULE_5__/* .quote */ .hD)((0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(why, 700))]),
            ...(next === undefined ? [] : [(0,_block_js__WEBPACK_IMPORTED_MODULE_5__/* .paragraph */ .FY)((0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .phrase */ .MZ) `${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .strong */ .ko)((0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .own */ .ZV)('What now:'))} ${next}`)]),
        ],
    };
}
function candidateOf(view) {
    const model = view.model ?? 'a model without a name';
    const version = (0,_record_view_js__WEBPACK_IMPORTED_MODULE_3__/* .outputOf */ .jH)((0,_record_view_js__WEBPACK_IMPORTED_MODULE_3__/* .findStep */ .MR)(view, 'register'), 'version_id');
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(version === undefined ? model : `${model}@${version}`, 100);
}
function whichRelease(view, context) {
    const { commitUrl, runUrl, recordUrl } = context;
    const commit = (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)((0,_readable_js__WEBPACK_IMPORTED_MODULE_2__/* .shorten */ .ml)(view.commit ?? 'unknown', 8));
    const when = view.finishedAt ?? view.updatedAt;
    const emulated = (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .phrase */ .MZ) `on the embedded Vertex, nothing real was changed`;
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .join */ .fj)([
        (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .phrase */ .MZ) `Release ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(view.releaseId ?? 'without an id', 120)}`,
        (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .phrase */ .MZ) `commit ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .link */ .nf)(commit, commitUrl)}`,
        ...(view.emulated ? [emulated] : []),
        ...(when === undefined ? [] : [(0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .moment */ .n$)(when)]),
        ...links((0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .phrase */ .MZ) `run`, runUrl),
        ...links((0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .phrase */ .MZ) `record`, recordUrl),
    ], (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .phrase */ .MZ) ` · `);
}
function links(label, address) {
    const linked = (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .link */ .nf)(label, address);
    return linked === label ? [] : [linked];
}


/***/ }),

/***/ 94942:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HL: () => (/* binding */ enumerate),
/* harmony export */   Hn: () => (/* binding */ cell),
/* harmony export */   MZ: () => (/* binding */ phrase),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   T7: () => (/* binding */ dash),
/* harmony export */   ZV: () => (/* binding */ own),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   fj: () => (/* binding */ join),
/* harmony export */   ko: () => (/* binding */ strong),
/* harmony export */   nf: () => (/* binding */ link),
/* harmony export */   s6: () => (/* binding */ nothing)
/* harmony export */ });
/* harmony import */ var _readable_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98187);
/* harmony import */ var _web_address_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(75436);


function phrase(parts, ...values) {
    return parts.flatMap((part, index) => {
        const value = values[index - 1];
        return [...(value === undefined ? [] : piecesOf(value)), ...own(part)];
    });
}
function piecesOf(value) {
    return typeof value === 'number' ? own(String(value)) : value;
}
function own(words) {
    return words === '' ? nothing : [{ kind: 'own', words }];
}
const nothing = [];
const dash = own('–');
const mostOfText = 300;
const mostOfCode = 200;
function text(value, most = mostOfText) {
    return [{ kind: 'text', text: value, most }];
}
function cell(value, most = mostOfText) {
    const isEmpty = value === undefined || (0,_readable_js__WEBPACK_IMPORTED_MODULE_0__/* .readableLine */ .$O)(value, most) === '';
    return isEmpty ? dash : text(value, most);
}
function code(value, most = mostOfCode) {
    return (0,_readable_js__WEBPACK_IMPORTED_MODULE_0__/* .readableLine */ .$O)(value, most) === '' ? dash : [{ kind: 'code', text: value, most }];
}
function strong(content) {
    return [{ kind: 'strong', content }];
}
function link(label, address) {
    const url = address === undefined ? undefined : (0,_web_address_js__WEBPACK_IMPORTED_MODULE_1__/* .webAddress */ .D)(address);
    return url === undefined ? label : [{ kind: 'link', label, address: url }];
}
function join(parts, separator) {
    return parts.flatMap((part, index) => (index === 0 ? part : [...separator, ...part]));
}
function enumerate(parts) {
    const [last = nothing, ...others] = parts.toReversed();
    if (others.length === 0)
        return last;
    return phrase `${join(others.toReversed(), phrase `, `)} and ${last}`;
}


/***/ }),

/***/ 98187:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $O: () => (/* binding */ readableLine),
/* harmony export */   FB: () => (/* binding */ readableLogLine),
/* harmony export */   ml: () => (/* binding */ shorten)
/* harmony export */ });
const escape = String.fromCodePoint(0x1b);
const bell = String.fromCodePoint(0x07);
const terminalSequence = new RegExp(`${escape}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${bell}${escape}]*(?:${bell}|${escape}\\\\)?)`, 'g');
const invisible = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const useful = ['\u200c', '\u200d', '\ufe0e', '\ufe0f'];
const stackedMarks = /(\p{M}{4})\p{M}+/gu;
function readableLine(text, most) {
    const start = startOf(text, most);
    const spaced = start.replaceAll(terminalSequence, '').replaceAll(/[\s\u0085]+/g, ' ');
    return cut(show(spaced).trim(), most);
}
function readableLogLine(text, most) {
    const start = startOf(text, most).replaceAll(terminalSequence, '');
    const spaced = start.replaceAll(/[\r\n\u0085\u2028\u2029]+/g, ' ').replaceAll('\t', '    ');
    return cut(show(spaced).trimEnd(), most);
}
function shorten(text, most) {
    return Array.from(text.slice(0, 2 * most))
        .slice(0, most)
        .join('');
}
function startOf(text, most) {
    return text.slice(0, 8 * most + 1_000).toWellFormed();
}
function show(text) {
    return text.replaceAll(invisible, nameOf).replaceAll(stackedMarks, '$1');
}
function nameOf(character) {
    if (useful.includes(character))
        return character;
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20)
        return String.fromCodePoint(0x2400 + code);
    if (code === 0x7f)
        return '\u2421';
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
function cut(text, most) {
    if (text.length <= most)
        return text;
    const characters = [...text];
    return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}


/***/ }),

/***/ 37835:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ae: () => (/* binding */ anyText),
/* harmony export */   LF: () => (/* binding */ read),
/* harmony export */   Mc: () => (/* binding */ entriesOf),
/* harmony export */   a_: () => (/* binding */ anyTime),
/* harmony export */   c3: () => (/* binding */ listOf),
/* harmony export */   iG: () => (/* binding */ anyNumber),
/* harmony export */   qN: () => (/* binding */ anyVerdict)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(92857);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64377);
/* harmony import */ var _release_verdict_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51551);


const anyText = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().optional().catch(undefined);
const anyNumber = zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().optional().catch(undefined);
const anyVerdict = zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(_release_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .verdicts */ .r).optional().catch(undefined);
const anyTime = zod__WEBPACK_IMPORTED_MODULE_2__/* .datetime */ .w$()
    .transform((iso) => Date.parse(iso))
    .pipe(zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig())
    .optional()
    .catch(undefined);
function listOf(element) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5J())
        .catch([])
        .transform((all) => all.flatMap((one) => asList(element.safeParse(one))));
}
function entriesOf(value) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .IeY((found) => typeof found === 'object' && found !== null && !Array.isArray(found))
        .catch({})
        .transform((found) => Object.entries(found).flatMap(([key, one]) => asList(value.safeParse(one)).map((parsed) => [key, parsed])));
}
function read(shape, value) {
    return shape.safeParse(value).data;
}
function asList(parsed) {
    return parsed.success ? [parsed.data] : [];
}


/***/ }),

/***/ 39386:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MR: () => (/* binding */ findStep),
/* harmony export */   ZU: () => (/* binding */ viewRecord),
/* harmony export */   jH: () => (/* binding */ outputOf)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92857);
/* harmony import */ var _release_step_name_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(62992);
/* harmony import */ var _reading_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37835);



const outputs = (0,_reading_js__WEBPACK_IMPORTED_MODULE_0__/* .entriesOf */ .Mc)(zod__WEBPACK_IMPORTED_MODULE_1__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig(), zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY()])).transform((all) => new Map(all));
const step = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    state: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyText */ .Ae,
    verdict: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyVerdict */ .qN,
    summary: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyText */ .Ae,
    startedAt: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyTime */ .a_,
    finishedAt: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyTime */ .a_,
    attempts: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyNumber */ .iG,
    outputs,
    progress: outputs,
    evidence: zod__WEBPACK_IMPORTED_MODULE_1__/* .unknown */ .L5J(),
});
const record = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    releaseId: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyText */ .Ae,
    model: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyText */ .Ae,
    commit: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyText */ .Ae,
    emulated: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY().catch(false),
    outcome: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyText */ .Ae,
    identity: (0,_reading_js__WEBPACK_IMPORTED_MODULE_0__/* .entriesOf */ .Mc)(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()),
    openedAt: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyTime */ .a_,
    updatedAt: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyTime */ .a_,
    finishedAt: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyTime */ .a_,
    host: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ name: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyText */ .Ae, runUrl: _reading_js__WEBPACK_IMPORTED_MODULE_0__/* .anyText */ .Ae }).catch({}),
    steps: (0,_reading_js__WEBPACK_IMPORTED_MODULE_0__/* .entriesOf */ .Mc)(step),
});
function viewRecord(value) {
    const { steps, ...rest } = (0,_reading_js__WEBPACK_IMPORTED_MODULE_0__/* .read */ .LF)(record, value) ?? record.parse({});
    const known = _release_step_name_js__WEBPACK_IMPORTED_MODULE_2__/* .stepNames */ .V;
    const place = (name) => (known.includes(name) ? known.indexOf(name) : known.length);
    return {
        ...rest,
        steps: steps
            .map(([name, view]) => ({ ...view, name }))
            .toSorted((a, b) => place(a.name) - place(b.name)),
    };
}
function findStep(view, name) {
    return view.steps.find((candidate) => candidate.name === name);
}
function outputOf(from, name) {
    const value = from?.outputs.get(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
}


/***/ }),

/***/ 60189:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ anySplit),
/* harmony export */   b: () => (/* binding */ readSplit)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92857);
/* harmony import */ var _reading_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(37835);


const anySplit = (0,_reading_js__WEBPACK_IMPORTED_MODULE_0__/* .entriesOf */ .Mc)(zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig());
function readSplit(text) {
    if (text === undefined)
        return [];
    try {
        return (0,_reading_js__WEBPACK_IMPORTED_MODULE_0__/* .read */ .LF)(anySplit, JSON.parse(text)) ?? [];
    }
    catch {
        return [];
    }
}


/***/ }),

/***/ 47269:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ statusOf),
/* harmony export */   t: () => (/* binding */ lastStep)
/* harmony export */ });
/* harmony import */ var _errors_codes_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51916);
/* harmony import */ var _canary_evidence_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(52045);
/* harmony import */ var _figures_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19298);
/* harmony import */ var _phrase_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(94942);
/* harmony import */ var _record_view_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(39386);





function statusOf(view) {
    const last = lastStep(view);
    const running = view.steps.find(({ state }) => state === 'running');
    if (running !== undefined)
        return status('wait', (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `⏳`, (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `Running ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq)(running.name)}`);
    switch (view.outcome) {
        case 'promoted':
            return status('good', (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `✅`, (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `Promoted to production`);
        case 'bootstrapped':
            return status('good', (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `✅`, (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `First model in production`);
        case 'rolled_back':
            return status('bad', (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `↩️`, (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `Rolled back`, afterRollBack);
        case 'rejected':
            return status('bad', (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `⛔`, (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `Rejected before production`, afterRejection(last));
        case 'held':
            return isAsked(last)
                ? status('wait', (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `✋`, (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `Held: a person must approve the next share`, approval(view))
                : status('wait', (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `✋`, (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `Held: a person must decide`, choices(view));
        case 'failed':
            return status('bad', (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `💥`, (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `Failed`, advice(last));
        case undefined:
            return underWay(view, last);
        default:
            return status('wait', (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `❔`, (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `Ended as ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq)(view.outcome, 40)}`);
    }
}
function underWay(view, last) {
    if (last === undefined)
        return status('wait', (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `⏳`, (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `Opened`);
    const name = (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq)(last.name);
    switch (last.state) {
        case 'planned':
            return status('wait', (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `📝`, (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `Planned by ${name}: nothing was changed`);
        case 'in_progress':
            return status('wait', (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `⏳`, (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `In progress: ${name}`, callAgain(view, last));
        case 'failed':
            return status('bad', (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `⏹️`, (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `Stopped in ${name}`, advice(last));
        default:
            return status('wait', (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `⏳`, (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `On its way: ${name} is done`);
    }
}
function status(tone, icon, words, next) {
    return { tone, icon, words, ...(next === undefined ? {} : { next }) };
}
function lastStep({ steps }) {
    return steps.findLast(({ state }) => state !== undefined);
}
function namedStep(step) {
    return step === undefined ? (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `the last step` : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .code */ .aY)(step.name);
}
const afterRollBack = (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `Production serves what it served before; there is nothing to restore. Mend the candidate: its next commit makes a new release.`;
function afterRejection(last) {
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `Production was not touched. Mend what ${namedStep(last)} found: the next commit makes a new release.`;
}
function isAsked(last) {
    return last?.state === 'held' && (0,_canary_evidence_js__WEBPACK_IMPORTED_MODULE_1__/* .readCanary */ .B)(last)?.looks.at(-1)?.decision === 'advance';
}
function approval(view) {
    const approve = commandOn(view, 'canary-promote', '--operation approve');
    const goOn = commandOn(view, 'canary-promote');
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `Run ${approve} to allow it, then ${goOn} to go on; or ${rollBack(view)} to restore the recorded split.`;
}
function choices(view) {
    const goOn = commandOn(view, 'canary-promote');
    const promote = commandOn(view, 'canary-promote', '--operation promote');
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `Run ${goOn} to go on judging, ${promote} to give the challenger all traffic, or ${rollBack(view)} to restore the recorded split.`;
}
function callAgain(view, last) {
    const due = Date.parse((0,_record_view_js__WEBPACK_IMPORTED_MODULE_4__/* .outputOf */ .jH)(last, 'next_at') ?? '');
    if (last.name !== 'canary-promote' || Number.isNaN(due))
        return runAgain(last);
    const again = commandOn(view, 'canary-promote');
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `Run ${again} at ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .moment */ .n$)(due)} or later, or leave it to a schedule; ${rollBack(view)} restores the recorded split.`;
}
function rollBack(view) {
    return commandOn(view, 'rollback');
}
function commandOn(view, command, flags = '') {
    const words = ['vertex-release', command, releaseFlag(view), flags];
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .code */ .aY)(words.filter((word) => word !== '').join(' '));
}
function releaseFlag({ releaseId }) {
    const isWord = releaseId !== undefined && /^\w[\w.-]{0,99}$/.test(releaseId);
    return isWord ? `--release ${releaseId}` : '';
}
function advice(last) {
    const name = /\[([A-Z_]+)\]$/.exec(last?.summary ?? '')?.[1];
    const known = Object.entries(_errors_codes_js__WEBPACK_IMPORTED_MODULE_0__/* .errorCodes */ .f).find(([errorCode]) => errorCode === name)?.[1];
    const isCancelled = name === 'CANCELLED';
    return known === undefined || isCancelled
        ? runAgain(last)
        : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq)(known.mend)} Then: ${runAgain(last)}`;
}
function runAgain(step) {
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) `Run ${namedStep(step)} again: it goes on where it stands.`;
}


/***/ }),

/***/ 38430:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ stepsSection)
/* harmony export */ });
/* harmony import */ var _release_step_name_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(62992);
/* harmony import */ var _block_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(71050);
/* harmony import */ var _figures_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19298);
/* harmony import */ var _phrase_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(94942);
/* harmony import */ var _verdict_words_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(93206);





const mostUnknown = 10;
function stepsSection({ steps }) {
    const known = _release_step_name_js__WEBPACK_IMPORTED_MODULE_3__/* .stepNames */ .V.map((name) => rowOf(name, steps));
    const unknown = steps.filter(({ name }) => !_release_step_name_js__WEBPACK_IMPORTED_MODULE_3__/* .stepNames */ .V.some((step) => step === name));
    return {
        name: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .phrase */ .MZ) `steps`,
        content: [
            (0,_block_js__WEBPACK_IMPORTED_MODULE_4__/* .heading */ .R_)(3, (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .phrase */ .MZ) `Steps`),
            (0,_block_js__WEBPACK_IMPORTED_MODULE_4__/* .table */ .tp)([
                { title: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .phrase */ .MZ) `step` },
                { title: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .phrase */ .MZ) `verdict` },
                { title: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .phrase */ .MZ) `what`, width: 'wide' },
                { title: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .phrase */ .MZ) `took`, align: 'right' },
            ], [...known, ...unknown.slice(0, mostUnknown).map(tell)]),
        ],
    };
}
function rowOf(name, steps) {
    const step = steps.find((candidate) => candidate.name === name);
    return step === undefined ? [(0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(name), _phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .dash */ .T7, (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .phrase */ .MZ) `not begun`, _phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .dash */ .T7] : tell(step);
}
function tell(step) {
    const { name, state, attempts = 1 } = step;
    const summary = state === 'running' ? undefined : step.summary;
    const again = attempts > 1 ? (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .phrase */ .MZ) ` (begun ${attempts} times)` : _phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .nothing */ .s6;
    return [(0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .cell */ .Hn)(name, 60), (0,_verdict_words_js__WEBPACK_IMPORTED_MODULE_2__/* .standing */ .J)(step), (0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .phrase */ .MZ) `${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_1__/* .cell */ .Hn)(summary)}${again}`, (0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)(tookOf(step))];
}
function tookOf({ state, startedAt, finishedAt }) {
    if (state === 'running' || startedAt === undefined || finishedAt === undefined)
        return undefined;
    return finishedAt - startedAt;
}


/***/ }),

/***/ 93206:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ standing),
/* harmony export */   Z: () => (/* binding */ wordsOf)
/* harmony export */ });
/* harmony import */ var _phrase_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(94942);

const verdictWords = {
    pass: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .phrase */ .MZ) `✅\u00a0pass`,
    inconclusive: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .phrase */ .MZ) `❔\u00a0inconclusive`,
    fail: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .phrase */ .MZ) `❌\u00a0fail`,
    error: (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .phrase */ .MZ) `💥\u00a0error`,
};
function wordsOf(verdict) {
    return verdict === undefined ? _phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .dash */ .T7 : verdictWords[verdict];
}
function standing({ state, verdict }) {
    switch (state) {
        case 'running':
            return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .phrase */ .MZ) `⏳\u00a0running`;
        case 'in_progress':
            return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .phrase */ .MZ) `⏳\u00a0in progress`;
        case 'held':
            return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .phrase */ .MZ) `✋\u00a0held`;
        case 'planned':
            return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .phrase */ .MZ) `${wordsOf(verdict)}, planned`;
        case 'done':
        case 'failed':
            return wordsOf(verdict);
        default:
            return state === undefined ? wordsOf(verdict) : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(state, 40);
    }
}


/***/ }),

/***/ 75436:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ webAddress)
/* harmony export */ });
const mostCharacters = 2_000;
function webAddress(address) {
    if (!URL.canParse(address))
        return undefined;
    const url = new URL(address);
    const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
    if (!isWeb || url.username !== '' || url.password !== '')
        return undefined;
    return url.href.length > mostCharacters ? undefined : url.href;
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