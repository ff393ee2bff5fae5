import { CLOSED, NUMBERS, OPEN } from '../model/vocabulary.mjs';

/** A request that is the caller's mistake. */
export class BadRequest extends Error {}

const CHECKS = [
  ...Object.entries(CLOSED).map(([field, values]) => closedCheck(field, new Set(values))),
  ...OPEN.map((field) => typeCheck(field, 'a text', (value) => typeof value === 'string')),
  ...NUMBERS.map((field) => typeCheck(field, 'a number', Number.isFinite)),
];

/** The instances in a request's body; a field that is null or left out is one that nobody reported. */
export function readInstances(body) {
  const { instances } = parseObject(body);
  if (!Array.isArray(instances) || instances.length === 0) {
    throw new BadRequest('"instances" must be a list of at least one strike');
  }
  instances.forEach((instance, index) => {
    if (!isObject(instance)) throw new BadRequest(`instances[${index}] must be an object`);
    for (const check of CHECKS) check(instance, index);
  });
  return instances;
}

function parseObject(body) {
  let value;
  try {
    value = JSON.parse(body);
  } catch {
    throw new BadRequest('the body is not JSON');
  }
  if (!isObject(value)) throw new BadRequest('the body must be an object with "instances"');
  return value;
}

function closedCheck(field, values) {
  return typeCheck(field, `one of ${[...values].join(', ')}`, (value) => values.has(value));
}

function typeCheck(field, expected, accepts) {
  return (instance, index) => {
    const value = instance[field] ?? null;
    if (value === null || accepts(value)) return;
    throw new BadRequest(
      `instances[${index}].${field} must be ${expected} or null, not ${JSON.stringify(value)}`,
    );
  };
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
