import { assess } from '../../../src/canary/assessment.ts';
import { type CanaryRun, type Shift, settingsOf } from '../../../src/canary/canary-run.ts';
import { freshJudge, judgeWindows } from '../../../src/canary/judge/panel.ts';
import type { Look } from '../../../src/canary/look.ts';
import { tally } from '../../../src/canary/tally.ts';
import { isCounted, type WindowRecord } from '../../../src/canary/window.ts';
import { readWhole } from '../../../src/steps/canary-promote/archive.ts';
import { championId, ledgerObject, model, releaseId } from '../canary-world.ts';
import type { Cloud } from './cloud.ts';
import { demand } from './watch.ts';

/** What must hold once a release is over that nobody but us has worked on. */
export function checkEnd(cloud: Cloud, hasMeddler: boolean): void {
  const { ledger, endpoint, endpoints } = cloud;
  const entries = ledger?.finished.filter((one) => one.releaseId === releaseId) ?? [];
  demand(entries.length === 1, 'there is not one finished entry', ledger?.finished);
  demand(ledger?.active === undefined, 'the run is active still');
  const [finished] = entries;
  const challengerId = finished?.challenger.deployedModelId ?? '';
  const isPromoted = finished?.outcome === 'promoted';
  const ids = endpoint.deployed.map(({ id }) => id);
  demand(endpoints.deployments.length <= 1, 'the challenger was deployed twice', ids);
  if (hasMeddler || finished?.outcome === 'failed') return;
  const [serving, gone] = isPromoted ? [challengerId, championId] : [championId, challengerId];
  demand((endpoint.split[serving] ?? 0) >= 80, 'another serves than the outcome says', endpoint);
  demand(!ids.includes(gone), 'the loser is deployed still', ids);
  const aliases = cloud.models.aliasesOf(model);
  const version = isPromoted ? '4' : '3';
  demand(aliases['champion'] === version, 'the alias is elsewhere', aliases);
  demand(aliases['challenger'] === undefined, 'the challenger kept its alias', aliases);
}

/** Windows that are judged again for one run: each look begins at the first window. */
const checkedWindows = 1_000;

/**
 * Every look follows from the plan and the windows alone, however often the runner changed: the
 * windows that had been read by then, judged in one go, say the same.
 */
export function checkLooks(run: CanaryRun): void {
  const looks = Math.max(2, Math.ceil(checkedWindows / (run.windows.length + 1)));
  for (const look of run.looks.slice(-looks)) {
    const shift = run.shifts.find(({ step }) => step === look.step);
    if (shift === undefined) continue;
    const again = readsUpTo(run, look).map((windows) => judgeAgain(run, shift, look, windows));
    const isRepeated = again.some((other) => isSame(other, told(look)));
    demand(isRepeated, 'the same windows were judged otherwise', told(look), ...again);
  }
}

function judgeAgain(run: CanaryRun, shift: Shift, look: Look, windows: WindowRecord[]) {
  const judge = judgeWindows(settingsOf(run), windows.filter(isCounted), freshJudge);
  const { ending: _, restoredAt: __, intent: ___, ...begun } = run;
  const shifts = run.shifts.filter(({ step }) => step <= look.step);
  const metrics = look.reasons.some(({ kind }) => kind === 'unreadable')
    ? 'unreadable'
    : 'readable';
  return told(assess({ ...begun, shifts, windows, judge }, shift, metrics, look.at));
}

/** Windows are read in the order of time: what may have been read when the look was made. */
function readsUpTo(run: CanaryRun, look: Look): WindowRecord[][] {
  const { windowMs, settleMs } = run.plan;
  const settled = run.windows.filter(({ start }) => start + windowMs + settleMs <= look.at);
  const reads: WindowRecord[][] = [];
  let inStep = 0;
  for (let count = 0; count <= settled.length; count += 1) {
    if (count > 0 && settled[count - 1]?.step === look.step) inStep += 1;
    if (inStep !== look.windows.settled) continue;
    const windows = settled.slice(0, count);
    const { champion, challenger } = tally({ windows, earlier: run.earlier });
    if (isSame(champion, look.champion) && isSame(challenger, look.challenger)) reads.push(windows);
  }
  return reads;
}

function isSame(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function told({ decision, evidence, windows, challenger, champion }: Look) {
  return { decision, evidence, windows, challenger, champion };
}

/** The run as it was stored when it was over, with every window that it had; none of a first try. */
export async function storedRun({ objects }: Cloud): Promise<CanaryRun | undefined> {
  const uri = ledgerObject.replace('ledger.json', `runs/${releaseId}/run.json`);
  if (!objects.stored.has(uri)) return undefined;
  return await readWhole(objects, ledgerObject, releaseId, undefined);
}
