import { describe, expect, it } from '@jest/globals';
import { shadePercents } from '../../src/report/html/shading.ts';
import { dark, grounds, light, lineColours, textColours } from '../../src/report/html/palette.ts';

/** Contrast of two colours, in [1, 21]; WCAG 2.2, definitions of relative luminance and contrast ratio. */
function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** `percent` of one colour, the rest of another: `color-mix(in srgb, …)` of CSS Color 5. */
function mixed(one: string, other: string, percent: number): string {
  const parts = [1, 3, 5].map((at) => {
    const [a = 0, b = 0] = [one, other].map((colour) =>
      Number.parseInt(colour.slice(at, at + 2), 16),
    );
    return Math.round((a * percent + b * (100 - percent)) / 100);
  });
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s palette', (_, palette) => {
  it('has text that can be read (1.4.3) and lines that can be seen (1.4.11) on every ground', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    for (const ground of grounds) {
      for (const name of textColours) {
        const ratio = contrast(palette[name], palette[ground]);
        expect({ name, ground, ratio, enough: ratio >= 4.5 }).toMatchObject({ enough: true });
      }
      for (const name of lineColours) {
        const ratio = contrast(palette[name], palette[ground]);
        expect({ name, ground, ratio, enough: ratio >= 3 }).toMatchObject({ enough: true });
      }
    }
  });

  it('has counts that can be read in every cell of a confusion matrix', () => {
    expect(mixed('#ffffff', '#000000', 50)).toBe('#808080');
    for (const colour of ['good', 'bad'] as const) {
      for (const percent of shadePercents) {
        const ground = mixed(palette[colour], palette.panel, percent);
        const ratio = contrast(palette.ink, ground);
        expect({ colour, percent, enough: ratio >= 4.5 }).toMatchObject({ enough: true });
      }
    }
  });
});
