"use strict";
exports.id = 51;
exports.ids = [51,556];
exports.modules = {

/***/ 99751:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ explicitFromActionVariables)
/* harmony export */ });
/* harmony import */ var _naming_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98283);

function explicitFromActionVariables(step, environment) {
    const explicit = {};
    for (const name of Object.keys(step.inputs)) {
        const text = environment[(0,_naming_js__WEBPACK_IMPORTED_MODULE_0__/* .inputVariableOf */ .E)(name)];
        if (text !== undefined && text.trim() !== '')
            explicit[name] = text;
    }
    return explicit;
}


/***/ }),

/***/ 76051:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  commentOnPullRequest: () => (/* binding */ commentOnPullRequest),
  readHostileRecord: () => (/* binding */ readHostileRecord)
});

// EXTERNAL MODULE: ./lib/contract/action-inputs.js
var action_inputs = __webpack_require__(99751);
// EXTERNAL MODULE: ./lib/contract/kinds/path.js
var path = __webpack_require__(68504);
// EXTERNAL MODULE: ./lib/contract/kinds/text.js
var kinds_text = __webpack_require__(72840);
// EXTERNAL MODULE: ./lib/contract/output.js
var output = __webpack_require__(6342);
;// CONCATENATED MODULE: ./lib/contract/comment-action.js



const commentAction = {
    name: 'comment',
    summary: 'Report a release that an untrusted workflow run made on its pull request.',
    inputs: {
        record: (0,path/* path */.Ae)({
            about: 'Release record that the finished run left, such as from its artifact. Nothing in it is trusted: it must be a record of the commit that the run was for.',
            example: 'release-record.json',
            required: true,
            perRun: true,
        }),
        github_token: (0,kinds_text/* secret */.rJ)({
            about: 'Token that may write comments on the pull request.',
            environment: ['GITHUB_TOKEN'],
            actionDefault: '${{ github.token }}',
        }),
    },
    outputs: {
        state: (0,output/* output */.CG)('What became of the report: created, updated, outdated (a newer run has reported), refused, or none (no open pull request is at that commit any more).'),
        url: (0,output/* output */.CG)('Address of the comment. Empty when there is none.'),
    },
};

// EXTERNAL MODULE: ./lib/errors/error.js
var errors_error = __webpack_require__(27660);
// EXTERNAL MODULE: ./lib/hosts/github/api.js
var github_api = __webpack_require__(74246);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
;// CONCATENATED MODULE: ./lib/hosts/github/pull-requests.js

const pullPage = schemas/* array */.YOg(schemas/* object */.Ikc({
    number: schemas/* int */.Whr().positive(),
    head: schemas/* object */.Ikc({ sha: schemas/* string */.YjP(), repo: schemas/* object */.Ikc({ full_name: schemas/* string */.YjP() }).nullish() }),
}));
async function findPullRequest(api, { apiUrl, repository }, { head_sha: sha, head_branch: branch, head_repository: head }) {
    const query = new URLSearchParams({ state: 'open', head: `${head.owner.login}:${branch ?? ''}` });
    const answer = await api.send({
        verb: 'GET',
        url: `${apiUrl}/repos/${repository}/pulls?${query}`,
    });
    if (!answer.ok)
        return { ok: false, message: `${answer.status ?? ''} ${answer.message}`.trim() };
    const parsed = pullPage.safeParse(answer.value);
    if (!parsed.success)
        return { ok: false, message: 'an answer of unknown form' };
    const found = parsed.data.find((pull) => pull.head.sha === sha && pull.head.repo?.full_name === head.full_name);
    return { ok: true, number: found?.number };
}

// EXTERNAL MODULE: ./lib/hosts/system/clock.js
var clock = __webpack_require__(11930);
// EXTERNAL MODULE: ./lib/hosts/system/confined-files.js
var confined_files = __webpack_require__(34488);
// EXTERNAL MODULE: ./lib/hosts/system/files.js
var system_files = __webpack_require__(15323);
// EXTERNAL MODULE: ./lib/hosts/system/random.js
var random = __webpack_require__(89953);
// EXTERNAL MODULE: ./lib/release/json-depth.js
var json_depth = __webpack_require__(94886);
// EXTERNAL MODULE: ./lib/release/record.js
var record = __webpack_require__(23673);
// EXTERNAL MODULE: ./lib/entry/action-report.js + 1 modules
var action_report = __webpack_require__(58209);
// EXTERNAL MODULE: ./lib/entry/actions.js + 9 modules
var actions = __webpack_require__(32556);
;// CONCATENATED MODULE: ./lib/entry/action-comment.js














