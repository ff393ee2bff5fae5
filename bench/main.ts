import type { Figures } from './figures.ts';

const cases: Readonly<Record<string, () => Promise<() => Promise<Figures>>>> = {
  start: async () => (await import('./start.ts')).start,
  emulator: async () => (await import('./emulator.ts')).emulator,
  load: async () => (await import('./load.ts')).load,
  gates: async () => (await import('./gates.ts')).gates,
  judge: async () => (await import('./judge.ts')).judge,
  size: async () => (await import('./size.ts')).size,
  sweep: async () => (await import('./sweep.ts')).sweep,
};

const [name = '', ...flags] = process.argv.slice(2);
const load = Object.hasOwn(cases, name) ? cases[name] : undefined;
if (load === undefined) {
  console.error(`usage: npm run bench -- CASE [--json]; cases: ${Object.keys(cases).join(', ')}`);
  process.exitCode = 2;
} else {
  const measure = await load();
  const figures = round(await measure());
  for (const [figure, value] of Object.entries(figures)) console.error(`${figure}: ${value}`);
  if (flags.includes('--json')) console.log(JSON.stringify({ case: name, figures }));
}

function round(figures: Figures): Figures {
  return Object.fromEntries(
    Object.entries(figures).map(([figure, value]) => [figure, Number(value.toPrecision(4))]),
  );
}
