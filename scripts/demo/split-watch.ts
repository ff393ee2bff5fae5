/** Watches the traffic split of an endpoint through the API, as anybody could. */
export class SplitWatch {
  readonly seen: { at: string; split: Record<string, number> }[] = [];
  readonly #url: string;
  readonly #onChange: (split: Record<string, number>) => void;
  #timer: NodeJS.Timeout | undefined;
  #last = '';

  constructor(
    host: string,
    endpoint: string,
    onChange: (split: Record<string, number>) => void = () => {},
  ) {
    this.#url = `http://${host}/v1/${endpoint}`;
    this.#onChange = onChange;
  }

  start(): void {
    this.#timer = setInterval(() => void this.#look(), 200);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#look();
  }

  /** What was seen since the last call. */
  take(): { at: string; split: Record<string, number> }[] {
    return this.seen.splice(0);
  }

  async #look(): Promise<void> {
    const response = await fetch(this.#url);
    // Until the first release has made the endpoint there is nothing to see.
    if (!response.ok) return;
    const { trafficSplit = {} } = (await response.json()) as {
      trafficSplit?: Record<string, number>;
    };
    const text = JSON.stringify(trafficSplit);
    const isFirst = this.seen.length === 0 && this.#last === '';
    if (text === this.#last || (isFirst && text === '{}')) return;
    this.#last = text;
    this.seen.push({ at: new Date().toISOString(), split: trafficSplit });
    this.#onChange(trafficSplit);
  }
}
