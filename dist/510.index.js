"use strict";
exports.id = 510;
exports.ids = [510,2];
exports.modules = {

/***/ 10510:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  cloudBuild: () => (/* binding */ cloudBuild)
});

// EXTERNAL MODULE: ./lib/contract/flags.js
var contract_flags = __webpack_require__(15496);
// EXTERNAL MODULE: ./lib/errors/error.js
var errors_error = __webpack_require__(27660);
// EXTERNAL MODULE: ./lib/pipeline/preflight.js
var preflight = __webpack_require__(59540);
// EXTERNAL MODULE: ./lib/pipeline/programs.js + 1 modules
var programs = __webpack_require__(72349);
// EXTERNAL MODULE: ./lib/pipeline/run-step.js + 3 modules
var run_step = __webpack_require__(37851);
// EXTERNAL MODULE: ./lib/pipeline/run-train.js
var run_train = __webpack_require__(15341);
// EXTERNAL MODULE: ./lib/report/terminal/status-text.js + 2 modules
var status_text = __webpack_require__(46002);
// EXTERNAL MODULE: ./lib/entry/answer.js
var entry_answer = __webpack_require__(83365);
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

// EXTERNAL MODULE: ./lib/entry/cli.js + 5 modules
var cli = __webpack_require__(85854);
// EXTERNAL MODULE: ./lib/contract/shared.js
var shared = __webpack_require__(22782);
// EXTERNAL MODULE: ./lib/hosts/github/api.js
var github_api = __webpack_require__(74246);
// EXTERNAL MODULE: ./lib/hosts/github/comments.js + 1 modules
var github_comments = __webpack_require__(35624);
// EXTERNAL MODULE: ./lib/hosts/system/clock.js
var clock = __webpack_require__(11930);
// EXTERNAL MODULE: ./lib/hosts/system/random.js
var random = __webpack_require__(89953);
// EXTERNAL MODULE: ./lib/pipeline/record-store.js
var record_store = __webpack_require__(19786);
// EXTERNAL MODULE: ./lib/ports/comments.js
var ports_comments = __webpack_require__(54809);
// EXTERNAL MODULE: ./lib/report/comment.js + 10 modules
var report_comment = __webpack_require__(58047);
// EXTERNAL MODULE: ./lib/contract/naming.js
var naming = __webpack_require__(98283);
// EXTERNAL MODULE: ./lib/contract/parse.js
var parse = __webpack_require__(77020);
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

// EXTERNAL MODULE: ./lib/hosts/system/commands.js + 1 modules
var commands = __webpack_require__(54509);
// EXTERNAL MODULE: ./lib/entry/secret-environment.js
var secret_environment = __webpack_require__(89499);
// EXTERNAL MODULE: ./lib/entry/terminal.js + 27 modules
var terminal = __webpack_require__(38353);
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
    else {
        sayLines(host, (0,status_text/* canaryLines */.a)(record));
        await commentOn(record, prepared.shared, frame);
    }
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
function sayLines(host, lines) {
    for (const line of lines)
        if (line.trim() !== '')
            host.say(line);
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./lib/hosts/cloudbuild/runner.js
function buildRunner(environment, process) {
    const build = `cloud build ${environment['BUILD_ID'] || 'unknown'}, `;
    return {
        name: `${build}${process.name}`,
        isGone: (name) => name.startsWith('cloud build ') && process.isGone(name.slice(name.indexOf(', ') + 2)),
    };
}

// EXTERNAL MODULE: ./lib/hosts/system/runner.js
var runner = __webpack_require__(74572);
// EXTERNAL MODULE: ./lib/hosts/cloudbuild/hidden.js
var cloudbuild_hidden = __webpack_require__(45152);
// EXTERNAL MODULE: ./lib/report/readable.js
var readable = __webpack_require__(98187);
;// CONCATENATED MODULE: ./lib/hosts/cloudbuild/host.js

const heartbeatMs = 30_000;
const longestLine = 4_000;
function cloudBuildHost(options) {
    const { build, runner, debug, hide, now, write } = options;
    let lastBeat = now();
    const line = (severity, text) => {
        write(`${severity}: ${(0,readable/* readableLogLine */.FB)(hide(text), longestLine)}\n`);
    };
    return {
        name: 'cloud_build',
        commit: build.commit,
        runUrl: build.url,
        runner,
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
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/release/step-name.js
var step_name = __webpack_require__(62992);
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
var confined_files = __webpack_require__(34488);
// EXTERNAL MODULE: ./lib/hosts/system/files.js
var files = __webpack_require__(15323);
// EXTERNAL MODULE: ./lib/hosts/terminal/commit.js
var terminal_commit = __webpack_require__(60884);
// EXTERNAL MODULE: ./lib/entry/action-record.js
var action_record = __webpack_require__(36979);
// EXTERNAL MODULE: ./lib/entry/cancellation.js
var entry_cancellation = __webpack_require__(25280);
;// CONCATENATED MODULE: ./lib/entry/cloudbuild-frame.js















function openFrame(process) {
    const build = readBuild(process.env);
    const hide = (0,cloudbuild_hidden/* hiding */.Q)((0,secret_environment/* secretsOf */.Fj)(process.env));
    const host = cloudBuildHost({
        runner: buildRunner(process.env, (0,runner/* processRunner */.q)((0,external_node_os_.hostname)(), process.pid)),
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
var entry_command = __webpack_require__(13362);
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
    if (step === 'canary-promote')
        sayLines(host, (0,status_text/* canaryLines */.a)(report.record));
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

/***/ 65052:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ phraseText)
/* harmony export */ });
/* harmony import */ var _readable_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98187);

function phraseText(phrase) {
    return phrase.map(textOf).join('');
}
function textOf(piece) {
    switch (piece.kind) {
        case 'own':
            return piece.words.replaceAll('\u00a0', ' ');
        case 'text':
        case 'code':
            return (0,_readable_js__WEBPACK_IMPORTED_MODULE_0__/* .readableLine */ .$O)(piece.text, piece.most);
        case 'strong':
            return phraseText(piece.content);
        case 'link':
            return phraseText(piece.label);
    }
}


/***/ }),

