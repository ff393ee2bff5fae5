import type { CanaryChart } from '../canary-chart.ts';
import { escapeHtml, type Markup } from './markup.ts';

/** Colours that the style has for models beside the pair, and for processes. */
const others = 4;
const processes = 6;

/** The class of a deployed model by its role; further ones take turns. */
export function modelClass({ models }: CanaryChart, index: number): Markup {
  const role = models[index]?.role;
  if (role !== undefined) return escapeHtml(role);
  const place = models.slice(0, index).filter((model) => model.role === undefined).length;
  return escapeHtml(`other-${place % others}`);
}

export function processClass(index: number): Markup {
  return escapeHtml(`process-${index % processes}`);
}
