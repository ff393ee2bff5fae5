import { createHash } from 'node:crypto';
import { repositorySlug } from '../../contract/coordinates.ts';
import type { Json, JsonObject } from '../../release/json.ts';
import type { Provenance } from './provenance.ts';

/** The type of what our attestations say; the page of that name in the documentation tells its fields. */
export const predicateType = `https://github.com/${repositorySlug}/attestation/registration/v1`;

/** A file that is attested: its name beside the attestation, and its text. */
export interface AttestedFile {
  name: string;
  text: string;
}

export interface AttestationFacts {
  releaseId: string;
  model: string;
  /** `projects/P/locations/L/models/M@V`. */
  modelVersion: string;
  emulated: boolean;
  verdict: string;
  /** The step's evidence, as it goes into the record. */
  evidence: JsonObject;
  host: { name: string; runUrl?: string };
  provenance: Provenance;
}

/**
 * An in-toto Statement, version 1, that is not signed yet: `subject` are files that lie beside it,
 * each by its SHA-256, `predicate` is how their model came about. Sources are ResourceDescriptors, as
 * in SLSA's provenance. https://github.com/in-toto/attestation/tree/main/spec/v1
 */
export function attestationOf(files: readonly AttestedFile[], facts: AttestationFacts): string {
  const { evidence } = facts;
  const statement: JsonObject = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: files.map(({ name, text }) => ({ name, digest: { sha256: sha256(text) } })),
    predicateType,
    predicate: {
      release: facts.releaseId,
      model: facts.model,
      modelVersion: facts.modelVersion,
      emulated: facts.emulated,
      verdict: facts.verdict,
      ...pick(evidence, ['task', 'metrics', 'intervals', 'champion', 'championMetrics', 'holdout']),
      gates: gatesOf(evidence['gates']),
      resolvedDependencies: dependenciesOf(facts.provenance),
      ...(facts.provenance.job === undefined ? {} : { trainingJob: facts.provenance.job }),
      runner: { ...facts.host },
    },
  };
  return `${JSON.stringify(statement, undefined, 2)}\n`;
}

/** ResourceDescriptors of all that went into the model. */
function dependenciesOf(provenance: Provenance): JsonObject[] {
  const { commit, trainingImage, servingImage, servingImageDigest, data } = provenance;
  const images: readonly (readonly [string, string | undefined, string | undefined])[] = [
    ['training image', trainingImage, undefined],
    ['serving image', servingImage, servingImageDigest],
  ];
  return [
    /^[0-9a-f]{40}$/.test(commit)
      ? { name: 'commit', digest: { gitCommit: commit } }
      : { name: 'commit', annotations: { commit } },
    ...images.flatMap(([name, image, digest]) =>
      image === undefined ? [] : [imageOf(name, image, digest)],
    ),
    ...Object.entries(data).map(([name, digest]) =>
      /^[0-9a-f]{64}$/.test(digest)
        ? { name: `data ${name}`, digest: { sha256: digest } }
        : { name: `data ${name}`, annotations: { generation: digest } },
    ),
  ];
}

function imageOf(name: string, image: string, digest: string | undefined): JsonObject {
  const sha = /@sha256:([0-9a-f]{64})$/.exec(image)?.[1] ?? digest?.replace(/^sha256:/, '');
  return { name, uri: image, ...(sha === undefined ? {} : { digest: { sha256: sha } }) };
}

const gateKeys = [
  'gate',
  'rule',
  'metric',
  'verdict',
  'challenger',
  'champion',
  'change',
  'interval',
  'limit',
  'reason',
];

/** What each gate asked and what came of it, without the values of its slices. */
function gatesOf(gates: Json | undefined): Json {
  if (!Array.isArray(gates)) return [];
  return gates.map((gate: Json) =>
    typeof gate === 'object' && gate !== null && !Array.isArray(gate)
      ? pick(gate as JsonObject, gateKeys)
      : gate,
  );
}

function pick(from: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = Object.hasOwn(from, key) ? from[key] : undefined;
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
