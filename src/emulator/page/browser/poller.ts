import type { Overview } from '../overview.ts';
import type { PageWindow } from './page-window.ts';

const periodMs = 1_500;
const periodAfterFailureMs = 5_000;
const timeoutMs = 10_000;

export interface PollerParts {
  window: PageWindow;
  /** What to ask for next. */
  url: () => string;
  onAnswer: (overview: Overview) => void;
  /** Told why there is nothing new. */
  onFailure: (why: string) => void;
}

/** Asks again and again, one request at a time, while somebody looks. */
export class Poller {
  readonly #parts: PollerParts;
  #isPaused = false;
  #isAsking = false;
  /** Something changed while a request was under way. */
  #isLate = false;
  #timer: number | undefined;

  constructor(parts: PollerParts) {
    this.#parts = parts;
    parts.window.document.addEventListener('visibilitychange', () => {
      if (!this.#isPaused) this.askNow();
    });
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  pause(): void {
    this.#isPaused = true;
    this.#parts.window.clearTimeout(this.#timer);
  }

  goOn(): void {
    this.#isPaused = false;
    this.askNow();
  }

  /** Without waiting for the next turn. */
  askNow(): void {
    this.#isLate = this.#isAsking;
    if (this.#isAsking) return;
    this.#parts.window.clearTimeout(this.#timer);
    if (!this.#parts.window.document.hidden) void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    const isWell = await this.#fetch();
    this.#isAsking = false;
    if (this.#isLate) return this.askNow();
    if (this.#isPaused || this.#parts.window.document.hidden) return;
    const pauseMs = isWell ? periodMs : periodAfterFailureMs;
    this.#timer = this.#parts.window.setTimeout(() => this.askNow(), pauseMs);
  }

  async #fetch(): Promise<boolean> {
    const { window, url, onAnswer, onFailure } = this.#parts;
    const signal = window.AbortSignal.timeout(timeoutMs);
    try {
      const response = await window.fetch(url(), { cache: 'no-store', signal });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      onAnswer((await response.json()) as Overview);
      return true;
    } catch (error) {
      onFailure(error instanceof Error ? error.message : String(error));
      return false;
    }
  }
}
