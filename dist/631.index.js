"use strict";
exports.id = 631;
exports.ids = [631];
exports.modules = {

/***/ 9631:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runEmulator: () => (/* binding */ runEmulator)
});

// UNUSED EXPORTS: emulatorHelp

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./lib/errors/error.js
var error = __webpack_require__(7660);
;// CONCATENATED MODULE: ./lib/emulator/config.js



function readEmulatorConfig(file, text) {
    const document = parseYaml(file, text);
    const problems = [];
    const reader = new ConfigReader((0,external_node_path_.dirname)((0,external_node_path_.resolve)(file)), problems);
    const config = reader.config(document ?? {});
    (0,error/* refuseProblems */.nN)(file, problems);
    return config;
}
function parseYaml(file, text) {
    try {
        return (0,dist/* parse */.qg)(text, { maxAliasCount: 20 });
    }
    catch (cause) {
        const message = cause instanceof Error ? cause.message : String(cause);
        throw new error/* ReleaseError */.K2('INPUT_INVALID', `${file} is not YAML: ${message}`, { cause });
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
        const root = this.#keys('(file)', document, ['images', 'buckets']);
        const images = {};
        for (const [reference, value] of Object.entries(this.#mapping('images', root['images']))) {
            images[reference] = this.#image(`images["${reference}"]`, value);
        }
        return { images, buckets: this.#texts('buckets', root['buckets'] ?? []) };
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

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
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

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
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
    #running = new Map();
    #isClosed = false;
    start(spec, image, resource) {
        if (this.#isClosed)
            throw new Error('the emulator is stopping');
        const child = new Child(spec);
        if (child.pid !== undefined)
            this.#running.set(child, { pid: child.pid, image, resource });
        void child.exited.then(() => this.#running.delete(child));
        return child;
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
    remove(endpoint, deployedModelId) {
        const served = this.#served.get(endpoint)?.get(deployedModelId);
        this.#served.get(endpoint)?.delete(deployedModelId);
        return served;
    }
    route(endpoint, split) {
        const models = this.#served.get(endpoint);
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
};

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
;// CONCATENATED MODULE: ./lib/emulator/wire/api-error.js
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
    constructor(status, message, http = canonicalCodes[status].http) {
        super(message);
        this.status = status;
        this.http = http;
    }
    toBody() {
        return { error: { code: this.http, message: this.message, status: this.status } };
    }
    toRpcStatus() {
        return { code: canonicalCodes[this.status].code, message: this.message };
    }
}
function toApiError(thrown) {
    if (thrown instanceof ApiError)
        return thrown;
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

;// CONCATENATED MODULE: ./lib/emulator/wire/json.js
function isJsonObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./lib/emulator/wire/type-table.js
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

;// CONCATENATED MODULE: ./lib/emulator/wire/decode.js



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
        if (!isJsonObject(json))
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
            if (!isJsonObject(value))
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
        const scalar = isScalarType(type) ? type : wrappedScalars.get(type);
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
            if (fromQuery && (value === 'true' || value === 'false'))
                return value === 'true';
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
        .map((part) => toCamelCase(part.trim()))
        .filter((part) => part !== '')
        .join(',');
}
function textLike(form, type, value, path) {
    if (typeof value === 'string' && form.test(value))
        return value;
    throw invalidValue(path, `type.googleapis.com/${type}`, value);
}
function inside(path, name) {
    return path === '' ? toSnakeCase(name) : `${path}.${toSnakeCase(name)}`;
}
function unknownName(key, path) {
    const where = path === '' ? '' : ` at '${path}'`;
    return new ApiError('INVALID_ARGUMENT', `Invalid JSON payload received. Unknown name "${key}"${where}: Cannot find field.`);
}
function invalidValue(path, type, value) {
    const where = path === '' ? '' : ` at '${path}'`;
    return new ApiError('INVALID_ARGUMENT', `Invalid value${where} (${type}), ${JSON.stringify(value).slice(0, 200)}`);
}

;// CONCATENATED MODULE: ./lib/emulator/wire/encode.js


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
    encode(typeName, value, options) {
        const type = this.#types.message(typeName);
        const result = {};
        for (const [key, item] of Object.entries(value)) {
            if (item === undefined)
                continue;
            const field = type.fieldsByName.get(key);
            if (field === undefined)
                throw new Error(`${typeName} has no field ${key}`);
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
        return { '@type': url, ...this.encode(url.slice(typeUrlPrefix.length), rest, options) };
    }
    #field(field, value, options) {
        if (field.isMap) {
            if (!isJsonObject(value) || Object.keys(value).length === 0)
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
        if (isScalarType(type) || verbatimTypes.has(type))
            return value;
        if (!isJsonObject(value))
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
        if (typeof value !== 'string' || isScalarType(type))
            return false;
        const resolved = this.#types.type(type);
        return resolved?.kind === 'enum' && resolved.numbers.get(value) === 0;
    }
}
function anyOf(typeName, value) {
    return { '@type': `${typeUrlPrefix}${typeName}`, ...value };
}

;// CONCATENATED MODULE: ./lib/emulator/wire/http-body.js

const jsonBodyLimit = 32 * 1024 * 1024;
function readBody(request, limit, tooLarge = () => new ApiError('INVALID_ARGUMENT', 'Request payload is too large.', 413)) {
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
                reject(new ApiError('CANCELLED', 'The client closed the request.'));
        });
    });
}
function parseJson(body) {
    if (body.length === 0)
        return {};
    try {
        return JSON.parse(body.toString('utf8'));
    }
    catch (error) {
        const cause = error instanceof Error ? error.message : String(error);
        throw new ApiError('INVALID_ARGUMENT', `Invalid JSON payload received. ${cause}`);
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

;// CONCATENATED MODULE: ./lib/emulator/wire/query.js



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
        const next = isScalarType(field.type) || field.isRepeated ? undefined : types.type(field.type);
        if (next?.kind !== 'message')
            throw cannotBind(key);
        const child = at[field.name];
        const nested = isJsonObject(child) ? child : {};
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
    if (isScalarType(type))
        return true;
    return /^google\.protobuf\.(Timestamp|Duration|FieldMask|\w+Value)$/.test(type);
}
function cannotBind(key) {
    return new ApiError('INVALID_ARGUMENT', `Invalid JSON payload received. Unknown name "${key}": Cannot bind query parameter. Field '${key}' could not be found in request message.`);
}

;// CONCATENATED MODULE: ./lib/emulator/wire/dispatcher.js







class RestDispatcher {
    #types;
    #decoder;
    #encoder;
    #handlers;
    constructor(types, handlers) {
        this.#types = types;
        this.#decoder = new JsonDecoder(types);
        this.#encoder = new JsonEncoder(types);
        this.#handlers = handlers;
    }
    async serve(match, exchange) {
        const { method } = match;
        const handler = this.#handlers[method.fullName];
        const { requestType, responseType } = method;
        if (handler === undefined || requestType === undefined || responseType === undefined) {
            throw notServed(method.fullName);
        }
        const request = await this.#request(requestType, match, exchange);
        const left = new AbortController();
        exchange.response.once('close', () => left.abort());
        const result = await handler(request, { signal: left.signal });
        const numericEnums = asksNumericEnums(exchange.query);
        const body = this.#encoder.encode(responseType, result, { numericEnums });
        sendJson(exchange.response, 200, body);
    }
    async #request(typeName, match, exchange) {
        const fromQuery = readQuery(this.#types, typeName, exchange.query);
        const request = this.#decoder.decode(typeName, fromQuery, '', true);
        if (match.body !== undefined) {
            const json = parseJson(await readBody(exchange.request, jsonBodyLimit));
            const wrapped = match.body === '*' ? json : { [match.body]: json };
            Object.assign(request, this.#decoder.decode(typeName, wrapped));
        }
        for (const [field, value] of Object.entries(match.captured)) {
            setPath(request, field.split('.').map(toCamelCase), value);
        }
        return request;
    }
}
function notServed(fullName) {
    return new ApiError('UNIMPLEMENTED', `${fullName} is a method of Vertex AI that the embedded Vertex does not emulate. docs/embedded-vertex.md lists what it does.`);
}
function setPath(request, path, value) {
    let at = request;
    for (const [index, key] of path.entries()) {
        if (index === path.length - 1) {
            at[key] = value;
            return;
        }
        const child = at[key];
        const next = isJsonObject(child) ? child : {};
        at[key] = next;
        at = next;
    }
}

;// CONCATENATED MODULE: ./lib/emulator/wire/guard.js

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
    throw new ApiError('INVALID_ARGUMENT', `Content-Type must be application/json for ${method} requests, found ${found}.`, 415);
}
function hasBody(request) {
    const length = request.headers['content-length'];
    return request.headers['transfer-encoding'] !== undefined || (length ?? '0') !== '0';
}
function denied(why) {
    return new ApiError('PERMISSION_DENIED', `The embedded Vertex serves local programs only: ${why}.`);
}

;// CONCATENATED MODULE: ./lib/emulator/wire/operation-path.js
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

;// CONCATENATED MODULE: ./lib/emulator/wire/path-template.js
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

;// CONCATENATED MODULE: ./lib/emulator/wire/router.js


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
        const split = splitPath(path);
        const key = keyOf(httpMethod, split.verb, split.segments.length);
        for (const route of [...(this.#closed.get(key) ?? []), ...this.#open]) {
            if (route.httpMethod !== httpMethod)
                continue;
            const captured = matchTemplate(route.template, split);
            if (captured !== undefined)
                return { method: route.method, body: route.body, captured };
        }
        return undefined;
    }
}
function keyOf(httpMethod, verb, segmentCount) {
    return `${httpMethod} ${verb} ${segmentCount}`;
}

;// CONCATENATED MODULE: ./lib/emulator/wire/routes.js


const httpVerbs = ['get', 'put', 'post', 'delete', 'patch'];
const v1Package = 'google.cloud.aiplatform.v1.';
function deriveRoutes(methods, served) {
    const first = [];
    const rest = [];
    for (const method of methods) {
        const isServed = served.has(method.fullName);
        for (const binding of bindingsOf(method)) {
            const [httpMethod, path] = binding.pattern;
            const route = { httpMethod, template: compileTemplate(path), body: binding.body, method };
            (isServed ? first : rest).push(route);
            if (isServed && method.fullName.startsWith(v1Package)) {
                const beta = compileTemplate(path.replace(/^\/v1\//, '/v1beta1/'));
                first.push({ ...route, template: beta });
            }
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
    if (!isJsonObject(rule))
        return [];
    const more = rule['additional_bindings'];
    const others = Array.isArray(more) ? more : [more];
    return [rule, ...others.filter(isJsonObject)];
}

;// CONCATENATED MODULE: ./lib/emulator/server.js







class ApiServer {
    #parts;
    #router;
    #dispatcher;
    #http;
    #port = 0;
    constructor(parts) {
        this.#parts = parts;
        const methods = parts.types.methods();
        const served = new Set([...Object.keys(parts.handlers), ...Object.keys(parts.rawHandlers)]);
        this.#router = new Router(deriveRoutes(methods, served), methods);
        this.#dispatcher = new RestDispatcher(parts.types, parts.handlers);
        this.#http = (0,external_node_http_.createServer)({ noDelay: true, keepAliveTimeout: 60_000, requestTimeout: 0 });
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
        response.on('finish', () => {
            this.#parts.onAnswer({ method: request.method ?? 'GET', path, http: response.statusCode });
        });
        try {
            refuseBrowsers(request, this.#port);
            const query = new URLSearchParams(queryAt < 0 ? '' : url.slice(queryAt + 1));
            await this.#serve({ request, response, path, query, captured: {} });
        }
        catch (error) {
            sendError(request, response, toApiError(error));
        }
    }
    async #serve(exchange) {
        const { request, path } = exchange;
        const httpMethod = request.method ?? 'GET';
        const raw = this.#matchRaw(httpMethod, exchange);
        if (raw !== undefined) {
            const { route, at } = raw;
            if (route.takesAnyContentType !== true)
                requireJson(request);
            const call = { method: `${httpMethod} ${path}`, path, exchange: at };
            await this.#parts.intercept(call, async () => route.handle(at));
            return;
        }
        const match = this.#router.match(httpMethod, path);
        if (match === undefined) {
            throw new ApiError('NOT_FOUND', `The requested URL ${httpMethod} ${path} was not found.`);
        }
        const method = match.method.fullName;
        this.#parts.onCall(path);
        const rawHandler = this.#parts.rawHandlers[method];
        const at = { ...exchange, captured: match.captured };
        await this.#parts.intercept({ method, path, exchange: at }, async () => {
            if (rawHandler !== undefined)
                return rawHandler(at);
            requireJson(request);
            return this.#dispatcher.serve(match, at);
        });
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
function sendError(request, response, error) {
    request.resume();
    if (response.headersSent)
        response.destroy();
    else
        sendJson(response, error.http, error.toBody());
}
function decodeSafely(text) {
    try {
        return decodeURIComponent(text ?? '');
    }
    catch {
        return text ?? '';
    }
}

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

;// CONCATENATED MODULE: ./lib/emulator/store/project-names.js

class ProjectNames {
    #ids = new Map();
    noteIn(path) {
        const id = /\/projects\/([^/]+)\//.exec(path)?.[1];
        if (id !== undefined && !/^\d+$/.test(id))
            this.#ids.set(projectNumber(id), id);
    }
    idOf(number) {
        return this.#ids.get(number) ?? number;
    }
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
var protos = __webpack_require__(6479);
// EXTERNAL MODULE: ./lib/emulator/node_modules/@google-cloud/monitoring/build/protos/protos.json
var protos_protos = __webpack_require__(6024);
;// CONCATENATED MODULE: ./lib/emulator/wire/descriptors.js


const servedServices = (/* unused pure expression or super */ null && ([
    'google.cloud.aiplatform.v1.ModelService',
    'google.cloud.aiplatform.v1.EndpointService',
    'google.cloud.aiplatform.v1.PredictionService',
    'google.cloud.aiplatform.v1.JobService',
    'google.longrunning.Operations',
    'google.monitoring.v3.MetricService',
]));
function officialDescriptors() {
    return [protos, protos_protos];
}

;// CONCATENATED MODULE: ./lib/emulator/control/control.js

function controlRoutes(store, runtime, reset) {
    return [
        {
            httpMethod: 'GET',
            pattern: /^\/healthz$/,
            handle: ({ response }) => sendJson(response, 200, { status: 'ok' }),
        },
        {
            httpMethod: 'GET',
            pattern: /^\/emulator\/v1\/state$/,
            handle: ({ response }) => sendJson(response, 200, describeState(store, runtime)),
        },
        {
            httpMethod: 'POST',
            pattern: /^\/emulator\/v1\/reset$/,
            handle: async ({ request, response }) => {
                request.resume();
                await reset();
                sendJson(response, 200, {});
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
    const length = Math.max(a.bucketCounts.length, b.bucketCounts.length);
    return {
        count,
        mean: a.mean + (apart * b.count) / count,
        sumOfSquaredDeviation: a.sumOfSquaredDeviation +
            b.sumOfSquaredDeviation +
            (apart * apart * a.count * b.count) / count,
        bucketCounts: Array.from({ length }, (_unused, index) => (a.bucketCounts[index] ?? 0) + (b.bucketCounts[index] ?? 0)),
    };
}
function percentileOf(distribution, percent) {
    const wanted = (distribution.count * percent) / 100;
    let below = 0;
    for (const [index, count] of distribution.bucketCounts.entries()) {
        if (count > 0 && below + count >= wanted) {
            const [low, high] = bucketBounds(index);
            return low + (high - low) * Math.max(0, (wanted - below) / count);
        }
        below += count;
    }
    return 0;
}
function bucketBounds(index) {
    const { scale, growthFactor, numFiniteBuckets } = latencyBuckets;
    const low = index === 0 ? 0 : scale * growthFactor ** (index - 1);
    const high = index > numFiniteBuckets ? low : scale * growthFactor ** index;
    return [low, high];
}

;// CONCATENATED MODULE: ./lib/emulator/series/point.js

function int64(number) {
    return { kind: 'INT64', number };
}
function point_double(number) {
    return { kind: 'DOUBLE', number };
}
function sumValues(values, kind) {
    if (kind === 'DISTRIBUTION') {
        const distribution = values.reduce((sum, value) => value.kind === 'DISTRIBUTION' ? mergeDistributions(sum, value.distribution) : sum, emptyDistribution);
        return { kind, distribution };
    }
    return { kind, number: numbersOf(values).reduce((sum, number) => sum + number, 0) };
}
function numbersOf(values) {
    return values.flatMap((value) => (value.kind === 'DISTRIBUTION' ? [] : [value.number]));
}

;// CONCATENATED MODULE: ./lib/emulator/series/seconds.js

const fineMs = 1_000;
const coarseMs = 60_000;
const fineKept = 7_200;
const coarseKept = 24 * 60;
class SecondCounts {
    #fine = [];
    #coarse = [];
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
    }
    settled(now) {
        return [...this.#coarse, ...this.#fine].filter(({ start, periodMs }) => start + periodMs <= now);
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
            this.#coarse.push({ ...minute, start, periodMs: coarseMs });
        }
        if (this.#coarse.length > coarseKept)
            this.#coarse = this.#coarse.slice(-coarseKept);
    }
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

;// CONCATENATED MODULE: ./lib/emulator/series/recorder.js



const sampleLimit = 24 * 360;
class DeployedModelSeries {
    labels;
    #clock;
    #counts = new SecondCounts();
    #samples = [];
    constructor(labels, clock) {
        this.labels = labels;
        this.#clock = clock;
    }
    record(outcome) {
        this.#counts.add(this.#clock.now(), outcome);
    }
    sample(replicas, target) {
        this.#samples.push({ at: this.#clock.now(), replicas, target });
        if (this.#samples.length > sampleLimit)
            this.#samples.shift();
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
    #models = [];
    constructor(clock) {
        this.#clock = clock;
    }
    open(labels) {
        const series = new DeployedModelSeries(labels, this.#clock);
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
}
function counted(count) {
    return count === 0 ? undefined : int64(count);
}

;// CONCATENATED MODULE: ./lib/emulator/runtime/image.js

const loadsCode = /^(PATH|LD_.*|DYLD_.*|NODE_OPTIONS|NODE_PATH|PYTHON(PATH|STARTUP|HOME)|PERL5(LIB|OPT)|RUBY(LIB|OPT)|BASH_ENV|ENV|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS)$/;
function findImage(images, imageUri) {
    const found = lookUp(images, imageUri);
    if (found !== undefined)
        return found;
    throw new ApiError('FAILED_PRECONDITION', `The embedded Vertex has no command for image "${imageUri}". Add it to \`images:\` of the emulator's configuration: images: { "${withoutVersion(imageUri)}": { command: [...] } }.`);
}
function lookUp(images, imageUri) {
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
        throw new ApiError('FAILED_PRECONDITION', `container_spec.command is refused: the embedded Vertex runs only commands from \`images:\` of its configuration. Start it with --allow-commands to run commands from requests.`);
    }
    for (const { name = '' } of container.env ?? []) {
        if (loadsCode.test(name)) {
            throw new ApiError('FAILED_PRECONDITION', `container_spec.env ${name} is refused: it can make a program load other code. Put it into \`images:\` of the configuration, or start the embedded Vertex with --allow-commands.`);
        }
    }
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

;// CONCATENATED MODULE: ./lib/emulator/store/filter.js


function matchesFilter(filter, lookUp) {
    if (filter === undefined)
        return true;
    switch (filter.kind) {
        case 'and':
            return filter.of.every((part) => matchesFilter(part, lookUp));
        case 'or':
            return filter.of.some((part) => matchesFilter(part, lookUp));
        case 'not':
            return !matchesFilter(filter.of, lookUp);
        case 'comparison':
            return matchesComparison(filter, lookUp(filter.path));
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
    }
}
function unknownField(path) {
    return new ApiError('INVALID_ARGUMENT', `Invalid filter: unsupported field "${path.join('.')}".`);
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
                throw new ApiError('INVALID_ARGUMENT', `Invalid filter: "${value.text}" is not a time.`);
            }
            const given = field.value === undefined ? undefined : sortableTime(field.value);
            return (given !== undefined && compares(comparator, given < wanted ? -1 : given > wanted ? 1 : 0));
        }
        case 'number':
            return field.value !== undefined && compares(comparator, field.value - Number(value.text));
        case 'text':
            return matchesText(comparator, value.text, field.value);
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
    if (field.kind === 'map' || (comparator !== '=' && comparator !== '!='))
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
            throw new ApiError('INVALID_ARGUMENT', `Invalid filter: unknown function ${call.name}().`);
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
                return filter_parser_joined('and', terms);
            terms.push(this.#disjunction());
        }
    }
    #disjunction() {
        const terms = [this.#term()];
        while (this.#takeWord('OR'))
            terms.push(this.#term());
        return filter_parser_joined('or', terms);
    }
    #term() {
        this.#skipSpace();
        if (this.#takeWord('NOT') || this.#take('-'))
            return { kind: 'not', of: this.#term() };
        if (!this.#take('('))
            return this.#comparison();
        const inner = this.#conjunction();
        this.#skipSpace();
        if (!this.#take(')'))
            throw this.#mistake('expected ")"');
        return inner;
    }
    #comparison() {
        const path = this.#path();
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
        if (!this.#take('('))
            return { kind: 'text', text };
        const args = [];
        do {
            this.#skipSpace();
            const arg = this.#quoted() ?? this.#bare(/[^\s()",']+/y);
            if (arg === undefined)
                throw this.#mistake(`expected an argument of ${text}()`);
            args.push(arg);
            this.#skipSpace();
        } while (this.#take(','));
        if (!this.#take(')'))
            throw this.#mistake('expected ")"');
        return { kind: 'call', name: text, args };
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
        return new ApiError('INVALID_ARGUMENT', `Invalid filter "${this.#text}": ${what} at position ${this.#at}.`);
    }
}
function filter_parser_joined(kind, terms) {
    const [only] = terms;
    return terms.length === 1 && only !== undefined ? only : { kind, of: terms };
}

;// CONCATENATED MODULE: ./lib/emulator/store/list-page.js



const defaultPageSize = 100;
const maxPageSize = 1000;
function listPage(resources, request, fields) {
    const filter = parseFilter(request.filter ?? '');
    const kept = resources.filter((resource) => matchesFilter(filter, (path) => list_page_lookUp(resource, path, fields)));
    const ordered = order(kept, request.orderBy ?? '', fields);
    return cutPage(ordered, request, (item) => withMask(item, request.readMask));
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
        throw new ApiError('INVALID_ARGUMENT', 'The page token is invalid.');
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
function list_page_lookUp(resource, path, fields) {
    const [head = '', ...rest] = path;
    const name = head.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const field = Object.hasOwn(fields, name) ? fields[name]?.(resource) : undefined;
    if (field === undefined)
        throw unknownField(path);
    if (rest.length === 0)
        return field;
    const key = rest.join('.');
    if (field.kind !== 'map')
        throw unknownField(path);
    const value = field.value[key];
    return { kind: 'text', value: typeof value === 'string' ? value : undefined };
}
function order(resources, orderBy, fields) {
    const keys = orderBy
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '')
        .map((part) => {
        const [name = '', direction = 'asc'] = part.split(/\s+/);
        if (direction !== 'asc' && direction !== 'desc') {
            throw new ApiError('INVALID_ARGUMENT', `Invalid order_by "${orderBy}".`);
        }
        return { path: [name], sign: direction === 'desc' ? -1 : 1 };
    });
    return resources.toSorted((a, b) => {
        for (const { path, sign } of keys) {
            const [x, y] = [sortKey(list_page_lookUp(a, path, fields)), sortKey(list_page_lookUp(b, path, fields))];
            if (x !== y)
                return x < y ? -sign : sign;
        }
        return 0;
    });
}
function sortKey(field) {
    return field.kind === 'map' ? '' : (field.value ?? '');
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
        throw new ApiError('INVALID_ARGUMENT', `Invalid resource name "${name}": expected projects/PROJECT/locations/LOCATION/….`);
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
        throw new ApiError('INVALID_ARGUMENT', `Invalid Model resource name: "${given}".`);
    }
    return { name, version };
}

;// CONCATENATED MODULE: ./lib/emulator/runtime/output-log.js
const tailLength = 40;
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
    constructor(store, target) {
        this.#store = store;
        this.#target = target;
    }
    onLine = (stream, line) => {
        this.#tail.push(line);
        if (this.#tail.length > tailLength)
            this.#tail.shift();
        const severity = stream === 'stdout' ? 'INFO' : 'ERROR';
        this.#store.append({ ...this.#target, severity, ...payloadOf(line) });
    };
    note(severity, text) {
        this.#store.append({ ...this.#target, severity, textPayload: text });
    }
    tail() {
        return this.#tail.join('\n');
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
    isHealthy(path, timeoutMs, signal) {
        return new Promise((resolve) => {
            const request = (0,external_node_http_.request)({
                host: '127.0.0.1',
                port: this.#port,
                path,
                agent: false,
                timeout: timeoutMs,
                ...(signal === undefined ? {} : { signal }),
            });
            request.once('response', (response) => {
                response.resume();
                resolve(response.statusCode === 200);
            });
            request.once('timeout', () => request.destroy());
            request.once('error', () => resolve(false));
            request.once('close', () => resolve(false));
            request.end();
        });
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
            });
            const timer = setTimeout(() => request.destroy(new ModelTimeout()), timeoutMs);
            request.once('response', (response) => {
                const chunks = [];
                response.on('data', (chunk) => chunks.push(chunk));
                response.once('error', (error) => reject(new ModelUnreachable(error.message, false)));
                response.once('end', () => {
                    clearTimeout(timer);
                    const body = Buffer.concat(chunks);
                    resolve({ http: response.statusCode ?? 502, headers: response.headers, body });
                });
            });
            request.once('error', (error) => {
                clearTimeout(timer);
                reject(asFailure(error, request.reusedSocket));
            });
            request.end(message.body);
        });
    }
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

;// CONCATENATED MODULE: ./lib/emulator/runtime/replica.js



class Replica {
    connection;
    child;
    #spec;
    #isHealthy = false;
    constructor(spec, child, port) {
        this.#spec = spec;
        this.child = child;
        this.connection = new ModelConnection(port);
    }
    static async start(spec, processes, timing, signal) {
        const port = await processes.ports.take();
        signal.throwIfAborted();
        const child = processes.start({ ...spec.launch(port), onLine: spec.output.onLine }, spec.image, spec.resource);
        const replica = new Replica(spec, child, port);
        try {
            await replica.#becomeReady(signal);
        }
        catch (error) {
            await replica.stop(timing.stopGraceMs);
            throw error;
        }
        return replica;
    }
    get canServe() {
        return this.#isHealthy && !this.child.isOver;
    }
    async watchHealth(periodMs, signal) {
        let failures = 0;
        while (!signal.aborted && !this.child.isOver) {
            await (0,external_node_timers_promises_.setTimeout)(periodMs, undefined, { signal, ref: false }).catch(() => undefined);
            if (signal.aborted)
                return;
            const isHealthy = await this.connection.isHealthy(this.#spec.healthRoute, periodMs);
            failures = isHealthy ? 0 : failures + 1;
            this.#isHealthy = failures < 4;
        }
    }
    async stop(graceMs) {
        this.#isHealthy = false;
        this.connection.close();
        await this.child.stop(graceMs);
    }
    async #becomeReady(signal) {
        const over = new AbortController();
        const limit = AbortSignal.timeout(this.#spec.readyTimeoutMs);
        const stop = AbortSignal.any([signal, limit, over.signal]);
        const exited = this.child.exited.then((exit) => {
            over.abort();
            return exit;
        });
        for (let pauseMs = 15; !stop.aborted; pauseMs = Math.min(pauseMs * 1.3, 500)) {
            if (await this.connection.isHealthy(this.#spec.healthRoute, 10_000, stop)) {
                this.#isHealthy = true;
                return;
            }
            await (0,external_node_timers_promises_.setTimeout)(pauseMs, undefined, { signal: stop }).catch(() => undefined);
        }
        signal.throwIfAborted();
        if (over.signal.aborted)
            throw exitedEarly(await exited, this.#spec.output.tail());
        throw new ApiError('FAILED_PRECONDITION', `model server never became ready. Please validate that your model file or container configuration are valid. GET ${this.#spec.healthRoute} did not answer 200 within ${this.#spec.readyTimeoutMs / 1000} s.${tailText(this.#spec.output.tail())}`);
    }
}
function describeExit(exit) {
    if (exit.failure !== undefined)
        return `could not be started: ${exit.failure}`;
    return exit.signal === undefined ? `exit code ${exit.code ?? 0}` : `signal ${exit.signal}`;
}
function exitedEarly(exit, tail) {
    return new ApiError('FAILED_PRECONDITION', `Model server exited unexpectedly. ${describeExit(exit)}.${tailText(tail)}`);
}
function tailText(tail) {
    return tail === '' ? ' It wrote nothing.' : ` Its last output:\n${tail}`;
}

;// CONCATENATED MODULE: ./lib/emulator/services/job-launch.js



const taskName = 'workerpool0-0';
function planJob(job, runtime) {
    const container = job.jobSpec.workerPoolSpecs?.[0]?.containerSpec ?? {};
    const imageUri = container.imageUri ?? '';
    const image = findImageOf(imageUri, container.command ?? [], runtime);
    const { project } = locationOf(job.name);
    const base = { ...runtime.baseEnvironment(project), ...trainingVariables(job) };
    return { ...planLaunch(image, { ...container, imageUri }, base), imageUri };
}
function findImageOf(imageUri, command, runtime) {
    try {
        return findImage(runtime.images, imageUri);
    }
    catch (error) {
        if (command.length > 0)
            return { command };
        throw error;
    }
}
function trainingVariables(job) {
    const { project, location } = locationOf(job.name);
    const task = { type: 'workerpool0', index: 0 };
    const cluster = { workerpool0: ['127.0.0.1:2222'] };
    return {
        CLOUD_ML_JOB_ID: idOf(job.name),
        CLOUD_ML_PROJECT_ID: project,
        CLOUD_ML_REGION: location,
        CLUSTER_SPEC: JSON.stringify({ cluster, environment: 'cloud', task }),
        ...outputVariables(job.jobSpec.baseOutputDirectory?.outputUriPrefix),
    };
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

;// CONCATENATED MODULE: ./lib/emulator/services/job-runner.js







const defaultTimeoutMs = 7 * 24 * 3600 * 1000;
const longestTimerMs = 2 ** 31 - 1;
class JobRunner {
    #store;
    #runtime;
    #clock;
    #running = new Map();
    constructor(store, runtime, clock) {
        this.#store = store;
        this.#runtime = runtime;
        this.#clock = clock;
    }
    start(name) {
        const cancel = new AbortController();
        const done = this.#run(name, cancel.signal)
            .catch((error) => this.#end(name, 'JOB_STATE_FAILED', toApiError(error).toRpcStatus()))
            .finally(() => this.#running.delete(name));
        this.#running.set(name, { cancel, done });
    }
    cancel(name) {
        const running = this.#running.get(name);
        if (running === undefined)
            return;
        this.#change(name, { state: 'JOB_STATE_CANCELLING' });
        running.cancel.abort();
    }
    async cancelAll() {
        const all = [...this.#running.values()];
        for (const { cancel } of all)
            cancel.abort();
        await Promise.all(all.map(({ done }) => done));
    }
    async #run(name, signal) {
        await (0,external_node_timers_promises_.setTimeout)(0);
        const job = this.#change(name, { state: 'JOB_STATE_PENDING' });
        if (job === undefined)
            return;
        if (signal.aborted)
            return this.#end(name, 'JOB_STATE_CANCELLED', cancelled());
        const { imageUri, ...launch } = planJob(job, this.#runtime);
        const output = this.#outputOf(job);
        const child = this.#runtime.processes.start({ ...launch, onLine: output.onLine }, imageUri, name);
        const startTime = toTimestamp(this.#clock.now());
        this.#change(name, { state: 'JOB_STATE_RUNNING', startTime });
        const timeoutMs = timeoutOf(job);
        const limit = new AbortController();
        const timer = setTimeout(() => limit.abort(), Math.min(timeoutMs, longestTimerMs));
        const stop = AbortSignal.any([signal, limit.signal]);
        const stopChild = () => void child.stop(this.#runtime.timing.stopGraceMs);
        if (stop.aborted)
            stopChild();
        else
            stop.addEventListener('abort', stopChild, { once: true });
        const exit = await child.exited;
        clearTimeout(timer);
        if (signal.aborted)
            return this.#end(name, 'JOB_STATE_CANCELLED', cancelled());
        if (limit.signal.aborted) {
            const message = `The custom job has exceeded its timeout of ${timeoutMs / 1000} s.`;
            return this.#fail(name, output, { code: canonicalCodes.DEADLINE_EXCEEDED.code, message });
        }
        if (exit.code === 0)
            return this.#end(name, 'JOB_STATE_SUCCEEDED');
        const how = exit.code === undefined
            ? describeExit(exit)
            : `exited with a non-zero status of ${exit.code}`;
        const tail = output.tail();
        const message = `The replica ${taskName} ${how}. Termination reason: Error.${tail === '' ? '' : `\n${tail}`}`;
        return this.#fail(name, output, { code: canonicalCodes.INVALID_ARGUMENT.code, message });
    }
    #outputOf(job) {
        const { project } = locationOf(job.name);
        const labels = { job_id: idOf(job.name), project_id: project, task_name: taskName };
        return new OutputLog(this.#store.logs, {
            logName: `projects/${project}/logs/${taskName}`,
            resource: { type: 'ml_job', labels },
        });
    }
    #fail(name, output, error) {
        output.note('ERROR', error.message.split('\n', 1)[0] ?? '');
        this.#end(name, 'JOB_STATE_FAILED', error);
    }
    #end(name, state, error) {
        const endTime = toTimestamp(this.#clock.now());
        this.#change(name, error === undefined ? { state, endTime } : { state, endTime, error });
    }
    #change(name, change) {
        const job = this.#store.customJobs.get(name);
        if (job === undefined)
            return undefined;
        const changed = { ...job, ...change, updateTime: toTimestamp(this.#clock.now()) };
        this.#store.customJobs.put(name, changed);
        return changed;
    }
}
function timeoutOf(job) {
    const { timeout } = job.jobSpec.scheduling ?? {};
    const ms = timeout === undefined ? 0 : durationMs(timeout);
    return ms > 0 ? ms : defaultTimeoutMs;
}
function cancelled() {
    return { code: canonicalCodes.CANCELLED.code, message: 'CANCELED' };
}

;// CONCATENATED MODULE: ./lib/emulator/services/messages.js
const knownMessages = {
    unknownDeployedModels: (ids) => `The following DeployedModel ID(s) [${ids.join(', ')}] do not exist.`,
    endpointNotEmpty: () => 'Endpoint has deployed or being-deployed DeployedModel(s)',
    noTrafficSplit: (endpoint) => `Endpoint ${endpoint} doesn't have traffic_split.`,
    payloadTooLarge: (limit) => `Request payload size exceeds the limit: ${limit} bytes.`,
    responseTooLarge: (endpointId, deployedModelId, size, limit) => `Failed to handle request. endpoint_id: ${endpointId}, deployed_model_id: ${deployedModelId} with error: Response size too large. Received at least ${size} bytes; max ${limit}.`,
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

;// CONCATENATED MODULE: ./lib/emulator/services/validation.js


const maxLabels = 64;
const labelText = /^[\p{Ll}\p{Lo}\p{N}_-]*$/u;
const labelKeyStart = /^[\p{Ll}\p{Lo}]/u;
function invalidField(field, why) {
    return new ApiError('INVALID_ARGUMENT', approximateMessages.invalidField(field, why));
}
function requireDisplayName(displayName, field) {
    if (displayName === undefined || displayName === '') {
        throw new ApiError('INVALID_ARGUMENT', approximateMessages.required(field));
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
        throw new ApiError('ABORTED', approximateMessages.etagMismatch());
    }
}
function readUpdateMask(mask, allowed) {
    const paths = (mask ?? '').split(',').filter((path) => path !== '');
    if (paths.length === 0) {
        throw new ApiError('INVALID_ARGUMENT', approximateMessages.required('update_mask'));
    }
    const wrong = paths.filter((path) => !allowed.includes(path.split('.')[0] ?? ''));
    if (wrong.length > 0) {
        throw invalidField('update_mask', `${wrong.join(', ')} cannot be updated by this method.`);
    }
    return paths;
}

;// CONCATENATED MODULE: ./lib/emulator/services/custom-jobs.js









const service = 'google.cloud.aiplatform.v1.JobService';
const poolField = 'custom_job.job_spec.worker_pool_specs[0]';
const terminal = new Set([
    'JOB_STATE_SUCCEEDED',
    'JOB_STATE_FAILED',
    'JOB_STATE_CANCELLED',
]);
const listFields = {
    name: ({ name }) => textField(name),
    display_name: ({ displayName }) => textField(displayName),
    state: ({ state }) => textField(state),
    create_time: ({ createTime }) => timeField(createTime),
    update_time: ({ updateTime }) => timeField(updateTime),
    start_time: ({ startTime }) => timeField(startTime),
    end_time: ({ endTime }) => timeField(endTime),
    labels: ({ labels }) => mapField(labels),
};
class CustomJobService {
    #store;
    #runtime;
    #clock;
    runner;
    constructor(store, runtime, clock) {
        this.#store = store;
        this.#runtime = runtime;
        this.#clock = clock;
        this.runner = new JobRunner(store, runtime, clock);
    }
    handlers() {
        return {
            [`${service}.CreateCustomJob`]: (request) => this.#create(request),
            [`${service}.GetCustomJob`]: ({ name }) => this.#get(name),
            [`${service}.ListCustomJobs`]: (request) => this.#list(request),
            [`${service}.CancelCustomJob`]: ({ name }) => this.#cancel(name),
            [`${service}.DeleteCustomJob`]: ({ name }) => this.#delete(name),
        };
    }
    #create({ parent, customJob: input = {} }) {
        const location = locationOf(parent);
        const displayName = requireDisplayName(input.displayName, 'custom_job.display_name');
        checkLabels(input.labels, 'custom_job.labels');
        const jobSpec = input.jobSpec ?? {};
        this.#checkSpec(jobSpec);
        const now = toTimestamp(this.#clock.now());
        const job = {
            ...input,
            name: `${location.name}/customJobs/${generateId()}`,
            displayName,
            jobSpec,
            state: 'JOB_STATE_QUEUED',
            createTime: now,
            updateTime: now,
        };
        this.#store.customJobs.put(job.name, job);
        this.runner.start(job.name);
        return job;
    }
    #checkSpec(jobSpec) {
        const [pool, ...more] = jobSpec.workerPoolSpecs ?? [];
        if (pool === undefined) {
            throw new ApiError('INVALID_ARGUMENT', approximateMessages.required('custom_job.job_spec.worker_pool_specs'));
        }
        const replicas = [pool, ...more].reduce((sum, each) => sum + Number(each.replicaCount ?? '1'), 0);
        if (replicas > 1) {
            throw new ApiError('UNIMPLEMENTED', 'The embedded Vertex runs a custom job as one process: worker_pool_specs with more than one replica are not emulated.');
        }
        this.#checkPool(pool);
        const output = jobSpec.baseOutputDirectory?.outputUriPrefix;
        if (output !== undefined && !output.startsWith('gs://')) {
            throw invalidField('custom_job.job_spec.base_output_directory', `"${output}" must begin with gs://.`);
        }
    }
    #checkPool(pool) {
        if (pool.pythonPackageSpec !== undefined) {
            throw new ApiError('UNIMPLEMENTED', 'The embedded Vertex runs containers mapped in `images:` only: python_package_spec is not emulated.');
        }
        const { containerSpec } = pool;
        if (!containerSpec?.imageUri) {
            throw new ApiError('INVALID_ARGUMENT', approximateMessages.required(`${poolField}.container_spec.image_uri`));
        }
        if (!pool.machineSpec?.machineType) {
            throw new ApiError('INVALID_ARGUMENT', approximateMessages.required(`${poolField}.machine_spec.machine_type`));
        }
        checkEnvironment(containerSpec.env, `${poolField}.container_spec.env`);
        refuseCommands({ ...containerSpec, imageUri: '' }, this.#runtime.allowCommands);
    }
    #get(given) {
        const name = canonicalName(given);
        const job = this.#store.customJobs.get(name);
        if (job !== undefined)
            return job;
        throw new ApiError('NOT_FOUND', approximateMessages.notFound('CustomJob', name));
    }
    #list(request) {
        const prefix = `${locationOf(request.parent).name}/customJobs/`;
        const newestFirst = this.#store.customJobs.list(prefix).toReversed();
        const { items, ...page } = listPage(newestFirst, request, listFields);
        return { customJobs: items, ...page };
    }
    #cancel(name) {
        this.runner.cancel(this.#get(name).name);
        return {};
    }
    #delete(given) {
        const job = this.#get(given);
        if (!terminal.has(job.state)) {
            throw new ApiError('FAILED_PRECONDITION', `The CustomJob "${idOf(job.name)}" is in state ${job.state}; only a finished job can be deleted.`);
        }
        this.#store.customJobs.delete(job.name);
        return this.#store.operations.finished({
            parent: locationOf(job.name).name,
            responseType: 'google.protobuf.Empty',
            metadataType: 'google.cloud.aiplatform.v1.DeleteOperationMetadata',
        }, {});
    }
}

;// CONCATENATED MODULE: ./lib/emulator/runtime/replica-set.js



const firstRestartMs = 1_000;
const maxRestartMs = 30_000;
class ReplicaSet {
    #spec;
    #processes;
    #timing;
    #closing = new AbortController();
    #replicas = [];
    #next = 0;
    #inFlight = 0;
    #onIdle;
    constructor(spec, processes, timing) {
        this.#spec = spec;
        this.#processes = processes;
        this.#timing = timing;
    }
    static async start(spec, count, processes, timing, signal) {
        const set = new ReplicaSet(spec, processes, timing);
        const attempts = Array.from({ length: count }, async () => Replica.start(spec, processes, timing, signal));
        const results = await Promise.allSettled(attempts);
        const replicas = results.flatMap((result) => result.status === 'fulfilled' ? [result.value] : []);
        const failed = results.find((result) => result.status === 'rejected');
        if (failed !== undefined) {
            await Promise.all(replicas.map((replica) => replica.stop(timing.stopGraceMs)));
            throw failed.reason;
        }
        for (const replica of replicas)
            set.#adopt(replica);
        return set;
    }
    get readyCount() {
        return this.#replicas.filter((replica) => replica.canServe).length;
    }
    get targetCount() {
        return this.#replicas.length;
    }
    async send(request) {
        this.#inFlight += 1;
        try {
            return await this.#sendToAny(request);
        }
        finally {
            this.#inFlight -= 1;
            if (this.#inFlight === 0)
                this.#onIdle?.();
        }
    }
    async drain(timeoutMs = this.#timing.drainTimeoutMs) {
        this.#closing.abort();
        if (this.#inFlight > 0 && timeoutMs > 0) {
            const idle = new Promise((resolve) => {
                this.#onIdle = resolve;
            });
            const over = new AbortController();
            const limit = (0,external_node_timers_promises_.setTimeout)(timeoutMs, undefined, { signal: over.signal });
            await Promise.race([idle, limit.catch(() => undefined)]);
            over.abort();
        }
        const { stopGraceMs } = this.#timing;
        await Promise.all(this.#replicas.map((replica) => replica.stop(stopGraceMs)));
    }
    async #sendToAny(request) {
        const ready = this.#replicas.filter((replica) => replica.canServe);
        this.#next += 1;
        let refused = new ModelUnreachable('no replica of the model is healthy', true);
        for (const step of ready.keys()) {
            const replica = ready[(this.#next + step) % ready.length];
            if (replica === undefined)
                break;
            try {
                return await replica.connection.post(request, this.#timing.predictTimeoutMs);
            }
            catch (error) {
                if (!(error instanceof ModelUnreachable) || !error.isRefused)
                    throw error;
                refused = error;
            }
        }
        throw refused;
    }
    #adopt(replica, restartMs = firstRestartMs) {
        this.#replicas.push(replica);
        void replica.watchHealth(this.#timing.healthPeriodMs, this.#closing.signal);
        void replica.child.exited.then((exit) => {
            if (this.#closing.signal.aborted)
                return;
            this.#spec.output.note('ERROR', `Model server terminated: ${describeExit(exit)}. It is started again in ${restartMs / 1000} s.`);
            void this.#replace(replica, restartMs);
        });
    }
    async #replace(dead, restartMs) {
        const { signal } = this.#closing;
        await (0,external_node_timers_promises_.setTimeout)(restartMs, undefined, { signal, ref: false }).catch(() => undefined);
        if (signal.aborted)
            return;
        const nextMs = Math.min(restartMs * 2, maxRestartMs);
        try {
            const fresh = await Replica.start(this.#spec, this.#processes, this.#timing, signal);
            this.#replicas.splice(this.#replicas.indexOf(dead), 1);
            this.#adopt(fresh, nextMs);
        }
        catch (error) {
            if (signal.aborted)
                return;
            this.#spec.output.note('ERROR', error instanceof Error ? error.message : String(error));
            await this.#replace(dead, nextMs);
        }
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/model-launch.js







function routesOf({ endpoint, deployedModelId, found }) {
    const base = `/v1/endpoints/${idOf(endpoint)}/deployedModels/${deployedModelId}`;
    const { predictRoute, healthRoute } = found.version.containerSpec;
    return { predictRoute: predictRoute || `${base}:predict`, healthRoute: healthRoute || base };
}
function planReplica(deployment, runtime, logs) {
    const { endpoint, deployedModelId, found } = deployment;
    const { containerSpec, artifactUri, artifactCopy } = found.version;
    const imageUri = containerSpec.imageUri ?? '';
    const image = findImage(runtime.images, imageUri);
    if (artifactCopy === undefined) {
        throw new ApiError('FAILED_PRECONDITION', `The model artifacts at "${artifactUri}" were absent when the model was uploaded. Upload the objects, then upload a new model version.`);
    }
    const { project, location } = locationOf(endpoint);
    const labels = { resource_container: project, location, endpoint_id: idOf(endpoint) };
    const output = new OutputLog(logs, {
        logName: `projects/${project}/logs/aiplatform.googleapis.com%2Fprediction_container`,
        resource: { type: endpointResourceType, labels },
        labels: { deployed_model_id: deployedModelId, model_id: idOf(found.model.name) },
    });
    return {
        image: imageUri,
        resource: `${endpoint} ${deployedModelId}`,
        healthRoute: routesOf(deployment).healthRoute,
        readyTimeoutMs: containerSpec.deploymentTimeout
            ? durationMs(containerSpec.deploymentTimeout)
            : runtime.timing.readyTimeoutMs,
        output,
        launch: (port) => {
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

;// CONCATENATED MODULE: ./lib/emulator/services/traffic.js


const beingDeployed = '0';
function checkSplit(split, deployedIds) {
    const entries = Object.entries(split);
    const unknown = entries.map(([id]) => id).filter((id) => !deployedIds.includes(id));
    if (unknown.length > 0) {
        throw new ApiError('INVALID_ARGUMENT', knownMessages.unknownDeployedModels(unknown));
    }
    for (const [id, share] of entries) {
        if (!Number.isInteger(share) || share < 0 || share > 100) {
            throw new ApiError('INVALID_ARGUMENT', approximateMessages.trafficValue(id, share));
        }
    }
    const sum = entries.reduce((total, [, share]) => total + share, 0);
    if (entries.length > 0 && sum !== 100) {
        throw new ApiError('INVALID_ARGUMENT', approximateMessages.trafficSum(sum));
    }
}
function splitAfterDeploy(current, requested, newId, deployedIds) {
    if (Object.keys(requested).length === 0)
        return current;
    const resolved = Object.fromEntries(Object.entries(requested).map(([id, share]) => [id === beingDeployed ? newId : id, share]));
    checkSplit(resolved, [...deployedIds, newId]);
    return resolved;
}
function splitAfterUndeploy(current, requested, id, remainingIds) {
    if (remainingIds.length === 0)
        return {};
    const isGiven = Object.keys(requested).length > 0;
    const { [id]: share = 0, ...rest } = isGiven ? requested : current;
    if (share > 0) {
        throw new ApiError('FAILED_PRECONDITION', approximateMessages.undeployWithTraffic(id));
    }
    if (isGiven)
        checkSplit(rest, remainingIds);
    return rest;
}

;// CONCATENATED MODULE: ./lib/emulator/services/deployer.js








const maxReplicas = 2;
class Deployer {
    #store;
    #runtime;
    #recorder;
    #clock;
    #save;
    constructor(store, runtime, recorder, clock, save) {
        this.#store = store;
        this.#runtime = runtime;
        this.#recorder = recorder;
        this.#clock = clock;
        this.#save = save;
    }
    async deploy(plan, progress) {
        try {
            progress.report({ deploymentStage: 'STARTING_DEPLOYMENT' });
            const spec = planReplica(plan, this.#runtime, this.#store.logs);
            progress.report({ deploymentStage: 'STARTING_MODEL_SERVER' });
            const count = Math.min(Math.max(plan.resources.minReplicaCount ?? 1, 1), maxReplicas);
            const { processes, timing } = this.#runtime;
            const replicas = await ReplicaSet.start(spec, count, processes, timing, progress.signal);
            progress.report({ deploymentStage: 'FINISHING_UP' });
            const deployedModel = await this.#commitOrDrain(plan, replicas);
            progress.report({ deploymentStage: 'SUCCESSFULLY_DEPLOYED' });
            return { deployedModel };
        }
        catch (error) {
            progress.report({ deploymentStage: 'FAILED_TO_DEPLOY' });
            if (progress.signal.aborted)
                throw new ApiError('CANCELLED', 'The operation was cancelled.');
            throw error;
        }
    }
    async retire(endpoint, deployedModelId) {
        const served = this.#runtime.serving.remove(endpoint, deployedModelId);
        await served?.replicas.drain();
    }
    async #commitOrDrain(plan, replicas) {
        try {
            return this.#commit(plan, replicas);
        }
        catch (error) {
            await replicas.drain();
            throw error;
        }
    }
    #commit(plan, replicas) {
        const endpoint = this.#store.endpoints.get(plan.endpoint);
        if (endpoint === undefined) {
            throw new ApiError('ABORTED', 'The Endpoint was deleted during the deployment.');
        }
        const ids = endpoint.deployedModels.map(({ id }) => id);
        const trafficSplit = splitAfterDeploy(endpoint.trafficSplit, plan.trafficSplit, plan.deployedModelId, ids);
        const deployedModel = {
            ...plan.requested,
            id: plan.deployedModelId,
            model: plan.found.model.name,
            modelVersionId: plan.found.version.versionId,
            displayName: plan.displayName,
            createTime: toTimestamp(this.#clock.now()),
            dedicatedResources: plan.resources,
        };
        const served = this.#served(plan, endpoint, replicas);
        served.series.sample(replicas.readyCount, replicas.targetCount);
        this.#runtime.serving.add(endpoint.name, served);
        const deployedModels = [...endpoint.deployedModels, deployedModel];
        this.#save({ ...endpoint, deployedModels, trafficSplit });
        return deployedModel;
    }
    #served(plan, endpoint, replicas) {
        const { project, location } = locationOf(endpoint.name);
        const series = this.#recorder.open({
            deployedModelId: plan.deployedModelId,
            modelDisplayName: plan.found.model.displayName,
            endpointDisplayName: endpoint.displayName,
            isSpot: plan.resources.spot ?? false,
            projectNumber: project,
            location,
            endpointId: idOf(endpoint.name),
        });
        return {
            deployedModelId: plan.deployedModelId,
            model: plan.found.model.name,
            modelVersionId: plan.found.version.versionId,
            modelDisplayName: plan.found.model.displayName,
            predictRoute: routesOf(plan).predictRoute,
            replicas,
            series,
        };
    }
}
function missing(field) {
    return new ApiError('INVALID_ARGUMENT', approximateMessages.required(`deployed_model.${field}`));
}
function checkResources(resources) {
    if (resources === undefined)
        throw missing('dedicated_resources');
    if (!resources.machineSpec?.machineType) {
        throw missing('dedicated_resources.machine_spec.machine_type');
    }
    const { minReplicaCount = 0, maxReplicaCount = minReplicaCount } = resources;
    if (minReplicaCount < 1)
        throw missing('dedicated_resources.min_replica_count');
    if (maxReplicaCount !== 0 && maxReplicaCount < minReplicaCount) {
        throw invalidField('deployed_model.dedicated_resources.max_replica_count', 'Must not be less than min_replica_count.');
    }
    return resources;
}

;// CONCATENATED MODULE: ./lib/emulator/services/version-aliases.js


const defaultAlias = 'default';
const aliasForm = /^[a-z][a-zA-Z0-9-]{0,126}[a-z0-9]$/;
function checkAliases(aliases) {
    for (const alias of aliases) {
        if (!aliasForm.test(alias)) {
            throw new ApiError('INVALID_ARGUMENT', approximateMessages.aliasForm(alias));
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
        throw new ApiError('FAILED_PRECONDITION', approximateMessages.defaultNeeded());
    }
    return moveAliases(versions, versionId, toAdd).map((version) => version.versionId === versionId
        ? { ...version, aliases: version.aliases.filter((alias) => !toRemove.includes(alias)) }
        : version);
}
function selectVersion(versions, selector) {
    const wanted = selector === undefined || selector === '-' ? defaultAlias : selector;
    return versions.find((version) => version.versionId === wanted || version.aliases.includes(wanted));
}

;// CONCATENATED MODULE: ./lib/emulator/services/model-view.js




function findModel(store, given) {
    const { name, version: selector } = parseModelName(given);
    const model = store.models.get(name);
    const version = model === undefined ? undefined : selectVersion(model.versions, selector);
    if (model === undefined || version === undefined) {
        const full = selector === undefined ? name : `${name}@${selector}`;
        throw new ApiError('NOT_FOUND', approximateMessages.notFound('Model', full));
    }
    return { model, version };
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
        etag: model.etag,
        labels,
    };
}

;// CONCATENATED MODULE: ./lib/emulator/services/deployments.js








const aiplatform = 'google.cloud.aiplatform.v1';
class Deployments {
    #store;
    #runtime;
    #deployer;
    #endpoints;
    constructor(store, runtime, deployer, endpoints) {
        this.#store = store;
        this.#runtime = runtime;
        this.#deployer = deployer;
        this.#endpoints = endpoints;
    }
    deploy(request) {
        const endpoint = this.#endpoints.idle(request.endpoint);
        const plan = this.#plan(endpoint, request);
        refuseCommands({ ...plan.found.version.containerSpec, imageUri: '' }, this.#runtime.allowCommands);
        const spec = {
            ...operationSpec(endpoint, 'DeployModel'),
            metadata: { deploymentStage: 'STARTING_DEPLOYMENT' },
        };
        return this.#store.operations.start(spec, (progress) => this.#deployer.deploy(plan, progress));
    }
    undeploy(request) {
        const endpoint = this.#endpoints.idle(request.endpoint);
        const id = request.deployedModelId ?? '';
        if (id === '')
            throw new ApiError('INVALID_ARGUMENT', approximateMessages.required('deployed_model_id'));
        findDeployed(endpoint, id);
        const remaining = endpoint.deployedModels.filter((deployed) => deployed.id !== id);
        const trafficSplit = splitAfterUndeploy(endpoint.trafficSplit, request.trafficSplit ?? {}, id, remaining.map((deployed) => deployed.id));
        this.#endpoints.save({ ...endpoint, deployedModels: remaining, trafficSplit });
        return this.#store.operations.start(operationSpec(endpoint, 'UndeployModel'), async () => {
            await this.#deployer.retire(endpoint.name, id);
            return {};
        });
    }
    mutate({ endpoint: name, deployedModel: input = {}, updateMask }) {
        const endpoint = this.#endpoints.idle(name);
        const deployed = findDeployed(endpoint, input.id ?? '');
        const paths = readUpdateMask(updateMask, [
            'dedicatedResources',
            'automaticResources',
            'disableContainerLogging',
        ]);
        const mutable = /^(disableContainerLogging|dedicatedResources\.(minReplicaCount|maxReplicaCount|requiredReplicaCount|autoscalingMetricSpecs))$/;
        const wrong = paths.filter((path) => !mutable.test(path));
        if (wrong.length > 0) {
            throw invalidField('update_mask', `${wrong.join(', ')} of a DeployedModel cannot be changed.`);
        }
        const changed = { ...deployed };
        if (paths.includes('disableContainerLogging')) {
            changed['disableContainerLogging'] = input['disableContainerLogging'] ?? false;
        }
        changed.dedicatedResources = checkResources(mergeResources(deployed.dedicatedResources, input.dedicatedResources ?? {}, paths));
        const deployedModels = endpoint.deployedModels.map((each) => each === deployed ? changed : each);
        this.#endpoints.save({ ...endpoint, deployedModels });
        const spec = operationSpec(endpoint, 'MutateDeployedModel');
        return this.#store.operations.finished(spec, { deployedModel: changed });
    }
    #plan(endpoint, request) {
        const { deployedModel: requested = {}, trafficSplit = {} } = request;
        if (!requested.model) {
            throw new ApiError('INVALID_ARGUMENT', approximateMessages.required('deployed_model.model'));
        }
        if (requested.id)
            checkDeployedModelId(requested.id);
        const deployedModelId = requested.id || generateId();
        const ids = endpoint.deployedModels.map(({ id }) => id);
        if (ids.includes(deployedModelId)) {
            throw new ApiError('ALREADY_EXISTS', approximateMessages.duplicateDeployedModel(deployedModelId));
        }
        const found = findModel(this.#store, requested.model);
        const resources = checkResources(requested.dedicatedResources);
        splitAfterDeploy(endpoint.trafficSplit, trafficSplit, deployedModelId, ids);
        return {
            endpoint: endpoint.name,
            deployedModelId,
            found,
            resources,
            requested,
            displayName: requested.displayName || found.model.displayName,
            trafficSplit,
        };
    }
}
function findDeployed(endpoint, id) {
    const deployed = endpoint.deployedModels.find((each) => each.id === id);
    if (deployed !== undefined)
        return deployed;
    throw new ApiError('INVALID_ARGUMENT', knownMessages.unknownDeployedModels([id]));
}
function mergeResources(current, input, paths) {
    const named = paths
        .filter((path) => path.startsWith('dedicatedResources.'))
        .map((path) => path.slice('dedicatedResources.'.length));
    const given = Object.entries(input).filter(([key]) => named.includes(key));
    return { ...current, ...Object.fromEntries(given) };
}
function operationSpec(endpoint, method) {
    return {
        parent: endpoint.name,
        responseType: `${aiplatform}.${method}Response`,
        metadataType: `${aiplatform}.${method}OperationMetadata`,
    };
}

;// CONCATENATED MODULE: ./lib/emulator/services/endpoints.js










const endpoints_aiplatform = 'google.cloud.aiplatform.v1';
const endpoints_service = `${endpoints_aiplatform}.EndpointService`;
const updatable = ['displayName', 'description', 'labels', 'trafficSplit'];
const endpoints_listFields = {
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
    constructor(store, runtime, recorder, clock) {
        this.#store = store;
        this.#runtime = runtime;
        this.#clock = clock;
        const save = (endpoint) => this.#save(endpoint);
        const deployer = new Deployer(store, runtime, recorder, clock, save);
        this.#deployments = new Deployments(store, runtime, deployer, {
            idle: (name) => this.#idle(name),
            save,
        });
    }
    handlers() {
        return {
            [`${endpoints_service}.CreateEndpoint`]: (request) => this.#create(request),
            [`${endpoints_service}.GetEndpoint`]: ({ name }) => this.#get(name),
            [`${endpoints_service}.ListEndpoints`]: (request) => this.#list(request),
            [`${endpoints_service}.UpdateEndpoint`]: (request) => this.#update(request),
            [`${endpoints_service}.DeleteEndpoint`]: ({ name }) => this.#delete(name),
            [`${endpoints_service}.DeployModel`]: (request) => this.#deployments.deploy(request),
            [`${endpoints_service}.UndeployModel`]: (request) => this.#deployments.undeploy(request),
            [`${endpoints_service}.MutateDeployedModel`]: (request) => this.#deployments.mutate(request),
        };
    }
    #create({ parent, endpoint: input = {}, endpointId }) {
        const location = locationOf(parent);
        const displayName = requireDisplayName(input.displayName, 'endpoint.display_name');
        checkLabels(input.labels, 'endpoint.labels');
        if (endpointId)
            checkEndpointId(endpointId);
        if (Object.keys(input.trafficSplit ?? {}).length > 0) {
            checkSplit(input.trafficSplit ?? {}, []);
        }
        const name = `${location.name}/endpoints/${endpointId || generateId()}`;
        if (this.#store.endpoints.get(name) !== undefined) {
            throw new ApiError('ALREADY_EXISTS', approximateMessages.alreadyExists('Endpoint', name));
        }
        const now = toTimestamp(this.#clock.now());
        const endpoint = this.#save({
            ...input,
            name,
            displayName,
            labels: input.labels ?? {},
            deployedModels: [],
            trafficSplit: {},
            etag: '',
            createTime: now,
            updateTime: now,
        });
        return this.#store.operations.finished({
            parent: name,
            responseType: `${endpoints_aiplatform}.Endpoint`,
            metadataType: `${endpoints_aiplatform}.CreateEndpointOperationMetadata`,
        }, endpoint);
    }
    #get(given) {
        const name = canonicalName(given);
        const endpoint = this.#store.endpoints.get(name);
        if (endpoint !== undefined)
            return endpoint;
        throw new ApiError('NOT_FOUND', approximateMessages.notFound('Endpoint', name));
    }
    #list(request) {
        const prefix = `${locationOf(request.parent).name}/endpoints/`;
        const { items, ...page } = listPage(this.#store.endpoints.list(prefix), request, endpoints_listFields);
        return { endpoints: items, ...page };
    }
    #update({ endpoint: input = {}, updateMask }) {
        const endpoint = this.#get(input.name ?? '');
        const paths = readUpdateMask(updateMask, updatable);
        const nested = paths.find((path) => path.includes('.'));
        if (nested !== undefined) {
            throw invalidField('update_mask', `${nested}: only whole fields can be updated.`);
        }
        checkEtag(input.etag, endpoint.etag);
        this.#idle(endpoint.name);
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
            const split = input.trafficSplit ?? {};
            checkSplit(split, endpoint.deployedModels.map(({ id }) => id));
            changed.trafficSplit = split;
        }
        return this.#save(changed);
    }
    #delete(given) {
        const endpoint = this.#get(given);
        const isDeploying = this.#store.operations.running(endpoint.name).length > 0;
        if (endpoint.deployedModels.length > 0 || isDeploying) {
            throw new ApiError('FAILED_PRECONDITION', knownMessages.endpointNotEmpty());
        }
        this.#store.endpoints.delete(endpoint.name);
        this.#runtime.serving.forget(endpoint.name);
        return this.#store.operations.finished({
            parent: locationOf(endpoint.name).name,
            responseType: 'google.protobuf.Empty',
            metadataType: `${endpoints_aiplatform}.DeleteOperationMetadata`,
        }, {});
    }
    #idle(given) {
        const endpoint = this.#get(given);
        const running = this.#store.operations.running(endpoint.name);
        if (running.length === 0)
            return endpoint;
        throw new ApiError('FAILED_PRECONDITION', approximateMessages.operationsRunning(endpoint.name, running));
    }
    #save(endpoint) {
        const updateTime = toTimestamp(this.#clock.now());
        const saved = { ...endpoint, updateTime, etag: generateEtag() };
        this.#store.endpoints.put(endpoint.name, saved);
        this.#runtime.serving.route(endpoint.name, saved.trafficSplit);
        return saved;
    }
}

;// CONCATENATED MODULE: ./lib/emulator/services/evaluations.js







const evaluations_service = 'google.cloud.aiplatform.v1.ModelService';
class EvaluationService {
    #store;
    #clock;
    constructor(store, clock) {
        this.#store = store;
        this.#clock = clock;
    }
    handlers() {
        return {
            [`${evaluations_service}.ImportModelEvaluation`]: (request) => this.#import(request),
            [`${evaluations_service}.GetModelEvaluation`]: ({ name }) => this.#get(this.#store.evaluations, 'ModelEvaluation', name),
            [`${evaluations_service}.ListModelEvaluations`]: (request) => this.#list(request),
            [`${evaluations_service}.BatchImportModelEvaluationSlices`]: (request) => this.#importSlices(request),
            [`${evaluations_service}.GetModelEvaluationSlice`]: ({ name }) => this.#get(this.#store.evaluationSlices, 'ModelEvaluationSlice', name),
            [`${evaluations_service}.ListModelEvaluationSlices`]: (request) => this.#listSlices(request),
        };
    }
    #import(request) {
        const { model, version } = findModel(this.#store, request.parent);
        if (request.modelEvaluation === undefined) {
            throw new ApiError('INVALID_ARGUMENT', approximateMessages.required('model_evaluation'));
        }
        const resource = this.#resource(`${model.name}/evaluations`, request.modelEvaluation);
        const stored = { resource, versionId: version.versionId };
        this.#store.evaluations.put(resource.name, stored);
        return resource;
    }
    #list(request) {
        const { model, version } = findModel(this.#store, request.parent);
        const evaluations = this.#store.evaluations
            .list(`${model.name}/evaluations/`)
            .filter((stored) => stored.versionId === version.versionId);
        const { items, ...page } = cutPage(evaluations, request, ({ resource }) => resource);
        return { modelEvaluations: items, ...page };
    }
    #importSlices(request) {
        const parent = withoutModelVersion(request.parent);
        const evaluation = this.#store.evaluations.get(parent);
        if (evaluation === undefined) {
            throw new ApiError('NOT_FOUND', approximateMessages.notFound('ModelEvaluation', parent));
        }
        const names = (request.modelEvaluationSlices ?? []).map((slice) => {
            const resource = this.#resource(`${parent}/slices`, slice);
            const stored = { resource, versionId: evaluation.versionId };
            this.#store.evaluationSlices.put(resource.name, stored);
            return resource.name;
        });
        return { importedModelEvaluationSlices: names };
    }
    #listSlices(request) {
        const slices = this.#store.evaluationSlices.list(`${withoutModelVersion(request.parent)}/slices/`);
        const { items, ...page } = cutPage(slices, request, ({ resource }) => resource);
        return { modelEvaluationSlices: items, ...page };
    }
    #get(table, what, given) {
        const stored = table.get(withoutModelVersion(given));
        if (stored !== undefined)
            return stored.resource;
        throw new ApiError('NOT_FOUND', approximateMessages.notFound(what, idOf(given)));
    }
    #resource(collection, input) {
        const createTime = toTimestamp(this.#clock.now());
        return { ...input, name: `${collection}/${generateId()}`, createTime };
    }
}
function withoutModelVersion(name) {
    return canonicalName(name).replace(/(\/models\/[^/@]+)@[^/]+/, '$1');
}

;// CONCATENATED MODULE: ./lib/emulator/services/logging.js







const known = ['resourceNames', 'projectIds', 'filter', 'orderBy', 'pageSize', 'pageToken'];
function loggingRoutes(logs) {
    return [
        {
            httpMethod: 'POST',
            pattern: /^\/v2\/entries:list$/,
            handle: async (exchange) => {
                const body = parseJson(await readBody(exchange.request, jsonBodyLimit));
                if (!isJsonObject(body))
                    throw new ApiError('INVALID_ARGUMENT', 'Expected a JSON object.');
                sendJson(exchange.response, 200, listEntries(logs.list(), body));
            },
        },
    ];
}
function listEntries(entries, request) {
    const unknown = Object.keys(request).find((key) => !known.includes(key));
    if (unknown !== undefined) {
        throw new ApiError('INVALID_ARGUMENT', `Invalid JSON payload received. Unknown name "${unknown}": Cannot find field.`);
    }
    const projects = projectsOf(request);
    const filter = parseFilter(textOf(request, 'filter'));
    const orderBy = textOf(request, 'orderBy') || 'timestamp asc';
    if (orderBy !== 'timestamp asc' && orderBy !== 'timestamp desc') {
        throw new ApiError('INVALID_ARGUMENT', `Invalid order_by "${orderBy}".`);
    }
    const matching = entries
        .filter((entry) => projects.has(entry.logName.split('/')[1] ?? ''))
        .filter((entry) => matchesFilter(filter, (path) => logging_lookUp(entry, path)));
    if (orderBy === 'timestamp desc')
        matching.reverse();
    const { pageSize } = request;
    const page = cutPage(matching, {
        pageSize: typeof pageSize === 'number' ? pageSize : 50,
        pageToken: textOf(request, 'pageToken'),
    }, (entry) => entry);
    const { items, ...rest } = page;
    return items.length > 0 ? { entries: items, ...rest } : rest;
}
function projectsOf(request) {
    const { resourceNames } = request;
    const names = Array.isArray(resourceNames) ? resourceNames.map(String) : [];
    const projects = names.flatMap((name) => /^projects\/([^/]+)/.exec(name)?.[1] ?? []);
    if (projects.length === 0) {
        throw new ApiError('INVALID_ARGUMENT', 'resource_names must name at least one project.');
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
function textOf(request, key) {
    const value = request[key];
    return typeof value === 'string' ? value : '';
}

;// CONCATENATED MODULE: ./lib/emulator/store/crc32c.js
function crc32c(data) {
    const table = castagnoliTable();
    let crc = 0xffffffff;
    for (let index = 0; index < data.length; index += 1) {
        crc = (table[(crc ^ (data[index] ?? 0)) & 0xff] ?? 0) ^ (crc >>> 8);
    }
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
    return bytes.toString('base64');
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

;// CONCATENATED MODULE: ./lib/emulator/store/objects.js



class ObjectStore {
    #clock;
    #buckets = new Map();
    #lastGeneration = 0n;
    constructor(clock) {
        this.#clock = clock;
    }
    createBucket(name, projectNumber, location = 'US', isManaged = false) {
        const timeCreated = toTimestamp(this.#clock.now());
        const bucket = { name, projectNumber, location, timeCreated };
        this.#buckets.set(name, { bucket, objects: new Map(), isManaged });
        return bucket;
    }
    bucket(name) {
        return this.#buckets.get(name)?.bucket;
    }
    listBuckets() {
        return [...this.#buckets.values()].filter((each) => !each.isManaged).map((each) => each.bucket);
    }
    deleteBucket(name) {
        this.#buckets.delete(name);
    }
    get(bucket, name) {
        return this.#buckets.get(bucket)?.objects.get(name);
    }
    list(bucket, prefix) {
        const objects = [...(this.#buckets.get(bucket)?.objects.values() ?? [])];
        return objects
            .filter((object) => object.name.startsWith(prefix))
            .toSorted((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
    }
    put(bucket, name, data, attributes) {
        const hashes = {
            md5Hash: (0,external_node_crypto_.createHash)('md5').update(data).digest('base64'),
            crc32c: crc32c(data),
        };
        return this.#write(bucket, name, { ...attributes, ...hashes, data });
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
        this.#buckets.get(object.bucket)?.objects.set(object.name, patched);
        return patched;
    }
    delete(bucket, name) {
        this.#buckets.get(bucket)?.objects.delete(name);
    }
    clear() {
        this.#buckets.clear();
    }
    #write(bucket, name, content) {
        const now = this.#clock.now();
        const micros = BigInt(Math.trunc(now)) * 1000n;
        this.#lastGeneration = micros > this.#lastGeneration ? micros : this.#lastGeneration + 1n;
        const object = {
            ...content,
            bucket,
            name,
            generation: String(this.#lastGeneration),
            metageneration: '1',
            timeCreated: toTimestamp(now),
            updated: toTimestamp(now),
        };
        this.#buckets.get(bucket)?.objects.set(name, object);
        return object;
    }
}
function parseGsUri(uri) {
    const match = /^gs:\/\/([^/]+)\/?(.*)$/.exec(uri);
    const [, bucket, path] = match ?? [];
    return bucket === undefined ? undefined : { bucket, path: path ?? '' };
}

;// CONCATENATED MODULE: ./lib/emulator/services/model-artifacts.js


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

;// CONCATENATED MODULE: ./lib/emulator/services/model-upload.js








const model_upload_aiplatform = 'google.cloud.aiplatform.v1';
class ModelUploader {
    #store;
    #clock;
    constructor(store, clock) {
        this.#store = store;
        this.#clock = clock;
    }
    upload(request) {
        const location = locationOf(request.parent);
        const input = request.model ?? {};
        const displayName = requireDisplayName(input.displayName, 'model.display_name');
        checkLabels(input.labels, 'model.labels');
        checkAliases(input.versionAliases ?? []);
        checkContainer(input);
        const parent = request.parentModel ? this.#parentModel(request.parentModel) : undefined;
        const record = parent ?? this.#newRecord(location.name, request.modelId, input, displayName);
        const versionId = String(record.nextVersion);
        const version = this.#version(versionId, location.project, input, parent !== undefined);
        const isFirst = record.versions.length === 0;
        const aliases = [
            ...new Set([...(isFirst ? [defaultAlias] : []), ...(input.versionAliases ?? [])]),
        ];
        const versions = moveAliases([...record.versions, version], versionId, aliases);
        this.#store.models.put(record.name, {
            ...record,
            versions,
            nextVersion: record.nextVersion + 1,
            updateTime: version.createTime,
            etag: generateEtag(),
        });
        return this.#store.operations.finished({
            parent: record.name,
            responseType: `${model_upload_aiplatform}.UploadModelResponse`,
            metadataType: `${model_upload_aiplatform}.UploadModelOperationMetadata`,
        }, { model: record.name, modelVersionId: versionId });
    }
    #parentModel(given) {
        const { name } = parseModelName(given);
        const record = this.#store.models.get(name);
        if (record !== undefined)
            return record;
        throw new ApiError('NOT_FOUND', approximateMessages.notFound('Model', name));
    }
    #newRecord(location, modelId, input, displayName) {
        if (modelId)
            checkModelId(modelId);
        const name = canonicalName(`${location}/models/${modelId || generateId()}`);
        if (this.#store.models.get(name) !== undefined) {
            throw new ApiError('ALREADY_EXISTS', approximateMessages.alreadyExists('Model', name));
        }
        const now = toTimestamp(this.#clock.now());
        return {
            name,
            displayName,
            description: input.description ?? '',
            labels: input.labels ?? {},
            createTime: now,
            updateTime: now,
            etag: generateEtag(),
            versions: [],
            nextVersion: 1,
        };
    }
    #version(versionId, project, input, hasParent) {
        const now = toTimestamp(this.#clock.now());
        const artifactUri = input.artifactUri ?? '';
        return {
            versionId,
            aliases: [],
            description: input.versionDescription ?? '',
            labels: hasParent ? (input.labels ?? {}) : {},
            createTime: now,
            updateTime: now,
            containerSpec: input.containerSpec ?? {},
            artifactUri,
            artifactCopy: snapshotArtifacts(this.#store.objects, artifactUri, project),
            rest: inputOnly(input),
        };
    }
}
function checkContainer({ containerSpec, artifactUri = '' }) {
    if (!containerSpec?.imageUri) {
        throw new ApiError('INVALID_ARGUMENT', approximateMessages.required('model.container_spec.image_uri'));
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
function inputOnly(input) {
    const kept = [
        'predictSchemata',
        'metadataSchemaUri',
        'metadata',
        'explanationSpec',
        'encryptionSpec',
    ];
    return Object.fromEntries(Object.entries(input).filter(([key]) => kept.includes(key)));
}

;// CONCATENATED MODULE: ./lib/emulator/services/models.js










const models_service = 'google.cloud.aiplatform.v1.ModelService';
const modelFields = ['displayName', 'description', 'labels'];
const versionFields = ['versionDescription', 'labels'];
const models_listFields = {
    model: (model) => textField(idOf(String(model['name']))),
    name: (model) => textField(String(model['name'])),
    display_name: (model) => textField(String(model['displayName'])),
    version_id: (model) => textField(String(model['versionId'])),
    labels: (model) => mapField(model['labels']),
    create_time: (model) => timeField(String(model['createTime'])),
    update_time: (model) => timeField(String(model['updateTime'])),
};
class ModelService {
    #store;
    #clock;
    #uploader;
    constructor(store, clock) {
        this.#store = store;
        this.#clock = clock;
        this.#uploader = new ModelUploader(store, clock);
    }
    handlers() {
        return {
            [`${models_service}.UploadModel`]: (request) => this.#uploader.upload(request),
            [`${models_service}.GetModel`]: ({ name }) => this.#view(findModel(this.#store, name)),
            [`${models_service}.ListModels`]: (request) => this.#list(request),
            [`${models_service}.ListModelVersions`]: (request) => this.#listVersions(request),
            [`${models_service}.UpdateModel`]: (request) => this.#update(request),
            [`${models_service}.MergeVersionAliases`]: (request) => this.#merge(request),
            [`${models_service}.DeleteModel`]: ({ name }) => this.#delete(name),
            [`${models_service}.DeleteModelVersion`]: ({ name }) => this.#deleteVersion(name),
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
        const { items, ...page } = listPage(resources, request, models_listFields);
        return { models: items, ...page };
    }
    #listVersions(request) {
        const { model } = findModel(this.#store, parseModelName(request.name).name);
        const resources = model.versions.map((version) => ({
            ...this.#view({ model, version }),
            name: `${model.name}@${version.versionId}`,
        }));
        const { items, ...page } = listPage(resources, request, models_listFields);
        return { models: items, ...page };
    }
    #update({ model: input = {}, updateMask }) {
        const { version: selector } = parseModelName(input.name ?? '');
        const { model, version } = findModel(this.#store, input.name ?? '');
        const paths = readUpdateMask(updateMask, [...modelFields, ...versionFields]);
        const isVersionScope = selector !== undefined && selector !== '-';
        const allowed = isVersionScope ? versionFields : modelFields;
        const wrong = paths.filter((path) => !allowed.includes(path));
        if (wrong.length > 0) {
            const scope = isVersionScope ? 'version' : 'model';
            throw new ApiError('FAILED_PRECONDITION', approximateMessages.mixedScopes(wrong, scope));
        }
        checkEtag(input.etag, model.etag);
        if (paths.includes('labels'))
            checkLabels(input.labels, 'model.labels');
        if (paths.includes('displayName'))
            requireDisplayName(input.displayName, 'model.display_name');
        const now = toTimestamp(this.#clock.now());
        const labels = paths.includes('labels') ? { labels: input.labels ?? {} } : {};
        if (isVersionScope) {
            const changed = { ...version, ...labels, updateTime: now };
            if (paths.includes('versionDescription'))
                changed.description = input.versionDescription ?? '';
            const versions = model.versions.map((each) => (each === version ? changed : each));
            return this.#save({ ...model, versions }, version.versionId);
        }
        const changed = { ...model, ...labels };
        if (paths.includes('displayName'))
            changed.displayName = input.displayName ?? '';
        if (paths.includes('description'))
            changed.description = input.description ?? '';
        return this.#save(changed, version.versionId);
    }
    #merge({ name, versionAliases = [] }) {
        const { model, version } = this.#explicitVersion(name);
        if (versionAliases.length === 0) {
            throw new ApiError('INVALID_ARGUMENT', approximateMessages.required('version_aliases'));
        }
        const versions = mergeAliases(model.versions, version.versionId, versionAliases);
        return this.#save({ ...model, versions }, version.versionId);
    }
    #delete(given) {
        const { name } = parseModelName(given);
        const { model } = findModel(this.#store, name);
        if (deploymentsOf(this.#store.endpoints.list(''), model.name).length > 0) {
            throw new ApiError('FAILED_PRECONDITION', approximateMessages.modelDeployed(model.name));
        }
        this.#store.models.delete(model.name);
        for (const table of [this.#store.evaluations, this.#store.evaluationSlices]) {
            for (const { resource } of table.list(`${model.name}/`))
                table.delete(resource.name);
        }
        return this.#deleted(model.name);
    }
    #deleteVersion(name) {
        const { model, version } = this.#explicitVersion(name);
        const full = `${model.name}@${version.versionId}`;
        const deployments = deploymentsOf(this.#store.endpoints.list(''), model.name, version.versionId);
        if (deployments.length > 0) {
            throw new ApiError('FAILED_PRECONDITION', approximateMessages.versionDeployed(full));
        }
        if (model.versions.length === 1) {
            throw new ApiError('FAILED_PRECONDITION', approximateMessages.onlyVersion());
        }
        if (version.aliases.includes(defaultAlias)) {
            throw new ApiError('FAILED_PRECONDITION', approximateMessages.deletesDefault());
        }
        const versions = model.versions.filter((each) => each !== version);
        this.#store.models.put(model.name, { ...model, versions, etag: generateEtag() });
        return this.#deleted(model.name);
    }
    #explicitVersion(name) {
        const { version } = parseModelName(name);
        if (version === undefined || !/^\d+$/.test(version)) {
            throw new ApiError('INVALID_ARGUMENT', `The name "${name}" must contain a version ID.`);
        }
        return findModel(this.#store, name);
    }
    #save(model, versionId) {
        const updateTime = toTimestamp(this.#clock.now());
        const saved = { ...model, updateTime, etag: generateEtag() };
        this.#store.models.put(model.name, saved);
        return this.#view(findModel(this.#store, `${model.name}@${versionId}`));
    }
    #deleted(modelName) {
        return this.#store.operations.finished({
            parent: locationOf(modelName).name,
            responseType: 'google.protobuf.Empty',
            metadataType: 'google.cloud.aiplatform.v1.DeleteOperationMetadata',
        }, {});
    }
}

;// CONCATENATED MODULE: ./lib/emulator/series/align.js



const numeric = ['INT64', 'DOUBLE'];
const allKinds = ['INT64', 'DOUBLE', 'DISTRIBUTION'];
const same = (input) => input;
const always = (output) => () => output;
function numberAligner(valueType, compute) {
    return {
        takes: numeric,
        kind: same,
        valueType,
        value: (values, type) => ({
            kind: valueType(type) === 'INT64' ? 'INT64' : 'DOUBLE',
            number: compute(numbersOf(values)),
        }),
    };
}
function percentileAligner(percent) {
    return {
        takes: ['DISTRIBUTION'],
        kind: always('GAUGE'),
        valueType: always('DOUBLE'),
        value: (values) => point_double(percentileOf(merged(values), percent)),
    };
}
const aligners = {
    ALIGN_SUM: { takes: allKinds, kind: same, valueType: same, value: sumValues },
    ALIGN_DELTA: { takes: allKinds, kind: always('DELTA'), valueType: same, value: sumValues },
    ALIGN_RATE: {
        takes: numeric,
        kind: always('GAUGE'),
        valueType: always('DOUBLE'),
        value: (values, _type, periodMs) => point_double(total(numbersOf(values)) / (periodMs / 1000)),
    },
    ALIGN_MEAN: numberAligner(always('DOUBLE'), (numbers) => total(numbers) / numbers.length),
    ALIGN_MIN: numberAligner(same, (numbers) => Math.min(...numbers)),
    ALIGN_MAX: numberAligner(same, (numbers) => Math.max(...numbers)),
    ALIGN_COUNT: {
        takes: numeric,
        kind: same,
        valueType: always('INT64'),
        value: (values) => int64(values.length),
    },
    ALIGN_NEXT_OLDER: {
        takes: allKinds,
        kind: always('GAUGE'),
        valueType: same,
        value: (values) => values.at(-1) ?? int64(0),
    },
    ALIGN_PERCENTILE_99: percentileAligner(99),
    ALIGN_PERCENTILE_95: percentileAligner(95),
    ALIGN_PERCENTILE_50: percentileAligner(50),
    ALIGN_PERCENTILE_05: percentileAligner(5),
};
function alignSeries(series, aligner, periodMs, end) {
    const how = Object.hasOwn(aligners, aligner) ? aligners[aligner] : undefined;
    if (how === undefined) {
        throw new ApiError('UNIMPLEMENTED', `The embedded Vertex does not emulate ${aligner}.`);
    }
    const isDeltaOnly = aligner === 'ALIGN_DELTA' || aligner === 'ALIGN_RATE';
    const isGaugeOnly = aligner === 'ALIGN_NEXT_OLDER';
    const fitsKind = series.metricKind === 'DELTA' ? !isGaugeOnly : !isDeltaOnly;
    if (!how.takes.includes(series.valueType) || !fitsKind) {
        throw new ApiError('INVALID_ARGUMENT', `Field aggregation.perSeriesAligner had an invalid value of "${aligner}": The aligner cannot be applied to metrics with kind ${series.metricKind} and value type ${series.valueType}.`);
    }
    const metricKind = how.kind(series.metricKind);
    const valueType = how.valueType(series.valueType);
    const points = groupByPeriod(series.points, periodMs, end).map(({ periodEnd, values }) => {
        const start = metricKind === 'GAUGE' ? periodEnd : periodEnd - periodMs;
        return { start, end: periodEnd, value: how.value(values, series.valueType, periodMs) };
    });
    return { ...series, metricKind, valueType, points };
}
function groupByPeriod(points, periodMs, end) {
    const groups = new Map();
    for (const point of points) {
        const periodEnd = end - Math.floor((end - point.end) / periodMs) * periodMs;
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
function merged(values) {
    const sum = sumValues(values, 'DISTRIBUTION');
    if (sum.kind !== 'DISTRIBUTION')
        throw new Error('expected a distribution');
    return sum.distribution;
}
function total(numbers) {
    return numbers.reduce((sum, number) => sum + number, 0);
}

;// CONCATENATED MODULE: ./lib/emulator/series/reduce.js



const reducers = {
    REDUCE_SUM: { takesDistributions: true, combine: sumValues },
    REDUCE_MEAN: { takesDistributions: true, combine: meanOf },
    REDUCE_MIN: {
        takesDistributions: false,
        combine: (values, type) => likeInput(type, Math.min(...numbersOf(values))),
    },
    REDUCE_MAX: {
        takesDistributions: false,
        combine: (values, type) => likeInput(type, Math.max(...numbersOf(values))),
    },
    REDUCE_COUNT: { takesDistributions: true, combine: (values) => int64(values.length) },
    REDUCE_PERCENTILE_99: percentileReducer(99),
    REDUCE_PERCENTILE_95: percentileReducer(95),
    REDUCE_PERCENTILE_50: percentileReducer(50),
    REDUCE_PERCENTILE_05: percentileReducer(5),
};
function reduceSeries(all, reducer, groupByFields) {
    const how = Object.hasOwn(reducers, reducer) ? reducers[reducer] : undefined;
    if (how === undefined) {
        throw new ApiError('UNIMPLEMENTED', `The embedded Vertex does not emulate ${reducer}.`);
    }
    const groups = new Map();
    for (const series of all) {
        if (series.valueType === 'DISTRIBUTION' && !how.takesDistributions) {
            throw new ApiError('INVALID_ARGUMENT', `Field aggregation.crossSeriesReducer had an invalid value of "${reducer}": The reducer cannot be applied to distributions.`);
        }
        const shown = withLabels(series, groupByFields);
        const key = JSON.stringify([shown.metric.labels, shown.resource.labels]);
        const group = groups.get(key);
        if (group === undefined)
            groups.set(key, { shown, members: [series] });
        else
            group.members.push(series);
    }
    return [...groups.values()].map(({ shown, members }) => combine(shown, members, how.combine));
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
        const value = how(group.map((point) => point.value), shown.valueType);
        return { start, end, value };
    });
    return { ...shown, valueType: points[0]?.value.kind ?? shown.valueType, points };
}
function withLabels(series, fields) {
    const metricLabels = {};
    const resourceLabels = {};
    for (const field of fields) {
        const match = /^(metric|resource)\.labels?\.(?:"([^"]+)"|(\w+))$/.exec(field);
        const name = match?.[2] ?? match?.[3];
        if (match === null || name === undefined) {
            if (/^(resource\.type|project)$/.test(field))
                continue;
            throw new ApiError('INVALID_ARGUMENT', `Field aggregation.groupByFields had an invalid value of "${field}".`);
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
function percentileReducer(percent) {
    return {
        takesDistributions: true,
        combine: (values, type) => {
            if (type === 'DISTRIBUTION') {
                const sum = sumValues(values, type);
                return point_double(sum.kind === 'DISTRIBUTION' ? percentileOf(sum.distribution, percent) : 0);
            }
            return point_double(percentileOfNumbers(numbersOf(values), percent));
        },
    };
}
function percentileOfNumbers(numbers, percent) {
    const sorted = numbers.toSorted((a, b) => a - b);
    const rank = ((sorted.length - 1) * percent) / 100;
    const low = sorted[Math.floor(rank)] ?? 0;
    const high = sorted[Math.ceil(rank)] ?? low;
    return low + (high - low) * (rank - Math.floor(rank));
}
function meanOf(values, type) {
    if (type === 'DISTRIBUTION') {
        const sum = sumValues(values, type);
        return point_double(sum.kind === 'DISTRIBUTION' ? sum.distribution.mean : 0);
    }
    const numbers = numbersOf(values);
    return point_double(numbers.reduce((sum, number) => sum + number, 0) / numbers.length);
}
function likeInput(type, number) {
    return type === 'INT64' ? int64(number) : point_double(number);
}

;// CONCATENATED MODULE: ./lib/emulator/services/monitoring.js










const monitoring_maxPageSize = 100_000;
const monitoring_service = 'google.monitoring.v3.MetricService';
class MonitoringService {
    #recorder;
    constructor(recorder) {
        this.#recorder = recorder;
    }
    handlers() {
        return {
            [`${monitoring_service}.ListTimeSeries`]: (request) => this.listTimeSeries(request),
            [`${monitoring_service}.ListMetricDescriptors`]: (request) => listMetricDescriptors(request),
            [`${monitoring_service}.GetMetricDescriptor`]: (request) => getMetricDescriptor(request.name),
        };
    }
    listTimeSeries(request) {
        const filter = parseFilter(request.filter ?? '');
        const metricType = metricTypeOf(filter);
        const { start, end } = readInterval(request);
        const project = projectNumber(request.name.split('/')[1] ?? '');
        const found = this.#recorder
            .list(metricType, project)
            .filter((series) => matchesFilter(filter, (path) => monitoring_lookUp(series, path)))
            .map((series) => ({ ...series, points: series.points.filter(inInterval(start, end)) }))
            .filter(({ points }) => points.length > 0);
        const shaped = aggregate(aggregate(found, request.aggregation, end), request.secondaryAggregation, end);
        return paged(shaped, request);
    }
}
function metricTypeOf(filter) {
    const types = comparisonsIn(filter).flatMap(({ path, comparator, value }) => path.join('.') === 'metric.type' && comparator === '=' && value.kind === 'text'
        ? [value.text]
        : []);
    const [only] = types;
    if (only === undefined || types.length > 1) {
        throw new ApiError('INVALID_ARGUMENT', `Field filter had an invalid value: The filter must specify a single metric type, by metric.type = "…".`);
    }
    return only;
}
function monitoring_lookUp(series, path) {
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
        return { kind: 'text', value: series.resource.labels['resource_container'] };
    }
    throw unknownField(path);
}
function readInterval({ interval }) {
    if (interval?.endTime === undefined) {
        throw new ApiError('INVALID_ARGUMENT', 'Field interval.endTime is required.');
    }
    const end = Date.parse(interval.endTime);
    const start = interval.startTime === undefined ? end : Date.parse(interval.startTime);
    if (start > end) {
        throw new ApiError('INVALID_ARGUMENT', 'Field interval had an invalid value: The start time must not be later than the end time.');
    }
    return { start, end };
}
function inInterval(start, end) {
    return (point) => point.end <= end && (point.end > start || point.start === start);
}
function aggregate(all, aggregation, end) {
    const aligner = aggregation?.perSeriesAligner ?? 'ALIGN_NONE';
    const reducer = aggregation?.crossSeriesReducer ?? 'REDUCE_NONE';
    if (aligner === 'ALIGN_NONE') {
        if (reducer === 'REDUCE_NONE')
            return all;
        throw new ApiError('INVALID_ARGUMENT', 'Field aggregation.perSeriesAligner had an invalid value of "ALIGN_NONE": a cross-series reducer needs an aligner.');
    }
    const periodMs = durationMs(aggregation?.alignmentPeriod ?? '0s');
    if (!(periodMs >= 1000)) {
        throw new ApiError('INVALID_ARGUMENT', 'Field aggregation.alignmentPeriod had an invalid value: the embedded Vertex takes periods of 1 s and more.');
    }
    const aligned = all.map((series) => alignSeries(series, aligner, periodMs, end));
    if (reducer === 'REDUCE_NONE')
        return aligned;
    return reduceSeries(aligned, reducer, aggregation?.groupByFields ?? []);
}
function paged(all, request) {
    const size = Math.min(request.pageSize || monitoring_maxPageSize, monitoring_maxPageSize);
    const from = request.pageToken ? offsetOf(request.pageToken) : 0;
    if (request.view === 'HEADERS') {
        const timeSeries = all.slice(from, from + size).map((series) => seriesResource(series, []));
        return from + size < all.length
            ? { timeSeries, nextPageToken: tokenOf(from + size) }
            : { timeSeries };
    }
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
        case 'INT64':
            return { int64Value: String(value.number) };
        case 'DOUBLE':
            return { doubleValue: value.number };
        case 'DISTRIBUTION': {
            const { count, mean, sumOfSquaredDeviation, bucketCounts } = value.distribution;
            return {
                distributionValue: {
                    count: String(count),
                    mean,
                    sumOfSquaredDeviation,
                    bucketOptions: { exponentialBuckets: { ...latencyBuckets } },
                    bucketCounts: bucketCounts.map(String),
                },
            };
        }
    }
}
function listMetricDescriptors(request) {
    const filter = parseFilter(request.filter ?? '');
    const matching = onlineMetrics.filter((metric) => matchesFilter(filter, (path) => {
        if (path.join('.') !== 'metric.type')
            throw unknownField(path);
        return { kind: 'text', value: metric.type };
    }));
    const project = request.name.split('/')[1] ?? '';
    return { metricDescriptors: matching.map((metric) => descriptorResource(metric, project)) };
}
function getMetricDescriptor(name) {
    const [, project = '', , ...type] = name.split('/');
    const metric = onlineMetrics.find((candidate) => candidate.type === type.join('/'));
    if (metric === undefined) {
        throw new ApiError('NOT_FOUND', `Could not find descriptor for metric '${type.join('/')}'.`);
    }
    return descriptorResource(metric, project);
}
function descriptorResource(metric, project) {
    const { type, metricKind, valueType, unit, displayName, description } = metric;
    return {
        name: `projects/${project}/metricDescriptors/${type}`,
        type,
        metricKind,
        valueType,
        unit,
        displayName,
        description,
        labels: metric.labels.map((key) => ({ key })),
        metadata: {
            launchStage: 'BETA',
            samplePeriod: metricKind === 'GAUGE' ? '10s' : '1s',
            ingestDelay: '1s',
        },
        launchStage: 'BETA',
        monitoredResourceTypes: ['aiplatform.googleapis.com/Endpoint'],
    };
}

;// CONCATENATED MODULE: ./lib/emulator/services/operations.js



const operations_service = 'google.longrunning.Operations';
const maxWaitMs = 60_000;
function operationHandlers(operations) {
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

;// CONCATENATED MODULE: ./lib/emulator/services/predictions.js








const predictions_service = 'google.cloud.aiplatform.v1.PredictionService';
const payloadLimit = 1_572_864;
class PredictionService {
    #store;
    #runtime;
    constructor(store, runtime) {
        this.#store = store;
        this.#runtime = runtime;
    }
    handlers() {
        return {
            [`${predictions_service}.Predict`]: (exchange) => this.#predict(exchange),
            [`${predictions_service}.RawPredict`]: (exchange) => this.#rawPredict(exchange),
        };
    }
    async #predict({ request, response, captured }) {
        requireJson(request);
        const endpoint = endpointOf(captured, 'Predict');
        const startedAt = performance.now();
        const body = await readPayload(request);
        const instances = countInstances(body);
        const served = this.#pick(endpoint);
        const attempt = { endpoint, served, instances, startedAt };
        setModelHeaders(response, endpoint, served);
        const answer = await this.#ask(response, attempt, 'application/json', body);
        if (answer === undefined)
            return;
        const { http, error, predictions } = readAnswer(answer);
        recordOnFinish(response, attempt, http, answer.elapsedMs);
        if (error !== undefined)
            return sendJson(response, error.http, error.toBody());
        sendJson(response, 200, {
            ...predictions,
            deployedModelId: served.deployedModelId,
            model: served.model,
            modelDisplayName: served.modelDisplayName,
            modelVersionId: served.modelVersionId,
        });
    }
    async #rawPredict({ request, response, captured }) {
        const endpoint = endpointOf(captured, 'RawPredict');
        const startedAt = performance.now();
        const body = await readPayload(request);
        const served = this.#pick(endpoint);
        const attempt = { endpoint, served, instances: 1, startedAt };
        setModelHeaders(response, endpoint, served);
        const contentType = request.headers['content-type'] ?? 'application/json';
        const answer = await this.#ask(response, attempt, contentType, body);
        if (answer === undefined)
            return;
        recordOnFinish(response, attempt, answer.http, answer.elapsedMs);
        response.writeHead(answer.http, {
            'content-type': answer.headers['content-type'] ?? 'application/octet-stream',
            'content-length': answer.body.length,
        });
        response.end(answer.body);
    }
    #pick(endpoint) {
        const served = this.#runtime.serving.pick(endpoint);
        if (served !== undefined)
            return served;
        if (this.#store.endpoints.get(endpoint) === undefined) {
            throw new ApiError('NOT_FOUND', approximateMessages.notFound('Endpoint', endpoint));
        }
        throw new ApiError('FAILED_PRECONDITION', knownMessages.noTrafficSplit(endpoint));
    }
    async #ask(response, attempt, contentType, body) {
        const { served } = attempt;
        const sentAt = performance.now();
        try {
            const path = served.predictRoute;
            const answer = await served.replicas.send({ path, contentType, body });
            const elapsedMs = performance.now() - sentAt;
            if (answer.body.length > payloadLimit)
                throw responseTooLarge(attempt, answer.body.length);
            return { ...answer, elapsedMs };
        }
        catch (thrown) {
            const error = asApiError(thrown, attempt);
            recordOnFinish(response, attempt, error.http, performance.now() - sentAt);
            sendJson(response, error.http, error.toBody());
            return undefined;
        }
    }
}
function endpointOf(captured, method) {
    const name = captured['endpoint'] ?? '';
    if (name.includes('/publishers/'))
        throw notServed(`${predictions_service}.${method} on publisher models`);
    return canonicalName(name);
}
function readPayload(request) {
    return readBody(request, payloadLimit, () => new ApiError('INVALID_ARGUMENT', knownMessages.payloadTooLarge(payloadLimit)));
}
function countInstances(body) {
    const json = parseJson(body);
    if (!isJsonObject(json)) {
        throw new ApiError('INVALID_ARGUMENT', 'Invalid JSON payload received. Expected an object.');
    }
    for (const key of Object.keys(json)) {
        if (key !== 'instances' && key !== 'parameters' && key !== 'labels' && key !== 'endpoint') {
            throw new ApiError('INVALID_ARGUMENT', `Invalid JSON payload received. Unknown name "${key}": Cannot find field.`);
        }
    }
    const { instances } = json;
    if (!Array.isArray(instances)) {
        throw new ApiError('INVALID_ARGUMENT', approximateMessages.required('instances'));
    }
    return instances.length;
}
function failed(error) {
    return { http: error.http, error, predictions: { predictions: [] } };
}
function readAnswer(answer) {
    if (answer.http !== 200) {
        const text = answer.body.toString('utf8').trim();
        const http = answer.http >= 400 ? answer.http : 500;
        const message = text === '' ? `The model server answered ${answer.http}.` : text;
        return failed(new ApiError(statusOfHttp(http), message, http));
    }
    const json = parseModelJson(answer.body);
    if (json === undefined || !Array.isArray(json['predictions'])) {
        return failed(new ApiError('INTERNAL', approximateMessages.predictionsMissing()));
    }
    const { predictions, metadata } = json;
    const known = metadata === undefined ? { predictions } : { predictions, metadata };
    return { http: 200, error: undefined, predictions: known };
}
function parseModelJson(body) {
    try {
        const json = JSON.parse(body.toString('utf8'));
        return isJsonObject(json) ? json : undefined;
    }
    catch {
        return undefined;
    }
}
function recordOnFinish(response, attempt, http, modelMs) {
    const { served, instances, startedAt } = attempt;
    response.once('close', () => {
        const totalMs = performance.now() - startedAt;
        served.series.record({ http, instances, totalMs, modelMs });
    });
}
function setModelHeaders(response, endpoint, served) {
    response.setHeader('X-Vertex-AI-Endpoint-Id', idOf(endpoint));
    response.setHeader('X-Vertex-AI-Deployed-Model-Id', served.deployedModelId);
    response.setHeader('X-Vertex-AI-Model', served.model);
    response.setHeader('X-Vertex-AI-Model-Version-Id', served.modelVersionId);
}
function responseTooLarge({ endpoint, served }, size) {
    const ids = [idOf(endpoint), served.deployedModelId];
    return new ApiError('INVALID_ARGUMENT', knownMessages.responseTooLarge(...ids, size, payloadLimit));
}
function asApiError(thrown, { served, endpoint }) {
    const where = `endpoint_id: ${idOf(endpoint)}, deployed_model_id: ${served.deployedModelId}`;
    if (thrown instanceof ModelTimeout) {
        return new ApiError('DEADLINE_EXCEEDED', `Failed to handle request. ${where} with error: timed out.`);
    }
    if (thrown instanceof ModelUnreachable) {
        return new ApiError('INTERNAL', `Failed to handle request. ${where} with error: ${thrown.message}`);
    }
    return toApiError(thrown);
}

;// CONCATENATED MODULE: ./lib/emulator/services/storage-error.js

class StorageError extends ApiError {
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

;// CONCATENATED MODULE: ./lib/emulator/services/storage-conditions.js

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

;// CONCATENATED MODULE: ./lib/emulator/services/storage-resource.js


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
    const { data, bucket, name, generation, metageneration, ...rest } = object;
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
        size: String(data.length),
        storageClass: 'STANDARD',
        timeStorageClassUpdated: object.timeCreated,
        etag: etagOf(object),
    };
}
function etagOf(object) {
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
    if (!isJsonObject(json))
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
    if (isJsonObject(metadata)) {
        const pairs = Object.entries(metadata).filter(([, value]) => typeof value === 'string');
        attributes.metadata = Object.fromEntries(pairs);
    }
    return { name: text('name'), attributes, md5Hash: text('md5Hash'), crc32c: text('crc32c') };
}

;// CONCATENATED MODULE: ./lib/emulator/services/storage-download.js


function sendMedia(response, object, rangeHeader) {
    const range = parseRange(rangeHeader, object.data.length);
    const headers = {
        'content-type': object.contentType ?? 'application/octet-stream',
        'accept-ranges': 'bytes',
        etag: etagOf(object),
        'last-modified': new Date(object.updated).toUTCString(),
        'x-goog-generation': object.generation,
        'x-goog-metageneration': object.metageneration,
        'x-goog-hash': `crc32c=${object.crc32c},md5=${object.md5Hash}`,
        'x-goog-stored-content-encoding': object.contentEncoding ?? 'identity',
        'x-goog-stored-content-length': String(object.data.length),
        'x-goog-storage-class': 'STANDARD',
    };
    if (object.contentEncoding !== undefined)
        headers['content-encoding'] = object.contentEncoding;
    if (range === undefined) {
        response.writeHead(200, { ...headers, 'content-length': object.data.length });
        response.end(object.data);
        return;
    }
    const { from, to } = range;
    response.writeHead(206, {
        ...headers,
        'content-length': to - from + 1,
        'content-range': `bytes ${from}-${to}/${object.data.length}`,
    });
    response.end(object.data.subarray(from, to + 1));
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

;// CONCATENATED MODULE: ./lib/emulator/services/storage-objects.js






const maxResults = 1000;
class StorageObjects {
    #objects;
    #origin;
    constructor(objects, origin) {
        this.#objects = objects;
        this.#origin = origin;
    }
    get(exchange) {
        const object = this.#find(exchange, exchange.query.get('generation') ?? undefined);
        const conditions = readConditions(exchange.query);
        requireConditions(positiveConditions(conditions), object);
        if (!conditionsHold(conditions, object)) {
            exchange.response.writeHead(304);
            exchange.response.end();
            return;
        }
        if (exchange.query.get('alt') === 'media') {
            sendMedia(exchange.response, object, exchange.request.headers.range);
        }
        else {
            sendJson(exchange.response, 200, objectResource(object, this.#origin()));
        }
    }
    download(exchange) {
        exchange.query.set('alt', 'media');
        this.get(exchange);
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
        sendJson(exchange.response, 200, {
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
        const json = parseJson(await readBody(exchange.request, jsonBodyLimit));
        const object = this.#find(exchange, exchange.query.get('generation') ?? undefined);
        requireConditions(readConditions(exchange.query), object);
        const patched = this.#objects.patch(object, readObjectRequest(json).attributes);
        sendJson(exchange.response, 200, objectResource(patched, this.#origin()));
    }
    async copy(exchange) {
        const { query, captured } = exchange;
        const json = parseJson(await readBody(exchange.request, jsonBodyLimit));
        const source = this.#find(exchange, query.get('sourceGeneration') ?? undefined);
        const bucket = captured['toBucket'] ?? '';
        const name = captured['toObject'] ?? '';
        if (this.#objects.bucket(bucket) === undefined)
            throw bucketNotFound();
        requireConditions(readConditions(query), this.#objects.get(bucket, name));
        const { attributes } = readObjectRequest(json);
        const resource = objectResource(this.#objects.copy(source, bucket, name, attributes), this.#origin());
        const size = String(source.data.length);
        const isRewrite = captured['how'] === 'rewriteTo';
        const rewrite = {
            kind: 'storage#rewriteResponse',
            totalBytesRewritten: size,
            objectSize: size,
            done: true,
            resource,
        };
        sendJson(exchange.response, 200, isRewrite ? rewrite : resource);
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

;// CONCATENATED MODULE: ./lib/emulator/services/multipart.js

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

;// CONCATENATED MODULE: ./lib/emulator/services/storage-upload.js






const uploadLimit = 1024 * 1024 * 1024;
class StorageUploads {
    #objects;
    #origin;
    #sessions = new Map();
    constructor(objects, origin) {
        this.#objects = objects;
        this.#origin = origin;
    }
    async begin(exchange) {
        const { query, captured } = exchange;
        const bucket = captured['bucket'] ?? '';
        if (this.#objects.bucket(bucket) === undefined)
            throw bucketNotFound();
        const conditions = readConditions(query);
        const body = await readBody(exchange.request, uploadLimit);
        const contentType = exchange.request.headers['content-type'];
        switch (query.get('uploadType')) {
            case 'media': {
                const attributes = contentType === undefined ? {} : { contentType };
                const request = { name: undefined, attributes, md5Hash: undefined, crc32c: undefined };
                return this.#answer(exchange, bucket, this.#name(query, request), request, body, conditions);
            }
            case 'multipart': {
                const [head, media] = parseMultipart(contentType ?? '', body);
                if (head === undefined || media === undefined) {
                    throw invalidStorage('A multipart upload needs two parts.');
                }
                const request = readObjectRequest(parseJson(head.body));
                if (media.contentType !== undefined)
                    request.attributes.contentType ??= media.contentType;
                const name = this.#name(query, request);
                return this.#answer(exchange, bucket, name, request, media.body, conditions);
            }
            case 'resumable': {
                const request = readObjectRequest(parseJson(body));
                const type = exchange.request.headers['x-upload-content-type'];
                if (typeof type === 'string')
                    request.attributes.contentType ??= type;
                const name = this.#name(query, request);
                requireConditions(conditions, this.#objects.get(bucket, name));
                const id = generateId();
                this.#sessions.set(id, { bucket, name, request, conditions, chunks: [], size: 0 });
                const path = `/resumable/upload/storage/v1/b/${encodeURIComponent(bucket)}/o`;
                const location = `${this.#origin()}${path}?uploadType=resumable&upload_id=${id}`;
                exchange.response.writeHead(200, {
                    location,
                    'x-guploader-uploadid': id,
                    'content-length': 0,
                });
                exchange.response.end();
                return;
            }
            default:
                throw invalidStorage('uploadType must be media, multipart or resumable.');
        }
    }
    async resume(exchange) {
        const id = exchange.query.get('upload_id') ?? '';
        const session = this.#sessions.get(id);
        if (session === undefined) {
            throw new StorageError('NOT_FOUND', 404, 'notFound', 'The upload session is not found.');
        }
        const body = await readBody(exchange.request, uploadLimit);
        const range = parseContentRange(exchange.request.headers['content-range'], body.length);
        if (range.from !== undefined && range.from > session.size) {
            throw invalidStorage(`Bytes ${session.size} to ${range.from - 1} are missing.`);
        }
        if (range.from !== undefined) {
            const fresh = body.subarray(session.size - range.from);
            session.chunks.push(fresh);
            session.size += fresh.length;
        }
        if (range.total === undefined || session.size < range.total) {
            const headers = session.size > 0 ? { range: `bytes=0-${session.size - 1}` } : {};
            exchange.response.writeHead(308, { ...headers, 'content-length': 0 });
            exchange.response.end();
            return;
        }
        this.#sessions.delete(id);
        const { bucket, name, request, conditions, chunks } = session;
        this.#answer(exchange, bucket, name, request, Buffer.concat(chunks), conditions);
    }
    clear() {
        this.#sessions.clear();
    }
    #name(query, request) {
        const name = query.get('name') ?? request.name ?? '';
        if (name === '')
            throw invalidStorage('Required: name of the object.');
        return name;
    }
    #answer(exchange, bucket, name, request, data, conditions) {
        if (this.#objects.bucket(bucket) === undefined)
            throw bucketNotFound();
        const live = this.#objects.get(bucket, name);
        requireConditions(conditions, live);
        const stored = this.#objects.put(bucket, name, data, request.attributes);
        if (!hashesAgree(request, stored)) {
            if (live === undefined)
                this.#objects.delete(bucket, name);
            else
                this.#objects.copy(live, bucket, name);
            throw invalidStorage('Provided hash does not match the content that was received.');
        }
        sendJson(exchange.response, 200, objectResource(stored, this.#origin()));
    }
}
function hashesAgree(request, stored) {
    const { md5Hash = stored.md5Hash, crc32c = stored.crc32c } = request;
    return md5Hash === stored.md5Hash && crc32c === stored.crc32c;
}
function parseContentRange(header, length) {
    if (header === undefined)
        return { from: 0, total: length };
    const match = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(header.trim());
    if (match === null)
        throw invalidStorage(`Invalid Content-Range: ${header}.`);
    const [, first, , total] = match;
    return {
        from: first === undefined ? undefined : Number(first),
        total: total === '*' || total === undefined ? undefined : Number(total),
    };
}

;// CONCATENATED MODULE: ./lib/emulator/services/storage.js







const bucketName = /^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/;
class StorageService {
    #objects;
    #uploads;
    #origin;
    constructor(objects, origin) {
        this.#objects = objects;
        this.#origin = origin;
        this.#uploads = new StorageUploads(objects, origin);
    }
    routes() {
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
    clear() {
        this.#uploads.clear();
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
        sendJson(exchange.response, 200, { kind: 'storage#buckets', items });
    }
    async #insertBucket(exchange) {
        const json = parseJson(await readBody(exchange.request, jsonBodyLimit));
        const name = isJsonObject(json) ? json['name'] : undefined;
        const location = isJsonObject(json) ? json['location'] : undefined;
        if (typeof name !== 'string' || !bucketName.test(name)) {
            throw invalidStorage(`Invalid bucket name: '${String(name)}'`);
        }
        if (this.#objects.bucket(name) !== undefined) {
            throw new StorageError('ALREADY_EXISTS', 409, 'conflict', 'Your previous request to create the named bucket succeeded and you already own it.');
        }
        const bucket = this.#objects.createBucket(name, projectNumber(exchange.query.get('project') ?? ''), typeof location === 'string' ? location : 'US');
        sendJson(exchange.response, 200, bucketResource(bucket, this.#origin()));
    }
    #getBucket(exchange) {
        const bucket = this.#objects.bucket(exchange.captured['bucket'] ?? '');
        if (bucket === undefined)
            throw bucketNotFound();
        sendJson(exchange.response, 200, bucketResource(bucket, this.#origin()));
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
        sendJson(exchange.response, 200, {
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

;// CONCATENATED MODULE: ./lib/emulator/store/logs.js
const maxEntries = 50_000;
class LogStore {
    #clock;
    #entries = [];
    #count = 0;
    #lastMs = 0;
    #nanos = 0;
    constructor(clock) {
        this.#clock = clock;
    }
    append(entry) {
        const ms = Math.max(this.#clock.now(), this.#lastMs);
        this.#nanos = ms === this.#lastMs ? this.#nanos + 1 : 0;
        this.#lastMs = ms;
        this.#count += 1;
        const fine = String(this.#nanos % 1_000_000).padStart(6, '0');
        const timestamp = new Date(ms).toISOString().replace('Z', `${fine}Z`);
        const insertId = this.#count.toString(36).padStart(10, '0');
        this.#entries.push({ ...entry, timestamp, receiveTimestamp: timestamp, insertId });
        if (this.#entries.length > maxEntries * 1.1)
            this.#entries = this.#entries.slice(-maxEntries);
    }
    list() {
        return this.#entries;
    }
    clear() {
        this.#entries = [];
    }
}

;// CONCATENATED MODULE: ./lib/emulator/store/operations.js





class OperationStore {
    #clock;
    #entries = new Map();
    constructor(clock) {
        this.#clock = clock;
    }
    finished(spec, response) {
        const entry = this.#open(spec);
        this.#settle(entry, { response: anyOf(spec.responseType, response) });
        return entry.operation;
    }
    start(spec, work) {
        const entry = this.#open(spec);
        const report = (metadata) => this.#report(entry, metadata);
        entry.settled = work({ signal: entry.cancel.signal, report }).then((response) => this.#settle(entry, { response: anyOf(spec.responseType, response) }), (thrown) => this.#settle(entry, { error: toApiError(thrown).toRpcStatus() }));
        return entry.operation;
    }
    get(name) {
        return this.#entry(name).operation;
    }
    list(prefix) {
        return [...this.#entries.values()]
            .map((entry) => entry.operation)
            .filter((operation) => operation.name.startsWith(`${prefix}/`));
    }
    running(resource) {
        return this.list(`${resource}/operations`)
            .filter((operation) => !operation.done)
            .map((operation) => operation.name);
    }
    cancel(name) {
        this.#entry(name).cancel.abort();
    }
    delete(name) {
        const { operation } = this.#entry(name);
        if (!operation.done) {
            throw new ApiError('FAILED_PRECONDITION', `Operation ${operation.name} is not done.`);
        }
        this.#entries.delete(trailingId(name));
    }
    async wait(name, timeoutMs, signal) {
        const entry = this.#entry(name);
        const over = new AbortController();
        const limit = AbortSignal.any([signal, over.signal]);
        const pause = (0,external_node_timers_promises_.setTimeout)(timeoutMs, undefined, { signal: limit }).catch(() => undefined);
        await Promise.race([entry.settled, pause]);
        over.abort();
        return entry.operation;
    }
    async clear() {
        const entries = [...this.#entries.values()];
        for (const entry of entries)
            entry.cancel.abort();
        await Promise.all(entries.map((entry) => entry.settled));
        this.#entries.clear();
    }
    #open(spec) {
        const id = generateId();
        const createTime = toTimestamp(this.#clock.now());
        const entry = {
            spec,
            createTime,
            operation: { name: `${spec.parent}/operations/${id}`, metadata: {}, done: false },
            cancel: new AbortController(),
            settled: Promise.resolve(),
        };
        this.#report(entry, spec.metadata ?? {});
        this.#entries.set(id, entry);
        return entry;
    }
    #report(entry, metadata) {
        const genericMetadata = {
            createTime: entry.createTime,
            updateTime: toTimestamp(this.#clock.now()),
        };
        const whole = { ...metadata, genericMetadata };
        entry.operation = { ...entry.operation, metadata: anyOf(entry.spec.metadataType, whole) };
    }
    #settle(entry, result) {
        const generic = {
            createTime: entry.createTime,
            updateTime: toTimestamp(this.#clock.now()),
        };
        const metadata = { ...entry.operation.metadata, genericMetadata: generic };
        entry.operation = { ...entry.operation, metadata, done: true, ...result };
    }
    #entry(name) {
        const entry = this.#entries.get(trailingId(name));
        if (entry === undefined)
            throw new ApiError('NOT_FOUND', `Operation ${name} is not found.`);
        return entry;
    }
}
function trailingId(name) {
    return name.slice(name.lastIndexOf('/') + 1);
}

;// CONCATENATED MODULE: ./lib/emulator/store/table.js
class MemoryTable {
    #rows = new Map();
    get(name) {
        return this.#rows.get(name);
    }
    put(name, resource) {
        this.#rows.set(name, resource);
    }
    delete(name) {
        this.#rows.delete(name);
    }
    list(prefix) {
        return [...this.#rows].filter(([name]) => name.startsWith(prefix)).map(([, row]) => row);
    }
    clear() {
        this.#rows.clear();
    }
}

;// CONCATENATED MODULE: ./lib/emulator/store/store.js




function createMemoryStore(clock) {
    return {
        models: new MemoryTable(),
        endpoints: new MemoryTable(),
        customJobs: new MemoryTable(),
        evaluations: new MemoryTable(),
        evaluationSlices: new MemoryTable(),
        operations: new OperationStore(clock),
        objects: new ObjectStore(clock),
        logs: new LogStore(clock),
    };
}

;// CONCATENATED MODULE: ./lib/emulator/world.js













const samplePeriodMs = 10_000;
class World {
    handlers;
    rawHandlers;
    rawRoutes;
    #options;
    #store;
    #recorder;
    #customJobs;
    #storage;
    #sampler;
    constructor(options) {
        const { runtime, clock, origin } = options;
        this.#options = options;
        const store = createMemoryStore(clock);
        this.#store = store;
        this.#recorder = new SeriesRecorder(clock);
        this.#customJobs = new CustomJobService(store, runtime, clock);
        this.#storage = new StorageService(store.objects, origin);
        this.handlers = {
            ...new ModelService(store, clock).handlers(),
            ...new EvaluationService(store, clock).handlers(),
            ...new EndpointService(store, runtime, this.#recorder, clock).handlers(),
            ...this.#customJobs.handlers(),
            ...operationHandlers(store.operations),
            ...new MonitoringService(this.#recorder).handlers(),
        };
        this.rawHandlers = new PredictionService(store, runtime).handlers();
        this.rawRoutes = [
            ...controlRoutes(store, runtime, () => this.reset()),
            ...this.#storage.routes(),
            ...loggingRoutes(store.logs),
        ];
        this.#createBuckets();
        this.#sampler = setInterval(() => this.#sampleReplicas(), samplePeriodMs);
        this.#sampler.unref();
    }
    async reset() {
        await this.#endAll();
        const { models, endpoints, customJobs, evaluations, evaluationSlices } = this.#store;
        for (const table of [models, endpoints, customJobs, evaluations, evaluationSlices])
            table.clear();
        this.#store.objects.clear();
        this.#store.logs.clear();
        this.#storage.clear();
        this.#recorder.clear();
        this.#createBuckets();
    }
    async stop() {
        clearInterval(this.#sampler);
        this.#options.runtime.processes.close();
        await this.#endAll();
    }
    async #endAll() {
        const { serving, processes, timing } = this.#options.runtime;
        const served = serving.all();
        serving.clear();
        await Promise.all([
            this.#customJobs.runner.cancelAll(),
            this.#store.operations.clear(),
            ...served.map(({ replicas }) => replicas.drain(0)),
        ]);
        await processes.stopAll(timing.stopGraceMs);
    }
    #createBuckets() {
        for (const name of this.#options.buckets) {
            this.#store.objects.createBucket(name, projectNumber(''));
        }
    }
    #sampleReplicas() {
        for (const { replicas, series } of this.#options.runtime.serving.all()) {
            series.sample(replicas.readyCount, replicas.targetCount);
        }
    }
}

;// CONCATENATED MODULE: ./lib/emulator/emulator.js













async function startEmulator(options) {
    const clock = options.clock ?? systemClock();
    const log = options.log ?? (() => undefined);
    let address = '';
    const projects = new ProjectNames();
    const runtime = createRuntime(options, projects, () => address);
    const world = new World({
        runtime,
        clock,
        buckets: options.buckets ?? [],
        origin: () => `http://${address}`,
    });
    const server = new ApiServer({
        types: new TypeTable(officialDescriptors()),
        handlers: world.handlers,
        rawHandlers: world.rawHandlers,
        rawRoutes: world.rawRoutes,
        intercept: options.intercept ?? ((_call, next) => next()),
        onCall: (path) => projects.noteIn(path),
        onAnswer: (answer) => {
            if (isWorthALine(answer)) {
                const { http, method, path } = answer;
                log({ time: clock.now(), text: `${http} ${method} ${path}` });
            }
        },
    });
    address = `127.0.0.1:${await server.listen(options.port)}`;
    let stopped;
    const stopAll = async () => {
        await world.stop();
        await server.close();
        release();
    };
    const stop = () => (stopped ??= stopAll());
    const release = endWithProcess({ stop, killAll: () => runtime.processes.killAll() });
    return { http: address, env: clientEnvironment(address), stop };
}
function isWorthALine({ http, method, path }) {
    return http >= 400 || (method !== 'GET' && !/[pP]redict$/.test(path));
}
function createRuntime(options, projects, address) {
    const images = options.images;
    const inherited = inheritedEnvironment(process.env);
    const seed = options.seed ?? Math.trunc(Math.random() * 2 ** 32);
    return {
        images,
        allowCommands: options.allowCommands ?? false,
        timing: { ...defaultTiming, ...options.timing },
        processes: new ProcessTable(),
        serving: new Serving(seededRandom(seed)),
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
  --ready-file FILE   written when it listens: {"http": …, "env": {…}}
  --seed N            route predictions repeatably
  --allow-commands    let requests name commands to run on this machine
  --help              show this text
`;
const defaultPort = 8377;
async function runEmulator(argv, process) {
    const flags = readFlags(argv);
    if (flags.help === true) {
        process.stdout.write(emulatorHelp);
        return 0;
    }
    const configFile = flags.config ?? 'emulator.yaml';
    const config = await readEmulatorConfig(configFile, await readText(configFile, flags.config));
    const stopped = untilSignal(process);
    const emulator = await startEmulator({
        ...config,
        port: wholeNumber('--port', flags.port) ?? defaultPort,
        ...(flags.seed === undefined ? {} : { seed: wholeNumber('--seed', flags.seed) ?? 0 }),
        allowCommands: flags['allow-commands'] === true,
        log: (entry) => process.stderr.write(`${JSON.stringify(entry)}\n`),
    });
    const { http, env } = emulator;
    process.stderr.write(`embedded Vertex listens on http://${http}\n`);
    if (flags['ready-file'] !== undefined) {
        await writeWhole(flags['ready-file'], `${JSON.stringify({ http, env }, undefined, 2)}\n`);
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
        throw new error/* ReleaseError */.K2('INPUT_INVALID', message, {
            cause,
            mend: 'See vertex-release emulator --help.',
        });
    }
}
async function readText(file, named) {
    try {
        return await (0,promises_.readFile)(file, 'utf8');
    }
    catch (cause) {
        if (named === undefined)
            return '';
        throw new error/* ReleaseError */.K2('FILE_UNREADABLE', `--config ${file} cannot be read`, { cause });
    }
}
function wholeNumber(flag, text) {
    if (text === undefined)
        return undefined;
    if (/^\d+$/.test(text))
        return Number(text);
    throw new error/* ReleaseError */.K2('INPUT_INVALID', `${flag}: expected a whole number, found "${text}"`);
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