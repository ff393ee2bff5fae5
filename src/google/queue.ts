/** First in, first out. What is taken costs the same however long the queue is, unlike `Array.shift`. */
export class Queue<T> {
  #items: T[] = [];
  #taken = 0;

  add(item: T): void {
    this.#items.push(item);
  }

  take(): T | undefined {
    const item = this.#items[this.#taken];
    if (item === undefined) return undefined;
    this.#taken += 1;
    // Half of it is gone at least: each item is moved once on average.
    if (2 * this.#taken >= this.#items.length) {
      this.#items = this.#items.slice(this.#taken);
      this.#taken = 0;
    }
    return item;
  }
}
