import {
  filterResources,
  type ListFields,
  offsetOf,
  orderResources,
  timeField,
  tokenOf,
} from '../../store/list-page.ts';
import { idOf } from '../../store/names.ts';
import { ApiError } from '../../wire/api-error.ts';
import type { HandlerTable } from '../../wire/handler.ts';
import { approximateMessages } from '../messages.ts';
import { invalidField } from '../validation.ts';
import { type DataPoint, sample, type SeriesPoints } from './series-points.ts';
import {
  experimentLevel,
  runLevel,
  seriesLevel,
  tensorboardLevel,
  type TensorboardNode,
} from './tensorboard-level.ts';
import type { TensorboardTree } from './tensorboard-tree.ts';

const service = 'google.cloud.aiplatform.v1.TensorboardService';
const maxPointsPerWrite = 5000;
/** Points of one answer where the request does not say. */
const defaultReadPoints = 1000;
const defaultExportPage = 1000;
const maxExportPage = 10_000;

const pointFields: ListFields<DataPoint> = {
  step: ({ step = '0' }) => ({ kind: 'number', value: Number(step) }),
  wall_time: ({ wallTime }) => timeField(wallTime),
  value: ({ scalar }) => ({ kind: 'number', value: Number(scalar?.value ?? 0) }),
};

interface SeriesData {
  tensorboardTimeSeriesId?: string;
  valueType?: string;
  values?: DataPoint[];
}

/** Writing and reading the points of time series. */
export class SeriesDataService {
  readonly #tree: TensorboardTree;
  readonly #points: SeriesPoints;

  constructor(tree: TensorboardTree, points: SeriesPoints) {
    this.#tree = tree;
    this.#points = points;
  }

  handlers(): HandlerTable {
    return {
      [`${service}.WriteTensorboardRunData`]: (request: WriteRunRequest) => this.#write(request),
      [`${service}.WriteTensorboardExperimentData`]: (request: WriteExperimentRequest) =>
        this.#writeRuns(request),
      [`${service}.ReadTensorboardTimeSeriesData`]: (request: ReadRequest) => this.#read(request),
      [`${service}.BatchReadTensorboardTimeSeriesData`]: (request: BatchReadRequest) =>
        this.#batchRead(request),
      [`${service}.ExportTensorboardTimeSeriesData`]: (request: ExportRequest) =>
        this.#export(request),
      [`${service}.ReadTensorboardBlobData`]: () => {
        throw new ApiError('UNIMPLEMENTED', 'The embedded Vertex keeps no blobs of Tensorboards.');
      },
    };
  }

  #writeRuns({ tensorboardExperiment, writeRunDataRequests = [] }: WriteExperimentRequest): object {
    const experiment = this.#tree.require(experimentLevel, tensorboardExperiment).name;
    for (const request of writeRunDataRequests) {
      const run = this.#tree.require(runLevel, request.tensorboardRun).name;
      if (!run.startsWith(`${experiment}/`)) {
        throw invalidField('write_run_data_requests', `"${run}" is not in "${experiment}".`);
      }
      this.#write(request);
    }
    return {};
  }

  #write({ tensorboardRun, timeSeriesData = [] }: WriteRunRequest): object {
    const run = this.#tree.require(runLevel, tensorboardRun).name;
    const count = timeSeriesData.reduce((sum, { values = [] }) => sum + values.length, 0);
    if (count > maxPointsPerWrite) {
      throw invalidField(
        'time_series_data',
        `At most ${maxPointsPerWrite} points, found ${count}.`,
      );
    }
    for (const { tensorboardTimeSeriesId: id = '', valueType, values = [] } of timeSeriesData) {
      const series = this.#tree.require(seriesLevel, `${run}/timeSeries/${id}`);
      if (valueType !== series.valueType) {
        throw invalidField('value_type', `"${id}" has values of type ${series.valueType}.`);
      }
      this.#tree.note({ ...series, metadata: this.#points.write(series, values) });
    }
    return {};
  }

  #read({ tensorboardTimeSeries, maxDataPoints = 0, filter }: ReadRequest): object {
    const series = this.#tree.require(seriesLevel, tensorboardTimeSeries);
    if (maxDataPoints < -1) throw invalidField('max_data_points', 'It must be positive or -1.');
    const limit = maxDataPoints === -1 ? Infinity : maxDataPoints || defaultReadPoints;
    const points = filterResources(this.#points.read(series.name), filter, pointFields);
    return { timeSeriesData: seriesData(series, sample(points, limit)) };
  }

  #batchRead({ tensorboard, timeSeries = [] }: BatchReadRequest): object {
    const parent = this.#tree.require(tensorboardLevel, tensorboard).name;
    if (timeSeries.length === 0) {
      throw new ApiError('INVALID_ARGUMENT', approximateMessages.required('time_series'));
    }
    const data = timeSeries.map((given) => {
      const series = this.#tree.require(seriesLevel, given);
      if (!series.name.startsWith(`${parent}/`)) {
        throw invalidField('time_series', `"${given}" is not in "${parent}".`);
      }
      return seriesData(series, this.#points.read(series.name));
    });
    return { timeSeriesData: data };
  }

  /** Pages are larger than those of other lists; without `order_by` they are in order of step. */
  #export(request: ExportRequest): object {
    const { name } = this.#tree.require(seriesLevel, request.tensorboardTimeSeries);
    const { pageSize = 0, pageToken = '', filter, orderBy } = request;
    if (pageSize < 0) throw invalidField('page_size', `It must be 1 to ${maxExportPage}.`);
    const points = filterResources(this.#points.read(name), filter, pointFields);
    const kept = orderResources(points, orderBy, pointFields);
    const from = pageToken === '' ? 0 : offsetOf(pageToken);
    const end = from + Math.min(pageSize || defaultExportPage, maxExportPage);
    const page = { timeSeriesDataPoints: kept.slice(from, end) };
    return end < kept.length ? { ...page, nextPageToken: tokenOf(end) } : page;
  }
}

function seriesData({ name, valueType }: TensorboardNode, values: readonly DataPoint[]): object {
  return { tensorboardTimeSeriesId: idOf(name), valueType, values };
}

interface WriteRunRequest {
  tensorboardRun: string;
  timeSeriesData?: SeriesData[];
}

interface WriteExperimentRequest {
  tensorboardExperiment: string;
  writeRunDataRequests?: WriteRunRequest[];
}

interface ReadRequest {
  tensorboardTimeSeries: string;
  maxDataPoints?: number;
  filter?: string;
}

interface BatchReadRequest {
  tensorboard: string;
  timeSeries?: string[];
}

interface ExportRequest {
  tensorboardTimeSeries: string;
  filter?: string;
  pageSize?: number;
  pageToken?: string;
  orderBy?: string;
}