/***/ 46002:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  a: () => (/* binding */ canaryLines),
  statusText: () => (/* binding */ statusText)
});

// EXTERNAL MODULE: ./lib/report/canary-section.js + 1 modules
var canary_section = __webpack_require__(19608);
// EXTERNAL MODULE: ./lib/report/headline-section.js
var headline_section = __webpack_require__(63597);
// EXTERNAL MODULE: ./lib/report/record-view.js
var record_view = __webpack_require__(39386);
// EXTERNAL MODULE: ./lib/report/steps-section.js
var steps_section = __webpack_require__(38430);
// EXTERNAL MODULE: ./lib/report/phrase-text.js
var phrase_text = __webpack_require__(65052);
;// CONCATENATED MODULE: ./lib/report/terminal/columns.js
const wide = /\p{Emoji_Presentation}|\ufe0f|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u;
const none = /^\p{M}+$/u;
function columnsOf(text) {
    const segments = new Intl.Segmenter('en').segment(text);
    return [...segments].reduce((sum, { segment }) => sum + widthOf(segment), 0);
}
function widthOf(segment) {
    if (wide.test(segment))
        return 2;
    return none.test(segment) ? 0 : 1;
}
function pad(text, columns, align) {
    const spaces = ' '.repeat(Math.max(0, columns - columnsOf(text)));
    return align === 'right' ? `${spaces}${text}` : `${text}${spaces}`;
}
function wrap(text, columns) {
    const lines = [];
    let line = '';
    for (const word of text.split(' ')) {
        const longer = line === '' ? word : `${line} ${word}`;
        if (line === '' || columnsOf(longer) <= columns)
            line = longer;
        else {
            lines.push(line);
            line = word;
        }
    }
    return [...lines, line];
}

;// CONCATENATED MODULE: ./lib/report/terminal/block-text.js


const gap = '  ';
const narrowest = 36;
function blockText(block, columns) {
    switch (block.kind) {
        case 'heading':
            return [(0,phrase_text/* phraseText */.t)(block.title)];
        case 'paragraph':
        case 'quote':
            return wrap((0,phrase_text/* phraseText */.t)(block.sentence), columns);
        case 'bullets':
            return block.items.flatMap((item) => wrap((0,phrase_text/* phraseText */.t)(item), columns - 2).map((line, index) => `${index === 0 ? '-' : ' '} ${line}`));
        case 'table':
            return tableText(block.columns, block.rows, columns);
        case 'details':
        case 'log':
        case 'canary_chart':
        case 'interval_chart':
            return [];
    }
}
function tableText(titles, rows, columns) {
    const names = titles.map(({ title }) => (0,phrase_text/* phraseText */.t)(title));
    const cells = rows.map((row) => titles.map((_, index) => (0,phrase_text/* phraseText */.t)(row[index] ?? [])));
    const natural = names.map((_, index) => Math.max(...[names, ...cells].map((row) => columnsOf(row[index] ?? ''))));
    const widths = narrowed(natural, columns - gap.length * (titles.length - 1));
    if (widths === undefined)
        return cells.flatMap((row) => rowAsList(names, row, columns));
    return [names, ...cells].flatMap((row) => rowInColumns(row, titles, widths));
}
function narrowed(widths, room) {
    const total = widths.reduce((sum, width) => sum + width, 0);
    if (total <= room)
        return [...widths];
    const widest = Math.max(...widths);
    const left = widest - (total - room);
    return left < narrowest ? undefined : widths.with(widths.indexOf(widest), left);
}
function rowInColumns(row, titles, widths) {
    const cells = row.map((cell, index) => wrap(cell, widths[index] ?? 0));
    const height = Math.max(...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) => cells
        .map((lines, index) => pad(lines[line] ?? '', widths[index] ?? 0, titles[index]?.align ?? 'left'))
        .join(gap)
        .trimEnd());
}
function rowAsList(names, row, columns) {
    const wide = Math.max(...names.map(columnsOf)) + gap.length;
    const rest = row.slice(2).flatMap((cell, index) => {
        if (cell === '–')
            return [];
        const name = pad(names[index + 2] ?? '', wide, 'left');
        return wrap(cell, Math.max(narrowest, columns - wide - gap.length)).map((line, place) => `${gap}${place === 0 ? name : ' '.repeat(wide)}${line}`);
    });
    return [`${row[0] ?? ''}${gap}${names[1] ?? ''} ${row[1] ?? ''}`, ...rest];
}

;// CONCATENATED MODULE: ./lib/report/terminal/status-text.js





const usualColumns = 100;
function statusText(record, columns = usualColumns) {
    const view = (0,record_view/* viewRecord */.ZU)(record);
    const sections = [(0,headline_section/* headlineSection */.W)(view, {}), (0,steps_section/* stepsSection */.Z)(view), (0,canary_section/* canarySection */.g)(view)];
    return `${linesOf(sections, columns).join('\n')}\n`;
}
function canaryLines(record, columns = usualColumns) {
    const view = (0,record_view/* viewRecord */.ZU)(record);
    return linesOf([(0,canary_section/* canarySection */.g)(view)], columns);
}
function linesOf(sections, columns) {
    return sections
        .flatMap((section) => section?.content ?? [])
        .map((block) => blockText(block, columns))
        .filter((lines) => lines.length > 0)
        .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}


/***/ })

};
;