/** What stands in place of a secret. */
const mask = '[secret]';

/**
 * Takes secrets out of texts: Cloud Build masks nothing by itself. `forms` are all spellings of
 * all secrets.
 */
export function hiding(forms: readonly string[]): (text: string) => string {
  // Longer ones first: a form that holds another one is gone as a whole.
  const ordered = forms.filter((form) => form !== '').toSorted((a, b) => b.length - a.length);
  return (text) => ordered.reduce((left, form) => left.replaceAll(form, mask), text);
}
