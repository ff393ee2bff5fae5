"use strict";
exports.id = 809;
exports.ids = [809];
exports.modules = {

/***/ 2809:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  renderComment: () => (/* binding */ renderComment),
  m: () => (/* binding */ summaryLimit)
});

// UNUSED EXPORTS: commentLimit

;// CONCATENATED MODULE: ./lib/report/block.js
function heading(level, title) {
    return `${'#'.repeat(level)} ${title}`;
}
function paragraph(sentence) {
    return `${sentence}`;
}
function bullets(items) {
    return items.map((item) => `- ${item}`).join('\n');
}
function quote(sentence) {
    return `> ${sentence}`;
}
function table(columns, rows) {
    const line = (cells) => `| ${columns.map((_, index) => cells[index] ?? '').join(' | ')} |`;
    const titles = line(columns.map(({ title }) => title));
    const rule = line(columns.map(({ align }) => (align === 'right' ? '--:' : '---')));
    return [titles, rule, ...rows.map(line)].join('\n');
}
function details(summary, content) {
    const opening = `<details><summary>${summary}</summary>`;
    return stack([opening, ...content, '</details>']);
}
function stack(blocks) {
    return blocks.join('\n\n');
}

// EXTERNAL MODULE: ./lib/canary/look.js
var canary_look = __webpack_require__(6270);
;// CONCATENATED MODULE: ./lib/report/escape-reference.js
const part = '&#8203;';
const reference = new RegExp([
    '@',
    '#',
    '(?<!\\d):(?=[\\w+/-])|:(?=[\\w+/-])(?!\\d\\d(?!\\w))',
    '/(?=/)',
    '[Ww]{3}(?=\\.)',
    '\\b(?:[Gg][Hh](?:[Ss][Aa])?|[A-Z][A-Z0-9]+)-(?=\\w)',
    '\\b(?<hash>(?=[a-fA-F]*\\d)(?=\\d*[a-fA-F])[0-9a-fA-F]{7,40})\\b',
].join('|'), 'g');
function escapeWith(text, special, replace) {
    const risk = new RegExp(`(?<special>${special.source})|${reference.source}`, 'gu');
    return text.replaceAll(risk, (found, ...rest) => {
        const groups = rest.at(-1);
        if (groups.special !== undefined)
            return replace(found);
        return groups.hash === undefined ? `${replace(found)}${part}` : piecesOf(found).join(part);
    });
}
function piecesOf(hash) {
    return hash.match(/.{1,6}/gu) ?? [];
}

;// CONCATENATED MODULE: ./lib/report/markdown.js
const mark = (parts, ...values) => fill(parts, values);
const htm = (parts, ...values) => fill(parts, values);
const diagram = (parts, ...values) => fill(parts, values);
const nothing = mark ``;
function join(parts, separator) {
    return parts.join(separator);
}
function enumerate(parts) {
    const [last = nothing, ...others] = parts.toReversed();
    if (others.length === 0)
        return last;
    return mark `${join(others.toReversed(), mark `, `)} and ${last}`;
}
function fill(parts, values) {
    return parts.reduce((text, part, index) => `${text}${values[index - 1] ?? ''}${part}`);
}

// EXTERNAL MODULE: ./lib/report/readable.js
var readable = __webpack_require__(8187);
;// CONCATENATED MODULE: ./lib/report/escape-text.js



const mostCharacters = 300;
const special = /[\\`*_~[\]<>&|$]/;
const entities = {
    '<': '&lt;',
    '>': '&gt;',
    '&': '&amp;',
    '|': '&#124;',
    $: '&#36;',
};
function escape_text_text(value, most = mostCharacters) {
    const escaped = escapeWith((0,readable/* readableLine */.$O)(value, most), special, escapeOne);
    return guardStart(escaped);
}
function cell(value, most = mostCharacters) {
    const escaped = value === undefined ? nothing : escape_text_text(value, most);
    return escaped === '' ? dash : escaped;
}
const dash = mark `–`;
function escapeOne(found) {
    return entities[found] ?? (/^[\\`*_~[\]#]$/.test(found) ? `\\${found}` : found);
}
function guardStart(line) {
    return line.replace(/^[-+=](?![\d.])/, '\\$&').replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
}

;// CONCATENATED MODULE: ./lib/report/escape-code.js


function code(value, most = 200) {
    const name = (0,readable/* readableLine */.$O)(value, most);
    if (name === '')
        return dash;
    if (name.includes('|'))
        return escape_text_text(name, most);
    const fence = '`'.repeat(longestRun(name) + 1);
    const space = name.startsWith('`') || name.endsWith('`') ? ' ' : '';
    return `${fence}${space}${name}${space}${fence}`;
}
function logBlock(lines, mostCharacters = 300) {
    return fenced('text', lines.map((line) => (0,readable/* readableLogLine */.FB)(line, mostCharacters)));
}
function mermaidBlock(lines) {
    return fenced('mermaid', lines);
}
function fenced(language, lines) {
    const fence = '`'.repeat(Math.max(3, ...lines.map((line) => longestRun(line) + 1)));
    return [`${fence}${language}`, ...lines, fence].join('\n');
}
function longestRun(line) {
    return Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
}

;// CONCATENATED MODULE: ./lib/report/escape-mermaid.js

function mermaidLabel(value, most = 60) {
    const plain = (0,readable/* readableLine */.$O)(value, most).replaceAll(/[^\p{L}\p{N}._ -]+/gu, ' ');
    const quiet = plain.replaceAll(/([-._])\1+/g, '$1').trim();
    return `"${quiet === '' ? '-' : quiet}"`;
}

;// CONCATENATED MODULE: ./lib/report/canary-chart.js




