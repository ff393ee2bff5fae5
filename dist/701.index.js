"use strict";
exports.id = 701;
exports.ids = [701];
exports.modules = {

/***/ 78701:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  K: () => (/* binding */ sectionsOf)
});

// EXTERNAL MODULE: ./lib/report/canary-section.js + 1 modules
var canary_section = __webpack_require__(19608);
// EXTERNAL MODULE: ./lib/report/block.js
var block = __webpack_require__(71050);
// EXTERNAL MODULE: ./lib/report/figures.js
var figures = __webpack_require__(19298);
// EXTERNAL MODULE: ./lib/report/phrase.js
var phrase = __webpack_require__(94942);
;// CONCATENATED MODULE: ./lib/report/gate-words.js


function limitWords(rule, limit) {
    switch (rule) {
        case 'min':
            return (0,phrase/* phrase */.MZ) `≥ ${(0,figures/* figure */.vP)(limit)}`;
        case 'max':
            return (0,phrase/* phrase */.MZ) `≤ ${(0,figures/* figure */.vP)(limit)}`;
        case 'max_regression':
            return (0,phrase/* phrase */.MZ) `at most ${(0,figures/* figure */.vP)(limit)} worse`;
        default:
            return (0,phrase/* phrase */.MZ) `${(0,phrase/* text */.Qq)(rule, 40)} ${(0,figures/* figure */.vP)(limit)}`;
    }
}
function subjectOf({ metric, gate, worst }) {
    if (gate.slice === undefined)
        return (0,phrase/* code */.aY)(metric, 60);
    const where = worst === undefined ? phrase/* nothing */.s6 : (0,phrase/* phrase */.MZ) `, worst ${(0,phrase/* code */.aY)(worst, 60)}`;
    return (0,phrase/* phrase */.MZ) `${(0,phrase/* code */.aY)(metric, 60)} per ${(0,phrase/* code */.aY)(gate.slice, 60)}${where}`;
}
function intervalWords({ interval }, rule) {
    if (interval === undefined)
        return phrase/* dash */.T7;
    const { low, high, confidence } = interval;
    const ends = rule === 'max_regression'
        ? (0,phrase/* phrase */.MZ) `change ${(0,figures/* signed */.x8)(low)} to ${(0,figures/* signed */.x8)(high)}`
        : (0,phrase/* phrase */.MZ) `${(0,figures/* figure */.vP)(low)} to ${(0,figures/* figure */.vP)(high)}`;
    return (0,phrase/* phrase */.MZ) `${ends} (${(0,figures/* share */.uM)(confidence)})`;
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/report/reading.js
var reading = __webpack_require__(37835);
// EXTERNAL MODULE: ./lib/report/record-view.js
var record_view = __webpack_require__(39386);
;// CONCATENATED MODULE: ./lib/report/gates-evidence.js



const judgement = {
    verdict: reading/* anyVerdict */.qN,
    examples: reading/* anyNumber */.iG,
    challenger: reading/* anyNumber */.iG,
    champion: reading/* anyNumber */.iG,
    change: reading/* anyNumber */.iG,
    interval: schemas/* object */.Ikc({ low: schemas/* number */.aig(), high: schemas/* number */.aig(), confidence: schemas/* number */.aig() })
        .optional()
        .catch(undefined),
    limit: reading/* anyNumber */.iG,
    margin: reading/* anyNumber */.iG,
    smallestDetectable: reading/* anyNumber */.iG,
    reason: reading/* anyText */.Ae,
};
const slice = schemas/* object */.Ikc({ value: schemas/* string */.YjP(), ...judgement });
const gate = schemas/* object */.Ikc({
    gate: schemas/* object */.Ikc({ slice: reading/* anyText */.Ae }).catch({}),
    rule: schemas/* string */.YjP(),
    metric: schemas/* string */.YjP(),
    ...judgement,
    slices: (0,reading/* listOf */.c3)(slice),
    worst: reading/* anyText */.Ae,
});
const registerEvidence = schemas/* object */.Ikc({
    metrics: (0,reading/* entriesOf */.Mc)(schemas/* number */.aig()),
    championMetrics: (0,reading/* entriesOf */.Mc)(schemas/* number */.aig()),
    champion: reading/* anyText */.Ae.nullable(),
    holdout: schemas/* object */.Ikc({ examples: reading/* anyNumber */.iG }).catch({}),
    gates: (0,reading/* listOf */.c3)(gate),
});
function readGates(view) {
    const evidence = (0,reading/* read */.LF)(registerEvidence, (0,record_view/* findStep */.MR)(view, 'register')?.evidence);
    if (evidence === undefined)
        return undefined;
    const isEmpty = evidence.gates.length === 0 && evidence.metrics.length === 0;
    return isEmpty ? undefined : evidence;
}
function isOpen({ verdict }) {
    return verdict !== 'pass';
}

;// CONCATENATED MODULE: ./lib/report/interval-rows.js

function intervalRows(gates) {
    return gates.flatMap((gate) => {
        const isChange = gate.rule === 'max_regression';
        const value = isChange ? gate.change : gate.challenger;
        const { interval, champion, verdict } = gate;
        if (interval === undefined || value === undefined)
            return [];
        const { low, high } = interval;
        const subject = subjectOf(gate);
        return [
            isChange
                ? { subject, measures: 'change', low, high, value, limit: limitOfChange(gate), verdict }
                : { subject, measures: 'value', low, high, value, champion, limit: gate.limit, verdict },
        ];
    });
}
function limitOfChange({ limit, change, margin }) {
    if (limit === undefined || change === undefined || margin === undefined)
        return undefined;
    const isHighBetter = Math.abs(margin - (limit + change)) <= Math.abs(margin - (limit - change));
    return isHighBetter ? -limit : limit;
}

// EXTERNAL MODULE: ./lib/report/verdict-words.js
var verdict_words = __webpack_require__(93206);
;// CONCATENATED MODULE: ./lib/report/comparison-section.js







const mostGates = 40;
const mostMetrics = 60;
function comparisonSection(view) {
    const evidence = readGates(view);
    if (evidence === undefined)
        return undefined;
    return {
        name: (0,phrase/* phrase */.MZ) `candidate against champion`,
        content: [
            (0,block/* heading */.R_)(3, (0,phrase/* phrase */.MZ) `Candidate against champion`),
            (0,block/* paragraph */.FY)(basis(evidence)),
            ...gatesOf(evidence.gates),
            ...metricsOf(evidence),
        ],
    };
}
function basis({ holdout, champion }) {
    const examples = holdout.examples;
    const judged = examples === undefined ? (0,phrase/* phrase */.MZ) `Judged` : (0,phrase/* phrase */.MZ) `Judged on ${(0,figures/* count */.U9)(examples)} examples`;
    return champion === null || champion === undefined
        ? (0,phrase/* phrase */.MZ) `${judged}; there is no champion to compare with.`
        : (0,phrase/* phrase */.MZ) `${judged}; the champion is version ${(0,phrase/* code */.aY)(champion, 40)}.`;
}
function gatesOf(gates) {
    if (gates.length === 0)
        return [];
    const shown = gates.slice(0, mostGates);
    const intervals = intervalRows(shown);
    const open = shown.filter(isOpen);
    const kept = shown.filter((gate) => !isOpen(gate));
    return [
        (0,block/* table */.tp)([
            { title: (0,phrase/* phrase */.MZ) `metric` },
            { title: (0,phrase/* phrase */.MZ) `champion`, align: 'right' },
            { title: (0,phrase/* phrase */.MZ) `candidate`, align: 'right' },
            { title: (0,phrase/* phrase */.MZ) `change`, align: 'right' },
            { title: (0,phrase/* phrase */.MZ) `interval` },
            { title: (0,phrase/* phrase */.MZ) `limit` },
            { title: (0,phrase/* phrase */.MZ) `margin`, align: 'right' },
            { title: (0,phrase/* phrase */.MZ) `verdict` },
        ], shown.map((gate) => [
            subjectOf(gate),
            (0,figures/* figure */.vP)(gate.champion),
            (0,figures/* figure */.vP)(gate.challenger),
            (0,figures/* signed */.x8)(gate.change),
            intervalWords(gate, gate.rule),
            limitWords(gate.rule, gate.limit),
            (0,figures/* signed */.x8)(gate.margin),
            (0,verdict_words/* wordsOf */.Z)(gate.verdict),
        ])),
        ...(gates.length > mostGates
            ? [(0,block/* paragraph */.FY)((0,phrase/* phrase */.MZ) `And ${gates.length - mostGates} more, in the release record.`)]
            : []),
        ...(intervals.length === 0 ? [] : [{ kind: 'interval_chart', rows: intervals }]),
        ...(open.length === 0 ? [] : [(0,block/* bullets */.e5)(open.map(inWords))]),
        ...(kept.length === 0
            ? []
            : [(0,block/* details */.zH)((0,phrase/* phrase */.MZ) `Gates that hold, in words`, [(0,block/* bullets */.e5)(kept.map(inWords))])]),
    ];
}
function inWords(gate) {
    const { slice } = gate.gate;
    const part = slice === undefined ? phrase/* nothing */.s6 : (0,phrase/* phrase */.MZ) ` per ${(0,phrase/* code */.aY)(slice, 60)}`;
    const rule = (0,phrase/* phrase */.MZ) `${(0,phrase/* code */.aY)(gate.metric, 60)} ${limitWords(gate.rule, gate.limit)}${part}`;
    const reason = gate.reason ?? 'no reason was recorded';
    const { smallestDetectable } = gate;
    const detectable = smallestDetectable === undefined || gate.verdict !== 'pass'
        ? phrase/* nothing */.s6
        : (0,phrase/* phrase */.MZ) `. A loss of ${(0,figures/* figure */.vP)(smallestDetectable)} would show four times in five`;
    return (0,phrase/* phrase */.MZ) `${(0,verdict_words/* wordsOf */.Z)(gate.verdict)}: ${rule} – ${(0,phrase/* text */.Qq)(reason, 400)}${detectable}`;
}
function metricsOf({ metrics, championMetrics, gates }) {
    const gated = gates.filter(({ gate }) => gate.slice === undefined).map(({ metric }) => metric);
    const others = metrics.filter(([name]) => !gated.includes(name)).slice(0, mostMetrics);
    if (others.length === 0)
        return [];
    const champion = new Map(championMetrics);
    return [
        (0,block/* details */.zH)((0,phrase/* phrase */.MZ) `Metrics without a gate: ${others.length}`, [
            (0,block/* table */.tp)([
                { title: (0,phrase/* phrase */.MZ) `metric` },
                { title: (0,phrase/* phrase */.MZ) `champion`, align: 'right' },
                { title: (0,phrase/* phrase */.MZ) `candidate`, align: 'right' },
                { title: (0,phrase/* phrase */.MZ) `change`, align: 'right' },
            ], others.map(([name, value]) => {
                const before = champion.get(name);
                const change = before === undefined ? undefined : value - before;
                return [(0,phrase/* cell */.Hn)(name, 60), (0,figures/* figure */.vP)(before), (0,figures/* figure */.vP)(value), (0,figures/* signed */.x8)(change)];
            })),
        ]),
    ];
}

// EXTERNAL MODULE: ./lib/report/readable.js
var readable = __webpack_require__(98187);
;// CONCATENATED MODULE: ./lib/report/data-section.js








const mostSets = 20;
const mostBroken = 30;
const mostLines = 40;
const measured = schemas/* union */.KCZ([schemas/* number */.aig(), schemas/* string */.YjP()]).optional().catch(undefined);
const finding = schemas/* object */.Ikc({
    column: reading/* anyText */.Ae,
    rule: schemas/* string */.YjP(),
    verdict: reading/* anyVerdict */.qN,
    value: measured,
    limit: measured,
    unit: reading/* anyText */.Ae,
    count: reading/* anyNumber */.iG,
    rows: (0,reading/* listOf */.c3)(schemas/* number */.aig()),
    tokens: (0,reading/* listOf */.c3)(schemas/* string */.YjP()),
    remedy: reading/* anyText */.Ae,
});
const dataSet = schemas/* object */.Ikc({
    rows: reading/* anyNumber */.iG,
    bytes: reading/* anyNumber */.iG,
    sha256: reading/* anyText */.Ae,
    findings: (0,reading/* listOf */.c3)(finding),
});
const tests = schemas/* object */.Ikc({ verdict: reading/* anyVerdict */.qN, exitCode: reading/* anyNumber */.iG, tail: (0,reading/* listOf */.c3)(schemas/* string */.YjP()) });
const evidence = schemas/* object */.Ikc({
    data: (0,reading/* entriesOf */.Mc)(dataSet),
    tests: tests.optional().catch(undefined),
});
function dataSection(view) {
    const found = (0,reading/* read */.LF)(evidence, (0,record_view/* findStep */.MR)(view, 'validate')?.evidence);
    if (found === undefined)
        return undefined;
    const sets = found.data.slice(0, mostSets);
    if (sets.length === 0 && found.tests === undefined)
        return undefined;
    return {
        name: (0,phrase/* phrase */.MZ) `data checks`,
        content: [
            (0,block/* heading */.R_)(3, (0,phrase/* phrase */.MZ) `Data checks`),
            ...(sets.length === 0 ? [] : rulesOf(sets)),
            ...(found.tests === undefined ? [] : testsOf(found.tests)),
        ],
    };
}
function rulesOf(sets) {
    const broken = sets.flatMap(([name, set]) => set.findings.filter(({ verdict }) => verdict !== 'pass').map((one) => ({ name, one })));
    const rules = sets.reduce((sum, [, set]) => sum + set.findings.length, 0);
    if (broken.length === 0) {
        return [(0,block/* details */.zH)((0,phrase/* phrase */.MZ) `✅ ${rules} of ${rules} rules kept`, [overview(sets)])];
    }
    const told = broken.slice(0, mostBroken);
    const more = broken.length - told.length;
    const remedies = told.filter(({ one }) => one.remedy !== undefined);
    return [
        (0,block/* paragraph */.FY)((0,phrase/* phrase */.MZ) `❌ ${broken.length} of ${rules} rules are broken.`),
        (0,block/* table */.tp)([
            { title: (0,phrase/* phrase */.MZ) `data` },
            { title: (0,phrase/* phrase */.MZ) `column` },
            { title: (0,phrase/* phrase */.MZ) `rule` },
            { title: (0,phrase/* phrase */.MZ) `found`, align: 'right' },
            { title: (0,phrase/* phrase */.MZ) `limit`, align: 'right' },
            { title: (0,phrase/* phrase */.MZ) `rows`, align: 'right' },
            { title: (0,phrase/* phrase */.MZ) `first` },
            { title: (0,phrase/* phrase */.MZ) `verdict` },
        ], told.map(({ name, one }) => brokenRow(name, one))),
        ...(more > 0 ? [(0,block/* paragraph */.FY)((0,phrase/* phrase */.MZ) `And ${more} more, in the release record.`)] : []),
        ...(remedies.length === 0
            ? []
            : [(0,block/* details */.zH)((0,phrase/* phrase */.MZ) `What to do`, [(0,block/* bullets */.e5)(remedies.map(({ one }) => remedyOf(one)))])]),
        (0,block/* details */.zH)((0,phrase/* phrase */.MZ) `The data sets`, [overview(sets)]),
    ];
}
function overview(sets) {
    return (0,block/* table */.tp)([
        { title: (0,phrase/* phrase */.MZ) `data` },
        { title: (0,phrase/* phrase */.MZ) `rows`, align: 'right' },
        { title: (0,phrase/* phrase */.MZ) `size`, align: 'right' },
        { title: (0,phrase/* phrase */.MZ) `rules kept`, align: 'right' },
        { title: (0,phrase/* phrase */.MZ) `SHA-256` },
    ], sets.map(([name, { rows, bytes: size, findings, sha256 }]) => {
        const kept = findings.filter(({ verdict }) => verdict === 'pass').length;
        const digest = sha256 === undefined ? phrase/* dash */.T7 : (0,phrase/* code */.aY)((0,readable/* shorten */.ml)(sha256, 12));
        return [
            (0,phrase/* code */.aY)(name, 60),
            (0,figures/* count */.U9)(rows),
            (0,figures/* bytes */.ee)(size),
            (0,phrase/* phrase */.MZ) `${kept} of ${findings.length}`,
            digest,
        ];
    }));
}
function brokenRow(name, one) {
    return [
        (0,phrase/* code */.aY)(name, 60),
        one.column === undefined ? phrase/* dash */.T7 : (0,phrase/* code */.aY)(one.column, 60),
        (0,phrase/* cell */.Hn)(one.rule, 40),
        measure(one.value, one),
        measure(one.limit, one),
        (0,figures/* count */.U9)(one.count),
        firstOf(one),
        (0,verdict_words/* wordsOf */.Z)(one.verdict),
    ];
}
function measure(value, { rule, unit }) {
    if (typeof value !== 'number')
        return (0,phrase/* cell */.Hn)(value, 60);
    if (rule === 'maxNullFraction')
        return (0,figures/* share */.uM)(value);
    return unit === 'rows' ? (0,phrase/* phrase */.MZ) `${(0,figures/* count */.U9)(value)}\u00a0rows` : (0,figures/* figure */.vP)(value);
}
function firstOf({ rows, tokens }) {
    const places = rows.slice(0, 5).map((row) => (0,phrase/* phrase */.MZ) `${row}`);
    const where = places.length === 0 ? [] : [(0,phrase/* phrase */.MZ) `row ${(0,phrase/* join */.fj)(places, (0,phrase/* phrase */.MZ) `, `)}`];
    const what = tokens.slice(0, 5).map((token) => (0,phrase/* code */.aY)(token, 40));
    const told = [...where, ...(what.length === 0 ? [] : [(0,phrase/* join */.fj)(what, (0,phrase/* phrase */.MZ) ` `)])];
    return told.length === 0 ? phrase/* dash */.T7 : (0,phrase/* join */.fj)(told, (0,phrase/* phrase */.MZ) `: `);
}
function remedyOf({ column, rule, remedy }) {
    const where = column === undefined ? phrase/* nothing */.s6 : (0,phrase/* phrase */.MZ) ` of ${(0,phrase/* code */.aY)(column, 60)}`;
    return (0,phrase/* phrase */.MZ) `${(0,phrase/* cell */.Hn)(rule, 40)}${where}: ${(0,phrase/* text */.Qq)(remedy ?? '')}`;
}
function testsOf({ verdict, exitCode, tail }) {
    const ended = exitCode === undefined || exitCode === 0 ? phrase/* nothing */.s6 : (0,phrase/* phrase */.MZ) `, exit code ${exitCode}`;
    const words = (0,block/* paragraph */.FY)((0,phrase/* phrase */.MZ) `Tests of the training program: ${(0,verdict_words/* wordsOf */.Z)(verdict)}${ended}.`);
    if (verdict === 'pass' || tail.length === 0)
        return [words];
    return [words, (0,block/* details */.zH)((0,phrase/* phrase */.MZ) `The last lines they printed`, [(0,block/* log */.Rm)(tail.slice(-mostLines))])];
}

// EXTERNAL MODULE: ./lib/report/headline-section.js
var headline_section = __webpack_require__(63597);
;// CONCATENATED MODULE: ./lib/report/provenance-section.js






const mostDigests = 20;
const training = schemas/* object */.Ikc({ image: reading/* anyText */.Ae });
function provenanceSection(view, context) {
    const facts = factsOf(view, context).flatMap(([name, value]) => value === undefined ? [] : [[name, value]]);
    return {
        name: (0,phrase/* phrase */.MZ) `provenance`,
        content: [
            (0,block/* heading */.R_)(3, (0,phrase/* phrase */.MZ) `Provenance`),
            (0,block/* details */.zH)((0,phrase/* phrase */.MZ) `Commit, job, image, model, record`, [
                (0,block/* table */.tp)([{ title: (0,phrase/* phrase */.MZ) `what` }, { title: (0,phrase/* phrase */.MZ) `where` }], facts),
            ]),
        ],
    };
}
function factsOf(view, { commitUrl, runUrl, recordUrl }) {
    const train = (0,record_view/* findStep */.MR)(view, 'train');
    const canary = (0,record_view/* findStep */.MR)(view, 'canary-promote');
    const ledger = canary?.progress.get('ledger');
    return [
        [(0,phrase/* phrase */.MZ) `release`, named(view.releaseId)],
        [(0,phrase/* phrase */.MZ) `commit`, linked(view.commit, commitUrl)],
        [(0,phrase/* phrase */.MZ) `training job`, named((0,record_view/* outputOf */.jH)(train, 'job'))],
        [(0,phrase/* phrase */.MZ) `training image`, named((0,reading/* read */.LF)(training, train?.evidence)?.image)],
        [(0,phrase/* phrase */.MZ) `training output`, named((0,record_view/* outputOf */.jH)(train, 'output_dir'))],
        [(0,phrase/* phrase */.MZ) `model version`, named((0,record_view/* outputOf */.jH)((0,record_view/* findStep */.MR)(view, 'register'), 'model_version'))],
        [(0,phrase/* phrase */.MZ) `staging endpoint`, named((0,record_view/* outputOf */.jH)((0,record_view/* findStep */.MR)(view, 'deploy-staging'), 'endpoint'))],
        [(0,phrase/* phrase */.MZ) `production endpoint`, named((0,record_view/* outputOf */.jH)(canary, 'endpoint'))],
        [(0,phrase/* phrase */.MZ) `ledger`, typeof ledger === 'string' ? named(ledger) : undefined],
        [(0,phrase/* phrase */.MZ) `record`, linked(recordUrl, recordUrl)],
        [(0,phrase/* phrase */.MZ) `run`, linked(runUrl ?? view.host.runUrl, runUrl)],
        [(0,phrase/* phrase */.MZ) `host`, named(view.host.name)],
        [(0,phrase/* phrase */.MZ) `opened`, view.openedAt === undefined ? undefined : (0,figures/* moment */.n$)(view.openedAt)],
        [(0,phrase/* phrase */.MZ) `last change`, view.updatedAt === undefined ? undefined : (0,figures/* moment */.n$)(view.updatedAt)],
        [(0,phrase/* phrase */.MZ) `finished`, view.finishedAt === undefined ? undefined : (0,figures/* moment */.n$)(view.finishedAt)],
        ...view.identity
            .slice(0, mostDigests)
            .map(([what, digest]) => [(0,phrase/* phrase */.MZ) `identity: ${(0,phrase/* code */.aY)(what, 60)}`, named(digest)]),
    ];
}
function named(value) {
    return value === undefined || value === '' ? undefined : (0,phrase/* code */.aY)(value, 260);
}
function linked(value, address) {
    const name = named(value);
    return name === undefined ? undefined : (0,phrase/* link */.nf)(name, address);
}

;// CONCATENATED MODULE: ./lib/report/slices-section.js






const slices_section_mostGates = 10;
const mostSlices = 40;
function slicesSection(view) {
    const gates = (readGates(view)?.gates ?? []).filter(({ slices }) => slices.length > 0);
    if (gates.length === 0)
        return undefined;
    return {
        name: (0,phrase/* phrase */.MZ) `slices`,
        content: [(0,block/* heading */.R_)(3, (0,phrase/* phrase */.MZ) `Slices`), ...gates.slice(0, slices_section_mostGates).flatMap(gateOnSlices)],
    };
}
function gateOnSlices(gate) {
    const { metric, rule, slices } = gate;
    const name = gate.gate.slice ?? 'slice';
    const shown = slices.slice(0, mostSlices);
    const more = slices.length - shown.length;
    return [
        (0,block/* paragraph */.FY)(verdictOn(gate)),
        (0,block/* details */.zH)((0,phrase/* phrase */.MZ) `All slices (${slices.length}): ${(0,phrase/* text */.Qq)(metric, 60)} per ${(0,phrase/* text */.Qq)(name, 60)}`, [
            (0,block/* table */.tp)([
                { title: (0,phrase/* cell */.Hn)(name, 60) },
                { title: (0,phrase/* phrase */.MZ) `examples`, align: 'right' },
                { title: (0,phrase/* phrase */.MZ) `champion`, align: 'right' },
                { title: (0,phrase/* phrase */.MZ) `candidate`, align: 'right' },
                { title: (0,phrase/* phrase */.MZ) `change`, align: 'right' },
                { title: (0,phrase/* phrase */.MZ) `interval` },
                { title: (0,phrase/* phrase */.MZ) `verdict` },
                { title: (0,phrase/* phrase */.MZ) `why`, width: 'wide' },
            ], shown.map((slice) => rowOf(slice, rule))),
            ...(more > 0 ? [(0,block/* paragraph */.FY)((0,phrase/* phrase */.MZ) `And ${more} more, in the release record.`)] : []),
        ]),
    ];
}
function verdictOn({ metric, rule, limit, gate, worst, slices, verdict }) {
    const subject = (0,phrase/* phrase */.MZ) `${(0,phrase/* code */.aY)(metric, 60)} ${limitWords(rule, limit)} per ${(0,phrase/* code */.aY)(gate.slice ?? 'slice', 60)}`;
    const found = slices.find(({ value }) => value === worst);
    if (found === undefined)
        return (0,phrase/* phrase */.MZ) `${(0,verdict_words/* wordsOf */.Z)(verdict)}: ${subject}, no slice could be judged.`;
    const measured = rule === 'max_regression' ? (0,figures/* signed */.x8)(found.change) : (0,figures/* figure */.vP)(found.challenger);
    return (0,phrase/* phrase */.MZ) `${(0,verdict_words/* wordsOf */.Z)(verdict)}: ${subject}, worst is ${(0,phrase/* code */.aY)(found.value, 60)} with ${measured} on ${(0,figures/* count */.U9)(found.examples)} examples.`;
}
function rowOf(slice, rule) {
    return [
        (0,phrase/* cell */.Hn)(slice.value, 60),
        (0,figures/* count */.U9)(slice.examples),
        (0,figures/* figure */.vP)(slice.champion),
        (0,figures/* figure */.vP)(slice.challenger),
        (0,figures/* signed */.x8)(slice.change),
        intervalWords(slice, rule),
        (0,verdict_words/* wordsOf */.Z)(slice.verdict),
        (0,phrase/* cell */.Hn)(slice.reason, 160),
    ];
}

;// CONCATENATED MODULE: ./lib/report/staging-section.js







const mostFailures = 20;
const mostMisses = 3;
const latency = schemas/* object */.Ikc({
    percentile: schemas/* string */.YjP(),
    value: reading/* anyNumber */.iG,
    limit: reading/* anyNumber */.iG,
    verdict: reading/* anyVerdict */.qN,
});
const failure = schemas/* object */.Ikc({ name: schemas/* string */.YjP(), misses: (0,reading/* listOf */.c3)(schemas/* string */.YjP()) });
const testEvidence = schemas/* object */.Ikc({
    cases: reading/* anyNumber */.iG,
    errorRate: reading/* anyNumber */.iG,
    latency: (0,reading/* listOf */.c3)(latency),
    failures: (0,reading/* listOf */.c3)(failure),
});
const stagingEvidence = schemas/* object */.Ikc({ refusal: reading/* anyText */.Ae });
function stagingSection(view) {
    const content = [...staging(view), ...test(view)];
    if (content.length === 0)
        return undefined;
    return {
        name: (0,phrase/* phrase */.MZ) `staging and integration test`,
        content: [(0,block/* heading */.R_)(3, (0,phrase/* phrase */.MZ) `Staging and integration test`), ...content],
    };
}
function staging(view) {
    const step = (0,record_view/* findStep */.MR)(view, 'deploy-staging');
    const endpoint = (0,record_view/* outputOf */.jH)(step, 'endpoint');
    if (step === undefined || endpoint === undefined)
        return [];
    const { refusal } = (0,reading/* read */.LF)(stagingEvidence, step.evidence) ?? {};
    if (refusal !== undefined) {
        return [(0,block/* paragraph */.FY)((0,phrase/* phrase */.MZ) `❌ The candidate refused the smoke request: ${(0,phrase/* text */.Qq)(refusal, 400)}`)];
    }
    const id = (0,record_view/* outputOf */.jH)(step, 'deployed_model_id');
    const as = id === undefined ? phrase/* nothing */.s6 : (0,phrase/* phrase */.MZ) ` as ${(0,phrase/* code */.aY)(id, 40)}`;
    return [(0,block/* paragraph */.FY)((0,phrase/* phrase */.MZ) `${(0,phrase/* code */.aY)(lastPart(endpoint), 80)} serves the candidate${as}.`)];
}
function test(view) {
    const step = (0,record_view/* findStep */.MR)(view, 'integration-test');
    const evidence = (0,reading/* read */.LF)(testEvidence, step?.evidence);
    if (step === undefined || evidence === undefined)
        return [];
    return [
        ...casesOf(evidence, step.outputs.get('passed')),
        ...latencyOf(evidence),
        ...failuresOf(evidence),
    ];
}
function casesOf({ cases, errorRate }, passed) {
    if (cases === undefined)
        return [];
    const right = typeof passed === 'number'
        ? (0,phrase/* phrase */.MZ) `${(0,figures/* count */.U9)(passed)} of ${(0,figures/* count */.U9)(cases)} golden cases as expected`
        : (0,phrase/* phrase */.MZ) `${(0,figures/* count */.U9)(cases)} golden cases`;
    const errors = errorRate === undefined ? phrase/* nothing */.s6 : (0,phrase/* phrase */.MZ) `, ${(0,figures/* share */.uM)(errorRate)} answered with an error`;
    return [(0,block/* paragraph */.FY)((0,phrase/* phrase */.MZ) `${right}${errors}.`)];
}
function latencyOf({ latency: checks }) {
    if (checks.length === 0)
        return [];
    return [
        (0,block/* table */.tp)([
            { title: (0,phrase/* phrase */.MZ) `latency` },
            { title: (0,phrase/* phrase */.MZ) `measured`, align: 'right' },
            { title: (0,phrase/* phrase */.MZ) `limit`, align: 'right' },
            { title: (0,phrase/* phrase */.MZ) `verdict` },
        ], checks
            .slice(0, 10)
            .map(({ percentile, value, limit, verdict }) => [
            (0,phrase/* cell */.Hn)(percentile, 20),
            (0,figures/* duration */.p0)(value),
            (0,figures/* duration */.p0)(limit),
            (0,verdict_words/* wordsOf */.Z)(verdict),
        ])),
    ];
}
function failuresOf({ failures }) {
    if (failures.length === 0)
        return [];
    const told = failures.slice(0, mostFailures).map(failureWords);
    return [(0,block/* details */.zH)((0,phrase/* phrase */.MZ) `Golden cases that failed, the first ${told.length}`, [(0,block/* bullets */.e5)(told)])];
}
function failureWords({ name, misses }) {
    const told = misses.slice(0, mostMisses).map((miss) => (0,phrase/* text */.Qq)(miss, 200));
    const more = misses.length > told.length ? [(0,phrase/* phrase */.MZ) `and ${misses.length - told.length} more`] : [];
    return (0,phrase/* phrase */.MZ) `${(0,phrase/* code */.aY)(name, 80)}: ${(0,phrase/* join */.fj)([...told, ...more], (0,phrase/* phrase */.MZ) `; `)}`;
}
function lastPart(name) {
    return name.split('/').at(-1) ?? name;
}

// EXTERNAL MODULE: ./lib/report/steps-section.js
var steps_section = __webpack_require__(38430);
;// CONCATENATED MODULE: ./lib/report/sections.js








function sectionsOf(view, context) {
    return [
        (0,headline_section/* headlineSection */.W)(view, context),
        (0,steps_section/* stepsSection */.Z)(view),
        comparisonSection(view),
        slicesSection(view),
        (0,canary_section/* canarySection */.g)(view),
        dataSection(view),
        stagingSection(view),
        provenanceSection(view, context),
    ].filter((section) => section !== undefined);
}


/***/ })

};
;