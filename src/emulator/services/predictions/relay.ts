/** Hands what one side puts to the side that iterates, one at a time. */
export class Relay<Item> {
  #waiting: { item: Item; taken: () => void } | undefined;
  #wake: () => void = () => undefined;

  /** Resolves when the item was taken. Wait for it before the next. */
  put(item: Item): Promise<void> {
    return new Promise((taken) => {
      this.#waiting = { item, taken };
      this.#wake();
    });
  }

  /** What is put until `over` settles. @throws what `over` rejects with. */
  async *until(over: Promise<unknown>): AsyncGenerator<Item> {
    const ended = over.then(() => 'over' as const);
    for (;;) {
      const next = await Promise.race([this.#next(), ended]);
      if (next === 'over') return;
      yield next.item;
      next.taken();
    }
  }

  async #next(): Promise<{ item: Item; taken: () => void }> {
    if (this.#waiting === undefined) await new Promise<void>((wake) => (this.#wake = wake));
    const waiting = this.#waiting;
    this.#waiting = undefined;
    return waiting ?? this.#next();
  }
}
