import { createContext, runInContext } from 'node:vm';
import type { PageDocument, PageNode } from '../../src/emulator/page/browser/dom.ts';
import type { Overview, TrafficSummary } from '../../src/emulator/page/overview.ts';

/** An element, as far as the page's script uses one. */
export class FakeNode implements PageNode {
  readonly tag: string;
  readonly attributes = new Map<string, string>();
  readonly children: FakeNode[] = [];
  hidden = false;
  parent: FakeNode | undefined;
  #text = '';
  readonly #listeners = new Map<string, () => void>();

  constructor(tag: string) {
    this.tag = tag;
  }

  get textContent(): string {
    return this.#text + this.children.map((child) => child.textContent).join('');
  }

  set textContent(text: string) {
    this.children.length = 0;
    this.#text = text;
  }

  get nextSibling(): FakeNode | null {
    const siblings = this.parent?.children ?? [];
    return siblings[siblings.indexOf(this) + 1] ?? null;
  }

  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }

  append(...children: PageNode[]): void {
    for (const child of children) this.insertBefore(child, null);
  }

  insertBefore(child: PageNode, before: PageNode | null): void {
    if (!(child instanceof FakeNode)) throw new Error('a node of another document');
    child.remove();
    const at = before === null ? this.children.length : this.children.indexOf(before as FakeNode);
    this.children.splice(at, 0, child);
    child.parent = this;
  }

  remove(): void {
    const siblings = this.parent?.children ?? [];
    if (this.parent !== undefined) siblings.splice(siblings.indexOf(this), 1);
    this.parent = undefined;
  }

  addEventListener(event: string, listener: () => void): void {
    this.#listeners.set(event, listener);
  }

  click(): void {
    this.#listeners.get('click')?.();
  }

  /** This and all below, parents first. */
  *all(): Generator<FakeNode> {
    yield this;
    for (const child of this.children) yield* child.all();
  }

  /** What somebody sees. */
  get shown(): string {
    if (this.hidden) return '';
    return [this.#text, ...this.children.map((child) => child.shown)].filter(Boolean).join(' ');
  }
}

/** The page's script in a document of fake elements, asking an emulator that answers as told. */
export class ScriptBench implements PageDocument {
  hidden = false;
  /** Paths asked for so far. */
  readonly asked: string[] = [];
  readonly #byId = new Map<string, FakeNode>();
  readonly #listeners = new Map<string, () => void>();
  readonly #timers = new Map<number, () => void>();
  #answer: () => { status: number; body: unknown };

  /** `html`: the page as it is delivered, with its script. */
  constructor(html: string, overview: Overview) {
    this.#answer = () => ({ status: 200, body: overview });
    for (const [, id = ''] of html.matchAll(/ id="([^"]+)"/g)) {
      this.#byId.set(id, new FakeNode(id));
    }
    const [, script = ''] = /<script>([\s\S]*)<\/script>/.exec(html) ?? [];
    const window = {
      document: this,
      AbortSignal,
      setTimeout: (action: () => void) => {
        const timer = unusedTimer(this.#timers);
        this.#timers.set(timer, action);
        return timer;
      },
      clearTimeout: (timer: number) => void this.#timers.delete(timer),
      fetch: async (url: string) => {
        this.asked.push(url);
        const { status, body } = this.#answer();
        // Of another realm, as in a browser.
        return { ok: status === 200, status, json: async () => JSON.parse(JSON.stringify(body)) };
      },
    };
    runInContext(script, createContext({ window }));
  }

  createElement(tag: string): FakeNode {
    return new FakeNode(tag);
  }

  createElementNS(_namespace: string, tag: string): FakeNode {
    return new FakeNode(tag);
  }

  getElementById(id: string): FakeNode | null {
    return this.#byId.get(id) ?? null;
  }

  addEventListener(event: string, listener: () => void): void {
    this.#listeners.set(event, listener);
  }

  /** The element that was delivered with this id. */
  at(id: string): FakeNode {
    const node = this.#byId.get(id);
    if (node === undefined) throw new Error(`no element ${id}`);
    return node;
  }

  answerWith(status: number, body: unknown): void {
    this.#answer = () => ({ status, body });
  }

  /** Lets an answer arrive. */
  async settle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Lets the time pass for which the page waits, and the next answer arrive. */
  async nextTurn(): Promise<void> {
    const actions = [...this.#timers.values()];
    this.#timers.clear();
    for (const action of actions) action();
    await this.settle();
  }

  get isWaiting(): boolean {
    return this.#timers.size > 0;
  }

  async setHidden(isHidden: boolean): Promise<void> {
    this.hidden = isHidden;
    this.#listeners.get('visibilitychange')?.();
    await this.settle();
  }
}

function unusedTimer(timers: ReadonlyMap<number, unknown>): number {
  return Math.max(0, ...timers.keys()) + 1;
}

const step: TrafficSummary = { requests: 10, errors: 1, p50: 4, p95: 9.5 };

/** An overview with something in every place, whose texts are made by `text`. */
export function overviewOf(text: (what: string) => string): Overview {
  const named = (what: string) => ({
    name: `projects/1/locations/l/${what}s/${text('id')}`,
    displayName: text(`${what} name`),
    place: text('place'),
  });
  const listed = <Item>(item: Item, total = 1) => ({ items: [item], total });
  return {
    now: '2026-03-01T12:00:00.000Z',
    endpoints: listed({
      ...named('endpoint'),
      isChanging: true,
      deployedModels: [
        {
          id: text('deployed id'),
          displayName: text('deployed name'),
          model: text('model@1'),
          share: 100,
          replicas: { ready: 1, target: 2, message: text('why'), processIds: [41, 42] },
          lastMinute: step,
          traffic: { end: '2026-03-01T12:00:00.000Z', stepSeconds: 5, steps: [step, step] },
          log: text('server log'),
        },
      ],
    }),
    models: listed({
      ...named('model'),
      labels: { team: text('label') },
      versions: listed(
        {
          id: text('version'),
          aliases: [text('alias')],
          labels: { [text('key')]: '' },
          image: text('image'),
          createTime: '2026-03-01T11:00:00.000Z',
          deployedTo: [text('deployed to')],
        },
        12,
      ),
    }),
    jobs: listed({
      ...named('job'),
      kind: 'custom',
      state: 'JOB_STATE_FAILED',
      program: text('program'),
      createTime: '2026-03-01T11:00:00.000Z',
      startTime: '2026-03-01T11:00:01.000Z',
      ranMs: 65_000,
      error: text('job error'),
      progress: text('progress'),
      log: text('job log'),
    }),
    operations: listed({
      name: text('operation'),
      method: text('method'),
      resource: text('resource'),
      state: 'failed',
      createTime: '2026-03-01T11:00:00.000Z',
      tookMs: 400,
      error: text('operation error'),
    }),
    faults: listed({
      id: text('fault id'),
      kind: text('kind'),
      settings: text('settings'),
      seen: 9,
      hits: 3,
      lastHit: {
        time: '2026-03-01T11:00:00.000Z',
        method: text('hit method'),
        resource: text('hit resource'),
      },
    }),
    logs: [
      {
        source: text('job log'),
        lines: [
          { time: '2026-03-01T11:00:00.000000Z', severity: 'INFO', text: text('first line') },
          { time: '2026-03-01T11:00:00.000001Z', severity: 'ERROR', text: text('second line') },
        ],
      },
    ],
  };
}
