import type { CanaryChart } from '../canary-chart.ts';
import { highestPercent } from '../canary-chart.ts';
import { code, nothing, own, type Phrase, phrase } from '../phrase.ts';
import { evidencePicture } from './evidence-picture.ts';
import { type Markup, markup } from './markup.ts';
import { phraseMarkup } from './phrase-markup.ts';
import { modelClass, processClass } from './series.ts';
import { splitPicture } from './split-picture.ts';

/** Both charts of a canary on one time axis. What the script adds works on `data-` attributes. */
export function canaryFigure(chart: CanaryChart): Markup {
  return markup`<figure data-canary>
<figcaption>Traffic split over time, in UTC</figcaption>
<ul class="legend">${splitLegend(chart)}</ul>
${splitPicture(chart)}
<p class="figcaption">Evidence over time, in percent of what a roll back takes, drawn up to ${highestPercent} %</p>
<ul class="legend">${evidenceLegend(chart)}</ul>
${evidencePicture(chart)}
<div class="readout" data-readout></div>
</figure>`;
}

function splitLegend(chart: CanaryChart): Markup[] {
  return chart.models.map(({ id, role }, index) => {
    const who = role === undefined ? nothing : own(`${role} `);
    return legendItem(modelClass(chart, index), phrase`${who}${code(id, 40)}`);
  });
}

function evidenceLegend({ processes }: CanaryChart): Markup[] {
  const each = processes.map(({ name, isJudged }, index) => {
    const only = isJudged ? nothing : own(' (told only)');
    return legendItem(processClass(index), phrase`${code(name, 40)}${only}`);
  });
  return [legendItem(markup`all`, own('all together')), ...each];
}

function legendItem(series: Markup, label: Phrase): Markup {
  return markup`<li data-series="${series}"><svg class="swatch ${series}" viewBox="0 0 24 10" aria-hidden="true"><line class="line" x1="0" x2="24" y1="5" y2="5"/></svg><span>${phraseMarkup(label)}</span></li>`;
}
