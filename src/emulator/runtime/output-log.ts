import type { LogStore, NewLogEntry, Severity } from '../store/logs.ts';

const tailLength = 40;
const severities: ReadonlySet<string> = new Set([
  'DEFAULT',
  'DEBUG',
  'INFO',
  'NOTICE',
  'WARNING',
  'ERROR',
  'CRITICAL',
]);

/** Where a program's output goes in the log, apart from the line itself. */
export type LogTarget = Omit<NewLogEntry, 'severity' | 'textPayload' | 'jsonPayload'>;

/** Writes a program's lines to the log and keeps the last ones for error messages. */
export class OutputLog {
  readonly #store: LogStore;
  readonly #target: LogTarget;
  readonly #tail: string[] = [];

  constructor(store: LogStore, target: LogTarget) {
    this.#store = store;
    this.#target = target;
  }

  readonly onLine = (stream: 'stdout' | 'stderr', line: string): void => {
    this.#tail.push(line);
    if (this.#tail.length > tailLength) this.#tail.shift();
    const severity: Severity = stream === 'stdout' ? 'INFO' : 'ERROR';
    this.#store.append({ ...this.#target, severity, ...payloadOf(line) });
  };

  note(severity: Severity, text: string): void {
    this.#store.append({ ...this.#target, severity, textPayload: text });
  }

  /** The last lines, one string. */
  tail(): string {
    return this.#tail.join('\n');
  }
}

/** A line that is a JSON object with a `message` is structured, as the logging agent has it. */
function payloadOf(
  line: string,
): Pick<NewLogEntry, 'textPayload' | 'jsonPayload'> & { severity?: Severity } {
  if (!line.startsWith('{')) return { textPayload: line };
  try {
    const parsed = JSON.parse(line) as Record<string, unknown>;
    if (typeof parsed['message'] !== 'string') return { textPayload: line };
    const { severity, ...rest } = parsed;
    const payload = { jsonPayload: rest };
    return typeof severity === 'string' && severities.has(severity)
      ? { ...payload, severity: severity as Severity }
      : payload;
  } catch {
    return { textPayload: line };
  }
}
