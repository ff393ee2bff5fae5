"use strict";
exports.id = 474;
exports.ids = [474];
exports.modules = {

/***/ 23474:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openRpcStack: () => (/* binding */ openRpcStack)
});

// EXTERNAL MODULE: ./lib/emulator/node_modules/@grpc/grpc-js/build/src/index.js
var src = __webpack_require__(9695);
// EXTERNAL MODULE: ./lib/emulator/wire/api-error.js
var api_error = __webpack_require__(45429);
// EXTERNAL MODULE: ./lib/emulator/wire/api-version.js
var api_version = __webpack_require__(52087);
// EXTERNAL MODULE: ./lib/emulator/wire/http-body.js + 1 modules
var http_body = __webpack_require__(27977);
// EXTERNAL MODULE: ./lib/emulator/wire/not-served.js
var not_served = __webpack_require__(42477);
// EXTERNAL MODULE: ./node_modules/protobufjs/index.js
var protobufjs = __webpack_require__(23928);
var protobufjs_default = /*#__PURE__*/__webpack_require__.n(protobufjs);
// EXTERNAL MODULE: ./node_modules/proto3-json-serializer/build/src/index.js
var build_src = __webpack_require__(65913);
// EXTERNAL MODULE: ./lib/emulator/wire/json.js
var wire_json = __webpack_require__(85434);
;// CONCATENATED MODULE: ./lib/emulator/wire/grpc/message-codec.js




