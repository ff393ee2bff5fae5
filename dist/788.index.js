"use strict";
exports.id = 788;
exports.ids = [788,47];
exports.modules = {

/***/ 36979:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ watchRecords)
/* harmony export */ });
/* harmony import */ var _release_record_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23673);

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

/***/ 74246:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ githubApi)
/* harmony export */ });
/* harmony import */ var _inert_line_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45205);

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

/***/ 35624:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  G: () => (/* binding */ githubComments)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
// EXTERNAL MODULE: ./lib/ports/comments.js
var comments = __webpack_require__(54809);
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

/***/ 45205:
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

/***/ 34488:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ confinedFiles)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27660);



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

/***/ 54809:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ commentReserve),
/* harmony export */   j: () => (/* binding */ commentLimit)
/* harmony export */ });
const commentLimit = 65_536;
const commentReserve = 1_024;


/***/ }),

/***/ 58047:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  renderComment: () => (/* binding */ renderComment),
  m: () => (/* binding */ summaryLimit)
});

// UNUSED EXPORTS: commentLimit

// EXTERNAL MODULE: ./lib/report/block.js
var block = __webpack_require__(71050);
// EXTERNAL MODULE: ./lib/report/canary-chart.js
var canary_chart = __webpack_require__(30210);
;// CONCATENATED MODULE: ./lib/report/markdown/escape-reference.js
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

;// CONCATENATED MODULE: ./lib/report/markdown/markdown.js
const markdown_mark = (parts, ...values) => fill(parts, values);
const diagram = (parts, ...values) => fill(parts, values);
function ownWords(words) {
    return words.replaceAll('\u00a0', '&nbsp;');
}
function join(parts, separator) {
    return parts.join(separator);
}
function fill(parts, values) {
    return parts.reduce((text, part, index) => `${text}${values[index - 1] ?? ''}${part}`);
}

