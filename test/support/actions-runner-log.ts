export interface RunnerAnnotation {
  level: 'error' | 'warning' | 'notice';
  message: string;
  title: string | undefined;
  file: string | undefined;
  line: number | undefined;
}

/** Commands that the runner knows, besides the tokens that end a stop. */
const registered = new Set(
  'add-mask add-matcher add-path debug echo endgroup error group notice remove-matcher save-state set-env set-output stop-commands warning'.split(
    ' ',
  ),
);

interface Command {
  name: string;
  properties: Readonly<Record<string, string>>;
  data: string;
}

/**
 * What a job's log becomes of the lines that its steps print, by the rules of the runner: commands
 * are taken out, secrets are masked. Both streams of a process go through here.
 */
export class RunnerLog {
  readonly annotations: RunnerAnnotation[] = [];
  /** Commands that took effect, in order. */
  readonly commands: Command[] = [];
  /** Commands that the runner refuses; a step with one of them has failed. */
  readonly refused: string[] = [];
  readonly #lines: string[] = [];
  readonly #masks = new Set<string>();
  readonly #isDebug: boolean;
  #stopToken: string | undefined;

  constructor(isDebug: boolean) {
    this.#isDebug = isDebug;
  }

  get text(): string {
    return this.#lines.map((line) => `${line}\n`).join('');
  }

  /** A new step: stops and groups of the last one end with it. */
  beginStep(name: string): void {
    this.#stopToken = undefined;
    this.#show(`##[step]${name}`);
  }

  addMask(secret: string): void {
    if (secret.trim() !== '') this.#masks.add(secret);
  }

  mask(text: string): string {
    // The longest first, or the rest of a long one would stay behind a short one.
    const masks = [...this.#masks].toSorted((a, b) => b.length - a.length);
    return masks.reduce((masked, secret) => masked.replaceAll(secret, '***'), text);
  }

  /** One line of output, without its end. */
  take(line: string): void {
    const command = this.#commandIn(line);
    if (command === undefined) return this.#show(line);
    if (this.#stopToken !== undefined) {
      if (command.name === this.#stopToken) this.#stopToken = undefined;
      return this.#show(line);
    }
    this.commands.push(command);
    this.#apply(command, line);
  }

  #apply({ name, properties, data }: Command, line: string): void {
    switch (name) {
      case 'stop-commands':
        this.#stopToken = data;
        return this.#show(line);
      case 'add-mask':
        return this.addMask(data);
      case 'error':
      case 'warning':
      case 'notice':
        this.annotations.push({
          level: name,
          message: this.mask(data),
          title: properties['title'] === undefined ? undefined : this.mask(properties['title']),
          file: properties['file'],
          line: properties['line'] === undefined ? undefined : Number(properties['line']),
        });
        return this.#show(`##[${name}]${data}`);
      case 'group':
        return this.#show(`##[group]${data}`);
      case 'endgroup':
        return this.#show('##[endgroup]');
      case 'debug':
        return this.#isDebug ? this.#show(`##[debug]${data}`) : undefined;
      default:
        // Setting outputs and variables by a line of the log was taken away.
        this.refused.push(name);
        return this.#show(line);
    }
  }

  #show(line: string): void {
    this.#lines.push(this.mask(line));
  }

  #commandIn(line: string): Command | undefined {
    const known = (name: string) => registered.has(name.toLowerCase()) || name === this.#stopToken;
    return readNew(line, known) ?? readOld(line, known);
  }
}

/** `::name key=value,key=value::data` at the start of a line. .NET compares by culture there. */
function readNew(line: string, known: (name: string) => boolean): Command | undefined {
  const text = line.replace(/[\p{Cf}\p{Mn}\0]/gu, '').trimStart();
  const match = /^::([^ :]+)(?: (.*?))?::(.*)$/s.exec(text);
  if (match === null) return undefined;
  const [, name = '', given = '', data = ''] = match;
  if (!known(name)) return undefined;
  return { name: name.toLowerCase(), properties: propertiesOf(given, ','), data: unescape(data) };
}

/** `##[name key=value;key=value]data` anywhere in a line. */
function readOld(line: string, known: (name: string) => boolean): Command | undefined {
  const match = /##\[([^\] ]+)(?: ([^\]]*))?\](.*)$/s.exec(line.replace(/[\p{Cf}\p{Mn}\0]/gu, ''));
  if (match === null) return undefined;
  const [, name = '', given = '', data = ''] = match;
  if (!known(name)) return undefined;
  return { name: name.toLowerCase(), properties: propertiesOf(given, ';'), data: unescape(data) };
}

function propertiesOf(text: string, separator: string): Record<string, string> {
  const pairs = text.split(separator).map((pair) => pair.trim().split(/=(.*)/s, 2));
  const found: Record<string, string> = {};
  for (const [key = '', value] of pairs) if (value !== undefined) found[key] = unescape(value);
  return found;
}

function unescape(text: string): string {
  const characters: Readonly<Record<string, string>> = {
    '%3A': ':',
    '%2C': ',',
    '%3B': ';',
    '%5D': ']',
    '%0D': '\r',
    '%0A': '\n',
    '%25': '%',
  };
  return text.replace(/%(3A|2C|3B|5D|0D|0A|25)/g, (escaped) => characters[escaped] ?? escaped);
}
