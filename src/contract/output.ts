export interface OutputTypes {
  text: string;
  number: number;
  boolean: boolean;
}

/** One declared output of a step, and how a step hands it over. */
export interface Output<K extends keyof OutputTypes = keyof OutputTypes> {
  readonly type: K;
  readonly about: string;
}

export type Outputs = Readonly<Record<string, Output>>;

export function output(about: string): Output<'text'> {
  return { type: 'text', about };
}

export function numberOutput(about: string): Output<'number'> {
  return { type: 'number', about };
}

export function booleanOutput(about: string): Output<'boolean'> {
  return { type: 'boolean', about };
}
