/** A named parameter of a query, `@name` in its text. */
export type QueryParameter =
  | { type: 'STRING' | 'INT64' | 'FLOAT64'; value: string | number }
  | { type: 'STRING' | 'INT64' | 'FLOAT64'; values: readonly (string | number)[] };

export interface WarehouseQuery {
  /** Id of the project that runs the query and pays for it. */
  projectId: string;
  /** GoogleSQL that selects nothing but scalars. */
  sql: string;
  parameters: Readonly<Record<string, QueryParameter>>;
}

/** By column; numbers and booleans as text. */
export type Row = Readonly<Record<string, string | null>>;

/** BigQuery. */
export interface Warehouse {
  /** All rows, in the order of the answer. @throws ReleaseError EVIDENCE_UNREADABLE, whatever is why. */
  query(query: WarehouseQuery): Promise<readonly Row[]>;
  /** The same rows page by page, for answers that are too large to be held. */
  pages(query: WarehouseQuery): AsyncIterable<readonly Row[]>;
}
