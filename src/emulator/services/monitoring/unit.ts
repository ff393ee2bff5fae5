/** The unit of values after an aggregation, in UCUM. */
export function unitAfter(
  unit: string,
  aggregation: { perSeriesAligner?: string; crossSeriesReducer?: string } | undefined,
): string {
  const aligned = unitOfAligned(unit, aggregation?.perSeriesAligner ?? 'ALIGN_NONE');
  const reducer = aggregation?.crossSeriesReducer ?? 'REDUCE_NONE';
  return isCounting(reducer) ? '1' : aligned;
}

function unitOfAligned(unit: string, aligner: string): string {
  if (aligner === 'ALIGN_RATE') return `${unit}/s`;
  if (aligner === 'ALIGN_PERCENT_CHANGE') return '%';
  return isCounting(aligner) ? '1' : unit;
}

function isCounting(name: string): boolean {
  return /_COUNT|_FRACTION_TRUE$/.test(name);
}
