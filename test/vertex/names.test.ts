import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { formatReleaseId } from '../../src/release/release-id.ts';
import { deployedModelIdOf } from '../../src/vertex/deployed-model-id.ts';
import { isLabelText, isManaged, releaseLabels, toLabelValue } from '../../src/vertex/labels.ts';
import {
  atVersion,
  formatResourceName,
  idOf,
  parseResourceName,
  type ResourceName,
} from '../../src/vertex/resource-name.ts';

const segment = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
const resourceNames: fc.Arbitrary<ResourceName> = fc.record(
  {
    projectId: fc.oneof(segment, fc.stringMatching(/^[0-9]{6,12}$/), fc.constant('acme.com:ml')),
    region: segment,
    kind: fc.constantFrom('models', 'endpoints', 'customJobs'),
    id: fc.oneof(segment, fc.stringMatching(/^[0-9]{1,19}$/)),
    version: fc.stringMatching(/^([0-9]{1,3}|[a-z][a-z0-9-]{0,10})$/),
  },
  { requiredKeys: ['projectId', 'region', 'kind', 'id'] },
);

describe('resource names', () => {
  it('are the same after a round trip', () => {
    fc.assert(
      fc.property(resourceNames, (name) => {
        expect(parseResourceName(formatResourceName(name))).toEqual(name);
      }),
    );
  });

  it.each([
    '',
    'endpoints/1',
    'projects/p/locations/l/endpoints/',
    'projects/p/locations/l/endpoints/1/operations/2',
    'projects/p/locations/l/datasets/1',
    '//aiplatform.googleapis.com/projects/p/locations/l/endpoints/1',
    'projects/p/locations/l/models/m@',
    'projects/p/locations/l/endpoints/1:predict',
  ])('refuses %j', (text) => {
    expect(() => parseResourceName(text)).toThrow(expect.objectContaining({ code: 'API_FAILED' }));
  });

  it('give the id without the version', () => {
    fc.assert(
      fc.property(resourceNames, (name) => {
        expect(idOf(formatResourceName(name))).toBe(name.id);
      }),
    );
  });

  it('replace whatever version stands there', () => {
    expect(atVersion('projects/p/locations/l/models/m', '7')).toBe(
      'projects/p/locations/l/models/m@7',
    );
    expect(atVersion('models/m@champion', '7')).toBe('models/m@7');
  });
});

describe('deployedModelIdOf', () => {
  it('is ten digits without a leading zero, always the same for the same release and endpoint', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (release, endpoint) => {
        const id = deployedModelIdOf(release, endpoint);
        expect(id).toMatch(/^[1-9][0-9]{9}$/);
        expect(deployedModelIdOf(release, endpoint)).toBe(id);
      }),
    );
  });

  it('differs by release and by endpoint, and does not run the two together', () => {
    const ids = [
      deployedModelIdOf('birds-1a2b3c4d-1', 'staging'),
      deployedModelIdOf('birds-1a2b3c4d-2', 'staging'),
      deployedModelIdOf('birds-1a2b3c4d-1', 'production'),
      deployedModelIdOf('birds-1a2b3c4d', '-1staging'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('stays what it was: deployments of earlier versions must be found again', () => {
    expect(deployedModelIdOf('birds-1a2b3c4d-1', 'staging')).toBe('9910705360');
  });
});

describe('labels', () => {
  it.each([
    ['', true],
    ['team-a_1', true],
    ['größe', true],
    ['鳥', true],
    ['a'.repeat(64), true],
    ['a'.repeat(65), false],
    ['Team', false],
    ['a b', false],
    ['a.b', false],
    ['a/b', false],
    ['a\n', false],
  ])('takes %j: %j', (text, isTaken) => {
    expect(isLabelText(text)).toBe(isTaken);
  });

  it('can be made of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        expect(isLabelText(toLabelValue(text))).toBe(true);
      }),
    );
  });

  it('leave text that fits alone', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9_-]{0,64}$/), (text) => {
        expect(toLabelValue(text)).toBe(text);
      }),
    );
  });

  it('tell the releases of a model apart however long its id is', () => {
    const model = fc.stringMatching(/^[a-z_][a-z0-9_-]{50,62}$/);
    const commit = fc.stringMatching(/^[0-9a-f]{8}$/);
    fc.assert(
      fc.property(model, commit, fc.nat(200), commit, fc.nat(200), (name, c1, n1, c2, n2) => {
        fc.pre(c1 !== c2 || n1 !== n2);
        const valueOf = (commit8: string, number: number) =>
          toLabelValue(formatReleaseId({ model: name, commit8, number }));
        expect(valueOf(c1, n1)).not.toBe(valueOf(c2, n2));
      }),
    );
  });

  it('of a release mark it as ours', () => {
    const labels = releaseLabels('birds-1a2b3c4d-1');
    expect(labels).toEqual({
      'vertex-release-id': 'birds-1a2b3c4d-1',
      'managed-by': 'vertex-release',
    });
    expect(isManaged(labels)).toBe(true);
    expect(isManaged({ 'managed-by': 'terraform' })).toBe(false);
    expect(isManaged({})).toBe(false);
  });
});
