import { dark, light, type Palette } from './palette.ts';
import { shading } from './shading.ts';

/** The style of the page: both palettes, paper, narrow screens. It names no address. */
export function styleText(): string {
  return `:root{color-scheme:light dark;${variables(light)}}
@media (prefers-color-scheme:dark){:root{${variables(dark)}}}
${rules}
@media print{:root{color-scheme:light;${variables(light)}}${paper}}
`;
}

function variables(palette: Palette): string {
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
.legend code,figcaption code,.intervals li code,.about code,.matrix code{background:none;padding:0}
.curves .legend{flex-direction:column}
.swatch{width:24px;height:10px;flex:none}
.chart{display:block;width:100%;height:auto}.wide-chart{min-width:44rem}
.chart text{font:13px system-ui,sans-serif;fill:var(--muted)}
.chart .left,.chart .ends{text-anchor:end}.chart .below{text-anchor:middle}
.grid{stroke:var(--rule)}.tick{stroke:var(--edge)}
.champion{--series:var(--champion)}.challenger{--series:var(--challenger)}
.other-0{--series:var(--violet)}.other-1{--series:var(--green)}.other-2{--series:var(--rose)}.other-3{--series:var(--olive)}
.process-0{--series:var(--champion);--dash:6 3}.process-1{--series:var(--violet);--dash:2 3}.process-2{--series:var(--green);--dash:9 3 2 3}.process-3{--series:var(--rose);--dash:4 2}.process-4{--series:var(--olive);--dash:1 3}.process-5{--series:var(--edge);--dash:8 5}
.all{--series:var(--challenger)}
.area{fill:var(--series);fill-opacity:.55}
.line{fill:none;stroke:var(--series);stroke-width:2;stroke-dasharray:var(--dash,none)}
.all .line{stroke-width:2.5}
.swatch.band .line{stroke-width:10;stroke-opacity:.7}
.answered,.p50{--series:var(--violet)}.failed{--series:var(--bad);fill-opacity:.9}.p99{--series:var(--rose);--dash:6 3}
.asked{--series:var(--ink);--dash:5 4}
.percentile line{stroke:var(--ink);stroke-width:1.5}
.bin{fill:var(--series);fill-opacity:.25;stroke:var(--series)}
[data-live] .swatch.champion:not(.band) .line,.of-champion .line{stroke-dasharray:7 4}
.stop{fill:none}.stop.here{fill:var(--ink)}
.look{fill:var(--panel);stroke:var(--challenger);stroke-width:2}
.look.here{fill:var(--challenger)}
.limit line{stroke:var(--bad);stroke-width:1.5;stroke-dasharray:7 4}.chart .limit text{fill:var(--bad)}
.cursor{stroke:var(--ink);stroke-dasharray:2 2}
.off{visibility:hidden}
.readout label{display:block;font-size:.9rem;color:var(--muted)}
.readout input{width:100%;accent-color:var(--link)}
.readout output{display:block;min-height:1.5em;font-size:.9rem}
.curves .readout output{min-height:3em}.readout[data-start] output{min-height:4.5em}
.intervals ul{list-style:none;margin:.5rem 0 0;padding:0;display:grid;gap:.5rem}
.intervals li{display:grid;grid-template-columns:minmax(12rem,2fr) 3fr;gap:1rem;align-items:center}
.intervals svg{width:100%;height:2rem}
.own-scale figcaption{font-weight:400;color:var(--muted);font-size:.9rem}
.about{color:var(--muted);font-size:.9rem;margin:.25rem 0}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,19rem),1fr));gap:1rem;margin:1.25rem 0}
.figures>*{margin:0;min-width:0}.figures>.full{grid-column:1/-1}
.matrix{width:auto}.matrix small{color:inherit}
${shading()}
.intervals small{color:var(--muted)}
.intervals .good{--series:var(--good)}.intervals .bad{--series:var(--bad)}.intervals .wait{--series:var(--wait)}.intervals .plain{--series:var(--challenger)}
.gap{fill:var(--edge);fill-opacity:.22}.scale text{font:13px system-ui,sans-serif;fill:var(--muted);text-anchor:middle}
.bar{stroke:var(--series);stroke-width:6;stroke-opacity:.6;stroke-linecap:round}.point{fill:var(--series)}
.champion-point{fill:var(--panel);stroke:var(--edge);stroke-width:2}
.bound{stroke:var(--ink);stroke-width:2}.zero{stroke:var(--edge);stroke-dasharray:2 3}
footer{margin-top:2.5rem;padding-bottom:2rem;color:var(--muted);font-size:.9rem}
@media (max-width:40rem){header,main,footer{padding-inline:.85rem}h1{font-size:1.3rem}figure{padding:.75rem;margin-inline:0}.intervals li{grid-template-columns:1fr;gap:.1rem}}
@media (prefers-reduced-motion:no-preference){.line,.area,.look{transition:fill-opacity .15s,stroke-opacity .15s}}`;

const paper = `.bulk,.legend input{display:none}.figures{display:block}.figures>*{margin:1rem 0}.figures>.curves{display:inline-block;width:32.5%;padding:.5rem;vertical-align:top}p:has(+.figures){break-after:avoid}.about,.legend,small{font-size:8pt}body{font-size:10pt}nav,.skip,.readout{display:none}header,main,footer{max-width:none;padding-inline:0}details::details-content{content-visibility:visible;display:block;height:auto}summary{color:inherit;list-style:none;font-weight:600}.scroll,pre{overflow:visible}pre{white-space:pre-wrap}.chart{min-width:0}table{font-size:8pt}th,td{padding:.2rem .35rem}th,td{overflow-wrap:break-word}.wide{min-width:0}.legend input,.cursor{display:none}tr,figure,blockquote,p{break-inside:avoid}h2{break-after:avoid}figure,code,blockquote,pre{print-color-adjust:exact}@page{margin:14mm}`;
