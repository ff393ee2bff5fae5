import type { LogStore, NewLogEntry, Severity } from '../store/logs.ts';

/** Of what a failed deployment quotes. */
const tailLines = 40;
const tailLength = 4_000;
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
  readonly #store: Pick<LogStore, 'append'>;
  readonly #target: LogTarget;
  readonly #tail: string[] = [];
  /** Whether lines reach the log. */
  isEnabled = true;

  constructor(store: Pick<LogStore, 'append'>, target: LogTarget) {
    this.#store = store;
    this.#target = target;
  }

  readonly onLine = (stream: 'stdout' | 'stderr', raw: string): void => {
    // A line that was cut may end in half a character.
    const line = raw.toWellFormed();
    this.#tail.push(line.slice(0, tailLength));
    if (this.#tail.length > tailLines) this.#tail.shift();
    if (!this.isEnabled) return;
    const severity: Severity = stream === 'stdout' ? 'INFO' : 'ERROR';
    this.#store.append({ ...this.#target, severity, ...payloadOf(line) });
  };

  note(severity: Severity, text: string): void {
    this.#store.append({ ...this.#target, severity, textPayload: text });
  }

  /** The last lines, one string of a few thousand characters at most, without control characters. */
  tail(): string {
    return this.#tail
      .join('\n')
      .replaceAll(/[^\P{Cc}\n\t]/gu, '\uFFFD')
      .slice(-tailLength)
      .toWellFormed();
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
