import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  compileTemplate,
  matchTemplate,
  splitPath,
} from '../../src/emulator/wire/rest/path-template.ts';
import { Router } from '../../src/emulator/wire/rest/router.ts';
import { deriveRoutes } from '../../src/emulator/wire/rest/routes.ts';
import { TypeTable } from '../../src/emulator/wire/type-table.ts';

function match(template: string, path: string): Record<string, string> | undefined {
  return matchTemplate(compileTemplate(template), splitPath(path));
}

function http(rule: object): [Readonly<Record<string, unknown>>] {
  return [{ '(google.api.http)': rule }];
}

describe('routes', () => {
  it('come also from services that were reduced to their names and bindings', () => {
    const types = new TypeTable([
      {
        nested: {
          google: {
            nested: {
              Reduced: {
                methods: {
                  Get: { parsedOptions: http({ get: '/v1/{name=things/*}' }) },
                  Make: {
                    requestType: 'gone.Request',
                    responseType: 'gone.Response',
                    parsedOptions: http({
                      post: '/v1/things',
                      body: '*',
                      additional_bindings: [
                        { put: '/v1/things' },
                        { patch: '/v1/{name=things/**}' },
                      ],
                    }),
                  },
                },
              },
            },
          },
        },
      },
    ]);
    const methods = types.methods();
    const router = new Router(deriveRoutes(methods, new Set()), methods);
    const found = (method: string, path: string) => router.match(method, path)?.method.fullName;
    expect(found('GET', '/v1/things/1')).toBe('google.Reduced.Get');
    expect(found('POST', '/v1/things')).toBe('google.Reduced.Make');
    expect(found('PUT', '/v1/things')).toBe('google.Reduced.Make');
    expect(found('PATCH', '/v1/things/a/b')).toBe('google.Reduced.Make');
    expect(found('GET', '/v1/things')).toBeUndefined();
    expect(methods.map(({ requestType }) => requestType)).toEqual([undefined, undefined]);
  });
});

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