// EXTERNAL MODULE: ./lib/report/readable.js
var readable = __webpack_require__(98187);
;// CONCATENATED MODULE: ./lib/report/markdown/escape-text.js



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
    const escaped = value === undefined ? mark `` : escape_text_text(value, most);
    return escaped === '' ? dash : escaped;
}
const dash = markdown_mark `–`;
function escapeOne(found) {
    return entities[found] ?? (/^[\\`*_~[\]#]$/.test(found) ? `\\${found}` : found);
}
function guardStart(line) {
    return line.replace(/^[-+=](?![\d.])/, '\\$&').replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
}

;// CONCATENATED MODULE: ./lib/report/markdown/escape-code.js


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

;// CONCATENATED MODULE: ./lib/report/markdown/escape-mermaid.js

function mermaidLabel(value, most = 60) {
    const plain = (0,readable/* readableLine */.$O)(value, most).replaceAll(/[^\p{L}\p{N}._ -]+/gu, ' ');
    const quiet = plain.replaceAll(/([-._])\1+/g, '$1').trim();
    return `"${quiet === '' ? '-' : quiet}"`;
}

;// CONCATENATED MODULE: ./lib/report/markdown/canary-mermaid.js




function canaryMermaid({ subject, looks }) {
    if (looks.length < 2)
        return [];
    const evidence = looks.map((look) => bounded(look.evidence));
    const top = Math.max(100, ...evidence);
    const numbers = looks.map((_, index) => diagram `"${index + 1}"`);
    const title = `Canary of ${subject.replace('@', ' version ')}`;
    const legend = markdown_mark `Bars: the challenger's share of traffic. Rising line: evidence against ${code(subject, 60)}, drawn up to ${canary_chart/* highestPercent */.iE} %. Level line: the limit.`;
    const chart = mermaidBlock([
        diagram `xychart-beta`,
        diagram `  title ${mermaidLabel(title)}`,
        diagram `  x-axis "look" [${list(numbers)}]`,
        diagram `  y-axis "percent" 0 --> ${top}`,
        diagram `  bar [${points(looks.map(({ percent }) => bounded(percent)))}]`,
        diagram `  line [${points(evidence)}]`,
        diagram `  line [${points(looks.map(() => 100))}]`,
    ]);
    return [
        [`<details><summary>Chart of every look</summary>`, legend, chart, '</details>'].join('\n\n'),
    ];
}
function points(values) {
    return list(values.map((value) => diagram `${value}`));
}
function list(items) {
    return join(items, diagram `, `);
}
function bounded(percent) {
    return Math.round(Math.min(canary_chart/* highestPercent */.iE, Math.max(0, percent)));
}

;// CONCATENATED MODULE: ./lib/report/markdown/escape-html.js


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

// EXTERNAL MODULE: ./lib/report/web-address.js
var web_address = __webpack_require__(75436);
;// CONCATENATED MODULE: ./lib/report/markdown/escape-link.js

const escape_link_mostCharacters = 2_000;
const escape_link_special = /[()<>[\]\\`|"'$]/g;
function escape_link_link(label, address) {
    const url = address === undefined ? undefined : (0,web_address/* webAddress */.D)(address);
    const written = url?.replaceAll(escape_link_special, percentEncoded).replaceAll('&', '&amp;');
    return written === undefined || written.length > escape_link_mostCharacters
        ? label
        : `[${label}](${written})`;
}
function percentEncoded(character) {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

;// CONCATENATED MODULE: ./lib/report/markdown/phrase-markdown.js





function phraseMarkdown(phrase) {
    return join(phrase.map(pieceMarkdown), markdown_mark ``);
}
function pieceMarkdown(piece) {
    switch (piece.kind) {
        case 'own':
            return ownWords(piece.words);
        case 'text':
            return escape_text_text(piece.text, piece.most);
        case 'code':
            return code(piece.text, piece.most);
        case 'strong':
            return markdown_mark `**${phraseMarkdown(piece.content)}**`;
        case 'link':
            return escape_link_link(phraseMarkdown(piece.label), piece.address);
    }
}
function phraseHtml(phrase) {
    return phrase.map(pieceHtml).join('');
}
function pieceHtml(piece) {
    switch (piece.kind) {
        case 'own':
            return ownWords(piece.words);
        case 'text':
        case 'code':
            return htmlText(piece.text, piece.most);
        case 'strong':
            return phraseHtml(piece.content);
        case 'link':
            return phraseHtml(piece.label);
    }
}

;// CONCATENATED MODULE: ./lib/report/markdown/lines.js



function stack(blocks) {
    return blocks.flatMap(linesOf).join('\n\n');
}
function linesOf(block) {
    switch (block.kind) {
        case 'heading':
            return [`${'#'.repeat(block.level)} ${phraseMarkdown(block.title)}`];
        case 'paragraph':
            return [`${phraseMarkdown(block.sentence)}`];
        case 'bullets':
            return [block.items.map((item) => `- ${phraseMarkdown(item)}`).join('\n')];
        case 'quote':
            return [`> ${phraseMarkdown(block.sentence)}`];
        case 'table':
            return [tableLines(block.columns, block.rows)];
        case 'details': {
            const opening = `<details><summary>${phraseHtml(block.summary)}</summary>`;
            return [`${opening}\n\n${stack(block.content)}\n\n</details>`];
        }
        case 'log':
            return [logBlock(block.lines)];
        case 'canary_chart':
            return canaryMermaid(block.chart);
        case 'interval_chart':
            return [];
    }
}
function tableLines(columns, rows) {
    const line = (cells) => `| ${columns.map((_, index) => cells[index] ?? '').join(' | ')} |`;
    const titles = line(columns.map(({ title }) => phraseMarkdown(title)));
    const rule = line(columns.map(({ align }) => (align === 'right' ? '--:' : '---')));
    const body = rows.map((cells) => line(cells.map(phraseMarkdown)));
    return [titles, rule, ...body].join('\n');
}

// EXTERNAL MODULE: ./lib/report/phrase.js
var phrase = __webpack_require__(94942);
// EXTERNAL MODULE: ./lib/report/record-view.js
var record_view = __webpack_require__(39386);
// EXTERNAL MODULE: ./lib/report/sections.js + 8 modules
var report_sections = __webpack_require__(78701);
// EXTERNAL MODULE: ./lib/report/status.js
var report_status = __webpack_require__(47269);
;// CONCATENATED MODULE: ./lib/report/comment.js







const commentLimit = 65_536;
const summaryLimit = Math.floor(2 ** 20 / 3);
function renderComment(record, context = {}) {
    const { limit = commentLimit, reserve = 0 } = context;
    const room = Math.max(0, limit - reserve);
    const view = (0,record_view/* viewRecord */.ZU)(record);
    const sections = (0,report_sections/* sectionsOf */.K)(view, context);
    for (let kept = sections.length; kept > 0; kept -= 1) {
        const report = compose(sections.slice(0, kept), sections.slice(kept), context);
        if (report.length <= room)
            return report;
    }
    return outcomeAlone(view, room);
}
function compose(kept, left, context) {
    const blocks = kept.flatMap(({ content }) => content);
    return stack(left.length === 0 ? blocks : [...blocks, (0,block/* paragraph */.FY)(leftOut(left, context))]);
}
function leftOut(left, { recordUrl }) {
    const names = (0,phrase/* enumerate */.HL)(left.map(({ name }) => name));
    const record = (0,phrase/* link */.nf)((0,phrase/* phrase */.MZ) `release record`, recordUrl);
    return (0,phrase/* phrase */.MZ) `Left out, because the report would be too long: ${names}. The ${record} has all of it.`;
}
function outcomeAlone(view, room) {
    const words = phraseMarkdown((0,report_status/* statusOf */.c)(view).words);
    return words.length <= room ? words : '';
}


/***/ })

};
;