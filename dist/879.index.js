"use strict";
exports.id = 879;
exports.ids = [879];
exports.modules = {

/***/ 6979:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ watchRecords)
/* harmony export */ });
/* harmony import */ var _release_record_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3673);

function watchRecords(files) {
    let last;
    return {
        files: {
            read: (path) => files.read(path),
            open: (path) => files.open(path),
            async write(path, text) {
                await files.write(path, text);
                if (path.endsWith('/record.json'))
                    last = text;
            },
        },
        lastRecord: () => (last === undefined ? undefined : (0,_release_record_js__WEBPACK_IMPORTED_MODULE_0__/* .parseRecord */ .Hh)(last, 'record.json')),
    };
}


/***/ }),

/***/ 7879:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  cloudBuild: () => (/* binding */ cloudBuild)
});

// EXTERNAL MODULE: ./lib/contract/flags.js
var contract_flags = __webpack_require__(5496);
// EXTERNAL MODULE: ./lib/errors/error.js
var errors_error = __webpack_require__(7660);
// EXTERNAL MODULE: ./lib/pipeline/preflight.js
var preflight = __webpack_require__(9540);
// EXTERNAL MODULE: ./lib/pipeline/programs.js + 1 modules
var programs = __webpack_require__(2349);
// EXTERNAL MODULE: ./lib/pipeline/run-step.js + 3 modules
var run_step = __webpack_require__(7851);
// EXTERNAL MODULE: ./lib/pipeline/run-train.js
var run_train = __webpack_require__(5341);
// EXTERNAL MODULE: ./lib/entry/answer.js
var entry_answer = __webpack_require__(3365);
;// CONCATENATED MODULE: ./lib/hosts/cloudbuild/build.js
const commitVariables = [
    'VERTEX_RELEASE_COMMIT',
    'COMMIT_SHA',
    'REVISION_ID',
    'SHORT_SHA',
];
function readBuild(environment) {
    const text = (name) => environment[name]?.trim() || undefined;
    const pullRequest = Number(text('_PR_NUMBER') ?? NaN);
    return {
        commit: commitVariables.map(text).find((commit) => commit !== undefined),
        url: urlOf(text('BUILD_ID'), text('LOCATION'), projectOf(text)),
        trigger: text('TRIGGER_NAME'),
        repository: text('REPO_FULL_NAME'),
        pullRequest: Number.isInteger(pullRequest) && pullRequest > 0 ? pullRequest : undefined,
        workspace: text('VERTEX_RELEASE_WORKSPACE') ?? '/workspace',
        outputFolder: text('BUILDER_OUTPUT'),
    };
}
function projectOf(text) {
    return text('PROJECT_ID') ?? text('GOOGLE_CLOUD_PROJECT');
}
function urlOf(build, location, project) {
    if (build === undefined || project === undefined)
        return undefined;
    const page = `builds;region=${encodeURIComponent(location ?? 'global')}`;
    const query = new URLSearchParams({ project });
    return `https://console.cloud.google.com/cloud-build/${page}/${encodeURIComponent(build)}?${query}`;
}

// EXTERNAL MODULE: ./lib/entry/cli.js + 6 modules
var cli = __webpack_require__(1730);
// EXTERNAL MODULE: ./lib/contract/shared.js
var shared = __webpack_require__(2782);
// EXTERNAL MODULE: ./lib/hosts/github/api.js
var github_api = __webpack_require__(4246);
// EXTERNAL MODULE: ./lib/hosts/github/comments.js + 1 modules
var github_comments = __webpack_require__(5624);
// EXTERNAL MODULE: ./lib/hosts/system/clock.js
var clock = __webpack_require__(1930);
// EXTERNAL MODULE: ./lib/hosts/system/random.js
var random = __webpack_require__(9953);
// EXTERNAL MODULE: ./lib/pipeline/record-store.js
var record_store = __webpack_require__(9786);
// EXTERNAL MODULE: ./lib/ports/comments.js
var ports_comments = __webpack_require__(4809);
// EXTERNAL MODULE: ./lib/report/comment.js + 27 modules
var report_comment = __webpack_require__(2809);
// EXTERNAL MODULE: ./lib/contract/naming.js
var naming = __webpack_require__(8283);
// EXTERNAL MODULE: ./lib/contract/parse.js
var parse = __webpack_require__(7020);
;// CONCATENATED MODULE: ./lib/entry/cloudbuild-substitutions.js





