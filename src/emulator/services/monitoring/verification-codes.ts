import { randomBytes, randomInt } from 'node:crypto';
import type { EmulatorClock } from '../../clock.ts';
import type { Table } from '../../store/table.ts';
import { toTimestamp } from '../../store/time.ts';

interface VerificationCode {
  /** Type and labels of the channels that it proves. */
  identity: string;
  code: string;
  /** Milliseconds since the epoch. */
  expires: number;
}

const sentForMs = 10 * 60_000;
const issuedForMs = 60 * 60_000;
const longestMs = 24 * 60 * 60_000;

/** Codes that prove that someone reads what a channel delivers. */
export class VerificationCodes {
  readonly #codes: Table<VerificationCode>;
  readonly #clock: EmulatorClock;

  constructor(codes: Table<VerificationCode>, clock: EmulatorClock) {
    this.#codes = codes;
    this.#clock = clock;
  }

  /** A short code to be delivered to the channel. */
  send(identity: string): string {
    const code = `G-${String(randomInt(10 ** 6)).padStart(6, '0')}`;
    this.#keep(identity, code, this.#clock.now() + sentForMs);
    return code;
  }

  /** A long code for other channels of the same identity, valid until `wanted` at most. */
  issue(identity: string, wanted: string | undefined): { code: string; expireTime: string } {
    const now = this.#clock.now();
    const asked = wanted === undefined ? now + issuedForMs : Date.parse(wanted);
    const expires = Math.min(asked, now + longestMs);
    const code = randomBytes(18).toString('base64url');
    this.#keep(identity, code, expires);
    return { code, expireTime: toTimestamp(expires) };
  }

  isValid(identity: string, code: string): boolean {
    const found = this.#codes.get(`${identity} ${code}`);
    return found !== undefined && this.#clock.now() < found.expires;
  }

  #keep(identity: string, code: string, expires: number): void {
    this.#codes.put(`${identity} ${code}`, { identity, code, expires });
  }
}
