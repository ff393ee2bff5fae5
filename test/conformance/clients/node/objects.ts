import type { Vertex } from '../client.ts';

/** Cloud Storage without a client, for what the services read from it and write to it. */
export class Objects {
  readonly #origin: string;

  constructor({ http }: Vertex) {
    this.#origin = `http://${http}`;
  }

  async write(name: string, text: string): Promise<void> {
    const path = `/upload/storage/v1/b/clients/o?uploadType=media&name=${encodeURIComponent(name)}`;
    const headers = { 'content-type': 'application/octet-stream' };
    await this.#fetch(path, { method: 'POST', headers, body: text });
  }

  async read(name: string): Promise<string> {
    const path = `/storage/v1/b/clients/o/${encodeURIComponent(name)}?alt=media`;
    return await this.#fetch(path).then((answer) => answer.text());
  }

  async list(prefix: string): Promise<readonly string[]> {
    const answer = await this.#fetch(
      `/storage/v1/b/clients/o?prefix=${encodeURIComponent(prefix)}`,
    );
    const { items = [] } = (await answer.json()) as { items?: readonly { name: string }[] };
    return items.map(({ name }) => name);
  }

  async #fetch(path: string, init?: RequestInit): Promise<Response> {
    const answer = await fetch(this.#origin + path, init);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
}
