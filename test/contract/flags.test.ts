import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { parseFlags } from '../../src/contract/flags.ts';
import { publicInputs } from '../../src/contract/input.ts';
import { flagOf } from '../../src/contract/naming.ts';
import { describeProblem } from '../../src/errors/problem.ts';
import { allSteps } from '../../src/pipeline/contracts.ts';
import { train } from '../../src/steps/train/contract.ts';

const switches = ['json', 'help'];

describe('a command line', () => {
  it.each<[argv: string[], explicit: Record<string, string>]>([
    [['--region=us-central1'], { region: 'us-central1' }],
    [['--region', 'us-central1'], { region: 'us-central1' }],
    [['--job-spec=trainer/job.yaml'], { job_spec: 'trainer/job.yaml' }],
    [['--region='], { region: '' }],
    [['--dry-run'], { dry_run: 'true' }],
    [['--dry-run=false'], { dry_run: 'false' }],
    [['--dry-run='], { dry_run: '' }],
    [['--no-comment'], { comment: 'false' }],
    [['--args=--depth=8', '--args', 'b'], { args: '--depth=8\nb' }],
    [['--env=A=1,B=2', '--env', 'C=3'], { env: 'A=1,B=2\nC=3' }],
  ])('%j gives %j', (argv, explicit) => {
    expect(parseFlags(argv, train.inputs)).toEqual({
      explicit,
      switches: new Set(),
      problems: [],
    });
  });

  it('gives switches', () => {
    expect(parseFlags(['--json', '-h'], train.inputs, switches).switches).toEqual(
      new Set(['json', 'help']),
    );
  });

  it.each<[argv: string[], problem: string]>([
    [['--regoin', 'x'], '--regoin: expected a known flag, found --regoin. Did you mean --region?'],
    [['--min_bake=5m'], '--min_bake: expected a known flag, found --min_bake. See --help'],
    [['--jsn'], '--jsn: expected a known flag, found --jsn. Did you mean --json?'],
    [
      ['--no-timeout'],
      '--no-timeout: expected a known flag, found --no-timeout. Did you mean --timeout?',
    ],
    [
      ['--region'],
      '--region: expected a region such as us-central1, found nothing. Write --region=VALUE',
    ],
    [
      ['--args', '--depth=8'],
      '--args: expected a list of texts, found the flag --depth=8. Write --args=VALUE',
    ],
    [['--region=a', '--region=b'], '--region: expected one value, found "a" and "b"'],
    [['--json=yes'], '--json: expected no value, found "yes"'],
    [['deploy'], 'command line: expected flags only, found "deploy"'],
    [['--', 'x'], 'command line: expected flags only, found "x"'],
    [
      ['--github-token=ghp_secret'],
      '--github-token: expected no secret on the command line, where other programs can read it, found one. Set the environment variable GITHUB_TOKEN',
    ],
    [
      ['--github-token', 'ghp_secret'],
      '--github-token: expected no secret on the command line, where other programs can read it, found one. Set the environment variable GITHUB_TOKEN',
    ],
  ])('%j is refused', (argv, problem) => {
    expect(parseFlags(argv, train.inputs, switches).problems.map(describeProblem)).toEqual([
      problem,
    ]);
  });

  it('tells all its problems at once', () => {
    const argv = ['--regoin', 'x', 'y', '--timeout', '--json', '--job-spec=a'];
    const { problems, explicit } = parseFlags(argv, train.inputs, switches);
    expect(problems.map(({ where }) => where)).toEqual(['--regoin', 'command line', '--timeout']);
    expect(explicit).toEqual({ job_spec: 'a' });
  });

  it('hands every value over as it stands, whatever the input', () => {
    const inputs = allSteps.flatMap((step) =>
      publicInputs(step.inputs).map(([name]) => [step, name] as const),
    );
    fc.assert(
      fc.property(fc.constantFrom(...inputs), fc.string(), ([step, name], value) => {
        const { explicit, problems } = parseFlags([`${flagOf(name)}=${value}`], step.inputs);
        expect([explicit, problems]).toEqual([{ [name]: value }, []]);
      }),
    );
  });

  it('never throws', () => {
    const word = fc.oneof(
      fc.string(),
      fc.string().map((text) => `--${text}`),
    );
    fc.assert(
      fc.property(fc.array(word), (argv) => {
        const { explicit } = parseFlags(argv, train.inputs, switches);
        expect(Object.keys(explicit).every((name) => name in train.inputs)).toBe(true);
      }),
    );
  });
});
