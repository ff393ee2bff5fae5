"use strict";
exports.id = 47;
exports.ids = [47];
exports.modules = {

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