/** One question to an independent tool, or about what is published. */
export interface Case {
  name: string;
  /**
   * What is wrong; nothing when all is well.
   * @throws Absent when the tool is not on this machine.
   */
  run(): Promise<readonly string[]> | readonly string[];
}

/** A tool that is not there, so that its cases cannot be run. */
export class Absent extends Error {
  readonly tool: string;

  constructor(tool: string, why: string) {
    super(why);
    this.name = 'Absent';
    this.tool = tool;
  }
}

/**
 * That a tool finds what it is there for: a tool that says nothing about a bad sample says nothing
 * about ours either.
 */
export function refusal(
  name: string,
  expected: RegExp,
  ask: () => Promise<readonly string[]> | readonly string[],
): Case {
  return {
    name,
    async run() {
      const said = await ask();
      if (said.some((line) => expected.test(line))) return [];
      return [`should have found ${expected}, but found ${said.join(' / ') || 'nothing'}`];
    },
  };
}
