"use strict";
exports.id = 132;
exports.ids = [132];
exports.modules = {

/***/ 44919:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ scanJsonl)
/* harmony export */ });
/* unused harmony export lineLimitBytes */
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_buffer__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27660);
/* harmony import */ var _units_bytes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7731);



const lineLimitBytes = 16 * 1024 * 1024;
const LF = 10;
async function scanJsonl(chunks, visit) {
    let line = 1;
    let held = [];
    let heldBytes = 0;
    const refuseLong = (bytes) => {
        if (bytes <= lineLimitBytes)
            return;
        throw new _errors_error_js__WEBPACK_IMPORTED_MODULE_1__/* .ReleaseError */ .K2('FILE_UNREADABLE', `line ${line} is longer than ${(0,_units_bytes_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z)(lineLimitBytes)}`, {
            mend: 'Write one JSON object per line.',
        });
    };
    const visitLine = (bytes) => {
        refuseLong(bytes.length);
        const row = readRow(bytes);
        if (row !== undefined)
            visit(row, line);
        line += 1;
    };
    for await (const chunk of chunks) {
        let start = 0;
        for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, start)) {
            const tail = chunk.subarray(start, at);
            visitLine(held.length === 0 ? tail : node_buffer__WEBPACK_IMPORTED_MODULE_0__.Buffer.concat([...held, tail]));
            held = [];
            heldBytes = 0;
            start = at + 1;
        }
        if (start < chunk.length)
            held.push(Uint8Array.from(chunk.subarray(start)));
        heldBytes += chunk.length - start;
        refuseLong(heldBytes);
    }
    if (heldBytes > 0)
        visitLine(node_buffer__WEBPACK_IMPORTED_MODULE_0__.Buffer.concat(held));
}
function readRow(bytes) {
    const text = node_buffer__WEBPACK_IMPORTED_MODULE_0__.Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
    if (text.includes('\uFFFD') && !(0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isUtf8)(bytes))
        return { state: 'not_utf8' };
    if (text.trim() === '')
        return undefined;
    try {
        const values = JSON.parse(text);
        return isObject(values) ? { state: 'object', values } : { state: 'broken' };
    }
    catch {
        return { state: 'broken' };
    }
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}


/***/ }),

