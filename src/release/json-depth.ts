/** Deepest nesting of a JSON text that is taken from elsewhere; nothing real comes near. */
export const deepestJson = 64;

/** How deep brackets go, those in texts left aside. Parsers and schemas recurse; this does not. */
export function depthOfJson(json: string): number {
  let depth = 0;
  let deepest = 0;
  let isText = false;
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at];
    if (isText) {
      if (character === '\\') at += 1;
      else if (character === '"') isText = false;
    } else if (character === '"') isText = true;
    else if (character === '{' || character === '[') deepest = Math.max(deepest, (depth += 1));
    else if (character === '}' || character === ']') depth -= 1;
  }
  return deepest;
}
