import { runConformance } from '../test/conformance/main.ts';

const args = process.argv.slice(2);

/**
 * Checks what is published with independent tools. Words on the command line choose cases; `--write`
 * writes what official clients verify into docs/embedded-vertex.md.
 */
const isFine = await runConformance(
  args.filter((word) => word !== '--write'),
  {
    isCi: process.env['CI'] === 'true',
    rewrite: args.includes('--write'),
    write: (line) => console.log(line),
  },
);
process.exitCode = isFine ? 0 : 1;
