"use strict";
exports.id = 2;
exports.ids = [2];
exports.modules = {

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