function namingSubstitutions(steps, { explicit, config }, prepare) {
    try {
        return prepare();
    }
    catch (error) {
        if (!(error instanceof errors_error/* ReleaseError */.K2) || error.problems.length === 0)
            throw error;
        const empty = Object.keys(explicit).filter((name) => explicit[name]?.trim() === '');
        const byPlace = new Map(steps.flatMap((step) => empty.map((name) => [(0,parse/* keyInFile */.JU)(step, name), name])));
        const file = config?.name ?? shared/* defaultConfig */.sb;
        const problems = error.problems.map((problem) => named(problem, byPlace, file));
        throw new errors_error/* ReleaseError */.K2(error.code, error.message, { cause: error, mend: error.mend, problems });
    }
}
function named(problem, byPlace, file) {
    const name = byPlace.get(problem.where);
    if (name === undefined || problem.found !== undefined)
        return problem;
    const substitution = (0,naming/* substitutionOf */.fv)(name);
    return {
        ...problem,
        found: `an empty substitution ${substitution}`,
        mend: `Set ${substitution} on the trigger or by --substitutions, or ${problem.where} in ${file}`,
    };
}
function refuseUnknownCommit({ release, dryRun }, { commit }) {
    if (commit !== undefined || release !== undefined || dryRun)
        return;
    throw new errors_error/* ReleaseError */.K2('INPUT_INVALID', 'no commit is known to release', {
        problems: [
            {
                where: commitVariables.slice(1).join(', '),
                expected: 'the commit that was checked out',
                found: 'empty substitutions',
            },
        ],
        mend: 'Build by a trigger, or submit with --substitutions=COMMIT_SHA=$(git rev-parse HEAD); the step gets them by automapSubstitutions: true or env.',
    });
}

// EXTERNAL MODULE: ./lib/hosts/system/commands.js + 2 modules
var commands = __webpack_require__(2355);
// EXTERNAL MODULE: ./lib/entry/secret-environment.js
var secret_environment = __webpack_require__(1880);
// EXTERNAL MODULE: ./lib/entry/terminal.js + 17 modules
var terminal = __webpack_require__(2074);
;// CONCATENATED MODULE: ./lib/entry/cloudbuild-surroundings.js



async function buildSurroundings(sources, frame) {
    const { process, host, build, hide } = frame;
    const { ports, ...rest } = await (0,terminal/* terminalSurroundings */._5)(sources, frame);
    return {
        ...rest,
        ports: {
            ...ports,
            host,
            commands: (0,secret_environment/* withHiddenOutput */.YB)((0,commands/* systemCommands */.U)((0,secret_environment/* withoutSecrets */.cT)(process.env)), hide),
        },
        folder: `${build.workspace}/.vertex-release`,
    };
}

;// CONCATENATED MODULE: ./lib/entry/cloudbuild-report.js













