import { type Contexts, evaluate, type Functions, truthy } from './actions-runner-expression.ts';

/** A condition without a status function holds only where everything before went well. */
export function holds(
  condition: string | boolean | undefined,
  contexts: Contexts,
  functions: Functions,
): boolean {
  const source = String(condition ?? 'success()').replace(/^\s*\$\{\{(.*)\}\}\s*$/s, '$1');
  const asksStatus = /\b(success|failure|always|cancelled)\s*\(/.test(source);
  const isWell = asksStatus || truthy(functions['success']?.() ?? false);
  return isWell && truthy(evaluate(source, contexts, functions));
}
