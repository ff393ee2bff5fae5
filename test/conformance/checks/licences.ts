import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Case, refusal } from '../harness/case.ts';
import { root } from '../sources/repository.ts';

/** Licences under which a distribution under Apache-2.0 may carry somebody's code. */
const allowed = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'Python-2.0',
  'Unlicense',
];

interface LockedPackage {
  dev?: boolean;
  devOptional?: boolean;
  link?: boolean;
  license?: unknown;
}

/** Licences of what the product is made with, as each package states its own. */
export function licenceCases(): readonly Case[] {
  return [
    refusal('licences: refuses a choice of two that are not allowed', /GPL/, () =>
      licenceRemarks('sample', '(GPL-3.0 OR AGPL-3.0)'),
    ),
    { name: 'licences: all production dependencies', run: productionLicences },
  ];
}

function productionLicences(): readonly string[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>;
  };
  const production = Object.entries(lock.packages).filter(
    ([path, entry]) =>
      path.startsWith('node_modules/') &&
      entry.dev !== true &&
      entry.devOptional !== true &&
      entry.link !== true,
  );
  if (production.length < 10) return [`the lock file lists only ${production.length} packages`];
  return production.flatMap(([path, entry]) =>
    licenceRemarks(path, statedLicence(path) ?? entry.license),
  );
}

/** What the installed package says; undefined when it is not installed, such as for another system. */
function statedLicence(path: string): unknown {
  const file = join(root, path, 'package.json');
  if (!existsSync(file)) return undefined;
  const { license } = JSON.parse(readFileSync(file, 'utf8')) as { license?: unknown };
  return license ?? 'none stated';
}

function licenceRemarks(path: string, license: unknown): readonly string[] {
  const isAllowed = typeof license === 'string' && satisfies(license);
  return isAllowed ? [] : [`${path}: ${JSON.stringify(license)}`];
}

/** One of the alternatives has to be allowed in all its parts. */
function satisfies(expression: string): boolean {
  return expression
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((part) => allowed.includes(part.trim())));
}
