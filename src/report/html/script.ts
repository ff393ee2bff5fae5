/**
 * What the page does when scripts may run: series can be hidden, places of a picture are read out under the
 * pointer or by a slider, folded parts open for the printer. Without it nothing is missing but that. It reads what
 * it tells from attributes of the page and writes it as text alone.
 */
export const script = `'use strict';
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
`;
