// The command line as it stands in the sources, as a process of its own.
import { cli } from '../../src/entry/main.ts';

await cli(process);
