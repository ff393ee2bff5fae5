/** When the process dies: right before the nth call takes effect, or right after. */
export interface Death {
  call: number;
  moment: 'before' | 'after';
}

export class Killed extends Error {
  override readonly name = 'Killed';
}

/** Counts the calls of several ports and dies at one of them. */
export interface Executioner {
  readonly calls: number;
  /** The port, every method of which is counted; it dies where it was told to. */
  watch<T extends object>(port: T): T;
}

export function executioner(death?: Death): Executioner {
  let calls = 0;
  let isDead = false;
  return {
    get calls() {
      return calls;
    },
    watch: (port) =>
      new Proxy(port, {
        get(target, key) {
          const member: unknown = Reflect.get(target, key);
          if (typeof member !== 'function') return member;
          return (...args: unknown[]) => {
            if (isDead) throw new Killed('dead already');
            calls += 1;
            const isLast = death?.call === calls;
            if (isLast) isDead = true;
            if (isLast && death.moment === 'before') throw new Killed(`before ${String(key)}`);
            const result: unknown = Reflect.apply(member, target, args);
            if (!isLast) return result;
            const die = () => {
              throw new Killed(`after ${String(key)}`);
            };
            return result instanceof Promise ? result.then(die, die) : die();
          };
        },
      }),
  };
}
