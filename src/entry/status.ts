import { path } from '../contract/kinds/path.ts';
import type { Inputs } from '../contract/input.ts';
import type { Files } from '../ports/files.ts';
import type { ReleaseRecord } from '../release/record.ts';

/** What `status` takes besides the inputs of every step; it is no input of a step. */
export const statusInputs = {
  html: path({
    about: 'File that the report is written to as a page that loads nothing; `-` is stdout.',
    example: 'report.html',
    perRun: true,
  }),
} satisfies Inputs;

export type StatusForm = { kind: 'text' | 'markdown' | 'json' } | { kind: 'html'; path: string };

/** Tells how a release stands in the form asked for. */
export async function showRecord(
  record: ReleaseRecord,
  form: StatusForm,
  { stdout, files }: { stdout: NodeJS.WriteStream; files: Files },
): Promise<void> {
  switch (form.kind) {
    case 'text': {
      const { statusText } = await import('../report/terminal/status-text.ts');
      stdout.write(statusText(record, stdout.columns));
      return;
    }
    case 'markdown': {
      const { renderComment } = await import('../report/comment.ts');
      stdout.write(renderComment(record, {}));
      return;
    }
    case 'json':
      stdout.write(`${JSON.stringify(record, undefined, 2)}\n`);
      return;
    case 'html': {
      const { renderPage } = await import('../report/html/page.ts');
      const page = renderPage(record);
      if (form.path === '-') stdout.write(page);
      else await files.write(form.path, page);
    }
  }
}
