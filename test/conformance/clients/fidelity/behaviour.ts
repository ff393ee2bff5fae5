/** Where a behaviour is known from: a letter of `sources`, or several. */
export type Source = keyof typeof sources;

export const sources = {
  P: 'comment of the official protos',
  D: 'documentation',
  C: 'behaviour of official clients',
  I: 'public report of the real service',
  '?': 'our choice',
} as const;

export interface Behaviour {
  about: string;
  /** Empty where there is nothing to be true to. */
  sources: readonly Source[];
  /** Whether a test of this repository holds it, without an official client. */
  isTested: boolean;
  /** What Vertex AI does and this does not, near this behaviour. */
  notEmulated?: string;
}