const reportFlags = shared/* shared */.ue;
const reportHelp = `Usage: vertex-release report [flags]

The last step of a build whose steps have allowFailure: comments on the pull request how far the
release came, and ends with the exit code of the first step that failed. It takes the inputs that
all steps have. The token comes from the variable ${shared/* shared */.ue.github_token.environment.join(' or ')}.
`;
async function reportOnBuild(flags, frame) {
    const { host, outputs } = frame;
    const ends = await outputs.ends();
    if (ends.length === 0) {
        throw new errors_error/* ReleaseError */.K2('INPUT_INVALID', 'no step of this build has left its outputs', {
            mend: 'Run report after validate, train or register, with the same workspace.',
        });
    }
    const contract = programs/* programs */.c.validate.contract;
    const sources = await (0,terminal/* terminalSources */.$R)(contract, flags.explicit, frame);
    const prepared = namingSubstitutions([contract], sources, () => programs/* programs */.c.validate.prepare(sources));
    const { ports } = await buildSurroundings(sources, frame);
    const store = (0,record_store/* recordStore */.D)({
        ...ports,
        bucket: prepared.shared.bucket,
        model: prepared.shared.model,
        folder: `${frame.build.workspace}/.vertex-release`,
    });
    const release = releaseOf(ends);
    const record = release === undefined ? undefined : (await store.readRecord(release))?.value;
    if (record === undefined)
        host.warn('no release was opened: there is nothing to report');
    else
        await commentOn(record, prepared.shared, frame);
    const stopped = ends.find(({ exitCode }) => exitCode !== 0);
    for (const { step, exitCode } of ends)
        host.say(`${step} ended with ${exitCode}`);
    return stopped?.exitCode ?? 0;
}
function releaseOf(ends) {
    return ends.findLast(({ release }) => release !== undefined)?.release;
}
async function commentOn(record, { comment, githubToken, bucket }, { process, build, host, signal }) {
    const { pullRequest, repository, trigger, url } = build;
    if (!comment)
        return host.say('comment is false: nothing is posted');
    if (pullRequest === undefined || repository === undefined) {
        return host.say('the build belongs to no pull request of GitHub: nothing is posted');
    }
    if (githubToken === undefined) {
        return host.warn('nothing is posted: GITHUB_TOKEN is empty; see secretEnv of this step');
    }
    const apiUrl = process.env['GITHUB_API_URL'] || 'https://api.github.com';
    const api = (0,github_api/* githubApi */.M)({ token: githubToken, clock: clock/* systemClock */.m, random: random/* systemRandom */.v, fetch });
    const comments = (0,github_comments/* githubComments */.G)({ api, apiUrl, graphqlUrl: `${apiUrl}/graphql`, repository });
    const posted = await comments.put(pullRequest, {
        key: record.model,
        release: record.releaseId,
        run: {
            workflow: `cloud-build/${trigger ?? 'submitted'}`,
            number: Math.floor(Date.parse(record.openedAt) / 1_000),
            attempt: 1,
        },
        text: (0,report_comment.renderComment)(record, {
            commitUrl: `https://github.com/${repository}/commit/${record.commit}`,
            ...(url === undefined ? {} : { runUrl: url }),
            ...(bucket === undefined ? {} : { recordUrl: recordUrl(bucket, record) }),
            limit: ports_comments/* commentLimit */.j,
            reserve: ports_comments/* commentReserve */.C,
        }),
    }, signal);
    tellPosted(posted, host);
}
function recordUrl(bucket, { model, releaseId }) {
    return `gs://${bucket}/vertex-release/${model}/${releaseId}/record.json`;
}
function tellPosted(posted, host) {
    switch (posted.state) {
        case 'created':
        case 'updated':
            return host.say(`the report is on the pull request: ${posted.url}`);
        case 'outdated':
            return host.say(`a newer commit has been reported already: ${posted.url}`);
        case 'refused': {
            const mend = posted.mend === undefined ? '' : `. ${posted.mend}`;
            return host.warn(`the report is not on the pull request: ${posted.why}${mend}`);
        }
    }
}

// EXTERNAL MODULE: ./lib/hosts/cloudbuild/hidden.js
var cloudbuild_hidden = __webpack_require__(5152);
// EXTERNAL MODULE: ./lib/report/readable.js
var readable = __webpack_require__(8187);
;// CONCATENATED MODULE: ./lib/hosts/cloudbuild/host.js

