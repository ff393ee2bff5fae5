import type { Steps } from '../client.ts';
import type { Gcloud } from './command.ts';

/** What needs nothing that is there before. */
export const refusalSteps: Steps<Gcloud> = {
  async 'answer that a model is not there'({ refused }) {
    await refused(/NOT_FOUND.*nowhere/s, 'ai', 'models', 'describe', 'nowhere');
  },
  async 'answer that an endpoint is not there'({ refused }) {
    await refused(/NOT_FOUND.*404/s, 'ai', 'endpoints', 'describe', '404');
  },
  async 'refuse a bad endpoint id'({ refused }) {
    const flags = ['--display-name=bad', '--endpoint-id=1234567890'];
    await refused(/INVALID_ARGUMENT.*endpoint_id/s, 'ai', 'endpoints', 'create', ...flags);
  },
};
