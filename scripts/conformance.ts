import { runConformance } from '../test/conformance/main.ts';

/** Checks what is published with independent tools. Words on the command line choose cases. */
const isFine = await runConformance(process.argv.slice(2), {
  isCi: process.env['CI'] === 'true',
  write: (line) => console.log(line),
});
process.exitCode = isFine ? 0 : 1;
