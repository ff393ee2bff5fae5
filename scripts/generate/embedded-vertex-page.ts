import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFidelityTable } from '../../test/conformance/clients/fidelity/fidelity-table.ts';
import { readVerified } from '../../test/conformance/clients/fidelity/verified.ts';

const page = join(import.meta.dirname, '../../docs/embedded-vertex.md');

/** `docs/embedded-vertex.md` with its table of fidelity as the official clients last found it. */
export function embeddedVertexPage(): string {
  return withFidelityTable(readFileSync(page, 'utf8'), readVerified());
}
