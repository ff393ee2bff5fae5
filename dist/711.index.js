"use strict";exports.id=711,exports.ids=[711],exports.modules={59711:(e,r,t)=>{t.d(r,{renderPage:()=>renderPage});var a=t(77598),i=t(65052),n=t(39386),l=t(44877),s=t(47269),o=t(98187),u=t(30210),p=t(94942);function markup(e,...r){return e.reduce((e,t,a)=>{let i=r[a-1]??"",n="object"==typeof i?i.join(""):String(i);return`${e}${n}${t}`})}function plain(e,r){return escapeHtml((0,o.$O)(e,r))}let c={"<":"&lt;",">":"&gt;","&":"&amp;",'"':"&quot;","'":"&#39;"};function escapeHtml(e){return e.replaceAll(/[<>&"']/g,e=>c[e]??e)}function phraseMarkup(e){return markup`${e.map(pieceMarkup)}`}function pieceMarkup(e){switch(e.kind){case"own":return escapeHtml(e.words);case"text":return plain(e.text,e.most);case"code":return markup`<code>${plain(e.text,e.most)}</code>`;case"strong":return markup`<strong>${phraseMarkup(e.content)}</strong>`;case"link":return markup`<a href="${escapeHtml(e.address)}" rel="noreferrer noopener">${phraseMarkup(e.label)}</a>`}}function phraseAttribute(e){return escapeHtml((0,i.t)(e))}let d=frameOf(960,220,{left:48,right:12,top:12,bottom:28});function frameOf(e,r,t){let{left:a,right:i,top:n,bottom:l}=t;return{width:e,height:r,left:a,right:e-i,top:n,bottom:r-l}}function scale(e,r,t,a){let i=r-e==0?1:r-e;return r=>{let n=Math.round(10*(t+(r-e)/i*(a-t)))/10;return Number.isFinite(n)?n:t}}let m=[1,2,5,10,15,30,60,120,300,600,900,1800,3600,7200,14400,28800,86400,172800,604800].map(e=>1e3*e);function timeMarks(e,r){let t=m.find(t=>(r-e)/t<=7);if(void 0===t)return[];let a=Math.ceil(e/t)*t;return Array.from({length:Math.max(0,Math.floor((r-a)/t)+1)},(e,r)=>{let i=a+r*t;return{at:i,label:labelOf(i,t)}})}function labelOf(e,r){let t=new Date(e).toISOString();return r>=864e5?t.slice(5,10):r>=6e4?t.slice(11,16):t.slice(11,19)}function axes(e,r,t){let a=scale(e.from,e.to,d.left,d.right),i=r.map(e=>({at:t(e),label:`${e} %`}));return axesOf(d,timeMarks(e.from,e.to).map(({at:e,label:r})=>({at:a(e),label:r})),i)}function axesOf(e,r,t){let{left:a,right:i,bottom:n}=e,l=t.map(({at:e,label:r})=>markup`<line class="grid" x1="${a}" x2="${i}" y1="${e}" y2="${e}"/><text class="left" x="${a-6}" y="${e+4}">${escapeHtml(r)}</text>`),s=r.map(({at:e,label:r})=>markup`<line class="tick" x1="${e}" x2="${e}" y1="${n}" y2="${n+5}"/><text class="below" x="${e}" y="${n+19}">${escapeHtml(r)}</text>`);return markup`<g class="axes" aria-hidden="true">${l}${s}</g>`}function roundMarks(e,r,t){let a=(r-e)/t;if(!Number.isFinite(a)||a<=0)return[];let i=10**Math.floor(Math.log10(a)),n=[1,2,5,10].map(e=>e*i).find(e=>e>=a)??10*i,l=Math.ceil(e/n-1e-9),s=Math.floor(r/n+1e-9);if(!Number.isSafeInteger(l)||s-l>2*t)return[];let o=(r-e)*1e-6;return Array.from({length:s-l+1},(e,r)=>Number(((l+r)*n).toPrecision(14))).filter(t=>t>=e-o&&t<=r+o)}function picture(e,r,t=d){let a=t.width>=d.width?markup`chart wide-chart`:markup`chart`;return markup`<div class="scroll"><svg class="${a}" viewBox="0 0 ${t.width} ${t.height}" role="img" aria-label="${phraseAttribute(e)}">${r}<line class="cursor off" x1="0" x2="0" y1="${t.top}" y2="${t.bottom}"/></svg></div>`}function stop(e,r,t){return markup`<circle class="stop" cx="${e}" cy="${r}" r="4.5" data-stop="${phraseAttribute(t)}"/>`}function modelClass({models:e},r){let t=e[r]?.role;if(void 0!==t)return escapeHtml(t);let a=e.slice(0,r).filter(e=>void 0===e.role).length;return escapeHtml(`other-${a%4}`)}function processClass(e){return escapeHtml(`process-${e%6}`)}function evidencePicture({looks:e,processes:r,from:t,to:a,subject:i}){let n=e.flatMap(({evidence:e,byProcess:r})=>[e,...r.values()]),l=Math.min(u.iE,Math.max(125,...n)),s=scale(t,a,d.left,d.right),o=scale(0,l,d.bottom,d.top),y=e=>o(Math.min(l,Math.max(0,e))),c=r.map(({name:r},t)=>{let a=e.flatMap(({at:e,byProcess:t})=>{let a=t.get(r);return void 0===a?[]:[`${s(e)},${y(a)}`]}),i=processClass(t);return markup`<polyline class="line ${i}" data-of="${i}" points="${escapeHtml(a.join(" "))}"/>`}),m=e.map(({at:e,evidence:r})=>`${s(e)},${y(r)}`).join(" "),f=e.map(({at:e,evidence:r,words:t})=>markup`<circle class="look" cx="${s(e)}" cy="${y(r)}" r="3.5" data-stop="${phraseAttribute(t)}"/>`),h=y(100);return picture((0,p.MZ)`Evidence against ${(0,p.Qq)(i,80)} over time, in percent of what a roll back takes. The table of looks has the same figures.`,markup`${axes({from:t,to:a},levelsTo(l),y)}<g class="limit"><line x1="${d.left}" x2="${d.right}" y1="${h}" y2="${h}"/><text class="inside" x="${d.left+4}" y="${h-5}">limit</text></g>${c}<g class="all" data-of="all"><polyline class="line" points="${escapeHtml(m)}"/>${f}</g>`)}function levelsTo(e){return[0,50,100,150,200].filter(r=>r<=e)}function legendItem(e,r,t){let a="band"===t?markup`swatch band ${e}`:markup`swatch ${e}`;return markup`<li data-series="${e}"><svg class="${a}" viewBox="0 0 24 10" aria-hidden="true"><line class="line" x1="0" x2="24" y1="5" y2="5"/></svg><span>${phraseMarkup(r)}</span></li>`}function splitPicture(e){let{splits:r,models:t,from:a,to:i,subject:n}=e,l=scale(a,i,d.left,d.right),s=scale(0,100,d.bottom,d.top),o=t.map(({id:a},n)=>{let o=new Set(t.slice(0,n).map(e=>e.id)),u=r.flatMap(({at:e,split:t},n)=>{let u=t.reduce((e,[r,t])=>o.has(r)?e+t:e,0),p=new Map(t).get(a)??0,c=r[n+1]?.at??i;return p<=0||u>=100?[]:[band(l(e),l(c),s(u),s(Math.min(100,u+p)))]}),p=modelClass(e,n);return markup`<g class="area ${p}" data-of="${p}">${u}</g>`});return picture((0,p.MZ)`Traffic split over time while ${(0,p.Qq)(n,80)} was tried. The table of shifts has the same figures.`,markup`${axes({from:a,to:i},[0,25,50,75,100],s)}${o}`)}function band(e,r,t,a){let i=Math.max(.5,Math.round(10*(r-e))/10),n=Math.round(10*(t-a))/10;return markup`<rect x="${e}" y="${a}" width="${i}" height="${n}"/>`}function canaryFigure(e){return markup`<figure data-live>
<figcaption>Traffic split over time, in UTC</figcaption>
<ul class="legend">${splitLegend(e)}</ul>
${splitPicture(e)}
<p class="figcaption">Evidence over time, in percent of what a roll back takes, drawn up to ${u.iE} %</p>
<ul class="legend">${evidenceLegend(e)}</ul>
${evidencePicture(e)}
<div class="readout" data-readout="Look" data-start="last"></div>
</figure>`}function splitLegend(e){return e.models.map(({id:r,role:t},a)=>{let i=void 0===t?p.s6:(0,p.ZV)(`${t} `);return legendItem(modelClass(e,a),(0,p.MZ)`${i}${(0,p.aY)(r,40)}`,"band")})}function evidenceLegend({processes:e}){let r=e.map(({name:e,isJudged:r},t)=>{let a=r?p.s6:(0,p.ZV)(" (told only)");return legendItem(processClass(t),(0,p.MZ)`${(0,p.aY)(e,40)}${a}`,"line")});return[legendItem(markup`all`,(0,p.ZV)("all together"),"line"),...r]}var f=t(19298);let h=frameOf(960,260,{left:16,right:16,top:64,bottom:28}),g=h.bottom-h.top,$=[14,30,46,60];function barsPicture({bars:e,marks:r},t){let a=[...e.flatMap(({from:e,to:r})=>[e,r]),...r.map(({at:e})=>e)],i=scale(Math.log(Math.min(...a)),Math.log(Math.max(...a)),h.left,h.right),x=e=>i(Math.log(e)),n=e.map(({from:e,to:r,count:t})=>t/Math.log(r/e)),l=scale(0,Math.max(...n),0,g),s=e.map(({from:e,to:r,count:t},a)=>{let i=0===t?0:Math.max(1.5,l(n[a]??0)),s=Math.max(.8,Math.round(10*(x(r)-x(e)))/10);return markup`<rect x="${x(e)}" y="${round(h.bottom-i)}" width="${s}" height="${round(i)}"/>`}),o=e.map(({from:e,to:r,words:t},a)=>stop(round((x(e)+x(r))/2),round(h.bottom-l(n[a]??0)),t)),u=r.toSorted((e,r)=>e.at-r.at).slice(0,12).map((e,r)=>markMarkup(e,x(e.at),r));return picture(t,markup`${axesOf(h,logMarks(Math.min(...a),Math.max(...a),x),[])}<g class="area challenger">${s}</g>${u}${o}`,h)}function markMarkup({label:e,kind:r},t,a){let i=plain("limit"===r?`limit of ${e}`:e,40),n=t>2*h.width/3?markup`ends`:markup`begins`,l=t>2*h.width/3?-4:4,s=$[a%$.length]??14;return markup`<g class="${"limit"===r?markup`limit`:markup`percentile`}"><line x1="${t}" x2="${t}" y1="${s-10}" y2="${h.bottom}"/><text class="${n}" x="${round(t+l)}" y="${s}">${i}</text></g>`}function logMarks(e,r,t){let a=Math.floor(Math.log10(e)),n=Array.from({length:Math.ceil(Math.log10(r))-a+1},(e,r)=>r),l=n.length>4?[1]:[1,2,5];return n.flatMap(e=>l.map(r=>Number((r*10**(a+e)).toPrecision(1)))).filter(t=>t>=e&&t<=r).map(e=>({at:t(e),label:(0,i.t)((0,f.Rz)(e))}))}function round(e){return Math.round(10*e)/10}let k=frameOf(440,384,{left:40,right:14,top:28,bottom:46}),b=scale(0,1,k.left,k.right),v=scale(0,1,k.bottom,k.top),w=[0,.2,.4,.6,.8,1];function curvesPicture(e,r){let t=e.series.map(({role:e,label:r})=>legendItem(escapeHtml(e),r,"line")),a=axesOf(k,w.map(e=>({at:b(e),label:String(e)})),w.map(e=>({at:v(e),label:String(e)}))),i=markup`<g aria-hidden="true"><text x="${k.left}" y="16">${phraseMarkup(e.y)}</text><text class="below" x="${(k.left+k.right)/2}" y="${k.height-6}">${phraseMarkup(e.x)}</text></g>`,n="none"===e.reference?markup``:markup`<line class="zero" x1="${b(0)}" x2="${b(1)}" y1="${v(0)}" y2="${v(1)}"/>`,l=e.stops.map(e=>stop(b(e.x),v(e.y),e.words));return markup`<ul class="legend">${t}</ul>${picture(r,markup`${a}${i}${n}${e.series.map(seriesMarkup)}${l}`,k)}`}function seriesMarkup({role:e,points:r,shares:t}){let a=r.map(([e,r])=>`${b(e)},${v(r)}`).join(" "),i=escapeHtml(e),n=(t??[]).map((e,t)=>{let[a,i]=r[t]??[0,0];return markup`<circle class="bin" cx="${b(a)}" cy="${v(i)}" r="${radiusOf(e)}"/>`});return markup`<g class="${i} of-${i}" data-of="${i}"><polyline class="line" points="${escapeHtml(a)}"/>${n}</g>`}function radiusOf(e){return Math.round(10*(2+14*Math.sqrt(e)))/10}function numbersOn({value:e,low:r,high:t,champion:a,limit:i,zero:n}){return[e,r,t,a,i,n].filter(e=>void 0!==e)}function numberLine(e,r,t){let{value:a,low:i,high:n,champion:l,limit:s,zero:o,gap:u}=e,p=14,upright=(e,t)=>void 0===e?markup``:markup`<line class="${t}" x1="${r(e)}" x2="${r(e)}" y1="3" y2="${25}"/>`,c=void 0===u?markup``:markup`<rect class="gap" x="${r(u.low)}" y="0" width="${Math.max(1,Math.round(10*(r(u.high)-r(u.low)))/10)}" height="${28}"/>`,d=void 0===i||void 0===n?markup``:markup`<line class="bar" x1="${r(i)}" x2="${r(n)}" y1="${p}" y2="${p}"/>`,m=void 0===l?markup``:markup`<circle class="champion-point" cx="${r(l)}" cy="${p}" r="5"/>`;return markup`<svg viewBox="0 0 ${480} ${28}" role="img" aria-label="${phraseAttribute(t)}">${c}<line class="grid" x1="0" x2="${480}" y1="${p}" y2="${p}"/>${upright(o,markup`zero`)}${upright(s,markup`bound`)}${d}${m}<circle class="point" cx="${r(a)}" cy="${p}" r="5"/></svg>`}function toneOf(e){switch(e){case void 0:return markup`plain`;case"pass":return markup`good`;case"inconclusive":return markup`wait`;case"fail":case"error":return markup`bad`}}function dotsPicture({rows:e,limit:r,zero:t,gap:a}){let i=e.map(e=>({...e,limit:r,zero:t,gap:a})),n=i.flatMap(numbersOn),[l,s]=[Math.min(...n),Math.max(...n)],o=scale(l,s,10,470),u=i.map(e=>markup`<li class="${toneOf(e.verdict)}">${dots_picture_labelOf(e)}${numberLine(e,o,(0,p.MZ)`${e.label}: ${e.words}`)}</li>`),c=roundMarks(l,s,6).map(e=>markup`<text class="below" x="${o(e)}" y="16">${escapeHtml(String(e))}</text>`);return markup`<ul>${u}<li class="scale" aria-hidden="true"><div></div><svg aria-hidden="true" viewBox="0 0 ${480} ${28}">${c}</svg></li></ul>`}function dots_picture_labelOf({label:e,words:r}){return markup`<div>${phraseMarkup(e)}<br><small>${phraseMarkup(r)}</small></div>`}var M=t(48292);let O=[0,8,14,20,26,32];function shading(){return O.map((e,r)=>{let ground=r=>`background:color-mix(in srgb,var(--${r}) ${e}%,var(--panel))`;return`.right-${r}{${ground("good")}}.wrong-${r}{${ground("bad")}}`}).join("")}function tableMarkup({columns:e,rows:r},t){let a=e.map(({align:e,width:r})=>"right"===e?markup` class="number"`:"wide"===r?markup` class="wide"`:markup``),i=e.map(({title:e},r)=>markup`<th scope="col"${a[r]??markup``}>${phraseMarkup(e)}</th>`),n=r.map(r=>{let t=e.map((e,t)=>{let i=phraseMarkup(r[t]??[]),n=a[t]??markup``;return 0===t?markup`<th scope="row"${n}>${i}</th>`:markup`<td${n}>${i}</td>`});return markup`<tr>${t}</tr>\n`});return scrolling(markup`<table>
<caption>${phraseMarkup(t)}</caption>
<thead><tr>${i}</tr></thead>
<tbody>${n}</tbody></table>`,t)}function scrolling(e,r){return markup`<div class="scroll" tabindex="0" role="region" aria-label="${phraseAttribute(r)}">${e}</div>`}function matrixPicture({classes:e,counts:r},t){let a=e.map(e=>markup`<th scope="col" class="number">${phraseMarkup((0,p.MZ)`decided ${(0,p.aY)(e,40)}`)}</th>`),i=r.map((r,t)=>{let a=(0,M.e6)(r),i=r.map((e,r)=>{let i=0===a?0:e/a;return markup`<td class="number ${shadeOf(i,t===r)}">${phraseMarkup((0,M.Li)(e))}<br><small>${phraseMarkup((0,f.uM)(i))}</small></td>`});return markup`<tr><th scope="row">${phraseMarkup((0,p.aY)(e[t]??"",40))}</th>${i}</tr>\n`});return scrolling(markup`<table class="matrix">
<caption>${phraseMarkup(t)}</caption>
<thead><tr><th scope="col">label</th>${a}</tr></thead>
<tbody>${i}</tbody></table>`,t)}function shadeOf(e,r){let t=O.length-1,a=Math.min(t,Math.ceil(e*t));return escapeHtml(`${r?"right":"wrong"}-${a}`)}let P=frameOf(960,180,{left:64,right:30,top:12,bottom:28});function timelinePictures(e,r){let{parts:t,endMs:a,steadyFromMs:n}=e,l=scale(0,a,P.left,P.right),s=roundMarks(0,a/1e3,8).map(e=>({at:l(1e3*e),label:(0,i.t)((0,f.p0)(1e3*e))})),o=n>0&&n<a?markup`<line class="zero" x1="${l(n)}" x2="${l(n)}" y1="${P.top}" y2="${P.bottom}"/>`:markup``,u=void 0===e.rate?markup``:legendItem(markup`asked`,(0,p.MZ)`asked for: ${(0,f.vP)(e.rate)}`,"line");return markup`<p class="figcaption">Requests a second, by when they were due</p>
<ul class="legend">${legendItem(markup`answered`,(0,p.ZV)("answered"),"band")}${legendItem(markup`failed`,(0,p.ZV)("failed"),"band")}${u}</ul>
${picture(r,markup`${requests(e,l,s)}${o}`,P)}
<p class="figcaption">Latency</p>
<ul class="legend">${legendItem(markup`p50`,(0,p.ZV)("p50"),"line")}${legendItem(markup`p99`,(0,p.ZV)("p99"),"line")}</ul>
${picture((0,p.MZ)`Latency over time: percentiles 50 and 99 of each part. The table has the same figures.`,markup`${latencies(t,l,s)}${o}`,P)}`}function requests({parts:e,rate:r},t,a){let n=1.05*Math.max(1,r??0,...e.map(e=>e.answeredPerSecond+e.failedPerSecond)),l=scale(0,n,P.bottom,P.top),s=roundMarks(0,n,5).map(e=>({at:l(e),label:(0,i.t)((0,f.vP)(e))})),bars=(r,a,i)=>markup`<g class="area ${r}" data-of="${r}">${e.map(e=>i(e)===a(e)?markup``:bar(t(e.fromMs),t(e.toMs),l(a(e)),l(i(e))))}</g>`,answered=e=>e.answeredPerSecond,all=e=>e.answeredPerSecond+e.failedPerSecond,o=void 0===r?markup``:markup`<line class="line asked" data-of="asked" x1="${P.left}" x2="${P.right}" y1="${l(r)}" y2="${l(r)}"/>`,u=e.map(e=>stop(t((e.fromMs+e.toMs)/2),l(all(e)),e.words));return markup`${axesOf(P,a,s)}${bars(markup`answered`,()=>0,answered)}${bars(markup`failed`,answered,all)}${o}${u}`}function bar(e,r,t,a){let round=e=>Math.round(10*e)/10;return markup`<rect x="${e}" y="${a}" width="${Math.max(.5,round(r-e-.6))}" height="${round(t-a)}"/>`}function latencies(e,r,t){let a=1.05*Math.max(.001,...e.flatMap(({p50:e,p99:r})=>[e,r]).filter(e=>void 0!==e)),n=scale(0,a,P.bottom,P.top),l=roundMarks(0,a,5).map(e=>({at:n(e),label:(0,i.t)((0,f.Rz)(e))})),line=(t,a)=>{let i=e.flatMap(e=>{let t=a(e);return void 0===t?[]:[`${r((e.fromMs+e.toMs)/2)},${n(t)}`]});return markup`<polyline class="line ${t}" data-of="${t}" points="${escapeHtml(i.join(" "))}"/>`};return markup`${axesOf(P,t,l)}${line(markup`p50`,({p50:e})=>e)}${line(markup`p99`,({p99:e})=>e)}`}function figuresMarkup(e){return markup`<div class="figures">${e.map(figureMarkup)}</div>`}function figureMarkup(e){let{title:r,about:t,picture:a,summary:i,table:n,elsewhere:l}=e,s=markup`<figcaption>${phraseMarkup(r)}</figcaption>`,o=phraseAttribute(r);if("matrix"===a.kind)return markup`<figure aria-label="${o}">${s}${matrixPicture(a,r)}<p class="about">${phraseMarkup(t)}</p></figure>`;let u="left_out"===l?markup` class="bulk"`:markup``,p=markup`<details${u}><summary>${phraseMarkup(i)}</summary>${tableMarkup(n,i)}${noteMarkup(e)}</details>`;switch(a.kind){case"curves":return markup`<figure class="curves" data-live aria-label="${o}">${s}${curvesPicture(a,t)}${readout(markup`Point`)}${p}</figure>\n`;case"bars":return markup`<figure class="full" data-live aria-label="${o}">${s}${barsPicture(a,t)}${readout(markup`Bar`)}${p}</figure>\n`;case"timeline":return markup`<figure class="full" data-live aria-label="${o}">${s}${timelinePictures(a,t)}${readout(markup`Part`)}${p}</figure>\n`;case"dots":return 0===a.rows.length?markup`<div class="full">${p}</div>`:markup`<figure class="full intervals" aria-label="${o}">${s}<p class="about">${phraseMarkup(t)}</p>${dotsPicture(a)}${p}</figure>\n`}}function noteMarkup({note:e}){return void 0===e?markup``:markup`<p>${phraseMarkup(e)}</p>`}function readout(e){return markup`<div class="readout" data-readout="${e}"></div>`}function intervalFigure(e){return markup`<figure class="intervals own-scale"><figcaption>Each gate on a scale of its own: point and bar are the candidate with its interval, the hollow point is the champion, the upright line is the limit</figcaption>
<ul>${e.map(rowMarkup)}</ul></figure>`}function rowMarkup(e){let r={...e,zero:"change"===e.measures?0:void 0},t=numbersOn(r),a=scale(Math.min(...t),Math.max(...t),10,470),i=inWords(e);return markup`<li class="${toneOf(e.verdict??"fail")}"><div>${phraseMarkup(e.subject)}<br><small>${phraseMarkup(i)}</small></div>${numberLine(r,a,i)}</li>`}function inWords({measures:e,value:r,low:t,high:a,limit:i}){let n="change"===e?f.x8:f.vP,l="change"===e?(0,p.ZV)("change "):p.s6,s=void 0===i?p.s6:(0,p.MZ)`; limit ${n(i)}`;return(0,p.MZ)`${l}${n(r)}, ${n(t)} to ${n(a)}${s}`}function blockMarkup(e,r){switch(e.kind){case"heading":return markup`<h${e.level}>${phraseMarkup(e.title)}</h${e.level}>`;case"paragraph":return markup`<p>${phraseMarkup(e.sentence)}</p>`;case"bullets":return markup`<ul>${e.items.map(e=>markup`<li>${phraseMarkup(e)}</li>`)}</ul>`;case"quote":return markup`<blockquote><p>${phraseMarkup(e.sentence)}</p></blockquote>`;case"table":return tableMarkup(e,r);case"details":{let r=e.content.map(r=>blockMarkup(r,e.summary));return markup`<details><summary>${phraseMarkup(e.summary)}</summary>${r}</details>`}case"log":{let t=e.lines.map(e=>(0,o.FB)(e,300)).join("\n");return markup`<pre tabindex="0" role="region" aria-label="${phraseAttribute(r)}">${escapeHtml(t)}</pre>`}case"canary_chart":return canaryFigure(e.chart);case"interval_chart":return intervalFigure(e.rows);case"figures":return figuresMarkup(e.figures);case"page_only":return markup`${e.content.map(e=>blockMarkup(e,r))}`}}let A=`'use strict';
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
    const stops = [...figure.querySelectorAll('[data-stop]')];
    const place = figure.querySelector('[data-readout]');
    if (stops.length === 0 || place === null) return;
    const slider = make('input', { type: 'range', min: '1', max: String(stops.length), step: '1' });
    slider.value = '1';
    const told = make('output');
    const label = make('label', { textContent: place.dataset.readout });
    label.append(slider);
    const title = figure.querySelector('figcaption')?.textContent ?? '';
    slider.setAttribute('aria-label', place.dataset.readout + ': ' + title);
    place.append(label, told);
    const show = (number) => {
      const stop = stops[number - 1];
      if (stop === undefined) return;
      told.textContent = number + ' of ' + stops.length + ': ' + (stop.dataset.stop ?? '');
      slider.value = String(number);
      slider.setAttribute('aria-valuetext', told.textContent);
      for (const one of stops) one.classList.toggle('here', one === stop);
      for (const line of figure.querySelectorAll('.cursor')) {
        line.classList.remove('off');
        line.setAttribute('x1', stop.getAttribute('cx') ?? '0');
        line.setAttribute('x2', stop.getAttribute('cx') ?? '0');
      }
    };
    slider.addEventListener('input', () => show(Number(slider.value)));
    slider.addEventListener('focus', () => show(Number(slider.value)));
    for (const chart of figure.querySelectorAll('.chart')) {
      chart.addEventListener('pointermove', (event) => {
        const matrix = chart.getScreenCTM();
        if (matrix === null) return;
        const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
        // Across first: only among stops that are as far, the height decides.
        const distance = (stop) =>
          Math.abs(Number(stop.getAttribute('cx')) - at.x) +
          Math.abs(Number(stop.getAttribute('cy')) - at.y) / 50;
        const nearest = stops.reduce((best, stop) => (distance(stop) < distance(best) ? stop : best));
        show(stops.indexOf(nearest) + 1);
      });
    }
    if (place.dataset.start === 'last') show(stops.length);
  };

  for (const figure of document.querySelectorAll('[data-live]')) {
    for (const item of figure.querySelectorAll('[data-series]')) addToggle(figure, item);
    addReadout(figure);
  }

  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details:not([open]):not(.bulk)')];
    for (const part of opened) part.open = true;
  });
  addEventListener('afterprint', () => {
    for (const part of opened) part.open = false;
    opened = [];
  });
})();
`,S={ground:"#ffffff",panel:"#f4f6f8",ink:"#1d2228",muted:"#565f69",rule:"#d3d9df",edge:"#7b8590",link:"#0550ae",good:"#0f6027",bad:"#a40e26",wait:"#7a4b00",champion:"#1f6feb",challenger:"#bc4c00",violet:"#7a45d1",green:"#1a7f37",rose:"#bf3989",olive:"#7a6a00"},q={ground:"#0f1419",panel:"#171d24",ink:"#e6ebf0",muted:"#a0aab5",rule:"#323a44",edge:"#77818c",link:"#83bfff",good:"#7ee08d",bad:"#ffa198",wait:"#e8b84a",champion:"#6cb0ff",challenger:"#ffa657",violet:"#c9a5ff",green:"#6fd583",rose:"#ff9bce",olive:"#d4c24a"};function styleText(){return`:root{color-scheme:light dark;${variables(S)}}
@media (prefers-color-scheme:dark){:root{${variables(q)}}}
${z}
@media print{:root{color-scheme:light;${variables(S)}}${H}}
`}function variables(e){return Object.entries(e).map(([e,r])=>`--${e}:${r};`).join("")}let z=`*{box-sizing:border-box}
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
@media (prefers-reduced-motion:no-preference){.line,.area,.look{transition:fill-opacity .15s,stroke-opacity .15s}}`,H=".bulk,.legend input{display:none}.figures{display:block}.figures>*{margin:1rem 0}.figures>.curves{display:inline-block;width:32.5%;padding:.5rem;vertical-align:top}p:has(+.figures){break-after:avoid}.about,.legend,small{font-size:8pt}body{font-size:10pt}nav,.skip,.readout{display:none}header,main,footer{max-width:none;padding-inline:0}details::details-content{content-visibility:visible;display:block;height:auto}summary{color:inherit;list-style:none;font-weight:600}.scroll,pre{overflow:visible}pre{white-space:pre-wrap}.chart{min-width:0}table{font-size:8pt}th,td{padding:.2rem .35rem}th,td{overflow-wrap:break-word}.wide{min-width:0}.legend input,.cursor{display:none}tr,figure,blockquote,p{break-inside:avoid}h2{break-after:avoid}figure,code,blockquote,pre{print-color-adjust:exact}@page{margin:14mm}";function renderPage(e,r={}){let t=(0,n.ZU)(e),{tone:a,words:o}=(0,s.c)(t),[u,...p]=(0,l.K)(t,r),c=styleText(),d=t.releaseId??"a release",m=plain(`${(0,i.t)(o)}: ${d}`,200);return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(c)}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${m}</title>
<style>${c}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header class="${escapeHtml(a)}">
${(u?.content??[]).map(headlineMarkup)}
<nav aria-label="Sections"><ul>${p.map(linkTo)}</ul></nav>
</header>
<main id="main" tabindex="-1">
${p.map(sectionMarkup)}
</main>
<footer><p>Made from the release record alone. Times are UTC.</p></footer>
<script>${A}</script>
</body>
</html>
`}function policy(e){return escapeHtml(`default-src 'none'; style-src ${digest(e)}; script-src ${digest(A)}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'`)}function digest(e){return`'sha256-${(0,a.createHash)("sha256").update(e).digest("base64")}'`}function headlineMarkup(e){return"heading"===e.kind?markup`<h1>${phraseMarkup(e.title)}</h1>`:blockMarkup(e,[])}function sectionMarkup({name:e,content:r},t){let a=idOf(t),i=r.map(r=>"heading"===r.kind?markup`<h2 id="${a}">${phraseMarkup(r.title)}</h2>`:blockMarkup(r,e));return markup`<section aria-labelledby="${a}">${i}</section>\n`}function linkTo({content:e},r){let t=e.find(e=>"heading"===e.kind),a=void 0===t?[]:t.title;return markup`<li><a href="#${idOf(r)}">${phraseMarkup(a)}</a></li>`}function idOf(e){return escapeHtml(`section-${e+1}`)}},65052:(e,r,t)=>{t.d(r,{t:()=>phraseText});var a=t(98187);function phraseText(e){return e.map(textOf).join("")}function textOf(e){switch(e.kind){case"own":return e.words.replaceAll("\xa0"," ");case"text":case"code":return(0,a.$O)(e.text,e.most);case"strong":return phraseText(e.content);case"link":return phraseText(e.label)}}}};