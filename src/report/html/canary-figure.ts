import type { CanaryChart } from '../canary-chart.ts';
import { highestPercent } from '../canary-chart.ts';
import { code, nothing, own, phrase } from '../phrase.ts';
import { evidencePicture } from './evidence-picture.ts';
import { legendItem } from './legend.ts';
import { type Markup, markup } from './markup.ts';
import { modelClass, processClass } from './series.ts';
import { splitPicture } from './split-picture.ts';

/** Both charts of a canary on one time axis. What the script adds works on `data-` attributes. */
export function canaryFigure(chart: CanaryChart): Markup {
  return markup`<figure data-live>
<figcaption>Traffic split over time, in UTC</figcaption>
<ul class="legend">${splitLegend(chart)}</ul>
${splitPicture(chart)}
<p class="figcaption">Evidence over time, in percent of what a roll back takes, drawn up to ${highestPercent} %</p>
<ul class="legend">${evidenceLegend(chart)}</ul>
${evidencePicture(chart)}
<div class="readout" data-readout="Look" data-start="last"></div>
</figure>`;
}

function splitLegend(chart: CanaryChart): Markup[] {
  return chart.models.map(({ id, role }, index) => {
    const who = role === undefined ? nothing : own(`${role} `);
    return legendItem(modelClass(chart, index), phrase`${who}${code(id, 40)}`, 'band');
  });
}

function evidenceLegend({ processes }: CanaryChart): Markup[] {
  const each = processes.map(({ name, isJudged }, index) => {
    const only = isJudged ? nothing : own(' (told only)');
    return legendItem(processClass(index), phrase`${code(name, 40)}${only}`, 'line');
  });
  return [legendItem(markup`all`, own('all together'), 'line'), ...each];
}
