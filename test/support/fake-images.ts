import type { ImageAnswer, Images } from '../../src/ports/images.ts';

/** A registry that knows these images; every other is absent. */
export function fakeImages(known: Readonly<Record<string, ImageAnswer>>): Images {
  return { find: async (reference) => known[reference] ?? { kind: 'absent' } };
}

/** A registry that has whatever it is asked for. */
export function everyImage(): Images {
  return { find: async () => ({ kind: 'found', digest: `sha256:${'a'.repeat(64)}` }) };
}
