import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import MarkdownIt from 'markdown-it';
import { parse, stringify } from 'yaml';
import { worldOf } from '../world.ts';
import { BuildWorld, endsOf, repositoryFile } from './builds.ts';

/** `release.yaml` as the page says to cut it: what comes before the approval. */
const candidate = withoutLastStep(repositoryFile('cloudbuild/release.yaml'));
/** The build behind the approval, as the page shows it. */
const production = blockWith('canary-promote', repositoryFile('docs/cloud-build.md'));
const rollBack = 'cloudbuild/roll-back.yaml';

let world: BuildWorld;
beforeAll(async () => {
  world = await BuildWorld.start();
});
afterAll(() => world.stop());

/** Each build goes on from what the one before left behind. */
describe('production as a build of its own, behind an approval', () => {
  it('changes nothing when it is approved before there is a candidate', async () => {
    using run = await world.build(production, 'aaaaaaaa44444444');
    expect(endsOf(run)).toEqual({ 'canary-promote': 'FAILURE 2' });
    expect(await worldOf(world.emulator)).toMatchObject({ endpoints: {} });
  });

  it('finds the candidate of the same commit', async () => {
    using before = await world.build(candidate, 'aaaaaaaa44444444');
    expect(before.status).toBe('SUCCESS');
    expect(Object.keys(endsOf(before))).not.toContain('canary-promote');
    const { endpoints } = await worldOf(world.emulator);
    expect(Object.keys(endpoints)).toEqual(['doubler-staging']);

    using approved = await world.build(production, 'aaaaaaaa44444444');
    expect(endsOf(approved)).toEqual({ 'canary-promote': 'SUCCESS 0' });
    expect(await worldOf(world.emulator)).toMatchObject({
      endpoints: { 'doubler-production': ['1=100'] },
    });
  });

  it('changes nothing when it is approved although the candidate was rejected', async () => {
    world.project.configure({ 'train.args': ['poor'] });
    using before = await world.build(candidate, 'dddddddd44444444');
    expect(endsOf(before)).toMatchObject({ register: 'FAILURE 1' });
    using run = await world.build(production, 'dddddddd44444444');
    world.project.configure({ 'train.args': ['good'] });
    expect(endsOf(run)).toEqual({ 'canary-promote': 'FAILURE 1' });
    expect(await worldOf(world.emulator)).toMatchObject({
      endpoints: { 'doubler-production': ['1=100'] },
    });
  });

  it.each([
    ['the release that holds the endpoint', 'bbbbbbbb44444444', 'eeeeeeee44444444', {}],
    ['a release by its id', 'cccccccc44444444', '', { _RELEASE: 'doubler-cccccccc-1' }],
  ])('rolls back %s', async (_, commit, commitOfRollBack, substitutions) => {
    // Nobody sends requests: without evidence the canary is held.
    world.project.configure({
      'canary_promote.min_bake': '1s',
      'canary_promote.max_bake': '4s',
    });
    using before = await world.build(candidate, commit);
    expect(before.status).toBe('SUCCESS');
    using held = await world.build(production, commit);
    expect(endsOf(held)).toEqual({ 'canary-promote': 'FAILURE 6' });
    const split = (await worldOf(world.emulator)).endpoints['doubler-production'];
    expect(split).toEqual(expect.arrayContaining(['1=90']));

    using run = await world.build(rollBack, commitOfRollBack, { substitutions });
    expect(endsOf(run)).toEqual({ rollback: 'SUCCESS 0' });
    expect((await worldOf(world.emulator)).endpoints['doubler-production']).toEqual(['1=100']);
  });

  it('asks for a commit when neither it nor a release is told', async () => {
    using run = await world.build(rollBack, '');
    expect(endsOf(run)).toEqual({ rollback: 'FAILURE 2' });
  });
});

function withoutLastStep(text: string): string {
  const build = parse(text) as { steps: unknown[] };
  return stringify({ ...build, steps: build.steps.slice(0, -1) });
}

/** The block of YAML on a page whose first step has this id. */
function blockWith(id: string, page: string): string {
  const blocks = new MarkdownIt()
    .parse(page, {})
    .filter(({ type, info }) => type === 'fence' && info === 'yaml')
    .map(({ content }) => content);
  const found = blocks.find((text) => {
    const build = parse(text) as { steps?: { id?: string }[] } | null;
    return build?.steps?.[0]?.id === id;
  });
  if (found === undefined) throw new Error(`the page shows no build with ${id}`);
  return found;
}
