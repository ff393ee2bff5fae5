"use strict";
exports.id = 266;
exports.ids = [266];
exports.modules = {

/***/ 15518:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ AnswerVersions)
/* harmony export */ });
/* harmony import */ var _api_version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(52087);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85434);


class AnswerVersions {
    #begunInBeta;
    constructor(begunInBeta) {
        this.#begunInBeta = begunInBeta;
    }
    of(method, result, ofPath) {
        const called = (0,_api_version_js__WEBPACK_IMPORTED_MODULE_0__/* .versionOf */ .E4)(method.fullName);
        const operation = operationIn(method, result);
        if (operation === undefined)
            return called ?? ofPath;
        if (called === 'v1beta1')
            this.#begunInBeta.add(operation);
        return called ?? ofPath ?? (this.#begunInBeta.has(operation) ? 'v1beta1' : undefined);
    }
}
function operationIn({ responseType }, result) {
    if (responseType !== 'google.longrunning.Operation' || !(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isJsonObject */ .O)(result))
        return undefined;
    const { name } = result;
    return typeof name === 'string' ? name.slice(name.lastIndexOf('/') + 1) : undefined;
}


/***/ }),

/***/ 45429:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gv: () => (/* binding */ toApiError),
/* harmony export */   aD: () => (/* binding */ statusOfHttp),
/* harmony export */   hD: () => (/* binding */ ApiError),
/* harmony export */   jz: () => (/* binding */ canonicalCodes)
/* harmony export */ });
const canonicalCodes = {
    CANCELLED: { code: 1, http: 499 },
    UNKNOWN: { code: 2, http: 500 },
    INVALID_ARGUMENT: { code: 3, http: 400 },
    DEADLINE_EXCEEDED: { code: 4, http: 504 },
    NOT_FOUND: { code: 5, http: 404 },
    ALREADY_EXISTS: { code: 6, http: 409 },
    PERMISSION_DENIED: { code: 7, http: 403 },
    RESOURCE_EXHAUSTED: { code: 8, http: 429 },
    FAILED_PRECONDITION: { code: 9, http: 400 },
    ABORTED: { code: 10, http: 409 },
    OUT_OF_RANGE: { code: 11, http: 400 },
    UNIMPLEMENTED: { code: 12, http: 501 },
    INTERNAL: { code: 13, http: 500 },
    UNAVAILABLE: { code: 14, http: 503 },
    UNAUTHENTICATED: { code: 16, http: 401 },
};
class ApiError extends Error {
    name = 'ApiError';
    status;
    http;
    details;
    constructor(status, message, http = canonicalCodes[status].http, details = []) {
        super(message);
        this.status = status;
        this.http = http;
        this.details = details;
    }
    toBody() {
        const { http: code, message, status, details } = this;
        return { error: { code, message, status, ...(details.length === 0 ? {} : { details }) } };
    }
    toRpcStatus() {
        return { code: canonicalCodes[this.status].code, message: this.message };
    }
}
function toApiError(thrown) {
    if (thrown instanceof ApiError)
        return thrown;
    if (thrown instanceof RangeError && thrown.message.includes('call stack')) {
        return new ApiError('INVALID_ARGUMENT', 'The request is nested too deep.');
    }
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return new ApiError('INTERNAL', `The embedded Vertex failed: ${message}`);
}
function statusOfHttp(http) {
    switch (http) {
        case 401:
            return 'UNAUTHENTICATED';
        case 403:
            return 'PERMISSION_DENIED';
        case 404:
            return 'NOT_FOUND';
        case 409:
            return 'ABORTED';
        case 429:
            return 'RESOURCE_EXHAUSTED';
        case 499:
            return 'CANCELLED';
        case 501:
            return 'UNIMPLEMENTED';
        case 503:
            return 'UNAVAILABLE';
        case 504:
            return 'DEADLINE_EXCEEDED';
        default:
            return http < 500 ? 'INVALID_ARGUMENT' : 'INTERNAL';
    }
}


/***/ }),

/***/ 52087:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E4: () => (/* binding */ versionOf),
/* harmony export */   SV: () => (/* binding */ inVersion),
/* harmony export */   wA: () => (/* binding */ twinOf)
/* harmony export */ });
const packageName = /^google\.cloud\.aiplatform\.(v1|v1beta1)\./;
function versionOf(name) {
    return packageName.exec(name)?.[1];
}
function inVersion(name, version) {
    return name.replace(packageName, `google.cloud.aiplatform.${version}.`);
}
function twinOf(name) {
    const version = versionOf(name);
    return version && inVersion(name, version === 'v1' ? 'v1beta1' : 'v1');
}


/***/ }),

/***/ 65374:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ JsonDecoder)
/* harmony export */ });
/* harmony import */ var _api_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45429);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85434);
/* harmony import */ var _type_table_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(45553);



const rawTypes = new Set([
    'google.protobuf.Value',
    'google.protobuf.Struct',
    'google.protobuf.ListValue',
    'google.protobuf.Any',
]);
const wrappedScalars = new Map([
    ['google.protobuf.DoubleValue', 'double'],
    ['google.protobuf.FloatValue', 'float'],
    ['google.protobuf.Int64Value', 'int64'],
    ['google.protobuf.UInt64Value', 'uint64'],
    ['google.protobuf.Int32Value', 'int32'],
    ['google.protobuf.UInt32Value', 'uint32'],
    ['google.protobuf.BoolValue', 'bool'],
    ['google.protobuf.StringValue', 'string'],
    ['google.protobuf.BytesValue', 'bytes'],
]);
const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/i;
const durationForm = /^-?\d+(\.\d{1,9})?s$/;
const int32Limit = 2 ** 31;
class JsonDecoder {
    #types;
    constructor(types) {
        this.#types = types;
    }
    decode(typeName, json, path = '', fromQuery = false) {
        if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .O)(json))
            throw invalidValue(path, typeName, json);
        const type = this.#types.message(typeName);
        const result = {};
        for (const [key, value] of Object.entries(json)) {
            const field = type.fieldsByName.get(key);
            if (field === undefined)
                throw unknownName(key, path);
            if (value === undefined)
                continue;
            if (value === null && field.type !== 'google.protobuf.Value')
                continue;
            result[field.name] = this.#field(field, value, inside(path, field.name), fromQuery);
        }
        return result;
    }
    #field(field, value, path, fromQuery) {
        if (field.isMap) {
            if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .O)(value))
                throw invalidValue(path, 'map', value);
            const map = {};
            for (const [key, item] of Object.entries(value)) {
                if (item !== undefined)
                    map[key] = this.#single(field.type, item, `${path}[${key}]`, fromQuery);
            }
            return map;
        }
        if (field.isRepeated) {
            if (!Array.isArray(value))
                throw invalidValue(path, `repeated ${field.type}`, value);
            return value.map((item, index) => this.#single(field.type, item, `${path}[${index}]`, fromQuery));
        }
        return this.#single(field.type, value, path, fromQuery);
    }
    #single(type, value, path, fromQuery) {
        if (rawTypes.has(type))
            return value;
        const scalar = (0,_type_table_js__WEBPACK_IMPORTED_MODULE_1__/* .isScalarType */ .lg)(type) ? type : wrappedScalars.get(type);
        if (scalar !== undefined)
            return decodeScalar(scalar, value, path, fromQuery);
        if (type === 'google.protobuf.Timestamp')
            return textLike(rfc3339, type, value, path);
        if (type === 'google.protobuf.Duration')
            return textLike(durationForm, type, value, path);
        if (type === 'google.protobuf.FieldMask')
            return decodeFieldMask(value, path);
        const resolved = this.#types.type(type);
        if (resolved?.kind === 'enum')
            return decodeEnum(resolved, value, path, fromQuery);
        return this.decode(type, value, path, fromQuery);
    }
}
function decodeScalar(type, value, path, fromQuery) {
    switch (type) {
        case 'string':
            if (typeof value === 'string')
                return value;
            break;
        case 'bytes':
            if (typeof value === 'string')
                return value;
            break;
        case 'bool':
            if (typeof value === 'boolean')
                return value;
            if (fromQuery && typeof value === 'string' && /^(true|false)$/i.test(value)) {
                return value.toLowerCase() === 'true';
            }
            break;
        case 'double':
        case 'float': {
            if (value === 'NaN' || value === 'Infinity' || value === '-Infinity')
                return value;
            const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
            if (typeof number === 'number' && Number.isFinite(number))
                return number;
            break;
        }
        case 'int64':
        case 'uint64':
        case 'sint64':
        case 'fixed64':
        case 'sfixed64':
            if (typeof value === 'number' && Number.isInteger(value))
                return String(value);
            if (typeof value === 'string' && /^-?\d+$/.test(value))
                return value;
            break;
        default: {
            const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
            const fits = typeof number === 'number' && Number.isInteger(number) && Math.abs(number) < int32Limit;
            if (fits)
                return number;
        }
    }
    throw invalidValue(path, `TYPE_${type.toUpperCase()}`, value);
}
function decodeEnum(type, value, path, fromQuery) {
    const given = fromQuery && typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
    if (typeof given === 'number')
        return type.names.get(given) ?? given;
    if (typeof given === 'string' && type.numbers.has(given))
        return given;
    throw invalidValue(path, `type.googleapis.com/${type.name}`, value);
}
function decodeFieldMask(value, path) {
    if (typeof value !== 'string')
        throw invalidValue(path, 'google.protobuf.FieldMask', value);
    return value
        .split(',')
        .map((part) => (0,_type_table_js__WEBPACK_IMPORTED_MODULE_1__/* .toCamelCase */ .Cb)(part.trim()))
        .filter((part) => part !== '')
        .join(',');
}
function textLike(form, type, value, path) {
    if (typeof value === 'string' && form.test(value))
        return value;
    throw invalidValue(path, `type.googleapis.com/${type}`, value);
}
function inside(path, name) {
    return path === '' ? (0,_type_table_js__WEBPACK_IMPORTED_MODULE_1__/* .toSnakeCase */ .uc)(name) : `${path}.${(0,_type_table_js__WEBPACK_IMPORTED_MODULE_1__/* .toSnakeCase */ .uc)(name)}`;
}
function unknownName(key, path) {
    const where = path === '' ? '' : ` at '${path}'`;
    return new _api_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD('INVALID_ARGUMENT', `Invalid JSON payload received. Unknown name "${key}"${where}: Cannot find field.`);
}
function invalidValue(path, type, value) {
    const where = path === '' ? '' : ` at '${path}'`;
    return new _api_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD('INVALID_ARGUMENT', `Invalid value${where} (${type}), ${JSON.stringify(value).slice(0, 200)}`);
}


/***/ }),

/***/ 16242:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ anyOf),
/* harmony export */   P: () => (/* binding */ JsonEncoder)
/* harmony export */ });
/* harmony import */ var _api_version_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(52087);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85434);
/* harmony import */ var _type_table_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45553);



const typeUrlPrefix = 'type.googleapis.com/';
const verbatimTypes = new Set([
    'google.protobuf.Value',
    'google.protobuf.Struct',
    'google.protobuf.ListValue',
    'google.protobuf.Timestamp',
    'google.protobuf.Duration',
    'google.protobuf.FieldMask',
]);
class JsonEncoder {
    #types;
    constructor(types) {
        this.#types = types;
    }
    encode(typeName, value, options = {}) {
        const type = this.#types.message(typeName);
        const result = {};
        for (const [key, item] of Object.entries(value)) {
            if (item === undefined)
                continue;
            const field = type.fieldsByName.get(key);
            if (field === undefined) {
                if (this.#isOfTwin(typeName, key))
                    continue;
                throw new Error(`${typeName} has no field ${key}`);
            }
            const encoded = this.#field(field, item, options);
            if (encoded !== undefined)
                result[field.name] = encoded;
        }
        return result;
    }
    #any(value, options) {
        const url = value['@type'];
        if (typeof url !== 'string')
            throw new Error('an Any needs @type');
        const { '@type': _url, ...rest } = value;
        const type = this.#told(url.slice(typeUrlPrefix.length), options.version);
        return { '@type': `${typeUrlPrefix}${type}`, ...this.encode(type, rest, options) };
    }
    #told(type, version) {
        const told = version === undefined ? type : (0,_api_version_js__WEBPACK_IMPORTED_MODULE_1__/* .inVersion */ .SV)(type, version);
        return this.#types.type(told) === undefined ? type : told;
    }
    #isOfTwin(typeName, key) {
        const twin = this.#types.type((0,_api_version_js__WEBPACK_IMPORTED_MODULE_1__/* .twinOf */ .wA)(typeName) ?? '');
        return twin?.kind === 'message' && twin.fieldsByName.has(key);
    }
    #field(field, value, options) {
        if (field.isMap) {
            if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .O)(value) || Object.keys(value).length === 0)
                return undefined;
            const map = {};
            for (const [key, item] of Object.entries(value)) {
                if (item !== undefined)
                    map[key] = this.#single(field.type, item, options);
            }
            return map;
        }
        if (field.isRepeated) {
            if (!Array.isArray(value) || value.length === 0)
                return undefined;
            return value.map((item) => this.#single(field.type, item, options));
        }
        if (!field.hasPresence && this.#isDefault(field.type, value))
            return undefined;
        return this.#single(field.type, value, options);
    }
    #single(type, value, options) {
        if ((0,_type_table_js__WEBPACK_IMPORTED_MODULE_0__/* .isScalarType */ .lg)(type) || verbatimTypes.has(type))
            return value;
        if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .O)(value))
            return this.#leaf(type, value, options);
        return type === 'google.protobuf.Any'
            ? this.#any(value, options)
            : this.encode(type, value, options);
    }
    #leaf(type, value, options) {
        const resolved = this.#types.type(type);
        if (resolved?.kind !== 'enum' || !options.numericEnums)
            return value;
        return typeof value === 'string' ? (resolved.numbers.get(value) ?? value) : value;
    }
    #isDefault(type, value) {
        if (value === '' || value === false || value === 0 || value === null)
            return true;
        if (value === '0')
            return type.endsWith('64');
        if (typeof value !== 'string' || (0,_type_table_js__WEBPACK_IMPORTED_MODULE_0__/* .isScalarType */ .lg)(type))
            return false;
        const resolved = this.#types.type(type);
        return resolved?.kind === 'enum' && resolved.numbers.get(value) === 0;
    }
}
function anyOf(typeName, value) {
    return { '@type': `${typeUrlPrefix}${typeName}`, ...value };
}


/***/ }),

/***/ 27977:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  sG: () => (/* binding */ jsonBodyLimit),
  qF: () => (/* binding */ parseJson),
  x8: () => (/* binding */ readBody),
  jD: () => (/* binding */ sendJson)
});

// EXTERNAL MODULE: ./lib/emulator/wire/api-error.js
var api_error = __webpack_require__(45429);
;// CONCATENATED MODULE: ./lib/emulator/wire/json-depth.js

const deepest = 100;
const quote = 0x22;
const backslash = 0x5c;
function requireShallow(text) {
    let depth = 0;
    for (let at = 0; at < text.length; at += 1) {
        switch (text[at]) {
            case quote:
                at = endOfString(text, at);
                break;
            case 0x5b:
            case 0x7b:
                depth += 1;
                if (depth > deepest)
                    throw tooDeep();
                break;
            case 0x5d:
            case 0x7d:
                depth -= 1;
        }
    }
}
function endOfString(text, from) {
    let at = text.indexOf(quote, from + 1);
    while (at >= 0 && isEscaped(text, at))
        at = text.indexOf(quote, at + 1);
    return at < 0 ? text.length : at;
}
function isEscaped(text, at) {
    let slashes = 0;
    while (text[at - 1 - slashes] === backslash)
        slashes += 1;
    return slashes % 2 === 1;
}
function tooDeep() {
    return new api_error/* ApiError */.hD('INVALID_ARGUMENT', 'Invalid JSON payload received. Message too deep. Max recursion depth reached.');
}

;// CONCATENATED MODULE: ./lib/emulator/wire/http-body.js


const jsonBodyLimit = 32 * 1024 * 1024;
function readBody(request, limit, tooLarge = () => new api_error/* ApiError */.hD('INVALID_ARGUMENT', 'Request payload is too large.', 413)) {
    return new Promise((resolve, reject) => {
        const chunks = [];
        let size = 0;
        request.on('data', (chunk) => {
            size += chunk.length;
            if (size <= limit)
                chunks.push(chunk);
        });
        request.on('end', () => {
            if (size > limit)
                reject(tooLarge());
            else
                resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, size));
        });
        request.on('error', reject);
        request.on('close', () => {
            if (!request.complete)
                reject(new api_error/* ApiError */.hD('CANCELLED', 'The client closed the request.'));
        });
    });
}
function parseJson(body) {
    if (body.length === 0)
        return {};
    requireShallow(body);
    try {
        return JSON.parse(body.toString('utf8'));
    }
    catch (error) {
        const cause = error instanceof Error ? error.message : String(error);
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Invalid JSON payload received. ${cause}`);
    }
}
function sendJson(response, http, body) {
    const text = `${JSON.stringify(body)}\n`;
    response.writeHead(http, {
        'content-type': 'application/json; charset=UTF-8',
        'content-length': Buffer.byteLength(text),
    });
    response.end(text);
}


/***/ }),

/***/ 85434:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ isJsonObject)
/* harmony export */ });
function isJsonObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}


/***/ }),

/***/ 42477:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ notServed)
/* harmony export */ });
/* harmony import */ var _api_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45429);

const grpcModelServers = 'it needs model servers that speak gRPC, and model servers speak HTTP here';
const generative = 'it belongs to generative models, of which there are none';
const reasons = {
    'PredictionService.DirectPredict': grpcModelServers,
    'PredictionService.DirectRawPredict': grpcModelServers,
    'PredictionService.StreamDirectPredict': grpcModelServers,
    'PredictionService.StreamDirectRawPredict': grpcModelServers,
    'PredictionService.StreamingPredict': grpcModelServers,
    'PredictionService.StreamingRawPredict': grpcModelServers,
    'PredictionService.ServerStreamingPredict': grpcModelServers,
    'PredictionService.GenerateContent': generative,
    'PredictionService.StreamGenerateContent': generative,
    'PredictionService.EmbedContent': generative,
    'PredictionService.ChatCompletions': generative,
    'PredictionService.CountTokens': generative,
    'PredictionService.PredictLongRunning': generative,
    'PredictionService.FetchPredictOperation': generative,
};
function notServed(fullName, why = reasons[shortName(fullName)]) {
    const reason = why === undefined ? '' : ` because ${why}`;
    return new _api_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD('UNIMPLEMENTED', `${fullName} is a method of Google Cloud that the embedded Vertex does not emulate${reason}. docs/embedded-vertex.md lists what it does.`);
}
function shortName(fullName) {
    return fullName.split('.').slice(-2).join('.');
}


/***/ }),

/***/ 79733:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ ResourceNames)
/* harmony export */ });
/* harmony import */ var _api_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45429);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(85434);
/* harmony import */ var _rest_path_template_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(29853);
/* harmony import */ var _rest_routes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(89347);
/* harmony import */ var _type_table_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(45553);





class ResourceNames {
    #bindings;
    constructor(method) {
        const bindings = method.service === 'google.longrunning.Operations' ? [] : (0,_rest_routes_js__WEBPACK_IMPORTED_MODULE_2__/* .bindingsOf */ .k)(method);
        this.#bindings = bindings.map(({ pattern: [, path] }) => fieldsOf((0,_rest_path_template_js__WEBPACK_IMPORTED_MODULE_3__/* .compileTemplate */ .Gq)(path)));
    }
    of(request) {
        const [binding = []] = this.#bindings;
        const value = valueAt(request, binding[0]?.path ?? ['name']);
        return typeof value === 'string' ? value : '';
    }
    check(request) {
        const misfits = this.#bindings.map((fields) => fields.find(({ path, form }) => {
            const value = valueAt(request, path);
            return typeof value !== 'string' || !form.test(value);
        }));
        if (misfits.length === 0 || misfits.includes(undefined))
            return;
        const [first] = misfits;
        if (first === undefined)
            return;
        const { path, pattern } = first;
        const found = JSON.stringify(valueAt(request, path) ?? '').slice(0, 200);
        throw new _api_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ApiError */ .hD('INVALID_ARGUMENT', `Invalid resource name in field "${path.join('.')}": expected ${pattern}, found ${found}.`);
    }
}
function fieldsOf({ segments, captures }) {
    return captures.map(({ field, from, to }) => {
        const inner = segments.slice(from, to);
        const form = inner.map((segment) => segmentForms.get(segment) ?? segment).join('/');
        return {
            path: field.split('.').map(_type_table_js__WEBPACK_IMPORTED_MODULE_1__/* .toCamelCase */ .Cb),
            form: new RegExp(`^${form}$`),
            pattern: inner.join('/'),
        };
    });
}
const segment = String.raw `(?!\.{1,2}(?:/|$))[^/\x00-\x1f\x7f]+`;
const segmentForms = new Map([
    ['*', segment],
    ['**', `${segment}(?:/${segment})*`],
]);
function valueAt(request, path) {
    let at = request;
    for (const key of path)
        at = (0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .isJsonObject */ .O)(at) ? at[key] : undefined;
    return at;
}


/***/ }),

/***/ 29853:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gq: () => (/* binding */ compileTemplate),
/* harmony export */   Uf: () => (/* binding */ splitPath),
/* harmony export */   eg: () => (/* binding */ matchTemplate)
/* harmony export */ });
function compileTemplate(template) {
    const { body, verb } = splitVerb(template);
    const segments = [];
    const captures = [];
    for (const part of body.slice(1).match(/\{[^}]*\}|[^/]+/g) ?? []) {
        if (!part.startsWith('{')) {
            segments.push(part);
            continue;
        }
        const [field = '', pattern = '*'] = part.slice(1, -1).split('=');
        const inner = pattern.split('/');
        captures.push({ field, from: segments.length, to: segments.length + inner.length });
        segments.push(...inner);
    }
    return { segments, verb, captures, isOpen: segments.at(-1) === '**' };
}
function splitPath(path) {
    const lastSlash = path.lastIndexOf('/');
    const colon = path.indexOf(':', lastSlash);
    const body = colon < 0 ? path : path.slice(0, colon);
    return { segments: body.slice(1).split('/'), verb: colon < 0 ? '' : path.slice(colon + 1) };
}
function matchTemplate(template, path) {
    if (template.verb !== path.verb)
        return undefined;
    const count = template.segments.length;
    const fits = template.isOpen ? path.segments.length >= count : path.segments.length === count;
    if (!fits)
        return undefined;
    for (const [index, expected] of template.segments.entries()) {
        const given = path.segments[index] ?? '';
        if (given === '')
            return undefined;
        if (expected !== '*' && expected !== '**' && expected !== given)
            return undefined;
    }
    const captured = {};
    for (const { field, from, to } of template.captures) {
        const end = template.isOpen && to === count ? undefined : to;
        captured[field] = path.segments.slice(from, end).map(decodeSegment).join('/');
    }
    return captured;
}
function splitVerb(template) {
    const colon = template.lastIndexOf(':');
    if (colon < 0 || colon < template.lastIndexOf('/'))
        return { body: template, verb: '' };
    if (colon < template.lastIndexOf('}'))
        return { body: template, verb: '' };
    return { body: template.slice(0, colon), verb: template.slice(colon + 1) };
}
function decodeSegment(segment) {
    try {
        return decodeURIComponent(segment);
    }
    catch {
        return segment;
    }
}


/***/ }),

/***/ 89347:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ deriveRoutes),
/* harmony export */   k: () => (/* binding */ bindingsOf)
/* harmony export */ });
/* harmony import */ var _api_version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(52087);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85434);
/* harmony import */ var _path_template_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(29853);



const httpVerbs = ['get', 'put', 'post', 'delete', 'patch'];
function deriveRoutes(methods, served) {
    const first = [];
    const rest = [];
    for (const method of methods) {
        const isServed = served.has((0,_api_version_js__WEBPACK_IMPORTED_MODULE_0__/* .inVersion */ .SV)(method.fullName, 'v1'));
        for (const binding of bindingsOf(method)) {
            const [httpMethod, path] = binding.pattern;
            const route = { httpMethod, template: (0,_path_template_js__WEBPACK_IMPORTED_MODULE_1__/* .compileTemplate */ .Gq)(path), body: binding.body, method };
            (isServed ? first : rest).push(route);
        }
    }
    return [...first, ...rest];
}
function bindingsOf(method) {
    const rules = method.options.flatMap((option) => rulesIn(option['(google.api.http)']));
    return rules.flatMap((rule) => {
        const verb = httpVerbs.find((candidate) => typeof rule[candidate] === 'string');
        if (verb === undefined)
            return [];
        const body = rule['body'];
        const pattern = [verb.toUpperCase(), String(rule[verb])];
        return [{ pattern, body: typeof body === 'string' ? body : undefined }];
    });
}
function rulesIn(rule) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .O)(rule))
        return [];
    const more = rule['additional_bindings'];
    const others = Array.isArray(more) ? more : [more];
    return [rule, ...others.filter(_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isJsonObject */ .O)];
}


/***/ }),

/***/ 45553:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cb: () => (/* binding */ toCamelCase),
/* harmony export */   RV: () => (/* binding */ TypeTable),
/* harmony export */   lg: () => (/* binding */ isScalarType),
/* harmony export */   uc: () => (/* binding */ toSnakeCase)
/* harmony export */ });
const scalarTypes = new Set([
    'double',
    'float',
    'int32',
    'int64',
    'uint32',
    'uint64',
    'sint32',
    'sint64',
    'fixed32',
    'fixed64',
    'sfixed32',
    'sfixed64',
    'bool',
    'string',
    'bytes',
]);
function isScalarType(type) {
    return scalarTypes.has(type);
}
function toSnakeCase(name) {
    return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
function toCamelCase(name) {
    return name.replace(/_([a-z0-9])/g, (_match, letter) => letter.toUpperCase());
}
class TypeTable {
    #trees;
    #types = new Map();
    constructor(trees) {
        this.#trees = trees;
    }
    message(fullName) {
        const type = this.type(fullName);
        if (type?.kind !== 'message')
            throw new Error(`no message ${fullName} in the descriptors`);
        return type;
    }
    type(fullName) {
        if (this.#types.has(fullName))
            return this.#types.get(fullName);
        const built = this.#build(fullName);
        this.#types.set(fullName, built);
        return built;
    }
    methods() {
        return this.#trees.flatMap((tree) => [...this.#methodsIn(tree, '')]);
    }
    *#methodsIn(node, name) {
        for (const [key, method] of Object.entries(node.methods ?? {})) {
            yield this.#method(name, key, method);
        }
        for (const [key, child] of Object.entries(node.nested ?? {})) {
            if (child.fields === undefined)
                yield* this.#methodsIn(child, joined(name, key));
        }
    }
    #method(service, name, node) {
        const resolved = (type) => type === undefined ? undefined : this.#resolve(type, service)?.name;
        return {
            fullName: `${service}.${name}`,
            service,
            requestType: resolved(node.requestType),
            responseType: resolved(node.responseType),
            options: node.parsedOptions ?? [],
        };
    }
    resolveName(type, scope) {
        return this.#resolve(type, scope)?.name;
    }
    #resolve(type, scope) {
        if (type.startsWith('.'))
            return this.#find(type.slice(1));
        for (let at = scope;; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
            const found = this.#find(joined(at, type));
            if (found !== undefined)
                return found;
            if (at === '')
                return undefined;
        }
    }
    #find(fullName) {
        const path = fullName.split('.');
        for (const tree of this.#trees) {
            let node = tree;
            for (const key of path)
                node = node?.nested?.[key];
            if (node?.fields !== undefined || node?.values !== undefined)
                return { node, name: fullName };
        }
        return undefined;
    }
    #build(fullName) {
        const node = this.#find(fullName)?.node;
        if (node?.values !== undefined) {
            const entries = Object.entries(node.values);
            return {
                kind: 'enum',
                name: fullName,
                numbers: new Map(entries),
                names: new Map(entries.map(([name, number]) => [number, name])),
            };
        }
        if (node?.fields === undefined)
            return undefined;
        const inOneof = new Set(Object.values(node.oneofs ?? {}).flatMap((oneof) => oneof.oneof));
        const fields = Object.entries(node.fields).map(([name, field]) => this.#field(fullName, name, field, inOneof.has(name)));
        const fieldsByName = new Map();
        for (const field of fields) {
            fieldsByName.set(field.name, field);
            fieldsByName.set(toSnakeCase(field.name), field);
        }
        return { kind: 'message', name: fullName, fields, fieldsByName };
    }
    #field(owner, name, node, inOneof) {
        const isScalar = isScalarType(node.type);
        const type = isScalar ? node.type : this.#resolve(node.type, owner)?.name;
        if (type === undefined)
            throw new Error(`no type ${node.type} for ${owner}.${name}`);
        const isMessage = !isScalar && this.#find(type)?.node.fields !== undefined;
        return {
            name,
            type,
            isRepeated: node.rule === 'repeated',
            isMap: node.keyType !== undefined,
            hasPresence: inOneof || isMessage || node.options?.['proto3_optional'] === true,
        };
    }
}
function joined(scope, name) {
    return scope === '' ? name : `${scope}.${name}`;
}


/***/ }),

/***/ 73266:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runEmulator: () => (/* binding */ runEmulator)
});

// UNUSED EXPORTS: emulatorHelp

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./lib/errors/error.js
var errors_error = __webpack_require__(27660);
// EXTERNAL MODULE: ./lib/emulator/wire/api-error.js
var api_error = __webpack_require__(45429);
// EXTERNAL MODULE: ./lib/emulator/wire/json.js
var wire_json = __webpack_require__(85434);
;// CONCATENATED MODULE: ./lib/emulator/control/faults/field-reader.js
class FieldReader {
    #object;
    #where;
    #problems;
    #known = new Set();
    constructor(object, where, problems) {
        this.#object = object;
        this.#where = where;
        this.#problems = problems;
    }
    number(name, range, absent) {
        const value = this.#take(name);
        if (value === undefined)
            return absent;
        const { least, most = Infinity, isWhole = false } = range;
        const isFit = typeof value === 'number' &&
            value >= least &&
            value <= most &&
            (!isWhole || Number.isInteger(value));
        if (isFit)
            return value;
        this.#wrong(name, describeRange(range), value);
        return absent;
    }
    requiredNumber(name, range) {
        if (this.#object[name] === undefined)
            this.#wrong(name, describeRange(range), undefined);
        return this.number(name, range, 0);
    }
    text(name, absent) {
        const value = this.#take(name);
        if (value === undefined)
            return absent;
        if (typeof value === 'string' && value !== '')
            return value;
        this.#wrong(name, 'text', value);
        return absent;
    }
    choice(name, choices, absent) {
        const value = this.#take(name);
        const chosen = value === undefined ? absent : choices.find((choice) => choice === value);
        if (chosen === undefined)
            this.#wrong(name, `one of ${choices.join(', ')}`, value);
        return chosen;
    }
    has(name) {
        return this.#object[name] !== undefined;
    }
    refuseOthers() {
        for (const key of Object.keys(this.#object)) {
            if (this.#known.has(key))
                continue;
            const where = this.#path(key);
            this.#problems.push({
                where,
                expected: `one of the keys ${[...this.#known].join(', ')}`,
                found: key,
            });
        }
    }
    #take(name) {
        this.#known.add(name);
        return this.#object[name];
    }
    #wrong(name, expected, value) {
        const problem = { where: this.#path(name), expected };
        this.#problems.push(value === undefined ? problem : { ...problem, found: JSON.stringify(value) });
    }
    #path(name) {
        return this.#where === '' ? name : `${this.#where}.${name}`;
    }
}
function describeRange({ least, most, isWhole = false }) {
    const what = isWhole ? 'a whole number' : 'a number';
    if (most !== undefined)
        return `${what} from ${least} to ${most}`;
    return least === -Infinity ? what : `${what} of at least ${least}`;
}

;// CONCATENATED MODULE: ./lib/emulator/control/faults/glob.js
function compileGlob(pattern) {
    if (pattern === '*')
        return () => true;
    const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    const form = new RegExp(`^${parts.join('.*')}$`, 'su');
    return (text) => form.test(text);
}

;// CONCATENATED MODULE: ./lib/emulator/control/faults/fault-reader.js




const atLeast0 = { least: 0 };
const wholeFrom1 = { least: 1, isWhole: true };
const replicaChoices = ['one', 'all'];
const statuses = Object.keys(api_error/* canonicalCodes */.jz);
const kinds = {
    latency: {
        scope: 'call',
        read: (fields) => {
            if (!fields.has('max_ms') && !fields.has('min_ms')) {
                const ms = fields.requiredNumber('ms', atLeast0);
                return { kind: 'latency', minMs: ms, maxMs: ms };
            }
            const minMs = fields.number('min_ms', atLeast0, 0);
            return { kind: 'latency', minMs, maxMs: fields.requiredNumber('max_ms', { least: minMs }) };
        },
    },
    status: {
        scope: 'call',
        read: (fields) => ({
            kind: 'status',
            ...readStatus(fields),
            retryAfterMs: fields.number('retry_after_ms', atLeast0, undefined),
        }),
    },
    connection_reset: { scope: 'call', read: () => ({ kind: 'connection_reset' }) },
    response_lost: { scope: 'call', read: () => ({ kind: 'response_lost' }) },
    duplicate: { scope: 'call', read: () => ({ kind: 'duplicate' }) },
    stale_read: {
        scope: 'call',
        method: '*.Get*',
        read: (fields) => ({
            kind: 'stale_read',
            behind: fields.has('age_ms')
                ? { by: 'age', ms: fields.requiredNumber('age_ms', atLeast0) }
                : { by: 'writes', count: fields.number('writes', wholeFrom1, 1) },
        }),
    },
    server_crash: {
        scope: 'call',
        method: '*.PredictionService.*',
        read: (fields) => ({
            kind: 'server_crash',
            replicas: readReplicas(fields),
            deployedModel: compileGlob(fields.text('deployed_model', '*')),
        }),
    },
    slow_operation: {
        scope: 'call',
        read: (fields) => ({
            kind: 'slow_operation',
            delayMs: fields.requiredNumber('ms', atLeast0),
        }),
    },
    failing_operation: {
        scope: 'call',
        read: (fields) => ({
            kind: 'failing_operation',
            delayMs: fields.number('ms', atLeast0, 0),
            ...readStatus(fields),
        }),
    },
    replica_killed: {
        scope: 'process',
        read: (fields) => ({
            kind: 'replica_killed',
            replicas: readReplicas(fields),
            everyMs: fields.number('every_ms', { least: 1 }, undefined),
        }),
    },
    server_stall: {
        scope: 'process',
        read: (fields) => ({
            kind: 'server_stall',
            replicas: readReplicas(fields),
            forMs: fields.requiredNumber('ms', atLeast0),
        }),
    },
    metric_delay: {
        scope: 'series',
        read: (fields) => ({ kind: 'metric_delay', delayMs: fields.requiredNumber('ms', atLeast0) }),
    },
    metric_gap: { scope: 'series', read: () => ({ kind: 'metric_gap' }) },
    metric_correction: {
        scope: 'series',
        read: (fields) => ({
            kind: 'metric_correction',
            factor: fields.requiredNumber('factor', atLeast0),
            afterMs: fields.requiredNumber('after_ms', atLeast0),
        }),
    },
    clock_skew: {
        scope: 'clock',
        read: (fields) => ({
            kind: 'clock_skew',
            offsetMs: fields.requiredNumber('offset_ms', { least: -Infinity }),
        }),
    },
};
function readFault(value, where, problems) {
    if (!(0,wire_json/* isJsonObject */.O)(value)) {
        problems.push({ where: where || '(body)', expected: 'a fault', found: JSON.stringify(value) });
        return undefined;
    }
    const before = problems.length;
    const fields = new FieldReader(value, where, problems);
    const kind = fields.choice('kind', Object.keys(kinds), undefined);
    if (kind === undefined)
        return undefined;
    const { scope, read, method = '*' } = kinds[kind];
    const spec = { effect: read(fields), ...readMatch(fields, scope, method), given: value };
    fields.refuseOthers();
    return problems.length === before ? spec : undefined;
}
function readMatch(fields, scope, method) {
    const isCall = scope === 'call';
    const isEvent = isCall || scope === 'process';
    const fromMs = fields.number('from_ms', atLeast0, 0);
    return {
        method: compileGlob(isCall ? fields.text('method', method) : '*'),
        resource: compileGlob(scope === 'clock' ? '*' : fields.text('resource', '*')),
        metric: compileGlob(scope === 'series' ? fields.text('metric', '*') : '*'),
        probability: isEvent ? fields.number('probability', { least: 0, most: 1 }, 1) : 1,
        skip: isEvent ? fields.number('skip', { least: 0, isWhole: true }, 0) : 0,
        count: isEvent ? fields.number('count', wholeFrom1, Infinity) : Infinity,
        fromMs,
        untilMs: fields.number('until_ms', { least: fromMs }, Infinity),
        seed: isEvent ? fields.number('seed', { least: 0, isWhole: true }, undefined) : undefined,
    };
}
function readStatus(fields) {
    const status = fields.choice('status', statuses, 'UNAVAILABLE') ?? 'UNAVAILABLE';
    return { status, message: fields.text('message', 'A fault that was asked for.') };
}
function readReplicas(fields) {
    return fields.choice('replicas', replicaChoices, 'one') ?? 'one';
}
function readFaults(value, where, problems) {
    if (value === undefined || value === null)
        return [];
    if (!Array.isArray(value)) {
        problems.push({ where, expected: 'a list of faults', found: JSON.stringify(value) });
        return [];
    }
    return value.flatMap((item, index) => readFault(item, `${where}[${index}]`, problems) ?? []);
}

;// CONCATENATED MODULE: ./lib/emulator/config.js




function readEmulatorConfig(file, text) {
    const document = parseYaml(file, text);
    const problems = [];
    const reader = new ConfigReader((0,external_node_path_.dirname)((0,external_node_path_.resolve)(file)), problems);
    const config = reader.config(document ?? {});
    (0,errors_error/* refuseProblems */.nN)(file, problems);
    return config;
}
function parseYaml(file, text) {
    try {
        return (0,dist/* parse */.qg)(text, { maxAliasCount: 20 });
    }
    catch (cause) {
        const message = cause instanceof Error ? cause.message : String(cause);
        throw new errors_error/* ReleaseError */.K2('INPUT_INVALID', `${file} is not YAML: ${message}`, { cause });
    }
}
class ConfigReader {
    #folder;
    #problems;
    constructor(folder, problems) {
        this.#folder = folder;
        this.#problems = problems;
    }
    config(document) {
        const root = this.#keys('(file)', document, ['images', 'buckets', 'faults', 'max_replicas']);
        const images = {};
        for (const [reference, value] of Object.entries(this.#mapping('images', root['images']))) {
            images[reference] = this.#image(`images["${reference}"]`, value);
        }
        const faults = readFaults(root['faults'], 'faults', this.#problems);
        const buckets = this.#texts('buckets', root['buckets'] ?? []);
        return { images, buckets, faults, ...this.#maxReplicas(root['max_replicas']) };
    }
    #maxReplicas(value) {
        if (value === undefined || value === null)
            return {};
        if (typeof value === 'number' && Number.isInteger(value) && value >= 1) {
            return { maxReplicas: value };
        }
        this.#problem('max_replicas', 'a whole number of at least 1', value);
        return {};
    }
    #image(where, value) {
        const image = this.#keys(where, value, ['command', 'cwd', 'env']);
        const command = this.#texts(`${where}.command`, image['command']);
        if (command.length === 0 && Array.isArray(image['command'])) {
            this.#problem(`${where}.command`, 'a program and its arguments', []);
        }
        const { cwd = '.' } = image;
        if (typeof cwd !== 'string')
            this.#problem(`${where}.cwd`, 'a folder', cwd);
        return {
            command,
            cwd: (0,external_node_path_.resolve)(this.#folder, typeof cwd === 'string' ? cwd : '.'),
            env: this.#environment(`${where}.env`, image['env']),
        };
    }
    #environment(where, value) {
        const env = {};
        for (const [name, text] of Object.entries(this.#mapping(where, value))) {
            if (typeof text === 'string')
                env[name] = text;
            else if (typeof text === 'number' || typeof text === 'boolean')
                env[name] = String(text);
            else
                this.#problem(`${where}.${name}`, 'text', text);
        }
        return env;
    }
    #texts(where, value) {
        if (!Array.isArray(value)) {
            this.#problem(where, 'a list of texts', value);
            return [];
        }
        return value.flatMap((item, index) => {
            if (typeof item === 'string' && item !== '')
                return [item];
            this.#problem(`${where}[${index}]`, 'text', item);
            return [];
        });
    }
    #keys(where, value, known) {
        const mapping = this.#mapping(where, value);
        for (const key of Object.keys(mapping)) {
            if (known.includes(key))
                continue;
            const path = where === '(file)' ? key : `${where}.${key}`;
            this.#problems.push({
                where: path,
                expected: `one of the keys ${known.join(', ')}`,
                found: key,
            });
        }
        return mapping;
    }
    #mapping(where, value) {
        if (value === undefined || value === null)
            return {};
        if (typeof value === 'object' && !Array.isArray(value))
            return { ...value };
        this.#problem(where, 'a mapping', value);
        return {};
    }
    #problem(where, expected, value) {
        const problem = { where, expected };
        this.#problems.push(value === undefined ? problem : { ...problem, found: JSON.stringify(value) });
    }
}

;// CONCATENATED MODULE: ./lib/emulator/clock.js
function systemClock() {
    return { now: () => Date.now() };
}

;// CONCATENATED MODULE: ./lib/emulator/client-environment.js
function clientEnvironment(address) {
    const origin = `http://${address}`;
    return {
        VERTEX_EMULATOR_HOST: address,
        STORAGE_EMULATOR_HOST: origin,
        MONITORING_EMULATOR_HOST: address,
        LOGGING_EMULATOR_HOST: address,
        METADATA_SERVER_DETECTION: 'none',
        CLOUDSDK_API_ENDPOINT_OVERRIDES_AIPLATFORM: `${origin}/`,
        CLOUDSDK_API_ENDPOINT_OVERRIDES_LOGGING: `${origin}/`,
        CLOUDSDK_API_ENDPOINT_OVERRIDES_MONITORING: `${origin}/`,
        CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE: `${origin}/storage/v1/`,
        CLOUDSDK_AUTH_DISABLE_CREDENTIALS: 'true',
        CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK: 'true',
        CLOUDSDK_CORE_CHECK_GCE_METADATA: 'false',
        CLOUDSDK_CORE_DISABLE_PROMPTS: '1',
    };
}

;// CONCATENATED MODULE: ./lib/emulator/control/adjustable-clock.js
class AdjustableClock {
    offsetMs = 0;
    skew = () => 0;
    origin;
    constructor(origin) {
        this.origin = origin;
    }
    now() {
        return this.origin.now() + this.offsetMs + this.skew();
    }
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./lib/emulator/wire/encode.js
var encode = __webpack_require__(16242);
;// CONCATENATED MODULE: ./lib/emulator/control/faults/stale-answers.js
const keptPerResource = 100;
class StaleAnswers {
    #kept = new Map();
    #writes = 0;
    noteWrite() {
        this.#writes += 1;
    }
    keep(key, answer, time) {
        const list = this.#kept.get(key) ?? [];
        this.#kept.set(key, [...list, { answer, time, writes: this.#writes }].slice(-keptPerResource));
    }
    find(key, behind, now, like) {
        const isOld = ({ time, writes }) => behind.by === 'age' ? time <= now - behind.ms : writes <= this.#writes - behind.count;
        const { transport } = like;
        return this.#kept
            .get(key)
            ?.findLast((kept) => kept.answer.transport === transport && isOld(kept))?.answer;
    }
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./lib/emulator/store/ids.js

function generateId() {
    const head = (0,external_node_crypto_.randomInt)(1, 9);
    return `${head}${nineDigits()}${nineDigits()}`;
}
function nineDigits() {
    return String((0,external_node_crypto_.randomInt)(10 ** 9)).padStart(9, '0');
}
function generateEtag() {
    return `AMEw9y${(0,external_node_crypto_.createHash)('sha256').update(generateId()).digest('base64url').slice(0, 24)}`;
}
function projectNumber(project) {
    if (/^\d+$/.test(project))
        return project;
    const head = (0,external_node_crypto_.createHash)('sha256').update(project).digest().readUIntBE(0, 6);
    return String(100_000_000_000 + (head % 899_999_999_999));
}

;// CONCATENATED MODULE: ./lib/emulator/store/names.js


function canonicalName(name) {
    const [head, project, ...rest] = name.split('/');
    if (head !== 'projects' || project === undefined)
        return name;
    return [head, projectNumber(project), ...rest].join('/');
}
function locationOf(name) {
    const match = /^projects\/([^/]+)\/locations\/([^/]+)(\/|$)/.exec(name);
    const [, project, location] = match ?? [];
    if (project === undefined || location === undefined) {
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Invalid resource name "${name}": expected projects/PROJECT/locations/LOCATION/….`);
    }
    const number = projectNumber(project);
    return { project: number, location, name: `projects/${number}/locations/${location}` };
}
function idOf(name) {
    return name.slice(name.lastIndexOf('/') + 1);
}
function parseModelName(given) {
    const [name = '', version] = canonicalName(given).split('@', 2);
    if (!/^projects\/[^/]+\/locations\/[^/]+\/models\/[^/]+$/.test(name)) {
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Invalid Model resource name: "${given}".`);
    }
    return { name, version };
}

;// CONCATENATED MODULE: ./lib/emulator/control/faults/subject.js

function subjectOfCall({ method, path }) {
    return { method, resources: namesOf(resourceOfPath(path)) };
}
function subjectOfOperation({ parent, metadataType }) {
    return { method: metadataType.replace(/OperationMetadata$/, ''), resources: namesOf(parent) };
}
function subjectOfProcess({ resource }) {
    const [endpoint, deployedModelId] = resource.split(' ');
    if (endpoint === undefined || deployedModelId === undefined)
        return undefined;
    return {
        method: '',
        resources: [`${endpoint}/deployedModels/${deployedModelId}`, endpoint],
    };
}
function subjectOfSeries({ metric, resource }) {
    const { resource_container: project, location, endpoint_id: endpointId } = resource.labels;
    if (endpointId === undefined)
        return { method: '', resources: [resource.type] };
    const endpoint = `projects/${project}/locations/${location}/endpoints/${endpointId}`;
    const deployedModel = `${endpoint}/deployedModels/${metric.labels['deployed_model_id']}`;
    return { method: '', resources: [deployedModel, endpoint] };
}
function resourceOfPath(path) {
    const name = path.replace(/^\/(v1|v1beta1|v2|v3|ui)\//, '').replace(/^\//, '');
    const colon = name.indexOf(':', name.lastIndexOf('/'));
    return decoded(colon < 0 ? name : name.slice(0, colon));
}
function namesOf(name) {
    return [...new Set([name, canonicalName(name)])];
}
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}

;// CONCATENATED MODULE: ./lib/emulator/control/faults/call-faults.js




const ownRoute = /^\/($|emulator\/|healthz$)/;
const readMethod = /\.Get[A-Z]\w*$/;
const otherRead = /\.(List|Search|Query|Wait)[A-Z]\w*$|\.PredictionService\.|^(GET|HEAD) /;
class CallFaults {
    #parts;
    #stale = new Map();
    #faults = [];
    constructor(parts) {
        this.#parts = parts;
    }
    set faults(faults) {
        this.#faults = faults;
        for (const fault of this.#stale.keys())
            if (!faults.includes(fault))
                this.#stale.delete(fault);
        for (const fault of faults) {
            if (fault.effect.kind === 'stale_read' && !this.#stale.has(fault)) {
                this.#stale.set(fault, new StaleAnswers());
            }
        }
    }
    interceptorFor(call) {
        if (this.#faults.length === 0 || ownRoute.test(call.path))
            return undefined;
        const subject = subjectOfCall(call);
        const struck = [];
        const watching = [];
        for (const fault of this.#faults) {
            const effect = fault.effect;
            if (effect.kind === 'stale_read') {
                if (this.#isWatched(fault, subject))
                    watching.push(fault);
            }
            else if (this.#strikes(fault, subject)) {
                struck.push({ fault, effect });
                if (keepsFromServing(effect))
                    break;
            }
        }
        if (struck.length === 0 && watching.length === 0)
            return undefined;
        return (_call, serve) => this.#serve(subject, struck, watching, serve);
    }
    #strikes(fault, subject) {
        if (!fault.matches(subject))
            return false;
        const isPossible = fault.effect.kind !== 'server_crash' || this.#parts.servers.canKill(fault, subject);
        return isPossible && fault.strikes(this.#parts.now(), subject);
    }
    async #serve(subject, struck, watching, serve) {
        let deliveries = 1;
        let isLost = false;
        for (const { fault, effect } of struck) {
            switch (effect.kind) {
                case 'latency':
                    await this.#parts.pause(drawMs(fault, effect));
                    break;
                case 'connection_reset':
                    return 'lost';
                case 'status':
                    throw asError(effect);
                case 'server_crash':
                    this.#parts.servers.kill(fault, subject);
                    break;
                case 'duplicate':
                    deliveries += 1;
                    break;
                case 'response_lost':
                    isLost = true;
                    break;
                case 'stale_read':
                    break;
            }
        }
        let answer = await serve();
        for (let delivery = 1; delivery < deliveries; delivery += 1)
            answer = await serve();
        for (const fault of watching)
            answer = this.#stalened(fault, subject, answer);
        return isLost ? 'lost' : answer;
    }
    #isWatched(fault, { method, resources }) {
        const isOfResource = resources.some((resource) => fault.spec.resource(resource));
        if (!isOfResource || otherRead.test(method))
            return false;
        return readMethod.test(method) ? fault.spec.method(method) : true;
    }
    #stalened(fault, subject, fresh) {
        const answers = this.#stale.get(fault);
        const { effect } = fault;
        if (answers === undefined || effect.kind !== 'stale_read')
            return fresh;
        if (!readMethod.test(subject.method)) {
            answers.noteWrite();
            return fresh;
        }
        const now = this.#parts.now();
        const key = `${subject.method} ${subject.resources.at(-1) ?? ''}`;
        const old = answers.find(key, effect.behind, now, fresh);
        answers.keep(key, fresh, now);
        return old !== undefined && fault.strikes(now, subject) ? old : fresh;
    }
}
function keepsFromServing({ kind }) {
    return kind === 'connection_reset' || kind === 'status';
}
function drawMs(fault, { minMs, maxMs }) {
    return minMs === maxMs ? minMs : minMs + (maxMs - minMs) * fault.choice();
}
function asError({ status, message, retryAfterMs, }) {
    if (retryAfterMs === undefined)
        return new api_error/* ApiError */.hD(status, message);
    const info = (0,encode/* anyOf */.E)('google.rpc.RetryInfo', { retryDelay: `${retryAfterMs / 1000}s` });
    return new api_error/* ApiError */.hD(status, message, undefined, [info]);
}

;// CONCATENATED MODULE: ./lib/emulator/random.js
function seededRandom(seed) {
    let state = seed >>> 0;
    return () => {
        state = (state + 0x9e3779b9) >>> 0;
        let mixed = state ^ (state >>> 16);
        mixed = Math.imul(mixed, 0x21f0aaad);
        mixed ^= mixed >>> 15;
        mixed = Math.imul(mixed, 0x735a2d97);
        mixed ^= mixed >>> 15;
        return (mixed >>> 0) / 2 ** 32;
    };
}

;// CONCATENATED MODULE: ./lib/emulator/store/time.js
function toTimestamp(ms) {
    return new Date(ms).toISOString();
}
function sortableTime(timestamp) {
    const ms = Date.parse(timestamp);
    if (Number.isNaN(ms))
        return undefined;
    const fraction = /\.(\d+)/.exec(timestamp)?.[1] ?? '';
    return `${new Date(ms).toISOString().slice(0, 19)}.${fraction.padEnd(9, '0').slice(0, 9)}`;
}
function durationMs(duration) {
    return Number(duration.slice(0, -1)) * 1000;
}

;// CONCATENATED MODULE: ./lib/emulator/control/faults/fault.js


class Fault {
    id;
    spec;
    createdAt;
    choice;
    #chance;
    #seen = 0;
    #hits = 0;
    #lastHit;
    constructor(id, spec, seed, createdAt) {
        this.id = id;
        this.spec = spec;
        this.createdAt = createdAt;
        this.#chance = seededRandom(seed);
        this.choice = seededRandom(~seed);
    }
    get effect() {
        return this.spec.effect;
    }
    covers(time) {
        const age = time - this.createdAt;
        return age >= this.spec.fromMs && age < this.spec.untilMs;
    }
    matches({ method, resources }) {
        return this.spec.method(method) && resources.some((resource) => this.spec.resource(resource));
    }
    strikes(now, subject) {
        const { skip, count, probability } = this.spec;
        if (!this.covers(now) || this.#hits >= count)
            return false;
        this.#seen += 1;
        if (this.#seen <= skip || this.#chance() >= probability)
            return false;
        this.note(now, subject);
        return true;
    }
    note(now, subject) {
        this.#hits += 1;
        this.#lastHit = { time: now, subject };
    }
    describe() {
        const lastHit = this.#lastHit;
        return {
            id: this.id,
            ...this.spec.given,
            created: toTimestamp(this.createdAt),
            seen: this.#seen,
            hits: this.#hits,
            ...(lastHit === undefined
                ? {}
                : {
                    last_hit: {
                        time: toTimestamp(lastHit.time),
                        method: lastHit.subject.method,
                        resource: lastHit.subject.resources[0] ?? '',
                    },
                }),
        };
    }
}

;// CONCATENATED MODULE: ./lib/emulator/control/faults/operation-faults.js


function planOperation(faults, operation, now) {
    const subject = subjectOfOperation(operation);
    let plan;
    for (const fault of faults) {
        if (!fault.matches(subject) || !fault.strikes(now, subject))
            continue;
        plan = withEffect(plan ?? { delayMs: 0 }, fault.effect);
    }
    return plan;
}
function withEffect(plan, effect) {
    const delayMs = plan.delayMs + effect.delayMs;
    if (effect.kind === 'slow_operation')
        return { ...plan, delayMs };
    const { code } = api_error/* canonicalCodes */.jz[effect.status];
    return { delayMs, error: { code, message: effect.message } };
}

;// CONCATENATED MODULE: ./lib/emulator/control/faults/process-faults.js


const tickMs = 20;
class ProcessFaults {
    #parts;
    #progress = [];
    #ticker;
    constructor(parts) {
        this.#parts = parts;
    }
    set faults(faults) {
        const gone = this.#progress.filter(({ fault }) => !faults.includes(fault));
        for (const progress of gone)
            this.#resume(progress);
        const kept = this.#progress.filter((progress) => !gone.includes(progress));
        const fresh = faults.filter((fault) => !kept.some((progress) => progress.fault === fault));
        this.#progress = [...kept, ...fresh.map(begun)];
        clearInterval(this.#ticker);
        this.#ticker = undefined;
        this.#tick();
        if (this.#progress.length === 0)
            return;
        this.#ticker = setInterval(() => this.#tick(), tickMs);
        this.#ticker.unref();
    }
    canKill(fault, endpoint) {
        return this.#serversOf(fault, endpoint).length > 0;
    }
    kill(fault, endpoint) {
        const replicas = fault.effect.kind === 'server_crash' ? fault.effect.replicas : 'one';
        for (const { pid } of chosen(fault, this.#serversOf(fault, endpoint), replicas)) {
            this.#parts.signal(pid, 'SIGKILL');
        }
    }
    #serversOf({ effect }, endpoint) {
        if (effect.kind !== 'server_crash')
            return [];
        return this.#targets().filter(({ subject: { resources }, deployedModelId }) => effect.deployedModel(deployedModelId) &&
            resources.some((resource) => endpoint.resources.includes(resource)));
    }
    #tick() {
        const now = this.#parts.now();
        for (const progress of this.#progress) {
            if (progress.dueAt !== undefined && now >= progress.dueAt)
                this.#act(progress, now);
        }
    }
    #act(progress, now) {
        const { fault, effect } = progress;
        if (progress.stopped.length > 0) {
            this.#resume(progress);
            progress.dueAt = undefined;
            return;
        }
        const matching = this.#targets().filter(({ subject }) => fault.matches(subject));
        const [first] = matching;
        if (first === undefined)
            return;
        const targets = chosen(fault, matching, effect.replicas);
        if (!fault.strikes(now, targets[0]?.subject ?? first.subject)) {
            progress.dueAt =
                effect.kind === 'replica_killed' && fault.covers(now) ? next(effect, now) : undefined;
            return;
        }
        const isStall = effect.kind === 'server_stall';
        for (const { pid } of targets)
            this.#parts.signal(pid, isStall ? 'SIGSTOP' : 'SIGKILL');
        if (isStall)
            progress.stopped = targets.map(({ pid }) => pid);
        progress.dueAt = isStall ? now + effect.forMs : next(effect, now);
    }
    #resume(progress) {
        for (const pid of progress.stopped)
            this.#parts.signal(pid, 'SIGCONT');
        progress.stopped = [];
    }
    #targets() {
        return this.#parts.list().flatMap((process) => {
            const subject = subjectOfProcess(process);
            if (subject === undefined)
                return [];
            const deployedModelId = idOf(subject.resources[0] ?? '');
            return [{ pid: process.pid, deployedModelId, subject }];
        });
    }
}
function begun(fault) {
    const effect = fault.effect;
    return { fault, effect, dueAt: fault.createdAt + fault.spec.fromMs, stopped: [] };
}
function next({ everyMs }, now) {
    return everyMs === undefined ? undefined : now + everyMs;
}
function chosen(fault, targets, replicas) {
    if (replicas === 'all' || targets.length === 0)
        return targets;
    const index = Math.floor(fault.choice() * targets.length);
    return targets.slice(index, index + 1);
}

;// CONCATENATED MODULE: ./lib/emulator/series/buckets.js
function bucketBounds(options, index) {
    const last = finiteBuckets(options);
    const first = boundAt(options, 0);
    if (index === 0)
        return [Math.min(0, first), first];
    const low = boundAt(options, Math.min(index - 1, last));
    return [low, index > last ? low : boundAt(options, index)];
}
function finiteBuckets(options) {
    const { linearBuckets, exponentialBuckets, explicitBuckets } = options;
    if (explicitBuckets !== undefined)
        return Math.max(0, explicitBuckets.bounds.length - 1);
    return (exponentialBuckets ?? linearBuckets)?.numFiniteBuckets ?? 0;
}
function boundAt(options, index) {
    const { linearBuckets, exponentialBuckets, explicitBuckets } = options;
    if (explicitBuckets !== undefined)
        return explicitBuckets.bounds[index] ?? 0;
    if (linearBuckets !== undefined)
        return linearBuckets.offset + linearBuckets.width * index;
    if (exponentialBuckets === undefined)
        return 0;
    return exponentialBuckets.scale * exponentialBuckets.growthFactor ** index;
}

;// CONCATENATED MODULE: ./lib/emulator/series/distribution.js


const latencyBuckets = { numFiniteBuckets: 60, growthFactor: 1.4, scale: 0.1 };
const emptyDistribution = {
    count: 0,
    mean: 0,
    sumOfSquaredDeviation: 0,
    bucketCounts: [],
};
function bucketIndex(value) {
    const { scale, growthFactor, numFiniteBuckets } = latencyBuckets;
    if (!(value >= scale))
        return 0;
    const index = Math.floor(Math.log(value / scale) / Math.log(growthFactor)) + 1;
    return Math.min(index, numFiniteBuckets + 1);
}
class DistributionBuilder {
    count = 0;
    mean = 0;
    sumOfSquaredDeviation = 0;
    bucketCounts = [];
    add(value) {
        this.count += 1;
        const before = value - this.mean;
        this.mean += before / this.count;
        this.sumOfSquaredDeviation += before * (value - this.mean);
        const index = bucketIndex(value);
        while (this.bucketCounts.length <= index)
            this.bucketCounts.push(0);
        this.bucketCounts[index] = (this.bucketCounts[index] ?? 0) + 1;
    }
}
function mergeDistributions(a, b) {
    const count = a.count + b.count;
    if (count === 0)
        return emptyDistribution;
    const apart = b.mean - a.mean;
    return {
        count,
        mean: a.mean + (apart * b.count) / count,
        sumOfSquaredDeviation: a.sumOfSquaredDeviation +
            b.sumOfSquaredDeviation +
            (apart * apart * a.count * b.count) / count,
        bucketCounts: combineCounts(a.bucketCounts, b.bucketCounts, (x, y) => x + y),
        ...commonOptions(a, b),
    };
}
function subtractDistributions(after, before) {
    const count = after.count - before.count;
    if (count <= 0)
        return emptyDistribution;
    const mean = (after.mean * after.count - before.mean * before.count) / count;
    const apart = mean - before.mean;
    const between = (apart * apart * before.count * count) / after.count;
    return {
        count,
        mean,
        sumOfSquaredDeviation: Math.max(0, after.sumOfSquaredDeviation - before.sumOfSquaredDeviation - between),
        bucketCounts: combineCounts(after.bucketCounts, before.bucketCounts, (x, y) => Math.max(0, x - y)),
        ...commonOptions(after, before),
    };
}
function percentileOf(distribution, percent) {
    const options = bucketOptionsOf(distribution);
    const wanted = (distribution.count * percent) / 100;
    let below = 0;
    for (const [index, count] of distribution.bucketCounts.entries()) {
        if (count > 0 && below + count >= wanted) {
            const [low, high] = bucketBounds(options, index);
            return low + (high - low) * Math.max(0, (wanted - below) / count);
        }
        below += count;
    }
    return 0;
}
function deviationOf({ count, sumOfSquaredDeviation }) {
    return count === 0 ? 0 : Math.sqrt(sumOfSquaredDeviation / count);
}
function bucketOptionsOf({ bucketOptions }) {
    return bucketOptions ?? { exponentialBuckets: latencyBuckets };
}
function combineCounts(a, b, combine) {
    const length = Math.max(a.length, b.length);
    return Array.from({ length }, (_unused, index) => combine(a[index] ?? 0, b[index] ?? 0));
}
function commonOptions(a, b) {
    const { bucketOptions } = a.count === 0 ? b : a;
    if (a.count > 0 && b.count > 0 && !haveSameBuckets(a, b)) {
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', 'Distributions with different buckets cannot be added.');
    }
    return bucketOptions === undefined ? {} : { bucketOptions };
}
function haveSameBuckets(a, b) {
    const [x, y] = [a.bucketOptions, b.bucketOptions];
    return x === y || JSON.stringify(bucketOptionsOf(a)) === JSON.stringify(bucketOptionsOf(b));
}

;// CONCATENATED MODULE: ./lib/emulator/series/point.js

function int64(number) {
    return { kind: 'INT64', number };
}
function point_double(number) {
    return { kind: 'DOUBLE', number };
}
function numberOf(type, number) {
    return type === 'INT64' ? int64(Math.round(number)) : point_double(number);
}
function sumValues(values, kind) {
    if (kind === 'DISTRIBUTION')
        return { kind, distribution: merged(values) };
    return numberOf(kind, numbersOf(values).reduce((sum, number) => sum + number, 0));
}
function merged(values) {
    return values.reduce((sum, value) => value.kind === 'DISTRIBUTION' ? mergeDistributions(sum, value.distribution) : sum, emptyDistribution);
}
function numbersOf(values) {
    return values.flatMap((value) => value.kind === 'INT64' || value.kind === 'DOUBLE' ? [value.number] : []);
}
function countTrue(values) {
    return values.filter((value) => value.kind === 'BOOL' && value.isTrue).length;
}

;// CONCATENATED MODULE: ./lib/emulator/control/faults/series-faults.js


function seenThrough(faults, series, now) {
    const subject = subjectOfSeries(series);
    let points = series.points;
    for (const fault of faults) {
        if (!fault.spec.metric(series.metric.type) || !fault.matches(subject))
            continue;
        const effect = fault.effect;
        let isHit = false;
        points = points.flatMap((point) => {
            const seen = fault.covers(point.end) ? seenPoint(point, effect, now) : point;
            isHit ||= seen !== point;
            return seen ?? [];
        });
        if (isHit)
            fault.note(now, subject);
    }
    return { ...series, points };
}
function seenPoint(point, effect, now) {
    switch (effect.kind) {
        case 'metric_delay':
            return now >= point.end + effect.delayMs ? point : undefined;
        case 'metric_gap':
            return undefined;
        case 'metric_correction':
            if (now >= point.end + effect.afterMs)
                return point;
            return { ...point, value: scaled(point.value, effect.factor) };
    }
}
function scaled(value, factor) {
    switch (value.kind) {
        case 'INT64':
            return numberOf('INT64', Math.floor(value.number * factor));
        case 'DOUBLE':
            return numberOf('DOUBLE', value.number * factor);
        case 'DISTRIBUTION':
            return { kind: 'DISTRIBUTION', distribution: thinned(value.distribution, factor) };
        default:
            return value;
    }
}
function thinned(distribution, factor) {
    const bucketCounts = distribution.bucketCounts.map((count) => Math.floor(count * factor));
    const count = bucketCounts.reduce((sum, each) => sum + each, 0);
    const share = distribution.count === 0 ? 0 : count / distribution.count;
    const { mean, sumOfSquaredDeviation } = distribution;
    return {
        ...distribution,
        count,
        mean: count === 0 ? 0 : mean,
        sumOfSquaredDeviation: sumOfSquaredDeviation * share,
        bucketCounts,
    };
}

;// CONCATENATED MODULE: ./lib/emulator/control/faults/fault-board.js







const callKinds = [
    'latency',
    'status',
    'connection_reset',
    'response_lost',
    'duplicate',
    'stale_read',
    'server_crash',
];
const processKinds = ['replica_killed', 'server_stall'];
const operationKinds = ['slow_operation', 'failing_operation'];
const seriesKinds = ['metric_delay', 'metric_gap', 'metric_correction'];
class FaultBoard {
    #parts;
    #calls;
    #processes;
    #faults = [];
    #ofSeries = [];
    #ofOperations = [];
    #running = () => [];
    #created = 0;
    constructor(parts) {
        const { clock, pause = external_node_timers_promises_.setTimeout, signal = signalGroup } = parts;
        this.#parts = parts;
        const now = () => clock.origin.now();
        this.#processes = new ProcessFaults({ now, list: () => this.#running(), signal });
        this.#calls = new CallFaults({
            now,
            pause: async (ms) => void (await pause(ms)),
            servers: this.#processes,
        });
        clock.skew = () => this.#skewMs();
    }
    begin(processes) {
        this.#running = () => processes.list();
        this.restore();
    }
    create(spec) {
        this.#created += 1;
        const { seed, clock } = this.#parts;
        const isOfSeries = seriesKinds.includes(spec.effect.kind);
        const createdAt = (isOfSeries ? clock : clock.origin).now();
        const own = mixed(seed, spec.seed ?? this.#created);
        const fault = new Fault(`fault-${this.#created}`, spec, own, createdAt);
        this.#use([...this.#faults, fault]);
        return fault;
    }
    list() {
        return this.#faults.map((fault) => fault.describe());
    }
    get(id) {
        return this.#existing(id).describe();
    }
    delete(id) {
        const fault = this.#existing(id);
        this.#use(this.#faults.filter((each) => each !== fault));
    }
    clear() {
        this.#use([]);
    }
    restore() {
        this.clear();
        this.#created = 0;
        for (const spec of this.#parts.configured ?? [])
            this.create(spec);
    }
    interceptorFor = (call) => this.#calls.interceptorFor(call);
    schedule = (operation) => this.#ofOperations.length === 0
        ? undefined
        : planOperation(this.#ofOperations, operation, this.#parts.clock.origin.now());
    lens = (series) => this.#ofSeries.length === 0
        ? series
        : seenThrough(this.#ofSeries, series, this.#parts.clock.now());
    #use(faults) {
        const of = (kinds) => faults.filter(({ effect }) => kinds.includes(effect.kind));
        this.#faults = faults;
        this.#ofSeries = of(seriesKinds);
        this.#ofOperations = of(operationKinds);
        this.#calls.faults = of(callKinds);
        this.#processes.faults = of(processKinds);
    }
    #skewMs() {
        let skewMs = 0;
        for (const fault of this.#faults) {
            if (fault.effect.kind !== 'clock_skew')
                continue;
            const now = this.#parts.clock.origin.now();
            if (!fault.covers(now))
                continue;
            skewMs += fault.effect.offsetMs;
            fault.note(now, { method: '', resources: ['clock'] });
        }
        return skewMs;
    }
    #existing(id) {
        const fault = this.#faults.find((each) => each.id === id);
        if (fault !== undefined)
            return fault;
        throw new api_error/* ApiError */.hD('NOT_FOUND', `There is no fault ${id}.`);
    }
}
function mixed(seed, own) {
    return Math.imul(seed ^ Math.imul(own + 1, 0x9e3779b1), 0x85ebca6b) >>> 0;
}
function signalGroup(pid, signal) {
    try {
        process.kill(-pid, signal);
    }
    catch {
    }
}

;// CONCATENATED MODULE: ./lib/emulator/runtime/environment.js
const inherited = [
    'PATH',
    'HOME',
    'USER',
    'LOGNAME',
    'SHELL',
    'TMPDIR',
    'TMP',
    'TEMP',
    'LANG',
    'LC_ALL',
    'LC_CTYPE',
    'TZ',
    'SYSTEMROOT',
];
function inheritedEnvironment(parent) {
    const entries = inherited.flatMap((name) => {
        const value = parent[name];
        return value === undefined ? [] : [[name, value]];
    });
    return Object.fromEntries(entries);
}
function planLaunch(image, container, base) {
    const env = { ...base, ...image.env };
    for (const { name, value } of container.env ?? []) {
        if (name !== undefined && name !== '')
            env[name] = expandVariables(value ?? '', env);
    }
    const own = (container.command ?? []).length > 0 ? (container.command ?? []) : image.command;
    const command = [...own, ...(container.args ?? [])].map((part) => expandVariables(part, env));
    return image.cwd === undefined ? { command, env } : { command, env, cwd: image.cwd };
}
function expandVariables(text, env) {
    return text.replace(/\$(\$)?\(([^)]*)\)/g, (whole, escape, name) => {
        if (escape !== undefined)
            return whole.slice(1);
        return Object.hasOwn(env, name) ? (env[name] ?? '') : whole;
    });
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./lib/emulator/runtime/process-identity.js

function startTimeOf(pid) {
    const stat = readText(`/proc/${pid}/stat`);
    return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}
function bootId() {
    return readText('/proc/sys/kernel/random/boot_id')?.trim();
}
function readText(file) {
    try {
        return (0,external_node_fs_.readFileSync)(file, 'utf8');
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/emulator/runtime/leftovers.js

class Leftovers {
    #table;
    #bootId = bootId();
    constructor(table) {
        this.#table = table;
    }
    watch(pid) {
        const startTime = startTimeOf(pid);
        if (startTime === undefined || this.#bootId === undefined)
            return () => undefined;
        const name = String(pid);
        this.#table.put(name, { pid, startTime, bootId: this.#bootId });
        return () => this.#table.delete(name);
    }
    end() {
        for (const { pid, startTime, bootId: boot } of this.#table.list('')) {
            if (boot === this.#bootId && startTimeOf(pid) === startTime)
                killGroup(pid);
            this.#table.delete(String(pid));
        }
    }
}
function killGroup(pid) {
    try {
        process.kill(-pid, 'SIGKILL');
    }
    catch {
    }
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
;// CONCATENATED MODULE: ./lib/emulator/runtime/child.js


const maxLineLength = 16_384;
const lingerMs = 500;
class Child {
    pid;
    exited;
    #process;
    #isOver = false;
    #isStopping = false;
    constructor(spec) {
        const [program = '', ...args] = spec.command;
        this.#process = (0,external_node_child_process_.spawn)(program, args, {
            cwd: spec.cwd,
            env: { ...spec.env },
            detached: true,
            stdio: ['ignore', 'pipe', 'pipe'],
        });
        this.pid = this.#process.pid;
        readLines(this.#process.stdout, (line) => spec.onLine('stdout', line));
        readLines(this.#process.stderr, (line) => spec.onLine('stderr', line));
        this.exited = this.#watch(spec);
    }
    get isOver() {
        return this.#isOver;
    }
    async stop(graceMs) {
        if (!this.#isOver && !this.#isStopping) {
            this.#isStopping = true;
            this.signalGroup('SIGTERM');
            const timer = setTimeout(() => this.signalGroup('SIGKILL'), graceMs);
            await this.exited;
            clearTimeout(timer);
            return;
        }
        await this.exited;
    }
    signalGroup(signal) {
        if (this.pid === undefined)
            return;
        try {
            process.kill(-this.pid, signal);
        }
        catch {
        }
    }
    #watch(spec) {
        return new Promise((resolve) => {
            const end = (exit) => {
                this.#isOver = true;
                resolve(exit);
            };
            this.#process.once('error', (error) => {
                if (this.pid === undefined) {
                    const where = spec.cwd === undefined ? '' : ` in ${spec.cwd}`;
                    end({ code: undefined, signal: undefined, failure: error.message + where });
                }
            });
            const outputRead = new Promise((read) => this.#process.once('close', () => read()));
            this.#process.once('exit', (code, signal) => {
                const exit = { code: code ?? undefined, signal: signal ?? undefined, failure: undefined };
                void this.#endGroup(outputRead).then(() => end(exit));
            });
        });
    }
    async #endGroup(outputRead) {
        const giveUp = new AbortController();
        const pause = (0,external_node_timers_promises_.setTimeout)(lingerMs, undefined, { signal: giveUp.signal }).catch(() => undefined);
        if (this.#isStopping)
            await Promise.race([outputRead, pause]);
        this.signalGroup('SIGKILL');
        await Promise.race([outputRead, pause]);
        giveUp.abort();
    }
}
function readLines(stream, onLine) {
    if (stream === null)
        return;
    let rest = '';
    stream.setEncoding('utf8');
    stream.on('data', (chunk) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines)
            onLine(line.replace(/\r$/, '').slice(0, maxLineLength));
        if (rest.length > maxLineLength) {
            onLine(rest.slice(0, maxLineLength));
            rest = '';
        }
    });
    stream.on('end', () => {
        if (rest !== '')
            onLine(rest);
        rest = '';
    });
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
;// CONCATENATED MODULE: ./lib/emulator/runtime/ports.js


const first = 20_000;
const count = 10_000;
class PortAllocator {
    #next = (0,external_node_crypto_.randomInt)(count);
    async take() {
        for (let attempt = 0; attempt < count; attempt += 1) {
            const port = first + this.#next;
            this.#next = (this.#next + 1) % count;
            if (await isFree(port))
                return port;
        }
        throw new Error(`no free port from ${first} to ${first + count - 1}`);
    }
}
function isFree(port) {
    const probe = (0,external_node_net_.createServer)();
    return new Promise((resolve) => {
        probe.once('error', () => resolve(false));
        probe.listen(port, () => probe.close(() => resolve(true)));
    });
}

;// CONCATENATED MODULE: ./lib/emulator/runtime/process-table.js


class ProcessTable {
    ports = new PortAllocator();
    #guards = [];
    #running = new Map();
    #isClosed = false;
    guardBy(guard) {
        this.#guards.push(guard);
    }
    start(spec, image, resource) {
        if (this.#isClosed)
            throw new Error('the emulator is stopping');
        const child = new Child(spec);
        const { pid } = child;
        if (pid === undefined)
            return child;
        this.#running.set(child, { pid, image, resource });
        const ended = this.#guards.map((guard) => guard.watch(pid));
        void child.exited.then(() => {
            this.#running.delete(child);
            for (const end of ended)
                end();
        });
        return child;
    }
    get isClosed() {
        return this.#isClosed;
    }
    list() {
        return [...this.#running.values()];
    }
    async stopAll(graceMs) {
        await Promise.all([...this.#running.keys()].map((child) => child.stop(graceMs)));
    }
    close() {
        this.#isClosed = true;
    }
    killAll() {
        for (const child of this.#running.keys())
            child.signalGroup('SIGKILL');
    }
}

;// CONCATENATED MODULE: ./lib/emulator/runtime/reaper.js



const script = `
trap '' HUP INT QUIT TERM
groups=
while read -r line; do
  named=\${line#?}
  case $line in
  +*) groups="$groups $named" ;;
  -*)
    kept=
    for group in $groups; do [ "$group" = "$named" ] || kept="$kept $group"; done
    groups=$kept
    ;;
  esac
done
for group in $groups; do
  pid=\${group%%:*}
  started=\${group#*:}
  now=$started
  if [ -n "$started" ] && read -r stat 2>/dev/null <"/proc/$pid/stat"; then
    set -- \${stat##*) }
    now=\${20}
  fi
  [ "$now" = "$started" ] && kill -s KILL -- "-$pid" 2>/dev/null
done
`;
class Reaper {
    #log;
    #shell;
    constructor(log) {
        this.#log = log;
    }
    watch(pid) {
        this.#shell ??= this.#start();
        const named = `${pid}:${startTimeOf(pid) ?? ''}`;
        this.#tell(`+${named}`);
        return () => this.#tell(`-${named}`);
    }
    close() {
        this.#shell?.stdin?.end();
        this.#shell = undefined;
    }
    #start() {
        const shell = (0,external_node_child_process_.spawn)('/bin/sh', ['-c', script, 'vertex-release-reaper'], {
            cwd: '/',
            env: {},
            detached: true,
            stdio: ['pipe', 'ignore', 'ignore'],
        });
        shell.once('error', (error) => {
            this.#log(`programs outlive an emulator that is killed: ${error.message}`);
        });
        shell.stdin.on('error', () => undefined);
        shell.unref();
        if (shell.stdin instanceof external_node_net_.Socket)
            shell.stdin.unref();
        return shell;
    }
    #tell(line) {
        this.#shell?.stdin?.write(`${line}\n`);
    }
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
;// CONCATENATED MODULE: ./lib/emulator/runtime/model-connection.js

class ModelUnreachable extends Error {
    name = 'ModelUnreachable';
    isRefused;
    constructor(message, isRefused) {
        super(message);
        this.isRefused = isRefused;
    }
}
class ModelTimeout extends Error {
    name = 'ModelTimeout';
}
const idleMs = 1_000;
class ModelConnection {
    #port;
    #agent = new external_node_http_.Agent({ keepAlive: true, timeout: idleMs });
    constructor(port) {
        this.#port = port;
    }
    async post(message, timeoutMs) {
        try {
            return await this.#post(message, timeoutMs, true);
        }
        catch (error) {
            if (!(error instanceof StaleConnection))
                throw error;
        }
        try {
            return await this.#post(message, timeoutMs, false);
        }
        catch (error) {
            throw error instanceof ModelUnreachable ? new ModelUnreachable(error.message, false) : error;
        }
    }
    close() {
        this.#agent.destroy();
    }
    #post(message, timeoutMs, isPooled) {
        return new Promise((resolve, reject) => {
            const request = (0,external_node_http_.request)({
                host: '127.0.0.1',
                port: this.#port,
                method: 'POST',
                path: message.path,
                agent: isPooled ? this.#agent : false,
                headers: { 'content-type': message.contentType, 'content-length': message.body.length },
                ...(message.signal === undefined ? {} : { signal: message.signal }),
            });
            let isLate = false;
            const timer = setTimeout(() => {
                isLate = true;
                request.destroy(new ModelTimeout());
            }, timeoutMs);
            request.once('response', (response) => {
                const answer = (chunks) => {
                    const { statusCode = 502, headers } = response;
                    resolve({ http: statusCode, headers, body: Buffer.concat(chunks) });
                };
                const fail = ({ message: why }) => reject(isLate ? new ModelTimeout() : new ModelUnreachable(why, false));
                if (message.relay !== undefined) {
                    relayBody(response, message.relay).then(() => answer([]), fail);
                    return;
                }
                const chunks = [];
                let size = 0;
                response.on('data', (chunk) => {
                    chunks.push(chunk);
                    size += chunk.length;
                    if (size <= (message.limit ?? Infinity))
                        return;
                    answer(chunks);
                    request.destroy();
                });
                response.once('error', fail);
                response.once('end', () => answer(chunks));
            });
            request.once('error', (error) => {
                reject(asFailure(error, request.reusedSocket));
            });
            request.once('close', () => clearTimeout(timer));
            request.end(message.body);
        });
    }
}
async function relayBody(response, relay) {
    const head = { http: response.statusCode ?? 502, headers: response.headers };
    for await (const chunk of response)
        await relay(chunk, head);
}
class StaleConnection extends Error {
}
function asFailure(error, isReused) {
    if (error instanceof ModelTimeout)
        return error;
    if (isReused && (error.code === 'ECONNRESET' || error.code === 'EPIPE'))
        return new StaleConnection();
    return new ModelUnreachable(error.message, error.code === 'ECONNREFUSED');
}

// EXTERNAL MODULE: external "node:http2"
var external_node_http2_ = __webpack_require__(32467);
;// CONCATENATED MODULE: ./lib/emulator/runtime/grpc-health.js

const path = '/grpc.health.v1.Health/Check';
const serving = Buffer.from([0x08, 0x01]);
const frameHeader = 5;
function isServing(port, service, timeoutMs, signal) {
    return new Promise((resolve) => {
        const session = (0,external_node_http2_.connect)(`http://127.0.0.1:${port}`);
        const finish = (isHealthy) => {
            clearTimeout(timer);
            signal.removeEventListener('abort', giveUp);
            session.destroy();
            resolve(isHealthy);
        };
        const giveUp = () => finish(false);
        const timer = setTimeout(giveUp, timeoutMs);
        signal.addEventListener('abort', giveUp, { once: true });
        session.once('error', giveUp);
        const stream = session.request({
            ':method': 'POST',
            ':path': path,
            'content-type': 'application/grpc',
            te: 'trailers',
        });
        const chunks = [];
        stream.on('data', (chunk) => chunks.push(chunk));
        stream.once('error', giveUp);
        stream.once('end', () => {
            finish(Buffer.concat(chunks).subarray(frameHeader).equals(serving));
        });
        stream.end(requestFrame(service));
    });
}
function requestFrame(service) {
    const name = Buffer.from(service, 'utf8').subarray(0, 127);
    const message = name.length === 0 ? name : Buffer.from([0x0a, name.length, ...name]);
    return Buffer.from([0, 0, 0, 0, message.length, ...message]);
}

;// CONCATENATED MODULE: ./lib/emulator/runtime/probe.js




function runCheck(check, probed, timeoutMs, signal) {
    switch (check.kind) {
        case 'http':
            return answersOk(check, probed.port, timeoutMs, signal);
        case 'tcp':
            return accepts(probed.port, timeoutMs, signal);
        case 'grpc':
            return isServing(probed.port, check.service, timeoutMs, signal);
        case 'exec':
            return succeeds(check.command, probed, timeoutMs, signal);
    }
}
function describeFailure(check) {
    switch (check.kind) {
        case 'http':
            return `GET ${check.path} did not answer 200`;
        case 'tcp':
            return 'its port did not accept a connection';
        case 'grpc':
            return 'grpc.health.v1.Health/Check did not answer SERVING';
        case 'exec':
            return `${check.command.join(' ')} did not exit with 0`;
    }
}
function answersOk({ path, headers }, port, timeoutMs, signal) {
    return new Promise((resolve) => {
        const host = '127.0.0.1';
        const request = (0,external_node_http_.request)({ host, port, path, headers, agent: false, signal });
        const timer = setTimeout(() => request.destroy(), timeoutMs);
        request.once('response', (response) => {
            resolve(response.statusCode === 200);
            request.destroy();
        });
        request.once('error', () => resolve(false));
        request.once('close', () => {
            clearTimeout(timer);
            resolve(false);
        });
        request.end();
    });
}
function accepts(port, timeoutMs, signal) {
    return new Promise((resolve) => {
        const socket = (0,external_node_net_.connect)({ host: '127.0.0.1', port, timeout: timeoutMs, signal });
        socket.once('connect', () => {
            resolve(true);
            socket.destroy();
        });
        socket.once('timeout', () => socket.destroy());
        socket.once('error', () => resolve(false));
        socket.once('close', () => resolve(false));
    });
}
function succeeds(command, { cwd, env }, timeoutMs, signal) {
    const [program = '', ...args] = command;
    return new Promise((resolve) => {
        const killSignal = 'SIGKILL';
        const options = { cwd, env: { ...env }, timeout: timeoutMs, signal, killSignal };
        (0,external_node_child_process_.execFile)(program, args, options, (error) => resolve(error === null));
    });
}

;// CONCATENATED MODULE: ./lib/emulator/runtime/replica.js




const firstPauseMs = 15;
const longestPauseMs = 500;
class Replica {
    child;
    #spec;
    #connection;
    #port;
    #launch;
    #ending = new AbortController();
    #isReady = false;
    #inFlight = 0;
    #busySince = 0;
    #busyMs = 0;
    #onIdle;
    constructor(spec, host, port) {
        this.#spec = spec;
        this.#port = port;
        this.#launch = spec.launch(port);
        this.#connection = new ModelConnection(port);
        const { onLine } = spec.output;
        this.child = host.processes.start({ ...this.#launch, onLine }, spec.image, spec.resource);
        void this.child.exited.then(() => this.#end());
    }
    static async start(spec, host, signal) {
        const port = await host.processes.ports.take();
        signal.throwIfAborted();
        const replica = new Replica(spec, host, port);
        try {
            await replica.#becomeReady(signal);
        }
        catch (error) {
            await replica.stop(host.timing.stopGraceMs);
            throw error;
        }
        return replica;
    }
    get canServe() {
        return this.#isReady && !this.child.isOver;
    }
    get busyMs() {
        return this.#busyMs + (this.#inFlight > 0 ? performance.now() - this.#busySince : 0);
    }
    async send(request, timeoutMs) {
        if (this.#inFlight === 0)
            this.#busySince = performance.now();
        this.#inFlight += 1;
        try {
            return await this.#connection.post(request, timeoutMs);
        }
        finally {
            this.#inFlight -= 1;
            if (this.#inFlight === 0) {
                this.#busyMs += performance.now() - this.#busySince;
                this.#onIdle?.();
            }
        }
    }
    watch(onChange) {
        const { readiness, liveness } = this.#spec.probes;
        void this.#repeat(readiness, (isWell) => {
            this.#isReady = isWell;
            onChange();
        });
        if (liveness === undefined)
            return;
        void this.#repeat(liveness, (isWell) => {
            if (isWell)
                return;
            const why = describeFailure(liveness.check);
            this.#spec.output.note('ERROR', `The liveness probe failed: ${why}. The server is ended.`);
            this.child.signalGroup('SIGKILL');
        });
    }
    async drain(timeoutMs, graceMs) {
        this.#isReady = false;
        if (this.#inFlight > 0 && timeoutMs > 0) {
            const over = new AbortController();
            const idle = new Promise((resolve) => (this.#onIdle = resolve));
            const limit = (0,external_node_timers_promises_.setTimeout)(timeoutMs, undefined, { signal: over.signal }).catch(() => undefined);
            await Promise.race([idle, limit, this.child.exited]);
            over.abort();
        }
        await this.stop(graceMs);
    }
    async stop(graceMs) {
        this.#end();
        await this.child.stop(graceMs);
    }
    #end() {
        this.#isReady = false;
        this.#ending.abort();
        this.#connection.close();
    }
    async #repeat(probe, onChange) {
        const { signal } = this.#ending;
        let isWell = true;
        let streak = 0;
        while (await pause(probe.periodMs, signal)) {
            const isSuccess = await this.#check(probe, signal);
            if (signal.aborted)
                return;
            streak = isSuccess === isWell ? 0 : streak + 1;
            if (streak < (isWell ? probe.failureThreshold : probe.successThreshold))
                continue;
            isWell = !isWell;
            streak = 0;
            onChange(isWell);
        }
    }
    async #becomeReady(signal) {
        const { probes, readyTimeoutMs } = this.#spec;
        const limit = AbortSignal.timeout(readyTimeoutMs);
        const stop = AbortSignal.any([signal, limit, this.#ending.signal]);
        if (probes.startup !== undefined)
            await this.#start(probes.startup, stop);
        const isReady = await this.#succeed(probes.readiness, stop);
        signal.throwIfAborted();
        if (this.#ending.signal.aborted)
            await this.#throwExit();
        if (!isReady)
            throw this.#neverReady(probes.readiness, readyTimeoutMs);
        this.#isReady = true;
    }
    async #start(probe, signal) {
        const graceMs = probe.initialDelayMs + probe.failureThreshold * probe.periodMs;
        const isUp = await this.#succeed(probe, AbortSignal.any([signal, AbortSignal.timeout(graceMs)]));
        if (!isUp && !signal.aborted)
            throw this.#neverReady(probe, graceMs);
    }
    async #succeed(probe, signal) {
        await pause(probe.initialDelayMs, signal);
        let streak = 0;
        for (let pauseMs = firstPauseMs; !signal.aborted; pauseMs *= 1.3) {
            streak = (await this.#check(probe, signal)) ? streak + 1 : 0;
            if (streak >= probe.successThreshold)
                return true;
            await pause(Math.min(pauseMs, longestPauseMs, probe.periodMs), signal);
        }
        return false;
    }
    #check(probe, signal) {
        const { cwd, env } = this.#launch;
        return runCheck(probe.check, { port: this.#port, cwd, env }, probe.timeoutMs, signal);
    }
    async #throwExit() {
        const exit = describeExit(await this.child.exited);
        const text = `Model server exited unexpectedly. ${exit}.${this.#lastOutput()}`;
        throw new api_error/* ApiError */.hD('FAILED_PRECONDITION', text);
    }
    #neverReady(probe, withinMs) {
        return new api_error/* ApiError */.hD('FAILED_PRECONDITION', `model server never became ready. Please validate that your model file or container configuration are valid. ${describeFailure(probe.check)} within ${withinMs / 1000} s.${this.#lastOutput()}`);
    }
    #lastOutput() {
        const tail = this.#spec.output.tail();
        return tail === '' ? ' It wrote nothing.' : ` Its last output:\n${tail}`;
    }
}
async function pause(ms, signal) {
    if (ms > 0)
        await (0,external_node_timers_promises_.setTimeout)(ms, undefined, { signal, ref: false }).catch(() => undefined);
    return !signal.aborted;
}
function describeExit(exit) {
    if (exit.failure !== undefined)
        return `could not be started: ${exit.failure}`;
    return exit.signal === undefined ? `exit code ${exit.code ?? 0}` : `signal ${exit.signal}`;
}

;// CONCATENATED MODULE: ./lib/emulator/runtime/replica-slot.js


const longestRestartMs = 30_000;
class ReplicaSlot {
    #spec;
    #host;
    #onChange;
    #closing = new AbortController();
    #attempt;
    #replica;
    #failure = '';
    constructor(spec, host, onChange) {
        this.#spec = spec;
        this.#host = host;
        this.#onChange = onChange;
        this.#attempt = this.#start();
    }
    get started() {
        return this.#attempt;
    }
    get ready() {
        return this.#replica?.canServe === true ? this.#replica : undefined;
    }
    get failure() {
        return this.#failure;
    }
    async keep() {
        const { signal } = this.#closing;
        let restartMs = this.#host.timing.restartMs;
        for (;;) {
            await this.#attempt.catch(() => this.#note(this.#failure));
            await this.#endOfReplica(restartMs);
            await (0,external_node_timers_promises_.setTimeout)(restartMs, undefined, { signal, ref: false }).catch(() => undefined);
            if (signal.aborted)
                return;
            restartMs = Math.min(restartMs * 2, longestRestartMs);
            this.#attempt = this.#start();
        }
    }
    async retire(drainMs) {
        this.#closing.abort();
        const { stopGraceMs } = this.#host.timing;
        await this.#replica?.drain(drainMs, stopGraceMs);
        await this.#attempt.catch(() => undefined);
        await this.#replica?.stop(stopGraceMs);
    }
    async #start() {
        try {
            const replica = await Replica.start(this.#spec, this.#host, this.#closing.signal);
            this.#replica = replica;
            this.#failure = '';
            replica.watch(this.#onChange);
        }
        catch (error) {
            this.#failure = error instanceof Error ? error.message : String(error);
            throw error;
        }
        finally {
            this.#onChange();
        }
    }
    async #endOfReplica(restartMs) {
        if (this.#replica === undefined)
            return;
        const exit = await this.#replica.child.exited;
        this.#replica = undefined;
        if (this.#closing.signal.aborted)
            return;
        this.#failure = `Model server terminated: ${describeExit(exit)}.`;
        this.#note(`${this.#failure} It is started again in ${restartMs / 1000} s.`);
        this.#onChange();
    }
    #note(text) {
        if (!this.#closing.signal.aborted)
            this.#spec.output.note('ERROR', text);
    }
}

;// CONCATENATED MODULE: ./lib/emulator/runtime/autoscaling.js
const tolerance = 0.1;
const roundingError = 1e-9;
function decideReplicas(policy, measurement, earlier) {
    const { at } = measurement;
    const recommended = { at, replicas: recommend(policy.targets, measurement) };
    const recommendations = [
        ...earlier.filter((each) => each.at > at - policy.windowMs),
        recommended,
    ];
    const highest = Math.max(...recommendations.map(({ replicas }) => replicas));
    return { replicas: Math.min(Math.max(highest, policy.min), policy.max), recommendations };
}
function recommend(targets, { replicas, usage }) {
    const wanted = targets.flatMap(({ metric, target }) => {
        const measured = usage[metric];
        if (measured === undefined)
            return [];
        const ratio = measured / target;
        if (Math.abs(ratio - 1) <= tolerance)
            return [replicas];
        return [Math.ceil(replicas * ratio - roundingError)];
    });
    return wanted.length === 0 ? replicas : Math.max(...wanted);
}

;// CONCATENATED MODULE: ./lib/emulator/runtime/process-usage.js

const process_usage_tickMs = 10;
async function readCpuTimes(proc = '/proc') {
    const entries = await (0,promises_.readdir)(proc).catch(() => undefined);
    const pids = entries?.filter((name) => /^\d+$/.test(name)) ?? [];
    if (pids.length === 0)
        return undefined;
    const times = new Map();
    for (const pid of pids) {
        const stat = await (0,promises_.readFile)(`${proc}/${pid}/stat`, 'utf8').catch(() => undefined);
        if (stat === undefined)
            continue;
        const { group, cpuMs } = parseStat(stat);
        times.set(group, (times.get(group) ?? 0) + cpuMs);
    }
    return times;
}
function parseStat(stat) {
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [user, system, childrenUser, childrenSystem] = fields.slice(11, 15).map(Number);
    const ticks = (user ?? 0) + (system ?? 0) + (childrenUser ?? 0) + (childrenSystem ?? 0);
    return { group: Number(fields[2]), cpuMs: ticks * process_usage_tickMs };
}

;// CONCATENATED MODULE: ./lib/emulator/runtime/scaler.js


class Scaler {
    #scaled;
    #options;
    #policy;
    #timer;
    #last;
    #recommendations = [];
    constructor(scaled, options) {
        this.#scaled = scaled;
        this.#options = { readCpu: readCpuTimes, now: () => performance.now(), ...options };
    }
    follow(policy) {
        this.stop();
        this.#policy = policy;
        const { targetCount } = this.#scaled;
        const bounded = Math.min(Math.max(targetCount, policy.min), policy.max);
        if (bounded !== targetCount)
            this.#scaled.resize(bounded);
        if (policy.min < policy.max)
            this.#schedule();
    }
    stop() {
        this.#policy = undefined;
        clearTimeout(this.#timer);
    }
    async look() {
        const look = await this.#see();
        const measurement = measure(this.#last, look, this.#options.cpus);
        this.#last = look;
        if (measurement === undefined || this.#policy === undefined)
            return;
        const decision = decideReplicas(this.#policy, measurement, this.#recommendations);
        this.#recommendations = decision.recommendations;
        if (decision.replicas !== this.#scaled.targetCount)
            this.#scaled.resize(decision.replicas);
    }
    #schedule() {
        clearTimeout(this.#timer);
        const look = () => {
            void this.look().finally(() => {
                if (this.#policy !== undefined)
                    this.#schedule();
            });
        };
        this.#timer = setTimeout(look, this.#options.periodMs);
        this.#timer.unref();
    }
    async #see() {
        const cpu = await this.#options.readCpu();
        const { activity, requestCount } = this.#scaled;
        const work = activity.map(({ pid, busyMs }) => [pid, cpu?.get(pid) ?? busyMs]);
        return { at: this.#options.now(), requests: requestCount, workMs: new Map(work) };
    }
}
function measure(last, look, cpus) {
    if (last === undefined || look.workMs.size === 0)
        return undefined;
    const elapsedMs = look.at - last.at;
    const usage = {
        request_count: ((look.requests - last.requests) * 60_000) / elapsedMs / look.workMs.size,
    };
    const shares = [...look.workMs].flatMap(([pid, workMs]) => {
        const before = last.workMs.get(pid);
        return before === undefined ? [] : [(workMs - before) / elapsedMs / cpus];
    });
    if (shares.length > 0) {
        usage.cpu_utilization = (100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length;
    }
    return { at: look.at, replicas: look.workMs.size, usage };
}

;// CONCATENATED MODULE: ./lib/emulator/runtime/replica-set.js



class ReplicaSet {
    inferenceTimeoutMs;
    #spec;
    #host;
    #now;
    #slots = [];
    #retiring = new Set();
    #waiting = new Set();
    #ready = [];
    #readySince;
    #next = 0;
    #requestCount = 0;
    #scaler;
    constructor(spec, host, now) {
        this.#spec = spec;
        this.#host = host;
        this.#now = now;
        this.#readySince = now();
    }
    static async start(spec, counts, host, now, signal) {
        const set = new ReplicaSet(spec, host, now);
        signal.throwIfAborted();
        const retire = () => void set.drain(0);
        signal.addEventListener('abort', retire, { once: true });
        try {
            set.#addSlots(counts.initial);
            await enough(set.#slots.map((slot) => slot.started), counts.required);
            signal.throwIfAborted();
        }
        catch (error) {
            await set.drain(0);
            throw error;
        }
        finally {
            signal.removeEventListener('abort', retire);
        }
        for (const slot of set.#slots)
            void slot.keep();
        return set;
    }
    get readyCount() {
        return this.#ready.length;
    }
    get targetCount() {
        return this.#slots.length;
    }
    get requestCount() {
        return this.#requestCount;
    }
    get activity() {
        return this.#ready.flatMap(({ child: { pid }, busyMs }) => pid === undefined ? [] : [{ pid, busyMs }]);
    }
    get availability() {
        const failures = this.#slots.map(({ failure }) => failure).filter((text) => text !== '');
        return {
            ready: this.readyCount,
            since: this.#readySince,
            message: [...new Set(failures)].join('\n'),
        };
    }
    async send(request) {
        const ready = this.#ready;
        this.#requestCount += 1;
        this.#next = (this.#next + 1) % Math.max(ready.length, 1);
        const timeoutMs = this.inferenceTimeoutMs ?? this.#host.timing.predictTimeoutMs;
        let refused;
        for (const step of ready.keys()) {
            const replica = ready[(this.#next + step) % ready.length];
            if (replica?.canServe !== true)
                continue;
            try {
                return await replica.send(request, timeoutMs);
            }
            catch (error) {
                if (!(error instanceof ModelUnreachable) || !error.isRefused)
                    throw error;
                refused = error;
            }
        }
        throw refused ?? new ModelUnreachable('no replica of the model is healthy', true);
    }
    scale(policy) {
        const periodMs = this.#host.timing.scalePeriodMs;
        this.#scaler ??= new Scaler(this, { periodMs, cpus: this.#spec.cpus });
        this.#scaler.follow(policy);
    }
    resize(count) {
        if (count > this.#slots.length) {
            for (const slot of this.#addSlots(count - this.#slots.length))
                void slot.keep();
            return;
        }
        this.#slots.sort((a, b) => Number(b.ready !== undefined) - Number(a.ready !== undefined));
        void this.#retire(this.#slots.splice(count), this.#host.timing.drainTimeoutMs);
    }
    async hasReady(count, signal) {
        while (this.readyCount < count && !signal.aborted) {
            await new Promise((resolve) => {
                const wake = () => {
                    this.#waiting.delete(wake);
                    signal.removeEventListener('abort', wake);
                    resolve();
                };
                this.#waiting.add(wake);
                signal.addEventListener('abort', wake, { once: true });
            });
        }
        return this.readyCount >= count;
    }
    async drain(timeoutMs = this.#host.timing.drainTimeoutMs) {
        this.#scaler?.stop();
        await this.#retire([...this.#slots.splice(0), ...this.#retiring], timeoutMs);
    }
    async #retire(slots, timeoutMs) {
        for (const slot of slots)
            this.#retiring.add(slot);
        this.#update();
        await Promise.all(slots.map(async (slot) => {
            await slot.retire(timeoutMs);
            this.#retiring.delete(slot);
        }));
    }
    #addSlots(count) {
        const added = Array.from({ length: count }, () => new ReplicaSlot(this.#spec, this.#host, () => this.#update()));
        this.#slots.push(...added);
        return added;
    }
    #update() {
        const before = this.#ready.length;
        this.#ready = this.#slots.flatMap(({ ready }) => (ready === undefined ? [] : [ready]));
        if (this.#ready.length !== before)
            this.#readySince = this.#now();
        for (const wake of this.#waiting)
            wake();
    }
}
function enough(attempts, required) {
    return new Promise((resolve, reject) => {
        if (required === 0)
            resolve();
        let succeeded = 0;
        let failed = 0;
        let firstFailure;
        for (const attempt of attempts) {
            attempt.then(() => {
                succeeded += 1;
                if (succeeded === required)
                    resolve();
            }, (error) => {
                failed += 1;
                firstFailure ??= error;
                if (failed > attempts.length - required)
                    reject(firstFailure);
            });
        }
    });
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./lib/emulator/runtime/replicas.js

function defaultMaxReplicas(cpus = (0,external_node_os_.availableParallelism)()) {
    return Math.min(Math.max(cpus, 2), 8);
}

;// CONCATENATED MODULE: ./lib/emulator/runtime/serving.js
class Serving {
    #random;
    #routings = new Map();
    #served = new Map();
    constructor(random) {
        this.#random = random;
    }
    add(endpoint, served) {
        const models = this.#served.get(endpoint) ?? new Map();
        models.set(served.deployedModelId, served);
        this.#served.set(endpoint, models);
    }
    get(endpoint, deployedModelId) {
        return this.#served.get(endpoint)?.get(deployedModelId);
    }
    remove(endpoint, deployedModelId) {
        const served = this.#served.get(endpoint)?.get(deployedModelId);
        this.#served.get(endpoint)?.delete(deployedModelId);
        return served;
    }
    route(endpoint, split, inferenceTimeoutMs) {
        const models = this.#served.get(endpoint);
        for (const { replicas } of models?.values() ?? []) {
            replicas.inferenceTimeoutMs = inferenceTimeoutMs;
        }
        let sum = 0;
        const steps = Object.entries(split).flatMap(([id, share]) => {
            const served = models?.get(id);
            if (served === undefined || share <= 0)
                return [];
            sum += share;
            return [{ upTo: sum, served }];
        });
        this.#routings.set(endpoint, { steps });
    }
    pick(endpoint) {
        const steps = this.#routings.get(endpoint)?.steps ?? [];
        const total = steps.at(-1)?.upTo ?? 0;
        const drawn = this.#random() * total;
        return steps.find(({ upTo }) => drawn < upTo)?.served;
    }
    forget(endpoint) {
        this.#routings.delete(endpoint);
        this.#served.delete(endpoint);
    }
    all() {
        return [...this.#served.values()].flatMap((models) => [...models.values()]);
    }
    clear() {
        this.#routings.clear();
        this.#served.clear();
    }
}

;// CONCATENATED MODULE: ./lib/emulator/runtime/timing.js
const defaultTiming = {
    readyTimeoutMs: 300_000,
    drainTimeoutMs: 30_000,
    stopGraceMs: 5_000,
    healthPeriodMs: 10_000,
    predictTimeoutMs: 60_000,
    restartMs: 1_000,
    scalePeriodMs: 15_000,
    scaleWindowMs: 300_000,
    batchRetryMs: 1_000,
};

// EXTERNAL MODULE: ./lib/emulator/wire/api-version.js
var api_version = __webpack_require__(52087);
// EXTERNAL MODULE: ./lib/emulator/wire/answer-versions.js
var answer_versions = __webpack_require__(15518);
// EXTERNAL MODULE: ./lib/emulator/wire/decode.js
var decode = __webpack_require__(65374);
// EXTERNAL MODULE: ./lib/emulator/wire/http-body.js + 1 modules
var http_body = __webpack_require__(27977);
// EXTERNAL MODULE: ./lib/emulator/wire/not-served.js
var not_served = __webpack_require__(42477);
// EXTERNAL MODULE: ./lib/emulator/wire/resource-names.js
var resource_names = __webpack_require__(79733);
// EXTERNAL MODULE: ./lib/emulator/wire/type-table.js
var type_table = __webpack_require__(45553);
;// CONCATENATED MODULE: ./lib/emulator/wire/rest/query.js



const systemParameters = new Set([
    'alt',
    '$alt',
    '$.xgafv',
    '$httpMethod',
    '$outputDefaults',
    '$prettyPrint',
    '$unique',
    'access_token',
    'callback',
    'fields',
    'key',
    'oauth_token',
    'prettyPrint',
    'quotaUser',
    'uploadType',
    'upload_protocol',
    'userProject',
]);
function readQuery(types, typeName, query) {
    const request = {};
    for (const [key, value] of query) {
        if (systemParameters.has(key))
            continue;
        setParameter(types, typeName, request, key, value);
    }
    return request;
}
function asksNumericEnums(query) {
    return (query.get('$alt') ?? '').includes('enum-encoding=int');
}
function setParameter(types, typeName, request, key, value) {
    const path = key.split('.');
    let at = request;
    let type = types.message(typeName);
    for (const [index, part] of path.entries()) {
        const field = type.fieldsByName.get(part);
        if (field === undefined)
            throw cannotBind(key);
        if (index === path.length - 1) {
            query_assign(types, at, field, key, value);
            return;
        }
        const next = (0,type_table/* isScalarType */.lg)(field.type) || field.isRepeated ? undefined : types.type(field.type);
        if (next?.kind !== 'message')
            throw cannotBind(key);
        const child = at[field.name];
        const nested = (0,wire_json/* isJsonObject */.O)(child) ? child : {};
        at[field.name] = nested;
        at = nested;
        type = next;
    }
}
function query_assign(types, at, field, key, value) {
    if (field.isMap || (!isTextual(field.type) && types.type(field.type)?.kind === 'message')) {
        throw cannotBind(key);
    }
    if (!field.isRepeated) {
        at[field.name] = value;
        return;
    }
    const list = at[field.name];
    at[field.name] = Array.isArray(list) ? [...list, value] : [value];
}
function isTextual(type) {
    if ((0,type_table/* isScalarType */.lg)(type))
        return true;
    return /^google\.protobuf\.(Timestamp|Duration|FieldMask|\w+Value)$/.test(type);
}
function cannotBind(key) {
    return new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Invalid JSON payload received. Unknown name "${key}": Cannot bind query parameter. Field '${key}' could not be found in request message.`);
}

;// CONCATENATED MODULE: ./lib/emulator/wire/rest/dispatcher.js










class RestDispatcher {
    #parts;
    #decoder;
    #encoder;
    #versions;
    #names = new Map();
    constructor(parts) {
        this.#parts = parts;
        this.#decoder = new decode/* JsonDecoder */.Z(parts.types);
        this.#encoder = new encode/* JsonEncoder */.P(parts.types);
        this.#versions = new answer_versions/* AnswerVersions */.c(parts.begunInBeta);
    }
    async serve(match, exchange) {
        const { method } = match;
        const { requestType, responseType, fullName } = method;
        const name = (0,api_version/* inVersion */.SV)(fullName, 'v1');
        const handler = this.#parts.handlers[name];
        const stream = this.#parts.streamHandlers[name];
        if (requestType === undefined || responseType === undefined)
            throw (0,not_served/* notServed */.h)(fullName);
        if (handler === undefined && stream === undefined)
            throw (0,not_served/* notServed */.h)(fullName);
        const request = await this.#request(requestType, match, exchange);
        const context = contextOf(exchange);
        const encode = (result) => this.#encoder.encode(responseType, result, this.#options(match, exchange, result));
        if (handler !== undefined) {
            (0,http_body/* sendJson */.jD)(exchange.response, 200, encode(await handler(request, context)));
        }
        else if (stream !== undefined) {
            (0,http_body/* sendJson */.jD)(exchange.response, 200, await collect(stream, request, context, encode));
        }
    }
    #options({ method }, { path, query }, result) {
        const version = this.#versions.of(method, result, versionOfPath(path));
        return { numericEnums: asksNumericEnums(query), version };
    }
    async #request(typeName, match, exchange) {
        const fromQuery = readQuery(this.#parts.types, typeName, exchange.query);
        const request = this.#decoder.decode(typeName, fromQuery, '', true);
        if (match.body !== undefined) {
            const given = (0,http_body/* parseJson */.qF)(await (0,http_body/* readBody */.x8)(exchange.request, http_body/* jsonBodyLimit */.sG));
            const json = given === '' ? {} : given;
            const wrapped = match.body === '*' ? json : { [match.body]: json };
            Object.assign(request, this.#decoder.decode(typeName, wrapped));
        }
        for (const [field, value] of Object.entries(match.captured)) {
            setPath(request, field.split('.').map(type_table/* toCamelCase */.Cb), value);
        }
        this.#namesOf(match.method).check(request);
        return request;
    }
    #namesOf(method) {
        const known = this.#names.get(method.fullName);
        if (known !== undefined)
            return known;
        const names = new resource_names/* ResourceNames */.x(method);
        this.#names.set(method.fullName, names);
        return names;
    }
}
function contextOf({ response }) {
    const left = new AbortController();
    response.once('close', () => left.abort());
    return {
        signal: left.signal,
        setHeader: (name, value) => void response.setHeader(name, value),
    };
}
async function collect(handler, request, context, encode) {
    const results = [];
    for await (const result of handler(request, context))
        results.push(encode(result));
    return results;
}
function versionOfPath(path) {
    if (path.startsWith('/v1beta1/'))
        return 'v1beta1';
    return path.startsWith('/v1/') ? 'v1' : undefined;
}
function setPath(request, path, value) {
    let at = request;
    for (const [index, key] of path.entries()) {
        if (index === path.length - 1) {
            at[key] = value;
            return;
        }
        const child = at[key];
        const next = (0,wire_json/* isJsonObject */.O)(child) ? child : {};
        at[key] = next;
        at = next;
    }
}

;// CONCATENATED MODULE: ./lib/emulator/wire/rest/guard.js

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];
const refusedSites = new Set(['cross-site', 'same-site']);
function refuseBrowsers(request, port) {
    if (request.headers.origin !== undefined) {
        throw denied('requests with an Origin header, which only browsers send, are refused');
    }
    const site = request.headers['sec-fetch-site'];
    if (typeof site === 'string' && refusedSites.has(site)) {
        throw denied(`requests with Sec-Fetch-Site: ${site} are refused`);
    }
    const host = request.headers.host?.toLowerCase();
    if (host === undefined || !loopbackNames.some((name) => host === `${name}:${port}`)) {
        throw denied(`the Host header must be one of ${loopbackNames.join(', ')} with port ${port}`);
    }
}
function requireJson(request) {
    const method = request.method ?? 'GET';
    if (method === 'GET' || method === 'HEAD' || method === 'DELETE')
        return;
    const given = request.headers['content-type'];
    if (given === undefined && !hasBody(request))
        return;
    const type = given?.split(';', 1)[0]?.trim().toLowerCase();
    if (type === 'application/json')
        return;
    const found = given === undefined ? 'none' : `"${given}"`;
    throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Content-Type must be application/json for ${method} requests, found ${found}.`, 415);
}
function hasBody(request) {
    const length = request.headers['content-length'];
    return request.headers['transfer-encoding'] !== undefined || (length ?? '0') !== '0';
}
function denied(why) {
    return new api_error/* ApiError */.hD('PERMISSION_DENIED', `The embedded Vertex serves local programs only: ${why}.`);
}

;// CONCATENATED MODULE: ./lib/emulator/wire/rest/client-error.js

function answerClientError(error, socket) {
    if (error.code === 'ECONNRESET' || !socket.writable) {
        socket.destroy();
        return;
    }
    const refusal = refusalOf(error.code);
    const body = `${JSON.stringify(refusal.toBody())}\n`;
    const head = [
        `HTTP/1.1 ${refusal.http} Refused`,
        'content-type: application/json; charset=UTF-8',
        `content-length: ${Buffer.byteLength(body)}`,
        'x-vertex-release-emulated: true',
        'connection: close',
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
function refusalOf(code) {
    switch (code) {
        case 'HPE_HEADER_OVERFLOW':
            return new api_error/* ApiError */.hD('INVALID_ARGUMENT', 'The URL and headers of the request are too long.', 431);
        case 'ERR_HTTP_REQUEST_TIMEOUT':
            return new api_error/* ApiError */.hD('DEADLINE_EXCEEDED', 'The request did not come to its end in time.', 408);
        default:
            return new api_error/* ApiError */.hD('INVALID_ARGUMENT', 'The request is not HTTP/1.1.');
    }
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
;// CONCATENATED MODULE: ./lib/emulator/wire/rest/send-error.js

function sendError(response, error) {
    if (response.headersSent)
        return void response.destroy();
    const retryAfter = retryAfterSeconds(error);
    if (retryAfter !== undefined)
        response.setHeader('retry-after', retryAfter);
    (0,http_body/* sendJson */.jD)(response, error.http, error.toBody());
}
function retryAfterSeconds({ details }) {
    const info = details.find(({ '@type': type }) => type === 'type.googleapis.com/google.rpc.RetryInfo');
    const delay = info?.['retryDelay'];
    return typeof delay === 'string' ? String(Math.ceil(Number(delay.slice(0, -1)))) : undefined;
}

;// CONCATENATED MODULE: ./lib/emulator/wire/rest/kept-exchange.js





const keptBodyLimit = 1024 * 1024 * 1024;
class KeptExchange {
    #exchange;
    #body;
    constructor(exchange) {
        this.#exchange = exchange;
    }
    async serve(handle) {
        const { request, response } = this.#exchange;
        const kept = new KeptResponse();
        const leave = () => void kept.destroy();
        response.once('close', leave);
        try {
            this.#body ??= (0,http_body/* readBody */.x8)(request, keptBodyLimit);
            const again = keptRequest(request, await this.#body);
            await handle({ ...this.#exchange, request: again, response: kept });
            await (0,external_node_stream_promises_.finished)(kept);
            return kept.answer();
        }
        catch (thrown) {
            const refusal = kept.headersSent || kept.destroyed ? new KeptResponse() : kept;
            sendError(refusal, (0,api_error/* toApiError */.Gv)(thrown));
            return refusal.answer();
        }
        finally {
            response.off('close', leave);
        }
    }
}
function sendHeld(response, { http, headers, body }) {
    response.writeHead(http, headers);
    response.end(body);
}
function keptRequest(request, body) {
    const { method = 'GET', url = '/', headers } = request;
    const bytes = body.length === 0 ? [] : [body];
    return Object.assign(external_node_stream_.Readable.from(bytes), { method, url, headers, complete: true });
}
class KeptResponse extends external_node_stream_.Writable {
    statusCode = 200;
    headersSent = false;
    #headers = {};
    #chunks = [];
    setHeader(name, value) {
        this.#headers[name.toLowerCase()] = typeof value === 'object' ? [...value] : value;
        return this;
    }
    writeHead(http, headers = {}) {
        this.statusCode = http;
        this.headersSent = true;
        for (const [name, value] of Object.entries(headers)) {
            if (value !== undefined)
                this.setHeader(name, value);
        }
        return this;
    }
    answer() {
        const body = Buffer.concat(this.#chunks);
        return { transport: 'http', http: this.statusCode, headers: this.#headers, body };
    }
    _write(chunk, _encoding, written) {
        this.headersSent = true;
        this.#chunks.push(chunk);
        written();
    }
}

;// CONCATENATED MODULE: ./lib/emulator/wire/rest/operation-path.js
const onOne = /^\/(?:v1|v1beta1|ui)\/(projects\/[^/]+\/locations\/[^/]+(?:\/[^/:]+)*?\/operations\/[^/:]+)(?::(cancel|wait))?$/;
const onMany = /^\/(?:v1|v1beta1|ui)\/(projects\/[^/]+\/locations\/[^/]+(?:\/[^/:]+)*?)\/operations$/;
function matchOperationPath(httpMethod, path) {
    if (!path.includes('/operations'))
        return undefined;
    const many = httpMethod === 'GET' ? onMany.exec(path) : null;
    if (many !== null)
        return found('ListOperations', many[1], undefined);
    const one = onOne.exec(path);
    if (one === null)
        return undefined;
    switch (`${httpMethod} ${one[2] ?? ''}`) {
        case 'GET ':
            return found('GetOperation', one[1], undefined);
        case 'DELETE ':
            return found('DeleteOperation', one[1], undefined);
        case 'POST cancel':
            return found('CancelOperation', one[1], '*');
        case 'POST wait':
            return found('WaitOperation', one[1], '*');
        default:
            return undefined;
    }
}
function found(method, name, body) {
    return {
        method: `google.longrunning.Operations.${method}`,
        body,
        captured: { name: name ?? '' },
    };
}

// EXTERNAL MODULE: ./lib/emulator/wire/rest/path-template.js
var path_template = __webpack_require__(29853);
;// CONCATENATED MODULE: ./lib/emulator/wire/rest/router.js


class Router {
    #closed = new Map();
    #open = [];
    #operations;
    constructor(routes, methods) {
        for (const route of routes) {
            if (route.template.isOpen) {
                this.#open.push(route);
                continue;
            }
            const key = keyOf(route.httpMethod, route.template.verb, route.template.segments.length);
            const list = this.#closed.get(key);
            if (list === undefined)
                this.#closed.set(key, [route]);
            else
                list.push(route);
        }
        this.#operations = new Map(methods.map((method) => [method.fullName, method]));
    }
    match(httpMethod, path) {
        const operation = matchOperationPath(httpMethod, path);
        if (operation !== undefined) {
            const method = this.#operations.get(operation.method);
            if (method !== undefined)
                return { ...operation, method };
        }
        const split = (0,path_template/* splitPath */.Uf)(path);
        const key = keyOf(httpMethod, split.verb, split.segments.length);
        for (const route of [...(this.#closed.get(key) ?? []), ...this.#open]) {
            if (route.httpMethod !== httpMethod)
                continue;
            const captured = (0,path_template/* matchTemplate */.eg)(route.template, split);
            if (captured !== undefined)
                return { method: route.method, body: route.body, captured };
        }
        return undefined;
    }
}
function keyOf(httpMethod, verb, segmentCount) {
    return `${httpMethod} ${verb} ${segmentCount}`;
}

// EXTERNAL MODULE: ./lib/emulator/wire/rest/routes.js
var routes = __webpack_require__(89347);
;// CONCATENATED MODULE: ./lib/emulator/server.js










const patience = { headersMs: 60_000, requestMs: 300_000, checkMs: 30_000 };
class ApiServer {
    #parts;
    #router;
    #dispatcher;
    #http;
    #port = 0;
    constructor(parts, { headersMs, requestMs, checkMs } = patience) {
        this.#parts = parts;
        const methods = parts.types.methods();
        const tables = [parts.handlers, parts.streamHandlers, parts.rawHandlers];
        const served = new Set(tables.flatMap((table) => Object.keys(table)));
        this.#router = new Router((0,routes/* deriveRoutes */.M)(methods, served), methods);
        this.#dispatcher = new RestDispatcher(parts);
        this.#http = (0,external_node_http_.createServer)({
            noDelay: true,
            keepAliveTimeout: 60_000,
            headersTimeout: headersMs,
            requestTimeout: requestMs,
            connectionsCheckingInterval: checkMs,
        });
        this.#http.on('clientError', answerClientError);
        this.#http.on('request', (request, response) => void this.#answer(request, response));
    }
    async listen(port) {
        await new Promise((resolve, reject) => {
            this.#http.once('error', reject);
            this.#http.listen(port, '127.0.0.1', () => resolve());
        });
        this.#port = this.#http.address().port;
        return this.#port;
    }
    async close() {
        const closed = new Promise((resolve) => this.#http.close(() => resolve()));
        this.#http.closeAllConnections();
        await closed;
    }
    async #answer(request, response) {
        const url = request.url ?? '/';
        const queryAt = url.indexOf('?');
        const path = queryAt < 0 ? url : url.slice(0, queryAt);
        response.setHeader('x-vertex-release-emulated', 'true');
        response.setHeader('content-security-policy', "default-src 'none'; sandbox");
        response.setHeader('x-content-type-options', 'nosniff');
        response.on('finish', () => {
            const { method = 'GET' } = request;
            const isRoutine = method === 'GET' || /predict$/i.test(path);
            this.#parts.onAnswer({ call: `${method} ${path}`, http: response.statusCode, isRoutine });
        });
        try {
            refuseBrowsers(request, this.#port);
            const query = new URLSearchParams(queryAt < 0 ? '' : url.slice(queryAt + 1));
            const target = this.#find({ request, response, path, query, captured: {} });
            const interceptor = this.#parts.intercept(target.call);
            if (interceptor === undefined)
                await target.handle(target.exchange);
            else
                await intercept(interceptor, target);
        }
        catch (error) {
            request.resume();
            sendError(response, (0,api_error/* toApiError */.Gv)(error));
        }
    }
    #find(exchange) {
        const { request, path } = exchange;
        const httpMethod = request.method ?? 'GET';
        const raw = this.#matchRaw(httpMethod, exchange);
        if (raw !== undefined) {
            const { route, at } = raw;
            if (route.takesAnyContentType !== true)
                requireJson(request);
            return {
                call: { method: `${httpMethod} ${path}`, path },
                exchange: at,
                handle: route.handle,
            };
        }
        const match = this.#router.match(httpMethod, path);
        if (match === undefined) {
            throw new api_error/* ApiError */.hD('NOT_FOUND', `The requested URL ${httpMethod} ${path} was not found.`);
        }
        const method = (0,api_version/* inVersion */.SV)(match.method.fullName, 'v1');
        this.#parts.onCall(path);
        const rawHandler = this.#parts.rawHandlers[method];
        if (rawHandler === undefined)
            requireJson(request);
        return {
            call: { method, path },
            exchange: { ...exchange, captured: match.captured },
            handle: rawHandler ?? ((at) => this.#dispatcher.serve(match, at)),
        };
    }
    #matchRaw(httpMethod, exchange) {
        for (const route of this.#parts.rawRoutes) {
            if (route.httpMethod !== httpMethod)
                continue;
            const groups = route.pattern.exec(exchange.path);
            if (groups === null)
                continue;
            const captured = Object.fromEntries(Object.entries(groups.groups ?? {}).map(([key, value]) => [key, decodeSafely(value)]));
            return { route, at: { ...exchange, captured } };
        }
        return undefined;
    }
}
async function intercept(interceptor, target) {
    const { call, exchange, handle } = target;
    const kept = new KeptExchange(exchange);
    const answer = await interceptor(call, () => kept.serve(handle));
    if (answer === 'lost')
        exchange.response.destroy();
    else if (answer.transport === 'http')
        sendHeld(exchange.response, answer);
    else
        throw new Error(`the answer to ${call.method} was held on another transport`);
}
function decodeSafely(text) {
    try {
        return decodeURIComponent(text ?? '');
    }
    catch {
        return text ?? '';
    }
}

;// CONCATENATED MODULE: ./lib/emulator/store/crc32c.js
class Crc32c {
    #table = castagnoliTable();
    #crc = 0xffffffff;
    update(data) {
        const table = this.#table;
        let crc = this.#crc;
        for (let index = 0; index < data.length; index += 1) {
            crc = (table[(crc ^ (data[index] ?? 0)) & 0xff] ?? 0) ^ (crc >>> 8);
        }
        this.#crc = crc;
        return this;
    }
    digest() {
        const bytes = Buffer.alloc(4);
        bytes.writeUInt32BE((this.#crc ^ 0xffffffff) >>> 0);
        return bytes.toString('base64');
    }
}
function castagnoliTable() {
    const table = new Uint32Array(256);
    for (let index = 0; index < 256; index += 1) {
        let value = index;
        for (let bit = 0; bit < 8; bit += 1) {
            value = (value & 1) === 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
        }
        table[index] = value >>> 0;
    }
    return table;
}

;// CONCATENATED MODULE: ./lib/emulator/store/contents.js




class ContentDigest {
    #md5 = (0,external_node_crypto_.createHash)('md5');
    #crc32c = new Crc32c();
    #size = 0;
    get size() {
        return this.#size;
    }
    update(chunk) {
        this.#md5.update(chunk);
        this.#crc32c.update(chunk);
        this.#size += chunk.length;
        return this;
    }
    content(id) {
        const md5Hash = this.#md5.digest('base64');
        return { id, size: this.#size, md5Hash, crc32c: this.#crc32c.digest() };
    }
}
class MemoryContents {
    #contents = new Map();
    async create() {
        const id = generateId();
        const digest = new ContentDigest();
        const chunks = [];
        return {
            id,
            get size() {
                return digest.size;
            },
            write: async (chunk) => {
                digest.update(chunk);
                chunks.push(chunk);
            },
            finish: async () => {
                this.#contents.set(id, Buffer.concat(chunks));
                return digest.content(id);
            },
            close: async () => undefined,
            discard: async () => undefined,
        };
    }
    reopen(id) {
        throw new Error(`content ${id} belongs to another process`);
    }
    put(data) {
        const content = new ContentDigest().update(data).content(generateId());
        this.#contents.set(content.id, data);
        return content;
    }
    stream(id, from, to) {
        const data = this.read(id);
        return external_node_stream_.Readable.from(data.length === 0 ? [] : [data.subarray(from, to + 1)]);
    }
    read(id) {
        const data = this.#contents.get(id);
        if (data === undefined)
            throw new Error(`content ${id} is missing`);
        return data;
    }
    delete(id) {
        this.#contents.delete(id);
    }
}

;// CONCATENATED MODULE: ./lib/emulator/store/damaged.js

function damaged(file, why, cause) {
    return new errors_error/* ReleaseError */.K2('STATE_CORRUPT', `${file} cannot be read: ${why}`, {
        cause,
        mend: 'Nothing was changed. Restore the folder from a copy, or name another one.',
    });
}

;// CONCATENATED MODULE: ./lib/emulator/store/content-files.js







class ContentFiles {
    #directory;
    constructor(directory) {
        this.#directory = directory;
        (0,external_node_fs_.mkdirSync)(directory, { recursive: true });
    }
    async create() {
        const id = generateId();
        const file = await (0,promises_.open)(this.#path(id), 'ax');
        return new FileWriter(id, file, new ContentDigest(), () => this.delete(id));
    }
    async reopen(id, size) {
        const path = this.#path(id);
        await (0,promises_.truncate)(path, size);
        const digest = new ContentDigest();
        for await (const chunk of (0,external_node_fs_.createReadStream)(path))
            digest.update(chunk);
        const file = await (0,promises_.open)(path, 'a');
        return new FileWriter(id, file, digest, () => this.delete(id));
    }
    put(data) {
        const content = new ContentDigest().update(data).content(generateId());
        (0,external_node_fs_.writeFileSync)(this.#path(content.id), data, { flag: 'wx' });
        return content;
    }
    stream(id, from, to) {
        const fd = (0,external_node_fs_.openSync)(this.#path(id), 'r');
        if (to < from) {
            (0,external_node_fs_.closeSync)(fd);
            return external_node_stream_.Readable.from([]);
        }
        return (0,external_node_fs_.createReadStream)('', { fd, start: from, end: to });
    }
    read(id) {
        return (0,external_node_fs_.readFileSync)(this.#path(id));
    }
    delete(id) {
        (0,external_node_fs_.rmSync)(this.#path(id), { force: true });
    }
    reconcile(referred) {
        for (const { id, size } of referred) {
            const found = (0,external_node_fs_.statSync)(this.#path(id), { throwIfNoEntry: false })?.size ?? 0;
            if (found < size)
                throw damaged(this.#path(id), `expected ${size} bytes, found ${found}`);
        }
        this.#removeExcept(new Set(referred.map(({ id }) => id)));
    }
    clear() {
        this.#removeExcept(new Set());
    }
    #removeExcept(ids) {
        for (const id of (0,external_node_fs_.readdirSync)(this.#directory))
            if (!ids.has(id))
                this.delete(id);
    }
    #path(id) {
        return (0,external_node_path_.join)(this.#directory, id);
    }
}
class FileWriter {
    id;
    #file;
    #digest;
    #remove;
    constructor(id, file, digest, remove) {
        this.id = id;
        this.#file = file;
        this.#digest = digest;
        this.#remove = remove;
    }
    get size() {
        return this.#digest.size;
    }
    async write(chunk) {
        await this.#file.appendFile(chunk);
        this.#digest.update(chunk);
    }
    async finish() {
        await this.#file.close();
        return this.#digest.content(this.id);
    }
    close() {
        return this.#file.close();
    }
    async discard() {
        await this.#file.close();
        this.#remove();
    }
}

;// CONCATENATED MODULE: ./lib/emulator/store/sqlite-backend.js

const latePeriodMs = 500;
class SqliteBackend {
    contents;
    #database;
    #put;
    #delete;
    #log;
    #timer;
    #late = new Map();
    #isClosed = false;
    constructor(database, contents, log) {
        this.#database = database;
        this.contents = contents;
        this.#log = log;
        this.#put = database.prepare(`INSERT INTO rows (kind, name, value) VALUES (?, ?, ?)
       ON CONFLICT (kind, name) DO UPDATE SET value = excluded.value`);
        this.#delete = database.prepare('DELETE FROM rows WHERE kind = ? AND name = ?');
        this.#timer = setInterval(() => this.#tryToKeepLate(), latePeriodMs);
        this.#timer.unref();
    }
    load(kind) {
        const rows = this.#database.prepare('SELECT name, value FROM rows WHERE kind = ? ORDER BY id');
        return rows.all(kind).map(({ name, value }) => {
            return [String(name), parseRow(kind, String(name), String(value))];
        });
    }
    commit(changes) {
        if (this.#isClosed)
            return;
        this.#database.exec('BEGIN IMMEDIATE');
        try {
            for (const change of changes)
                this.#write(change);
            this.#database.exec('COMMIT');
        }
        catch (error) {
            this.#rollBack();
            throw error;
        }
    }
    commitLater(change) {
        this.#late.set(`${change.kind}\n${change.name}`, change);
    }
    clear() {
        this.#late.clear();
        this.#database.exec('DELETE FROM rows');
        this.contents.clear();
    }
    close() {
        if (this.#isClosed)
            return;
        clearInterval(this.#timer);
        this.#keepLate();
        this.#isClosed = true;
        this.#database.close();
    }
    #tryToKeepLate() {
        try {
            this.#keepLate();
        }
        catch (error) {
            this.#log(`log entries and series could not be kept: ${String(error)}`);
        }
    }
    #keepLate() {
        if (this.#late.size === 0)
            return;
        this.commit([...this.#late.values()]);
        this.#late = new Map();
    }
    #rollBack() {
        try {
            this.#database.exec('ROLLBACK');
        }
        catch {
        }
    }
    #write({ kind, name, row }) {
        if (row === undefined)
            this.#delete.run(kind, name);
        else
            this.#put.run(kind, name, JSON.stringify(row));
    }
}
function parseRow(kind, name, value) {
    try {
        return JSON.parse(value);
    }
    catch (cause) {
        throw damaged('vertex.db', `row ${name} of ${kind} is not JSON`, cause);
    }
}

;// CONCATENATED MODULE: ./lib/emulator/store/data-directory.js






const schemaVersion = 1;
const applicationId = 0x56_78_52_6c;
const lockTimeoutMs = 1_000;
const busy = 5;
const schema = `
  CREATE TABLE rows (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (kind, name)
  ) STRICT;
  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${schemaVersion};
`;
function openDataDirectory(directory, log) {
    const file = (0,external_node_path_.join)(directory, 'vertex.db');
    const { DatabaseSync: Database } = loadSqlite();
    (0,external_node_fs_.mkdirSync)(directory, { recursive: true, mode: 0o700 });
    const database = new Database(file, { timeout: lockTimeoutMs });
    try {
        database.exec('PRAGMA locking_mode = EXCLUSIVE');
        checkOwner(database, file);
        database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
        createSchema(database);
        checkWhole(database, file);
        const contents = new ContentFiles((0,external_node_path_.join)(directory, 'objects'));
        return new SqliteBackend(database, contents, log);
    }
    catch (error) {
        database.close();
        throw asRefusal(error, file);
    }
}
function loadSqlite() {
    const sqlite = withoutExperimentalWarning(() => process.getBuiltinModule?.('node:sqlite'));
    if (sqlite !== undefined)
        return sqlite;
    throw new errors_error/* ReleaseError */.K2('RUNTIME_UNSUPPORTED', 'a data folder needs SQLite, which this Node lacks', {
        mend: 'Use Node 22.13 or newer, or leave out the data folder.',
    });
}
function withoutExperimentalWarning(load) {
    const { emitWarning } = process;
    process.emitWarning = (warning, ...more) => {
        if (more[0] === 'ExperimentalWarning')
            return;
        Reflect.apply(emitWarning, process, [warning, ...more]);
    };
    try {
        return load();
    }
    finally {
        process.emitWarning = emitWarning;
    }
}
function checkOwner(database, file) {
    const owner = pragma(database, 'application_id');
    const version = pragma(database, 'user_version');
    const isEmpty = database.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
    if (isEmpty && owner === 0 && version === 0)
        return;
    if (owner !== applicationId) {
        throw new errors_error/* ReleaseError */.K2('INPUT_INVALID', `${file} is not the database of an embedded Vertex`, {
            mend: 'Name another folder.',
        });
    }
    if (version !== schemaVersion) {
        throw new errors_error/* ReleaseError */.K2('STATE_CORRUPT', `${file} has schema version ${version}; this program writes version ${schemaVersion}`, { mend: 'Use the version of vertex-release that wrote it, or another folder.' });
    }
}
function createSchema(database) {
    if (pragma(database, 'user_version') === schemaVersion)
        return;
    database.exec(`BEGIN IMMEDIATE; ${schema} COMMIT`);
}
function checkWhole(database, file) {
    const found = pragma(database, 'quick_check(1)');
    if (found !== 'ok')
        throw damaged(file, String(found));
}
function pragma(database, name) {
    return Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}
function asRefusal(error, file) {
    if (!isSqliteError(error))
        return error;
    if (error.errcode === busy) {
        return new errors_error/* ReleaseError */.K2('CONFLICT', `${file} is in use by another embedded Vertex`, {
            cause: error,
            mend: 'Stop the other one, or name another folder.',
        });
    }
    return damaged(file, error.message, error);
}
function isSqliteError(error) {
    return typeof error === 'object' && error !== null && 'errcode' in error;
}

;// CONCATENATED MODULE: ./lib/emulator/store/logs.js
const maxEntries = 50_000;
const maxCharacters = 32_000_000;
const slack = 1.1;
const idBlock = 10_000;
class LogStore {
    #clock;
    #backend;
    #entries;
    #count;
    #idsReserved;
    #characters;
    #lastMs = 0;
    #nanos = 0;
    constructor(clock, backend) {
        this.#clock = clock;
        this.#backend = backend;
        this.#entries = backend.load('logs').map(([, entry]) => entry);
        this.#characters = this.#entries.reduce((sum, entry) => sum + lengthOf(entry), 0);
        const [block] = backend.load('logIds');
        this.#idsReserved = block?.[1].upTo ?? 0;
        this.#count = this.#idsReserved;
        const last = this.#entries.at(-1);
        if (last !== undefined)
            this.#lastMs = Date.parse(last.timestamp) + 1;
    }
    append(entry) {
        const ms = Math.max(this.#clock.now(), this.#lastMs);
        this.#nanos = ms === this.#lastMs ? this.#nanos + 1 : 0;
        this.#lastMs = ms;
        const fine = String(this.#nanos % 1_000_000).padStart(6, '0');
        const timestamp = new Date(ms).toISOString().replace('Z', `${fine}Z`);
        const insertId = this.#nextId();
        const whole = { ...entry, timestamp, receiveTimestamp: timestamp, insertId };
        this.#entries.push(whole);
        this.#backend.commitLater({ kind: 'logs', name: insertId, row: whole });
        this.#characters += lengthOf(whole);
        if (this.#entries.length > maxEntries * slack || this.#characters > maxCharacters * slack) {
            this.#dropOldest();
        }
    }
    list() {
        return this.#entries;
    }
    clear() {
        for (const entry of this.#entries)
            this.#forget(entry);
        this.#entries = [];
        this.#characters = 0;
    }
    #nextId() {
        this.#count += 1;
        if (this.#count > this.#idsReserved) {
            this.#idsReserved += idBlock;
            this.#backend.commit([{ kind: 'logIds', name: 'block', row: { upTo: this.#idsReserved } }]);
        }
        return this.#count.toString(36).padStart(10, '0');
    }
    #dropOldest() {
        let dropped = 0;
        for (const entry of this.#entries) {
            const left = this.#entries.length - dropped;
            if (left <= maxEntries && this.#characters <= maxCharacters)
                break;
            this.#characters -= lengthOf(entry);
            this.#forget(entry);
            dropped += 1;
        }
        this.#entries = this.#entries.slice(dropped);
    }
    #forget({ insertId }) {
        this.#backend.commitLater({ kind: 'logs', name: insertId, row: undefined });
    }
}
function lengthOf({ textPayload, jsonPayload }) {
    return textPayload?.length ?? JSON.stringify(jsonPayload ?? {}).length;
}

;// CONCATENATED MODULE: ./lib/emulator/store/memory-backend.js

function memoryBackend() {
    return {
        contents: new MemoryContents(),
        load: () => [],
        commit: () => undefined,
        commitLater: () => undefined,
        clear: () => undefined,
        close: () => undefined,
    };
}

;// CONCATENATED MODULE: ./lib/emulator/store/objects.js

class ObjectStore {
    #contents;
    #clock;
    #tables;
    #transactions;
    #uses = new Map();
    constructor(tables, contents, transactions, clock) {
        this.#tables = tables;
        this.#contents = contents;
        this.#transactions = transactions;
        this.#clock = clock;
        for (const { contentId } of tables.objects.list(''))
            this.#count(contentId, 1);
    }
    createBucket(name, projectNumber, location = 'US', isManaged = false) {
        const timeCreated = toTimestamp(this.#clock.now());
        const bucket = { name, projectNumber, location, timeCreated };
        this.#tables.buckets.put(name, { bucket, isManaged });
        return bucket;
    }
    bucket(name) {
        return this.#tables.buckets.get(name)?.bucket;
    }
    listBuckets() {
        const rows = this.#tables.buckets.list('');
        return rows.filter(({ isManaged }) => !isManaged).map(({ bucket }) => bucket);
    }
    deleteBucket(name) {
        this.#tables.buckets.delete(name);
    }
    get(bucket, name) {
        return this.#tables.objects.get(`${bucket}/${name}`);
    }
    list(bucket, prefix) {
        return this.#tables.objects
            .list(`${bucket}/${prefix}`)
            .toSorted((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
    }
    put(bucket, name, data, attributes) {
        return this.place(bucket, name, this.#contents.put(data), attributes);
    }
    receive() {
        return this.#contents.create();
    }
    receiveMore({ id, size }) {
        return this.#contents.reopen(id, size);
    }
    forget({ id }) {
        this.#contents.delete(id);
    }
    place(bucket, name, { id: contentId, ...content }, attributes) {
        return this.#write(bucket, name, { ...attributes, ...content, contentId });
    }
    copy(source, bucket, name, changes = {}) {
        return this.#write(bucket, name, { ...source, ...changes });
    }
    patch(object, attributes) {
        const patched = {
            ...object,
            ...attributes,
            metageneration: String(Number(object.metageneration) + 1),
            updated: toTimestamp(this.#clock.now()),
        };
        this.#tables.objects.put(`${object.bucket}/${object.name}`, patched);
        return patched;
    }
    delete(bucket, name) {
        const object = this.get(bucket, name);
        if (object === undefined)
            return;
        this.#transactions.run(() => {
            this.#tables.objects.delete(`${bucket}/${name}`);
            this.#transactions.afterwards(() => this.#count(object.contentId, -1));
        });
    }
    read(object) {
        return this.#contents.read(object.contentId);
    }
    stream(object, from = 0, to = object.size - 1) {
        return this.#contents.stream(object.contentId, from, to);
    }
    contents() {
        return this.#tables.objects.list('').map(({ contentId: id, size }) => ({ id, size }));
    }
    clear() {
        this.#transactions.run(() => {
            for (const { bucket, name } of this.#tables.objects.list(''))
                this.delete(bucket, name);
            this.#tables.buckets.clear();
        });
    }
    #write(bucket, name, content) {
        const now = this.#clock.now();
        return this.#transactions.run(() => {
            const object = {
                ...content,
                bucket,
                name,
                generation: this.#nextGeneration(now),
                metageneration: '1',
                timeCreated: toTimestamp(now),
                updated: toTimestamp(now),
            };
            const before = this.get(bucket, name);
            this.#tables.objects.put(`${bucket}/${name}`, object);
            this.#transactions.afterwards(() => {
                this.#count(object.contentId, 1);
                if (before !== undefined)
                    this.#count(before.contentId, -1);
            });
            return object;
        });
    }
    #nextGeneration(now) {
        const last = BigInt(this.#tables.generations.get('last')?.last ?? '0');
        const micros = BigInt(Math.trunc(now)) * 1000n;
        const next = String(micros > last ? micros : last + 1n);
        this.#tables.generations.put('last', { last: next });
        return next;
    }
    #count(contentId, change) {
        const uses = (this.#uses.get(contentId) ?? 0) + change;
        this.#uses.set(contentId, uses);
        if (uses > 0)
            return;
        this.#uses.delete(contentId);
        this.#contents.delete(contentId);
    }
}
function parseGsUri(uri) {
    const match = /^gs:\/\/([^/]+)\/?(.*)$/.exec(uri);
    const [, bucket, path] = match ?? [];
    return bucket === undefined ? undefined : { bucket, path: path ?? '' };
}

;// CONCATENATED MODULE: ./lib/emulator/store/operations.js





class OperationStore {
    #table;
    #transactions;
    #clock;
    #schedule;
    #definitions = new Map();
    #running = new Map();
    #isSuspended = false;
    constructor(table, transactions, clock, schedule = () => undefined) {
        this.#table = table;
        this.#transactions = transactions;
        this.#clock = clock;
        this.#schedule = schedule;
    }
    define(kind, work) {
        this.#definitions.set(kind, { duration: 'lasting', work });
    }
    defineImmediate(kind, apply) {
        this.#definitions.set(kind, { duration: 'immediate', apply });
    }
    start(spec, kind, input) {
        const id = generateId();
        this.#transactions.run(() => {
            this.#open(id, spec, kind, input);
            this.#begin(id);
        });
        return this.#row(id).operation;
    }
    resume() {
        for (const { operation } of this.#table.list('')) {
            if (!operation.done)
                this.#begin(trailingId(operation.name));
        }
    }
    async suspend() {
        this.#isSuspended = true;
        await this.#abortAll();
    }
    get(name) {
        return this.#row(name).operation;
    }
    list(prefix) {
        return this.#table
            .list('')
            .map(({ operation }) => operation)
            .filter((operation) => operation.name.startsWith(`${prefix}/`));
    }
    running(resource) {
        const prefix = `${resource}/operations/`;
        return [...this.#running.values()]
            .map(({ name }) => name)
            .filter((name) => name.startsWith(prefix));
    }
    cancel(name) {
        this.#row(name);
        this.#running.get(trailingId(name))?.cancel.abort();
    }
    delete(name) {
        const { operation } = this.#row(name);
        if (!operation.done) {
            throw new api_error/* ApiError */.hD('FAILED_PRECONDITION', `Operation ${operation.name} is not done.`);
        }
        this.#table.delete(trailingId(name));
    }
    async wait(name, timeoutMs, signal) {
        this.#row(name);
        const gaveUp = new AbortController();
        const limit = AbortSignal.any([signal, gaveUp.signal]);
        const pause = (0,external_node_timers_promises_.setTimeout)(timeoutMs, undefined, { signal: limit }).catch(() => undefined);
        await Promise.race([this.#running.get(trailingId(name))?.over, pause]);
        gaveUp.abort();
        return this.#row(name).operation;
    }
    async clear() {
        await this.#abortAll();
        this.#table.clear();
    }
    async #abortAll() {
        const running = [...this.#running.values()];
        for (const { cancel } of running)
            cancel.abort();
        await Promise.all(running.map(({ over }) => over));
    }
    #open(id, spec, kind, input) {
        const now = this.#clock.now();
        const name = `${spec.parent}/operations/${id}`;
        const { delayMs = 0, ...error } = this.#schedule({ ...spec, kind }) ?? {};
        const operation = { name, metadata: {}, done: false };
        const createTime = toTimestamp(now);
        const from = now + delayMs;
        this.#table.put(id, { operation, spec, createTime, kind, input, from, ...error });
        this.#report(id, spec.metadata ?? {});
    }
    #begin(id) {
        const row = this.#row(id);
        const definition = this.#definitions.get(row.kind);
        const waitMs = row.from - this.#clock.now();
        if (waitMs <= 0 && row.error !== undefined)
            return this.#settle(id, { error: row.error });
        if (waitMs <= 0 && definition?.duration === 'immediate')
            return this.#apply(id, definition);
        this.#transactions.afterwards(() => this.#carryOut(id, waitMs));
    }
    #carryOut(id, waitMs) {
        const cancel = new AbortController();
        const over = this.#end(id, waitMs, cancel.signal).finally(() => this.#running.delete(id));
        this.#running.set(id, { name: this.#row(id).operation.name, cancel, over });
    }
    async #end(id, waitMs, signal) {
        try {
            if (waitMs > 0)
                await (0,external_node_timers_promises_.setTimeout)(waitMs, undefined, { signal });
            const { kind, error } = this.#row(id);
            const definition = this.#definitions.get(kind);
            if (error !== undefined)
                this.#settle(id, { error });
            else if (definition?.duration === 'immediate')
                this.#apply(id, definition);
            else
                await this.#work(id, definition, signal);
        }
        catch (thrown) {
            if (this.#isSuspended)
                return;
            const error = signal.aborted ? cancelled() : (0,api_error/* toApiError */.Gv)(thrown);
            this.#settle(id, { error: error.toRpcStatus() });
        }
    }
    async #work(id, definition, signal) {
        const { kind, input, spec } = this.#row(id);
        if (definition?.duration !== 'lasting')
            throw new Error(`no operation is named "${kind}"`);
        const report = (metadata) => this.#report(id, metadata);
        const response = await definition.work(input, { signal, report });
        this.#settle(id, { response: (0,encode/* anyOf */.E)(spec.responseType, response) });
    }
    #apply(id, { apply }) {
        const { input, spec } = this.#row(id);
        try {
            this.#transactions.run(() => {
                const response = apply(input);
                this.#settle(id, { response: (0,encode/* anyOf */.E)(spec.responseType, response) });
            });
        }
        catch (thrown) {
            this.#settle(id, { error: (0,api_error/* toApiError */.Gv)(thrown).toRpcStatus() });
        }
    }
    #report(id, metadata) {
        const row = this.#row(id);
        const whole = { ...metadata, genericMetadata: this.#generic(row) };
        const operation = { ...row.operation, metadata: (0,encode/* anyOf */.E)(row.spec.metadataType, whole) };
        this.#table.put(id, { ...row, operation });
    }
    #settle(id, result) {
        const row = this.#row(id);
        const metadata = { ...row.operation.metadata, genericMetadata: this.#generic(row) };
        const { error: _planned, ...kept } = row;
        const operation = { ...row.operation, metadata, done: true, ...result };
        this.#table.put(id, { ...kept, operation, input: {} });
    }
    #generic({ createTime }) {
        return { createTime, updateTime: toTimestamp(this.#clock.now()) };
    }
    #row(name) {
        const row = this.#table.get(trailingId(name));
        if (row === undefined)
            throw new api_error/* ApiError */.hD('NOT_FOUND', `Operation ${name} is not found.`);
        return row;
    }
}
function cancelled() {
    return new api_error/* ApiError */.hD('CANCELLED', 'The operation was cancelled.');
}
function trailingId(name) {
    return name.slice(name.lastIndexOf('/') + 1);
}

;// CONCATENATED MODULE: ./lib/emulator/store/project-names.js

class ProjectNames {
    #table;
    constructor(table) {
        this.#table = table;
    }
    noteIn(path) {
        const id = /\/projects\/([^/]+)\//.exec(path)?.[1];
        if (id === undefined || /^\d+$/.test(id))
            return;
        const number = projectNumber(id);
        if (this.#table.get(number)?.id !== id)
            this.#table.put(number, { id });
    }
    idOf(number) {
        return this.#table.get(number)?.id ?? number;
    }
}

;// CONCATENATED MODULE: ./lib/emulator/store/table.js
class NotedTable {
    #kind;
    #transactions;
    #rows = new Map();
    #nextPosition = 0;
    constructor(kind, transactions, stored = []) {
        this.#kind = kind;
        this.#transactions = transactions;
        for (const [name, resource] of stored)
            this.#set(name, resource);
    }
    get(name) {
        return this.#rows.get(name)?.resource;
    }
    put(name, resource) {
        const before = this.#rows.get(name);
        this.#set(name, resource);
        this.#note(name, resource, before);
    }
    delete(name) {
        const before = this.#rows.get(name);
        if (before === undefined)
            return;
        this.#rows.delete(name);
        this.#note(name, undefined, before);
    }
    list(prefix) {
        const found = [];
        for (const [name, { resource }] of this.#rows) {
            if (name.startsWith(prefix))
                found.push(resource);
        }
        return found;
    }
    clear() {
        this.#transactions.run(() => {
            for (const name of this.#rows.keys())
                this.delete(name);
        });
    }
    #set(name, resource) {
        const position = this.#rows.get(name)?.position ?? this.#nextPosition++;
        this.#rows.set(name, { position, resource });
    }
    #note(name, row, before) {
        const undo = () => this.#restore(name, before);
        this.#transactions.note({ kind: this.#kind, name, row, undo });
    }
    #restore(name, before) {
        const isBack = before !== undefined && !this.#rows.has(name);
        if (before === undefined)
            this.#rows.delete(name);
        else
            this.#rows.set(name, before);
        if (isBack) {
            const inOrder = [...this.#rows].toSorted(([, a], [, b]) => a.position - b.position);
            this.#rows = new Map(inOrder);
        }
    }
}

;// CONCATENATED MODULE: ./lib/emulator/store/transactions.js
class Transactions {
    #commit;
    #depth = 0;
    #changes = [];
    #afterwards = [];
    constructor(commit = () => undefined) {
        this.#commit = commit;
    }
    run(body) {
        const changes = this.#changes.length;
        const afterwards = this.#afterwards.length;
        this.#depth += 1;
        try {
            const result = body();
            if (this.#depth === 1 && this.#changes.length > 0)
                this.#commit(this.#changes);
            return result;
        }
        catch (error) {
            for (const change of this.#changes.splice(changes).toReversed())
                change.undo();
            this.#afterwards.splice(afterwards);
            throw error;
        }
        finally {
            this.#depth -= 1;
            if (this.#depth === 0)
                this.#finish();
        }
    }
    note(change) {
        this.run(() => this.#changes.push(change));
    }
    afterwards(action) {
        this.run(() => this.#afterwards.push(action));
    }
    #finish() {
        const actions = this.#afterwards;
        this.#changes = [];
        this.#afterwards = [];
        for (const action of actions)
            action();
    }
}

;// CONCATENATED MODULE: ./lib/emulator/store/store.js








function createStore(options) {
    const { dataDir, log = () => undefined } = options;
    if (dataDir === undefined)
        return storeOver(memoryBackend(), options);
    const backend = openDataDirectory(dataDir, log);
    try {
        const store = storeOver(backend, options);
        backend.contents.reconcile([
            ...store.objects.contents(),
            ...store.uploadSessions.list('').flatMap(({ content }) => content ?? []),
        ]);
        return store;
    }
    catch (error) {
        backend.close();
        throw error;
    }
}
function storeOver(backend, { clock, schedule }) {
    const transactions = new Transactions((changes) => backend.commit(changes));
    const tables = [];
    const openTable = (kind) => {
        const table = new NotedTable(kind, transactions, backend.load(kind));
        tables.push(table);
        return table;
    };
    const operations = new OperationStore(openTable('operations'), transactions, clock, schedule);
    const objectTables = {
        buckets: openTable('buckets'),
        objects: openTable('objects'),
        generations: openTable('generations'),
    };
    const objects = new ObjectStore(objectTables, backend.contents, transactions, clock);
    const logs = new LogStore(clock, backend);
    return {
        models: openTable('models'),
        evaluations: openTable('evaluations'),
        evaluationSlices: openTable('evaluationSlices'),
        endpoints: openTable('endpoints'),
        customJobs: openTable('customJobs'),
        uploadSessions: openTable('uploadSessions'),
        openTable,
        transactions,
        backend,
        operations,
        objects,
        logs,
        projects: new ProjectNames(openTable('projects')),
        clear: async () => {
            await operations.clear();
            transactions.run(() => {
                objects.clear();
                for (const table of tables)
                    table.clear();
            });
            logs.clear();
            backend.clear();
        },
        close: () => backend.close(),
    };
}

;// CONCATENATED MODULE: ./lib/emulator/shutdown.js
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
function isForeign(listener) {
    return listener.name !== 'onEmulatorSignal';
}
function endWithProcess({ stop, killAll }) {
    const onEmulatorSignal = (signal) => {
        const othersDecide = process.rawListeners(signal).some(isForeign);
        void stop().finally(() => {
            if (!othersDecide)
                process.kill(process.pid, signal);
        });
    };
    process.on('exit', killAll);
    for (const signal of signals)
        process.prependListener(signal, onEmulatorSignal);
    return () => {
        process.off('exit', killAll);
        for (const signal of signals)
            process.off(signal, onEmulatorSignal);
    };
}

// EXTERNAL MODULE: ./lib/emulator/node_modules/@google-cloud/aiplatform/build/protos/protos.json
var protos = __webpack_require__(16479);
// EXTERNAL MODULE: ./lib/emulator/node_modules/@google-cloud/monitoring/build/protos/protos.json
var protos_protos = __webpack_require__(66024);
;// CONCATENATED MODULE: ./lib/emulator/wire/descriptors.js


const servedServices = (/* unused pure expression or super */ null && ([
    'google.cloud.aiplatform.v1.ModelService',
    'google.cloud.aiplatform.v1.EndpointService',
    'google.cloud.aiplatform.v1.PredictionService',
    'google.cloud.aiplatform.v1.JobService',
    'google.cloud.aiplatform.v1.MetadataService',
    'google.cloud.aiplatform.v1.TensorboardService',
    'google.longrunning.Operations',
    'google.monitoring.v3.MetricService',
    'google.monitoring.v3.AlertPolicyService',
    'google.monitoring.v3.NotificationChannelService',
]));
function officialDescriptors() {
    return [protos, protos_protos];
}

;// CONCATENATED MODULE: ./lib/emulator/wire/grpc/rpc-server.js

class RpcServer {
    #parts;
    #descriptors;
    #server;
    #connections = new Map();
    #stack;
    constructor(parts, descriptors) {
        this.#parts = parts;
        this.#descriptors = descriptors;
        const options = { pauseOnConnect: true, noDelay: true };
        this.#server = (0,external_node_net_.createServer)(options, (socket) => void this.#accept(socket));
    }
    async listen(port) {
        await new Promise((resolve, reject) => {
            this.#server.once('error', reject);
            this.#server.listen(port, '127.0.0.1', () => resolve());
        });
        return this.#server.address().port;
    }
    async close() {
        const closed = new Promise((resolve) => this.#server.close(() => resolve()));
        (await this.#stack)?.close();
        for (const socket of this.#connections.values())
            socket.destroy();
        await closed;
    }
    async #accept(socket) {
        const peer = `${socket.remoteAddress}:${socket.remotePort}`;
        this.#connections.set(peer, socket);
        socket.once('close', () => this.#connections.delete(peer));
        socket.on('error', () => undefined);
        this.#stack ??= this.#open();
        const stack = await this.#stack;
        if (socket.destroyed)
            return;
        stack.serve(socket);
        socket.resume();
    }
    async #open() {
        const { openRpcStack } = await Promise.all(/* import() */[__webpack_require__.e(695), __webpack_require__.e(474)]).then(__webpack_require__.bind(__webpack_require__, 23474));
        const drop = (peer) => void this.#connections.get(peer)?.destroy();
        return openRpcStack(this.#parts, this.#descriptors, drop);
    }
}

;// CONCATENATED MODULE: ./lib/emulator/control/clock-routes.js




const pattern = /^\/emulator\/v1\/clock$/;
function clockRoutes(clock) {
    const describe = () => ({ now: toTimestamp(clock.now()), offset_ms: clock.offsetMs });
    return [
        {
            httpMethod: 'GET',
            pattern,
            handle: ({ response }) => (0,http_body/* sendJson */.jD)(response, 200, describe()),
        },
        {
            httpMethod: 'POST',
            pattern,
            handle: async ({ request, response }) => {
                clock.offsetMs = readOffset((0,http_body/* parseJson */.qF)(await (0,http_body/* readBody */.x8)(request, http_body/* jsonBodyLimit */.sG)));
                (0,http_body/* sendJson */.jD)(response, 200, describe());
            },
        },
    ];
}
function readOffset(body) {
    const offset = (0,wire_json/* isJsonObject */.O)(body) ? body['offset_ms'] : undefined;
    if (typeof offset === 'number' && Number.isFinite(offset))
        return offset;
    throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', `offset_ms: expected a number of milliseconds, found ${JSON.stringify(offset) ?? 'nothing'}`);
}

// EXTERNAL MODULE: ./lib/errors/problem.js
var errors_problem = __webpack_require__(94961);
;// CONCATENATED MODULE: ./lib/emulator/control/faults/fault-routes.js





const fault_routes_all = /^\/emulator\/v1\/faults$/;
const one = /^\/emulator\/v1\/faults\/(?<id>[^/]+)$/;
function faultRoutes(faults) {
    return [
        {
            httpMethod: 'POST',
            pattern: fault_routes_all,
            handle: async ({ request, response }) => {
                const problems = [];
                const spec = readFault((0,http_body/* parseJson */.qF)(await (0,http_body/* readBody */.x8)(request, http_body/* jsonBodyLimit */.sG)), '', problems);
                if (spec === undefined)
                    throw refusal(problems);
                (0,http_body/* sendJson */.jD)(response, 200, faults.create(spec).describe());
            },
        },
        {
            httpMethod: 'GET',
            pattern: fault_routes_all,
            handle: ({ response }) => (0,http_body/* sendJson */.jD)(response, 200, { faults: faults.list() }),
        },
        {
            httpMethod: 'DELETE',
            pattern: fault_routes_all,
            handle: ({ response }) => {
                faults.clear();
                (0,http_body/* sendJson */.jD)(response, 200, {});
            },
        },
        {
            httpMethod: 'GET',
            pattern: one,
            handle: ({ response, captured }) => (0,http_body/* sendJson */.jD)(response, 200, faults.get(captured['id'] ?? '')),
        },
        {
            httpMethod: 'DELETE',
            pattern: one,
            handle: ({ response, captured }) => {
                faults.delete(captured['id'] ?? '');
                (0,http_body/* sendJson */.jD)(response, 200, {});
            },
        },
    ];
}
function refusal(problems) {
    const fieldViolations = problems.map((problem) => ({
        field: problem.where,
        description: (0,errors_problem/* describeProblem */.B)(problem),
    }));
    return new api_error/* ApiError */.hD('INVALID_ARGUMENT', `The fault is invalid: ${problems.map(errors_problem/* describeProblem */.B).join('; ')}`, undefined, [(0,encode/* anyOf */.E)('google.rpc.BadRequest', { fieldViolations })]);
}

;// CONCATENATED MODULE: ./lib/emulator/control/control.js



function controlRoutes(parts) {
    const { store, runtime, clock, faults, reset } = parts;
    return [
        ...faultRoutes(faults),
        ...clockRoutes(clock),
        {
            httpMethod: 'GET',
            pattern: /^\/healthz$/,
            handle: ({ response }) => (0,http_body/* sendJson */.jD)(response, 200, { status: 'ok' }),
        },
        {
            httpMethod: 'GET',
            pattern: /^\/emulator\/v1\/state$/,
            handle: ({ response }) => (0,http_body/* sendJson */.jD)(response, 200, describeState(store, runtime)),
        },
        {
            httpMethod: 'POST',
            pattern: /^\/emulator\/v1\/reset$/,
            handle: async ({ request, response }) => {
                request.resume();
                await reset();
                (0,http_body/* sendJson */.jD)(response, 200, {});
            },
        },
    ];
}
function describeState(store, runtime) {
    return {
        models: store.models.list('').map(({ name, displayName, versions }) => ({
            name,
            displayName,
            versions: versions.map(({ versionId, aliases }) => ({ versionId, aliases })),
        })),
        endpoints: store.endpoints
            .list('')
            .map(({ name, displayName, trafficSplit, deployedModels }) => ({
            name,
            displayName,
            trafficSplit,
            deployedModels: deployedModels.map(({ id, model, modelVersionId }) => ({
                id,
                model: `${model}@${modelVersionId}`,
            })),
        })),
        customJobs: store.customJobs.list('').map(({ name, displayName, state }) => ({
            name,
            displayName,
            state,
        })),
        processes: runtime.processes.list(),
    };
}

;// CONCATENATED MODULE: ./lib/emulator/page/cut.js
function cut(text, length) {
    return text.length <= length ? text : `${text.slice(0, length - 1).toWellFormed()}…`;
}

;// CONCATENATED MODULE: ./lib/emulator/page/listing.js

function listingOf(all, limit, view) {
    return { items: all.slice(0, limit).map(view), total: all.length };
}
function namedOf({ name, displayName }, projects) {
    const { project, location } = locationOf(name);
    return { name, displayName, place: `${projects.idOf(project)} · ${location}` };
}

;// CONCATENATED MODULE: ./lib/emulator/series/metrics.js
const endpointResourceType = 'aiplatform.googleapis.com/Endpoint';
const metricPrefix = 'aiplatform.googleapis.com/prediction/online/';
const commonLabels = ['deployed_model_id', 'model_display_name', 'endpoint_display_name', 'spot'];
function metric(name, metricKind, valueType, displayName, more = {}) {
    return {
        type: metricPrefix + name,
        metricKind,
        valueType,
        unit: more.unit ?? '1',
        displayName,
        description: `${displayName}, per deployed model.`,
        labels: [...commonLabels, ...(more.labels ?? [])],
    };
}
const onlineMetrics = [
    metric('response_count', 'DELTA', 'INT64', 'Response count', { labels: ['response_code'] }),
    metric('error_count', 'DELTA', 'INT64', 'Error count'),
    metric('prediction_count', 'DELTA', 'INT64', 'Prediction count'),
    metric('prediction_latencies', 'DELTA', 'DISTRIBUTION', 'Prediction latencies', {
        unit: 'ms',
        labels: ['latency_type'],
    }),
    metric('replicas', 'GAUGE', 'INT64', 'Replica count'),
    metric('target_replicas', 'GAUGE', 'INT64', 'Replica target'),
];

;// CONCATENATED MODULE: ./lib/emulator/page/log-tails.js




const linesKept = 100;
const sourcesKept = 500;
const lineLength = 500;
class LogTails {
    #tails = new Map();
    #lastRead = '';
    follow(entries) {
        const from = entries.findLastIndex(({ insertId }) => insertId <= this.#lastRead) + 1;
        for (const entry of entries.slice(from))
            this.#add(entry);
        this.#lastRead = entries.at(-1)?.insertId ?? this.#lastRead;
    }
    of(source) {
        return (this.#tails.get(source) ?? []).map(lineOf);
    }
    clear() {
        this.#tails.clear();
    }
    #add(entry) {
        const source = sourceOf(entry);
        if (source === undefined)
            return;
        const tail = this.#tails.get(source);
        if (tail === undefined) {
            this.#tails.set(source, [entry]);
            this.#forgetOldest();
            return;
        }
        tail.push(entry);
        if (tail.length > linesKept)
            tail.shift();
    }
    #forgetOldest() {
        const [oldest] = this.#tails.keys();
        if (this.#tails.size > sourcesKept && oldest !== undefined)
            this.#tails.delete(oldest);
    }
}
function sourceOfJob(name) {
    return `projects/${locationOf(name).project}/jobs/${idOf(name)}`;
}
function sourceOfDeployedModel(endpoint, deployedModelId) {
    return `${endpoint}/deployedModels/${deployedModelId}`;
}
function sourceOf({ resource, labels = {} }) {
    const { job_id: job, project_id: project, ...others } = resource.labels;
    if (resource.type === 'ml_job')
        return `projects/${project}/jobs/${job}`;
    const { deployed_model_id: deployedModel } = labels;
    if (resource.type !== endpointResourceType || deployedModel === undefined)
        return undefined;
    const location = `projects/${others['resource_container']}/locations/${others['location']}`;
    return sourceOfDeployedModel(`${location}/endpoints/${others['endpoint_id']}`, deployedModel);
}
function lineOf({ timestamp, severity, textPayload, jsonPayload }) {
    const text = textPayload ?? textOf(jsonPayload ?? {});
    return { time: timestamp, severity, text: cut((0,external_node_util_.stripVTControlCharacters)(text), lineLength) };
}
function textOf({ message, ...rest }) {
    const others = Object.keys(rest).length === 0 ? [] : [JSON.stringify(rest)];
    return [...(message === undefined ? [] : [String(message)]), ...others].join(' ');
}

;// CONCATENATED MODULE: ./lib/emulator/page/traffic-view.js



const stepMs = 5_000;
const stepCount = 60;
const minuteMs = 60_000;
function readTraffic(series, now) {
    const end = Math.floor(now / stepMs) * stepMs;
    const begin = end - stepCount * stepMs;
    const seconds = series?.recent(begin) ?? [];
    const within = (from, to) => seconds.filter(({ start }) => start >= from && start < to);
    const steps = Array.from({ length: stepCount }, (_unused, index) => {
        const from = begin + index * stepMs;
        return summarise(within(from, from + stepMs));
    });
    return {
        traffic: { end: toTimestamp(end), stepSeconds: stepMs / 1000, steps },
        lastMinute: summarise(within(now - minuteMs, now)),
    };
}
function summarise(seconds) {
    const latencies = seconds.map(({ total }) => total).reduce(mergeDistributions, emptyDistribution);
    const errors = seconds.reduce((sum, second) => sum + second.errors, 0);
    return {
        requests: latencies.count,
        errors,
        p50: percentile(latencies, 50),
        p95: percentile(latencies, 95),
    };
}
function percentile(latencies, percent) {
    if (latencies.count === 0)
        return null;
    return Math.round(percentileOf(latencies, percent) * 10) / 10;
}

;// CONCATENATED MODULE: ./lib/emulator/page/endpoint-views.js




const endpointLimit = 50;
const messageLength = 1_000;
function viewEndpoints(parts) {
    const { store, runtime } = parts;
    const newestFirst = store.endpoints
        .list('')
        .toSorted((a, b) => Number(a.updateTime < b.updateTime) - Number(a.updateTime > b.updateTime));
    const processes = runtime.processes.list();
    return listingOf(newestFirst, endpointLimit, (endpoint) => ({
        ...namedOf(endpoint, store.projects),
        isChanging: store.operations.running(endpoint.name).length > 0,
        deployedModels: endpoint.deployedModels.map((deployed) => viewDeployedModel(endpoint, deployed, processes, parts)),
    }));
}
function viewDeployedModel(endpoint, { id, displayName, model, modelVersionId }, processes, { store, runtime, clock }) {
    const served = runtime.serving.get(endpoint.name, id);
    const modelName = store.models.get(model)?.displayName ?? model;
    const replicas = served && {
        ready: served.replicas.readyCount,
        target: served.replicas.targetCount,
        message: cut(served.replicas.availability.message, messageLength),
        processIds: processes
            .filter(({ resource }) => resource === `${endpoint.name} ${id}`)
            .map(({ pid }) => pid),
    };
    return {
        id,
        displayName,
        model: `${modelName}@${modelVersionId}`,
        share: endpoint.trafficSplit[id] ?? 0,
        ...(replicas === undefined ? {} : { replicas }),
        ...readTraffic(served?.series, clock.now()),
        log: sourceOfDeployedModel(endpoint.name, id),
    };
}

;// CONCATENATED MODULE: ./lib/emulator/page/fault-views.js



const faultLimit = 30;
const settingsLength = 500;
const nameLength = 300;
function viewFaults({ faults }) {
    const views = faults.list().toReversed().map(viewFault);
    const lastHit = ({ lastHit: hit }) => (hit ? Date.parse(hit.time) : 0);
    return listingOf(views.toSorted((a, b) => lastHit(b) - lastHit(a)), faultLimit, (view) => view);
}
function viewFault(fault) {
    const { id, kind, created: _created, seen, hits, last_hit: hit, ...given } = fault;
    const settings = Object.entries(given).map(([name, value]) => `${name}: ${String(value)}`);
    return {
        id: String(id),
        kind: String(kind),
        settings: cut(settings.join(', '), settingsLength),
        seen: Number(seen),
        hits: Number(hits),
        ...((0,wire_json/* isJsonObject */.O)(hit) ? { lastHit: viewHit(hit) } : {}),
    };
}
function viewHit({ time, method, resource }) {
    return {
        time: String(time),
        method: cut(String(method), nameLength),
        resource: cut(String(resource), nameLength),
    };
}

;// CONCATENATED MODULE: ./lib/emulator/page/job-views.js



const jobLimit = 50;
const errorLength = 4_000;
const programLength = 300;
function viewJobs({ store, clock, jobs }) {
    const { customJobs, batchPredictionJobs } = jobs.all();
    const all = [
        ...customJobs.map((job) => ({ job, view: () => viewCustomJob(job) })),
        ...batchPredictionJobs.map((job) => ({
            job,
            view: () => viewBatchPrediction(job, store.models.get(job.model ?? '')?.displayName),
        })),
    ];
    const newestFirst = all
        .toReversed()
        .toSorted((a, b) => Date.parse(b.job.createTime) - Date.parse(a.job.createTime));
    return listingOf(newestFirst, jobLimit, ({ job, view }) => {
        const { state, createTime, error } = job;
        return {
            ...namedOf(job, store.projects),
            ...view(),
            state,
            createTime,
            ...runOf(job, clock.now()),
            ...(error === undefined ? {} : { error: cut(error.message, errorLength) }),
            log: sourceOfJob(job.name),
        };
    });
}
function runOf({ startTime, endTime }, now) {
    if (startTime === undefined)
        return {};
    const end = endTime === undefined ? now : Date.parse(endTime);
    return { startTime, ranMs: end - Date.parse(startTime) };
}
function viewCustomJob({ jobSpec }) {
    const image = jobSpec.workerPoolSpecs?.[0]?.containerSpec?.imageUri ?? '';
    return { kind: 'custom', program: cut(image, programLength) };
}
function viewBatchPrediction({ model, modelVersionId, completionStats }, modelName) {
    const program = model === undefined ? 'its own container' : `${modelName ?? model}@${modelVersionId}`;
    const seen = { kind: 'batch prediction', program };
    if (completionStats === undefined)
        return seen;
    const { successfulCount, failedCount } = completionStats;
    return { ...seen, progress: `${successfulCount} predicted, ${failedCount} failed` };
}

;// CONCATENATED MODULE: ./lib/emulator/services/messages.js
const knownMessages = {
    unknownDeployedModels: (ids) => `The following DeployedModel ID(s) [${ids.join(', ')}] do not exist.`,
    endpointNotEmpty: () => 'Endpoint has deployed or being-deployed DeployedModel(s)',
    automaticResources: (model) => `'automatic_resources' is not supported for Model ${model}.`,
    noTrafficSplit: (endpoint) => `Endpoint ${endpoint} doesn't have traffic_split.`,
    noExplanation: (id) => `Deployed model ${id} does not support explanation.`,
    payloadTooLarge: (limit) => `Request payload size exceeds the limit: ${limit} bytes.`,
    responseTooLarge: (endpointId, deployedModelId, size, limit) => `Failed to handle request. endpoint_id: ${endpointId}, deployed_model_id: ${deployedModelId} with error: Response size too large. Received at least ${size} bytes; max ${limit}.`,
    metadataEtag: (what, given, current) => `Specified ${what} \`etag\`: \`${given}\` does not match server \`etag\`: \`${current}\``,
};
const approximateMessages = {
    notFound: (what, name) => `The ${what} "${name}" is not found.`,
    alreadyExists: (what, name) => `The ${what} "${name}" already exists.`,
    required: (field) => `Field: ${field}; Message: Required field is not set.`,
    invalidField: (field, why) => `Field: ${field}; Message: ${why}`,
    trafficSum: (sum) => `Sum of all traffic within traffic split needs to be 100, but it is ${sum}.`,
    trafficValue: (id, value) => `Traffic of DeployedModel ${id} must be an integer from 0 to 100, found ${String(value)}.`,
    undeployWithTraffic: (id) => `DeployedModel ${id} still has traffic. Unassign its traffic before, or with, undeploying it.`,
    duplicateDeployedModel: (id) => `DeployedModel with ID ${id} already exists on the Endpoint.`,
    etagMismatch: () => 'The etag in the request does not match the current etag of the resource.',
    operationsRunning: (endpoint, operations) => `There are other operations running on the Endpoint "${endpoint}". Operation(s) are: ${operations.join(', ')}.`,
    defaultNeeded: () => 'A Model must have exactly one version with alias "default". Assign it to another version instead.',
    aliasForm: (alias) => `Version alias "${alias}" is invalid: it must match [a-z][a-zA-Z0-9-]{0,126}[a-z0-9].`,
    versionDeployed: (name) => `The Model version "${name}" is deployed to an Endpoint. Undeploy it first.`,
    modelDeployed: (name) => `The Model "${name}" is deployed to an Endpoint. Undeploy it first.`,
    onlyVersion: () => 'The only version of a Model cannot be deleted. Delete the Model instead.',
    deletesDefault: () => 'The default version of a Model cannot be deleted. Move the alias "default" first.',
    mixedScopes: (fields, scope) => `update_mask names ${fields.join(', ')}, which cannot be updated with a ${scope} name.`,
    predictionsMissing: () => 'The model server answered without "predictions". A response must be a JSON object with a list "predictions".',
};

;// CONCATENATED MODULE: ./lib/emulator/services/models/export-formats.js
function exportFormatsOf({ artifactUri, }) {
    return artifactUri === '' ? [] : [{ id: 'custom-trained', exportableContents: ['ARTIFACT'] }];
}

;// CONCATENATED MODULE: ./lib/emulator/services/validation.js


const maxLabels = 64;
const labelText = /^[\p{Ll}\p{Lo}\p{N}_-]*$/u;
const labelKeyStart = /^[\p{Ll}\p{Lo}]/u;
function invalidField(field, why) {
    return new api_error/* ApiError */.hD('INVALID_ARGUMENT', approximateMessages.invalidField(field, why));
}
function requireDisplayName(displayName, field) {
    if (displayName === undefined || displayName === '') {
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', approximateMessages.required(field));
    }
    if ([...displayName].length > 128) {
        throw invalidField(field, 'The display name must have at most 128 characters.');
    }
    return displayName;
}
function checkLabels(labels, field) {
    const entries = Object.entries(labels ?? {});
    if (entries.length > maxLabels)
        throw invalidField(field, `At most ${maxLabels} labels are allowed.`);
    for (const [key, value] of entries) {
        const isKey = key !== '' && [...key].length <= 64 && labelKeyStart.test(key) && labelText.test(key);
        if (!isKey)
            throw invalidField(field, `Label key "${key}" is invalid.`);
        if ([...value].length > 64 || !labelText.test(value)) {
            throw invalidField(field, `Value "${value}" of label "${key}" is invalid.`);
        }
    }
}
function checkEndpointId(id) {
    const isValid = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/.test(id) || /^[1-9]\d{0,8}$/.test(id);
    if (!isValid) {
        throw invalidField('endpoint_id', `"${id}" is invalid: it must be up to 63 of [a-z0-9-] beginning with a letter, or up to 9 digits without a leading zero.`);
    }
}
function checkModelId(id) {
    if (!/^[a-z_][a-z0-9_-]{0,62}$/.test(id)) {
        throw invalidField('model_id', `"${id}" is invalid: it must match [a-z_][a-z0-9_-]{0,62}.`);
    }
}
function checkDeployedModelId(id) {
    if (!/^\d{1,10}$/.test(id)) {
        throw invalidField('deployed_model.id', `"${id}" is invalid: it must be 1 to 10 digits.`);
    }
}
function checkEnvironment(env, field) {
    const list = env ?? [];
    if (list.length > 100)
        throw invalidField(field, 'At most 100 environment variables are allowed.');
    if (list.some(({ name }) => !name)) {
        throw invalidField(field, 'An environment variable needs a name.');
    }
}
function refuseReservedNames(env, field) {
    const reserved = env?.find(({ name }) => name?.startsWith('AIP_') === true);
    if (reserved !== undefined) {
        throw invalidField(field, `Environment variable ${reserved.name} is reserved: it begins with AIP_.`);
    }
}
function checkEtag(given, current) {
    if (given !== undefined && given !== '' && given !== current) {
        throw new api_error/* ApiError */.hD('ABORTED', approximateMessages.etagMismatch());
    }
}
function readUpdateMask(mask, allowed) {
    const paths = (mask ?? '').split(',').filter((path) => path !== '');
    if (paths.length === 0) {
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', approximateMessages.required('update_mask'));
    }
    const wrong = paths.filter((path) => !allowed.includes(path.split('.')[0] ?? ''));
    if (wrong.length > 0) {
        throw invalidField('update_mask', `${wrong.join(', ')} cannot be updated by this method.`);
    }
    return paths;
}

;// CONCATENATED MODULE: ./lib/emulator/services/models/model-etag.js


function etagOf(found) {
    return `${found.model.etag}.${versionPart(found)}`;
}
function checkModelEtag(given, found, scope) {
    if (given === undefined || given === '')
        return;
    const [model = '', version = ''] = given.split('.');
    if (scope === 'model')
        checkEtag(model, found.model.etag);
    else
        checkEtag(version || given, versionPart(found));
}
function versionPart({ version }) {
    const { versionId, aliases, description, labels, updateTime } = version;
    const content = JSON.stringify([versionId, aliases, description, labels, updateTime]);
    return (0,external_node_crypto_.createHash)('sha256').update(content).digest('base64url').slice(0, 24);
}

;// CONCATENATED MODULE: ./lib/emulator/services/models/version-aliases.js


const defaultAlias = 'default';
const aliasForm = /^[a-z][a-zA-Z0-9-]{0,126}[a-z0-9]$/;
function checkAliases(aliases) {
    for (const alias of aliases) {
        if (!aliasForm.test(alias)) {
            throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', approximateMessages.aliasForm(alias));
        }
    }
}
function moveAliases(versions, versionId, aliases) {
    return versions.map((version) => {
        const kept = version.aliases.filter((alias) => !aliases.includes(alias));
        if (version.versionId !== versionId) {
            return kept.length === version.aliases.length ? version : { ...version, aliases: kept };
        }
        return { ...version, aliases: [...kept, ...aliases] };
    });
}
function mergeAliases(versions, versionId, changes) {
    const removed = changes
        .filter((change) => change.startsWith('-'))
        .map((change) => change.slice(1));
    const added = changes.filter((change) => !change.startsWith('-'));
    checkAliases([...added, ...removed]);
    const toAdd = [...new Set(added.filter((alias) => !removed.includes(alias)))];
    const toRemove = removed.filter((alias) => !added.includes(alias));
    const target = versions.find((version) => version.versionId === versionId);
    if (toRemove.includes(defaultAlias) && target?.aliases.includes(defaultAlias) === true) {
        throw new api_error/* ApiError */.hD('FAILED_PRECONDITION', approximateMessages.defaultNeeded());
    }
    return moveAliases(versions, versionId, toAdd).map((version) => version.versionId === versionId
        ? { ...version, aliases: version.aliases.filter((alias) => !toRemove.includes(alias)) }
        : version);
}
function selectVersion(versions, selector) {
    const wanted = selector === undefined || selector === '-' ? defaultAlias : selector;
    return versions.find((version) => version.versionId === wanted || version.aliases.includes(wanted));
}

;// CONCATENATED MODULE: ./lib/emulator/services/models/model-view.js






function findModel(store, given) {
    const { name, version: selector } = parseModelName(given);
    const model = store.models.get(name);
    const version = model === undefined ? undefined : selectVersion(model.versions, selector);
    if (model === undefined || version === undefined) {
        const full = selector === undefined ? name : `${name}@${selector}`;
        throw new api_error/* ApiError */.hD('NOT_FOUND', approximateMessages.notFound('Model', full));
    }
    return { model, version };
}
function findExplicitVersion(store, given) {
    const { version } = parseModelName(given);
    if (version === undefined || !/^\d+$/.test(version)) {
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', `The name "${given}" must contain a version ID.`);
    }
    return findModel(store, given);
}
function deploymentsOf(endpoints, model, versionId) {
    return endpoints.flatMap((endpoint) => endpoint.deployedModels
        .filter((deployed) => deployed.model === model)
        .filter((deployed) => versionId === undefined || deployed.modelVersionId === versionId)
        .map((deployed) => ({ endpoint: endpoint.name, deployedModelId: deployed.id })));
}
function modelResource(store, { model, version }) {
    const labels = { ...model.labels, ...version.labels };
    return {
        modelSourceInfo: { sourceType: 'CUSTOM' },
        ...version.rest,
        name: model.name,
        versionId: version.versionId,
        versionAliases: [...version.aliases],
        versionCreateTime: version.createTime,
        versionUpdateTime: version.updateTime,
        displayName: model.displayName,
        description: model.description,
        versionDescription: version.description,
        containerSpec: version.containerSpec,
        artifactUri: version.artifactUri,
        supportedExportFormats: exportFormatsOf(version),
        supportedDeploymentResourcesTypes: ['DEDICATED_RESOURCES'],
        supportedInputStorageFormats: [
            'jsonl',
            'bigquery',
            'csv',
            'tf-record',
            'tf-record-gzip',
            'file-list',
        ],
        supportedOutputStorageFormats: ['jsonl', 'bigquery'],
        createTime: model.createTime,
        updateTime: model.updateTime,
        deployedModels: deploymentsOf(store.endpoints.list(''), model.name, version.versionId),
        etag: etagOf({ model, version }),
        labels,
    };
}

;// CONCATENATED MODULE: ./lib/emulator/page/model-views.js



const modelLimit = 50;
const versionLimit = 10;
const imageLength = 300;
function viewModels({ store }) {
    const endpoints = store.endpoints.list('');
    const newestFirst = store.models
        .list('')
        .toSorted((a, b) => Number(a.updateTime < b.updateTime) - Number(a.updateTime > b.updateTime));
    return listingOf(newestFirst, modelLimit, (model) => ({
        ...namedOf(model, store.projects),
        labels: model.labels,
        versions: listingOf(model.versions.toReversed(), versionLimit, (version) => viewVersion(model, version, endpoints)),
    }));
}
function viewVersion(model, { versionId, aliases, labels, containerSpec, createTime }, endpoints) {
    const deployedTo = deploymentsOf(endpoints, model.name, versionId).map(({ endpoint }) => endpoints.find(({ name }) => name === endpoint)?.displayName ?? endpoint);
    return {
        id: versionId,
        aliases,
        labels,
        image: cut(containerSpec.imageUri ?? '', imageLength),
        createTime,
        deployedTo: [...new Set(deployedTo)],
    };
}

;// CONCATENATED MODULE: ./lib/emulator/page/operation-views.js



const operationLimit = 30;
const operation_views_errorLength = 2_000;
function viewOperations({ store, clock }) {
    const newestFirst = store.operations.list('projects').toReversed();
    return listingOf(newestFirst, operationLimit, (operation) => viewOperation(operation, clock.now()));
}
function viewOperation({ name, metadata, done, error }, now) {
    const { createTime, updateTime } = timesIn(metadata['genericMetadata']);
    const outcome = error === undefined ? 'succeeded' : 'failed';
    return {
        name,
        method: methodOf(String(metadata['@type'])),
        resource: name.slice(0, name.lastIndexOf('/operations/')),
        state: done ? outcome : 'running',
        createTime,
        tookMs: (done ? Date.parse(updateTime) : now) - Date.parse(createTime),
        ...(error === undefined ? {} : { error: cut(error.message, operation_views_errorLength) }),
    };
}
function methodOf(type) {
    return type.slice(type.lastIndexOf('.') + 1).replace(/OperationMetadata$/, '');
}
function timesIn(generic) {
    const { createTime, updateTime } = (0,wire_json/* isJsonObject */.O)(generic) ? generic : {};
    return { createTime: String(createTime), updateTime: String(updateTime) };
}

;// CONCATENATED MODULE: ./lib/emulator/page/assets.json
const assets_namespaceObject = /*#__PURE__*/JSON.parse('{"qy":"<!doctype html>\\n<html lang=\\"en\\">\\n  <head>\\n    <meta charset=\\"utf-8\\" />\\n    <meta name=\\"viewport\\" content=\\"width=device-width, initial-scale=1\\" />\\n    <meta name=\\"color-scheme\\" content=\\"light dark\\" />\\n    <title>Embedded Vertex</title>\\n    <link\\n      rel=\\"icon\\"\\n      href=\\"data:image/svg+xml,%3Csvg xmlns=\'http://www.w3.org/2000/svg\' viewBox=\'0 0 16 16\'%3E%3Cpath d=\'M2 3l6 10 6-10\' fill=\'none\' stroke=\'%233b6fd4\' stroke-width=\'2.5\' stroke-linecap=\'round\' stroke-linejoin=\'round\'/%3E%3C/svg%3E\\"\\n    />\\n    <style></style>\\n  </head>\\n  <body>\\n    <a class=\\"skip\\" href=\\"#main\\">Skip to content</a>\\n    <header>\\n      <h1>Embedded Vertex</h1>\\n      <p>\\n        <strong id=\\"status\\" role=\\"status\\">Reading…</strong>\\n        <span class=\\"detail\\">as of <span id=\\"updated\\">–</span></span>\\n      </p>\\n      <button type=\\"button\\" id=\\"pause\\" aria-pressed=\\"false\\" hidden>Pause updates</button>\\n      <nav aria-label=\\"Sections\\">\\n        <a href=\\"#endpoints\\">Endpoints</a>\\n        <a href=\\"#models\\">Models</a>\\n        <a href=\\"#jobs\\">Jobs</a>\\n        <a href=\\"#operations\\">Operations</a>\\n        <a href=\\"#faults\\">Faults</a>\\n      </nav>\\n    </header>\\n    <main id=\\"main\\" tabindex=\\"-1\\">\\n      <noscript>\\n        <p>This page needs JavaScript. What it shows is at /emulator/v1/overview as JSON.</p>\\n      </noscript>\\n      <section id=\\"endpoints\\" aria-labelledby=\\"endpoints-heading\\">\\n        <h2 id=\\"endpoints-heading\\">Endpoints <span id=\\"endpoints-count\\" class=\\"count\\"></span></h2>\\n      </section>\\n      <section id=\\"models\\" aria-labelledby=\\"models-heading\\">\\n        <h2 id=\\"models-heading\\">Models <span id=\\"models-count\\" class=\\"count\\"></span></h2>\\n      </section>\\n      <section id=\\"jobs\\" aria-labelledby=\\"jobs-heading\\">\\n        <h2 id=\\"jobs-heading\\">Jobs <span id=\\"jobs-count\\" class=\\"count\\"></span></h2>\\n      </section>\\n      <section id=\\"operations\\" aria-labelledby=\\"operations-heading\\">\\n        <h2 id=\\"operations-heading\\">\\n          Operations <span id=\\"operations-count\\" class=\\"count\\"></span>\\n        </h2>\\n      </section>\\n      <section id=\\"faults\\" aria-labelledby=\\"faults-heading\\">\\n        <h2 id=\\"faults-heading\\">Faults <span id=\\"faults-count\\" class=\\"count\\"></span></h2>\\n      </section>\\n    </main>\\n    <footer>\\n      <p>\\n        A local emulation of Vertex AI: nothing here is in Google Cloud. This page only looks;\\n        changes are made through the API.\\n      </p>\\n    </footer>\\n    <script></script>\\n  </body>\\n</html>\\n","iF":":root {\\n  color-scheme: light dark;\\n  --paper: light-dark(#f5f6f8, #14171c);\\n  --card: light-dark(#ffffff, #1c2027);\\n  --ink: light-dark(#1b1f24, #e6e9ee);\\n  --quiet: light-dark(#57606a, #9aa5b1);\\n  --rule: light-dark(#d8dde3, #343b45);\\n  --accent: light-dark(#1f5fbf, #7fb0ff);\\n  --good: light-dark(#1a6b35, #6fd08c);\\n  --bad: light-dark(#b3261e, #ff9a91);\\n  --busy: light-dark(#7a4d00, #f0c05a);\\n  font:\\n    15px/1.45 system-ui,\\n    sans-serif;\\n}\\n\\n* {\\n  box-sizing: border-box;\\n}\\n\\n[hidden] {\\n  display: none !important;\\n}\\n\\nbody {\\n  margin: 0;\\n  background: var(--paper);\\n  color: var(--ink);\\n}\\n\\nheader,\\nmain,\\nfooter {\\n  max-width: 76rem;\\n  margin: 0 auto;\\n  padding: 0.75rem 1rem;\\n}\\n\\nheader {\\n  display: flex;\\n  flex-wrap: wrap;\\n  align-items: center;\\n  gap: 0.5rem 1.25rem;\\n}\\n\\nh1,\\nh2,\\nh3,\\np {\\n  margin: 0;\\n}\\n\\nh1 {\\n  font-size: 1.35rem;\\n}\\n\\nh2 {\\n  font-size: 1.15rem;\\n  margin: 0.5rem 0;\\n}\\n\\nh3 {\\n  font-size: 1.05rem;\\n}\\n\\nnav {\\n  display: flex;\\n  flex-wrap: wrap;\\n  gap: 0.25rem 1rem;\\n}\\n\\na,\\nnav a {\\n  color: var(--accent);\\n}\\n\\n.skip:not(:focus) {\\n  position: absolute;\\n  transform: translateY(-200%);\\n}\\n\\n:focus-visible {\\n  outline: 2px solid var(--accent);\\n  outline-offset: 2px;\\n}\\n\\nmain:focus {\\n  outline: none;\\n}\\n\\nbutton {\\n  font: inherit;\\n  color: var(--accent);\\n  background: transparent;\\n  border: 1px solid var(--rule);\\n  border-radius: 0.4rem;\\n  padding: 0.15rem 0.6rem;\\n  min-height: 1.75rem;\\n  white-space: nowrap;\\n  cursor: pointer;\\n}\\n\\nbutton:hover {\\n  border-color: var(--accent);\\n}\\n\\nbutton[aria-pressed=\'true\'],\\nbutton[aria-expanded=\'true\'] {\\n  background: var(--accent);\\n  color: var(--card);\\n}\\n\\nsection {\\n  margin-bottom: 1.5rem;\\n  scroll-margin-top: 0.5rem;\\n}\\n\\narticle,\\nsection > div > table {\\n  background: var(--card);\\n  border: 1px solid var(--rule);\\n  border-radius: 0.6rem;\\n}\\n\\narticle {\\n  padding: 0.9rem 1rem;\\n  margin-bottom: 0.9rem;\\n}\\n\\nfooter,\\n.quiet,\\n.detail,\\n.count,\\ncaption {\\n  color: var(--quiet);\\n}\\n\\n.count {\\n  font-weight: normal;\\n}\\n\\n.detail {\\n  font-size: 0.85rem;\\n}\\n\\nh3,\\n.title,\\n.detail,\\n.chips li,\\n.code,\\n.message,\\n.log {\\n  overflow-wrap: anywhere;\\n}\\n\\ntime,\\n.number {\\n  white-space: nowrap;\\n}\\n\\n/* The heading above says it already to those who see it. */\\narticle caption {\\n  position: absolute;\\n  clip-path: inset(50%);\\n}\\n\\narticle table {\\n  margin-top: 0.4rem;\\n}\\n\\n.heading {\\n  display: flex;\\n  flex-wrap: wrap;\\n  align-items: center;\\n  gap: 0.6rem;\\n}\\n\\n.badge {\\n  border: 1px solid currentcolor;\\n  border-radius: 1rem;\\n  padding: 0.05rem 0.55rem;\\n  font-size: 0.85rem;\\n  white-space: nowrap;\\n}\\n\\n.good {\\n  color: var(--good);\\n}\\n\\n.bad {\\n  color: var(--bad);\\n}\\n\\n.busy {\\n  color: var(--busy);\\n}\\n\\n.chips {\\n  display: inline-flex;\\n  flex-wrap: wrap;\\n  gap: 0.3rem;\\n  list-style: none;\\n  margin: 0;\\n  padding: 0;\\n}\\n\\n.chips li {\\n  border: 1px solid var(--rule);\\n  border-radius: 0.35rem;\\n  padding: 0 0.4rem;\\n  font-size: 0.85rem;\\n  min-width: 4rem;\\n  unicode-bidi: isolate;\\n}\\n\\n.message,\\n.log {\\n  margin: 0.1rem 0 0.6rem;\\n  padding: 0.5rem 0.7rem;\\n  background: var(--paper);\\n  border-left: 3px solid var(--rule);\\n  font-family: ui-monospace, monospace;\\n  font-size: 0.8rem;\\n  white-space: pre-wrap;\\n  overflow: auto;\\n}\\n\\n.message {\\n  border-left-color: var(--bad);\\n  max-height: 12rem;\\n}\\n\\n/* From the bottom up, so that the newest lines stay in view. */\\n.log {\\n  display: flex;\\n  flex-direction: column-reverse;\\n  max-height: 22rem;\\n}\\n\\n.log ol {\\n  list-style: none;\\n  margin: 0;\\n  padding: 0;\\n}\\n\\n.log .when,\\n.log .severity {\\n  color: var(--quiet);\\n  margin-right: 0.75rem;\\n}\\n\\n.log .text {\\n  unicode-bidi: isolate;\\n}\\n\\n.log .error .severity {\\n  color: var(--bad);\\n}\\n\\n.log .warning .severity {\\n  color: var(--busy);\\n}\\n\\n@media (prefers-reduced-motion: no-preference) {\\n  html {\\n    scroll-behavior: smooth;\\n  }\\n}\\n\\n@media (forced-colors: active) {\\n  button[aria-pressed=\'true\'],\\n  button[aria-expanded=\'true\'] {\\n    text-decoration: underline;\\n  }\\n}\\n\\ntable {\\n  width: 100%;\\n  border-collapse: separate;\\n  border-spacing: 0;\\n  font-variant-numeric: tabular-nums;\\n}\\n\\ncaption {\\n  text-align: left;\\n  font-size: 0.85rem;\\n  padding: 0.5rem 0 0.2rem;\\n}\\n\\nsection > div > table caption {\\n  padding: 0 0 0.4rem;\\n}\\n\\nth,\\ntd {\\n  text-align: left;\\n  vertical-align: top;\\n  padding: 0.4rem 0.75rem 0.4rem 0;\\n  font-weight: normal;\\n  unicode-bidi: isolate;\\n}\\n\\nsection > div > table th:first-child,\\nsection > div > table td:first-child {\\n  padding-left: 1rem;\\n}\\n\\nthead th {\\n  color: var(--quiet);\\n  font-size: 0.85rem;\\n  white-space: nowrap;\\n}\\n\\ntbody tr:first-child > * {\\n  border-top: 1px solid var(--rule);\\n}\\n\\n.below > td {\\n  padding-top: 0;\\n  padding-bottom: 0;\\n}\\n\\n.title,\\n.title + .detail {\\n  display: block;\\n  unicode-bidi: isolate;\\n}\\n\\n.named {\\n  display: flex;\\n  gap: 0.6rem;\\n}\\n\\n.code {\\n  font-family: ui-monospace, monospace;\\n  font-size: 0.85rem;\\n}\\n\\n@media (max-width: 48rem) {\\n  table,\\n  caption,\\n  tbody,\\n  tr,\\n  th,\\n  td {\\n    display: block;\\n  }\\n\\n  thead {\\n    position: absolute;\\n    clip-path: inset(50%);\\n    width: 1px;\\n    height: 1px;\\n    overflow: hidden;\\n  }\\n\\n  th,\\n  td,\\n  section > div > table th:first-child,\\n  section > div > table td:first-child {\\n    padding: 0.15rem 0;\\n  }\\n\\n  section > div > table {\\n    padding: 0.5rem 1rem;\\n  }\\n\\n  tbody tr:first-child > * {\\n    border-top: 0;\\n  }\\n\\n  tbody {\\n    border-top: 1px solid var(--rule);\\n    padding: 0.4rem 0;\\n  }\\n\\n  tbody td[data-label] {\\n    display: grid;\\n    grid-template-columns: 8.5rem minmax(0, 1fr);\\n    gap: 0.75rem;\\n    align-items: baseline;\\n    justify-items: start;\\n  }\\n\\n  tbody td:has(> [hidden]:only-child) {\\n    display: none;\\n  }\\n\\n  tbody td[data-label]::before {\\n    content: attr(data-label);\\n    color: var(--quiet);\\n    font-size: 0.85rem;\\n  }\\n}\\n\\n.split {\\n  display: block;\\n  width: 100%;\\n  height: 0.6rem;\\n  margin: 0.6rem 0 0.2rem;\\n  border-radius: 0.3rem;\\n  background: var(--rule);\\n}\\n\\n.split rect {\\n  fill: var(--stroke);\\n}\\n\\n.swatch {\\n  flex: none;\\n  width: 1.5rem;\\n  height: 0.5rem;\\n  margin-top: 0.45rem;\\n}\\n\\n.charts {\\n  display: grid;\\n  grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr));\\n  gap: 1rem 1.5rem;\\n  margin-top: 0.8rem;\\n}\\n\\nfigure {\\n  margin: 0;\\n}\\n\\nfigcaption,\\n.axis,\\n.top {\\n  font-size: 0.8rem;\\n  color: var(--quiet);\\n}\\n\\n.plot {\\n  position: relative;\\n}\\n\\n.plot svg {\\n  display: block;\\n  width: 100%;\\n  height: 7rem;\\n  overflow: visible;\\n}\\n\\n.top {\\n  position: absolute;\\n  top: 0.1rem;\\n  left: 0;\\n}\\n\\n.axis {\\n  margin-top: 0.3rem;\\n  display: flex;\\n  justify-content: space-between;\\n}\\n\\n.grid {\\n  stroke: var(--rule);\\n  stroke-width: 1;\\n  vector-effect: non-scaling-stroke;\\n}\\n\\n.line {\\n  fill: none;\\n  stroke: var(--stroke);\\n  stroke-width: 2;\\n  stroke-linecap: round;\\n  stroke-linejoin: round;\\n  vector-effect: non-scaling-stroke;\\n}\\n\\n.line-0 {\\n  --stroke: light-dark(#1f5fbf, #7fb0ff);\\n}\\n\\n.line-1 {\\n  --stroke: light-dark(#b8500b, #f7a35c);\\n  stroke-dasharray: 6 4;\\n}\\n\\n.line-2 {\\n  --stroke: light-dark(#0b7a68, #5cd3bb);\\n  stroke-dasharray: 2 4;\\n}\\n\\n.line-3 {\\n  --stroke: light-dark(#a3307f, #f08fd0);\\n  stroke-dasharray: 10 4 2 4;\\n}\\n\\n.line-4 {\\n  --stroke: light-dark(#6b5b00, #d9c64a);\\n  stroke-dasharray: 12 5;\\n}\\n\\n.line-5 {\\n  --stroke: light-dark(#5b4bb7, #b5a8ff);\\n  stroke-dasharray: 1 6;\\n}\\n","K$":"(() => {\\n\'use strict\';\\nconst dom_ts = (() => {\\nconst misleading = /(?![\\\\n\\\\t])[\\\\p{Cc}\\\\u202A-\\\\u202E\\\\u2066-\\\\u2069]/gu;\\nconst svgNamespace = \'http://www.w3.org/2000/svg\';\\nclass Dom {\\n    #document;\\n    constructor(document){\\n        this.#document = document;\\n    }\\n    element(tag, attributes = {}, ...children) {\\n        return this.#fill(this.#document.createElement(tag), attributes, children);\\n    }\\n    svg(tag, attributes, ...children) {\\n        return this.#fill(this.#document.createElementNS(svgNamespace, tag), attributes, children);\\n    }\\n    existing(id) {\\n        const node = this.#document.getElementById(id);\\n        if (node === null) throw new Error(`the page has no element \\"${id}\\"`);\\n        return node;\\n    }\\n    #fill(node, attributes, children) {\\n        for (const [name, value] of Object.entries(attributes))node.setAttribute(name, value);\\n        for (const child of children){\\n            if (typeof child === \'string\') setText(node, child);\\n            else node.append(child);\\n        }\\n        return node;\\n    }\\n}\\nfunction setText(node, text) {\\n    const shown = text.replaceAll(misleading, \'\\\\uFFFD\');\\n    if (node.textContent !== shown) node.textContent = shown;\\n}\\nreturn { Dom, setText };\\n})();\\nconst format_ts = (() => {\\nfunction count(value) {\\n    return String(value).replace(/\\\\B(?=(\\\\d{3})+$)/g, \',\');\\n}\\nfunction figure(value) {\\n    if (value >= 100) return count(Math.round(value));\\n    return String(Number(value.toPrecision(value >= 1 ? 3 : 2)));\\n}\\nfunction milliseconds(value) {\\n    if (value === null) return \'–\';\\n    return value < 10_000 ? `${figure(value)} ms` : `${figure(value / 1000)} s`;\\n}\\nfunction percentOf(part, whole) {\\n    return whole === 0 ? \'–\' : `${figure(100 * part / whole)} %`;\\n}\\nconst units = [\\n    {\\n        unit: \'d\',\\n        seconds: 86_400\\n    },\\n    {\\n        unit: \'h\',\\n        seconds: 3_600\\n    },\\n    {\\n        unit: \'min\',\\n        seconds: 60\\n    },\\n    {\\n        unit: \'s\',\\n        seconds: 1\\n    }\\n];\\nfunction duration(ms) {\\n    if (ms < 10_000) return `${Math.max(0, Math.round(ms / 100)) / 10} s`;\\n    const whole = Math.round(ms / 1000);\\n    const largest = units.findIndex(({ seconds })=>seconds <= whole);\\n    const parts = units.slice(largest, largest + 2).map(({ unit, seconds }, index)=>{\\n        const above = index === 0 ? Infinity : units[largest]?.seconds ?? Infinity;\\n        return {\\n            unit,\\n            amount: Math.floor(whole % above / seconds)\\n        };\\n    });\\n    return parts.filter(({ amount })=>amount > 0).map(({ amount, unit })=>`${amount} ${unit}`).join(\' \');\\n}\\nfunction timeOfDay(timestamp, now = Date.now()) {\\n    const date = new Date(timestamp);\\n    const clock = [\\n        date.getHours(),\\n        date.getMinutes(),\\n        date.getSeconds()\\n    ].map(twoDigits).join(\':\');\\n    return dateOf(date) === dateOf(new Date(now)) ? clock : `${dateOf(date)} ${clock}`;\\n}\\nfunction dateOf(date) {\\n    return [\\n        date.getFullYear(),\\n        date.getMonth() + 1,\\n        date.getDate()\\n    ].map(twoDigits).join(\'-\');\\n}\\nfunction twoDigits(value) {\\n    return String(value).padStart(2, \'0\');\\n}\\nfunction shortName(name) {\\n    return name.replace(/^projects\\\\/[^/]+\\\\/locations\\\\/[^/]+\\\\//, \'\');\\n}\\nfunction shortImage(image) {\\n    return image.replace(/(@sha256:[0-9a-f]{12})[0-9a-f]+$/, \'$1…\');\\n}\\nfunction stateName(state) {\\n    return state.replace(/^JOB_STATE_/, \'\').toLowerCase().replaceAll(\'_\', \' \');\\n}\\nreturn { count, figure, milliseconds, percentOf, duration, timeOfDay, shortName, shortImage, stateName };\\n})();\\nconst keyed_widgets_ts = (() => {\\nclass KeyedWidgets {\\n    #parent;\\n    #keyOf;\\n    #create;\\n    #widgets = new Map();\\n    constructor(parent, keyOf, create){\\n        this.#parent = parent;\\n        this.#keyOf = keyOf;\\n        this.#create = create;\\n    }\\n    show(items) {\\n        this.#removeAllBut(new Set(items.map(this.#keyOf)));\\n        let next = null;\\n        for (const item of items.toReversed()){\\n            const key = this.#keyOf(item);\\n            const known = this.#widgets.get(key);\\n            const widget = known ?? this.#create();\\n            this.#widgets.set(key, widget);\\n            widget.show(item);\\n            const isInPlace = known !== undefined && widget.root.nextSibling === next;\\n            if (!isInPlace) this.#parent.insertBefore(widget.root, next);\\n            next = widget.root;\\n        }\\n    }\\n    #removeAllBut(keys) {\\n        for (const [key, { root }] of this.#widgets){\\n            if (keys.has(key)) continue;\\n            root.remove();\\n            this.#widgets.delete(key);\\n        }\\n    }\\n}\\nfunction widgetList(dom, create) {\\n    const root = dom.element(\'div\');\\n    const widgets = new KeyedWidgets(root, ({ name })=>name, create);\\n    return {\\n        root,\\n        show: (items)=>widgets.show(items)\\n    };\\n}\\nreturn { KeyedWidgets, widgetList };\\n})();\\nconst logs_ts = (() => {\\nconst { setText } = dom_ts;\\nconst { timeOfDay } = format_ts;\\nconst { KeyedWidgets } = keyed_widgets_ts;\\nclass Logs {\\n    #open = new Set();\\n    #onToggle;\\n    #lines = new Map();\\n    #created = 0;\\n    constructor(onToggle){\\n        this.#onToggle = onToggle;\\n    }\\n    get open() {\\n        return [\\n            ...this.#open\\n        ];\\n    }\\n    receive(logs) {\\n        this.#lines = new Map(logs.map(({ source, lines })=>[\\n                source,\\n                lines\\n            ]));\\n    }\\n    isOpen(source) {\\n        return this.#open.has(source);\\n    }\\n    toggle(source) {\\n        if (!this.#open.delete(source)) this.#open.add(source);\\n        this.#onToggle();\\n    }\\n    linesOf(source) {\\n        return this.#lines.get(source);\\n    }\\n    newId() {\\n        this.#created += 1;\\n        return `log-${this.#created}`;\\n    }\\n}\\nfunction foldedLog(dom, logs) {\\n    const id = logs.newId();\\n    const lines = logLines(dom, logs, id);\\n    const button = dom.element(\'button\', {\\n        type: \'button\',\\n        \'aria-controls\': id\\n    }, \'Log\');\\n    let shown;\\n    const show = (logged)=>{\\n        shown = logged;\\n        button.setAttribute(\'aria-expanded\', String(logs.isOpen(logged.log)));\\n        button.setAttribute(\'aria-label\', `Log of ${logged.title}`);\\n    };\\n    button.addEventListener(\'click\', ()=>{\\n        if (shown === undefined) return;\\n        logs.toggle(shown.log);\\n        show(shown);\\n        lines.show(shown);\\n    });\\n    return {\\n        button: {\\n            root: button,\\n            show\\n        },\\n        lines\\n    };\\n}\\nfunction logLines(dom, logs, id) {\\n    const list = dom.element(\'ol\', {\\n        role: \'list\'\\n    });\\n    const empty = dom.element(\'p\', {\\n        class: \'quiet\'\\n    });\\n    const root = dom.element(\'div\', {\\n        id,\\n        class: \'log\',\\n        role: \'region\',\\n        tabindex: \'0\'\\n    }, list, empty);\\n    const widgets = new KeyedWidgets(list, ({ time })=>time, ()=>logLine(dom));\\n    return {\\n        root,\\n        show: ({ log, title })=>{\\n            const lines = logs.linesOf(log);\\n            root.hidden = !logs.isOpen(log);\\n            root.setAttribute(\'aria-label\', `Log of ${title}`);\\n            widgets.show(logs.isOpen(log) ? lines ?? [] : []);\\n            setText(empty, lines === undefined ? \'Reading…\' : \'It wrote nothing.\');\\n            empty.hidden = lines !== undefined && lines.length > 0;\\n        }\\n    };\\n}\\nfunction logLine(dom) {\\n    const time = dom.element(\'span\', {\\n        class: \'when\'\\n    });\\n    const severity = dom.element(\'span\', {\\n        class: \'severity\'\\n    });\\n    const text = dom.element(\'span\', {\\n        class: \'text\'\\n    });\\n    const root = dom.element(\'li\', {}, time, severity, text);\\n    return {\\n        root,\\n        show: (line)=>{\\n            setText(time, timeOfDay(line.time));\\n            setText(severity, line.severity);\\n            setText(text, line.text);\\n            root.setAttribute(\'class\', severityClass(line.severity));\\n        }\\n    };\\n}\\nfunction severityClass(severity) {\\n    if (severity === \'ERROR\' || severity === \'CRITICAL\') return \'error\';\\n    return severity === \'WARNING\' ? \'warning\' : \'usual\';\\n}\\nreturn { Logs, foldedLog };\\n})();\\nconst parts_ts = (() => {\\nconst { setText } = dom_ts;\\nconst { timeOfDay } = format_ts;\\nconst { KeyedWidgets } = keyed_widgets_ts;\\nconst tones = {\\n    succeeded: \'good\',\\n    failed: \'bad\',\\n    running: \'busy\',\\n    pending: \'busy\',\\n    queued: \'busy\',\\n    cancelling: \'busy\',\\n    changing: \'busy\'\\n};\\nfunction text(dom, attributes = {}) {\\n    const root = dom.element(\'span\', attributes);\\n    return {\\n        root,\\n        show: (shown)=>setText(root, shown)\\n    };\\n}\\nfunction number(dom) {\\n    return text(dom, {\\n        class: \'number\'\\n    });\\n}\\nfunction note(dom, attributes) {\\n    const root = dom.element(\'p\', attributes);\\n    return {\\n        root,\\n        show: (shown = \'\')=>{\\n            setText(root, shown);\\n            root.hidden = shown === \'\';\\n        }\\n    };\\n}\\nfunction titled(dom) {\\n    const title = text(dom, {\\n        class: \'title\'\\n    });\\n    const detail = text(dom, {\\n        class: \'detail\'\\n    });\\n    return {\\n        root: dom.element(\'div\', {}, title.root, detail.root),\\n        show: (shown)=>{\\n            title.show(shown.title);\\n            detail.show(shown.detail);\\n        }\\n    };\\n}\\nfunction badge(dom) {\\n    const root = dom.element(\'span\');\\n    return {\\n        root,\\n        show: (state)=>{\\n            setText(root, state);\\n            root.setAttribute(\'class\', `badge ${tones[state] ?? \'plain\'}`);\\n        }\\n    };\\n}\\nfunction time(dom) {\\n    const root = dom.element(\'time\');\\n    return {\\n        root,\\n        show: (timestamp)=>{\\n            setText(root, timeOfDay(timestamp));\\n            root.setAttribute(\'datetime\', timestamp);\\n        }\\n    };\\n}\\nfunction chips(dom) {\\n    const root = dom.element(\'ul\', {\\n        role: \'list\',\\n        class: \'chips\'\\n    });\\n    const widgets = new KeyedWidgets(root, (shown)=>shown, ()=>{\\n        const chip = dom.element(\'li\');\\n        return {\\n            root: chip,\\n            show: (shown)=>setText(chip, shown)\\n        };\\n    });\\n    return {\\n        root,\\n        show: (texts)=>{\\n            widgets.show([\\n                ...new Set(texts)\\n            ]);\\n            root.hidden = texts.length === 0;\\n        }\\n    };\\n}\\nreturn { text, number, note, titled, badge, time, chips };\\n})();\\nconst data_table_ts = (() => {\\nconst { KeyedWidgets } = keyed_widgets_ts;\\nclass DataTable {\\n    root;\\n    caption;\\n    #dom;\\n    #columns;\\n    #rows;\\n    constructor(dom, { caption, columns, keyOf, createRow }){\\n        this.#dom = dom;\\n        this.#columns = Object.entries(columns);\\n        this.caption = dom.element(\'caption\', {}, caption);\\n        this.root = dom.element(\'table\', {\\n            role: \'table\'\\n        }, this.caption, dom.element(\'thead\', {\\n            role: \'rowgroup\'\\n        }, this.#headings()));\\n        this.#rows = new KeyedWidgets(this.root, keyOf, ()=>this.#rowGroup(createRow()));\\n    }\\n    show(items) {\\n        this.#rows.show(items);\\n    }\\n    #headings() {\\n        const headings = this.#columns.map(([, heading])=>this.#dom.element(\'th\', {\\n                role: \'columnheader\',\\n                scope: \'col\'\\n            }, heading));\\n        return this.#dom.element(\'tr\', {\\n            role: \'row\'\\n        }, ...headings);\\n    }\\n    #rowGroup({ cells, below = [], show }) {\\n        const root = this.#dom.element(\'tbody\', {\\n            role: \'rowgroup\'\\n        }, this.#row(cells));\\n        if (below.length > 0) root.append(this.#rowBelow(below));\\n        return {\\n            root,\\n            show\\n        };\\n    }\\n    #row(contents) {\\n        const cells = this.#columns.map(([column, heading], index)=>{\\n            const label = {\\n                \'data-label\': heading\\n            };\\n            return index === 0 ? this.#dom.element(\'th\', {\\n                role: \'rowheader\',\\n                scope: \'row\',\\n                ...label\\n            }, contents[column]) : this.#dom.element(\'td\', {\\n                role: \'cell\',\\n                ...label\\n            }, contents[column]);\\n        });\\n        return this.#dom.element(\'tr\', {\\n            role: \'row\'\\n        }, ...cells);\\n    }\\n    #rowBelow(contents) {\\n        const colspan = String(this.#columns.length);\\n        const cell = this.#dom.element(\'td\', {\\n            role: \'cell\',\\n            colspan\\n        }, ...contents);\\n        return this.#dom.element(\'tr\', {\\n            role: \'row\',\\n            class: \'below\'\\n        }, cell);\\n    }\\n}\\nreturn { DataTable };\\n})();\\nconst deployed_model_table_ts = (() => {\\nconst { count, figure, milliseconds, percentOf } = format_ts;\\nconst { foldedLog } = logs_ts;\\nconst { note, number, titled } = parts_ts;\\nconst { DataTable } = data_table_ts;\\nconst columns = {\\n    model: \'Deployed model\',\\n    share: \'Traffic\',\\n    replicas: \'Replicas ready\',\\n    requests: \'Requests, last minute\',\\n    errors: \'Errors\',\\n    p50: \'Median latency\',\\n    p95: \'95th percentile\',\\n    log: \'Log\'\\n};\\nfunction deployedModelTable(dom, logs) {\\n    return new DataTable(dom, {\\n        caption: \'Deployed models\',\\n        columns,\\n        keyOf: ({ id })=>id,\\n        createRow: ()=>createRow(dom, logs)\\n    });\\n}\\nfunction createRow(dom, logs) {\\n    const sample = dom.svg(\'path\', {\\n        d: \'M1 4H23\'\\n    });\\n    const swatch = dom.svg(\'svg\', {\\n        class: \'swatch\',\\n        viewBox: \'0 0 24 8\',\\n        \'aria-hidden\': \'true\'\\n    }, sample);\\n    const name = titled(dom);\\n    const share = number(dom);\\n    const replicas = titled(dom);\\n    const [requests, errors, p50, p95] = [\\n        number(dom),\\n        number(dom),\\n        number(dom),\\n        number(dom)\\n    ];\\n    const log = foldedLog(dom, logs);\\n    const message = note(dom, {\\n        class: \'message\'\\n    });\\n    return {\\n        cells: {\\n            model: dom.element(\'div\', {\\n                class: \'named\'\\n            }, swatch, name.root),\\n            share: share.root,\\n            replicas: replicas.root,\\n            requests: requests.root,\\n            errors: errors.root,\\n            p50: p50.root,\\n            p95: p95.root,\\n            log: log.button.root\\n        },\\n        below: [\\n            message.root,\\n            log.lines.root\\n        ],\\n        show: (deployed)=>{\\n            const { lastMinute } = deployed;\\n            const logged = {\\n                log: deployed.log,\\n                title: deployed.displayName || deployed.id\\n            };\\n            sample.setAttribute(\'class\', `line ${deployed.style}`);\\n            name.show({\\n                title: logged.title,\\n                detail: `${deployed.id} · ${deployed.model}`\\n            });\\n            share.show(`${figure(deployed.share)} %`);\\n            replicas.show(describeReplicas(deployed.replicas));\\n            requests.show(count(lastMinute.requests));\\n            errors.show(percentOf(lastMinute.errors, lastMinute.requests));\\n            p50.show(milliseconds(lastMinute.p50));\\n            p95.show(milliseconds(lastMinute.p95));\\n            log.button.show(logged);\\n            message.show(deployed.replicas?.message);\\n            log.lines.show(logged);\\n        }\\n    };\\n}\\nfunction describeReplicas(replicas) {\\n    if (replicas === undefined) return {\\n        title: \'not served\',\\n        detail: \'\'\\n    };\\n    const { ready, target, processIds } = replicas;\\n    const processes = processIds.length === 1 ? \'process\' : \'processes\';\\n    return {\\n        title: `${ready} of ${target}`,\\n        detail: processIds.length === 0 ? \'\' : `${processes} ${processIds.join(\', \')}`\\n    };\\n}\\nreturn { deployedModelTable };\\n})();\\nconst line_chart_ts = (() => {\\nconst { setText } = dom_ts;\\nconst { figure } = format_ts;\\nconst { KeyedWidgets } = keyed_widgets_ts;\\nconst width = 300;\\nconst height = 100;\\nclass LineChart {\\n    root;\\n    #title;\\n    #picture;\\n    #top;\\n    #since;\\n    #lines;\\n    constructor(dom, title){\\n        this.#title = title;\\n        this.#top = dom.element(\'span\', {\\n            class: \'top\',\\n            \'aria-hidden\': \'true\'\\n        });\\n        this.#since = dom.element(\'span\');\\n        this.#picture = dom.svg(\'svg\', {\\n            role: \'img\',\\n            viewBox: `0 0 ${width} ${height}`,\\n            preserveAspectRatio: \'none\'\\n        }, ...[\\n            0,\\n            height / 2,\\n            height\\n        ].map((y)=>gridLine(dom, y)));\\n        this.root = dom.element(\'figure\', {}, dom.element(\'figcaption\', {}, title), dom.element(\'div\', {\\n            class: \'plot\'\\n        }, this.#top, this.#picture), dom.element(\'div\', {\\n            class: \'axis\',\\n            \'aria-hidden\': \'true\'\\n        }, this.#since, dom.element(\'span\', {}, \'now\')));\\n        this.#lines = new KeyedWidgets(this.#picture, ({ id })=>id, ()=>drawnLine(dom));\\n    }\\n    show({ since, lines }) {\\n        const values = lines.flatMap((line)=>line.values).filter((value)=>value !== null);\\n        const top = roundedUp(Math.max(0, ...values));\\n        setText(this.#top, figure(top));\\n        setText(this.#since, `${since} ago`);\\n        this.#picture.setAttribute(\'aria-label\', this.#describe(since, lines));\\n        this.#lines.show(lines.map((line)=>({\\n                ...line,\\n                path: pathOf(line.values, top)\\n            })));\\n    }\\n    #describe(since, lines) {\\n        const texts = lines.map(({ name, values })=>{\\n            const known = values.filter((value)=>value !== null);\\n            const last = known.at(-1);\\n            if (last === undefined) return `${name}: none`;\\n            return `${name}: ${figure(last)} at last, at most ${figure(Math.max(...known))}`;\\n        });\\n        return `${this.#title}, last ${since}. ${texts.join(\'; \')}`;\\n    }\\n}\\nfunction roundedUp(value) {\\n    if (value <= 0) return 1;\\n    const power = 10 ** Math.floor(Math.log10(value));\\n    const factor = [\\n        1,\\n        2,\\n        5\\n    ].find((each)=>each * power >= value) ?? 10;\\n    return Number((factor * power).toPrecision(1));\\n}\\nfunction pathOf(values, top) {\\n    const step = width / Math.max(values.length - 1, 1);\\n    return values.map((value, index)=>{\\n        if (value === null) return \'\';\\n        const point = `${rounded(index * step)} ${rounded(height * (1 - value / top))}`;\\n        return (values[index - 1] ?? null) === null ? `M${point}h0` : `L${point}`;\\n    }).join(\'\');\\n}\\nfunction drawnLine(dom) {\\n    const root = dom.svg(\'path\', {});\\n    return {\\n        root,\\n        show: ({ style, path })=>{\\n            root.setAttribute(\'class\', `line ${style}`);\\n            root.setAttribute(\'d\', path);\\n        }\\n    };\\n}\\nfunction gridLine(dom, y) {\\n    const at = String(y);\\n    return dom.svg(\'line\', {\\n        class: \'grid\',\\n        x1: \'0\',\\n        x2: String(width),\\n        y1: at,\\n        y2: at\\n    });\\n}\\nfunction rounded(value) {\\n    return Math.round(value * 10) / 10;\\n}\\nreturn { LineChart, roundedUp, pathOf };\\n})();\\nconst line_styles_ts = (() => {\\nconst styleCount = 6;\\nclass LineStyles {\\n    #indexes = new Map();\\n    of(ids) {\\n        for (const id of this.#indexes.keys())if (!ids.includes(id)) this.#indexes.delete(id);\\n        return ids.map((id)=>`line-${this.#indexOf(id) % styleCount}`);\\n    }\\n    #indexOf(id) {\\n        const known = this.#indexes.get(id);\\n        if (known !== undefined) return known;\\n        const taken = new Set(this.#indexes.values());\\n        let index = 0;\\n        while(taken.has(index))index += 1;\\n        this.#indexes.set(id, index);\\n        return index;\\n    }\\n}\\nreturn { LineStyles };\\n})();\\nconst split_bar_ts = (() => {\\nconst { KeyedWidgets } = keyed_widgets_ts;\\nfunction splitBar(dom) {\\n    const root = dom.svg(\'svg\', {\\n        class: \'split\',\\n        viewBox: \'0 0 100 4\',\\n        preserveAspectRatio: \'none\',\\n        \'aria-hidden\': \'true\'\\n    });\\n    const parts = new KeyedWidgets(root, ({ id })=>id, ()=>{\\n        const rect = dom.svg(\'rect\', {\\n            height: \'4\'\\n        });\\n        const show = ({ from, share, style })=>{\\n            rect.setAttribute(\'x\', String(from));\\n            rect.setAttribute(\'width\', String(share));\\n            rect.setAttribute(\'class\', style);\\n        };\\n        return {\\n            root: rect,\\n            show\\n        };\\n    });\\n    return {\\n        root,\\n        show: (models)=>parts.show(laidOut(models))\\n    };\\n}\\nfunction laidOut(models) {\\n    let from = 0;\\n    return models.map((model)=>{\\n        const part = {\\n            ...model,\\n            from\\n        };\\n        from += model.share;\\n        return part;\\n    });\\n}\\nreturn { splitBar };\\n})();\\nconst endpoint_widget_ts = (() => {\\nconst { deployedModelTable } = deployed_model_table_ts;\\nconst { setText } = dom_ts;\\nconst { duration, shortName } = format_ts;\\nconst { LineChart } = line_chart_ts;\\nconst { LineStyles } = line_styles_ts;\\nconst { badge } = parts_ts;\\nconst { splitBar } = split_bar_ts;\\nconst measures = [\\n    {\\n        title: \'Requests per second\',\\n        of: ({ requests }, seconds)=>requests / seconds\\n    },\\n    {\\n        title: \'Errors, % of requests\',\\n        of: ({ requests, errors })=>requests === 0 ? null : 100 * errors / requests\\n    },\\n    {\\n        title: \'Latency, 95th percentile, ms\',\\n        of: ({ p95 })=>p95\\n    }\\n];\\nfunction endpointWidget(dom, logs) {\\n    const title = dom.element(\'h3\');\\n    const changing = badge(dom);\\n    const place = dom.element(\'p\', {\\n        class: \'detail\'\\n    });\\n    const empty = dom.element(\'p\', {\\n        class: \'quiet\'\\n    }, \'Nothing is deployed to it.\');\\n    const deployed = deployedModels(dom, logs);\\n    const heading = dom.element(\'div\', {\\n        class: \'heading\'\\n    }, title, changing.root);\\n    const styles = new LineStyles();\\n    changing.show(\'changing\');\\n    return {\\n        root: dom.element(\'article\', {}, heading, place, empty, deployed.root),\\n        show: (endpoint)=>{\\n            const { name, displayName, deployedModels: models } = endpoint;\\n            const classes = styles.of(models.map(({ id })=>id));\\n            setText(title, displayName);\\n            setText(place, `${shortName(name)} · ${endpoint.place}`);\\n            changing.root.hidden = !endpoint.isChanging;\\n            empty.hidden = models.length > 0;\\n            deployed.root.hidden = models.length === 0;\\n            deployed.show({\\n                endpoint: displayName,\\n                models: models.map((model, index)=>({\\n                        ...model,\\n                        style: classes[index] ?? \'\'\\n                    }))\\n            });\\n        }\\n    };\\n}\\nfunction deployedModels(dom, logs) {\\n    const split = splitBar(dom);\\n    const table = deployedModelTable(dom, logs);\\n    const charts = measures.map((measure)=>({\\n            measure,\\n            chart: new LineChart(dom, measure.title)\\n        }));\\n    const row = dom.element(\'div\', {\\n        class: \'charts\'\\n    }, ...charts.map(({ chart })=>chart.root));\\n    return {\\n        root: dom.element(\'div\', {}, split.root, table.root, row),\\n        show: ({ endpoint, models })=>{\\n            setText(table.caption, `Deployed models of ${endpoint}`);\\n            split.show(models);\\n            table.show(models);\\n            for (const { measure, chart } of charts)chart.show(chartData(models, measure));\\n        }\\n    };\\n}\\nfunction chartData(models, { of }) {\\n    const { steps, stepSeconds } = models[0]?.traffic ?? {\\n        steps: [],\\n        stepSeconds: 0\\n    };\\n    return {\\n        since: duration(steps.length * stepSeconds * 1000),\\n        lines: models.map(({ id, displayName, style, traffic })=>({\\n                id,\\n                name: displayName || id,\\n                style,\\n                values: traffic.steps.map((step)=>of(step, traffic.stepSeconds))\\n            }))\\n    };\\n}\\nreturn { endpointWidget };\\n})();\\nconst fault_table_ts = (() => {\\nconst { count, timeOfDay } = format_ts;\\nconst { number, titled } = parts_ts;\\nconst { DataTable } = data_table_ts;\\nconst columns = {\\n    fault: \'Fault\',\\n    hits: \'Hits\',\\n    lastHit: \'Last hit\'\\n};\\nfunction faultTable(dom) {\\n    return new DataTable(dom, {\\n        caption: \'Faults that were asked for\',\\n        columns,\\n        keyOf: ({ id })=>id,\\n        createRow: ()=>createRow(dom)\\n    });\\n}\\nfunction createRow(dom) {\\n    const fault = titled(dom);\\n    const hits = number(dom);\\n    const lastHit = titled(dom);\\n    return {\\n        cells: {\\n            fault: fault.root,\\n            hits: hits.root,\\n            lastHit: lastHit.root\\n        },\\n        show: (shown)=>{\\n            const { lastHit: hit } = shown;\\n            const settings = shown.settings === \'\' ? \'\' : ` · ${shown.settings}`;\\n            fault.show({\\n                title: shown.kind,\\n                detail: `${shown.id}${settings}`\\n            });\\n            hits.show(`${count(shown.hits)} of ${count(shown.seen)} seen`);\\n            lastHit.show({\\n                title: hit === undefined ? \'–\' : timeOfDay(hit.time),\\n                detail: hit === undefined ? \'\' : [\\n                    hit.method,\\n                    hit.resource\\n                ].filter(Boolean).join(\' · \')\\n            });\\n        }\\n    };\\n}\\nreturn { faultTable };\\n})();\\nconst job_table_ts = (() => {\\nconst { duration, shortImage, shortName, stateName } = format_ts;\\nconst { foldedLog } = logs_ts;\\nconst { badge, note, number, time, titled } = parts_ts;\\nconst { DataTable } = data_table_ts;\\nconst columns = {\\n    job: \'Job\',\\n    state: \'State\',\\n    kind: \'Kind\',\\n    created: \'Created\',\\n    started: \'Started\',\\n    took: \'Ran for\',\\n    log: \'Log\'\\n};\\nfunction jobTable(dom, logs) {\\n    return new DataTable(dom, {\\n        caption: \'Custom jobs and batch prediction jobs, newest first\',\\n        columns,\\n        keyOf: ({ name })=>name,\\n        createRow: ()=>createRow(dom, logs)\\n    });\\n}\\nfunction createRow(dom, logs) {\\n    const name = titled(dom);\\n    const state = badge(dom);\\n    const kind = titled(dom);\\n    const [created, started] = [\\n        time(dom),\\n        time(dom)\\n    ];\\n    const took = number(dom);\\n    const log = foldedLog(dom, logs);\\n    const error = note(dom, {\\n        class: \'message\'\\n    });\\n    return {\\n        cells: {\\n            job: name.root,\\n            state: state.root,\\n            kind: kind.root,\\n            created: created.root,\\n            started: started.root,\\n            took: took.root,\\n            log: log.button.root\\n        },\\n        below: [\\n            error.root,\\n            log.lines.root\\n        ],\\n        show: (job)=>{\\n            const logged = {\\n                log: job.log,\\n                title: job.displayName\\n            };\\n            name.show({\\n                title: job.displayName,\\n                detail: `${shortName(job.name)} · ${job.place}`\\n            });\\n            state.show(stateName(job.state));\\n            kind.show({\\n                title: [\\n                    job.kind,\\n                    job.progress\\n                ].filter(Boolean).join(\', \'),\\n                detail: shortImage(job.program)\\n            });\\n            created.show(job.createTime);\\n            started.root.hidden = job.startTime === undefined;\\n            if (job.startTime !== undefined) started.show(job.startTime);\\n            took.show(job.ranMs === undefined ? \'–\' : duration(job.ranMs));\\n            log.button.show(logged);\\n            error.show(job.error);\\n            log.lines.show(logged);\\n        }\\n    };\\n}\\nreturn { jobTable };\\n})();\\nconst model_widget_ts = (() => {\\nconst { setText } = dom_ts;\\nconst { count, shortImage, shortName } = format_ts;\\nconst { chips, text, time } = parts_ts;\\nconst { DataTable } = data_table_ts;\\nconst columns = {\\n    version: \'Version\',\\n    labels: \'Labels\',\\n    aliases: \'Aliases\',\\n    deployedTo: \'Deployed to\',\\n    created: \'Created\',\\n    image: \'Serving image\'\\n};\\nfunction modelWidget(dom) {\\n    const title = dom.element(\'h3\');\\n    const place = dom.element(\'p\', {\\n        class: \'detail\'\\n    });\\n    const labels = chips(dom);\\n    const more = dom.element(\'p\', {\\n        class: \'quiet\'\\n    });\\n    const table = new DataTable(dom, {\\n        caption: \'Versions, newest first\',\\n        columns,\\n        keyOf: ({ id })=>id,\\n        createRow: ()=>versionRow(dom)\\n    });\\n    return {\\n        root: dom.element(\'article\', {}, title, place, labels.root, table.root, more),\\n        show: (model)=>{\\n            const { items, total } = model.versions;\\n            setText(title, model.displayName);\\n            setText(place, `${shortName(model.name)} · ${model.place}`);\\n            labels.show(labelTexts(model.labels));\\n            setText(table.caption, `Versions of ${model.displayName}, newest first`);\\n            table.show(items);\\n            setText(more, `${count(total - items.length)} older versions are not shown.`);\\n            more.hidden = total <= items.length;\\n        }\\n    };\\n}\\nfunction versionRow(dom) {\\n    const version = text(dom);\\n    const labels = chips(dom);\\n    const aliases = chips(dom);\\n    const deployedTo = text(dom, {\\n        class: \'title\'\\n    });\\n    const created = time(dom);\\n    const image = text(dom, {\\n        class: \'code\'\\n    });\\n    return {\\n        cells: {\\n            version: version.root,\\n            labels: labels.root,\\n            aliases: aliases.root,\\n            deployedTo: deployedTo.root,\\n            created: created.root,\\n            image: image.root\\n        },\\n        show: (shown)=>{\\n            version.show(`@${shown.id}`);\\n            labels.show(labelTexts(shown.labels));\\n            aliases.show(shown.aliases);\\n            deployedTo.show(shown.deployedTo.join(\', \') || \'–\');\\n            created.show(shown.createTime);\\n            image.show(shortImage(shown.image) || \'–\');\\n        }\\n    };\\n}\\nfunction labelTexts(labels) {\\n    return Object.entries(labels).map(([key, value])=>value === \'\' ? key : `${key}: ${value}`);\\n}\\nreturn { modelWidget };\\n})();\\nconst operation_table_ts = (() => {\\nconst { duration, shortName } = format_ts;\\nconst { badge, note, number, text, time } = parts_ts;\\nconst { DataTable } = data_table_ts;\\nconst columns = {\\n    method: \'Operation\',\\n    state: \'State\',\\n    resource: \'On\',\\n    began: \'Began\',\\n    took: \'Took\'\\n};\\nfunction operationTable(dom) {\\n    return new DataTable(dom, {\\n        caption: \'Long-running operations, newest first\',\\n        columns,\\n        keyOf: ({ name })=>name,\\n        createRow: ()=>createRow(dom)\\n    });\\n}\\nfunction createRow(dom) {\\n    const method = text(dom);\\n    const state = badge(dom);\\n    const resource = text(dom, {\\n        class: \'code\'\\n    });\\n    const began = time(dom);\\n    const took = number(dom);\\n    const error = note(dom, {\\n        class: \'message\'\\n    });\\n    return {\\n        cells: {\\n            method: method.root,\\n            state: state.root,\\n            resource: resource.root,\\n            began: began.root,\\n            took: took.root\\n        },\\n        below: [\\n            error.root\\n        ],\\n        show: (operation)=>{\\n            method.show(operation.method);\\n            state.show(operation.state);\\n            resource.show(shortName(operation.resource));\\n            began.show(operation.createTime);\\n            took.show(duration(operation.tookMs));\\n            error.show(operation.error);\\n        }\\n    };\\n}\\nreturn { operationTable };\\n})();\\nconst poller_ts = (() => {\\nconst periodMs = 1_500;\\nconst periodAfterFailureMs = 5_000;\\nconst timeoutMs = 10_000;\\nclass Poller {\\n    #parts;\\n    #isPaused = false;\\n    #isAsking = false;\\n    #isLate = false;\\n    #timer;\\n    constructor(parts){\\n        this.#parts = parts;\\n        parts.window.document.addEventListener(\'visibilitychange\', ()=>{\\n            if (!this.#isPaused) this.askNow();\\n        });\\n    }\\n    get isPaused() {\\n        return this.#isPaused;\\n    }\\n    pause() {\\n        this.#isPaused = true;\\n        this.#parts.window.clearTimeout(this.#timer);\\n    }\\n    goOn() {\\n        this.#isPaused = false;\\n        this.askNow();\\n    }\\n    askNow() {\\n        this.#isLate = this.#isAsking;\\n        if (this.#isAsking) return;\\n        this.#parts.window.clearTimeout(this.#timer);\\n        if (!this.#parts.window.document.hidden) void this.#ask();\\n    }\\n    async #ask() {\\n        this.#isAsking = true;\\n        const isWell = await this.#fetch();\\n        this.#isAsking = false;\\n        if (this.#isLate) return this.askNow();\\n        if (this.#isPaused || this.#parts.window.document.hidden) return;\\n        const pauseMs = isWell ? periodMs : periodAfterFailureMs;\\n        this.#timer = this.#parts.window.setTimeout(()=>this.askNow(), pauseMs);\\n    }\\n    async #fetch() {\\n        const { window, url, onAnswer, onFailure } = this.#parts;\\n        const signal = window.AbortSignal.timeout(timeoutMs);\\n        try {\\n            const response = await window.fetch(url(), {\\n                cache: \'no-store\',\\n                signal\\n            });\\n            if (!response.ok) throw new Error(`HTTP ${response.status}`);\\n            onAnswer(await response.json());\\n            return true;\\n        } catch (error) {\\n            onFailure(error instanceof Error ? error.message : String(error));\\n            return false;\\n        }\\n    }\\n}\\nreturn { Poller };\\n})();\\nconst section_ts = (() => {\\nconst { setText } = dom_ts;\\nconst { count } = format_ts;\\nclass Section {\\n    #list;\\n    #count;\\n    #empty;\\n    #more;\\n    constructor(dom, id, list, empty){\\n        this.#list = list;\\n        this.#count = dom.existing(`${id}-count`);\\n        this.#empty = dom.element(\'p\', {\\n            class: \'quiet\'\\n        }, empty);\\n        this.#more = dom.element(\'p\', {\\n            class: \'quiet\'\\n        });\\n        dom.existing(id).append(dom.element(\'div\', {}, list.root, this.#empty, this.#more));\\n    }\\n    show({ items, total }) {\\n        this.#list.show(items);\\n        this.#list.root.hidden = total === 0;\\n        this.#empty.hidden = total > 0;\\n        this.#more.hidden = total <= items.length;\\n        setText(this.#count, count(total));\\n        setText(this.#more, `${count(total - items.length)} more are not shown.`);\\n    }\\n}\\nreturn { Section };\\n})();\\nconst page_ts = (() => {\\nconst { Dom, setText } = dom_ts;\\nconst { endpointWidget } = endpoint_widget_ts;\\nconst { faultTable } = fault_table_ts;\\nconst { timeOfDay } = format_ts;\\nconst { jobTable } = job_table_ts;\\nconst { widgetList } = keyed_widgets_ts;\\nconst { Logs } = logs_ts;\\nconst { modelWidget } = model_widget_ts;\\nconst { operationTable } = operation_table_ts;\\nconst { Poller } = poller_ts;\\nconst { Section } = section_ts;\\nfunction startPage(window) {\\n    const dom = new Dom(window.document);\\n    const logs = new Logs(()=>poller.askNow());\\n    const show = fillSections(dom, logs);\\n    const status = dom.existing(\'status\');\\n    const updated = dom.existing(\'updated\');\\n    const poller = new Poller({\\n        window,\\n        url: ()=>overviewUrl(logs.open),\\n        onAnswer: (overview)=>{\\n            logs.receive(overview.logs);\\n            show(overview);\\n            setText(status, poller.isPaused ? \'Paused\' : \'Live\');\\n            setText(updated, timeOfDay(overview.now));\\n        },\\n        onFailure: (why)=>setText(status, `No news: ${why}. Trying again`)\\n    });\\n    usePauseButton(dom, poller, (text)=>setText(status, text));\\n    poller.askNow();\\n}\\nfunction fillSections(dom, logs) {\\n    const endpointList = widgetList(dom, ()=>endpointWidget(dom, logs));\\n    const modelList = widgetList(dom, ()=>modelWidget(dom));\\n    const endpoints = new Section(dom, \'endpoints\', endpointList, \'No endpoints yet.\');\\n    const models = new Section(dom, \'models\', modelList, \'No models yet.\');\\n    const jobs = new Section(dom, \'jobs\', jobTable(dom, logs), \'No jobs yet.\');\\n    const operations = new Section(dom, \'operations\', operationTable(dom), \'No operations yet.\');\\n    const faults = new Section(dom, \'faults\', faultTable(dom), \'No faults were asked for.\');\\n    return (overview)=>{\\n        endpoints.show(overview.endpoints);\\n        models.show(overview.models);\\n        jobs.show(overview.jobs);\\n        operations.show(overview.operations);\\n        faults.show(overview.faults);\\n    };\\n}\\nfunction usePauseButton(dom, poller, say) {\\n    const button = dom.existing(\'pause\');\\n    button.hidden = false;\\n    button.addEventListener(\'click\', ()=>{\\n        if (poller.isPaused) poller.goOn();\\n        else poller.pause();\\n        button.setAttribute(\'aria-pressed\', String(poller.isPaused));\\n        say(poller.isPaused ? \'Paused\' : \'Live\');\\n    });\\n}\\nfunction overviewUrl(logs) {\\n    const query = logs.map((source)=>`log=${encodeURIComponent(source)}`).join(\'&\');\\n    return query === \'\' ? \'/emulator/v1/overview\' : `/emulator/v1/overview?${query}`;\\n}\\nreturn { startPage };\\n})();\\npage_ts.startPage(window);\\n})();\\n"}');
;// CONCATENATED MODULE: ./lib/emulator/page/page-document.js


function pageDocument() {
    const { /* html */ "qy": html, /* style */ "iF": style, /* script */ "K$": script } = assets_namespaceObject;
    return html
        .replace('<style></style>', () => `<style>${style}</style>`)
        .replace('<script></script>', () => `<script>${script}</script>`);
}
function contentSecurityPolicy() {
    return [
        "default-src 'none'",
        `script-src ${hashOf(assets_namespaceObject.K$)}`,
        `style-src ${hashOf(assets_namespaceObject.iF)}`,
        'img-src data:',
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ].join('; ');
}
function hashOf(text) {
    return `'sha256-${(0,external_node_crypto_.createHash)('sha256').update(text).digest('base64')}'`;
}

;// CONCATENATED MODULE: ./lib/emulator/page/page-service.js









const logLimit = 50;
const headers = {
    'cache-control': 'no-store',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
};
class PageService {
    #parts;
    #logs = new LogTails();
    constructor(parts) {
        this.#parts = parts;
    }
    rawRoutes() {
        const document = pageDocument();
        const policy = contentSecurityPolicy();
        return [
            {
                httpMethod: 'GET',
                pattern: /^\/$/,
                handle: ({ response }) => {
                    setHeaders(response);
                    response.setHeader('content-security-policy', policy);
                    response.setHeader('content-type', 'text/html; charset=utf-8');
                    response.end(document);
                },
            },
            {
                httpMethod: 'GET',
                pattern: /^\/emulator\/v1\/overview$/,
                handle: ({ response, query }) => {
                    setHeaders(response);
                    (0,http_body/* sendJson */.jD)(response, 200, this.#overview(query.getAll('log').slice(0, logLimit)));
                },
            },
        ];
    }
    end() {
        this.#logs.clear();
        return Promise.resolve();
    }
    #overview(sources) {
        return {
            now: toTimestamp(this.#parts.clock.now()),
            endpoints: viewEndpoints(this.#parts),
            models: viewModels(this.#parts),
            jobs: viewJobs(this.#parts),
            operations: viewOperations(this.#parts),
            faults: viewFaults(this.#parts),
            logs: this.#logsOf(sources),
        };
    }
    #logsOf(sources) {
        if (sources.length === 0)
            return [];
        this.#logs.follow(this.#parts.store.logs.list());
        return sources.map((source) => ({ source, lines: this.#logs.of(source) }));
    }
}
function setHeaders(response) {
    for (const [name, value] of Object.entries(headers))
        response.setHeader(name, value);
}

;// CONCATENATED MODULE: ./lib/emulator/series/seconds.js

const forgetful = { changed: () => undefined, dropped: () => undefined };
const fineMs = 1_000;
const coarseMs = 60_000;
const fineKept = 7_200;
const coarseKept = 24 * 60;
class SecondCounts {
    #keeper;
    #fine;
    #coarse;
    constructor(keeper = forgetful, kept = []) {
        this.#keeper = keeper;
        this.#fine = kept.filter(({ periodMs }) => periodMs === fineMs).map(reopened);
        this.#coarse = kept.filter(({ periodMs }) => periodMs === coarseMs);
    }
    add(now, outcome) {
        const second = this.#secondAt(now);
        const { http, instances, totalMs, modelMs } = outcome;
        const responseClass = `${Math.trunc(http / 100)}xx`;
        second.responses[responseClass] = (second.responses[responseClass] ?? 0) + 1;
        if (http >= 200 && http < 300)
            second.predictions += instances;
        else
            second.errors += 1;
        second.total.add(totalMs);
        second.model.add(modelMs);
        this.#keeper.changed(second);
    }
    settled(now) {
        return [...this.#coarse, ...this.#fine].filter(({ start, periodMs }) => start + periodMs <= now);
    }
    recent(from, now) {
        const first = this.#fine.findLastIndex(({ start }) => start < from) + 1;
        return this.#fine.slice(first).filter(({ start, periodMs }) => start + periodMs <= now);
    }
    #secondAt(now) {
        const last = this.#fine.at(-1);
        const start = Math.max(Math.floor(now / fineMs) * fineMs, last?.start ?? 0);
        if (last?.start === start)
            return last;
        const second = {
            start,
            periodMs: fineMs,
            responses: {},
            errors: 0,
            predictions: 0,
            total: new DistributionBuilder(),
            model: new DistributionBuilder(),
        };
        this.#fine.push(second);
        this.#coarsen(start);
        return second;
    }
    #coarsen(now) {
        const limit = Math.floor((now - fineKept * fineMs) / coarseMs) * coarseMs;
        let moved = 0;
        while ((this.#fine[moved]?.start ?? limit) < limit)
            moved += 1;
        for (const second of this.#fine.splice(0, moved)) {
            const start = Math.floor(second.start / coarseMs) * coarseMs;
            const last = this.#coarse.at(-1);
            const minute = last?.start === start ? merge(last, second) : { ...second };
            if (last?.start === start)
                this.#coarse.pop();
            const whole = { ...minute, start, periodMs: coarseMs };
            this.#coarse.push(whole);
            this.#keeper.changed(whole);
            this.#keeper.dropped(second);
        }
        const tooOld = this.#coarse.length - coarseKept;
        if (tooOld <= 0)
            return;
        for (const minute of this.#coarse.splice(0, tooOld))
            this.#keeper.dropped(minute);
    }
}
function reopened(second) {
    const total = Object.assign(new DistributionBuilder(), second.total);
    const model = Object.assign(new DistributionBuilder(), second.model);
    return { ...second, total, model };
}
function merge(a, b) {
    const responses = { ...a.responses };
    for (const [key, count] of Object.entries(b.responses)) {
        responses[key] = (responses[key] ?? 0) + count;
    }
    return {
        ...a,
        responses,
        errors: a.errors + b.errors,
        predictions: a.predictions + b.predictions,
        total: mergeDistributions(a.total, b.total),
        model: mergeDistributions(a.model, b.model),
    };
}

;// CONCATENATED MODULE: ./lib/emulator/series/series-store.js

const models = 'seriesModels';
const counts = 'seriesCounts';
const samples = 'seriesSamples';
class SeriesStore {
    #backend;
    constructor(backend) {
        this.#backend = backend;
    }
    load() {
        const countsById = bySeries(this.#backend.load(counts));
        const samplesById = bySeries(this.#backend.load(samples));
        return this.#backend.load(models).map(([id, labels]) => ({
            id,
            labels,
            counts: (countsById.get(id) ?? []).toSorted((a, b) => a.start - b.start),
            samples: (samplesById.get(id) ?? []).toSorted((a, b) => a.at - b.at),
        }));
    }
    add(labels) {
        const id = generateId();
        this.#backend.commit([{ kind: models, name: id, row: labels }]);
        return id;
    }
    keeperOf(id) {
        const keep = (period, row) => {
            const name = `${id}/${period.periodMs}/${period.start}`;
            this.#backend.commitLater({ kind: counts, name, row });
        };
        return {
            changed: (period) => keep(period, period),
            dropped: (period) => keep(period, undefined),
        };
    }
    addSample(id, sample) {
        this.#backend.commitLater({ kind: samples, name: `${id}/${sample.at}`, row: sample });
    }
    dropSample(id, { at }) {
        this.#backend.commitLater({ kind: samples, name: `${id}/${at}`, row: undefined });
    }
}
function bySeries(rows) {
    const groups = new Map();
    for (const [name, row] of rows) {
        const id = name.slice(0, name.indexOf('/'));
        const group = groups.get(id);
        if (group === undefined)
            groups.set(id, [row]);
        else
            group.push(row);
    }
    return groups;
}

;// CONCATENATED MODULE: ./lib/emulator/series/recorder.js





const sampleLimit = 24 * 360;
class DeployedModelSeries {
    labels;
    #clock;
    #id;
    #store;
    #counts;
    #samples;
    constructor(kept, store, clock) {
        this.labels = kept.labels;
        this.#clock = clock;
        this.#id = kept.id;
        this.#store = store;
        this.#counts = new SecondCounts(store.keeperOf(kept.id), kept.counts);
        this.#samples = kept.samples;
    }
    record(outcome) {
        this.#counts.add(this.#clock.now(), outcome);
    }
    sample(replicas, target) {
        const sample = { at: this.#clock.now(), replicas, target };
        if (this.#samples.at(-1)?.at === sample.at)
            this.#samples.pop();
        this.#samples.push(sample);
        this.#store.addSample(this.#id, sample);
        if (this.#samples.length <= sampleLimit)
            return;
        const [oldest] = this.#samples.splice(0, 1);
        if (oldest !== undefined)
            this.#store.dropSample(this.#id, oldest);
    }
    recent(from) {
        return this.#counts.recent(from, this.#clock.now());
    }
    series(metricType) {
        const counts = this.#counts.settled(this.#clock.now());
        switch (metricType.slice(metricPrefix.length)) {
            case 'response_count':
                return ['2xx', '3xx', '4xx', '5xx'].map((responseClass) => this.#delta(metricType, { response_code: responseClass }, counts, (each) => counted(each.responses[responseClass] ?? 0)));
            case 'error_count':
                return [this.#delta(metricType, {}, counts, (each) => counted(each.errors))];
            case 'prediction_count':
                return [this.#delta(metricType, {}, counts, (each) => counted(each.predictions))];
            case 'prediction_latencies':
                return ['total', 'model'].map((latencyType) => this.#delta(metricType, { latency_type: latencyType }, counts, (each) => ({
                    kind: 'DISTRIBUTION',
                    distribution: each[latencyType],
                })));
            case 'replicas':
                return [this.#gauge(metricType, (sample) => sample.replicas)];
            case 'target_replicas':
                return [this.#gauge(metricType, (sample) => sample.target)];
            default:
                return [];
        }
    }
    #delta(metricType, labels, counts, valueOf) {
        const points = counts.flatMap((each) => {
            const value = valueOf(each);
            return value === undefined
                ? []
                : [{ start: each.start, end: each.start + each.periodMs, value }];
        });
        return this.#series(metricType, labels, points);
    }
    #gauge(metricType, valueOf) {
        const points = this.#samples.map((sample) => ({
            start: sample.at,
            end: sample.at,
            value: int64(valueOf(sample)),
        }));
        return this.#series(metricType, {}, points);
    }
    #series(type, own, points) {
        const { labels } = this;
        const info = onlineMetrics.find((metric) => metric.type === type);
        return {
            metric: {
                type,
                labels: {
                    deployed_model_id: labels.deployedModelId,
                    model_display_name: labels.modelDisplayName,
                    endpoint_display_name: labels.endpointDisplayName,
                    spot: String(labels.isSpot),
                    ...own,
                },
            },
            resource: {
                type: endpointResourceType,
                labels: {
                    resource_container: labels.projectNumber,
                    location: labels.location,
                    endpoint_id: labels.endpointId,
                },
            },
            metricKind: info?.metricKind ?? 'GAUGE',
            valueType: info?.valueType ?? 'INT64',
            points,
        };
    }
}
class SeriesRecorder {
    #clock;
    #store;
    #models;
    constructor(clock, backend) {
        this.#clock = clock;
        this.#store = new SeriesStore(backend);
        this.#models = this.#store.load().map((kept) => this.#seriesOf(kept));
    }
    open(labels) {
        const known = this.#models.find((model) => (0,external_node_util_.isDeepStrictEqual)(model.labels, labels));
        if (known !== undefined)
            return known;
        const id = this.#store.add(labels);
        const series = this.#seriesOf({ id, labels, counts: [], samples: [] });
        this.#models.push(series);
        return series;
    }
    list(metricType, projectNumber) {
        return this.#models
            .filter(({ labels }) => labels.projectNumber === projectNumber)
            .flatMap((model) => model.series(metricType))
            .filter(({ points }) => points.length > 0);
    }
    clear() {
        this.#models = [];
    }
    #seriesOf(kept) {
        return new DeployedModelSeries(kept, this.#store, this.#clock);
    }
}
function counted(count) {
    return count === 0 ? undefined : int64(count);
}

;// CONCATENATED MODULE: ./lib/emulator/store/filter.js


function matchesFilter(filter, lookUp, holds = refuseCall) {
    if (filter === undefined)
        return true;
    switch (filter.kind) {
        case 'and':
            return filter.of.every((part) => matchesFilter(part, lookUp, holds));
        case 'or':
            return filter.of.some((part) => matchesFilter(part, lookUp, holds));
        case 'not':
            return !matchesFilter(filter.of, lookUp, holds);
        case 'comparison':
            return matchesComparison(filter, lookUp(filter.path));
        case 'call':
            return holds(filter);
    }
}
function comparisonsIn(filter) {
    if (filter === undefined)
        return [];
    switch (filter.kind) {
        case 'and':
        case 'or':
            return filter.of.flatMap(comparisonsIn);
        case 'not':
            return comparisonsIn(filter.of);
        case 'comparison':
            return [filter];
        case 'call':
            return [];
    }
}
function unknownField(path) {
    return new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Invalid filter: unsupported field "${path.join('.')}".`);
}
function refuseCall({ name }) {
    throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Invalid filter: unknown function ${name}().`);
}
function matchesComparison({ comparator, value, path }, field) {
    if (value.kind === 'call')
        return matchesCall(comparator, value, field, path);
    switch (field.kind) {
        case 'map':
            if (comparator === ':')
                return value.text === '*' || Object.hasOwn(field.value, value.text);
            throw unknownField(path);
        case 'time': {
            const wanted = sortableTime(value.text);
            if (wanted === undefined) {
                throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Invalid filter: "${value.text}" is not a time.`);
            }
            const given = field.value === undefined ? undefined : sortableTime(field.value);
            return (given !== undefined && compares(comparator, given < wanted ? -1 : given > wanted ? 1 : 0));
        }
        case 'number':
            return field.value !== undefined && compares(comparator, field.value - Number(value.text));
        case 'text':
            return matchesText(comparator, value.text, field.value);
        case 'wildcard': {
            if (comparator !== '=' && comparator !== '!=') {
                return matchesText(comparator, value.text, field.value);
            }
            const isMatch = field.value !== undefined && wildcard(value.text, true).test(field.value);
            return isMatch === (comparator === '=');
        }
        case 'list':
            if (comparator === ':')
                return field.value.includes(value.text);
            throw unknownField(path);
        case 'nested':
            throw unknownField(path);
    }
}
function matchesText(comparator, wanted, given) {
    if (comparator === ':')
        return given !== undefined && wildcard(wanted, false).test(given);
    if (comparator === '!=')
        return given !== wanted;
    if (comparator === '=~' || comparator === '!~') {
        return (given !== undefined && new RegExp(wanted, 'u').test(given)) === (comparator === '=~');
    }
    return given !== undefined && compares(comparator, given < wanted ? -1 : given > wanted ? 1 : 0);
}
function matchesCall(comparator, call, field, path) {
    const isScalar = field.kind === 'text' || field.kind === 'number' || field.kind === 'time';
    if (!isScalar || (comparator !== '=' && comparator !== '!='))
        throw unknownField(path);
    const given = field.value === undefined ? '' : String(field.value);
    return callHolds(call, given) === (comparator === '=');
}
function callHolds(call, given) {
    const [first = ''] = call.args;
    switch (call.name) {
        case 'starts_with':
            return given.startsWith(first);
        case 'ends_with':
            return given.endsWith(first);
        case 'has_substring':
            return given.includes(first);
        case 'one_of':
            return call.args.includes(given);
        case 'monitoring.regex.full_match':
            return new RegExp(`^(?:${first})$`, 'u').test(given);
        default:
            return refuseCall(call);
    }
}
function compares(comparator, order) {
    switch (comparator) {
        case '=':
        case ':':
            return order === 0;
        case '!=':
            return order !== 0;
        case '<':
            return order < 0;
        case '<=':
            return order <= 0;
        case '>':
            return order > 0;
        case '>=':
            return order >= 0;
        default:
            return false;
    }
}
function wildcard(pattern, isWhole) {
    const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    const body = parts.join('.*');
    return isWhole || parts.length > 1 ? new RegExp(`^${body}$`, 'su') : new RegExp(body, 'su');
}

;// CONCATENATED MODULE: ./lib/emulator/store/filter-parser.js

const comparators = ['!=', '<=', '>=', '=~', '!~', '=', '<', '>', ':'];
function parseFilter(text) {
    if (text.trim() === '')
        return undefined;
    return new FilterParser(text).parse();
}
class FilterParser {
    #text;
    #at = 0;
    constructor(text) {
        this.#text = text;
    }
    parse() {
        const filter = this.#conjunction();
        this.#skipSpace();
        if (this.#at < this.#text.length)
            throw this.#mistake('expected the end');
        return filter;
    }
    #conjunction() {
        const terms = [this.#disjunction()];
        for (;;) {
            const hasAnd = this.#takeWord('AND');
            this.#skipSpace();
            const isOver = this.#at >= this.#text.length || this.#text[this.#at] === ')';
            if (isOver && hasAnd)
                throw this.#mistake('expected a term after AND');
            if (isOver)
                return joined('and', terms);
            terms.push(this.#disjunction());
        }
    }
    #disjunction() {
        const terms = [this.#term()];
        while (this.#takeWord('OR'))
            terms.push(this.#term());
        return joined('or', terms);
    }
    #term() {
        this.#skipSpace();
        if (this.#takeWord('NOT') || this.#take('-'))
            return { kind: 'not', of: this.#term() };
        if (!this.#take('('))
            return this.#condition();
        const inner = this.#conjunction();
        this.#skipSpace();
        if (!this.#take(')'))
            throw this.#mistake('expected ")"');
        return inner;
    }
    #condition() {
        const path = this.#path();
        const [name = ''] = path;
        if (path.length === 1 && this.#take('('))
            return this.#call(name);
        this.#skipSpace();
        const comparator = comparators.find((candidate) => this.#take(candidate));
        if (comparator === undefined)
            throw this.#mistake('expected a comparison operator');
        this.#skipSpace();
        return { kind: 'comparison', path, comparator, value: this.#value() };
    }
    #path() {
        const path = [];
        do {
            const key = this.#quoted() ?? this.#bare(/[^\s()=!<>:,"'.~]+/y);
            if (key === undefined)
                throw this.#mistake('expected a field name');
            path.push(key);
        } while (this.#take('.'));
        return path;
    }
    #value() {
        const quoted = this.#quoted();
        if (quoted !== undefined)
            return { kind: 'text', text: quoted };
        const text = this.#bare(/[^\s()",'=<>!][^\s()",']*/y);
        if (text === undefined)
            throw this.#mistake('expected a value');
        return this.#take('(') ? this.#call(text) : { kind: 'text', text };
    }
    #call(name) {
        const args = [];
        do {
            this.#skipSpace();
            const arg = this.#quoted() ?? this.#bare(/[^\s()",']+/y);
            if (arg === undefined)
                throw this.#mistake(`expected an argument of ${name}()`);
            args.push(arg);
            this.#skipSpace();
        } while (this.#take(','));
        if (!this.#take(')'))
            throw this.#mistake('expected ")"');
        return { kind: 'call', name, args };
    }
    #quoted() {
        const quote = this.#text[this.#at];
        if (quote !== '"' && quote !== "'")
            return undefined;
        let result = '';
        for (let at = this.#at + 1; at < this.#text.length; at += 1) {
            const char = this.#text[at] ?? '';
            if (char === quote) {
                this.#at = at + 1;
                return result;
            }
            if (char === '\\')
                at += 1;
            result += char === '\\' ? (this.#text[at] ?? '') : char;
        }
        throw this.#mistake('unterminated string');
    }
    #bare(pattern) {
        pattern.lastIndex = this.#at;
        const found = pattern.exec(this.#text)?.[0];
        if (found !== undefined)
            this.#at += found.length;
        return found;
    }
    #take(token) {
        if (!this.#text.startsWith(token, this.#at))
            return false;
        this.#at += token.length;
        return true;
    }
    #takeWord(word) {
        const start = this.#at;
        this.#skipSpace();
        const next = this.#text[this.#at + word.length];
        const isWord = next === undefined || /[\s(]/.test(next);
        if (isWord && this.#take(word))
            return true;
        this.#at = start;
        return false;
    }
    #skipSpace() {
        while (/\s/.test(this.#text[this.#at] ?? ''))
            this.#at += 1;
    }
    #mistake(what) {
        return new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Invalid filter "${this.#text}": ${what} at position ${this.#at}.`);
    }
}
function joined(kind, terms) {
    const [only] = terms;
    return terms.length === 1 && only !== undefined ? only : { kind, of: terms };
}

;// CONCATENATED MODULE: ./lib/emulator/store/list-page.js



const defaultPageSize = 100;
const maxPageSize = 1000;
function listPage(resources, request, fields, calls = {}) {
    const kept = filterResources(resources, request.filter, fields, calls);
    const ordered = orderResources(kept, request.orderBy, fields);
    return cutPage(ordered, request, (item) => withMask(item, request.readMask));
}
function filterResources(resources, text, fields, calls = {}) {
    const filter = parseFilter(text ?? '');
    return resources.filter((resource) => matchesFilter(filter, (path) => lookUp(resource, path, fields), (call) => {
        const holds = Object.hasOwn(calls, call.name) ? calls[call.name] : undefined;
        return holds === undefined ? refuseCall(call) : holds(resource, call.args);
    }));
}
function cutPage(items, request, show) {
    const size = Math.min(positive(request.pageSize) ?? defaultPageSize, maxPageSize);
    const from = request.pageToken ? offsetOf(request.pageToken) : 0;
    const page = items.slice(from, from + size).map(show);
    const end = from + page.length;
    return end < items.length ? { items: page, nextPageToken: tokenOf(end) } : { items: page };
}
function tokenOf(offset) {
    return Buffer.from(`offset:${offset}`).toString('base64url');
}
function offsetOf(token) {
    const match = /^offset:(\d+)$/.exec(Buffer.from(token, 'base64url').toString('utf8'));
    if (match === null)
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', 'The page token is invalid.');
    return Number(match[1]);
}
function textField(value) {
    return { kind: 'text', value };
}
function timeField(value) {
    return { kind: 'time', value };
}
function mapField(value) {
    return { kind: 'map', value: value ?? {} };
}
function lookUp(resource, path, fields) {
    const [head = '', ...rest] = path;
    const name = head.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const field = Object.hasOwn(fields, name) ? fields[name]?.(resource) : undefined;
    if (field === undefined)
        throw unknownField(path);
    if (rest.length === 0)
        return field;
    if (field.kind === 'nested')
        return field.at(rest);
    const key = rest.join('.');
    if (field.kind !== 'map')
        throw unknownField(path);
    const value = field.value[key];
    return { kind: 'text', value: typeof value === 'string' ? value : undefined };
}
function orderResources(resources, orderBy = '', fields) {
    const keys = orderBy
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '')
        .map((part) => {
        const [name = '', direction = 'asc'] = part.split(/\s+/);
        if (direction !== 'asc' && direction !== 'desc') {
            throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Invalid order_by "${orderBy}".`);
        }
        return { path: [name], sign: direction === 'desc' ? -1 : 1 };
    });
    return resources.toSorted((a, b) => {
        for (const { path, sign } of keys) {
            const [x, y] = [sortKey(lookUp(a, path, fields)), sortKey(lookUp(b, path, fields))];
            if (x !== y)
                return x < y ? -sign : sign;
        }
        return 0;
    });
}
function sortKey(field) {
    const isScalar = field.kind !== 'map' && field.kind !== 'list' && field.kind !== 'nested';
    return isScalar ? (field.value ?? '') : '';
}
function withMask(resource, mask) {
    if (!mask || mask === '*')
        return resource;
    const wanted = new Set(mask.split(',').map((path) => path.split('.')[0]));
    const kept = Object.entries(resource).filter(([key]) => wanted.has(key));
    return Object.fromEntries(kept);
}
function positive(value) {
    return value !== undefined && value > 0 ? value : undefined;
}

;// CONCATENATED MODULE: ./lib/emulator/services/endpoints/traffic.js


const beingDeployed = '0';
function checkSplit(split, deployedIds) {
    const entries = Object.entries(split);
    const unknown = entries.map(([id]) => id).filter((id) => !deployedIds.includes(id));
    if (unknown.length > 0) {
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', knownMessages.unknownDeployedModels(unknown));
    }
    for (const [id, share] of entries) {
        if (!Number.isInteger(share) || share < 0 || share > 100) {
            throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', approximateMessages.trafficValue(id, share));
        }
    }
    const sum = entries.reduce((total, [, share]) => total + share, 0);
    if (entries.length > 0 && sum !== 100) {
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', approximateMessages.trafficSum(sum));
    }
}
function splitAfterDeploy(current, requested, newId, deployedIds) {
    if (Object.keys(requested).length === 0)
        return current;
    checkSplit(requested, [...deployedIds, beingDeployed]);
    const resolved = Object.fromEntries(Object.entries(requested).map(([id, share]) => [id === beingDeployed ? newId : id, share]));
    return resolved;
}
function splitAfterUndeploy(current, requested, id, remainingIds) {
    if (remainingIds.length === 0)
        return {};
    const isGiven = Object.keys(requested).length > 0;
    const { [id]: share = 0, ...rest } = isGiven ? requested : current;
    if (share > 0) {
        throw new api_error/* ApiError */.hD('FAILED_PRECONDITION', approximateMessages.undeployWithTraffic(id));
    }
    if (isGiven)
        checkSplit(rest, remainingIds);
    return rest;
}
function withoutDeployed(endpoint, { deployedModelId, trafficSplit }) {
    const deployedModels = endpoint.deployedModels.filter(({ id }) => id !== deployedModelId);
    const remainingIds = deployedModels.map(({ id }) => id);
    const split = splitAfterUndeploy(endpoint.trafficSplit, trafficSplit, deployedModelId, remainingIds);
    return { ...endpoint, deployedModels, trafficSplit: split };
}

;// CONCATENATED MODULE: ./lib/emulator/services/endpoints/deployer.js




class Deployer {
    #store;
    #servers;
    #clock;
    #save;
    constructor(store, servers, clock, save) {
        this.#store = store;
        this.#servers = servers;
        this.#clock = clock;
        this.#save = save;
    }
    async deploy(plan, progress) {
        const earlier = this.#deployed(plan);
        if (earlier !== undefined)
            return { deployedModel: earlier };
        try {
            progress.report({ deploymentStage: 'STARTING_MODEL_SERVER' });
            const started = await this.#servers.start(plan, progress.signal);
            progress.report({ deploymentStage: 'FINISHING_UP' });
            const deployedModel = await this.#commitOrDrain(plan, started);
            progress.report({ deploymentStage: 'SUCCESSFULLY_DEPLOYED' });
            return { deployedModel };
        }
        catch (error) {
            progress.report({ deploymentStage: 'FAILED_TO_DEPLOY' });
            if (progress.signal.aborted)
                throw new api_error/* ApiError */.hD('CANCELLED', 'The operation was cancelled.');
            throw error;
        }
    }
    async undeploy(plan) {
        const endpoint = this.#store.endpoints.get(plan.endpoint);
        if (endpoint !== undefined && this.#deployed(plan) !== undefined) {
            this.#save(withoutDeployed(endpoint, plan));
        }
        await this.#servers.remove(plan.endpoint, plan.deployedModelId);
        return {};
    }
    async mutate({ endpoint: name, changed }, { signal }) {
        const before = this.#deployed({ endpoint: name, deployedModelId: changed.id });
        if (before !== undefined)
            await this.#servers.change(name, before, changed, signal);
        const endpoint = this.#store.endpoints.get(name);
        if (endpoint === undefined || before === undefined) {
            const what = `${name}, DeployedModel ${changed.id}`;
            throw new api_error/* ApiError */.hD('NOT_FOUND', approximateMessages.notFound('Endpoint', what));
        }
        const deployedModels = endpoint.deployedModels.map((each) => each.id === changed.id ? changed : each);
        this.#save({ ...endpoint, deployedModels });
        return { deployedModel: changed };
    }
    #deployed({ endpoint, deployedModelId, }) {
        const { deployedModels = [] } = this.#store.endpoints.get(endpoint) ?? {};
        return deployedModels.find(({ id }) => id === deployedModelId);
    }
    async #commitOrDrain(plan, started) {
        try {
            return this.#commit(plan, started);
        }
        catch (error) {
            await started.replicas.drain();
            throw error;
        }
    }
    #commit(plan, started) {
        const endpoint = this.#store.endpoints.get(plan.endpoint);
        if (endpoint === undefined) {
            throw new api_error/* ApiError */.hD('ABORTED', 'The Endpoint was deleted during the deployment.');
        }
        const ids = endpoint.deployedModels.map(({ id }) => id);
        const { trafficSplit: requested, deployedModelId } = plan;
        const trafficSplit = splitAfterDeploy(endpoint.trafficSplit, requested, deployedModelId, ids);
        const deployedModel = {
            ...plan.requested,
            id: deployedModelId,
            model: plan.found.model.name,
            modelVersionId: plan.found.version.versionId,
            displayName: plan.displayName,
            createTime: toTimestamp(this.#clock.now()),
            dedicatedResources: plan.resources,
        };
        this.#servers.add(endpoint, plan, started);
        const deployedModels = [...endpoint.deployedModels, deployedModel];
        this.#save({ ...endpoint, deployedModels, trafficSplit });
        return deployedModel;
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/endpoints/endpoint-input.js






const outputOnly = new Set([
    'name',
    'deployedModels',
    'trafficSplit',
    'etag',
    'createTime',
    'updateTime',
    'modelDeploymentMonitoringJob',
    'dedicatedEndpointDns',
    'satisfiesPzs',
    'satisfiesPzi',
]);
const notEmulated = {
    network: 'it has no VPC networks to peer with. Create the Endpoint without network',
    enablePrivateServiceConnect: 'it has no Private Service Connect. Create the Endpoint without enable_private_service_connect',
    privateServiceConnectConfig: 'it has no Private Service Connect. Create the Endpoint without private_service_connect_config',
    privateModelServerEnabled: 'model servers are processes of this machine, whose network it cannot take away. Create the Endpoint without private_model_server_enabled',
    genAiAdvancedFeaturesConfig: 'it serves no Model Garden models. Create the Endpoint without gen_ai_advanced_features_config',
};
const oneHourMs = 3_600_000;
function readEndpointInput(input) {
    const displayName = requireDisplayName(input.displayName, 'endpoint.display_name');
    checkLabels(input.labels, 'endpoint.labels');
    checkSplit(input.trafficSplit ?? {}, []);
    checkPrivacy(input);
    for (const [name, why] of Object.entries(notEmulated)) {
        if (!isSet(input[name]))
            continue;
        throw new api_error/* ApiError */.hD('UNIMPLEMENTED', `The embedded Vertex cannot do this: ${why}.`);
    }
    checkLogging(input);
    inferenceTimeoutMs(input);
    const kept = Object.entries(input).filter(([name]) => !outputOnly.has(name));
    return { ...Object.fromEntries(kept), displayName, labels: input.labels ?? {} };
}
const updatableFields = [
    'displayName',
    'description',
    'labels',
    'trafficSplit',
    'predictRequestResponseLoggingConfig',
];
function withUpdates(endpoint, input, paths) {
    const changed = { ...endpoint };
    if (paths.includes('displayName')) {
        changed.displayName = requireDisplayName(input.displayName, 'endpoint.display_name');
    }
    if (paths.includes('description'))
        changed.description = input.description ?? '';
    if (paths.includes('labels')) {
        checkLabels(input.labels, 'endpoint.labels');
        changed.labels = input.labels ?? {};
    }
    if (paths.includes('trafficSplit')) {
        const ids = endpoint.deployedModels.map(({ id }) => id);
        changed.trafficSplit = input.trafficSplit ?? {};
        checkSplit(changed.trafficSplit, ids);
    }
    if (paths.includes('predictRequestResponseLoggingConfig')) {
        checkLogging(input);
        changed.predictRequestResponseLoggingConfig = input.predictRequestResponseLoggingConfig ?? {};
    }
    return changed;
}
function withConnection(endpoint, input) {
    const current = { ...endpoint };
    const blocked = Object.entries(input)
        .filter(([name]) => !outputOnly.has(name) && name !== 'clientConnectionConfig')
        .filter(([name, value]) => isSet(value) && !(0,external_node_util_.isDeepStrictEqual)(value, current[name]))
        .map(([name]) => name);
    if (blocked.length > 0) {
        throw invalidField('endpoint', `${blocked.join(', ')} cannot be updated by this method: it updates client_connection_config only.`);
    }
    inferenceTimeoutMs(input);
    return { ...endpoint, clientConnectionConfig: input.clientConnectionConfig ?? {} };
}
function dedicatedDns(name) {
    const { project, location } = locationOf(name);
    return `${idOf(name)}.${location}-${project}.prediction.vertexai.goog`;
}
function inferenceTimeoutMs({ clientConnectionConfig, }) {
    const { inferenceTimeout } = clientConnectionConfig ?? {};
    if (inferenceTimeout === undefined)
        return undefined;
    const timeoutMs = durationMs(inferenceTimeout);
    if (timeoutMs > 0 && timeoutMs <= oneHourMs)
        return timeoutMs;
    throw invalidField('endpoint.client_connection_config.inference_timeout', 'Must be more than zero and at most one hour.');
}
function checkPrivacy(input) {
    const isConnected = isSet(input['enablePrivateServiceConnect']) || isSet(input['privateServiceConnectConfig']);
    if (!isSet(input['network']) || !isConnected)
        return;
    throw invalidField('endpoint.network', 'Excludes Private Service Connect.');
}
function checkLogging({ predictRequestResponseLoggingConfig: config }) {
    if (config?.enabled !== true)
        return;
    const { samplingRate = 0 } = config;
    if (samplingRate > 0 && samplingRate <= 1)
        return;
    throw invalidField('endpoint.predict_request_response_logging_config.sampling_rate', 'Must be more than 0 and at most 1.');
}
function isSet(value) {
    return value !== undefined && value !== false && value !== '';
}

;// CONCATENATED MODULE: ./lib/emulator/services/endpoints/redeployer.js



class Redeployer {
    #store;
    #runtime;
    #servers;
    constructor(store, runtime, servers) {
        this.#store = store;
        this.#runtime = runtime;
        this.#servers = servers;
    }
    redeploy(endpoint) {
        for (const deployed of endpoint.deployedModels) {
            void this.#redeploy(endpoint.name, deployed).catch((error) => this.#note(endpoint.name, deployed, (0,api_error/* toApiError */.Gv)(error).message));
        }
    }
    async #redeploy(name, deployed) {
        const deployment = this.#deploymentOf(name, deployed);
        const started = await this.#servers.restart(deployment);
        const endpoint = this.#store.endpoints.get(name);
        const isDeployed = endpoint?.deployedModels.some(({ id }) => id === deployed.id);
        if (endpoint === undefined || isDeployed !== true)
            return started.replicas.drain(0);
        this.#servers.add(endpoint, deployment, started);
        this.#runtime.serving.route(name, endpoint.trafficSplit, inferenceTimeoutMs(endpoint));
    }
    #deploymentOf(endpoint, deployed) {
        return {
            endpoint,
            deployedModelId: deployed.id,
            found: findModel(this.#store, `${deployed.model}@${deployed.modelVersionId}`),
            resources: deployed.dedicatedResources,
            isSilent: deployed['disableContainerLogging'] === true,
        };
    }
    #note(endpoint, { id }, why) {
        const [, project = ''] = endpoint.split('/');
        this.#store.logs.append({
            logName: `projects/${project}/logs/vertex-release-emulator`,
            resource: { type: 'global', labels: { project_id: project } },
            severity: 'ERROR',
            textPayload: `DeployedModel ${id} of ${endpoint} could not be served again: ${why}`,
        });
    }
}

;// CONCATENATED MODULE: ./lib/emulator/runtime/image.js

const loadsCode = /^(PATH|LD_.*|DYLD_.*|NODE_OPTIONS|NODE_PATH|PYTHON(PATH|STARTUP|HOME)|PERL5(LIB|OPT)|RUBY(LIB|OPT)|BASH_ENV|ENV|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS)$/;
function findImage(images, imageUri) {
    const found = image_lookUp(images, imageUri);
    if (found !== undefined)
        return found;
    throw new api_error/* ApiError */.hD('FAILED_PRECONDITION', `The embedded Vertex has no command for image "${imageUri}". Add it to \`images:\` of the emulator's configuration: images: { "${withoutVersion(imageUri)}": { command: [...] } }.`);
}
function image_lookUp(images, imageUri) {
    const withoutDigest = imageUri.replace(/@.*$/, '');
    for (const reference of [imageUri, withoutDigest, withoutVersion(imageUri)]) {
        if (Object.hasOwn(images, reference))
            return images[reference];
    }
    return undefined;
}
function withoutVersion(imageUri) {
    return imageUri.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
}
function refuseCommands(container, allowCommands) {
    if (allowCommands)
        return;
    if ((container.command ?? []).length > 0) {
        throw new api_error/* ApiError */.hD('FAILED_PRECONDITION', `container_spec.command is refused: the embedded Vertex runs only commands from \`images:\` of its configuration. Start it with --allow-commands to run commands from requests.`);
    }
    for (const { name = '' } of container.env ?? []) {
        if (loadsCode.test(name)) {
            throw new api_error/* ApiError */.hD('FAILED_PRECONDITION', `container_spec.env ${name} is refused: it can make a program load other code. Put it into \`images:\` of the configuration, or start the embedded Vertex with --allow-commands.`);
        }
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/endpoints/container-probes.js


const defaultPort = 8080;
function readProbes(container, rules) {
    const { startupProbe, healthProbe, livenessProbe } = container;
    const port = container.ports?.[0]?.containerPort ?? defaultPort;
    const read = (name, spec) => spec === undefined ? undefined : readProbe(`container_spec.${name}`, spec, port, rules);
    return {
        startup: read('startup_probe', startupProbe),
        readiness: read('health_probe', healthProbe) ?? {
            check: { kind: 'http', path: rules.healthRoute, headers: {} },
            initialDelayMs: 0,
            periodMs: rules.healthPeriodMs,
            timeoutMs: 10_000,
            failureThreshold: 4,
            successThreshold: 1,
        },
        liveness: read('liveness_probe', livenessProbe),
    };
}
function readProbe(field, spec, port, rules) {
    const numbers = [
        spec.periodSeconds,
        spec.timeoutSeconds,
        spec.failureThreshold,
        spec.successThreshold,
        spec.initialDelaySeconds,
    ];
    if (numbers.some((value) => (value ?? 0) < 0)) {
        throw invalidField(field, 'Times and thresholds must not be negative.');
    }
    return {
        check: readCheck(field, spec, port, rules),
        initialDelayMs: (spec.initialDelaySeconds || 0) * 1_000,
        periodMs: (spec.periodSeconds || 10) * 1_000,
        timeoutMs: (spec.timeoutSeconds || 1) * 1_000,
        failureThreshold: spec.failureThreshold || 3,
        successThreshold: spec.successThreshold || 1,
    };
}
function readCheck(field, spec, port, rules) {
    const { exec, httpGet, grpc, tcpSocket } = spec;
    const target = httpGet ?? grpc ?? tcpSocket ?? {};
    refuseOtherPlaces(field, target, port);
    if (httpGet !== undefined) {
        const headers = (httpGet.httpHeaders ?? []).map(({ name = '', value = '' }) => [name, value]);
        const path = httpGet.path || '/';
        return { kind: 'http', path, headers: Object.fromEntries(headers) };
    }
    if (grpc !== undefined)
        return { kind: 'grpc', service: grpc.service ?? '' };
    if (tcpSocket !== undefined)
        return { kind: 'tcp' };
    if (exec?.command?.length) {
        if (rules.allowCommands)
            return { kind: 'exec', command: exec.command };
        throw new api_error/* ApiError */.hD('FAILED_PRECONDITION', `${field}.exec is refused: the embedded Vertex runs only commands from \`images:\` of its configuration. Start it with --allow-commands to run commands from requests.`);
    }
    throw invalidField(field, 'Must say exec, http_get, grpc or tcp_socket.');
}
function refuseOtherPlaces(field, { port, host, scheme = 'HTTP' }, containerPort) {
    if ((port || containerPort) !== containerPort) {
        throw new api_error/* ApiError */.hD('UNIMPLEMENTED', `${field}: the embedded Vertex reaches model servers at AIP_HTTP_PORT only, which stands for container port ${containerPort}; port ${port} is not mapped.`);
    }
    if (host || (scheme || 'HTTP') !== 'HTTP') {
        throw new api_error/* ApiError */.hD('UNIMPLEMENTED', `${field}: the embedded Vertex probes model servers on this machine over plain HTTP only; leave host and scheme out.`);
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/endpoints/prediction-resources.js




const field = 'deployed_model.dedicated_resources';
const prediction_resources_metricPrefix = 'aiplatform.googleapis.com/prediction/online/';
const cpuUtilization = `${prediction_resources_metricPrefix}cpu/utilization`;
const requestCount = `${prediction_resources_metricPrefix}request_count`;
const dutyCycle = `${prediction_resources_metricPrefix}accelerator/duty_cycle`;
const defaultMachineType = 'n1-standard-2';
const defaultTarget = 60;
function readResources(requested) {
    if (requested['sharedResources']) {
        throw new api_error/* ApiError */.hD('UNIMPLEMENTED', 'The embedded Vertex has no DeploymentResourcePools: use dedicated_resources instead of shared_resources.');
    }
    if (requested['automaticResources'] !== undefined) {
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', knownMessages.automaticResources(requested.model ?? ''));
    }
    if (requested.dedicatedResources === undefined)
        throw missing('deployed_model.dedicated_resources');
    return checkResources(requested.dedicatedResources);
}
function checkResources(resources) {
    if (resources.machineSpec === undefined)
        throw missing(`${field}.machine_spec`);
    const machineType = resources.machineSpec.machineType || defaultMachineType;
    const { minReplicaCount: min = 0, requiredReplicaCount: required = 0 } = resources;
    if (min < 1)
        throw missing(`${field}.min_replica_count`);
    const max = resources.maxReplicaCount || min;
    if (max < min) {
        throw invalidField(`${field}.max_replica_count`, 'Must not be less than min_replica_count.');
    }
    if (required < 0 || required > min) {
        throw invalidField(`${field}.required_replica_count`, 'Must not be less than 0 or greater than min_replica_count.');
    }
    checkMetrics(resources.autoscalingMetricSpecs ?? []);
    const machineSpec = { ...resources.machineSpec, machineType };
    return { ...resources, machineSpec, maxReplicaCount: max };
}
function checkMetrics(specs) {
    const where = `${field}.autoscaling_metric_specs`;
    const names = specs.map(({ metricName }) => metricName ?? '');
    const unknown = names.find((name) => ![cpuUtilization, requestCount, dutyCycle].includes(name));
    if (unknown !== undefined)
        throw invalidField(where, `Metric "${unknown}" is not supported.`);
    if (new Set(names).size < names.length) {
        throw invalidField(where, 'At most one entry is allowed per metric.');
    }
    for (const { metricName, target = defaultTarget } of specs) {
        const most = metricName === requestCount ? Infinity : 100;
        if (target < 1 || target > most) {
            throw invalidField(where, `Target ${target} of "${metricName}" is out of range.`);
        }
    }
}
function sizeReplicas(resources, limit, windowMs) {
    const { minReplicaCount = 1, maxReplicaCount = minReplicaCount } = resources;
    const min = Math.min(minReplicaCount, limit);
    const required = Math.min(resources.requiredReplicaCount || min, min);
    const targets = targetsOf(resources.autoscalingMetricSpecs ?? []);
    const max = Math.min(maxReplicaCount, limit);
    return { counts: { initial: min, required }, policy: { min, max, targets, windowMs } };
}
function targetsOf(specs) {
    const targetOf = (name) => {
        const spec = specs.find(({ metricName }) => metricName === name);
        return spec === undefined ? undefined : spec.target || defaultTarget;
    };
    const perMinute = targetOf(requestCount);
    return [
        { metric: 'cpu_utilization', target: targetOf(cpuUtilization) ?? defaultTarget },
        ...(perMinute === undefined ? [] : [{ metric: 'request_count', target: perMinute }]),
    ];
}
function cpusOf({ machineSpec }, here = (0,external_node_os_.availableParallelism)()) {
    const named = /-(\d+)$/.exec(machineSpec?.machineType ?? '')?.[1];
    return Math.min(named === undefined ? here : Number(named), here);
}
function missing(name) {
    return new api_error/* ApiError */.hD('INVALID_ARGUMENT', approximateMessages.required(name));
}

;// CONCATENATED MODULE: ./lib/emulator/services/endpoints/deployments.js









const aiplatform = 'google.cloud.aiplatform.v1';
const deployments_outputOnly = new Set([
    'createTime',
    'modelVersionId',
    'privateEndpoints',
    'status',
]);
const mutable = new Set([
    'disableContainerLogging',
    'dedicatedResources.minReplicaCount',
    'dedicatedResources.maxReplicaCount',
    'dedicatedResources.requiredReplicaCount',
    'dedicatedResources.autoscalingMetricSpecs',
]);
class Deployments {
    #store;
    #runtime;
    #idle;
    constructor(store, runtime, deployer, idle) {
        this.#store = store;
        this.#runtime = runtime;
        this.#idle = idle;
        const { operations } = store;
        operations.define('deploy-model', (plan, progress) => deployer.deploy(plan, progress));
        operations.define('undeploy-model', (plan) => deployer.undeploy(plan));
        operations.define('mutate-deployed-model', (plan, progress) => deployer.mutate(plan, progress));
    }
    deploy(request) {
        const endpoint = this.#idle(request.endpoint);
        const plan = this.#plan(endpoint, request);
        this.#refuseCommands(plan);
        const spec = {
            ...operationSpec(endpoint, 'DeployModel'),
            metadata: { deploymentStage: 'STARTING_DEPLOYMENT' },
        };
        return this.#store.operations.start(spec, 'deploy-model', plan);
    }
    undeploy(request) {
        const endpoint = this.#idle(request.endpoint);
        const id = request.deployedModelId ?? '';
        if (id === '')
            throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', approximateMessages.required('deployed_model_id'));
        findDeployed(endpoint, id);
        const { trafficSplit = {} } = request;
        const plan = { endpoint: endpoint.name, deployedModelId: id, trafficSplit };
        withoutDeployed(endpoint, plan);
        const spec = operationSpec(endpoint, 'UndeployModel');
        return this.#store.operations.start(spec, 'undeploy-model', plan);
    }
    mutate({ endpoint: name, deployedModel: input = {}, updateMask }) {
        const endpoint = this.#idle(name);
        const deployed = findDeployed(endpoint, input.id ?? '');
        const paths = readUpdateMask(updateMask, [
            'dedicatedResources',
            'automaticResources',
            'disableContainerLogging',
        ]);
        const wrong = paths.filter((path) => !mutable.has(path));
        if (wrong.length > 0) {
            throw invalidField('update_mask', `${wrong.join(', ')} of a DeployedModel cannot be changed.`);
        }
        const { dedicatedResources = {}, disableContainerLogging = false } = input;
        const changed = {
            ...deployed,
            ...(paths.includes('disableContainerLogging') ? { disableContainerLogging } : {}),
            dedicatedResources: checkResources(mergeResources(deployed.dedicatedResources, dedicatedResources, paths)),
        };
        const spec = operationSpec(endpoint, 'MutateDeployedModel');
        const plan = { endpoint: endpoint.name, changed };
        return this.#store.operations.start(spec, 'mutate-deployed-model', plan);
    }
    #refuseCommands({ found: { version } }) {
        const { allowCommands, timing } = this.#runtime;
        refuseCommands({ ...version.containerSpec, imageUri: '' }, allowCommands);
        const { healthPeriodMs } = timing;
        readProbes(version.containerSpec, { healthRoute: '', healthPeriodMs, allowCommands });
    }
    #plan(endpoint, request) {
        const { deployedModel: requested = {}, trafficSplit = {} } = request;
        if (!requested.model) {
            throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', approximateMessages.required('deployed_model.model'));
        }
        if (requested.id)
            checkDeployedModelId(requested.id);
        const deployedModelId = requested.id || generateId();
        const ids = endpoint.deployedModels.map(({ id }) => id);
        if (ids.includes(deployedModelId)) {
            throw new api_error/* ApiError */.hD('ALREADY_EXISTS', approximateMessages.duplicateDeployedModel(deployedModelId));
        }
        const found = findModel(this.#store, requested.model);
        const resources = readResources(requested);
        const kept = Object.entries(requested).filter(([name]) => !deployments_outputOnly.has(name));
        splitAfterDeploy(endpoint.trafficSplit, trafficSplit, deployedModelId, ids);
        return {
            endpoint: endpoint.name,
            deployedModelId,
            found,
            resources,
            isSilent: requested['disableContainerLogging'] === true,
            requested: Object.fromEntries(kept),
            displayName: requested.displayName || found.model.displayName,
            trafficSplit,
        };
    }
}
function findDeployed(endpoint, id) {
    const deployed = endpoint.deployedModels.find((each) => each.id === id);
    if (deployed !== undefined)
        return deployed;
    throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', knownMessages.unknownDeployedModels([id]));
}
function mergeResources(current, input, paths) {
    const isNamed = ([key]) => paths.includes(`dedicatedResources.${key}`);
    const kept = Object.entries(current).filter((entry) => !isNamed(entry));
    return Object.fromEntries([...kept, ...Object.entries(input).filter(isNamed)]);
}
function operationSpec(endpoint, method) {
    return {
        parent: endpoint.name,
        responseType: `${aiplatform}.${method}Response`,
        metadataType: `${aiplatform}.${method}OperationMetadata`,
    };
}

;// CONCATENATED MODULE: ./lib/emulator/runtime/output-log.js
const tailLines = 40;
const tailLength = 4_000;
const severities = new Set([
    'DEFAULT',
    'DEBUG',
    'INFO',
    'NOTICE',
    'WARNING',
    'ERROR',
    'CRITICAL',
]);
class OutputLog {
    #store;
    #target;
    #tail = [];
    isEnabled = true;
    constructor(store, target) {
        this.#store = store;
        this.#target = target;
    }
    onLine = (stream, raw) => {
        const line = raw.toWellFormed();
        this.#tail.push(line.slice(0, tailLength));
        if (this.#tail.length > tailLines)
            this.#tail.shift();
        if (!this.isEnabled)
            return;
        const severity = stream === 'stdout' ? 'INFO' : 'ERROR';
        this.#store.append({ ...this.#target, severity, ...payloadOf(line) });
    };
    note(severity, text) {
        this.#store.append({ ...this.#target, severity, textPayload: text });
    }
    tail() {
        return this.#tail
            .join('\n')
            .replaceAll(/[^\P{Cc}\n\t]/gu, '\uFFFD')
            .slice(-tailLength)
            .toWellFormed();
    }
}
function payloadOf(line) {
    if (!line.startsWith('{'))
        return { textPayload: line };
    try {
        const parsed = JSON.parse(line);
        if (typeof parsed['message'] !== 'string')
            return { textPayload: line };
        const { severity, ...rest } = parsed;
        const payload = { jsonPayload: rest };
        return typeof severity === 'string' && severities.has(severity)
            ? { ...payload, severity: severity }
            : payload;
    }
    catch {
        return { textPayload: line };
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/endpoints/model-launch.js









function routesOf({ endpoint, deployedModelId, found }) {
    const base = `/v1/endpoints/${idOf(endpoint)}/deployedModels/${deployedModelId}`;
    const { predictRoute, healthRoute } = found.version.containerSpec;
    return { predictRoute: predictRoute || `${base}:predict`, healthRoute: healthRoute || base };
}
function planReplica(deployment, runtime, logs) {
    const { endpoint, deployedModelId, found } = deployment;
    const { containerSpec, artifactUri, artifactCopy } = found.version;
    const imageUri = containerSpec.imageUri ?? '';
    if (artifactCopy === undefined) {
        throw new api_error/* ApiError */.hD('FAILED_PRECONDITION', `The model artifacts at "${artifactUri}" were absent when the model was uploaded. Upload the objects, then upload a new model version.`);
    }
    const { project, location } = locationOf(endpoint);
    const labels = { resource_container: project, location, endpoint_id: idOf(endpoint) };
    const output = new OutputLog(logs, {
        logName: `projects/${project}/logs/aiplatform.googleapis.com%2Fprediction_container`,
        resource: { type: endpointResourceType, labels },
        labels: { deployed_model_id: deployedModelId, model_id: idOf(found.model.name) },
    });
    output.isEnabled = !deployment.isSilent;
    return {
        image: imageUri,
        resource: `${endpoint} ${deployedModelId}`,
        probes: readProbes(containerSpec, {
            healthRoute: routesOf(deployment).healthRoute,
            healthPeriodMs: runtime.timing.healthPeriodMs,
            allowCommands: runtime.allowCommands,
        }),
        cpus: cpusOf(deployment.resources),
        readyTimeoutMs: containerSpec.deploymentTimeout
            ? durationMs(containerSpec.deploymentTimeout)
            : runtime.timing.readyTimeoutMs,
        output,
        launch: (port) => {
            const image = findImage(runtime.images, imageUri);
            const base = { ...runtime.baseEnvironment(project), ...servingVariables(deployment, port) };
            return planLaunch(image, { ...containerSpec, imageUri }, base);
        },
    };
}
function servingVariables(deployment, port) {
    const { endpoint, deployedModelId, found, resources } = deployment;
    const { predictRoute, healthRoute } = routesOf(deployment);
    const endpointId = idOf(endpoint);
    return {
        AIP_HTTP_PORT: String(port),
        AIP_PREDICT_ROUTE: predictRoute,
        AIP_HEALTH_ROUTE: healthRoute,
        AIP_STORAGE_URI: found.version.artifactCopy ?? '',
        AIP_ENDPOINT_ID: endpointId,
        AIP_DEPLOYED_MODEL_ID: deployedModelId,
        AIP_MODEL_NAME: endpointId,
        AIP_VERSION_NAME: deployedModelId,
        AIP_FRAMEWORK: 'CUSTOM_CONTAINER',
        AIP_MODE: 'PREDICTION',
        AIP_MODE_VERSION: '1.0.0',
        AIP_PROJECT_NUMBER: locationOf(endpoint).project,
        AIP_MACHINE_TYPE: resources.machineSpec?.machineType ?? '',
        AIP_ACCELERATOR_TYPE: resources.machineSpec?.acceleratorType ?? '',
    };
}

;// CONCATENATED MODULE: ./lib/emulator/services/endpoints/model-servers.js




class ModelServers {
    #runtime;
    #recorder;
    #logs;
    constructor(runtime, recorder, logs) {
        this.#runtime = runtime;
        this.#recorder = recorder;
        this.#logs = logs;
    }
    start(deployment, signal) {
        return this.#start(deployment, this.#size(deployment.resources), signal);
    }
    restart(deployment) {
        const { counts, policy } = this.#size(deployment.resources);
        const sizing = { counts: { ...counts, required: 0 }, policy };
        return this.#start(deployment, sizing, new AbortController().signal);
    }
    async #start(deployment, { counts, policy }, signal) {
        const spec = planReplica(deployment, this.#runtime, this.#logs);
        const bounds = this.#describeBounds(deployment.resources);
        if (bounds !== '')
            spec.output.note('WARNING', bounds);
        const replicas = await this.#runtime.startReplicas(spec, counts, signal);
        replicas.scale(policy);
        return { spec, replicas };
    }
    add(endpoint, deployment, { spec, replicas }) {
        const { deployedModelId, found, resources } = deployment;
        const { project, location } = locationOf(endpoint.name);
        const series = this.#recorder.open({
            deployedModelId,
            modelDisplayName: found.model.displayName,
            endpointDisplayName: endpoint.displayName,
            isSpot: resources.spot ?? false,
            projectNumber: project,
            location,
            endpointId: idOf(endpoint.name),
        });
        series.sample(replicas.readyCount, replicas.targetCount);
        this.#runtime.serving.add(endpoint.name, {
            deployedModelId,
            model: found.model.name,
            modelVersionId: found.version.versionId,
            modelDisplayName: found.model.displayName,
            predictRoute: routesOf(deployment).predictRoute,
            replicas,
            output: spec.output,
            series,
        });
    }
    async change(endpoint, { dedicatedResources: before }, changed, signal) {
        const served = this.#runtime.serving.get(endpoint, changed.id);
        if (served === undefined)
            return;
        const { output, replicas } = served;
        const { counts, policy } = this.#size(changed.dedicatedResources);
        const bounds = this.#describeBounds(changed.dedicatedResources);
        if (bounds !== '')
            output.note('WARNING', bounds);
        replicas.scale(policy);
        const limit = AbortSignal.timeout(this.#runtime.timing.readyTimeoutMs);
        const isReady = await replicas.hasReady(counts.required, AbortSignal.any([signal, limit]));
        if (!isReady) {
            replicas.scale(this.#size(before).policy);
            throw new api_error/* ApiError */.hD('FAILED_PRECONDITION', `${counts.required} replicas of DeployedModel ${changed.id} are required and ${replicas.readyCount} became ready. ${replicas.availability.message}`);
        }
        output.isEnabled = changed['disableContainerLogging'] !== true;
    }
    async remove(endpoint, deployedModelId) {
        await this.#runtime.serving.remove(endpoint, deployedModelId)?.replicas.drain();
    }
    #size(resources) {
        const { maxReplicas, timing } = this.#runtime;
        return sizeReplicas(resources, maxReplicas, timing.scaleWindowMs);
    }
    #describeBounds({ minReplicaCount = 1, maxReplicaCount = 0 }) {
        const { maxReplicas } = this.#runtime;
        const asked = Math.max(minReplicaCount, maxReplicaCount);
        if (asked <= maxReplicas)
            return '';
        return `This machine runs at most ${maxReplicas} replicas of a DeployedModel; ${minReplicaCount} to ${asked} were asked for.`;
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/endpoints/deployed-model-status.js

function withStatus(endpoint, serving) {
    const deployedModels = endpoint.deployedModels.map((deployed) => deployedWithStatus(endpoint.name, deployed, serving));
    return { ...endpoint, deployedModels };
}
function deployedWithStatus(endpoint, deployed, serving) {
    const served = serving.get(endpoint, deployed.id);
    if (served === undefined)
        return deployed;
    const { ready, since, message } = served.replicas.availability;
    const status = { availableReplicaCount: ready, lastUpdateTime: toTimestamp(since), message };
    return { ...deployed, status };
}

;// CONCATENATED MODULE: ./lib/emulator/services/endpoints/endpoints.js













const endpoints_aiplatform = 'google.cloud.aiplatform.v1';
const service = `${endpoints_aiplatform}.EndpointService`;
const listFields = {
    endpoint: ({ name }) => textField(idOf(name)),
    name: ({ name }) => textField(name),
    display_name: ({ displayName }) => textField(displayName),
    labels: ({ labels }) => mapField(labels),
    create_time: ({ createTime }) => timeField(createTime),
    update_time: ({ updateTime }) => timeField(updateTime),
};
class EndpointService {
    #store;
    #runtime;
    #clock;
    #deployments;
    #redeployer;
    constructor(store, runtime, recorder, clock) {
        this.#store = store;
        this.#runtime = runtime;
        this.#clock = clock;
        const save = (endpoint) => this.#save(endpoint);
        const servers = new ModelServers(runtime, recorder, store.logs);
        const deployer = new Deployer(store, servers, clock, save);
        this.#deployments = new Deployments(store, runtime, deployer, (name) => this.#idle(name));
        this.#redeployer = new Redeployer(store, runtime, servers);
        store.operations.defineImmediate('create-endpoint', (endpoint) => {
            this.#refuseTaken(endpoint.name);
            return this.#save(endpoint);
        });
        store.operations.defineImmediate('update-endpoint', (input) => this.#save(withConnection(this.#get(input.name), input)));
        store.operations.defineImmediate('delete-endpoint', ({ name }) => this.#remove(name));
    }
    handlers() {
        return {
            [`${service}.CreateEndpoint`]: (request) => this.#create(request),
            [`${service}.GetEndpoint`]: ({ name }) => this.#view(this.#get(name)),
            [`${service}.ListEndpoints`]: (request) => this.#list(request),
            [`${service}.UpdateEndpoint`]: (request) => this.#update(request),
            [`${service}.UpdateEndpointLongRunning`]: (request) => this.#updateConnection(request),
            [`${service}.DeleteEndpoint`]: ({ name }) => this.#delete(name),
            [`${service}.DeployModel`]: (request) => this.#deployments.deploy(request),
            [`${service}.UndeployModel`]: (request) => this.#deployments.undeploy(request),
            [`${service}.MutateDeployedModel`]: (request) => this.#deployments.mutate(request),
        };
    }
    resume() {
        for (const endpoint of this.#store.endpoints.list(''))
            this.#redeployer.redeploy(endpoint);
    }
    #create({ parent, endpoint: input = {}, endpointId }) {
        const location = locationOf(parent);
        const kept = readEndpointInput(input);
        if (endpointId)
            checkEndpointId(endpointId);
        const name = `${location.name}/endpoints/${endpointId || generateId()}`;
        this.#refuseTaken(name);
        const now = toTimestamp(this.#clock.now());
        const endpoint = {
            ...kept,
            ...(input.dedicatedEndpointEnabled === true
                ? { dedicatedEndpointDns: dedicatedDns(name) }
                : {}),
            name,
            deployedModels: [],
            trafficSplit: {},
            etag: '',
            createTime: now,
            updateTime: now,
        };
        const spec = {
            parent: name,
            responseType: `${endpoints_aiplatform}.Endpoint`,
            metadataType: `${endpoints_aiplatform}.CreateEndpointOperationMetadata`,
        };
        return this.#store.operations.start(spec, 'create-endpoint', endpoint);
    }
    #refuseTaken(name) {
        if (this.#store.endpoints.get(name) === undefined)
            return;
        throw new api_error/* ApiError */.hD('ALREADY_EXISTS', approximateMessages.alreadyExists('Endpoint', name));
    }
    #get(given) {
        const name = canonicalName(given);
        const endpoint = this.#store.endpoints.get(name);
        if (endpoint !== undefined)
            return endpoint;
        throw new api_error/* ApiError */.hD('NOT_FOUND', approximateMessages.notFound('Endpoint', name));
    }
    #list(request) {
        const prefix = `${locationOf(request.parent).name}/endpoints/`;
        const { items, ...page } = listPage(this.#store.endpoints.list(prefix), request, listFields);
        return { endpoints: items.map((endpoint) => this.#view(endpoint)), ...page };
    }
    #update({ endpoint: input = {}, updateMask }) {
        const endpoint = this.#get(input.name ?? '');
        const paths = readUpdateMask(updateMask, updatableFields);
        const nested = paths.find((path) => path.includes('.'));
        if (nested !== undefined) {
            throw invalidField('update_mask', `${nested}: only whole fields can be updated.`);
        }
        checkEtag(input.etag, endpoint.etag);
        this.#idle(endpoint.name);
        return this.#view(this.#save(withUpdates(endpoint, input, paths)));
    }
    #updateConnection({ endpoint: input = {} }) {
        const endpoint = this.#idle(input.name ?? '');
        checkEtag(input.etag, endpoint.etag);
        withConnection(endpoint, input);
        const spec = {
            parent: endpoint.name,
            responseType: `${endpoints_aiplatform}.Endpoint`,
            metadataType: `${endpoints_aiplatform}.UpdateEndpointOperationMetadata`,
        };
        return this.#store.operations.start(spec, 'update-endpoint', { ...input, name: endpoint.name });
    }
    #delete(given) {
        const { name } = this.#empty(given);
        const spec = {
            parent: locationOf(name).name,
            responseType: 'google.protobuf.Empty',
            metadataType: `${endpoints_aiplatform}.DeleteOperationMetadata`,
        };
        return this.#store.operations.start(spec, 'delete-endpoint', { name });
    }
    #remove(given) {
        const { name } = this.#empty(given);
        this.#store.endpoints.delete(name);
        this.#runtime.serving.forget(name);
        return {};
    }
    #empty(given) {
        const endpoint = this.#get(given);
        const isDeploying = this.#store.operations.running(endpoint.name).length > 0;
        if (endpoint.deployedModels.length === 0 && !isDeploying)
            return endpoint;
        throw new api_error/* ApiError */.hD('FAILED_PRECONDITION', knownMessages.endpointNotEmpty());
    }
    #idle(given) {
        const endpoint = this.#get(given);
        const running = this.#store.operations.running(endpoint.name);
        if (running.length === 0)
            return endpoint;
        throw new api_error/* ApiError */.hD('FAILED_PRECONDITION', approximateMessages.operationsRunning(endpoint.name, running));
    }
    #save(endpoint) {
        const updateTime = toTimestamp(this.#clock.now());
        const saved = { ...endpoint, updateTime, etag: generateEtag() };
        this.#store.endpoints.put(endpoint.name, saved);
        this.#runtime.serving.route(endpoint.name, saved.trafficSplit, inferenceTimeoutMs(saved));
        return saved;
    }
    #view(endpoint) {
        return withStatus(endpoint, this.#runtime.serving);
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/jobs/csv-row.js
function csv_row_parseRow(line) {
    const cells = [];
    for (let at = 0;;) {
        const isQuoted = line[at] === '"';
        const end = isQuoted ? endOfQuoted(line, at) : endOfPlain(line, at);
        const text = line.slice(at, end);
        const isCell = isQuoted || !text.includes('"');
        if (!isCell || (end < line.length && line[end] !== ',')) {
            throw new Error(`column ${cells.length + 1} is no CSV`);
        }
        cells.push({ text: isQuoted ? text.slice(1, -1).replaceAll('""', '"') : text, isQuoted });
        if (end >= line.length)
            return cells;
        at = end + 1;
    }
}
function endOfQuoted(line, start) {
    for (let at = line.indexOf('"', start + 1); at >= 0; at = line.indexOf('"', at + 2)) {
        if (line[at + 1] !== '"')
            return at + 1;
    }
    return start;
}
function endOfPlain(line, start) {
    const comma = line.indexOf(',', start);
    return comma < 0 ? line.length : comma;
}
function cellValue({ text, isQuoted }) {
    if (isQuoted)
        return text;
    const number = Number(text);
    if (text.trim() === '' || !Number.isFinite(number)) {
        throw new Error(`${JSON.stringify(text)} is neither a number nor in quotation marks`);
    }
    return number;
}
function writeRow(values) {
    return values.map(writeCell).join(',');
}
function writeCell(value) {
    if (typeof value === 'number' || typeof value === 'boolean')
        return String(value);
    if (value === null)
        return '';
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return `"${text.replaceAll('"', '""')}"`;
}

;// CONCATENATED MODULE: ./lib/emulator/services/jobs/object-pattern.js

const special = /[*?[]/;
function objectsMatching(objects, uri) {
    const { bucket, path } = parseGsUri(uri) ?? { bucket: '', path: '' };
    const wildcard = path.search(special);
    if (wildcard < 0) {
        const object = objects.get(bucket, path);
        return object === undefined ? [] : [object];
    }
    const pattern = patternOf(path);
    return objects
        .list(bucket, path.slice(0, wildcard))
        .filter(({ name }) => pattern.test(name) && !name.endsWith('/'));
}
function patternOf(path) {
    const parts = path.match(/\*\*|\*|\?|\[[^\]]+\]|[^*?[]+|\[/g) ?? [];
    return new RegExp(`^${parts.map(partPattern).join('')}$`, 'su');
}
function partPattern(part) {
    if (part === '**')
        return '.*';
    if (part === '*')
        return '[^/]*';
    if (part === '?')
        return '[^/]';
    if (part.startsWith('[') && part.length > 1)
        return classOf(part.slice(1, -1));
    return part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
}
function classOf(members) {
    const isNegated = /^[!^]/.test(members);
    const escaped = members.slice(isNegated ? 1 : 0).replace(/[\\\]^[]/g, '\\$&');
    return `[${isNegated ? '^/' : ''}${escaped}]`;
}

;// CONCATENATED MODULE: ./lib/emulator/services/jobs/text-lines.js
const lineFeed = 0x0a;
const pieceSize = 65_536;
const maxLineBytes = 10 * 1024 * 1024;
async function* linesOf(stream) {
    let isFirst = true;
    for await (const bytes of wholeLines(stream)) {
        const text = bytes.toString('utf8');
        const lines = splitLines(isFirst ? text.replace(/^\uFEFF/, '') : text);
        isFirst = false;
        if (lines.length > 0)
            yield lines;
    }
}
async function* wholeLines(stream) {
    let begun = [];
    let begunBytes = 0;
    for await (const chunk of stream) {
        for (let from = 0; from < chunk.length; from += pieceSize) {
            const piece = chunk.subarray(from, from + pieceSize);
            const end = piece.lastIndexOf(lineFeed) + 1;
            if (end > 0) {
                yield Buffer.concat([...begun, piece.subarray(0, end)]);
                begun = [];
                begunBytes = 0;
            }
            begun.push(piece.subarray(end));
            begunBytes += piece.length - end;
            if (begunBytes > maxLineBytes)
                throw new Error('a line is longer than 10 MiB');
        }
    }
    yield Buffer.concat(begun);
}
function splitLines(text) {
    return text
        .split('\n')
        .map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line))
        .filter((line) => line !== '');
}

;// CONCATENATED MODULE: ./lib/emulator/services/jobs/batch-input.js





const maxFailures = 20;
class BatchInput {
    #read;
    #files;
    columns;
    count;
    failures;
    constructor(read, files, columns, count, failures) {
        this.#read = read;
        this.#files = files;
        this.columns = columns ?? [];
        this.count = count;
        this.failures = failures;
    }
    static async open(objects, uris, format, signal) {
        const read = (object) => (0,external_node_stream_.addAbortSignal)(signal, objects.stream(object));
        const files = [];
        const failures = [];
        let columns;
        let count = 0;
        for (const found of findAll(objects, uris)) {
            try {
                const file = found instanceof api_error/* ApiError */.hD ? raise(found) : found;
                const seen = await survey(read, file, format, columns);
                columns = seen.columns;
                count += seen.count;
                files.push(file);
            }
            catch (error) {
                failures.push((0,api_error/* toApiError */.Gv)(error));
            }
        }
        const [first] = failures;
        if (files.length === 0 && first !== undefined)
            throw first;
        const statuses = failures.slice(0, maxFailures).map((failure) => failure.toRpcStatus());
        return new BatchInput(read, files, columns, count, statuses);
    }
    async *instances() {
        for (const file of this.#files) {
            let isHeader = this.columns.length > 0;
            for await (const lines of linesOf(this.#read(file))) {
                yield* isHeader ? lines.slice(1) : lines;
                isHeader = false;
            }
        }
    }
}
function findAll(objects, uris) {
    const found = new Map();
    for (const uri of uris) {
        const matches = objectsMatching(objects, uri);
        if (matches.length === 0)
            found.set(uri, invalid(`No object matches "${uri}".`));
        for (const object of matches)
            found.set(nameOf(object), object);
    }
    return [...found.values()];
}
async function survey(read, file, format, known) {
    let columns = known;
    let count = 0;
    try {
        for await (const lines of linesOf(read(file))) {
            if (count === 0 && format === 'csv')
                columns = headerOf(lines[0] ?? '', known);
            count += lines.length;
        }
        if (format === 'jsonl')
            return { columns, count };
        if (count === 0)
            throw new Error('it is empty, without the header that a CSV file needs');
        return { columns, count: count - 1 };
    }
    catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw invalid(`${nameOf(file)} cannot be read: ${why}.`);
    }
}
function headerOf(line, known) {
    const columns = csv_row_parseRow(line).map(({ text }) => text);
    if (known !== undefined && known.join('\n') !== columns.join('\n')) {
        throw new Error('its header differs from that of the file before');
    }
    return columns;
}
function nameOf({ bucket, name }) {
    return `gs://${bucket}/${name}`;
}
function invalid(message) {
    return new api_error/* ApiError */.hD('INVALID_ARGUMENT', message);
}
function raise(error) {
    throw error;
}

;// CONCATENATED MODULE: ./lib/emulator/services/jobs/batch-instance.js


function readInstance(line, columns, format, config) {
    return format === 'csv' ? fromRow(line, columns, config) : fromJson(line, config);
}
function instanceColumns(columns, format, { keyField, excludedFields = [] }) {
    if (keyField)
        return ['key'];
    return format === 'csv' ? [...columns] : ['instance', ...excludedFields];
}
function fromRow(line, columns, { keyField }) {
    const cells = csv_row_parseRow(line).map(cellValue);
    if (cells.length !== columns.length) {
        throw new Error(`the row has ${cells.length} columns, the header ${columns.length}`);
    }
    if (!keyField)
        return { value: cells, shown: { instance: cells }, cells };
    const position = columns.indexOf(keyField);
    const key = cells[position];
    if (key === undefined)
        throw new Error(`there is no column "${keyField}"`);
    return { value: cells.toSpliced(position, 1), shown: { key }, cells: [key] };
}
function fromJson(line, config) {
    const input = JSON.parse(line);
    const { keyField, includedFields = [], excludedFields = [], instanceType } = config;
    const needsFields = Boolean(keyField) || includedFields.length + excludedFields.length > 0;
    if (!(0,wire_json/* isJsonObject */.O)(input)) {
        if (needsFields)
            throw new Error('the line is no JSON object, which instance_config asks for');
        if (instanceType === 'object')
            throw new Error('the line is no JSON object');
        if (instanceType === 'array' && !Array.isArray(input))
            throw new Error('the line is no array');
        return { value: input, shown: { instance: input }, cells: [input] };
    }
    const value = instanceType === 'array' ? toArray(input, includedFields) : toObject(input, config);
    if (keyField) {
        const key = fieldOf(input, keyField);
        return { value, shown: { key }, cells: [key] };
    }
    const excluded = excludedFields.flatMap((field) => {
        const item = input[field];
        return item === undefined ? [] : [[field, item]];
    });
    return {
        value,
        shown: { ...Object.fromEntries(excluded), instance: value },
        cells: [value, ...excludedFields.map((field) => input[field] ?? null)],
    };
}
function toArray(input, includedFields) {
    if (includedFields.length === 0) {
        throw new Error('included_fields must be populated to make an array of an object');
    }
    return includedFields.map((field) => fieldOf(input, field));
}
function toObject(input, { keyField, includedFields = [], excludedFields = [] }) {
    const isSent = (field) => field !== keyField &&
        !excludedFields.includes(field) &&
        (includedFields.length === 0 || includedFields.includes(field));
    return Object.fromEntries(Object.entries(input).filter(([field]) => isSent(field)));
}
function fieldOf(input, field) {
    const value = Object.hasOwn(input, field) ? input[field] : undefined;
    if (value === undefined)
        throw new Error(`there is no field "${field}"`);
    return value;
}

;// CONCATENATED MODULE: ./lib/emulator/services/jobs/batch-output.js

const partLength = 1_048_576;
class BatchOutput {
    #objects;
    #options;
    #shardCount;
    #shard;
    #completed = 0;
    constructor(objects, options) {
        this.#objects = objects;
        this.#options = options;
        this.#shardCount = Math.max(Math.ceil(options.total / options.shardSize), 1);
        const { bucket, path } = options.directory;
        for (const { name } of objects.list(bucket, `${path}/`))
            objects.delete(bucket, name);
    }
    async add(outcome) {
        const shard = (this.#shard ??= await this.#open());
        shard.count += 1;
        if (outcome.kind === 'predicted')
            await shard.results.add(this.#line(outcome));
        else
            await shard.errors.add(JSON.stringify({ ...outcome.shown, error: outcome.error }));
        if (shard.count === this.#options.shardSize)
            await this.#complete();
    }
    async finish() {
        if (this.#completed === 0)
            this.#shard ??= await this.#open();
        await this.#complete();
    }
    async discard() {
        await this.#shard?.results.discard();
        await this.#shard?.errors.discard();
        this.#shard = undefined;
    }
    #line({ instance, prediction }) {
        return this.#options.format === 'csv'
            ? writeRow([...instance.cells, prediction])
            : JSON.stringify({ ...instance.shown, prediction });
    }
    async #open() {
        const results = new ShardFile(await this.#objects.receive());
        const errors = new ShardFile(await this.#objects.receive());
        const { format, columns } = this.#options;
        if (format === 'csv')
            await results.add(writeRow([...columns, 'prediction']));
        return { results, errors, count: 0 };
    }
    async #complete() {
        const shard = this.#shard;
        if (shard === undefined)
            return;
        await this.#place('prediction.results', shard.results);
        await this.#place('prediction.errors_stats', shard.errors);
        this.#shard = undefined;
        this.#completed += 1;
    }
    async #place(kind, file) {
        const content = await file.finish();
        const { bucket, path } = this.#options.directory;
        const name = `${path}/${kind}-${digits(this.#completed)}-of-${digits(this.#shardCount)}`;
        this.#objects.place(bucket, name, content, { contentType: 'text/plain' });
    }
}
class ShardFile {
    #writer;
    #lines = [];
    #length = 0;
    constructor(writer) {
        this.#writer = writer;
    }
    async add(line) {
        this.#lines.push(line, '\n');
        this.#length += line.length;
        if (this.#length >= partLength)
            await this.#flush();
    }
    async finish() {
        await this.#flush();
        return this.#writer.finish();
    }
    discard() {
        return this.#writer.discard();
    }
    async #flush() {
        const part = Buffer.from(this.#lines.join(''));
        this.#lines = [];
        this.#length = 0;
        await this.#writer.write(part);
    }
}
function digits(count) {
    return String(count).padStart(5, '0');
}

;// CONCATENATED MODULE: ./lib/emulator/services/jobs/batch-servers.js









const batchTimeoutMs = 600_000;
const maxRetries = 3;
const maxTextLength = 1_000;
class BatchServers {
    #replicas;
    #predictRoute;
    #parameters;
    #retryMs;
    #signal;
    constructor(replicas, predictRoute, job, retryMs, signal) {
        this.#replicas = replicas;
        this.#predictRoute = predictRoute;
        this.#parameters = job.modelParameters;
        this.#retryMs = retryMs;
        this.#signal = signal;
    }
    static async start(job, { store, runtime }, signal) {
        const { startingReplicaCount = 1, machineSpec = {} } = job.dedicatedResources ?? {};
        const count = Math.min(Math.max(startingReplicaCount, 1), runtime.maxReplicas);
        const deployment = {
            endpoint: `${locationOf(job.name).name}/endpoints/${idOf(job.name)}`,
            deployedModelId: idOf(job.name),
            found: foundModel(job, store),
            resources: { machineSpec, minReplicaCount: count },
            isSilent: job.disableContainerLogging ?? false,
        };
        const spec = {
            ...planReplica(deployment, runtime, store.logs),
            resource: job.name,
            output: outputOf(job, store),
        };
        const counts = { initial: count, required: count };
        const replicas = await runtime.startReplicas(spec, counts, signal);
        replicas.inferenceTimeoutMs = batchTimeoutMs;
        const { predictRoute } = routesOf(deployment);
        return new BatchServers(replicas, predictRoute, job, runtime.timing.batchRetryMs, signal);
    }
    get count() {
        return this.#replicas.targetCount;
    }
    async predict(instances) {
        const request = { instances: [...instances], parameters: this.#parameters };
        const body = Buffer.from(JSON.stringify(request));
        for (let retry = 0;; retry += 1) {
            const answer = await this.#ask(body);
            if (!(answer instanceof api_error/* ApiError */.hD))
                return readPredictions(answer, instances.length);
            if (retry === maxRetries || this.#signal.aborted) {
                throw new api_error/* ApiError */.hD(answer.status, `Post request fails. Cannot get predictions. Error: Exceeded retries: ${answer.message}, retry=${retry}.`);
            }
            const pause = (0,external_node_timers_promises_.setTimeout)(this.#retryMs, undefined, { signal: this.#signal });
            await pause.catch(() => undefined);
        }
    }
    async stop() {
        await this.#replicas.drain(0);
    }
    async #ask(body) {
        try {
            const message = { path: this.#predictRoute, contentType: 'application/json', body };
            const answer = await this.#replicas.send(message);
            if (answer.http === 200)
                return answer;
            const text = answer.body.toString('utf8', 0, maxTextLength).trim();
            const status = (0,api_error/* statusOfHttp */.aD)(answer.http);
            return new api_error/* ApiError */.hD(status, `Non-OK result ${answer.http} (${text}) from server`);
        }
        catch (error) {
            const why = error instanceof Error ? error.message : String(error);
            return error instanceof ModelTimeout
                ? new api_error/* ApiError */.hD('DEADLINE_EXCEEDED', `no answer in ${batchTimeoutMs / 1000} s`)
                : new api_error/* ApiError */.hD('UNAVAILABLE', why);
        }
    }
}
function readPredictions({ body }, count) {
    const json = parseBody(body);
    const predictions = (0,wire_json/* isJsonObject */.O)(json) ? json['predictions'] : undefined;
    if (Array.isArray(predictions) && predictions.length === count)
        return predictions;
    const found = Array.isArray(predictions) ? `a list of ${predictions.length}` : 'none';
    throw new api_error/* ApiError */.hD('INTERNAL', `The model server must answer a JSON object with a list "predictions" of ${count}, one for each instance; there was ${found}.`);
}
function parseBody(body) {
    try {
        return JSON.parse(body.toString('utf8'));
    }
    catch {
        return undefined;
    }
}
function foundModel(job, store) {
    const { model, modelVersionId, unmanagedContainerModel, name, displayName, createTime } = job;
    if (model !== undefined)
        return findModel(store, `${model}@${modelVersionId}`);
    const { artifactUri = '', containerSpec = {} } = unmanagedContainerModel ?? {};
    requireArtifacts(store, artifactUri);
    const times = { createTime, updateTime: createTime };
    const described = { description: '', labels: {}, ...times };
    return {
        model: { ...described, name, displayName, etag: '', versions: [], nextVersion: 1 },
        version: {
            ...described,
            versionId: '',
            aliases: [],
            containerSpec,
            artifactUri,
            artifactCopy: artifactUri,
            rest: {},
        },
    };
}
function requireArtifacts({ objects }, artifactUri) {
    if (artifactUri === '')
        return;
    const { bucket, path } = parseGsUri(artifactUri) ?? { bucket: '', path: '' };
    if (objects.list(bucket, path).length > 0)
        return;
    throw new api_error/* ApiError */.hD('FAILED_PRECONDITION', `There are no model artifacts at "${artifactUri}".`);
}
function outputOf({ name, disableContainerLogging }, store) {
    const { project } = locationOf(name);
    const labels = { job_id: idOf(name), project_id: project, task_name: 'model-server' };
    const logName = `projects/${project}/logs/model-server`;
    const output = new OutputLog(store.logs, { logName, resource: { type: 'ml_job', labels } });
    output.isEnabled = !disableContainerLogging;
    return output;
}

;// CONCATENATED MODULE: ./lib/emulator/services/jobs/batch-tally.js

const hopelessAfter = 10;
const reportEvery = 100;
const msPerHour = 3_600_000;
class BatchTally {
    #total;
    #replicas;
    #clock;
    #startedAt;
    #batches = 0;
    #succeeded = 0;
    #failed = 0;
    #firstError;
    constructor(total, replicas, clock) {
        this.#total = total;
        this.#replicas = replicas;
        this.#clock = clock;
        this.#startedAt = clock.now();
    }
    add(outcomes) {
        this.#batches += 1;
        for (const outcome of outcomes) {
            if (outcome.kind === 'predicted')
                this.#succeeded += 1;
            else {
                this.#failed += 1;
                this.#firstError ??= outcome.error;
            }
        }
    }
    get isDue() {
        return this.#batches % reportEvery === 0;
    }
    get isHopeless() {
        return this.#batches >= hopelessAfter && this.#failed > this.#succeeded;
    }
    report() {
        const elapsedMs = this.#clock.now() - this.#startedAt;
        return {
            completionStats: {
                successfulCount: String(this.#succeeded),
                failedCount: String(this.#failed),
                incompleteCount: String(this.#total - this.#succeeded - this.#failed),
            },
            resourcesConsumed: { replicaHours: (this.#replicas * elapsedMs) / msPerHour },
        };
    }
    failure() {
        const error = this.#firstError;
        const isGivenUp = this.#succeeded + this.#failed < this.#total;
        if (error === undefined || (!isGivenUp && this.#succeeded > 0))
            return undefined;
        const text = `Predictions failed for ${this.#failed} of ${this.#total} instances. The first error: ${error.message}`;
        return new api_error/* ApiError */.hD(statusOf(error), text);
    }
}
function statusOf({ code }) {
    const entries = Object.entries(api_error/* canonicalCodes */.jz);
    return entries.find(([, canonical]) => canonical.code === code)?.[0] ?? 'INTERNAL';
}

;// CONCATENATED MODULE: ./lib/emulator/services/jobs/ordered-map.js
async function* mapInOrder(items, limit, work) {
    const underWay = [];
    for await (const item of items) {
        underWay.push(work(item));
        const first = underWay.length < limit ? undefined : underWay.shift();
        if (first !== undefined)
            yield await first;
    }
    for (const result of underWay)
        yield await result;
}

;// CONCATENATED MODULE: ./lib/emulator/services/jobs/batch-prediction-run.js









const defaultBatchSize = 64;
const shardSize = 50_000;
const batchesPerServer = 2;
class BatchPredictionRun {
    #run;
    #host;
    #format;
    constructor(run, host) {
        this.#run = run;
        this.#host = host;
        this.#format = run.job.inputConfig.instancesFormat;
    }
    async carryOut() {
        const { job, signal } = this.#run;
        const directory = this.#outputDirectory();
        const { objects } = this.#host.store;
        if (objects.bucket(directory.bucket) === undefined) {
            throw new api_error/* ApiError */.hD('NOT_FOUND', `The bucket "${directory.bucket}" does not exist.`);
        }
        const uris = job.inputConfig.gcsSource?.uris ?? [];
        const input = await BatchInput.open(objects, uris, this.#format, signal);
        const servers = await BatchServers.start(job, this.#host, signal);
        const stop = () => void servers.stop();
        signal.addEventListener('abort', stop, { once: true });
        try {
            this.#run.running();
            await this.#predictAll(input, servers, directory);
        }
        finally {
            signal.removeEventListener('abort', stop);
            await servers.stop();
        }
    }
    async #predictAll(input, servers, directory) {
        const { job, signal, report } = this.#run;
        const tally = new BatchTally(input.count, servers.count, this.#host.clock);
        report({ partialFailures: [...input.failures], ...tally.report() });
        const output = new BatchOutput(this.#host.store.objects, {
            directory,
            format: job.outputConfig.predictionsFormat,
            columns: instanceColumns(input.columns, this.#format, job.instanceConfig ?? {}),
            total: input.count,
            shardSize,
        });
        const batches = inBatches(input.instances(), this.#batchSize);
        const work = (lines) => this.#predict(lines, input.columns, servers);
        try {
            for await (const outcomes of mapInOrder(batches, servers.count * batchesPerServer, work)) {
                signal.throwIfAborted();
                for (const outcome of outcomes)
                    await output.add(outcome);
                tally.add(outcomes);
                if (tally.isDue)
                    report(tally.report());
                if (tally.isHopeless)
                    break;
            }
            await output.finish();
        }
        finally {
            await output.discard();
        }
        report(tally.report());
        const failure = tally.failure();
        if (failure !== undefined)
            throw failure;
    }
    async #predict(lines, columns, servers) {
        const read = lines.map((line) => this.#read(line, columns));
        const sent = read.flatMap((each) => (each.kind === 'read' ? [each.instance] : []));
        const answer = await predictionsOf(sent, servers);
        let next = 0;
        return read.map((each) => {
            if (each.kind === 'failed')
                return each;
            const { instance } = each;
            if (answer.kind === 'failed') {
                return { kind: 'failed', shown: instance.shown, error: answer.error };
            }
            const prediction = answer.predictions[next] ?? null;
            next += 1;
            return { kind: 'predicted', instance, prediction };
        });
    }
    #read(line, columns) {
        try {
            const config = this.#run.job.instanceConfig ?? {};
            return { kind: 'read', instance: readInstance(line, columns, this.#format, config) };
        }
        catch (thrown) {
            const why = thrown instanceof Error ? thrown.message : String(thrown);
            const error = new api_error/* ApiError */.hD('INVALID_ARGUMENT', `The instance cannot be read: ${why}.`);
            return { kind: 'failed', shown: { instance: line }, error: error.toRpcStatus() };
        }
    }
    get #batchSize() {
        return this.#run.job.manualBatchTuningParameters?.batchSize || defaultBatchSize;
    }
    #outputDirectory() {
        const { job } = this.#run;
        const known = job.outputInfo?.gcsOutputDirectory;
        if (known !== undefined)
            return parseGsUri(known) ?? { bucket: '', path: '' };
        const prefix = job.outputConfig.gcsDestination?.outputUriPrefix ?? '';
        const base = prefix.endsWith('/') ? prefix : `${prefix}/`;
        const { displayName } = this.#host.store.models.get(job.model ?? '') ?? job;
        const taken = this.#host.jobs.list('').map(({ outputInfo }) => outputInfo?.gcsOutputDirectory);
        for (let ms = Date.parse(job.createTime);; ms += 1) {
            const uri = `${base}prediction-${displayName.replaceAll('/', '_')}-${toTimestamp(ms)}`;
            if (!taken.includes(uri)) {
                this.#run.report({ outputInfo: { gcsOutputDirectory: uri } });
                return parseGsUri(uri) ?? { bucket: '', path: '' };
            }
        }
    }
}
async function predictionsOf(instances, servers) {
    if (instances.length === 0)
        return { kind: 'answered', predictions: [] };
    try {
        const predictions = await servers.predict(instances.map(({ value }) => value));
        return { kind: 'answered', predictions };
    }
    catch (thrown) {
        return { kind: 'failed', error: (0,api_error/* toApiError */.Gv)(thrown).toRpcStatus() };
    }
}
async function* inBatches(items, size) {
    let batch = [];
    for await (const item of items) {
        batch.push(item);
        if (batch.length < size)
            continue;
        yield batch;
        batch = [];
    }
    if (batch.length > 0)
        yield batch;
}

;// CONCATENATED MODULE: ./lib/emulator/services/jobs/batch-prediction-spec.js




const jobField = 'batch_prediction_job';
const instancesFormats = new Set(['jsonl', 'csv']);
const predictionsFormats = new Set(['jsonl', 'csv']);
const unservedFormats = {
    bigquery: 'there is no BigQuery here',
    'tf-record': 'TFRecord files are not read',
    'tf-record-gzip': 'TFRecord files are not read',
    'file-list': 'lists of files are not read',
    'vertex-multimodal-dataset': 'there are no datasets here',
};
function checkBatchPredictionJob(job) {
    if (Boolean(job.model) === (job.unmanagedContainerModel !== undefined)) {
        throw invalidField(`${jobField}.model`, 'Exactly one of model and unmanaged_container_model must be set.');
    }
    checkInput(job.inputConfig);
    checkOutput(job.outputConfig);
    checkInstanceConfig(job.instanceConfig ?? {}, job.inputConfig?.instancesFormat ?? '');
    batch_prediction_spec_checkResources(job);
    checkExplanation(job);
}
function checkInput(input) {
    const field = 'input_config';
    if (input === undefined)
        throw required(field);
    const { instancesFormat = '', gcsSource } = input;
    checkFormat(instancesFormat, instancesFormats, `${field}.instances_format`);
    const uris = gcsSource?.uris ?? [];
    if (uris.length === 0)
        throw required(`${field}.gcs_source.uris`);
    const wrong = uris.find((uri) => (parseGsUri(uri)?.path ?? '') === '');
    if (wrong !== undefined) {
        throw invalidField(`${jobField}.${field}.gcs_source.uris`, `"${wrong}" must be gs://BUCKET/OBJECT.`);
    }
}
function checkOutput(output) {
    const field = 'output_config';
    if (output === undefined)
        throw required(field);
    checkFormat(output.predictionsFormat ?? '', predictionsFormats, `${field}.predictions_format`);
    const prefix = output.gcsDestination?.outputUriPrefix ?? '';
    if (prefix === '')
        throw required(`${field}.gcs_destination.output_uri_prefix`);
    if (parseGsUri(prefix) === undefined) {
        throw invalidField(`${jobField}.${field}.gcs_destination.output_uri_prefix`, `"${prefix}" must begin with gs://.`);
    }
}
function checkFormat(format, served, field) {
    if (served.has(format))
        return;
    if (format === '')
        throw required(field);
    const reason = Object.hasOwn(unservedFormats, format) ? unservedFormats[format] : undefined;
    if (reason !== undefined) {
        throw new api_error/* ApiError */.hD('UNIMPLEMENTED', `The embedded Vertex does not emulate ${field} "${format}": ${reason}. It takes ${[...served].join(' and ')}.`);
    }
    throw invalidField(`${jobField}.${field}`, `"${format}" is not a format of Vertex AI.`);
}
function checkInstanceConfig(config, format) {
    const { instanceType = '', includedFields = [], excludedFields = [] } = config;
    const field = `${jobField}.instance_config`;
    if (!['', 'object', 'array'].includes(instanceType)) {
        throw invalidField(`${field}.instance_type`, `"${instanceType}" must be object or array.`);
    }
    if (includedFields.length > 0 && excludedFields.length > 0) {
        throw invalidField(field, 'When included_fields is populated, excluded_fields must be empty.');
    }
    if (format !== 'csv')
        return;
    if (instanceType === 'object') {
        throw invalidField(`${field}.instance_type`, 'object does not apply to csv.');
    }
    if (includedFields.length + excludedFields.length > 0) {
        throw invalidField(field, 'included_fields and excluded_fields do not apply to csv.');
    }
}
function batch_prediction_spec_checkResources(job) {
    const field = 'dedicated_resources';
    const { machineSpec, startingReplicaCount = 0, maxReplicaCount = 0, } = job.dedicatedResources ?? {};
    if (!machineSpec?.machineType)
        throw required(`${field}.machine_spec.machine_type`);
    if (startingReplicaCount < 0 || maxReplicaCount < 0) {
        throw invalidField(`${jobField}.${field}`, 'Replica counts must not be negative.');
    }
    if (maxReplicaCount > 0 && startingReplicaCount > maxReplicaCount) {
        throw invalidField(`${jobField}.${field}.starting_replica_count`, 'Must not be greater than max_replica_count.');
    }
    if ((job.manualBatchTuningParameters?.batchSize ?? 0) < 0) {
        throw invalidField(`${jobField}.manual_batch_tuning_parameters.batch_size`, 'Must not be negative.');
    }
}
function checkExplanation(job) {
    if (job.generateExplanation) {
        throw new api_error/* ApiError */.hD('UNIMPLEMENTED', 'The embedded Vertex does not emulate generate_explanation: it computes no attributions.');
    }
    if (job.explanationSpec !== undefined) {
        throw invalidField(`${jobField}.explanation_spec`, 'Can be specified only if generate_explanation is true.');
    }
}
function required(field) {
    return new api_error/* ApiError */.hD('INVALID_ARGUMENT', approximateMessages.required(`${jobField}.${field}`));
}

;// CONCATENATED MODULE: ./lib/emulator/services/jobs/job-state.js
const followers = {
    JOB_STATE_QUEUED: ['JOB_STATE_PENDING', 'JOB_STATE_CANCELLING'],
    JOB_STATE_PENDING: ['JOB_STATE_RUNNING', 'JOB_STATE_FAILED', 'JOB_STATE_CANCELLING'],
    JOB_STATE_RUNNING: ['JOB_STATE_SUCCEEDED', 'JOB_STATE_FAILED', 'JOB_STATE_CANCELLING'],
    JOB_STATE_CANCELLING: ['JOB_STATE_SUCCEEDED', 'JOB_STATE_FAILED', 'JOB_STATE_CANCELLED'],
    JOB_STATE_SUCCEEDED: [],
    JOB_STATE_FAILED: [],
    JOB_STATE_CANCELLED: [],
};
function mayFollow(from, to) {
    return followers[from].includes(to);
}
function isOver(state) {
    return followers[state].length === 0;
}

;// CONCATENATED MODULE: ./lib/emulator/services/jobs/job-runner.js



const suspended = 'suspended';
class JobRunner {
    #jobs;
    #work;
    #isStopping;
    #running = new Map();
    constructor(jobs, work, isStopping) {
        this.#jobs = jobs;
        this.#work = work;
        this.#isStopping = isStopping;
    }
    start(name) {
        const stop = new AbortController();
        const over = this.#run(name, stop.signal).finally(() => this.#running.delete(name));
        this.#running.set(name, { stop, over });
    }
    cancel({ name, state }) {
        if (isOver(state) || state === 'JOB_STATE_CANCELLING')
            return;
        this.#jobs.enter(name, 'JOB_STATE_CANCELLING');
        this.#running.get(name)?.stop.abort();
    }
    resume() {
        for (const { name, state } of this.#jobs.list(''))
            if (!isOver(state))
                this.start(name);
    }
    async end() {
        const all = [...this.#running.values()];
        for (const { stop } of all)
            stop.abort(suspended);
        await Promise.all(all.map(({ over }) => over));
    }
    async #run(name, signal) {
        await (0,external_node_timers_promises_.setImmediate)();
        const failure = await this.#carryOut(name, signal);
        if (signal.reason === suspended || (failure !== undefined && this.#isStopping()))
            return;
        const isCancelling = this.#jobs.get(name)?.state === 'JOB_STATE_CANCELLING';
        if (isCancelling)
            this.#jobs.enter(name, 'JOB_STATE_CANCELLED', job_runner_cancelled());
        else if (failure === undefined)
            this.#jobs.enter(name, 'JOB_STATE_SUCCEEDED');
        else
            this.#jobs.enter(name, 'JOB_STATE_FAILED', failure.toRpcStatus());
    }
    async #carryOut(name, signal) {
        const stored = this.#jobs.get(name);
        if (signal.aborted || stored === undefined || stored.state === 'JOB_STATE_CANCELLING')
            return;
        const isNew = stored.state === 'JOB_STATE_QUEUED';
        const job = isNew ? (this.#jobs.enter(name, 'JOB_STATE_PENDING') ?? stored) : stored;
        try {
            await this.#work({
                job,
                signal,
                running: () => this.#enterRunning(name),
                report: (fields) => void this.#jobs.change(name, fields),
            });
            return undefined;
        }
        catch (thrown) {
            return (0,api_error/* toApiError */.Gv)(thrown);
        }
    }
    #enterRunning(name) {
        if (this.#jobs.get(name)?.state === 'JOB_STATE_PENDING') {
            this.#jobs.enter(name, 'JOB_STATE_RUNNING');
        }
    }
}
function job_runner_cancelled() {
    return new api_error/* ApiError */.hD('CANCELLED', 'CANCELED').toRpcStatus();
}

;// CONCATENATED MODULE: ./lib/emulator/services/jobs/job-collection.js







const job_collection_service = 'google.cloud.aiplatform.v1.JobService';
const commonFields = {
    name: ({ name }) => textField(name),
    display_name: ({ displayName }) => textField(displayName),
    state: ({ state }) => textField(state),
    has_error: ({ error }) => textField(String(error !== undefined)),
    create_time: ({ createTime }) => timeField(createTime),
    update_time: ({ updateTime }) => timeField(updateTime),
    start_time: ({ startTime }) => timeField(startTime),
    end_time: ({ endTime }) => timeField(endTime),
    labels: ({ labels }) => mapField(labels),
};
class JobCollection {
    #kind;
    #jobs;
    #store;
    #runner;
    #deletion;
    constructor(kind, jobs, store, runtime, work) {
        this.#kind = kind;
        this.#jobs = jobs;
        this.#store = store;
        this.#runner = new JobRunner(jobs, work, () => runtime.processes.isClosed);
        this.#deletion = `delete-${kind.collection}`;
        store.operations.defineImmediate(this.#deletion, ({ name }) => {
            jobs.delete(name);
            return {};
        });
    }
    handlers() {
        const { type } = this.#kind;
        return {
            [`${job_collection_service}.Get${type}`]: ({ name }) => this.#kind.show(this.#find(name)),
            [`${job_collection_service}.List${type}s`]: (request) => this.#list(request),
            [`${job_collection_service}.Cancel${type}`]: ({ name }) => this.#cancel(name),
            [`${job_collection_service}.Delete${type}`]: ({ name }) => this.#delete(name),
        };
    }
    create(parent, input) {
        const name = `${locationOf(parent).name}/${this.#kind.collection}/${generateId()}`;
        const job = this.#jobs.add(name, input);
        this.#store.transactions.afterwards(() => this.#runner.start(name));
        return this.#kind.show(job);
    }
    all() {
        return this.#jobs.list('').map(this.#kind.show);
    }
    resume() {
        this.#runner.resume();
    }
    end() {
        return this.#runner.end();
    }
    #find(given) {
        const name = canonicalName(given);
        const job = this.#jobs.get(name);
        if (job !== undefined)
            return job;
        throw new api_error/* ApiError */.hD('NOT_FOUND', approximateMessages.notFound(this.#kind.type, name));
    }
    #list(request) {
        const { collection, fields, show } = this.#kind;
        const prefix = `${locationOf(request.parent).name}/${collection}/`;
        const newestFirst = this.#jobs.list(prefix).toReversed().map(show);
        const { items, ...page } = listPage(newestFirst, request, { ...commonFields, ...fields });
        return { [collection]: items, ...page };
    }
    #cancel(name) {
        this.#runner.cancel(this.#find(name));
        return {};
    }
    #delete(given) {
        const { name, state } = this.#find(given);
        if (!isOver(state)) {
            throw new api_error/* ApiError */.hD('FAILED_PRECONDITION', `The ${this.#kind.type} "${idOf(name)}" is in state ${state}; only a finished job can be deleted.`);
        }
        const spec = {
            parent: locationOf(name).name,
            responseType: 'google.protobuf.Empty',
            metadataType: 'google.cloud.aiplatform.v1.DeleteOperationMetadata',
        };
        return this.#store.operations.start(spec, this.#deletion, { name });
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/jobs/job-table.js


class JobTable {
    #table;
    #clock;
    constructor(table, clock) {
        this.#table = table;
        this.#clock = clock;
    }
    get(name) {
        return this.#table.get(name);
    }
    list(prefix) {
        return this.#table.list(prefix);
    }
    add(name, input) {
        const now = toTimestamp(this.#clock.now());
        const head = { name, state: 'JOB_STATE_QUEUED', createTime: now, updateTime: now };
        const job = { ...input, ...head };
        this.#table.put(name, job);
        return job;
    }
    delete(name) {
        this.#table.delete(name);
    }
    change(name, fields) {
        const job = this.#table.get(name);
        if (job === undefined)
            return undefined;
        const changed = { ...job, ...fields, updateTime: toTimestamp(this.#clock.now()) };
        this.#table.put(name, changed);
        return changed;
    }
    enter(name, state, error) {
        const job = this.#table.get(name);
        if (job === undefined)
            return undefined;
        if (!mayFollow(job.state, state))
            throw new Error(`${name}: ${state} after ${job.state}`);
        const now = toTimestamp(this.#clock.now());
        const isFirstRun = state === 'JOB_STATE_RUNNING' && job.startTime === undefined;
        const fields = {
            state,
            ...(isFirstRun ? { startTime: now } : {}),
            ...(isOver(state) ? { endTime: now } : {}),
            ...(error === undefined ? {} : { error }),
        };
        return this.change(name, fields);
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/jobs/batch-prediction-jobs.js











const inputFields = [
    'labels',
    'unmanagedContainerModel',
    'inputConfig',
    'instanceConfig',
    'modelParameters',
    'outputConfig',
    'dedicatedResources',
    'manualBatchTuningParameters',
    'serviceAccount',
    'encryptionSpec',
    'disableContainerLogging',
];
function batchPredictionCollection(store, runtime, clock) {
    const jobs = new JobTable(store.openTable('batchPredictionJobs'), clock);
    const kind = {
        type: 'BatchPredictionJob',
        collection: 'batchPredictionJobs',
        fields: {
            model_display_name: ({ model }) => textField(store.models.get(model ?? '')?.displayName),
        },
        show: withoutContainer,
    };
    return new JobCollection(kind, jobs, store, runtime, (run) => new BatchPredictionRun(run, { store, runtime, clock, jobs }).carryOut());
}
function createBatchPredictionJob(jobs, { parent, batchPredictionJob: input = {} }, store, allowCommands) {
    const displayName = requireDisplayName(input.displayName, 'batch_prediction_job.display_name');
    checkLabels(input.labels, 'batch_prediction_job.labels');
    checkBatchPredictionJob(input);
    const { containerSpec, ...model } = modelOf(parent, input, store);
    refuseCommands({ ...containerSpec, imageUri: '' }, allowCommands);
    const given = inputFields.flatMap((field) => input[field] === undefined ? [] : [[field, input[field]]]);
    return jobs.create(parent, { ...Object.fromEntries(given), displayName, ...model });
}
function modelOf(parent, { model: given, unmanagedContainerModel }, store) {
    if (!given)
        return { containerSpec: checkedContainer(unmanagedContainerModel) };
    if (given.includes('publishers/')) {
        throw new api_error/* ApiError */.hD('UNIMPLEMENTED', 'The embedded Vertex does not emulate batch prediction with publisher models: it has none.');
    }
    if (locationOf(given).name !== locationOf(parent).name) {
        throw invalidField('batch_prediction_job.model', 'The Model must be in the same location.');
    }
    const { model, version } = findModel(store, given);
    const { containerSpec, versionId } = version;
    return { containerSpec, model: model.name, modelVersionId: versionId };
}
function checkedContainer(model) {
    const field = 'batch_prediction_job.unmanaged_container_model.container_spec';
    const { containerSpec = {} } = model ?? {};
    if (!containerSpec.imageUri) {
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', approximateMessages.required(`${field}.image_uri`));
    }
    checkEnvironment(containerSpec.env, `${field}.env`);
    refuseReservedNames(containerSpec.env, `${field}.env`);
    return containerSpec;
}
function withoutContainer(job) {
    if (job.unmanagedContainerModel === undefined)
        return job;
    const { containerSpec: _inputOnly, ...shown } = job.unmanagedContainerModel;
    return { ...job, unmanagedContainerModel: shown };
}

;// CONCATENATED MODULE: ./lib/emulator/services/jobs/replica-exit.js

const crashStatuses = new Set([6, 11, 134, 139]);
function judgeExit(task, exit) {
    const { code, signal, failure } = exit;
    if (failure !== undefined) {
        const message = `${exited(task, 128)} Termination reason: StartError. Termination log message: ${failure}.`;
        return { kind: 'failed', message };
    }
    if (signal === undefined)
        return judgeCode(task, code ?? 0);
    const status = 128 + signalNumber(signal);
    if (signal === 'SIGKILL') {
        const message = `The replica ${task} ran out of memory and exited with a non-zero status of ${status}. (It was ended by SIGKILL.)`;
        return { kind: 'failed', message };
    }
    const message = `${exited(task, status)} Termination reason: Error (${signal}).`;
    return { kind: crashStatuses.has(status) ? 'crashed' : 'lost', message };
}
function judgeCode(task, code) {
    if (code === 0)
        return { kind: 'completed', message: '' };
    const message = `${exited(task, code)} Termination reason: Error.`;
    return { kind: crashStatuses.has(code) ? 'crashed' : 'failed', message };
}
function exited(task, status) {
    return `The replica ${task} exited with a non-zero status of ${status}.`;
}
function signalNumber(signal) {
    return external_node_os_.constants.signals[signal] ?? 0;
}

;// CONCATENATED MODULE: ./lib/emulator/services/jobs/cluster.js

const maxRestarts = 5;
class Cluster {
    #programs;
    #options;
    #children = new Map();
    #restarts = new Map();
    #end = Promise.withResolvers();
    #isOver = false;
    constructor(programs, options) {
        this.#programs = programs;
        this.#options = options;
    }
    async run(signal, onStarted) {
        const stop = () => this.#settle({ kind: 'stopped' });
        signal.addEventListener('abort', stop, { once: true });
        try {
            if (signal.aborted)
                return { kind: 'stopped' };
            for (const program of this.#programs)
                this.#start(program);
            onStarted();
            return await this.#end.promise;
        }
        finally {
            this.#isOver = true;
            signal.removeEventListener('abort', stop);
            const { graceMs } = this.#options;
            await Promise.all([...this.#children.values()].map((child) => child.stop(graceMs)));
        }
    }
    #start(program) {
        const { processes, resource } = this.#options;
        const spec = { ...program.launch, onLine: program.output.onLine };
        const child = processes.start(spec, program.image, resource);
        this.#children.set(program.task, child);
        child.exited
            .then((exit) => this.#afterExit(program, judgeExit(program.task, exit)))
            .catch((error) => this.#end.reject(error));
    }
    #afterExit(program, { kind, message }) {
        if (this.#isOver)
            return;
        if (kind === 'completed') {
            if (program === this.#programs[0])
                this.#settle({ kind: 'completed' });
            return;
        }
        const restarts = this.#restarts.get(program.task) ?? 0;
        if (kind === 'lost' && this.#options.restartsReplicas && restarts < maxRestarts) {
            this.#restarts.set(program.task, restarts + 1);
            program.output.note('WARNING', `${message} It is started again.`);
            this.#start(program);
            return;
        }
        this.#settle({ kind, program, message });
    }
    #settle(end) {
        this.#isOver = true;
        this.#end.resolve(end);
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/jobs/cluster-variables.js


const tensorFlowTasks = {
    workerpool0: 'chief',
    workerpool1: 'worker',
    workerpool2: 'ps',
    workerpool3: 'evaluator',
};
function trainingVariables(job, replicas, replica) {
    const { project, location } = locationOf(job.name);
    const { baseOutputDirectory, tensorboard } = job.jobSpec;
    return {
        CLOUD_ML_JOB_ID: idOf(job.name),
        CLOUD_ML_PROJECT_ID: project,
        CLOUD_ML_REGION: location,
        CLUSTER_SPEC: JSON.stringify(clusterSpec(job, replicas, replica)),
        ...(replicas.length > 1
            ? { TF_CONFIG: JSON.stringify(tensorFlowConfig(job, replicas, replica)) }
            : {}),
        ...(tensorboard ? { AIP_TENSORBOARD_RESOURCE_NAME: tensorboard } : {}),
        ...outputVariables(baseOutputDirectory?.outputUriPrefix),
        ...experimentVariables(job.jobSpec),
    };
}
function clusterSpec(job, replicas, { pool, index }) {
    return {
        cluster: addressesBy(replicas, (replica) => replica.pool),
        environment: 'cloud',
        task: { type: pool, index },
        job: inSnakeCase(job.jobSpec),
    };
}
function tensorFlowConfig(job, replicas, { pool, index }) {
    const trains = replicas.filter((replica) => tensorFlowTasks[replica.pool] !== 'evaluator');
    return {
        cluster: addressesBy(trains, (replica) => tensorFlowTasks[replica.pool] ?? replica.pool),
        environment: 'cloud',
        task: { type: tensorFlowTasks[pool] ?? pool, index, cloud: idOf(job.name) },
        job: inSnakeCase(job.jobSpec),
    };
}
function addressesBy(replicas, nameOf) {
    const groups = Object.groupBy(replicas, nameOf);
    const lists = Object.entries(groups).map(([name, group = []]) => [name, group.map(({ address }) => address)]);
    return Object.fromEntries(lists);
}
function outputVariables(prefix) {
    if (!prefix)
        return {};
    const base = prefix.endsWith('/') ? prefix : `${prefix}/`;
    return {
        AIP_MODEL_DIR: `${base}model/`,
        AIP_CHECKPOINT_DIR: `${base}checkpoints/`,
        AIP_TENSORBOARD_LOG_DIR: `${base}logs/`,
    };
}
function experimentVariables({ experiment, experimentRun }) {
    if (!experiment)
        return {};
    const name = idOf(experiment);
    if (!experimentRun)
        return { AIP_EXPERIMENT_NAME: name };
    const run = idOf(experimentRun).replace(`${name}-`, '');
    return { AIP_EXPERIMENT_NAME: name, AIP_EXPERIMENT_RUN_NAME: run };
}
function inSnakeCase(value) {
    if (Array.isArray(value))
        return value.map(inSnakeCase);
    if (!(0,wire_json/* isJsonObject */.O)(value))
        return value;
    const entries = Object.entries(value).flatMap(([key, item]) => item === undefined ? [] : [[snakeCase(key), inSnakeCase(item)]]);
    return Object.fromEntries(entries);
}
function snakeCase(key) {
    return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

;// CONCATENATED MODULE: ./lib/emulator/services/jobs/custom-job-spec.js





const maxPools = 4;
const maxReplicas = 16;
const specField = 'custom_job.job_spec';
function replicasOf(jobSpec) {
    return (jobSpec.workerPoolSpecs ?? []).flatMap((spec, position) => {
        const pool = `workerpool${position}`;
        const indices = isSkipped(spec, position) ? [] : [...Array(countOf(spec)).keys()];
        return indices.map((index) => ({ pool, index, task: `${pool}-${index}`, spec }));
    });
}
function checkCustomJobSpec(jobSpec, allowCommands) {
    const pools = jobSpec.workerPoolSpecs ?? [];
    if (pools.length === 0)
        throw custom_job_spec_required('worker_pool_specs');
    if (pools.length > maxPools) {
        throw invalidField(`${specField}.worker_pool_specs`, `At most ${maxPools} pools are allowed.`);
    }
    for (const [position, pool] of pools.entries()) {
        if (isSkipped(pool, position))
            continue;
        checkPool(pool, `worker_pool_specs[${position}]`);
        refuseCommands({ ...pool.containerSpec, imageUri: '' }, allowCommands);
    }
    checkReplicas(pools);
    custom_job_spec_checkOutput(jobSpec.baseOutputDirectory?.outputUriPrefix);
    checkScheduling(jobSpec.scheduling ?? {});
}
function checkPool(pool, field) {
    if (pool.pythonPackageSpec !== undefined) {
        throw new api_error/* ApiError */.hD('UNIMPLEMENTED', 'The embedded Vertex runs containers mapped in `images:` only: python_package_spec is not emulated.');
    }
    if (!pool.containerSpec?.imageUri)
        throw custom_job_spec_required(`${field}.container_spec.image_uri`);
    if (!pool.machineSpec?.machineType)
        throw custom_job_spec_required(`${field}.machine_spec.machine_type`);
    if (Number(pool.replicaCount ?? '0') < 0) {
        throw invalidField(`${specField}.${field}.replica_count`, 'Must not be negative.');
    }
    checkEnvironment(pool.containerSpec.env, `${specField}.${field}.container_spec.env`);
}
function checkReplicas([primary = {}, ...others]) {
    if (countOf(primary) > 1) {
        throw invalidField(`${specField}.worker_pool_specs[0].replica_count`, 'The first worker pool is the primary replica: its replica count must be 1.');
    }
    const wanted = others.reduce((sum, pool, position) => sum + (isSkipped(pool, position + 1) ? 0 : countOf(pool)), 1);
    if (wanted <= maxReplicas)
        return;
    throw new api_error/* ApiError */.hD('RESOURCE_EXHAUSTED', `The embedded Vertex runs each replica as a process of this machine, at most ${maxReplicas} of one job; worker_pool_specs ask for ${wanted}.`);
}
function custom_job_spec_checkOutput(prefix) {
    if (prefix === undefined || prefix.startsWith('gs://'))
        return;
    throw invalidField(`${specField}.base_output_directory`, `"${prefix}" must begin with gs://.`);
}
function checkScheduling({ timeout }) {
    if (timeout !== undefined && durationMs(timeout) < 0) {
        throw invalidField(`${specField}.scheduling.timeout`, 'Must not be negative.');
    }
}
function isSkipped(pool, position) {
    return position > 0 && Object.keys(pool).length === 0;
}
function countOf({ replicaCount }) {
    return Math.max(Number(replicaCount ?? '1'), 1);
}
function custom_job_spec_required(field) {
    return new api_error/* ApiError */.hD('INVALID_ARGUMENT', approximateMessages.required(`${specField}.${field}`));
}

;// CONCATENATED MODULE: ./lib/emulator/services/jobs/custom-job-run.js









const defaultTimeoutMs = 7 * 24 * 3600 * 1000;
const longestTimerMs = 2 ** 31 - 1;
const custom_job_run_maxRetries = 3;
async function runCustomJob({ job, signal, running }, runtime, logs) {
    const programs = await planReplicas(job, runtime, logs);
    const timeoutMs = timeoutOf(job);
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), Math.min(timeoutMs, longestTimerMs));
    const stop = AbortSignal.any([signal, limit.signal]);
    try {
        const end = await runAttempts(job, programs, runtime, stop, running);
        if (end.kind === 'completed' || signal.aborted)
            return;
        if (end.kind === 'stopped') {
            const text = `The custom job has exceeded its timeout of ${timeoutMs / 1000} s.`;
            programs[0]?.output.note('ERROR', text);
            throw new api_error/* ApiError */.hD('DEADLINE_EXCEEDED', text);
        }
        throw failureOf(end);
    }
    finally {
        clearTimeout(timer);
    }
}
async function runAttempts(job, programs, runtime, signal, onStarted) {
    const { disableRetries = false, restartJobOnWorkerRestart = false } = job.jobSpec.scheduling ?? {};
    const options = {
        resource: job.name,
        processes: runtime.processes,
        graceMs: runtime.timing.stopGraceMs,
        restartsReplicas: !disableRetries && !restartJobOnWorkerRestart,
    };
    for (let retries = 0;; retries += 1) {
        const end = await new Cluster(programs, options).run(signal, onStarted);
        const mayRetry = end.kind === 'crashed' || end.kind === 'lost';
        if (!mayRetry || disableRetries || retries === custom_job_run_maxRetries)
            return end;
        end.program.output.note('WARNING', `${end.message} The job is tried again.`);
    }
}
async function planReplicas(job, runtime, logs) {
    const placed = [];
    for (const replica of replicasOf(job.jobSpec)) {
        placed.push({ ...replica, address: `127.0.0.1:${await runtime.processes.ports.take()}` });
    }
    const { project } = locationOf(job.name);
    const base = runtime.baseEnvironment(project);
    return placed.map((replica) => {
        const { containerSpec } = replica.spec;
        const container = { ...containerSpec, imageUri: containerSpec?.imageUri ?? '' };
        const env = { ...base, ...trainingVariables(job, placed, replica) };
        return {
            task: replica.task,
            image: container.imageUri,
            launch: planLaunch(programOf(container, runtime), container, env),
            output: custom_job_run_outputOf(job, replica.task, logs),
        };
    });
}
function programOf({ imageUri, command = [] }, runtime) {
    try {
        return findImage(runtime.images, imageUri);
    }
    catch (error) {
        if (command.length > 0)
            return { command };
        throw error;
    }
}
function custom_job_run_outputOf({ name }, task, logs) {
    const { project } = locationOf(name);
    const labels = { job_id: idOf(name), project_id: project, task_name: task };
    const logName = `projects/${project}/logs/${task}`;
    return new OutputLog(logs, { logName, resource: { type: 'ml_job', labels } });
}
function failureOf({ kind, program, message }) {
    program.output.note('ERROR', message);
    const tail = program.output.tail();
    const text = kind === 'lost' ? `Internal error occurred for the current attempt. ${message}` : message;
    const status = kind === 'lost' ? 'INTERNAL' : 'INVALID_ARGUMENT';
    return new api_error/* ApiError */.hD(status, tail === '' ? text : `${text}\n${tail}`);
}
function timeoutOf(job) {
    const { timeout } = job.jobSpec.scheduling ?? {};
    const ms = timeout === undefined ? 0 : durationMs(timeout);
    return ms > 0 ? ms : defaultTimeoutMs;
}

;// CONCATENATED MODULE: ./lib/emulator/services/jobs/custom-jobs.js





function customJobCollection(store, runtime, clock) {
    return new JobCollection({ type: 'CustomJob', collection: 'customJobs', fields: {}, show: (job) => job }, new JobTable(store.customJobs, clock), store, runtime, (run) => runCustomJob(run, runtime, store.logs));
}
function createCustomJob(jobs, { parent, customJob = {} }, allowCommands) {
    const displayName = requireDisplayName(customJob.displayName, 'custom_job.display_name');
    checkLabels(customJob.labels, 'custom_job.labels');
    const { jobSpec = {}, labels, encryptionSpec } = customJob;
    checkCustomJobSpec(jobSpec, allowCommands);
    return jobs.create(parent, {
        displayName,
        jobSpec,
        ...(labels === undefined ? {} : { labels }),
        ...(encryptionSpec === undefined ? {} : { encryptionSpec }),
    });
}

;// CONCATENATED MODULE: ./lib/emulator/services/jobs/unserved-jobs.js

const unserved_jobs_service = 'google.cloud.aiplatform.v1.JobService';
const reasons = {
    HyperparameterTuningJob: 'hyperparameter tuning needs the Vizier service, which it lacks. Run each trial as a custom job.',
    DataLabelingJob: 'data labeling is done by people.',
    NasJob: 'neural architecture search runs on images of Google.',
    NasTrialDetail: 'neural architecture search runs on images of Google.',
};
const actions = ['Create', 'Get', 'List', 'Cancel', 'Delete'];
function unservedJobHandlers() {
    const rows = Object.entries(reasons).flatMap(([type, reason]) => actions.map((action) => {
        const method = `${unserved_jobs_service}.${action}${type}${action === 'List' ? 's' : ''}`;
        const refuse = () => {
            throw new api_error/* ApiError */.hD('UNIMPLEMENTED', `The embedded Vertex does not emulate ${type}: ${reason}`);
        };
        return [method, refuse];
    }));
    return Object.fromEntries(rows);
}

;// CONCATENATED MODULE: ./lib/emulator/services/jobs/job-service.js



const job_service_service = 'google.cloud.aiplatform.v1.JobService';
class JobService {
    #store;
    #runtime;
    #customJobs;
    #batchPredictionJobs;
    constructor(store, runtime, clock) {
        this.#store = store;
        this.#runtime = runtime;
        this.#customJobs = customJobCollection(store, runtime, clock);
        this.#batchPredictionJobs = batchPredictionCollection(store, runtime, clock);
    }
    handlers() {
        const { allowCommands } = this.#runtime;
        return {
            ...unservedJobHandlers(),
            ...this.#customJobs.handlers(),
            ...this.#batchPredictionJobs.handlers(),
            [`${job_service_service}.CreateCustomJob`]: (request) => createCustomJob(this.#customJobs, request, allowCommands),
            [`${job_service_service}.CreateBatchPredictionJob`]: (request) => createBatchPredictionJob(this.#batchPredictionJobs, request, this.#store, allowCommands),
        };
    }
    all() {
        return {
            customJobs: this.#customJobs.all(),
            batchPredictionJobs: this.#batchPredictionJobs.all(),
        };
    }
    resume() {
        this.#customJobs.resume();
        this.#batchPredictionJobs.resume();
    }
    async end() {
        await Promise.all([this.#customJobs.end(), this.#batchPredictionJobs.end()]);
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/logging/logging.js







const known = ['resourceNames', 'projectIds', 'filter', 'orderBy', 'pageSize', 'pageToken'];
class LoggingService {
    #logs;
    constructor(logs) {
        this.#logs = logs;
    }
    rawRoutes() {
        return [
            {
                httpMethod: 'POST',
                pattern: /^\/v2\/entries:list$/,
                handle: async (exchange) => {
                    const body = (0,http_body/* parseJson */.qF)(await (0,http_body/* readBody */.x8)(exchange.request, http_body/* jsonBodyLimit */.sG));
                    if (!(0,wire_json/* isJsonObject */.O)(body)) {
                        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', 'Expected a JSON object.');
                    }
                    (0,http_body/* sendJson */.jD)(exchange.response, 200, listEntries(this.#logs.list(), body));
                },
            },
        ];
    }
}
function listEntries(entries, request) {
    const unknown = Object.keys(request).find((key) => !known.includes(key));
    if (unknown !== undefined) {
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Invalid JSON payload received. Unknown name "${unknown}": Cannot find field.`);
    }
    const projects = projectsOf(request);
    const filter = parseFilter(logging_textOf(request, 'filter'));
    const orderBy = logging_textOf(request, 'orderBy') || 'timestamp asc';
    if (orderBy !== 'timestamp asc' && orderBy !== 'timestamp desc') {
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Invalid order_by "${orderBy}".`);
    }
    const matching = entries
        .filter((entry) => projects.has(entry.logName.split('/')[1] ?? ''))
        .filter((entry) => matchesFilter(filter, (path) => logging_lookUp(entry, path)));
    if (orderBy === 'timestamp desc')
        matching.reverse();
    const { pageSize } = request;
    const page = cutPage(matching, {
        pageSize: typeof pageSize === 'number' ? pageSize : 50,
        pageToken: logging_textOf(request, 'pageToken'),
    }, (entry) => entry);
    const { items, ...rest } = page;
    return items.length > 0 ? { entries: items, ...rest } : rest;
}
function projectsOf(request) {
    const { resourceNames } = request;
    const names = Array.isArray(resourceNames) ? resourceNames.map(String) : [];
    const projects = names.flatMap((name) => /^projects\/([^/]+)/.exec(name)?.[1] ?? []);
    if (projects.length === 0) {
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', 'resource_names must name at least one project.');
    }
    return new Set(projects.map(projectNumber));
}
function logging_lookUp(entry, path) {
    const [head = '', ...rest] = path;
    const key = rest.join('.');
    switch (head) {
        case 'timestamp':
        case 'receiveTimestamp':
            return { kind: 'time', value: entry[head] };
        case 'insertId':
        case 'logName':
        case 'severity':
        case 'textPayload':
            return { kind: 'text', value: entry[head] };
        case 'resource':
            if (key === 'type')
                return { kind: 'text', value: entry.resource.type };
            if (rest[0] === 'labels') {
                return { kind: 'text', value: entry.resource.labels[rest.slice(1).join('.')] };
            }
            throw unknownField(path);
        case 'labels':
            return { kind: 'text', value: entry.labels?.[key] };
        case 'jsonPayload': {
            const value = entry.jsonPayload?.[key];
            return { kind: 'text', value: value === undefined ? undefined : String(value) };
        }
        default:
            throw unknownField(path);
    }
}
function logging_textOf(request, key) {
    const value = request[key];
    return typeof value === 'string' ? value : '';
}

;// CONCATENATED MODULE: ./lib/emulator/services/metadata/metadata-names.js




const storeForm = /^projects\/[^/]+\/locations\/[^/]+\/metadataStores\/[^/]+$/;
function metadataStoreName(given) {
    const name = canonicalName(given);
    if (storeForm.test(name))
        return name;
    throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Invalid MetadataStore resource name: "${given}".`);
}
function nameIn(collection, given) {
    const name = canonicalName(given);
    const [found, id = ''] = name.split('/').slice(6);
    const isOne = storeForm.test(metadataStoreOf(name)) && found === collection && id !== '';
    if (isOne && name.split('/').length === 8)
        return name;
    throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Invalid resource name "${given}" in ${collection}.`);
}
function metadataStoreOf(name) {
    return name.split('/').slice(0, 6).join('/');
}
function newMetadataId(given, field) {
    if (given === undefined || given === '')
        return (0,external_node_crypto_.randomUUID)();
    if (/^[a-z0-9-]{4,128}$/.test(given))
        return given;
    throw invalidField(field, `"${given}" is invalid: it must match [a-z0-9-]{4,128}.`);
}
function canonicalFilter(filter) {
    return filter.replace(/(["'])(projects\/[^"']+)/g, (_whole, quote, name) => quote + canonicalName(name));
}

;// CONCATENATED MODULE: ./lib/emulator/services/metadata/node-kind.js
const common = [
    'displayName',
    'description',
    'labels',
    'schemaTitle',
    'schemaVersion',
    'metadata',
];
const artifactKind = {
    message: 'Artifact',
    field: 'artifact',
    collection: 'artifacts',
    schemaType: 'ARTIFACT_TYPE',
    settable: [...common, 'state', 'uri'],
};
const executionKind = {
    message: 'Execution',
    field: 'execution',
    collection: 'executions',
    schemaType: 'EXECUTION_TYPE',
    settable: [...common, 'state'],
};
const contextKind = {
    message: 'Context',
    field: 'context',
    collection: 'contexts',
    schemaType: 'CONTEXT_TYPE',
    settable: common,
};

;// CONCATENATED MODULE: ./lib/emulator/services/metadata/context-links.js



const context_links_service = 'google.cloud.aiplatform.v1.MetadataService';
const maxParents = 10;
class ContextLinks {
    #graph;
    constructor(graph) {
        this.#graph = graph;
    }
    handlers() {
        return {
            [`${context_links_service}.AddContextArtifactsAndExecutions`]: (request) => this.#addNodes(request),
            [`${context_links_service}.AddContextChildren`]: (request) => this.#addChildren(request),
            [`${context_links_service}.RemoveContextChildren`]: (request) => this.#removeChildren(request),
        };
    }
    #addNodes({ context: given, artifacts = [], executions = [] }) {
        const context = this.#graph.require(contextKind, given).node.name;
        for (const name of artifacts)
            this.#add(artifactKind, name, context);
        for (const name of executions)
            this.#add(executionKind, name, context);
        return {};
    }
    #addChildren({ context: given, childContexts = [] }) {
        const context = this.#graph.require(contextKind, given).node.name;
        for (const child of childContexts) {
            const { node, contexts } = this.#graph.require(contextKind, child);
            if (this.#isBelow(context, node.name)) {
                throw context_links_refusal(`Adding "${node.name}" to "${context}" would create a cycle.`);
            }
            if (!contexts.includes(context) && contexts.length >= maxParents) {
                throw context_links_refusal(`The Context "${node.name}" has ${maxParents} parents already.`);
            }
            this.#add(contextKind, child, context);
        }
        return {};
    }
    #removeChildren({ context: given, childContexts = [] }) {
        const context = this.#graph.require(contextKind, given).node.name;
        for (const child of childContexts) {
            const stored = this.#graph.require(contextKind, child);
            const contexts = stored.contexts.filter((each) => each !== context);
            this.#graph.put(contextKind, { ...stored, contexts });
        }
        return {};
    }
    #add(kind, name, context) {
        const stored = this.#graph.require(kind, name);
        if (metadataStoreOf(stored.node.name) !== metadataStoreOf(context)) {
            throw context_links_refusal(`"${name}" is not in the MetadataStore of "${context}".`);
        }
        if (stored.contexts.includes(context))
            return;
        this.#graph.put(kind, { ...stored, contexts: [...stored.contexts, context] });
    }
    #isBelow(context, ancestor) {
        if (context === ancestor)
            return true;
        const parents = this.#graph.find(contextKind, context)?.contexts ?? [];
        return parents.some((parent) => this.#isBelow(parent, ancestor));
    }
}
function context_links_refusal(text) {
    return new api_error/* ApiError */.hD('INVALID_ARGUMENT', text);
}

;// CONCATENATED MODULE: ./lib/emulator/store/bound-page.js


function boundPage(request, cut) {
    const seal = `${sealOf(request)}.`;
    const token = request.pageToken ?? '';
    if (token !== '' && !token.startsWith(seal)) {
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', 'The page token is of a list with other parameters.');
    }
    const { items, nextPageToken } = cut({ ...request, pageToken: token.slice(seal.length) });
    return nextPageToken === undefined ? { items } : { items, nextPageToken: seal + nextPageToken };
}
function sealOf({ parent, filter = '', orderBy = '' }) {
    const query = JSON.stringify([parent, filter, orderBy]);
    return (0,external_node_crypto_.createHash)('sha256').update(query).digest('base64url').slice(0, 12);
}

;// CONCATENATED MODULE: ./lib/emulator/services/metadata/metadata-list.js





const metadata_list_maxPageSize = 1000;
function checkPageSize(pageSize = 0) {
    if (pageSize < 0 || pageSize > metadata_list_maxPageSize) {
        throw invalidField('page_size', `It must be in range 1-${metadata_list_maxPageSize}, found ${pageSize}.`);
    }
}
function nodeFields(kind, childrenOf) {
    const common = {
        name: ({ node }) => ({ kind: 'wildcard', value: node.name }),
        display_name: ({ node }) => ({ kind: 'wildcard', value: node.displayName }),
        schema_title: ({ node }) => ({ kind: 'wildcard', value: node.schemaTitle }),
        create_time: ({ node }) => timeField(node.createTime),
        update_time: ({ node }) => timeField(node.updateTime),
        metadata: ({ node }) => ({
            kind: 'nested',
            at: (path) => metadataField(node.metadata ?? {}, path),
        }),
    };
    if (kind.message === 'Context') {
        return {
            ...common,
            parent_contexts: ({ contexts }) => ({ kind: 'list', value: contexts }),
            child_contexts: ({ node }) => ({ kind: 'list', value: childrenOf(node.name) }),
        };
    }
    const state = {
        state: ({ node }) => ({ kind: 'text', value: node.state }),
    };
    return kind.message === 'Execution'
        ? { ...common, ...state }
        : { ...common, ...state, uri: ({ node }) => ({ kind: 'wildcard', value: node.uri }) };
}
const nodeCalls = {
    in_context: ({ contexts }, names) => names.every((name) => contexts.includes(name)),
};
function pageOfNodes(nodes, request, fields, calls) {
    checkPageSize(request.pageSize);
    const filter = canonicalFilter(request.filter ?? '');
    return boundPage(request, (bound) => listPage(nodes, { ...bound, filter }, fields, calls));
}
function metadataField(metadata, path) {
    const [key = '', type, ...rest] = path;
    const value = metadata[key];
    if (rest.length === 0 && type === 'number_value') {
        return { kind: 'number', value: typeof value === 'number' ? value : undefined };
    }
    if (rest.length === 0 && type === 'string_value') {
        return { kind: 'wildcard', value: typeof value === 'string' ? value : undefined };
    }
    if (rest.length === 0 && type === 'bool_value') {
        return { kind: 'text', value: typeof value === 'boolean' ? String(value) : undefined };
    }
    throw unknownField(['metadata', ...path]);
}

;// CONCATENATED MODULE: ./lib/emulator/store/fields.js
function pick(resource, fields) {
    const entries = fields.map((field) => [field, resource[field]]);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
function without(resource, fields) {
    const names = fields;
    const entries = Object.entries(resource).filter(([name]) => !names.includes(name));
    return Object.fromEntries(entries);
}

;// CONCATENATED MODULE: ./lib/emulator/services/metadata/node-input.js


const maxMetadataBytes = 200 * 1024;
const maxDisplayName = 128;
function readNodeInput(kind, input) {
    const { displayName = '', labels, metadata } = input;
    if ([...displayName].length > maxDisplayName) {
        throw invalidField(`${kind.field}.display_name`, `It may have ${maxDisplayName} characters.`);
    }
    checkLabels(labels, `${kind.field}.labels`);
    const settable = pick(input, kind.settable);
    return metadata === undefined ? settable : { ...settable, metadata: readMetadata(metadata) };
}
function updatedFields(kind, input, updateMask = '') {
    const paths = updateMask.split(',').filter((path) => path !== '');
    const fields = kind.settable.filter((field) => paths.includes(field));
    const wrong = paths.filter((path) => !fields.some((field) => field === path));
    if (wrong.length > 0 && !paths.includes('*')) {
        throw invalidField('update_mask', `${wrong.join(', ')} cannot be updated by this method.`);
    }
    if (paths.includes('*'))
        return kind.settable;
    return paths.length > 0 ? fields : kind.settable.filter((field) => input[field] !== undefined);
}
function readMetadata(metadata) {
    if (Buffer.byteLength(JSON.stringify(metadata)) > maxMetadataBytes) {
        throw invalidField('metadata', 'It should not exceed 200KB.');
    }
    return Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key.trim(), value]));
}

;// CONCATENATED MODULE: ./lib/emulator/services/metadata/nodes.js









const nodes_aiplatform = 'google.cloud.aiplatform.v1';
const nodes_service = `${nodes_aiplatform}.MetadataService`;
const maxPurgeSample = 100;
function nodeResource(kind, { node, contexts }) {
    const resource = { ...node };
    return kind.message === 'Context' ? { ...resource, parentContexts: [...contexts] } : resource;
}
class Nodes {
    #kind;
    #parts;
    #fields;
    #calls;
    constructor(kind, parts) {
        this.#kind = kind;
        this.#parts = parts;
        this.#fields = nodeFields(kind, (context) => parts.graph.childrenOf(context));
        this.#calls = kind.message === 'Context' ? {} : nodeCalls;
        parts.store.operations.defineImmediate(`delete-${kind.collection}`, ({ name }) => {
            parts.graph.delete(kind, name);
            return {};
        });
        parts.store.operations.defineImmediate(`purge-${kind.collection}`, (request) => this.#purged(request));
    }
    handlers() {
        const { message } = this.#kind;
        return {
            [`${nodes_service}.Create${message}`]: (request) => this.#create(request),
            [`${nodes_service}.Get${message}`]: ({ name }) => nodeResource(this.#kind, this.#parts.graph.require(this.#kind, name)),
            [`${nodes_service}.List${message}s`]: (request) => this.#list(request),
            [`${nodes_service}.Update${message}`]: (request) => this.#update(request),
            [`${nodes_service}.Delete${message}`]: (request) => this.#delete(request),
            [`${nodes_service}.Purge${message}s`]: (request) => this.#purge(request),
        };
    }
    #create(request) {
        const { field, collection, message } = this.#kind;
        const input = request[field];
        if (input === undefined) {
            throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', approximateMessages.required(field));
        }
        const store = this.#parts.stores.require(request.parent).name;
        const name = `${store}/${collection}/${newMetadataId(request[`${field}Id`], `${field}_id`)}`;
        if (this.#parts.graph.find(this.#kind, name) !== undefined) {
            throw new api_error/* ApiError */.hD('ALREADY_EXISTS', approximateMessages.alreadyExists(message, name));
        }
        return this.#add(name, input);
    }
    #add(name, input) {
        const now = Math.trunc(this.#parts.clock.now());
        const createTime = toTimestamp(now);
        const given = readNodeInput(this.#kind, input);
        return this.#save({
            node: { ...given, name, createTime, updateTime: createTime, etag: String(now) },
            contexts: [],
        });
    }
    #list(request) {
        const { collection } = this.#kind;
        const nodes = this.#parts.graph.list(this.#kind, this.#parts.stores.require(request.parent).name);
        const { items, ...page } = pageOfNodes(nodes, request, this.#fields, this.#calls);
        return { [collection]: items.map((each) => nodeResource(this.#kind, each)), ...page };
    }
    #update(request) {
        const { field } = this.#kind;
        const input = request[field] ?? {};
        const name = nameIn(this.#kind.collection, input.name ?? '');
        const stored = this.#parts.graph.find(this.#kind, name);
        if (stored === undefined && request.allowMissing === true) {
            this.#parts.stores.require(metadataStoreOf(name));
            newMetadataId(idOf(name), `${field}_id`);
            return this.#add(name, input);
        }
        const { node, contexts } = stored ?? this.#parts.graph.require(this.#kind, name);
        if (input.etag !== undefined && input.etag !== '' && input.etag !== node.etag) {
            const text = knownMessages.metadataEtag(this.#kind.message, input.etag, node.etag);
            throw new api_error/* ApiError */.hD('ABORTED', text);
        }
        const changed = updatedFields(this.#kind, input, request.updateMask);
        const given = readNodeInput(this.#kind, pick(input, changed));
        const now = Math.trunc(this.#parts.clock.now());
        const etag = String(Math.max(now, Number(node.etag) + 1));
        return this.#save({
            node: { ...without(node, changed), ...given, updateTime: toTimestamp(now), etag },
            contexts,
        });
    }
    #save({ node, contexts }) {
        const store = metadataStoreOf(node.name);
        const schemaVersion = this.#parts.schemas.apply(store, this.#kind.schemaType, node);
        const stored = { node: schemaVersion === '' ? node : { ...node, schemaVersion }, contexts };
        this.#parts.graph.put(this.#kind, stored);
        return nodeResource(this.#kind, stored);
    }
    #delete({ name, etag }) {
        const { node } = this.#parts.graph.require(this.#kind, name);
        if (etag !== undefined && etag !== '' && etag !== node.etag) {
            const text = knownMessages.metadataEtag(this.#kind.message, etag, node.etag);
            throw new api_error/* ApiError */.hD('FAILED_PRECONDITION', text);
        }
        return this.#parts.store.operations.start({
            parent: locationOf(node.name).name,
            responseType: 'google.protobuf.Empty',
            metadataType: `${nodes_aiplatform}.DeleteOperationMetadata`,
        }, `delete-${this.#kind.collection}`, { name: node.name });
    }
    #purge(request) {
        const parent = this.#parts.stores.require(request.parent).name;
        if (!request.filter) {
            throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', approximateMessages.required('filter'));
        }
        const { message, collection } = this.#kind;
        this.#admitted({ ...request, parent });
        return this.#parts.store.operations.start({
            parent,
            responseType: `${nodes_aiplatform}.Purge${message}sResponse`,
            metadataType: `${nodes_aiplatform}.Purge${message}sMetadata`,
        }, `purge-${collection}`, { ...request, parent });
    }
    #purged(request) {
        const names = this.#admitted(request).map(({ node }) => node.name);
        const purgeCount = String(names.length);
        if (request.force !== true)
            return { purgeCount, purgeSample: names.slice(0, maxPurgeSample) };
        for (const name of names)
            this.#parts.graph.delete(this.#kind, name);
        return { purgeCount };
    }
    #admitted({ parent, filter }) {
        const nodes = this.#parts.graph.list(this.#kind, parent);
        return filterResources(nodes, canonicalFilter(filter ?? ''), this.#fields, this.#calls);
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/metadata/lineage.js








const lineage_service = 'google.cloud.aiplatform.v1.MetadataService';
const maxSubgraph = 1000;
const artifactFields = nodeFields(artifactKind, () => []);
class Lineage {
    #graph;
    #clock;
    constructor(graph, clock) {
        this.#graph = graph;
        this.#clock = clock;
    }
    handlers() {
        return {
            [`${lineage_service}.AddExecutionEvents`]: (request) => this.#addEvents(request),
            [`${lineage_service}.QueryExecutionInputsAndOutputs`]: ({ execution }) => this.#ofExecution(execution),
            [`${lineage_service}.QueryContextLineageSubgraph`]: ({ context }) => this.#ofContext(context),
            [`${lineage_service}.QueryArtifactLineageSubgraph`]: (request) => this.#ofArtifact(request),
        };
    }
    #addEvents({ execution: given, events = [] }) {
        const execution = this.#graph.require(executionKind, given).node.name;
        const eventTime = toTimestamp(this.#clock.now());
        for (const { artifact: name = '', type, labels } of events) {
            const artifact = this.#graph.require(artifactKind, name).node.name;
            if (metadataStoreOf(artifact) !== metadataStoreOf(execution)) {
                throw invalidField('events.artifact', `"${name}" is in another MetadataStore.`);
            }
            if (type !== 'INPUT' && type !== 'OUTPUT') {
                throw invalidField('events.type', 'It must be INPUT or OUTPUT.');
            }
            checkLabels(labels, 'events.labels');
            this.#graph.addEvent({ artifact, execution, eventTime, type, ...(labels && { labels }) });
        }
        return {};
    }
    #ofExecution(given) {
        const execution = this.#graph.require(executionKind, given).node.name;
        const events = this.#graph.eventsOf(execution);
        const artifacts = events.map(({ artifact }) => artifact);
        return this.#answer({ artifacts, executions: [execution], events });
    }
    #ofContext(given) {
        const context = this.#graph.require(contextKind, given).node.name;
        const inContext = (kind) => this.#graph
            .list(kind, metadataStoreOf(context))
            .filter(({ contexts }) => contexts.includes(context))
            .map(({ node }) => node.name);
        const artifacts = new Set(inContext(artifactKind));
        const executions = inContext(executionKind);
        const events = executions
            .flatMap((execution) => this.#graph.eventsOf(execution))
            .filter(({ artifact }) => artifacts.has(artifact));
        return this.#answer({ artifacts: [...artifacts], executions, events });
    }
    #ofArtifact({ artifact: given, maxHops = Infinity, filter = '' }) {
        const { node, contexts } = this.#graph.require(artifactKind, given);
        if (maxHops < 0)
            throw invalidField('max_hops', 'It must not be negative.');
        const text = canonicalFilter(filter);
        filterResources([{ node, contexts }], text, artifactFields);
        const artifacts = new Set([node.name]);
        const executions = new Set();
        const events = new Set();
        let border = [node.name];
        for (let hop = 1; hop <= maxHops && border.length > 0; hop += 1) {
            const next = new Set();
            for (const event of border.flatMap((name) => this.#graph.eventsOf(name))) {
                if (!artifacts.has(event.artifact) && !this.#admits(event.artifact, text))
                    continue;
                events.add(event);
                if (!artifacts.has(event.artifact))
                    next.add(event.artifact);
                if (!executions.has(event.execution))
                    next.add(event.execution);
                artifacts.add(event.artifact);
                executions.add(event.execution);
            }
            border = [...next];
        }
        return this.#answer({
            artifacts: [...artifacts],
            executions: [...executions],
            events: [...events],
        });
    }
    #admits(artifact, filter) {
        const found = this.#graph.find(artifactKind, artifact);
        return found !== undefined && filterResources([found], filter, artifactFields).length > 0;
    }
    #answer({ artifacts, executions, events }) {
        const sizes = [artifacts, executions, events].map(({ length }) => length);
        if (sizes.some((size) => size > maxSubgraph)) {
            throw new api_error/* ApiError */.hD('FAILED_PRECONDITION', `The subgraph exceeds ${maxSubgraph} nodes or events.`);
        }
        return {
            artifacts: artifacts.map((name) => this.#resource(artifactKind, name)),
            executions: executions.map((name) => this.#resource(executionKind, name)),
            events,
        };
    }
    #resource(kind, name) {
        return nodeResource(kind, this.#graph.require(kind, name));
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/metadata/metadata-graph.js



class MetadataGraph {
    schemas;
    #nodes;
    #events;
    constructor(store) {
        this.schemas = store.openTable('metadataSchemas');
        this.#events = store.openTable('lineageEvents');
        this.#nodes = {
            artifacts: store.openTable('artifacts'),
            executions: store.openTable('executions'),
            contexts: store.openTable('contexts'),
        };
    }
    find(kind, name) {
        return this.#nodes[kind.collection].get(name);
    }
    require(kind, given) {
        const name = nameIn(kind.collection, given);
        const found = this.find(kind, name);
        if (found !== undefined)
            return found;
        throw new api_error/* ApiError */.hD('NOT_FOUND', approximateMessages.notFound(kind.message, name));
    }
    put(kind, stored) {
        this.#nodes[kind.collection].put(stored.node.name, stored);
    }
    list(kind, store) {
        return this.#nodes[kind.collection].list(`${store}/${kind.collection}/`);
    }
    delete(kind, name) {
        this.#nodes[kind.collection].delete(name);
        for (const event of this.eventsOf(name))
            this.#events.delete(metadata_graph_keyOf(event));
        if (kind.message === 'Context')
            this.#forgetContext(name);
    }
    childrenOf(context) {
        return this.#nodes.contexts
            .list('')
            .filter(({ contexts }) => contexts.includes(context))
            .map(({ node }) => node.name);
    }
    addEvent(event) {
        if (this.#events.get(metadata_graph_keyOf(event)) === undefined)
            this.#events.put(metadata_graph_keyOf(event), event);
    }
    eventsOf(name) {
        return this.#events
            .list('')
            .filter(({ artifact, execution }) => artifact === name || execution === name);
    }
    empty(store) {
        const tables = Object.values(this.#nodes);
        for (const table of tables) {
            for (const { node } of table.list(`${store}/`))
                table.delete(node.name);
        }
        for (const event of this.#events.list(`${store}/`))
            this.#events.delete(metadata_graph_keyOf(event));
        for (const { resource } of this.schemas.list(`${store}/`))
            this.schemas.delete(resource.name);
    }
    #forgetContext(context) {
        for (const table of Object.values(this.#nodes)) {
            for (const stored of table.list('')) {
                if (!stored.contexts.includes(context))
                    continue;
                const contexts = stored.contexts.filter((each) => each !== context);
                table.put(stored.node.name, { ...stored, contexts });
            }
        }
    }
}
function metadata_graph_keyOf({ execution, artifact }) {
    return `${execution}/events/${artifact}`;
}

;// CONCATENATED MODULE: ./lib/emulator/services/metadata/known-schemas.js
const knownSchemaVersion = '0.0.1';
const knownSchemaTitles = {
    ARTIFACT_TYPE: [
        'system.Artifact',
        'system.Dataset',
        'system.Model',
        'system.Metrics',
        'system.ClassificationMetrics',
        'system.SlicedClassificationMetrics',
        'system.HTML',
        'system.Markdown',
        'google.VertexDataset',
        'google.VertexModel',
        'google.VertexEndpoint',
        'google.VertexBatchPredictionJob',
        'google.VertexTensorboardRun',
        'google.UnmanagedContainerModel',
        'google.ClassificationMetrics',
        'google.RegressionMetrics',
        'google.ForecastingMetrics',
        'google.ExperimentModel',
        'google.BQMLModel',
        'google.BQTable',
    ],
    EXECUTION_TYPE: [
        'system.Run',
        'system.ContainerExecution',
        'system.ImporterExecution',
        'system.ResolverExecution',
        'system.DagExecution',
        'system.CustomJobExecution',
    ],
    CONTEXT_TYPE: [
        'system.Experiment',
        'system.ExperimentRun',
        'system.Pipeline',
        'system.PipelineRun',
    ],
};
function isPredefinedNamespace(title) {
    return title.startsWith('system.') || title.startsWith('google.');
}

;// CONCATENATED MODULE: ./lib/emulator/services/metadata/schema-document.js



const titleForm = /^[a-z][a-z0-9-_]{2,20}[.][A-Z][a-zA-Z0-9-_]{2,49}$/;
function checkSchemaTitle(title) {
    if (titleForm.test(title))
        return;
    throw invalidField('schema_title', `MetadataSchema must include a schema title that satisfies the following regex: ${titleForm.source}`);
}
function parseSchema(yaml) {
    const document = readYaml(yaml);
    if (!(0,wire_json/* isJsonObject */.O)(document) || document['type'] !== 'object') {
        throw invalidField('metadata_schema.schema', 'The schema must be of type object.');
    }
    const title = typeof document['title'] === 'string' ? document['title'] : '';
    checkSchemaTitle(title);
    return { title, document };
}
function checkMetadata(schema, metadata, path = 'metadata') {
    const properties = (0,wire_json/* isJsonObject */.O)(schema['properties']) ? schema['properties'] : {};
    const required = Array.isArray(schema['required']) ? schema['required'] : [];
    const missing = required.find((key) => metadata[String(key)] === undefined);
    if (missing !== undefined) {
        throw invalidField(path, `Property "${String(missing)}" is required by the schema.`);
    }
    for (const [key, value] of Object.entries(metadata)) {
        const property = properties[key];
        if (property === undefined && schema['additionalProperties'] === false) {
            throw invalidField(path, `Property "${key}" is not in the schema.`);
        }
        if ((0,wire_json/* isJsonObject */.O)(property) && value !== undefined) {
            checkProperty(property, value, `${path}.${key}`);
        }
    }
}
function checkProperty(schema, value, path) {
    const type = schema['type'];
    if (typeof type === 'string' && !hasType(type, value)) {
        throw invalidField(path, `The schema says ${type}.`);
    }
    if ((0,wire_json/* isJsonObject */.O)(value))
        checkMetadata(schema, value, path);
}
function hasType(type, value) {
    switch (type) {
        case 'integer':
            return Number.isInteger(value);
        case 'array':
            return Array.isArray(value);
        case 'object':
            return (0,wire_json/* isJsonObject */.O)(value);
        default:
            return typeof value === type;
    }
}
function readYaml(text) {
    try {
        return (0,dist/* parse */.qg)(text);
    }
    catch (error) {
        throw invalidField('metadata_schema.schema', `Invalid YAML: ${String(error)}`);
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/metadata/metadata-schemas.js










const metadata_schemas_service = 'google.cloud.aiplatform.v1.MetadataService';
const metadata_schemas_listFields = {
    name: ({ resource }) => ({ kind: 'wildcard', value: resource.name }),
    schema_title: ({ title }) => ({ kind: 'wildcard', value: title }),
    schema_version: ({ resource }) => ({ kind: 'wildcard', value: resource.schemaVersion }),
    schema_type: ({ resource }) => ({ kind: 'text', value: resource.schemaType }),
    create_time: ({ resource }) => timeField(resource.createTime),
};
class MetadataSchemas {
    #table;
    #stores;
    #clock;
    constructor(table, stores, clock) {
        this.#table = table;
        this.#stores = stores;
        this.#clock = clock;
    }
    handlers() {
        return {
            [`${metadata_schemas_service}.CreateMetadataSchema`]: (request) => this.#create(request),
            [`${metadata_schemas_service}.GetMetadataSchema`]: ({ name }) => this.#get(name),
            [`${metadata_schemas_service}.ListMetadataSchemas`]: (request) => this.#list(request),
        };
    }
    apply(store, type, { schemaTitle = '', schemaVersion = '', metadata = {} }) {
        if (schemaTitle === '')
            return schemaVersion;
        checkSchemaTitle(schemaTitle);
        const found = this.#all(store)
            .filter(({ title, resource }) => {
            const isVersion = schemaVersion === '' || resource.schemaVersion === schemaVersion;
            const isType = [type, 'METADATA_SCHEMA_TYPE_UNSPECIFIED'].includes(resource.schemaType);
            return title === schemaTitle && isVersion && isType;
        })
            .toSorted((a, b) => compareVersions(a.resource.schemaVersion, b.resource.schemaVersion))
            .at(-1);
        if (found !== undefined) {
            checkMetadata(parseSchema(found.resource.schema).document, metadata);
            return found.resource.schemaVersion;
        }
        if (isPredefinedNamespace(schemaTitle))
            return schemaVersion || knownSchemaVersion;
        const version = schemaVersion === '' ? '' : ` of version ${schemaVersion}`;
        throw invalidField('schema_title', `There is no ${type} schema "${schemaTitle}"${version}.`);
    }
    #create({ parent, metadataSchema, metadataSchemaId }) {
        const store = this.#stores.require(parent).name;
        if (!metadataSchema?.schema) {
            throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', approximateMessages.required('metadata_schema.schema'));
        }
        const { title } = parseSchema(metadataSchema.schema);
        const { schemaVersion = knownSchemaVersion } = metadataSchema;
        if (!/^[0-9]+[.][0-9]+[.][0-9]+$/.test(schemaVersion)) {
            throw invalidField('metadata_schema.schema_version', `"${schemaVersion}" is invalid.`);
        }
        const id = newMetadataId(metadataSchemaId, 'metadata_schema_id');
        const name = `${store}/metadataSchemas/${id}`;
        const isTaken = this.#all(store).some((each) => each.resource.name === name ||
            (each.title === title && each.resource.schemaVersion === schemaVersion));
        if (isTaken) {
            const text = approximateMessages.alreadyExists('MetadataSchema', `${title} ${schemaVersion}`);
            throw new api_error/* ApiError */.hD('ALREADY_EXISTS', text);
        }
        const resource = {
            schemaType: 'METADATA_SCHEMA_TYPE_UNSPECIFIED',
            ...metadataSchema,
            schema: metadataSchema.schema,
            name,
            schemaVersion,
            createTime: toTimestamp(this.#clock.now()),
        };
        this.#table.put(name, { title, resource });
        return { ...resource };
    }
    #get(given) {
        const name = nameIn('metadataSchemas', given);
        const store = this.#stores.require(name.split('/').slice(0, 6).join('/')).name;
        const found = this.#all(store).find(({ resource }) => resource.name === name);
        if (found !== undefined)
            return { ...found.resource };
        throw new api_error/* ApiError */.hD('NOT_FOUND', approximateMessages.notFound('MetadataSchema', name));
    }
    #list(request) {
        checkPageSize(request.pageSize);
        const all = this.#all(this.#stores.require(request.parent).name);
        const { items, ...page } = boundPage(request, (bound) => listPage(all, bound, metadata_schemas_listFields));
        return { metadataSchemas: items.map(({ resource }) => resource), ...page };
    }
    #all(given) {
        const { name, createTime } = this.#stores.require(metadataStoreName(given));
        return [...predefined(name, createTime), ...this.#table.list(`${name}/metadataSchemas/`)];
    }
}
function predefined(store, createTime) {
    return Object.entries(knownSchemaTitles).flatMap(([schemaType, titles]) => titles.map((title) => ({
        title,
        resource: {
            name: `${store}/metadataSchemas/${predefinedId(title)}`,
            schemaVersion: knownSchemaVersion,
            schema: `title: ${title}\ntype: object\n`,
            schemaType: schemaType,
            createTime,
        },
    })));
}
function predefinedId(title) {
    const words = title.replace('.', '-').replace(/([a-z0-9])([A-Z])/g, '$1-$2');
    return `${words.toLowerCase()}-v${knownSchemaVersion.replaceAll('.', '-')}`;
}
function compareVersions(a, b) {
    const [x, y] = [a.split('.').map(Number), b.split('.').map(Number)];
    const index = x.findIndex((part, at) => part !== y[at]);
    return index < 0 ? 0 : (x[index] ?? 0) - (y[index] ?? 0);
}

;// CONCATENATED MODULE: ./lib/emulator/services/metadata/metadata-stores.js








const metadata_stores_aiplatform = 'google.cloud.aiplatform.v1';
const metadata_stores_service = `${metadata_stores_aiplatform}.MetadataService`;
const creation = 'create-metadata-store';
const deletion = 'delete-metadata-store';
class MetadataStores {
    #store;
    #clock;
    #table;
    constructor(store, clock, emptyStore) {
        this.#store = store;
        this.#clock = clock;
        this.#table = store.openTable('metadataStores');
        store.operations.defineImmediate(creation, (input) => this.#put(input.name, input.given));
        store.operations.defineImmediate(deletion, ({ name }) => {
            emptyStore(name);
            this.#table.delete(name);
            return {};
        });
    }
    handlers() {
        return {
            [`${metadata_stores_service}.CreateMetadataStore`]: (request) => this.#create(request),
            [`${metadata_stores_service}.GetMetadataStore`]: ({ name }) => this.require(name),
            [`${metadata_stores_service}.ListMetadataStores`]: (request) => this.#list(request),
            [`${metadata_stores_service}.DeleteMetadataStore`]: ({ name }) => this.#delete(name),
        };
    }
    require(given) {
        const name = metadataStoreName(given);
        const found = this.#table.get(name);
        if (found !== undefined)
            return found;
        throw new api_error/* ApiError */.hD('NOT_FOUND', approximateMessages.notFound('MetadataStore', name));
    }
    #create({ parent, metadataStore = {}, metadataStoreId }) {
        const id = newMetadataId(metadataStoreId, 'metadata_store_id');
        const name = `${locationOf(parent).name}/metadataStores/${id}`;
        this.#refuseTaken(name);
        return this.#store.operations.start({
            parent: name,
            responseType: `${metadata_stores_aiplatform}.MetadataStore`,
            metadataType: `${metadata_stores_aiplatform}.CreateMetadataStoreOperationMetadata`,
        }, creation, { name, given: metadataStore });
    }
    #put(name, { description, encryptionSpec, dataplexConfig }) {
        this.#refuseTaken(name);
        const now = toTimestamp(this.#clock.now());
        const resource = {
            name,
            createTime: now,
            updateTime: now,
            state: {},
            ...(description === undefined ? {} : { description }),
            ...(encryptionSpec === undefined ? {} : { encryptionSpec }),
            ...(dataplexConfig === undefined ? {} : { dataplexConfig }),
        };
        this.#table.put(name, resource);
        return resource;
    }
    #refuseTaken(name) {
        if (this.#table.get(name) === undefined)
            return;
        throw new api_error/* ApiError */.hD('ALREADY_EXISTS', approximateMessages.alreadyExists('MetadataStore', name));
    }
    #list(request) {
        checkPageSize(request.pageSize);
        const stores = this.#table.list(`${locationOf(request.parent).name}/metadataStores/`);
        const { items, ...page } = boundPage(request, (bound) => cutPage(stores, bound, (each) => each));
        return { metadataStores: items, ...page };
    }
    #delete(given) {
        const { name } = this.require(given);
        return this.#store.operations.start({
            parent: locationOf(name).name,
            responseType: 'google.protobuf.Empty',
            metadataType: `${metadata_stores_aiplatform}.DeleteMetadataStoreOperationMetadata`,
        }, deletion, { name });
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/metadata/metadata.js







class MetadataService {
    #parts;
    constructor(store, clock) {
        const graph = new MetadataGraph(store);
        const stores = new MetadataStores(store, clock, (name) => graph.empty(name));
        const schemas = new MetadataSchemas(graph.schemas, stores, clock);
        const parts = { store, clock, graph, stores, schemas };
        this.#parts = [
            stores,
            schemas,
            ...[artifactKind, executionKind, contextKind].map((kind) => new Nodes(kind, parts)),
            new ContextLinks(graph),
            new Lineage(graph, clock),
        ];
    }
    handlers() {
        return Object.assign({}, ...this.#parts.map((part) => part.handlers()));
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/models/evaluations.js








const evaluations_service = 'google.cloud.aiplatform.v1.ModelService';
const evaluationFields = {
    name: (evaluation) => textField(String(evaluation['name'])),
    display_name: ({ displayName = '' }) => textField(String(displayName)),
    metrics_schema_uri: ({ metricsSchemaUri = '' }) => textField(String(metricsSchemaUri)),
    create_time: ({ createTime }) => timeField(String(createTime)),
};
const sliceFields = {
    name: (slice) => textField(String(slice['name'])),
    slice: ({ slice }) => ({ kind: 'map', value: (0,wire_json/* isJsonObject */.O)(slice) ? slice : {} }),
    create_time: ({ createTime }) => timeField(String(createTime)),
};
class Evaluations {
    #store;
    #clock;
    #annotations;
    constructor(store, clock) {
        this.#store = store;
        this.#clock = clock;
        this.#annotations = store.openTable('evaluatedAnnotations');
    }
    handlers() {
        const { evaluations, evaluationSlices } = this.#store;
        return {
            [`${evaluations_service}.ImportModelEvaluation`]: (request) => this.#import(request),
            [`${evaluations_service}.GetModelEvaluation`]: ({ name }) => evaluations_found(evaluations, 'ModelEvaluation', name).resource,
            [`${evaluations_service}.ListModelEvaluations`]: (request) => this.#list(request),
            [`${evaluations_service}.BatchImportModelEvaluationSlices`]: (request) => this.#importSlices(request),
            [`${evaluations_service}.GetModelEvaluationSlice`]: ({ name }) => evaluations_found(evaluationSlices, 'ModelEvaluationSlice', name).resource,
            [`${evaluations_service}.ListModelEvaluationSlices`]: (request) => this.#listSlices(request),
            [`${evaluations_service}.BatchImportEvaluatedAnnotations`]: (request) => this.#importAnnotations(request),
        };
    }
    forget(model, versionId) {
        for (const table of [this.#store.evaluations, this.#store.evaluationSlices]) {
            for (const { resource, versionId: owner } of table.list(`${model}/`)) {
                if (versionId !== undefined && owner !== versionId)
                    continue;
                table.delete(resource.name);
                for (const { name } of this.#annotations.list(`${resource.name}/`)) {
                    this.#annotations.delete(name);
                }
            }
        }
    }
    #import({ parent, modelEvaluation }) {
        const { model, version } = findModel(this.#store, parent);
        if (modelEvaluation === undefined) {
            throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', approximateMessages.required('model_evaluation'));
        }
        const resource = this.#resource(`${model.name}/evaluations`, modelEvaluation);
        this.#store.evaluations.put(resource.name, { resource, versionId: version.versionId });
        return resource;
    }
    #list(request) {
        const { model, version } = findModel(this.#store, request.parent);
        const evaluations = this.#store.evaluations
            .list(`${model.name}/evaluations/`)
            .filter((stored) => stored.versionId === version.versionId)
            .map(({ resource }) => resource);
        const { items, ...page } = listPage(evaluations, request, evaluationFields);
        return { modelEvaluations: items, ...page };
    }
    #importSlices({ parent, modelEvaluationSlices: slices = [] }) {
        const { evaluations, evaluationSlices } = this.#store;
        const evaluation = evaluations_found(evaluations, 'ModelEvaluation', parent);
        const { resource: whole, versionId } = evaluation;
        if (slices.length === 0) {
            throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', approximateMessages.required('model_evaluation_slices'));
        }
        const imported = slices.map((slice) => this.#resource(`${whole.name}/slices`, slice));
        for (const resource of imported)
            evaluationSlices.put(resource.name, { resource, versionId });
        const known = Array.isArray(whole['sliceDimensions']) ? whole['sliceDimensions'] : [];
        const sliceDimensions = [...new Set([...known, ...imported.flatMap(dimensionsOf)])];
        evaluations.put(whole.name, { ...evaluation, resource: { ...whole, sliceDimensions } });
        return { importedModelEvaluationSlices: imported.map(({ name }) => name) };
    }
    #listSlices(request) {
        const evaluation = evaluations_found(this.#store.evaluations, 'ModelEvaluation', request.parent);
        const slices = this.#store.evaluationSlices
            .list(`${evaluation.resource.name}/slices/`)
            .map(({ resource }) => resource);
        const { items, ...page } = listPage(slices, request, sliceFields);
        return { modelEvaluationSlices: items, ...page };
    }
    #importAnnotations({ parent, evaluatedAnnotations = [] }) {
        const slice = evaluations_found(this.#store.evaluationSlices, 'ModelEvaluationSlice', parent).resource;
        if (evaluatedAnnotations.length === 0) {
            throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', approximateMessages.required('evaluated_annotations'));
        }
        const name = `${slice.name}/annotations/${generateId()}`;
        this.#annotations.put(name, { name, annotations: evaluatedAnnotations });
        return { importedEvaluatedAnnotationsCount: evaluatedAnnotations.length };
    }
    #resource(collection, input) {
        const createTime = toTimestamp(this.#clock.now());
        return { ...input, name: `${collection}/${generateId()}`, createTime };
    }
}
function evaluations_found(table, what, given) {
    const name = withoutModelVersion(given);
    const stored = table.get(name);
    if (stored !== undefined)
        return stored;
    throw new api_error/* ApiError */.hD('NOT_FOUND', approximateMessages.notFound(what, name));
}
function withoutModelVersion(name) {
    return canonicalName(name).replace(/(\/models\/[^/@]+)@[^/]+/, '$1');
}
function dimensionsOf({ slice }) {
    const dimension = (0,wire_json/* isJsonObject */.O)(slice) ? slice['dimension'] : undefined;
    return typeof dimension === 'string' && dimension !== '' ? [dimension] : [];
}

;// CONCATENATED MODULE: ./lib/emulator/services/models/model-copy.js





const model_copy_aiplatform = 'google.cloud.aiplatform.v1';
class ModelCopier {
    #store;
    #records;
    constructor(store, records) {
        this.#store = store;
        this.#records = records;
        store.operations.defineImmediate('copy-model', (plan) => this.#add(plan));
    }
    copy(request) {
        const { parent, sourceModel, modelId, parentModel, encryptionSpec } = request;
        const location = locationOf(parent).name;
        if (!sourceModel) {
            throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', approximateMessages.required('source_model'));
        }
        if (modelId && parentModel) {
            throw invalidField('destination_model', 'Only one of model_id and parent_model can be set.');
        }
        const { model, version } = findModel(this.#store, sourceModel);
        const destination = this.#records.destination(location, modelId, parentModel);
        if (!destination.name.startsWith(`${location}/`)) {
            throw invalidField('parent_model', `The Model must be in ${location}.`);
        }
        const source = `${model.name}@${version.versionId}`;
        const spec = {
            parent: destination.name,
            responseType: `${model_copy_aiplatform}.CopyModelResponse`,
            metadataType: `${model_copy_aiplatform}.CopyModelOperationMetadata`,
        };
        const plan = { destination, source, encryptionSpec };
        return this.#store.operations.start(spec, 'copy-model', plan);
    }
    #add({ destination, source, encryptionSpec }) {
        const { model, version } = findModel(this.#store, source);
        const record = this.#records.open(destination, {
            displayName: model.displayName,
            description: model.description,
            labels: { ...model.labels, ...version.labels },
        });
        const { description, containerSpec, artifactUri, artifactCopy } = version;
        const labels = destination.adds === 'version' ? { ...model.labels, ...version.labels } : {};
        const rest = {
            ...version.rest,
            ...(encryptionSpec === undefined ? {} : { encryptionSpec }),
            originalModelInfo: { model: source },
            modelSourceInfo: { sourceType: 'CUSTOM', copy: true },
        };
        const content = { description, labels, containerSpec, artifactUri, artifactCopy, rest };
        return this.#records.add(record, content, []);
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/models/model-deletion.js





class ModelDeleter {
    #store;
    #evaluations;
    constructor(store, evaluations) {
        this.#store = store;
        this.#evaluations = evaluations;
        const { operations } = store;
        operations.defineImmediate('delete-model', ({ name }) => this.#remove(name));
        operations.defineImmediate('delete-version', ({ name }) => this.#removeVersion(name));
    }
    deleteModel(given) {
        const { name } = this.#undeployedModel(given);
        return this.#store.operations.start(model_deletion_deletion(name), 'delete-model', { name });
    }
    deleteVersion(given) {
        const { model, version } = this.#dispensableVersion(given);
        const name = `${model.name}@${version.versionId}`;
        return this.#store.operations.start(model_deletion_deletion(model.name), 'delete-version', { name });
    }
    #remove(given) {
        const { name } = this.#undeployedModel(given);
        this.#store.models.delete(name);
        this.#evaluations.forget(name);
        return {};
    }
    #removeVersion(name) {
        const { model, version } = this.#dispensableVersion(name);
        const versions = model.versions.filter((each) => each !== version);
        this.#store.models.put(model.name, { ...model, versions });
        this.#evaluations.forget(model.name, version.versionId);
        return {};
    }
    #undeployedModel(given) {
        const { model } = findModel(this.#store, parseModelName(given).name);
        if (deploymentsOf(this.#store.endpoints.list(''), model.name).length > 0) {
            throw new api_error/* ApiError */.hD('FAILED_PRECONDITION', approximateMessages.modelDeployed(model.name));
        }
        return model;
    }
    #dispensableVersion(name) {
        const found = findExplicitVersion(this.#store, name);
        const { model, version } = found;
        const endpoints = this.#store.endpoints.list('');
        if (deploymentsOf(endpoints, model.name, version.versionId).length > 0) {
            const full = `${model.name}@${version.versionId}`;
            throw new api_error/* ApiError */.hD('FAILED_PRECONDITION', approximateMessages.versionDeployed(full));
        }
        if (model.versions.length === 1) {
            throw new api_error/* ApiError */.hD('FAILED_PRECONDITION', approximateMessages.onlyVersion());
        }
        if (version.aliases.includes(defaultAlias)) {
            throw new api_error/* ApiError */.hD('FAILED_PRECONDITION', approximateMessages.deletesDefault());
        }
        return found;
    }
}
function model_deletion_deletion(modelName) {
    return {
        parent: locationOf(modelName).name,
        responseType: 'google.protobuf.Empty',
        metadataType: 'google.cloud.aiplatform.v1.DeleteOperationMetadata',
    };
}

;// CONCATENATED MODULE: ./lib/emulator/services/models/model-export.js







const model_export_aiplatform = 'google.cloud.aiplatform.v1';
class ModelExporter {
    #store;
    #clock;
    constructor(store, clock) {
        this.#store = store;
        this.#clock = clock;
        store.operations.defineImmediate('export-model', (plan) => this.#write(plan));
    }
    export({ name, outputConfig = {} }) {
        const { model, version } = findModel(this.#store, name);
        checkExport(version, outputConfig);
        const prefix = this.#destination(outputConfig.artifactDestination?.outputUriPrefix ?? '');
        const time = toTimestamp(this.#clock.now());
        const output = `${prefix}/model-export-${model.displayName}-${time}`;
        const spec = {
            parent: model.name,
            responseType: `${model_export_aiplatform}.ExportModelResponse`,
            metadataType: `${model_export_aiplatform}.ExportModelOperationMetadata`,
            metadata: { outputInfo: { artifactOutputUri: output } },
        };
        const source = `${model.name}@${version.versionId}`;
        return this.#store.operations.start(spec, 'export-model', { source, output });
    }
    #destination(uri) {
        const parsed = parseGsUri(uri);
        if (parsed === undefined) {
            const field = 'output_config.artifact_destination.output_uri_prefix';
            throw invalidField(field, `"${uri}" must begin with gs://.`);
        }
        if (this.#store.objects.bucket(parsed.bucket) === undefined) {
            throw new api_error/* ApiError */.hD('NOT_FOUND', approximateMessages.notFound('bucket', parsed.bucket));
        }
        return uri.endsWith('/') ? uri.slice(0, -1) : uri;
    }
    #write({ source, output }) {
        const { version } = findModel(this.#store, source);
        const from = parseGsUri(version.artifactCopy ?? '');
        const to = parseGsUri(output);
        if (from === undefined || to === undefined) {
            throw new api_error/* ApiError */.hD('FAILED_PRECONDITION', `There are no artifacts at ${version.artifactUri}.`);
        }
        const { objects } = this.#store;
        for (const object of objects.list(from.bucket, `${from.path}/`)) {
            objects.copy(object, to.bucket, to.path + object.name.slice(from.path.length));
        }
        return {};
    }
}
function checkExport(version, { exportFormatId, imageDestination }) {
    const [format] = exportFormatsOf(version);
    if (format === undefined) {
        throw new api_error/* ApiError */.hD('FAILED_PRECONDITION', 'The Model has no supported export formats.');
    }
    if (exportFormatId && exportFormatId !== format.id) {
        const why = `"${exportFormatId}" is not supported by the Model; it supports ${format.id}.`;
        throw invalidField('output_config.export_format_id', why);
    }
    if (imageDestination !== undefined) {
        const why = `Only ${format.exportableContents.join(', ')} of the Model can be exported.`;
        throw invalidField('output_config.image_destination', why);
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/models/model-lists.js






const modelListRules = {
    filters: {
        model: ['=', '!='],
        display_name: ['=', '!='],
        labels: ['=', '!=', ':'],
        base_model_name: ['='],
    },
    orders: ['display_name', 'create_time', 'update_time'],
};
const versionListRules = {
    filters: { labels: ['=', '!=', ':'] },
    orders: ['create_time', 'update_time'],
};
const fields = {
    model: (model) => textField(idOf(String(model['name']))),
    display_name: (model) => textField(String(model['displayName'])),
    labels: (model) => mapField(model['labels']),
    base_model_name: (model) => textField(baseModelName(model['baseModelSource'])),
    create_time: (model) => timeField(String(model['createTime'])),
    update_time: (model) => timeField(String(model['updateTime'])),
};
const versionFields = {
    ...fields,
    create_time: (model) => timeField(String(model['versionCreateTime'])),
    update_time: (model) => timeField(String(model['versionUpdateTime'])),
};
function pageOfModels(models, request) {
    checkRules(request, modelListRules);
    return listPage(models, request, fields);
}
function pageOfVersions(versions, request) {
    checkRules(request, versionListRules);
    return listPage(versions, request, versionFields);
}
function checkRules({ filter = '', orderBy = '' }, { filters, orders }) {
    for (const { path, comparator } of comparisonsIn(parseFilter(filter))) {
        const name = model_lists_snakeCase(path[0] ?? '');
        const allowed = Object.hasOwn(filters, name) ? filters[name] : undefined;
        if (allowed === undefined)
            throw unknownField(path);
        if (!allowed.includes(comparator)) {
            const why = `"${name}" supports ${allowed.join(' ')} only.`;
            throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Invalid filter: ${why}`);
        }
    }
    for (const key of orderBy.split(',').filter((part) => part.trim() !== '')) {
        const name = model_lists_snakeCase(key.trim().split(/\s+/)[0] ?? '');
        if (orders.includes(name))
            continue;
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Invalid order_by: unsupported field "${name}".`);
    }
}
function baseModelName(source) {
    if (!(0,wire_json/* isJsonObject */.O)(source))
        return undefined;
    const { modelGardenSource: garden, genieSource: genie } = source;
    const name = (0,wire_json/* isJsonObject */.O)(garden) ? garden['publicModelName'] : undefined;
    const uri = (0,wire_json/* isJsonObject */.O)(genie) ? genie['baseModelUri'] : undefined;
    const known = name ?? uri;
    return typeof known === 'string' ? idOf(known) : undefined;
}
function model_lists_snakeCase(name) {
    return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

;// CONCATENATED MODULE: ./lib/emulator/services/models/model-records.js







class ModelRecords {
    #store;
    #clock;
    constructor(store, clock) {
        this.#store = store;
        this.#clock = clock;
    }
    destination(location, modelId = '', parentModel = '') {
        if (parentModel !== '')
            return { name: this.#parent(parentModel).name, adds: 'version' };
        if (modelId !== '')
            checkModelId(modelId);
        const name = `${location}/models/${modelId || generateId()}`;
        this.#refuseTaken(name);
        return { name, adds: 'model' };
    }
    open({ name, adds }, described) {
        if (adds === 'version')
            return this.#parent(name);
        this.#refuseTaken(name);
        const now = toTimestamp(this.#clock.now());
        return {
            name,
            displayName: described.displayName ?? '',
            description: described.description ?? '',
            labels: described.labels ?? {},
            createTime: now,
            updateTime: now,
            etag: generateEtag(),
            versions: [],
            nextVersion: 1,
        };
    }
    add(record, content, aliases) {
        const now = toTimestamp(this.#clock.now());
        const versionId = String(record.nextVersion);
        const version = { ...content, versionId, aliases: [], createTime: now, updateTime: now };
        const given = new Set([...(record.versions.length === 0 ? [defaultAlias] : []), ...aliases]);
        this.#store.models.put(record.name, {
            ...record,
            versions: moveAliases([...record.versions, version], versionId, [...given]),
            nextVersion: record.nextVersion + 1,
            updateTime: now,
        });
        return { model: record.name, modelVersionId: versionId };
    }
    #parent(given) {
        const { name } = parseModelName(given);
        const record = this.#store.models.get(name);
        if (record !== undefined)
            return record;
        throw new api_error/* ApiError */.hD('NOT_FOUND', approximateMessages.notFound('Model', name));
    }
    #refuseTaken(name) {
        if (this.#store.models.get(name) === undefined)
            return;
        throw new api_error/* ApiError */.hD('ALREADY_EXISTS', approximateMessages.alreadyExists('Model', name));
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/models/model-update.js









const modelFields = ['displayName', 'description', 'labels'];
const model_update_versionFields = ['versionDescription', 'labels'];
class ModelUpdater {
    #store;
    #clock;
    constructor(store, clock) {
        this.#store = store;
        this.#clock = clock;
    }
    update({ model: input = {}, updateMask }) {
        const { version: selector } = parseModelName(input.name ?? '');
        const found = findModel(this.#store, input.name ?? '');
        const paths = readUpdateMask(updateMask, [...modelFields, ...model_update_versionFields]);
        const scope = selector === undefined || selector === '-' ? 'model' : 'version';
        const allowed = scope === 'version' ? model_update_versionFields : modelFields;
        const wrong = paths.filter((path) => !allowed.includes(path));
        if (wrong.length > 0) {
            throw new api_error/* ApiError */.hD('FAILED_PRECONDITION', approximateMessages.mixedScopes(wrong, scope));
        }
        checkModelEtag(input.etag, found, scope);
        if (paths.includes('labels'))
            checkLabels(input.labels, 'model.labels');
        if (paths.includes('displayName'))
            requireDisplayName(input.displayName, 'model.display_name');
        const given = givenFields(input, paths);
        const changed = scope === 'version'
            ? this.#withVersion(found, given)
            : { ...found.model, ...given, etag: generateEtag() };
        return this.#save(changed, found.version.versionId);
    }
    merge({ name, versionAliases = [] }) {
        const { model, version } = findExplicitVersion(this.#store, name);
        if (versionAliases.length === 0) {
            throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', approximateMessages.required('version_aliases'));
        }
        const versions = mergeAliases(model.versions, version.versionId, versionAliases);
        return this.#save({ ...model, versions }, version.versionId);
    }
    #withVersion({ model, version }, given) {
        const changed = { ...version, ...given, updateTime: toTimestamp(this.#clock.now()) };
        return {
            ...model,
            versions: model.versions.map((each) => (each === version ? changed : each)),
        };
    }
    #save(model, versionId) {
        const updateTime = toTimestamp(this.#clock.now());
        this.#store.models.put(model.name, { ...model, updateTime });
        return modelResource(this.#store, findModel(this.#store, `${model.name}@${versionId}`));
    }
}
function givenFields(input, paths) {
    const given = {};
    if (paths.includes('displayName'))
        given.displayName = input.displayName ?? '';
    if (paths.includes('description'))
        given.description = input.description ?? '';
    if (paths.includes('versionDescription'))
        given.description = input.versionDescription ?? '';
    if (paths.includes('labels'))
        given.labels = input.labels ?? {};
    return given;
}

;// CONCATENATED MODULE: ./lib/emulator/services/models/model-artifacts.js


function snapshotArtifacts(objects, artifactUri, projectNumber) {
    if (artifactUri === '')
        return '';
    const source = parseGsUri(artifactUri);
    if (source === undefined)
        return undefined;
    const prefix = source.path === '' || source.path.endsWith('/') ? source.path : `${source.path}/`;
    const found = objects.list(source.bucket, prefix);
    if (found.length === 0)
        return undefined;
    const bucket = `caip-tenant-${projectNumber}`;
    if (objects.bucket(bucket) === undefined)
        objects.createBucket(bucket, '0', 'US', true);
    const root = `${generateId()}/artifacts/`;
    for (const object of found)
        objects.copy(object, bucket, root + object.name.slice(prefix.length));
    return `gs://${bucket}/${root.slice(0, -1)}`;
}

;// CONCATENATED MODULE: ./lib/emulator/services/models/model-upload.js







const model_upload_aiplatform = 'google.cloud.aiplatform.v1';
const keptFields = [
    'predictSchemata',
    'metadataSchemaUri',
    'metadata',
    'explanationSpec',
    'encryptionSpec',
    'dataStats',
    'baseModelSource',
    'pipelineJob',
    'defaultCheckpointId',
];
class ModelUploader {
    #store;
    #records;
    constructor(store, records) {
        this.#store = store;
        this.#records = records;
        store.operations.defineImmediate('upload-model', (plan) => this.#add(plan));
    }
    upload({ parent, parentModel, modelId, model: input = {} }) {
        const location = locationOf(parent).name;
        requireDisplayName(input.displayName, 'model.display_name');
        checkLabels(input.labels, 'model.labels');
        checkAliases(input.versionAliases ?? []);
        checkContainer(input);
        const destination = this.#records.destination(location, modelId, parentModel);
        if (!destination.name.startsWith(`${location}/`)) {
            throw invalidField('parent_model', `The Model must be in ${location}.`);
        }
        const spec = {
            parent: destination.name,
            responseType: `${model_upload_aiplatform}.UploadModelResponse`,
            metadataType: `${model_upload_aiplatform}.UploadModelOperationMetadata`,
        };
        return this.#store.operations.start(spec, 'upload-model', { destination, input });
    }
    #add({ destination, input }) {
        const record = this.#records.open(destination, input);
        const { project } = locationOf(destination.name);
        const artifactUri = input.artifactUri ?? '';
        return this.#records.add(record, {
            description: input.versionDescription ?? '',
            labels: destination.adds === 'version' ? (input.labels ?? {}) : {},
            containerSpec: input.containerSpec ?? {},
            artifactUri,
            artifactCopy: snapshotArtifacts(this.#store.objects, artifactUri, project),
            rest: pick(input, keptFields),
        }, input.versionAliases ?? []);
    }
}
function checkContainer({ containerSpec, artifactUri = '' }) {
    if (!containerSpec?.imageUri) {
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', approximateMessages.required('model.container_spec.image_uri'));
    }
    checkEnvironment(containerSpec.env, 'model.container_spec.env');
    refuseReservedNames(containerSpec.env, 'model.container_spec.env');
    for (const route of [containerSpec.predictRoute, containerSpec.healthRoute]) {
        if (route && !route.startsWith('/')) {
            throw invalidField('model.container_spec', `Route "${route}" must begin with "/".`);
        }
    }
    if (artifactUri !== '' && !artifactUri.startsWith('gs://')) {
        throw invalidField('model.artifact_uri', `"${artifactUri}" must begin with gs://.`);
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/models/models.js












const models_service = 'google.cloud.aiplatform.v1.ModelService';
class ModelService {
    #store;
    #uploader;
    #copier;
    #exporter;
    #updater;
    #deleter;
    #evaluations;
    constructor(store, clock) {
        const records = new ModelRecords(store, clock);
        this.#store = store;
        this.#uploader = new ModelUploader(store, records);
        this.#copier = new ModelCopier(store, records);
        this.#exporter = new ModelExporter(store, clock);
        this.#updater = new ModelUpdater(store, clock);
        this.#evaluations = new Evaluations(store, clock);
        this.#deleter = new ModelDeleter(store, this.#evaluations);
    }
    handlers() {
        return {
            [`${models_service}.UploadModel`]: (request) => this.#uploader.upload(request),
            [`${models_service}.CopyModel`]: (request) => this.#copier.copy(request),
            [`${models_service}.ExportModel`]: (request) => this.#exporter.export(request),
            [`${models_service}.GetModel`]: ({ name }) => this.#view(findModel(this.#store, name)),
            [`${models_service}.ListModels`]: (request) => this.#list(request),
            [`${models_service}.ListModelVersions`]: (request) => this.#listVersions(request),
            [`${models_service}.ListModelVersionCheckpoints`]: ({ name }) => this.#checkpoints(name),
            [`${models_service}.UpdateModel`]: (request) => this.#updater.update(request),
            [`${models_service}.MergeVersionAliases`]: (request) => this.#updater.merge(request),
            [`${models_service}.UpdateExplanationDataset`]: () => refuseExplanationDataset(),
            [`${models_service}.DeleteModel`]: ({ name }) => this.#deleter.deleteModel(name),
            [`${models_service}.DeleteModelVersion`]: ({ name }) => this.#deleter.deleteVersion(name),
            ...this.#evaluations.handlers(),
        };
    }
    #view(found) {
        return modelResource(this.#store, found);
    }
    #list(request) {
        const prefix = `${locationOf(request.parent).name}/models/`;
        const resources = this.#store.models.list(prefix).flatMap((model) => {
            const version = selectVersion(model.versions, defaultAlias);
            return version === undefined ? [] : [this.#view({ model, version })];
        });
        const { items, ...page } = pageOfModels(resources, request);
        return { models: items, ...page };
    }
    #listVersions(request) {
        const { model } = findModel(this.#store, parseModelName(request.name).name);
        const resources = model.versions.map((version) => ({
            ...this.#view({ model, version }),
            name: `${model.name}@${version.versionId}`,
        }));
        const { items, ...page } = pageOfVersions(resources, request);
        return { models: items, ...page };
    }
    #checkpoints(name) {
        findModel(this.#store, name);
        return { checkpoints: [] };
    }
}
function refuseExplanationDataset() {
    throw new api_error/* ApiError */.hD('UNIMPLEMENTED', 'The embedded Vertex has no example-based explanations, whose dataset this method updates.');
}

;// CONCATENATED MODULE: ./lib/emulator/services/monitoring/monitoring-fields.js


function invalidValue(field, value, why) {
    return new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Field ${field} had an invalid value of "${String(value)}": ${why}`);
}
function missingField(field) {
    return new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Field ${field} is required.`);
}
function projectOf(name) {
    const project = /^projects\/([^/]+)/.exec(name)?.[1];
    if (project !== undefined)
        return project;
    throw invalidValue('name', name, 'The name must begin with "projects/[PROJECT_ID_OR_NUMBER]".');
}
function canonicalProject(name) {
    return `projects/${projectNumber(projectOf(name))}`;
}
const maxUserLabels = 64;
const userLabelText = /^[\p{Ll}\p{Lo}\p{N}_-]*$/u;
const userLabelKey = /^[\p{Ll}\p{Lo}][\p{Ll}\p{Lo}\p{N}_-]*$/u;
function checkUserLabels(labels, field) {
    const entries = Object.entries(labels ?? {});
    if (entries.length > maxUserLabels) {
        throw invalidValue(field, entries.length, `At most ${maxUserLabels} entries are allowed.`);
    }
    for (const [key, value] of entries) {
        if (!userLabelKey.test(key) || isTooLong(key)) {
            throw invalidValue(field, key, 'The key of a user label is invalid.');
        }
        if (!userLabelText.test(value) || isTooLong(value)) {
            throw invalidValue(`${field}.${key}`, value, 'The value of a user label is invalid.');
        }
    }
}
function isTooLong(text) {
    return [...text].length > 63 || Buffer.byteLength(text) > 128;
}
function checkLength(field, text, limit) {
    if ([...(text ?? '')].length <= limit)
        return;
    throw invalidValue(field, text, `The text must not exceed ${limit} characters.`);
}

;// CONCATENATED MODULE: ./lib/emulator/services/monitoring/alert-conditions.js






const conditionTypes = [
    'conditionThreshold',
    'conditionAbsent',
    'conditionMatchedLog',
    'conditionMonitoringQueryLanguage',
    'conditionPrometheusQueryLanguage',
    'conditionSql',
];
const alert_conditions_minuteMs = 60_000;
const hourMs = 60 * alert_conditions_minuteMs;
const longestAlignmentMs = 90_000_000;
const filterLimit = 2048;
function checkConditions({ conditions = [], combiner, alertStrategy }) {
    if (conditions.length < 1 || conditions.length > 6) {
        throw invalidValue('alert_policy.conditions', conditions.length, 'A policy can have from one to six conditions.');
    }
    const isAlone = conditions.length === 1;
    for (const [index, condition] of conditions.entries()) {
        checkCondition(condition, `alert_policy.conditions[${index}]`);
        if (condition.conditionMatchedLog !== undefined && !isAlone) {
            throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', 'Alert policies with a log matching condition can only have a single condition.');
        }
        if (condition.conditionMonitoringQueryLanguage !== undefined && !isAlone) {
            throw invalidValue(`alert_policy.conditions[${index}]`, 'condition_monitoring_query_language', 'It must be the only condition.');
        }
    }
    const [{ conditionMonitoringQueryLanguage, conditionMatchedLog } = {}] = conditions;
    const isUnset = combiner === undefined || combiner === 'COMBINE_UNSPECIFIED';
    if (isUnset && conditionMonitoringQueryLanguage === undefined) {
        throw invalidValue('alert_policy.combiner', combiner ?? '', 'A combiner must be specified.');
    }
    if (conditionMatchedLog !== undefined && alertStrategy?.notificationRateLimit === undefined) {
        throw missingField('alert_policy.alert_strategy.notification_rate_limit');
    }
}
function checkCondition(condition, field) {
    const given = conditionTypes.filter((type) => condition[type] !== undefined);
    if (given.length !== 1) {
        throw invalidValue(field, given.join(' '), 'Exactly one condition type must be specified.');
    }
    checkThreshold(condition.conditionThreshold, `${field}.condition_threshold`);
    checkAbsence(condition.conditionAbsent, `${field}.condition_absent`);
    const { conditionMatchedLog, conditionMonitoringQueryLanguage } = condition;
    if (conditionMatchedLog !== undefined) {
        checkParses(conditionMatchedLog.filter, `${field}.condition_matched_log.filter`);
    }
    if (conditionMonitoringQueryLanguage !== undefined) {
        const where = `${field}.condition_monitoring_query_language`;
        requireText(conditionMonitoringQueryLanguage.query, `${where}.query`);
        checkMinutes(conditionMonitoringQueryLanguage.duration, `${where}.duration`, 0);
    }
    checkPrometheus(condition, `${field}.condition_prometheus_query_language`);
    checkSql(condition.conditionSql, `${field}.condition_sql`);
}
function checkThreshold(threshold, field) {
    if (threshold === undefined)
        return;
    const { comparison = '', duration, evaluationMissingData = '', forecastOptions } = threshold;
    checkMetricFilter(threshold.filter, `${field}.filter`, ['metric.type', 'resource.type']);
    checkAggregations(threshold.aggregations, `${field}.aggregations`);
    if (threshold.denominatorFilter) {
        const where = `${field}.denominator_filter`;
        checkMetricFilter(threshold.denominatorFilter, where, ['metric.type']);
    }
    checkAggregations(threshold.denominatorAggregations, `${field}.denominator_aggregations`);
    if (comparison !== 'COMPARISON_GT' && comparison !== 'COMPARISON_LT') {
        throw invalidValue(`${field}.comparison`, comparison, 'Only COMPARISON_LT and COMPARISON_GT are supported.');
    }
    checkMinutes(duration, `${field}.duration`, 0);
    const treatsMissing = !['', 'EVALUATION_MISSING_DATA_UNSPECIFIED'].includes(evaluationMissingData);
    if (treatsMissing && durationMs(duration ?? '0s') < alert_conditions_minuteMs) {
        throw invalidValue(`${field}.evaluation_missing_data`, evaluationMissingData, 'The duration must be at least 60 seconds.');
    }
    if (forecastOptions === undefined)
        return;
    const horizonMs = durationMs(forecastOptions.forecastHorizon ?? '0s');
    if (horizonMs < hourMs || horizonMs > 60 * hourMs) {
        throw invalidValue(`${field}.forecast_options.forecast_horizon`, forecastOptions.forecastHorizon ?? '', 'It can range from 1 hour to 60 hours.');
    }
}
function checkAbsence(absence, field) {
    if (absence === undefined)
        return;
    checkMetricFilter(absence.filter, `${field}.filter`, ['metric.type', 'resource.type']);
    checkAggregations(absence.aggregations, `${field}.aggregations`);
    checkMinutes(absence.duration, `${field}.duration`, 2 * alert_conditions_minuteMs);
}
function checkPrometheus({ conditionPrometheusQueryLanguage: rule }, field) {
    if (rule === undefined)
        return;
    requireText(rule.query, `${field}.query`);
    const { duration = '0s', evaluationInterval = '30s' } = rule;
    if (durationMs(duration) < 0) {
        throw invalidValue(`${field}.duration`, duration, 'It must not be negative.');
    }
    const intervalMs = durationMs(evaluationInterval);
    if (intervalMs <= 0 || intervalMs % 30_000 !== 0) {
        throw invalidValue(`${field}.evaluation_interval`, evaluationInterval, 'It must be a positive multiple of 30 seconds.');
    }
}
const periodicities = { minutes: [5, 1440], hourly: [1, 48], daily: [1, 31] };
function checkSql(sql, field) {
    if (sql === undefined)
        return;
    requireText(typeof sql['query'] === 'string' ? sql['query'] : undefined, `${field}.query`);
    for (const [kind, [least, most]] of Object.entries(periodicities)) {
        const schedule = sql[kind];
        if (!(0,wire_json/* isJsonObject */.O)(schedule))
            continue;
        const periodicity = Number(schedule['periodicity'] ?? 0);
        if (periodicity >= least && periodicity <= most)
            continue;
        throw invalidValue(`${field}.${kind}.periodicity`, periodicity, `It must be from ${least} to ${most}.`);
    }
}
function checkMetricFilter(text, field, restricted) {
    checkParses(text, field);
    checkLength(field, text, filterLimit);
    const named = comparisonsIn(parseFilter(text ?? '')).map(({ path }) => path.join('.'));
    const missing = restricted.find((path) => !named.includes(path));
    if (missing === undefined)
        return;
    const hint = missing === 'resource.type'
        ? '; see "https://cloud.google.com/monitoring/api/resources" for a list of available resource types.'
        : '.';
    throw invalidValue(field, text, `must specify a restriction on "${missing}" in the filter${hint}`);
}
function checkParses(text, field) {
    requireText(text, field);
    try {
        parseFilter(text ?? '');
    }
    catch (thrown) {
        throw invalidValue(field, text, (0,api_error/* toApiError */.Gv)(thrown).message);
    }
}
function checkAggregations(aggregations = [], field) {
    for (const [index, { alignmentPeriod, perSeriesAligner, crossSeriesReducer },] of aggregations.entries()) {
        const isUnaligned = (perSeriesAligner ?? 'ALIGN_NONE') === 'ALIGN_NONE';
        const isUnreduced = (crossSeriesReducer ?? 'REDUCE_NONE') === 'REDUCE_NONE';
        if (isUnaligned && !isUnreduced) {
            throw invalidValue(`${field}[${index}].per_series_aligner`, 'ALIGN_NONE', 'a cross-series reducer needs an aligner.');
        }
        const periodMs = durationMs(alignmentPeriod ?? '0s');
        if (isUnaligned || (periodMs >= alert_conditions_minuteMs && periodMs <= longestAlignmentMs))
            continue;
        throw invalidValue(`${field}[${index}].alignment_period`, alignmentPeriod ?? '', 'It must be from 60 seconds to 25 hours.');
    }
}
function checkMinutes(duration, field, leastMs) {
    const ms = durationMs(duration ?? '0s');
    if (ms % alert_conditions_minuteMs === 0 && ms >= leastMs)
        return;
    const least = leastMs > 0 ? ` of at least ${leastMs / 1000} seconds` : '';
    throw invalidValue(field, duration ?? '', `It must be a multiple of a minute${least}.`);
}
function requireText(text, field) {
    if (!text)
        throw missingField(field);
}

;// CONCATENATED MODULE: ./lib/emulator/services/monitoring/masked.js


function applyMask(before, input, mask, allowed) {
    let result = before;
    for (const path of mask.split(',').filter((part) => part !== '')) {
        const [head = '', ...rest] = path.split('.');
        if (!allowed.includes(head)) {
            throw invalidValue('update_mask', path, 'The field cannot be updated.');
        }
        result = withField(result, input, [head, ...rest]);
    }
    return result;
}
function withField(target, source, path) {
    const [given = '', ...rest] = path;
    const key = keyIn(source, given) ?? keyIn(target, given) ?? given;
    const value = rest.length === 0 ? source[key] : below(target[key], source[key], rest);
    const { [key]: _before, ...others } = target;
    return value === undefined ? others : { ...others, [key]: value };
}
function below(target, source, path) {
    return withField((0,wire_json/* isJsonObject */.O)(target) ? target : {}, (0,wire_json/* isJsonObject */.O)(source) ? source : {}, path);
}
function keyIn(object, name) {
    if (Object.hasOwn(object, name))
        return name;
    return Object.keys(object).find((key) => key.replace(/_([a-z])/g, (_match, letter) => letter.toUpperCase()) === name);
}

;// CONCATENATED MODULE: ./lib/emulator/services/monitoring/resource-list.js





function listResources(resources, request, fields, maxPageSize) {
    const filter = parseFilter(request.filter ?? '');
    const kept = resources.filter((resource) => matchesFilter(filter, (path) => fieldAt(resource, path, fields)));
    const ordered = inOrder(kept, request.orderBy ?? '', fields);
    const page = pageOf(ordered, request, maxPageSize);
    return { ...page, totalSize: ordered.length };
}
function pageOf(items, { pageSize = 0, pageToken }, maxPageSize) {
    const size = pageSize > 0 ? Math.min(pageSize, maxPageSize) : maxPageSize;
    const from = pageToken ? offsetOf(pageToken) : 0;
    const page = items.slice(from, from + size);
    const end = from + page.length;
    return end < items.length ? { items: page, nextPageToken: tokenOf(end) } : { items: page };
}
function fieldAt(resource, path, fields) {
    const [head = '', ...rest] = path;
    const name = head.replace(/_([a-z])/g, (_match, letter) => letter.toUpperCase());
    if (!fields.includes(name))
        throw unknownField(path);
    let value = resource[name];
    for (const [index, key] of rest.entries()) {
        if (!(0,wire_json/* isJsonObject */.O)(value))
            return { kind: 'text', value: undefined };
        value = value[key] ?? value[rest.slice(index).join('.')];
    }
    if ((0,wire_json/* isJsonObject */.O)(value))
        return { kind: 'map', value };
    if (Array.isArray(value))
        return { kind: 'text', value: value.map(String).join(' ') };
    if (typeof value === 'number')
        return { kind: 'number', value };
    return { kind: 'text', value: value === undefined || value === null ? undefined : String(value) };
}
function inOrder(resources, orderBy, fields) {
    const keys = orderBy
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '')
        .map((part) => {
        const [, minus, field] = /^(-?)([\w.]+)$/.exec(part) ?? [];
        if (field === undefined) {
            throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Invalid order_by "${orderBy}".`);
        }
        return { path: field.split('.'), sign: minus === '-' ? -1 : 1 };
    });
    return resources.toSorted((a, b) => {
        for (const { path, sign } of keys) {
            const x = resource_list_sortKey(fieldAt(a, path, fields));
            const y = resource_list_sortKey(fieldAt(b, path, fields));
            if (x !== y)
                return x < y ? -sign : sign;
        }
        return 0;
    });
}
function resource_list_sortKey(field) {
    return field.kind === 'text' || field.kind === 'number' ? (field.value ?? '') : '';
}

;// CONCATENATED MODULE: ./lib/emulator/services/monitoring/alert-policies.js








const alert_policies_service = 'google.monitoring.v3.AlertPolicyService';
const alert_policies_maxPageSize = 1000;
const settable = [
    'displayName',
    'documentation',
    'userLabels',
    'conditions',
    'combiner',
    'enabled',
    'notificationChannels',
    'alertStrategy',
    'severity',
];
const alert_policies_listFields = ['name', ...settable];
class AlertPolicies {
    #policies;
    #clock;
    #hasChannel;
    constructor(policies, clock, hasChannel) {
        this.#policies = policies;
        this.#clock = clock;
        this.#hasChannel = hasChannel;
    }
    handlers() {
        return {
            [`${alert_policies_service}.ListAlertPolicies`]: (request) => {
                const all = this.#policies.list(`${canonicalProject(request.name)}/alertPolicies/`);
                const { items, ...page } = listResources(all, request, alert_policies_listFields, alert_policies_maxPageSize);
                return { alertPolicies: items, ...page };
            },
            [`${alert_policies_service}.GetAlertPolicy`]: ({ name }) => this.#existing(name),
            [`${alert_policies_service}.CreateAlertPolicy`]: (request) => this.#create(request),
            [`${alert_policies_service}.UpdateAlertPolicy`]: (request) => this.#update(request),
            [`${alert_policies_service}.DeleteAlertPolicy`]: ({ name }) => {
                this.#policies.delete(canonicalName(this.#existing(name).name));
                return {};
            },
        };
    }
    namesUsing(channel) {
        return this.#using(channel).map(({ name }) => name);
    }
    removeChannel(channel) {
        for (const policy of this.#using(channel)) {
            const { notificationChannels = [] } = policy;
            this.#save({
                ...policy,
                notificationChannels: notificationChannels.filter((name) => !isSame(name, channel)),
                mutationRecord: this.#record(),
            });
        }
    }
    #create({ name: parent, alertPolicy: input = {} }) {
        if (input.name)
            throw invalidValue('alert_policy.name', input.name, 'It must be left out.');
        const name = `projects/${projectOf(parent)}/alertPolicies/${generateId()}`;
        const record = this.#record();
        const { conditions = [], enabled = true } = input;
        const named = conditions.find((condition) => condition.name);
        if (named !== undefined) {
            throw invalidValue('alert_policy.conditions.name', named.name, 'It must be left out.');
        }
        return this.#checked({
            ...input,
            name,
            enabled,
            conditions: withNames(name, conditions, []),
            creationRecord: record,
            mutationRecord: record,
        });
    }
    #update({ alertPolicy: input, updateMask = '' }) {
        const before = this.#existing(input.name);
        const replaced = updateMask === ''
            ? { ...input, enabled: input.enabled ?? true }
            : applyMask(before, input, updateMask, settable);
        const { name, creationRecord } = before;
        return this.#checked({
            ...replaced,
            name,
            conditions: withNames(name, replaced.conditions ?? [], before.conditions ?? []),
            ...(creationRecord === undefined ? {} : { creationRecord }),
            mutationRecord: this.#record(),
        });
    }
    #checked(policy) {
        checkLength('alert_policy.display_name', policy.displayName, 512);
        checkUserLabels(policy.userLabels, 'alert_policy.user_labels');
        checkDocumentation(policy.documentation);
        checkConditions(policy);
        const strategies = policy.alertStrategy?.notificationChannelStrategy ?? [];
        const channels = [
            ...(policy.notificationChannels ?? []),
            ...strategies.flatMap(({ notificationChannelNames = [] }) => notificationChannelNames),
        ];
        const unknown = channels.find((channel) => !this.#hasChannel(channel));
        if (unknown !== undefined) {
            throw new api_error/* ApiError */.hD('NOT_FOUND', `Cannot find notification channel with name '${unknown}'.`);
        }
        return this.#save(policy);
    }
    #save(policy) {
        this.#policies.put(canonicalName(policy.name), policy);
        return policy;
    }
    #existing(name) {
        const policy = this.#policies.get(canonicalName(name));
        if (policy !== undefined)
            return policy;
        throw new api_error/* ApiError */.hD('NOT_FOUND', `Cannot find alert policy with name '${name}'.`);
    }
    #using(channel) {
        return this.#policies
            .list('')
            .filter(({ notificationChannels = [] }) => notificationChannels.some((name) => isSame(name, channel)));
    }
    #record() {
        return { mutateTime: toTimestamp(this.#clock.now()) };
    }
}
function isSame(a, b) {
    return canonicalName(a) === canonicalName(b);
}
function withNames(policy, conditions, before) {
    return conditions.map((condition) => {
        const { name } = condition;
        if (!name)
            return { ...condition, name: `${policy}/conditions/${generateId()}` };
        const kept = before.find((each) => each.name !== undefined && isSame(each.name, name));
        if (kept?.name !== undefined)
            return { ...condition, name: kept.name };
        throw invalidValue('alert_policy.conditions.name', name, 'The policy has no such condition.');
    });
}
function checkDocumentation(documentation) {
    const { content = '', subject = '', links = [] } = documentation ?? {};
    const field = 'alert_policy.documentation';
    checkLength(`${field}.content`, content, 8192);
    for (const [part, text] of Object.entries({ content, subject })) {
        if (Buffer.byteLength(text) > 10_240) {
            throw invalidValue(`${field}.${part}`, text, 'The text must not exceed 10240 bytes.');
        }
    }
    if (links.length > 3)
        throw invalidValue(`${field}.links`, links.length, 'At most 3 are allowed.');
    for (const { displayName, url } of links) {
        if (!displayName)
            throw missingField(`${field}.links.display_name`);
        checkLength(`${field}.links.display_name`, displayName, 63);
        checkLength(`${field}.links.url`, url, 2083);
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/monitoring/user-metric.js

const user_metric_maxLabels = 30;
const maxTypeLength = 200;
const labelKeyForm = /^[a-zA-Z][a-zA-Z0-9_]{0,99}$/;
const userMetricType = /^(custom|external|workload)\.googleapis\.com(\/[a-zA-Z0-9_.%-]+)+$/;
function checkMetricType(type, field) {
    if (!/^[a-z0-9.-]+\.[a-z]+\/.+$/.test(type) || /[^a-zA-Z0-9_./%-]/.test(type)) {
        throw invalidValue(field, type, 'The metric type must be a URL-formatted string with a domain and non-empty path.');
    }
    if (!userMetricType.test(type)) {
        throw invalidValue(field, type, 'The metric type of a user-defined metric must begin with "custom.googleapis.com/", "external.googleapis.com/" or "workload.googleapis.com/".');
    }
    if (type.length > maxTypeLength) {
        throw invalidValue(field, type, `The metric type must not exceed ${maxTypeLength} characters.`);
    }
}
function checkLabelKeys(keys, field) {
    const wrong = keys.find((key) => !labelKeyForm.test(key));
    if (wrong !== undefined)
        throw invalidValue(field, wrong, 'The label key is invalid.');
    if (keys.length > user_metric_maxLabels) {
        throw invalidValue(field, keys.length, `A metric has at most ${user_metric_maxLabels} labels.`);
    }
}
function unionOf(before, given) {
    const fresh = given.filter(({ key }) => !before.some((label) => label.key === key));
    return [...before, ...fresh];
}
function readUserMetric(given) {
    const { type, metricKind, valueType, labels = [], metadata } = given;
    const field = 'metricDescriptor';
    if (!type)
        throw missingField(`${field}.type`);
    checkMetricType(type, `${field}.type`);
    if (metricKind !== 'GAUGE' && metricKind !== 'CUMULATIVE') {
        throw invalidValue(`${field}.metricKind`, metricKind ?? 'METRIC_KIND_UNSPECIFIED', 'The metric kind of a user-defined metric must be GAUGE or CUMULATIVE.');
    }
    if (valueType === undefined || !['BOOL', 'INT64', 'DOUBLE', 'DISTRIBUTION'].includes(valueType)) {
        throw invalidValue(`${field}.valueType`, valueType ?? 'VALUE_TYPE_UNSPECIFIED', 'The value type of a user-defined metric must be BOOL, INT64, DOUBLE or DISTRIBUTION.');
    }
    if (metricKind === 'CUMULATIVE' && valueType === 'BOOL') {
        throw invalidValue(`${field}.valueType`, valueType, 'A cumulative metric must have numbers.');
    }
    checkLabelKeys(labels.map(({ key }) => key), `${field}.labels`);
    const { unit = '', description = '', displayName = '', launchStage, } = given;
    return {
        type,
        metricKind,
        valueType,
        labels,
        unit,
        description,
        displayName,
        ...(launchStage === undefined ? {} : { launchStage }),
        ...(metadata === undefined ? {} : { metadata }),
    };
}
function requireSameShape(before, given) {
    for (const key of ['metricKind', 'valueType']) {
        if (before[key] === given[key])
            continue;
        throw invalidValue(`metricDescriptor.${key}`, given[key], `Metric ${given.type} exists with ${before[key]}; that cannot be changed.`);
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/monitoring/metric-descriptors.js







const gaugePeriodMs = 10_000;
const metric_descriptors_maxPageSize = 10_000;
class MetricDescriptors {
    #table;
    #metadata;
    #isActive;
    constructor(table, metadata, isActive) {
        this.#table = table;
        this.#metadata = metadata;
        this.#isActive = isActive;
    }
    find(project, type) {
        return this.#table.get(rowName(project, type));
    }
    save(project, metric) {
        this.#table.put(rowName(project, metric.type), metric);
    }
    unitOf(project, type) {
        const builtIn = onlineMetrics.find((metric) => metric.type === type);
        return builtIn?.unit ?? this.find(project, type)?.unit ?? '';
    }
    list(request) {
        const project = canonicalProject(request.name);
        const filter = parseFilter(request.filter ?? '');
        const all = [
            ...onlineMetrics,
            ...this.#table.list(`${project}/metricDescriptors/`),
        ];
        const matching = all.filter(({ type }) => matchesFilter(filter, (path) => {
            if (path.join('.') !== 'metric.type')
                throw unknownField(path);
            return { kind: 'text', value: type };
        }) &&
            (request.activeOnly !== true || this.#isActive(project, type)));
        const { items, ...page } = pageOf(matching, request, metric_descriptors_maxPageSize);
        return { metricDescriptors: items.map((item) => this.#resource(item, request.name)), ...page };
    }
    get(name) {
        return this.#resource(this.#existing(name), name);
    }
    create({ name, metricDescriptor }) {
        const metric = readUserMetric(metricDescriptor ?? {});
        const project = canonicalProject(name);
        const before = this.find(project, metric.type);
        if (before !== undefined)
            requireSameShape(before, metric);
        const whole = { ...metric, labels: unionOf(before?.labels ?? [], metric.labels) };
        this.save(project, whole);
        return this.#resource(whole, name);
    }
    delete(name) {
        const { type } = this.#existing(name);
        if (!userMetricType.test(type)) {
            throw invalidValue('name', name, 'Only user-defined metrics can be deleted.');
        }
        const project = canonicalProject(name);
        this.#table.delete(rowName(project, type));
        return { project, type };
    }
    #existing(name) {
        const type = name.split('/').slice(3).join('/');
        const builtIn = onlineMetrics.find((metric) => metric.type === type);
        const found = builtIn ?? this.find(canonicalProject(name), type);
        if (found !== undefined)
            return found;
        throw new api_error/* ApiError */.hD('NOT_FOUND', `Could not find descriptor for metric '${type}'.`);
    }
    #resource(metric, name) {
        const labels = metric.labels.map((label) => typeof label === 'string' ? { key: label } : { ...label });
        return {
            ...metric,
            labels,
            name: `projects/${projectOf(name)}/metricDescriptors/${metric.type}`,
            ...('metadata' in metric || userMetricType.test(metric.type) ? {} : this.#ofGoogle(metric)),
        };
    }
    #ofGoogle({ metricKind }) {
        const { samplePeriodMs, ingestDelayMs } = this.#metadata;
        const periodMs = metricKind === 'GAUGE' ? Math.max(samplePeriodMs, gaugePeriodMs) : samplePeriodMs;
        const launchStage = 'BETA';
        return {
            launchStage,
            metadata: {
                launchStage,
                samplePeriod: `${periodMs / 1000}s`,
                ingestDelay: `${ingestDelayMs / 1000}s`,
            },
            monitoredResourceTypes: [endpointResourceType],
        };
    }
}
function rowName(project, type) {
    return `${project}/metricDescriptors/${type}`;
}

;// CONCATENATED MODULE: ./lib/emulator/services/monitoring/channel-types.js
function label(key, description, use = 'required') {
    return { key, description, use };
}
const channelTypes = [
    {
        type: 'email',
        displayName: 'Email',
        description: 'Notifications by email.',
        labels: [label('email_address', 'The address to send to.')],
        needsVerification: false,
    },
    {
        type: 'sms',
        displayName: 'SMS',
        description: 'Notifications by text message.',
        labels: [label('number', 'The number to send to, in E.164 form.')],
        needsVerification: true,
    },
    {
        type: 'slack',
        displayName: 'Slack',
        description: 'Notifications in a channel of Slack.',
        labels: [
            label('channel_name', 'The channel, with its #.'),
            label('auth_token', 'The token to post with.', 'secret'),
            label('team', 'The workspace.', 'optional'),
        ],
        needsVerification: false,
    },
    {
        type: 'pubsub',
        displayName: 'Cloud Pub/Sub',
        description: 'Notifications as messages of a topic.',
        labels: [label('topic', 'The topic, projects/PROJECT/topics/TOPIC.')],
        needsVerification: false,
    },
    {
        type: 'pagerduty',
        displayName: 'PagerDuty',
        description: 'Notifications as events of a PagerDuty service.',
        labels: [label('service_key', 'The integration key of the service.', 'secret')],
        needsVerification: false,
    },
    {
        type: 'webhook_tokenauth',
        displayName: 'Webhook with token authentication',
        description: 'Notifications posted to a URL that holds a token.',
        labels: [label('url', 'The URL to post to.')],
        needsVerification: false,
    },
    {
        type: 'webhook_basicauth',
        displayName: 'Webhook with basic authentication',
        description: 'Notifications posted to a URL with name and password.',
        labels: [
            label('url', 'The URL to post to.'),
            label('username', 'The name to post as.'),
            label('password', 'The password to post with.', 'secret'),
        ],
        needsVerification: false,
    },
    {
        type: 'google_chat',
        displayName: 'Google Chat',
        description: 'Notifications in a space of Google Chat.',
        labels: [label('space', 'The space, spaces/SPACE.')],
        needsVerification: false,
    },
];

;// CONCATENATED MODULE: ./lib/emulator/services/monitoring/channel-descriptors.js




const channel_descriptors_maxPageSize = 1000;
function listChannelDescriptors(request) {
    const { items, ...page } = pageOf(channelTypes, request, channel_descriptors_maxPageSize);
    const project = projectOf(request.name);
    return { channelDescriptors: items.map((type) => descriptorResource(type, project)), ...page };
}
function getChannelDescriptor(name) {
    const type = name.slice(name.lastIndexOf('/') + 1);
    const found = channelTypes.find((candidate) => candidate.type === type);
    if (found !== undefined)
        return descriptorResource(found, projectOf(name));
    throw new api_error/* ApiError */.hD('NOT_FOUND', `Cannot find notification channel descriptor '${type}'.`);
}
function descriptorResource(channelType, project) {
    const { type, displayName, description, labels } = channelType;
    return {
        name: `projects/${project}/notificationChannelDescriptors/${type}`,
        type,
        displayName,
        description,
        labels: labels.map(({ key, description: of }) => ({ key, description: of })),
        launchStage: 'GA',
    };
}

;// CONCATENATED MODULE: ./lib/emulator/services/monitoring/notification-channel.js


const notification_channel_hidden = '**********';
function identityOf({ type, labels = {} }) {
    return JSON.stringify([type, Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}
function refuseStatus({ verificationStatus }) {
    const given = verificationStatus ?? 'VERIFICATION_STATUS_UNSPECIFIED';
    if (given === 'VERIFICATION_STATUS_UNSPECIFIED')
        return;
    throw invalidValue('notification_channel.verification_status', given, 'It cannot be set.');
}
function requireType(type) {
    const found = channelTypes.find((candidate) => candidate.type === type);
    if (found !== undefined)
        return found;
    throw invalidValue('notification_channel.type', type ?? '', 'There is no such channel type.');
}
function checkedLabels({ type, labels: known }, labels) {
    const missing = known.find(({ key, use }) => use !== 'optional' && !labels[key]);
    if (missing !== undefined)
        throw missingField(`notification_channel.labels.${missing.key}`);
    return Object.fromEntries(Object.entries(labels).map(([key, value]) => {
        const label = known.find((each) => each.key === key);
        if (label !== undefined)
            return [key, label.use === 'secret' ? notification_channel_hidden : value];
        throw invalidValue('notification_channel.labels', key, `A channel of type ${type} has no such label.`);
    }));
}

;// CONCATENATED MODULE: ./lib/emulator/services/monitoring/notification-channels.js









const notification_channels_service = 'google.monitoring.v3.NotificationChannelService';
const notification_channels_maxPageSize = 1000;
const notification_channels_settable = ['displayName', 'description', 'labels', 'userLabels', 'enabled', 'type'];
const notification_channels_listFields = [...notification_channels_settable, 'name', 'verificationStatus'];
class NotificationChannels {
    #channels;
    #codes;
    #logs;
    #clock;
    #uses;
    constructor(channels, codes, logs, clock, uses) {
        this.#channels = channels;
        this.#codes = codes;
        this.#logs = logs;
        this.#clock = clock;
        this.#uses = uses;
    }
    handlers() {
        return {
            [`${notification_channels_service}.ListNotificationChannelDescriptors`]: listChannelDescriptors,
            [`${notification_channels_service}.GetNotificationChannelDescriptor`]: ({ name }) => getChannelDescriptor(name),
            [`${notification_channels_service}.ListNotificationChannels`]: (request) => {
                const all = this.#channels.list(`${canonicalProject(request.name)}/notificationChannels/`);
                const { items, ...page } = listResources(all, request, notification_channels_listFields, notification_channels_maxPageSize);
                return { notificationChannels: items, ...page };
            },
            [`${notification_channels_service}.GetNotificationChannel`]: ({ name }) => this.#existing(name),
            [`${notification_channels_service}.CreateNotificationChannel`]: (request) => this.#create(request),
            [`${notification_channels_service}.UpdateNotificationChannel`]: (request) => this.#update(request),
            [`${notification_channels_service}.DeleteNotificationChannel`]: (request) => this.#delete(request),
            [`${notification_channels_service}.SendNotificationChannelVerificationCode`]: ({ name }) => this.#send(name),
            [`${notification_channels_service}.GetNotificationChannelVerificationCode`]: (request) => this.#issue(request),
            [`${notification_channels_service}.VerifyNotificationChannel`]: (request) => this.#verify(request),
        };
    }
    has(name) {
        return this.#channels.get(canonicalName(name)) !== undefined;
    }
    #create({ name: parent, notificationChannel: input = {} }) {
        refuseStatus(input);
        const type = requireType(input.type);
        const name = `projects/${projectOf(parent)}/notificationChannels/${generateId()}`;
        const record = this.#record();
        return this.#checked({
            ...input,
            name,
            type: type.type,
            enabled: input.enabled ?? true,
            ...(type.needsVerification ? { verificationStatus: 'UNVERIFIED' } : {}),
            creationRecord: record,
            mutationRecords: [record],
        });
    }
    #update({ notificationChannel: input, updateMask }) {
        refuseStatus(input);
        const before = this.#existing(input.name);
        const mask = updateMask || notification_channels_settable.filter((field) => field in input).join(',');
        const changed = applyMask(before, input, mask, notification_channels_settable);
        const isElsewhere = identityOf(changed) !== identityOf(before);
        const { needsVerification } = requireType(changed.type);
        return this.#checked({
            ...changed,
            ...(isElsewhere && needsVerification ? { verificationStatus: 'UNVERIFIED' } : {}),
            mutationRecords: [...(before.mutationRecords ?? []), this.#record()],
        });
    }
    #delete({ name, force = false }) {
        const channel = this.#existing(name);
        const users = this.#uses.namesUsing(channel.name);
        if (users.length > 0 && !force) {
            throw new api_error/* ApiError */.hD('FAILED_PRECONDITION', `The notification channel ${channel.name} is used by ${users.join(', ')}. Set force to delete it anyway.`);
        }
        this.#uses.removeChannel(channel.name);
        this.#channels.delete(canonicalName(channel.name));
        return {};
    }
    #send(name) {
        const channel = this.#existing(name);
        const code = this.#codes.send(identityOf(channel));
        const project = projectNumber(projectOf(channel.name));
        this.#logs.append({
            logName: `projects/${project}/logs/monitoring.googleapis.com%2Fverification_code`,
            resource: { type: 'global', labels: { project_id: project } },
            severity: 'NOTICE',
            jsonPayload: { channel: channel.name, code },
        });
        return {};
    }
    #issue({ name, expireTime }) {
        const channel = this.#existing(name);
        if (channel.verificationStatus !== 'VERIFIED') {
            throw new api_error/* ApiError */.hD('FAILED_PRECONDITION', `The channel ${channel.name} is not verified.`);
        }
        return this.#codes.issue(identityOf(channel), expireTime);
    }
    #verify({ name, code = '' }) {
        const channel = this.#existing(name);
        if (!this.#codes.isValid(identityOf(channel), code)) {
            throw invalidValue('code', code, 'The verification code is wrong or has expired.');
        }
        return this.#save({ ...channel, verificationStatus: 'VERIFIED' });
    }
    #checked(channel) {
        const { labels = {}, displayName, description, userLabels } = channel;
        const field = 'notification_channel';
        checkLength(`${field}.display_name`, displayName, 512);
        checkLength(`${field}.description`, description, 1024);
        checkUserLabels(userLabels, `${field}.user_labels`);
        return this.#save({ ...channel, labels: checkedLabels(requireType(channel.type), labels) });
    }
    #save(channel) {
        this.#channels.put(canonicalName(channel.name), channel);
        return channel;
    }
    #existing(name) {
        const channel = this.#channels.get(canonicalName(name));
        if (channel !== undefined)
            return channel;
        throw new api_error/* ApiError */.hD('NOT_FOUND', `Cannot find notification channel with name '${name}'.`);
    }
    #record() {
        return { mutateTime: toTimestamp(this.#clock.now()) };
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/monitoring/monitored-resources.js

function writable(type, displayName, labels) {
    return { type, displayName, labels: ['project_id', ...labels], takesUserMetrics: true };
}
const monitoredResources = [
    {
        type: endpointResourceType,
        displayName: 'Vertex AI Endpoint',
        labels: ['resource_container', 'location', 'endpoint_id'],
        takesUserMetrics: false,
    },
    writable('global', 'Global', []),
    writable('generic_node', 'Generic Node', ['location', 'namespace', 'node_id']),
    writable('generic_task', 'Generic Task', ['location', 'namespace', 'job', 'task_id']),
    writable('gce_instance', 'VM Instance', ['instance_id', 'zone']),
    writable('k8s_cluster', 'Kubernetes Cluster', ['location', 'cluster_name']),
    writable('k8s_node', 'Kubernetes Node', ['location', 'cluster_name', 'node_name']),
    writable('k8s_pod', 'Kubernetes Pod', ['location', 'cluster_name', 'namespace_name', 'pod_name']),
    writable('k8s_container', 'Kubernetes Container', [
        'location',
        'cluster_name',
        'namespace_name',
        'pod_name',
        'container_name',
    ]),
];

;// CONCATENATED MODULE: ./lib/emulator/services/monitoring/resource-descriptors.js






const resource_descriptors_maxPageSize = 1000;
function listResourceDescriptors(request) {
    const project = projectOf(request.name);
    const filter = parseFilter(request.filter ?? '');
    const matching = monitoredResources.filter((resource) => matchesFilter(filter, (path) => resource_descriptors_fieldOf(resource, path)));
    const { items, ...page } = pageOf(matching, request, resource_descriptors_maxPageSize);
    return { resourceDescriptors: items.map((item) => resource_descriptors_descriptorResource(item, project)), ...page };
}
function getResourceDescriptor(name) {
    const type = name.split('/').slice(3).join('/');
    const found = monitoredResources.find((resource) => resource.type === type);
    if (found !== undefined)
        return resource_descriptors_descriptorResource(found, projectOf(name));
    throw new api_error/* ApiError */.hD('NOT_FOUND', `Could not find descriptor for monitored resource '${type}'.`);
}
function resource_descriptors_fieldOf(resource, path) {
    const [head, part, ...rest] = path;
    if (head !== 'resource')
        throw unknownField(path);
    if (part === 'type' && rest.length === 0)
        return { kind: 'text', value: resource.type };
    if ((part === 'label' || part === 'labels') && rest.length === 0) {
        return { kind: 'map', value: Object.fromEntries(resource.labels.map((key) => [key, ''])) };
    }
    throw unknownField(path);
}
function resource_descriptors_descriptorResource(resource, project) {
    const { type, displayName, labels } = resource;
    return {
        name: `projects/${project}/monitoredResourceDescriptors/${type}`,
        type,
        displayName,
        labels: labels.map((key) => ({ key })),
    };
}

;// CONCATENATED MODULE: ./lib/emulator/series/period.js
function periodEndOf(time, { end, periodMs }) {
    return end - Math.floor((end - time) / periodMs) * periodMs;
}
function groupByPeriod(points, periodMs, end) {
    const groups = new Map();
    for (const point of points) {
        const periodEnd = periodEndOf(point.end, { end, periodMs });
        const values = groups.get(periodEnd);
        if (values === undefined)
            groups.set(periodEnd, [point.value]);
        else
            values.push(point.value);
    }
    return [...groups]
        .toSorted(([a], [b]) => a - b)
        .map(([periodEnd, values]) => ({ periodEnd, values }));
}
function pointsWithin(points, { start, end }) {
    return points.filter((point) => point.end <= end && (point.end > start || (start === end && point.end === end)));
}

;// CONCATENATED MODULE: ./lib/emulator/series/slope.js



function deltasByPeriod(series, window) {
    const { periodMs, start, end } = window;
    const values = periodDeltas(series, window);
    return [...values]
        .filter(([periodEnd]) => periodEnd > start && periodEnd <= end)
        .toSorted(([a], [b]) => a - b)
        .map(([periodEnd, value]) => ({ start: periodEnd - periodMs, end: periodEnd, value }));
}
function periodDeltas(series, window) {
    if (series.metricKind === 'DELTA')
        return deltasOfDeltas(series, window);
    return series.valueType === 'DISTRIBUTION'
        ? distributionDeltas(series, window)
        : cumulativeDeltas(series, window);
}
function deltasOfDeltas({ points, valueType }, window) {
    const { periodMs, end } = window;
    const filled = new Map();
    let before;
    for (const { periodEnd, values } of groupByPeriod(pointsWithin(points, window), periodMs, end)) {
        const value = sumValues(values, valueType);
        if (before !== undefined && valueType !== 'DISTRIBUTION') {
            for (let at = before.periodEnd + periodMs; at < periodEnd; at += periodMs) {
                const share = (at - before.periodEnd) / (periodEnd - before.periodEnd);
                filled.set(at, between(before.value, value, share));
            }
        }
        filled.set(periodEnd, value);
        before = { periodEnd, value };
    }
    return filled;
}
function between(a, b, share) {
    const [x = 0] = numbersOf([a]);
    const [y = x] = numbersOf([b]);
    return numberOf(a.kind, x + (y - x) * share);
}
function cumulativeDeltas(series, window) {
    const amounts = new Map();
    for (const increment of incrementsOf(series.points))
        spread(increment, window, amounts);
    const deltas = new Map();
    let sum = 0;
    for (const [periodEnd, amount] of [...amounts].toSorted(([a], [b]) => a - b)) {
        const isWhole = series.valueType === 'INT64';
        const delta = isWhole ? Math.round(sum + amount) - Math.round(sum) : amount;
        deltas.set(periodEnd, numberOf(series.valueType, delta));
        sum += amount;
    }
    return deltas;
}
function incrementsOf(points) {
    return points.map((point, index) => {
        const [value = 0] = numbersOf([point.value]);
        const before = points[index - 1];
        if (before === undefined || before.start !== point.start) {
            return { from: point.start, to: point.end, amount: value };
        }
        const [earlier = 0] = numbersOf([before.value]);
        return { from: before.end, to: point.end, amount: value - earlier };
    });
}
function spread({ from, to, amount }, window, into) {
    const { periodMs } = window;
    const last = periodEndOf(to, window);
    for (let periodEnd = periodEndOf(Math.max(from, window.start) + 1, window);; periodEnd += periodMs) {
        const inside = Math.min(to, periodEnd) - Math.max(from, periodEnd - periodMs);
        if (inside > 0)
            into.set(periodEnd, (into.get(periodEnd) ?? 0) + (amount * inside) / (to - from));
        if (periodEnd >= last)
            return;
    }
}
function distributionDeltas({ points }, window) {
    const sums = new Map();
    for (const [index, { start, end, value }] of points.entries()) {
        if (value.kind !== 'DISTRIBUTION')
            continue;
        const before = points[index - 1];
        const earlierTotal = before?.start === start ? merged([before.value]) : emptyDistribution;
        const added = subtractDistributions(value.distribution, earlierTotal);
        const periodEnd = periodEndOf(end, window);
        const sum = sums.get(periodEnd);
        const inPeriod = merged(sum === undefined ? [] : [sum]);
        sums.set(periodEnd, {
            kind: 'DISTRIBUTION',
            distribution: mergeDistributions(inPeriod, added),
        });
    }
    return sums;
}

;// CONCATENATED MODULE: ./lib/emulator/series/statistics.js
function total(numbers) {
    return numbers.reduce((sum, number) => sum + number, 0);
}
function meanOf(numbers) {
    return total(numbers) / numbers.length;
}
function standardDeviation(numbers) {
    const mean = meanOf(numbers);
    return Math.sqrt(meanOf(numbers.map((number) => (number - mean) ** 2)));
}
function percentileOfNumbers(numbers, percent) {
    const sorted = numbers.toSorted((a, b) => a - b);
    const rank = ((sorted.length - 1) * percent) / 100;
    const low = sorted[Math.floor(rank)] ?? 0;
    const high = sorted[Math.ceil(rank)] ?? low;
    return low + (high - low) * (rank - Math.floor(rank));
}

;// CONCATENATED MODULE: ./lib/emulator/series/boundary.js




const smoothingMs = 600_000;
function interpolateAtBoundaries({ points }, window) {
    return boundaries(points, window).flatMap((at) => {
        const before = points.findLast((point) => point.end <= at);
        const after = points.find((point) => point.end >= at);
        if (before === undefined || after === undefined)
            return [];
        const share = after === before ? 0 : (at - before.end) / (after.end - before.end);
        return [{ start: at, end: at, value: between(before.value, after.value, share) }];
    });
}
function percentChanges({ points }, window) {
    return boundaries(points, window).flatMap((at) => {
        const current = movingMean(points, at);
        const previous = movingMean(points, at - window.periodMs);
        if (current === undefined || previous === undefined)
            return [];
        return [{ start: at, end: at, value: point_double(percentChange(previous, current)) }];
    });
}
function percentChange(previous, current) {
    if (previous !== 0)
        return ((current - previous) / previous) * 100;
    return current === 0 ? 0 : Infinity;
}
function movingMean(points, at) {
    const recent = points.filter(({ end }) => end > at - smoothingMs && end <= at);
    const numbers = numbersOf(recent.map(({ value }) => value)).filter((number) => number >= 0);
    return numbers.length === 0 ? undefined : meanOf(numbers);
}
function boundaries(points, window) {
    const first = points[0];
    if (first === undefined)
        return [];
    const from = periodEndOf(Math.max(first.end, window.start + 1), window);
    const count = Math.max(0, Math.floor((window.end - from) / window.periodMs) + 1);
    return Array.from({ length: count }, (_unused, index) => from + index * window.periodMs);
}

;// CONCATENATED MODULE: ./lib/emulator/series/period-aligners.js



const numeric = ['INT64', 'DOUBLE'];
const numericOrDistribution = [...numeric, 'DISTRIBUTION'];
const allTypes = [...numericOrDistribution, 'BOOL', 'STRING'];
const gaugeOrDelta = ['GAUGE', 'DELTA'];
const ofTruth = { kinds: ['GAUGE'], types: ['BOOL'] };
function period_aligners_percentile(percent) {
    return {
        kinds: gaugeOrDelta,
        types: ['DISTRIBUTION'],
        toKind: 'GAUGE',
        toType: 'DOUBLE',
        compute: (values) => point_double(percentileOf(merged(values), percent)),
    };
}
const periodAligners = {
    ALIGN_SUM: { kinds: gaugeOrDelta, types: numericOrDistribution, compute: sumValues },
    ALIGN_MEAN: {
        kinds: gaugeOrDelta,
        types: numeric,
        toType: 'DOUBLE',
        compute: (values) => point_double(meanOf(numbersOf(values))),
    },
    ALIGN_MIN: {
        kinds: gaugeOrDelta,
        types: numeric,
        compute: (values, type) => numberOf(type, Math.min(...numbersOf(values))),
    },
    ALIGN_MAX: {
        kinds: gaugeOrDelta,
        types: numeric,
        compute: (values, type) => numberOf(type, Math.max(...numbersOf(values))),
    },
    ALIGN_STDDEV: {
        kinds: gaugeOrDelta,
        types: numeric,
        toType: 'DOUBLE',
        compute: (values) => point_double(standardDeviation(numbersOf(values))),
    },
    ALIGN_COUNT: {
        kinds: gaugeOrDelta,
        types: [...numeric, 'BOOL'],
        toType: 'INT64',
        compute: (values) => int64(values.length),
    },
    ALIGN_COUNT_TRUE: { ...ofTruth, toType: 'INT64', compute: (values) => int64(countTrue(values)) },
    ALIGN_COUNT_FALSE: {
        ...ofTruth,
        toType: 'INT64',
        compute: (values) => int64(values.length - countTrue(values)),
    },
    ALIGN_FRACTION_TRUE: {
        ...ofTruth,
        toType: 'DOUBLE',
        compute: (values) => point_double(countTrue(values) / values.length),
    },
    ALIGN_NEXT_OLDER: {
        kinds: ['GAUGE'],
        types: allTypes,
        compute: (values) => values.at(-1) ?? int64(0),
    },
    ALIGN_PERCENTILE_99: period_aligners_percentile(99),
    ALIGN_PERCENTILE_95: period_aligners_percentile(95),
    ALIGN_PERCENTILE_50: period_aligners_percentile(50),
    ALIGN_PERCENTILE_05: period_aligners_percentile(5),
};

;// CONCATENATED MODULE: ./lib/emulator/series/align.js






const seriesAligners = {
    ALIGN_DELTA: {
        kinds: ['CUMULATIVE', 'DELTA'],
        types: numericOrDistribution,
        toKind: 'DELTA',
        align: deltasByPeriod,
    },
    ALIGN_RATE: {
        kinds: ['CUMULATIVE', 'DELTA'],
        types: numeric,
        toKind: 'GAUGE',
        toType: 'DOUBLE',
        align: ratesByPeriod,
    },
    ALIGN_INTERPOLATE: { kinds: ['GAUGE'], types: numeric, align: interpolateAtBoundaries },
    ALIGN_PERCENT_CHANGE: {
        kinds: gaugeOrDelta,
        types: numeric,
        toKind: 'GAUGE',
        toType: 'DOUBLE',
        align: percentChanges,
    },
};
function alignSeries(series, aligner, window) {
    const ofPeriods = ownEntry(periodAligners, aligner);
    const ofSeries = ownEntry(seriesAligners, aligner);
    const rule = ofPeriods ?? ofSeries;
    if (rule === undefined) {
        throw new api_error/* ApiError */.hD('UNIMPLEMENTED', `The embedded Vertex does not emulate ${aligner}.`);
    }
    if (!rule.kinds.includes(series.metricKind) || !rule.types.includes(series.valueType)) {
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Field aggregation.perSeriesAligner had an invalid value of "${aligner}": The aligner cannot be applied to metrics with kind ${series.metricKind} and value type ${series.valueType}.`);
    }
    const metricKind = rule.toKind ?? series.metricKind;
    const valueType = rule.toType ?? series.valueType;
    const points = ofPeriods === undefined
        ? (ofSeries?.align(series, window) ?? [])
        : alignPeriods(series, ofPeriods, metricKind === 'GAUGE', window);
    return { ...series, metricKind, valueType, points };
}
function alignPeriods({ points, valueType }, aligner, isGauge, window) {
    const { periodMs, end } = window;
    return groupByPeriod(pointsWithin(points, window), periodMs, end).map(({ periodEnd, values }) => ({
        start: isGauge ? periodEnd : periodEnd - periodMs,
        end: periodEnd,
        value: aligner.compute(values, valueType),
    }));
}
function ratesByPeriod(series, window) {
    const exact = { ...series, valueType: 'DOUBLE', points: series.points.map(asDouble) };
    return deltasByPeriod(exact, window).map(({ end, value }) => {
        const [delta = 0] = numbersOf([value]);
        return { start: end, end, value: point_double(delta / (window.periodMs / 1000)) };
    });
}
function asDouble(point) {
    const [number = 0] = numbersOf([point.value]);
    return { ...point, value: point_double(number) };
}
function ownEntry(table, key) {
    return Object.hasOwn(table, key) ? table[key] : undefined;
}

;// CONCATENATED MODULE: ./lib/emulator/series/reduce.js





const reducers = {
    REDUCE_SUM: { types: numericOrDistribution, combine: sumValues },
    REDUCE_MEAN: ofNumbersOrDistributions(meanOf, ({ mean }) => mean),
    REDUCE_STDDEV: ofNumbersOrDistributions(standardDeviation, deviationOf),
    REDUCE_MIN: {
        types: numeric,
        combine: (values, type) => numberOf(type, Math.min(...numbersOf(values))),
    },
    REDUCE_MAX: {
        types: numeric,
        combine: (values, type) => numberOf(type, Math.max(...numbersOf(values))),
    },
    REDUCE_COUNT: { types: allTypes, toType: 'INT64', combine: (values) => int64(values.length) },
    REDUCE_COUNT_TRUE: {
        types: ['BOOL'],
        toType: 'INT64',
        combine: (values) => int64(countTrue(values)),
    },
    REDUCE_COUNT_FALSE: {
        types: ['BOOL'],
        toType: 'INT64',
        combine: (values) => int64(values.length - countTrue(values)),
    },
    REDUCE_FRACTION_TRUE: {
        types: ['BOOL'],
        toType: 'DOUBLE',
        combine: (values) => point_double(countTrue(values) / values.length),
    },
    REDUCE_PERCENTILE_99: reduce_percentile(99),
    REDUCE_PERCENTILE_95: reduce_percentile(95),
    REDUCE_PERCENTILE_50: reduce_percentile(50),
    REDUCE_PERCENTILE_05: reduce_percentile(5),
};
function reduceSeries(all, reducer, groupByFields) {
    const how = Object.hasOwn(reducers, reducer) ? reducers[reducer] : undefined;
    if (how === undefined) {
        throw new api_error/* ApiError */.hD('UNIMPLEMENTED', `The embedded Vertex does not emulate ${reducer}.`);
    }
    const groups = new Map();
    for (const series of all) {
        if (series.metricKind === 'CUMULATIVE' || !how.types.includes(series.valueType)) {
            throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Field aggregation.crossSeriesReducer had an invalid value of "${reducer}": The reducer cannot be applied to metrics with kind ${series.metricKind} and value type ${series.valueType}.`);
        }
        const shown = withLabels(series, groupByFields);
        const { metric, resource } = shown;
        const key = JSON.stringify([sorted(metric.labels), resource.type, sorted(resource.labels)]);
        const group = groups.get(key);
        if (group === undefined)
            groups.set(key, { shown, members: [series] });
        else
            group.members.push(series);
    }
    return [...groups.values()].map(({ shown, members }) => combine(shown, members, how));
}
function combine(shown, members, how) {
    const periods = new Map();
    for (const point of members.flatMap((series) => series.points)) {
        const period = periods.get(point.end);
        if (period === undefined)
            periods.set(point.end, [point]);
        else
            period.push(point);
    }
    const points = [...periods]
        .toSorted(([a], [b]) => a - b)
        .map(([end, group]) => {
        const start = group[0]?.start ?? end;
        const values = group.map((point) => point.value);
        return { start, end, value: how.combine(values, shown.valueType) };
    });
    return { ...shown, valueType: how.toType ?? shown.valueType, points };
}
function withLabels(series, fields) {
    const metricLabels = {};
    const resourceLabels = {};
    for (const field of fields) {
        const match = /^(metric|resource)\.labels?\.(?:"([^"]+)"|(\w+))$/.exec(field);
        const name = match?.[2] ?? match?.[3];
        if (match === null || name === undefined) {
            if (/^(resource\.type|metric\.type|project)$/.test(field))
                continue;
            throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Field aggregation.groupByFields had an invalid value of "${field}".`);
        }
        const isMetric = match[1] === 'metric';
        const value = (isMetric ? series.metric : series.resource).labels[name];
        if (value !== undefined)
            (isMetric ? metricLabels : resourceLabels)[name] = value;
    }
    return {
        ...series,
        metric: { ...series.metric, labels: metricLabels },
        resource: { ...series.resource, labels: resourceLabels },
    };
}
function sorted(labels) {
    return Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
function ofNumbersOrDistributions(ofNumbers, ofDistribution) {
    return {
        types: numericOrDistribution,
        toType: 'DOUBLE',
        combine: (values, type) => point_double(type === 'DISTRIBUTION' ? ofDistribution(merged(values)) : ofNumbers(numbersOf(values))),
    };
}
function reduce_percentile(percent) {
    return ofNumbersOrDistributions((numbers) => percentileOfNumbers(numbers, percent), (distribution) => percentileOf(distribution, percent));
}

;// CONCATENATED MODULE: ./lib/emulator/services/monitoring/series-resource.js


function seriesResource(series, points) {
    const { metric, resource, metricKind, valueType } = series;
    return {
        metric: { type: metric.type, labels: { ...metric.labels } },
        resource: { type: resource.type, labels: { ...resource.labels } },
        metricKind,
        valueType,
        points: points.map(({ start, end, value }) => ({
            interval: { startTime: toTimestamp(start), endTime: toTimestamp(end) },
            value: valueResource(value),
        })),
    };
}
function valueResource(value) {
    switch (value.kind) {
        case 'BOOL':
            return { boolValue: value.isTrue };
        case 'INT64':
            return { int64Value: String(value.number) };
        case 'DOUBLE':
            return { doubleValue: Number.isFinite(value.number) ? value.number : String(value.number) };
        case 'STRING':
            return { stringValue: value.text };
        case 'DISTRIBUTION': {
            const { distribution } = value;
            const { count, mean, sumOfSquaredDeviation, bucketCounts } = distribution;
            return {
                distributionValue: {
                    count: String(count),
                    mean,
                    sumOfSquaredDeviation,
                    bucketOptions: { ...bucketOptionsOf(distribution) },
                    bucketCounts: bucketCounts.map(String),
                },
            };
        }
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/monitoring/unit.js
function unitAfter(unit, aggregation) {
    const aligned = unitOfAligned(unit, aggregation?.perSeriesAligner ?? 'ALIGN_NONE');
    const reducer = aggregation?.crossSeriesReducer ?? 'REDUCE_NONE';
    return isCounting(reducer) ? '1' : aligned;
}
function unitOfAligned(unit, aligner) {
    if (aligner === 'ALIGN_RATE')
        return `${unit}/s`;
    if (aligner === 'ALIGN_PERCENT_CHANGE')
        return '%';
    return isCounting(aligner) ? '1' : unit;
}
function isCounting(name) {
    return /_COUNT|_FRACTION_TRUE$/.test(name);
}

;// CONCATENATED MODULE: ./lib/emulator/services/monitoring/series-query.js












const series_query_maxPageSize = 100_000;
const shortestPeriodMs = 1_000;
function listTimeSeries(request, source) {
    const filter = parseFilter(request.filter ?? '');
    const metricType = metricTypeOf(filter);
    const interval = readInterval(request);
    if (request.orderBy)
        throw invalidValue('order_by', request.orderBy, 'It must be left blank.');
    const { aggregation, secondaryAggregation } = request;
    if (aggregation === undefined && secondaryAggregation !== undefined) {
        throw invalidValue('secondary_aggregation', '', 'It needs an aggregation before it.');
    }
    const found = source
        .series(metricType)
        .filter((series) => matchesFilter(filter, (path) => series_query_fieldOf(series, path)))
        .filter(({ points }) => pointsWithin(points, interval).length > 0);
    const once = aggregate(found, aggregation, interval);
    const twice = aggregate(once, secondaryAggregation, interval);
    const unit = [aggregation, secondaryAggregation].reduce(unitAfter, source.unitOf(metricType));
    return { ...paged(twice, request), unit };
}
function metricTypeOf(filter) {
    const types = comparisonsIn(filter).flatMap(({ path, comparator, value }) => path.join('.') === 'metric.type' && comparator === '=' && value.kind === 'text'
        ? [value.text]
        : []);
    const [only] = types;
    if (only === undefined || types.length > 1) {
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Field filter had an invalid value: The filter must specify a single metric type, by metric.type = "…".`);
    }
    return only;
}
function series_query_fieldOf(series, path) {
    const [head, part, ...rest] = path;
    const labels = part === 'labels' || part === 'label';
    if (head === 'metric' || head === 'resource') {
        if (part === 'type' && rest.length === 0)
            return { kind: 'text', value: series[head].type };
        if (labels && rest.length > 0) {
            return { kind: 'text', value: series[head].labels[rest.join('.')] };
        }
    }
    if (head === 'project' && part === undefined) {
        const { resource_container: container, project_id: project } = series.resource.labels;
        return { kind: 'text', value: container ?? project };
    }
    throw unknownField(path);
}
function readInterval({ interval }) {
    if (interval?.endTime === undefined)
        throw missingField('interval.endTime');
    const end = Date.parse(interval.endTime);
    const start = interval.startTime === undefined ? end : Date.parse(interval.startTime);
    if (start <= end)
        return { start, end };
    throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', 'Field interval had an invalid value: The start time must not be later than the end time.');
}
function aggregate(all, aggregation, interval) {
    const aligner = aggregation?.perSeriesAligner ?? 'ALIGN_NONE';
    const reducer = aggregation?.crossSeriesReducer ?? 'REDUCE_NONE';
    if (aligner === 'ALIGN_NONE') {
        if (reducer !== 'REDUCE_NONE') {
            throw invalidValue('aggregation.perSeriesAligner', aligner, 'a cross-series reducer needs an aligner.');
        }
        return all.map((series) => ({ ...series, points: pointsWithin(series.points, interval) }));
    }
    const periodMs = durationMs(aggregation?.alignmentPeriod ?? '0s');
    if (!(periodMs >= shortestPeriodMs)) {
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', 'Field aggregation.alignmentPeriod had an invalid value: the embedded Vertex takes periods of 1 s and more.');
    }
    const aligned = all
        .map((series) => alignSeries(series, aligner, { ...interval, periodMs }))
        .filter(({ points }) => points.length > 0);
    if (reducer === 'REDUCE_NONE')
        return aligned;
    return reduceSeries(aligned, reducer, aggregation?.groupByFields ?? []);
}
function paged(all, request) {
    if (request.view === 'HEADERS') {
        const { items, ...page } = pageOf(all, request, series_query_maxPageSize);
        return { timeSeries: items.map((series) => seriesResource(series, [])), ...page };
    }
    const size = Math.min(request.pageSize || series_query_maxPageSize, series_query_maxPageSize);
    const from = request.pageToken ? offsetOf(request.pageToken) : 0;
    const timeSeries = [];
    let offset = 0;
    for (const series of all) {
        const newestFirst = series.points.toReversed();
        const page = newestFirst.slice(Math.max(0, from - offset), Math.max(0, from + size - offset));
        offset += newestFirst.length;
        if (page.length > 0)
            timeSeries.push(seriesResource(series, page));
    }
    return from + size < offset
        ? { timeSeries, nextPageToken: tokenOf(from + size) }
        : { timeSeries };
}

;// CONCATENATED MODULE: ./lib/emulator/services/monitoring/point-rules.js


const oldestMs = 25 * 3_600_000;
const earliestMs = 5 * 60_000;
const spacingMs = 5_000;
function point_rules_readInterval({ interval }, { metricKind, type }, field) {
    if (interval?.endTime === undefined)
        throw missingField(`${field}.end_time`);
    const { startTime = interval.endTime, endTime } = interval;
    const [start, end] = [Date.parse(startTime), Date.parse(endTime)];
    if (metricKind === 'GAUGE' ? start === end : start < end)
        return { start, end };
    throw invalidValue(`${field}.start_time`, startTime, metricKind === 'GAUGE'
        ? `The start time must be equal to the end time (${endTime}) for the gauge metric '${type}'.`
        : `The start time must be before the end time (${endTime}) for the non-gauge metric '${type}'.`);
}
function checkAge(end, now, { interval }, field) {
    if (end >= now - oldestMs && end <= now + earliestMs)
        return;
    throw invalidValue(`${field}.end_time`, interval?.endTime, 'Data points cannot be written more than 25 hours in the past or more than 5 minutes in the future.');
}
function checkOrder(series, point, metric) {
    if (series === undefined)
        return;
    const { youngest } = series;
    const isReset = metric.metricKind === 'CUMULATIVE' && point.start !== youngest.start;
    if (point.end <= youngest.end || (isReset && point.start <= youngest.end)) {
        const which = point.end <= youngest.end ? 'end' : 'start';
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Points must be written in order. One or more of the points specified had an older ${which} time than the most recent point.`);
    }
    if (point.end - youngest.end < spacingMs) {
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', `One or more points were written more frequently than the maximum sampling period configured for the metric. {Metric: ${metric.type}, Timestamps: {Youngest Existing: '${spelled(youngest.end)}', New: '${spelled(point.end)}'}}`);
    }
}
function spelled(ms) {
    return new Date(ms).toISOString().replaceAll('-', '/').replace('T', '-').replace('Z', '');
}

;// CONCATENATED MODULE: ./lib/emulator/services/monitoring/series-input.js



function readValue(value, field) {
    const { boolValue, int64Value, doubleValue, distributionValue } = value ?? {};
    if (boolValue !== undefined)
        return { kind: 'BOOL', isTrue: boolValue };
    if (int64Value !== undefined)
        return int64(Number(int64Value));
    if (doubleValue !== undefined) {
        if (typeof doubleValue === 'number')
            return point_double(doubleValue);
        throw invalidValue(`${field}.double_value`, doubleValue, 'The value must be finite.');
    }
    if (distributionValue !== undefined) {
        const distribution = readDistribution(distributionValue, `${field}.distribution_value`);
        return { kind: 'DISTRIBUTION', distribution };
    }
    throw invalidValue(field, '', 'The value must be a BOOL, INT64, DOUBLE or DISTRIBUTION.');
}
function readDistribution(input, field) {
    const { mean = 0, sumOfSquaredDeviation = 0, bucketOptions } = input;
    const count = Number(input.count ?? '0');
    const bucketCounts = (input.bucketCounts ?? []).map(Number);
    if (count < 0 || sumOfSquaredDeviation < 0 || bucketCounts.some((each) => each < 0)) {
        throw invalidValue(field, count, 'Counts and deviations must not be negative.');
    }
    if (count === 0 && (mean !== 0 || sumOfSquaredDeviation !== 0)) {
        throw invalidValue(field, count, 'Without values, mean and deviation must be zero.');
    }
    if (bucketOptions === undefined) {
        throw invalidValue(`${field}.bucket_options`, '', 'The buckets must be given.');
    }
    checkBuckets(bucketOptions, `${field}.bucket_options`);
    if (bucketCounts.reduce((sum, each) => sum + each, 0) !== count) {
        throw invalidValue(`${field}.bucket_counts`, bucketCounts.join(' '), `The bucket counts must sum to the count, ${count}.`);
    }
    const buckets = finiteBuckets(bucketOptions) + 2;
    if (bucketCounts.length > buckets) {
        throw invalidValue(`${field}.bucket_counts`, bucketCounts.length, `There are only ${buckets} buckets.`);
    }
    return { count, mean, sumOfSquaredDeviation, bucketCounts, bucketOptions };
}
function checkBuckets(options, field) {
    const { linearBuckets, exponentialBuckets, explicitBuckets } = options;
    const finite = linearBuckets ?? exponentialBuckets;
    const isGood = (finite === undefined || finite.numFiniteBuckets > 0) &&
        (linearBuckets === undefined || linearBuckets.width > 0) &&
        (exponentialBuckets === undefined ||
            (exponentialBuckets.growthFactor > 1 && exponentialBuckets.scale > 0)) &&
        (explicitBuckets === undefined || isIncreasing(explicitBuckets.bounds));
    const given = [linearBuckets, exponentialBuckets, explicitBuckets].filter(Boolean);
    if (isGood && given.length === 1)
        return;
    throw invalidValue(field, JSON.stringify(options), 'One kind of buckets must be given: a positive number of them, a positive width or scale, a growth factor above 1, or increasing bounds.');
}
function isIncreasing(bounds = []) {
    return (bounds.length > 0 &&
        bounds.every((bound, index) => index === 0 || bound > (bounds[index - 1] ?? bound)));
}

;// CONCATENATED MODULE: ./lib/emulator/services/monitoring/user-series.js

const user_series_hourMs = 3_600_000;
const keptHours = 7 * 24;
class UserSeriesStore {
    #series;
    #hours;
    constructor(openTable) {
        this.#series = openTable('timeSeries');
        this.#hours = openTable('timeSeriesPoints');
    }
    find(name) {
        return this.#series.get(name);
    }
    append(series, point) {
        const { start, end } = point;
        this.#series.put(series.name, { ...series, youngest: { start, end } });
        const hour = Math.floor(end / user_series_hourMs);
        const name = hourName(series.name, hour);
        const before = this.#hours.get(name)?.points ?? [];
        this.#hours.put(name, { name, hour, points: [...before, point] });
        if (before.length === 0)
            this.#forgetBefore(series.name, hour - keptHours);
    }
    list(project, metricType) {
        return this.#ofMetric(project, metricType).map((series) => ({
            ...series,
            points: this.#hoursOf(series.name).flatMap(({ points }) => points),
        }));
    }
    youngestEnd(project, metricType) {
        const ends = this.#ofMetric(project, metricType).map(({ youngest }) => youngest.end);
        return ends.length === 0 ? undefined : Math.max(...ends);
    }
    delete(project, metricType) {
        for (const { name } of this.#ofMetric(project, metricType)) {
            for (const hour of this.#hoursOf(name))
                this.#hours.delete(hour.name);
            this.#series.delete(name);
        }
    }
    #ofMetric(project, metricType) {
        return this.#series
            .list(`${project}/timeSeries/`)
            .filter(({ metric }) => metric.type === metricType);
    }
    #hoursOf(name) {
        return this.#hours.list(`${name}/`).toSorted((a, b) => a.hour - b.hour);
    }
    #forgetBefore(series, hour) {
        for (const old of this.#hoursOf(series))
            if (old.hour < hour)
                this.#hours.delete(old.name);
    }
}
function seriesName(project, metric, resource) {
    const labels = [metric, resource].map(({ type, labels: of }) => [
        type,
        Object.entries(of).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ]);
    const digest = (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(labels)).digest('hex').slice(0, 32);
    return `${project}/timeSeries/${digest}`;
}
function hourName(series, hour) {
    return `${series}/${hour}`;
}

;// CONCATENATED MODULE: ./lib/emulator/services/monitoring/series-writer.js








const maxSeries = 200;
const maxLabelValue = 1024;
class SeriesWriter {
    #descriptors;
    #series;
    #clock;
    constructor(descriptors, series, clock) {
        this.#descriptors = descriptors;
        this.#series = series;
        this.#clock = clock;
    }
    async create(request) {
        const all = request.timeSeries ?? [];
        if (all.length === 0)
            throw missingField('time_series');
        if (all.length > maxSeries) {
            throw invalidValue('time_series', all.length, `The maximum number of TimeSeries objects per Create request is ${maxSeries}.`);
        }
        const seen = new Set();
        const failures = [];
        for (const [index, input] of all.entries()) {
            try {
                this.#write(request.name, input, `timeSeries[${index}]`, seen);
            }
            catch (thrown) {
                failures.push({ message: (0,api_error/* toApiError */.Gv)(thrown).message, index });
            }
        }
        if (failures.length > 0)
            throw notWritten(failures, all.length);
        return {};
    }
    #write(name, input, field, seen) {
        const project = canonicalProject(name);
        const metric = readMetric(input, field);
        const resource = readResource(input, projectOf(name), field);
        const series = { name: seriesName(project, metric, resource), metric, resource };
        if (seen.has(series.name)) {
            throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Field ${field} had an invalid value: Duplicate TimeSeries encountered. Only one point can be written per TimeSeries per request.`);
        }
        seen.add(series.name);
        const [given, ...more] = input.points ?? [];
        if (given === undefined || more.length > 0) {
            throw invalidValue(`${field}.points`, input.points?.length ?? 0, 'Exactly one point is written at a time.');
        }
        const value = readValue(given.value, `${field}.points[0].value`);
        const descriptor = this.#describe(project, input, metric, value.kind);
        const { metricKind, valueType } = descriptor;
        const where = `${field}.points[0].interval`;
        const interval = point_rules_readInterval(given, descriptor, where);
        checkAge(interval.end, this.#clock.now(), given, where);
        const point = { ...interval, value };
        checkOrder(this.#series.find(series.name), point, descriptor);
        this.#descriptors.save(project, descriptor);
        this.#series.append({ ...series, metricKind, valueType }, point);
    }
    #describe(project, input, metric, valueType) {
        const { metricKind, unit = '', description = '' } = input;
        const kind = metricKind === undefined || metricKind === 'METRIC_KIND_UNSPECIFIED' ? undefined : metricKind;
        const before = this.#descriptors.find(project, metric.type);
        const descriptor = before ?? {
            type: metric.type,
            metricKind: kind ?? 'GAUGE',
            valueType,
            labels: [],
            unit: '',
            description: '',
            displayName: '',
        };
        if (descriptor.metricKind === 'DELTA') {
            throw invalidValue('metric_kind', 'DELTA', 'A new metric must be GAUGE or CUMULATIVE.');
        }
        const declared = input.valueType === 'VALUE_TYPE_UNSPECIFIED' ? undefined : input.valueType;
        requireSame('Metric kind', metric.type, descriptor.metricKind, kind);
        requireSame('Value type', metric.type, descriptor.valueType, valueType);
        requireSame('Value type', metric.type, descriptor.valueType, declared);
        const labels = unionOf(descriptor.labels, Object.keys(metric.labels).map((key) => ({ key })));
        checkLabelKeys(labels.map(({ key }) => key), 'metric.labels');
        return {
            ...descriptor,
            labels,
            unit: descriptor.unit || unit,
            description: descriptor.description || description,
        };
    }
}
function readMetric({ metric }, field) {
    const { type = '', labels = {} } = metric ?? {};
    checkMetricType(type, `${field}.metric.type`);
    for (const [key, value] of Object.entries(labels)) {
        if ([...value].length <= maxLabelValue)
            continue;
        throw invalidValue(`${field}.metric.labels.${key}`, value, 'The label value is too long.');
    }
    return { type, labels };
}
function readResource({ resource }, project, field) {
    const { type = '', labels = {} } = resource ?? { type: 'global' };
    const known = monitoredResources.find((candidate) => candidate.type === type);
    if (known?.takesUserMetrics !== true) {
        throw invalidValue(`${field}.resource.type`, type, 'User-defined metrics cannot be written against this monitored resource type.');
    }
    const whole = { project_id: project, ...labels };
    const missing = known.labels.find((key) => whole[key] === undefined);
    if (missing !== undefined)
        throw missingField(`${field}.resource.labels.${missing}`);
    const unknown = Object.keys(whole).find((key) => !known.labels.includes(key));
    if (unknown !== undefined) {
        throw invalidValue(`${field}.resource.labels`, unknown, `Unrecognized label of ${type}.`);
    }
    return { type, labels: whole };
}
function requireSame(what, type, expected, found) {
    if (found === undefined || found === expected)
        return;
    throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', `${what} for metric ${type} must be ${expected}, but is ${found}.`);
}
function notWritten(failures, count) {
    const texts = failures.map(({ message, index }) => `${message}: timeSeries[${index}]`);
    const summary = {
        totalPointCount: count,
        successPointCount: count - failures.length,
        errors: failures.map(({ message }) => ({ status: { code: 3, message }, pointCount: 1 })),
    };
    return new api_error/* ApiError */.hD('INVALID_ARGUMENT', `One or more TimeSeries could not be written: ${texts.join('; ')}`, undefined, [(0,encode/* anyOf */.E)('google.monitoring.v3.CreateTimeSeriesSummary', summary)]);
}

;// CONCATENATED MODULE: ./lib/emulator/services/monitoring/verification-codes.js


const sentForMs = 10 * 60_000;
const issuedForMs = 60 * 60_000;
const longestMs = 24 * 60 * 60_000;
class VerificationCodes {
    #codes;
    #clock;
    constructor(codes, clock) {
        this.#codes = codes;
        this.#clock = clock;
    }
    send(identity) {
        const code = `G-${String((0,external_node_crypto_.randomInt)(10 ** 6)).padStart(6, '0')}`;
        this.#keep(identity, code, this.#clock.now() + sentForMs);
        return code;
    }
    issue(identity, wanted) {
        const now = this.#clock.now();
        const asked = wanted === undefined ? now + issuedForMs : Date.parse(wanted);
        const expires = Math.min(asked, now + longestMs);
        const code = (0,external_node_crypto_.randomBytes)(18).toString('base64url');
        this.#keep(identity, code, expires);
        return { code, expireTime: toTimestamp(expires) };
    }
    isValid(identity, code) {
        const found = this.#codes.get(`${identity} ${code}`);
        return found !== undefined && this.#clock.now() < found.expires;
    }
    #keep(identity, code, expires) {
        this.#codes.put(`${identity} ${code}`, { identity, code, expires });
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/monitoring/monitoring.js









const monitoring_service = 'google.monitoring.v3.MetricService';
const activeMs = 25 * 3_600_000;
const defaultMetadata = { samplePeriodMs: 1_000, ingestDelayMs: 0 };
class MonitoringService {
    #recorder;
    #clock;
    #lens;
    #userSeries;
    #descriptors;
    #writer;
    #policies;
    #channels;
    constructor({ store, recorder, clock, metadata = {}, lens }) {
        this.#recorder = recorder;
        this.#clock = clock;
        this.#lens = lens ?? ((series) => series);
        this.#userSeries = new UserSeriesStore(store.openTable);
        this.#descriptors = new MetricDescriptors(store.openTable('metricDescriptors'), { ...defaultMetadata, ...metadata }, (project, type) => this.#isActive(project, type));
        this.#writer = new SeriesWriter(this.#descriptors, this.#userSeries, clock);
        this.#policies = new AlertPolicies(store.openTable('alertPolicies'), clock, (name) => this.#channels.has(name));
        const codes = new VerificationCodes(store.openTable('verificationCodes'), clock);
        const channels = store.openTable('notificationChannels');
        this.#channels = new NotificationChannels(channels, codes, store.logs, clock, this.#policies);
    }
    handlers() {
        return {
            ...this.#policies.handlers(),
            ...this.#channels.handlers(),
            [`${monitoring_service}.CreateTimeSeries`]: this.#writer.create.bind(this.#writer),
            [`${monitoring_service}.ListTimeSeries`]: (request) => this.#list(request),
            [`${monitoring_service}.ListMetricDescriptors`]: this.#descriptors.list.bind(this.#descriptors),
            [`${monitoring_service}.GetMetricDescriptor`]: ({ name }) => this.#descriptors.get(name),
            [`${monitoring_service}.CreateMetricDescriptor`]: this.#descriptors.create.bind(this.#descriptors),
            [`${monitoring_service}.DeleteMetricDescriptor`]: ({ name }) => {
                const { project, type } = this.#descriptors.delete(name);
                this.#userSeries.delete(project, type);
                return {};
            },
            [`${monitoring_service}.ListMonitoredResourceDescriptors`]: listResourceDescriptors,
            [`${monitoring_service}.GetMonitoredResourceDescriptor`]: ({ name }) => getResourceDescriptor(name),
        };
    }
    #list(request) {
        const project = canonicalProject(request.name);
        return listTimeSeries(request, {
            series: (type) => this.#series(project, type).map(this.#lens),
            unitOf: (type) => this.#descriptors.unitOf(project, type),
        });
    }
    #series(project, type) {
        return [
            ...this.#recorder.list(type, project.slice('projects/'.length)),
            ...this.#userSeries.list(project, type),
        ];
    }
    #isActive(project, type) {
        const oldest = this.#clock.now() - activeMs;
        const youngest = this.#userSeries.youngestEnd(project, type);
        if (youngest !== undefined)
            return youngest >= oldest;
        return this.#series(project, type).some(({ points }) => (points.at(-1)?.end ?? 0) >= oldest);
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/operations.js



const operations_service = 'google.longrunning.Operations';
const maxWaitMs = 60_000;
class OperationService {
    #operations;
    constructor(operations) {
        this.#operations = operations;
    }
    handlers() {
        const operations = this.#operations;
        return {
            [`${operations_service}.GetOperation`]: ({ name }) => operations.get(name),
            [`${operations_service}.ListOperations`]: (request) => {
                const all = operations.list(canonicalName(request.name));
                const { items, ...page } = cutPage(all, request, (operation) => operation);
                return { operations: items, ...page };
            },
            [`${operations_service}.CancelOperation`]: ({ name }) => {
                operations.cancel(name);
                return {};
            },
            [`${operations_service}.DeleteOperation`]: ({ name }) => {
                operations.delete(name);
                return {};
            },
            [`${operations_service}.WaitOperation`]: ({ name, timeout }, { signal }) => {
                const wanted = timeout === undefined ? maxWaitMs : durationMs(timeout);
                return operations.wait(name, Math.min(wanted, maxWaitMs), signal);
            },
        };
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/predictions/explanations.js




function refuseToExplain(store, request, method) {
    const name = canonicalName(request.endpoint);
    const endpoint = store.endpoints.get(name);
    if (endpoint === undefined) {
        throw new api_error/* ApiError */.hD('NOT_FOUND', approximateMessages.notFound('Endpoint', name));
    }
    const { deployedModelId: id = '' } = request;
    const asked = endpoint.deployedModels.filter((deployed) => id === '' || deployed.id === id);
    if (asked.length === 0) {
        const message = id === '' ? knownMessages.noTrafficSplit(name) : knownMessages.unknownDeployedModels([id]);
        throw new api_error/* ApiError */.hD('FAILED_PRECONDITION', message);
    }
    const without = asked.find((deployed) => !hasExplanationSpec(store, deployed));
    if (without !== undefined) {
        throw new api_error/* ApiError */.hD('FAILED_PRECONDITION', knownMessages.noExplanation(without.id));
    }
    throw (0,not_served/* notServed */.h)(method, 'attributions are not computed here');
}
function hasExplanationSpec(store, deployed) {
    if (deployed['explanationSpec'] !== undefined)
        return true;
    const versions = store.models.get(deployed.model)?.versions ?? [];
    const version = versions.find(({ versionId }) => versionId === deployed.modelVersionId);
    return version?.rest['explanationSpec'] !== undefined;
}

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
;// CONCATENATED MODULE: ./lib/emulator/services/predictions/model-answer.js



function model_answer_readPredictions(answer) {
    if (answer.http !== 200)
        throw model_answer_refusalOf(answer);
    const json = parse(answer.body);
    if (json === undefined || !Array.isArray(json['predictions'])) {
        throw new api_error/* ApiError */.hD('INTERNAL', approximateMessages.predictionsMissing());
    }
    const { predictions, metadata } = json;
    return metadata === undefined ? { predictions } : { predictions, metadata };
}
function isSuccess({ http }) {
    return http >= 200 && http < 300;
}
function requireSuccess(answer) {
    if (!isSuccess(answer))
        throw model_answer_refusalOf(answer);
}
function model_answer_refusalOf({ http, body }) {
    const text = body.toString('utf8').trim();
    const shown = http >= 400 ? http : 500;
    const message = text === '' ? `The model server answered ${http}.` : text;
    return new api_error/* ApiError */.hD((0,api_error/* statusOfHttp */.aD)(shown), message, shown);
}
function parse(body) {
    try {
        const json = JSON.parse(body.toString('utf8'));
        return (0,wire_json/* isJsonObject */.O)(json) ? json : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/predictions/payload.js




const ofSharedEndpoints = 1_572_864;
const ofDedicatedEndpoints = 10_485_760;
const payload_fields = new Set(['instances', 'parameters', 'labels', 'endpoint']);
function payloadLimitOf(endpoint) {
    const isDedicated = endpoint?.dedicatedEndpointEnabled === true;
    return isDedicated ? ofDedicatedEndpoints : ofSharedEndpoints;
}
function readPayload(request, limit) {
    return (0,http_body/* readBody */.x8)(request, limit, () => tooLarge(limit));
}
function requireFitting(payload, limit) {
    if (payload.length > limit)
        throw tooLarge(limit);
    return payload;
}
function countInstances(body) {
    const json = (0,http_body/* parseJson */.qF)(body);
    if (!(0,wire_json/* isJsonObject */.O)(json)) {
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', 'Invalid JSON payload received. Expected an object.');
    }
    const unknown = Object.keys(json).find((key) => !payload_fields.has(key));
    if (unknown !== undefined) {
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Invalid JSON payload received. Unknown name "${unknown}": Cannot find field.`);
    }
    const { instances } = json;
    if (!Array.isArray(instances)) {
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', approximateMessages.required('instances'));
    }
    return instances.length;
}
function tooLarge(limit) {
    return new api_error/* ApiError */.hD('INVALID_ARGUMENT', knownMessages.payloadTooLarge(limit));
}

;// CONCATENATED MODULE: ./lib/emulator/services/predictions/http-predictions.js







class HttpPredictions {
    #router;
    constructor(router) {
        this.#router = router;
    }
    async predict({ request, response, captured }, method) {
        requireJson(request);
        const arrival = this.#router.arrive(captured['endpoint'] ?? '', method);
        const body = await readPayload(request, arrival.limit);
        const attempt = this.#router.route(arrival, countInstances(body));
        await answer(response, attempt, async () => {
            const answered = await attempt.ask({ contentType: 'application/json', body });
            const predictions = model_answer_readPredictions(answered);
            recordOnClose(response, attempt, 200);
            (0,http_body/* sendJson */.jD)(response, 200, { ...predictions, ...modelIn(attempt) });
        });
    }
    async rawPredict({ request, response, captured }, method) {
        const arrival = this.#router.arrive(captured['endpoint'] ?? '', method);
        const body = await readPayload(request, arrival.limit);
        const attempt = this.#router.route(arrival, 1);
        const contentType = request.headers['content-type'] ?? 'application/json';
        await answer(response, attempt, async () => {
            const answered = await attempt.ask({ contentType, body });
            recordOnClose(response, attempt, answered.http);
            response.writeHead(answered.http, {
                'content-type': typeOf(answered),
                'content-length': answered.body.length,
            });
            response.end(answered.body);
        });
    }
    async streamRawPredict({ request, response, captured }, method) {
        const arrival = this.#router.arrive(captured['endpoint'] ?? '', method);
        const body = await readPayload(request, arrival.limit);
        const attempt = this.#router.route(arrival, 1);
        const contentType = request.headers['content-type'] ?? 'application/json';
        const left = new AbortController();
        response.once('close', () => left.abort());
        await answer(response, attempt, async () => {
            const begin = (answered) => {
                if (response.headersSent)
                    return;
                recordOnClose(response, attempt, answered.http);
                response.writeHead(answered.http, { 'content-type': typeOf(answered) });
            };
            const relay = async (chunk, head) => {
                begin(head);
                await written(response, chunk, left.signal);
            };
            begin(await attempt.ask({ contentType, body, relay, signal: left.signal }));
            response.end();
        });
    }
}
function modelIn({ served }) {
    const { deployedModelId, model, modelDisplayName, modelVersionId } = served;
    return { deployedModelId, model, modelDisplayName, modelVersionId };
}
function typeOf({ headers }) {
    return headers['content-type'] ?? 'application/octet-stream';
}
async function answer(response, attempt, ask) {
    for (const [name, value] of attempt.headers)
        response.setHeader(name, value);
    try {
        await ask();
    }
    catch (thrown) {
        const error = (0,api_error/* toApiError */.Gv)(thrown);
        if (!response.headersSent)
            recordOnClose(response, attempt, error.http);
        sendError(response, error);
    }
}
function recordOnClose(response, attempt, http) {
    response.once('close', () => attempt.record(http));
}
async function written(response, chunk, left) {
    left.throwIfAborted();
    if (response.write(chunk))
        return;
    await (0,external_node_events_.once)(response, 'drain', { signal: left });
}

;// CONCATENATED MODULE: ./lib/emulator/services/predictions/attempt.js




class Attempt {
    served;
    #options;
    #modelMs = 0;
    constructor(options) {
        this.#options = options;
        this.served = options.served;
    }
    get headers() {
        const { deployedModelId, model, modelVersionId } = this.served;
        return [
            ['X-Vertex-AI-Endpoint-Id', idOf(this.#options.endpoint)],
            ['X-Vertex-AI-Deployed-Model-Id', deployedModelId],
            ['X-Vertex-AI-Model', model],
            ['X-Vertex-AI-Model-Version-Id', modelVersionId],
        ];
    }
    async ask(request) {
        const { replicas, predictRoute: path } = this.served;
        const { limit } = this.#options;
        const sentAt = performance.now();
        try {
            const answer = await replicas.send({ ...request, path, limit });
            this.#requireFitting(answer);
            return answer;
        }
        catch (thrown) {
            throw this.#asApiError(thrown);
        }
        finally {
            this.#modelMs = performance.now() - sentAt;
        }
    }
    record(http) {
        const { instances, startedAt } = this.#options;
        const totalMs = performance.now() - startedAt;
        this.served.series.record({ http, instances, totalMs, modelMs: this.#modelMs });
    }
    #requireFitting({ body }) {
        const { limit, endpoint } = this.#options;
        if (body.length <= limit)
            return;
        const ids = [idOf(endpoint), this.served.deployedModelId];
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', knownMessages.responseTooLarge(...ids, body.length, limit));
    }
    #asApiError(thrown) {
        const where = `endpoint_id: ${idOf(this.#options.endpoint)}, deployed_model_id: ${this.served.deployedModelId}`;
        if (thrown instanceof ModelTimeout) {
            const message = `Failed to handle request. ${where} with error: timed out.`;
            return new api_error/* ApiError */.hD('DEADLINE_EXCEEDED', message);
        }
        if (thrown instanceof ModelUnreachable) {
            const message = `Failed to handle request. ${where} with error: ${thrown.message}`;
            return new api_error/* ApiError */.hD('INTERNAL', message);
        }
        return (0,api_error/* toApiError */.Gv)(thrown);
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/predictions/prediction-router.js






class PredictionRouter {
    #store;
    #runtime;
    constructor(store, runtime) {
        this.#store = store;
        this.#runtime = runtime;
    }
    arrive(name, method) {
        if (name.includes('/publishers/')) {
            throw (0,not_served/* notServed */.h)(`${method} on publisher models`, 'it belongs to generative models');
        }
        const endpoint = canonicalName(name);
        const limit = payloadLimitOf(this.#store.endpoints.get(endpoint));
        return { endpoint, startedAt: performance.now(), limit };
    }
    route(arrival, instances) {
        return new Attempt({ ...arrival, instances, served: this.#pick(arrival.endpoint) });
    }
    #pick(endpoint) {
        const served = this.#runtime.serving.pick(endpoint);
        if (served !== undefined)
            return served;
        if (this.#store.endpoints.get(endpoint) === undefined) {
            throw new api_error/* ApiError */.hD('NOT_FOUND', approximateMessages.notFound('Endpoint', endpoint));
        }
        throw new api_error/* ApiError */.hD('FAILED_PRECONDITION', knownMessages.noTrafficSplit(endpoint));
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/predictions/relay.js
class Relay {
    #waiting;
    #wake = () => undefined;
    put(item) {
        return new Promise((taken) => {
            this.#waiting = { item, taken };
            this.#wake();
        });
    }
    async *until(over) {
        const ended = over.then(() => 'over');
        for (;;) {
            const next = await Promise.race([this.#next(), ended]);
            if (next === 'over')
                return;
            yield next.item;
            next.taken();
        }
    }
    async #next() {
        if (this.#waiting === undefined)
            await new Promise((wake) => (this.#wake = wake));
        const waiting = this.#waiting;
        this.#waiting = undefined;
        return waiting ?? this.#next();
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/predictions/rpc-predictions.js





class RpcPredictions {
    #router;
    constructor(router) {
        this.#router = router;
    }
    async predict(request, call, method) {
        const { instances = [], parameters } = request;
        const arrival = this.#router.arrive(request.endpoint, method);
        const json = parameters === undefined ? { instances } : { instances, parameters };
        const body = requireFitting(Buffer.from(JSON.stringify(json)), arrival.limit);
        const attempt = this.#router.route(arrival, instances.length);
        return rpc_predictions_answer(call, attempt, async () => {
            const answered = await attempt.ask({ contentType: 'application/json', body });
            return { ...model_answer_readPredictions(answered), ...modelIn(attempt) };
        });
    }
    async rawPredict(request, call, method) {
        const arrival = this.#router.arrive(request.endpoint, method);
        const message = bodyOf(request, arrival.limit);
        const attempt = this.#router.route(arrival, 1);
        return rpc_predictions_answer(call, attempt, async () => {
            const answered = await attempt.ask(message);
            requireSuccess(answered);
            return httpBody(answered, answered.body);
        });
    }
    async *streamRawPredict(request, call, method) {
        const arrival = this.#router.arrive(request.endpoint, method);
        const message = bodyOf(request, arrival.limit);
        const attempt = this.#router.route(arrival, 1);
        const relay = new Relay();
        const refusal = [];
        const answered = rpc_predictions_answer(call, attempt, async () => {
            const head = await attempt.ask({
                ...message,
                signal: call.signal,
                relay: async (chunk, begun) => {
                    if (isSuccess(begun))
                        await relay.put(httpBody(begun, chunk));
                    else
                        refusal.push(chunk);
                },
            });
            requireSuccess({ ...head, body: Buffer.concat(refusal) });
        });
        yield* relay.until(answered);
    }
}
function bodyOf({ httpBody: given }, limit) {
    const body = requireFitting(Buffer.from(given?.data ?? '', 'base64'), limit);
    return { contentType: given?.contentType ?? 'application/json', body };
}
function httpBody(head, data) {
    return { contentType: typeOf(head), data: data.toString('base64') };
}
async function rpc_predictions_answer(call, attempt, ask) {
    for (const [name, value] of attempt.headers)
        call.setHeader(name, value);
    try {
        const result = await ask();
        if (!call.signal.aborted)
            attempt.record(200);
        return result;
    }
    catch (thrown) {
        const error = (0,api_error/* toApiError */.Gv)(thrown);
        if (!call.signal.aborted)
            attempt.record(error.http);
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/predictions/predictions.js




const predictions_service = 'google.cloud.aiplatform.v1.PredictionService';
const predict = `${predictions_service}.Predict`;
const rawPredict = `${predictions_service}.RawPredict`;
const streamRawPredict = `${predictions_service}.StreamRawPredict`;
const explain = `${predictions_service}.Explain`;
class PredictionService {
    #store;
    #http;
    #rpc;
    constructor(store, runtime) {
        const router = new PredictionRouter(store, runtime);
        this.#store = store;
        this.#http = new HttpPredictions(router);
        this.#rpc = new RpcPredictions(router);
    }
    handlers() {
        return {
            [predict]: (request, call) => this.#rpc.predict(request, call, predict),
            [rawPredict]: (request, call) => this.#rpc.rawPredict(request, call, rawPredict),
            [explain]: (request) => refuseToExplain(this.#store, request, explain),
        };
    }
    streamHandlers() {
        return {
            [streamRawPredict]: (request, call) => this.#rpc.streamRawPredict(request, call, streamRawPredict),
        };
    }
    rawHandlers() {
        return {
            [predict]: (exchange) => this.#http.predict(exchange, predict),
            [rawPredict]: (exchange) => this.#http.rawPredict(exchange, rawPredict),
            [streamRawPredict]: (exchange) => this.#http.streamRawPredict(exchange, streamRawPredict),
        };
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/storage/storage-error.js

class StorageError extends api_error/* ApiError */.hD {
    reason;
    constructor(status, http, reason, message) {
        super(status, message, http);
        this.reason = reason;
    }
    toBody() {
        const { error } = super.toBody();
        const errors = [{ message: this.message, domain: 'global', reason: this.reason }];
        return { error: { ...error, errors } };
    }
}
function bucketNotFound() {
    return new StorageError('NOT_FOUND', 404, 'notFound', 'The specified bucket does not exist.');
}
function objectNotFound(bucket, name) {
    return new StorageError('NOT_FOUND', 404, 'notFound', `No such object: ${bucket}/${name}`);
}
function conditionNotMet() {
    return new StorageError('FAILED_PRECONDITION', 412, 'conditionNotMet', 'At least one of the pre-conditions you specified did not hold.');
}
function invalidStorage(message) {
    return new StorageError('INVALID_ARGUMENT', 400, 'invalid', message);
}

;// CONCATENATED MODULE: ./lib/emulator/services/storage/storage-conditions.js

const names = [
    'ifGenerationMatch',
    'ifGenerationNotMatch',
    'ifMetagenerationMatch',
    'ifMetagenerationNotMatch',
];
function readConditions(query) {
    const conditions = {};
    for (const name of names) {
        const value = query.get(name);
        if (value === null)
            continue;
        if (!/^\d+$/.test(value))
            throw invalidStorage(`Invalid value for ${name}: "${value}".`);
        conditions[name] = value;
    }
    return conditions;
}
function requireConditions(conditions, live) {
    if (!conditionsHold(conditions, live))
        throw conditionNotMet();
}
function conditionsHold(conditions, live) {
    const generation = live?.generation ?? '0';
    const { ifGenerationMatch, ifGenerationNotMatch } = conditions;
    if (ifGenerationMatch !== undefined && ifGenerationMatch !== generation)
        return false;
    if (ifGenerationNotMatch !== undefined && ifGenerationNotMatch === generation)
        return false;
    const { ifMetagenerationMatch, ifMetagenerationNotMatch } = conditions;
    const metageneration = live?.metageneration;
    if (ifMetagenerationMatch !== undefined && ifMetagenerationMatch !== metageneration)
        return false;
    return ifMetagenerationNotMatch === undefined || ifMetagenerationNotMatch !== metageneration;
}

;// CONCATENATED MODULE: ./lib/emulator/services/storage/storage-resource.js


function bucketResource(bucket, origin) {
    return {
        kind: 'storage#bucket',
        id: bucket.name,
        name: bucket.name,
        projectNumber: bucket.projectNumber,
        location: bucket.location,
        locationType: 'multi-region',
        storageClass: 'STANDARD',
        metageneration: '1',
        etag: 'CAE=',
        timeCreated: bucket.timeCreated,
        updated: bucket.timeCreated,
        selfLink: `${origin}/storage/v1/b/${bucket.name}`,
        iamConfiguration: { uniformBucketLevelAccess: { enabled: true } },
    };
}
function objectResource(object, origin) {
    const { contentId: _own, size, bucket, name, generation, metageneration, ...rest } = object;
    const path = `b/${encodeURIComponent(bucket)}/o/${encodeURIComponent(name)}`;
    return {
        ...rest,
        kind: 'storage#object',
        id: `${bucket}/${name}/${generation}`,
        selfLink: `${origin}/storage/v1/${path}`,
        mediaLink: `${origin}/download/storage/v1/${path}?generation=${generation}&alt=media`,
        bucket,
        name,
        generation,
        metageneration,
        size: String(size),
        storageClass: 'STANDARD',
        timeStorageClassUpdated: object.timeCreated,
        etag: storage_resource_etagOf(object),
    };
}
function storage_resource_etagOf(object) {
    return Buffer.from(`${object.generation}/${object.metageneration}`).toString('base64');
}
const textAttributes = [
    'contentType',
    'contentEncoding',
    'contentDisposition',
    'contentLanguage',
    'cacheControl',
];
function readObjectRequest(json) {
    if (!(0,wire_json/* isJsonObject */.O)(json))
        throw invalidStorage('The object resource must be a JSON object.');
    const text = (key) => {
        const value = json[key];
        return typeof value === 'string' ? value : undefined;
    };
    const attributes = {};
    for (const key of textAttributes) {
        const value = text(key);
        if (value !== undefined)
            attributes[key] = value;
    }
    const { metadata } = json;
    if ((0,wire_json/* isJsonObject */.O)(metadata)) {
        const pairs = Object.entries(metadata).filter(([, value]) => typeof value === 'string');
        attributes.metadata = Object.fromEntries(pairs);
    }
    const md5Hash = text('md5Hash');
    const crc32c = text('crc32c');
    const expected = {
        ...(md5Hash === undefined ? {} : { md5Hash }),
        ...(crc32c === undefined ? {} : { crc32c }),
    };
    return { name: text('name'), attributes, expected };
}

;// CONCATENATED MODULE: ./lib/emulator/services/storage/storage-download.js



async function sendMedia(response, object, rangeHeader, objects) {
    const { size } = object;
    const range = parseRange(rangeHeader, size);
    const { from, to } = range ?? { from: 0, to: size - 1 };
    const content = objects.stream(object, from, to);
    const headers = {
        'content-type': object.contentType ?? 'application/octet-stream',
        'accept-ranges': 'bytes',
        etag: storage_resource_etagOf(object),
        'last-modified': new Date(object.updated).toUTCString(),
        'x-goog-generation': object.generation,
        'x-goog-metageneration': object.metageneration,
        'x-goog-hash': `crc32c=${object.crc32c},md5=${object.md5Hash}`,
        'x-goog-stored-content-encoding': object.contentEncoding ?? 'identity',
        'x-goog-stored-content-length': String(size),
        'x-goog-storage-class': 'STANDARD',
    };
    if (object.contentEncoding !== undefined)
        headers['content-encoding'] = object.contentEncoding;
    if (range === undefined) {
        response.writeHead(200, { ...headers, 'content-length': size });
    }
    else {
        response.writeHead(206, {
            ...headers,
            'content-length': to - from + 1,
            'content-range': `bytes ${from}-${to}/${size}`,
        });
    }
    await (0,external_node_stream_promises_.pipeline)(content, response);
}
function parseRange(header, size) {
    const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
    const [, first = '', last = ''] = match ?? [];
    if (first === '' && last === '')
        return undefined;
    const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
    const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
    if (from > to) {
        throw new StorageError('OUT_OF_RANGE', 416, 'requestedRangeNotSatisfiable', 'The requested range cannot be satisfied.');
    }
    return { from, to };
}

;// CONCATENATED MODULE: ./lib/emulator/services/storage/storage-objects.js






const maxResults = 1000;
class StorageObjects {
    #objects;
    #origin;
    constructor(objects, origin) {
        this.#objects = objects;
        this.#origin = origin;
    }
    async get(exchange) {
        const object = this.#find(exchange, exchange.query.get('generation') ?? undefined);
        const conditions = readConditions(exchange.query);
        requireConditions(positiveConditions(conditions), object);
        if (!conditionsHold(conditions, object)) {
            exchange.response.writeHead(304);
            exchange.response.end();
            return;
        }
        if (exchange.query.get('alt') === 'media') {
            const { range } = exchange.request.headers;
            await sendMedia(exchange.response, object, range, this.#objects);
        }
        else {
            (0,http_body/* sendJson */.jD)(exchange.response, 200, objectResource(object, this.#origin()));
        }
    }
    async download(exchange) {
        exchange.query.set('alt', 'media');
        await this.get(exchange);
    }
    list(exchange) {
        const { query, captured } = exchange;
        const bucket = captured['bucket'] ?? '';
        if (this.#objects.bucket(bucket) === undefined)
            throw bucketNotFound();
        const prefix = query.get('prefix') ?? '';
        const delimiter = query.get('delimiter') ?? '';
        const start = query.get('startOffset') ?? '';
        const end = query.get('endOffset');
        const rows = groupByDelimiter(this.#objects
            .list(bucket, prefix)
            .filter(({ name }) => name >= start && (end === null || name < end)), prefix, delimiter);
        const size = Math.min(Number(query.get('maxResults') ?? maxResults) || maxResults, maxResults);
        const token = query.get('pageToken');
        const from = token ? offsetOf(token) : 0;
        const page = rows.slice(from, from + size);
        const items = page.flatMap((row) => typeof row === 'string' ? [] : [objectResource(row, this.#origin())]);
        const prefixes = page.filter((row) => typeof row === 'string');
        (0,http_body/* sendJson */.jD)(exchange.response, 200, {
            kind: 'storage#objects',
            ...(from + size < rows.length ? { nextPageToken: tokenOf(from + size) } : {}),
            ...(prefixes.length > 0 ? { prefixes } : {}),
            ...(items.length > 0 ? { items } : {}),
        });
    }
    delete(exchange) {
        const object = this.#find(exchange, exchange.query.get('generation') ?? undefined);
        requireConditions(readConditions(exchange.query), object);
        this.#objects.delete(object.bucket, object.name);
        exchange.response.writeHead(204);
        exchange.response.end();
    }
    async patch(exchange) {
        const json = (0,http_body/* parseJson */.qF)(await (0,http_body/* readBody */.x8)(exchange.request, http_body/* jsonBodyLimit */.sG));
        const object = this.#find(exchange, exchange.query.get('generation') ?? undefined);
        requireConditions(readConditions(exchange.query), object);
        const patched = this.#objects.patch(object, readObjectRequest(json).attributes);
        (0,http_body/* sendJson */.jD)(exchange.response, 200, objectResource(patched, this.#origin()));
    }
    async copy(exchange) {
        const { query, captured } = exchange;
        const json = (0,http_body/* parseJson */.qF)(await (0,http_body/* readBody */.x8)(exchange.request, http_body/* jsonBodyLimit */.sG));
        const source = this.#find(exchange, query.get('sourceGeneration') ?? undefined);
        const bucket = captured['toBucket'] ?? '';
        const name = captured['toObject'] ?? '';
        if (this.#objects.bucket(bucket) === undefined)
            throw bucketNotFound();
        requireConditions(readConditions(query), this.#objects.get(bucket, name));
        const { attributes } = readObjectRequest(json);
        const resource = objectResource(this.#objects.copy(source, bucket, name, attributes), this.#origin());
        const size = String(source.size);
        const isRewrite = captured['how'] === 'rewriteTo';
        const rewrite = {
            kind: 'storage#rewriteResponse',
            totalBytesRewritten: size,
            objectSize: size,
            done: true,
            resource,
        };
        (0,http_body/* sendJson */.jD)(exchange.response, 200, isRewrite ? rewrite : resource);
    }
    #find(exchange, generation) {
        const bucket = exchange.captured['bucket'] ?? '';
        const name = exchange.captured['object'] ?? '';
        if (this.#objects.bucket(bucket) === undefined)
            throw bucketNotFound();
        const object = this.#objects.get(bucket, name);
        const isOther = generation !== undefined && object?.generation !== generation;
        if (object === undefined || isOther)
            throw objectNotFound(bucket, name);
        return object;
    }
}
function positiveConditions(conditions) {
    const matches = Object.entries(conditions).filter(([name]) => !name.endsWith('NotMatch'));
    return Object.fromEntries(matches);
}
function groupByDelimiter(objects, prefix, delimiter) {
    if (delimiter === '')
        return [...objects];
    const rows = [];
    const seen = new Set();
    for (const object of objects) {
        const at = object.name.indexOf(delimiter, prefix.length);
        if (at < 0) {
            rows.push(object);
            continue;
        }
        const group = object.name.slice(0, at + delimiter.length);
        if (!seen.has(group))
            rows.push(group);
        seen.add(group);
    }
    return rows;
}

;// CONCATENATED MODULE: ./lib/emulator/services/storage/multipart.js

function parseMultipart(contentType, body) {
    const match = /boundary=(?:"([^"]+)"|'([^']+)'|([^;\s]+))/i.exec(contentType);
    const boundary = match?.[1] ?? match?.[2] ?? match?.[3];
    if (boundary === undefined)
        throw invalidStorage('multipart upload without a boundary');
    const delimiter = [`--${boundary}`, `--'${boundary}'`]
        .map((candidate) => Buffer.from(candidate))
        .find((candidate) => body.indexOf(candidate) >= 0);
    if (delimiter === undefined)
        throw invalidStorage('multipart upload without its boundary');
    const starts = positionsOf(body, delimiter);
    return starts.slice(0, -1).flatMap((start, index) => {
        const next = starts[index + 1] ?? body.length;
        return [parsePart(body.subarray(start + delimiter.length, next))];
    });
}
function positionsOf(body, delimiter) {
    const positions = [];
    for (let at = body.indexOf(delimiter); at >= 0; at = body.indexOf(delimiter, at + 1)) {
        if (at === 0 || body[at - 1] === 0x0a)
            positions.push(at);
    }
    return positions;
}
function parsePart(raw) {
    const lineEnd = raw[0] === 0x0d ? '\r\n' : '\n';
    const headersEnd = raw.indexOf(lineEnd + lineEnd);
    if (headersEnd < 0)
        throw invalidStorage('multipart upload with a part without headers');
    const headers = raw.subarray(0, headersEnd).toString('latin1');
    const body = raw.subarray(headersEnd + 2 * lineEnd.length, raw.length - lineEnd.length);
    const contentType = /^content-type:\s*(.+?)\s*$/im.exec(headers)?.[1];
    return { contentType, body: Buffer.from(body) };
}

;// CONCATENATED MODULE: ./lib/emulator/services/storage/receive.js

const uploadLimit = 1024 * 1024 * 1024;
async function receiveBody(request, writer, skip = 0) {
    let ahead = skip;
    let isTooLong = false;
    for await (const chunk of receive_bodyOf(request)) {
        const fresh = chunk.subarray(ahead);
        ahead = Math.max(0, ahead - chunk.length);
        isTooLong ||= writer.size + fresh.length > uploadLimit;
        if (!isTooLong && fresh.length > 0)
            await writer.write(fresh);
    }
    if (isTooLong)
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', 'Request payload is too large.', 413);
}
async function* receive_bodyOf(request) {
    try {
        yield* request;
    }
    catch {
        throw new api_error/* ApiError */.hD('CANCELLED', 'The client closed the request.');
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/storage/upload-sessions.js



const lifetimeMs = 7 * 24 * 3600 * 1000;
class UploadSessions {
    #table;
    #objects;
    #clock;
    #receiving = new Map();
    constructor(table, objects, clock) {
        this.#table = table;
        this.#objects = objects;
        this.#clock = clock;
    }
    begin(what) {
        this.#forgetOld();
        const session = { ...what, id: generateId(), begun: this.#clock.now() };
        this.#table.put(session.id, session);
        return session;
    }
    get(id) {
        const session = this.#table.get(id);
        if (session !== undefined)
            return session;
        throw new StorageError('NOT_FOUND', 404, 'notFound', 'The upload session is not found.');
    }
    async receive(id, request, from) {
        const receiving = await this.#open(this.get(id));
        const turn = receiving.turn.then(() => this.#receive(id, receiving.writer, request, from));
        receiving.turn = turn.catch(() => undefined);
        return turn;
    }
    async finish(id) {
        const { writer } = await this.#open(this.get(id));
        this.#receiving.delete(id);
        return writer.finish();
    }
    settle(id, generation) {
        const { content: _placed, ...session } = this.get(id);
        this.#table.put(id, { ...session, generation });
    }
    forget(id) {
        this.#table.delete(id);
    }
    async end() {
        const all = [...this.#receiving.values()];
        this.#receiving.clear();
        await Promise.all(all.map(({ writer }) => writer.close()));
    }
    async #open({ id, content }) {
        const known = this.#receiving.get(id);
        if (known !== undefined)
            return known;
        const writer = await (content === undefined
            ? this.#objects.receive()
            : this.#objects.receiveMore(content));
        const other = this.#receiving.get(id);
        if (other === undefined) {
            const receiving = { writer, turn: Promise.resolve() };
            this.#receiving.set(id, receiving);
            return receiving;
        }
        await (content === undefined ? writer.discard() : writer.close());
        return other;
    }
    async #receive(id, writer, request, from) {
        if (from > writer.size) {
            throw invalidStorage(`Bytes ${writer.size} to ${from - 1} are missing.`);
        }
        try {
            await receiveBody(request, writer, writer.size - from);
        }
        finally {
            const session = this.#table.get(id);
            const content = { id: writer.id, size: writer.size };
            if (session !== undefined)
                this.#table.put(id, { ...session, content });
        }
        return writer.size;
    }
    #forgetOld() {
        for (const { id, begun, content } of this.#table.list('')) {
            if (begun > this.#clock.now() - lifetimeMs)
                continue;
            this.#table.delete(id);
            if (content !== undefined)
                this.#objects.forget(content);
        }
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/storage/storage-upload.js







class StorageUploads {
    #objects;
    #transactions;
    #sessions;
    #origin;
    constructor({ objects, uploadSessions, transactions }, clock, origin) {
        this.#objects = objects;
        this.#transactions = transactions;
        this.#sessions = new UploadSessions(uploadSessions, objects, clock);
        this.#origin = origin;
    }
    async begin(exchange) {
        const bucket = exchange.captured['bucket'] ?? '';
        if (this.#objects.bucket(bucket) === undefined)
            throw bucketNotFound();
        switch (exchange.query.get('uploadType')) {
            case 'media':
                return this.#media(exchange, bucket);
            case 'multipart':
                return this.#multipart(exchange, bucket);
            case 'resumable':
                return this.#resumable(exchange, bucket);
            default:
                throw invalidStorage('uploadType must be media, multipart or resumable.');
        }
    }
    async resume({ request, response, query }) {
        const id = query.get('upload_id') ?? '';
        const { generation, content, bucket, name } = this.#sessions.get(id);
        if (generation !== undefined) {
            request.resume();
            return this.#sendPlaced(response, bucket, name, generation);
        }
        const { from, total } = parseContentRange(request.headers['content-range']);
        const size = from === undefined ? (content?.size ?? 0) : await this.#sessions.receive(id, request, from);
        if (from === undefined)
            request.resume();
        if (total === 'unknown' || (total !== 'body' && size < total)) {
            const headers = size > 0 ? { range: `bytes=0-${size - 1}` } : {};
            response.writeHead(308, { ...headers, 'content-length': 0 });
            response.end();
            return;
        }
        await this.#finish(id, response);
    }
    end() {
        return this.#sessions.end();
    }
    async #media(exchange, bucket) {
        const { request, query, response } = exchange;
        const { 'content-type': contentType } = request.headers;
        const attributes = contentType === undefined ? {} : { contentType };
        const name = storage_upload_nameOf(query, undefined);
        const conditions = readConditions(query);
        const writer = await this.#objects.receive();
        try {
            await receiveBody(request, writer);
        }
        catch (error) {
            await writer.discard();
            throw error;
        }
        const destination = { bucket, name, conditions, attributes, expected: {} };
        this.#answer(response, destination, await writer.finish());
    }
    async #multipart(exchange, bucket) {
        const { request, query, response } = exchange;
        const body = await (0,http_body/* readBody */.x8)(request, uploadLimit);
        const [head, media] = parseMultipart(request.headers['content-type'] ?? '', body);
        if (head === undefined || media === undefined) {
            throw invalidStorage('A multipart upload needs two parts.');
        }
        const { name: given, attributes, expected } = readObjectRequest((0,http_body/* parseJson */.qF)(head.body));
        if (media.contentType !== undefined)
            attributes.contentType ??= media.contentType;
        const name = storage_upload_nameOf(query, given);
        const destination = { bucket, name, conditions: readConditions(query), attributes, expected };
        const writer = await this.#objects.receive();
        await writer.write(media.body);
        this.#answer(response, destination, await writer.finish());
    }
    async #resumable(exchange, bucket) {
        const { request, query, response } = exchange;
        const json = (0,http_body/* parseJson */.qF)(await (0,http_body/* readBody */.x8)(request, http_body/* jsonBodyLimit */.sG));
        const { name: given, attributes, expected } = readObjectRequest(json);
        const type = request.headers['x-upload-content-type'];
        if (typeof type === 'string')
            attributes.contentType ??= type;
        const name = storage_upload_nameOf(query, given);
        const conditions = readConditions(query);
        requireConditions(conditions, this.#objects.get(bucket, name));
        const { id } = this.#sessions.begin({
            bucket,
            name,
            attributes,
            expected,
            conditions: { ...conditions },
        });
        const path = `/resumable/upload/storage/v1/b/${encodeURIComponent(bucket)}/o`;
        const location = `${this.#origin()}${path}?uploadType=resumable&upload_id=${id}`;
        response.writeHead(200, { location, 'x-guploader-uploadid': id, 'content-length': 0 });
        response.end();
    }
    async #finish(id, response) {
        const content = await this.#sessions.finish(id);
        this.#answer(response, this.#sessions.get(id), content, (generation) => {
            if (generation === undefined)
                this.#sessions.forget(id);
            else
                this.#sessions.settle(id, generation);
        });
    }
    #answer(response, destination, content, settle = () => undefined) {
        const { bucket, name, attributes } = destination;
        try {
            const stored = this.#transactions.run(() => {
                this.#check(destination, content);
                const placed = this.#objects.place(bucket, name, content, attributes);
                settle(placed.generation);
                return placed;
            });
            (0,http_body/* sendJson */.jD)(response, 200, objectResource(stored, this.#origin()));
        }
        catch (error) {
            settle(undefined);
            this.#objects.forget(content);
            throw error;
        }
    }
    #check({ bucket, name, conditions, expected }, content) {
        if (this.#objects.bucket(bucket) === undefined)
            throw bucketNotFound();
        requireConditions(conditions, this.#objects.get(bucket, name));
        const { md5Hash = content.md5Hash, crc32c = content.crc32c } = expected;
        if (md5Hash !== content.md5Hash || crc32c !== content.crc32c) {
            throw invalidStorage('Provided hash does not match the content that was received.');
        }
    }
    #sendPlaced(response, bucket, name, generation) {
        const object = this.#objects.get(bucket, name);
        if (object?.generation === generation) {
            (0,http_body/* sendJson */.jD)(response, 200, objectResource(object, this.#origin()));
            return;
        }
        throw new StorageError('NOT_FOUND', 404, 'notFound', 'The upload session is not found.');
    }
}
function storage_upload_nameOf(query, given) {
    const name = query.get('name') ?? given ?? '';
    if (name === '')
        throw invalidStorage('Required: name of the object.');
    return name;
}
function parseContentRange(header) {
    if (header === undefined)
        return { from: 0, total: 'body' };
    const match = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(header.trim());
    if (match === null)
        throw invalidStorage(`Invalid Content-Range: ${header}.`);
    const [, first, , total] = match;
    return {
        from: first === undefined ? undefined : Number(first),
        total: total === '*' || total === undefined ? 'unknown' : Number(total),
    };
}

;// CONCATENATED MODULE: ./lib/emulator/services/storage/storage.js







const bucketName = /^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/;
class StorageService {
    #objects;
    #uploads;
    #origin;
    constructor(store, clock, origin) {
        this.#objects = store.objects;
        this.#origin = origin;
        this.#uploads = new StorageUploads(store, clock, origin);
    }
    rawRoutes() {
        const objects = new StorageObjects(this.#objects, this.#origin);
        const one = '/(?<bucket>[^/]+)/o/(?<object>.+)';
        const copy = '/(?<bucket>[^/]+)/o/(?<object>.+)/(?<how>rewriteTo|copyTo)/b/(?<toBucket>[^/]+)/o/(?<toObject>.+)';
        return [
            route('GET', '', (exchange) => this.#listBuckets(exchange)),
            route('POST', '', (exchange) => this.#insertBucket(exchange)),
            route('GET', '/(?<bucket>[^/]+)', (exchange) => this.#getBucket(exchange)),
            route('DELETE', '/(?<bucket>[^/]+)', (exchange) => this.#deleteBucket(exchange)),
            route('GET', '/(?<bucket>[^/]+)/storageLayout', (exchange) => this.#layout(exchange)),
            route('GET', '/(?<bucket>[^/]+)/o', (exchange) => objects.list(exchange)),
            route('POST', copy, (exchange) => objects.copy(exchange)),
            route('GET', one, (exchange) => objects.get(exchange)),
            route('DELETE', one, (exchange) => objects.delete(exchange)),
            route('PATCH', one, (exchange) => objects.patch(exchange)),
            {
                httpMethod: 'GET',
                pattern: new RegExp(`^/download/storage/v1/b${one}$`),
                handle: (exchange) => objects.download(exchange),
            },
            this.#uploadRoute('POST', (exchange) => this.#uploads.begin(exchange)),
            this.#uploadRoute('PUT', (exchange) => this.#uploads.resume(exchange)),
        ];
    }
    end() {
        return this.#uploads.end();
    }
    #uploadRoute(httpMethod, handle) {
        const pattern = /^(?:\/resumable)?\/upload\/storage\/v1\/b\/(?<bucket>[^/]+)\/o$/;
        return { httpMethod, pattern, handle, takesAnyContentType: true };
    }
    #listBuckets(exchange) {
        const project = exchange.query.get('project');
        if (project === null)
            throw invalidStorage('Required parameter: project');
        const prefix = exchange.query.get('prefix') ?? '';
        const items = this.#objects
            .listBuckets()
            .filter((bucket) => bucket.name.startsWith(prefix))
            .map((bucket) => bucketResource(bucket, this.#origin()));
        (0,http_body/* sendJson */.jD)(exchange.response, 200, { kind: 'storage#buckets', items });
    }
    async #insertBucket(exchange) {
        const json = (0,http_body/* parseJson */.qF)(await (0,http_body/* readBody */.x8)(exchange.request, http_body/* jsonBodyLimit */.sG));
        const name = (0,wire_json/* isJsonObject */.O)(json) ? json['name'] : undefined;
        const location = (0,wire_json/* isJsonObject */.O)(json) ? json['location'] : undefined;
        if (typeof name !== 'string' || !bucketName.test(name)) {
            throw invalidStorage(`Invalid bucket name: '${String(name)}'`);
        }
        if (this.#objects.bucket(name) !== undefined) {
            throw new StorageError('ALREADY_EXISTS', 409, 'conflict', 'Your previous request to create the named bucket succeeded and you already own it.');
        }
        const bucket = this.#objects.createBucket(name, projectNumber(exchange.query.get('project') ?? ''), typeof location === 'string' ? location : 'US');
        (0,http_body/* sendJson */.jD)(exchange.response, 200, bucketResource(bucket, this.#origin()));
    }
    #getBucket(exchange) {
        const bucket = this.#objects.bucket(exchange.captured['bucket'] ?? '');
        if (bucket === undefined)
            throw bucketNotFound();
        (0,http_body/* sendJson */.jD)(exchange.response, 200, bucketResource(bucket, this.#origin()));
    }
    #deleteBucket(exchange) {
        const name = exchange.captured['bucket'] ?? '';
        if (this.#objects.bucket(name) === undefined)
            throw bucketNotFound();
        if (this.#objects.list(name, '').length > 0) {
            throw new StorageError('FAILED_PRECONDITION', 409, 'conflict', 'The bucket you tried to delete is not empty.');
        }
        this.#objects.deleteBucket(name);
        exchange.response.writeHead(204);
        exchange.response.end();
    }
    #layout(exchange) {
        const bucket = this.#objects.bucket(exchange.captured['bucket'] ?? '');
        if (bucket === undefined)
            throw bucketNotFound();
        (0,http_body/* sendJson */.jD)(exchange.response, 200, {
            kind: 'storage#storageLayout',
            bucket: bucket.name,
            location: bucket.location,
            hierarchicalNamespace: { enabled: false },
        });
    }
}
function route(httpMethod, path, handle) {
    return { httpMethod, pattern: new RegExp(`^(?:/storage/v1)?/b${path}$`), handle };
}

;// CONCATENATED MODULE: ./lib/emulator/services/tensorboard/series-points.js



class SeriesPoints {
    #points;
    constructor(store) {
        this.#points = store.openTable('tensorboardPoints');
    }
    write(series, points) {
        for (const point of points) {
            checkValue(series, point);
            this.#points.put(`${series.name}/points/${point.step ?? '0'}`, point);
        }
        return points.reduce(extended, series.metadata ?? {});
    }
    read(series) {
        return this.#points.list(`${series}/points/`).toSorted((a, b) => {
            const difference = stepOf(a) - stepOf(b);
            return difference < 0n ? -1 : difference > 0n ? 1 : 0;
        });
    }
    sizeBelow(ancestor) {
        return this.#points
            .list(`${ancestor}/`)
            .reduce((sum, point) => sum + Buffer.byteLength(JSON.stringify(point)), 0);
    }
    delete(series) {
        for (const { step = '0' } of this.#points.list(`${series}/points/`)) {
            this.#points.delete(`${series}/points/${step}`);
        }
    }
}
function sample(points, count) {
    if (points.length <= count)
        return [...points];
    if (count === 1)
        return points.slice(-1);
    const stride = (points.length - 1) / (count - 1);
    return Array.from({ length: count }, (_, index) => points[Math.round(index * stride)]).filter((point) => point !== undefined);
}
function checkValue({ valueType }, { scalar, tensor, blobs }) {
    if (blobs !== undefined || valueType === 'BLOB_SEQUENCE') {
        throw new api_error/* ApiError */.hD('UNIMPLEMENTED', 'The embedded Vertex keeps no blobs of Tensorboards: it has no store of their images and graphs.');
    }
    const value = valueType === 'TENSOR' ? tensor : scalar;
    if (value !== undefined)
        return;
    throw invalidField('time_series_data.values', `The time series takes ${valueType} values only.`);
}
function extended(metadata, point) {
    const { maxStep = '0', maxWallTime } = metadata;
    const step = stepOf(point) > BigInt(maxStep) ? String(stepOf(point)) : maxStep;
    const time = later(maxWallTime, point.wallTime);
    return { maxStep: step, ...(time === undefined ? {} : { maxWallTime: time }) };
}
function later(a, b) {
    if (a === undefined || b === undefined)
        return a ?? b;
    return (sortableTime(a) ?? '') < (sortableTime(b) ?? '') ? b : a;
}
function stepOf({ step = '0' }) {
    return BigInt(step);
}

;// CONCATENATED MODULE: ./lib/emulator/services/tensorboard/tensorboard-level.js
const described = ['displayName', 'description'];
const labelled = [...described, 'labels'];
const childPages = { defaultPageSize: 50, maxPageSize: 1000 };
const tensorboardLevel = {
    message: 'Tensorboard',
    field: 'tensorboard',
    collection: 'tensorboards',
    listField: 'tensorboards',
    defaultPageSize: 100,
    maxPageSize: 100,
    settable: [...labelled, 'isDefault', 'encryptionSpec'],
    updatable: [...labelled, 'isDefault'],
    required: ['displayName'],
};
const experimentLevel = {
    message: 'TensorboardExperiment',
    field: 'tensorboardExperiment',
    collection: 'experiments',
    listField: 'tensorboardExperiments',
    ...childPages,
    settable: [...labelled, 'source'],
    updatable: labelled,
    required: [],
};
const runLevel = {
    message: 'TensorboardRun',
    field: 'tensorboardRun',
    collection: 'runs',
    listField: 'tensorboardRuns',
    ...childPages,
    settable: labelled,
    updatable: labelled,
    required: ['displayName'],
};
const seriesLevel = {
    message: 'TensorboardTimeSeries',
    field: 'tensorboardTimeSeries',
    collection: 'timeSeries',
    listField: 'tensorboardTimeSeries',
    ...childPages,
    settable: [...described, 'valueType', 'pluginName', 'pluginData'],
    updatable: [...described, 'pluginData'],
    required: ['displayName', 'valueType'],
};

;// CONCATENATED MODULE: ./lib/emulator/services/tensorboard/series-data.js







const series_data_service = 'google.cloud.aiplatform.v1.TensorboardService';
const maxPointsPerWrite = 5000;
const defaultReadPoints = 1000;
const defaultExportPage = 1000;
const maxExportPage = 10_000;
const pointFields = {
    step: ({ step = '0' }) => ({ kind: 'number', value: Number(step) }),
    wall_time: ({ wallTime }) => timeField(wallTime),
    value: ({ scalar }) => ({ kind: 'number', value: Number(scalar?.value ?? 0) }),
};
class SeriesDataService {
    #tree;
    #points;
    constructor(tree, points) {
        this.#tree = tree;
        this.#points = points;
    }
    handlers() {
        return {
            [`${series_data_service}.WriteTensorboardRunData`]: (request) => this.#write(request),
            [`${series_data_service}.WriteTensorboardExperimentData`]: (request) => this.#writeRuns(request),
            [`${series_data_service}.ReadTensorboardTimeSeriesData`]: (request) => this.#read(request),
            [`${series_data_service}.BatchReadTensorboardTimeSeriesData`]: (request) => this.#batchRead(request),
            [`${series_data_service}.ExportTensorboardTimeSeriesData`]: (request) => this.#export(request),
            [`${series_data_service}.ReadTensorboardBlobData`]: () => {
                throw new api_error/* ApiError */.hD('UNIMPLEMENTED', 'The embedded Vertex keeps no blobs of Tensorboards.');
            },
        };
    }
    #writeRuns({ tensorboardExperiment, writeRunDataRequests = [] }) {
        const experiment = this.#tree.require(experimentLevel, tensorboardExperiment).name;
        for (const request of writeRunDataRequests) {
            const run = this.#tree.require(runLevel, request.tensorboardRun).name;
            if (!run.startsWith(`${experiment}/`)) {
                throw invalidField('write_run_data_requests', `"${run}" is not in "${experiment}".`);
            }
            this.#write(request);
        }
        return {};
    }
    #write({ tensorboardRun, timeSeriesData = [] }) {
        const run = this.#tree.require(runLevel, tensorboardRun).name;
        const count = timeSeriesData.reduce((sum, { values = [] }) => sum + values.length, 0);
        if (count > maxPointsPerWrite) {
            throw invalidField('time_series_data', `At most ${maxPointsPerWrite} points, found ${count}.`);
        }
        for (const { tensorboardTimeSeriesId: id = '', valueType, values = [] } of timeSeriesData) {
            const series = this.#tree.require(seriesLevel, `${run}/timeSeries/${id}`);
            if (valueType !== series.valueType) {
                throw invalidField('value_type', `"${id}" has values of type ${series.valueType}.`);
            }
            this.#tree.note({ ...series, metadata: this.#points.write(series, values) });
        }
        return {};
    }
    #read({ tensorboardTimeSeries, maxDataPoints = 0, filter }) {
        const series = this.#tree.require(seriesLevel, tensorboardTimeSeries);
        if (maxDataPoints < -1)
            throw invalidField('max_data_points', 'It must be positive or -1.');
        const limit = maxDataPoints === -1 ? Infinity : maxDataPoints || defaultReadPoints;
        const points = filterResources(this.#points.read(series.name), filter, pointFields);
        return { timeSeriesData: seriesData(series, sample(points, limit)) };
    }
    #batchRead({ tensorboard, timeSeries = [] }) {
        const parent = this.#tree.require(tensorboardLevel, tensorboard).name;
        if (timeSeries.length === 0) {
            throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', approximateMessages.required('time_series'));
        }
        const data = timeSeries.map((given) => {
            const series = this.#tree.require(seriesLevel, given);
            if (!series.name.startsWith(`${parent}/`)) {
                throw invalidField('time_series', `"${given}" is not in "${parent}".`);
            }
            return seriesData(series, this.#points.read(series.name));
        });
        return { timeSeriesData: data };
    }
    #export(request) {
        const { name } = this.#tree.require(seriesLevel, request.tensorboardTimeSeries);
        const { pageSize = 0, pageToken = '', filter, orderBy } = request;
        if (pageSize < 0)
            throw invalidField('page_size', `It must be 1 to ${maxExportPage}.`);
        const points = filterResources(this.#points.read(name), filter, pointFields);
        const kept = orderResources(points, orderBy, pointFields);
        const from = pageToken === '' ? 0 : offsetOf(pageToken);
        const end = from + Math.min(pageSize || defaultExportPage, maxExportPage);
        const page = { timeSeriesDataPoints: kept.slice(from, end) };
        return end < kept.length ? { ...page, nextPageToken: tokenOf(end) } : page;
    }
}
function seriesData({ name, valueType }, values) {
    return { tensorboardTimeSeriesId: idOf(name), valueType, values };
}

;// CONCATENATED MODULE: ./lib/emulator/services/tensorboard/tensorboard-children.js






const tensorboard_children_service = 'google.cloud.aiplatform.v1.TensorboardService';
const maxBatch = 1000;
const children = [
    {
        level: experimentLevel,
        parent: tensorboardLevel,
        plural: 'TensorboardExperiments',
        newId: (given) => checkId(given, 'tensorboard_experiment_id'),
    },
    {
        level: runLevel,
        parent: experimentLevel,
        plural: 'TensorboardRuns',
        newId: (given) => checkId(given, 'tensorboard_run_id'),
    },
    {
        level: seriesLevel,
        parent: runLevel,
        plural: 'TensorboardTimeSeries',
        newId: (given) => (given === '' ? generateId() : checkSeriesId(given)),
    },
];
class TensorboardChildren {
    #tree;
    #deletion;
    constructor(tree, deletion) {
        this.#tree = tree;
        this.#deletion = deletion;
    }
    handlers() {
        return {
            ...Object.assign({}, ...children.map((child) => this.#handlersOf(child))),
            [`${tensorboard_children_service}.BatchCreateTensorboardRuns`]: (request) => ({
                tensorboardRuns: this.#createAll(experimentLevel, runLevel, request),
            }),
            [`${tensorboard_children_service}.BatchCreateTensorboardTimeSeries`]: (request) => ({
                tensorboardTimeSeries: this.#createAll(experimentLevel, seriesLevel, request),
            }),
        };
    }
    #handlersOf({ level, parent, plural }) {
        const tree = this.#tree;
        return {
            [`${tensorboard_children_service}.Create${level.message}`]: (request) => this.#create(level, request),
            [`${tensorboard_children_service}.Get${level.message}`]: ({ name }) => tree.require(level, name),
            [`${tensorboard_children_service}.Update${level.message}`]: (request) => tree.update(level, request[level.field] ?? {}, request.updateMask ?? ''),
            [`${tensorboard_children_service}.List${plural}`]: (request) => {
                const { name } = tree.require(parent, request.parent);
                return tree.list(level, { ...request, parent: name }, (node) => node);
            },
            [`${tensorboard_children_service}.Delete${level.message}`]: ({ name }) => this.#deletion.start(level, name),
        };
    }
    #create(level, request) {
        const child = children.find((each) => each.level === level);
        if (child === undefined)
            throw new Error(`${level.message} is no child`);
        const parent = this.#tree.require(child.parent, request.parent).name;
        const id = child.newId(request[`${level.field}Id`] ?? '');
        const name = `${parent}/${level.collection}/${id}`;
        return this.#tree.create(level, name, request[level.field] ?? {});
    }
    #createAll(container, level, { parent, requests = [] }) {
        const { name } = this.#tree.require(container, parent);
        if (requests.length === 0) {
            throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', approximateMessages.required('requests'));
        }
        if (requests.length > maxBatch)
            throw invalidField('requests', `At most ${maxBatch}.`);
        const strange = requests.find((each) => !`${canonicalName(each.parent)}/`.startsWith(`${name}/`));
        if (strange !== undefined) {
            throw invalidField('requests.parent', `"${strange.parent}" is not in "${name}".`);
        }
        return requests.map((request) => this.#create(level, request));
    }
}
function checkId(id, field) {
    if (/^[a-z0-9-]{1,128}$/.test(id))
        return id;
    throw invalidField(field, `"${id}" is invalid: it must match [a-z0-9-]{1,128}.`);
}
function checkSeriesId(id) {
    if (/^[a-z0-9][a-z0-9-]{0,127}$/.test(id))
        return id;
    const why = `"${id}" is invalid: it must match [a-z0-9][a-z0-9-]{0,127}.`;
    throw invalidField('tensorboard_time_series_id', why);
}

;// CONCATENATED MODULE: ./lib/emulator/services/tensorboard/tensorboard-deletion.js


const kind = 'delete-tensorboard-resource';
class TensorboardDeletion {
    #store;
    #tree;
    constructor(store, tree, points) {
        this.#store = store;
        this.#tree = tree;
        store.operations.defineImmediate(kind, ({ name }) => {
            const series = tree.below(seriesLevel, name).map((each) => each.name);
            for (const each of [name, ...series])
                points.delete(each);
            tree.delete(name);
            return {};
        });
    }
    start(level, given) {
        const { name } = this.#tree.require(level, given);
        return this.#store.operations.start({
            parent: locationOf(name).name,
            responseType: 'google.protobuf.Empty',
            metadataType: 'google.cloud.aiplatform.v1.DeleteOperationMetadata',
        }, kind, { name });
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/tensorboard/tensorboard-tree.js









const segmentsOf = { tensorboards: 6, experiments: 8, runs: 10, timeSeries: 12 };
const tensorboard_tree_listFields = {
    name: ({ name }) => textField(name),
    display_name: ({ displayName }) => textField(displayName),
    description: ({ description }) => textField(description),
    labels: ({ labels }) => mapField(labels),
    create_time: ({ createTime }) => timeField(createTime),
    update_time: ({ updateTime }) => timeField(updateTime),
    is_default: ({ isDefault = false }) => textField(String(isDefault)),
    source: ({ source }) => textField(source),
    value_type: ({ valueType }) => textField(valueType),
    plugin_name: ({ pluginName }) => textField(pluginName),
};
class TensorboardTree {
    #nodes;
    #clock;
    constructor(store, clock) {
        this.#nodes = store.openTable('tensorboardNodes');
        this.#clock = clock;
    }
    require(level, given) {
        const name = canonicalName(given);
        const segments = name.split('/');
        const isOne = segments.length === segmentsOf[level.collection];
        if (!isOne || segments.at(-2) !== level.collection) {
            throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Invalid ${level.message} resource name: "${given}".`);
        }
        const found = this.#nodes.get(name);
        if (found !== undefined)
            return found;
        throw new api_error/* ApiError */.hD('NOT_FOUND', approximateMessages.notFound(level.message, name));
    }
    children(level, parent) {
        return this.below(level, parent).filter(({ name }) => {
            return name.split('/').length === parent.split('/').length + 2;
        });
    }
    below(level, ancestor) {
        const depth = segmentsOf[level.collection];
        return this.#nodes
            .list(`${ancestor}/`)
            .filter(({ name }) => name.split('/').length === depth && name.includes(`/${level.collection}/`));
    }
    check(level, name, input) {
        this.#checkFields(level, name, input);
        if (this.#nodes.get(name) === undefined)
            return;
        throw new api_error/* ApiError */.hD('ALREADY_EXISTS', approximateMessages.alreadyExists(level.message, name));
    }
    create(level, name, input) {
        this.check(level, name, input);
        const now = toTimestamp(this.#clock.now());
        const node = {
            ...pick(input, level.settable),
            name,
            createTime: now,
            updateTime: now,
            etag: generateEtag(),
        };
        this.#nodes.put(name, node);
        return node;
    }
    update(level, input, updateMask) {
        return this.put(this.checkUpdate(level, input, updateMask));
    }
    checkUpdate(level, input, mask) {
        const node = this.require(level, input.name ?? '');
        checkEtag(input.etag, node.etag);
        const paths = mask.split(',').filter((path) => path !== '');
        const wrong = paths.filter((path) => !level.updatable.some((field) => field === path));
        if (wrong.length > 0) {
            throw invalidField('update_mask', `${wrong.join(', ')} cannot be updated by this method.`);
        }
        const changed = level.updatable.filter((field) => paths.length > 0 ? paths.includes(field) : input[field] !== undefined);
        const next = { ...without(node, changed), ...pick(input, changed) };
        this.#checkFields(level, node.name, next);
        return next;
    }
    put(node) {
        const updateTime = toTimestamp(this.#clock.now());
        const changed = { ...node, updateTime, etag: generateEtag() };
        this.#nodes.put(node.name, changed);
        return changed;
    }
    note(node) {
        this.#nodes.put(node.name, node);
    }
    delete(name) {
        for (const node of this.#nodes.list(`${name}/`))
            this.#nodes.delete(node.name);
        this.#nodes.delete(name);
    }
    list(level, request, show) {
        const parent = canonicalName(request.parent);
        const { defaultPageSize, maxPageSize } = level;
        const pageSize = Math.min(request.pageSize || defaultPageSize, maxPageSize);
        const { items, ...page } = boundPage({ ...request, pageSize }, (bound) => listPage(this.children(level, parent), bound, tensorboard_tree_listFields));
        return { [level.listField]: items.map(show), ...page };
    }
    #checkFields(level, name, input) {
        const missing = level.required.find((field) => input[field] === undefined || input[field] === '');
        if (missing !== undefined) {
            const path = `${level.field}.${missing}`.replace(/[A-Z]/g, (each) => `_${each.toLowerCase()}`);
            throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', approximateMessages.required(path));
        }
        if (input.displayName)
            requireDisplayName(input.displayName, 'display_name');
        checkLabels(input.labels, 'labels');
        if (level.collection !== 'runs' && level.collection !== 'timeSeries')
            return;
        const parent = name.split('/').slice(0, -2).join('/');
        const isTaken = this.children(level, parent).some((sibling) => sibling.displayName === input.displayName && sibling.name !== name);
        if (!isTaken)
            return;
        const what = `${level.message} with display name`;
        throw new api_error/* ApiError */.hD('ALREADY_EXISTS', approximateMessages.alreadyExists(what, input.displayName ?? ''));
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/tensorboard/tensorboards.js





const tensorboards_aiplatform = 'google.cloud.aiplatform.v1';
const tensorboards_service = `${tensorboards_aiplatform}.TensorboardService`;
const tensorboards_creation = 'create-tensorboard';
const update = 'update-tensorboard';
class Tensorboards {
    #store;
    #tree;
    #points;
    #deletion;
    constructor(store, tree, points, deletion) {
        this.#store = store;
        this.#tree = tree;
        this.#points = points;
        this.#deletion = deletion;
        store.operations.defineImmediate(tensorboards_creation, ({ name, input }) => this.#settled(tree.create(tensorboardLevel, name, input)));
        store.operations.defineImmediate(update, ({ tensorboard, updateMask }) => this.#settled(tree.update(tensorboardLevel, tensorboard, updateMask)));
    }
    handlers() {
        return {
            [`${tensorboards_service}.CreateTensorboard`]: (request) => this.#create(request),
            [`${tensorboards_service}.GetTensorboard`]: ({ name }) => this.#view(this.#tree.require(tensorboardLevel, name)),
            [`${tensorboards_service}.ListTensorboards`]: (request) => this.#tree.list(tensorboardLevel, request, (node) => this.#view(node)),
            [`${tensorboards_service}.UpdateTensorboard`]: (request) => this.#update(request),
            [`${tensorboards_service}.DeleteTensorboard`]: ({ name }) => this.#deletion.start(tensorboardLevel, name),
            [`${tensorboards_service}.ReadTensorboardSize`]: ({ tensorboard }) => {
                const { name } = this.#tree.require(tensorboardLevel, tensorboard);
                return { storageSizeByte: String(this.#points.sizeBelow(name)) };
            },
            [`${tensorboards_service}.ReadTensorboardUsage`]: () => {
                throw new api_error/* ApiError */.hD('UNIMPLEMENTED', 'The embedded Vertex knows no users, by whom Tensorboard usage is counted.');
            },
        };
    }
    #create({ parent, tensorboard }) {
        if (tensorboard === undefined) {
            throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', approximateMessages.required('tensorboard'));
        }
        const name = `${locationOf(parent).name}/tensorboards/${generateId()}`;
        this.#tree.check(tensorboardLevel, name, tensorboard);
        return this.#start('Create', name, tensorboards_creation, { name, input: tensorboard });
    }
    #update({ tensorboard = {}, updateMask = '' }) {
        const { name } = this.#tree.checkUpdate(tensorboardLevel, tensorboard, updateMask);
        return this.#start('Update', name, update, { tensorboard, updateMask });
    }
    #start(what, name, kind, input) {
        return this.#store.operations.start({
            parent: name,
            responseType: `${tensorboards_aiplatform}.Tensorboard`,
            metadataType: `${tensorboards_aiplatform}.${what}TensorboardOperationMetadata`,
        }, kind, input);
    }
    #settled(node) {
        const siblings = this.#tree.children(tensorboardLevel, locationOf(node.name).name);
        const deposed = siblings.filter(({ name, isDefault }) => isDefault === true && name !== node.name);
        if (node.isDefault === true) {
            for (const other of deposed)
                this.#tree.put({ ...other, isDefault: false });
        }
        return this.#view(node);
    }
    #view(node) {
        const runCount = this.#tree.below(runLevel, canonicalName(node.name)).length;
        return { ...node, runCount };
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/tensorboard/tensorboard.js






class TensorboardService {
    #parts;
    constructor(store, clock) {
        const tree = new TensorboardTree(store, clock);
        const points = new SeriesPoints(store);
        const deletion = new TensorboardDeletion(store, tree, points);
        this.#parts = [
            new Tensorboards(store, tree, points, deletion),
            new TensorboardChildren(tree, deletion),
            new SeriesDataService(tree, points),
        ];
    }
    handlers() {
        return Object.assign({}, ...this.#parts.map((part) => part.handlers()));
    }
}

;// CONCATENATED MODULE: ./lib/emulator/world.js














const samplePeriodMs = 10_000;
class World {
    handlers;
    streamHandlers;
    rawHandlers;
    begunInBeta;
    rawRoutes;
    #options;
    #store;
    #recorder;
    #services;
    #sampler;
    constructor(options) {
        const { store, runtime, clock, faults, origin, metricMetadata: metadata } = options;
        this.#options = options;
        const recorder = new SeriesRecorder(clock, store.backend);
        this.#store = store;
        this.#recorder = recorder;
        const jobs = new JobService(store, runtime, clock);
        this.#services = [
            new ModelService(store, clock),
            new MetadataService(store, clock),
            new TensorboardService(store, clock),
            new EndpointService(store, runtime, recorder, clock),
            new PredictionService(store, runtime),
            jobs,
            new OperationService(store.operations),
            new MonitoringService({ store, recorder, clock, metadata, lens: faults.lens }),
            new LoggingService(store.logs),
            new StorageService(store, clock, origin),
            new PageService({ store, runtime, clock, faults, jobs }),
        ];
        const handlers = this.#services.map((service) => service.handlers?.());
        this.handlers = inTransactions(Object.assign({}, ...handlers), store.transactions);
        const streamHandlers = this.#services.map((service) => service.streamHandlers?.());
        this.streamHandlers = Object.assign({}, ...streamHandlers);
        const begunInBeta = store.openTable('operationsBegunInBeta');
        this.begunInBeta = {
            add: (id) => begunInBeta.put(id, { id }),
            has: (id) => begunInBeta.get(id) !== undefined,
        };
        this.rawHandlers = Object.assign({}, ...this.#services.map((service) => service.rawHandlers?.()));
        this.rawRoutes = [
            ...controlRoutes({ store, runtime, clock, faults, reset: () => this.reset() }),
            ...this.#services.flatMap((service) => service.rawRoutes?.() ?? []),
        ];
        this.#createBuckets();
        this.#sampler = setInterval(() => this.#sampleReplicas(), samplePeriodMs);
        this.#sampler.unref();
    }
    resume() {
        for (const service of this.#services)
            service.resume?.();
        this.#store.operations.resume();
    }
    async reset() {
        this.#options.faults.clear();
        await this.#endAll();
        await this.#store.clear();
        this.#recorder.clear();
        this.#createBuckets();
        this.#options.clock.offsetMs = 0;
        this.#options.faults.restore();
    }
    async stop() {
        clearInterval(this.#sampler);
        this.#options.faults.clear();
        this.#options.runtime.processes.close();
        await this.#store.operations.suspend();
        await this.#endAll();
    }
    async #endAll() {
        const { serving, processes, timing } = this.#options.runtime;
        const served = serving.all();
        serving.clear();
        await Promise.all([
            ...this.#services.map((service) => service.end?.()),
            ...served.map(({ replicas }) => replicas.drain(0)),
        ]);
        await processes.stopAll(timing.stopGraceMs);
    }
    #createBuckets() {
        for (const name of this.#options.buckets) {
            if (this.#store.objects.bucket(name) === undefined) {
                this.#store.objects.createBucket(name, projectNumber(''));
            }
        }
    }
    #sampleReplicas() {
        for (const { replicas, series } of this.#options.runtime.serving.all()) {
            series.sample(replicas.readyCount, replicas.targetCount);
        }
    }
}
function inTransactions(handlers, transactions) {
    const wrapped = Object.entries(handlers).map(([method, handler]) => {
        const inOne = (request, call) => transactions.run(() => handler(request, call));
        return [method, inOne];
    });
    return Object.fromEntries(wrapped);
}

;// CONCATENATED MODULE: ./lib/emulator/emulator.js




















async function startEmulator(options) {
    const clock = new AdjustableClock(options.clock ?? systemClock());
    const seed = options.seed ?? Math.trunc(Math.random() * 2 ** 32);
    const processes = new ProcessTable();
    const faults = new FaultBoard({ clock, seed, configured: options.faults ?? [] });
    const log = options.log ?? (() => undefined);
    let address = '';
    const { dataDir } = options;
    const logText = (text) => log({ time: clock.now(), text });
    const { schedule } = faults;
    const store = createStore({
        clock,
        schedule,
        log: logText,
        ...(dataDir === undefined ? {} : { dataDir }),
    });
    const { projects } = store;
    const reaper = new Reaper(logText);
    const leftovers = new Leftovers(store.openTable('processes'));
    leftovers.end();
    processes.guardBy(reaper);
    processes.guardBy(leftovers);
    const runtime = createRuntime({ ...options, clock, seed }, projects, processes, () => address);
    faults.begin(processes);
    const world = new World({
        store,
        runtime,
        clock,
        faults,
        buckets: options.buckets ?? [],
        metricMetadata: options.metricMetadata ?? {},
        origin: () => `http://${address}`,
    });
    const descriptors = officialDescriptors();
    const parts = {
        types: new type_table/* TypeTable */.RV(descriptors),
        handlers: world.handlers,
        streamHandlers: world.streamHandlers,
        begunInBeta: world.begunInBeta,
        rawHandlers: world.rawHandlers,
        rawRoutes: world.rawRoutes,
        intercept: (call) => options.intercept?.(call) ?? faults.interceptorFor(call),
        onCall: (path) => projects.noteIn(path),
        onAnswer: (answer) => {
            if (isWorthALine(answer))
                logText(`${answer.http} ${answer.call}`);
        },
    };
    const server = new ApiServer(parts);
    const rpcServer = new RpcServer(parts, descriptors);
    let stopped;
    const stopAll = async () => {
        await world.stop();
        await Promise.all([server.close(), rpcServer.close()]);
        store.close();
        reaper.close();
        release();
    };
    const stop = () => (stopped ??= stopAll());
    const release = endWithProcess({ stop, killAll: () => processes.killAll() });
    try {
        address = `127.0.0.1:${await server.listen(options.port)}`;
        world.resume();
        const grpc = `127.0.0.1:${await rpcServer.listen(options.grpcPort ?? 0)}`;
        return { http: address, grpc, env: clientEnvironment(address), stop };
    }
    catch (error) {
        await stop();
        throw error;
    }
}
function isWorthALine({ http, isRoutine }) {
    return http >= 400 || !isRoutine;
}
function createRuntime(options, projects, processes, address) {
    const images = options.images;
    const inherited = inheritedEnvironment(process.env);
    const timing = { ...defaultTiming, ...options.timing };
    const now = () => options.clock.now();
    return {
        images,
        allowCommands: options.allowCommands ?? false,
        timing,
        processes,
        serving: new Serving(seededRandom(options.seed)),
        startReplicas: (spec, counts, signal) => ReplicaSet.start(spec, counts, { processes, timing }, now, signal),
        maxReplicas: options.maxReplicas ?? defaultMaxReplicas(),
        baseEnvironment: (project) => ({
            ...inherited,
            GOOGLE_CLOUD_PROJECT: projects.idOf(project),
            STORAGE_EMULATOR_HOST: `http://${address()}`,
        }),
    };
}

;// CONCATENATED MODULE: ./lib/entry/emulator.js





const emulatorHelp = `Usage: vertex-release emulator [flags]

Starts the embedded Vertex on this machine and runs until it is stopped (SIGINT or SIGTERM).

Flags:
  --config FILE       images and buckets (default: emulator.yaml)
  --port N            port to listen on, 0 for any free one (default: 8377)
  --grpc-port N       port of gRPC (default: any free one)
  --data-dir DIR      keep everything in this folder, across restarts (default: in memory)
  --ready-file FILE   written when it listens: {"http": …, "grpc": …, "env": {…}}
  --seed N            route predictions repeatably
  --allow-commands    let requests name commands to run on this machine
  --help              show this text
`;
const emulator_defaultPort = 8377;
async function runEmulator(argv, process) {
    const flags = readFlags(argv);
    if (flags.help === true) {
        process.stdout.write(emulatorHelp);
        return 0;
    }
    const configFile = flags.config ?? 'emulator.yaml';
    const config = await readEmulatorConfig(configFile, await emulator_readText(configFile, flags.config));
    const stopped = untilSignal(process);
    const emulator = await startEmulator({
        ...config,
        port: wholeNumber('--port', flags.port) ?? emulator_defaultPort,
        grpcPort: wholeNumber('--grpc-port', flags['grpc-port']) ?? 0,
        ...(flags['data-dir'] === undefined ? {} : { dataDir: flags['data-dir'] }),
        ...(flags.seed === undefined ? {} : { seed: wholeNumber('--seed', flags.seed) ?? 0 }),
        allowCommands: flags['allow-commands'] === true,
        log: (entry) => process.stderr.write(`${JSON.stringify(entry)}\n`),
    });
    const { http, grpc, env } = emulator;
    process.stderr.write(`embedded Vertex listens on http://${http}, gRPC on ${grpc}\n`);
    if (flags['ready-file'] !== undefined) {
        await writeWhole(flags['ready-file'], `${JSON.stringify({ http, grpc, env }, undefined, 2)}\n`);
    }
    await stopped;
    await emulator.stop();
    return 0;
}
function readFlags(argv) {
    try {
        return (0,external_node_util_.parseArgs)({
            args: [...argv],
            options: {
                config: { type: 'string' },
                port: { type: 'string' },
                'grpc-port': { type: 'string' },
                'data-dir': { type: 'string' },
                'ready-file': { type: 'string' },
                seed: { type: 'string' },
                'allow-commands': { type: 'boolean' },
                help: { type: 'boolean' },
            },
            strict: true,
        }).values;
    }
    catch (cause) {
        const message = cause instanceof Error ? cause.message : String(cause);
        throw new errors_error/* ReleaseError */.K2('INPUT_INVALID', message, {
            cause,
            mend: 'See vertex-release emulator --help.',
        });
    }
}
async function emulator_readText(file, named) {
    try {
        return await (0,promises_.readFile)(file, 'utf8');
    }
    catch (cause) {
        if (named === undefined)
            return '';
        throw new errors_error/* ReleaseError */.K2('FILE_UNREADABLE', `--config ${file} cannot be read`, { cause });
    }
}
function wholeNumber(flag, text) {
    if (text === undefined)
        return undefined;
    if (/^\d+$/.test(text))
        return Number(text);
    throw new errors_error/* ReleaseError */.K2('INPUT_INVALID', `${flag}: expected a whole number, found "${text}"`);
}
function untilSignal(process) {
    return new Promise((resolve) => {
        process.once('SIGINT', () => resolve());
        process.once('SIGTERM', () => resolve());
    });
}
async function writeWhole(file, text) {
    const beside = `${file}.part`;
    await (0,promises_.writeFile)(beside, text);
    await (0,promises_.rename)(beside, file);
}


/***/ })

};
;