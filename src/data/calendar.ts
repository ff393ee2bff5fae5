const dayMs = 86_400_000;

/** `YYYY-MM-DD` as ms since 1970 UTC; undefined for days that no calendar has, such as 30 February. */
export function parseDate(text: string): number | undefined {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return undefined;
  const year = digitsAt(text, 0, 4);
  const month = digitsAt(text, 5, 2);
  const day = digitsAt(text, 8, 2);
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= lastDay(year, month))) {
    return undefined;
  }
  return daysSince1970(year, month, day) * dayMs;
}

/** `hh:mm:ss` with optional fractions, as ms since midnight; finer fractions are cut off. */
export function parseTime(text: string): number | undefined {
  if (text.length < 8 || text[2] !== ':' || text[5] !== ':') return undefined;
  const [hours, minutes, seconds] = [
    digitsAt(text, 0, 2),
    digitsAt(text, 3, 2),
    digitsAt(text, 6, 2),
  ];
  if (!(hours <= 23 && minutes <= 59 && seconds <= 59)) return undefined;
  const whole = ((hours * 60 + minutes) * 60 + seconds) * 1_000;
  if (text.length === 8) return whole;
  const fraction = /^\.(\d+)$/.exec(text.slice(8))?.[1];
  return fraction === undefined ? undefined : whole + Number(fraction.slice(0, 3).padEnd(3, '0'));
}

/** `YYYY-MM-DDThh:mm:ss`, optional fractions, optional `Z` or `±hh:mm`, as ms since 1970 UTC. */
export function parseDatetime(text: string): number | undefined {
  if (text[10] !== 'T') return undefined;
  const zoneStart = text.endsWith('Z')
    ? text.length - 1
    : /[+-]/.test(text.charAt(text.length - 6))
      ? text.length - 6
      : text.length;
  const day = parseDate(text.slice(0, 10));
  const time = parseTime(text.slice(11, zoneStart));
  const offset = parseOffset(text.slice(zoneStart));
  if (day === undefined || time === undefined || offset === undefined) return undefined;
  return day + time - offset;
}

/** `YYYY-MM` as months since year 0. */
export function parseYearMonth(text: string): number | undefined {
  if (text.length !== 7 || text[4] !== '-') return undefined;
  const year = digitsAt(text, 0, 4);
  const month = digitsAt(text, 5, 2);
  return year >= 0 && month >= 1 && month <= 12 ? year * 12 + month - 1 : undefined;
}

/** Ms east of Greenwich. */
function parseOffset(zone: string): number | undefined {
  if (zone === '' || zone === 'Z') return 0;
  if (zone[3] !== ':') return undefined;
  const [hours, minutes] = [digitsAt(zone, 1, 2), digitsAt(zone, 4, 2)];
  if (!(hours <= 14 && minutes <= 59)) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** The number that `count` digits stand for; NaN when one of them is no digit. */
function digitsAt(text: string, start: number, count: number): number {
  let value = 0;
  for (let i = start; i < start + count; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function lastDay(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** Counts in 400-year eras of years that begin in March, so that leap days come last. */
function daysSince1970(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
