import type { ModelView, VersionView } from '../overview.ts';
import { type Dom, setText } from './dom.ts';
import { count, shortImage, shortName } from './format.ts';
import type { Widget } from './keyed-widgets.ts';
import { chips, text, time } from './parts.ts';
import { type Row, DataTable } from './data-table.ts';

const columns = {
  version: 'Version',
  labels: 'Labels',
  aliases: 'Aliases',
  deployedTo: 'Deployed to',
  created: 'Created',
  image: 'Serving image',
};
type Column = keyof typeof columns;

/** One model with its versions. */
export function modelWidget(dom: Dom): Widget<ModelView> {
  const title = dom.element('h3');
  const place = dom.element('p', { class: 'detail' });
  const labels = chips(dom);
  const more = dom.element('p', { class: 'quiet' });
  const table = new DataTable<VersionView, Column>(dom, {
    caption: 'Versions, newest first',
    columns,
    keyOf: ({ id }) => id,
    createRow: () => versionRow(dom),
  });
  return {
    root: dom.element('article', {}, title, place, labels.root, table.root, more),
    show: (model) => {
      const { items, total } = model.versions;
      setText(title, model.displayName);
      setText(place, `${shortName(model.name)} · ${model.place}`);
      labels.show(labelTexts(model.labels));
      setText(table.caption, `Versions of ${model.displayName}, newest first`);
      table.show(items);
      setText(more, `${count(total - items.length)} older versions are not shown.`);
      more.hidden = total <= items.length;
    },
  };
}

function versionRow(dom: Dom): Row<VersionView, Column> {
  const version = text(dom);
  const labels = chips(dom);
  const aliases = chips(dom);
  const deployedTo = text(dom, { class: 'title' });
  const created = time(dom);
  const image = text(dom, { class: 'code' });
  return {
    cells: {
      version: version.root,
      labels: labels.root,
      aliases: aliases.root,
      deployedTo: deployedTo.root,
      created: created.root,
      image: image.root,
    },
    show: (shown) => {
      version.show(`@${shown.id}`);
      labels.show(labelTexts(shown.labels));
      aliases.show(shown.aliases);
      deployedTo.show(shown.deployedTo.join(', ') || '–');
      created.show(shown.createTime);
      image.show(shortImage(shown.image) || '–');
    },
  };
}

function labelTexts(labels: Readonly<Record<string, string>>): string[] {
  return Object.entries(labels).map(([key, value]) => (value === '' ? key : `${key}: ${value}`));
}
