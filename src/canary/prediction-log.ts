/** A table of BigQuery as `PROJECT.DATASET.TABLE`, with nothing in it that ends a quoted identifier. */
export const tableForm =
  /^[a-z][a-z0-9-]{4,28}[a-z0-9]\.[A-Za-z0-9_]{1,1024}\.[A-Za-z0-9_-]{1,1024}$/;

/** Where in a prediction the field is that is compared: `label`, `scores[0]`, `best.class`. */
export const fieldForm = /^[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*|\[\d{1,4}\])*$/;
