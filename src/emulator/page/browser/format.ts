/** `1,234` */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Three figures at most, e.g. `0.25`, `12.5`, `1,250`. */
export function figure(value: number): string {
  if (value >= 100) return count(Math.round(value));
  return String(Number(value.toPrecision(value >= 1 ? 3 : 2)));
}

export function milliseconds(value: number | null): string {
  if (value === null) return '–';
  return value < 10_000 ? `${figure(value)} ms` : `${figure(value / 1000)} s`;
}

/** A part of a whole in percent, with a dash where there is no whole. */
export function percentOf(part: number, whole: number): string {
  return whole === 0 ? '–' : `${figure((100 * part) / whole)} %`;
}

const units = [
  { unit: 'd', seconds: 86_400 },
  { unit: 'h', seconds: 3_600 },
  { unit: 'min', seconds: 60 },
  { unit: 's', seconds: 1 },
];

/** The two largest units of a length of time, e.g. `0.4 s`, `42 s`, `3 min 5 s`, `2 h`, `4 d 1 h`. */
export function duration(ms: number): string {
  if (ms < 10_000) return `${Math.max(0, Math.round(ms / 100)) / 10} s`;
  const whole = Math.round(ms / 1000);
  const largest = units.findIndex(({ seconds }) => seconds <= whole);
  const parts = units.slice(largest, largest + 2).map(({ unit, seconds }, index) => {
    const above = index === 0 ? Infinity : (units[largest]?.seconds ?? Infinity);
    return { unit, amount: Math.floor((whole % above) / seconds) };
  });
  return parts
    .filter(({ amount }) => amount > 0)
    .map(({ amount, unit }) => `${amount} ${unit}`)
    .join(' ');
}

/** Time of day where the reader is, after the date when that is not the date of `now`. */
export function timeOfDay(timestamp: string, now = Date.now()): string {
  const date = new Date(timestamp);
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':');
  return dateOf(date) === dateOf(new Date(now)) ? clock : `${dateOf(date)} ${clock}`;
}

function dateOf(date: Date): string {
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(twoDigits).join('-');
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** A resource name without project and location. */
export function shortName(name: string): string {
  return name.replace(/^projects\/[^/]+\/locations\/[^/]+\//, '');
}

/** A digest by its first figures: `…/server@sha256:0123456789ab…` */
export function shortImage(image: string): string {
  return image.replace(/(@sha256:[0-9a-f]{12})[0-9a-f]+$/, '$1…');
}

/** `JOB_STATE_RUNNING` as `running` */
export function stateName(state: string): string {
  return state
    .replace(/^JOB_STATE_/, '')
    .toLowerCase()
    .replaceAll('_', ' ');
}