const largestRecord = 2 << 20;
async function commentOnPullRequest(process) {
    await (0,actions.inActionFrame)(process, commentAction, async (frame) => {
        try {
            return await report(frame);
        }
        catch (thrown) {
            const error = (0,errors_error/* toReleaseError */.Tp)(thrown);
            frame.host.fail(`${error.message}. ${error.mend}`, { title: `comment: ${error.code}` });
            return error.exitCode;
        }
    });
}
async function report({ process, run, host, toolkit, signal }) {
    const explicit = (0,action_inputs/* explicitFromActionVariables */.W)(commentAction, process.env);
    const token = explicit['github_token'] ?? process.env['GITHUB_TOKEN'] ?? '';
    const file = explicit['record'] ?? '';
    if (file === '' || token === '') {
        throw new errors_error/* ReleaseError */.K2('INPUT_INVALID', 'record and github_token must be given');
    }
    const finished = finishedRun(run);
    const files = (0,confined_files/* confinedFiles */.U)(system_files/* systemFiles */.H, run.workspace);
    const record = await readHostileRecord((0,path/* resolvePath */.o1)(file, run.workspace), files);
    if (record.commit !== finished.head_sha) {
        throw new errors_error/* ReleaseError */.K2('INPUT_INVALID', 'the record is of another commit than the run', {
            mend: 'Nothing was posted. Look at what the pull request changed about its record.',
        });
    }
    const api = (0,github_api/* githubApi */.M)({ token, clock: clock/* systemClock */.m, random: random/* systemRandom */.v, fetch });
    const search = await findPullRequest(api, run, finished);
    if (!search.ok) {
        throw new errors_error/* ReleaseError */.K2('HOST_UNREACHABLE', `pull requests cannot be read: ${search.message}`);
    }
    if (search.number === undefined) {
        toolkit.setOutput('state', 'none');
        host.say(`no open pull request is at ${finished.head_sha} any more`);
        return 0;
    }
    const [workflow = ''] = finished.path.split('@', 1);
    const posted = await (0,action_report/* postComment */.Gy)({
        record,
        run: { ...run, url: finished.html_url },
        token,
        pullRequest: search.number,
        stamp: { workflow, number: finished.run_number, attempt: finished.run_attempt },
        signal,
    });
    toolkit.setOutput('state', posted.state);
    toolkit.setOutput('url', posted.state === 'refused' ? '' : posted.url);
    (0,action_report/* tellPosted */.XL)(posted, host);
    return posted.state === 'refused' ? 3 : 0;
}
function finishedRun({ event, finished }) {
    if (event === 'workflow_run' && finished?.event === 'pull_request')
        return finished;
    throw new errors_error/* ReleaseError */.K2('INPUT_INVALID', `comment does not run on the event ${event}`, {
        mend: 'It reports for a workflow run that a pull_request started, on the event workflow_run. Steps report by themselves where they may.',
    });
}
async function readHostileRecord(path, files) {
    const chunks = [];
    let size = 0;
    for await (const chunk of files.open(path)) {
        size += chunk.byteLength;
        if (size > largestRecord)
            throw notRecord('it is too large');
        chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString('utf8');
    if ((0,json_depth/* depthOfJson */.T)(text) > json_depth/* deepestJson */.D)
        throw notRecord('it is nested too deep');
    try {
        return (0,record/* parseRecord */.Hh)(text, 'the record');
    }
    catch (cause) {
        throw notRecord((0,errors_error/* toReleaseError */.Tp)(cause).message, cause);
    }
}
function notRecord(why, cause) {
    return new errors_error/* ReleaseError */.K2('INPUT_INVALID', `this is no release record: ${why}`, {
        cause,
        mend: 'Nothing was posted.',
    });
}


/***/ }),

/***/ 58209:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Gy: () => (/* binding */ postComment),
  US: () => (/* binding */ reportOnPullRequest),
  XL: () => (/* binding */ tellPosted),
  Sy: () => (/* binding */ writeSummary)
});

