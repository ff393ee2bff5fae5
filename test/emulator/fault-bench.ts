import { Bench, TestClock } from './harness.ts';

/** An emulator with one deployed model, and the calls that tests of faults make. */
export class FaultBench {
  readonly clock: TestClock;
  readonly bench: Bench;
  /** Full name; its id is `production`. */
  readonly endpoint: string;

  private constructor(clock: TestClock, bench: Bench, endpoint: string) {
    this.clock = clock;
    this.bench = bench;
    this.endpoint = endpoint;
  }

  static async start(): Promise<FaultBench> {
    const clock = new TestClock();
    const bench = await Bench.start({ clock });
    const endpoint = await bench.createEndpoint('production');
    await bench.deploy(endpoint, await bench.upload(), { trafficSplit: { 0: 100 } }, '1');
    return new FaultBench(clock, bench, endpoint);
  }

  /** Creates a fault and answers its id. */
  async fault(spec: object): Promise<string> {
    const answer = await this.bench.call('POST', '/emulator/v1/faults', spec);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return String(answer.body['id']);
  }

  async hits(id: string): Promise<number> {
    const { body } = await this.bench.call('GET', `/emulator/v1/faults/${id}`);
    return Number(body['hits']);
  }

  async clear(): Promise<void> {
    await this.bench.call('DELETE', '/emulator/v1/faults');
  }

  /** A write: gives the endpoint another display name. */
  rename(to: string) {
    const path = `/v1/${this.endpoint}?updateMask=displayName`;
    return this.bench.call('PATCH', path, { displayName: to });
  }

  /** A read: the endpoint's display name. */
  async displayName(): Promise<string> {
    return String((await this.bench.call('GET', `/v1/${this.endpoint}`)).body['displayName']);
  }
}