class MessageCodec {
    #roots;
    #types = new Map();
    constructor(descriptors) {
        this.#roots = descriptors.map((tree) => protobufjs_default().Root.fromJSON(withoutServices(tree)));
    }
    decode(typeName, bytes) {
        try {
            const message = this.#type(typeName).decode(bytes);
            dropEmptyMaps(message);
            const json = (0,build_src.toProto3JSON)(message);
            if ((0,wire_json/* isJsonObject */.O)(json))
                return json;
        }
        catch (cause) {
            const why = cause instanceof Error ? cause.message : String(cause);
            throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Invalid ${typeName} received. ${why}`);
        }
        throw new api_error/* ApiError */.hD('INVALID_ARGUMENT', `Invalid ${typeName} received.`);
    }
    encode(typeName, json) {
        const type = this.#type(typeName);
        const message = (0,build_src.fromProto3JSON)(type, json);
        return Buffer.from(type.encode(message ?? {}).finish());
    }
    #type(fullName) {
        const known = this.#types.get(fullName);
        if (known !== undefined)
            return known;
        const root = this.#roots.find((candidate) => candidate.lookup(fullName, (protobufjs_default()).Type) !== null);
        if (root === undefined)
            throw new Error(`no message ${fullName} in the descriptors`);
        const type = root.lookupType(fullName);
        this.#types.set(fullName, type);
        return type;
    }
}
function withoutServices(node) {
    if (node.nested === undefined)
        return node;
    const kept = Object.entries(node.nested).filter(([, child]) => child.methods === undefined);
    const nested = kept.map(([name, child]) => [name, withoutServices(child)]);
    return { ...node, nested: Object.fromEntries(nested) };
}
function dropEmptyMaps(message) {
    const values = message;
    for (const [name, field] of Object.entries(message.$type.fields)) {
        const value = values[name];
        if (value === null || typeof value !== 'object' || !Object.hasOwn(message, name))
            continue;
        const items = field.map || field.repeated ? Object.values(value) : [value];
        if (field.map && items.length === 0)
            delete values[name];
        for (const item of items)
            if (item instanceof (protobufjs_default()).Message)
                dropEmptyMaps(item);
    }
}

// EXTERNAL MODULE: ./lib/emulator/wire/answer-versions.js
var answer_versions = __webpack_require__(15518);
// EXTERNAL MODULE: ./lib/emulator/wire/decode.js
var decode = __webpack_require__(65374);
// EXTERNAL MODULE: ./lib/emulator/wire/encode.js
var encode = __webpack_require__(16242);
// EXTERNAL MODULE: ./lib/emulator/wire/resource-names.js
var resource_names = __webpack_require__(79733);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
;// CONCATENATED MODULE: ./lib/emulator/wire/grpc/rpc-outlet.js



class RpcOutlet {
    #stream;
    #headers = new src/* Metadata */.OS();
    #areHeadersSent = false;
    constructor(stream) {
        this.#stream = stream;
        this.setHeader('x-vertex-release-emulated', 'true');
    }
    setHeader(name, value) {
        this.#headers.set(name.toLowerCase(), value);
    }
    async write(message) {
        if (this.#stream.cancelled)
            return;
        this.#sendHeaders();
        if (this.#stream.write(message))
            return;
        const over = new AbortController();
        const { signal } = over;
        await Promise.race([
            (0,external_node_events_.once)(this.#stream, 'drain', { signal }),
            (0,external_node_events_.once)(this.#stream, 'cancelled', { signal }),
        ]);
        over.abort();
    }
    end() {
        if (this.#stream.cancelled)
            return;
        this.#sendHeaders();
        this.#stream.end(emulated());
    }
    fail(error) {
        if (this.#stream.cancelled)
            return;
        const { code } = api_error/* canonicalCodes */.jz[error.status];
        const metadata = this.#areHeadersSent ? emulated() : this.#headers;
        this.#stream.emit('error', { code, details: error.message, metadata });
    }
    #sendHeaders() {
        if (!this.#areHeadersSent)
            this.#stream.sendMetadata(this.#headers);
        this.#areHeadersSent = true;
    }
}
function emulated() {
    const metadata = new src/* Metadata */.OS();
    metadata.set('x-vertex-release-emulated', 'true');
    return metadata;
}

;// CONCATENATED MODULE: ./lib/emulator/wire/grpc/rpc-dispatcher.js







class RpcDispatcher {
    #method;
    #parts;
    #codec;
    #decoder;
    #encoder;
    #versions;
    #names;
    constructor(method, parts, codec) {
        this.#method = method;
        this.#parts = parts;
        this.#codec = codec;
        this.#decoder = new decode/* JsonDecoder */.Z(parts.types);
        this.#encoder = new encode/* JsonEncoder */.P(parts.types);
        this.#versions = new answer_versions/* AnswerVersions */.c(parts.begunInBeta);
        this.#names = new resource_names/* ResourceNames */.x(method);
    }
    async answer(stream, drop) {
        const outlet = new RpcOutlet(stream);
        try {
            const request = this.#decode(stream.request);
            this.#names.check(request);
            const call = {
                method: (0,api_version/* inVersion */.SV)(this.#method.fullName, 'v1'),
                path: this.#names.of(request),
            };
            this.#parts.onCall(`/${call.path}/`);
            const sent = await this.#serve(call, request, stream, outlet);
            if (sent === 'lost')
                drop();
            else
                outlet.end();
            this.#tell(200);
        }
        catch (thrown) {
            const error = (0,api_error/* toApiError */.Gv)(thrown);
            outlet.fail(error);
            this.#tell(error.http);
        }
    }
    async #serve(call, request, stream, outlet) {
        const interceptor = this.#parts.intercept(call);
        const signal = signalOf(stream);
        if (interceptor === undefined) {
            const setHeader = (name, value) => outlet.setHeader(name, value);
            for await (const result of this.#results(request, { signal, setHeader })) {
                await outlet.write(this.#encode(result));
            }
            return 'sent';
        }
        const answer = await interceptor(call, () => this.#hold(request, signal));
        if (answer === 'lost')
            return answer;
        if (answer.transport !== 'grpc') {
            throw new Error(`the answer to ${call.method} was held on another transport`);
        }
        for (const [name, value] of Object.entries(answer.headers))
            outlet.setHeader(name, value);
        for (const result of answer.results)
            await outlet.write(this.#encode(result));
        if (answer.error !== undefined)
            throw answer.error;
        return 'sent';
    }
    async #hold(request, signal) {
        const headers = {};
        const results = [];
        const setHeader = (name, value) => {
            headers[name] = value;
        };
        const answer = { transport: 'grpc', headers, results };
        try {
            for await (const result of this.#results(request, { signal, setHeader }))
                results.push(result);
            return { ...answer, error: undefined };
        }
        catch (thrown) {
            return { ...answer, error: (0,api_error/* toApiError */.Gv)(thrown) };
        }
    }
    async *#results(request, context) {
        const name = (0,api_version/* inVersion */.SV)(this.#method.fullName, 'v1');
        const handler = this.#parts.handlers[name];
        if (handler !== undefined)
            yield await handler(request, context);
        else
            yield* this.#parts.streamHandlers[name]?.(request, context) ?? [];
    }
    #decode(bytes) {
        const { requestType } = this.#method;
        return this.#decoder.decode(requestType, this.#codec.decode(requestType, bytes));
    }
    #encode(result) {
        const { responseType } = this.#method;
        const version = this.#versions.of(this.#method, result);
        const json = this.#encoder.encode(responseType, result, { version });
        return this.#codec.encode(responseType, json);
    }
    #tell(http) {
        const { service, fullName } = this.#method;
        const name = fullName.slice(service.length + 1);
        const isRoutine = /^(Get|List|Query|Search|Wait)|Predict$/.test(name);
        this.#parts.onAnswer({ call: `gRPC /${service}/${name}`, http, isRoutine });
    }
}
function signalOf(stream) {
    const left = new AbortController();
    if (stream.cancelled)
        left.abort();
    stream.once('cancelled', () => left.abort());
    return left.signal;
}

;// CONCATENATED MODULE: ./lib/emulator/wire/grpc/rpc-stack.js







function openRpcStack(parts, descriptors, drop) {
    const server = new src/* Server */.gq({ 'grpc.max_receive_message_length': http_body/* jsonBodyLimit */.sG });
    const codec = new MessageCodec(descriptors);
    for (const method of parts.types.methods()) {
        const path = pathOf(method);
        if (!isServed(method, parts)) {
            server.register(path, refuse(method.fullName), asIs, asIs, 'bidi');
            continue;
        }
        const dispatcher = new RpcDispatcher(method, parts, codec);
        const answer = (stream) => void dispatcher.answer(stream, () => drop(stream.getPeer()));
        server.register(path, answer, asIs, asIs, 'serverStream');
    }
    const injector = server.createConnectionInjector(src/* ServerCredentials */.O2.createInsecure());
    return {
        serve: (connection) => injector.injectConnection(connection),
        close: () => server.forceShutdown(),
    };
}
function isServed(method, parts) {
    const name = (0,api_version/* inVersion */.SV)(method.fullName, 'v1');
    const isHandled = name in parts.handlers || name in parts.streamHandlers;
    return isHandled && method.requestType !== undefined && method.responseType !== undefined;
}
function refuse(fullName) {
    const error = (0,not_served/* notServed */.h)(fullName);
    return (stream) => {
        const metadata = new src/* Metadata */.OS();
        metadata.set('x-vertex-release-emulated', 'true');
        const { code } = api_error/* canonicalCodes */.jz[error.status];
        stream.emit('error', { code, details: error.message, metadata });
    };
}
function pathOf({ service, fullName }) {
    return `/${service}/${fullName.slice(service.length + 1)}`;
}
function asIs(bytes) {
    return bytes;
}


/***/ })

};
;