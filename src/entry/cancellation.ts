/** Aborts on the first SIGINT or SIGTERM, so that the step can leave things in order. */
export interface Cancellation {
  readonly signal: AbortSignal;
  dispose(): void;
}

/** A second signal ends the process at once. */
export function cancelOnSignals(process: NodeJS.Process, onFirst: () => void): Cancellation {
  const controller = new AbortController();
  const listener = () => {
    if (controller.signal.aborted) process.exit(130);
    onFirst();
    controller.abort();
  };
  process.on('SIGINT', listener);
  process.on('SIGTERM', listener);
  return {
    signal: controller.signal,
    dispose() {
      process.off('SIGINT', listener);
      process.off('SIGTERM', listener);
    },
  };
}
