import { z } from 'zod';
import type { Files } from '../../ports/files.ts';
import { type StepName, stepNames } from '../../release/step-name.ts';
import type { Build } from './build.ts';
import { type Answer, compactAnswer } from './compact-answer.ts';

/** How a step of this build ended, as it told the steps after it. */
export interface StepEnd {
  step: StepName;
  exitCode: number;
  release: string | undefined;
}

/** What the steps of a build tell each other, and what is kept with the build. */
export interface BuildOutputs {
  /** Writes `.vertex-release/outputs/NAME.json`, and a compact form for the build's own results. */
  write(name: string, answer: Answer): Promise<void>;
  /** The steps of this build that have ended, in the order of the train. */
  ends(): Promise<readonly StepEnd[]>;
}

/** Of an answer, what the steps after it ask. */
const answered = z.object({
  exit_code: z.int(),
  release: z.string().optional().catch(undefined),
});

export function buildOutputs(
  files: Files,
  { workspace, outputFolder }: Pick<Build, 'workspace' | 'outputFolder'>,
  hide: (text: string) => string,
): BuildOutputs {
  const pathOf = (name: string) => `${workspace}/.vertex-release/outputs/${name}.json`;
  return {
    async write(name, answer) {
      await files.write(pathOf(name), hide(`${JSON.stringify(answer, undefined, 2)}\n`));
      if (outputFolder === undefined) return;
      await files.write(`${outputFolder}/output`, hide(compactAnswer(answer)));
    },

    async ends() {
      const texts = await Promise.all(stepNames.map((step) => files.read(pathOf(step))));
      return texts.flatMap((text, index) => {
        const step = stepNames[index];
        const read = text === undefined ? undefined : answered.safeParse(jsonOf(text));
        if (step === undefined || read?.success !== true) return [];
        return [{ step, exitCode: read.data.exit_code, release: read.data.release }];
      });
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Somebody else's file: it says nothing of a step.
    return undefined;
  }
}
