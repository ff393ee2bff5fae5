import type { CanaryEvidence } from './canary-evidence.ts';
import { code, join, nothing, own, type Phrase, phrase } from './phrase.ts';
import { outputOf, type StepView } from './record-view.ts';
import { readSplit } from './split-view.ts';

/** A model version of a canary, as far as the record names it. */
export interface Arm {
  role: 'champion' | 'challenger';
  /** `model@version`. */
  version?: string | undefined;
  deployedModelId?: string | undefined;
}

/** Challenger and champion of a canary; others that the endpoint serves are neither. */
export function armsOf(step: StepView, evidence: CanaryEvidence): Arm[] {
  const challenger = outputOf(step, 'deployed_model_id');
  const { champion } = evidence;
  return [
    {
      role: 'champion',
      version:
        champion === undefined
          ? championVersion(step)
          : `${lastPart(champion.model)}@${champion.versionId}`,
      deployedModelId: champion?.deployedModelId ?? giverOf(step, evidence, challenger),
    },
    {
      role: 'challenger',
      version: lastPart(outputOf(step, 'challenger_version')),
      deployedModelId: challenger,
    },
  ];
}

/** The output names the version that serves now; after a promotion that is the challenger. */
function championVersion(step: StepView): string | undefined {
  const version = outputOf(step, 'champion_version');
  return version === outputOf(step, 'challenger_version') ? undefined : lastPart(version);
}

/** The champion is the one whose share the challenger was given. */
function giverOf(
  step: StepView,
  { shifts }: CanaryEvidence,
  challenger: string | undefined,
): string | undefined {
  const after = new Map(shifts[0]?.split);
  if (after.size === 0) return undefined;
  return readSplit(outputOf(step, 'previous_split')).find(
    ([id, share]) => id !== challenger && (after.get(id) ?? 0) < share,
  )?.[0];
}

export function roleOf(id: string, arms: readonly Arm[]): Arm['role'] | undefined {
  return arms.find(({ deployedModelId }) => deployedModelId === id)?.role;
}

/** `champion birds@2, deployed as 7001; challenger birds@3, deployed as 7002`. */
export function armsInWords(arms: readonly Arm[]): Phrase {
  const known = arms.filter(
    ({ version, deployedModelId }) => (version ?? deployedModelId) !== undefined,
  );
  return join(
    known.map(({ role, version, deployedModelId }) => {
      const name = version === undefined ? nothing : phrase` ${code(version, 80)}`;
      const id =
        deployedModelId === undefined
          ? nothing
          : phrase`${own(version === undefined ? '' : ',')} deployed as ${code(deployedModelId, 40)}`;
      return phrase`${own(role)}${name}${id}`;
    }),
    phrase`; `,
  );
}

function lastPart(name: string | undefined): string | undefined {
  return name?.split('/').at(-1);
}