const highest = 200;
function canaryChart(title, looks) {
    const evidence = looks.map((look) => bounded((0,canary_look/* percentOfLimit */.mP)(look.evidence)));
    const top = Math.max(100, ...evidence);
    const numbers = looks.map((_, index) => diagram `"${index + 1}"`);
    return mermaidBlock([
        diagram `xychart-beta`,
        diagram `  title ${mermaidLabel(title)}`,
        diagram `  x-axis "look" [${list(numbers)}]`,
        diagram `  y-axis "percent" 0 --> ${top}`,
        diagram `  bar [${points(looks.map(({ percent }) => bounded(percent)))}]`,
        diagram `  line [${points(evidence)}]`,
        diagram `  line [${points(looks.map(() => 100))}]`,
    ]);
}
function points(values) {
    return list(values.map((value) => diagram `${value}`));
}
function list(items) {
    return join(items, diagram `, `);
}
function bounded(percent) {
    return Math.round(Math.min(highest, Math.max(0, percent)));
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(4377);
// EXTERNAL MODULE: ./lib/release/verdict.js
var verdict = __webpack_require__(1551);
;// CONCATENATED MODULE: ./lib/report/reading.js


const anyText = schemas/* string */.YjP().optional().catch(undefined);
const anyNumber = schemas/* number */.aig().optional().catch(undefined);
const anyVerdict = schemas/* enum */.k5n(verdict/* verdicts */.r).optional().catch(undefined);
const anyTime = iso/* datetime */.w$()
    .transform((iso) => Date.parse(iso))
    .pipe(schemas/* number */.aig())
    .optional()
    .catch(undefined);
function listOf(element) {
    return schemas/* array */.YOg(schemas/* unknown */.L5J())
        .catch([])
        .transform((all) => all.flatMap((one) => asList(element.safeParse(one))));
}
function entriesOf(value) {
    return schemas/* custom */.IeY((found) => typeof found === 'object' && found !== null && !Array.isArray(found))
        .catch({})
        .transform((found) => Object.entries(found).flatMap(([key, one]) => asList(value.safeParse(one)).map((parsed) => [key, parsed])));
}
function read(shape, value) {
    return shape.safeParse(value).data;
}
function asList(parsed) {
    return parsed.success ? [parsed.data] : [];
}

// EXTERNAL MODULE: ./lib/units/bytes.js
var bytes = __webpack_require__(7731);
// EXTERNAL MODULE: ./lib/units/duration.js
var duration = __webpack_require__(9462);
// EXTERNAL MODULE: ./lib/units/percent.js
var percent = __webpack_require__(7509);
;// CONCATENATED MODULE: ./lib/report/figures.js





function figure(value) {
    return value === undefined ? dash : mark `${rounded(value)}`;
}
function signed(value) {
    return value !== undefined && value > 0 ? mark `+${figure(value)}` : figure(value);
}
function count(value) {
    if (value === undefined)
        return dash;
    return inOnePiece(String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ' '));
}
function counted(value, one, many) {
    return mark `${count(value)} ${value === 1 ? one : many}`;
}
function share(value) {
    return value === undefined ? dash : inOnePiece((0,percent/* formatShare */.T)(value));
}
function figures_percent(value) {
    return mark `${figure(value)}&nbsp;%`;
}
function figures_bytes(value) {
    return value === undefined ? dash : inOnePiece((0,bytes/* formatBytes */.z)(value));
}
function figures_duration(ms) {
    return ms === undefined ? dash : inOnePiece((0,duration/* formatDuration */.a)(Math.max(0, ms)));
}
function timeOfDay(at) {
    return at === undefined ? dash : escape_text_text(new Date(at).toISOString().slice(11, 19));
}
function moment(at) {
    if (at === undefined)
        return dash;
    return escape_text_text(`${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`);
}
function inOnePiece(words) {
    return join(words.split(' ').map((word) => escape_text_text(word)), mark `&nbsp;`);
}
function rounded(value) {
    return 0 + Number(value.toPrecision(4));
}

;// CONCATENATED MODULE: ./lib/report/split-words.js






const mostModels = 6;
const anySplit = entriesOf(schemas/* number */.aig());
function splitWords(split) {
    if (split.length === 0)
        return dash;
    const told = split
        .slice(0, mostModels)
        .map(([id, share]) => mark `${code(id, 40)}&nbsp;${figures_percent(share)}`);
    const more = split.length - told.length;
    return join(more > 0 ? [...told, mark `${more} more`] : told, mark `, `);
}
function readSplit(text) {
    if (text === undefined)
        return [];
    try {
        return read(anySplit, JSON.parse(text)) ?? [];
    }
    catch {
        return [];
    }
}

;// CONCATENATED MODULE: ./lib/report/canary-evidence.js



const arm = schemas/* object */.Ikc({ requests: schemas/* number */.aig(), errors: schemas/* number */.aig() });
const anyArm = arm.optional().catch(undefined);
const reason = schemas/* object */.Ikc({ kind: anyText, text: schemas/* string */.YjP() });
const look = schemas/* object */.Ikc({
    at: anyTime,
    percent: schemas/* number */.aig(),
    decision: schemas/* string */.YjP(),
    reasons: listOf(reason),
    evidence: schemas/* object */.Ikc({
        logEvidence: schemas/* number */.aig(),
        logLimit: schemas/* number */.aig().positive(),
        pValue: schemas/* number */.aig().catch(1),
    }),
    challenger: arm,
    champion: arm,
});
const shift = schemas/* object */.Ikc({ percent: schemas/* number */.aig(), at: anyTime, split: anySplit });
const detectable = schemas/* discriminatedUnion */.gMt('kind', [
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz('ratio'), ratio: schemas/* number */.aig(), rate: schemas/* number */.aig() }),
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz('rate'), rate: schemas/* number */.aig() }),
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz('none') }),
]);
const canary_evidence_final = schemas/* object */.Ikc({
    windows: anyNumber,
    missingWindows: anyNumber,
    challenger: anyArm,
    champion: anyArm,
    detectable: detectable.optional().catch(undefined),
});
const plan = schemas/* object */.Ikc({ alpha: anyNumber, steps: listOf(schemas/* number */.aig()) });
const canary = schemas/* object */.Ikc({
    plan: plan.optional().catch(undefined),
    startedAt: anyTime,
    correlation: schemas/* object */.Ikc({ kind: anyText }).optional().catch(undefined),
    shifts: listOf(shift),
    restoredAt: anyTime,
    looks: listOf(look),
    final: canary_evidence_final.optional().catch(undefined),
    reason: anyText,
});
function readCanary(step) {
    return step?.evidence === undefined ? undefined : read(canary, step.evidence);
}

