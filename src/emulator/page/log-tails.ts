import { stripVTControlCharacters } from 'node:util';
import { endpointResourceType } from '../series/metrics.ts';
import { idOf, locationOf } from '../store/names.ts';
import type { LogEntry } from '../store/logs.ts';
import { cut } from './cut.ts';
import type { LogLine } from './overview.ts';

const linesKept = 100;
const sourcesKept = 500;
const lineLength = 500;

/** The last lines of every program, by source. Every entry of the log is read once. */
export class LogTails {
  readonly #tails = new Map<string, LogEntry[]>();
  #lastRead = '';

  /** Reads on to the end of the log. Ids of entries increase. */
  follow(entries: readonly LogEntry[]): void {
    const from = entries.findLastIndex(({ insertId }) => insertId <= this.#lastRead) + 1;
    for (const entry of entries.slice(from)) this.#add(entry);
    this.#lastRead = entries.at(-1)?.insertId ?? this.#lastRead;
  }

  of(source: string): LogLine[] {
    return (this.#tails.get(source) ?? []).map(lineOf);
  }

  clear(): void {
    this.#tails.clear();
  }

  #add(entry: LogEntry): void {
    const source = sourceOf(entry);
    if (source === undefined) return;
    const tail = this.#tails.get(source);
    if (tail === undefined) {
      this.#tails.set(source, [entry]);
      this.#forgetOldest();
      return;
    }
    tail.push(entry);
    if (tail.length > linesKept) tail.shift();
  }

  #forgetOldest(): void {
    const [oldest] = this.#tails.keys();
    if (this.#tails.size > sourcesKept && oldest !== undefined) this.#tails.delete(oldest);
  }
}

/** Where the log of a job is found. */
export function sourceOfJob(name: string): string {
  return `projects/${locationOf(name).project}/jobs/${idOf(name)}`;
}

/** Where the log of the servers of a deployed model is found. */
export function sourceOfDeployedModel(endpoint: string, deployedModelId: string): string {
  return `${endpoint}/deployedModels/${deployedModelId}`;
}

function sourceOf({ resource, labels = {} }: LogEntry): string | undefined {
  const { job_id: job, project_id: project, ...others } = resource.labels;
  if (resource.type === 'ml_job') return `projects/${project}/jobs/${job}`;
  const { deployed_model_id: deployedModel } = labels;
  if (resource.type !== endpointResourceType || deployedModel === undefined) return undefined;
  const location = `projects/${others['resource_container']}/locations/${others['location']}`;
  return sourceOfDeployedModel(`${location}/endpoints/${others['endpoint_id']}`, deployedModel);
}

function lineOf({ timestamp, severity, textPayload, jsonPayload }: LogEntry): LogLine {
  const text = textPayload ?? textOf(jsonPayload ?? {});
  return { time: timestamp, severity, text: cut(stripVTControlCharacters(text), lineLength) };
}

/** The message first, then what else there is. */
function textOf({ message, ...rest }: NonNullable<LogEntry['jsonPayload']>): string {
  const others = Object.keys(rest).length === 0 ? [] : [JSON.stringify(rest)];
  return [...(message === undefined ? [] : [String(message)]), ...others].join(' ');
}