/***/ 72132:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runValidate: () => (/* binding */ runValidate)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/errors/error.js
var error = __webpack_require__(27660);
// EXTERNAL MODULE: ./lib/release/verdict.js
var release_verdict = __webpack_require__(51551);
// EXTERNAL MODULE: ./lib/units/percent.js
var percent = __webpack_require__(17509);
;// CONCATENATED MODULE: ./lib/data/calendar.js
const dayMs = 86_400_000;
function parseDate(text) {
    if (text.length !== 10 || text[4] !== '-' || text[7] !== '-')
        return undefined;
    const year = digitsAt(text, 0, 4);
    const month = digitsAt(text, 5, 2);
    const day = digitsAt(text, 8, 2);
    if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= lastDay(year, month))) {
        return undefined;
    }
    return daysSince1970(year, month, day) * dayMs;
}
function parseTime(text) {
    if (text.length < 8 || text[2] !== ':' || text[5] !== ':')
        return undefined;
    const [hours, minutes, seconds] = [
        digitsAt(text, 0, 2),
        digitsAt(text, 3, 2),
        digitsAt(text, 6, 2),
    ];
    if (!(hours <= 23 && minutes <= 59 && seconds <= 59))
        return undefined;
    const whole = ((hours * 60 + minutes) * 60 + seconds) * 1_000;
    if (text.length === 8)
        return whole;
    const fraction = /^\.(\d+)$/.exec(text.slice(8))?.[1];
    return fraction === undefined ? undefined : whole + Number(fraction.slice(0, 3).padEnd(3, '0'));
}
function parseDatetime(text) {
    if (text[10] !== 'T')
        return undefined;
    const zoneStart = text.endsWith('Z')
        ? text.length - 1
        : /[+-]/.test(text.charAt(text.length - 6))
            ? text.length - 6
            : text.length;
    const day = parseDate(text.slice(0, 10));
    const time = parseTime(text.slice(11, zoneStart));
    const offset = parseOffset(text.slice(zoneStart));
    if (day === undefined || time === undefined || offset === undefined)
        return undefined;
    return day + time - offset;
}
function parseYearMonth(text) {
    if (text.length !== 7 || text[4] !== '-')
        return undefined;
    const year = digitsAt(text, 0, 4);
    const month = digitsAt(text, 5, 2);
    return year >= 0 && month >= 1 && month <= 12 ? year * 12 + month - 1 : undefined;
}
function parseOffset(zone) {
    if (zone === '' || zone === 'Z')
        return 0;
    if (zone[3] !== ':')
        return undefined;
    const [hours, minutes] = [digitsAt(zone, 1, 2), digitsAt(zone, 4, 2)];
    if (!(hours <= 14 && minutes <= 59))
        return undefined;
    return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
function digitsAt(text, start, count) {
    let value = 0;
    for (let i = start; i < start + count; i += 1) {
        const digit = text.charCodeAt(i) - 48;
        if (!(digit >= 0 && digit <= 9))
            return Number.NaN;
        value = value * 10 + digit;
    }
    return value;
}
function lastDay(year, month) {
    if (month !== 2)
        return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
    return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}
function daysSince1970(year, month, day) {
    const marchYear = month <= 2 ? year - 1 : year;
    const era = Math.floor(marchYear / 400);
    const yearOfEra = marchYear - era * 400;
    const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
    const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
    return era * 146_097 + dayOfEra - 719_468;
}

;// CONCATENATED MODULE: ./lib/data/field-type.js

const fieldTypes = [
    'string',
    'any',
    'integer',
    'number',
    'boolean',
    'date',
    'datetime',
    'time',
    'year',
    'yearmonth',
];
const defaultNotation = {
    decimalChar: '.',
    groupChar: undefined,
    numbers: 'bare',
    trueValues: ['true', 'True', 'TRUE', '1'],
    falseValues: ['false', 'False', 'FALSE', '0'],
};
function isTextType(type) {
    return type === 'string' || type === 'any';
}
function parseValue(type, text, notation) {
    switch (type) {
        case 'string':
        case 'any':
            return text;
        case 'integer':
            return parseMatching(/^[+-]?\d+$/, bareText(text, notation));
        case 'number':
            return parseMatching(/^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/, bareText(text, notation));
        case 'boolean':
            return notation.trueValues.includes(text)
                ? 1
                : notation.falseValues.includes(text)
                    ? 0
                    : undefined;
        case 'date':
            return parseDate(text);
        case 'datetime':
            return parseDatetime(text);
        case 'time':
            return parseTime(text);
        case 'year':
            return parseMatching(/^-?\d{4,6}$/, text);
        case 'yearmonth':
            return parseYearMonth(text);
    }
}
function showValue(type, value) {
    if (typeof value === 'string')
        return value;
    switch (type) {
        case 'date':
            return new Date(value).toISOString().replace(/T.*$/, '');
        case 'datetime':
            return new Date(value).toISOString().replace('.000Z', 'Z');
        case 'time':
            return new Date(value)
                .toISOString()
                .slice(11)
                .replace(/\.000Z|Z$/, '');
        case 'yearmonth':
            return `${Math.floor(value / 12)}-${String((value % 12) + 1).padStart(2, '0')}`;
        default:
            return value;
    }
}
const field_type_dayMs = 86_400_000;
function distanceUnit(type) {
    switch (type) {
        case 'date':
            return { unit: 'days', size: field_type_dayMs };
        case 'datetime':
        case 'time':
            return { unit: 'seconds', size: 1_000 };
        case 'year':
            return { unit: 'years', size: 1 };
        case 'yearmonth':
            return { unit: 'months', size: 1 };
        default:
            return { size: 1 };
    }
}
function bareText(text, notation) {
    let bare = text;
    if (notation.numbers === 'adorned')
        bare = bare.replace(/^[^\d+\-.]+|[^\d.]+$/g, '');
    if (notation.groupChar !== undefined)
        bare = bare.replaceAll(notation.groupChar, '');
    if (notation.decimalChar === '.')
        return bare;
    return bare.includes('.') ? '' : bare.replace(notation.decimalChar, '.');
}
function parseMatching(pattern, text) {
    if (!pattern.test(text))
        return undefined;
    const value = Number(text);
    return Number.isFinite(value) ? value : undefined;
}

;// CONCATENATED MODULE: ./lib/data/finding.js
function roundMargin(margin) {
    return Number(margin.toPrecision(12));
}

;// CONCATENATED MODULE: ./lib/data/column-check.js



function checkColumn(field, column) {
    return [
        checkType(field, column),
        ...checkNulls(field, column),
        ...checkRange(field, column),
        ...checkLengths(field, column),
        ...checkTexts(field, column),
        ...checkCategories(field, column),
        ...checkLabel(column),
    ];
}
function checkType({ name, type }, { misfits }) {
    return {
        column: name,
        rule: 'type',
        verdict: misfits.count === 0 ? 'pass' : 'fail',
        value: misfits.count,
        limit: 0,
        margin: 0 - misfits.count,
        unit: 'rows',
        ...(misfits.count === 0
            ? {}
            : {
                ...misfits,
                remedy: `Write every value as ${type}, name what stands for "no value" in missingValues, or declare another type.`,
            }),
    };
}
function checkNulls({ name, constraints, maxNullFraction }, { nulls, rows }) {
    const findings = [];
    if (constraints.required) {
        findings.push({
            column: name,
            rule: 'required',
            verdict: nulls.count === 0 ? 'pass' : 'fail',
            value: nulls.count,
            limit: 0,
            margin: 0 - nulls.count,
            unit: 'rows',
            ...(nulls.count === 0
                ? {}
                : { ...nulls, remedy: 'Fill the value, drop the rows, or do not require it.' }),
        });
    }
    if (maxNullFraction !== undefined) {
        const share = rows === 0 ? 0 : nulls.count / rows;
        const holds = share <= maxNullFraction;
        findings.push({
            column: name,
            rule: 'maxNullFraction',
            verdict: rows === 0 ? 'inconclusive' : holds ? 'pass' : 'fail',
            value: share,
            limit: maxNullFraction,
            margin: roundMargin(maxNullFraction - share),
            count: nulls.count,
            ...(holds
                ? rows === 0
                    ? { remedy: noValues }
                    : {}
                : {
                    rows: nulls.rows,
                    remedy: `${(0,percent/* formatShare */.T)(share)} of the rows have no value; mend the source or raise the limit.`,
                }),
        });
    }
    return findings;
}
const noValues = 'There is no value to judge; check that the source fills this column.';
function checkRange({ name, type, constraints }, column) {
    const { size, unit } = distanceUnit(type);
    const bounds = [
        { rule: 'minimum', extreme: 'min', sign: 1 },
        { rule: 'exclusiveMinimum', extreme: 'min', sign: 1 },
        { rule: 'maximum', extreme: 'max', sign: -1 },
        { rule: 'exclusiveMaximum', extreme: 'max', sign: -1 },
    ];
    return bounds.flatMap(({ rule, extreme, sign }) => {
        const limit = constraints[rule];
        if (limit === undefined)
            return [];
        const value = column.numbers?.[extreme];
        const shownLimit = showValue(type, limit);
        if (value === undefined)
            return [unjudged(name, rule, shownLimit)];
        return [
            {
                column: name,
                rule,
                ...verdictOn(column, rule),
                value: showValue(type, value),
                limit: shownLimit,
                margin: roundMargin((sign * (value - limit)) / size),
                ...(unit === undefined ? {} : { unit: unit }),
            },
        ];
    });
}
function checkLengths({ name, constraints }, column) {
    return ['minLength', 'maxLength'].flatMap((rule) => {
        const limit = constraints[rule];
        if (limit === undefined)
            return [];
        if (column.lengths === undefined)
            return [unjudged(name, rule, limit)];
        const value = rule === 'minLength' ? column.lengths.min : column.lengths.max;
        const margin = rule === 'minLength' ? value - limit : limit - value;
        return [
            { column: name, rule, ...verdictOn(column, rule), value, limit, margin, unit: 'characters' },
        ];
    });
}
function checkTexts({ name, constraints }, column) {
    return ['pattern', 'enum'].flatMap((rule) => {
        const offences = column.broken[rule];
        if (constraints[rule] === undefined || offences === undefined)
            return [];
        const value = offences.count;
        return [
            {
                column: name,
                rule,
                ...verdictOn(column, rule),
                value,
                limit: 0,
                margin: 0 - value,
                unit: 'rows',
            },
        ];
    });
}
function checkCategories({ name, maxUnseenFraction }, column) {
    const { unseen } = column;
    if (unseen === undefined)
        return [];
    const values = column.rows - column.nulls.count - column.misfits.count;
    if (values === 0)
        return [unjudged(name, 'categories', maxUnseenFraction)];
    const share = unseen.count / values;
    const holds = share <= maxUnseenFraction;
    return [
        {
            column: name,
            rule: 'categories',
            verdict: holds ? 'pass' : 'fail',
            value: share,
            limit: maxUnseenFraction,
            margin: roundMargin(maxUnseenFraction - share),
            ...(unseen.count === 0 ? {} : unseen),
            ...(holds
                ? {}
                : {
                    remedy: 'Add the new categories to the schema and train on them, or mend the source.',
                }),
        },
    ];
}
function checkLabel({ name, distinct }) {
    if (distinct === undefined)
        return [];
    const holds = distinct === 'several';
    return [
        {
            column: name,
            rule: 'label',
            verdict: holds ? 'pass' : 'fail',
            value: { none: 'no value', one: 'one value only', several: 'several values' }[distinct],
            limit: 'several values',
            ...(holds
                ? {}
                : { remedy: 'A model learns nothing from a label that never varies; check the source.' }),
        },
    ];
}
function verdictOn(column, rule) {
    const offences = column.broken[rule];
    if (offences === undefined || offences.count === 0)
        return { verdict: 'pass' };
    return { verdict: 'fail', ...offences, remedy: 'Mend the rows or the constraint.' };
}
function unjudged(column, rule, limit) {
    return { column, rule, verdict: 'inconclusive', value: 'no values', limit, remedy: noValues };
}

;// CONCATENATED MODULE: ./lib/data/token.js
const longestToken = 32;
function showToken(text) {
    const head = text.slice(0, 2 * longestToken);
    const characters = Array.from(head);
    const shown = characters
        .slice(0, longestToken)
        .join('')
        .replace(/[^\p{L}\p{N} ._:/+-]/gu, token_escape);
    return characters.length > longestToken || text.length > head.length ? `${shown}…` : shown;
}
function token_escape(character) {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

;// CONCATENATED MODULE: ./lib/data/check.js


const namesShown = 10;
function checkProfile(schema, profile) {
    return [
        checkFields(schema, profile),
        checkHeader(profile),
        ...checkRows(schema, profile),
        checkRecords('ragged', profile.ragged, 'Give every record as many fields as the header; quote fields that hold the delimiter.'),
        checkRecords('malformed', profile.malformed, 'Write one JSON object per line, or in CSV nothing between a closing quote and the delimiter.'),
        checkRecords('encoding', profile.notUtf8, 'Write the file in UTF-8.'),
        ...schema.fields.flatMap((field) => {
            const column = profile.columns.find(({ name }) => name === field.name);
            return column === undefined ? [] : checkColumn(field, column);
        }),
        ...profile.keys.map(checkKey),
    ];
}
const tolerated = {
    exact: { missing: false, extra: false, order: false },
    equal: { missing: false, extra: false, order: true },
    subset: { missing: false, extra: true, order: true },
    superset: { missing: true, extra: false, order: true },
    partial: { missing: true, extra: true, order: true },
};
function checkFields(schema, { names, order }) {
    const wanted = schema.fields.map((field) => field.name);
    const allowed = tolerated[schema.fieldsMatch];
    const absent = schema.fields.filter((field) => !names.includes(field.name));
    const indispensable = absent.filter(({ name, constraints }) => !allowed.missing || constraints.required || name === schema.label);
    const extra = names.filter((name) => !wanted.includes(name));
    const faults = [
        listNames('missing', indispensable.map((field) => field.name)),
        allowed.extra ? '' : listNames('not in the schema', extra),
        absent.length === wanted.length ? 'none of the fields' : '',
    ].filter((fault) => fault !== '');
    const isShuffled = order === 'given' && !allowed.order && wanted.some((name, index) => names[index] !== name);
    if (faults.length === 0 && isShuffled)
        faults.push('another order');
    return {
        rule: 'fields',
        verdict: faults.length === 0 ? 'pass' : 'fail',
        value: faults.length === 0 ? `${names.length} columns` : faults.join('; '),
        limit: `${schema.fieldsMatch}: ${wanted.length} fields`,
        ...(faults.length === 0
            ? {}
            : {
                remedy: 'Mend the columns or the schema; fieldsMatch equal ignores order, subset allows more columns, superset fewer.',
            }),
    };
}
function checkHeader({ names }) {
    const repeated = names.length - new Set(names).size;
    return {
        rule: 'header',
        verdict: repeated === 0 ? 'pass' : 'fail',
        value: repeated,
        limit: 0,
        margin: 0 - repeated,
        ...(repeated === 0
            ? {}
            : { remedy: 'Give every column a name of its own; the first of each name was read.' }),
    };
}
function checkRows({ minRows, maxRows }, { rows }) {
    const least = {
        rule: 'minRows',
        verdict: rows >= minRows ? 'pass' : 'fail',
        value: rows,
        limit: minRows,
        margin: rows - minRows,
        unit: 'rows',
        ...(rows >= minRows
            ? {}
            : { remedy: 'Find out where the rows went; the source may be incomplete.' }),
    };
    if (maxRows === undefined)
        return [least];
    const most = {
        rule: 'maxRows',
        verdict: rows <= maxRows ? 'pass' : 'fail',
        value: rows,
        limit: maxRows,
        margin: maxRows - rows,
        unit: 'rows',
        ...(rows <= maxRows
            ? {}
            : { remedy: 'Find out where the rows come from; the source may be joined twice.' }),
    };
    return [least, most];
}
function checkRecords(rule, { count, rows }, remedy) {
    return {
        rule,
        verdict: count === 0 ? 'pass' : 'fail',
        value: count,
        limit: 0,
        margin: 0 - count,
        unit: 'rows',
        ...(count === 0 ? {} : { count, rows, remedy }),
    };
}
function checkKey(key) {
    const { count, rows } = key.duplicates;
    const verdict = count > 0 ? 'fail' : key.coverage === 'partial' ? 'inconclusive' : 'pass';
    const remedies = {
        pass: {},
        fail: { count, rows, remedy: 'Drop the repeated rows, or mend what joins them in twice.' },
        inconclusive: {
            remedy: `Only the first ${key.remembered} keys are remembered, and none of them came again; check the rest where the data is made.`,
        },
    };
    return {
        column: key.fields.join(','),
        rule: key.rule,
        verdict,
        value: count,
        limit: 0,
        margin: 0 - count,
        unit: 'rows',
        ...remedies[verdict],
    };
}
function listNames(what, names) {
    if (names.length === 0)
        return '';
    const shown = names.slice(0, namesShown).map(showToken).join(', ');
    const rest = names.length > namesShown ? ` and ${names.length - namesShown} more` : '';
    return `${what}: ${shown}${rest}`;
}

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
;// CONCATENATED MODULE: ./lib/data/plain-text.js


async function* plainText(chunks) {
    let head = new Uint8Array(0);
    for await (const chunk of chunks) {
        if (head === undefined) {
            yield chunk;
            continue;
        }
        head = external_node_buffer_.Buffer.concat([head, chunk]);
        if (head.length < 3)
            continue;
        yield withoutMark(head);
        head = undefined;
    }
    if (head !== undefined && head.length > 0)
        yield withoutMark(head);
}
function withoutMark(head) {
    const [first, second, third] = head;
    if (first === 0xef && second === 0xbb && third === 0xbf)
        return head.subarray(3);
    if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
        const mend = 'Convert it: iconv -f UTF-16 -t UTF-8.';
        throw new error/* ReleaseError */.K2('FILE_UNREADABLE', 'the data is UTF-16, expected UTF-8', { mend });
    }
    if (first === 0x1f && second === 0x8b) {
        const mend = 'Give the unpacked file.';
        throw new error/* ReleaseError */.K2('UNIMPLEMENTED', 'the data is packed with gzip', { mend });
    }
    return head;
}

;// CONCATENATED MODULE: ./lib/data/cell-memo.js
const slots = 1_024;
const longest = 24;
const trial = 4_096;
class CellMemo {
    #read;
    #bytes = new Uint8Array(slots * longest);
    #lengths = new Uint8Array(slots);
    #values = Array.from({ length: slots });
    #use = 'remembers';
    #lookups = 0;
    #hits = 0;
    constructor(read) {
        this.#read = read;
    }
    valueOf(bytes, start, end) {
        const length = end - start;
        if (this.#use === 'given_up' || length > longest)
            return this.#read(bytes.toString('utf8', start, end));
        const slot = slotOf(bytes, start, end);
        this.#lookups += 1;
        if (this.#holds(slot, bytes, start, length)) {
            this.#hits += 1;
            return this.#values[slot];
        }
        const value = this.#read(bytes.toString('utf8', start, end));
        this.#bytes.set(bytes.subarray(start, end), slot * longest);
        this.#lengths[slot] = length + 1;
        this.#values[slot] = value;
        if (this.#lookups >= trial)
            this.#reconsider();
        return value;
    }
    #holds(slot, bytes, start, length) {
        if (this.#lengths[slot] !== length + 1)
            return false;
        const known = this.#bytes;
        const from = slot * longest;
        for (let i = 0; i < length; i += 1) {
            if (known[from + i] !== bytes[start + i])
                return false;
        }
        return true;
    }
    #reconsider() {
        if (2 * this.#hits < this.#lookups)
            this.#use = 'given_up';
        this.#lookups = 0;
        this.#hits = 0;
    }
}
function slotOf(bytes, start, end) {
    let hash = 0x811c9dc5;
    for (let i = start; i < end; i += 1)
        hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193);
    return (hash ^ (hash >>> 15)) & (slots - 1);
}

// EXTERNAL MODULE: ./lib/units/bytes.js
var units_bytes = __webpack_require__(7731);
;// CONCATENATED MODULE: ./lib/data/csv.js



const LF = 10;
const CR = 13;
const QUOTE = 34;
const recordLimitBytes = 16 * 1024 * 1024;
const fieldsKept = 65_536;
const fieldForms = { bare: 0, quoted: 1, doubled: 2 };
const AT_FIELD = 0;
const IN_BARE = 1;
const IN_QUOTES = 2;
const AFTER_QUOTE = 3;
const AFTER_FIELD = 4;
const AFTER_CR = 5;
async function scanCsv(chunks, delimiter, visit) {
    const scanner = new CsvScanner(delimiter.charCodeAt(0), visit);
    for await (const chunk of chunks)
        scanner.push(chunk);
    scanner.finish();
}
function fieldText(record, index) {
    const text = record.bytes.toString('utf8', record.starts[index], record.ends[index]);
    return record.forms[index] === fieldForms.doubled ? text.replaceAll('""', '"') : text;
}
class CsvScanner {
    #delimiter;
    #visit;
    #bytes = external_node_buffer_.Buffer.allocUnsafe(128 * 1024);
    #end = 0;
    #position = 0;
    #recordStart = 0;
    #fieldStart = 0;
    #fieldEnd = 0;
    #phase = AT_FIELD;
    #form = fieldForms.bare;
    #textAfterQuote = false;
    #line = 1;
    #validated = 0;
    #encoding = 'utf8';
    #record;
    constructor(delimiter, visit) {
        this.#delimiter = delimiter;
        this.#visit = visit;
        this.#record = {
            bytes: this.#bytes,
            starts: new Int32Array(64),
            ends: new Int32Array(64),
            forms: new Uint8Array(64),
            count: 0,
            line: 1,
            state: 'sound',
        };
    }
    push(chunk) {
        this.#append(chunk);
        this.#validate(completeUtf8(this.#bytes, this.#validated, this.#end));
        this.#scan();
        this.#refuseLong(this.#end - this.#recordStart);
    }
    finish() {
        if (this.#phase === IN_QUOTES) {
            const { line } = this.#record;
            throw new error/* ReleaseError */.K2('FILE_UNREADABLE', `a quote opened in the record at line ${line} is never closed`, {
                mend: 'Close the quote; inside quotes, write a quote as two.',
            });
        }
        if (this.#phase === AFTER_CR || (this.#phase === AT_FIELD && this.#end === this.#recordStart))
            return;
        this.#validate(this.#end);
        this.#append(Uint8Array.of(LF));
        this.#scan();
    }
    #append(chunk) {
        const shift = this.#recordStart;
        const held = this.#end - shift;
        let target = this.#bytes;
        if (held + chunk.length > target.length) {
            target = external_node_buffer_.Buffer.allocUnsafe(Math.max(2 * target.length, held + chunk.length));
        }
        if (shift > 0 || target !== this.#bytes)
            this.#bytes.copy(target, 0, shift, this.#end);
        target.set(chunk, held);
        this.#bytes = target;
        this.#record.bytes = target;
        this.#end = held + chunk.length;
        this.#position -= shift;
        this.#fieldStart -= shift;
        this.#fieldEnd -= shift;
        this.#validated -= shift;
        this.#recordStart = 0;
        if (shift > 0)
            moveFields(this.#record, shift);
    }
    #validate(upTo) {
        if (this.#encoding === 'suspect' || upTo <= this.#validated)
            return;
        if (!(0,external_node_buffer_.isUtf8)(this.#bytes.subarray(this.#validated, upTo)))
            this.#encoding = 'suspect';
        this.#validated = upTo;
    }
    #scan() {
        const bytes = this.#bytes;
        const end = this.#end;
        const delimiter = this.#delimiter;
        const lastSpecial = Math.max(delimiter, CR);
        let position = this.#position;
        let phase = this.#phase;
        while (position < end) {
            if (phase === AT_FIELD) {
                if (bytes[position] === QUOTE) {
                    phase = IN_QUOTES;
                    this.#form = fieldForms.quoted;
                    position += 1;
                }
                else {
                    phase = IN_BARE;
                    this.#form = fieldForms.bare;
                }
                this.#fieldStart = position;
            }
            else if (phase === IN_QUOTES) {
                let byte = 0;
                while (position < end && (byte = bytes[position] ?? 0) !== QUOTE) {
                    if (byte === LF)
                        this.#line += 1;
                    position += 1;
                }
                if (position === end)
                    break;
                phase = AFTER_QUOTE;
                position += 1;
            }
            else if (phase === AFTER_QUOTE && bytes[position] === QUOTE) {
                this.#form = fieldForms.doubled;
                phase = IN_QUOTES;
                position += 1;
            }
            else if (phase === AFTER_CR) {
                if (bytes[position] === LF)
                    position += 1;
                this.#recordStart = position;
                phase = AT_FIELD;
            }
            else {
                if (phase === AFTER_QUOTE) {
                    this.#fieldEnd = position - 1;
                    phase = AFTER_FIELD;
                }
                const from = position;
                let byte = 0;
                for (; position < end; position += 1) {
                    byte = bytes[position] ?? 0;
                    if (byte <= lastSpecial && (byte === delimiter || byte === LF || byte === CR))
                        break;
                }
                if (phase === AFTER_FIELD && position > from)
                    this.#textAfterQuote = true;
                if (position === end)
                    break;
                this.#keepField(phase === IN_BARE ? position : this.#fieldEnd);
                position += 1;
                phase = AT_FIELD;
                if (byte !== delimiter) {
                    this.#endRecord(position);
                    if (byte === CR)
                        phase = AFTER_CR;
                }
            }
        }
        this.#position = position;
        this.#phase = phase;
    }
    #keepField(fieldEnd) {
        const record = this.#record;
        const index = record.count;
        record.count += 1;
        if (index >= fieldsKept)
            return;
        if (index === record.starts.length)
            growFields(record);
        record.starts[index] = this.#fieldStart;
        record.ends[index] = fieldEnd;
        record.forms[index] = this.#form;
    }
    #endRecord(next) {
        const record = this.#record;
        this.#refuseLong(next - this.#recordStart);
        const isBroken = this.#encoding === 'suspect' && !(0,external_node_buffer_.isUtf8)(this.#bytes.subarray(this.#recordStart, next));
        record.state = isBroken ? 'not_utf8' : this.#textAfterQuote ? 'text_after_quote' : 'sound';
        this.#visit(record);
        this.#line += 1;
        this.#recordStart = next;
        record.count = 0;
        record.line = this.#line;
        this.#textAfterQuote = false;
    }
    #refuseLong(length) {
        if (length <= recordLimitBytes)
            return;
        const { line } = this.#record;
        throw new error/* ReleaseError */.K2('FILE_UNREADABLE', `the record at line ${line} is longer than ${(0,units_bytes/* formatBytes */.z)(recordLimitBytes)}`, { mend: `Look for a quote at line ${line} that is not closed, or a wrong delimiter.` });
    }
}
function moveFields({ starts, ends, count }, shift) {
    for (let i = 0; i < Math.min(count, fieldsKept); i += 1) {
        starts[i] = (starts[i] ?? 0) - shift;
        ends[i] = (ends[i] ?? 0) - shift;
    }
}
function growFields(record) {
    const { starts, ends, forms } = record;
    record.starts = new Int32Array(2 * starts.length);
    record.starts.set(starts);
    record.ends = new Int32Array(2 * ends.length);
    record.ends.set(ends);
    record.forms = new Uint8Array(2 * forms.length);
    record.forms.set(forms);
}
function completeUtf8(bytes, start, end) {
    for (let back = 1; back <= 3 && end - back >= start; back += 1) {
        const byte = bytes[end - back] ?? 0;
        if (byte < 0x80)
            return end;
        if (byte >= 0xc0) {
            const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
            return length > back ? end - back : end;
        }
    }
    return end;
}

;// CONCATENATED MODULE: ./lib/data/number-bytes.js
const PLUS = 43;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
function readPlainNumber(bytes, start, end, fraction) {
    const sign = bytes[start];
    let position = sign === MINUS || sign === PLUS ? start + 1 : start;
    if (end - position > 16 || position === end)
        return Number.NaN;
    let digits = 0;
    let value = 0;
    let divisor = 0;
    for (; position < end; position += 1) {
        const byte = bytes[position] ?? 0;
        const digit = byte - ZERO;
        if (digit >= 0 && digit <= 9) {
            value = value * 10 + digit;
            digits += 1;
            divisor *= 10;
        }
        else if (byte === POINT && divisor === 0 && fraction === 'allowed') {
            divisor = 1;
        }
        else {
            return Number.NaN;
        }
    }
    if (digits === 0 || digits > 15)
        return Number.NaN;
    const magnitude = divisor > 1 ? value / divisor : value;
    return sign === MINUS ? -magnitude : magnitude;
}

;// CONCATENATED MODULE: ./lib/data/offences.js
const rowsKept = 5;
function noOffences() {
    return { count: 0, rows: [] };
}
function noteOffence(offences, row) {
    offences.count += 1;
    if (offences.rows.length < rowsKept)
        offences.rows.push(row);
}

;// CONCATENATED MODULE: ./lib/data/pattern.js
function compilePattern(source) {
    return compile(source, 'u') ?? compile(source, '');
}
function compile(source, flags) {
    try {
        return new RegExp(`^(?:${source})$`, flags);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/data/profile.js
const valueRules = [
    'minimum',
    'maximum',
    'exclusiveMinimum',
    'exclusiveMaximum',
    'minLength',
    'maxLength',
    'pattern',
    'enum',
];

;// CONCATENATED MODULE: ./lib/data/column-tally.js









const tokensKept = 5;
class ColumnTally {
    field;
    lastKey;
    #isKeyed;
    #profile;
    #missing;
    #emptyIsMissing;
    #pattern;
    #enum;
    #categories;
    #reading;
    #memo;
    #count = 0;
    #mean = 0;
    #min = Infinity;
    #max = -Infinity;
    #first;
    constructor(field, role) {
        const { constraints, notation, type } = field;
        this.field = field;
        this.#isKeyed = role.isKeyed;
        this.#missing = field.missingValues
            .filter((text) => text !== '')
            .map((text) => external_node_buffer_.Buffer.from(text));
        this.#emptyIsMissing = field.missingValues.includes('');
        this.#pattern =
            constraints.pattern === undefined ? undefined : compilePattern(constraints.pattern);
        this.#enum = constraints.enum === undefined ? undefined : new Set(constraints.enum);
        this.#categories = field.categories === undefined ? undefined : new Set(field.categories);
        const rules = valueRules.filter((rule) => constraints[rule] !== undefined);
        this.#profile = {
            name: field.name,
            type,
            rows: 0,
            nulls: noOffences(),
            misfits: noOffences(),
            broken: Object.fromEntries(rules.map((rule) => [rule, noOffences()])),
            ...(this.#categories === undefined ? {} : { unseen: { ...noOffences(), tokens: [] } }),
            ...(role.isLabel ? { distinct: 'none' } : {}),
        };
        this.#memo = new CellMemo((text) => parseValue(type, text, notation));
        const isPlain = notation.decimalChar === '.' &&
            notation.groupChar === undefined &&
            notation.numbers === 'bare';
        const isIdle = isTextType(type) &&
            rules.length === 0 &&
            this.#categories === undefined &&
            !role.isKeyed &&
            !role.isLabel;
        this.#reading =
            (type === 'integer' || type === 'number') && isPlain
                ? 'digits'
                : isIdle
                    ? 'presence'
                    : 'text';
    }
    addCell(bytes, start, end, form, row) {
        if (form === fieldForms.doubled) {
            this.addText(bytes.toString('utf8', start, end).replaceAll('""', '"'), row);
            return;
        }
        if ((start === end && this.#emptyIsMissing) || this.#isMissing(bytes, start, end)) {
            this.addNull(row);
            return;
        }
        if (this.#reading === 'digits') {
            const fraction = this.field.type === 'number' ? 'allowed' : 'refused';
            const value = readPlainNumber(bytes, start, end, fraction);
            if (!Number.isNaN(value)) {
                this.#addNumber(value, row);
                return;
            }
        }
        if (this.#reading === 'presence')
            this.#profile.rows += 1;
        else
            this.#addValue(this.#memo.valueOf(bytes, start, end), row);
    }
    addText(text, row) {
        if (this.field.missingValues.includes(text))
            this.addNull(row);
        else
            this.#addPresentText(text, row);
    }
    addJson(value, row) {
        const { type } = this.field;
        if (value === null || value === undefined)
            this.addNull(row);
        else if (typeof value === 'string' && this.field.missingValues.includes(value))
            this.addNull(row);
        else if (type === 'any')
            this.addText(typeof value === 'string' ? value : JSON.stringify(value), row);
        else if (type === 'boolean' && typeof value === 'boolean')
            this.#addNumber(value ? 1 : 0, row);
        else if (typeof value === 'number' && ['integer', 'number', 'year'].includes(type)) {
            const fits = type === 'number' ? Number.isFinite(value) : Number.isInteger(value);
            if (fits)
                this.#addNumber(value, row);
            else
                this.#addMisfit(row);
        }
        else if (typeof value === 'string' &&
            !['boolean', 'integer', 'number', 'year'].includes(type)) {
            this.#addPresentText(value, row);
        }
        else
            this.#addMisfit(row);
    }
    addNull(row) {
        this.#profile.rows += 1;
        this.lastKey = undefined;
        noteOffence(this.#profile.nulls, row);
    }
    profile() {
        if (this.#count === 0)
            return this.#profile;
        const numbers = { count: this.#count, min: this.#min, max: this.#max, mean: this.#mean };
        return { ...this.#profile, numbers };
    }
    #isMissing(bytes, start, end) {
        for (const missing of this.#missing) {
            if (missing.length === end - start && missing.compare(bytes, start, end) === 0)
                return true;
        }
        return false;
    }
    #addPresentText(text, row) {
        this.#addValue(parseValue(this.field.type, text, this.field.notation), row);
    }
    #addValue(value, row) {
        if (value === undefined)
            this.#addMisfit(row);
        else if (typeof value === 'number')
            this.#addNumber(value, row);
        else
            this.#addString(value, row);
    }
    #addMisfit(row) {
        this.#profile.rows += 1;
        this.lastKey = undefined;
        noteOffence(this.#profile.misfits, row);
    }
    #addNumber(value, row) {
        const { constraints } = this.field;
        this.#profile.rows += 1;
        this.#count += 1;
        this.#mean += (value - this.#mean) / this.#count;
        if (value < this.#min)
            this.#min = value;
        if (value > this.#max)
            this.#max = value;
        if (constraints.minimum !== undefined && value < constraints.minimum)
            this.#break('minimum', row);
        if (constraints.maximum !== undefined && value > constraints.maximum)
            this.#break('maximum', row);
        if (constraints.exclusiveMinimum !== undefined && value <= constraints.exclusiveMinimum) {
            this.#break('exclusiveMinimum', row);
        }
        if (constraints.exclusiveMaximum !== undefined && value >= constraints.exclusiveMaximum) {
            this.#break('exclusiveMaximum', row);
        }
        this.#compareWithLists(value, row);
    }
    #addString(value, row) {
        const { constraints } = this.field;
        this.#profile.rows += 1;
        if (constraints.minLength !== undefined || constraints.maxLength !== undefined) {
            const length = countCharacters(value);
            const lengths = (this.#profile.lengths ??= { min: length, max: length });
            lengths.min = Math.min(lengths.min, length);
            lengths.max = Math.max(lengths.max, length);
            if (length < (constraints.minLength ?? 0))
                this.#break('minLength', row);
            if (length > (constraints.maxLength ?? Infinity))
                this.#break('maxLength', row);
        }
        if (this.#pattern !== undefined && !this.#pattern.test(value))
            this.#break('pattern', row);
        this.#compareWithLists(value, row);
    }
    #compareWithLists(value, row) {
        if (this.#enum !== undefined && !this.#enum.has(value))
            this.#break('enum', row);
        if (this.#categories !== undefined && !this.#categories.has(value))
            this.#noteUnseen(value, row);
        if (this.#isKeyed)
            this.lastKey = String(value);
        if (this.#profile.distinct !== undefined && this.#profile.distinct !== 'several') {
            this.#profile.distinct =
                this.#first === undefined || this.#first === value ? 'one' : 'several';
            this.#first = value;
        }
    }
    #noteUnseen(value, row) {
        const { unseen } = this.#profile;
        if (unseen === undefined)
            return;
        noteOffence(unseen, row);
        if (unseen.tokens.length >= tokensKept)
            return;
        const token = showToken(String(value));
        if (!unseen.tokens.includes(token))
            unseen.tokens.push(token);
    }
    #break(rule, row) {
        const offences = this.#profile.broken[rule];
        if (offences !== undefined)
            noteOffence(offences, row);
    }
}
function countCharacters(text) {
    let pairs = 0;
    for (let i = 0; i + 1 < text.length; i += 1) {
        const isPair = (text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00;
        if (isPair)
            pairs += 1;
    }
    return text.length - pairs;
}

// EXTERNAL MODULE: ./lib/data/jsonl.js
var jsonl = __webpack_require__(44919);
;// CONCATENATED MODULE: ./lib/data/key-set.js
class KeySet {
    #limit;
    #table = new Uint32Array(2 * 1024);
    #size = 0;
    #high = 0;
    #low = 0;
    constructor(limit) {
        this.#limit = limit;
    }
    get size() {
        return this.#size;
    }
    add(text) {
        this.#hash(text);
        const [high, low] = [this.#high, this.#low];
        let slot = this.#slotOf(high, low);
        if (this.#isTaken(slot))
            return 'seen';
        if (this.#size === this.#limit)
            return 'full';
        if (8 * (this.#size + 1) > 3 * this.#table.length) {
            this.#grow();
            slot = this.#slotOf(high, low);
        }
        this.#put(slot, high, low);
        this.#size += 1;
        return 'new';
    }
    #slotOf(high, low) {
        const table = this.#table;
        const mask = table.length / 2 - 1;
        let slot = low & mask;
        while (this.#isTaken(slot) && !(table[2 * slot] === high && table[2 * slot + 1] === low)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
    #isTaken(slot) {
        return this.#table[2 * slot] !== 0 || this.#table[2 * slot + 1] !== 0;
    }
    #put(slot, high, low) {
        this.#table[2 * slot] = high;
        this.#table[2 * slot + 1] = low;
    }
    #grow() {
        const old = this.#table;
        this.#table = new Uint32Array(2 * old.length);
        for (let at = 0; at < old.length; at += 2) {
            const [high = 0, low = 0] = [old[at], old[at + 1]];
            if (high !== 0 || low !== 0)
                this.#put(this.#slotOf(high, low), high, low);
        }
    }
    #hash(text) {
        let a = 0xdeadbeef;
        let b = 0x41c6ce57;
        for (let i = 0; i < text.length; i += 1) {
            const unit = text.charCodeAt(i);
            a = Math.imul(a ^ unit, 2654435761);
            b = Math.imul(b ^ unit, 1597334677);
        }
        a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
        b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
        this.#high = a >>> 0;
        this.#low = a === 0 && b === 0 ? 1 : b >>> 0;
    }
}

;// CONCATENATED MODULE: ./lib/data/key-tally.js


const keysRemembered = 2_000_000;
class KeyTally {
    #key;
    #columns;
    #seen;
    #duplicates = noOffences();
    #coverage = 'full';
    constructor(key, columns, limit) {
        this.#key = key;
        this.#columns = columns;
        this.#seen = new KeySet(limit);
    }
    add(row) {
        const parts = [];
        for (const { lastKey } of this.#columns) {
            if (lastKey === undefined)
                return;
            parts.push(this.#columns.length === 1 ? lastKey : `${lastKey.length}:${lastKey}`);
        }
        const answer = this.#seen.add(parts.join(''));
        if (answer === 'seen')
            noteOffence(this.#duplicates, row);
        if (answer === 'full')
            this.#coverage = 'partial';
    }
    profile() {
        return {
            ...this.#key,
            duplicates: this.#duplicates,
            remembered: this.#seen.size,
            coverage: this.#coverage,
        };
    }
}

;// CONCATENATED MODULE: ./lib/data/table-tally.js





const strangersKept = 1_000;
async function profileCsv(chunks, schema, delimiter, options = {}) {
    const tallies = tallyColumns(schema);
    const rejected = { ragged: noOffences(), malformed: noOffences(), notUtf8: noOffences() };
    let names;
    let columns = [];
    let keys = [];
    let rows = 0;
    await scanCsv(chunks, delimiter, (record) => {
        const isBlank = record.count === 1 && record.starts[0] === record.ends[0] && record.forms[0] === 0;
        if (isBlank && names?.length !== 1)
            return;
        if (names === undefined) {
            const header = Array.from({ length: Math.min(record.count, record.starts.length) }, (_, index) => fieldText(record, index));
            names = header;
            const present = tallies.filter(({ field }) => header.includes(field.name));
            columns = present.map((tally) => ({ tally, index: header.indexOf(tally.field.name) }));
            keys = tallyKeys(schema, present, options);
            return;
        }
        rows += 1;
        if (record.state === 'not_utf8')
            return noteOffence(rejected.notUtf8, rows);
        if (record.state === 'text_after_quote')
            return noteOffence(rejected.malformed, rows);
        if (record.count !== names.length)
            return noteOffence(rejected.ragged, rows);
        const { bytes, starts, ends, forms } = record;
        for (const { tally, index } of columns) {
            tally.addCell(bytes, starts[index] ?? 0, ends[index] ?? 0, forms[index], rows);
        }
        for (const key of keys)
            key.add(rows);
    });
    return {
        rows,
        names: names ?? [],
        order: 'given',
        columns: columns.map(({ tally }) => tally.profile()),
        keys: keys.map((key) => key.profile()),
        ...rejected,
    };
}
async function profileJsonl(chunks, schema, options = {}) {
    const tallies = tallyColumns(schema);
    const keys = tallyKeys(schema, tallies, options);
    const known = new Set(schema.fields.map((field) => field.name));
    const names = new Set();
    const rejected = { ragged: noOffences(), malformed: noOffences(), notUtf8: noOffences() };
    let rows = 0;
    await (0,jsonl/* scanJsonl */.O)(chunks, (row, line) => {
        rows += 1;
        if (row.state === 'not_utf8')
            return noteOffence(rejected.notUtf8, line);
        if (row.state === 'broken')
            return noteOffence(rejected.malformed, line);
        for (const tally of tallies) {
            const { name } = tally.field;
            tally.addJson(Object.hasOwn(row.values, name) ? row.values[name] : undefined, line);
        }
        for (const name of Object.keys(row.values)) {
            if (known.has(name) || names.size < known.size + strangersKept)
                names.add(name);
        }
        for (const key of keys)
            key.add(line);
    });
    return {
        rows,
        names: [...names],
        order: 'none',
        columns: tallies.filter(({ field }) => names.has(field.name)).map((tally) => tally.profile()),
        keys: keys.map((key) => key.profile()),
        ...rejected,
    };
}
function tallyColumns(schema) {
    const keyed = new Set(schema.keys.flatMap((key) => key.fields));
    return schema.fields.map((field) => new ColumnTally(field, {
        isKeyed: keyed.has(field.name),
        isLabel: field.name === schema.label,
    }));
}
function tallyKeys(schema, tallies, { keyLimit = keysRemembered }) {
    const byName = new Map(tallies.map((tally) => [tally.field.name, tally]));
    return schema.keys.flatMap((key) => {
        const columns = key.fields.flatMap((name) => byName.get(name) ?? []);
        return columns.length === key.fields.length ? [new KeyTally(key, columns, keyLimit)] : [];
    });
}

;// CONCATENATED MODULE: ./lib/data/dataset.js






function datasetFormat(source) {
    const extension = /\.([A-Za-z0-9]+)$/.exec(source)?.[1]?.toLowerCase();
    switch (extension) {
        case 'csv':
            return { kind: 'csv', delimiter: ',' };
        case 'tsv':
            return { kind: 'csv', delimiter: '\t' };
        case 'jsonl':
        case 'ndjson':
            return { kind: 'jsonl' };
        case 'gz':
            throw new error/* ReleaseError */.K2('UNIMPLEMENTED', `${source}: packed data is not read yet`, {
                mend: 'Give the unpacked file.',
            });
        case 'parquet':
        case 'avro':
        case 'tfrecord':
            throw new error/* ReleaseError */.K2('UNIMPLEMENTED', `${source}: ${extension} is not read yet`, {
                mend: 'Give the data as CSV or JSON Lines.',
            });
        default:
            throw new error/* ReleaseError */.K2('INPUT_INVALID', `${source} has no extension that names its format`, {
                problems: [
                    {
                        where: source,
                        expected: '.csv, .tsv, .jsonl or .ndjson',
                        found: extension ?? 'no extension',
                    },
                ],
            });
    }
}
async function checkDataset(source, format, schema, options = {}) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let bytes = 0;
    async function* measured() {
        for await (const chunk of source) {
            hash.update(chunk);
            bytes += chunk.length;
            yield chunk;
        }
    }
    const profile = await profileOf(plainText(measured()), format, schema, options);
    const findings = checkProfile(schema, profile);
    return {
        rows: profile.rows,
        bytes,
        sha256: hash.digest('hex'),
        verdict: (0,release_verdict/* gravest */.Z)(findings.map((finding) => finding.verdict)),
        findings,
    };
}
function profileOf(chunks, format, schema, options) {
    return format.kind === 'csv'
        ? profileCsv(chunks, schema, format.delimiter, options)
        : profileJsonl(chunks, schema, options);
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
;// CONCATENATED MODULE: ./lib/data/misspelling.js
function misspellings(keys, known, parent) {
    return keys
        .filter((key) => !known.includes(key))
        .flatMap((key) => {
        const meant = nearest(key, known);
        const mistyped = meant !== undefined || key.startsWith('vertex:');
        if (!mistyped)
            return [];
        return [
            {
                where: parent === '' ? key : `${parent}.${key}`,
                expected: 'a known key',
                found: key,
                ...(meant === undefined ? {} : { mend: `Did you mean ${meant}?` }),
            },
        ];
    });
}
function nearest(text, known) {
    const ranked = known
        .map((name) => ({ name, edits: editDistance(text.toLowerCase(), name.toLowerCase()) }))
        .toSorted((a, b) => a.edits - b.edits);
    const best = ranked[0];
    return best !== undefined && best.edits <= Math.min(2, text.length / 3) ? best.name : undefined;
}
function editDistance(a, b) {
    let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (let i = 1; i <= a.length; i += 1) {
        const current = [i];
        for (let j = 1; j <= b.length; j += 1) {
            const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
            current.push(Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
        }
        previous = current;
    }
    return previous[b.length] ?? 0;
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 11 modules
var schemas = __webpack_require__(92857);
;// CONCATENATED MODULE: ./lib/data/fields-match.js
const fieldsMatches = ['exact', 'equal', 'subset', 'superset', 'partial'];

;// CONCATENATED MODULE: ./lib/data/schema-document.js



const primitive = schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig(), schemas/* boolean */.zMY()]);
const labelled = (value) => schemas/* union */.KCZ([schemas/* array */.YOg(value), schemas/* array */.YOg(schemas/* looseObject */._H3({ value }))])
    .transform((entries) => entries.map((entry) => typeof entry === 'object' && entry !== null
    ? entry.value
    : entry));
const share = schemas/* number */.aig().min(0).max(1);
const schema_document_length = schemas/* int */.Whr().min(0);
const names = schemas/* array */.YOg(schemas/* string */.YjP()).min(1);
const constraints = schemas/* strictObject */.rej({
    required: schemas/* boolean */.zMY().optional(),
    unique: schemas/* boolean */.zMY().optional(),
    minimum: primitive.optional(),
    maximum: primitive.optional(),
    exclusiveMinimum: primitive.optional(),
    exclusiveMaximum: primitive.optional(),
    minLength: schema_document_length.optional(),
    maxLength: schema_document_length.optional(),
    pattern: schemas/* string */.YjP().optional(),
    enum: schemas/* array */.YOg(primitive).min(1).optional(),
});
const check = schemas/* strictObject */.rej({
    maxNullFraction: share.optional(),
    maxUnseenFraction: share.optional(),
});
const dataset = schemas/* strictObject */.rej({
    minRows: schemas/* int */.Whr().min(0).optional(),
    maxRows: schemas/* int */.Whr().min(0).optional(),
    label: schemas/* string */.YjP().optional(),
});
const field = schemas/* looseObject */._H3({
    name: schemas/* string */.YjP().min(1),
    type: schemas/* enum */.k5n(fieldTypes).default('any'),
    format: schemas/* literal */.euz('default').optional(),
    constraints: constraints.default({}),
    categories: labelled(schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig()])).optional(),
    missingValues: labelled(schemas/* string */.YjP()).optional(),
    decimalChar: schemas/* string */.YjP().length(1).optional(),
    groupChar: schemas/* string */.YjP().length(1).optional(),
    bareNumber: schemas/* boolean */.zMY().optional(),
    trueValues: schemas/* array */.YOg(schemas/* string */.YjP()).optional(),
    falseValues: schemas/* array */.YOg(schemas/* string */.YjP()).optional(),
    'vertex:check': check.default({}),
});
const schemaDocument = schemas/* looseObject */._H3({
    fields: schemas/* array */.YOg(field).min(1),
    fieldsMatch: schemas/* enum */.k5n(fieldsMatches).optional(),
    missingValues: labelled(schemas/* string */.YjP()).optional(),
    primaryKey: schemas/* union */.KCZ([schemas/* string */.YjP(), names]).optional(),
    uniqueKeys: schemas/* array */.YOg(names).min(1).optional(),
    foreignKeys: schemas/* undefined */.Vxk().optional(),
    'vertex:dataset': dataset.optional(),
});
const schemaKeys = [...Object.keys(schemaDocument.shape), '$schema', 'title', 'description'];
const fieldKeys = [
    ...Object.keys(field.shape),
    'title',
    'description',
    'example',
    'rdfType',
    'categoriesOrdered',
];
const ruleKeys = [constraints, check, dataset].flatMap((object) => Object.keys(object.shape));

;// CONCATENATED MODULE: ./lib/data/schema-problem.js



function describeIssue(issue, document) {
    const where = showPath(issue.path);
    const found = showFound(valueAt(document, issue.path));
    switch (issue.code) {
        case 'unrecognized_keys':
            return issue.keys.map((key) => ({
                where: where === '(document)' ? key : `${where}.${key}`,
                expected: 'a known key',
                found: showToken(key),
                ...unknownKeyAdvice(key),
            }));
        case 'invalid_type':
            return [{ where, expected: expectedType(where, issue.expected), ...found }];
        case 'invalid_value':
            return [
                {
                    where,
                    expected: `one of ${issue.values.map(String).join(', ')}`,
                    ...found,
                    ...valueAdvice(issue.path),
                },
            ];
        case 'too_small':
            return [{ where, expected: `${sizeOf(issue.origin)} at least ${issue.minimum}`, ...found }];
        case 'too_big':
            return [{ where, expected: `${sizeOf(issue.origin)} at most ${issue.maximum}`, ...found }];
        default:
            return [{ where, expected: unionAdvice(issue.path), ...found }];
    }
}
function expectedType(where, expected) {
    if (where === 'foreignKeys')
        return 'no foreign keys: other tables are not read';
    return expected === 'int' ? 'a whole number' : expected;
}
function unknownKeyAdvice(key) {
    const meant = nearest(key, ruleKeys);
    return meant === undefined ? {} : { mend: `Did you mean ${meant}?` };
}
function valueAdvice(path) {
    if (path.at(-1) === 'type')
        return { mend: 'A column of another type can be left unchecked with `any`.' };
    if (path.at(-1) === 'format')
        return { mend: 'Only default formats are read; use type `string` and a pattern.' };
    return {};
}
function unionAdvice(path) {
    switch (path.at(-1)) {
        case 'categories':
            return 'a list of texts or numbers, or of objects with `value`';
        case 'missingValues':
            return 'a list of texts, or of objects with `value`';
        case 'primaryKey':
            return 'a field name or a list of them';
        default:
            return 'a text, number or boolean';
    }
}
function sizeOf(origin) {
    if (origin === 'array')
        return 'number of entries';
    return origin === 'string' ? 'number of characters' : 'a number';
}
function showPath(path) {
    const text = path
        .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
        .join('');
    return text === '' ? '(document)' : text.replace(/^\./, '');
}
function showFound(value) {
    if (value === undefined)
        return {};
    if (value === null)
        return { found: 'null' };
    if (Array.isArray(value))
        return { found: `a list of ${value.length}` };
    return { found: typeof value === 'object' ? 'an object' : showToken(String(value)) };
}
function valueAt(document, path) {
    return path.reduce((value, part) => typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? value[part]
        : undefined, document);
}

;// CONCATENATED MODULE: ./lib/data/schema-field.js




const bounds = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'];
function readFields(document) {
    const problems = [];
    const seen = new Set();
    const fields = document.fields.map((field, index) => {
        const where = `fields[${index}]`;
        problems.push(...misspellings(Object.keys(field), fieldKeys, where));
        if (seen.has(field.name)) {
            problems.push({
                where: `${where}.name`,
                expected: 'a name not used before',
                found: field.name,
            });
        }
        seen.add(field.name);
        return readField(field, document.missingValues ?? [''], where, problems);
    });
    return { fields, problems };
}
function readField(document, missingValues, where, problems) {
    const notation = readNotation(document);
    const { categories } = document;
    const check = document['vertex:check'];
    if (categories !== undefined && document.type !== 'string' && document.type !== 'integer') {
        problems.push({
            where: `${where}.categories`,
            expected: 'categories on a field of type string or integer only',
            found: document.type,
        });
    }
    if (check.maxUnseenFraction !== undefined && categories === undefined) {
        const expected = 'categories on the same field';
        problems.push({ where: `${where}.vertex:check.maxUnseenFraction`, expected });
    }
    return {
        name: document.name,
        type: document.type,
        notation,
        missingValues: document.missingValues ?? missingValues,
        constraints: readConstraints(document, notation, `${where}.constraints`, problems),
        ...(categories === undefined
            ? {}
            : {
                categories: readValues(document.type, categories, notation, `${where}.categories`, problems),
            }),
        ...(check.maxNullFraction === undefined ? {} : { maxNullFraction: check.maxNullFraction }),
        maxUnseenFraction: check.maxUnseenFraction ?? 0,
    };
}
function readNotation(document) {
    return {
        decimalChar: document.decimalChar ?? defaultNotation.decimalChar,
        groupChar: document.groupChar,
        numbers: document.bareNumber === false ? 'adorned' : 'bare',
        trueValues: document.trueValues ?? defaultNotation.trueValues,
        falseValues: document.falseValues ?? defaultNotation.falseValues,
    };
}
function readConstraints({ type, constraints: document }, notation, where, problems) {
    const constraints = {
        required: document.required ?? false,
        unique: document.unique ?? false,
    };
    const refuse = (key, expected, found) => problems.push({ where: `${where}.${key}`, expected, found });
    for (const key of bounds) {
        const limit = document[key];
        if (limit === undefined)
            continue;
        const value = isTextType(type) || type === 'boolean' ? undefined : readValue(type, limit, notation);
        if (typeof value === 'number')
            constraints[key] = value;
        else if (isTextType(type) || type === 'boolean')
            refuse(key, 'a bound on a number or time only', `type ${type}`);
        else
            refuse(key, `a value of type ${type}`, String(limit));
    }
    for (const key of ['minLength', 'maxLength']) {
        const limit = document[key];
        if (limit === undefined)
            continue;
        if (type === 'string')
            constraints[key] = limit;
        else
            refuse(key, 'a length of a string only', `type ${type}`);
    }
    if (document.pattern !== undefined) {
        if (type !== 'string')
            refuse('pattern', 'a pattern on a string only', `type ${type}`);
        else if (compilePattern(document.pattern) !== undefined)
            constraints.pattern = document.pattern;
        else
            refuse('pattern', 'a regular expression', document.pattern);
    }
    if (document.enum !== undefined) {
        constraints.enum = readValues(type, document.enum, notation, `${where}.enum`, problems);
    }
    refuseEmptyRange(constraints, where, problems);
    return constraints;
}
function refuseEmptyRange(constraints, where, problems) {
    const ranges = [
        ['minimum', 'maximum'],
        ['exclusiveMinimum', 'exclusiveMaximum'],
        ['minLength', 'maxLength'],
    ];
    for (const [low, high] of ranges) {
        const [least, most] = [constraints[low], constraints[high]];
        if (least !== undefined && most !== undefined && least > most) {
            problems.push({
                where: `${where}.${high}`,
                expected: `no less than ${low}, ${least}`,
                found: String(most),
            });
        }
    }
}
function readValues(type, listed, notation, where, problems) {
    return listed.flatMap((entry, index) => {
        const value = readValue(type, entry, notation);
        if (value !== undefined)
            return [value];
        problems.push({
            where: `${where}[${index}]`,
            expected: `a value of type ${type}`,
            found: String(entry),
        });
        return [];
    });
}
function readValue(type, entry, notation) {
    if (type === 'boolean' && typeof entry === 'boolean')
        return entry ? 1 : 0;
    if (type === 'string' && typeof entry !== 'string')
        return undefined;
    if (type === 'number' && typeof entry === 'number')
        return Number.isFinite(entry) ? entry : undefined;
    return parseValue(type, String(entry), notation);
}

;// CONCATENATED MODULE: ./lib/data/table-schema.js






function parseTableSchema(text, where) {
    const document = parseSafely(text, where);
    (0,error/* refuseProblems */.nN)(where, document.errors.map((error) => ({
        where: `${where}:${text.slice(0, error.pos[0]).split('\n').length}`,
        expected: 'YAML or JSON',
        found: error.message,
    })));
    const raw = table_schema_valueOf(document, where);
    const parsed = schemaDocument.safeParse(raw);
    if (!parsed.success) {
        (0,error/* refuseProblems */.nN)(where, parsed.error.issues.flatMap((issue) => describeIssue(issue, raw)));
        throw new error/* ReleaseError */.K2('INTERNAL', `${where} is refused without a problem`);
    }
    const { schema, problems } = readSchema(parsed.data);
    (0,error/* refuseProblems */.nN)(where, [...misspellings(Object.keys(parsed.data), schemaKeys, ''), ...problems]);
    return schema;
}
const maxSchemaLength = 1_048_576;
function parseSafely(text, where) {
    const expected = `a schema of at most ${maxSchemaLength} characters`;
    if (text.length > maxSchemaLength) {
        (0,error/* refuseProblems */.nN)(where, [{ where, expected, found: String(text.length) }]);
    }
    try {
        return (0,dist/* parseDocument */.Tp)(text, { prettyErrors: false, uniqueKeys: true });
    }
    catch (cause) {
        throw new error/* ReleaseError */.K2('INPUT_INVALID', `${where} is nested too deep`, { cause });
    }
}
function table_schema_valueOf(document, where) {
    try {
        return document.toJS({ maxAliasCount: 20 });
    }
    catch (cause) {
        throw new error/* ReleaseError */.K2('INPUT_INVALID', `${where} repeats itself by too many aliases`, {
            cause,
        });
    }
}
function readSchema(document) {
    const { fields, problems } = readFields(document);
    const primaryKey = [document.primaryKey ?? []].flat();
    const dataset = document['vertex:dataset'] ?? {};
    const keys = [
        ...fields
            .filter((field) => field.constraints.unique)
            .map((field) => ({ rule: 'unique', fields: [field.name] })),
        ...(primaryKey.length === 0 ? [] : [{ rule: 'primaryKey', fields: primaryKey }]),
        ...(document.uniqueKeys ?? []).map((names) => ({ rule: 'uniqueKeys', fields: names })),
    ];
    const known = new Set(fields.map((field) => field.name));
    const mentions = [
        ...primaryKey.map((name) => ({ where: 'primaryKey', name })),
        ...(document.uniqueKeys ?? []).flat().map((name) => ({ where: 'uniqueKeys', name })),
        ...(dataset.label === undefined
            ? []
            : [{ where: 'vertex:dataset.label', name: dataset.label }]),
    ];
    const unknown = mentions
        .filter(({ name }) => !known.has(name))
        .map(({ where, name }) => ({ where, expected: 'the name of a field', found: name }));
    const { minRows = 1, maxRows, label } = dataset;
    if (maxRows !== undefined && maxRows < minRows) {
        const where = 'vertex:dataset.maxRows';
        unknown.push({ where, expected: `at least minRows, ${minRows}`, found: String(maxRows) });
    }
    return {
        schema: {
            fields: fields.map((field) => primaryKey.includes(field.name) ? requireField(field) : field),
            fieldsMatch: document.fieldsMatch ?? 'exact',
            keys,
            minRows,
            ...(maxRows === undefined ? {} : { maxRows }),
            ...(label === undefined ? {} : { label }),
        },
        problems: [...problems, ...unknown],
    };
}
function requireField(field) {
    return { ...field, constraints: { ...field.constraints, required: true } };
}

// EXTERNAL MODULE: ./lib/units/duration.js
var duration = __webpack_require__(89462);
// EXTERNAL MODULE: ./lib/contract/yaml-document.js
var yaml_document = __webpack_require__(2968);
;// CONCATENATED MODULE: ./lib/steps/validate/named-files.js

async function fileProblems(named, files) {
    const found = await Promise.all(named.map((one) => problemsOf(one, files)));
    return found.flat();
}
async function problemsOf({ where, path }, files) {
    const text = await files.read(path);
    if (text === undefined)
        return [{ where, expected: 'a file that exists', found: path }];
    if (/\.ya?ml$/i.test(path))
        return yamlProblems(text, where, path);
    if (/\.jsonl$/i.test(path))
        return jsonLineProblems(text, where, path);
    if (/\.json$/i.test(path) && !isJson(text)) {
        return [{ where, expected: 'a file with JSON', found: path }];
    }
    return [];
}
function yamlProblems(text, where, path) {
    return (0,yaml_document/* readYaml */.g)(text, path).problems.map((problem) => ({
        ...problem,
        where: `${where} (${problem.where})`,
    }));
}
function jsonLineProblems(text, where, path) {
    return text.split('\n').flatMap((line, index) => line.trim() === '' || isJson(line)
        ? []
        : [
            {
                where: `${where} (${path}:${index + 1})`,
                expected: 'one JSON value',
                found: line.slice(0, 60),
            },
        ]);
}
function isJson(text) {
    try {
        JSON.parse(text);
        return true;
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./lib/steps/validate/run.js








async function runValidate(inputs, context) {
    const { host, files } = context.ports;
    host.phase('Validate');
    (0,error/* refuseProblems */.nN)('the configuration', await fileProblems(context.namedFiles, files));
    host.say(`${context.namedFiles.length} files that the configuration names are there`);
    const reports = new Map();
    for (const source of inputs.data)
        reports.set(source.name, await run_check(source, context));
    const tests = await runTests(inputs, context);
    const verdict = (0,release_verdict/* gravest */.Z)([
        ...[...reports.values()].map((report) => report.verdict),
        ...(tests === undefined ? [] : [tests.verdict]),
    ]);
    const rows = [...reports.values()].reduce((total, report) => total + report.rows, 0);
    return {
        verdict,
        state: inputs.dryRun ? 'planned' : 'done',
        summary: summarise(verdict, reports, tests),
        outputs: { rows },
        evidence: {
            data: Object.fromEntries([...reports].map(([name, report]) => [name, toJson(report)])),
            ...(tests === undefined
                ? {}
                : { tests: { verdict: tests.verdict, exitCode: tests.exitCode, tail: [...tests.tail] } }),
        },
        ...(verdict === 'fail' || verdict === 'error' ? { outcome: 'rejected' } : {}),
    };
}
async function run_check(source, { ports }) {
    const { host, files, objects } = ports;
    const text = await files.read(source.schema);
    if (text === undefined) {
        throw new error/* ReleaseError */.K2('FILE_UNREADABLE', `${source.schema} does not exist`);
    }
    const schema = parseTableSchema(text, source.schema);
    const bytes = source.source.startsWith('gs://')
        ? objects.open(source.source)
        : files.open(source.source);
    const format = source.format === undefined ? source.source : `data.${source.format}`;
    const report = await checkDataset(bytes, datasetFormat(format), schema);
    const kept = report.findings.filter((finding) => finding.verdict === 'pass').length;
    host.say(`${source.name}: ${report.rows} rows, ${(0,units_bytes/* formatBytes */.z)(report.bytes)}, ${kept} of ${report.findings.length} rules kept`);
    for (const finding of report.findings) {
        const line = `${source.name}: ${describeFinding(finding)}`;
        if (finding.verdict === 'pass')
            host.debug(line);
        else
            host.warn(line);
    }
    return report;
}
function describeFinding(finding) {
    const column = finding.column === undefined ? '' : ` of ${finding.column}`;
    const rows = finding.rows === undefined ? '' : `, rows ${finding.rows.join(', ')}`;
    const remedy = finding.remedy === undefined ? '' : `. ${finding.remedy}`;
    return `${finding.rule}${column}: ${finding.value}, limit ${finding.limit}: ${finding.verdict}${rows}${remedy}`;
}
const tailLines = 40;
async function runTests(inputs, { ports, signal }) {
    const { host, clock } = ports;
    const { testCommand: command, testTimeout } = inputs;
    if (command === undefined)
        return undefined;
    if (inputs.dryRun) {
        host.say(`would run ${command}`);
        return undefined;
    }
    const tail = [];
    const began = clock.now();
    const timeout = abortAfter(testTimeout, clock);
    const exitCode = await ports.commands
        .run({
        command,
        cwd: (0,external_node_path_.dirname)(inputs.config),
        signal: AbortSignal.any([signal, timeout.signal]),
        onLine: (line) => {
            tail.push(line);
            if (tail.length > tailLines)
                tail.shift();
            host.progress(line);
        },
    })
        .finally(timeout.dispose);
    if (signal.aborted)
        throw new error/* ReleaseError */.K2('CANCELLED', `"${command}" was cancelled`);
    if (timeout.signal.aborted) {
        tail.push(`ended after ${(0,duration/* formatDuration */.a)(testTimeout)}: validate.test_timeout`);
    }
    const verdict = exitCode === 0 && !timeout.signal.aborted ? 'pass' : 'fail';
    const took = (0,duration/* formatDuration */.a)(clock.now() - began);
    host.say(`"${command}" ended with ${exitCode} after ${took}: ${verdict}`);
    if (verdict === 'fail')
        for (const line of tail)
            host.warn(`| ${line}`);
    return { verdict, exitCode, tail };
}
function abortAfter(ms, clock) {
    const passed = new AbortController();
    const disposed = new AbortController();
    clock.sleep(ms, disposed.signal).then(() => passed.abort(), () => { });
    return { signal: passed.signal, dispose: () => disposed.abort() };
}
function summarise(verdict, reports, tests) {
    if (verdict === 'pass') {
        const data = `${reports.size} data ${reports.size === 1 ? 'set keeps its' : 'sets keep their'} schema`;
        return tests === undefined ? data : `${data}, the tests pass`;
    }
    const broken = [...reports].filter(([, report]) => report.verdict !== 'pass');
    const parts = broken.map(([name, report]) => {
        const rules = report.findings.filter((finding) => finding.verdict !== 'pass').length;
        return `${name} breaks ${rules} ${rules === 1 ? 'rule' : 'rules'}`;
    });
    if (tests !== undefined && tests.verdict !== 'pass')
        parts.push('the tests fail');
    return parts.join(', ');
}
function toJson({ findings, ...report }) {
    return {
        ...report,
        findings: findings.map(({ rows, tokens, ...finding }) => ({
            ...finding,
            ...(rows === undefined ? {} : { rows: [...rows] }),
            ...(tokens === undefined ? {} : { tokens: [...tokens] }),
        })),
    };
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