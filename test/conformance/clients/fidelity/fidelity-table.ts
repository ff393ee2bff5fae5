import { generatedNotice } from '../../../../src/contract/describe-input.ts';
import { markdownTable } from '../../../../src/contract/markdown-table.ts';
import { type ClientName, clientNames } from '../client.ts';
import { type Behaviour, type Source, sources } from './behaviour.ts';
import { type BehaviourId, behaviours } from './behaviours.ts';
import type { Verified } from './verified.ts';

const begin = `<!-- fidelity: ${generatedNotice('test/conformance/clients/fidelity')} -->`;
const end = '<!-- /fidelity -->';

/**
 * A page with its marked section written anew.
 * @throws Error when the page has no such section.
 */
export function withFidelityTable(page: string, verified: Verified): string {
  const [before, rest] = cut(page, begin);
  const [, after] = cut(rest, end);
  return [
    before,
    begin,
    '\n\n',
    legend(),
    '\n\n',
    fidelityTable(verified),
    '\n\n',
    end,
    after,
  ].join('');
}

function cut(text: string, mark: string): [before: string, after: string] {
  const at = text.indexOf(mark);
  if (at === -1) throw new Error(`docs/embedded-vertex.md has no line ${mark}`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}

function legend(): string {
  const letter = Object.entries(sources).map(([key, about]) => `**${key}** ${about}`);
  return [
    `_Source_: ${letter.join(', ')}.`,
    '_Verified_: **✓** by this client in the conformance suite, with what the client itself reports; **T** by a test of this',
    'repository; **–** not, for the most part because the client has no such thing. Nothing here was compared with the real service.',
  ].join('\n');
}

function fidelityTable(verified: Verified): string {
  const columns = ['behaviour', 'source', ...clientNames, 'tests', 'what is not emulated'];
  const rows = (Object.entries(behaviours) as [BehaviourId, Behaviour][]).map(
    ([id, { about, isTested, notEmulated = '', ...behaviour }]) => [
      about,
      letters(behaviour.sources),
      ...clientNames.map((client) => markOf(verified, client, id)),
      isTested ? 'T' : '–',
      notEmulated,
    ],
  );
  return markdownTable(columns, rows).join('\n');
}

function letters(known: readonly Source[]): string {
  return known.join(' ') || '–';
}

function markOf(verified: Verified, client: ClientName, id: BehaviourId): string {
  return verified[client].includes(id) ? '✓' : '–';
}
