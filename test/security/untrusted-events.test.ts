import { describe, expect, it } from '@jest/globals';
import { refuseUntrustedEvent } from '../../src/entry/action-trust.ts';
import type { PreparedStep } from '../../src/pipeline/program.ts';

const spending: readonly (readonly [PreparedStep['name'], Record<string, unknown>])[] = [
  ['train', {}],
  ['register', { mode: 'register' }],
  ['deploy-staging', {}],
  ['canary-promote', {}],
];
const reading: readonly (readonly [PreparedStep['name'], Record<string, unknown>])[] = [
  ['validate', {}],
  ['register', { mode: 'evaluate' }],
  ['integration-test', {}],
];
const openToAll = ['pull_request_target', 'issue_comment', 'workflow_run'];
const trusted = ['push', 'pull_request', 'schedule', 'workflow_dispatch', 'release', ''];

const start = (name: PreparedStep['name'], inputs: Record<string, unknown>, event: string) => () =>
  refuseUntrustedEvent({ name, inputs } as PreparedStep, event);

describe.each(openToAll)('on %s', (event) => {
  it.each(spending)('%s %j is refused', (name, inputs) => {
    expect(start(name, inputs, event)).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
  });
  it.each(reading)('%s %j may run', (name, inputs) => {
    expect(start(name, inputs, event)).not.toThrow();
  });
});

describe.each(trusted)('on "%s"', (event) => {
  it.each([...spending, ...reading])('%s %j may run', (name, inputs) => {
    expect(start(name, inputs, event)).not.toThrow();
  });
});