// EXTERNAL MODULE: ./lib/canary/reason.js
var canary_reason = __webpack_require__(885);
;// CONCATENATED MODULE: ./lib/report/canary-words.js





const decisions = {
    advance: mark `➡️&nbsp;advance`,
    continue: mark `⏳&nbsp;continue`,
    hold: mark `✋&nbsp;hold`,
    roll_back: mark `↩️&nbsp;roll back`,
};
function decisionWords({ decision, reasons }) {
    const known = Object.hasOwn(decisions, decision) ? decisions[decision] : undefined;
    const why = reasons
        .filter(({ kind }) => kind !== 'correlation_unknown')
        .map((reason) => reason.text)
        .join('; ');
    return mark `${known ?? escape_text_text(decision, 40)}: ${cell(why)}`;
}
function armWords({ requests, errors }) {
    return mark `${count(errors)} of ${count(requests)}`;
}
function evidenceWords({ evidence }) {
    return mark `${figures_percent((0,canary_look/* percentOfLimit */.mP)(evidence))}`;
}
function basisWords({ plan, final, correlation }) {
    const sentences = [];
    const alpha = plan?.alpha;
    const chance = alpha === undefined
        ? nothing
        : mark `; a healthy challenger reaches that with probability ${figure(alpha)} at most`;
    sentences.push(mark `Counts are errors of requests since the canary began. Evidence is in percent of what a roll back takes${chance}.`);
    if (final?.windows !== undefined) {
        const missing = final.missingWindows ?? 0;
        sentences.push(mark `${count(final.windows)} settled windows had metrics, ${count(missing)} had none, which is no evidence.`);
    }
    const fault = final?.detectable;
    if (fault?.kind === 'none')
        sentences.push(mark `There were too few requests to find any fault.`);
    else if (fault !== undefined) {
        sentences.push(mark `The smallest fault these requests could have shown is ${escape_text_text((0,canary_reason/* nameFault */.IY)(fault))}, with 95 % power.`);
    }
    if (correlation?.kind === 'unknown') {
        sentences.push(mark `Requests are taken as independent: the champion's history is too short to estimate how they hang together.`);
    }
    return sentences;
}

// EXTERNAL MODULE: ./lib/release/step-name.js
var step_name = __webpack_require__(2992);
;// CONCATENATED MODULE: ./lib/report/record-view.js



