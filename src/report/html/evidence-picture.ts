import { type CanaryChart, highestPercent } from '../canary-chart.ts';
import { phrase, text } from '../phrase.ts';
import { escapeHtml, type Markup, markup } from './markup.ts';
import { phraseAttribute } from './phrase-markup.ts';
import { axes, picture, scale, wideFrame } from './plot.ts';
import { processClass } from './series.ts';

/** Evidence of all and of each process in percent of its own limit, look by look. */
export function evidencePicture({ looks, processes, from, to, subject }: CanaryChart): Markup {
  const seen = looks.flatMap(({ evidence, byProcess }) => [evidence, ...byProcess.values()]);
  const top = Math.min(highestPercent, Math.max(125, ...seen));
  const x = scale(from, to, wideFrame.left, wideFrame.right);
  const height = scale(0, top, wideFrame.bottom, wideFrame.top);
  const y = (percent: number) => height(Math.min(top, Math.max(0, percent)));
  const lines = processes.map(({ name }, index) => {
    const places = looks.flatMap(({ at, byProcess }) => {
      const percent = byProcess.get(name);
      return percent === undefined ? [] : [`${x(at)},${y(percent)}`];
    });
    const series = processClass(index);
    return markup`<polyline class="line ${series}" data-of="${series}" points="${escapeHtml(places.join(' '))}"/>`;
  });
  const whole = looks.map(({ at, evidence }) => `${x(at)},${y(evidence)}`).join(' ');
  const points = looks.map(
    ({ at, evidence, words }) =>
      markup`<circle class="look" cx="${x(at)}" cy="${y(evidence)}" r="3.5" data-stop="${phraseAttribute(words)}"/>`,
  );
  const limit = y(100);
  return picture(
    phrase`Evidence against ${text(subject, 80)} over time, in percent of what a roll back takes. The table of looks has the same figures.`,
    markup`${axes({ from, to }, levelsTo(top), y)}<g class="limit"><line x1="${wideFrame.left}" x2="${wideFrame.right}" y1="${limit}" y2="${limit}"/><text class="inside" x="${wideFrame.left + 4}" y="${limit - 5}">limit</text></g>${lines}<g class="all" data-of="all"><polyline class="line" points="${escapeHtml(whole)}"/>${points}</g>`,
  );
}

function levelsTo(top: number): number[] {
  return [0, 50, 100, 150, 200].filter((percent) => percent <= top);
}
