const pageLength = 65_536;

/** Numbers that come one by one, in pages, so that growing copies nothing. */
export class NumberColumn {
  readonly #full: Float64Array[] = [];
  #page = new Float64Array(pageLength);
  #used = 0;

  push(value: number): void {
    if (this.#used === pageLength) {
      this.#full.push(this.#page);
      this.#page = new Float64Array(pageLength);
      this.#used = 0;
    }
    this.#page[this.#used] = value;
    this.#used += 1;
  }

  /** Gives its pages away: it is empty afterwards. */
  take(): Float64Array {
    const values = new Float64Array(this.#full.length * pageLength + this.#used);
    let start = this.#full.length * pageLength;
    values.set(this.#page.subarray(0, this.#used), start);
    for (let page = this.#full.pop(); page !== undefined; page = this.#full.pop()) {
      start -= pageLength;
      values.set(page, start);
    }
    this.#used = 0;
    return values;
  }
}

/** Texts that repeat, each kept once. */
export class TextColumn {
  readonly values: string[];
  readonly #known = new Map<string, string>();

  /** @param blank how many rows came before, and what they have. */
  constructor(blank: { rows: number; value: string } = { rows: 0, value: '' }) {
    this.values = Array.from({ length: blank.rows }, () => blank.value);
  }

  push(text: string): void {
    const known = this.#known.get(text);
    if (known === undefined) this.#known.set(text, text);
    this.values.push(known ?? text);
  }
}
