import { Random } from '../../../bench/judge/random.ts';
import type { CanaryPromoteInputs } from '../../../src/steps/canary-promote/inputs.ts';
import { endpointName } from '../canary-world.ts';
import { Cloud } from './cloud.ts';
import { calmNetwork, network } from './network.ts';
import { type Death, Runner, type Surroundings } from './runner.ts';
import { type Scenario, scenarioOf, simulationStart } from './scenario.ts';
import { checkEnd, checkLooks, storedRun } from './verdict.ts';
import { VirtualTime } from './virtual-time.ts';
import { demand, Violation } from './watch.ts';

/** Errors after which nobody runs the same command again without a thought. */
const finalErrors = ['INPUT_INVALID', 'OPERATION_FAILED'];
const hour = 3_600_000;

/** Lives through the scenario of a seed. @throws Violation that names the seed. */
export async function simulateSeed(seed: number): Promise<void> {
  try {
    await new Simulation(scenarioOf(seed)).run();
  } catch (cause) {
    throw new Violation(`seed ${seed}: ${String(cause)}`, { cause });
  }
}

/** A world in virtual time that is made of one scenario, and everybody in it. */
export class Simulation {
  readonly time = new VirtualTime(simulationStart);
  readonly cloud: Cloud;
  readonly runners: Runner[] = [];
  /** Called whenever a runner ended, however it did. */
  onEnd: (runner: Runner) => void = () => {};
  readonly #scenario: Scenario;
  readonly #random: Random;
  readonly #surroundings: Surroundings;
  readonly #deaths: Death[];
  #isCalm = false;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.#random = new Random(scenario.seed, 2);
    this.#deaths = [...scenario.deaths];
    const isKnownGone = (asking: Runner, name: string) => {
      const other = this.runners.find((runner) => runner.name === name);
      return scenario.oneMachine && other !== asking && other?.end !== undefined;
    };
    this.cloud = new Cloud(scenario.cloud, this.time, isKnownGone);
    this.#surroundings = {
      time: this.time,
      random: this.#random,
      network: network(this.time, this.#random, () =>
        this.#isCalm ? calmNetwork : scenario.network,
      ),
      serversFor: (runner) => this.cloud.serversFor(runner),
      isKnownGone,
    };
  }

  /** Everything that the scenario has; what is left then is one runner and a person to ask. */
  async run(): Promise<void> {
    const { promoters, people, strikes, meddling, calmAt } = this.#scenario;
    for (const { at, wait, operation } of promoters) {
      this.#plan(at, () => this.#keepRunning({ wait, operation }));
    }
    for (const { at, operation } of people) this.#plan(at, () => this.#start({ operation }));
    for (const strike of strikes) this.#plan(strike.at, () => this.#strike(strike));
    for (const { at, kind } of meddling) this.#plan(at, () => this.#meddle(kind));
    await this.#pass(calmAt);
    this.#isCalm = true;
    for (const runner of this.runners) runner.kill();
    // What is on its way arrives, or times out.
    await this.#pass(calmAt + 200_000);
    await this.#finish();
    checkEnd(this.cloud, meddling.length > 0);
    const run = await storedRun(this.cloud);
    if (run !== undefined) checkLooks(run);
  }

  /** One runner after the other, until the release is over. */
  async #finish(): Promise<void> {
    for (let attempts = 0; attempts < 12; attempts += 1) {
      const end = await this.#runAlone({ operation: 'run' });
      if (end.kind === 'error' && finalErrors.includes(end.error.code)) return;
      if (end.kind === 'result' && end.result.state === 'done') return;
      if (end.kind === 'result' && end.result.state === 'held') {
        await this.#runAlone({ operation: attempts < 6 ? 'approve' : 'roll_back' });
      }
    }
    demand(false, 'the release does not end', this.runners.at(-1)?.end);
  }

  async #runAlone(change: Partial<CanaryPromoteInputs>) {
    const runner = this.#start(change);
    await this.#pass(30 * 24 * hour, () => runner.end !== undefined);
    const { end } = runner;
    if (end === undefined) throw new Error('it never ends');
    return end;
  }

  async #pass(until: number, isOver: () => boolean = () => false): Promise<void> {
    await this.time.pass(
      simulationStart + until,
      () => this.cloud.violation !== undefined || isOver(),
    );
    if (this.cloud.violation !== undefined) throw this.cloud.violation;
    for (const { end } of this.runners) {
      if (end?.kind === 'error') {
        demand(end.error.code !== 'INTERNAL', 'a defect', end.error.stack, end.error.cause);
      }
    }
  }

  #plan(after: number, happen: () => void): void {
    this.time.at(simulationStart + after, happen);
  }

  #start(change: Partial<CanaryPromoteInputs>, onEnd?: () => void): Runner {
    const inputs = { ...this.#scenario.inputs, ...change };
    const death = this.#isCalm ? undefined : this.#deaths.shift();
    const name = `runner-${this.runners.length + 1}`;
    const runner: Runner = new Runner(name, inputs, this.#surroundings, death, () => {
      this.onEnd(runner);
      onEnd?.();
    });
    this.runners.push(runner);
    runner.start();
    return runner;
  }

  /** A job that is started again whenever it ended without the release being over. */
  #keepRunning(change: Partial<CanaryPromoteInputs>): void {
    if (this.#isCalm) return;
    const runner = this.#start(change, () => {
      const { end } = runner;
      if (end?.kind === 'result' && end.result.state === 'done') return;
      // Nobody asks again at once who was told why it does not go on.
      const pauseMs = end?.kind === 'killed' ? 0 : 30_000;
      this.time.after(this.#scenario.restartMs + pauseMs, () => this.#keepRunning(change));
    });
  }

  #strike({ kind, pauseMs }: Scenario['strikes'][number]): void {
    const alive = this.runners.filter(({ end }) => end === undefined);
    const victim = alive[Math.floor(this.#random.uniform() * alive.length)];
    if (kind === 'pause') victim?.pause(pauseMs);
    else victim?.[kind]();
  }

  #meddle(kind: Scenario['meddling'][number]['kind']): void {
    const { cloud } = this;
    const { labels, split, deployed } = cloud.endpoint;
    if (kind === 'labels') {
      cloud.endpoints.meddle(endpointName, {
        labels: { ...labels, team: String(this.time.now()) },
      });
      return;
    }
    // Vertex AI refuses traffic for a model that is being undeployed.
    if (cloud.ledger?.active?.intent?.kind === 'undeploy') return;
    const others = deployed.map(({ id }) => id);
    const [first = ''] = others;
    const back = cloud.ledger?.active?.recordedSplit ?? split;
    const last = others.at(-1) ?? first;
    const shares = last === first ? { [first]: 100 } : { [first]: 60, [last]: 40 };
    cloud.endpoints.meddle(endpointName, { split: kind === 'back' ? back : shares });
  }
}
