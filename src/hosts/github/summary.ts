/** The runner drops a summary of more than 1 MiB as a whole. */
export const summaryLimit = 1_048_576;

/** Markdown that fits into the summary of a step, cut at a line where it does not. */
export function fittingSummary(markdown: string): string {
  const limit = summaryLimit - 1_024;
  if (Buffer.byteLength(markdown) <= limit) return markdown;
  const bytes = Buffer.from(markdown).subarray(0, limit);
  const end = bytes.lastIndexOf('\n');
  return `${bytes.subarray(0, Math.max(0, end)).toString()}\n\nCut off here: GitHub shows no more of a summary.\n`;
}

/** Hostile text as it is: a block of code whose fence the text cannot close. */
export function codeBlock(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const longest = Math.max(2, ...runs.map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}\n`;
}
