/**
 * What the page does when scripts may run: series can be hidden, a look is read out under the pointer or
 * by a slider, folded parts open for the printer. Without it nothing is missing but that. It reads what
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
