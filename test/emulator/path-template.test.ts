import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  compileTemplate,
  matchTemplate,
  splitPath,
} from '../../src/emulator/wire/path-template.ts';

function match(template: string, path: string): Record<string, string> | undefined {
  return matchTemplate(compileTemplate(template), splitPath(path));
}

describe('a path template', () => {
  const cases: { template: string; path: string; expected: object | undefined }[] = [
    {
      template: '/v1/{name=projects/*/locations/*/models/*}:deleteVersion',
      path: '/v1/projects/p/locations/l/models/1@2:deleteVersion',
      expected: { name: 'projects/p/locations/l/models/1@2' },
    },
    {
      template: '/v1/{parent=projects/*/locations/*}/models:upload',
      path: '/v1/projects/p/locations/l/models:upload',
      expected: { parent: 'projects/p/locations/l' },
    },
    {
      template: '/v1/{endpoint.name=projects/*}',
      path: '/v1/projects/a%20b',
      expected: { 'endpoint.name': 'projects/a b' },
    },
    {
      template: '/v3/{name=projects/*/metricDescriptors/**}',
      path: '/v3/projects/p/metricDescriptors/a/b/c',
      expected: { name: 'projects/p/metricDescriptors/a/b/c' },
    },
    { template: '/v1/{name=projects/*}', path: '/v1/projects/p:verb', expected: undefined },
    { template: '/v1/{name=projects/*}:verb', path: '/v1/projects/p', expected: undefined },
    { template: '/v1/{name=projects/*}', path: '/v1/projects/', expected: undefined },
    { template: '/v1/{name=projects/*}', path: '/v1/projects/p/q', expected: undefined },
    { template: '/v3/{name=projects/**}', path: '/v3/projects', expected: undefined },
  ];

  it.each(cases)('$template on $path gives $expected', ({ template, path, expected }) => {
    expect(match(template, path)).toEqual(expected);
  });

  it('captures exactly what was put in, whatever the ids are', () => {
    const id = fc.string({ minLength: 1 }).filter((text) => encodeURIComponent(text) !== '');
    fc.assert(
      fc.property(id, id, fc.constantFrom('', ':predict'), (project, endpoint, verb) => {
        const path = `/v1/projects/${encodeURIComponent(project)}/endpoints/${encodeURIComponent(endpoint)}${verb}`;
        expect(match(`/v1/{name=projects/*/endpoints/*}${verb}`, path)).toEqual({
          name: `projects/${project}/endpoints/${endpoint}`,
        });
        expect(match(`/v1/{name=projects/*/models/*}${verb}`, path)).toBeUndefined();
      }),
    );
  });
});