const heartbeatMs = 30_000;
const longestLine = 4_000;
function cloudBuildHost(options) {
    const { build, debug, hide, now, write } = options;
    let lastBeat = now();
    const line = (severity, text) => {
        write(`${severity}: ${(0,readable/* readableLogLine */.FB)(hide(text), longestLine)}\n`);
    };
    return {
        name: 'cloud_build',
        commit: build.commit,
        runUrl: build.url,
        phase: (title) => line('NOTICE', title),
        say: (text) => line('INFO', text),
        warn: (text) => line('WARNING', text),
        fail: (text) => line('ERROR', text),
        debug: (text) => {
            if (debug)
                line('DEBUG', text);
        },
        progress: (text) => {
            if (now() - lastBeat < heartbeatMs)
                return;
            lastBeat = now();
            line('INFO', `… ${text}`);
        },
    };
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./lib/release/step-name.js
var step_name = __webpack_require__(2992);
;// CONCATENATED MODULE: ./lib/hosts/cloudbuild/compact-answer.js
const outputLimit = 4_096;
function compactAnswer(answer, limit = outputLimit) {
    const { summary, outputs, ...rest } = answer;
    const all = Object.entries(isObject(outputs) ? outputs : {});
    const bySize = all.map(([name, value]) => ({ name, size: sizeOf({ [name]: value }) }));
    bySize.sort((a, b) => b.size - a.size);
    for (let dropped = 0; dropped <= bySize.length; dropped += 1) {
        const omitted = bySize.slice(0, dropped).map(({ name }) => name);
        const kept = Object.fromEntries(all.filter(([name]) => !omitted.includes(name)));
        const text = JSON.stringify({
            ...rest,
            ...(summary === undefined ? {} : { summary }),
            ...(outputs === undefined ? {} : { outputs: kept }),
            ...(dropped === 0 ? {} : { omitted }),
        });
        if (Buffer.byteLength(text) <= limit)
            return text;
    }
    const short = JSON.stringify({ ...rest, omitted: ['summary', 'outputs'] });
    return Buffer.byteLength(short) <= limit ? short : JSON.stringify({ omitted: ['everything'] });
}
function sizeOf(value) {
    return Buffer.byteLength(JSON.stringify(value));
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./lib/hosts/cloudbuild/outputs.js



const answered = schemas/* object */.Ikc({
    exit_code: schemas/* int */.Whr(),
    release: schemas/* string */.YjP().optional().catch(undefined),
});
function buildOutputs(files, { workspace, outputFolder }, hide) {
    const pathOf = (name) => `${workspace}/.vertex-release/outputs/${name}.json`;
    return {
        async write(name, answer) {
            await files.write(pathOf(name), hide(`${JSON.stringify(answer, undefined, 2)}\n`));
            if (outputFolder === undefined)
                return;
            await files.write(`${outputFolder}/output`, hide(compactAnswer(answer)));
        },
        async ends() {
            const texts = await Promise.all(step_name/* stepNames */.V.map((step) => files.read(pathOf(step))));
            return texts.flatMap((text, index) => {
                const step = step_name/* stepNames */.V[index];
                const read = text === undefined ? undefined : answered.safeParse(jsonOf(text));
                if (step === undefined || read?.success !== true)
                    return [];
                return [{ step, exitCode: read.data.exit_code, release: read.data.release }];
            });
        },
    };
}
function jsonOf(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./lib/hosts/system/confined-files.js
var confined_files = __webpack_require__(2107);
// EXTERNAL MODULE: ./lib/hosts/system/files.js
var files = __webpack_require__(5323);
// EXTERNAL MODULE: ./lib/hosts/terminal/commit.js
var terminal_commit = __webpack_require__(884);
// EXTERNAL MODULE: ./lib/entry/action-record.js
var action_record = __webpack_require__(6979);
// EXTERNAL MODULE: ./lib/entry/cancellation.js
var entry_cancellation = __webpack_require__(5280);
;// CONCATENATED MODULE: ./lib/entry/cloudbuild-frame.js












function openFrame(process) {
    const build = readBuild(process.env);
    const hide = (0,cloudbuild_hidden/* hiding */.Q)((0,secret_environment/* secretsOf */.Fj)(process.env));
    const host = cloudBuildHost({
        build,
        debug: process.env['VERTEX_RELEASE_DEBUG'] === '1',
        hide,
        now: () => Date.now(),
        write: (text) => process.stderr.write(text),
    });
    const records = (0,action_record/* watchRecords */.o)((0,confined_files/* confinedFiles */.U)(files/* systemFiles */.H, build.workspace));
    const outputs = buildOutputs(files/* systemFiles */.H, build, hide);
    const cancellation = (0,entry_cancellation/* cancelOnSignals */.d)(process, () => {
        host.say('cancelling: leaving things in order');
    });
    return {
        process: withCommit(process, build.commit),
        build,
        host,
        outputs,
        records,
        files: records.files,
        signal: cancellation.signal,
        hide,
        async tell(name, answer) {
            try {
                await outputs.write(name, answer);
            }
            catch (thrown) {
                host.warn(`later steps cannot read how ${name} ended: ${(0,errors_error/* toReleaseError */.Tp)(thrown).message}`);
            }
        },
        print: (answer) => void process.stdout.write(hide(`${JSON.stringify(answer, undefined, 2)}\n`)),
        async stoppedBefore(step) {
            const before = step_name/* stepNames */.V.slice(0, step_name/* stepNames */.V.indexOf(step));
            const ends = await outputs.ends();
            return ends.find((end) => before.includes(end.step) && end.exitCode !== 0);
        },
        close: () => cancellation.dispose(),
    };
}
function withCommit(process, commit) {
    if (commit === undefined)
        return process;
    const env = { ...process.env, [terminal_commit/* commitVariable */.O]: commit };
    return Object.create(process, { env: { value: env } });
}

// EXTERNAL MODULE: ./lib/entry/command.js
var entry_command = __webpack_require__(3362);
;// CONCATENATED MODULE: ./lib/entry/cloudbuild.js















async function cloudBuild(process) {
    const [word, ...rest] = process.argv.slice(2);
    const command = buildCommandOf(word);
    const asksForHelp = rest.includes('--help') || rest.includes('-h');
    if (command?.kind === 'report' && asksForHelp) {
        process.stdout.write(reportHelp);
        return;
    }
    if (command === undefined || asksForHelp) {
        await (0,cli/* cli */.x)(withCommit(process, readBuild(process.env).commit));
        return;
    }
    const frame = openFrame(process);
    const name = command.kind === 'step' ? command.step : command.kind;
    try {
        process.exitCode = await inFrame(command, rest, frame);
    }
    catch (thrown) {
        const error = (0,errors_error/* toReleaseError */.Tp)(thrown);
        for (const line of (0,errors_error/* describeError */.Uc)(error))
            frame.host.fail(line);
        for (const line of (error.stack ?? '').split('\n'))
            frame.host.debug(line);
        if (rest.includes('--json'))
            frame.print((0,entry_answer/* answerOfError */._8)(error));
        const release = frame.records.lastRecord()?.releaseId;
        await frame.tell(name, { step: name, release, ...(0,entry_answer/* answerOfError */._8)(error) });
        process.exitCode = error.exitCode;
    }
    finally {
        frame.close();
    }
}
function buildCommandOf(word) {
    if (word === 'report')
        return { kind: 'report' };
    const command = (0,entry_command/* commandOf */.Nl)(word);
    return command.kind === 'step' || command.kind === 'run' ? command : undefined;
}
async function inFrame(command, argv, frame) {
    const inputs = command.kind === 'report' ? reportFlags : (0,entry_command/* inputsOfCommand */.oo)(command);
    const flags = (0,contract_flags/* parseFlags */.b)(argv, inputs, ['json']);
    (0,errors_error/* refuseProblems */.nN)('the command line', flags.problems);
    switch (command.kind) {
        case 'step':
            return await runOneStep(command, flags, frame);
        case 'run':
            return await runWholeTrain(flags, frame);
        case 'report':
            return await reportOnBuild(flags, frame);
    }
}
async function runOneStep({ step, forced }, flags, frame) {
    const { host } = frame;
    const isAskedFor = Object.keys(forced).length > 0;
    const stopped = isAskedFor ? undefined : await frame.stoppedBefore(step);
    if (stopped !== undefined) {
        host.warn(`${step} does not run: ${stopped.step} of this build ended with ${stopped.exitCode}`);
        return stopped.exitCode;
    }
    const { contract, prepare } = programs/* programs */.c[step];
    const sources = await (0,terminal/* terminalSources */.$R)(contract, { ...flags.explicit, ...forced }, frame);
    const prepared = namingSubstitutions([contract], sources, () => prepare(sources));
    const surroundings = await buildSurroundings(sources, frame);
    refuseUnknownCommit(prepared.shared, host);
    (0,preflight/* refuseBeforehand */.R)([prepared], sources, surroundings.emulated);
    const report = await (0,run_step/* runStep */.e)(prepared, surroundings);
    host.phase(`${step}: ${report.result.verdict}. ${report.result.summary}`);
    const answer = (0,entry_answer/* answerOf */.ut)(report);
    if (flags.switches.has('json'))
        frame.print(answer);
    await frame.tell(step, answer);
    return report.exitCode;
}
async function runWholeTrain(flags, frame) {
    const { host } = frame;
    const sources = await (0,terminal/* terminalSources */.$R)(programs/* programs */.c.validate.contract, flags.explicit, frame);
    const contracts = Object.values(programs/* programs */.c).map(({ contract }) => contract);
    const steps = namingSubstitutions(contracts, sources, () => (0,run_train/* prepareTrain */.y)(sources));
    const surroundings = await buildSurroundings(sources, frame);
    for (const { shared } of steps.slice(0, 1))
        refuseUnknownCommit(shared, host);
    (0,preflight/* refuseBeforehand */.R)(steps, sources, surroundings.emulated);
    let told = Promise.resolve();
    const reports = await (0,run_train/* runTrain */.M)(steps, surroundings, (report) => {
        host.say(`${report.step}: ${report.result.verdict}. ${report.result.summary}`);
        told = told.then(() => frame.tell(report.step, (0,entry_answer/* answerOf */.ut)(report)));
    }).finally(() => told);
    const last = reports.at(-1);
    if (last !== undefined) {
        const end = last.record.outcome ?? last.result.state;
        host.phase(`Release ${last.record.releaseId}: ${end}`);
    }
    const answer = (0,entry_answer/* answerOfTrain */.KQ)(reports);
    if (flags.switches.has('json'))
        frame.print(answer);
    await frame.tell('run', answer);
    return last?.exitCode ?? 0;
}


/***/ }),

/***/ 4246:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ githubApi)
/* harmony export */ });
/* harmony import */ var _inert_line_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5205);

