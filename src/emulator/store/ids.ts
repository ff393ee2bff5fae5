import { createHash, randomInt } from 'node:crypto';

/** A 19-digit decimal id, as Vertex generates them. */
export function generateId(): string {
  const head = randomInt(1, 9);
  return `${head}${nineDigits()}${nineDigits()}`;
}

function nineDigits(): string {
  return String(randomInt(10 ** 9)).padStart(9, '0');
}

/** An opaque etag, different on every call. */
export function generateEtag(): string {
  return `AMEw9y${createHash('sha256').update(generateId()).digest('base64url').slice(0, 24)}`;
}

/** The number of a project: stable, 12 digits. A name that is one already stays as it is. */
export function projectNumber(project: string): string {
  if (/^\d+$/.test(project)) return project;
  const head = createHash('sha256').update(project).digest().readUIntBE(0, 6);
  return String(100_000_000_000 + (head % 899_999_999_999));
}
