"use strict";
exports.id = 38;
exports.ids = [38];
exports.modules = {

/***/ 42038:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  renderPage: () => (/* binding */ renderPage)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/report/phrase-text.js
var phrase_text = __webpack_require__(65052);
// EXTERNAL MODULE: ./lib/report/record-view.js
var record_view = __webpack_require__(39386);
// EXTERNAL MODULE: ./lib/report/sections.js + 8 modules
var report_sections = __webpack_require__(78701);
// EXTERNAL MODULE: ./lib/report/status.js
var report_status = __webpack_require__(47269);
// EXTERNAL MODULE: ./lib/report/readable.js
var readable = __webpack_require__(98187);
// EXTERNAL MODULE: ./lib/report/canary-chart.js
var canary_chart = __webpack_require__(30210);
// EXTERNAL MODULE: ./lib/report/phrase.js
var phrase = __webpack_require__(94942);
;// CONCATENATED MODULE: ./lib/report/html/markup.js

function markup(parts, ...values) {
    return parts.reduce((whole, part, index) => {
        const value = values[index - 1] ?? '';
        const written = typeof value === 'object' ? value.join('') : String(value);
        return `${whole}${written}${part}`;
    });
}
function plain(text, most) {
    return escapeHtml((0,readable/* readableLine */.$O)(text, most));
}
const entities = {
    '<': '&lt;',
    '>': '&gt;',
    '&': '&amp;',
    '"': '&quot;',
    "'": '&#39;',
};
function escapeHtml(text) {
    return text.replaceAll(/[<>&"']/g, (found) => entities[found] ?? found);
}
function verbatim(ours) {
    return ours;
}

;// CONCATENATED MODULE: ./lib/report/html/phrase-markup.js


function phraseMarkup(phrase) {
    return markup `${phrase.map(pieceMarkup)}`;
}
function pieceMarkup(piece) {
    switch (piece.kind) {
        case 'own':
            return escapeHtml(piece.words);
        case 'text':
            return plain(piece.text, piece.most);
        case 'code':
            return markup `<code>${plain(piece.text, piece.most)}</code>`;
        case 'strong':
            return markup `<strong>${phraseMarkup(piece.content)}</strong>`;
        case 'link':
            return markup `<a href="${escapeHtml(piece.address)}" rel="noreferrer noopener">${phraseMarkup(piece.label)}</a>`;
    }
}
function phraseAttribute(phrase) {
    return escapeHtml((0,phrase_text/* phraseText */.t)(phrase));
}

;// CONCATENATED MODULE: ./lib/report/html/plot.js


const plot = { width: 960, height: 220, left: 48, right: 12, top: 12, bottom: 28 };
const inner = {
    left: plot.left,
    right: plot.width - plot.right,
    top: plot.top,
    bottom: plot.height - plot.bottom,
};
function scale(from, to, start, end) {
    const span = to - from === 0 ? 1 : to - from;
    return (value) => Math.round(10 * (start + ((value - from) / span) * (end - start))) / 10;
}
const timeSteps = [
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400, 172_800,
    604_800,
].map((seconds) => seconds * 1_000);
const mostTimeMarks = 7;
function timeMarks(from, to) {
    const step = timeSteps.find((one) => (to - from) / one <= mostTimeMarks);
    if (step === undefined)
        return [];
    const first = Math.ceil(from / step) * step;
    const count = Math.max(0, Math.floor((to - first) / step) + 1);
    return Array.from({ length: count }, (_, index) => {
        const at = first + index * step;
        return { at, label: labelOf(at, step) };
    });
}
function labelOf(at, step) {
    const iso = new Date(at).toISOString();
    if (step >= 86_400_000)
        return iso.slice(5, 10);
    return step >= 60_000 ? iso.slice(11, 16) : iso.slice(11, 19);
}
function axes(time, percents, y) {
    const x = scale(time.from, time.to, inner.left, inner.right);
    const levels = percents.map((percent) => {
        const at = y(percent);
        return markup `<line class="grid" x1="${inner.left}" x2="${inner.right}" y1="${at}" y2="${at}"/><text class="left" x="${inner.left - 6}" y="${at + 4}">${percent} %</text>`;
    });
    const marks = timeMarks(time.from, time.to).map(({ at, label }) => {
        const place = x(at);
        return markup `<line class="tick" x1="${place}" x2="${place}" y1="${inner.bottom}" y2="${inner.bottom + 5}"/><text class="below" x="${place}" y="${inner.bottom + 19}">${escapeHtml(label)}</text>`;
    });
    return markup `<g class="axes" aria-hidden="true">${levels}${marks}</g>`;
}
function picture(label, content) {
    return markup `<div class="scroll"><svg class="chart" viewBox="0 0 ${plot.width} ${plot.height}" role="img" aria-label="${phraseAttribute(label)}">${content}<line class="cursor off" x1="0" x2="0" y1="${inner.top}" y2="${inner.bottom}"/></svg></div>`;
}

;// CONCATENATED MODULE: ./lib/report/html/series.js

const others = 4;
const processes = 6;
function modelClass({ models }, index) {
    const role = models[index]?.role;
    if (role !== undefined)
        return escapeHtml(role);
    const place = models.slice(0, index).filter((model) => model.role === undefined).length;
    return escapeHtml(`other-${place % others}`);
}
function processClass(index) {
    return escapeHtml(`process-${index % processes}`);
}

;// CONCATENATED MODULE: ./lib/report/html/evidence-picture.js






function evidencePicture({ looks, processes, from, to, subject }) {
    const seen = looks.flatMap(({ evidence, byProcess }) => [evidence, ...byProcess.values()]);
    const top = Math.min(canary_chart/* highestPercent */.iE, Math.max(125, ...seen));
    const x = scale(from, to, inner.left, inner.right);
    const height = scale(0, top, inner.bottom, inner.top);
    const y = (percent) => height(Math.min(top, Math.max(0, percent)));
    const lines = processes.map(({ name }, index) => {
        const places = looks.flatMap(({ at, byProcess }) => {
            const percent = byProcess.get(name);
            return percent === undefined ? [] : [`${x(at)},${y(percent)}`];
        });
        const series = processClass(index);
        return markup `<polyline class="line ${series}" data-of="${series}" points="${escapeHtml(places.join(' '))}"/>`;
    });
    const whole = looks.map(({ at, evidence }) => `${x(at)},${y(evidence)}`).join(' ');
    const points = looks.map(({ at, evidence, words }) => markup `<circle class="look" cx="${x(at)}" cy="${y(evidence)}" r="3.5" data-look="${phraseAttribute(words)}"/>`);
    const limit = y(100);
    return picture((0,phrase/* phrase */.MZ) `Evidence against ${(0,phrase/* text */.Qq)(subject, 80)} over time, in percent of what a roll back takes. The table of looks has the same figures.`, markup `${axes({ from, to }, levelsTo(top), y)}<g class="limit"><line x1="${inner.left}" x2="${inner.right}" y1="${limit}" y2="${limit}"/><text class="inside" x="${inner.left + 4}" y="${limit - 5}">limit</text></g>${lines}<g class="all" data-of="all"><polyline class="line" points="${escapeHtml(whole)}"/>${points}</g>`);
}
function levelsTo(top) {
    return [0, 50, 100, 150, 200].filter((percent) => percent <= top);
}

;// CONCATENATED MODULE: ./lib/report/html/split-picture.js




function splitPicture(chart) {
    const { splits, models, from, to, subject } = chart;
    const x = scale(from, to, inner.left, inner.right);
    const y = scale(0, 100, inner.bottom, inner.top);
    const areas = models.map(({ id }, index) => {
        const below = new Set(models.slice(0, index).map((model) => model.id));
        const bands = splits.flatMap(({ at, split }, place) => {
            const start = split.reduce((sum, [one, share]) => (below.has(one) ? sum + share : sum), 0);
            const share = new Map(split).get(id) ?? 0;
            const until = splits[place + 1]?.at ?? to;
            return share <= 0 || start >= 100
                ? []
                : [band(x(at), x(until), y(start), y(Math.min(100, start + share)))];
        });
        const series = modelClass(chart, index);
        return markup `<g class="area ${series}" data-of="${series}">${bands}</g>`;
    });
    return picture((0,phrase/* phrase */.MZ) `Traffic split over time while ${(0,phrase/* text */.Qq)(subject, 80)} was tried. The table of shifts has the same figures.`, markup `${axes({ from, to }, [0, 25, 50, 75, 100], y)}${areas}`);
}
function band(left, right, bottom, top) {
    const width = Math.max(0.5, Math.round(10 * (right - left)) / 10);
    const height = Math.round(10 * (bottom - top)) / 10;
    return markup `<rect x="${left}" y="${top}" width="${width}" height="${height}"/>`;
}

;// CONCATENATED MODULE: ./lib/report/html/canary-figure.js







function canaryFigure(chart) {
    return markup `<figure data-canary>
<figcaption>Traffic split over time, in UTC</figcaption>
<ul class="legend">${splitLegend(chart)}</ul>
${splitPicture(chart)}
<p class="figcaption">Evidence over time, in percent of what a roll back takes, drawn up to ${canary_chart/* highestPercent */.iE} %</p>
<ul class="legend">${evidenceLegend(chart)}</ul>
${evidencePicture(chart)}
<div class="readout" data-readout></div>
</figure>`;
}
function splitLegend(chart) {
    return chart.models.map(({ id, role }, index) => {
        const who = role === undefined ? phrase/* nothing */.s6 : (0,phrase/* own */.ZV)(`${role} `);
        return legendItem(modelClass(chart, index), (0,phrase/* phrase */.MZ) `${who}${(0,phrase/* code */.aY)(id, 40)}`);
    });
}
function evidenceLegend({ processes }) {
    const each = processes.map(({ name, isJudged }, index) => {
        const only = isJudged ? phrase/* nothing */.s6 : (0,phrase/* own */.ZV)(' (told only)');
        return legendItem(processClass(index), (0,phrase/* phrase */.MZ) `${(0,phrase/* code */.aY)(name, 40)}${only}`);
    });
    return [legendItem(markup `all`, (0,phrase/* own */.ZV)('all together')), ...each];
}
function legendItem(series, label) {
    return markup `<li data-series="${series}"><svg class="swatch ${series}" viewBox="0 0 24 10" aria-hidden="true"><line class="line" x1="0" x2="24" y1="5" y2="5"/></svg><span>${phraseMarkup(label)}</span></li>`;
}

// EXTERNAL MODULE: ./lib/report/figures.js
var figures = __webpack_require__(19298);
;// CONCATENATED MODULE: ./lib/report/html/interval-figure.js





const size = { width: 480, height: 28, margin: 10 };
function intervalFigure(rows) {
    return markup `<figure class="intervals"><figcaption>Each gate on a scale of its own: point and bar are the candidate with its interval, the hollow point is the champion, the upright line is the limit</figcaption>
<ul>${rows.map(rowMarkup)}</ul></figure>`;
}
function rowMarkup(row) {
    const tone = row.verdict === 'pass' ? markup `good` : markup `bad`;
    return markup `<li class="${row.verdict === 'inconclusive' ? markup `wait` : tone}"><div>${phraseMarkup(row.subject)}<br><small>${phraseMarkup(inWords(row))}</small></div>${numberLine(row)}</li>`;
}
function inWords({ measures, value, low, high, limit }) {
    const told = measures === 'change' ? figures/* signed */.x8 : figures/* figure */.vP;
    const what = measures === 'change' ? (0,phrase/* own */.ZV)('change ') : phrase/* nothing */.s6;
    const bound = limit === undefined ? phrase/* nothing */.s6 : (0,phrase/* phrase */.MZ) `; limit ${told(limit)}`;
    return (0,phrase/* phrase */.MZ) `${what}${told(value)}, ${told(low)} to ${told(high)}${bound}`;
}
function numberLine(row) {
    const { low, high, value, champion, limit } = row;
    const zero = row.measures === 'change' ? [0] : [];
    const known = [low, high, value, champion, limit, ...zero].filter((one) => one !== undefined);
    const x = scale(Math.min(...known), Math.max(...known), size.margin, size.width - size.margin);
    const middle = size.height / 2;
    const upright = (at, name) => markup `<line class="${name}" x1="${x(at)}" x2="${x(at)}" y1="3" y2="${size.height - 3}"/>`;
    return markup `<svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${phraseAttribute(inWords(row))}"><line class="grid" x1="0" x2="${size.width}" y1="${middle}" y2="${middle}"/>${zero.map((at) => upright(at, markup `zero`))}${limit === undefined ? [] : [upright(limit, markup `bound`)]}<line class="bar" x1="${x(low)}" x2="${x(high)}" y1="${middle}" y2="${middle}"/>${champion === undefined ? [] : [markup `<circle class="champion-point" cx="${x(champion)}" cy="${middle}" r="5"/>`]}<circle class="point" cx="${x(value)}" cy="${middle}" r="5"/></svg>`;
}

;// CONCATENATED MODULE: ./lib/report/html/block-markup.js





const mostOfLogLine = 300;
function blockMarkup(block, about) {
    switch (block.kind) {
        case 'heading':
            return markup `<h${block.level}>${phraseMarkup(block.title)}</h${block.level}>`;
        case 'paragraph':
            return markup `<p>${phraseMarkup(block.sentence)}</p>`;
        case 'bullets':
            return markup `<ul>${block.items.map((item) => markup `<li>${phraseMarkup(item)}</li>`)}</ul>`;
        case 'quote':
            return markup `<blockquote><p>${phraseMarkup(block.sentence)}</p></blockquote>`;
        case 'table':
            return tableMarkup(block.columns, block.rows, about);
        case 'details': {
            const content = block.content.map((one) => blockMarkup(one, block.summary));
            return markup `<details><summary>${phraseMarkup(block.summary)}</summary>${content}</details>`;
        }
        case 'log': {
            const lines = block.lines.map((line) => (0,readable/* readableLogLine */.FB)(line, mostOfLogLine)).join('\n');
            return markup `<pre tabindex="0" role="region" aria-label="${phraseAttribute(about)}">${escapeHtml(lines)}</pre>`;
        }
        case 'canary_chart':
            return canaryFigure(block.chart);
        case 'interval_chart':
            return intervalFigure(block.rows);
    }
}
function tableMarkup(columns, rows, about) {
    const aligned = columns.map(({ align, width }) => {
        if (align === 'right')
            return markup ` class="number"`;
        return width === 'wide' ? markup ` class="wide"` : markup ``;
    });
    const titles = columns.map(({ title }, index) => markup `<th scope="col"${aligned[index] ?? markup ``}>${phraseMarkup(title)}</th>`);
    const body = rows.map((cells) => {
        const written = columns.map((_, index) => {
            const content = phraseMarkup(cells[index] ?? []);
            const align = aligned[index] ?? markup ``;
            return index === 0
                ? markup `<th scope="row"${align}>${content}</th>`
                : markup `<td${align}>${content}</td>`;
        });
        return markup `<tr>${written}</tr>\n`;
    });
    return markup `<div class="scroll" tabindex="0" role="region" aria-label="${phraseAttribute(about)}"><table>
<caption>${phraseMarkup(about)}</caption>
<thead><tr>${titles}</tr></thead>
<tbody>${body}</tbody></table></div>`;
}

;// CONCATENATED MODULE: ./lib/report/html/script.js
const script = `'use strict';
(() => {
  const make = (name, properties = {}) => Object.assign(document.createElement(name), properties);

  const addToggle = (figure, item) => {
    const label = make('label');
    const box = make('input', { type: 'checkbox', checked: true });
    label.append(box, ...item.childNodes);
    item.append(label);
    box.addEventListener('change', () => {
      for (const part of figure.querySelectorAll('[data-of]')) {
        if (part.dataset.of === item.dataset.series) part.classList.toggle('off', !box.checked);
      }
    });
  };

  const addReadout = (figure) => {
    const looks = [...figure.querySelectorAll('[data-look]')];
    const place = figure.querySelector('[data-readout]');
    if (looks.length === 0 || place === null) return;
    const slider = make('input', { type: 'range', min: '1', max: String(looks.length), step: '1' });
    const told = make('output');
    const label = make('label', { textContent: 'Look' });
    label.append(slider);
    place.append(label, told);
    const show = (number) => {
      const look = looks[number - 1];
      if (look === undefined) return;
      const words = look.dataset.look ?? '';
      told.textContent = number + ' of ' + looks.length + ': ' + words;
      slider.value = String(number);
      slider.setAttribute('aria-valuetext', told.textContent);
      for (const one of looks) one.classList.toggle('here', one === look);
      for (const line of figure.querySelectorAll('.cursor')) {
        line.classList.remove('off');
        line.setAttribute('x1', look.getAttribute('cx') ?? '0');
        line.setAttribute('x2', look.getAttribute('cx') ?? '0');
      }
    };
    slider.addEventListener('input', () => show(Number(slider.value)));
    for (const chart of figure.querySelectorAll('.chart')) {
      chart.addEventListener('pointermove', (event) => {
        const matrix = chart.getScreenCTM();
        if (matrix === null) return;
        const { x } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
        const distance = (look) => Math.abs(Number(look.getAttribute('cx')) - x);
        const nearest = looks.reduce((best, look) => (distance(look) < distance(best) ? look : best));
        show(looks.indexOf(nearest) + 1);
      });
    }
    show(looks.length);
  };

  for (const figure of document.querySelectorAll('[data-canary]')) {
    for (const item of figure.querySelectorAll('[data-series]')) addToggle(figure, item);
    addReadout(figure);
  }

  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details:not([open])')];
    for (const part of opened) part.open = true;
  });
  addEventListener('afterprint', () => {
    for (const part of opened) part.open = false;
    opened = [];
  });
})();
`;

;// CONCATENATED MODULE: ./lib/report/html/palette.js
const textColours = (/* unused pure expression or super */ null && (['ink', 'muted', 'link', 'good', 'bad', 'wait']));
const lineColours = (/* unused pure expression or super */ null && ([
    'champion',
    'challenger',
    'violet',
    'green',
    'rose',
    'olive',
    'edge',
]));
const grounds = (/* unused pure expression or super */ null && (['ground', 'panel']));
const light = {
    ground: '#ffffff',
    panel: '#f4f6f8',
    ink: '#1d2228',
    muted: '#565f69',
    rule: '#d3d9df',
    edge: '#7b8590',
    link: '#0550ae',
    good: '#0f6027',
    bad: '#a40e26',
    wait: '#7a4b00',
    champion: '#1f6feb',
    challenger: '#bc4c00',
    violet: '#7a45d1',
    green: '#1a7f37',
    rose: '#bf3989',
    olive: '#7a6a00',
};
const dark = {
    ground: '#0f1419',
    panel: '#171d24',
    ink: '#e6ebf0',
    muted: '#a0aab5',
    rule: '#323a44',
    edge: '#77818c',
    link: '#83bfff',
    good: '#7ee08d',
    bad: '#ffa198',
    wait: '#e8b84a',
    champion: '#6cb0ff',
    challenger: '#ffa657',
    violet: '#c9a5ff',
    green: '#6fd583',
    rose: '#ff9bce',
    olive: '#d4c24a',
};

;// CONCATENATED MODULE: ./lib/report/html/style.js

function styleText() {
    return `:root{color-scheme:light dark;${variables(light)}}
@media (prefers-color-scheme:dark){:root{${variables(dark)}}}
${rules}
@media print{:root{color-scheme:light;${variables(light)}}${paper}}
`;
}
function variables(palette) {
    return Object.entries(palette)
        .map(([name, colour]) => `--${name}:${colour};`)
        .join('');
}
const rules = `*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
.skip{position:absolute;left:-999px}
.skip:focus{left:8px;top:8px;background:var(--ground);padding:4px 8px;z-index:1}
header,main,footer{max-width:72rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.5rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .5rem;padding-left:.75rem;border-left:6px solid var(--edge)}
.good>h1{border-color:var(--good)}.bad>h1{border-color:var(--bad)}.wait>h1{border-color:var(--wait)}
h2{font-size:1.25rem;margin:2.25rem 0 .5rem;padding-bottom:.25rem;border-bottom:1px solid var(--rule)}
h3{font-size:1.05rem}
p{margin:.5rem 0}
blockquote{margin:.75rem 0;padding:.25rem .9rem;background:var(--panel);border-left:4px solid var(--edge)}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
code,pre{font:.9em ui-monospace,Menlo,Consolas,monospace}
code{background:var(--panel);padding:.08em .3em;border-radius:4px}
pre{background:var(--panel);padding:.75rem;overflow-x:auto;overflow-wrap:normal}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;margin:1rem 0 0;padding:.5rem 0;border-block:1px solid var(--rule)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem;overflow-wrap:normal;margin:.25rem 0 .5rem}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
th,td{padding:.35rem .5rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule)}
thead th{color:var(--muted);font-weight:600}
tbody th{font-weight:500}
ol,ul{padding-left:1.3rem}
td code,th code{white-space:nowrap}
.wide{min-width:11.5rem}
@media (min-width:40rem){tbody th{white-space:nowrap}}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
details{margin:.75rem 0}
summary{cursor:pointer;color:var(--link);padding:.2rem 0}
figure{margin:1.25rem 0;padding:1rem;background:var(--panel);border-radius:8px}
figcaption,.figcaption{font-weight:600;margin:0 0 .25rem}
.figcaption{margin-top:1rem}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;list-style:none;margin:0 0 .25rem;padding:0;font-size:.9rem}
.legend label,.legend li{display:flex;align-items:center;gap:.4rem}
.legend code{background:none;padding:0}
.swatch{width:24px;height:10px;flex:none}
.chart{display:block;width:100%;min-width:44rem;height:auto}
.chart text{font:13px system-ui,sans-serif;fill:var(--muted)}
.chart .left{text-anchor:end}.chart .below{text-anchor:middle}
.grid{stroke:var(--rule)}.tick{stroke:var(--edge)}
.champion{--series:var(--champion)}.challenger{--series:var(--challenger)}
.other-0{--series:var(--violet)}.other-1{--series:var(--green)}.other-2{--series:var(--rose)}.other-3{--series:var(--olive)}
.process-0{--series:var(--champion);--dash:6 3}.process-1{--series:var(--violet);--dash:2 3}.process-2{--series:var(--green);--dash:9 3 2 3}.process-3{--series:var(--rose);--dash:4 2}.process-4{--series:var(--olive);--dash:1 3}.process-5{--series:var(--edge);--dash:8 5}
.all{--series:var(--challenger)}
.area{fill:var(--series);fill-opacity:.55}
.line{fill:none;stroke:var(--series);stroke-width:2;stroke-dasharray:var(--dash,none)}
.all .line{stroke-width:2.5}
.swatch.champion .line,.swatch.challenger .line,.swatch[class*=other] .line{stroke-width:10;stroke-opacity:.7}
.look{fill:var(--panel);stroke:var(--challenger);stroke-width:2}
.look.here{fill:var(--challenger)}
.limit line{stroke:var(--bad);stroke-width:1.5;stroke-dasharray:7 4}.chart .limit text{fill:var(--bad)}
.cursor{stroke:var(--ink);stroke-dasharray:2 2}
.off{visibility:hidden}
.readout label{display:block;font-size:.9rem;color:var(--muted)}
.readout input{width:100%;accent-color:var(--link)}
.readout output{display:block;min-height:4.5em;font-size:.9rem}
.intervals ul{list-style:none;margin:.5rem 0 0;padding:0;display:grid;gap:.5rem}
.intervals li{display:grid;grid-template-columns:minmax(12rem,2fr) 3fr;gap:1rem;align-items:center}
.intervals svg{width:100%;height:2rem}
.intervals figcaption{font-weight:400;color:var(--muted);font-size:.9rem}
.intervals small{color:var(--muted)}
.intervals .good{--series:var(--good)}.intervals .bad{--series:var(--bad)}.intervals .wait{--series:var(--wait)}
.bar{stroke:var(--series);stroke-width:6;stroke-opacity:.6;stroke-linecap:round}.point{fill:var(--series)}
.champion-point{fill:var(--panel);stroke:var(--edge);stroke-width:2}
.bound{stroke:var(--ink);stroke-width:2}.zero{stroke:var(--edge);stroke-dasharray:2 3}
footer{margin-top:2.5rem;padding-bottom:2rem;color:var(--muted);font-size:.9rem}
@media (max-width:40rem){header,main,footer{padding-inline:.85rem}h1{font-size:1.3rem}figure{padding:.75rem;margin-inline:0}.intervals li{grid-template-columns:1fr;gap:.1rem}}
@media (prefers-reduced-motion:no-preference){.line,.area,.look{transition:fill-opacity .15s,stroke-opacity .15s}}`;
const paper = `body{font-size:10pt}nav,.skip,.readout{display:none}header,main,footer{max-width:none;padding-inline:0}details::details-content{content-visibility:visible;display:block;height:auto}summary{color:inherit;list-style:none;font-weight:600}.scroll,pre{overflow:visible}pre{white-space:pre-wrap}.chart{min-width:0}table{font-size:8pt}th,td{padding:.2rem .35rem}th,td{overflow-wrap:break-word}.wide{min-width:0}.legend input,.cursor{display:none}tr,figure,blockquote{break-inside:avoid}h2{break-after:avoid}figure,code,blockquote,pre{print-color-adjust:exact}@page{margin:14mm}`;

;// CONCATENATED MODULE: ./lib/report/html/page.js










function renderPage(record, context = {}) {
    const view = (0,record_view/* viewRecord */.ZU)(record);
    const { tone, words } = (0,report_status/* statusOf */.c)(view);
    const [headline, ...sections] = (0,report_sections/* sectionsOf */.K)(view, context);
    const style = styleText();
    const name = view.releaseId ?? 'a release';
    const title = plain(`${(0,phrase_text/* phraseText */.t)(words)}: ${name}`, 200);
    return markup `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(style)}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${verbatim(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header class="${escapeHtml(tone)}">
${(headline?.content ?? []).map(headlineMarkup)}
<nav aria-label="Sections"><ul>${sections.map(linkTo)}</ul></nav>
</header>
<main id="main" tabindex="-1">
${sections.map(sectionMarkup)}
</main>
<footer><p>Made from the release record alone. Times are UTC.</p></footer>
<script>${verbatim(script)}</script>
</body>
</html>
`;
}
function policy(style) {
    return escapeHtml([
        `default-src 'none'`,
        `style-src ${digest(style)}`,
        `script-src ${digest(script)}`,
        `base-uri 'none'`,
        `form-action 'none'`,
        `require-trusted-types-for 'script'`,
    ].join('; '));
}
function digest(text) {
    return `'sha256-${(0,external_node_crypto_.createHash)('sha256').update(text).digest('base64')}'`;
}
function headlineMarkup(block) {
    return block.kind === 'heading'
        ? markup `<h1>${phraseMarkup(block.title)}</h1>`
        : blockMarkup(block, []);
}
function sectionMarkup({ name, content }, index) {
    const id = idOf(index);
    const blocks = content.map((block) => block.kind === 'heading'
        ? markup `<h2 id="${id}">${phraseMarkup(block.title)}</h2>`
        : blockMarkup(block, name));
    return markup `<section aria-labelledby="${id}">${blocks}</section>\n`;
}
function linkTo({ content }, index) {
    const heading = content.find((block) => block.kind === 'heading');
    const title = heading === undefined ? [] : heading.title;
    return markup `<li><a href="#${idOf(index)}">${phraseMarkup(title)}</a></li>`;
}
function idOf(index) {
    return escapeHtml(`section-${index + 1}`);
}


/***/ }),

/***/ 65052:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ phraseText)
/* harmony export */ });
/* harmony import */ var _readable_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98187);

function phraseText(phrase) {
    return phrase.map(textOf).join('');
}
function textOf(piece) {
    switch (piece.kind) {
        case 'own':
            return piece.words.replaceAll('\u00a0', ' ');
        case 'text':
        case 'code':
            return (0,_readable_js__WEBPACK_IMPORTED_MODULE_0__/* .readableLine */ .$O)(piece.text, piece.most);
        case 'strong':
            return phraseText(piece.content);
        case 'link':
            return phraseText(piece.label);
    }
}


/***/ })

};
;