// EXTERNAL MODULE: ./lib/hosts/github/api.js
var github_api = __webpack_require__(74246);
// EXTERNAL MODULE: ./lib/hosts/github/comments.js + 1 modules
var comments = __webpack_require__(35624);
;// CONCATENATED MODULE: ./lib/hosts/github/summary.js
const summaryLimit = 1_048_576;
function fittingSummary(markdown) {
    const limit = summaryLimit - 1_024;
    if (Buffer.byteLength(markdown) <= limit)
        return markdown;
    const bytes = Buffer.from(markdown).subarray(0, limit);
    const end = bytes.lastIndexOf('\n');
    return `${bytes.subarray(0, Math.max(0, end)).toString()}\n\nCut off here: GitHub shows no more of a summary.\n`;
}
function codeBlock(text) {
    const runs = text.match(/`+/g) ?? [];
    const longest = Math.max(2, ...runs.map((run) => run.length));
    const fence = '`'.repeat(longest + 1);
    return `${fence}text\n${text}\n${fence}\n`;
}

// EXTERNAL MODULE: ./lib/hosts/system/clock.js
var clock = __webpack_require__(11930);
// EXTERNAL MODULE: ./lib/hosts/system/random.js
var random = __webpack_require__(89953);
// EXTERNAL MODULE: ./lib/ports/comments.js
var ports_comments = __webpack_require__(54809);
// EXTERNAL MODULE: ./lib/report/comment.js + 10 modules
var report_comment = __webpack_require__(58047);
;// CONCATENATED MODULE: ./lib/entry/action-report.js







async function writeSummary(ending, shared, { run, host, toolkit }) {
    const { step, verdict, state, record, lines } = ending;
    const goesOn = ending.exitCode === 0 && state === 'done' && record?.finishedAt === undefined;
    const head = `### ${step}: ${verdict}\n\n${codeBlock(lines.join('\n'))}\n`;
    const report = goesOn || record === undefined
        ? ''
        : (0,report_comment.renderComment)(record, { ...linksOf(record, run, shared), limit: report_comment/* summaryLimit */.m });
    try {
        await toolkit.addSummary(fittingSummary(`${head}${report}\n`));
    }
    catch (error) {
        host.warn(`the job's summary could not be written: ${String(error)}`);
    }
}
async function reportOnPullRequest({ record }, shared, { run, host, signal }) {
    const { pullRequest } = run;
    if (!shared.comment || pullRequest === undefined || record === undefined)
        return;
    if (shared.githubToken === undefined) {
        host.say('no github_token is given: the report is in the summary of the job only');
        return;
    }
    const posted = await postComment({
        record,
        shared,
        run,
        token: shared.githubToken,
        pullRequest: pullRequest.number,
        stamp: { workflow: run.workflow, number: run.number, attempt: run.attempt },
        signal,
    });
    tellPosted(posted, host);
}
async function postComment(order) {
    const { record, shared, run, token, pullRequest, stamp, signal } = order;
    const api = (0,github_api/* githubApi */.M)({ token, clock: clock/* systemClock */.m, random: random/* systemRandom */.v, fetch });
    const text = (0,report_comment.renderComment)(record, {
        ...linksOf(record, run, shared),
        limit: ports_comments/* commentLimit */.j,
        reserve: ports_comments/* commentReserve */.C,
    });
    const comment = { key: record.model, release: record.releaseId, run: stamp, text };
    return await (0,comments/* githubComments */.G)({ api, ...run }).put(pullRequest, comment, signal);
}
function tellPosted(posted, host) {
    switch (posted.state) {
        case 'created':
        case 'updated':
            host.say(`the report is on the pull request: ${posted.url}`);
            if (posted.others > 0) {
                host.warn(`the pull request has ${posted.others} more reports of this model; the oldest was updated, delete the others`);
            }
            return;
        case 'outdated':
            host.say(`a newer run has reported already: ${posted.url}`);
            return;
        case 'refused': {
            const mend = posted.mend === undefined ? '' : `. ${posted.mend}`;
            host.warn(`the report is not on the pull request: ${posted.why}${mend}`);
        }
    }
}
function linksOf(record, { serverUrl, repository, url }, shared) {
    const object = `vertex-release/${record.model}/${record.releaseId}/record.json`;
    return {
        commitUrl: `${serverUrl}/${repository}/commit/${record.commit}`,
        ...(url === undefined ? {} : { runUrl: url }),
        ...(shared?.bucket === undefined || record.emulated
            ? {}
            : {
                recordUrl: `https://console.cloud.google.com/storage/browser/_details/${shared.bucket}/${object}`,
            }),
    };
}


/***/ }),

