import type { JsonObject } from '../../wire/json.ts';

/** A Tensorboard or something in it, in JSON form. */
export interface TensorboardNode {
  name: string;
  displayName?: string;
  description?: string;
  labels?: Record<string, string>;
  etag: string;
  createTime: string;
  updateTime: string;
  /** Of Tensorboards. */
  isDefault?: boolean;
  encryptionSpec?: JsonObject;
  /** Of experiments. */
  source?: string;
  /** Of time series. */
  valueType?: string;
  pluginName?: string;
  pluginData?: string;
  metadata?: SeriesMetadata;
}

export interface SeriesMetadata {
  maxStep?: string;
  maxWallTime?: string;
}

export type TensorboardInput = Partial<TensorboardNode>;

/** One level of `tensorboards/T/experiments/E/runs/R/timeSeries/S`. */
export interface TensorboardLevel {
  message: 'Tensorboard' | 'TensorboardExperiment' | 'TensorboardRun' | 'TensorboardTimeSeries';
  /** Field of requests that holds the resource; with `Id` the one of its id. */
  field: 'tensorboard' | 'tensorboardExperiment' | 'tensorboardRun' | 'tensorboardTimeSeries';
  collection: 'tensorboards' | 'experiments' | 'runs' | 'timeSeries';
  /** Field of list answers. */
  listField:
    'tensorboards' | 'tensorboardExperiments' | 'tensorboardRuns' | 'tensorboardTimeSeries';
  defaultPageSize: number;
  maxPageSize: number;
  /** Set when it is created, and then only those that `updatable` names too. */
  settable: readonly (keyof TensorboardNode)[];
  updatable: readonly (keyof TensorboardNode)[];
  /** Fields that must be set; `displayName` among them is unique among its siblings. */
  required: readonly (keyof TensorboardNode)[];
}

const described = ['displayName', 'description'] as const;
const labelled = [...described, 'labels'] as const;
const childPages = { defaultPageSize: 50, maxPageSize: 1000 };

export const tensorboardLevel: TensorboardLevel = {
  message: 'Tensorboard',
  field: 'tensorboard',
  collection: 'tensorboards',
  listField: 'tensorboards',
  defaultPageSize: 100,
  maxPageSize: 100,
  settable: [...labelled, 'isDefault', 'encryptionSpec'],
  updatable: [...labelled, 'isDefault'],
  required: ['displayName'],
};

export const experimentLevel: TensorboardLevel = {
  message: 'TensorboardExperiment',
  field: 'tensorboardExperiment',
  collection: 'experiments',
  listField: 'tensorboardExperiments',
  ...childPages,
  settable: [...labelled, 'source'],
  updatable: labelled,
  required: [],
};

export const runLevel: TensorboardLevel = {
  message: 'TensorboardRun',
  field: 'tensorboardRun',
  collection: 'runs',
  listField: 'tensorboardRuns',
  ...childPages,
  settable: labelled,
  updatable: labelled,
  required: ['displayName'],
};

export const seriesLevel: TensorboardLevel = {
  message: 'TensorboardTimeSeries',
  field: 'tensorboardTimeSeries',
  collection: 'timeSeries',
  listField: 'tensorboardTimeSeries',
  ...childPages,
  settable: [...described, 'valueType', 'pluginName', 'pluginData'],
  updatable: [...described, 'pluginData'],
  required: ['displayName', 'valueType'],
};
