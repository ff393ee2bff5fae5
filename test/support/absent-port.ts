/** A port that the code under test must not touch. */
export function absentPort<T extends object>(name: string): T {
  return new Proxy({} as T, {
    get(_, key) {
      throw new Error(`${name}.${String(key)} was not expected`);
    },
  });
}
