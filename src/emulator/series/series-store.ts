import type { Backend } from '../store/backend.ts';
import { generateId } from '../store/ids.ts';
import type { Counts, CountsKeeper } from './seconds.ts';

const models = 'seriesModels';
const counts = 'seriesCounts';
const samples = 'seriesSamples';

/** A count of replicas at one moment, ms since the epoch. */
export interface Sample {
  at: number;
  replicas: number;
  target: number;
}

/** What is kept of one deployed model. */
export interface KeptSeries<Labels> {
  id: string;
  labels: Labels;
  /** Oldest first. */
  counts: Counts[];
  /** Oldest first. */
  samples: Sample[];
}

/**
 * Keeps series beyond the life of the process, in batches: a process that is killed loses what happened in
 * its last half second.
 */
export class SeriesStore {
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  load<Labels extends object>(): KeptSeries<Labels>[] {
    const countsById = bySeries(this.#backend.load<Counts>(counts));
    const samplesById = bySeries(this.#backend.load<Sample>(samples));
    return this.#backend.load<Labels>(models).map(([id, labels]) => ({
      id,
      labels,
      counts: (countsById.get(id) ?? []).toSorted((a, b) => a.start - b.start),
      samples: (samplesById.get(id) ?? []).toSorted((a, b) => a.at - b.at),
    }));
  }

  /** @returns the id under which a new series is kept. */
  add(labels: object): string {
    const id = generateId();
    this.#backend.commit([{ kind: models, name: id, row: labels }]);
    return id;
  }

  keeperOf(id: string): CountsKeeper {
    const keep = (period: Counts, row: Counts | undefined): void => {
      const name = `${id}/${period.periodMs}/${period.start}`;
      this.#backend.commitLater({ kind: counts, name, row });
    };
    return {
      changed: (period) => keep(period, period),
      dropped: (period) => keep(period, undefined),
    };
  }

  addSample(id: string, sample: Sample): void {
    this.#backend.commitLater({ kind: samples, name: `${id}/${sample.at}`, row: sample });
  }

  dropSample(id: string, { at }: Sample): void {
    this.#backend.commitLater({ kind: samples, name: `${id}/${at}`, row: undefined });
  }
}

function bySeries<Row>(rows: readonly (readonly [name: string, row: Row])[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const [name, row] of rows) {
    const id = name.slice(0, name.indexOf('/'));
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [row]);
    else group.push(row);
  }
  return groups;
}