const maxAttempts = 5;
const waitBudgetMs = 90_000;
const timeoutMs = 15_000;
const secondaryWaitMs = 60_000;
function githubApi({ token, clock, random, fetch }) {
    const sendOnce = async ({ verb, url, body, signal, }) => {
        const timeout = AbortSignal.timeout(timeoutMs);
        const response = await fetch(url, {
            method: verb,
            headers: {
                accept: 'application/vnd.github+json',
                authorization: `Bearer ${token}`,
                'user-agent': 'vertex-release',
                'x-github-api-version': '2022-11-28',
                ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            },
            body: body === undefined ? null : JSON.stringify(body),
            redirect: 'error',
            signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
        });
        const text = await response.text();
        if (response.ok)
            return { ok: true, value: JSON.parse(text) };
        return refusalOf(response, text, clock.now());
    };
    return {
        async send(call) {
            let waited = 0;
            for (let attempt = 1;; attempt += 1) {
                const outcome = await sendOnce(call).catch(unanswered);
                if (outcome.ok)
                    return outcome;
                const { status } = outcome;
                const message = outcome.message.replaceAll(token, '***');
                const failed = { ok: false, status, message };
                const isOver = call.signal?.aborted === true || attempt >= maxAttempts;
                if (isOver || !maySendAgain(outcome, call))
                    return failed;
                const wait = outcome.askedWaitMs ?? random.next() * Math.min(1_000 * 2 ** attempt, 20_000);
                waited += wait;
                if (waited > waitBudgetMs)
                    return failed;
                await clock.sleep(wait, call.signal).catch(() => { });
            }
        },
    };
}
function unanswered(thrown) {
    const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
    const message = cause instanceof Error ? cause.message : String(cause);
    return { ok: false, status: undefined, message: (0,_inert_line_js__WEBPACK_IMPORTED_MODULE_0__/* .printable */ .g)(message), isLimit: false };
}
function refusalOf(response, body, now) {
    const { status, headers } = response;
    const message = messageOf(body) ?? `HTTP ${status}`;
    const retryAfter = Number(headers.get('retry-after') ?? NaN);
    const isExhausted = headers.get('x-ratelimit-remaining') === '0';
    const isSecondary = /secondary rate limit/i.test(message);
    const isLimit = status === 429 ||
        (status === 403 && (isExhausted || isSecondary || Number.isFinite(retryAfter)));
    if (!isLimit)
        return { ok: false, status, message, isLimit };
    const reset = Number(headers.get('x-ratelimit-reset') ?? NaN) * 1_000 - now;
    const asked = Number.isFinite(retryAfter)
        ? retryAfter * 1_000
        : isExhausted && Number.isFinite(reset)
            ? reset
            : isSecondary
                ? secondaryWaitMs
                : undefined;
    const wait = asked === undefined ? {} : { askedWaitMs: Math.max(0, asked) };
    return { ok: false, status, message, isLimit, ...wait };
}
function maySendAgain({ status, isLimit }, { once }) {
    if (isLimit)
        return true;
    const mayPass = status === undefined || status === 502 || status === 503 || status === 504;
    return mayPass && once !== true;
}
function messageOf(body) {
    try {
        const message = JSON.parse(body)?.message;
        return typeof message === 'string' ? (0,_inert_line_js__WEBPACK_IMPORTED_MODULE_0__/* .printable */ .g)(message).slice(0, 300) : undefined;
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 5624:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  G: () => (/* binding */ githubComments)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(2857);
// EXTERNAL MODULE: ./lib/ports/comments.js
var comments = __webpack_require__(4809);
;// CONCATENATED MODULE: ./lib/hosts/github/comment-marker.js


const schemaVersion = 1;
const opening = '<!-- vertex-release ';
const closing = ' -->';
const markerForm = schemas/* object */.Ikc({
    schema: schemas/* literal */.euz(schemaVersion),
    key: schemas/* string */.YjP(),
    release: schemas/* string */.YjP(),
    workflow: schemas/* string */.YjP(),
    run: schemas/* int */.Whr(),
    attempt: schemas/* int */.Whr(),
});
function commentBody({ key, release, run, text }) {
    const { workflow, number, attempt } = run;
    const marker = { schema: schemaVersion, key, release, workflow, run: number, attempt };
    const line = `${opening}${comment_marker_hidden(JSON.stringify(marker))}${closing}\n`;
    return line + cutAtLine(text, comments/* commentLimit */.j - line.length);
}
function markerOf(body) {
    const [first = ''] = body.split('\n', 1);
    const line = first.trimEnd();
    if (!line.startsWith(opening) || !line.endsWith(closing))
        return undefined;
    try {
        const value = JSON.parse(line.slice(opening.length, -closing.length));
        const marker = markerForm.safeParse(value);
        return marker.success ? marker.data : undefined;
    }
    catch {
        return undefined;
    }
}
function isNewer(marker, run) {
    if (marker.workflow !== run.workflow)
        return false;
    return marker.run > run.number || (marker.run === run.number && marker.attempt > run.attempt);
}
function comment_marker_hidden(json) {
    return json.replace(/[<>]|-(?=-)/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
function cutAtLine(text, limit) {
    if (text.length <= limit)
        return text;
    const end = text.lastIndexOf('\n', limit);
    return text.slice(0, Math.max(0, end));
}

;// CONCATENATED MODULE: ./lib/hosts/github/comments.js


const storedComment = schemas/* object */.Ikc({
    id: schemas/* int */.Whr(),
    html_url: schemas/* string */.YjP(),
    body: schemas/* string */.YjP().nullish(),
    user: schemas/* object */.Ikc({ login: schemas/* string */.YjP() }).nullish(),
});
const commentPage = schemas/* array */.YOg(storedComment);
const viewerAnswer = schemas/* object */.Ikc({ data: schemas/* object */.Ikc({ viewer: schemas/* object */.Ikc({ login: schemas/* string */.YjP() }) }) });
const pageSize = 100;
const maxPages = 100;
const maxRounds = 3;
const actionsLogin = 'github-actions[bot]';
function githubComments(options) {
    const { api, apiUrl, repository } = options;
    const base = `${apiUrl}/repos/${repository}/issues`;
    return {
        async put(pullRequest, comment, signal) {
            const send = (call) => api.send({ ...call, signal });
            const login = await loginOf(options, send);
            const body = commentBody(comment);
            for (let round = 1;; round += 1) {
                const found = await findOwn(`${base}/${pullRequest}/comments`, comment.key, login, send);
                if (!found.ok)
                    return refused(found);
                const [oldest, ...others] = found.comments;
                const newer = found.comments.find(({ marker }) => isNewer(marker, comment.run));
                if (newer !== undefined)
                    return { state: 'outdated', url: newer.url };
                const answer = oldest === undefined
                    ? await send({
                        verb: 'POST',
                        url: `${base}/${pullRequest}/comments`,
                        body: { body },
                        once: true,
                    })
                    : await send({ verb: 'PATCH', url: `${base}/comments/${oldest.id}`, body: { body } });
                if (answer.ok)
                    return posted(answer.value, oldest === undefined, others.length);
                if (round >= maxRounds || !isWorthAnotherLook(answer, oldest))
                    return refused(answer);
            }
        },
    };
}
function isWorthAnotherLook({ status }, updated) {
    if (updated !== undefined)
        return status === 404;
    return status === undefined || status >= 500;
}
async function loginOf({ graphqlUrl }, send) {
    const query = 'query { viewer { login } }';
    const answer = await send({ verb: 'POST', url: graphqlUrl, body: { query } });
    const viewer = answer.ok ? viewerAnswer.safeParse(answer.value) : undefined;
    return viewer?.success === true ? viewer.data.data.viewer.login : actionsLogin;
}
async function findOwn(url, key, login, send) {
    const comments = [];
    for (let page = 1; page <= maxPages; page += 1) {
        const answer = await send({ verb: 'GET', url: `${url}?per_page=${pageSize}&page=${page}` });
        if (!answer.ok)
            return answer;
        const parsed = commentPage.safeParse(answer.value);
        if (!parsed.success)
            return { ok: false, status: 200, message: 'an answer of unknown form' };
        for (const { id, html_url, body, user } of parsed.data) {
            const marker = user?.login === login ? markerOf(body ?? '') : undefined;
            if (marker?.key === key)
                comments.push({ id, url: html_url, marker });
        }
        if (parsed.data.length < pageSize)
            break;
    }
    return { ok: true, comments: comments.toSorted((a, b) => a.id - b.id) };
}
function posted(value, isNew, others) {
    const parsed = storedComment.safeParse(value);
    const url = parsed.success ? parsed.data.html_url : '';
    return { state: isNew ? 'created' : 'updated', url, others };
}
function refused({ status, message }) {
    const why = status === undefined ? message : `${status} ${message}`;
    const mend = mendOf(status);
    return { state: 'refused', why, ...(mend === undefined ? {} : { mend }) };
}
function mendOf(status) {
    switch (status) {
        case 401:
            return 'The token has expired or was revoked.';
        case 403:
        case 404:
            return 'Give the job the permission pull-requests: write. On a pull request from a fork no token has it, see docs/github-actions.md.';
        case 410:
            return 'The pull request takes no comments.';
        default:
            return undefined;
    }
}


/***/ }),

/***/ 5205:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ inertLine),
/* harmony export */   g: () => (/* binding */ printable)
/* harmony export */ });
function inertLine(text) {
    const shown = printable(text).replace(/#(?=[^ -~]*#[^ -~]*\[)/g, '# ');
    return isPlain(shown) ? shown : `| ${shown}`;
}
function printable(text) {
    return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => character === '\t'
        ? ' '
        : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
}
function isPlain(line) {
    return /^ *([!-9;-~]|$)/.test(line);
}


/***/ }),

