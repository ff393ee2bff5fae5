/** What the bundle exports; the stubs of the distribution call it. */
export { cli } from './cli.ts';