/***/ 32556:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  action: () => (/* binding */ action),
  inActionFrame: () => (/* binding */ inActionFrame)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./lib/contract/action-inputs.js
var action_inputs = __webpack_require__(99751);
// EXTERNAL MODULE: ./lib/contract/load.js
var load = __webpack_require__(66827);
// EXTERNAL MODULE: ./lib/contract/naming.js
var naming = __webpack_require__(98283);
// EXTERNAL MODULE: ./lib/errors/error.js
var errors_error = __webpack_require__(27660);
// EXTERNAL MODULE: ./lib/hosts/github/inert-line.js
var inert_line = __webpack_require__(45205);
;// CONCATENATED MODULE: ./lib/hosts/github/host.js

const annotationLimit = 8;
const heartbeatMs = 30_000;
function githubHost(toolkit, run, runner, now) {
    let isInPhase = false;
    let lastBeat = now();
    const annotated = { warning: 0, error: 0 };
    const annotate = (level, message, place) => {
        annotated[level] += 1;
        if (annotated[level] <= annotationLimit)
            toolkit[level]((0,inert_line/* printable */.g)(message), place);
        else
            toolkit.info((0,inert_line/* inertLine */.F)(`${level}: ${message}`));
    };
    const endPhase = () => {
        if (isInPhase)
            toolkit.endGroup();
        isInPhase = false;
    };
    return {
        name: 'github',
        commit: run.commit,
        runUrl: run.url,
        runner,
        phase(title) {
            endPhase();
            toolkit.startGroup((0,inert_line/* printable */.g)(title));
            isInPhase = true;
        },
        say: (line) => toolkit.info((0,inert_line/* inertLine */.F)(line)),
        progress(line) {
            if (now() - lastBeat < heartbeatMs)
                return;
            lastBeat = now();
            toolkit.info((0,inert_line/* inertLine */.F)(`... ${line}`));
        },
        warn: (line) => annotate('warning', line, {}),
        debug: (line) => toolkit.debug((0,inert_line/* printable */.g)(line)),
        endPhase,
        fail: (message, place) => annotate('error', message, shown(place)),
        notice: (message, place) => toolkit.notice((0,inert_line/* printable */.g)(message), shown(place)),
    };
}
function shown(place) {
    return place.title === undefined ? place : { ...place, title: (0,inert_line/* printable */.g)(place.title) };
}

