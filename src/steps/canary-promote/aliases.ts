import type { CanaryRun } from '../../canary/canary-run.ts';
import { championAlias, challengerAlias, defaultAlias } from '../../vertex/model.ts';
import { atVersion } from '../../vertex/resource-name.ts';
import type { CanarySession } from './canary-session.ts';
import { describeArm } from './deployment.ts';

interface Version {
  model: string;
  versionId: string;
}

/** The version serves production now: it is champion, and challenger no more. */
export async function crown(session: CanarySession, version: Version): Promise<void> {
  const defaults = session.inputs.moveDefault ? [defaultAlias] : [];
  await giveAliases(session, version, [championAlias, ...defaults], [challengerAlias]);
}

/** The challenger went: its alias goes, and the champion has what belongs to it. */
export async function dethrone(session: CanarySession, run: CanaryRun): Promise<void> {
  const { models } = session.context.ports;
  const challenger = await models.find(atVersion(run.challenger.model, run.challenger.versionId));
  const isDefault = challenger?.aliases.includes(defaultAlias) ?? false;
  const defaults = session.inputs.moveDefault && isDefault ? [defaultAlias] : [];
  await giveAliases(session, run.champion, [championAlias, ...defaults], []);
  await giveAliases(session, run.challenger, [], [challengerAlias]);
}

/** Only what is not so yet; a version that left the registry has no aliases to give. */
async function giveAliases(
  { context }: CanarySession,
  version: Version,
  wanted: readonly string[],
  unwanted: readonly string[],
): Promise<void> {
  const { models, host } = context.ports;
  const name = atVersion(version.model, version.versionId);
  const found = await models.find(name);
  if (found === undefined) {
    host.warn(`${describeArm(version)} is not in the registry: its aliases stay as they are`);
    return;
  }
  const changes = [
    ...wanted.filter((alias) => !found.aliases.includes(alias)),
    ...unwanted.filter((alias) => found.aliases.includes(alias)).map((alias) => `-${alias}`),
  ];
  if (changes.length === 0) return;
  host.say(`model ${describeArm(version)}: aliases ${changes.join(', ')}`);
  await models.changeAliases(name, changes);
}
