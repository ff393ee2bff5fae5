import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inVersion } from '../../src/emulator/wire/api-version.ts';
import { servedServices } from '../../src/emulator/wire/descriptors.ts';
import { pruneDescriptors, type Wanted } from './prune-descriptors.ts';
import { stageToolkit } from './stage-toolkit.ts';

interface Package {
  name: string;
  /** `build/src/v1` and the clients in it that the adapters use. */
  folder: string;
  /** Client file without `.js`, and its service. */
  clients: Readonly<Record<string, string>>;
}

const packages: readonly Package[] = [
  {
    name: '@google-cloud/aiplatform',
    folder: 'build/src/v1',
    clients: {
      endpoint_service_client: 'google.cloud.aiplatform.v1.EndpointService',
      job_service_client: 'google.cloud.aiplatform.v1.JobService',
      model_service_client: 'google.cloud.aiplatform.v1.ModelService',
    },
  },
  {
    name: '@google-cloud/monitoring',
    folder: 'build/src/v3',
    clients: { metric_service_client: 'google.monitoring.v3.MetricService' },
  },
];

const descriptorsFile = 'build/protos/protos.json';

/**
 * Puts what the bundler should see instead of the installed packages into `node_modules` folders
 * inside `lib`, where module resolution finds it first: clients with descriptors pruned to the
 * methods that the adapters call, gax without gRPC, the toolkit of actions without what it never
 * uses, and the emulator's own descriptors.
 */
export function stageDependencies(lib: string): void {
  for (const one of packages) {
    stageClients(one, lib);
    stageServedDescriptors(one, lib);
  }
  stageGax(lib);
  stageGrpcStub(lib);
  stageServedGrpc(lib);
  stageToolkit(lib);
}

function stageClients({ name, folder, clients }: Package, lib: string): void {
  const from = join('node_modules', name);
  const to = join(lib, 'node_modules', name);
  cpSync(join(from, 'package.json'), join(to, 'package.json'));
  for (const client of Object.keys(clients)) {
    for (const file of [`${client}.js`, `${client}_config.json`]) {
      cpSync(join(from, folder, file), join(to, folder, file));
    }
  }
  const called = calledMethods();
  const services = {
    ...Object.fromEntries(Object.values(clients).map((service) => [service, called])),
    // Every client makes one of these for itself, used or not.
    'google.longrunning.Operations': 'all' as const,
  };
  writeDescriptors(from, to, { services, routesOfOthers: false });
}

/** Both versions of the API: callers of either are decoded by its own types. */
function stageServedDescriptors({ name }: Package, lib: string): void {
  const both = servedServices.flatMap((service) => [service, inVersion(service, 'v1beta1')]);
  const services = Object.fromEntries(both.map((service) => [service, 'all' as const]));
  const to = join(lib, 'emulator/node_modules', name);
  writeDescriptors(join('node_modules', name), to, { services, routesOfOthers: true });
}

function writeDescriptors(from: string, to: string, wanted: Wanted): void {
  const descriptors = JSON.parse(readFileSync(join(from, descriptorsFile), 'utf8')) as object;
  const file = join(to, descriptorsFile);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(pruneDescriptors(descriptors, wanted)));
}

/** Every method name that the adapters call on anything, in the protos' capital form. */
function calledMethods(): string[] {
  const folder = 'src/google';
  const text = readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
  const names = [...text.matchAll(/\.([a-z]\w*)\(/g)].map(([, name = '']) => name);
  return [...new Set(names)].map((name) => name.charAt(0).toUpperCase() + name.slice(1));
}

/** The clients load all of gax for its logging; in REST mode nothing else of it is needed. */
function stageGax(lib: string): void {
  const from = 'node_modules/google-gax';
  const to = join(lib, from);
  for (const part of ['package.json', 'build/protos', 'build/src']) {
    cpSync(join(from, part), join(to, part), { recursive: true });
  }
  writeFileSync(
    join(to, 'build/src/index.js'),
    `const { decodeAnyProtosInArray } = require('./util');
exports.decodeAnyProtosInArray = decodeAnyProtosInArray;
exports.loggingUtils = require('google-logging-utils');
`,
  );
}

/** What of gRPC the clients load in REST mode. */
function stageGrpcStub(lib: string): void {
  const real = '../../../../node_modules/@grpc/grpc-js/build/src';
  writePackage(
    join(lib, 'node_modules/@grpc/grpc-js'),
    `exports.Metadata = require('${real}/metadata').Metadata;
exports.status = require('${real}/constants').Status;
`,
  );
}

/** The emulator speaks gRPC, so it gets the real one, without the loader of its diagnostics' protos. */
function stageServedGrpc(lib: string): void {
  const from = 'node_modules/@grpc/grpc-js';
  const to = join(lib, 'emulator', from);
  for (const part of ['package.json', 'build/src']) {
    cpSync(join(from, part), join(to, part), { recursive: true });
  }
  writePackage(
    join(lib, 'emulator/node_modules/@grpc/proto-loader'),
    'exports.loadSync = undefined;\n',
  );
}

function writePackage(folder: string, text: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "main": "index.js" }\n');
  writeFileSync(join(folder, 'index.js'), text);
}