;// CONCATENATED MODULE: ./lib/hosts/github/runner.js
const runner_form = /^github run (\d+) attempt (\d+), (.*)$/;
function githubRunner({ id, attempt }, process) {
    return {
        name: `github run ${id || 0} attempt ${attempt}, ${process.name}`,
        isGone(name) {
            const [, ofRun, ofAttempt, ofProcess = ''] = runner_form.exec(name) ?? [];
            const isEarlier = id !== '' && ofRun === id && Number(ofAttempt) < attempt;
            return isEarlier || process.isGone(ofProcess);
        },
    };
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
;// CONCATENATED MODULE: ./lib/hosts/github/run.js

const eventPayload = schemas/* object */.Ikc({
    pull_request: schemas/* object */.Ikc({
        number: schemas/* int */.Whr().positive(),
        head: schemas/* object */.Ikc({
            sha: schemas/* string */.YjP(),
            repo: schemas/* object */.Ikc({ full_name: schemas/* string */.YjP() }).nullish(),
        }),
    })
        .optional()
        .catch(undefined),
    workflow_run: schemas/* object */.Ikc({
        event: schemas/* string */.YjP(),
        head_sha: schemas/* string */.YjP(),
        head_branch: schemas/* string */.YjP().nullable(),
        head_repository: schemas/* object */.Ikc({ full_name: schemas/* string */.YjP(), owner: schemas/* object */.Ikc({ login: schemas/* string */.YjP() }) }),
        html_url: schemas/* string */.YjP(),
        path: schemas/* string */.YjP(),
        run_number: schemas/* int */.Whr(),
        run_attempt: schemas/* int */.Whr(),
    })
        .optional()
        .catch(undefined),
});
async function readRun(environment, files, workingFolder) {
    const text = (name) => environment[name] ?? '';
    const payload = await readPayload(text('GITHUB_EVENT_PATH'), files);
    const event = text('GITHUB_EVENT_NAME');
    const repository = text('GITHUB_REPOSITORY');
    const serverUrl = text('GITHUB_SERVER_URL') || 'https://github.com';
    const apiUrl = text('GITHUB_API_URL') || 'https://api.github.com';
    const { pull_request: pull, workflow_run: finished } = payload;
    const runId = text('GITHUB_RUN_ID');
    const attempt = Number(text('GITHUB_RUN_ATTEMPT')) || 1;
    const head = event === 'pull_request' ? pull?.head.sha : undefined;
    return {
        event,
        repository,
        commit: head ?? (text('GITHUB_SHA') || undefined),
        pullRequest: pull === undefined
            ? undefined
            : { number: pull.number, isFork: pull.head.repo?.full_name !== repository },
        finished,
        workflow: workflowPath(text('GITHUB_WORKFLOW_REF'), repository),
        number: Number(text('GITHUB_RUN_NUMBER')) || 0,
        attempt,
        url: runId === ''
            ? undefined
            : `${serverUrl}/${repository}/actions/runs/${runId}/attempts/${attempt}`,
        id: runId,
        serverUrl,
        apiUrl,
        graphqlUrl: text('GITHUB_GRAPHQL_URL') || `${apiUrl}/graphql`,
        workspace: text('GITHUB_WORKSPACE') || workingFolder,
    };
}
async function readPayload(path, files) {
    const text = path === '' ? undefined : await files.read(path);
    return eventPayload.parse(text === undefined ? {} : JSON.parse(text));
}
function workflowPath(ref, repository) {
    const [path = ''] = ref.split('@', 1);
    return path.startsWith(`${repository}/`) ? path.slice(repository.length + 1) : path;
}

// EXTERNAL MODULE: ./lib/hosts/github/secret-forms.js
var secret_forms = __webpack_require__(68218);
;// CONCATENATED MODULE: ./lib/hosts/github/toolkit.js
async function loadToolkit() {
    const core = await __webpack_require__.e(/* import() */ 249).then(__webpack_require__.bind(__webpack_require__, 32249));
    const { debug, endGroup, error, info, notice, setOutput, setSecret, startGroup, warning } = core;
    return {
        debug,
        endGroup,
        error,
        info,
        notice,
        setOutput,
        setSecret,
        startGroup,
        warning,
        async addSummary(markdown) {
            await core.summary.addRaw(markdown, true).write();
        },
    };
}

// EXTERNAL MODULE: ./lib/hosts/system/confined-files.js
var confined_files = __webpack_require__(34488);
// EXTERNAL MODULE: ./lib/hosts/system/runner.js
var system_runner = __webpack_require__(74572);
// EXTERNAL MODULE: ./lib/hosts/system/files.js
var system_files = __webpack_require__(15323);
// EXTERNAL MODULE: ./lib/pipeline/contracts.js
var contracts = __webpack_require__(78688);
// EXTERNAL MODULE: ./lib/pipeline/programs.js + 1 modules
var programs = __webpack_require__(72349);
// EXTERNAL MODULE: ./lib/pipeline/run-step.js + 3 modules
var run_step = __webpack_require__(37851);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/errors/problem.js
var errors_problem = __webpack_require__(94961);
// EXTERNAL MODULE: ./lib/evaluation/gate.js
var evaluation_gate = __webpack_require__(8248);
// EXTERNAL MODULE: ./lib/release/verdict.js
var verdict = __webpack_require__(51551);
;// CONCATENATED MODULE: ./lib/entry/suite-annotations.js


const mostCases = 9;
const failedCase = schemas/* object */.Ikc({
    name: schemas/* string */.YjP(),
    verdict: schemas/* string */.YjP(),
    where: schemas/* string */.YjP(),
    misses: schemas/* array */.YOg(schemas/* string */.YjP()),
});
function failedCaseAnnotations({ step, record }, suite, workspace) {
    const failures = record?.steps[step]?.evidence?.['failures'];
    if (step !== 'integration-test' || !Array.isArray(failures) || typeof suite !== 'string')
        return [];
    const annotations = failures.flatMap((value) => {
        const parsed = failedCase.safeParse(value);
        if (!parsed.success || parsed.data.verdict !== 'fail')
            return [];
        const { name, where, misses } = parsed.data;
        const place = placeInWorkspace(where, (0,external_node_path_.dirname)(suite), workspace) ?? {};
        return [{ message: misses.join('; '), place: { title: `${step}: ${name}`, ...place } }];
    });
    const more = annotations.length - mostCases;
    if (more <= 0)
        return annotations;
    const rest = { message: `and ${more} more`, place: { title: `${step}: more cases` } };
    return [...annotations.slice(0, mostCases), rest];
}
function placeInWorkspace(where, folder, workspace) {
    const [, path, line] = /^([^:]+):(\d+)(?=$|[ :])/.exec(where) ?? [];
    if (path === undefined || line === undefined)
        return undefined;
    const file = (0,external_node_path_.relative)(workspace, (0,external_node_path_.resolve)(folder, path));
    const isInside = file !== '' && !file.startsWith('..') && !(0,external_node_path_.isAbsolute)(file);
    return isInside ? { file, startLine: Number(line) } : undefined;
}

;// CONCATENATED MODULE: ./lib/entry/action-annotations.js







function annotatedFile(config, workspace) {
    if (config === undefined)
        return undefined;
    const [base = config.name] = config.name.split('/').slice(-1);
    return { config, path: (0,external_node_path_.relative)(workspace, (0,external_node_path_.join)(config.folder, base)) };
}
function annotationsOf(ending, file, { workspace, suite }) {
    const { step, error, lines, record, verdict } = ending;
    if (error === undefined) {
        const gates = failedGates(ending).map(({ gate, rule, reason, verdict: judged }) => ({
            message: `${(0,evaluation_gate/* describeRule */.IO)(gate, rule)}: ${judged}, ${reason}`,
            place: { title: `${step}: gate ${(0,evaluation_gate/* describeRule */.IO)(gate, rule)}`, ...lineOfGate(gate, file) },
        }));
        const title = `${step}: ${record?.outcome ?? verdict}`;
        const cases = failedCaseAnnotations(ending, suite, workspace);
        const found = [...gates, ...cases];
        return found.length > 0 ? found : [{ message: lines.join(' '), place: { title } }];
    }
    const title = `${step}: ${error.code}`;
    const placed = error.problems.flatMap((problem) => {
        const place = lineOf(problem.where, file) ??
            lineOfInput(problem.where, step, file) ??
            placeInWorkspace(problem.where, workspace, workspace);
        return place === undefined
            ? []
            : [{ message: (0,errors_problem/* describeProblem */.B)(problem), place: { title, ...place } }];
    });
    if (placed.length > 0 && placed.length === error.problems.length)
        return placed;
    const problems = error.problems.map((problem) => (0,errors_problem/* describeProblem */.B)(problem));
    const message = [error.message, ...problems, `${error.mend} [${error.code}]`].join('. ');
    return [{ message, place: { title } }, ...placed];
}
const judgedGate = schemas/* object */.Ikc({
    gate: evaluation_gate/* gateSchema */.Tp,
    rule: schemas/* enum */.k5n(evaluation_gate/* gateRules */.DB),
    verdict: schemas/* enum */.k5n(verdict/* verdicts */.r),
    reason: schemas/* string */.YjP(),
});
function failedGates({ step, record }) {
    const gates = record?.steps[step]?.evidence?.['gates'];
    if (!Array.isArray(gates))
        return [];
    return gates.flatMap((value) => {
        const parsed = judgedGate.safeParse(value);
        return parsed.success && parsed.data.verdict !== 'pass' ? [parsed.data] : [];
    });
}
function lineOfGate(gate, file) {
    const found = file?.config.values.get('register.gates');
    if (file === undefined || found?.ok !== true || !Array.isArray(found.value))
        return {};
    const index = found.value.findIndex((written) => written.metric === gate.metric &&
        written.slice === gate.slice &&
        evaluation_gate/* gateRules */.DB.every((rule) => written[rule] === gate[rule]));
    if (index < 0)
        return {};
    return lineOf(file.config.locate(['register', 'gates', index]), file) ?? {};
}
function lineOf(where, file) {
    if (file === undefined)
        return undefined;
    const name = `${file.config.name}:`;
    const at = where.lastIndexOf(name);
    const line = at < 0 ? NaN : Number.parseInt(where.slice(at + name.length), 10);
    return Number.isInteger(line) ? { file: file.path, startLine: line } : undefined;
}
function lineOfInput(where, step, file) {
    if (file === undefined || !/^[a-z_]+(\.[a-z_]+)*$/.test(where))
        return undefined;
    const section = (0,naming/* sectionOf */.ZE)(step);
    const key = [where, `${section}.${where}`].find((path) => file.config.values.has(path));
    return key === undefined ? undefined : lineOf(file.config.locate(key.split('.')), file);
}

;// CONCATENATED MODULE: ./lib/entry/action-ending.js


function endingOfReport(report) {
    const { step, result, record, exitCode } = report;
    return {
        step,
        verdict: result.verdict,
        state: result.state,
        lines: [result.summary],
        exitCode,
        outputs: inOrder((0,run_step/* outputsOf */.Y)(report)),
        record,
        error: undefined,
    };
}
function endingOfError(step, error, record) {
    const known = record === undefined
        ? {}
        : {
            ...record.steps[step]?.outputs,
            release: record.releaseId,
            outcome: record.outcome ?? '',
            emulated: record.emulated,
        };
    return {
        step,
        verdict: 'error',
        state: 'failed',
        lines: (0,errors_error/* describeError */.Uc)(error),
        exitCode: error.exitCode,
        outputs: inOrder({ ...known, verdict: 'error', state: 'failed' }),
        record,
        error,
    };
}
const first = ['release', 'verdict', 'state', 'outcome', 'emulated'];
function rank(name) {
    return first.includes(name) ? first.indexOf(name) : first.length;
}
function inOrder(outputs) {
    return Object.entries(outputs)
        .toSorted(([a], [b]) => rank(a) - rank(b))
        .map(([name, value]) => [name, String(value)]);
}

// EXTERNAL MODULE: ./lib/entry/action-record.js
var action_record = __webpack_require__(36979);
// EXTERNAL MODULE: ./lib/entry/action-report.js + 1 modules
var action_report = __webpack_require__(58209);
// EXTERNAL MODULE: ./lib/hosts/system/commands.js + 1 modules
var commands = __webpack_require__(54509);
// EXTERNAL MODULE: ./lib/hosts/terminal/commit.js
var commit = __webpack_require__(60884);
// EXTERNAL MODULE: ./lib/entry/terminal.js + 27 modules
var terminal = __webpack_require__(38353);
;// CONCATENATED MODULE: ./lib/entry/action-surroundings.js



async function actionSurroundings(sources, { process, signal, host, files, workspace }) {
    const env = { ...process.env, [commit/* commitVariable */.O]: host.commit };
    const told = Object.create(process, { env: { value: env } });
    const { ports, ...rest } = await (0,terminal/* terminalSurroundings */._5)(sources, { process: told, signal, files });
    return {
        ...rest,
        ports: { ...ports, host, commands: (0,commands/* systemCommands */.U)(commandEnvironment(process.env)) },
        folder: `${workspace}/.vertex-release`,
    };
}
const ownVariables = [
    /^INPUT_/,
    /^ACTIONS_(RUNTIME|CACHE|RESULTS)_/,
    /^ACTIONS_ID_TOKEN_/,
    /^GITHUB_(OUTPUT|STATE|ENV|PATH|STEP_SUMMARY|TOKEN)$/,
];
function commandEnvironment(environment) {
    const kept = Object.entries(environment).filter(([name]) => !ownVariables.some((own) => own.test(name)));
    return Object.fromEntries(kept);
}

;// CONCATENATED MODULE: ./lib/entry/action-trust.js

const openToAll = ['pull_request_target', 'issue_comment', 'workflow_run'];
function refuseUntrustedEvent({ name, inputs }, event) {
    if (!openToAll.includes(event) || !spends(name, inputs))
        return;
    throw new errors_error/* ReleaseError */.K2('INPUT_INVALID', `${name} does not run on the event ${event}`, {
        mend: `Anybody may start such a run, and it holds this repository's secrets. Run ${name} on push, schedule or workflow_dispatch, or on pull_request, which gives a fork no secrets.`,
    });
}
function spends(name, inputs) {
    if (name === 'validate' || name === 'integration-test')
        return false;
    return name !== 'register' || inputs['mode'] === 'register';
}

// EXTERNAL MODULE: ./lib/entry/cancellation.js
var entry_cancellation = __webpack_require__(25280);
;// CONCATENATED MODULE: ./lib/entry/actions.js
























const cancellationLimitMs = 5_000;
async function action(process, step) {
    await inActionFrame(process, programs/* programs */.c[step].contract, (frame) => runStepAction(step, frame));
}
async function inActionFrame(process, contract, work) {
    try {
        const toolkit = await loadToolkit();
        maskSecrets(contract, process.env, toolkit);
        const run = await readRun(process.env, system_files/* systemFiles */.H, process.cwd());
        const runner = githubRunner(run, (0,system_runner/* processRunner */.q)((0,external_node_os_.hostname)(), process.pid));
        const host = githubHost(toolkit, run, runner, () => Date.now());
        const cancellation = (0,entry_cancellation/* cancelOnSignals */.d)(process, () => {
            host.say('cancelling: leaving things in order');
            setTimeout(() => process.exit(130), cancellationLimitMs).unref();
        });
        try {
            process.exitCode = await work({ process, toolkit, run, host, signal: cancellation.signal });
        }
        finally {
            host.endPhase();
            cancellation.dispose();
        }
    }
    catch (thrown) {
        const error = (0,errors_error/* toReleaseError */.Tp)(thrown);
        process.stdout.write(`${(0,inert_line/* inertLine */.F)(`${error.message} [${error.code}]`)}\n`);
        process.exitCode = error.exitCode;
    }
}
async function runStepAction(step, frame) {
    const { process, run, host, signal } = frame;
    const { contract, prepare } = programs/* programs */.c[step];
    const files = (0,confined_files/* confinedFiles */.U)(system_files/* systemFiles */.H, run.workspace);
    const watched = (0,action_record/* watchRecords */.o)(files);
    let sources;
    let prepared;
    let ending;
    try {
        sources = await (0,load/* loadSources */.D)(contract, contracts/* allSteps */.B, {
            explicit: (0,action_inputs/* explicitFromActionVariables */.W)(contract, process.env),
            spelling: 'action',
            environment: process.env,
            workingFolder: run.workspace,
            read: (path) => files.read(path),
        });
        prepared = prepare(sources);
        refuseUntrustedEvent(prepared, run.event);
        const { workspace } = run;
        const parts = { process, signal, host, files: watched.files, workspace };
        const report = await (0,run_step/* runStep */.e)(prepared, await actionSurroundings(sources, parts));
        ending = endingOfReport(report);
    }
    catch (thrown) {
        const error = (0,errors_error/* toReleaseError */.Tp)(thrown);
        for (const line of (error.stack ?? '').split('\n'))
            host.debug(line);
        ending = endingOfError(step, error, watched.lastRecord());
    }
    await tell(ending, sources, prepared, frame);
    return ending.exitCode === 4 ? 0 : ending.exitCode;
}
async function tell(ending, sources, prepared, frame) {
    const { run, host, toolkit, signal } = frame;
    host.endPhase();
    for (const [name, value] of ending.outputs)
        toolkit.setOutput(name, value);
    host.say(`${ending.step}: ${ending.verdict}`);
    for (const line of ending.lines)
        host.say(line);
    if (signal.aborted) {
        host.notice(ending.lines.join('. '), { title: `${ending.step}: cancelled` });
        return;
    }
    if (ending.exitCode !== 0 && ending.exitCode !== 4) {
        const file = annotatedFile(sources?.config, run.workspace);
        const places = { workspace: run.workspace, suite: prepared?.inputs['suite'] };
        for (const { message, place } of annotationsOf(ending, file, places))
            host.fail(message, place);
    }
    await (0,action_report/* writeSummary */.Sy)(ending, prepared?.shared, frame);
    if (prepared !== undefined)
        await (0,action_report/* reportOnPullRequest */.US)(ending, prepared.shared, frame);
}
function maskSecrets({ inputs }, environment, toolkit) {
    for (const [name, input] of Object.entries(inputs)) {
        if (input.kind !== 'secret')
            continue;
        for (const variable of [(0,naming/* inputVariableOf */.E)(name), ...input.environment]) {
            const secret = environment[variable]?.trim() ?? '';
            for (const form of (0,secret_forms/* secretForms */.e)(secret))
                toolkit.setSecret(form);
        }
    }
}


/***/ })

};
;