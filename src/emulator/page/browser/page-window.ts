import type { PageDocument } from './dom.ts';

/** What the page uses of the browser's window. */
export interface PageWindow {
  readonly document: PageDocument;
  readonly AbortSignal: { timeout(ms: number): AbortSignal };
  fetch(url: string, options: { cache: 'no-store'; signal: AbortSignal }): Promise<PageResponse>;
  setTimeout(action: () => void, ms: number): number;
  clearTimeout(timer: number | undefined): void;
}

interface PageResponse {
  readonly ok: boolean;
  readonly status: number;
  json(): Promise<unknown>;
}
