import { Agent, request } from 'node:http';
import { quantile } from './statistics.ts';

export interface ReferenceRun {
  tool: string;
  perSecond: number;
  p99Ms: number;
}

export interface ReferencePlan {
  url: string;
  body: string;
  connections: number;
  seconds: number;
}

interface Autocannon {
  (options: object): Promise<{
    requests: { average: number };
    latency: { p99: number };
  }>;
}

/** `autocannon` where it is installed; else the plain loop that most hand-written tests are. */
export async function runReference(plan: ReferencePlan): Promise<ReferenceRun> {
  const autocannon = await findAutocannon();
  if (autocannon === undefined) return await closedLoop(plan);
  const { url, body, connections, seconds } = plan;
  const headers = { 'content-type': 'application/json' };
  const options = { url, body, connections, duration: seconds, method: 'POST', headers };
  const { requests, latency } = await autocannon(options);
  return { tool: 'autocannon', perSecond: requests.average, p99Ms: latency.p99 };
}

async function findAutocannon(): Promise<Autocannon | undefined> {
  try {
    const name = 'autocannon';
    const loaded = (await import(name)) as { default: Autocannon };
    return loaded.default;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw thrown;
  }
}

/** Each connection asks again as soon as it is answered, over `node:http`. */
async function closedLoop({
  url,
  body,
  connections,
  seconds,
}: ReferencePlan): Promise<ReferenceRun> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const until = performance.now() + seconds * 1_000;
  const times: number[] = [];
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      const began = performance.now();
      await ask(url, body, agent);
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  agent.destroy();
  return { tool: 'closed loop', perSecond: times.length / seconds, p99Ms: quantile(times, 0.99) };
}

function ask(url: string, body: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const outgoing = request(url, { method: 'POST', agent, headers }, (response) => {
      response.setEncoding('utf8');
      let text = '';
      response.on('data', (chunk: string) => (text += chunk));
      response.once('end', () => {
        JSON.parse(text);
        resolve();
      });
      response.once('error', reject);
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
