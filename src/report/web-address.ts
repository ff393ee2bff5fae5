const mostCharacters = 2_000;

/** The address as browsers write it; undefined when it is no plain one of http or https. */
export function webAddress(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  if (!isWeb || url.username !== '' || url.password !== '') return undefined;
  return url.href.length > mostCharacters ? undefined : url.href;
}
