import type {
  HandlerTable,
  RawHandlerTable,
  RawRoute,
  StreamHandlerTable,
} from '../wire/handler.ts';

/** One API over the store: what it serves, and what becomes of what it runs. */
export interface Service {
  /** Methods by full name, in proto JSON form, for every transport. */
  handlers?(): HandlerTable;
  /** Methods that answer a stream. */
  streamHandlers?(): StreamHandlerTable;
  /** Methods that read and write HTTP themselves. */
  rawHandlers?(): RawHandlerTable;
  /** Routes of APIs without descriptors. */
  rawRoutes?(): readonly RawRoute[];
  /** Goes on with what an earlier process had begun, before the first request. */
  resume?(): void;
  /** Ends what runs. What is stored stays as it is, so that a later process can go on with it. */
  end?(): Promise<void>;
}