/***/ 2107:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ confinedFiles)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7660);



function confinedFiles(files, folder) {
    const refuseOutside = async (path) => {
        if (path.includes('\0'))
            throw outside(path);
        const [root, target] = await Promise.all([realFolder(folder), realTarget(path)]);
        if (target === undefined || !isWithin(root, target))
            throw outside(path);
    };
    return {
        async read(path) {
            await refuseOutside(path);
            return await files.read(path);
        },
        async *open(path) {
            await refuseOutside(path);
            yield* files.open(path);
        },
        async write(path, text) {
            await refuseOutside(path);
            await files.write(path, text);
        },
    };
    function outside(path) {
        const shown = path.replaceAll('\0', '\\0');
        return new _errors_error_js__WEBPACK_IMPORTED_MODULE_2__/* .ReleaseError */ .K2('INPUT_INVALID', `${shown} is not in the workspace ${folder}`, {
            mend: 'Name a file below the workspace, without a symbolic link that leads out of it.',
        });
    }
}
function isWithin(folder, path) {
    const way = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(folder, path);
    return way !== '..' && !way.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`) && !(0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(way);
}
async function realFolder(folder) {
    return (await realTarget(folder)) ?? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(folder);
}
async function realTarget(path) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(path);
    }
    catch {
        if (await isLink(path))
            return undefined;
        const holder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path);
        return holder === path ? path : await targetIn(holder, path);
    }
}
async function targetIn(holder, path) {
    const target = await realTarget(holder);
    return target === undefined ? undefined : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(target, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(holder, path));
}
async function isLink(path) {
    try {
        return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path)).isSymbolicLink();
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 4809:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ commentReserve),
/* harmony export */   j: () => (/* binding */ commentLimit)
/* harmony export */ });
const commentLimit = 65_536;
const commentReserve = 1_024;


/***/ })

};
;