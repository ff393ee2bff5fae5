import type { Block } from './block.ts';
import type { Phrase } from './phrase.ts';

/** A part of a report that is there as a whole or not at all. */
export interface Section {
  /** As the note names it that says what was left out. */
  name: Phrase;
  content: readonly Block[];
}

/** Where a report is shown and what it can link to; addresses that are not of the web are shown as text. */
export interface ReportContext {
  commitUrl?: string | undefined;
  /** The run of the host, of this very report. */
  runUrl?: string | undefined;
  /** Where the release record is: a web address, or `gs://…`. */
  recordUrl?: string | undefined;
  /** Most characters (UTF-16 units) of the report and what the caller adds to it. */
  limit?: number | undefined;
  /** Characters of the limit that the caller adds. */
  reserve?: number | undefined;
}
