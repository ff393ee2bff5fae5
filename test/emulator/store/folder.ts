import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A data folder for one test. */
export class Folder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'vertex-data-'));

  get database(): string {
    return join(this.path, 'vertex.db');
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
