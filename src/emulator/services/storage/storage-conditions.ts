import type { StoredObject } from '../../store/objects.ts';
import { conditionNotMet, invalidStorage } from './storage-error.ts';

export interface Conditions {
  ifGenerationMatch?: string;
  ifGenerationNotMatch?: string;
  ifMetagenerationMatch?: string;
  ifMetagenerationNotMatch?: string;
}

const names = [
  'ifGenerationMatch',
  'ifGenerationNotMatch',
  'ifMetagenerationMatch',
  'ifMetagenerationNotMatch',
] as const;

/** @throws StorageError 400 for something that is not a number. */
export function readConditions(query: URLSearchParams): Conditions {
  const conditions: Conditions = {};
  for (const name of names) {
    const value = query.get(name);
    if (value === null) continue;
    if (!/^\d+$/.test(value)) throw invalidStorage(`Invalid value for ${name}: "${value}".`);
    conditions[name] = value;
  }
  return conditions;
}

/** Generation 0 stands for "no live object". @throws StorageError 412 */
export function requireConditions(conditions: Conditions, live: StoredObject | undefined): void {
  if (!conditionsHold(conditions, live)) throw conditionNotMet();
}

export function conditionsHold(conditions: Conditions, live: StoredObject | undefined): boolean {
  const generation = live?.generation ?? '0';
  const { ifGenerationMatch, ifGenerationNotMatch } = conditions;
  if (ifGenerationMatch !== undefined && ifGenerationMatch !== generation) return false;
  if (ifGenerationNotMatch !== undefined && ifGenerationNotMatch === generation) return false;
  const { ifMetagenerationMatch, ifMetagenerationNotMatch } = conditions;
  const metageneration = live?.metageneration;
  if (ifMetagenerationMatch !== undefined && ifMetagenerationMatch !== metageneration) return false;
  return ifMetagenerationNotMatch === undefined || ifMetagenerationNotMatch !== metageneration;
}