const outputs = entriesOf(schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig(), schemas/* boolean */.zMY()])).transform((all) => new Map(all));
const step = schemas/* object */.Ikc({
    state: anyText,
    verdict: anyVerdict,
    summary: anyText,
    startedAt: anyTime,
    finishedAt: anyTime,
    attempts: anyNumber,
    outputs,
    progress: outputs,
    evidence: schemas/* unknown */.L5J(),
});
const record = schemas/* object */.Ikc({
    releaseId: anyText,
    model: anyText,
    commit: anyText,
    emulated: schemas/* boolean */.zMY().catch(false),
    outcome: anyText,
    identity: entriesOf(schemas/* string */.YjP()),
    openedAt: anyTime,
    updatedAt: anyTime,
    finishedAt: anyTime,
    host: schemas/* object */.Ikc({ name: anyText, runUrl: anyText }).catch({}),
    steps: entriesOf(step),
});
function viewRecord(value) {
    const { steps, ...rest } = read(record, value) ?? record.parse({});
    const known = step_name/* stepNames */.V;
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

;// CONCATENATED MODULE: ./lib/report/canary-section.js










const mostShifts = 30;
const mostLooks = 40;
function canarySection(view) {
    const step = findStep(view, 'canary-promote');
    const evidence = readCanary(step);
    if (step === undefined || evidence === undefined)
        return undefined;
    const { shifts, looks } = evidence;
    const content = [
        ...ending(step, evidence),
        ...exposure(step, evidence),
        ...(shifts.length === 0 ? [] : [timeline(step, evidence)]),
        ...(looks.length === 0 ? [] : [paragraph(join(basisWords(evidence), mark ` `))]),
        ...everyLook(step, looks.slice(-mostLooks)),
    ];
    if (content.length === 0)
        return undefined;
    return {
        name: mark `canary`,
        content: [heading(3, mark `Canary`), ...content],
    };
}
function ending({ summary = '' }, { reason }) {
    const isTold = reason === undefined || summary.includes(reason);
    return isTold ? [] : [paragraph(mark `Why: ${escape_text_text(reason, 400)}.`)];
}
function exposure(step, { final }) {
    const exposed = step.outputs.get('exposed_requests');
    if (typeof exposed !== 'number' || final?.challenger === undefined)
        return [];
    const { errors } = final.challenger;
    const failed = exposed === 0 ? nothing : mark `, ${count(errors)} of them failed (${share(errors / exposed)})`;
    const champion = final.champion === undefined
        ? nothing
        : mark `; the champion failed ${armWords(final.champion)} in the same time`;
    return [
        paragraph(mark `**${counted(exposed, mark `request`, mark `requests`)}** reached the challenger${failed}${champion}.`),
    ];
}
function timeline(step, { shifts, looks, restoredAt }) {
    const restored = readSplit(outputOf(step, 'previous_split'));
    return table([
        { title: mark `UTC` },
        { title: mark `challenger`, align: 'right' },
        { title: mark `split` },
        { title: mark `champion failed` },
        { title: mark `challenger failed` },
        { title: mark `evidence`, align: 'right' },
        { title: mark `decision` },
    ], [
        ...shifts.slice(-mostShifts).map((shift) => rowOf(shift, looks)),
        ...(restoredAt === undefined
            ? []
            : [[timeOfDay(restoredAt), mark `restored`, splitWords(restored), dash, dash, dash, dash]]),
    ]);
}
function rowOf({ at, percent: part, split }, looks) {
    const look = looks.findLast((candidate) => candidate.percent === part && (candidate.at ?? 0) >= (at ?? 0));
    return [
        timeOfDay(at),
        figures_percent(part),
        splitWords(split),
        ...(look === undefined ? [dash, dash, dash, dash] : lookCells(look)),
    ];
}
function lookCells(look) {
    return [
        armWords(look.champion),
        armWords(look.challenger),
        evidenceWords(look),
        decisionWords(look),
    ];
}
function everyLook(step, looks) {
    if (looks.length === 0)
        return [];
    const version = outputOf(step, 'challenger_version')?.split('/').at(-1) ?? 'challenger';
    const chart = [
        paragraph(mark `Bars: the challenger's share of traffic. Rising line: evidence against ${code(version, 60)}, drawn up to 200 %. Level line: the limit.`),
        canaryChart(`Canary of ${version.replace('@', ' version ')}`, looks),
    ];
    return [
        details(htm `Every look, with a chart`, [
            ...(looks.length > 1 ? chart : []),
            table([
                { title: mark `look`, align: 'right' },
                { title: mark `UTC` },
                { title: mark `share`, align: 'right' },
                { title: mark `champion failed` },
                { title: mark `challenger failed` },
                { title: mark `evidence`, align: 'right' },
                { title: mark `decision` },
            ], looks.map((look, index) => [
                mark `${index + 1}`,
                timeOfDay(look.at),
                figures_percent(look.percent),
                ...lookCells(look),
            ])),
        ]),
    ];
}

;// CONCATENATED MODULE: ./lib/report/gate-words.js




function limitWords(rule, limit) {
    switch (rule) {
        case 'min':
            return mark `≥ ${figure(limit)}`;
        case 'max':
            return mark `≤ ${figure(limit)}`;
        case 'max_regression':
            return mark `at most ${figure(limit)} worse`;
        default:
            return mark `${escape_text_text(rule, 40)} ${figure(limit)}`;
    }
}
function subjectOf({ metric, gate, worst }) {
    if (gate.slice === undefined)
        return code(metric, 60);
    const where = worst === undefined ? nothing : mark `, worst ${code(worst, 60)}`;
    return mark `${code(metric, 60)} per ${code(gate.slice, 60)}${where}`;
}
function intervalWords({ interval }, rule) {
    if (interval === undefined)
        return dash;
    const { low, high, confidence } = interval;
    const ends = rule === 'max_regression'
        ? mark `change ${signed(low)} to ${signed(high)}`
        : mark `${figure(low)} to ${figure(high)}`;
    return mark `${ends} (${share(confidence)})`;
}

;// CONCATENATED MODULE: ./lib/report/gates-evidence.js



const judgement = {
    verdict: anyVerdict,
    examples: anyNumber,
    challenger: anyNumber,
    champion: anyNumber,
    change: anyNumber,
    interval: schemas/* object */.Ikc({ low: schemas/* number */.aig(), high: schemas/* number */.aig(), confidence: schemas/* number */.aig() })
        .optional()
        .catch(undefined),
    limit: anyNumber,
    smallestDetectable: anyNumber,
    reason: anyText,
};
const slice = schemas/* object */.Ikc({ value: schemas/* string */.YjP(), ...judgement });
const gate = schemas/* object */.Ikc({
    gate: schemas/* object */.Ikc({ slice: anyText }).catch({}),
    rule: schemas/* string */.YjP(),
    metric: schemas/* string */.YjP(),
    ...judgement,
    slices: listOf(slice),
    worst: anyText,
});
const registerEvidence = schemas/* object */.Ikc({
    metrics: entriesOf(schemas/* number */.aig()),
    championMetrics: entriesOf(schemas/* number */.aig()),
    champion: anyText.nullable(),
    holdout: schemas/* object */.Ikc({ examples: anyNumber }).catch({}),
    gates: listOf(gate),
});
function readGates(view) {
    const evidence = read(registerEvidence, findStep(view, 'register')?.evidence);
    if (evidence === undefined)
        return undefined;
    const isEmpty = evidence.gates.length === 0 && evidence.metrics.length === 0;
    return isEmpty ? undefined : evidence;
}
function isOpen({ verdict }) {
    return verdict !== 'pass';
}

;// CONCATENATED MODULE: ./lib/report/verdict-words.js


const verdictWords = {
    pass: mark `✅&nbsp;pass`,
    inconclusive: mark `❔&nbsp;inconclusive`,
    fail: mark `❌&nbsp;fail`,
    error: mark `💥&nbsp;error`,
};
function wordsOf(verdict) {
    return verdict === undefined ? dash : verdictWords[verdict];
}
function standing({ state, verdict }) {
    switch (state) {
        case 'running':
            return mark `⏳&nbsp;running`;
        case 'in_progress':
            return mark `⏳&nbsp;in progress`;
        case 'held':
            return mark `✋&nbsp;held`;
        case 'planned':
            return mark `${wordsOf(verdict)}, planned`;
        case 'done':
        case 'failed':
            return wordsOf(verdict);
        default:
            return state === undefined ? wordsOf(verdict) : escape_text_text(state, 40);
    }
}

;// CONCATENATED MODULE: ./lib/report/comparison-section.js








const mostGates = 40;
const mostMetrics = 60;
function comparisonSection(view) {
    const evidence = readGates(view);
    if (evidence === undefined)
        return undefined;
    return {
        name: mark `candidate against champion`,
        content: [
            heading(3, mark `Candidate against champion`),
            paragraph(basis(evidence)),
            ...gatesOf(evidence.gates),
            ...metricsOf(evidence),
        ],
    };
}
function basis({ holdout, champion }) {
    const examples = holdout.examples;
    const judged = examples === undefined ? mark `Judged` : mark `Judged on ${count(examples)} examples`;
    return champion === null || champion === undefined
        ? mark `${judged}; there is no champion to compare with.`
        : mark `${judged}; the champion is version ${code(champion, 40)}.`;
}
function gatesOf(gates) {
    if (gates.length === 0)
        return [];
    const shown = gates.slice(0, mostGates);
    const open = shown.filter(isOpen);
    const kept = shown.filter((gate) => !isOpen(gate));
    return [
        table([
            { title: mark `metric` },
            { title: mark `champion`, align: 'right' },
            { title: mark `candidate`, align: 'right' },
            { title: mark `change`, align: 'right' },
            { title: mark `interval` },
            { title: mark `limit` },
            { title: mark `verdict` },
        ], shown.map((gate) => [
            subjectOf(gate),
            figure(gate.champion),
            figure(gate.challenger),
            signed(gate.change),
            intervalWords(gate, gate.rule),
            limitWords(gate.rule, gate.limit),
            wordsOf(gate.verdict),
        ])),
        ...(gates.length > mostGates
            ? [paragraph(mark `And ${gates.length - mostGates} more, in the release record.`)]
            : []),
        ...(open.length === 0 ? [] : [bullets(open.map(inWords))]),
        ...(kept.length === 0
            ? []
            : [details(htm `Gates that hold, in words`, [bullets(kept.map(inWords))])]),
    ];
}
function inWords(gate) {
    const { slice } = gate.gate;
    const part = slice === undefined ? nothing : mark ` per ${code(slice, 60)}`;
    const rule = mark `${code(gate.metric, 60)} ${limitWords(gate.rule, gate.limit)}${part}`;
    const reason = gate.reason ?? 'no reason was recorded';
    const { smallestDetectable } = gate;
    const detectable = smallestDetectable === undefined || gate.verdict !== 'pass'
        ? nothing
        : mark `. A loss of ${figure(smallestDetectable)} would show four times in five`;
    return mark `${wordsOf(gate.verdict)}: ${rule} – ${escape_text_text(reason, 400)}${detectable}`;
}
function metricsOf({ metrics, championMetrics, gates }) {
    const gated = gates.filter(({ gate }) => gate.slice === undefined).map(({ metric }) => metric);
    const others = metrics.filter(([name]) => !gated.includes(name)).slice(0, mostMetrics);
    if (others.length === 0)
        return [];
    const champion = new Map(championMetrics);
    return [
        details(htm `Metrics without a gate: ${others.length}`, [
            table([
                { title: mark `metric` },
                { title: mark `champion`, align: 'right' },
                { title: mark `candidate`, align: 'right' },
                { title: mark `change`, align: 'right' },
            ], others.map(([name, value]) => {
                const before = champion.get(name);
                const change = before === undefined ? undefined : value - before;
                return [cell(name, 60), figure(before), figure(value), signed(change)];
            })),
        ]),
    ];
}

;// CONCATENATED MODULE: ./lib/report/data-section.js










const mostSets = 20;
const mostBroken = 30;
const mostLines = 40;
const measured = schemas/* union */.KCZ([schemas/* number */.aig(), schemas/* string */.YjP()]).optional().catch(undefined);
const finding = schemas/* object */.Ikc({
    column: anyText,
    rule: schemas/* string */.YjP(),
    verdict: anyVerdict,
    value: measured,
    limit: measured,
    unit: anyText,
    count: anyNumber,
    rows: listOf(schemas/* number */.aig()),
    tokens: listOf(schemas/* string */.YjP()),
    remedy: anyText,
});
const dataSet = schemas/* object */.Ikc({
    rows: anyNumber,
    bytes: anyNumber,
    sha256: anyText,
    findings: listOf(finding),
});
const tests = schemas/* object */.Ikc({ verdict: anyVerdict, exitCode: anyNumber, tail: listOf(schemas/* string */.YjP()) });
const evidence = schemas/* object */.Ikc({
    data: entriesOf(dataSet),
    tests: tests.optional().catch(undefined),
});
function dataSection(view) {
    const found = read(evidence, findStep(view, 'validate')?.evidence);
    if (found === undefined)
        return undefined;
    const sets = found.data.slice(0, mostSets);
    if (sets.length === 0 && found.tests === undefined)
        return undefined;
    return {
        name: mark `data checks`,
        content: [
            heading(3, mark `Data checks`),
            ...(sets.length === 0 ? [] : rulesOf(sets)),
            ...(found.tests === undefined ? [] : testsOf(found.tests)),
        ],
    };
}
function rulesOf(sets) {
    const broken = sets.flatMap(([name, set]) => set.findings.filter(({ verdict }) => verdict !== 'pass').map((one) => ({ name, one })));
    const rules = sets.reduce((sum, [, set]) => sum + set.findings.length, 0);
    if (broken.length === 0) {
        return [details(htm `✅ ${rules} of ${rules} rules kept`, [overview(sets)])];
    }
    const told = broken.slice(0, mostBroken);
    const more = broken.length - told.length;
    const remedies = told.filter(({ one }) => one.remedy !== undefined);
    return [
        paragraph(mark `❌ ${broken.length} of ${rules} rules are broken.`),
        table([
            { title: mark `data` },
            { title: mark `column` },
            { title: mark `rule` },
            { title: mark `found`, align: 'right' },
            { title: mark `limit`, align: 'right' },
            { title: mark `rows`, align: 'right' },
            { title: mark `first` },
            { title: mark `verdict` },
        ], told.map(({ name, one }) => brokenRow(name, one))),
        ...(more > 0 ? [paragraph(mark `And ${more} more, in the release record.`)] : []),
        ...(remedies.length === 0
            ? []
            : [details(htm `What to do`, [bullets(remedies.map(({ one }) => remedyOf(one)))])]),
        details(htm `The data sets`, [overview(sets)]),
    ];
}
function overview(sets) {
    return table([
        { title: mark `data` },
        { title: mark `rows`, align: 'right' },
        { title: mark `size`, align: 'right' },
        { title: mark `rules kept`, align: 'right' },
        { title: mark `SHA-256` },
    ], sets.map(([name, { rows, bytes: size, findings, sha256 }]) => {
        const kept = findings.filter(({ verdict }) => verdict === 'pass').length;
        const digest = sha256 === undefined ? dash : code((0,readable/* shorten */.ml)(sha256, 12));
        return [
            code(name, 60),
            count(rows),
            figures_bytes(size),
            mark `${kept} of ${findings.length}`,
            digest,
        ];
    }));
}
function brokenRow(name, one) {
    return [
        code(name, 60),
        one.column === undefined ? dash : code(one.column, 60),
        cell(one.rule, 40),
        measure(one.value, one),
        measure(one.limit, one),
        count(one.count),
        firstOf(one),
        wordsOf(one.verdict),
    ];
}
function measure(value, { rule, unit }) {
    if (typeof value !== 'number')
        return cell(value, 60);
    if (rule === 'maxNullFraction')
        return share(value);
    return unit === 'rows' ? mark `${count(value)}&nbsp;rows` : figure(value);
}
function firstOf({ rows, tokens }) {
    const places = rows.slice(0, 5).map((row) => mark `${row}`);
    const where = places.length === 0 ? [] : [mark `row ${join(places, mark `, `)}`];
    const what = tokens.slice(0, 5).map((token) => code(token, 40));
    const told = [...where, ...(what.length === 0 ? [] : [join(what, mark ` `)])];
    return told.length === 0 ? dash : join(told, mark `: `);
}
function remedyOf({ column, rule, remedy }) {
    const where = column === undefined ? nothing : mark ` of ${code(column, 60)}`;
    return mark `${cell(rule, 40)}${where}: ${escape_text_text(remedy ?? '')}`;
}
function testsOf({ verdict, exitCode, tail }) {
    const ended = exitCode === undefined || exitCode === 0 ? nothing : mark `, exit code ${exitCode}`;
    const words = paragraph(mark `Tests of the training program: ${wordsOf(verdict)}${ended}.`);
    if (verdict === 'pass' || tail.length === 0)
        return [words];
    return [words, details(htm `The last lines they printed`, [logBlock(tail.slice(-mostLines))])];
}

;// CONCATENATED MODULE: ./lib/report/escape-link.js
const escape_link_mostCharacters = 2_000;
const escape_link_special = /[()<>[\]\\`|"'$]/g;
function escape_link_link(label, address) {
    const url = address === undefined ? undefined : webAddress(address);
    return url === undefined ? label : `[${label}](${url})`;
}
function webAddress(address) {
    if (!URL.canParse(address))
        return undefined;
    const url = new URL(address);
    const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
    if (!isWeb || url.username !== '' || url.password !== '')
        return undefined;
    const written = url.href.replaceAll(escape_link_special, percentEncoded).replaceAll('&', '&amp;');
    return written.length > escape_link_mostCharacters ? undefined : written;
}
function percentEncoded(character) {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

// EXTERNAL MODULE: ./lib/errors/codes.js
var codes = __webpack_require__(1916);
;// CONCATENATED MODULE: ./lib/report/status.js




function statusOf(view) {
    const last = lastStep(view);
    const running = view.steps.find(({ state }) => state === 'running');
    if (running !== undefined)
        return status_status(mark `⏳`, mark `Running ${escape_text_text(running.name)}`);
    switch (view.outcome) {
        case 'promoted':
            return status_status(mark `✅`, mark `Promoted to production`);
        case 'bootstrapped':
            return status_status(mark `✅`, mark `First model in production`);
        case 'rolled_back':
            return status_status(mark `↩️`, mark `Rolled back`, afterRollBack);
        case 'rejected':
            return status_status(mark `⛔`, mark `Rejected before production`, afterRejection(last));
        case 'held':
            return status_status(mark `✋`, mark `Held: a person must decide`, choices(view));
        case 'failed':
            return status_status(mark `💥`, mark `Failed`, advice(last));
        case undefined:
            return underWay(last);
        default:
            return status_status(mark `❔`, mark `Ended as ${escape_text_text(view.outcome, 40)}`);
    }
}
function underWay(last) {
    if (last === undefined)
        return status_status(mark `⏳`, mark `Opened`);
    const name = escape_text_text(last.name);
    switch (last.state) {
        case 'planned':
            return status_status(mark `📝`, mark `Planned by ${name}: nothing was changed`);
        case 'in_progress':
            return status_status(mark `⏳`, mark `In progress: ${name}`, runAgain(last));
        case 'failed':
            return status_status(mark `⏹️`, mark `Stopped in ${name}`, advice(last));
        default:
            return status_status(mark `⏳`, mark `On its way: ${name} is done`);
    }
}
function status_status(icon, words, next) {
    return { icon, words, ...(next === undefined ? {} : { next }) };
}
function lastStep({ steps }) {
    return steps.findLast(({ state }) => state !== undefined);
}
function namedStep(step) {
    return step === undefined ? mark `the last step` : code(step.name);
}
const afterRollBack = mark `Production serves what it served before; there is nothing to restore. Mend the candidate: its next commit makes a new release.`;
function afterRejection(last) {
    return mark `Production was not touched. Mend what ${namedStep(last)} found: the next commit makes a new release.`;
}
function choices(view) {
    const release = releaseFlag(view);
    const goOn = code(`vertex-release canary-promote${release}`);
    const promote = code(`vertex-release canary-promote${release} --operation promote`);
    const rollBack = code(`vertex-release rollback${release}`);
    return mark `Run ${goOn} to go on judging, ${promote} to give the challenger all traffic, or ${rollBack} to restore the recorded split.`;
}
function releaseFlag({ releaseId }) {
    const isWord = releaseId !== undefined && /^\w[\w.-]{0,99}$/.test(releaseId);
    return isWord ? ` --release ${releaseId}` : '';
}
function advice(last) {
    const name = /\[([A-Z_]+)\]$/.exec(last?.summary ?? '')?.[1];
    const known = Object.entries(codes/* errorCodes */.f).find(([errorCode]) => errorCode === name)?.[1];
    const isCancelled = name === 'CANCELLED';
    return known === undefined || isCancelled
        ? runAgain(last)
        : mark `${escape_text_text(known.mend)} Then: ${runAgain(last)}`;
}
function runAgain(step) {
    return mark `Run ${namedStep(step)} again: it goes on where it stands.`;
}

;// CONCATENATED MODULE: ./lib/report/headline-section.js









function headlineSection(view, context) {
    const { icon, words, next } = statusOf(view);
    const badge = view.emulated ? mark ` · 🧪 emulated` : nothing;
    const last = lastStep(view);
    const why = last?.state === 'running' ? undefined : last?.summary;
    return {
        name: mark `headline`,
        content: [
            heading(2, mark `${icon} ${words}: ${candidateOf(view)}${badge}`),
            paragraph(whichRelease(view, context)),
            ...(why === undefined || why === '' ? [] : [quote(escape_text_text(why, 700))]),
            ...(next === undefined ? [] : [paragraph(mark `**What now:** ${next}`)]),
        ],
    };
}
function candidateOf(view) {
    const model = view.model ?? 'a model without a name';
    const version = outputOf(findStep(view, 'register'), 'version_id');
    return code(version === undefined ? model : `${model}@${version}`, 100);
}
function whichRelease(view, context) {
    const { commitUrl, runUrl, recordUrl } = context;
    const commit = code((0,readable/* shorten */.ml)(view.commit ?? 'unknown', 8));
    const when = view.finishedAt ?? view.updatedAt;
    const emulated = mark `on the embedded Vertex, nothing real was changed`;
    return join([
        mark `Release ${code(view.releaseId ?? 'without an id', 120)}`,
        mark `commit ${escape_link_link(commit, commitUrl)}`,
        ...(view.emulated ? [emulated] : []),
        ...(when === undefined ? [] : [moment(when)]),
        ...links(mark `run`, runUrl),
        ...links(mark `record`, recordUrl),
    ], mark ` · `);
}
function links(label, address) {
    const linked = escape_link_link(label, address);
    return linked === label ? [] : [linked];
}

;// CONCATENATED MODULE: ./lib/report/provenance-section.js








const mostDigests = 20;
const training = schemas/* object */.Ikc({ image: anyText });
function provenanceSection(view, context) {
    const facts = factsOf(view, context).flatMap(([name, value]) => value === undefined ? [] : [[name, value]]);
    return {
        name: mark `provenance`,
        content: [
            heading(3, mark `Provenance`),
            details(htm `Commit, job, image, model, record`, [
                table([{ title: mark `what` }, { title: mark `where` }], facts),
            ]),
        ],
    };
}
function factsOf(view, { commitUrl, runUrl, recordUrl }) {
    const train = findStep(view, 'train');
    const canary = findStep(view, 'canary-promote');
    const ledger = canary?.progress.get('ledger');
    return [
        [mark `release`, named(view.releaseId)],
        [mark `commit`, linked(view.commit, commitUrl)],
        [mark `training job`, named(outputOf(train, 'job'))],
        [mark `training image`, named(read(training, train?.evidence)?.image)],
        [mark `training output`, named(outputOf(train, 'output_dir'))],
        [mark `model version`, named(outputOf(findStep(view, 'register'), 'model_version'))],
        [mark `staging endpoint`, named(outputOf(findStep(view, 'deploy-staging'), 'endpoint'))],
        [mark `production endpoint`, named(outputOf(canary, 'endpoint'))],
        [mark `ledger`, typeof ledger === 'string' ? named(ledger) : undefined],
        [mark `record`, linked(recordUrl, recordUrl)],
        [mark `run`, linked(runUrl ?? view.host.runUrl, runUrl)],
        [mark `host`, named(view.host.name)],
        [mark `opened`, view.openedAt === undefined ? undefined : moment(view.openedAt)],
        [mark `last change`, view.updatedAt === undefined ? undefined : moment(view.updatedAt)],
        [mark `finished`, view.finishedAt === undefined ? undefined : moment(view.finishedAt)],
        ...view.identity
            .slice(0, mostDigests)
            .map(([what, digest]) => [mark `identity: ${code(what, 60)}`, named(digest)]),
    ];
}
function named(value) {
    return value === undefined || value === '' ? undefined : code(value, 260);
}
function linked(value, address) {
    const name = named(value);
    return name === undefined ? undefined : escape_link_link(name, address);
}

;// CONCATENATED MODULE: ./lib/report/escape-html.js


const escape_html_entities = {
    '<': '&lt;',
    '>': '&gt;',
    '&': '&amp;',
    '"': '&quot;',
    "'": '&#39;',
};
function htmlText(value, most = 100) {
    return escapeWith((0,readable/* readableLine */.$O)(value, most), /[<>&"']/, (found) => escape_html_entities[found] ?? found);
}

;// CONCATENATED MODULE: ./lib/report/slices-section.js









const slices_section_mostGates = 10;
const mostSlices = 40;
function slicesSection(view) {
    const gates = (readGates(view)?.gates ?? []).filter(({ slices }) => slices.length > 0);
    if (gates.length === 0)
        return undefined;
    return {
        name: mark `slices`,
        content: [heading(3, mark `Slices`), ...gates.slice(0, slices_section_mostGates).flatMap(gateOnSlices)],
    };
}
function gateOnSlices(gate) {
    const { metric, rule, slices } = gate;
    const name = gate.gate.slice ?? 'slice';
    const shown = slices.slice(0, mostSlices);
    const more = slices.length - shown.length;
    return [
        paragraph(verdictOn(gate)),
        details(htm `All slices (${slices.length}): ${htmlText(metric, 60)} per ${htmlText(name, 60)}`, [
            table([
                { title: cell(name, 60) },
                { title: mark `examples`, align: 'right' },
                { title: mark `champion`, align: 'right' },
                { title: mark `candidate`, align: 'right' },
                { title: mark `change`, align: 'right' },
                { title: mark `interval` },
                { title: mark `verdict` },
                { title: mark `why` },
            ], shown.map((slice) => slices_section_rowOf(slice, rule))),
            ...(more > 0 ? [paragraph(mark `And ${more} more, in the release record.`)] : []),
        ]),
    ];
}
function verdictOn({ metric, rule, limit, gate, worst, slices, verdict }) {
    const subject = mark `${code(metric, 60)} ${limitWords(rule, limit)} per ${code(gate.slice ?? 'slice', 60)}`;
    const found = slices.find(({ value }) => value === worst);
    if (found === undefined)
        return mark `${wordsOf(verdict)}: ${subject}, no slice could be judged.`;
    const measured = rule === 'max_regression' ? signed(found.change) : figure(found.challenger);
    return mark `${wordsOf(verdict)}: ${subject}, worst is ${code(found.value, 60)} with ${measured} on ${count(found.examples)} examples.`;
}
function slices_section_rowOf(slice, rule) {
    return [
        cell(slice.value, 60),
        count(slice.examples),
        figure(slice.champion),
        figure(slice.challenger),
        signed(slice.change),
        intervalWords(slice, rule),
        wordsOf(slice.verdict),
        cell(slice.reason, 160),
    ];
}

;// CONCATENATED MODULE: ./lib/report/staging-section.js









const mostFailures = 20;
const mostMisses = 3;
const latency = schemas/* object */.Ikc({
    percentile: schemas/* string */.YjP(),
    value: anyNumber,
    limit: anyNumber,
    verdict: anyVerdict,
});
const failure = schemas/* object */.Ikc({ name: schemas/* string */.YjP(), misses: listOf(schemas/* string */.YjP()) });
const testEvidence = schemas/* object */.Ikc({
    cases: anyNumber,
    errorRate: anyNumber,
    latency: listOf(latency),
    failures: listOf(failure),
});
const stagingEvidence = schemas/* object */.Ikc({ refusal: anyText });
function stagingSection(view) {
    const content = [...staging(view), ...test(view)];
    if (content.length === 0)
        return undefined;
    return {
        name: mark `staging and integration test`,
        content: [heading(3, mark `Staging and integration test`), ...content],
    };
}
function staging(view) {
    const step = findStep(view, 'deploy-staging');
    const endpoint = outputOf(step, 'endpoint');
    if (step === undefined || endpoint === undefined)
        return [];
    const { refusal } = read(stagingEvidence, step.evidence) ?? {};
    if (refusal !== undefined) {
        return [paragraph(mark `❌ The candidate refused the smoke request: ${escape_text_text(refusal, 400)}`)];
    }
    const id = outputOf(step, 'deployed_model_id');
    const as = id === undefined ? nothing : mark ` as ${code(id, 40)}`;
    return [paragraph(mark `${code(lastPart(endpoint), 80)} serves the candidate${as}.`)];
}
function test(view) {
    const step = findStep(view, 'integration-test');
    const evidence = read(testEvidence, step?.evidence);
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
        ? mark `${count(passed)} of ${count(cases)} golden cases as expected`
        : mark `${count(cases)} golden cases`;
    const errors = errorRate === undefined ? nothing : mark `, ${share(errorRate)} answered with an error`;
    return [paragraph(mark `${right}${errors}.`)];
}
function latencyOf({ latency: checks }) {
    if (checks.length === 0)
        return [];
    return [
        table([
            { title: mark `latency` },
            { title: mark `measured`, align: 'right' },
            { title: mark `limit`, align: 'right' },
            { title: mark `verdict` },
        ], checks
            .slice(0, 10)
            .map(({ percentile, value, limit, verdict }) => [
            cell(percentile, 20),
            figures_duration(value),
            figures_duration(limit),
            wordsOf(verdict),
        ])),
    ];
}
function failuresOf({ failures }) {
    if (failures.length === 0)
        return [];
    const told = failures.slice(0, mostFailures).map(failureWords);
    return [details(htm `Golden cases that failed, the first ${told.length}`, [bullets(told)])];
}
function failureWords({ name, misses }) {
    const told = misses.slice(0, mostMisses).map((miss) => escape_text_text(miss, 200));
    const more = misses.length > told.length ? [mark `and ${misses.length - told.length} more`] : [];
    return mark `${code(name, 80)}: ${join([...told, ...more], mark `; `)}`;
}
function lastPart(name) {
    return name.split('/').at(-1) ?? name;
}

;// CONCATENATED MODULE: ./lib/report/steps-section.js






const mostUnknown = 10;
function stepsSection({ steps }) {
    const known = step_name/* stepNames */.V.map((name) => steps_section_rowOf(name, steps));
    const unknown = steps.filter(({ name }) => !step_name/* stepNames */.V.some((step) => step === name));
    return {
        name: mark `steps`,
        content: [
            heading(3, mark `Steps`),
            table([
                { title: mark `step` },
                { title: mark `verdict` },
                { title: mark `what` },
                { title: mark `took`, align: 'right' },
            ], [...known, ...unknown.slice(0, mostUnknown).map(tell)]),
        ],
    };
}
function steps_section_rowOf(name, steps) {
    const step = steps.find((candidate) => candidate.name === name);
    return step === undefined ? [escape_text_text(name), dash, mark `not begun`, dash] : tell(step);
}
function tell(step) {
    const { name, state, attempts = 1 } = step;
    const summary = state === 'running' ? undefined : step.summary;
    const again = attempts > 1 ? mark ` (begun ${attempts} times)` : nothing;
    return [cell(name, 60), standing(step), mark `${cell(summary)}${again}`, figures_duration(tookOf(step))];
}
function tookOf({ state, startedAt, finishedAt }) {
    if (state === 'running' || startedAt === undefined || finishedAt === undefined)
        return undefined;
    return finishedAt - startedAt;
}

;// CONCATENATED MODULE: ./lib/report/comment.js













const commentLimit = 65_536;
const summaryLimit = Math.floor(2 ** 20 / 3);
function renderComment(record, context = {}) {
    const { limit = commentLimit, reserve = 0 } = context;
    const room = Math.max(0, limit - reserve);
    const view = viewRecord(record);
    const sections = sectionsOf(view, context);
    for (let kept = sections.length; kept > 0; kept -= 1) {
        const report = compose(sections.slice(0, kept), sections.slice(kept), context);
        if (report.length <= room)
            return report;
    }
    return outcomeAlone(view, room);
}
function sectionsOf(view, context) {
    return [
        headlineSection(view, context),
        stepsSection(view),
        comparisonSection(view),
        slicesSection(view),
        canarySection(view),
        dataSection(view),
        stagingSection(view),
        provenanceSection(view, context),
    ].filter((section) => section !== undefined);
}
function compose(kept, left, context) {
    const blocks = kept.flatMap(({ content }) => content);
    return stack(left.length === 0 ? blocks : [...blocks, paragraph(leftOut(left, context))]);
}
function leftOut(left, { recordUrl }) {
    const names = enumerate(left.map(({ name }) => name));
    const record = escape_link_link(mark `release record`, recordUrl);
    return mark `Left out, because the report would be too long: ${names}. The ${record} has all of it.`;
}
function outcomeAlone(view, room) {
    const words = statusOf(view).words;
    return words.length <= room ? words : '';
}


/***/ }),

/***/ 8187:
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