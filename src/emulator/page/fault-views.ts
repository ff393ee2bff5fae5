import { isJsonObject, type JsonObject } from '../wire/json.ts';
import { cut } from './cut.ts';
import { listingOf } from './listing.ts';
import type { FaultView, Listing } from './overview.ts';
import type { PageParts } from './page-parts.ts';

const faultLimit = 30;
const settingsLength = 500;
const nameLength = 300;

/** Those that hit last come first, then those that did not hit yet, newest first. */
export function viewFaults({ faults }: PageParts): Listing<FaultView> {
  const views = faults.list().toReversed().map(viewFault);
  const lastHit = ({ lastHit: hit }: FaultView): number => (hit ? Date.parse(hit.time) : 0);
  return listingOf(
    views.toSorted((a, b) => lastHit(b) - lastHit(a)),
    faultLimit,
    (view) => view,
  );
}

function viewFault(fault: JsonObject): FaultView {
  const { id, kind, created: _created, seen, hits, last_hit: hit, ...given } = fault;
  const settings = Object.entries(given).map(([name, value]) => `${name}: ${String(value)}`);
  return {
    id: String(id),
    kind: String(kind),
    settings: cut(settings.join(', '), settingsLength),
    seen: Number(seen),
    hits: Number(hits),
    ...(isJsonObject(hit) ? { lastHit: viewHit(hit) } : {}),
  };
}

function viewHit({ time, method, resource }: JsonObject): NonNullable<FaultView['lastHit']> {
  return {
    time: String(time),
    method: cut(String(method), nameLength),
    resource: cut(String(resource), nameLength),
  };
}
